"""Model sweeps: training and validation scores while one setting of a model grows."""

import numpy as np

from segmetrics_lab.labels import SCORES
from segmetrics_lab.pictures import Picture, score_text, svg
from segmetrics_lab.plots.axes import Axes, draw_curves, draw_markers, path_of, set_x, set_y
from segmetrics_lab.plots.marks import PANEL_PX, Chart, Mark, Marked, checked_marks, draw_marks, in_panels
from segmetrics_lab.sweeps import ModelSweep

NOTE = "Shaded: the gap between training and validation."


def show_model_sweep(sweep: ModelSweep, marked: Marked | None, alt: str | None) -> Picture:
    """Two panels, accuracy and mean IoU: training and validation over a setting of the model."""
    sweep.check_order()
    marks = [_mark(sweep, *asked) for asked in checked_marks(marked)]
    charts = [
        Chart(title, words, _drawn(sweep, pair, marks), f"○ validation is {_peak(sweep, pair)[1]}")
        for (title, pair), words in zip(sweep.curves.items(), _described(sweep), strict=True)
    ]
    return in_panels(charts, marks, alt, NOTE)


def _setting(sweep: ModelSweep, place: int) -> str:
    """The setting of the model at a place, in words."""
    return f"{str(sweep.parameter).replace('_', ' ')} {sweep.values[place]:g}"


def _peak(sweep: ModelSweep, pair: dict[str, np.ndarray]) -> tuple[int, str]:
    """The place of the highest validation score, and the score in words."""
    place = int(np.nanargmax(pair["validation"]))
    return place, f"highest at {_setting(sweep, place)} with {score_text(pair['validation'][place])}"


def _mark(sweep: ModelSweep, name: str, at: float, sign: str) -> Mark:
    """The mark of a value, with its four scores."""
    found = np.flatnonzero(np.isclose(sweep.values, at, rtol=1e-9, atol=0))
    if not found.size:
        tried = ", ".join(f"{value:g}" for value in sweep.values)
        setting = str(sweep.parameter).replace("_", " ")
        raise ValueError(f"marked is {at:g}, but no model with this {setting} was trained. There are: {tried}.")
    place = int(found[0])
    scores = [
        f"{title} {', '.join(f'{kind} {score_text(values[place])}' for kind, values in pair.items())}"
        for title, pair in sweep.curves.items()
    ]
    return Mark(place, sign, name, _setting(sweep, place), scores)


def _described(sweep: ModelSweep) -> list[str]:
    """Each score in words: where both curves start and end, the best validation score, and the gap."""
    said = []
    for title, pair in sweep.curves.items():
        ends = [f"{kind} from {score_text(scores[0])} to {score_text(scores[-1])}" for kind, scores in pair.items()]
        gap = score_text(pair["training"][-1] - pair["validation"][-1])
        courses = ", ".join([*ends, _peak(sweep, pair)[1]])
        said.append(f"{title[0].upper()}{title[1:]}: {courses}; at the end training less validation is {gap}.")
    return [f"Scores of models with {_setting(sweep, 0)} to {sweep.values[-1]:g}. {said[0]}", *said[1:]]


def _drawn(sweep: ModelSweep, pair: dict[str, np.ndarray], marks: list[Mark]) -> Axes:
    """Draw a panel; both have the same axes."""
    axes = Axes(PANEL_PX, list(pair), is_marked=bool(marks))
    x = set_x(axes, str(sweep.parameter).replace("_", " "), sweep.values.astype(float))
    set_y(axes, "score", [values for curves in sweep.curves.values() for values in curves.values()])
    training, validation = (axes.spots(x, values) for values in pair.values())
    known = np.isfinite(training + validation).all(axis=1)
    axes.draw(path_of(np.concatenate([training[known], validation[known][::-1]])), "none", fill=svg.TRACK)
    draw_curves(axes, x, pair)
    draw_marks(axes, marks, x, pair.values())
    ring, peak = svg.both(SCORES["validation"]), validation[_peak(sweep, pair)[0]]
    draw_markers(axes, SCORES["training"], peak[None], edge=ring, fill="none", scale=2.5)
    return axes
