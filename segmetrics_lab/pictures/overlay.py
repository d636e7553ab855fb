"""The overlay: an image with its classes drawn over it."""

from dataclasses import replace

import numpy as np

from segmetrics_lab.labels import (
    GROUNDS,
    IGNORE_INDEX,
    LabelMapError,
    Palette,
    check_class_indices,
    check_label_map,
    check_palette,
    rgb,
)
from segmetrics_lab.pictures.enlarging import Scale, factor_of_small
from segmetrics_lab.pictures.painting import WHITE, class_styles, paint
from segmetrics_lab.pictures.picture import Picture
from segmetrics_lab.pictures.wording import class_shares

TINT = 0.4


def overlay(image: np.ndarray, label_map: np.ndarray, palette: Palette) -> Picture:
    """An image with every class tinted in its colour and outlined.

    The background of the palette, where it has one, is left as it is. Ignored pixels (255) have level lines.
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
    scale = Scale(factor_of_small(label_map.shape))
    styles = {value: style for value, style in class_styles(palette).items() if value != palette.background}
    for value in styles.keys() - {IGNORE_INDEX}:
        color, ink = styles[value].color, styles[value].ink
        casing = WHITE if ink == WHITE else rgb(GROUNDS["casing"].dark)
        styles[value] = replace(styles[value], outline=color, outline_px=2, casing=casing)
    drawn = paint(label_map, styles, scale, ground=image, tint=TINT)
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
