"""The overlay: an image with its classes drawn over it."""

import numpy as np

from segmetrics_lab.labels import (
    ERRORS,
    GROUNDS,
    IGNORE_COLOR,
    IGNORE_INDEX,
    LabelMapError,
    Palette,
    check_class_indices,
    check_label_map,
    check_palette,
)
from segmetrics_lab.pictures.enlarging import enlarge, factor_of_small
from segmetrics_lab.pictures.hatching import hatch
from segmetrics_lab.pictures.painting import is_bright, rgb
from segmetrics_lab.pictures.picture import Picture
from segmetrics_lab.pictures.regions import eroded
from segmetrics_lab.pictures.wording import class_shares

TINT = 0.4
IGNORE_LINE, ITS_EDGE = IGNORE_COLOR, rgb(ERRORS["ignored line"].dark)
DARK_RIM, LIGHT_RIM = rgb(GROUNDS["casing"].dark), rgb(GROUNDS["casing"].light)


def overlay(image: np.ndarray, label_map: np.ndarray, palette: Palette) -> Picture:
    """An image with every class tinted in its colour and outlined.

    The background of the palette, where it has one, is left as it is. Ignored pixels (255) are hatched in light grey.
    Photographs less than 64 pixels wide are enlarged.

    Args:
        image: (height, width) grey or (height, width, 3) in colours, uint8.
        label_map: (height, width) class indices, 255 where nobody can tell.
        palette: names and colours of the classes.

    Raises:
        LabelMapError: this is not a label map, holds other indices, or differs in size from the image.
        ValueError: this is not an image.

    >>> overlay(np.full((1, 4), 90, dtype=np.uint8), np.array([[0, 0, 0, 1]]), Palette(["table", "cup"]))
    Classes drawn over the image: cup 25 %, table 75 %
    """
    label_map = check_label_map(label_map)
    check_class_indices(label_map, check_palette(palette).num_classes, scored=label_map != IGNORE_INDEX)
    image = image_in_colors(image, label_map.shape)
    factor = factor_of_small(label_map.shape)
    image, large_map = enlarge(image, factor), enlarge(label_map, factor)
    colors = palette.colorize(large_map)
    drawn = _tinted(image, colors, large_map, palette)
    for class_index, color in enumerate(palette.colors):
        if class_index != palette.background:
            _outline(drawn, large_map == class_index, color)
    _hatch_ignored(drawn, large_map)
    words = f"Classes drawn over the image: {class_shares(label_map, palette)}"
    return Picture(drawn, words, is_drawn_on=True)


def image_in_colors(image: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Return an image of the size of the label map in colours, (height, width, 3) uint8, or raise a ValueError."""
    in_colors = np.array(Picture(image, "checked").image)
    if in_colors.shape[:2] != tuple(shape):
        raise LabelMapError(
            f"image has shape {image.shape} and the label map {tuple(shape)}, but each pixel needs its class. "
            "Cut or resize one of them; label maps are resized by nearest neighbour."
        )
    return np.repeat(in_colors[..., np.newaxis], 3, axis=2) if in_colors.ndim == 2 else in_colors


def _tinted(image: np.ndarray, colors: np.ndarray, label_map: np.ndarray, palette: Palette) -> np.ndarray:
    """The image mixed with the colours, except in the background and where pixels are ignored."""
    mixed = ((1 - TINT) * image + TINT * colors).round().astype(np.uint8)
    plain = label_map == IGNORE_INDEX
    if palette.background is not None:
        plain |= label_map == palette.background
    return np.where(plain[..., np.newaxis], image, mixed)


def _outline(drawn: np.ndarray, mask: np.ndarray, color: tuple[int, ...]) -> None:
    """Draw the rim of one class, a pixel wide, and its line, two wide, along the inside of its border."""
    after_rim = eroded(mask)
    after_line = eroded(eroded(after_rim))
    drawn[mask & ~after_rim] = DARK_RIM if is_bright(color) else LIGHT_RIM
    drawn[after_rim & ~after_line] = color


def _hatch_ignored(drawn: np.ndarray, label_map: np.ndarray) -> None:
    """Light grey lines, each with a dark edge, over the pixels that nobody scores."""
    ignored = label_map == IGNORE_INDEX
    drawn[ignored & hatch(label_map.shape, "/", period_px=7, line_px=4)] = ITS_EDGE
    drawn[ignored & hatch(label_map.shape, "/", period_px=7, line_px=3)] = IGNORE_LINE
