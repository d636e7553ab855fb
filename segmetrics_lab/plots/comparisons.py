"""Comparisons: the reports of several models side by side, class by class."""

from collections import Counter
from collections.abc import Mapping
from math import isnan

from matplotlib.figure import Figure

from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots.axes import Box
from segmetrics_lab.plots.figure import FAINT, TITLE_PX, WIDEST_PX, Sheet, new_sheet, picture_of, text_width, write
from segmetrics_lab.plots.paragraphs import Paragraph, draw_paragraphs, height_of
from segmetrics_lab.plots.score_rows import (
    HEADING_PX,
    KEY_PX,
    ROW_PX,
    TICKS_PX,
    Section,
    draw_key,
    draw_names,
    draw_scores,
    draw_track,
    names_width,
    score_text,
    sections_of,
)
from segmetrics_lab.report import GOOD_IOU, Report

MOST_REPORTS = 4
LONGEST_NAME = 16
MARGIN_PX = 12
LINE_PX = 20
HEAD_LINES = 4
BETWEEN_PX = 26
NUMBER_PX = 40
KEY_HEIGHT_PX = 30
TICKS = (0, 0.5, 1)


def show_reports(reports: Mapping[str, Report], *, alt: str | None = None) -> Picture:
    """Show the reports of up to four models side by side: a row per class, a panel per model, and each verdict.

    Bars are IoU, with its number beside them; rings are recall and diamonds precision. Where a mark is missing, the
    score is undefined. The rest is as in show_report.

    Args:
        reports: name of the model to its report; all have the same classes.
        alt: what is to be seen, in words; None composes it from the reports.

    Raises:
        ValueError: these are no reports, too many of them, or of different classes.

    >>> import numpy as np
    >>> report = Report.from_matrix(np.array([[90, 2], [1, 7]]), ["background", "cup"])
    >>> show_reports({"forest": report})
    forest: verdict mixed, since IoU is not above 0.70 for cup 0.70; pixel accuracy 0.97, mean IoU 0.83; IoU cup 0.70, \
background 0.97.
    """
    _check(reports)
    words = _described(reports) if alt is None else alt
    return picture_of(lambda sharpness: _drawn(reports, sharpness), words)


def _check(reports: Mapping[str, Report]) -> None:
    """Refuse what is no mapping of names to reports of the same classes."""
    if not isinstance(reports, Mapping) or not all(isinstance(report, Report) for report in reports.values()):
        raise ValueError(
            f"reports is of type {type(reports).__name__}, but it must be a dict of names and Reports: "
            '{"good": report, "bad": other_report}. A single Report goes into show_report.'
        )
    if not 1 <= len(reports) <= MOST_REPORTS:
        raise ValueError(
            f"reports holds {len(reports)} reports, but 1 to {MOST_REPORTS} have room side by side. "
            "Show the others in a second figure."
        )
    for name in reports:
        if not isinstance(name, str) or len(name) > LONGEST_NAME:
            raise ValueError(f"{name!r} is no name for a report: it must be a text of up to {LONGEST_NAME} signs.")
    first, *others = ([scores.name for scores in report.table] for report in reports.values())
    for name, classes in zip(list(reports)[1:], others, strict=True):
        if classes != first:
            raise ValueError(
                f"the report {name!r} has the classes {', '.join(classes)}, but the first one has "
                f"{', '.join(first)}. Compare models that were scored on the same classes."
            )


def _described(reports: Mapping[str, Report]) -> str:
    """Every report in words: verdict, reasons, both scores of all classes, and the IoU of each class."""
    sections = sections_of(list(reports.values()))
    order = [index for section in sections for index in section.rows]
    return " ".join(
        f"{name}: verdict {report.verdict}, since {'; '.join(report.reasons)}; {_accuracy(report)}, "
        f"{_mean(report)}; IoU {', '.join(_class_iou(report, index) for index in order)}."
        for name, report in reports.items()
    )


