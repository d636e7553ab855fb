"""Reports: the scores of every class of a model as a picture, with the verdict and what it would hide."""

from math import isnan

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from segmetrics_lab.pictures import Picture, percent
from segmetrics_lab.plots.axes import Box
from segmetrics_lab.plots.figure import FAINT, INK, TITLE_PX, WIDEST_PX, Sheet, new_sheet, picture_of, text_width, write
from segmetrics_lab.plots.paragraphs import Paragraph, draw_paragraphs, height_of
from segmetrics_lab.plots.score_rows import (
    HEADING_PX,
    ROW_PX,
    TICKS_PX,
    Section,
    columns_of,
    draw_key,
    draw_names,
    draw_scores,
    draw_track,
    names_width,
    score_text,
    sections_of,
)
from segmetrics_lab.report import ClassScores, Report

MARGIN_PX = 12
TITLE_HEIGHT_PX = 40
SCORES = ("IoU", "recall", "precision")
COLUMN_PX = 86
SHARE_BAR_PX = 48
BESIDE_PX, BETWEEN_PX = 7, 20
ABOVE_TEXT_PX = 12
SHARE_HEAD = "share of truth"
SHARE_COLOR = "#767676"
MOST_ALIKE = 3
"""How many warnings of a kind are written out in the figure; its words hold them all."""


def show_report(report: Report, *, alt: str | None = None) -> Picture:
    """Show a report: a row per class with IoU, recall and precision, and beneath the verdict and its warnings.

    The main classes come first, with the line of the rule of thumb; bars of classes that the verdict is not about
    are hatched. A score that is undefined is said to be so.

    Args:
        report: what Report.from_matrix made.
        alt: what is to be seen, in words; None composes it from the report.

    Raises:
        ValueError: this is no report.

    >>> import numpy as np
    >>> show_report(Report.from_matrix(np.array([[90, 2], [1, 7]]), ["background", "cup"]))
    Verdict mixed: IoU is not above 0.70 for cup 0.70. Pixel accuracy 0.97, mean IoU 0.83. Main classes: cup (8.0 % of \
the truth): IoU 0.70, recall 0.88, precision 0.78. Not in the verdict: background (92 % of the truth): IoU 0.97, \
recall 0.98, precision 0.99.
    """
    if not isinstance(report, Report):
        raise ValueError(
            f"report is of type {type(report).__name__}, but it must be a Report. "
            "Make one from a confusion matrix: Report.from_matrix(matrix, palette)."
        )
    words = _described(report) if alt is None else alt
    return picture_of(lambda sharpness: _drawn(report, sharpness), words)


def _described(report: Report) -> str:
    """The report in words: the verdict, the scores of all classes, the warnings."""
    parts = [
        f"Verdict {report.verdict}: {'; '.join(report.reasons)}.",
        f"Pixel accuracy {report.pixel_accuracy:.2f}, mean IoU {report.mean_iou:.2f}.",
    ]
    for section in sections_of([report]):
        classes = "; ".join(_described_class(report, report.table[index]) for index in section.rows)
        parts.append(f"{section.heading.capitalize()}: {classes}.")
    if report.warnings:
        parts.append(f"Warnings: {'; '.join(report.warnings)}.")
    return " ".join(parts)


def _described_class(report: Report, scores: ClassScores) -> str:
    """The scores of a class in words."""
    numbers = ", ".join(f"{name} {score_text(score)}" for name, score in columns_of(scores).items())
    return f"{scores.name} ({_share(report, scores)} of the truth): {numbers}"


def _share(report: Report, scores: ClassScores) -> str:
    """The share of a class in the truth."""
    return percent(scores.truth_area, sum(row.truth_area for row in report.table))


