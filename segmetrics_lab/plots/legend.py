"""The legend: patches with a colour, a hatch and a letter, and the names beside them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from segmetrics_lab.labels import IGNORE_COLOR, Palette
from segmetrics_lab.pictures import KIND_STYLES, PixelKind, is_bright, paint_classes, paint_kinds
from segmetrics_lab.plots.figure import PX_PER_INCH, text_width
from segmetrics_lab.plots.sheet import paste, write

PATCH_WIDTH_PX, PATCH_HEIGHT_PX = 26, 18
BESIDE_PATCH_PX = 7
BETWEEN_PX = 17
LINE_PX = 26
PERIOD_PX = 5
LETTER_PX = 12
FRAME = "#5a5a5a"

KIND_SIGNS = {PixelKind.MISSED: "−", PixelKind.EXTRA: "+", PixelKind.SWAPPED: "×"}


@dataclass(frozen=True)
class Entry:
    """One patch: how it is painted, the sign in it with its colour below, and the name beside it."""

    name: str
    sign: str
    color: tuple[int, ...]
    paint: Callable[..., np.ndarray]
    value: int

    @property
    def width_px(self) -> int:
        """How wide it is."""
        return ceil(PATCH_WIDTH_PX + BESIDE_PATCH_PX + text_width(self.name))

    def patch(self, sharpness: float) -> np.ndarray:
        """The painted patch, in pixels of the figure."""
        size = (round(PATCH_HEIGHT_PX * sharpness), round(PATCH_WIDTH_PX * sharpness))
        return self.paint(np.full(size, self.value), period_px=round(PERIOD_PX * sharpness))


def class_entries(label_maps: list[np.ndarray], palette: Palette) -> list[Entry]:
    """The entries of all classes and of ignored pixels, as they occur."""
    paint = partial(paint_classes, palette=palette)
    present = sorted({int(value) for label_map in label_maps for value in np.unique(label_map)})
    return [
        Entry(palette.names[value], palette.letters[value], palette.colors[value], paint, value)
        if value < palette.num_classes
        else Entry("ignored", "", IGNORE_COLOR, paint, value)
        for value in present
    ]


def kind_entries(kinds: np.ndarray, *, are_signs_shown: bool) -> list[Entry]:
    """The entries of the kinds of wrong pixels, as they occur."""
    return [
        Entry(kind.name.lower(), sign if are_signs_shown else "", KIND_STYLES[kind].color, paint_kinds, int(kind))
        for kind, sign in KIND_SIGNS.items()
        if (kinds == kind).any()
    ]


def in_lines(groups: list[list[Entry]], width_px: float) -> list[list[Entry]]:
    """The entries in one line if they have room, else each group in as many lines as it needs."""
    together = [entry for group in groups for entry in group]
    if sum(entry.width_px + BETWEEN_PX for entry in together) - BETWEEN_PX <= width_px:
        return [together] if together else []
    lines: list[list[Entry]] = []
    for group in groups:
        room = 0.0
        for entry in group:
            if entry.width_px > room:
                lines.append([])
                room = width_px
            lines[-1].append(entry)
            room -= entry.width_px + BETWEEN_PX
    return lines


def draw_legend(sheet: Figure, lines: list[list[Entry]], x: float, y: float) -> None:
    """Draw the lines with their upper left corner at (x, y)."""
    for number, line in enumerate(lines):
        left = x
        for entry in line:
            _draw_entry(sheet, entry, left, y + number * LINE_PX)
            left += entry.width_px + BETWEEN_PX


def _draw_entry(sheet: Figure, entry: Entry, x: float, y: float) -> None:
    """Draw one patch and its name."""
    middle = y + PATCH_HEIGHT_PX / 2
    paste(sheet, entry.patch(sheet.dpi / PX_PER_INCH), x, y)
    draw_frame(sheet, x, y, PATCH_WIDTH_PX, PATCH_HEIGHT_PX)
    ink, halo = ink_on(entry.color)
    centre = (x + PATCH_WIDTH_PX / 2, middle)
    around = None if entry.sign.isalpha() else halo
    write(sheet, *centre, entry.sign, size_px=LETTER_PX, color=ink, at="center", bold=True, halo=around)
    write(sheet, x + PATCH_WIDTH_PX + BESIDE_PATCH_PX, middle, entry.name)


def draw_frame(sheet: Figure, x: float, y: float, width: float, height: float) -> None:
    """Draw a thin frame around a pasted image."""
    frame = Rectangle((x, y), width, height, fill=False, edgecolor=FRAME, linewidth=5 / 6, clip_on=False)
    sheet.axes[0].add_patch(frame)


def ink_on(color: tuple[int, ...]) -> tuple[str, str]:
    """The ink that is readable on a colour, and the colour of its halo."""
    return ("black", "white") if is_bright(color) else ("white", "black")
