"""Axes: what stands on them, and curves in the styles that their names ask for, each named beside its end."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segmetrics_lab.labels import CALLED, CLASSES, OTHERS, SCORES, Palette, Style, style_of_fill
from segmetrics_lab.plots.figure import EDGE, GROWN_TEXT_PX, PAGE, add_axes, new_figure, text_width

MARKERS = {"": "", "circle": "o", "hollow circle": "o", "square": "s", "triangle up": "^", "diamond": "D", "cross": "x"}
"""What matplotlib calls the markers of the table."""

LEFT_PX, TOP_PX, BOTTOM_PX, MARGIN_PX, NARROWEST_PX = 52, 34, 52, 4, 100
BESIDE_PX, ABOVE_PX = 10, 9
LABEL_HEIGHT_PX, BETWEEN_PX = 19, 14
OVERHANG_PX = 30
"""How far the names of marked places may reach beyond the axes."""

MOST_MARKERS, MOST_SIGNS = 24, 30
STAGGER, SPACING = 0.022, 0.066
"""For curves with more values: how far apart the first markers lie, and the markers of one curve, in diagonals."""

QUARTERS, QUARTER_TEXTS = (0, 0.25, 0.5, 0.75, 1), ("0", "0.25", "0.5", "0.75", "1")
HALF, BREAK, BROKEN_TICKS = 0.5, 0.045, (0.5, 0.6, 0.7, 0.8, 0.9, 1)
BREAK_SIGN: dict[str, Any] = {"marker": [(-1, -0.5), (1, 0.5)], "markersize": 12, "linestyle": "", "color": EDGE}
UNEVEN, FACTORS, NEAR_END = 2.5, 10, 0.05
"""Steps are even where none is 2.5 times as large as another; a logarithmic axis ends at 10 times its first value."""


def style_of(name: str, palette: Palette | None = None) -> Style | None:
    """How the curve with this name looks: as a class of the palette, as a score, or as a class of the course.

    A name that begins with a score, as "IoU, noon" or "recall of road", is a condition of this score. Of any other
    name nothing is known, and the answer is None.

    >>> style_of("mean IoU") is style_of("IoU, noon") is SCORES["IoU"], style_of("Iowa")
    (True, None)
    """
    if palette is not None and name in palette.names:
        return style_of_fill("#" + bytes(palette.colors[palette.index_of(name)]).hex())
    named = SCORES | {other: SCORES[score] for other, score in CALLED.items()}
    begins = [score for score in named if re.match(rf"{re.escape(score)}\b", name)]
    return named[max(begins, key=len)] if begins else CLASSES.get(name)


def styles_of(names: Sequence[str], palette: Palette | None = None) -> list[Style]:
    """The styles of the curves of one figure: where two would look the same, the second has a dash of its own.

    Curves of unknown names are in the ink of text, in the order of the table.
    """
    styles: list[Style] = []
    for name in names:
        style = style_of(name, palette) or OTHERS[0]
        looks = [style, *(replace(style, dash=other.dash, marker=other.marker) for other in OTHERS)]
        styles.append(next(look for look in looks if look not in styles))
    return styles


def line_of(style: Style) -> dict[str, Any]:
    """What matplotlib has to know to draw a line in a style."""
    return {
        "color": style.light,
        "linewidth": style.width_px,
        "linestyle": (0, [float(length) for length in style.dash.split()]) if style.dash else "-",
        "marker": MARKERS[style.marker],
        "markerfacecolor": PAGE if style.marker.startswith("hollow") else style.light,
        "markeredgewidth": 2 if style.marker in ("cross", "hollow circle") else 0,
    }


def draw_curves(axes: Axes, x: np.ndarray, curves: Mapping[str, np.ndarray], styles: Sequence[Style]) -> None:
    """Draw every curve in its style, and name it: the limits of the axes must be set before.

    Every value has a marker; where that is too much, markers lie equally far apart along each curve, and where curves
    coincide beside each other.
    """
    is_dense = len(x) > MOST_MARKERS
    for number, (values, style) in enumerate(zip(curves.values(), styles, strict=True)):
        every = (number * STAGGER, SPACING) if is_dense else None
        axes.plot(x, values, **line_of(style), markevery=every, clip_on=False, zorder=3)
    _name_curves(axes, x, curves, styles)


def _name_curves(axes: Axes, x: np.ndarray, curves: Mapping[str, np.ndarray], styles: Sequence[Style]) -> None:
    """Write each name to the right of where its curve ends, pushed apart where they would touch, with a leader then."""
    last = [int(np.flatnonzero(np.isfinite(values))[-1]) for values in curves.values()]
    ends = [(x[at], values[at]) for at, values in zip(last, curves.values(), strict=True)]
    heights = [float(axes.transData.transform(end)[1] - axes.bbox.y0) for end in ends]
    half = LABEL_HEIGHT_PX / 2
    places = apart(heights, [LABEL_HEIGHT_PX] * len(curves), 0, axes.bbox.height + half)
    for name, end, style, up in zip(curves, ends, styles, np.subtract(places, heights), strict=True):
        leader = {"arrowstyle": "-", "color": style.light, "shrinkA": 0, "shrinkB": 4, "relpos": (0, 0.5)}
        look: dict[str, Any] = {"va": "center_baseline", "color": style.light, "annotation_clip": False}
        look["arrowprops"] = leader if abs(up) > half else None
        axes.annotate(name, end, (BESIDE_PX, up), textcoords="offset points", **look)


def mark_places(axes: Axes, names: Sequence[str], places: Sequence[float]) -> None:
    """Draw a thin dashed line at each place on the x axis, with its name above where all names have room."""
    for place in places:
        axes.axvline(place, **line_of(SCORES["baseline"]), zorder=2)
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


def figure_of(
    draw: Callable[[Axes], None], size_px: tuple[int, int], names: Sequence[str], *, is_marked: bool
) -> Figure:
    """A figure whose axes leave room for the names of curves, and above for those of marks; then they are drawn."""
    (width, height), figure = size_px, new_figure(*size_px)
    top = TOP_PX + is_marked * LABEL_HEIGHT_PX
    right = MARGIN_PX + max((BESIDE_PX + text_width(name, GROWN_TEXT_PX) for name in names), default=MARGIN_PX)
    draw(add_axes(figure, LEFT_PX, top, max(width - LEFT_PX - right, NARROWEST_PX), height - top - BOTTOM_PX))
    return figure


def set_x(axes: Axes, values: np.ndarray) -> np.ndarray:
    """Put values on the x axis, and return where they lie on it.

    Values in about even steps lie in proportion, and so do those that are too many to have a marker each. Values that
    grow by about even factors, to ten times the first or more, lie on a logarithmic axis, all others (as depths) in
    even steps. Where they are few, ticks are at given values only.
    """
    first, last = float(values[0]), float(values[-1])
    if len(values) > MOST_MARKERS:
        set_limits(axes, *((0, 1) if 0 <= first <= NEAR_END and 1 - NEAR_END <= last <= 1 else (first, last)))
        return values
    low, high = sorted((first, last))
    grown = np.log(values) if low > 0 and high >= FACTORS * low else values
    places = next((scale for scale in (values, grown) if _is_even(scale)), np.arange(len(values)))
    every = ceil(len(values) * max(len(f"{value:g}") for value in values) / MOST_SIGNS)
    axes.set_xlim(places[0], places[-1])
    axes.set_xticks(places, [f"{value:g}" if at % every == 0 else "" for at, value in enumerate(values)])
    return places


def _is_even(values: np.ndarray) -> bool:
    """Is no step several times as large as another?"""
    steps = np.abs(np.diff(values))
    return bool(steps.max() < UNEVEN * steps.min())


def set_limits(axes: Axes, low: float, high: float) -> None:
    """Let the x axis go from low to high, with a tick at each quarter where that is from 0 to 1."""
    axes.set_xlim(low, high)
    if (low, high) == (0, 1):
        axes.set_xticks(QUARTERS, QUARTER_TEXTS)


def set_y(axes: Axes, label: str, curves: Iterable[np.ndarray | Sequence[float]] = ((0, 1),)) -> None:
    """Write what the values are above the y axis, and limit it: scores go from 0 to 1, with a tick at each quarter.

    Where no score is below 0.5 it starts there, and a sign says that it is broken off. Other values that are not
    negative start at 0 as well.
    """
    axes.annotate(label, (0, 1), (MARGIN_PX, -2 * MARGIN_PX), "figure fraction", "offset points", va="top")
    values = np.concatenate(list(curves))
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if low < 0 or high > 1:
        room = 0.06 * (high - low or 1)
        axes.set_ylim(0 if low >= 0 else low - room, high + room)
    elif low < HALF:
        axes.set_ylim(0, 1)
        axes.set_yticks(QUARTERS, QUARTER_TEXTS)
    else:
        axes.set_ylim(HALF - BREAK, 1)
        axes.set_yticks(BROKEN_TICKS, [f"{tick:g}" for tick in BROKEN_TICKS])
        strokes = HALF - 0.65 * BREAK, HALF - 0.35 * BREAK
        axes.plot([0, 0], strokes, **BREAK_SIGN, transform=axes.get_yaxis_transform(), clip_on=False)
