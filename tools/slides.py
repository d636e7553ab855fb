"""The slides of a lecture, from the cells of its notebook. The page of `segmetrics present` has the same rule.

A cell with a headline starts a slide, and is its first step; code marked as "fragment" below it is a further step. What
the lecturer says there are the notes of the slide, and the prose around it: the prose between two slides is said after
the first and before the second, but from its first `## ` heading on it is said before the second alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from nbformat import NotebookNode

from tools.lecture_heads import slide_type

HEADING = re.compile(r"^## .*", re.MULTILINE)
AFTER_THE_LECTURE = ("## Exercises", "## Look back")
PLANS = (45, 20)
"""The minutes of the lectures that the lessons are planned for: of all slides, and of those that have `short`."""


@dataclass(frozen=True)
class Slide:
    """What a room sees at once.

    Args:
        headline: what stands above it.
        minutes: how long it takes in the lecture of 45 minutes.
        short: how long it takes in that of 20; None where it is left out.
        steps: the places of the cells that are shown, one after another.
        notes: the places of the texts that the lecturer has before the eyes.
    """

    headline: str
    minutes: float
    short: float | None
    steps: tuple[int, ...]
    notes: tuple[int, ...]


def slides_of(cells: Sequence[NotebookNode]) -> list[Slide]:
    """The slides of the cells of a lecture."""
    starts = [at for at, cell in enumerate(cells) if "slide" in cell.metadata]
    gaps = [0, *starts, len(cells)]
    prose = [_prose(cells, first, end) for first, end in pairwise(gaps)]
    found = []
    for number, start in enumerate(starts):
        is_last = number == len(starts) - 1
        after = _until_the_end(cells, prose[number + 1]) if is_last else _after_the_first(cells, prose[number + 1])
        of_slide = range(start + 1, gaps[number + 2])
        own = [at for at in of_slide if slide_type(cells[at]) == "notes"]
        further = [at for at in of_slide if slide_type(cells[at]) == "fragment" and cells[at].cell_type == "code"]
        about = cells[start].metadata
        steps, notes = (start, *further), (*own, *prose[number], *after)
        found.append(Slide(about["slide"], about["minutes"], about.get("short"), steps, notes))
    return found


def planned(slides: Sequence[Slide], minutes: int) -> list[tuple[Slide, float]]:
    """The slides of a lecture of 45 or 20 minutes, each with the minute at which the lecturer should be there."""
    chosen = [slide for slide in slides if minutes == PLANS[0] or slide.short is not None]
    lengths = [slide.minutes if minutes == PLANS[0] else slide.short or 0 for slide in chosen]
    return list(zip(chosen, accumulate(lengths, initial=0), strict=False))


def _prose(cells: Sequence[NotebookNode], first: int, end: int) -> list[int]:
    """The places of the texts for all between two places."""
    return [
        at
        for at in range(first, end)
        if cells[at].cell_type == "markdown" and "slide" not in cells[at].metadata and slide_type(cells[at]) != "notes"
    ]


def _first_heading(cells: Sequence[NotebookNode], prose: Sequence[int]) -> tuple[int, bool]:
    """How many texts stand before the one with the first heading, and has that one text above its heading?"""
    for number, at in enumerate(prose):
        heading = HEADING.search(cells[at].source)
        if heading:
            return number, bool(cells[at].source[: heading.start()].strip())
    return len(prose), False


def _after_the_first(cells: Sequence[NotebookNode], prose: Sequence[int]) -> Sequence[int]:
    """Of the texts between two slides, those that are said after the first."""
    number, has_text_above = _first_heading(cells, prose)
    return prose[: number + has_text_above]


def _until_the_end(cells: Sequence[NotebookNode], prose: Sequence[int]) -> Sequence[int]:
    """Of the texts after the last slide, those that belong to the lecture."""
    for number, at in enumerate(prose):
        heading = HEADING.search(cells[at].source)
        if heading and heading[0].strip() in AFTER_THE_LECTURE:
            return prose[:number]
    return prose
