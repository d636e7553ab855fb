"""Large arrays, taken piece by piece, so that no work on them needs much memory."""

from collections.abc import Iterable

import numpy as np

STEP = 1 << 17
"""Pixels taken at once: few enough to stay in a core's cache, enough to forget what a call costs."""


def in_parts(*arrays: np.ndarray, step: int) -> Iterable[tuple[np.ndarray, ...]]:
    """Arrays of one shape in one-dimensional pieces of at most `step` pixels, in the order of memory."""
    return np.nditer(
        arrays,
        flags=["external_loop", "buffered"],
        op_flags=[["readonly"]] * len(arrays),
        order="K",
        buffersize=step,
    )
