"""Swatches: small pictures for a legend, painted like what they stand for."""

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, Palette
from segmetrics_lab.pictures.disagreement import KIND_STYLES, PixelKind, is_said_shown
from segmetrics_lab.pictures.enlarging import Scale
from segmetrics_lab.pictures.painting import HATCHED_FROM_PX, AreaStyle, class_styles, is_hatched_at, paint
from segmetrics_lab.pictures.panels import Legend
from segmetrics_lab.pictures.pen import Pen
from segmetrics_lab.pictures.picture import Picture

LETTER_PX = 12
SWATCH = Scale(zoom=18, sharpness=2)
ERROR_KINDS = (PixelKind.MISSED, PixelKind.EXTRA, PixelKind.SWAPPED)


def class_swatches(label_maps: list[np.ndarray], palette: Palette) -> Legend:
    """The classes and ignored pixels that occur, with their names."""
    names = dict(enumerate(palette.names))
    names.setdefault(IGNORE_INDEX, "ignored")
    styles = class_styles(palette)
    return [
        (_swatch(styles[value], is_hatched=True), name)
        for value, name in names.items()
        if any((label_map == value).any() for label_map in label_maps)
    ]


def kind_swatches(kinds: np.ndarray, palette: Palette, scale: Scale) -> Legend:
    """The errors that occur, with their counts: in words alone where their colours are those of classes."""
    counts = {kind: int(np.count_nonzero(kinds == kind)) for kind in ERROR_KINDS}
    words = {kind: f"{kind.name.lower()} {count:,}" for kind, count in counts.items() if count}
    if is_said_shown(palette):
        return [(None, " · ".join(words.values()))] if words else []
    if (kinds == PixelKind.RIGHT_OBJECT).any():
        words = {PixelKind.RIGHT_OBJECT: "found"} | words
    is_hatched = {
        kind: is_hatched_at(scale, kinds.shape[1]) and bool(scale.wide(kinds == kind, HATCHED_FROM_PX).any())
        for kind in words
    }
    return [(_swatch(KIND_STYLES[kind], is_hatched=is_hatched[kind]), text) for kind, text in words.items()]


def _swatch(style: AreaStyle, *, is_hatched: bool) -> Picture:
    """A small area in this style; what is not hatched has its letter or sign."""
    painted = paint(np.zeros((1, 1), dtype=np.uint8), {0: style}, SWATCH, is_hatched=is_hatched)
    pen = Pen(painted, SWATCH.sharpness)
    if not (style.pattern and is_hatched):
        middle = SWATCH.zoom * SWATCH.sharpness / 2
        pen.write(style.mark, (middle, middle), LETTER_PX, ink=style.ink, ground=style.color)
    return SWATCH.picture(np.asarray(pen.image), "a swatch")
