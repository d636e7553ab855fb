"""The sets of this course: each has its questions, its texts from the folder data, and the catalogue."""

from pathlib import Path

from segmetrics_lab.checks.engine.exercise_set import ExerciseSet
from segmetrics_lab.checks.engine.questions import Question
from segmetrics_lab.checks.engine.texts import read_texts
from segmetrics_lab.checks.misconceptions import CATALOGUE

TEXTS = Path(__file__).parent / "data"


def exercise_set(name: str, **questions: Question) -> ExerciseSet:
    """The set of this name with these questions, each under its own name, in the order of the notebook."""
    return ExerciseSet(name, questions, read_texts(TEXTS / f"{name}.json"), CATALOGUE)
