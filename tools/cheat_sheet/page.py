"""A printed page: paragraphs of plain, bold and code words, tables and little maps, placed in points from the top."""

import re
from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

WIDTH_PT, HEIGHT_PT = 595.0, 842.0
"""A4, upright."""

TEXT_PT = 7.6
LEADING = 1.24
INK, FAINT = "#000000", "#5a5a5a"
FONTS = {
    "plain": FontProperties(family="DejaVu Sans"),
    "bold": FontProperties(family="DejaVu Sans", weight="bold"),
    "code": FontProperties(family="DejaVu Sans Mono"),
}
MARKS = re.compile(r"(\*\*.*?\*\*|`.*?`)")


class Page:
    """One sheet of A4 on which text is measured before it is written."""

    def __init__(self) -> None:
        self.figure = Figure(figsize=(WIDTH_PT / 72, HEIGHT_PT / 72), facecolor="white")
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, WIDTH_PT)
        self.axes.set_ylim(HEIGHT_PT, 0)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        style: str = "plain",
        size: float = TEXT_PT,
        ha: str = "left",
        color: str = INK,
    ) -> None:
        """Write one line, its baseline at y."""
        font = FONTS[style].copy()
        font.set_size(size)
        self.axes.add_artist(Text(x, y, text, fontproperties=font, color=color, ha=ha, va="baseline", parse_math=False))

    def paragraph(
        self, x: float, y: float, width: float, text: str, *, size: float = TEXT_PT, indent: float = 0
    ) -> float:
        """Write words with **bold** and `code` among them into a column; return where the next line would stand."""
        for number, line in enumerate(_lines(text, width, size, indent)):
            at = x + (indent if number else 0)
            for style, run in _runs(line):
                self.write(at, y, run, style=style, size=size)
                at += width_of(run + " ", style, size)
            y += size * LEADING
        return y

    def heading(self, x: float, y: float, width: float, text: str) -> float:
        """Write a heading over a line across the column; return where the first line below it stands."""
        self.write(x, y, text, style="bold", size=9.5)
        self.rule(x, y + 3.2, width, weight=0.9)
        return y + 3.2 + TEXT_PT + 3.2

    def table(
        self, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]], *, aligned: str, step: float
    ) -> float:
        """Write rows, the first as a head; aligned has l, r, c or m (code) for each column. Return the next line."""
        for number, row in enumerate(rows):
            left = x
            for width, cell, letter in zip(widths, row, aligned, strict=True):
                place = {
                    "l": (left, "left"),
                    "m": (left, "left"),
                    "r": (left + width, "right"),
                    "c": (left + width / 2, "center"),
                }
                style = "bold" if number == 0 or left == x else "code" if letter == "m" else "plain"
                self.write(place[letter][0], y, cell, style=style, ha=place[letter][1])
                left += width
            y += step
            if number == 0:
                self.rule(x, y - step + 2.6, sum(widths), weight=0.4)
                y += 1.2
        return y

    def rule(self, x: float, y: float, width: float, *, weight: float) -> None:
        """Draw a horizontal line."""
        self.axes.plot([x, x + width], [y, y], color=INK, linewidth=weight, solid_capstyle="butt")

    def cells(
        self,
        x: float,
        y: float,
        side: tuple[float, float],
        texts: Sequence[Sequence[str]],
        *,
        fills: np.ndarray | None = None,
        framed: Sequence[tuple[int, int]] = (),
        size: float = TEXT_PT,
    ) -> None:
        """Draw a grid of cells with a text in each, the framed ones with a thick edge."""
        width, height = side
        for row, line in enumerate(texts):
            for column, text in enumerate(line):
                corner = (x + column * width, y + row * height)
                fill = "white" if fills is None else fills[row][column]
                self.axes.add_patch(Rectangle(corner, width, height, facecolor=fill, edgecolor=FAINT, linewidth=0.5))
                self.write(corner[0] + width / 2, corner[1] + height / 2 + 0.36 * size, text, size=size, ha="center")
        for row, column in framed:
            corner = (x + column * width, y + row * height)
            self.axes.add_patch(Rectangle(corner, width, height, fill=False, edgecolor=INK, linewidth=1.6))

    def texts(self) -> list[Text]:
        """Everything that is written."""
        return [artist for artist in self.axes.get_children() if isinstance(artist, Text) and artist.get_text()]


def width_of(text: str, style: str = "plain", size: float = TEXT_PT) -> float:
    """How wide a text is, in points; a blank at its end counts."""
    font = FONTS[style].copy()
    font.set_size(size)
    shown = text.rstrip(" ")
    blanks = (len(text) - len(shown)) * 0.318 * size * (1.9 if style == "code" else 1)
    return (text_to_path.get_text_width_height_descent(shown, font, ismath=False)[0] if shown else 0) + blanks


def _words(text: str) -> list[tuple[str, str]]:
    """Each word with its style; a mark's end stays with the word that it touches."""
    words: list[tuple[str, str]] = []
    for part in MARKS.split(text):
        style = "bold" if part.startswith("**") else "code" if part.startswith("`") else "plain"
        words += [(style, word) for word in part.strip("*`" if style != "plain" else "").split()]
    return words


def _lines(text: str, width: float, size: float, indent: float) -> list[list[tuple[str, str]]]:
    """The words of each line, broken where the column is full."""
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for style, word in _words(text):
        needed = width_of(word, style, size)
        if lines[-1] and used + needed > width - (indent if len(lines) > 1 else 0):
            lines.append([])
            used = 0.0
        lines[-1].append((style, word))
        used += needed + width_of(" ", style, size)
    return lines


def _runs(line: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbouring words of one style as one text."""
    runs: list[tuple[str, str]] = []
    for style, word in line:
        if runs and runs[-1][0] == style:
            runs[-1] = (style, f"{runs[-1][1]} {word}")
        else:
            runs.append((style, word))
    return runs
