"""Axes: what stands on them, and curves in the styles that their names ask for, each named beside its end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor, isfinite, log10

import numpy as np

from segmetrics_lab.labels import CLASSES, OTHERS, SCORES, Palette, Style, score_named
from segmetrics_lab.pictures import Picture, svg

MARKERS = {
    "circle": "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
    "square": "m-3-3h6v6h-6z",
    "triangle up": "m0-4l3.6 7h-7.2z",
    "diamond": "m0-4l4 4l-4 4l-4-4z",
    "cross": "m-3-3l6 6m-6 0l6-6",
}
"""Their outlines, drawn around a point."""

LEFT_PX, TOP_PX, BOTTOM_PX, MARGIN_PX, NARROWEST_PX = 52, 34, 52, 4, 100
BESIDE_PX, ABOVE_PX, TICK_PX, BELOW_AXIS_PX, LABEL_BELOW_PX = 10, 14, 4, 17, 39
LABEL_HEIGHT_PX, BETWEEN_PX = 19, 14
OVERHANG_PX = 30
"""How far the names of marked places may reach beyond the axes."""

NARROW, GROWN_TEXT_PX, SMALL = 0.92, 16, 'font-size="12"'
"""Below this share of its width a chart of 560 has texts of 16, so that 11 are left on a page of 420."""

MOST_MARKERS, MOST_SIGNS, MOST_TICKS, QUARTERS = 24, 30, 6, 4
STAGGER_PX, SPACING_PX = 9, 36
"""For curves with more values: how far apart the first markers lie, and the markers of one curve."""

HALF, BREAK = 0.5, 0.045
UNEVEN, FACTORS, NEAR_END = 2.5, 10, 0.05
"""Steps are even where none is 2.5 times as large as another; a logarithmic axis ends at 10 times its first value."""

Spot = np.ndarray | tuple[float, float]
"""So many shown pixels from the left and from the top."""


class Axes:
    """The axes of a chart: a frame in shown pixels, the limits of both axes, and what is drawn so far.

    They leave room for the names of curves, and above for those of marks.
    """

    def __init__(self, size_px: tuple[int, int], names: Sequence[str] = (), *, is_marked: bool = False) -> None:
        self.size_px = size_px
        right = MARGIN_PX + max((BESIDE_PX + svg.text_width(name, GROWN_TEXT_PX) for name in names), default=MARGIN_PX)
        self.left, self.right = LEFT_PX, max(round(size_px[0] - right), LEFT_PX + NARROWEST_PX)
        self.top, self.bottom = TOP_PX + is_marked * LABEL_HEIGHT_PX, size_px[1] - BOTTOM_PX
        self.x_limits = self.y_limits = (0.0, 1.0)
        self.parts: list[str] = []

    def spots(self, x: np.ndarray | Sequence[float] | float, y: np.ndarray | Sequence[float] | float) -> np.ndarray:
        """Where values lie: (n, 2) shown pixels from the left and from the top."""
        (x_low, x_high), (y_low, y_high) = self.x_limits, self.y_limits
        across = self.left + (self.right - self.left) * (np.asarray(x, dtype=float) - x_low) / (x_high - x_low)
        down = self.bottom - (self.bottom - self.top) * (np.asarray(y, dtype=float) - y_low) / (y_high - y_low)
        return np.stack(np.broadcast_arrays(across, down), axis=-1)

    def draw(self, path: str, color: str, *, width_px: float = 1, dash: str = "", fill: str = "none") -> None:
        """Draw a path."""
        self.parts.append(svg.path(path, color, width_px=width_px, dash=dash, fill=fill))

    def write(self, spot: Spot, words: str, *, color: str = svg.TEXT, anchor: str = "start", more: str = "") -> None:
        """Write a line of text at the middle of its height."""
        self.parts.append(svg.words((round(float(spot[0]), 1), round(float(spot[1]), 1)), words, color, anchor, more))

    def picture(self, alt: str) -> Picture:
        """All that is drawn."""
        grown = f"@media(max-width:{NARROW * self.size_px[0]:.0f}px){{text{{font-size:{GROWN_TEXT_PX}px}}}}"
        return Picture.from_svg(svg.drawing(*self.size_px, [f"<style>{grown}</style>", *self.parts]), alt)


def style_of(name: str, palette: Palette | None = None) -> Style | None:
    """How the curve with this name looks: as a class of the palette, as a score, or as a class of the course.

    A name that begins with a score, as "IoU, noon" or "recall of road", is a condition of this score. Of any other
    name nothing is known, and the answer is None.

    >>> style_of("mean IoU") is style_of("IoU, noon") is SCORES["IoU"], style_of("Iowa")
    (True, None)
    """
    if palette is not None and name in palette.names:
        return palette.styles[palette.index_of(name)]
    score = score_named(name)
    return SCORES[score] if score else CLASSES.get(name)


def styles_of(names: Sequence[str], palette: Palette | None = None) -> list[Style]:
    """The styles of the curves of one figure: where two would look the same, the second has a dash of its own.

    Curves of unknown names are in the ink of text, in the order of the table.
    """
    styles: list[Style] = []
    for name in names:
        style = style_of(name, palette) or OTHERS[0]
        looks = [style, *(replace(style, dash=other.dash, marker=other.marker) for other in OTHERS)]
        styles.append(next(look for look in looks if look not in styles))
    return styles


def path_of(spots: np.ndarray) -> str:
    """The line through spots, without those in the same pixel; where one is undefined it has a gap."""
    is_new = np.append(True, (np.diff(spots.round(), axis=0) != 0).any(axis=1))
    path, letter = "", "M"
    for x, y in spots[is_new].round(1).tolist():
        path += f"{letter}{x:g} {y:g}" if isfinite(x + y) else ""
        letter = "L" if isfinite(x + y) else "M"
    return path


def draw_markers(
    axes: Axes, style: Style, spots: np.ndarray, *, edge: str = "", fill: str = "", scale: float = 1
) -> None:
    """Draw the marker of a style at every spot; with another edge and fill, and larger, where it has to stand out."""
    is_open = bool(edge) or style.marker in ("hollow circle", "cross")
    fill = fill or (svg.PAGE if style.marker == "hollow circle" else svg.both(style))
    look = f'stroke="{edge or svg.both(style)}" stroke-width="{2 * is_open / scale:.1f}" fill="{fill}"'
    moves = [f"translate({x:.1f} {y:.1f}) scale({scale:g})" for x, y in spots.tolist() if style.marker]
    outlines = "".join(
        f'<path d="M0 0{MARKERS[style.marker.removeprefix("hollow ")]}" transform="{move}"/>' for move in moves
    )
    axes.parts.append(f"<g {look}>{outlines}</g>")


def draw_curves(axes: Axes, x: np.ndarray, curves: Mapping[str, np.ndarray], palette: Palette | None = None) -> None:
    """Draw every curve in its style, and name it: the limits of the axes must be set before.

    Every value has a marker; where that is too much, markers lie equally far apart along each curve, and where curves
    coincide beside each other.
    """
    ends, styles = [], styles_of(list(curves), palette)
    for number, (values, style) in enumerate(zip(curves.values(), styles, strict=True)):
        spots = axes.spots(x, values)
        axes.draw(path_of(spots), svg.both(style), width_px=style.width_px, dash=style.dash)
        known = spots[np.isfinite(spots).all(axis=1)]
        draw_markers(axes, style, known if len(x) <= MOST_MARKERS else _some(known, number * STAGGER_PX))
        ends.append(known[-1].tolist())
    places = apart([end[1] for end in ends], [LABEL_HEIGHT_PX] * len(ends), axes.top - LABEL_HEIGHT_PX / 2, axes.bottom)
    for name, style, (end, height), place in zip(curves, styles, ends, places, strict=True):
        if abs(place - height) > LABEL_HEIGHT_PX / 2:
            axes.draw(f"M{end + 4:.1f} {height:.1f}L{end + BESIDE_PX - 1:.1f} {place:.1f}", svg.both(style))
        axes.write((end + BESIDE_PX, place), name, color=svg.both(style))


def _some(spots: np.ndarray, first_px: float) -> np.ndarray:
    """Spots of a line that lie equally far apart along it."""
    along = np.append(0, np.hypot(*np.diff(spots, axis=0).T).cumsum())
    return spots[np.searchsorted(along, np.arange(min(first_px, along[-1]), along[-1] + 1e-9, SPACING_PX))]


def mark_places(axes: Axes, names: Sequence[str], places: Sequence[float]) -> None:
    """Draw a thin dashed line at each place on the x axis, with its name above where all names have room."""
    line, across = SCORES["baseline"], axes.spots(places, 0)[:, 0].tolist()
    for x in across:
        axes.draw(f"M{x:.1f} {axes.bottom}V{axes.top}", svg.both(line), width_px=line.width_px, dash=line.dash)
    widths = [svg.text_width(name) + BETWEEN_PX for name in names]
    low, high = axes.left - OVERHANG_PX, axes.right + OVERHANG_PX
    if sum(widths) <= high - low:
        for name, centre in zip(names, apart(across, widths, low, high), strict=True):
            axes.write((centre, axes.top - ABOVE_PX), name, anchor="middle")


def apart(centres: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Where labels of these sizes have their centres so that they do not touch, near to the wanted ones.

    They are passed up from low, then down from high.

    >>> apart([0, 10, 100], [17, 17, 17], 0, 100)
    [8.5, 25.5, 91.5]
    """
    moved = [float(centre) for centre in centres]
    order = sorted(range(len(moved)), key=moved.__getitem__)
    for index in order:
        moved[index] = max(moved[index], low + sizes[index] / 2)
        low = moved[index] + sizes[index] / 2
    for index in reversed(order):
        moved[index] = min(moved[index], high - sizes[index] / 2)
        high = moved[index] - sizes[index] / 2
    return moved


