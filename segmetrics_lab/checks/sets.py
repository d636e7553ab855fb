"""The sets of this course: each has its questions, its texts from the folder data, and the catalogue."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from segmetrics_lab.checks.engine.exercise_set import ExerciseSet
from segmetrics_lab.checks.engine.questions import Question
from segmetrics_lab.checks.engine.texts import read_texts
from segmetrics_lab.checks.misconceptions import CATALOGUE

TEXTS = Path(__file__).parent / "data"


def exercise_set(name: str, module: Mapping[str, Any]) -> ExerciseSet:
    """The set of this name with all questions of its module, each under its own name, in the order of the notebook."""
    texts = read_texts(TEXTS / f"{name}.json")
    questions = {own: value for own, value in module.items() if isinstance(value, Question)}
    in_order = {own: questions[own] for own in texts if own in questions}
    return ExerciseSet(name, in_order | questions, texts, CATALOGUE)
