"""A lecturer's own export, filled: one column of marks, Moodle's feedback beside it, and every other byte as it was."""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from segmetrics_lab.grading.csv_cells import ExportError, neutral, read_cells
from segmetrics_lab.grading.lms_exports import BLACKBOARD, Worksheet, recognise

Keys = frozenset[str]

_NO_MARK = ("", "-", "–", "—")


@dataclass(frozen=True)
class Grade:
    """What a learner earned, and what a platform may know the learner by.

    Args:
        points: what the submission earns.
        most: what it could earn.
        feedback: a text for the learner; "" leaves the cell of the export as it is.
        number: the platform's own name of the learner, from the name of a download; "" where there was none. A learner
            with a number is found by it alone.
        shown: what the learner is called there: a login, an e-mail address, a full name.
    """

    points: float
    most: float
    feedback: str = ""
    number: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Change:
    """A cell that got another text.

    Args:
        row: the line of the table, the header being 1.
        learner: whose row it is.
        column: its heading.
        before: what stood there.
        after: what stands there now.
    """

    row: int
    learner: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Filled:
    """An export with marks in it.

    Args:
        data: the bytes of the file.
        changed: the cells that differ.
        without_grade: rows of learners for whom there is no grade, as "row 7: Ada Lovelace (Participant 11)".
        without_row: learners with a grade who have no row.
        left: rows that have a grade, but were left as they are, and why: "row 7: Ada (501), excused (EX)".
        platform: "Moodle", "Canvas" or "Blackboard".
        column: the heading of the column with the marks.
        feedback_column: the heading of the column with feedback; "" where the export has none.
    """

    data: bytes
    changed: tuple[Change, ...]
    without_grade: tuple[str, ...]
    without_row: tuple[str, ...]
    left: tuple[str, ...]
    platform: str
    column: str
    feedback_column: str


def fill(
    export: bytes,
    grades: Mapping[str, Grade],
    *,
    column: str | None = None,
    lower: bool = False,
) -> Filled:
    """Fill one column of an export with grades; all bytes but those of the cells that change stay as they were.

    Args:
        export: the file that Moodle (grading worksheet), Canvas (gradebook) or Blackboard (grade centre) wrote.
        grades: of each learner's folder the grade.
        column: the heading of the column to fill, with or without the platform's id; needed where there are several.
        lower: may a mark that stands there go down?

    Raises:
        ExportError: the file, a column, a maximum or a partner cannot be told without doubt, or a mark would go down.
            All faults of one kind are named together, and nothing is filled.
    """
    cells = read_cells(export)
    sheet = recognise(cells.table(), column)
    _refuse_points_beyond(grades)
    partners = _partners(sheet, grades)
    decimal = _decimal_sign(sheet, cells.delimiter)
    given = {row: grades[who] for row, who in partners.items()}
    _refuse_short_rows(sheet, given)
    _refuse_other_maxima(sheet, given, decimal)
    left = {row: why for row in given if (why := _why_left(sheet, row, decimal))}
    values = _values(sheet, {row: grade for row, grade in given.items() if row not in left}, decimal, lower)
    return Filled(
        data=cells.changed(values),
        changed=tuple(
            Change(row + 1, partners[row], sheet.table[0][at], sheet.table[row][at], value)
            for (row, at), value in values.items()
        ),
        without_grade=tuple(sheet.words(row) for row in sheet.rows if row not in partners),
        without_row=tuple(sorted(set(grades) - set(partners.values()))),
        left=tuple(f"{sheet.words(row)}, {why}" for row, why in left.items()),
        platform=sheet.platform,
        column=sheet.heading,
        feedback_column="" if sheet.feedback is None else sheet.table[0][sheet.feedback],
    )


def _values(sheet: Worksheet, given: Mapping[int, Grade], decimal: str, lower: bool) -> dict[tuple[int, int], str]:
    """The cells that get another text.

    Raises:
        ExportError: a mark would go down, and may not.
    """
    values: dict[tuple[int, int], str] = {}
    down: list[str] = []
    for row, grade in given.items():
        points = round(grade.points, 2)
        before = sheet.cell(row, sheet.mark)
        mark = _number(before, decimal)
        if mark is None or not math.isclose(mark, points, abs_tol=1e-9):
            values[row, sheet.mark] = _written(points, decimal)
        if mark is not None and points < mark - 1e-9:
            down.append(f"{sheet.words(row)}, from {before} to {_written(points, decimal)}")
        if grade.feedback and sheet.feedback is not None:
            values[row, sheet.feedback] = neutral(grade.feedback)
    if not lower:
        _refuse("these marks would go down; if that is meant, allow it with --lower", down)
    return {(row, at): value for (row, at), value in values.items() if sheet.table[row][at] != value}


# Who is in which row


def _partners(sheet: Worksheet, grades: Mapping[str, Grade]) -> dict[int, str]:
    """The learner of each row: by the platform's number, else by a login, else by the words of the name."""
    numbered = {who: _keys([grade.number]) for who, grade in grades.items() if grade.number}
    called = {who: [who, grade.shown] for who, grade in grades.items() if not grade.number}
    numbers = {row: _keys([sheet.number_of(row)]) for row in sheet.rows}
    logins = {row: _keys(sheet.logins_of(row)) for row in sheet.rows}
    names = {row: _name_keys([sheet.name_of(row)]) for row in sheet.rows}
    partners: dict[int, str] = {}
    _pair(partners, sheet, numbers, numbered)
    _pair(partners, sheet, logins, {who: _keys(texts) for who, texts in called.items()})
    _pair(partners, sheet, names, {who: _name_keys(texts) for who, texts in called.items()})
    return dict(sorted(partners.items()))


