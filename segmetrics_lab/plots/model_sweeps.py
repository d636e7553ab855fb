"""Model sweeps: training and validation scores while one setting of a model grows."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots.axes import STYLES, TICK_PX, Box, draw_curves, label_axes, name_curves
from segmetrics_lab.plots.figure import Sheet, draw_marker, picture_of, text_width, write
from segmetrics_lab.plots.marks import SIGNS, Mark, Marked, checked_marks, draw_mark_lines, draw_sign
from segmetrics_lab.plots.pairs import PANEL_PX, new_pair
from segmetrics_lab.plots.placing import Label, place_labels
from segmetrics_lab.sweeps import ModelSweep

NOTE = "Shaded: the gap between training and validation. Ring: the highest validation score."
TITLES = ("pixel accuracy", "mean IoU")
GAP = "#eceff2"
RING_PX = 15
BETWEEN_TICKS_PX = 8
UNEVEN = 2.5
"""Values are spaced evenly where no step is this many times as large as another."""


@dataclass(frozen=True)
class Curves:
    """A checked sweep: the setting in words, its values, and by the name of a score the curves of both kinds."""

    setting: str
    values: np.ndarray
    scores: dict[str, dict[str, np.ndarray]]

    @property
    def shares(self) -> np.ndarray:
        """How far right each value lies, from 0 to 1: in proportion where that is even, else in even steps."""
        steps = np.abs(np.diff(self.values))
        if steps.max() < UNEVEN * steps.min():
            return (self.values - self.values[0]) / (self.values[-1] - self.values[0])
        return np.linspace(0, 1, len(self.values))


def show_model_sweep(sweep: ModelSweep, marked: Marked | None, alt: str | None) -> Picture:
    """Two panels, accuracy and mean IoU: training and validation over a setting of the model."""
    sweep.check_order()
    curves = Curves(sweep.parameter.replace("_", " "), sweep.values.astype(float), sweep.curves)
    asked = checked_marks(marked)
    places = [_place_of(curves, at) for at in asked.values()]
    marks = [_mark(curves, name, place, sign) for name, place, sign in zip(asked, places, SIGNS, strict=False)]
    words = _described(curves, marks) if alt is None else alt
    return picture_of(lambda sharpness: _drawn(curves, marks, places, sharpness), words)


def _place_of(curves: Curves, at: float) -> int:
    """The place of a value."""
    found = np.flatnonzero(np.isclose(curves.values, at, rtol=1e-9, atol=0))
    if not found.size:
        tried = ", ".join(f"{value:g}" for value in curves.values)
        raise ValueError(f"marked is {at:g}, but no model with this {curves.setting} was trained. There are: {tried}.")
    return int(found[0])


def _mark(curves: Curves, name: str, place: int, sign: str) -> Mark:
    """The mark of a value, with its four scores."""
    value = f"{curves.setting} {curves.values[place]:g}"
    cells = [
        f"{title}: {', '.join(f'{kind} {_score(scores[place])}' for kind, scores in pair.items())}"
        for title, pair in curves.scores.items()
    ]
    return Mark(float(curves.shares[place]), name or value, sign, name, (value, *cells))


def _score(value: float) -> str:
    """A score with two decimals, or "undefined"."""
    return "undefined" if np.isnan(value) else f"{value:.2f}"


def _described(curves: Curves, marks: list[Mark]) -> str:
    """The sweep in words: where each curve starts and ends, the best validation score, the gap, and the marks."""
    setting, values = curves.setting, curves.values
    parts = [f"Scores of models with {setting} {values[0]:g} to {values[-1]:g}."]
    for title, scores in curves.scores.items():
        training, validation = scores["training"], scores["validation"]
        peak = int(np.nanargmax(validation))
        parts.append(
            f"{title[0].upper()}{title[1:]}: training from {_score(training[0])} to {_score(training[-1])}, "
            f"validation from {_score(validation[0])} to {_score(validation[-1])}, "
            f"highest at {setting} {values[peak]:g} with {_score(validation[peak])}; "
            f"at the end training less validation is {_score(training[-1] - validation[-1])}."
        )
    return " ".join([*parts, *(mark.words for mark in marks)])


def _drawn(curves: Curves, marks: list[Mark], places: list[int], sharpness: float) -> Figure:
    """Draw a panel for each score."""
    pair = new_pair(TITLES, marks, NOTE, sharpness)
    for axes, box, title in zip(pair.axes, pair.boxes, TITLES, strict=True):
        scores = curves.scores[title]
        label_axes(axes, curves.setting, title)
        axes.set_xlim(0, 1)
        _tick(axes, curves)
        axes.fill_between(curves.shares, scores["training"], scores["validation"], color=GAP, linewidth=0, zorder=1)
        draw_curves(axes, curves.shares, scores)
        name_curves(axes, scores, box.height)
        draw_mark_lines(pair.sheet, box, marks)
        for mark, place in zip(marks, places, strict=True):
            for values in scores.values():
                draw_sign(pair.sheet, box.at(mark.x_share, values[place]), mark.sign)
        _draw_peak(pair.sheet, box, curves, scores)
    return pair.sheet.figure


def _tick(axes: Axes, curves: Curves) -> None:
    """Put a tick at every value, and the value below it where there is room."""
    shown, end = [], -np.inf
    for share, value in zip(curves.shares, curves.values, strict=True):
        text = f"{value:g}"
        half = text_width(text, TICK_PX) / 2
        has_room = share * PANEL_PX[0] - half >= end
        shown.append(text if has_room else "")
        end = share * PANEL_PX[0] + half + BETWEEN_TICKS_PX if has_room else end
    axes.set_xticks(curves.shares, shown)
    axes.grid(visible=False, axis="x")


def _draw_peak(sheet: Sheet, box: Box, curves: Curves, scores: dict[str, np.ndarray]) -> None:
    """Draw a ring around the highest validation score, with score and value beside it."""
    peak = int(np.nanargmax(scores["validation"]))
    color = STYLES[1][0]
    lines = {kind: box.all_at(curves.shares, values) for kind, values in scores.items()}
    text = f"{scores['validation'][peak]:.2f} at {curves.values[peak]:g}"
    label = Label(text, tuple(lines["validation"][peak].tolist()))
    draw_marker(sheet, label.point, "o", RING_PX, edge=color, edge_px=1.6, level=5)
    (where,) = place_labels([label], list(lines.values()), box)
    write(sheet, where.left, where.top + where.height / 2, text, color=color, halo="white")