def _drawn(report: Report, sharpness: float) -> Figure:
    """Draw title, rows and texts."""
    sections = sections_of([report])
    shares = max(text_width(_share(report, scores)) for scores in report.table)
    shares = max(shares, text_width(SHARE_HEAD) - SHARE_BAR_PX - BESIDE_PX)
    share_x = MARGIN_PX + names_width(sections, report) + BETWEEN_PX + shares
    left = share_x + BESIDE_PX + SHARE_BAR_PX + BETWEEN_PX
    right = WIDEST_PX - MARGIN_PX - len(SCORES) * COLUMN_PX
    track = Box(left, TITLE_HEIGHT_PX, right - left, sections[-1].bottom)
    texts = _texts(report)
    below = track.top + track.height + TICKS_PX + ABOVE_TEXT_PX
    width = WIDEST_PX - 2 * MARGIN_PX
    sheet = new_sheet(WIDEST_PX, below + height_of(texts, width) + MARGIN_PX, sharpness)
    _draw_title(sheet, report)
    _draw_heads(sheet, share_x)
    draw_names(sheet, MARGIN_PX, track.top, sections, report)
    draw_track(sheet, track, sections)
    for section in sections:
        _draw_rows(sheet, track, section, report, share_x)
    draw_paragraphs(sheet, texts, MARGIN_PX, below, width)
    return sheet.figure


def _draw_title(sheet: Sheet, report: Report) -> None:
    """Write the verdict and both scores of all classes."""
    verdict = f"verdict: {report.verdict}"
    write(sheet, MARGIN_PX, TITLE_HEIGHT_PX / 2, verdict, size_px=TITLE_PX, bold=True)
    x = MARGIN_PX + text_width(verdict, TITLE_PX, bold=True) + BETWEEN_PX
    scores = f"pixel accuracy {report.pixel_accuracy:.2f}, mean IoU {report.mean_iou:.2f}"
    write(sheet, x, TITLE_HEIGHT_PX / 2, scores, size_px=TITLE_PX)


def _draw_heads(sheet: Sheet, share_x: float) -> None:
    """Write what stands in the columns; the names of scores are the key to their marks."""
    y = TITLE_HEIGHT_PX + HEADING_PX / 2
    write(sheet, share_x + BESIDE_PX + SHARE_BAR_PX, y, SHARE_HEAD, color=FAINT, at="right")
    for number, score in enumerate(SCORES):
        draw_key(sheet, score, _column_x(number), y)


def _column_x(number: int) -> float:
    """Where a column of numbers ends."""
    return WIDEST_PX - MARGIN_PX - (len(SCORES) - 1 - number) * COLUMN_PX


def _draw_rows(sheet: Sheet, track: Box, section: Section, report: Report, share_x: float) -> None:
    """Draw share, bar, marks and numbers of the classes of a section."""
    for number, index in enumerate(section.rows):
        scores = report.table[index]
        y = track.top + section.row(number) + ROW_PX / 2
        write(sheet, share_x, y, _share(report, scores), at="right")
        bar = Rectangle((share_x + BESIDE_PX, y - 4), SHARE_BAR_PX * scores.share, 8, color=SHARE_COLOR, linewidth=0)
        sheet.axes.add_patch(bar)
        draw_scores(sheet, track, y, scores, is_main=scores.name in report.main_classes)
        for column, score in enumerate(columns_of(scores).values()):
            color = FAINT if isnan(score) else INK
            write(sheet, _column_x(column), y, score_text(score), color=color, at="right")


def _texts(report: Report) -> list[Paragraph]:
    """Reasons and warnings; of many warnings of a kind, the first ones and how many more there are."""
    kinds: dict[str, list[str]] = {}
    for warning in report.warnings:
        kinds.setdefault(warning.split(":")[0], []).append(warning)
    lines: list[str] = []
    for kind, warnings in kinds.items():
        more = len(warnings) - MOST_ALIKE
        if more <= 1:
            lines += warnings
        else:
            lines += [*warnings[:MOST_ALIKE], f"{kind}: {more} more classes"]
    reasons = Paragraph("reasons", report.reasons)
    return [reasons, Paragraph("warnings", tuple(lines))] if lines else [reasons]
