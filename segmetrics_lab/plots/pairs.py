"""Pairs: two panels side by side that mark the same decisions, with their numbers beneath."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from segmetrics_lab.plots.axes import Box, add_axes
from segmetrics_lab.plots.figure import FAINT, TITLE_PX, WIDEST_PX, Sheet, new_sheet, write
from segmetrics_lab.plots.marks import HEAD_PX, MARGIN_PX, ROW_PX, Mark, draw_mark_rows

PANEL_PX = (300, 290)
LEFTS_PX = (58, 508)
TITLE_HEIGHT_PX = 36
BELOW_PANEL_PX = 58
Y_TICKS = (0, 0.2, 0.4, 0.6, 0.8, 1)


@dataclass(frozen=True)
class Pair:
    """A sheet that lies over two panels, their axes, and where they lie."""

    sheet: Sheet
    axes: tuple[Axes, Axes]
    boxes: tuple[Box, Box]


def new_pair(titles: tuple[str, str], marks: list[Mark], note: str, sharpness: float) -> Pair:
    """Two panels from 0 to 1 with their titles, rows of numbers for the marks, and a note at the bottom."""
    width, height = PANEL_PX
    top = TITLE_HEIGHT_PX + (HEAD_PX if marks else 0)
    below = top + height + BELOW_PANEL_PX
    rows = ROW_PX * (len(marks) + bool(note))
    sheet = new_sheet(WIDEST_PX, below + rows + (MARGIN_PX if rows else 0), sharpness)
    sheet.axes.set_zorder(2)
    first, second = (Box(left, top, width, height) for left in LEFTS_PX)
    for box, title in zip((first, second), titles, strict=True):
        write(sheet, box.left, TITLE_HEIGHT_PX / 2, title, size_px=TITLE_PX)
    if marks:
        draw_mark_rows(sheet, marks, first.left, below)
    write(sheet, first.left, below + ROW_PX * (len(marks) + 0.5), note, color=FAINT)
    axes = add_axes(sheet.figure, first), add_axes(sheet.figure, second)
    for one in axes:
        one.set_ylim(0, 1)
        one.set_yticks(Y_TICKS)
    return Pair(sheet, axes, (first, second))
