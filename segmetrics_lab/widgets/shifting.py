"""Shifting: every object of a label map slid, grown and rotated, pixel by pixel as the page does it."""

from dataclasses import dataclass
from math import ceil, cos, floor, radians
from typing import Any

import numpy as np

from segmetrics_lab.widgets.traits import bytes_to_page

COSINES = tuple(round(cos(radians(degrees)), 15) for degrees in range(360))
"""The cosine of every whole degree. The page gets this table, so that both sides round the same numbers."""

FAR = 2**15 - 1
"""The depth of what lies outside the box of a class: too far away for any growth."""


@dataclass(frozen=True)
class MovableClass:
    """One class of a label map, ready to be moved.

    Attributes:
        class_index: which class it is.
        left, top: where the box of `depth` begins in the picture; it may reach beyond the picture.
        depth: int16, of each pixel of the box the squared distance to the nearest pixel of the class, and inside
            the class minus the squared distance to the nearest pixel outside it, in pixels, none above the cap.
        center_x, center_y: the mean place of the pixels of the class.
        reach_px: how far the class lies around its center, rounded up.
    """

    class_index: int
    left: int
    top: int
    depth: np.ndarray
    center_x: float
    center_y: float
    reach_px: int

    @classmethod
    def of(cls, mask: np.ndarray, class_index: int, most_grow: int) -> "MovableClass":
        """The class with this mask, with room around it to grow; beyond the picture all is background."""
        rows, columns = np.nonzero(mask)
        margin = most_grow + 1
        top, bottom, left, right = (int(edge) for edge in (rows.min(), rows.max(), columns.min(), columns.max()))
        box = np.pad(mask[top : bottom + 1, left : right + 1], margin)
        center_x, center_y = int(columns.sum()) / columns.size, int(rows.sum()) / rows.size
        farthest = np.hypot(columns - center_x, rows - center_y).max()
        depth = signed_squared_distances(box, margin)
        return cls(class_index, left - margin, top - margin, depth, center_x, center_y, ceil(farthest))

    def to_page(self) -> dict[str, Any]:
        """What the page needs to move it, so that only one side measures distances."""
        return {**vars(self), "depth": bytes_to_page(self.depth)}

    def depth_at(self, columns: np.ndarray, rows: np.ndarray, angle: int) -> np.ndarray:
        """The depth of the pixels that a clockwise turn about the center brings to these columns and rows."""
        cosine, sine = COSINES[angle % 360], COSINES[(angle - 90) % 360]
        across, along = columns[np.newaxis] - self.center_x, rows[:, np.newaxis] - self.center_y
        x = np.floor(cosine * across + sine * along + self.center_x + 0.5).astype(np.int64) - self.left
        y = np.floor(cosine * along - sine * across + self.center_y + 0.5).astype(np.int64) - self.top
        high, wide = self.depth.shape
        inside = (x >= 0) & (x < wide) & (y >= 0) & (y < high)
        found = np.full(inside.shape, FAR, dtype=np.int16)
        found[inside] = self.depth[y[inside], x[inside]]
        return found


def movable_classes(truth: np.ndarray, num_classes: int, background: int, most_grow: int) -> tuple[MovableClass, ...]:
    """Every class of the truth but the background, in the order of their indices; ignored pixels belong to none."""
    present = [k for k in range(num_classes) if k != background and np.any(truth == k)]
    return tuple(MovableClass.of(truth == k, k, most_grow) for k in present)


def signed_squared_distances(mask: np.ndarray, cap_px: int) -> np.ndarray:
    """Outside the mask the squared distance to it, inside minus the squared distance to the outside, int16.

    >>> signed_squared_distances(np.array([[False, True, True, True, False, False, False]]), 2)
    array([[ 1, -1, -4, -1,  1,  4,  4]], dtype=int16)
    """
    return np.where(mask, -_squared_distances(~mask, cap_px), _squared_distances(mask, cap_px))


def _squared_distances(mask: np.ndarray, cap_px: int) -> np.ndarray:
    """The squared distance of each pixel to the nearest one of the mask, at most the cap's: down first, then across."""
    squares = np.where(mask, 0, cap_px**2).astype(np.int16)
    for _ in range(2):
        nearest = squares.copy()
        for step in range(1, min(cap_px, len(squares))):
            np.minimum(nearest[step:], squares[:-step] + step**2, out=nearest[step:])
            np.minimum(nearest[:-step], squares[step:] + step**2, out=nearest[:-step])
        squares = nearest.T
    return squares


def shifted(
    classes: tuple[MovableClass, ...],
    shape: tuple[int, int],
    background: int,
    *,
    offset: tuple[int, int],
    grow: int,
    angle: int,
) -> np.ndarray:
    """The label map of all classes grown, rotated about their own centers, and slid.

    Where two of them meet, a pixel goes to the one it lies deeper in or nearer to, and to the lower index of equals.

    Returns:
        (height, width) uint8.
    """
    prediction = np.full(shape, background, dtype=np.uint8)
    nearest = np.full(shape, FAR, dtype=np.int16)
    limit = grow**2 if grow >= 0 else -(grow**2) - 1
    for movable in classes:
        part, columns, rows = _window(movable, shape, offset, max(grow, 0))
        depth = movable.depth_at(columns - offset[0], rows - offset[1], angle)
        taken = (depth <= limit) & (depth < nearest[part])
        prediction[part][taken] = movable.class_index
        nearest[part][taken] = depth[taken]
    return prediction


def _window(
    movable: MovableClass, shape: tuple[int, int], offset: tuple[int, int], grow: int
) -> tuple[tuple[slice, slice], np.ndarray, np.ndarray]:
    """The part of the picture in which the moved class can lie, with its columns and rows."""
    reach = movable.reach_px + grow + 1
    spans = []
    for center, length in ((movable.center_x + offset[0], shape[1]), (movable.center_y + offset[1], shape[0])):
        first = min(max(0, floor(center) - reach), length)
        spans.append((first, max(first, min(length, ceil(center) + reach + 1))))
    across, down = spans
    return (slice(*down), slice(*across)), np.arange(*across), np.arange(*down)
