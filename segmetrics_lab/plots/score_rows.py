"""Score rows: a class per row, its IoU as a bar, its recall and precision as marks beyond the end of the bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from segmetrics_lab.pictures import WIDEST_PX, percent, score_text
from segmetrics_lab.plots.figure import FAINT, INK, TEXT_PX, TITLE_PX, add_axes, new_figure, text_width
from segmetrics_lab.plots.notes import LINE_PX, MARGIN_PX, Notes, height_of, write_notes
from segmetrics_lab.report import GOOD_IOU, ClassScores, Report, iou_text

BETWEEN_PX, ROW_PX = 26, 26
COLUMN_PX = {"IoU": 54, "recall": 80, "precision": 84}
BESIDE_MARKS_PX = 16
UNDEFINED = score_text(nan)
SHARE_HEAD, SHARE_PX, SHARE_BAR_PX = "share of truth", 98, 48
TICKS_PX, KEY_PX = 30, 30
LONGEST_NAME = 24
MAIN_HEADING, OTHER_HEADING = "main classes", "not in the verdict"
BAR_HEIGHT, SHARE_BAR_HEIGHT = 0.5, 0.3
MAIN_BAR: dict[str, Any] = {"color": "#3f8fc9"}
OTHER_BAR: dict[str, Any] = {"color": "#d5dbe0", "edgecolor": "#8b959d", "hatch": "///", "linewidth": 0.8}
"""Of classes that the verdict is not about: colour is not alone in saying so."""

SHARE_BAR: dict[str, Any] = {"color": "#767676"}
RECALL: dict[str, Any] = {"marker": "o", "markersize": 12, "mfc": "none", "mec": "#a63c00", "mew": 2.2, "ls": ""}
HALO = RECALL | {"mec": "white", "mew": 4.4}
PRECISION: dict[str, Any] = {"marker": "D", "markersize": 8, "mfc": INK, "mec": "white", "mew": 1, "ls": ""}
"""The ring of recall has room for the diamond of precision: both are seen where the two are equal."""

GOOD_LINE: dict[str, Any] = {"color": INK, "linewidth": 1.4, "linestyle": (0, (4, 2))}


@dataclass(frozen=True)
class Panel:
    """A report with a bold word and some lines above it."""

    report: Report
    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """What each row holds: a heading, or a class by its index; the first rows are those of the main classes."""

    headings: dict[int, str]
    classes: dict[int, int]
    num_main: int

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.headings) + len(self.classes)


def groups_of(reports: Sequence[Report]) -> dict[str, list[int]]:
    """Heading to class indices: the classes that any verdict is about, then the others."""
    main = {name for report in reports for name in report.main_classes}
    groups: dict[str, list[int]] = {MAIN_HEADING: [], OTHER_HEADING: []}
    for index, scores in enumerate(reports[0].table):
        groups[MAIN_HEADING if scores.name in main else OTHER_HEADING].append(index)
    return {heading: indices for heading, indices in groups.items() if indices}


def _rows_of(groups: Mapping[str, list[int]]) -> Rows:
    """Each heading in a row of its own, above its classes."""
    rows = dict(enumerate(entry for heading, indices in groups.items() for entry in (heading, *indices)))
    return Rows(
        {y: entry for y, entry in rows.items() if isinstance(entry, str)},
        {y: entry for y, entry in rows.items() if isinstance(entry, int)},
        num_main=1 + len(groups[MAIN_HEADING]) if MAIN_HEADING in groups else 0,
    )


def columns_of(scores: ClassScores) -> dict[str, str]:
    """The scores of a class that are shown, by name."""
    return {"IoU": iou_text(scores.iou), "recall": score_text(scores.recall), "precision": score_text(scores.precision)}


def share_text(report: Report, scores: ClassScores) -> str:
    """The share of a class in the truth."""
    return percent(scores.truth_area, sum(row.truth_area for row in report.table))


def draw_panels(panels: Sequence[Panel], columns: Sequence[str], notes: Notes, *, are_shares_shown: bool) -> Figure:
    """Draw reports of the same classes side by side, with a key and notes below.

    The scores of the columns are written as numbers too; the share of each class in the truth stands before them.
    """
    rows = _rows_of(groups_of([panel.report for panel in panels]))
    names = _names(rows, panels[0].report)
    left = MARGIN_PX + max(text_width(name, bold=True) for name in names) + BETWEEN_PX
    left += are_shares_shown * (SHARE_PX + BETWEEN_PX)
    across = (WIDEST_PX - MARGIN_PX - left + BETWEEN_PX) / len(panels)
    widths = {column: _width_of(column, panels) for column in columns}
    width = across - BETWEEN_PX - sum(widths.values())
    top, height = MARGIN_PX + (1 + len(panels[0].lines)) * LINE_PX, len(rows) * ROW_PX
    below = top + height + TICKS_PX
    figure = new_figure(WIDEST_PX, below + KEY_PX + height_of(notes) + MARGIN_PX)
    all_axes = [add_axes(figure, left + number * across, top, width, height) for number in range(len(panels))]
    for axes, panel in zip(all_axes, panels, strict=True):
        _write_head(axes, panel)
        _draw_scores(axes, rows, panel.report)
        _write_columns(axes, rows, panel.report, widths)
    _write_names(all_axes[0], rows, names, MARGIN_PX - left)
    if are_shares_shown:
        bars = add_axes(figure, left - BETWEEN_PX - SHARE_BAR_PX, top, SHARE_BAR_PX, height)
        _draw_shares(bars, rows, panels[0].report)
    _draw_key(figure, left, below)
    write_notes(figure, notes, below + KEY_PX)
    return figure


def _width_of(column: str, panels: Sequence[Panel]) -> float:
    """How wide a column is, wider than usual where a score has many signs."""
    texts = {columns_of(scores)[column] for panel in panels for scores in panel.report.table} - {UNDEFINED}
    return max([COLUMN_PX[column], *(BESIDE_MARKS_PX + text_width(text) for text in texts)])


def _names(rows: Rows, report: Report) -> list[str]:
    """The headings, and the names of the classes, shortened where they are very long."""
    classes = {y: report.table[index].name for y, index in rows.classes.items()}
    shown = {
        y: name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
        for y, name in (rows.headings | classes).items()
    }
    return [shown[y] for y in range(len(rows))]


def _limit(axes: Axes, rows: Rows) -> None:
    """Let shares go to the right, and rows down."""
    axes.set(xlim=(0, 1), ylim=(len(rows) - 0.5, -0.5), yticks=())
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(length=0)


def _write(axes: Axes, row: int, text: str, across_px: float, *, share: float = 0, **style: Any) -> None:
    """Write a text into a row, so many pixels to the right of this share of the axes."""
    axes.annotate(
        text,
        (share, row),
        (across_px, 0),
        axes.get_yaxis_transform(),
        "offset points",
        va="center_baseline",
        annotation_clip=False,
        **style,
    )


def _write_head(axes: Axes, panel: Panel) -> None:
    """Write the bold word and the lines above a panel."""
    for number, line in enumerate((*reversed(panel.lines), panel.head)):
        is_head = number == len(panel.lines)
        place, size = (0, (number + 0.3) * LINE_PX), TITLE_PX if is_head else TEXT_PX
        weight = "bold" if is_head else "normal"
        axes.annotate(line, (0, 1), place, "axes fraction", "offset points", fontsize=size, weight=weight)


def _write_names(axes: Axes, rows: Rows, names: Sequence[str], left: float) -> None:
    """Write the headings and the names of the classes, main ones in bold."""
    for y, name in enumerate(names):
        is_bold = y in rows.classes and y < rows.num_main
        color = FAINT if y in rows.headings else INK
        _write(axes, y, name, left, color=color, weight="bold" if is_bold else "normal")


def _draw_scores(axes: Axes, rows: Rows, report: Report) -> None:
    """Draw bar and marks of each class, and beside the main ones the line of the rule; say what is undefined."""
    _limit(axes, rows)
    axes.locator_params(axis="x", steps=[2, 5, 10])
    for y, index in rows.classes.items():
        scores = report.table[index]
        bar = MAIN_BAR if scores.name in report.main_classes else OTHER_BAR
        axes.barh(y, scores.iou, BAR_HEIGHT, **bar)
        for marker, score in ((HALO, scores.recall), (RECALL, scores.recall), (PRECISION, scores.precision)):
            axes.plot(score, y, clip_on=False, zorder=4, **marker)
        if isnan(scores.iou):
            _write(axes, y, UNDEFINED, 6, color=FAINT)
    if rows.num_main:
        axes.plot([GOOD_IOU, GOOD_IOU], [0.4, rows.num_main - 0.5], **GOOD_LINE)
        _write(axes, 0, f"{GOOD_IOU:.2f}", 0, share=GOOD_IOU, color=FAINT, ha="center", backgroundcolor="white")


def _write_columns(axes: Axes, rows: Rows, report: Report, widths: Mapping[str, float]) -> None:
    """Write scores as numbers to the right of the bars; an IoU that is undefined is said to be in its row."""
    right = 0.0
    for column, width in widths.items():
        right += width
        _write(axes, 0, column, right, share=1, color=FAINT, ha="right")
        for y, index in rows.classes.items():
            text = columns_of(report.table[index])[column]
            color = FAINT if text == UNDEFINED else INK
            if column != "IoU" or text != UNDEFINED:
                _write(axes, y, text, right, share=1, color=color, ha="right")


def _draw_shares(axes: Axes, rows: Rows, report: Report) -> None:
    """Draw the share of each class in the truth as a small bar with its number before it."""
    _limit(axes, rows)
    axes.set_axis_off()
    _write(axes, 0, SHARE_HEAD, 0, share=1, color=FAINT, ha="right")
    for y, index in rows.classes.items():
        scores = report.table[index]
        axes.barh(y, scores.share, SHARE_BAR_HEIGHT, **SHARE_BAR)
        _write(axes, y, share_text(report, scores), -7, ha="right")


def _draw_key(figure: Figure, left: float, top: float) -> None:
    """Say what the bars, the marks and the line mean."""
    height = figure.bbox.height
    figure.legend(
        [Patch(**MAIN_BAR), Line2D([], [], **RECALL), Line2D([], [], **PRECISION), Line2D([], [], **GOOD_LINE)],
        ["IoU", "recall", "precision", f"a good IoU is above {GOOD_IOU:.2f}"],
        loc="upper left",
        bbox_to_anchor=(left / WIDEST_PX, 1 - top / height),
        ncols=4,
        handlelength=1.2,
    )
