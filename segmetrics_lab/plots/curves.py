"""Curves: how scores change with a threshold, a depth, a size."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from segmetrics_lab.labels import is_number, plain_array
from segmetrics_lab.pictures import Picture, score_text
from segmetrics_lab.plots.axes import BESIDE_PX, STYLES, draw_curves, mark_places
from segmetrics_lab.plots.figure import add_axes, new_figure, picture_of, text_width

WIDTH_PX, HEIGHT_PX = 680, 380
LEFT_PX, BOTTOM_PX, TOP_PX, MARGIN_PX = 62, 52, 28, 10


def show_curves(
    x: np.ndarray,
    curves: Mapping[str, np.ndarray],
    *,
    x_label: str,
    y_label: str,
    marked: float | None = None,
    alt: str | None = None,
) -> Picture:
    """Show how values change with x, one named curve each, told apart by colour, line and marker.

    The y axis goes from 0 to 1 where all values do, and starts at 0 where none is negative.

    Args:
        x: (n,) numbers, rising.
        curves: name to (n,) values, up to 6 curves; NaN leaves a gap.
        x_label: what x is, with its unit.
        y_label: what the values are.
        marked: an x at which a line is drawn, with its value.
        alt: what the figure shows, in words; None composes it from the curves.

    Raises:
        ValueError: x does not rise, there are no curves or too many, or a curve has another length than x.

    >>> show_curves([1, 2, 3], {"test": [0.5, 0.8, 0.6]}, x_label="depth", y_label="accuracy")
    accuracy against depth, 1 to 3: test starts at 0.5, is highest at depth 2 with 0.8, ends at 0.6.
    """
    places = _checked_x(x)
    checked = _checked_curves(curves, len(places))
    if marked is not None and not is_number(marked):
        raise ValueError(f"marked is {marked!r}, but a line needs a finite place. Pass a number, or None for no line.")
    labels = (x_label, y_label)
    words = _described(places, checked, labels, marked) if alt is None else alt
    return picture_of(lambda: _drawn(places, checked, labels, marked), words)


def _checked_x(x: np.ndarray) -> np.ndarray:
    """The places as floats that rise."""
    places = _floats(x, "x")
    if places.ndim != 1 or len(places) < 2:
        raise ValueError(f"x has shape {places.shape}, but a curve needs a row of 2 or more numbers.")
    if not (np.diff(places) > 0).all():
        raise ValueError("x does not rise from each number to the next. Sort it, and the curves in the same order.")
    return places


def _checked_curves(curves: Mapping[str, np.ndarray], length: int) -> dict[str, np.ndarray]:
    """The curves as floats, each as long as x."""
    is_named = isinstance(curves, Mapping) and all(isinstance(name, str) for name in curves)
    if not is_named or not 1 <= len(curves) <= len(STYLES):
        given = f"{len(curves)} curves" if isinstance(curves, Mapping) else f"of type {type(curves).__name__}"
        raise ValueError(
            f"curves is {given}, but it must be a dict of names and values, with 1 to {len(STYLES)} curves: "
            "more cannot be told apart. Show them in two figures."
        )
    checked = {name: _floats(values, f"curve {name!r}") for name, values in curves.items()}
    for name, values in checked.items():
        if values.shape != (length,):
            raise ValueError(
                f"curve {name!r} has shape {values.shape}, but x holds {length} numbers. Pass one value for each."
            )
        if not np.isfinite(values).any():
            raise ValueError(f"curve {name!r} holds no finite value, so there is nothing to draw. Leave it out.")
    return checked


def _floats(values: np.ndarray, called: str) -> np.ndarray:
    """Numbers as floats."""
    array = plain_array(values, called)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{called} holds {array.dtype} values, but a curve needs numbers. Pass a list of numbers.")
    return array.astype(float)


def _described(x: np.ndarray, curves: dict[str, np.ndarray], labels: tuple[str, str], marked: float | None) -> str:
    """The course of every curve in words."""
    x_label, y_label = labels
    courses = "; ".join(f"{name} {course(x, values, x_label)}" for name, values in curves.items())
    mark = f" A line marks {x_label} {marked:g}." if marked is not None else ""
    return f"{y_label} against {x_label}, {x[0]:g} to {x[-1]:g}: {courses}.{mark}"


def course(x: np.ndarray, values: np.ndarray, x_label: str) -> str:
    """One curve in words: rises, falls, stays, or where it has its peak or its lowest point."""
    known = np.isfinite(values)
    x, values = x[known], values[known]
    first, last = _short(values[0]), _short(values[-1])
    steps = np.diff(values)
    if (steps == 0).all():
        return f"stays at {first}"
    if (steps >= 0).all():
        return f"rises from {first} to {last}"
    if (steps <= 0).all():
        return f"falls from {first} to {last}"
    highest, lowest = int(values.argmax()), int(values.argmin())
    inner_peak = 0 < highest < len(values) - 1
    place, word = (highest, "highest") if inner_peak or lowest in (0, len(values) - 1) else (lowest, "lowest")
    return f"starts at {first}, is {word} at {x_label} {x[place]:g} with {_short(values[place])}, ends at {last}"


def _short(value: float) -> str:
    """A value with two figures, still not 1 where it is below.

    >>> _short(0.5), _short(0.0123), _short(0.996)
    ('0.5', '0.012', '0.996')
    """
    return score_text(value) if 0.99 < value < 1 else f"{value:.2g}"


def _drawn(x: np.ndarray, curves: dict[str, np.ndarray], labels: tuple[str, str], marked: float | None) -> Figure:
    """Draw axes, curves and their names."""
    x_label, y_label = labels
    right = BESIDE_PX + max(text_width(name) for name in curves) + MARGIN_PX
    figure = new_figure(WIDTH_PX, HEIGHT_PX)
    axes = add_axes(figure, LEFT_PX, TOP_PX, WIDTH_PX - LEFT_PX - right, HEIGHT_PX - BOTTOM_PX - TOP_PX)
    axes.set(xlabel=x_label, ylabel=y_label)
    _limit(axes, x, curves)
    draw_curves(axes, x, curves)
    if marked is not None:
        mark_places(axes, [f"{x_label} {marked:g}"], [marked])
    return figure


def _limit(axes: Axes, x: np.ndarray, curves: dict[str, np.ndarray]) -> None:
    """Set the limits, and ticks at whole numbers where x holds only these."""
    values = np.concatenate(list(curves.values()))
    values = values[np.isfinite(values)]
    if values.min() >= 0 and values.max() <= 1:
        axes.set_ylim(0, 1)
    else:
        room = 0.06 * (values.max() - values.min() or 1.0)
        axes.set_ylim(0 if values.min() >= 0 else values.min() - room, values.max() + room)
    axes.set_xlim(x[0], x[-1])
    if (x == x.round()).all():
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
