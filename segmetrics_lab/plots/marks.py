"""Marks: decisions that a figure points out, each with a sign, a line, and a row of numbers beneath."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np

from segmetrics_lab.plots.axes import Box
from segmetrics_lab.plots.figure import INK, WIDEST_PX, Sheet, draw_marker, points, text_width, write

MOST_MARKS = 4
LONGEST_NAME = 16
SIGNS = ("o", "s", "^", "D")
SIGN_PX = 8
BESIDE_SIGN_PX = 5
HEAD_PX = 28
"""How much room the labels above a panel need."""

LABEL_UP_PX, JOINT_UP_PX = 18, 10
OVERHANG_PX = 50
BETWEEN_PX = 14
ROW_PX = 22
BETWEEN_CELLS_PX = 22
MARGIN_PX = 10

Marked = float | Mapping[str, float]


@dataclass(frozen=True)
class Mark:
    """One decision: how far right it lies in a panel (0 to 1), its label and sign, its name and its numbers."""

    x_share: float
    label: str
    sign: str
    name: str
    cells: tuple[str, ...]

    @property
    def row(self) -> tuple[str, ...]:
        """The row beneath the panels."""
        return self.name, *self.cells

    @property
    def words(self) -> str:
        """The row as a sentence."""
        start = f"{self.name}, at" if self.name else "At"
        return f"{start} {self.cells[0]}: {'; '.join(cell.replace(':', '') for cell in self.cells[1:])}."


def checked_marks(marked: Marked | None) -> dict[str, float]:
    """Name to place; one without a name stands under ""."""
    if marked is None:
        return {}
    given = marked if isinstance(marked, Mapping) else {"": marked}
    if not 1 <= len(given) <= MOST_MARKS:
        raise ValueError(
            f"marked holds {len(given)} decisions, but a figure can point out 1 to {MOST_MARKS}. "
            "Show the others in a second figure, or pass None to mark nothing."
        )
    for name, place in given.items():
        if not isinstance(name, str) or len(name) > LONGEST_NAME:
            raise ValueError(f"marked holds the name {name!r}, but a name is a text of up to {LONGEST_NAME} signs.")
        is_number = isinstance(place, int | float | np.number) and not isinstance(place, bool)
        if not is_number or not np.isfinite(place):
            raise ValueError(
                f"marked is {marked!r}, but a mark needs a finite place. "
                'Pass a number, or names and numbers: {"strict": 0.7, "generous": 0.2}.'
            )
    return {name: float(place) for name, place in given.items()}


def draw_mark_lines(sheet: Sheet, box: Box, marks: list[Mark]) -> None:
    """Draw a line through a panel at every mark, and its sign and label above."""
    labels = [mark.label for mark in marks]
    if sum(_label_width(label) + BETWEEN_PX for label in labels) > box.width + 2 * OVERHANG_PX:
        labels = [""] * len(labels)
    centres = [box.at(mark.x_share, 1)[0] for mark in marks]
    limits = (box.left - OVERHANG_PX, box.left + box.width + OVERHANG_PX)
    starts = in_a_row(centres, [_label_width(label) for label in labels], limits)
    for mark, label, centre, start in zip(marks, labels, centres, starts, strict=True):
        _draw_dashes(sheet, (centre, box.top + box.height), (centre, box.top))
        _draw_dashes(sheet, (centre, box.top), (start + _label_width(label) / 2, box.top - JOINT_UP_PX))
        _draw_label(sheet, start, box.top - LABEL_UP_PX, mark.sign, label)


def draw_mark_rows(sheet: Sheet, marks: list[Mark], x: float, y: float) -> None:
    """Write the numbers of every mark in a row of its own, in columns from (x, y) on, or farther left if they must."""
    widths = [max(map(text_width, column)) for column in zip(*(mark.row for mark in marks), strict=True)]
    needed = SIGN_PX + BESIDE_SIGN_PX + sum(widths)
    gaps = sum(width > 0 for width in widths) - 1
    x = max(MARGIN_PX, min(x, WIDEST_PX - MARGIN_PX - needed - gaps * BETWEEN_CELLS_PX))
    gap = min(BETWEEN_CELLS_PX, (WIDEST_PX - MARGIN_PX - x - needed) / gaps)
    for number, mark in enumerate(marks):
        middle = y + (number + 0.5) * ROW_PX
        _draw_label(sheet, x, middle, mark.sign, "")
        left = x + SIGN_PX + BESIDE_SIGN_PX
        for cell, width in zip(mark.row, widths, strict=True):
            write(sheet, left, middle, cell)
            left += width + gap if width else 0


def draw_sign(sheet: Sheet, place: tuple[float, float], sign: str) -> None:
    """Draw the sign of a mark at a point of a curve; NaN draws nothing."""
    draw_marker(sheet, place, sign, SIGN_PX + 2, fill=INK, edge="white", edge_px=1.4, level=5)


def in_a_row(centres: list[float], widths: list[float], limits: tuple[float, float]) -> list[float]:
    """Where labels of these widths start so that they do not touch, as near to their centres as that allows.

    >>> in_a_row([50, 60], [20, 20], (0, 100))
    [28.0, 62.0]
    """
    order = sorted(range(len(centres)), key=centres.__getitem__)
    wanted = [centre - width / 2 for centre, width in zip(centres, widths, strict=True)]
    to_the_right = _pushed_right(wanted, widths, order, -inf)
    to_the_left = _pushed_left(wanted, widths, order, inf)
    between = [(one + other) / 2 for one, other in zip(to_the_right, to_the_left, strict=True)]
    return _pushed_left(_pushed_right(between, widths, order, limits[0]), widths, order, limits[1])


def _pushed_right(starts: list[float], widths: list[float], order: list[int], low: float) -> list[float]:
    """The starts, none below low, each pushed to the right until it clears the one before it in this order."""
    pushed = [max(start, low) for start in starts]
    for before, after in pairwise(order):
        pushed[after] = max(pushed[after], pushed[before] + widths[before] + BETWEEN_PX)
    return pushed


def _pushed_left(starts: list[float], widths: list[float], order: list[int], high: float) -> list[float]:
    """The same from the other side: no label ends above high."""
    mirrored = [-start - width for start, width in zip(starts, widths, strict=True)]
    pushed = _pushed_right(mirrored, widths, order[::-1], -high)
    return [-start - width for start, width in zip(pushed, widths, strict=True)]


def _label_width(label: str) -> float:
    """How wide sign and label are together."""
    return SIGN_PX + (BESIDE_SIGN_PX + text_width(label) if label else 0)


def _draw_dashes(sheet: Sheet, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a dashed line below signs and curves."""
    (x, y), (end_x, end_y) = start, end
    sheet.axes.plot([x, end_x], [y, end_y], color=INK, linewidth=points(1.2), linestyle=(0, (2, 2)), zorder=2)


def _draw_label(sheet: Sheet, x: float, y: float, sign: str, label: str) -> None:
    """Draw a sign and the label beside it, from x on, centred on y."""
    draw_marker(sheet, (x + SIGN_PX / 2, y), sign, SIGN_PX, fill=INK)
    write(sheet, x + SIGN_PX + BESIDE_SIGN_PX, y, label)
