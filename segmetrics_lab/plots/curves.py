"""Curves: how scores change with a threshold, a depth, a size."""

from collections.abc import Mapping

import numpy as np

from segmetrics_lab.labels import OTHERS, Palette, check_palette, is_number, plain_array
from segmetrics_lab.pictures import Picture, score_text
from segmetrics_lab.plots.axes import Axes, draw_curves, mark_places, set_x, set_y

SIZE_PX = (560, 320)
MOST_CURVES = len(OTHERS)


def show_curves(
    x: np.ndarray,
    curves: Mapping[str, np.ndarray],
    *,
    x_label: str,
    y_label: str,
    palette: Palette | None = None,
    marked: float | None = None,
    alt: str | None = None,
) -> Picture:
    """Show how values change with x, one named curve each, told apart by colour, line and marker.

    The name decides the style: a curve called "recall" or "recall of road" looks as recall does in every figure, and
    one called "sky" as that class. Scores have an axis from 0 to 1; where none is below 0.5 it starts there, with the
    sign of a break. Few values of x that grow by even factors lie on a logarithmic axis, few in uneven steps in even
    ones, and both have ticks at these values only.

    Args:
        x: (n,) numbers, rising.
        curves: name to (n,) values, up to 6 curves; NaN leaves a gap.
        x_label: what x is, with its unit.
        y_label: what the values are.
        palette: whose classes the curves may be called after; None knows the names of the course.
        marked: an x at which a line is drawn, with its value.
        alt: what the figure shows, in words; None composes it from the curves.

    Raises:
        ValueError: x does not rise, there are no curves or too many, or a curve has another length than x.

    >>> show_curves([1, 2, 3], {"test": [0.5, 0.8, 0.6]}, x_label="depth", y_label="accuracy")
    accuracy against depth, 1 to 3: test starts at 0.5, is highest at depth 2 with 0.8, ends at 0.6.
    """
    places = _checked_x(x)
    checked = _checked_curves(curves, len(places))
    for name, label in {"x_label": x_label, "y_label": y_label}.items():
        if not isinstance(label, str):
            raise ValueError(f"{name} is {label!r}, but it must be a text that says what the axis shows.")
    if marked is not None and not is_number(marked):
        raise ValueError(f"marked is {marked!r}, but a line needs a finite place. Pass a number, or None for no line.")
    if marked is not None and not places[0] <= marked <= places[-1]:
        raise ValueError(f"marked is {marked:g}, but x goes from {places[0]:g} to {places[-1]:g}. Mark a place on it.")
    words = _described(places, checked, (x_label, y_label), marked) if alt is None else alt
    axes = Axes(SIZE_PX, list(checked), is_marked=marked is not None)
    across = set_x(axes, x_label, places)
    set_y(axes, y_label, checked.values())
    draw_curves(axes, across, checked, None if palette is None else check_palette(palette))
    if marked is not None:
        mark_places(axes, [f"{x_label} {marked:g}"], [float(np.interp(marked, places, across))])
    return axes.picture(words)


def _checked_x(x: np.ndarray) -> np.ndarray:
    """The places as floats that rise."""
    places = _floats(x, "x")
    if places.ndim != 1 or len(places) < 2:
        raise ValueError(f"x has shape {places.shape}, but a curve needs a row of 2 or more numbers.")
    if not (np.isfinite(places).all() and (np.diff(places) > 0).all()):
        raise ValueError("x does not rise from each finite number to the next. Sort it, and the curves alike.")
    return places


def _checked_curves(curves: Mapping[str, np.ndarray], length: int) -> dict[str, np.ndarray]:
    """The curves as floats, each as long as x."""
    is_named = isinstance(curves, Mapping) and all(isinstance(name, str) for name in curves)
    if not is_named or not 1 <= len(curves) <= MOST_CURVES:
        given = f"{len(curves)} curves" if isinstance(curves, Mapping) else f"of type {type(curves).__name__}"
        raise ValueError(
            f"curves is {given}, but it must be a dict of names and values, with 1 to {MOST_CURVES} curves: "
            "more cannot be told apart. Show them in two figures."
        )
    checked = {name: _floats(values, f"curve {name!r}") for name, values in curves.items()}
    for name, values in checked.items():
        if values.shape != (length,):
            raise ValueError(
                f"curve {name!r} has shape {values.shape}, but x holds {length} numbers. Pass one value for each."
            )
        if np.isinf(values).any():
            raise ValueError(f"curve {name!r} holds infinity, which has no place in a figure. Put NaN there for a gap.")
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
