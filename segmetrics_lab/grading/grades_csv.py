"""grades.csv: one line for each learner, as every spreadsheet reads it."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from segmetrics_lab.grading.csv_cells import neutral
from segmetrics_lab.grading.judged import LIMITS_ONLY
from segmetrics_lab.grading.whole_files import write_whole

COLUMNS = ("assignment", "learner", "points", "most", "days late", "penalty", "problem", "level")


@dataclass(frozen=True)
class Row:
    """What a learner gets for an assignment.

    Args:
        assignment: "ex03".
        learner: the name of the learner's folder.
        points: what counts: marks by hand are in it, and the penalty is taken off.
        most: what could be earned.
        days_late: how many days had begun after the due date; None where nobody knows.
        penalty: what being late has cost.
        problem: why there are no points; empty where there are.
        level: how well its code was kept apart.
    """

    assignment: str
    learner: str
    points: float
    most: float
    days_late: int | None
    penalty: float
    problem: str
    level: str

    def cells(self) -> tuple[str, ...]:
        """The row as texts."""
        late = "" if self.days_late is None else str(self.days_late)
        numbers = (_number(self.points), _number(self.most), late, _number(self.penalty))
        return (self.assignment, self.learner, *numbers, " ".join(self.problem.split()), self.level)


def write_rows(path: Path, assignment: str, rows: Iterable[Row]) -> None:
    """Write the rows of an assignment in one step; those of other assignments stay as they are in the file.

    Its bytes depend on the rows alone. Where code ran with limits only, the header says so.
    """
    new = [row.cells() for row in rows]
    table = sorted([cells for cells in _cells_in(path) if cells[0] != assignment] + new)
    is_limited = any(cells[-1] == LIMITS_ONLY for cells in table)
    level = f"level ({LIMITS_ONLY}: points can be forged)" if is_limited else COLUMNS[-1]
    write_whole(path, csv_of([(*COLUMNS[:-1], level), *table]).encode())


def csv_of(rows: Iterable[Sequence[str]]) -> str:
    r"""A table as CSV in which no spreadsheet finds a formula.

    >>> csv_of([("learner", "points"), ("=1+1", "3")])
    "learner,points\n'=1+1,3\n"
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(map(neutral, row) for row in rows)
    return text.getvalue()


def _cells_in(path: Path) -> Sequence[tuple[str, ...]]:
    """The rows of a file of ours; none of another one."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
    except (FileNotFoundError, ValueError, csv.Error):
        return []
    is_ours = tuple(header[:-1]) == COLUMNS[:-1]
    return [tuple(row) for row in rows if is_ours and len(row) == len(COLUMNS)]


def _number(number: float) -> str:
    """A number without digits that say nothing.

    >>> _number(3.0), _number(2.5), _number(0.1 + 0.2)
    ('3', '2.5', '0.3')
    """
    return f"{number:.2f}".rstrip("0").rstrip(".")
