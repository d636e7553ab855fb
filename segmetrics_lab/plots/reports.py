"""Reports: the scores of every class of a model as a picture, with the verdict and what it would hide."""

from matplotlib.figure import Figure

from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots.figure import picture_of
from segmetrics_lab.plots.score_rows import Panel, columns_of, draw_panels, groups_of, share_text
from segmetrics_lab.report import ClassScores, Report

MOST_ALIKE = 3
"""How many warnings of a kind are written out in the figure; its words hold them all."""


def show_report(report: Report, *, alt: str | None = None) -> Picture:
    """Show a report: a row per class with IoU, recall and precision, and beneath the verdict and its warnings.

    The main classes come first, with the line of the rule of thumb; bars of classes that the verdict is not about
    are hatched. A score that is undefined is said to be so.

    Args:
        report: what Report.from_matrix made.
        alt: what the figure shows, in words; None composes it from the report.

    Raises:
        ValueError: this is not a Report.

    >>> import numpy as np
    >>> show_report(Report.from_matrix(np.array([[90, 2], [1, 7]]), ["background", "cup"]))
    Verdict mixed: IoU is not above 0.70 for cup 0.70. Pixel accuracy 0.97, mean IoU of all classes 0.83, of the \
main classes 0.70. Main classes: cup (8.0 % of the truth): IoU 0.70, recall 0.88, precision 0.78. Not in the verdict: \
background (92 % of the truth): IoU 0.97, recall 0.98, precision 0.99.
    """
    if not isinstance(report, Report):
        raise ValueError(
            f"report is of type {type(report).__name__}, but it must be a Report. "
            "Make one from a confusion matrix: Report.from_matrix(matrix, palette)."
        )
    words = _described(report) if alt is None else alt
    return picture_of(lambda: _drawn(report), words)


def _described(report: Report) -> str:
    """The report in words: the verdict, the scores of all classes, the warnings."""
    overall = ", ".join(report.overall)
    parts = [
        f"Verdict {report.verdict}: {'; '.join(report.reasons)}.",
        f"{overall[0].upper()}{overall[1:]}.",
    ]
    for heading, indices in groups_of([report]).items():
        classes = "; ".join(_described_class(report, report.table[index]) for index in indices)
        parts.append(f"{heading.capitalize()}: {classes}.")
    if report.warnings:
        parts.append(f"Warnings: {'; '.join(report.warnings)}.")
    return " ".join(parts)


def _described_class(report: Report, scores: ClassScores) -> str:
    """The scores of a class in words."""
    numbers = ", ".join(f"{name} {text}" for name, text in columns_of(scores).items())
    return f"{scores.name} ({share_text(report, scores)} of the truth): {numbers}"


def _drawn(report: Report) -> Figure:
    """Draw one panel with all scores as numbers, reasons and warnings below."""
    panel = Panel(report, f"verdict: {report.verdict}", (", ".join(report.overall),))
    return draw_panels([panel], ("IoU", "recall", "precision"), _texts(report), are_shares_shown=True)


def _texts(report: Report) -> dict[str, tuple[str, ...]]:
    """Reasons and warnings; of many warnings of a kind, the first ones and how many more there are."""
    kinds: dict[str, list[str]] = {}
    for warning in report.warnings:
        kinds.setdefault(warning.split(":")[0], []).append(warning)
    lines: list[str] = []
    for kind, warnings in kinds.items():
        more = len(warnings) - MOST_ALIKE
        lines += warnings if more <= 1 else [*warnings[:MOST_ALIKE], f"{kind}: {more} more classes"]
    return {"reasons": report.reasons} | ({"warnings": tuple(lines)} if lines else {})
