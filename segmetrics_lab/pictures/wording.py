"""Wording: what a label map or a disagreement shows, said in a line."""

from collections.abc import Iterable
from fractions import Fraction
from math import isnan

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, Palette

MOST_DIGITS = 4
ROUNDING_ERROR = 1e-12
"""What a sum of floats may be off by."""


def percent(part: int, whole: int) -> str:
    """A share in percent, never rounded to nothing or to all.

    >>> percent(1, 3), percent(1, 40), percent(1, 9999), percent(9999, 10000), percent(0, 5)
    ('33 %', '2.5 %', 'under 0.1 %', 'over 99.9 %', '0 %')
    """
    if part in (0, whole):
        return "0 %" if part == 0 else "100 %"
    share = 100 * part / whole
    if share < 0.1:
        return "under 0.1 %"
    if share > 99.9:
        return "over 99.9 %"
    return f"{share:.1f} %" if share < 9.95 or share >= 99.5 else f"{share:.0f} %"


def score_text(score: float | Fraction, digits: int = 2, *, limits: Iterable[float | Fraction] = ()) -> str:
    """A score with two decimals that is never shown as 0, 1 or a limit unless it is exactly that.

    Otherwise it gets more decimals until it differs, at most 4, and then words.

    Args:
        score: a number, or NaN, which is "undefined". A Fraction is compared exactly.
        digits: how many decimals it has at least.
        limits: numbers that it is compared with in the same sentence.

    >>> score_text(2 / 3), score_text(0.996), score_text(0.99999), score_text(float("nan"))
    ('0.67', '0.996', 'over 0.9999', 'undefined')
    >>> score_text(0.6996, limits=[0.70])
    '0.6996'
    """
    if isnan(score):
        return "undefined"
    near = min((-1, 0, 1, *limits), key=lambda mark: abs(float(score) - float(mark)))
    if score == near or (isinstance(score, float) and abs(score - near) <= ROUNDING_ERROR):
        return f"{float(near):.{digits}f}"
    for decimals in range(digits, max(digits, MOST_DIGITS) + 1):
        text = f"{float(score):.{decimals}f}"
        if float(text) != float(near):
            return text
    word, step = ("under", 10**-MOST_DIGITS) if score > near else ("over", -(10**-MOST_DIGITS))
    return f"{word} {float(near) + step:.{MOST_DIGITS}f}"


def class_shares(label_map: np.ndarray, palette: Palette) -> str:
    """The share of all pixels that each class has, objects first, ignored pixels last.

    >>> class_shares(np.array([[0, 0, 1, 255]]), Palette(["table", "cup"]))
    'cup 25 %, table 50 %, ignored 25 %'
    """
    order = sorted(range(palette.num_classes), key=lambda class_index: class_index == palette.background)
    areas = {palette.names[index]: int(np.count_nonzero(label_map == index)) for index in order}
    if palette.num_classes <= IGNORE_INDEX:
        areas["ignored"] = int(np.count_nonzero(label_map == IGNORE_INDEX))
    return ", ".join(f"{name} {percent(area, label_map.size)}" for name, area in areas.items() if area)
