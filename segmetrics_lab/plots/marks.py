"""Marks: decisions that two panels point out, each with a sign, a line, and a row of numbers beneath."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from segmetrics_lab.labels import is_number
from segmetrics_lab.pictures import WIDEST_PX
from segmetrics_lab.plots.axes import LABEL_HEIGHT_PX, mark_places
from segmetrics_lab.plots.figure import FAINT, INK, TEXT_PX, TITLE_PX, add_axes, new_figure

LONGEST_NAME = 16
SIGNS = ("o", "s", "^", "D")
SIGN_PX = 8

PANEL_PX = (300, 290)
LEFTS_PX = (58, 508)
ABOVE_PANEL_PX, BELOW_PANEL_PX = 36, 62
ROW_PX, ROW_TEXT_PX = 22, 12
MARGIN_PX = 10
Y_TICKS = (0, 0.2, 0.4, 0.6, 0.8, 1)

Marked = float | Mapping[str, float]


@dataclass(frozen=True)
class Mark:
    """One decision: its place among the values, where that lies on the x axis, its sign, its name and its numbers."""

    place: int
    x: float
    sign: str
    name: str
    cells: tuple[str, ...]

    @property
    def words(self) -> str:
        """The numbers as a sentence."""
        start = f"{self.name}, at" if self.name else "At"
        return f"{start} {self.cells[0]}: {'; '.join(cell.replace(':', '') for cell in self.cells[1:])}."


def checked_marks(marked: Marked | None) -> list[tuple[str, float, str]]:
    """Name, place and sign of each decision; the name of a single number is ""."""
    if marked is None:
        return []
    given = marked if isinstance(marked, Mapping) else {"": marked}
    if not 1 <= len(given) <= len(SIGNS):
        raise ValueError(
            f"marked holds {len(given)} decisions, but a figure can point out 1 to {len(SIGNS)}. "
            "Show the others in a second figure, or pass None to mark nothing."
        )
    for name, place in given.items():
        if not isinstance(name, str) or len(name) > LONGEST_NAME:
            raise ValueError(f"marked holds the name {name!r}, but a name is a text of up to {LONGEST_NAME} signs.")
        if not is_number(place):
            raise ValueError(
                f"marked is {marked!r}, but a mark needs a finite place. "
                'Pass a number, or names and numbers: {"strict": 0.7, "generous": 0.2}.'
            )
    return [(name, float(place), sign) for (name, place), sign in zip(given.items(), SIGNS, strict=False)]


def new_panels(
    titles: Sequence[str], keys: Sequence[str], key_color: str, marks: Sequence[Mark], note: str = ""
) -> tuple[Figure, tuple[Axes, Axes]]:
    """Two axes side by side from 0 to 1, with a title and a key above, the rows of the marks and a note beneath."""
    width, height = PANEL_PX
    top = ABOVE_PANEL_PX + (LABEL_HEIGHT_PX if marks else 0)
    below = top + height + BELOW_PANEL_PX
    rows = ROW_PX * (len(marks) + bool(note))
    figure_height = below + rows + (MARGIN_PX if rows else 0)
    figure = new_figure(WIDEST_PX, figure_height)
    first, second = (add_axes(figure, left, top, width, height) for left in LEFTS_PX)
    title_pad = top - ABOVE_PANEL_PX + TITLE_PX
    for axes, title, key in zip((first, second), titles, keys, strict=True):
        axes.set_title(title, pad=title_pad)
        axes.set_title(key, pad=title_pad, loc="right", color=key_color, fontsize=TEXT_PX)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_yticks(Y_TICKS)
    _write_rows(figure, marks, 1 - below / figure_height)
    figure.text(LEFTS_PX[0] / WIDEST_PX, MARGIN_PX / figure_height, note, color=FAINT)
    return figure, (first, second)


def _write_rows(figure: Figure, marks: Sequence[Mark], top: float) -> None:
    """Write sign, name and numbers of each mark in a row of its own, as a legend of several columns."""
    columns = list(zip(*((mark.name, *mark.cells) for mark in marks), strict=True))
    texts = [text for column in columns for text in column]
    signs = [*(mark.sign for mark in marks), *[""] * (len(texts) - len(marks))]
    figure.legend(
        [Line2D([], [], linestyle="", marker=sign, color=INK, markersize=SIGN_PX) for sign in signs],
        texts,
        loc="upper left",
        bbox_to_anchor=(LEFTS_PX[0] / WIDEST_PX, top),
        ncols=max(1, len(columns)),
        fontsize=ROW_TEXT_PX,
        handlelength=0.6,
        handletextpad=0.4,
        columnspacing=0.5,
        labelspacing=0.5,
    )


def draw_marks(axes: Axes, marks: Sequence[Mark], curves: Iterable[np.ndarray]) -> None:
    """Draw a named line through the panel at every mark, and its sign on each curve."""
    mark_places(axes, [mark.name or mark.cells[0] for mark in marks], [mark.x for mark in marks])
    for values in curves:
        for mark in marks:
            draw_sign(axes, mark, mark.x, values[mark.place])


def draw_sign(axes: Axes, mark: Mark, x: float, y: float) -> None:
    """Draw the sign of a mark at a point of a curve; NaN draws nothing."""
    axes.plot(x, y, mark.sign, markersize=SIGN_PX + 2, color=INK, mec="white", mew=1.4, clip_on=False, zorder=5)