def set_x(axes: Axes, label: str, values: np.ndarray, limits: tuple[float, float] | None = None) -> np.ndarray:
    """Draw the x axis, and return where values lie on it.

    Between given limits, or where they are too many to have a marker each, they lie in proportion, with ticks at round
    numbers. Otherwise ticks are at values only. They lie in proportion where their steps are about even, on a
    logarithmic axis where they grow by about even factors, to ten times the first or more, and else, as depths, in
    even steps.
    """
    first, last = float(values[0]), float(values[-1])
    if limits or len(values) > MOST_MARKERS:
        is_share = 0 <= first <= NEAR_END and 1 - NEAR_END <= last <= 1
        low, high = axes.x_limits = limits or ((0.0, 1.0) if is_share else (first, last))
        places, ticks = values, round_ticks(low, high, QUARTERS if (low, high) == (0, 1) else MOST_TICKS)
        texts = [f"{tick:g}" for tick in ticks]
    else:
        low, high = sorted((first, last))
        grown = np.log(values) if low > 0 and high >= FACTORS * low else values
        places = ticks = next((scale for scale in (values, grown) if _is_even(scale)), np.arange(len(values)))
        axes.x_limits = float(places[0]), float(places[-1])
        every = ceil(len(values) * max(len(f"{value:g}") for value in values) / MOST_SIGNS)
        texts = [f"{value:g}" if at % every == 0 else "" for at, value in enumerate(values)]
    across = axes.spots(ticks, 0)[:, 0]
    strokes = "".join(f"M{x:.1f} {axes.bottom}v{TICK_PX}" for x in across)
    axes.draw(f"M{axes.left} {axes.bottom}H{axes.right}{strokes}", svg.EDGE)
    for x, text in zip(across, texts, strict=True):
        axes.write((x, axes.bottom + BELOW_AXIS_PX), text, anchor="middle", more=SMALL)
    axes.write(((axes.left + axes.right) / 2, axes.bottom + LABEL_BELOW_PX), label, anchor="middle")
    return places


