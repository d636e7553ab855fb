"""The pen: letters, signs, lines and rings over a picture, measured in its pixels."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

RGB = tuple[int, ...]
Point = tuple[float, float]
IN_PILLOWS_OWN_FONT = str.maketrans("−→", "–>")


class Pen:
    """What writes and draws on a picture; where that is sharper than shown, in no other colours than the given ones."""

    def __init__(self, painted: np.ndarray, sharpness: int) -> None:
        self.image = Image.fromarray(painted)
        self.sharpness = sharpness
        self.draw = ImageDraw.Draw(self.image)
        self.draw.fontmode = "1" if sharpness > 1 else "L"

    def write(self, text: str, at: Point, size_px: float, *, ink: RGB, ground: RGB) -> None:
        """Write a text around a point (row, column), with a solid ground around its strokes."""
        size_px *= self.sharpness
        text = text.translate(IN_PILLOWS_OWN_FONT) if matplotlibs_font() is None else text
        font, around = font_of(round(size_px)), size_px // 10
        self.draw.text(at[::-1], text, ink, font, "mm", stroke_width=around, stroke_fill=ground)

    def line(self, start: Point, end: Point, *, ink: RGB, ground: RGB) -> None:
        """A leader line between two points (row, column), which begins with a dot."""
        dot = 2 * self.sharpness
        for color, width in ((ground, 3), (ink, 1)):
            self.draw.line((*start[::-1], *end[::-1]), color, width * self.sharpness)
        self.draw.ellipse((start[1] - dot, start[0] - dot, start[1] + dot, start[0] + dot), ink)

    def ring(self, middle: Point, radius: float, *, ink: RGB) -> None:
        """A circle around a point (row, column)."""
        box = middle[1] - radius, middle[0] - radius, middle[1] + radius, middle[0] + radius
        self.draw.ellipse(box, outline=ink, width=2 * self.sharpness)


@cache
def font_of(size_px: int, *, is_bold: bool = True) -> ImageFont.FreeTypeFont:
    """The font that comes with matplotlib, where that is installed, else the one of Pillow, which has fewer letters."""
    file = matplotlibs_font(is_bold=is_bold)
    return ImageFont.load_default(size_px) if file is None else ImageFont.truetype(file, size_px)  # type: ignore[return-value]


@cache
def matplotlibs_font(*, is_bold: bool = True) -> str | None:
    """Where a font lies that comes with matplotlib, which is not imported for it."""
    found = find_spec("matplotlib")
    folder = found and found.submodule_search_locations
    name = f"DejaVuSans{'-Bold' * is_bold}.ttf"
    return str(Path(folder[0], "mpl-data", "fonts", "ttf", name)) if folder else None
