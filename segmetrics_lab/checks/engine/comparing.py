"""Comparing: is a learner's value, in plain types, the expected one, and how do both look?"""

from math import isfinite, isnan
from typing import Any

from numpy import array2string, asarray, ndarray, ndindex

TOLERANCE = 1e-5
"""Wide enough for sums in float32 and for every algebraically equal formula, narrow enough for a pixel."""

MOST_SHOWN = 200
"""Values of an array or a list, and characters of a text, that a feedback shows."""

MOST_CHARACTERS = 2_000
"""Of anything at all that a feedback shows."""

DIGITS = (4, 6, 9, 12)
"""Significant digits with which a number is shown: as few as tell it from another one."""


def agrees(got: Any, expected: Any, tolerance: float = TOLERANCE, *, but_for_nan: bool = False) -> bool:
    """Is a plain value the expected one? NaN agrees with NaN; lists, tuples and arrays agree where each of theirs does.

    Args:
        got: what `plain` made of a value.
        expected: the value to compare with.
        tolerance: how far a number may be off; of numbers above 1, which share of them.
        but_for_nan: does any number agree with an expected NaN?

    >>> agrees(0.333333, 1 / 3), agrees([1, 2], (1, 3)), agrees(float("nan"), float("nan"))
    (True, False, True)
    """
    if isinstance(expected, list | tuple | ndarray):
        return _agree_one_by_one(got, expected, tolerance, but_for_nan)
    if expected is None or isinstance(expected, str):
        return bool(got == expected) if type(got) is type(expected) else False
    if isinstance(expected, bool):
        return isinstance(got, bool | int) and int(got) == int(expected)
    if isinstance(got, bool) or not isinstance(got, int | float):
        return False
    if isnan(expected) or isnan(got):
        return isnan(expected) and (isnan(got) or but_for_nan)
    return got == expected or (isfinite(expected) and abs(got - expected) <= tolerance * max(1.0, abs(expected)))


def _agree_one_by_one(got: Any, expected: Any, tolerance: float, but_for_nan: bool) -> bool:
    """Do all parts agree, in number and in order?"""
    if isinstance(expected, ndarray) and isinstance(got, ndarray) and got.shape != expected.shape:
        return False
    got, expected = (side.tolist() if isinstance(side, ndarray) else side for side in (got, expected))
    if not isinstance(got, list) or len(got) != len(expected):
        return False
    pairs = zip(got, expected, strict=True)
    return all(agrees(part, other, tolerance, but_for_nan=but_for_nan) for part, other in pairs)


def has_nan(value: Any) -> bool:
    """Is NaN the value, or among its values?"""
    return any(isnan(number) for number in numbers_of(value))


def has_number(value: Any) -> bool:
    """Is there any number but NaN in the value?"""
    return any(not isnan(number) for number in numbers_of(value))


def numbers_of(value: Any) -> list[float]:
    """All numbers in a plain value, in their order.

    >>> numbers_of([0.5, ["road", 2]])
    [0.5, 2]
    """
    if isinstance(value, ndarray):
        return [] if value.dtype.kind == "U" else list(value.ravel().tolist())
    if isinstance(value, list | tuple):
        return [number for part in value for number in numbers_of(part)]
    return [value] if isinstance(value, int | float) else []


def nan_for_none(value: Any) -> Any:
    """The value with NaN in place of each None."""
    if isinstance(value, list):
        return [nan_for_none(part) for part in value]
    return float("nan") if value is None else value


def first_difference(got: Any, expected: ndarray, tolerance: float = TOLERANCE) -> str:
    """Where an array or a list of lists first differs from the expected array, or that the shapes differ, in words.

    >>> import numpy as np
    >>> first_difference(np.array([[1, 5]]), np.array([[1, 2]]))
    'at [0, 1] it holds 5, not 2'
    """
    try:
        asarray(got)
    except ValueError:
        return "its rows differ in length"
    found = asarray(got, dtype=object)  # else a single text would make texts of all its numbers
    if found.shape != expected.shape:
        return f"its shape is {found.shape}, not {expected.shape}"
    for place in ndindex(expected.shape):
        here, wanted = found.item(place), expected.item(place)
        if not agrees(here, wanted, tolerance):
            return f"at {list(place)} it holds {show(here, wanted)}, not {show(wanted, here)}"
    return "its values are of another kind"


def show(value: Any, other: Any = None) -> str:
    """The value as a feedback shows it, with so many digits that it does not look like the other one.

    Small arrays are shown in full, large ones as their shape and dtype.

    >>> show(1 / 3), show(1 / 3, 0.3333), show(0.99999), show([True, 2])
    ('0.3333', '0.333333', '0.99999', '[True, 2]')
    """
    if isinstance(value, float):
        return _shown_float(value, other)
    if isinstance(value, ndarray | list | tuple):
        text = _shown_array(value) if isinstance(value, ndarray) else _shown_list(value, other)
        return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}..."
    text = repr(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}... ({len(text):,} characters)"


def _shown_array(value: ndarray) -> str:
    """A small array in full, a large one as its shape and dtype."""
    if value.size > MOST_SHOWN:
        return f"an array of shape {value.shape}, dtype {value.dtype}"
    if value.dtype == bool:
        return array2string(value.astype(int)) + "  (1 is True)"
    return array2string(asarray(value), precision=4, suppress_small=True)


def _shown_float(value: float, other: Any) -> str:
    """A number with as few digits as tell it from the other one, and from a whole number that it is not."""
    if value.is_integer():
        return f"{value:.1f}"
    is_another = isinstance(other, int | float) and other != value
    for digits in DIGITS:
        text = f"{value:.{digits}g}"
        if is_another and text == f"{other:.{digits}g}":
            continue
        if not float(text).is_integer():
            return text if digits == DIGITS[0] or not is_another else f"{value:#.{digits}g}"
    return repr(value)


def _shown_list(value: list[Any] | tuple[Any, ...], other: Any) -> str:
    """The parts of a list, the first of them if there are many."""
    others = (
        list(other) if isinstance(other, list | tuple | ndarray) and len(other) == len(value) else [None] * len(value)
    )
    shown = [show(*pair) for pair in zip(value[:MOST_SHOWN], others[:MOST_SHOWN], strict=True)]
    if len(value) > MOST_SHOWN:
        shown.append(f"... ({len(value):,} values)")
    between = ",\n" if any(isinstance(part, ndarray) and part.ndim > 1 for part in value) else ", "
    return "[" + between.join(shown) + "]"
