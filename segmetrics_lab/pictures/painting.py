"""Painting: a label map in the colours of its palette, with ignored pixels hatched."""

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, Palette, luminance
from segmetrics_lab.pictures.hatching import hatch

IGNORE_LINE = (150, 150, 150)
IGNORE_PATTERN = "-"
BRIGHT = 0.1791
"""The relative luminance from which black has the stronger contrast."""


def paint_classes(label_map: np.ndarray, palette: Palette, *, period_px: int = 6) -> np.ndarray:
    """Paint each pixel as its palette does, (height, width, 3) uint8, and hatch ignored pixels (255).

    >>> paint_classes(np.array([[0, 255], [1, 255]]), Palette(["a", "b"], ["#000000", "#ff8000"])).tolist()
    [[[0, 0, 0], [150, 150, 150]], [[255, 128, 0], [224, 224, 224]]]
    """
    painted = palette.colorize(label_map)
    lines = hatch(label_map.shape, IGNORE_PATTERN, period_px=period_px)
    painted[lines & (label_map == IGNORE_INDEX)] = IGNORE_LINE
    return painted


def is_bright(color: tuple[int, ...]) -> bool:
    """Does black stand out from this colour more than white does (WCAG 2)?

    >>> is_bright((240, 228, 66)), is_bright((0, 114, 178))
    (True, False)
    """
    return luminance(color) > BRIGHT
