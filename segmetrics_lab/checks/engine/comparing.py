"""Comparing: what a learner's value is, in plain types only, and whether it is the expected one."""

from math import isnan
from typing import Any

from numpy import array2string, asarray, bool_, floating, generic, integer, ndarray, ndindex, str_

TOLERANCE = 1e-5
"""Wide enough for sums in float32 and for every algebraically equal formula, narrow enough for a pixel."""

MOST_SHOWN = 200
"""Values of an array that a feedback shows; of a larger one it tells shape and dtype."""


class NotPlainError(ValueError):
    """A value is of a type that no answer needs; the message says which."""


def plain(value: Any) -> Any:
    """The value as None, bool, int, float, str, a list of such, or an array of numbers or texts.

    Exact types only: a class of the learner's own may claim to be equal to everything.

    Raises:
        NotPlainError: it is, or holds, anything else.

    >>> import numpy as np
    >>> plain((np.float64(0.5), np.array(3)))
    [0.5, 3]
    """
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) is ndarray:
        if value.dtype.kind not in "biufU":
            raise NotPlainError(f"an array of dtype {value.dtype}")
        return value.item() if value.ndim == 0 else value
    if (
        isinstance(value, generic)
        and isinstance(value, bool_ | integer | floating | str_)
        and type(value).__module__ == "numpy"
    ):
        return value.item()
    if type(value) in (list, tuple):
        return [plain(part) for part in value]
    raise NotPlainError(f"a value of type {type(value).__name__}")


def agrees(got: Any, expected: Any, tolerance: float = TOLERANCE) -> bool:
    """Is a plain value the expected one? NaN agrees with NaN; lists, tuples and arrays agree where each of theirs does.

    >>> agrees(0.333333, 1 / 3), agrees([1, 2], (1, 3)), agrees(float("nan"), float("nan"))
    (True, False, True)
    """
    if isinstance(expected, list | tuple | ndarray):
        return _agree_one_by_one(got, expected, tolerance)
    if expected is None or isinstance(expected, str):
        return bool(got == expected) if type(got) is type(expected) else False
    if isinstance(expected, bool):
        return isinstance(got, bool | int) and int(got) == int(expected)
    if isinstance(got, bool) or not isinstance(got, int | float):
        return False
    if isnan(expected) or isnan(got):
        return isnan(expected) and isnan(got)
    return abs(got - expected) <= tolerance * max(1.0, abs(expected))


def _agree_one_by_one(got: Any, expected: Any, tolerance: float) -> bool:
    """Do all parts agree, in number and in order?"""
    if isinstance(expected, ndarray) and isinstance(got, ndarray):
        if got.shape != expected.shape:
            return False
        got, expected = got.ravel().tolist(), expected.ravel().tolist()
    if isinstance(got, ndarray):
        got = got.tolist()
    if isinstance(expected, ndarray):
        expected = expected.tolist()
    if not isinstance(got, list) or len(got) != len(expected):
        return False
    return all(agrees(part, other, tolerance) for part, other in zip(got, expected, strict=True))


def first_difference(got: Any, expected: ndarray, tolerance: float = TOLERANCE) -> str:
    """Where an array or a list of lists first differs from the expected array, or that the shapes differ, in words.

    >>> import numpy as np
    >>> first_difference(np.array([[1, 5]]), np.array([[1, 2]]))
    'at [0, 1] it holds 5, not 2'
    """
    try:
        found = asarray(got)
    except ValueError:
        return "its rows differ in length"
    if found.shape != expected.shape:
        return f"its shape is {found.shape}, not {expected.shape}"
    for place in ndindex(expected.shape):
        if not agrees(found[place].item(), expected[place].item(), tolerance):
            return f"at {list(place)} it holds {show(found[place].item())}, not {show(expected[place].item())}"
    return "its values are of another kind"


def show(value: Any) -> str:
    """The value as a feedback shows it: small arrays in full, large ones as their shape and dtype.

    >>> show(1 / 3), show([True, 2])
    ('0.3333', '[True, 2]')
    """
    if isinstance(value, ndarray):
        if value.size > MOST_SHOWN:
            return f"an array of shape {value.shape}, dtype {value.dtype}"
        if value.dtype == bool:
            return array2string(value.astype(int)) + "  (1 is True)"
        return array2string(asarray(value), precision=4, suppress_small=True)
    if isinstance(value, float):
        return f"{value:.4g}" if not value.is_integer() else f"{value:.1f}"
    if isinstance(value, list | tuple):
        between = ",\n" if any(isinstance(part, ndarray) and part.ndim > 1 for part in value) else ", "
        return "[" + between.join(show(part) for part in value) + "]"
    return repr(value)
