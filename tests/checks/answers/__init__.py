"""Answers that people give to the exercises: right ones, differently written, and wrong ones with what they betray."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answers:
    """Answers to one question; where a question takes several things, each answer is a tuple of them.

    Args:
        right: at least two right ones, written differently from the solution and from each other.
        wrong: at least three; each is the id of the misconception that must be named, or None, then the answer, then,
            where the question has words of its own for this mistake, a few of them.
    """

    right: Sequence[Any]
    wrong: Sequence[tuple[str | None, Any] | tuple[str | None, Any, str]]
