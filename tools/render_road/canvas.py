"""The canvas: colour, class and distance of every pixel, painted from far to near."""

from dataclasses import dataclass

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX
from tools.render_road.classes import GRASS, MARKING, SKY

FARTHEST_M = 400.0
STEPS_PER_PIXEL = 16
"""Corners lie on sixteenths of a pixel, so that rounding in the last digit moves no border on any platform."""


@dataclass(frozen=True)
class Canvas:
    """The arrays that painters fill.

    Args:
        colors: (height, width, 3) float32 of 0 to 1, before haze.
        labels: (height, width) uint8 class indices.
        distances: (height, width) float32 in metres.
    """

    colors: np.ndarray
    labels: np.ndarray
    distances: np.ndarray

    @classmethod
    def empty(cls, height: int, width: int) -> "Canvas":
        """A canvas that shows nothing but black sky."""
        return cls(
            colors=np.zeros((height, width, 3), np.float32),
            labels=np.full((height, width), SKY, np.uint8),
            distances=np.full((height, width), FARTHEST_M, np.float32),
        )

    def fill(
        self,
        corners: np.ndarray,
        color: np.ndarray,
        label: int | None,
        distance: float,
        *,
        lower_color: np.ndarray | None = None,
        opacity: float = 1.0,
    ) -> None:
        """Paint the convex shape around the corners.

        Args:
            corners: (n, 2) columns and rows in pixels, in any order.
            color: (3,) of 0 to 1.
            label: the class that the shape shows; None leaves the class as it is (a reflection).
            distance: from the camera, in metres.
            lower_color: where given, the colour changes from top to bottom into this one.
            opacity: 1 hides what was there.
        """
        found = self._inside(corners)
        if found is None:
            return
        box, inside = found
        rows = _blend(color, lower_color, inside.shape[0])
        if opacity < 1:
            rows = self.colors[box] * np.float32(1 - opacity) + rows * np.float32(opacity)
        np.copyto(self.colors[box], rows, where=inside[..., None])
        if label is not None:
            self.labels[box][inside] = label
            self.distances[box][inside] = distance

    def shade(self, corners: np.ndarray, light_left: float) -> None:
        """Darken the ground within the convex shape around the corners: a shadow falls there."""
        found = self._inside(corners)
        if found is None:
            return
        box, inside = found
        labels = self.labels[box]
        on_ground = inside & (((labels >= GRASS) & (labels <= MARKING)) | (labels == IGNORE_INDEX))
        self.colors[box][on_ground] *= np.float32(light_left)

    def _inside(self, corners: np.ndarray) -> tuple[tuple[slice, slice], np.ndarray] | None:
        """The box around a convex shape, clipped to the canvas, and which of its pixels lie inside."""
        height, width = self.labels.shape
        hull = _hull(np.rint(np.asarray(corners, dtype=np.float64) * STEPS_PER_PIXEL).astype(np.int64))
        first_row, last_row = _clipped(hull[:, 1], height)
        first_column, last_column = _clipped(hull[:, 0], width)
        if first_row >= last_row or first_column >= last_column or len(hull) < 3:
            return None
        left, right = _extent(hull, np.arange(first_row, last_row) * STEPS_PER_PIXEL + STEPS_PER_PIXEL // 2)
        columns = np.arange(first_column, last_column) * STEPS_PER_PIXEL + STEPS_PER_PIXEL // 2
        inside = (columns >= left[:, None]) & (columns <= right[:, None])
        return (slice(first_row, last_row), slice(first_column, last_column)), inside


def _blend(upper: np.ndarray, lower: np.ndarray | None, rows: int) -> np.ndarray:
    """A colour for each row, (rows, 1, 3) or (1, 1, 3)."""
    upper = np.asarray(upper, dtype=np.float32).reshape(1, 1, 3)
    if lower is None:
        return upper
    share = np.linspace(0, 1, rows, dtype=np.float32).reshape(-1, 1, 1)
    return upper * (1 - share) + np.asarray(lower, dtype=np.float32).reshape(1, 1, 3) * share


def _clipped(steps: np.ndarray, pixels: int) -> tuple[int, int]:
    """From and up to which pixel the shape can reach along one axis."""
    return max(int(steps.min()) // STEPS_PER_PIXEL, 0), min(int(steps.max()) // STEPS_PER_PIXEL + 1, pixels)


def _hull(points: np.ndarray) -> np.ndarray:
    """The corners of the convex hull in order (Andrew's monotone chain, Inf. Process. Lett. 9:5, 1979)."""
    ordered = sorted(set(map(tuple, points.tolist())))
    chains: list[list[tuple[int, int]]] = []
    for direction in (ordered, ordered[::-1]):
        chain: list[tuple[int, int]] = []
        for point in direction:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        chains.append(chain[:-1])
    return np.array(chains[0] + chains[1] or ordered)


def _turn(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
    """Above 0 where the way from a over b to c turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _extent(hull: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each row enters and leaves the hull; it enters to the right of where it leaves when it misses it."""
    left = np.full(len(rows), np.inf)
    right = np.full(len(rows), -np.inf)
    for (x0, y0), (x1, y1) in zip(hull, np.roll(hull, -1, axis=0), strict=True):
        if y0 == y1:
            continue
        crosses = (rows >= min(y0, y1)) & (rows <= max(y0, y1))
        x = x0 + (rows - y0) * (x1 - x0) / (y1 - y0)
        left = np.where(crosses, np.minimum(left, x), left)
        right = np.where(crosses, np.maximum(right, x), right)
    return left, right
