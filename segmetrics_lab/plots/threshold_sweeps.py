"""Threshold sweeps: the scores at every threshold, and precision against recall."""

from math import ceil, floor, log10

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from segmetrics_lab.metrics import ThresholdSweep
from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots.axes import Box, draw_curves, label_axes, name_curves
from segmetrics_lab.plots.figure import FAINT, INK, Sheet, draw_marker, picture_of, points, text_width, write
from segmetrics_lab.plots.marks import SIGNS, Mark, Marked, checked_marks, draw_mark_lines, draw_sign
from segmetrics_lab.plots.pairs import PANEL_PX, TITLE_HEIGHT_PX, Pair, new_pair
from segmetrics_lab.plots.placing import Label, place_labels
from segmetrics_lab.plots.thinning import kept_points

CURVE = "#7a4b94"
RING_PX = 7
KEY = "threshold"
SPACING_PX = 36
"""How far apart points with labels lie on the curve of precision against recall, at least."""

MOST_LABELS = 10
COLUMNS = 2 * PANEL_PX[0]


def show_threshold_sweep(sweep: ThresholdSweep, marked: Marked | None, alt: str | None) -> Picture:
    """Two panels: precision, recall and IoU over the threshold, and precision against recall."""
    asked = checked_marks(marked)
    places = [_place_of(sweep, at) for at in asked.values()]
    marks = [
        _mark(sweep, name, at, place, sign)
        for (name, at), place, sign in zip(asked.items(), places, SIGNS, strict=False)
    ]
    words = _described(sweep, marks) if alt is None else alt
    return picture_of(lambda sharpness: _drawn(sweep, marks, places, sharpness), words)


def _place_of(sweep: ThresholdSweep, at: float) -> int:
    """The place of the first threshold that is not lower: of all distinct ones, the same pixels pass it."""
    place = int(np.searchsorted(sweep.thresholds, at))
    if place == len(sweep.thresholds):
        raise ValueError(
            f"marked is {at:g}, but the thresholds of this sweep end at {sweep.thresholds[-1]:g}: nothing was counted "
            "above. Mark a lower one, or sweep over thresholds that go as far."
        )
    return place


def _mark(sweep: ThresholdSweep, name: str, at: float, place: int, sign: str) -> Mark:
    """The mark of a decision, with its scores."""
    counted = float(sweep.thresholds[place])
    low, high = _limits(sweep)
    threshold = f"threshold {_short(counted)}"
    is_next = _short(counted) != _short(at)
    return Mark(
        x_share=(counted - low) / (high - low),
        label=name or threshold,
        sign=sign,
        name=name,
        cells=(
            f"{threshold} (next above {_short(at)})" if is_next else threshold,
            *(f"{score} {_score(values[place])}" for score, values in _scores(sweep).items()),
        ),
    )


def _limits(sweep: ThresholdSweep) -> tuple[float, float]:
    """The ends of the threshold axis: 0 and 1, unless the thresholds go beyond or end early."""
    first, last = float(sweep.thresholds[0]), float(sweep.thresholds[-1])
    end = 1.0 if last > 0.5 else max(0.1, ceil(10 * last) / 10)
    return min(0.0, first), max(end, last)


def _scores(sweep: ThresholdSweep) -> dict[str, np.ndarray]:
    """The scores that are drawn, by name."""
    return {"precision": sweep.precision, "recall": sweep.recall, "IoU": sweep.iou}


def _short(threshold: float) -> str:
    """A threshold with two decimals, or, a tiny one, with two figures.

    >>> _short(0.5), _short(0.5019), _short(0.000058)
    ('0.50', '0.50', '0.000058')
    """
    if threshold == 0 or abs(threshold) >= 0.01:
        return f"{threshold:.2f}"
    return np.format_float_positional(threshold, precision=2, fractional=False, trim="-")


def _score(value: float) -> str:
    """A score with two decimals, or "undefined"."""
    return "undefined" if np.isnan(value) else f"{value:.2f}"


def _described(sweep: ThresholdSweep, marks: list[Mark]) -> str:
    """The sweep in words: where every score starts and ends, the best IoU, average precision, and the marks."""
    first, last = sweep.thresholds[[0, -1]]
    courses = ", ".join(f"{name} {_course(values)}" for name, values in _scores(sweep).items())
    best = ""
    if np.isfinite(sweep.recall).any():
        best = f"IoU is highest at threshold {_short(sweep.best('iou'))} with {_score(np.nanmax(sweep.iou))}. "
    said = f"Scores at thresholds from {first:.2f} to {last:.2f}: {courses}. {best}"
    return " ".join([f"{said}Average precision {_score(sweep.average_precision)}.", *(mark.words for mark in marks)])


def _course(values: np.ndarray) -> str:
    """Where a score starts and ends, in words."""
    known = values[np.isfinite(values)]
    return f"from {_score(known[0])} to {_score(known[-1])}" if known.size else "is undefined"


