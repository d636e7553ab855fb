"""The texts of the questions: titles, starters, options, hints, solutions and points, built from exercises/source."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from.

    Args:
        words: its wording.
        why: why it is right, or what is wrong with it.
        is_right: may it be chosen?
        betrays: id of the misconception that this choice betrays.
    """

    words: str
    why: str
    is_right: bool = False
    betrays: str | None = None


@dataclass(frozen=True)
class QuestionText:
    """What the source of an exercise says about one question.

    Args:
        title: its heading.
        starter: the code that the learner starts from.
        answers: the names under which the learner's notebook hands over the answer.
        options: the answers to choose from by their letters; empty if there is nothing to choose.
        hints: from the idea to almost the code.
        solution: the code, or None where the question earns points and the solution stays with the lecturer.
        points: what it earns in a class; 0 for a question to check oneself.
    """

    title: str
    starter: str = ""
    answers: tuple[str, ...] = ("answer",)
    options: Mapping[str, Option] = field(default_factory=dict)
    hints: tuple[str, ...] = ()
    solution: str | None = None
    points: float = 0


def read_texts(path: Path) -> dict[str, QuestionText]:
    """The texts of a set by the names of its questions, in their order."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return {name: _text_of(fields) for name, fields in raw.items()}


def _text_of(fields: dict[str, Any]) -> QuestionText:
    """One text, from what the file holds of it."""
    options = {letter: Option(**of_option) for letter, of_option in fields["options"].items()}
    several = {name: tuple(fields[name]) for name in ("answers", "hints")}
    return QuestionText(**{**fields, **several, "options": options})
