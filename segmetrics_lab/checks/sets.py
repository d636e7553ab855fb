"""The sets of this course: each has its questions, its texts from the folder data, and the catalogue."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from segmetrics_lab.checks.engine.exercise_set import ExerciseSet
from segmetrics_lab.checks.engine.questions import Question
from segmetrics_lab.checks.engine.texts import read_texts
from segmetrics_lab.checks.misconceptions import catalogue_of
from segmetrics_lab.progress import OTHER_NAMES

TEXTS = Path(__file__).parent / "data"


def exercise_set(name: str, module: Mapping[str, Any]) -> ExerciseSet:
    """The set of this name with all questions of its module, each under its own name, in the order of the notebook."""
    texts = read_texts(TEXTS / f"{name}.json")
    questions = {own: value for own, value in module.items() if isinstance(value, Question)}
    in_order = {own: questions[own] for own in texts if own in questions}
    return ExerciseSet(name, in_order | questions, texts, catalogue_of(name))


def moved_from(set_name: str) -> Callable[[str], Question]:
    """What the module of a set answers where it holds no question of a name: the question of the set it moved to.

    In the second edition sets got other numbers. Notebooks of the first one go on: a question is known by its name.
    """

    def question(name: str) -> Question:
        own = OTHER_NAMES.get((set_name, name), name)
        for path in [] if name.startswith("_") else sorted(TEXTS.glob("*.json")):
            if own in read_texts(path):
                found: Question = getattr(import_module(f"segmetrics_lab.checks.{path.stem}"), own)
                return found
        raise AttributeError(f"{set_name} has no question {name!r}. {set_name}.progress() lists its questions.")

    return question