def _class_iou(report: Report, index: int) -> str:
    """Name and IoU of a class."""
    return f"{report.table[index].name} {score_text(report.table[index].iou)}"


def _accuracy(report: Report) -> str:
    """Pixel accuracy in words."""
    return f"pixel accuracy {report.pixel_accuracy:.2f}"


def _mean(report: Report) -> str:
    """Mean IoU in words."""
    return f"mean IoU {report.mean_iou:.2f}"


def _drawn(reports: Mapping[str, Report], sharpness: float) -> Figure:
    """Draw the names of the classes, a panel for each report, the key and the texts."""
    first = next(iter(reports.values()))
    sections = sections_of(list(reports.values()))
    left = MARGIN_PX + names_width(sections, first)
    panel = (WIDEST_PX - MARGIN_PX - left) / len(reports)
    top = MARGIN_PX + HEAD_LINES * LINE_PX
    texts = [_paragraph(name, report) for name, report in reports.items()]
    width = WIDEST_PX - 2 * MARGIN_PX
    below = top + sections[-1].bottom + TICKS_PX + KEY_HEIGHT_PX
    sheet = new_sheet(WIDEST_PX, below + height_of(texts, width) + MARGIN_PX, sharpness)
    draw_names(sheet, MARGIN_PX, top, sections, first)
    for number, (name, report) in enumerate(reports.items()):
        start = left + number * panel + BETWEEN_PX
        box = Box(start, top, panel - BETWEEN_PX - NUMBER_PX, sections[-1].bottom)
        _draw_head(sheet, start, name, report)
        _draw_panel(sheet, box, sections, report)
    _draw_keys(sheet, left + BETWEEN_PX, below - KEY_HEIGHT_PX / 2 - 2)
    draw_paragraphs(sheet, texts, MARGIN_PX, below, width)
    return sheet.figure


def _draw_head(sheet: Sheet, x: float, name: str, report: Report) -> None:
    """Write the name of a model, its verdict and both scores of all classes."""
    y = MARGIN_PX + LINE_PX / 2
    write(sheet, x, y, name, size_px=TITLE_PX, bold=True)
    for number, text in enumerate((f"verdict: {report.verdict}", _accuracy(report), _mean(report)), start=1):
        write(sheet, x, y + number * LINE_PX, text)


def _draw_panel(sheet: Sheet, box: Box, sections: list[Section], report: Report) -> None:
    """Draw the rows of one report, with the IoU as numbers."""
    draw_track(sheet, box, sections, ticks=TICKS, good_label=f"{GOOD_IOU:.2f}")
    right = box.left + box.width + NUMBER_PX
    write(sheet, right, box.top + HEADING_PX / 2, "IoU", color=FAINT, at="right")
    for section in sections:
        for number, index in enumerate(section.rows):
            scores = report.table[index]
            y = box.top + section.row(number) + ROW_PX / 2
            draw_scores(sheet, box, y, scores, is_main=scores.name in report.main_classes)
            if not isnan(scores.iou):
                write(sheet, right, y, score_text(scores.iou), at="right")


def _draw_keys(sheet: Sheet, x: float, y: float) -> None:
    """Say what bars and marks stand for."""
    for score in ("IoU", "recall", "precision"):
        x += KEY_PX + text_width(score)
        draw_key(sheet, score, x, y)
        x += BETWEEN_PX
    write(sheet, x, y, f"dashed line: a good IoU is above {GOOD_IOU:.2f}")


def _paragraph(name: str, report: Report) -> Paragraph:
    """The reasons of a verdict, and how often it is warned of what."""
    kinds = Counter(warning.split(":")[0] for warning in report.warnings)
    warnings = ", ".join(kind if count == 1 else f"{kind} ({count} classes)" for kind, count in kinds.items())
    return Paragraph(name, (*report.reasons, f"warnings: {warnings}") if warnings else report.reasons)
