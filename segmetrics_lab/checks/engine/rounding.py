"""Rounding: are wrong numbers the right ones with fewer digits?"""

from collections.abc import Sequence
from math import isnan
from typing import Any

import numpy as np

from segmetrics_lab.checks.engine.comparing import agrees, numbers_of

DIGITS = range(1, 7)
"""Digits behind the point to which people round."""

EXACT = 1e-9
HALF_PRECISION = 2e-3
"""How far numbers of float16 may be off, as a share of them."""

ROUNDED = "Do not round: your numbers are right, but to {digits} only. Give them whole, and round when you print."
IN_FLOAT16 = "Do not compute in float16, which keeps three digits: your numbers are right, but to these only."


def rounding_of(pairs: Sequence[tuple[Any, Any]]) -> str:
    """What rounding makes these numbers of the expected ones, in a sentence; empty if none does.

    Args:
        pairs: for each case, what came back and what is expected.

    >>> rounding_of([(0.5, 0.5), (0.33, 1 / 3)]).startswith("Do not round")
    True
    >>> rounding_of([([[1, 2], [3, 4]], [1, 2, 3, 4])])
    ''
    """
    numbers = [(numbers_of(got), numbers_of(expected)) for got, expected in pairs]
    if any(len(got) != len(expected) for got, expected in numbers):
        return ""
    flat = [pair for got, expected in numbers for pair in zip(got, expected, strict=True)]
    flat = [(got, expected) for got, expected in flat if not (isnan(got) and isnan(expected))]
    if all(agrees(got, expected, EXACT) for got, expected in flat):
        return ""  # the very numbers, in lists of another shape
    for digits in DIGITS:
        if all(agrees(got, round(float(expected), digits), EXACT) for got, expected in flat):
            return ROUNDED.format(digits="one digit" if digits == 1 else f"{digits} digits")
    if all(_is_in_float16(got) and agrees(got, expected, HALF_PRECISION) for got, expected in flat):
        return IN_FLOAT16
    return ""


def _is_in_float16(number: float) -> bool:
    """Can float16 hold this number as it is?"""
    with np.errstate(all="ignore"):
        return float(np.float16(number)) == number
