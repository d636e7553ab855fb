"""The whole number: what a seed, a count or a place must be, and the message for anything else."""

from math import inf, isfinite
from operator import index
from typing import Any

import numpy as np


def whole_number(
    value: Any,
    name: str,
    *,
    hint: str,
    least: float = -inf,
    most: float = inf,
    error: type[ValueError] = ValueError,
) -> int:
    """The value as an int, if it is a whole number in this range.

    Something that works as an int will do, such as np.int64(3); True and False are not meant as one. The name is what
    the caller calls it; the hint, which says what the number says, or what to do, ends the message.

    Raises:
        ValueError: it is not a whole number, or out of range.

    >>> whole_number(7, "seed", least=0, hint="each one gives another result")
    7
    """
    try:
        number = None if isinstance(value, bool | np.bool_) else index(value)  # old numpy knows an index of its True
    except TypeError:
        number = None
    if number is None or not least <= number <= most:
        span = f" from {least} to {most}" if most < inf else f" of at least {least}" if least > -inf else ""
        raise error(f"{name} is {value!r}, but it must be a whole number{span}: {hint}.")
    return number


def is_number(value: object) -> bool:
    """Is this a finite number of Python or of numpy, and not True or False?

    >>> [is_number(value) for value in (1, np.float32(0.5), True, "1", float("nan"))]
    [True, True, False, False, False]
    """
    try:
        return (
            isinstance(value, int | float | np.integer | np.floating)
            and not isinstance(value, bool)
            and isfinite(value)
        )
    except OverflowError:  # a whole number beyond all floats
        return False
