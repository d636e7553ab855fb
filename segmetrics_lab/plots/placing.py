"""Placing: where labels beside points hide least."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segmetrics_lab.plots.axes import Box
from segmetrics_lab.plots.figure import text_width

AWAY_PX = 7
HEIGHT_PX = 15
POINT_PX = 10
STEP_PX = 3
DIRECTIONS = ((-1, 1), (-1, 0), (1, -1), (1, 0), (0, 1), (0, -1), (1, 1), (-1, -1))
"""Right and down, the more preferred the earlier."""

DISTANCES = (1.0, 2.0, 3.5)
TOUCHING, OUTSIDE = 40.0, 400.0
"""What touching another label, and leaving the panel, weigh beside one hidden point of the curve."""


@dataclass(frozen=True)
class Label:
    """A text that belongs to a point, and the sign drawn there."""

    text: str
    point: tuple[float, float]
    sign: str = ""


def place_labels(labels: Sequence[Label], curves: Sequence[np.ndarray], panel: Box) -> list[Box]:
    """Where each label goes: near its point, in the panel, off other labels and points, off the curve if it can.

    Args:
        labels: the first ones choose first.
        curves: (n, 2) points in pixels of each curve that the labels should not hide, NaN in gaps.
        panel: where the labels should stay.
    """
    line = np.concatenate([_every_few_pixels(curve) for curve in curves])
    taken = [Box(label.point[0] - POINT_PX / 2, label.point[1] - POINT_PX / 2, POINT_PX, POINT_PX) for label in labels]
    chosen: list[Box] = []
    for label in labels:
        candidates = _candidates(label.point, text_width(label.text))
        costs = [_cost(candidate, [*taken, *chosen], line, panel) for candidate in candidates]
        chosen.append(candidates[int(np.argmin(costs))])
    return chosen


def _every_few_pixels(curve: np.ndarray) -> np.ndarray:
    """Points equally far apart along a curve."""
    known = curve[np.isfinite(curve).all(axis=1)]
    length = np.append(0.0, np.hypot(*np.diff(known, axis=0).T).cumsum())
    along = np.arange(0.0, length[-1] + STEP_PX, STEP_PX)
    return np.stack([np.interp(along, length, coordinate) for coordinate in known.T], axis=1)


def _candidates(point: tuple[float, float], width: float) -> list[Box]:
    """The boxes around a point, the preferred first."""
    return [
        Box(
            point[0] - width / 2 + right * (width / 2 + AWAY_PX * distance),
            point[1] - HEIGHT_PX / 2 + down * (HEIGHT_PX / 2 + AWAY_PX * distance),
            width,
            HEIGHT_PX,
        )
        for distance in DISTANCES
        for right, down in DIRECTIONS
    ]


def _cost(box: Box, taken: Sequence[Box], line: np.ndarray, panel: Box) -> float:
    """How much a label hides there."""
    inside = (line >= (box.left - 2, box.top - 1)) & (line <= (box.left + box.width + 2, box.top + box.height + 1))
    touched = sum(_touch(box, other) for other in taken)
    is_outside = (
        box.left < panel.left
        or box.top < panel.top
        or box.left + box.width > panel.left + panel.width
        or box.top + box.height > panel.top + panel.height
    )
    return float(inside.all(axis=1).sum()) + TOUCHING * touched + OUTSIDE * is_outside


def _touch(one: Box, other: Box) -> bool:
    """Do two boxes overlap?"""
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )
