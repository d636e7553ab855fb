"""The folder of a class: where everything lies, and what its lecturer says in class.json."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Any

from segmetrics_lab.grading.assignment import notebooks
from segmetrics_lab.grading.whole_files import write_whole
from segmetrics_lab.labels import check_name

FORMAT = 1
END_OF_DAY = time(23, 59)
DEFAULT = "my_class"
KEYS = ("format", "class", "lecturer", "solutions", "due", "late_penalty_per_day", "tellings")


class ClassFolderError(ValueError):
    """A folder is none of a class; the words say what to do."""


@dataclass(frozen=True)
class About:
    """What a lecturer says about a class.

    Args:
        name: of the class, for people.
        lecturer: who teaches it.
        solutions: who gives solutions, and when, in words.
        due: when an assignment must be handed in, by its name.
        late_penalty_per_day: share of what was earned that each day begun after that costs; 0: being late is free.
        tellings: how many submissions of a learner are answered with right or wrong in hidden cases; None: all.
    """

    name: str
    lecturer: str = ""
    solutions: str = ""
    due: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))
    late_penalty_per_day: float = 0.0
    tellings: int | None = None

    @property
    def course_id(self) -> str:
        """What nbgrader calls the course.

        >>> About("Bilder & Labels, 2026").course_id
        'Bilder-Labels-2026'
        """
        return re.sub(r"\W+", "-", self.name).strip("-") or "course"

    def to_json(self) -> str:
        """The text of class.json."""
        raw: dict[str, Any] = {
            "format": FORMAT,
            "class": self.name,
            "lecturer": self.lecturer,
            "solutions": self.solutions,
            "due": {assignment: time.isoformat() for assignment, time in sorted(self.due.items())},
            "late_penalty_per_day": self.late_penalty_per_day,
            "tellings": self.tellings,
        }
        return json.dumps(raw, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class ClassFolder:
    """The folder of a class, whether it is there or not; nothing is read before it is asked for.

    Args:
        path: of the folder.
    """

    path: Path

    @property
    def class_json(self) -> Path:
        """Who teaches, who gives solutions and when, and the due dates."""
        return self.path / "class.json"

    @property
    def hidden(self) -> Path:
        """Hidden cases that were made by hand, a file for each assignment."""
        return self.path / "hidden"

    def hidden_cases(self, assignment: str) -> Path:
        """Those of one assignment."""
        return self.hidden / f"{assignment}.py"

    @property
    def for_learners(self) -> Path:
        """What learners get; the same as a zip lies beside it."""
        return self.path / "for_learners"

    @property
    def submitted(self) -> Path:
        """What was handed in, as nbgrader lays it out: LEARNER/ex03/ex03.ipynb."""
        return self.path / "submitted"

    @property
    def gradebook(self) -> Path:
        """The SQLite file of nbgrader."""
        return self.path / "gradebook.db"

    @property
    def judged(self) -> Path:
        """Kept results, a file for each submission."""
        return self.path / "judged"

    @property
    def marks_by_hand(self) -> Path:
        """Marks that the lecturer gives for written answers."""
        return self.path / "marks_by_hand.csv"

    @property
    def grades_csv(self) -> Path:
        """The grades of all learners."""
        return self.path / "grades.csv"

    def source_notebook(self, assignment: str) -> Path:
        """The notebook from which nbgrader makes what learners get."""
        return self.path / "source" / assignment / f"{assignment}.ipynb"

    def release_notebook(self, assignment: str) -> Path:
        """The notebook that learners get from nbgrader."""
        return self.path / "release" / assignment / f"{assignment}.ipynb"

    def submitted_notebook(self, learner: str, assignment: str) -> Path:
        """What a learner handed in."""
        return self.submitted / learner / assignment / f"{assignment}.ipynb"

    def time_of_submission(self, learner: str, assignment: str) -> Path:
        """When they did, in the words of nbgrader; where nobody knows, there is no such file."""
        return self.submitted / learner / assignment / "timestamp.txt"

    def autograded_notebook(self, learner: str, assignment: str) -> Path:
        """What they handed in, with the feedback beside each question, for nbgrader's formgrader."""
        return self.path / "autograded" / learner / assignment / f"{assignment}.ipynb"

    def feedback_page(self, learner: str, assignment: str) -> Path:
        """What the learner gets back."""
        return self.path / "feedback" / learner / assignment / f"{assignment}.html"

    def report(self, assignment: str) -> Path:
        """What the class believes, on one page."""
        return self.path / f"report-{assignment}.html"

    def about(self) -> About:
        """What class.json says.

        Raises:
            ClassFolderError: there is none, or it cannot be read.
        """
        try:
            return _about(json.loads(self.class_json.read_text(encoding="utf-8-sig")))
        except FileNotFoundError:
            raise ClassFolderError(f"there is no class in {self.path}: `segmetrics release` makes one") from None
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ClassFolderError(f"{self.class_json} cannot be read: {_why(error)}") from error

    def write_about(self, about: About) -> None:
        """Write class.json."""
        write_whole(self.class_json, about.to_json().encode())


def _about(raw: Mapping[str, Any]) -> About:
    """What the content of a class.json says; each value has its own kind."""
    if raw["format"] != FORMAT:
        raise ValueError(f"its format is {raw['format']!r}, and this version reads {FORMAT}")
    share, tellings, dates = raw.get("late_penalty_per_day", 0), raw.get("tellings"), raw.get("due", {})
    for key in raw:
        check_name(key, KEYS, called="a name in it")
    if not _is_number(share) or not 0 <= share <= 1:
        raise ValueError(f'"late_penalty_per_day" is {share!r}, but it is a share, from 0 to 1')
    if tellings is not None and (not isinstance(tellings, int) or isinstance(tellings, bool) or tellings < 0):
        raise ValueError(f'"tellings" is {tellings!r}, but it is how often, or null')
    texts = [raw["class"], raw.get("lecturer", ""), raw.get("solutions", "")]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError('"class", "lecturer" and "solutions" are texts')
    if not isinstance(dates, dict):
        raise ValueError(f'"due" is {dates!r}, but it has a date for each assignment: {{"ex03": "2026-12-01"}}')
    due = {check_name(name, list(notebooks()), called="what is due"): _time(name, text) for name, text in dates.items()}
    name, lecturer, solutions = texts
    return About(name, lecturer, solutions, MappingProxyType(due), float(share), tellings)


def read_due(text: str) -> datetime:
    """When something is due, from a date and a time as ISO 8601 writes them: without a time, the end of that day.

    Raises:
        ValueError: the text is no date.

    >>> read_due("2026-12-01").isoformat(), read_due("2026-12-01T12:00+01:00").isoformat()
    ('2026-12-01T23:59:00', '2026-12-01T12:00:00+01:00')
    """
    found = datetime.fromisoformat(text)
    return datetime.combine(found, END_OF_DAY) if len(text.strip()) <= len("2026-12-01") else found


def _time(assignment: str, text: str) -> datetime:
    """A due date; without a time zone it is meant in UTC."""
    try:
        found = read_due(text)
    except (ValueError, TypeError):
        raise ValueError(f"{assignment} is due {text!r}, which is no date like 2026-12-01T12:00:00+00:00") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _is_number(value: Any) -> bool:
    """Is this a number of JSON?"""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _why(error: Exception) -> str:
    """The reason in words."""
    return f"it does not say {error}" if isinstance(error, KeyError) else str(error)
