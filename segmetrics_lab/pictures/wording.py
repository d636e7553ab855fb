"""Wording: what a label map or a disagreement shows, said in a line."""

from collections.abc import Mapping
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


def kind_counts(counts: Mapping[str, int], scored: int) -> str:
    """How many pixels are wrong in each way, the first with its share of the scored pixels.

    >>> kind_counts({"missed": 1204, "extra": 310, "swapped": 0}, scored=38839)
    '1,204 pixels missed (3.1 % of scored), 310 extra, 0 swapped'
    """
    if not scored:
        return "no pixel is scored"
    parts = [f"{count:,} {name}" for name, count in counts.items()]
    first, count = next(iter(counts.items()))
    parts[0] = f"{count:,} pixel{'' if count == 1 else 's'} {first} ({percent(count, scored)} of scored)"
    return ", ".join(parts)
