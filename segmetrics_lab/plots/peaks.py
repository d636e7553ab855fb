"""Peaks: many curves at once, thin, each with a dot where it is highest."""

from collections.abc import Sequence

import numpy as np

from segmetrics_lab.labels import OTHERS, SCORES, is_number, plain_array
from segmetrics_lab.pictures import Picture, score_text, svg
from segmetrics_lab.plots.axes import (
    BESIDE_PX,
    HALF,
    LABEL_HEIGHT_PX,
    Axes,
    apart,
    draw_markers,
    mark_places,
    path_of,
    set_x,
    set_y,
)
from segmetrics_lab.plots.curves import SIZE_PX

ALL_HIGH = 0.75
"""Where all peaks are above this, the axis starts at a half, and the curves end there: the peaks are what counts."""


def show_peaks(
    x: np.ndarray,
    curves: np.ndarray,
    *,
    x_label: str,
    y_label: str,
    names: Sequence[str] = (),
    marked: float | None = None,
    alt: str | None = None,
) -> Picture:
    """Show many curves of one kind, a thin line each, with a dot on the highest value of every curve.

    Where all of them have a high peak, what lies below a half is left out.

    Args:
        x: (n,) numbers, rising.
        curves: (curves, n) finite values, a row for each curve.
        x_label: what x is, with its unit.
        y_label: what the values are.
        names: what the curves are called, one name for each, written beside its end; without names there are none.
        marked: an x at which a line is drawn, with its value.
        alt: what the figure shows, in words; None composes it from the peaks.

    Raises:
        ValueError: x does not rise, the curves or the names do not fit to it, or the marked place lies outside.

    >>> show_peaks([0.2, 0.4, 0.6], np.array([[0.5, 0.8, 0.6], [0.7, 0.6, 0.1]]), x_label="threshold", y_label="IoU")
    IoU against threshold, 2 curves; highest at threshold 0.2 (0.70), 0.4 (0.80).
    """
    places, rows = plain_array(x, "x").astype(float), plain_array(curves, "curves").astype(float)
    if places.ndim != 1 or len(places) < 2 or not (np.diff(places) > 0).all():
        raise ValueError("x does not rise from each number to the next. Sort it, and the curves alike.")
    if rows.ndim != 2 or not len(rows) or rows.shape[1] != len(places) or not np.isfinite(rows).all():
        raise ValueError(
            f"curves has shape {rows.shape}, but it must hold a row of {len(places)} finite values for each curve."
        )
    if len(names) not in (0, len(rows)):
        raise ValueError(
            f"names holds {len(names)} names, but there are {len(rows)} curves. Give each a name, or none."
        )
    if marked is not None and not (is_number(marked) and places[0] <= marked <= places[-1]):
        raise ValueError(f"marked is {marked!r}, but x goes from {places[0]:g} to {places[-1]:g}. Mark a place on it.")
    peaks = rows.argmax(axis=1)
    highest = rows.max(axis=1)
    axes = Axes(SIZE_PX, names, is_marked=marked is not None)
    across = set_x(axes, x_label, places)
    seen = np.where(rows >= HALF, rows, np.nan) if highest.min() > ALL_HIGH else rows
    set_y(axes, y_label, seen)
    for row in seen:
        axes.draw(path_of(axes.spots(across, row)), svg.both(SCORES["IoU"]))
    ends = axes.spots(across[-1], seen[:, -1])
    for name, y in zip(names, apart(ends[:, 1].tolist(), [LABEL_HEIGHT_PX] * len(ends), 0, axes.bottom), strict=False):
        axes.write((axes.right + BESIDE_PX, y), name)
    spots = axes.spots(across[peaks], highest)
    draw_markers(axes, OTHERS[0], spots, edge=svg.PAGE, scale=1.4)
    if marked is not None:
        mark_places(axes, [f"{x_label} {marked:g}"], [float(np.interp(marked, places, across))])
    if alt is None:
        alt = _described(places[peaks], highest, (x_label, y_label), names)
        alt += f" A line marks {x_label} {marked:g}." if marked is not None else ""
    return axes.picture(alt)


def _described(at: np.ndarray, highest: np.ndarray, labels: tuple[str, str], names: Sequence[str]) -> str:
    """Where the peaks lie, from left to right, and how high each is."""
    x_label, y_label = labels
    told = [f"{names[index]} at " if names else "" for index in range(len(at))]
    order = np.argsort(at, kind="stable")
    peaks = ", ".join(f"{told[index]}{at[index]:g} ({score_text(highest[index])})" for index in order)
    return f"{y_label} against {x_label}, {len(at)} curves; highest at {x_label} {peaks}."
