"""Reports: the scores of every class of one or several models, with the verdict and what it would hide."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from segmetrics_lab.pictures import WIDEST_PX, Picture
from segmetrics_lab.plots.fractions import draw_fractions
from segmetrics_lab.plots.score_rows import columns_of, draw_rows, groups_of, share_text
from segmetrics_lab.report import Report, iou_text

SIGNED = {"good": "✓ good", "mixed": "~ mixed", "bad": "✕ bad"}
VERDICT, HEAD, LINE = "font-size:16px;font-weight:700", "font-size:13px;font-weight:600", "font-size:13px"
GAP_PX, MOST_REPORTS = 16, 4


def show_report(report: Report, *, alt: str | None = None) -> Picture:
    """Show a report: the verdict, a row per class with IoU, recall and precision, and what the verdict would hide.

    The main classes come first, with the line of the rule of thumb; bars of classes that the verdict is not about
    are fainter. A score that is undefined is said to be so. Of two classes, one of them the main one, the pixels are
    shown too, as by show_fractions.

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
    groups, overall = groups_of([report]), ", ".join(report.overall)
    scores = " ".join(_described_group(report, heading, indices) for heading, indices in groups.items())
    warned = f" Warnings: {'; '.join(report.warnings)}." if report.warnings else ""
    words = (
        f"Verdict {report.verdict}: {'; '.join(report.reasons)}. {overall[0].upper()}{overall[1:]}. {scores}{warned}"
    )
    rows = draw_rows(report, groups, scores, are_shares_shown=True)
    parts = [_line(SIGNED[report.verdict], VERDICT), *map(_line, (*report.reasons, overall))]
    if len(report.table) == 2 and len(report.main_classes) == 1:
        other, main = sorted(report.table, key=lambda scores: scores.name in report.main_classes)
        found = main.intersection
        counts = (main.truth_area - found, found, main.prediction_area - found, other.intersection)
        parts.append(draw_fractions(main.name, counts).html())
    beside = WIDEST_PX - rows.width_px - 2 * GAP_PX
    blocks = (([rows.html()], rows.width_px), (_listed("warnings", report.warnings), beside))
    parts += [_block(block, width_px) for block, width_px in blocks if block]
    return _page(parts, words if alt is None else alt)


def show_reports(reports: Mapping[str, Report], *, alt: str | None = None) -> Picture:
    """Show the reports of up to four models side by side: a row per class, a panel per model, and each verdict.

    A reason is said once, with what it holds for. The rest is as in show_report.

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
    groups, panels, words = groups_of(list(reports.values())), [], []
    order = [index for indices in groups.values() for index in indices]
    for name, report in reports.items():
        overall = ", ".join(report.overall)
        ious = "IoU " + ", ".join(f"{report.table[index].name} {iou_text(report.table[index].iou)}" for index in order)
        since = f"{name}: verdict {report.verdict}, since {'; '.join(report.reasons)}"
        words.append(f"{since}; {overall}; {ious}.")
        rows = draw_rows(report, groups, ious, are_shares_shown=False)
        head = [_line(f"{name}: {SIGNED[report.verdict]}", VERDICT), _line(overall)]
        panels.append(_block([*head, rows.html()], rows.width_px))
    reasons = [(name, reason) for name, report in reports.items() for reason in report.reasons]
    warned = [(name, warning.split(":")[0]) for name, report in reports.items() for warning in report.warnings]
    below = [*_listed("reasons", _said_once(reasons)), *_listed("warnings", _said_once(warned))]
    room = WIDEST_PX // (1 + len(reports) % 2) - GAP_PX
    return _page([*panels, _block(below, room)], " ".join(words) if alt is None else alt)


def _described_group(report: Report, heading: str, indices: Sequence[int]) -> str:
    """The scores of some classes in words."""
    classes = [report.table[index] for index in indices]
    texts = [", ".join(f"{name} {text}" for name, text in columns_of(scores).items()) for scores in classes]
    shares = [f"{scores.name} ({share_text(report, scores)} of the truth)" for scores in classes]
    return f"{heading.capitalize()}: {'; '.join(map(': '.join, zip(shares, texts, strict=True)))}."


def _check(reports: Mapping[str, Report]) -> None:
    """Refuse anything but a mapping of names to reports of the same classes."""
    if not isinstance(reports, Mapping) or not all(
        isinstance(name, str) and isinstance(report, Report) for name, report in reports.items()
    ):
        raise ValueError(
            f"reports is of type {type(reports).__name__}, but it must be a dict of names and Reports: "
            '{"good": report, "bad": other_report}. A single Report goes into show_report.'
        )
    if not 1 <= len(reports) <= MOST_REPORTS:
        raise ValueError(
            f"reports holds {len(reports)} reports, but 1 to {MOST_REPORTS} have room side by side. "
            "Show the others in a second figure."
        )
    first, *others = ([scores.name for scores in report.table] for report in reports.values())
    for name, classes in zip(list(reports)[1:], others, strict=True):
        if classes != first:
            raise ValueError(
                f"the report {name!r} has the classes {', '.join(classes)}, but the first one has "
                f"{', '.join(first)}. Compare models that were scored on the same classes."
            )


def _said_once(reasons: Iterable[tuple[str, str]]) -> list[str]:
    """Each reason of a report once, with the reports that it holds for; before them stand the classes that it names.

    >>> _said_once([("a", "IoU is low for cup 0.10"), ("b", "IoU is low for pot 0.20"), ("c", "fine"), ("d", "fine")])
    ['IoU is low for cup 0.10 (a); pot 0.20 (b)', 'fine (c, d)']
    """
    said: dict[str, dict[str, dict[str, None]]] = {}
    for name, reason in reasons:
        start, between, classes = reason.partition(" for ")
        said.setdefault(start + between, {}).setdefault(classes, {})[name] = None
    return [
        start + "; ".join(f"{classes} ({', '.join(names)})" for classes, names in of_start.items())
        for start, of_start in said.items()
    ]


def _line(words: str, style: str = LINE) -> str:
    """A paragraph."""
    return f'<div style="{style};line-height:1.5;margin:0 0 4px;overflow-wrap:anywhere">{escape(words)}</div>'


def _listed(head: str, lines: Sequence[str]) -> list[str]:
    """A bold word above lines, if there are any."""
    return [_line(head, HEAD), *map(_line, lines)] if lines else []


def _block(parts: Iterable[str], width_px: int) -> str:
    """What stands beside its neighbours where there is room."""
    place = f"display:inline-block;vertical-align:top;width:{width_px}px;max-width:100%;margin:8px {GAP_PX}px 8px 0"
    return f'<div style="{place}">{"".join(parts)}</div>'


def _page(parts: Iterable[str], alt: str) -> Picture:
    """All of it as one picture."""
    return Picture.from_html(f'<div style="max-width:{WIDEST_PX}px">{"".join(parts)}</div>', alt)
