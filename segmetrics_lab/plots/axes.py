"""Axes: curves told apart by colour, line and marker, named beside their ends, and lines at marked places."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from segmetrics_lab.plots.figure import INK, text_width

BESIDE_PX, ABOVE_PX = 12, 11
LABEL_HEIGHT_PX = 17
BETWEEN_PX = 14
OVERHANG_PX = 50
"""How far the names of marked places may reach beyond the axes."""

MOST_MARKERS = 24
STAGGER, SPACING = 0.022, 0.066
"""For curves with more values: how far apart the first markers lie, and the markers of one curve, in diagonals."""

STYLES = (
    ("#0072b2", "-", "o"),
    ("#d55e00", "--", "s"),
    ("#007a59", "-.", "^"),
    ("#a8528a", ":", "D"),
    ("#b07800", (0, (6, 1.5, 1, 1.5, 1, 1.5)), "v"),
    ("#222222", (0, (8, 3)), "x"),
)


def draw_curves(axes: Axes, x: np.ndarray, curves: Mapping[str, np.ndarray]) -> None:
    """Draw every curve in a style of its own, and name it: the limits of the axes must be set before.

    Every value has a marker; where that is too much, markers lie equally far apart along each curve, and where curves
    coincide beside each other.
    """
    is_dense = len(x) > MOST_MARKERS
    for number, (values, (color, line, marker)) in enumerate(zip(curves.values(), STYLES, strict=False)):
        axes.plot(
            x,
            values,
            color=color,
            linestyle=line,
            marker=marker,
            markevery=(number * STAGGER, SPACING) if is_dense else None,
            clip_on=False,
            zorder=3,
        )
    _name_curves(axes, curves)


def _name_curves(axes: Axes, curves: Mapping[str, np.ndarray]) -> None:
    """Write each name to the right of the axes, as high as its curve ends, pushed apart where they would touch."""
    ends = [values[np.isfinite(values)][-1] for values in curves.values()]
    heights = [axes.transData.transform((0, end))[1] - axes.bbox.y0 for end in ends]
    half = LABEL_HEIGHT_PX / 2
    places = apart(heights, [LABEL_HEIGHT_PX] * len(curves), -half, axes.bbox.height + half)
    for name, place, (color, _, _) in zip(curves, places, STYLES, strict=False):
        share = place / axes.bbox.height
        axes.annotate(name, (1, share), (BESIDE_PX, 0), "axes fraction", "offset points", va="center", color=color)


def mark_places(axes: Axes, names: Sequence[str], places: Sequence[float]) -> None:
    """Draw a dashed line at each place on the x axis, with its name above where all names have room."""
    for place in places:
        axes.axvline(place, color=INK, linewidth=1.2, linestyle=(0, (2, 2)), zorder=2)
    widths = [text_width(name) + BETWEEN_PX for name in names]
    width = axes.bbox.width
    if sum(widths) > width + 2 * OVERHANG_PX:
        return
    wanted = [axes.transData.transform((place, 0))[0] - axes.bbox.x0 for place in places]
    for name, centre in zip(names, apart(wanted, widths, -OVERHANG_PX, width + OVERHANG_PX), strict=True):
        axes.annotate(name, (centre / width, 1), (0, ABOVE_PX), "axes fraction", "offset points", ha="center")


def apart(centres: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Where labels of these sizes have their centres so that they do not touch, near to the wanted ones.

    They are passed up from low, then down from high.

    >>> apart([0, 10, 100], [17, 17, 17], 0, 100)
    [8.5, 25.5, 91.5]
    """
    moved = [float(centre) for centre in centres]
    order = sorted(range(len(moved)), key=moved.__getitem__)
    for index in order:
        moved[index] = max(moved[index], low + sizes[index] / 2)
        low = moved[index] + sizes[index] / 2
    for index in reversed(order):
        moved[index] = min(moved[index], high - sizes[index] / 2)
        high = moved[index] - sizes[index] / 2
    return moved
