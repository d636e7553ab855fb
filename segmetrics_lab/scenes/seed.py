"""The seed: the number from which all random choices of a scene follow."""

from operator import index


def check_seed(seed: int) -> int:
    """Return the seed as an int, 0 or larger.

    Raises:
        ValueError: it is no whole number, or below 0.

    >>> check_seed(7)
    7
    """
    try:
        number = index(seed)
    except TypeError:
        number = -1
    if number < 0:
        raise ValueError(f"seed is {seed!r}, but it must be a whole number from 0 on: each one gives another result.")
    return number
