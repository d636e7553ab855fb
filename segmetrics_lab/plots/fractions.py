"""Fractions: the pixels of a class as one bar, and each score as a bracket over the pixels that it is a fraction of."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape
from itertools import accumulate
from math import nan

import numpy as np

from segmetrics_lab.labels import ERRORS, SCORES, Palette, check_name, whole_number
from segmetrics_lab.metrics import check_matrix, false_negatives, false_positives, true_negatives, true_positives
from segmetrics_lab.pictures import WIDEST_PX, Picture, data_address, score_text, svg
from segmetrics_lab.report import class_names, iou_text

PARTS = {"missed": "missed", "found": "found area", "extra": "extra", "rest": "rest"}
"""The parts of the bar in their order, and how they are filled."""

SPANS = {
    "accuracy": (0, 4, (1, 3), "scored pixels"),
    "IoU": (0, 3, (1,), "pixels in either map"),
    "recall": (0, 2, (1,), "true pixels"),
    "precision": (1, 3, (1,), "predicted pixels"),
}
"""From which part to which a score spans the bar, which of them are right, and what its pixels are."""

BAR_PX, BRACKET_PX, LEADERS_PX, GAP_PX = 28, 30, 30, 8
THIN_PX, THICK_PX, END_PX = 2, 6, 10
ENLARGED_UNDER, LEAST_PX, LEAST_SHARE = 0.1, 2, 0.0025
"""Below this share the part of the class is enlarged; below the other one, a part is so many pixels wide."""


ALL_SCORES = tuple(SPANS)


def show_fractions(
    matrix: np.ndarray,
    names: Sequence[str] | Palette,
    class_name: str | int,
    *,
    scores: Sequence[str] = ALL_SCORES,
    alt: str | None = None,
) -> Picture:
    """Show the scores of one class as fractions of one bar: its missed, found and extra pixels, and the rest.

    Each score is a bracket over the pixels that it counts, thick over those that are right: recall over missed and
    found, precision over found and extra, IoU over these three, accuracy over all. It is the accuracy of this class
    against the rest: pixels of other classes are right unless they are called this one. Where the class has few
    pixels, its part of the bar is drawn again below, enlarged. A score of no pixels is said to be undefined.

    Args:
        matrix: (K, K) counts, matrix[truth, prediction].
        names: the K names of the classes, or their palette.
        class_name: the name of the class, or its index.
        scores: which of accuracy, IoU, recall and precision are drawn; a lesson shows those that it has explained.
        alt: what the figure shows, in words; None composes it from the counts.

    Raises:
        ValueError: the matrix is not a confusion matrix, the names do not fit it, or the class is not one of them;
            there is no such score.

    >>> show_fractions(np.array([[90, 2], [1, 7]]), ["background", "cup"], "cup")
    cup: missed 1, found 7, extra 2, rest 90; accuracy 0.97: 97 of 100 scored pixels; IoU 0.70: 7 of 10 pixels in \
