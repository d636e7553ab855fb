"""All exercise sets with their sources and the answers that tests know of."""

import importlib
from functools import cache
from pathlib import Path

from tools.exercise_source import ExerciseSource

ROOT = Path(__file__).parents[2]
_READ = [ExerciseSource.read(path) for path in sorted((ROOT / "exercises/source").glob("*.py"))]
SOURCES = {source.set_name: source for source in _READ}
MODULES = {name: importlib.import_module(f"segmetrics_lab.checks.{name}") for name in SOURCES}
ANSWERS = {name: importlib.import_module(f"tests.checks.answers.{name}").ANSWERS for name in SOURCES}
QUESTIONS = [(name, question) for name, source in SOURCES.items() for question in source.questions]


def question_of(set_name, question):
    return getattr(MODULES[set_name], question)


@cache
def names_after(set_name, *parts):
    """The names that are defined after the cells without a question and these parts of all questions were run.

    Kept, since some sets train models: a check gets copies, and whoever changes the names takes a copy of them.
    """
    names = {}
    for cell in SOURCES[set_name].cells:
        about = cell.metadata.get("question")
        if (
            cell.cell_type == "code"
            and (about is None or cell.metadata.get("part") in parts)
            and ".progress()" not in cell.source
        ):
            exec(compile(cell.source, f"{set_name}.py", "exec"), names)
    return names


def handed_over(set_name, question, names):
    """What the check cell hands over: ex03.iou.check(my_iou) hands over my_iou."""
    return tuple(names[name] for name in question_of(set_name, question).text.answers)
