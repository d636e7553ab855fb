"""The exercise set: the questions of a lesson in their order, and how far a learner has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from segmetrics_lab.checks.engine.feedback import CORRECT, SIGNS
from segmetrics_lab.checks.engine.misconception import Misconception
from segmetrics_lab.checks.engine.questions import Place, Question
from segmetrics_lab.checks.engine.texts import QuestionText
from segmetrics_lab.progress import read


@dataclass(frozen=True)
class Progress:
    """Which questions of a set are done, and the points they earned; shows as one line and a list.

    Args:
        set_name: the set, "ex01" to "ex13", or "capstone".
        outcomes: the best outcome so far of each question by its name; "not attempted" if there was no try.
        points: earned.
        most_points: that can be earned.
    """

    set_name: str
    outcomes: dict[str, str]
    points: float
    most_points: float

    @property
    def done(self) -> int:
        """How many questions are answered correctly."""
        return sum(outcome == CORRECT for outcome in self.outcomes.values())

    def __repr__(self) -> str:
        return "   ".join([self._line(), *self._marks()])

    def _repr_html_(self) -> str:
        item = '<li style="display:inline-block;margin:0 14px 0 0">'
        shown = "".join(f"{item}{escape(mark)}</li>" for mark in self._marks())
        return (
            f'<p style="margin:0"><strong>{escape(self._line())}</strong></p>'
            f'<ul style="list-style:none;margin:2px 0 0;padding:0">{shown}</ul>'
        )

    def _line(self) -> str:
        """How many questions are done, and the points."""
        points = f", {self.points:g} of {self.most_points:g} points" if self.most_points else ""
        return f"{self.set_name}: {self.done} of {len(self.outcomes)} done{points}"

    def _marks(self) -> list[str]:
        """Each question with the sign of its outcome."""
        return [f"{SIGNS[outcome]} {name}" for name, outcome in self.outcomes.items()]


@dataclass(frozen=True)
class ExerciseSet:
    """The questions of one lesson; to each of them the set gives its name, its text and the catalogue.

    Args:
        name: "ex01" to "ex13", or "capstone".
        questions: by their names, in the order of the notebook.
        texts: what the source of the set says about each of them.
        catalogue: the misconceptions that their answers may betray, by their ids.
    """

    name: str
    questions: Mapping[str, Question]
    texts: Mapping[str, QuestionText]
    catalogue: Mapping[str, Misconception]

    def __post_init__(self) -> None:
        """Put each question into its place, and refuse texts of other questions."""
        if list(self.questions) != list(self.texts):
            raise ValueError(
                f"{self.name} has the questions {', '.join(self.questions)}, but its source has "
                f"{', '.join(self.texts)}. Both need the same names in the same order: change one, and build the set "
                "again with python -m tools.build_notebooks."
            )
        for name, question in self.questions.items():
            question.put_into(Place(self.name, name, self.texts[name], self.catalogue))

    def progress(self) -> Progress:
        """How far the learner has come, as the progress file knows it."""
        outcomes = {}
        for name in self.questions:
            kept = read(self.name, name).get("outcome")
            outcomes[name] = kept if kept in SIGNS else "not attempted"
        points = {name: text.points for name, text in self.texts.items()}
        earned = sum(points[name] for name, outcome in outcomes.items() if outcome == CORRECT)
        return Progress(self.name, outcomes, earned, sum(points.values()))
