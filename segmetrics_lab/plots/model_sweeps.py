"""Model sweeps: training and validation scores while one setting of a model grows."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from segmetrics_lab.pictures import Picture, score_text
from segmetrics_lab.plots.axes import STYLES, draw_curves
from segmetrics_lab.plots.figure import picture_of
from segmetrics_lab.plots.marks import Mark, Marked, checked_marks, draw_marks, new_panels
from segmetrics_lab.sweeps import ModelSweep

NOTE = "Shaded: the gap between training and validation. Ring: the highest validation score."
TITLES = ("pixel accuracy", "mean IoU")
GAP = "#eceff2"
RING_COLOR, RING_PX = STYLES[1][0], 15
MOST_TICKS = 12
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

    def peak(self, title: str) -> int:
        """The place of the highest validation score."""
        return int(np.nanargmax(self.scores[title]["validation"]))


def show_model_sweep(sweep: ModelSweep, marked: Marked | None, alt: str | None) -> Picture:
    """Two panels, accuracy and mean IoU: training and validation over a setting of the model."""
    sweep.check_order()
    curves = Curves(str(sweep.parameter).replace("_", " "), sweep.values.astype(float), sweep.curves)
    marks = [_mark(curves, *asked) for asked in checked_marks(marked)]
    words = _described(curves, marks) if alt is None else alt
    return picture_of(lambda: _drawn(curves, marks), words)


def _mark(curves: Curves, name: str, at: float, sign: str) -> Mark:
    """The mark of a value, with its four scores."""
    found = np.flatnonzero(np.isclose(curves.values, at, rtol=1e-9, atol=0))
    if not found.size:
        tried = ", ".join(f"{value:g}" for value in curves.values)
        raise ValueError(f"marked is {at:g}, but no model with this {curves.setting} was trained. There are: {tried}.")
    place = int(found[0])
    value = f"{curves.setting} {curves.values[place]:g}"
    cells = [
        f"{title}: {', '.join(f'{kind} {score_text(scores[place])}' for kind, scores in pair.items())}"
        for title, pair in curves.scores.items()
    ]
    return Mark(place, float(curves.shares[place]), sign, name, (value, *cells))


def _described(curves: Curves, marks: list[Mark]) -> str:
    """The sweep in words: where each curve starts and ends, the best validation score, the gap, and the marks."""
    setting, values = curves.setting, curves.values
    parts = [f"Scores of models with {setting} {values[0]:g} to {values[-1]:g}."]
    for title, scores in curves.scores.items():
        training, validation = scores["training"], scores["validation"]
        peak = curves.peak(title)
        parts.append(
            f"{title[0].upper()}{title[1:]}: training from {score_text(training[0])} to {score_text(training[-1])}, "
            f"validation from {score_text(validation[0])} to {score_text(validation[-1])}, "
            f"highest at {setting} {values[peak]:g} with {score_text(validation[peak])}; "
            f"at the end training less validation is {score_text(training[-1] - validation[-1])}."
        )
    return " ".join([*parts, *(mark.words for mark in marks)])


def _drawn(curves: Curves, marks: list[Mark]) -> Figure:
    """Draw a panel for each score."""
    peaks = {title: curves.peak(title) for title in TITLES}
    keys = [
        f"○ {score_text(curves.scores[title]['validation'][peak])} at {curves.values[peak]:g}"
        for title, peak in peaks.items()
    ]
    figure, panels = new_panels(TITLES, keys, RING_COLOR, marks, NOTE)
    for axes, (title, peak) in zip(panels, peaks.items(), strict=True):
        scores = curves.scores[title]
        axes.set(xlabel=curves.setting, ylabel=title)
        _tick(axes, curves)
        axes.fill_between(curves.shares, scores["training"], scores["validation"], color=GAP, linewidth=0, zorder=1)
        draw_curves(axes, curves.shares, scores)
        draw_marks(axes, marks, scores.values())
        point = (curves.shares[peak], scores["validation"][peak])
        axes.plot(*point, "o", markersize=RING_PX, mfc="none", mec=RING_COLOR, mew=1.6, clip_on=False, zorder=5)
    return figure


def _tick(axes: Axes, curves: Curves) -> None:
    """Put a tick at every value, and below some of them, evenly chosen, the value."""
    every = ceil(len(curves.values) / MOST_TICKS)
    texts = [f"{value:g}" if number % every == 0 else "" for number, value in enumerate(curves.values)]
    axes.set_xticks(curves.shares, texts)
    axes.grid(visible=False, axis="x")
