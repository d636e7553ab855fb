"""The plain array: what a calculation can rely on, and the message for masked arrays, which it would unmask."""

from typing import Any

import numpy as np

FILLED = "Decide what stands in place of the masked values, and pass array.filled(value)"


def plain_array(value: Any, name: str, *, hint: str = FILLED, error: type[ValueError] = ValueError) -> np.ndarray:
    """The value, an array or numbers in lists, as a plain array of numpy, without a copy where it is one.

    The name is what the caller calls it, the hint what to do about masked values, both for the message.

    Raises:
        ValueError: it is a masked array, or lists of different lengths.

    >>> plain_array([[3, 1], [2, 4]], "matrix", hint="Fill it").tolist()
    [[3, 1], [2, 4]]
    """
    parts = value if isinstance(value, (list, tuple)) else [value]
    if any(isinstance(part, np.ma.MaskedArray) for part in parts):
        raise error(f"{name} is a masked array, but its masked values would be counted like all others. {hint}.")
    try:
        return np.asarray(value)
    except ValueError:
        raise error(f"{name} is made of lists of different lengths. Make all of them equally long.") from None
