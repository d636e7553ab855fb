"""Regions: parts of a mask, without their borders, in windows, and where they are widest."""

from bisect import bisect_left

import numpy as np


def eroded(mask: np.ndarray) -> np.ndarray:
    """The mask without the pixels that touch another one by a side; beyond the picture all are in the mask."""
    padded = np.pad(mask, 1, constant_values=True)
    return mask & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]


def box_sums(values: np.ndarray, height: int, width: int) -> np.ndarray:
    """The sum in every window of this size that lies in the picture, at its upper left corner.

    >>> box_sums(np.array([[1, 0, 2], [0, 1, 0]]), 2, 2).tolist()
    [[2, 3]]
    """
    return _between(_sums_to(values), height, width)


def _sums_to(values: np.ndarray) -> np.ndarray:
    """The sum of all that is above and left of every corner of a pixel."""
    sums = np.zeros((values.shape[0] + 1, values.shape[1] + 1), dtype=np.int32)
    np.cumsum(values, axis=1, out=sums[1:, 1:])
    return np.cumsum(sums, axis=0, out=sums)


def _between(sums: np.ndarray, height: int, width: int) -> np.ndarray:
    """The sums in windows, from the sums to their corners."""
    return sums[height:, width:] - sums[:-height, width:] - sums[height:, :-width] + sums[:-height, :-width]


def innermost_point(mask: np.ndarray) -> tuple[int, int, int]:
    """The row and column in the middle of the largest square in a mask, and how deep they lie (1 on its border).

    Of several such squares, the one nearest to their middle is taken. The picture's own border counts as an edge.

    >>> innermost_point(np.array([[1, 1, 1, 0], [1, 1, 1, 0], [1, 1, 1, 0]], dtype=bool))
    (1, 1, 2)
    """
    sides = range(1, min(mask.shape) + 1)
    sums = _sums_to(mask)
    side = bisect_left(sides, True, key=lambda side: bool((_between(sums, side, side) < side * side).all()))
    rows, columns = np.nonzero(_between(sums, side, side) == side * side)
    distance = (rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2
    row, column = (int(places[distance.argmin()]) + (side - 1) // 2 for places in (rows, columns))
    return row, column, (side + 1) // 2
