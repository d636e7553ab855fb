"""Regions: parts of a mask, without their borders, in windows, and where they are widest."""

import numpy as np

SEARCHED_PX = 160
"""Of a longer map, not every pixel is looked at."""


def eroded(mask: np.ndarray, *, beyond: bool = True) -> np.ndarray:
    """The mask without the pixels that touch another one by a side; beyond the picture all are in the mask, or none."""
    padded = np.pad(mask, 1, constant_values=beyond)
    return mask & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]


def box_sums(values: np.ndarray, height: int, width: int) -> np.ndarray:
    """The sum in every window of this size that lies in the picture, at its upper left corner.

    >>> box_sums(np.array([[1, 0, 2], [0, 1, 0]]), 2, 2).tolist()
    [[2, 3]]
    """
    sums = np.pad(values.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32), ((1, 0), (1, 0)))
    return sums[height:, width:] - sums[:-height, width:] - sums[height:, :-width] + sums[:-height, :-width]


def innermost_point(mask: np.ndarray) -> tuple[int, int, int]:
    """The row and column farthest inside a mask, and how many pixels deep it lies (1 on its border).

    The mask is peeled pixel by pixel, with and without corners in turn, until nothing is left; of the last pixels
    that remain, the one nearest to their middle is taken. The picture's own border counts as an edge.

    >>> innermost_point(np.array([[1, 1, 1, 0], [1, 1, 1, 0], [1, 1, 1, 0]], dtype=bool))
    (1, 1, 2)
    """
    step = 1 + (max(mask.shape) - 1) // SEARCHED_PX
    rest = last = mask[::step, ::step]
    if not rest.any():
        rest, step = mask, 1
    depth = 0
    while rest.any():
        last, depth = rest, depth + 1
        rest = _peeled(rest, with_corners=depth % 2 == 0)
    rows, columns = np.nonzero(last)
    distance = (rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2
    nearest = int(distance.argmin())
    return int(rows[nearest]) * step, int(columns[nearest]) * step, depth * step


def _peeled(mask: np.ndarray, *, with_corners: bool) -> np.ndarray:
    """The mask without the pixels that touch another one by a side, or by a corner too."""
    if not with_corners:
        return eroded(mask, beyond=False)
    padded = np.pad(mask, 1)
    level = padded[:, 1:-1] & padded[:, :-2] & padded[:, 2:]
    return level[1:-1] & level[:-2] & level[2:]
