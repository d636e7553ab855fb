"""Score rows: a class per row, its IoU as a bar, its precision as a tick above the bar, its recall as one below it."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, isnan, nan

from segmetrics_lab.labels import SCORES
from segmetrics_lab.pictures import Picture, percent, score_text, svg
from segmetrics_lab.report import GOOD_IOU, ClassScores, Report, iou_text

ROW_PX, GAP_PX, FULL_PX, BAR_PX, SHARE_PX = 22, 10, 86, 12, 54
ENDS_PX = {"IoU": 134, "recall": 206, "precision": 290}
"""How far from the start of its bar the numbers of a class end."""

SAMPLE_PX, TICK_PX, TICK_HEIGHT_PX, IN_BAR_PX = 10, 2, 7, 3
MAIN_HEADING, OTHER_HEADING = "main classes", "not in the verdict"
SMALL, UNDEFINED = f'font-size="{svg.SMALLEST_TEXT_PX}"', score_text(nan)
FAINTER = 0.45
"""How opaque the bar of a class is that the verdict is not about."""


def groups_of(reports: Sequence[Report]) -> dict[str, list[int]]:
    """Heading to class indices: the classes that any verdict is about, then the others."""
    main = {name for report in reports for name in report.main_classes}
    groups: dict[str, list[int]] = {MAIN_HEADING: [], OTHER_HEADING: []}
    for index, scores in enumerate(reports[0].table):
        groups[MAIN_HEADING if scores.name in main else OTHER_HEADING].append(index)
    return {heading: indices for heading, indices in groups.items() if indices}


def columns_of(scores: ClassScores) -> dict[str, str]:
    """The scores of a class that are shown, by name."""
    return {"IoU": iou_text(scores.iou), "recall": score_text(scores.recall), "precision": score_text(scores.precision)}


def share_text(report: Report, scores: ClassScores) -> str:
    """The share of a class in the truth."""
    return percent(scores.truth_area, sum(row.truth_area for row in report.table))


def draw_rows(report: Report, groups: Mapping[str, list[int]], alt: str, *, are_shares_shown: bool) -> Picture:
    """Draw the main classes and below them the others, with all scores as numbers."""
    left = ceil(max(svg.text_width(svg.shortened(row.name), is_bold=True) for row in report.table)) + GAP_PX
    left = max(left, ceil(svg.text_width(MAIN_HEADING)) + GAP_PX) + SHARE_PX * are_shares_shown
    parts, top = [f'<g transform="translate({left})">', *_heads()], 0
    if are_shares_shown:
        parts.append(svg.words((-GAP_PX, ROW_PX / 2), "share", svg.FAINT, "end"))
    for heading, indices in groups.items():
        parts.append(svg.words((-left, top + ROW_PX / 2), heading, svg.FAINT))
        for index in indices:
            top += ROW_PX
            scores, middle = report.table[index], top + ROW_PX / 2
            is_main = scores.name in report.main_classes
            parts.append(
                svg.words((-left, middle), svg.shortened(scores.name), more='font-weight="700"' if is_main else "")
            )
            if are_shares_shown:
                parts.append(svg.words((-GAP_PX, middle), share_text(report, scores), svg.FAINT, "end"))
            parts += _bar(scores, middle, opacity=1 if is_main else FAINTER)
        top += ROW_PX
        if heading == MAIN_HEADING:
            parts += _rule(top)
    return Picture.from_svg(svg.drawing(left + ENDS_PX["precision"], top, [*parts, "</g>"]), alt)


def _heads() -> Iterator[str]:
    """The names of the scores in their colours, behind what the rows mark them with."""
    for name, end in ENDS_PX.items():
        left, middle = end - ceil(svg.text_width(name)) - SAMPLE_PX - GAP_PX // 2, ROW_PX / 2
        yield svg.rectangle((left, middle - BAR_PX / 2), (SAMPLE_PX, BAR_PX), svg.TRACK)
        yield _mark(name, left, SAMPLE_PX if name == "IoU" else SAMPLE_PX / 2, middle)
        yield svg.words((end, middle), name, svg.both(SCORES[name]), "end")


def _rule(bottom: int) -> Iterator[str]:
    """The line that the bars of main classes pass where their IoU is good, with its label."""
    rule = SCORES["baseline"]
    line = f"M{GOOD_IOU * FULL_PX:g} {ROW_PX - 2}V{bottom}"
    yield svg.path(line, svg.both(rule), width_px=rule.width_px, dash=rule.dash)
    yield svg.words((FULL_PX, ROW_PX / 2 - 1), f"good > {GOOD_IOU:.2f}", svg.both(rule), "end")


def _bar(scores: ClassScores, middle: float, *, opacity: float) -> Iterator[str]:
    """The bar of a class with its ticks, and its scores as numbers; nothing is drawn of what is undefined."""
    if not isnan(scores.iou):
        yield svg.rectangle((0, middle - BAR_PX / 2), (FULL_PX, BAR_PX), svg.TRACK)
    yield f'<g opacity="{opacity}">'
    for name, score in (("IoU", scores.iou), ("recall", scores.recall), ("precision", scores.precision)):
        yield "" if isnan(score) else _mark(name, 0, round(score * FULL_PX, 1), middle)
    yield "</g>"
    for name, text in columns_of(scores).items():
        size, color = SMALL if len(text) > len(UNDEFINED) else "", svg.FAINT if text == UNDEFINED else svg.TEXT
        yield svg.words((ENDS_PX[name], middle), text, color, "end", size)


def _mark(name: str, left: float, length: float, middle: float) -> str:
    """A bar of this length, or a tick at its end: of recall below the bar, of precision above it."""
    if name == "IoU":
        return svg.rectangle((left, middle - BAR_PX / 2), (length, BAR_PX), svg.both(SCORES[name]))
    top = middle + (IN_BAR_PX if name == "recall" else -IN_BAR_PX - TICK_HEIGHT_PX)
    return svg.rectangle((left + length - TICK_PX / 2, top), (TICK_PX, TICK_HEIGHT_PX), svg.both(SCORES[name]))
