"""Painting: the areas of a map in their colours, with outlines, hatches and letters, measured in shown pixels."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from segmetrics_lab.labels import (
    ERRORS,
    GROUNDS,
    IGNORE_COLOR,
    IGNORE_INDEX,
    Palette,
    check_class_indices,
    check_label_map,
    luminance,
    rgb,
)
from segmetrics_lab.pictures.enlarging import Scale
from segmetrics_lab.pictures.hatching import hatch
from segmetrics_lab.pictures.pen import RGB, Pen
from segmetrics_lab.pictures.picture import Picture
from segmetrics_lab.pictures.regions import eroded, innermost_point

PALE = 0.30
"""The relative luminance above which a colour has a contrast below 3:1 on a white page."""

PERIOD_PX, LINE_PX = 8, 2
HATCHED_FROM_PX, OUTLINED_FROM_PX, SPECK_PX = 18, 4, 2
"""How wide a part must be: a square of 18 shown pixels is wider than 10, and larger than 300."""

HATCHED_PANEL_PX, SPELT_FROM_PX = 260, 24
LETTER_PX, SHALLOWEST_PX = 14, 6
SWATCH, SWATCH_LETTER_PX = Scale(18, 2), 12


WHITE = rgb(GROUNDS["casing"].light)


@dataclass(frozen=True)
class AreaStyle:
    """How an area is painted: its ground, hatch (None: plain), outline with a pixel of casing around it, and mark."""

    color: RGB
    pattern: str | None = None
    line: RGB = WHITE
    outline: RGB | None = None
    outline_px: float = 1.5
    casing: RGB | None = None
    mark: str = ""
    ink: RGB = WHITE


IGNORED = AreaStyle(IGNORE_COLOR, ERRORS["ignored"].hatch, rgb(ERRORS["ignored line"].light))
UNDECIDED = AreaStyle(WHITE, outline=IGNORE_COLOR, mark="?", ink=rgb(ERRORS["ignored line"].light))


def class_styles(palette: Palette) -> dict[int, AreaStyle]:
    """How classes and ignored pixels are painted; a class too pale for a white page gets an outline."""
    styles = {IGNORE_INDEX: IGNORED}
    for index, (style, letter) in enumerate(zip(palette.styles, palette.letters, strict=True)):
        outline = rgb(style.light) if luminance(palette.colors[index]) > PALE else None
        styles[index] = AreaStyle(palette.colors[index], outline=outline, mark=letter, ink=rgb(style.letter))
    return styles


def paint(
    values: np.ndarray,
    styles: Mapping[Any, AreaStyle],
    scale: Scale,
    *,
    ground: np.ndarray | None = None,
    tint: float = 1,
    is_outlined: bool = True,
    is_hatched: bool = True,
) -> np.ndarray:
    """Paint each value in its style, over a ground where it has none: (height, width, 3) uint8, in image pixels.

    Only wide parts are outlined, or hatched; ignored areas are always hatched. A tint mixes colours with the ground.
    """
    flat = np.zeros((*values.shape, 3), dtype=np.uint8) if ground is None else ground.copy()
    present = {value: style for value, style in styles.items() if (values == value).any()}
    for value, style in present.items():
        flat[values == value] = style.color
    if ground is not None and tint < 1:
        flat = (tint * flat + (1 - tint) * ground).round().astype(np.uint8)
    painted, large = scale.enlarge(flat), scale.enlarge(values)
    for value, style in present.items():
        if style.outline is not None and is_outlined:
            inside = scale.enlarge(~scale.wide(values != value, SPECK_PX))  # specks in it have no outline
            wide = (large == value) & scale.enlarge(scale.wide(values == value, OUTLINED_FROM_PX))
            for color, px in ((style.casing, 1), (style.outline, style.outline_px)):
                if color is not None:
                    outer = inside
                    for _ in range(round(px * scale.sharpness)):
                        inside = eroded(inside)
                    painted[wide & outer & ~inside] = color
        is_ignored = style == IGNORED
        if style.pattern is not None and (is_hatched or is_ignored):
            wide = scale.enlarge(scale.wide(values == value, 1 if is_ignored else HATCHED_FROM_PX))
            period, line = PERIOD_PX * scale.sharpness, LINE_PX * scale.sharpness
            painted[wide & hatch(wide.shape, style.pattern, period_px=period, line_px=line)] = style.line
    return painted


def with_marks(painted: np.ndarray, values: np.ndarray, styles: Mapping[Any, AreaStyle], scale: Scale) -> np.ndarray:
    """The painted picture with a letter or sign in each large pixel, else with one letter where a class is widest.

    Large pixels get a thin light line and a thin dark one between them: one of the two shows on any ground.
    """
    drawn = painted.copy()
    px = scale.zoom * scale.sharpness
    if scale.zoom >= SPELT_FROM_PX / 2:
        cell = round(px)
        drawn[cell::cell] = drawn[:, cell::cell] = WHITE
        drawn[cell - 1 : -1 : cell] = drawn[:, cell - 1 : -1 : cell] = rgb(GROUNDS["edge"].light)
    pen = Pen(drawn, scale.sharpness)
    is_spelt = scale.zoom >= SPELT_FROM_PX
    size = min(16, scale.zoom / 2) if is_spelt else LETTER_PX
    for value, style in styles.items():
        mask = values == value
        if not style.mark or not mask.any() or not (is_spelt or style.mark.isalnum()):
            continue
        *place, depth = innermost_point(mask)
        places = [place] if depth * scale.zoom >= SHALLOWEST_PX else []
        for row, column in np.argwhere(mask).tolist() if is_spelt else places:
            pen.write(style.mark, ((row + 0.5) * px, (column + 0.5) * px), size, ink=style.ink, ground=style.color)
    return np.asarray(pen.image)


def is_hatched_at(scale: Scale, mask: np.ndarray) -> bool:
    """Is an error hatched: is the map large, with no sign in each of its pixels, and a part wide enough?"""
    is_large = mask.shape[1] * scale.zoom >= HATCHED_PANEL_PX and scale.zoom < SPELT_FROM_PX
    return is_large and bool(scale.wide(mask, HATCHED_FROM_PX).any())


def paint_classes(
    label_map: np.ndarray,
    palette: Palette,
    scale: Scale = Scale(),  # noqa: B008
    *,
    is_truth: bool = True,
) -> np.ndarray:
    """Paint each pixel as its palette does, with outlines and letters.

    Where it is 255 it is ignored, and hatched. In what is no truth, nothing was decided there: white, with a "?".

    >>> paint_classes(np.array([[0, 255], [1, 255]]), Palette(["a", "b"], ["#000000", "#ff8000"])).tolist()
    [[[0, 0, 0], [150, 150, 150]], [[255, 128, 0], [150, 150, 150]]]
    """
    label_map = check_label_map(label_map)
    check_class_indices(label_map, palette.num_classes, scored=label_map != IGNORE_INDEX)
    styles = class_styles(palette) | ({} if is_truth else {IGNORE_INDEX: UNDECIDED})
    return with_marks(paint(label_map, styles, scale), label_map, styles, scale)


def swatch(style: AreaStyle, *, is_hatched: bool = True) -> Picture:
    """A small area in this style for a legend; what is not hatched has its letter or sign."""
    painted = paint(np.zeros((1, 1), dtype=np.uint8), {0: style}, SWATCH, is_hatched=is_hatched)
    pen, middle = Pen(painted, SWATCH.sharpness), SWATCH.zoom * SWATCH.sharpness / 2
    if not (style.pattern and is_hatched):
        pen.write(style.mark, (middle, middle), SWATCH_LETTER_PX, ink=style.ink, ground=style.color)
    return SWATCH.picture(np.asarray(pen.image), "a swatch")


def class_swatches(label_maps: list[np.ndarray], palette: Palette) -> list[tuple[Picture | None, str]]:
    """The classes and ignored pixels that occur, with their names."""
    names = {IGNORE_INDEX: "ignored"} | dict(enumerate(palette.names))
    styles = class_styles(palette)
    present = [value for value in sorted(styles) if any((label_map == value).any() for label_map in label_maps)]
    return [(swatch(styles[value]), names[value]) for value in present]
