"""The solutions of scored questions: in one file of their own, and in a class with whoever teaches it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from segmetrics_lab.progress import progress_file

FILE = Path(__file__).parents[2] / "course" / "solutions.json"
CLASS = "class.json"
"""Beside the progress of a learner in a class, or one folder above: it says who gives solutions."""

MOST_CHARACTERS = 200


def scored_solution(set_name: str, question: str) -> str | None:
    """The solution of a question with points; None in a class, and where the file was left out."""
    if _class_file() is not None:
        return None
    try:
        solutions = json.loads(FILE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    solution: str | None = solutions.get(set_name, {}).get(question)
    return solution


def who_gives_it(set_name: str) -> str:
    """Who hands out the solutions of a set, and when, as the end of a sentence.

    It is read from class.json: "solutions" is what the lecturer says about that, "lecturer" a name, and "due" has a
    date for each set. What is missing there, or is no text, is left out.
    """
    path = _class_file()
    about = {} if path is None else _read(path)
    words = _text(about, "solutions")
    if words:
        return f"its solution: {words}"
    lecturer, due = _text(about, "lecturer"), about.get("due")
    when = _date(due.get(set_name)) if isinstance(due, dict) else ""
    by = f" by {lecturer}" if lecturer else ""
    return f"its solution is handed out{by} after the deadline{f', {when}' if when else ''}"


def _class_file() -> Path | None:
    """Where the class of this learner is described; None for a learner without a class."""
    folder = progress_file().parent
    found = (path for path in (folder / CLASS, folder.parent / CLASS) if path.is_file())
    return next(found, None)


def _read(path: Path) -> dict[str, Any]:
    """What a class.json says; nothing where it cannot be read."""
    try:
        about = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return about if isinstance(about, dict) else {}


def _text(about: dict[str, Any], key: str) -> str:
    """A text of class.json in one line, without what ends a sentence; empty where it is none."""
    found = about.get(key)
    return " ".join(found.split())[:MOST_CHARACTERS].rstrip(" .") if isinstance(found, str) else ""


def _date(text: Any) -> str:
    """A date of class.json for a reader, in UTC; empty where it is none."""
    try:
        when = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return ""
    when = when.astimezone(UTC) if when.tzinfo else when
    return f"{when.day} {when:%B %Y}, {when:%H:%M} UTC"
