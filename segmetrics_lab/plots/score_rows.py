"""Score rows: a class per row, its IoU as a bar, its recall and precision as marks beyond the end of the bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from matplotlib.patches import Rectangle

from segmetrics_lab.plots.axes import EDGE, GRID, TICK_PX, Box
from segmetrics_lab.plots.figure import FAINT, INK, Sheet, draw_marker, points, text_width, write
from segmetrics_lab.report import GOOD_IOU, ClassScores, Report

ROW_PX = 26
HEADING_PX = 24
BAR_PX = 13
TICKS_PX = 26
"""How much room the numbers below a track need."""

MAIN_COLOR, OTHER_COLOR, RECALL_COLOR = "#3f8fc9", "#d5dbe0", "#a63c00"
HATCH_COLOR, HATCH = "#8b959d", "/////"
"""Of classes that the verdict is not about: colour is not alone in saying so."""

RING_PX, DIAMOND_PX = 12, 7
"""The ring of recall has room for the diamond of precision: both are seen where the two are equal."""

KEY_PX = 14
LONGEST_NAME = 24
UNDEFINED = "undefined"
TICKS = (0, 0.2, 0.4, 0.6, 0.8, 1)
MAIN_HEADING, OTHER_HEADING = "main classes", "not in the verdict"
GOOD_LABEL = f"good: IoU above {GOOD_IOU:.2f}"


@dataclass(frozen=True)
class Section:
    """Rows below one heading: their class indices, and where they start and end, in pixels below the first heading."""

    heading: str
    rows: tuple[int, ...]
    top: float

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.row(len(self.rows))

    def row(self, number: int) -> float:
        """Where a row starts."""
        return self.top + HEADING_PX + number * ROW_PX


def sections_of(reports: Sequence[Report]) -> list[Section]:
    """The classes that any verdict is about, then the others, each in the order of their indices."""
    main = {name for report in reports for name in report.main_classes}
    sections: list[Section] = []
    for heading, is_main in ((MAIN_HEADING, True), (OTHER_HEADING, False)):
        rows = tuple(index for index, scores in enumerate(reports[0].table) if (scores.name in main) == is_main)
        if rows:
            sections.append(Section(heading, rows, sections[-1].bottom if sections else 0))
    return sections


def columns_of(scores: ClassScores) -> dict[str, float]:
    """The scores of a class that are shown, by name."""
    return {"IoU": scores.iou, "recall": scores.recall, "precision": scores.precision}


def score_text(score: float) -> str:
    """A score with two decimals, or "undefined"."""
    return UNDEFINED if isnan(score) else f"{score:.2f}"


def names_width(sections: Sequence[Section], report: Report) -> float:
    """How wide the names of the classes and the headings above them are."""
    names = max(text_width(_shown_name(scores.name), bold=True) for scores in report.table)
    return max(names, *(text_width(section.heading) for section in sections))


def draw_names(sheet: Sheet, x: float, y: float, sections: Sequence[Section], report: Report) -> None:
    """Write the headings and the names of the classes, main ones in bold, from (x, y) on."""
    for section in sections:
        is_main = section.heading == MAIN_HEADING
        write(sheet, x, y + section.top + HEADING_PX / 2, section.heading, color=FAINT)
        for number, index in enumerate(section.rows):
            middle = y + section.row(number) + ROW_PX / 2
            write(sheet, x, middle, _shown_name(report.table[index].name), bold=is_main)


def _shown_name(name: str) -> str:
    """A name, shortened where it is very long."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def draw_track(
    sheet: Sheet,
    box: Box,
    sections: Sequence[Section],
    *,
    ticks: tuple[float, ...] = TICKS,
    good_label: str = GOOD_LABEL,
) -> None:
    """Draw light lines with their numbers below, and beside the main classes the line of the rule of thumb."""
    for tick in ticks:
        x, bottom = box.at(tick, 0)
        sheet.axes.plot([x, x], [box.top, bottom], color=EDGE if tick == 0 else GRID, linewidth=points(1), zorder=0)
        write(sheet, x, bottom + 12, f"{tick:g}", size_px=TICK_PX, at="center")
    for section in sections:
        if section.heading == MAIN_HEADING:
            x = box.at(GOOD_IOU, 0)[0]
            ends = [box.top + section.row(0) - 4, box.top + section.bottom]
            sheet.axes.plot([x, x], ends, color=INK, linewidth=points(1.4), linestyle=(0, (4, 2)), zorder=3)
            write(
                sheet, x, box.top + section.row(0) - HEADING_PX / 2, good_label, at="center", color=FAINT, halo="white"
            )


def draw_scores(sheet: Sheet, box: Box, y: float, scores: ClassScores, *, is_main: bool) -> None:
    """Draw the bar and the marks of one class, centred on y; what is undefined is not drawn, but said."""
    if isnan(scores.iou):
        write(sheet, box.left + 6, y, UNDEFINED, color=FAINT)
        return
    draw_bar(sheet, box.left, y, scores.iou * box.width, is_main=is_main)
    if not isnan(scores.recall):
        draw_ring(sheet, box.at(scores.recall, 0)[0], y)
    if not isnan(scores.precision):
        draw_diamond(sheet, box.at(scores.precision, 0)[0], y)


def draw_bar(sheet: Sheet, x: float, y: float, width: float, *, is_main: bool) -> None:
    """Draw a bar of IoU from x on, centred on y."""
    color, edge = (MAIN_COLOR, MAIN_COLOR) if is_main else (OTHER_COLOR, HATCH_COLOR)
    hatch = None if is_main else HATCH
    bar = Rectangle(
        (x, y - BAR_PX / 2), width, BAR_PX, facecolor=color, edgecolor=edge, hatch=hatch, linewidth=points(0.8)
    )
    bar.set_zorder(1)
    sheet.axes.add_patch(bar)


def draw_ring(sheet: Sheet, x: float, y: float) -> None:
    """Draw the mark of recall."""
    draw_marker(sheet, (x, y), "o", RING_PX, edge="white", edge_px=4.4)
    draw_marker(sheet, (x, y), "o", RING_PX, edge=RECALL_COLOR, edge_px=2.2)


def draw_diamond(sheet: Sheet, x: float, y: float) -> None:
    """Draw the mark of precision."""
    draw_marker(sheet, (x, y), "D", DIAMOND_PX, fill=INK, edge="white", edge_px=1, level=5)


def draw_key(sheet: Sheet, score: str, right: float, y: float) -> None:
    """Write the name of a score so that it ends at right, with its mark before it."""
    write(sheet, right, y, score, at="right")
    left = right - text_width(score) - KEY_PX
    if score == "IoU":
        draw_bar(sheet, left - 4, y, KEY_PX, is_main=True)
    elif score == "recall":
        draw_ring(sheet, left + 4, y)
    else:
        draw_diamond(sheet, left + 6, y)
