"""Enlarging: every pixel becomes a square of equal pixels, so that nothing is invented."""

import numpy as np

from segmetrics_lab.labels import whole_number

SMALL_PX = 64
SHOWN_PX = 256


def enlarge(image: np.ndarray, factor: int) -> np.ndarray:
    """Make every pixel of an image, with channels or without, a square of factor by factor equal pixels.

    >>> enlarge(np.array([[1, 2]]), 2)
    array([[1, 1, 2, 2],
           [1, 1, 2, 2]])
    """
    times = whole_number(factor, "factor", least=1, hint="how often every pixel is repeated")
    return image.repeat(times, axis=0).repeat(times, axis=1)


def factor_of_small(shape: tuple[int, ...]) -> int:
    """How many times a picture of this shape is enlarged: small ones until they are about 256 pixels long."""
    longest = max(shape[:2])
    return SHOWN_PX // longest if shape[1] < SMALL_PX and longest <= SHOWN_PX else 1
