"""What the site says of a lesson: read from the lesson itself, so that it is said once."""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from segmetrics_lab.progress import LESSONS, number_of
from tools.references import exercise_stem

ROOT = Path(__file__).resolve().parents[2]
CAPSTONE = "capstone"
TITLE = re.compile(r"^# (?:\d+ · )?(.+)$", flags=re.MULTILINE)
QUESTION = re.compile(r"^\*\*(.+\?)\*\*$", flags=re.MULTILINE)
POINT = r"^- \*\*{}\*\* (.+(?:\n  .+)*)"
TIME = re.compile(r"\*\*Time:\*\* (?:about )?(\d+) minutes(?:, and (\d+) for the exercises)?")
SITTINGS = re.compile(r"of (\d+) and (\d+) minutes")
PICTURE = re.compile(r'<img[^>]*\bsrc="(data:image/[^"]+)"[^>]*>')
NARROWEST_PX = 200
"""What is narrower is a sign of a legend."""


@dataclass(frozen=True)
class Lesson:
    """A lesson as its first cell tells it.

    Args:
        key: what texts call it.
        stem: of its notebook.
        title: without its number.
        question: that it asks.
        you_will: what a learner will be able to do; empty for the capstone.
        you_need: lessons or knowledge.
        minutes: to read and do it.
        exercise_minutes: for its exercises; 0 where it has none of its own.
    """

    key: str
    stem: str
    title: str
    question: str
    you_will: str
    you_need: str
    minutes: int
    exercise_minutes: int

    @property
    def number(self) -> int:
        """Its place in the course."""
        return number_of(self.key)

    @property
    def page(self) -> str:
        """Its page, seen from the top of the site, as a source."""
        return f"exercises/{self.stem}.ipynb" if self.key == CAPSTONE else f"lessons/{self.stem}.ipynb"

    @property
    def exercises(self) -> str:
        """The page of its exercises, as a source; empty where it has none."""
        return f"exercises/{exercise_stem(self.stem)}.ipynb" if self.exercise_minutes else ""


def notebook_of(key: str) -> NotebookNode:
    """The notebook of a lesson as it is committed."""
    folder = "exercises" if key == CAPSTONE else "notebooks"
    return nbformat.read(ROOT / folder / f"{LESSONS[key]}.ipynb", as_version=4)


@cache
def lesson_of(key: str) -> Lesson:
    """What a lesson says of itself."""
    first = notebook_of(key).cells[0].source
    title, _, rest = re.sub(": | · ", "|", TITLE.search(first)[1], count=1).partition("|")  # type: ignore[index]
    question, time = QUESTION.search(first), TIME.search(first)
    sittings = map(int, SITTINGS.search(first).groups()) if key == CAPSTONE else ()  # type: ignore[union-attr]
    return Lesson(
        key,
        LESSONS[key],
        title,
        question[1] if question else f"{rest[:1].upper()}{rest[1:]}",
        _point(first, "You will"),
        _point(first, "You need"),
        int(time[1]) if time else sum(sittings),
        int(time[2] or 0) if time else 0,
    )


@cache
def all_lessons() -> tuple[Lesson, ...]:
    """The lessons in their order, the capstone last."""
    return tuple(map(lesson_of, LESSONS))


@cache
def pages() -> dict[str, str]:
    """From the file of a notebook to the source of its page, seen from the top of the site."""
    found = {f"{lesson.stem}.ipynb": lesson.page for lesson in all_lessons()}
    sets = [Path(lesson.exercises) for lesson in all_lessons() if lesson.exercises]
    return found | {path.name: path.as_posix() for path in sets}


@cache
def picture_of(key: str) -> tuple[str, str]:
    """The first picture of a lesson, as the address of its data and its words; empty where it has none."""
    for cell in notebook_of(key).cells:
        for output in cell.get("outputs", []):
            for found in PICTURE.finditer(output.get("data", {}).get("text/html", "")):
                width, alt = (re.search(rf'\b{name}="([^"]*)"', found[0]) for name in ("width", "alt"))
                if alt and width and int(width[1]) >= NARROWEST_PX:
                    return found[1], unescape(alt[1])
    return "", ""


def file_of(key: str) -> str:
    """The name of the file that holds the picture of a lesson."""
    kind = picture_of(key)[0].partition(";")[0].rpartition("/")[2]
    return f"{LESSONS[key]}.{kind.removesuffix('+xml')}"


def _point(text: str, name: str) -> str:
    """One of the points at the top of a lesson, in one line and without its last stop."""
    found = re.search(POINT.format(name), text, flags=re.MULTILINE)
    return " ".join(found[1].split()).rstrip(".") if found else ""
