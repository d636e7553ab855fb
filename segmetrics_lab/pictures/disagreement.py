"""The disagreement: where a prediction is wrong, and in which way."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

import numpy as np

from segmetrics_lab.labels import (
    ERRORS,
    IGNORE_INDEX,
    Palette,
    check_class_indices,
    check_label_map,
    check_pair,
    check_palette,
    rgb,
)
from segmetrics_lab.pictures.callouts import Callouts
from segmetrics_lab.pictures.enlarging import Scale, factor_of_small
from segmetrics_lab.pictures.overlay import image_in_colors
from segmetrics_lab.pictures.painting import (
    IGNORED,
    SPELT_FROM_PX,
    AreaStyle,
    class_styles,
    is_hatched_at,
    paint,
    swatch,
    with_marks,
)
from segmetrics_lab.pictures.panels import Legend, Panel
from segmetrics_lab.pictures.picture import Picture
from segmetrics_lab.pictures.wording import percent

PALED_TO = 0.32
LARGEST_PAIRS = 8
GREYS = 32
"""How many of them a picture keeps below its errors."""


class PixelKind(IntEnum):
    """What became of a pixel."""

    RIGHT_BACKGROUND = 0
    RIGHT_OBJECT = 1
    MISSED = 2
    EXTRA = 3
    SWAPPED = 4
    IGNORED = 5


def _style(name: str) -> AreaStyle:
    """How an error is painted in maps on light grounds."""
    return AreaStyle(rgb(ERRORS[name].light), ERRORS[name].hatch or None, mark=ERRORS[name].sign)


FOUND = AreaStyle(_style("found area").color, outline=_style("found").color, outline_px=1)
KIND_STYLES = {
    PixelKind.RIGHT_BACKGROUND: _style("rest"),
    PixelKind.RIGHT_OBJECT: FOUND,
    PixelKind.MISSED: _style("missed"),
    PixelKind.EXTRA: _style("extra"),
    PixelKind.SWAPPED: AreaStyle((240, 228, 66), ".", (60, 60, 60)),
    PixelKind.IGNORED: IGNORED,
}


def disagreement(
    truth: np.ndarray, prediction: np.ndarray, palette: Palette, *, image: np.ndarray | None = None
) -> Picture:
    """Where a prediction is wrong: what was missed, what is extra; of more than two classes, what it said there.

    Of two classes, found objects are green with an outline, missed pixels red, extra ones blue, the rest is pale. Of
    more, each wrong pixel has the colour of the class that was said, over the picture in pale grey, and the largest
    regions are named. Ignored: light grey, level lines. Maps less than 64 pixels wide are enlarged.

    Args:
        truth: (height, width) class indices, 255 where a pixel is ignored.
        prediction: (height, width) class indices.
        palette: its background tells objects from the rest; without one every wrong pixel is swapped.
        image: what is paled below the wrong pixels of more than two classes; by default nothing.

    Raises:
        LabelMapError: the arrays are not label maps of one shape, or the value of a scored pixel is not a class index.

    >>> truth, prediction = np.array([[0, 1, 1, 255]]), np.array([[1, 1, 0, 0]])
    >>> disagreement(truth, prediction, Palette(["table", "cup"]))
    1 pixel missed (33 % of scored), 1 extra, 0 swapped; 25 % of all pixels ignored
    """
    scale = Scale(factor_of_small(np.shape(truth)))
    return errors_at(scale, truth, prediction, palette, image=image, may_stand_beside=False)[0].picture


def errors_at(
    scale: Scale,
    truth: np.ndarray,
    prediction: np.ndarray,
    palette: Palette,
    *,
    image: np.ndarray | None = None,
    may_stand_beside: bool = True,
) -> list[Panel]:
    """The disagreement at a scale, with the counts of errors; then a lens, where it would hide errors in it."""
    kinds = pixel_kinds(truth, prediction, palette)
    wrong = (kinds >= PixelKind.MISSED) & (kinds <= PixelKind.SWAPPED)
    is_said = palette.num_classes > 2 or palette.background is None
    values, rest = kinds, int(PixelKind.RIGHT_BACKGROUND)
    styles: Mapping[Any, AreaStyle] = KIND_STYLES
    ground = np.full((*kinds.shape, 3), KIND_STYLES[PixelKind.RIGHT_BACKGROUND].color, dtype=np.uint8)
    regions = {}
    if is_said:
        rest = max(palette.num_classes, IGNORE_INDEX) + 1
        values = np.where(wrong, prediction, np.where(kinds == PixelKind.IGNORED, IGNORE_INDEX, rest))
        styles = class_styles(palette)
        pairs, counts = np.unique(np.stack([truth[wrong], prediction[wrong]]), axis=1, return_counts=True)
        regions = {
            f"{palette.names[a]} → {palette.names[b]}": wrong & (truth == a) & (prediction == b)
            for a, b in pairs.T[np.argsort(-counts)[:LARGEST_PAIRS]].tolist()
        }
        if image is not None:
            grey = image_in_colors(image, kinds.shape).mean(axis=2) // (256 // GREYS) * (256 // GREYS)
            ground = np.repeat((255 - PALED_TO * (255 - grey)).astype(np.uint8)[..., np.newaxis], 3, axis=2)

    painted = paint(values, styles, scale, ground=ground, is_hatched=is_hatched_at(scale, wrong))
    if scale.zoom >= SPELT_FROM_PX / 2:
        painted = with_marks(painted, values, styles, scale)
    callouts = Callouts(painted, wrong, values != rest, scale)
    plain = {"is_outlined": False, "is_hatched": False}
    lens = callouts.add_lens(
        lambda window, at: paint(values[window], styles, at, ground=ground[window], **plain),
        may_stand_beside=may_stand_beside,
    )
    callouts.add_names(regions)
    words = describe_kinds(kinds, is_said=is_said)
    picture = scale.picture(np.asarray(callouts.pen.image), words, is_drawn_on=image is not None)
    title = "what it said where it was wrong" if is_said else "disagreement"
    panels = [Panel(title, picture, _legend(kinds, scale, has_colors=not is_said))]
    if lens is not None:
        panels.append(Panel("8 times as large", scale.picture(lens, "the densest errors, 8 times as large")))
    return panels


def _legend(kinds: np.ndarray, scale: Scale, *, has_colors: bool) -> Legend:
    """The errors that occur, with their counts; only how many where their colours are those of classes."""
    masks = {kind: kinds == kind for kind in (PixelKind.MISSED, PixelKind.EXTRA, PixelKind.SWAPPED)}
    if not has_colors:
        wrong = sum(mask.sum() for mask in masks.values())
        return [(None, f"wrong {wrong:,}")] if wrong else []
    words = {kind: f"{kind.name.lower()} {mask.sum():,}" for kind, mask in masks.items() if mask.any()}
    found = [(swatch(FOUND), "found")] if (kinds == PixelKind.RIGHT_OBJECT).any() else []
    swatches = [swatch(KIND_STYLES[kind], is_hatched=is_hatched_at(scale, masks[kind])) for kind in words]
    return [*found, *zip(swatches, words.values(), strict=True)]


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


def paint_kinds(kinds: np.ndarray) -> np.ndarray:
    """Paint each PixelKind in its style: (height, width, 3) uint8."""
    return paint(kinds, KIND_STYLES, Scale())


def describe_kinds(kinds: np.ndarray, *, is_said: bool = False) -> str:
    """How many pixels are wrong in each way, the first with its share of the scored pixels, and how many are ignored.

    Args:
        kinds: (height, width) PixelKind.
        is_said: are they told apart by what was said there? Then all that are wrong are counted together.

    >>> kinds = np.array([[PixelKind.MISSED, PixelKind.EXTRA, PixelKind.RIGHT_OBJECT, PixelKind.IGNORED]])
    >>> describe_kinds(kinds)
    '1 pixel missed (33 % of scored), 1 extra, 0 swapped; 25 % of all pixels ignored'
    >>> describe_kinds(kinds, is_said=True)
    '2 pixels wrong (67 % of scored); 25 % of all pixels ignored'
    """
    missed, extra, swapped, ignored = np.bincount(kinds.ravel(), minlength=len(PixelKind))[PixelKind.MISSED :].tolist()
    scored = kinds.size - ignored
    first = missed + extra + swapped if is_said else missed
    pixels = "1 pixel" if first == 1 else f"{first:,} pixels"
    words = f"{pixels} {'wrong' if is_said else 'missed'} ({percent(first, scored)} of scored)"
    if not is_said:
        words += f", {extra:,} extra, {swapped:,} swapped"
    words = words if scored else "no pixel is scored"
    return f"{words}; {percent(ignored, kinds.size)} of all pixels ignored" if ignored else words
