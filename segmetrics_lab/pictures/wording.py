"""Wording: what a label map or a disagreement shows, said in a line."""

from math import isnan

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, Palette


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


def score_text(score: float) -> str:
    """A score with two decimals, or "undefined" where it is NaN.

    >>> score_text(2 / 3), score_text(float("nan"))
    ('0.67', 'undefined')
    """
    return "undefined" if isnan(score) else f"{score:.2f}"


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
