"""Threshold sweeps: the scores at every threshold, and precision against recall."""

from math import ceil, floor, log10

import numpy as np

from segmetrics_lab.labels import OTHERS
from segmetrics_lab.metrics import ThresholdSweep
from segmetrics_lab.pictures import Picture, score_text, svg
from segmetrics_lab.plots.axes import (
    HALF,
    LABEL_HEIGHT_PX,
    Axes,
    draw_curves,
    draw_markers,
    path_of,
    round_ticks,
    set_x,
    set_y,
)
from segmetrics_lab.plots.marks import PANEL_PX, Chart, Mark, Marked, checked_marks, draw_marks, draw_sign, in_panels

KEY, MOST_LABELS = "○ thresholds", 10
BESIDE_RING_PX, BELOW_RING_PX, AROUND_PX, LEFT_OF_SIGN_PX = 6, 14, 12, 16


def show_threshold_sweep(sweep: ThresholdSweep, marked: Marked | None, alt: str | None) -> Picture:
    """Two panels: precision, recall and IoU over the threshold, and precision against recall."""
    if not sweep.thresholds.size:
        raise ValueError(
            "the sweep has no threshold, since no pixel was scored: there is nothing to show. Was everything ignored?"
        )
    marks = [_mark(sweep, *asked) for asked in checked_marks(marked)]
    average = f"average precision {score_text(sweep.average_precision)}"
    curves = {name: values for name, values in _scores(sweep).items() if np.isfinite(values).any()}
    charts = [
        Chart("scores at each threshold", _described(sweep), _drawn(sweep, curves, marks)),
        Chart(average, f"{average.capitalize()}.", _trade_off(sweep, marks), KEY * ("recall" in curves)),
    ]
    return in_panels(charts, marks, alt)


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
    counted, asked = _short(sweep.thresholds[place]), _short(at)
    said = f"threshold {counted}" if counted == asked else f"threshold {counted} (next above {asked})"
    return Mark(
        place, sign, name, said, [f"{score} {score_text(values[place])}" for score, values in _scores(sweep).items()]
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


def _described(sweep: ThresholdSweep) -> str:
    """The scores in words: where every one of them starts and ends, and the best IoU."""
    first, last = sweep.thresholds[[0, -1]]
    courses = ", ".join(f"{name} {_course(values)}" for name, values in _scores(sweep).items())
    said = f"Scores at thresholds from {_short(first)} to {_short(last)}: {courses}."
    if not np.isfinite(sweep.recall).any():
        return said
    best, at = score_text(np.nanmax(sweep.iou)), _short(sweep.best("iou"))
    return f"{said} IoU is highest at threshold {at} with {best}."


def _course(values: np.ndarray) -> str:
    """Where a score starts and ends, in words."""
    known = values[np.isfinite(values)]
    return f"from {score_text(known[0])} to {score_text(known[-1])}" if known.size else "is undefined"


def _drawn(sweep: ThresholdSweep, curves: dict[str, np.ndarray], marks: list[Mark]) -> Axes:
    """Draw the scores over the threshold."""
    axes = Axes(PANEL_PX, list(curves), is_marked=bool(marks))
    set_x(axes, "threshold", sweep.thresholds, _limits(sweep))
    set_y(axes, "score")
    draw_curves(axes, sweep.thresholds, curves)
    draw_marks(axes, marks, sweep.thresholds, curves.values())
    return axes


def _trade_off(sweep: ThresholdSweep, marks: list[Mark]) -> Axes:
    """Draw precision over recall, the signs of the marks on it, and between them some rings with their thresholds.

    Where both are above a half all along, the axes start there.
    """
    axes = Axes(PANEL_PX, is_marked=bool(marks))
    both = np.concatenate([sweep.recall, sweep.precision])
    is_high = bool(np.isfinite(both).any() and np.nanmin(both) > HALF)
    set_x(axes, "recall", sweep.recall, (HALF, 1) if is_high else (0, 1))
    set_y(axes, "precision", [sweep.precision] if is_high else ((0, 1),))
    if np.isnan(sweep.recall).all():
        axes.write(axes.spots(0.5, 0.5), "undefined: no object in the truth", color=svg.FAINT, anchor="middle")
        return axes
    spots = axes.spots(sweep.recall, sweep.precision)
    axes.draw(path_of(spots), svg.both(OTHERS[0]), width_px=OTHERS[0].width_px)
    rooms = _name_marks(axes, marks, spots)
    for place, text in _far_apart(spots, {mark.place: "" for mark in marks} | _round_thresholds(sweep)).items():
        if text and _has_room(spots[place], text, rooms):
            draw_markers(axes, OTHERS[0], spots[[place]], edge=svg.both(OTHERS[0]), fill=svg.PAGE)
            _write_below(axes, text, spots, place)
    for mark in marks:
        draw_sign(axes, mark, spots[mark.place])
    return axes


def _name_marks(axes: Axes, marks: list[Mark], spots: np.ndarray) -> list[tuple[float, float, float]]:
    """Write the sign and the name of each mark to the left of its spot and below it, with a line that leads there.

    Returns where the middle of each text lies, and how wide it is.
    """
    seen = sorted((mark for mark in marks if np.isfinite(spots[mark.place]).all()), key=lambda m: spots[m.place, 0])
    wanted = [spots[mark.place, 1] + BELOW_RING_PX for mark in seen]
    rooms = []
    for mark, y in zip(seen, _falling(wanted), strict=True):
        text = f"{mark.sign} {mark.name or mark.at.removeprefix('threshold ')}"
        width, (x, spot_y) = svg.text_width(text), spots[mark.place]
        end = max(x - LEFT_OF_SIGN_PX, axes.left + width + BESIDE_RING_PX)
        axes.draw(f"M{x:.1f} {spot_y:.1f}L{min(end + 3, x):.1f} {y:.1f}", svg.EDGE)
        axes.write((end, y), text, anchor="end")
        rooms.append((end - width / 2, y, width))
    return rooms


def _falling(heights: list[float]) -> list[float]:
    """Heights of texts from left to right, each moved below the one before where they would touch."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + LABEL_HEIGHT_PX) if placed else height)
    return placed


def _has_room(spot: np.ndarray, text: str, rooms: list[tuple[float, float, float]]) -> bool:
    """Does a text below this spot touch none of the names?"""
    half = svg.text_width(text) / 2 + BESIDE_RING_PX
    below = spot[1] + BELOW_RING_PX
    return all(abs(spot[0] - x) > half + width / 2 or abs(below - y) > LABEL_HEIGHT_PX for x, y, width in rooms)


def _round_thresholds(sweep: ThresholdSweep) -> dict[int, str]:
    """The places of round thresholds, with their labels."""
    thresholds = sweep.thresholds
    ticks = round_ticks(*_limits(sweep), MOST_LABELS, (1, 2, 5, 10))
    decimals = max(2, -floor(log10(ticks[1] - ticks[0])))
    places = np.searchsorted(thresholds, ticks[ticks <= thresholds[-1]]).tolist()
    return {place: score_text(thresholds[place], decimals) for place in places}


def _far_apart(spots: np.ndarray, labels: dict[int, str]) -> dict[int, str]:
    """Those labels that lie far enough from the ones before them."""
    shown: dict[int, str] = {}
    for place, text in labels.items():
        rooms = [(AROUND_PX + svg.text_width(other), LABEL_HEIGHT_PX) for other in shown.values()]
        is_far = (np.abs(spots[list(shown)] - spots[place]) >= np.array(rooms).reshape(-1, 2)).any(axis=1).all()
        if is_far and np.isfinite(spots[place]).all():
            shown[place] = text
    return shown


def _write_below(axes: Axes, text: str, spots: np.ndarray, place: int) -> None:
    """Write a label below a spot of a curve, to the side that lies under the curve where that is steep."""
    across, down = spots[min(place + 1, len(spots) - 1)] - spots[max(place - 1, 0)]
    side = 0 if abs(down) <= abs(across) / 4 else 1 if across * down < 0 else -1
    half, (x, y) = svg.text_width(text) / 2, spots[place]
    x = np.clip(x + side * (half + BESIDE_RING_PX), axes.left + half + BESIDE_RING_PX, axes.right - half)
    axes.write((x, y + BELOW_RING_PX), text, anchor="middle")