def _pair(
    partners: dict[int, str], sheet: Worksheet, of_rows: Mapping[int, Keys], of_learners: Mapping[str, Keys]
) -> None:
    """Add to the partners the rows and learners that have a key in common, and no partner yet.

    Raises:
        ExportError: a row fits two learners, or two rows fit one.
    """
    learners_of: dict[str, set[str]] = defaultdict(set)
    for who in of_learners.keys() - partners.values():
        for key in of_learners[who]:
            learners_of[key].add(who)
    fitting: dict[int, set[str]] = {}
    rows_of: dict[str, list[str]] = defaultdict(list)
    for row in of_rows.keys() - partners.keys():
        fitting[row] = {who for key in of_rows[row] for who in learners_of.get(key, ())}
        for who in fitting[row]:
            rows_of[who].append(sheet.words(row))
    doubtful = [f"{sheet.words(row)} fits {', '.join(sorted(who))}" for row, who in fitting.items() if len(who) > 1]
    doubtful += [f"{who} fits {', '.join(sorted(rows))}" for who, rows in rows_of.items() if len(rows) > 1]
    _refuse("it cannot be told who is who; name the learners' files by their logins", sorted(doubtful))
    partners.update({row: next(iter(learners)) for row, learners in fitting.items() if learners})


def _keys(texts: Iterable[str]) -> Keys:
    """Texts as they are compared: upper and lower case are one."""
    return frozenset(unicodedata.normalize("NFC", text).strip().casefold() for text in texts) - {""}


def _name_keys(texts: Iterable[str]) -> Keys:
    """Names as they are compared: "Lovelace, Ada" is "Ada Lovelace", and "Ada-Lovelace" too."""
    return frozenset(" ".join(sorted(re.findall(r"[^\W_]+", text))) for text in _keys(texts)) - {""}


# Marks


def _refuse_points_beyond(grades: Mapping[str, Grade]) -> None:
    """Refuse points that are no points."""
    wrong = [
        f"{who}, {grade.points} of {grade.most}"
        for who, grade in grades.items()
        if not (math.isfinite(grade.most) and grade.most > 0 and 0 <= grade.points <= grade.most)
    ]
    _refuse("points lie between 0 and what can be earned; correct these grades first", wrong)


def _refuse_short_rows(sheet: Worksheet, given: Mapping[int, Grade]) -> None:
    """Refuse rows that end before a column that is filled."""
    needed = max(sheet.mark, sheet.feedback or 0)
    short = [sheet.words(row) for row in given if len(sheet.table[row]) <= needed]
    _refuse("these rows have fewer cells than the header; export the file once more", short)


def _refuse_other_maxima(sheet: Worksheet, given: Mapping[int, Grade], decimal: str) -> None:
    """Refuse rows whose maximum on the platform is not said, or is another one."""
    most = {row: _number(sheet.most[row], decimal) or 0 for row in given}
    _refuse(
        f"the export does not say how many points {sheet.heading!r} gives at most; set them on {sheet.platform} "
        "(points, not words of a scale) and export it once more",
        [sheet.words(row) for row in given if most[row] <= 0],
    )
    other = {(most[row], grade.most) for row, grade in given.items() if not math.isclose(most[row], grade.most)}
    if other:
        pairs = "; ".join(f"{theirs:g} there, {ours:g} here" for theirs, ours in sorted(other))
        raise ExportError(
            f"the maximum of {sheet.heading!r} differs: {pairs}. Set the one on {sheet.platform} to that of the "
            "assignment and export it once more."
        )


def _why_left(sheet: Worksheet, row: int, decimal: str) -> str:
    """Why the mark of a row stays as it is; "" where it may be filled.

    In a column of scores Blackboard writes words, such as "Needs Grading", where there is no mark yet.
    """
    cell = sheet.cell(row, sheet.mark)
    is_words = sheet.platform == BLACKBOARD and not re.search(r"\d", cell)
    if cell in _NO_MARK or is_words or _number(cell, decimal) is not None:
        return ""
    known = {"EX": "excused (EX)", "N/A": "to whom the assignment is not given (N/A)"}
    return known.get(cell.upper(), f"{cell!r} stands there, which is no mark in points")


def _decimal_sign(sheet: Worksheet, delimiter: str) -> str:
    """Point or comma, as the maxima and marks that stand there write it."""
    cells = [*sheet.most.values(), *(sheet.cell(row, sheet.mark) for row in sheet.rows)]
    signs = {found[1] for cell in cells if (found := re.fullmatch(r"-?\d+([.,])\d+", cell))}
    if len(signs) > 1:
        raise ExportError(
            f"the marks of {sheet.heading!r} have decimal points and decimal commas; write them one way first."
        )
    return signs.pop() if signs else "," if delimiter == ";" else "."


def _number(cell: str, decimal: str) -> float | None:
    """The number of a cell; None where there is none."""
    is_one = re.fullmatch(rf"-?\d+(?:{re.escape(decimal)}\d+)?", cell, re.ASCII)
    return float(cell.replace(decimal, ".")) if is_one else None


def _written(points: float, decimal: str) -> str:
    """Points as a mark: 7.5, 9 or 0."""
    return f"{points:.2f}".rstrip("0").rstrip(".").replace(".", decimal)


def _refuse(why: str, which: list[str]) -> None:
    """Refuse where there is something to refuse."""
    if which:
        raise ExportError(f"{why}: {'; '.join(which)}.")
