"""Letters: where to write the letter of a class in its region."""

import numpy as np

from segmetrics_lab.pictures import eroded


def innermost_point(mask: np.ndarray) -> tuple[int, int, int]:
    """The row and column farthest inside a mask, and how many pixels deep it lies (1 on its border).

    The mask is peeled pixel by pixel, with and without corners in turn, until nothing is left; of the last pixels
    that remain, the one nearest to their middle is taken. The picture's own border counts as an edge.

    >>> innermost_point(np.array([[1, 1, 1, 0], [1, 1, 1, 0], [1, 1, 1, 0]], dtype=bool))
    (1, 1, 2)
    """
    rest, depth = mask, 0
    while rest.any():
        last, depth = rest, depth + 1
        rest = _peeled(rest, with_corners=depth % 2 == 0)
    rows, columns = np.nonzero(last)
    distance = (rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2
    nearest = int(distance.argmin())
    return int(rows[nearest]), int(columns[nearest]), depth


def _peeled(mask: np.ndarray, *, with_corners: bool) -> np.ndarray:
    """The mask without the pixels that touch another one by a side, or by a corner too."""
    if not with_corners:
        return eroded(mask, beyond=False)
    padded = np.pad(mask, 1)
    level = padded[:, 1:-1] & padded[:, :-2] & padded[:, 2:]
    return level[1:-1] & level[:-2] & level[2:]
