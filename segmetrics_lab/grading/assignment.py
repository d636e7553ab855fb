"""The assignment: what a set of exercises asks, under which names its answers are found, and what they earn."""

import json
from dataclasses import dataclass
from pathlib import Path

from segmetrics_lab import checks
from segmetrics_lab.checks import Question

RELEASED = Path(__file__).parents[1] / "course" / "exercises"
"""The notebooks as they are handed out."""


@dataclass(frozen=True)
class Asked:
    """A question of an assignment.

    Args:
        full_name: "ex03.iou".
        names: under which the learner's notebook hands over the answer.
        question: the question itself.
        points: what a right answer earns; 0 for a question to check oneself.
        is_partial: does an answer that is right in some cases earn its share?
    """

    full_name: str
    names: tuple[str, ...]
    question: Question
    points: float
    is_partial: bool = False


@dataclass(frozen=True)
class Assignment:
    """A set of exercises that is graded.

    Args:
        name: "ex03", or "capstone".
        title: the heading of its notebook.
        asked: its questions in their order.
        given: the code of the notebook that is handed out, cell by cell.
    """

    name: str
    title: str
    asked: tuple[Asked, ...]
    given: tuple[str, ...]


def notebooks() -> dict[str, Path]:
    """The notebooks of all sets, as they are handed out, by the names of the sets."""
    return {path.stem.partition("_")[0]: path for path in sorted(RELEASED.glob("*.ipynb"))}


def read_assignment(name: str) -> Assignment:
    """The assignment of this name.

    Raises:
        ValueError: there is no such set.

    >>> [asked.names for asked in read_assignment("ex03").asked][3]
    ('first', 'second')
    """
    paths = notebooks()
    if name not in paths:
        raise ValueError(f"there is no set {name!r}. The sets are {', '.join(paths)}.")
    cells = json.loads(paths[name].read_text(encoding="utf-8"))["cells"]
    texts = [("".join(cell["source"]), cell["cell_type"]) for cell in cells]
    title = next(text for text, kind in texts if kind == "markdown").partition("\n")[0]
    questions: dict[str, Question] = getattr(checks, name).SET.questions
    asked = tuple(
        Asked(f"{name}.{own}", question.text.answers, question, question.text.points, _is_partial(question))
        for own, question in questions.items()
    )
    return Assignment(name, title.removeprefix("# "), asked, tuple(text for text, kind in texts if kind == "code"))


def _is_partial(question: Question) -> bool:
    """Does the source of a question say that a share of the cases earns a share of the points?"""
    return bool(getattr(question.text, "partial", False))
