"""Notes: texts at the bottom of a figure, with bold words before them."""

from collections.abc import Mapping, Sequence
from textwrap import wrap

from matplotlib.figure import Figure

from segmetrics_lab.pictures import WIDEST_PX
from segmetrics_lab.plots.figure import text_width

MARGIN_PX = 12
LINE_PX, BETWEEN_PX, AFTER_HEAD_PX = 19, 5, 16
LONGEST_LINE = 110
"""How many signs a line has at most."""

Notes = Mapping[str, Sequence[str]]
"""A bold word to the texts at its right; each text starts a new line."""


def height_of(notes: Notes) -> float:
    """How high the notes are, in shown pixels."""
    return sum(LINE_PX * len(_in_lines(texts)) + BETWEEN_PX for texts in notes.values())


def write_notes(figure: Figure, notes: Notes, top: float) -> None:
    """Write the notes from this height on, so many shown pixels below the upper edge."""
    height = figure.bbox.height
    beside = MARGIN_PX + max(text_width(head, bold=True) for head in notes) + AFTER_HEAD_PX
    for head, texts in notes.items():
        figure.text(MARGIN_PX / WIDEST_PX, 1 - (top + LINE_PX / 2) / height, head, va="center", weight="bold")
        for line in _in_lines(texts):
            figure.text(beside / WIDEST_PX, 1 - (top + LINE_PX / 2) / height, line, va="center")
            top += LINE_PX
        top += BETWEEN_PX


def _in_lines(texts: Sequence[str]) -> list[str]:
    """The texts in lines that have room, the second line of each a little further in."""
    return [line for text in texts for line in wrap(text, LONGEST_LINE, subsequent_indent="    ")]