def _is_even(values: np.ndarray) -> bool:
    """Is no step several times as large as another?"""
    steps = np.abs(np.diff(values))
    return bool(steps.max() < UNEVEN * steps.min())


def round_ticks(low: float, high: float, most: int, steps: Sequence[float] = (1, 2, 2.5, 5, 10)) -> np.ndarray:
    """Round numbers from one number to another, in steps that are as small as so many allow.

    >>> round_ticks(0, 30, 6), round_ticks(0, 1, QUARTERS)
    (array([ 0.,  5., 10., 15., 20., 25., 30.]), array([0.  , 0.25, 0.5 , 0.75, 1.  ]))
    """
    span = abs(high - low)
    power = 10.0 ** floor(log10(span / most))
    step = next(power * each for each in steps if span <= most * power * each * (1 + 1e-9))
    ends = sorted((low / step, high / step))
    return step * np.arange(ceil(ends[0] - 1e-9), floor(ends[1] + 1e-9) + 1)


def set_y(axes: Axes, label: str, curves: Iterable[np.ndarray | Sequence[float]] = ((0, 1),)) -> None:
    """Write what the values are above the y axis, and limit it: scores go from 0 to 1, with a tick at each quarter.

    Where no score is below 0.5 it starts there, and a sign says that it is broken off. Other values that are not
    negative start at 0 as well.
    """
    values = np.concatenate(list(curves))
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if low < 0 or high > 1:
        room = 0.06 * (high - low or 1)
        axes.y_limits = (0 if low >= 0 else low - room, high + room)
        ticks = round_ticks(*axes.y_limits, MOST_TICKS)
    elif low < HALF:
        axes.y_limits, ticks = (0, 1), round_ticks(0, 1, QUARTERS)
    else:
        axes.y_limits, ticks = (HALF - BREAK, 1), round_ticks(HALF, 1, 5)
        axes.draw(f"M{axes.left - 5} {axes.bottom - 6}l10-4m-10 8l10-4", svg.EDGE)
    heights = axes.spots(0, ticks)[:, 1]
    axes.draw("".join(f"M{axes.left} {y:.1f}H{axes.right}" for y in heights), svg.TRACK)
    axes.draw(f"M{axes.left} {axes.bottom}V{axes.top}", svg.EDGE)
    for y, tick in zip(heights, ticks, strict=True):
        axes.write((axes.left - 8, y), f"{tick:g}", anchor="end", more=SMALL)
    axes.write((0, svg.TEXT_PX), label)
