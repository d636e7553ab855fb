"""The question: what every kind of question has, its hints, its solution, and how a check is kept."""

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from segmetrics_lab.checks.engine.feedback import CORRECT, NOT_ATTEMPTED, NOT_YET, Feedback
from segmetrics_lab.checks.engine.texts import QuestionText, texts_of
from segmetrics_lab.checks.misconceptions import CATALOGUE
from segmetrics_lab.checks.progress import keep, of_question


class Words(str):
    """A text that shows in a notebook as it is, without quotes."""

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f'<div style="white-space:pre-wrap;max-width:800px">{escape(str(self))}</div>'


class Code(Words):
    """A program that shows as one."""

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Question:
    """What all questions have.

    Args:
        set_name: "ex01" to "ex09".
        name: how the notebook calls it: ex03.iou.
    """

    set_name: str
    name: str

    @property
    def text(self) -> QuestionText:
        """Title, starter, hints, solution and points, from the source of the exercise."""
        return texts_of(self.set_name)[self.name]

    def __repr__(self) -> str:
        return f"{self.set_name}.{self.name}: {self.text.title}. It has .check(), .hint() and .solution()."

    def hint(self, number: int | None = None) -> Words:
        """The next hint, or the one of this number: from the idea to almost the code.

        Raises:
            ValueError: there is no hint of this number.
        """
        hints = self.text.hints
        taken = of_question(self.set_name, self.name).get("hints", 0)
        taken = taken if isinstance(taken, int) and 0 <= taken <= len(hints) else 0
        number = min(taken + 1, len(hints)) if number is None else number
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= len(hints):
            raise ValueError(
                f"there is no hint {number!r}: {self.set_name}.{self.name} has the hints 1 to {len(hints)}."
            )
        keep(self.set_name, self.name, hints=max(taken, number))
        return Words(f"Hint {number} of {len(hints)}: {hints[number - 1]}")

    def solution(self) -> Words:
        """A solution; where the question earns points in a class, where it will come from."""
        if self.text.solution is None:
            return Words(
                f"{self.set_name}.{self.name} is graded: its solution is handed out after the deadline. "
                f"There are {len(self.text.hints)} hints: {self.set_name}.{self.name}.hint()"
            )
        keep(self.set_name, self.name, solution_seen=True)
        return Code(self.text.solution)

    def _kept(self, feedback: Feedback) -> Feedback:
        """The feedback with the points it earns; what is best so far goes into the progress file."""
        if feedback.outcome == CORRECT and self.text.points:
            feedback = replace(feedback, points=self.text.points)
        if feedback.outcome == NOT_ATTEMPTED:
            return feedback
        before = of_question(self.set_name, self.name)
        tries = before.get("tries", 0)
        is_kept = keep(
            self.set_name,
            self.name,
            tries=tries + 1 if isinstance(tries, int) else 1,
            outcome=CORRECT if before.get("outcome") == CORRECT else feedback.outcome,
        )
        if is_kept:
            return feedback
        note = "This folder cannot be written to, so that your progress is not kept."
        return replace(feedback, note=f"{feedback.note} {note}".strip())


def not_yet(message: str, misconception: str | None, **more: Any) -> Feedback:
    """Feedback to a wrong answer, with the words of the misconception that it betrays."""
    if misconception is None:
        return Feedback(NOT_YET, message, **more)
    entry = CATALOGUE[misconception]
    more.setdefault("explanation", entry.words)
    return Feedback(NOT_YET, message, misconception, read_again=(entry.read_again, entry.link), **more)


def is_blank(value: Any) -> bool:
    """Is this what a starter hands over: nothing, or three dots?"""
    return value is None or value is ...
