"""Paragraphs: wrapped text below a figure, with a bold word before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from segmetrics_lab.plots.figure import Sheet, text_width, write

LINE_PX = 19
BETWEEN_PX = 5
INDENT_PX = 16
"""How far the second line of a text starts further in than its first, where texts stand below each other."""

AFTER_HEAD_PX = 16


@dataclass(frozen=True)
class Paragraph:
    """A bold word, and the texts to its right, each on lines of its own."""

    head: str
    texts: tuple[str, ...]


def height_of(paragraphs: Sequence[Paragraph], width_px: float) -> float:
    """How high the paragraphs are in this width."""
    lines = sum(len(_lines(paragraph, _room(paragraphs, width_px))) for paragraph in paragraphs)
    return lines * LINE_PX + (len(paragraphs) - 1) * BETWEEN_PX


def draw_paragraphs(sheet: Sheet, paragraphs: Sequence[Paragraph], x: float, y: float, width_px: float) -> None:
    """Write the paragraphs in this width, with their upper left corner at (x, y)."""
    room = _room(paragraphs, width_px)
    for paragraph in paragraphs:
        write(sheet, x, y + LINE_PX / 2, paragraph.head, bold=True)
        for indent, text in _lines(paragraph, room):
            write(sheet, x + width_px - room + indent, y + LINE_PX / 2, text)
            y += LINE_PX
        y += BETWEEN_PX


def _room(paragraphs: Sequence[Paragraph], width_px: float) -> float:
    """How wide the texts may be beside the widest bold word."""
    return width_px - max(text_width(paragraph.head, bold=True) for paragraph in paragraphs) - AFTER_HEAD_PX


def _lines(paragraph: Paragraph, room: float) -> list[tuple[float, str]]:
    """The lines of all texts of a paragraph, each with how far in it starts."""
    return [
        (INDENT_PX if number else 0, line)
        for text in paragraph.texts
        for number, line in enumerate(wrapped(text, room - INDENT_PX))
    ]


def wrapped(text: str, width_px: float) -> list[str]:
    """A text in lines no wider than this, broken between words (a longer word stands out).

    >>> wrapped("accuracy 0.98, yet 0.12 of cup is found", 150)
    ['accuracy 0.98, yet', '0.12 of cup is found']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}") <= width_px:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
