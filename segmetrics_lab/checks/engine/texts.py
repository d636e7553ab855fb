"""The texts of the questions: titles, starters, hints, solutions and points, built from exercises/source."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class QuestionText:
    """What the source of an exercise says about one question.

    Args:
        title: its heading.
        asks: "implement", "predict", "falsify", "diagnose" or "choose".
        starter: the code that the learner starts from.
        hints: from the idea to almost the code.
        solution: the code, or None where the question earns points and the solution stays with the lecturer.
        points: what it earns in a class; 0 for a question to check oneself.
    """

    title: str
    asks: str
    starter: str
    hints: tuple[str, ...]
    solution: str | None
    points: float


@cache
def texts_of(set_name: str) -> dict[str, QuestionText]:
    """The texts of a set by the names of its questions, in their order."""
    path = FOLDER / f"{set_name}.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    return {name: QuestionText(**{**fields, "hints": tuple(fields["hints"])}) for name, fields in raw.items()}
