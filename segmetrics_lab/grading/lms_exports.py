"""Which platform wrote an export, and where in it learners, marks and maxima stand: Moodle, Canvas or Blackboard.

Moodle's grading worksheet is written in the language of the site, so it is known by its form: a word and a number
first, then, wherever it stands, a mark beside its maximum. Canvas and Blackboard write an id into each heading.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from segmetrics_lab.grading.csv_cells import ExportError

MOODLE, CANVAS, BLACKBOARD = "Moodle", "Canvas", "Blackboard"

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_IDENTIFIER = re.compile(r"(\D+?)(\d+)")
_CANVAS_COLUMN = re.compile(r"(?P<title>.+) \((?P<id>\d+)\)", re.DOTALL)
_BLACKBOARD_COLUMN = re.compile(r"(?P<title>.*?)\s*(?:\[[^\[\]:]*:[^\[\]]*\])?\s*\|(?P<id>\d+)", re.DOTALL)
_BLACKBOARD_MOST = re.compile(r"\[[^\[\]:]*:\D*?(\d+(?:[.,]\d+)?)([^\[\]]*)\]\s*\|\d+$")
_PERCENT = re.compile(r"percent|prozent|pourcent|porcent|procent|%", re.IGNORECASE)
_KNOWN = (
    "Known are Moodle's grading worksheet (Assignment, View all submissions, Download grading worksheet; not Grades, "
    "Export, which has no maxima), Canvas's gradebook (Grades, Export) and Blackboard's (Grade Center, Work Offline, "
    "Download)"
)


@dataclass(frozen=True)
class Worksheet:
    """An export, and where things stand in it.

    Args:
        table: its cells, the header first.
        platform: "Moodle", "Canvas" or "Blackboard".
        number: the column with the platform's own name of a learner.
        logins: other columns that name one learner only, such as an e-mail address.
        names: the columns that together are a learner's name.
        mark: the column to fill.
        feedback: the column of feedback; None where there is none.
        rows: the rows of learners, test students left out.
        most: of each of these rows what the platform's maximum is, as it stands there; "" where it is not said.
    """

    table: list[list[str]]
    platform: str
    number: int
    logins: tuple[int, ...]
    names: tuple[int, ...]
    mark: int
    feedback: int | None
    rows: tuple[int, ...]
    most: Mapping[int, str]

    @property
    def heading(self) -> str:
        """The heading of the column to fill."""
        return self.table[0][self.mark]

    def cell(self, row: int, column: int) -> str:
        """A cell without the space around it; "" where its row ends before."""
        return _cell(self.table[row], column)

    def number_of(self, row: int) -> str:
        """What the platform itself calls the learner of a row; of Moodle's "Participant 11" the digits alone."""
        cell = self.cell(row, self.number)
        return re.sub(r"^\D+", "", cell) if self.platform == MOODLE else cell

    def logins_of(self, row: int) -> list[str]:
        """All that names the learner of a row and nobody else; of an e-mail address what stands before the @, too."""
        cells = [self.number_of(row), *(self.cell(row, at) for at in self.logins)]
        return [*cells, *(cell.partition("@")[0] for cell in cells if "@" in cell)]

    def name_of(self, row: int) -> str:
        """The full name of a row's learner."""
        return " ".join(self.cell(row, at) for at in self.names).strip()

    def words(self, row: int) -> str:
        """A row for a lecturer to find."""
        return f"row {row + 1}: {self.name_of(row)} ({self.cell(row, self.number)})"


def recognise(table: list[list[str]], column: str | None = None) -> Worksheet:
    """Say where things stand in the export of a platform.

    Args:
        table: the cells, the header first.
        column: the heading of the column to fill, with or without the id that the platform writes behind it. Needed
            where the export has several.

    Raises:
        ExportError: it is none of the exports that are known, or the column cannot be told.
    """
    head = [unicodedata.normalize("NFC", cell).strip() for cell in table[0]] if table else []
    if "ID" in head[1:3] and any(_CANVAS_COLUMN.fullmatch(cell) for cell in head):
        return _canvas(table, head, column)
    if len(head) > 3 and any(_BLACKBOARD_COLUMN.fullmatch(cell) for cell in head):
        return _blackboard(table, head, column)
    rows = tuple(at for at, row in enumerate(table) if at and row)
    identifiers = [_IDENTIFIER.fullmatch(table[at][0].strip()) for at in rows]
    if rows and len({found and found[1] for found in identifiers}) == 1 and identifiers[0]:
        return _moodle(table, head, column, rows)
    raise ExportError(f"this is no export that is known here; its columns are {_listed(head)}. {_KNOWN}.")


def title_of(heading: str) -> str:
    """A heading without the id, and the maximum, that Canvas or Blackboard write behind it.

    >>> title_of("Exercise 3 (4711)"), title_of("Exercise 3 [Total Pts: 9 Score] |8123")
    ('Exercise 3', 'Exercise 3')
    """
    found = _BLACKBOARD_COLUMN.fullmatch(heading) or _CANVAS_COLUMN.fullmatch(heading)
    return found["title"] if found else heading