def _drawn(sweep: ThresholdSweep, marks: list[Mark], places: list[int], sharpness: float) -> Figure:
    """Draw both panels."""
    titles = ("scores at each threshold", f"average precision {_score(sweep.average_precision)}")
    pair = new_pair(titles, marks, "", sharpness)
    label_axes(pair.axes[0], "threshold", "score")
    label_axes(pair.axes[1], "recall", "precision")
    pair.axes[0].set_xlim(*_limits(sweep))
    pair.axes[1].set_xlim(0, 1)
    _draw_scores(pair, sweep)
    draw_mark_lines(pair.sheet, pair.boxes[0], marks)
    for mark, place in zip(marks, places, strict=True):
        for values in _scores(sweep).values():
            draw_sign(pair.sheet, pair.boxes[0].at(mark.x_share, values[place]), mark.sign)
    if np.isnan(sweep.recall).all():
        middle = pair.boxes[1].at(0.5, 0.5)
        write(pair.sheet, *middle, "undefined: no object in the truth", color=FAINT, at="center", halo="white")
    else:
        _draw_precision_over_recall(pair, sweep, marks, places)
    return pair.sheet.figure


def _draw_scores(pair: Pair, sweep: ThresholdSweep) -> None:
    """Draw precision, recall and IoU over the threshold, those that are defined anywhere."""
    curves = {name: values for name, values in _scores(sweep).items() if np.isfinite(values).any()}
    if not curves:
        return
    kept = kept_points(sweep.thresholds, np.array(list(curves.values())), COLUMNS)
    thinned = {name: values[kept] for name, values in curves.items()}
    draw_curves(pair.axes[0], sweep.thresholds[kept], thinned, are_staggered=True)
    name_curves(pair.axes[0], curves, pair.boxes[0].height)


def _draw_precision_over_recall(pair: Pair, sweep: ThresholdSweep, marks: list[Mark], places: list[int]) -> None:
    """Draw the curve, the marked points on it, and between them some with their thresholds."""
    box = pair.boxes[1]
    kept = kept_points(sweep.recall, sweep.precision[np.newaxis], COLUMNS)
    recall, precision = sweep.recall[kept], sweep.precision[kept]
    pair.axes[1].plot(recall, precision, color=CURVE, linewidth=points(2.2), clip_on=False, zorder=3)
    spots = box.all_at(sweep.recall, sweep.precision)
    signed = [
        Label(mark.name or mark.label.removeprefix("threshold "), tuple(spots[place]), mark.sign)
        for mark, place in zip(marks, places, strict=True)
        if np.isfinite(spots[place]).all()
    ]
    plain = _threshold_labels(sweep.thresholds, spots, [label.point for label in signed])
    boxes = place_labels([*signed, *plain], [box.all_at(recall, precision)], box)
    for label, where in zip([*signed, *plain], boxes, strict=True):
        ink = INK if label.sign else CURVE
        write(pair.sheet, where.left, where.top + where.height / 2, label.text, color=ink, halo="white")
        if label.sign:
            draw_sign(pair.sheet, label.point, label.sign)
        else:
            _draw_ring(pair.sheet, label.point)
    _draw_key(pair.sheet, box)


def _draw_ring(sheet: Sheet, place: tuple[float, float]) -> None:
    """Draw the small ring of a point on the curve."""
    draw_marker(sheet, place, "o", RING_PX, fill="white", edge=CURVE, edge_px=1.8)


def _draw_key(sheet: Sheet, box: Box) -> None:
    """Say above the panel, at its right end, that the rings are thresholds."""
    y = TITLE_HEIGHT_PX / 2
    width = text_width(KEY)
    write(sheet, box.left + box.width, y, KEY, color=CURVE, at="right")
    _draw_ring(sheet, (box.left + box.width - width - RING_PX - 2, y))


def _threshold_labels(thresholds: np.ndarray, spots: np.ndarray, shown: list[tuple[float, float]]) -> list[Label]:
    """Labels of round thresholds whose points lie far enough from each other and from those shown already."""
    ticks = MaxNLocator(MOST_LABELS, steps=[1, 2, 5, 10]).tick_values(thresholds[0], thresholds[-1])
    decimals = max(2, -floor(log10(ticks[1] - ticks[0])))
    labels: list[Label] = []
    for place in np.searchsorted(thresholds, ticks[ticks <= thresholds[-1]]).tolist():
        others = [*shown, *(label.point for label in labels)]
        distances = [np.hypot(*(spots[place] - other)) for other in others]
        if np.isfinite(spots[place]).all() and all(distance >= SPACING_PX for distance in distances):
            labels.append(Label(f"{thresholds[place]:.{decimals}f}", tuple(spots[place])))
    return labels
