"""Comparisons: the reports of several models side by side, class by class."""

from collections import Counter
from collections.abc import Mapping

from matplotlib.figure import Figure

from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots.figure import picture_of
from segmetrics_lab.plots.score_rows import Panel, draw_panels, groups_of
from segmetrics_lab.report import Report, iou_text

MOST_REPORTS = 4
LONGEST_NAME = 16


def show_reports(reports: Mapping[str, Report], *, alt: str | None = None) -> Picture:
    """Show the reports of up to four models side by side: a row per class, a panel per model, and each verdict.

    Bars are IoU, with its number beside them; rings are recall and diamonds precision. Where a mark is missing, the
    score is undefined. The rest is as in show_report.

    Args:
        reports: name of the model to its report; all have the same classes.
        alt: what the figure shows, in words; None composes it from the reports.

    Raises:
        ValueError: these are not Reports, there are too many, or their classes differ.

    >>> import numpy as np
    >>> report = Report.from_matrix(np.array([[90, 2], [1, 7]]), ["background", "cup"])
    >>> show_reports({"forest": report})
    forest: verdict mixed, since IoU is not above 0.70 for cup 0.70; pixel accuracy 0.97, mean IoU of all \
classes 0.83, of the main classes 0.70; IoU cup 0.70, background 0.97.
    """
    _check(reports)
    words = _described(reports) if alt is None else alt
    return picture_of(lambda: _drawn(reports), words)


def _check(reports: Mapping[str, Report]) -> None:
    """Refuse anything but a mapping of names to reports of the same classes."""
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
            raise ValueError(f"{name!r} is not a name for a report: it must be a text of up to {LONGEST_NAME} signs.")
    first, *others = ([scores.name for scores in report.table] for report in reports.values())
    for name, classes in zip(list(reports)[1:], others, strict=True):
        if classes != first:
            raise ValueError(
                f"the report {name!r} has the classes {', '.join(classes)}, but the first one has "
                f"{', '.join(first)}. Compare models that were scored on the same classes."
            )


def _described(reports: Mapping[str, Report]) -> str:
    """Every report in words: verdict, reasons, accuracy and means, and the IoU of each class."""
    order = [index for indices in groups_of(list(reports.values())).values() for index in indices]
    parts = []
    for name, report in reports.items():
        classes = [report.table[index] for index in order]
        ious = ", ".join(f"{of_class.name} {iou_text(of_class.iou)}" for of_class in classes)
        said = f"{name}: verdict {report.verdict}, since {'; '.join(report.reasons)}"
        parts.append(f"{said}; {', '.join(report.overall)}; IoU {ious}.")
    return " ".join(parts)


def _drawn(reports: Mapping[str, Report]) -> Figure:
    """Draw a panel for each report, with the reasons of all below."""
    panels = []
    for name, report in reports.items():
        accuracy, mean, main_mean = report.overall
        lines = (f"verdict: {report.verdict}", accuracy, f"{mean.replace('all classes', 'all')},", main_mean)
        panels.append(Panel(report, name, lines))
    texts = {name: _texts(report) for name, report in reports.items()}
    return draw_panels(panels, ["IoU"], texts, are_shares_shown=False)


def _texts(report: Report) -> tuple[str, ...]:
    """The reasons of a verdict, and how often it is warned of what."""
    kinds = Counter(warning.split(":")[0] for warning in report.warnings)
    warnings = ", ".join(kind if count == 1 else f"{kind} ({count} classes)" for kind, count in kinds.items())
    return (*report.reasons, f"warnings: {warnings}") if warnings else report.reasons
