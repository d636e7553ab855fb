"""Plain values: what a learner hands over or returns, however it is written, in types that can be trusted."""

from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from fractions import Fraction
from inspect import iscoroutine
from typing import Any

import numpy as np

MOST_PARTS = 100_000
"""Parts of lists and arrays that are read; whatever holds more has no end, or holds itself."""

TOO_MANY = f"more than {MOST_PARTS:,} values"
DEEPEST = 20
LARGEST_INT = 10**300

NUMBERS = tuple({np.dtype(code).type for code in "?bBhHiIlLqQefdg"})
"""The classes of numpy's real numbers; a class of the learner's own is none of them."""

SAID = {dict: "a dictionary", set: "a set", frozenset: "a set", complex: "a complex number", bytes: "bytes"}


class NotPlainError(ValueError):
    """A value is of a type that no answer needs; the message says which, in a learner's words."""


def plain(value: Any) -> Any:
    """The value as None, bool, int, float, str, a list of such, or an array of numbers or texts.

    Every real number becomes an int or a float, every finite sequence a list, every kind of array an array of numpy
    itself. A class of the learner's own that claims to be equal to everything does not get through as a number.

    Raises:
        NotPlainError: it is, or holds, anything else.

    >>> from fractions import Fraction
    >>> plain((Fraction(1, 2), np.float32(0.25), np.array(3)))
    [0.5, 0.25, 3]
    """
    return _Reader().read(value, 0)


class _Reader:
    """Reads one value, and counts its parts."""

    def __init__(self) -> None:
        self._left = MOST_PARTS

    def read(self, value: Any, depth: int) -> Any:
        """The value in plain types."""
        kind = type(value)
        if value is None or kind in (bool, float, str):
            return value
        if kind in (int, Fraction, Decimal) or kind in NUMBERS:
            return _number(value)
        if kind is np.str_:
            return str(value)
        if issubclass(kind, np.ndarray):  # isinstance believes whatever a value says of its class
            array = _array(value)
            return self.read(array.tolist(), depth) if array.dtype.kind == "O" else _without_axes(array)
        return self._parts(value, depth)

    def _parts(self, value: Any, depth: int) -> list[Any]:
        """The parts of a sequence, or of whatever else gives its parts in order."""
        if iscoroutine(value):
            value.close()
            raise NotPlainError("a coroutine: write def, without async")
        kind = type(value)
        if not issubclass(kind, Iterable) or issubclass(kind, Mapping | Set | str | bytes):
            raise NotPlainError(said(value))
        if depth == DEEPEST:
            raise NotPlainError("a list that holds itself, or lists within lists within lists")
        parts = []
        for part in value:
            self._left -= 1
            if self._left < 0:
                raise NotPlainError(TOO_MANY)
            parts.append(self.read(part, depth + 1))
        return parts


def said(value: Any) -> str:
    """What a value is, for a sentence: "a dictionary"."""
    if callable(value) and not isinstance(value, type):
        return "a function: write its name with parentheses to call it"
    return SAID.get(type(value), f"a value of type {type(value).__name__}")


def _number(value: Any) -> int | float | bool:
    """A real number of any type as Python's own."""
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        if not -LARGEST_INT < int(value) < LARGEST_INT:
            raise NotPlainError("a whole number of more than 300 digits")
        return int(value)
    try:
        return float(value)
    except (OverflowError, ValueError):
        raise NotPlainError(f"a {type(value).__name__} that is no number, or is too large") from None


def _array(value: np.ndarray) -> np.ndarray:
    """An array of numpy itself that holds the same, in a dtype with Python's numbers."""
    if isinstance(value, np.ma.MaskedArray):
        if np.ma.getmaskarray(value).any():
            raise NotPlainError("a masked array that hides values: write NaN in their place, as .filled(np.nan) does")
        value = value.data
    array = np.asarray(value)
    if array.dtype.kind not in "biufUO":
        raise NotPlainError(f"an array of dtype {array.dtype}")
    if array.size > MOST_PARTS:
        raise NotPlainError(TOO_MANY)
    with np.errstate(over="ignore"):
        return array.astype(np.float64) if array.dtype == np.longdouble else array


def _without_axes(array: np.ndarray) -> Any:
    """An array with no axes as its only value."""
    return array.item() if array.ndim == 0 else array
