"""Marks: decisions that two panels point out, each with a sign, a line, and its numbers as text beneath."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from segmetrics_lab.labels import OTHERS, is_number
from segmetrics_lab.pictures import Panel, Picture, beside, svg
from segmetrics_lab.plots.axes import Axes, draw_markers, mark_places

LONGEST_NAME = 16
SIGNS = dict(zip("●■▲◆", OTHERS, strict=False))
PANEL_PX = (390, 300)

Marked = float | Mapping[str, float]


@dataclass(frozen=True)
class Chart:
    """One of two panels: its title, what it shows in words, the axes with all that is drawn on them, and its key."""

    title: str
    words: str
    axes: Axes
    key: str = ""


@dataclass(frozen=True)
class Mark:
    """One decision: its place among the values, its sign, its name, what was decided, and the scores there."""

    place: int
    sign: str
    name: str
    at: str
    scores: Sequence[str]

    @property
    def words(self) -> str:
        """The numbers as a sentence."""
        return f"{f'{self.name}, at' if self.name else 'At'} {self.at}: {'; '.join(self.scores)}."


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


def in_panels(charts: Sequence[Chart], marks: Sequence[Mark], alt: str | None, note: str = "") -> Picture:
    """The charts side by side, with a note and the numbers of the marks as text below."""
    alts = [chart.words for chart in charts] if alt is None else [alt, *(chart.title for chart in charts[1:])]
    panels = [
        Panel(chart.title, chart.axes.picture(words), [(None, chart.key)] if chart.key else [])
        for chart, words in zip(charts, alts, strict=True)
    ]
    words = " ".join([*alts, *(mark.words for mark in marks)]) if alt is None else alt
    below = [*filter(None, [note]), *(f"{mark.sign} {mark.words}" for mark in marks)]
    return beside(panels, words, below=below)


def draw_marks(axes: Axes, marks: Sequence[Mark], x: np.ndarray, curves: Iterable[np.ndarray]) -> None:
    """Draw a named line through the panel at every mark, and its sign on each curve."""
    mark_places(axes, [mark.name or mark.at for mark in marks], [x[mark.place] for mark in marks])
    for values in curves:
        for mark in marks:
            draw_sign(axes, mark, axes.spots(x[mark.place], values[mark.place]))


def draw_sign(axes: Axes, mark: Mark, spot: np.ndarray) -> None:
    """Draw the sign of a mark at a spot of a curve; one that is undefined draws nothing."""
    if np.isfinite(spot).all():
        draw_markers(axes, SIGNS[mark.sign], spot[None], edge=svg.PAGE, scale=1.7)
