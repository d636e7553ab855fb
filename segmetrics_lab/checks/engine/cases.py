"""What a question is made of: cases with expected values, mistakes that people make, conditions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX


@dataclass(frozen=True, eq=False)
class Case:
    """Arguments, the value expected for them, and what this case is about.

    Args:
        arguments: what the function is called with; it gets copies.
        expected: the value, written out.
        about: what is special, to follow "where": "half of the object is found".
        hidden: does it belong to a lecturer? Then no feedback shows it.
    """

    arguments: tuple[Any, ...]
    expected: Any
    about: str
    hidden: bool = False


@dataclass(frozen=True, eq=False)
class Mistake:
    """The answer of somebody with a misconception: a function that takes the same arguments, or a value.

    Args:
        misconception: id of the catalogue; None where it has no entry for this mistake.
        answer: the function, or the value, that betrays it.
        words: what is wrong about it; empty where the catalogue says it.
    """

    misconception: str | None
    answer: Any
    words: str = ""


@dataclass(frozen=True, eq=False)
class Sign:
    """A mark of a misconception that a wrong value bears, however it was computed.

    Args:
        misconception: id of the catalogue.
        shows: does the value show the sign? Called with the arguments of the case, then the value, which may be an
            array of any shape, a list, a number, text or None.
    """

    misconception: str
    shows: Callable[..., bool]


@dataclass(frozen=True, eq=False)
class Condition:
    """What the things that a learner makes must fulfil.

    Args:
        words: the condition, to be read after "it must hold that".
        holds: is it fulfilled? Called with the learner's things.
        betrays: id of the misconception of an answer for which it does not hold.
        why: what an answer for which it does not hold has overlooked; empty where the catalogue says it.
    """

    words: str
    holds: Callable[..., bool]
    betrays: str | None = None
    why: str = ""


def drawn(*rows: str) -> np.ndarray:
    """A label map drawn with characters: . and digits are class indices (. is 0, # is 1), ? is an ignored pixel.

    >>> drawn(".#", "2?").tolist()
    [[0, 1], [2, 255]]
    """
    table = {".": 0, "#": 1, "?": IGNORE_INDEX} | {str(digit): digit for digit in range(10)}
    return np.array([[table[character] for character in row] for row in rows], dtype=np.uint8)


def mask(*rows: str) -> np.ndarray:
    """A boolean mask drawn with characters: # is True, . is False.

    >>> mask(".#").tolist()
    [[False, True]]
    """
    return drawn(*rows) == 1
