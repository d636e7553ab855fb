"""Threshold sweeps: the scores at every threshold, and precision against recall."""

from math import ceil, floor, log10

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from segmetrics_lab.metrics import ThresholdSweep
from segmetrics_lab.pictures import Picture, score_text
from segmetrics_lab.plots.axes import draw_curves
from segmetrics_lab.plots.figure import FAINT, picture_of
from segmetrics_lab.plots.marks import Mark, Marked, checked_marks, draw_marks, draw_sign, new_panels

CURVE, KEY = "#7a4b94", "○ threshold"
RING_PX = 7
BESIDE_RING_PX = 6
SPACING_PX, FROM_MARK_PX = 36, 44
"""How far points with labels lie from each other and from marks, at least, on the curve of precision and recall."""

MOST_LABELS = 10
FAR_LEFT = 0.15


def show_threshold_sweep(sweep: ThresholdSweep, marked: Marked | None, alt: str | None) -> Picture:
    """Two panels: precision, recall and IoU over the threshold, and precision against recall."""
    if not sweep.thresholds.size:
        raise ValueError(
            "the sweep has no threshold, since no pixel was scored: there is nothing to show. Was everything ignored?"
        )
    marks = [_mark(sweep, *asked) for asked in checked_marks(marked)]
    words = _described(sweep, marks) if alt is None else alt
    return picture_of(lambda: _drawn(sweep, marks), words)


def _mark(sweep: ThresholdSweep, name: str, at: float, sign: str) -> Mark:
    """The mark of a decision, with its scores, at the first threshold that is not lower.

    Where the sweep holds all distinct ones, the same pixels pass it.
    """
    place = int(np.searchsorted(sweep.thresholds, at))
    if place == len(sweep.thresholds):
        raise ValueError(
            f"marked is {at:g}, but the thresholds of this sweep end at {sweep.thresholds[-1]:g}: nothing was counted "
            "above. Mark a lower one, or sweep over thresholds that go as far."
        )
    counted = float(sweep.thresholds[place])
    threshold = f"threshold {_short(counted)}"
    is_next = _short(counted) != _short(at)
    return Mark(
        place=place,
        x=counted,
        sign=sign,
        name=name,
        cells=(
            f"{threshold} (next above {_short(at)})" if is_next else threshold,
            *(f"{score} {score_text(values[place])}" for score, values in _scores(sweep).items()),
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
    """A threshold with two decimals, with more where it would read as 1; a tiny one with two figures.

    >>> _short(0.5), _short(0.5019), _short(0.99996), _short(0.000058)
    ('0.50', '0.50', '0.99996', '0.000058')
    """
    if threshold == 0 or abs(threshold) >= 0.01:
        decimals = 2
        while float(f"{threshold:.{decimals}f}") == 1 != threshold:
            decimals += 1
        return f"{threshold:.{decimals}f}"
    return np.format_float_positional(threshold, precision=2, fractional=False, trim="-")


def _described(sweep: ThresholdSweep, marks: list[Mark]) -> str:
    """The sweep in words: where every score starts and ends, the best IoU, average precision, and the marks."""
    first, last = sweep.thresholds[[0, -1]]
    courses = ", ".join(f"{name} {_course(values)}" for name, values in _scores(sweep).items())
    best = ""
    if np.isfinite(sweep.recall).any():
        best = f"IoU is highest at threshold {_short(sweep.best('iou'))} with {score_text(np.nanmax(sweep.iou))}. "
    said = f"Scores at thresholds from {_short(first)} to {_short(last)}: {courses}. {best}"
    return " ".join(
        [f"{said}Average precision {score_text(sweep.average_precision)}.", *(mark.words for mark in marks)]
    )


def _course(values: np.ndarray) -> str:
    """Where a score starts and ends, in words."""
    known = values[np.isfinite(values)]
    return f"from {score_text(known[0])} to {score_text(known[-1])}" if known.size else "is undefined"


def _drawn(sweep: ThresholdSweep, marks: list[Mark]) -> Figure:
    """Draw both panels."""
    is_undefined = np.isnan(sweep.recall).all()
    titles = ("scores at each threshold", f"average precision {score_text(sweep.average_precision)}")
    figure, (by_threshold, by_recall) = new_panels(titles, ("", "" if is_undefined else KEY), CURVE, marks)
    by_threshold.set(xlim=_limits(sweep), xlabel="threshold", ylabel="score")
    by_recall.set(xlabel="recall", ylabel="precision")
    curves = {name: values for name, values in _scores(sweep).items() if np.isfinite(values).any()}
    draw_curves(by_threshold, sweep.thresholds, curves)
    draw_marks(by_threshold, marks, _scores(sweep).values())
    if is_undefined:
        by_recall.text(0.5, 0.5, "undefined: no object in the truth", color=FAINT, ha="center", backgroundcolor="white")
    else:
        _draw_precision_over_recall(by_recall, sweep, marks)
    return figure


def _draw_precision_over_recall(axes: Axes, sweep: ThresholdSweep, marks: list[Mark]) -> None:
    """Draw the curve, the signs of the marks on it, and between them some rings with their thresholds."""
    axes.plot(sweep.recall, sweep.precision, color=CURVE, clip_on=False, zorder=3)
    for mark in marks:
        draw_sign(axes, mark, sweep.recall[mark.place], sweep.precision[mark.place])
    for place, label in _labelled_thresholds(axes, sweep, [mark.place for mark in marks]).items():
        point = (sweep.recall[place], sweep.precision[place])
        axes.plot(*point, "o", markersize=RING_PX, mfc="white", mec=CURVE, mew=1.8, clip_on=False, zorder=4)
        side = -1 if point[0] > FAR_LEFT else 1
        axes.annotate(
            label,
            point,
            (side * BESIDE_RING_PX, -BESIDE_RING_PX),
            textcoords="offset points",
            ha="right" if side < 0 else "left",
            va="top",
            color=CURVE,
            path_effects=[withStroke(linewidth=3, foreground="white")],
        )


def _labelled_thresholds(axes: Axes, sweep: ThresholdSweep, shown: list[int]) -> dict[int, str]:
    """The places of round thresholds, with their labels, that lie far enough from each other and from those shown."""
    thresholds = sweep.thresholds
    spots = axes.transData.transform(np.stack([sweep.recall, sweep.precision], axis=1))
    ticks = MaxNLocator(MOST_LABELS, steps=[1, 2, 5, 10]).tick_values(thresholds[0], thresholds[-1])
    decimals = max(2, -floor(log10(ticks[1] - ticks[0])))
    labels: dict[int, str] = {}
    for place in np.searchsorted(thresholds, ticks[ticks <= thresholds[-1]]).tolist():
        far_enough = [FROM_MARK_PX] * len(shown) + [SPACING_PX] * len(labels)
        distances = np.hypot(*(spots[[*shown, *labels]] - spots[place]).T)
        if np.isfinite(spots[place]).all() and not (distances < far_enough).any():
            labels[place] = score_text(thresholds[place], decimals)
    return labels
