"""Axes: a panel with a light grid, and curves told apart by colour, line and marker, named beside their ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segmetrics_lab.plots.figure import INK, SHOWN_PX_PER_INCH, TEXT_PX, points

BESIDE_PX = 8
LABEL_HEIGHT_PX = 17
TICK_PX = 12
MOST_MARKERS = 24
STAGGER, SPACING = 0.022, 0.066
"""How far markers lie apart: on the next curve, and along one curve, in diagonals of the axes."""

EDGE = "#8a8a8a"
GRID = "#e6e6e6"
STYLES = (
    ("#0072b2", "-", "o"),
    ("#d55e00", "--", "s"),
    ("#007a59", "-.", "^"),
    ("#a8528a", ":", "D"),
    ("#b07800", (0, (6, 1.5, 1, 1.5, 1, 1.5)), "v"),
    ("#222222", (0, (8, 3)), "x"),
)


@dataclass(frozen=True)
class Box:
    """Where a panel lies, in shown pixels from the upper left corner of its figure."""

    left: float
    top: float
    width: float
    height: float

    def at(self, x_share: float, y_share: float) -> tuple[float, float]:
        """The place that lies so far to the right and so far up in the panel, from 0 to 1."""
        return self.left + x_share * self.width, self.top + (1 - y_share) * self.height

    def all_at(self, x_shares: np.ndarray, y_shares: np.ndarray) -> np.ndarray:
        """The places of many points, (n, 2)."""
        return np.stack([self.left + x_shares * self.width, self.top + (1 - y_shares) * self.height], axis=1)


def add_axes(figure: Figure, box: Box) -> Axes:
    """Axes without a frame at this place, with a light grid behind what will be drawn."""
    width, height = (SHOWN_PX_PER_INCH * side for side in figure.get_size_inches())
    bottom = height - box.top - box.height
    axes = figure.add_axes((box.left / width, bottom / height, box.width / width, box.height / height))
    axes.grid(color=GRID, linewidth=points(1))
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(EDGE)
    axes.tick_params(labelsize=points(TICK_PX), color=EDGE, labelcolor=INK)
    return axes


def label_axes(axes: Axes, x_label: str, y_label: str) -> None:
    """Write what x and y are."""
    axes.set_xlabel(x_label, fontsize=points(TEXT_PX), color=INK, labelpad=points(8), parse_math=False)
    axes.set_ylabel(y_label, fontsize=points(TEXT_PX), color=INK, labelpad=points(8), parse_math=False)


def draw_curves(axes: Axes, x: np.ndarray, curves: Mapping[str, np.ndarray], *, are_staggered: bool = False) -> None:
    """Draw every curve in a style of its own, with a marker at most every so many values.

    Staggered, markers lie equally far apart along each curve, and where curves coincide beside each other.
    """
    for number, ((name, values), (color, line, marker)) in enumerate(zip(curves.items(), STYLES, strict=False)):
        axes.plot(
            x,
            values,
            color=color,
            linestyle=line,
            marker=marker,
            markevery=(number * STAGGER, SPACING) if are_staggered else max(1, ceil(len(x) / MOST_MARKERS)),
            markersize=points(6),
            linewidth=points(2.2),
            clip_on=False,
            label=name,
            zorder=3,
        )


def name_curves(axes: Axes, curves: Mapping[str, np.ndarray], height_px: float) -> None:
    """Write each name to the right of the axes, as high as its curve ends, pushed apart where they would touch."""
    low, high = axes.get_ylim()
    ends = {name: values[np.flatnonzero(np.isfinite(values))[-1]] for name, values in curves.items()}
    wanted = {name: (end - low) / (high - low) * height_px for name, end in ends.items()}
    places = dict(zip(sorted(wanted, key=wanted.__getitem__), apart(sorted(wanted.values()), height_px), strict=True))
    for name, (color, _, _) in zip(curves, STYLES, strict=False):
        axes.annotate(
            name,
            (1, ends[name]),
            xycoords=axes.get_yaxis_transform(),
            xytext=(points(BESIDE_PX + 4), points(places[name] - wanted[name])),
            textcoords="offset points",
            va="center",
            fontsize=points(TEXT_PX),
            color=color,
            parse_math=False,
            annotation_clip=False,
        )


def apart(wanted: list[float], height: float) -> list[float]:
    """Rising places at least one line of text apart, as near to the wanted ones as passing up and down allows.

    >>> apart([0, 10, 100], 100)
    [0, 17, 100]
    """
    places = list(wanted)
    for index in range(1, len(places)):
        places[index] = max(places[index], places[index - 1] + LABEL_HEIGHT_PX)
    ceiling = max(height, (len(places) - 1) * LABEL_HEIGHT_PX)
    for index in reversed(range(len(places))):
        places[index] = min(places[index], ceiling)
        ceiling = places[index] - LABEL_HEIGHT_PX
    return places