def _canvas(table: list[list[str]], head: list[str], column: str | None) -> Worksheet:
    """Student (or last and first name), ID, SIS ids, section, `Title (4711)`; a row without an ID is no learner's."""
    number = head.index("ID")
    others = [row for row in table[1:] if row and not _cell(row, number)]
    given = [at for at, cell in enumerate(head) if _CANVAS_COLUMN.fullmatch(cell)]
    mark = _the_column(head, [at for at in given if not any(_cell(row, at).startswith("(") for row in others)], column)
    most = [_cell(row, mark) for row in others if _NUMBER.fullmatch(_cell(row, mark))]
    students = [_cell(row, number) and not _is_test_student(row[:number]) for row in table]
    rows = tuple(at for at, is_one in enumerate(students) if at and is_one)
    logins = tuple(at for at in range(number + 1, given[0]) if re.search(r"\bID\b", head[at]))
    most_of = dict.fromkeys(rows, (most or [""])[0])
    return Worksheet(table, CANVAS, number, logins, tuple(range(number)), mark, None, rows, most_of)


def _blackboard(table: list[list[str]], head: list[str], column: str | None) -> Worksheet:
    """Last name, first name, user name, often a student's id; then `Title [Total Pts: 9 Score] |8123`."""
    given = [at for at, cell in enumerate(head) if _BLACKBOARD_COLUMN.fullmatch(cell)]
    mark = _the_column(head, given, column)
    number = next((at for at, cell in enumerate(head) if cell.casefold() == "username"), 2)
    found = _BLACKBOARD_MOST.search(head[mark])
    if found and (_PERCENT.search(found[2]) or any("%" in _cell(row, mark) for row in table[1:])):
        raise ExportError(
            f"the column {head[mark]!r} shows per cent; set its primary display to Score and export it once more."
        )
    users = [_cell(row, number) for row in table]
    rows = tuple(at for at, user in enumerate(users) if at and user and not user.endswith("_previewuser"))
    logins = tuple(range(number + 1, min(number + 2, given[0])))
    most = dict.fromkeys(rows, found[1] if found else "")
    return Worksheet(table, BLACKBOARD, number, logins, (0, 1), mark, None, rows, most)


def _moodle(table: list[list[str]], head: list[str], column: str | None, rows: tuple[int, ...]) -> Worksheet:
    """An order that no language changes: identifier, name, ..., grade, maximum, ..., modified (grade), feedback."""
    if column is not None:
        mark = _the_column(head, list(range(1, len(head))), column)
    else:
        beside = [at for at in range(2, len(head)) if _is_maximum(table, rows, at)]
        if len(beside) != 1:
            raise ExportError(
                f"{len(beside)} columns of this worksheet may be a grade with its maximum beside it; name the grade's "
                f"with --column: {_listed(head)}. If the assignment is marked by words of a scale, set its grade to "
                "points first."
            )
        mark = beside[0] - 1
    most = {at: _cell(table[at], mark + 1) for at in rows}
    most = {at: text if _NUMBER.fullmatch(text) else "" for at, text in most.items()}
    feedback = _moodle_feedback(table, head, rows, mark)
    return Worksheet(table, MOODLE, 0, tuple(range(2, mark)), (1,), mark, feedback, rows, most)


def _is_maximum(table: list[list[str]], rows: tuple[int, ...], at: int) -> bool:
    """Does a column hold the same number in every row, with marks or nothing left of it?"""
    most = {_cell(table[row], at) for row in rows}
    marks = {_cell(table[row], at - 1) for row in rows} - {""}
    return len(most) == 1 and all(_NUMBER.fullmatch(cell) for cell in most | marks)


def _moodle_feedback(table: list[list[str]], head: list[str], rows: tuple[int, ...], mark: int) -> int | None:
    """The column right of `Last modified (grade)`: the last heading in brackets, or the last column of dates."""
    after = range(mark + 2, len(head))
    in_brackets = [at for at in after if head[at].endswith((")", "）"))]
    dates = [at for at in after if all(re.fullmatch(r"-|.*\d{4}.*", _cell(table[row], at), re.DOTALL) for row in rows)]
    modified = (in_brackets or dates or [len(head)])[-1]
    return modified + 1 if modified + 1 < len(head) else None


def _the_column(head: list[str], candidates: list[int], column: str | None) -> int:
    """The one column that a lecturer means."""
    found = candidates
    if column is not None:
        wanted = unicodedata.normalize("NFC", column).strip()
        found = [at for at in candidates if head[at] == wanted]
        found = found or [at for at in candidates if title_of(head[at]).casefold() == wanted.casefold()]
    if len(found) == 1:
        return found[0]
    called = f"{len(found)} columns are called {column!r}" if column is not None else f"{len(found)} columns hold marks"
    raise ExportError(f"{called}; name one of them with --column: {_listed([head[at] for at in candidates])}.")


def _is_test_student(names: list[str]) -> bool:
    """Is it the learner that Canvas makes up for a lecturer to try things out?"""
    return re.findall(r"\w+", " ".join(names).casefold()) in (["student", "test"], ["test", "student"])


def _cell(row: list[str], at: int) -> str:
    """A cell without the space around it; "" where a row ends before."""
    return row[at].strip() if at < len(row) else ""


def _listed(headings: list[str]) -> str:
    """Headings in one sentence."""
    return ", ".join(repr(heading) for heading in headings) or "none"
