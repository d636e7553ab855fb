"""The disagreement: where a prediction is wrong, and in which way."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from PIL import ImageColor

from segmetrics_lab.labels import (
    ERRORS,
    IGNORE_COLOR,
    IGNORE_INDEX,
    Palette,
    check_class_indices,
    check_label_map,
    check_pair,
    check_palette,
)
from segmetrics_lab.pictures.enlarging import enlarge, factor_of_small
from segmetrics_lab.pictures.hatching import hatch
from segmetrics_lab.pictures.painting import IGNORE_LINE, IGNORE_PATTERN
from segmetrics_lab.pictures.picture import Picture
from segmetrics_lab.pictures.wording import percent


class PixelKind(IntEnum):
    """What became of a pixel."""

    RIGHT_BACKGROUND = 0
    RIGHT_OBJECT = 1
    MISSED = 2
    EXTRA = 3
    SWAPPED = 4
    IGNORED = 5


@dataclass(frozen=True)
class KindStyle:
    """How one kind of pixel is painted: ground, and the hatch over it (None: plain)."""

    color: tuple[int, int, int]
    pattern: str | None = None
    line: tuple[int, int, int] = (255, 255, 255)


def _rgb(name: str) -> tuple[int, int, int]:
    """The colour of an error in maps on light grounds."""
    return ImageColor.getrgb(ERRORS[name].light)[:3]


KIND_STYLES = {
    PixelKind.RIGHT_BACKGROUND: KindStyle(_rgb("rest")),
    PixelKind.RIGHT_OBJECT: KindStyle(_rgb("found area")),
    PixelKind.MISSED: KindStyle(_rgb("missed"), ERRORS["missed"].hatch),
    PixelKind.EXTRA: KindStyle(_rgb("extra"), ERRORS["extra"].hatch),
    PixelKind.SWAPPED: KindStyle((240, 228, 66), ".", (60, 60, 60)),
    PixelKind.IGNORED: KindStyle(IGNORE_COLOR, IGNORE_PATTERN, IGNORE_LINE),
}


def disagreement(truth: np.ndarray, prediction: np.ndarray, palette: Palette) -> Picture:
    """Where a prediction is wrong: objects missed, objects invented, objects confused with others.

    Right pixels are pale grey, objects darker than background. Missed: orange, lines rising. Extra: blue, lines
    falling. Swapped: yellow, dotted. Ignored: light grey, level lines. Maps less than 64 pixels wide are enlarged.

    Args:
        truth: (height, width) class indices, 255 where a pixel is not scored.
        prediction: (height, width) class indices.
        palette: its background tells objects from the rest; without one every wrong pixel is swapped.

    Raises:
        LabelMapError: the arrays are not label maps of one shape, or the value of a scored pixel is not a class index.

    >>> truth, prediction = np.array([[0, 1, 1, 255]]), np.array([[1, 1, 0, 0]])
    >>> disagreement(truth, prediction, Palette(["table", "cup"]))
    1 pixel missed (33 % of scored), 1 extra, 0 swapped; 25 % of all pixels ignored
    """
    kinds = pixel_kinds(truth, prediction, palette)
    return Picture(paint_kinds(enlarge(kinds, factor_of_small(kinds.shape))), describe_kinds(kinds))


def pixel_kinds(truth: np.ndarray, prediction: np.ndarray, palette: Palette) -> np.ndarray:
    """The PixelKind of every pixel: (height, width) uint8; maps are refused as by disagreement.

    >>> pixel_kinds(np.array([[0, 1, 1, 255]]), np.array([[1, 1, 0, 0]]), Palette(["table", "cup"]))
    array([[3, 1, 2, 5]], dtype=uint8)
    """
    truth, prediction = check_pair(truth, prediction)
    truth = check_label_map(truth, name="truth")
    scored = truth != IGNORE_INDEX
    check_class_indices(truth, check_palette(palette).num_classes, name="truth", scored=scored)
    check_class_indices(prediction, palette.num_classes, name="prediction", scored=scored)
    kinds = np.full(truth.shape, PixelKind.SWAPPED, dtype=np.uint8)
    if palette.background is not None:
        kinds[prediction == palette.background] = PixelKind.MISSED
        kinds[truth == palette.background] = PixelKind.EXTRA
    kinds[truth == prediction] = PixelKind.RIGHT_OBJECT
    kinds[(truth == prediction) & (truth == palette.background)] = PixelKind.RIGHT_BACKGROUND
    kinds[~scored] = PixelKind.IGNORED
    return kinds


def paint_kinds(kinds: np.ndarray, *, period_px: int = 6) -> np.ndarray:
    """Paint each PixelKind in its colour, with its hatch: (height, width, 3) uint8."""
    painted = np.empty((*kinds.shape, 3), dtype=np.uint8)
    for kind, style in KIND_STYLES.items():
        here = kinds == kind
        painted[here] = style.color
        if style.pattern is not None:
            painted[here & hatch(kinds.shape, style.pattern, period_px=period_px)] = style.line
    return painted


def describe_kinds(kinds: np.ndarray) -> str:
    """How many pixels are wrong in each way, the first with its share of the scored pixels, and how many are ignored.

    >>> describe_kinds(np.array([[PixelKind.MISSED, PixelKind.EXTRA, PixelKind.RIGHT_OBJECT, PixelKind.IGNORED]]))
    '1 pixel missed (33 % of scored), 1 extra, 0 swapped; 25 % of all pixels ignored'
    """
    missed, extra, swapped, ignored = np.bincount(kinds.ravel(), minlength=len(PixelKind))[PixelKind.MISSED :].tolist()
    scored = kinds.size - ignored
    pixels = "1 pixel" if missed == 1 else f"{missed:,} pixels"
    words = f"{pixels} missed ({percent(missed, scored)} of scored), {extra:,} extra, {swapped:,} swapped"
    words = words if scored else "no pixel is scored"
    return f"{words}; {percent(ignored, kinds.size)} of all pixels ignored" if ignored else words