either map; recall 0.88: 7 of 8 true pixels; precision 0.78: 7 of 9 predicted pixels.
    """
    counts = check_matrix(matrix)
    names = class_names(names, len(counts))
    if isinstance(class_name, str):
        index = names.index(check_name(class_name, names, called="class_name"))
    else:
        index = whole_number(class_name, "class_name", least=0, most=len(names) - 1, hint="the index of a class")
    kinds = (false_negatives, true_positives, false_positives, true_negatives)
    return draw_fractions(names[index], [int(kind(counts)[index]) for kind in kinds], alt, scores)


def draw_fractions(
    name: str, counts: Sequence[int], alt: str | None = None, scores: Sequence[str] = ALL_SCORES
) -> Picture:
    """Draw the bar of a class from the counts of missed, found, extra and rest, with a bracket for each score."""
    asked = {check_name(score, ALL_SCORES, called="score") for score in scores}
    drawn_scores = [score for score in SPANS if score in asked]
    counted = [f"{part} {count:,}" for part, count in zip(PARTS, counts, strict=True)]
    scored = [f"{_text(score, counts)} {SPANS[score][-1]}" for score in drawn_scores]
    words = f"{'; '.join([f'{name}: ' + ', '.join(counted), *scored])}." if alt is None else alt
    legend = f'<b style="margin-right:12px">{escape(name)}</b>' + "".join(
        f'<span style="display:inline-block;margin-right:12px">{_swatch(part)} {text}</span>'
        for part, text in zip(PARTS, counted, strict=True)
    )
    height, drawn = _drawn(counts, drawn_scores)
    address = data_address("svg+xml", svg.drawing("100%", height, drawn).encode())
    return Picture.from_html(
        f'<div style="max-width:{WIDEST_PX}px;font-size:13px;line-height:1.5">{legend}<br>'
        f'<img alt="{escape(words)}" src="{address}" style="width:100%;height:{height}px"></div>',
        words,
    )


def _text(score: str, counts: Sequence[int]) -> str:
    """A score with its name and with both numbers of the fraction."""
    first, last, right, _ = SPANS[score]
    part, whole = sum(counts[index] for index in right), sum(counts[first:last])
    value = Fraction(part, whole) if whole else nan
    return f"{score} {iou_text(value) if score == 'IoU' else score_text(value)}: {part:,} of {whole:,}"


def _drawn(counts: Sequence[int], scores: Sequence[str]) -> tuple[int, list[str]]:
    """The height of the drawing and what is in it; a class of few pixels is drawn again below, enlarged."""
    whole, of_class, drawn, top = sum(counts), sum(counts[:3]), list[str](), 0
    is_enlarged = 0 < of_class < ENLARGED_UNDER * whole
    for score in scores:
        if score == "accuracy" or (score == "IoU" and is_enlarged):
            drawn += _bracket(score, counts, top, whole, is_above=True)
            top += BRACKET_PX
    drawn += _bar(counts, top, whole)
    top += BAR_PX
    if is_enlarged:
        for left, right in (("0", "0"), (_share(of_class, whole), "100%")):
            drawn.append(f'<line x1="{left}" y1="{top}" x2="{right}" y2="{top + LEADERS_PX}" stroke="{svg.EDGE}"/>')
        drawn.append(svg.words((GAP_PX, top + LEADERS_PX * 0.7), f"enlarged {whole / of_class:,.0f} times", svg.FAINT))
        drawn += _bar(counts[:3], top + LEADERS_PX, of_class)
        whole, top = of_class, top + LEADERS_PX + BAR_PX
    others = [score for score in scores if score != "accuracy"]
    for row, score in enumerate(others):
        drawn += _bracket(score, counts, top + row * BRACKET_PX, whole, is_above=False)
    return top + len(others) * BRACKET_PX, drawn


def _bar(counts: Sequence[int], top: int, whole: int) -> Iterator[str]:
    """The parts beside each other; one of very few pixels is still seen."""
    for count, start, fill in zip(counts, accumulate(counts, initial=0), PARTS.values(), strict=False):
        width = LEAST_PX if 0 < count < LEAST_SHARE * whole else _share(count, whole)
        yield svg.rectangle((_share(start, whole), top), (width, BAR_PX), svg.both(ERRORS[fill]))
    yield svg.rectangle((0, top + 0.5), ("100%", BAR_PX - 1), "none", f'stroke="{svg.EDGE}"')


def _bracket(score: str, counts: Sequence[int], top: int, whole: int, *, is_above: bool) -> Iterator[str]:
    """A thin line over all pixels of a score, thick over the right ones, and its text where it has room."""
    first, last, right, _ = SPANS[score]
    starts, color = [*accumulate(counts, initial=0)], svg.both(SCORES[score])
    start, end = starts[first], starts[last]
    line, text = (top + BRACKET_PX - END_PX - 1, top + 10) if is_above else (top + 2, top + 20)
    if end > start:
        middle, translated = line + END_PX / 2, f'transform="translate(-{THIN_PX})"'
        yield svg.rectangle((_share(start, whole), middle - THIN_PX / 2), (_share(end - start, whole), THIN_PX), color)
        for index in right:
            corner = (_share(starts[index], whole), middle - THICK_PX / 2)
            yield svg.rectangle(corner, (_share(counts[index], whole), THICK_PX), color)
        for place, more in ((start, ""), (end, translated)):
            yield svg.rectangle((_share(place, whole), line), (THIN_PX, END_PX), color, more)
    place, anchor = (start, "start") if start <= 0.4 * whole else (end, "end")
    yield svg.words((_share(place, whole), text), _text(score, counts), color, anchor)


def _share(count: float, whole: int) -> str:
    """A part of the width."""
    return f"{100 * count / max(whole, 1):.3f}%"


def _swatch(part: str) -> str:
    """A sample of how a part is filled."""
    fill = svg.rectangle((0.5, 0.5), (11, 11), svg.both(ERRORS[PARTS[part]]), f'stroke="{svg.EDGE}"')
    return Picture.from_svg(svg.drawing(12, 12, [fill]), part).html(alt="")
