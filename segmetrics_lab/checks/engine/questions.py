"""The question: what every kind of question has, its hints, its solution, and how a check is kept."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from segmetrics_lab.checks.engine.calling import CheckInsideError, is_calling, problem_of
from segmetrics_lab.checks.engine.feedback import CORRECT, COULD_NOT_RUN, NOT_ATTEMPTED, NOT_YET, Feedback
from segmetrics_lab.checks.engine.limits import SECONDS, TimeIsUpError, time_limit, undisturbed
from segmetrics_lab.checks.engine.misconception import Misconception
from segmetrics_lab.checks.engine.plain_values import NotPlainError, plain
from segmetrics_lab.checks.engine.solutions import scored_solution, who_gives_it
from segmetrics_lab.checks.engine.texts import QuestionText
from segmetrics_lab.progress import change, keep, read

TRIES_BEFORE_SOLUTION = 3


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


@dataclass(frozen=True)
class Place:
    """Where a question stands in a course.

    Args:
        set_name: "ex01" to "ex13", or "capstone".
        name: how the notebook calls the question: in ex03.iou it is "iou".
        text: what its source says about it.
        catalogue: the misconceptions of the course by their ids.
    """

    set_name: str
    name: str
    text: QuestionText
    catalogue: Mapping[str, Misconception]

    def __str__(self) -> str:
        return f"{self.set_name}.{self.name}"

    def is_taken(self, entry: Misconception) -> bool:
        """Has the lesson that explains a misconception been taken? A set comes with its lesson, the capstone last."""
        digits = "".join(character for character in self.set_name if character.isdigit())
        return not digits or entry.lesson <= int(digits)


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Question:
    """What all questions have: a place, which their set gives them once."""

    place: Place = field(init=False)

    def put_into(self, place: Place) -> None:
        """Give the question its place."""
        object.__setattr__(self, "place", place)  # only its set does this: otherwise a question is frozen

    @property
    def text(self) -> QuestionText:
        """Title, starter, options, hints, solution and points, from the source of the exercise."""
        return self.place.text

    def __repr__(self) -> str:
        return f"{self.place}: {self.text.title}. It has .check(), .hint() and .solution()."

    def hint(self, number: int | None = None) -> Words:
        """The next hint, or the one of this number: from the idea to almost the code.

        Raises:
            ValueError: there is no hint of this number.
        """
        hints = self.text.hints
        taken = read(self.place.set_name, self.place.name).get("hints", 0)
        taken = taken if isinstance(taken, int) and 0 <= taken <= len(hints) else 0
        number = min(taken + 1, len(hints)) if number is None else number
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= len(hints):
            raise ValueError(f"there is no hint {number!r}: {self.place} has the hints 1 to {len(hints)}.")
        note = keep(self.place.set_name, self.place.name, hints=max(taken, number))
        return Words(f"Hint {number} of {len(hints)}: {hints[number - 1]}\n{note}".rstrip())

    def solution(self) -> Words:
        """The solution; if the question earns points, only after some work, and not in a class."""
        solution = self.text.solution or scored_solution(self.place.set_name, self.place.name)
        if solution is None:
            return Words(
                f"{self.place} is graded: {who_gives_it(self.place.set_name)}. "
                f"It has {self._number_of_hints}: {self.place}.hint()"
            )
        if self.text.points and not self._was_tried():
            return Words(
                f"{self.place} earns points: its solution is shown after {TRIES_BEFORE_SOLUTION} tries "
                f"or after {self._number_of_hints}. The next hint: {self.place}.hint()"
            )
        note = keep(self.place.set_name, self.place.name, solution_seen=True)
        return Code(f"{solution}\n# {note}" if note else solution)

    @property
    def _number_of_hints(self) -> str:
        """How many hints there are, in words."""
        number = len(self.text.hints)
        return "1 hint" if number == 1 else f"{number} hints"

    def _was_tried(self) -> bool:
        """Was the question answered right, or were all its hints or enough tries used up?"""
        before = read(self.place.set_name, self.place.name)
        tries = before.get("tries", 0)
        return (
            before.get("outcome") == CORRECT
            or before.get("hints") == len(self.text.hints)
            or (isinstance(tries, int) and tries >= TRIES_BEFORE_SOLUTION)
        )

    def check(self, *answer: Any, **options: Any) -> Feedback:
        """Say what is right or wrong about an answer; nothing that it does is raised here.

        Args:
            answer: what the notebook hands over; of a function the function itself, without parentheses.
            options: of a function, `seconds` for all its cases together.

        Raises:
            RuntimeError: nbgrader runs the notebook to give marks for it.
        """
        if os.environ.get("NBGRADER_EXECUTION") == "autograde":  # whatever a cell returns is full marks to nbgrader
            raise RuntimeError(
                "this check tells learners how far they are and gives no marks: here everybody would get full ones. "
                "Grade with segmetrics grade, which judges answers where they can change nothing."
            )
        feedback = self.judge(*answer, **options)
        if feedback.outcome == NOT_ATTEMPTED:
            return feedback
        note = change(self.place.set_name, self.place.name, lambda entry: _after_a_try(entry, feedback.outcome))
        return replace(feedback, note=f"{feedback.note} {note}".strip())

    def judge(self, *answer: Any, **options: Any) -> Feedback:
        """What `check` says, without a trace in the progress; everything is left as it was.

        Raises:
            CheckInsideError: the function that is being checked asks for a check itself.
        """
        if is_calling():
            raise CheckInsideError
        wanted = self.text.answers
        if len(answer) != len(wanted):
            return not_yet(f"this takes {', '.join(wanted)} and nothing else, but got {len(answer)}.", None)
        with undisturbed():
            try:
                feedback = self._judge(*answer, **options)
            except (Exception, TimeIsUpError) as error:  # whatever the answer is, its learner gets a feedback
                return Feedback(COULD_NOT_RUN, f"this answer cannot be judged ({problem_of(error).words}).")
        if feedback.outcome == CORRECT:
            feedback = replace(feedback, points=self.text.points, share=1)
        return self._explained(feedback)

    def _judge(self, *answer: Any, **options: Any) -> Feedback:
        """What the answer is worth: each kind of question says it."""
        raise NotImplementedError

    def _explained(self, feedback: Feedback) -> Feedback:
        """The feedback with the words of its misconception, unless it explains itself, and where to read again."""
        if feedback.misconception is None:
            return feedback
        entry = self.place.catalogue[feedback.misconception]
        return replace(
            feedback,
            explanation=feedback.explanation or entry.words,
            read_again=entry.read_again if self.place.is_taken(entry) else "",
            link=entry.link if self.place.is_taken(entry) else "",
        )


def _after_a_try(entry: dict[str, Any], outcome: str) -> dict[str, Any]:
    """What is kept of a question after one more try: a right answer stays one."""
    tries = entry.get("tries", 0)
    best = CORRECT if entry.get("outcome") == CORRECT else outcome
    return entry | {"tries": tries + 1 if isinstance(tries, int) else 1, "outcome": best}


def not_yet(message: str, misconception: str | None, **more: Any) -> Feedback:
    """Feedback to a wrong answer; the question adds the words of the misconception that it betrays."""
    return Feedback(NOT_YET, message, misconception, **more)


def read_answer(value: Any) -> Any:
    """An answer that is no function, in plain types; reading it may run code of the learner's.

    Raises:
        NotPlainError: it is of a type that no answer needs, or it cannot be read.
    """
    try:
        with time_limit(SECONDS):
            return plain(value)
    except (NotPlainError, KeyboardInterrupt):
        raise
    except TimeIsUpError:
        raise NotPlainError("something that never comes to its end") from None
    except BaseException as error:  # an iterator of the learner's may raise anything
        raise NotPlainError(f"something that stops when it is read: {problem_of(error).words}") from None


def is_blank(value: Any) -> bool:
    """Is this what a starter gives: nothing, or three dots?"""
    return value is None or value is ...
