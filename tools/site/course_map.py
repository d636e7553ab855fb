"""The map of the course as a page that is read from top to bottom: each lesson with its question and its picture."""

import re
from html import escape

import nbformat

from tools.site.lessons import CAPSTONE, ROOT, Lesson, file_of, lesson_of, picture_of
from tools.site.links import anchor_of

PATH = re.compile(r"^\{lessons:([\w,]+)\}$", flags=re.MULTILINE)
WAYS = re.compile(r"\[(\w+)\]\([\w.]+#([^)\s]+)\)")


def with_lessons(text: str) -> str:
    """The text of the map with the lessons where it names them, as `{lessons:labels,matrix}` alone on a line."""
    return PATH.sub(lambda found: _path(found[1].split(",")), text)


def _path(keys: list[str]) -> str:
    """Some lessons, one after the other."""
    return "\n\n".join(map(_station, keys))


def _station(key: str) -> str:
    """A lesson as a stop on the way."""
    lesson = lesson_of(key)
    picture, alt = picture_of(key)
    number = "★" if key == CAPSTONE else str(lesson.number)
    shown = f'<img src="_static/map/{file_of(key)}" alt="{escape(alt)}" loading="lazy">' if picture else ""
    return "\n".join(
        [
            f'<div class="station"><div class="number" aria-hidden="true">{number}</div>',
            f'<div class="picture">{shown}</div>',
            '<div class="about">',
            "",
            f"[{lesson.title}]({lesson.page})",
            "",
            f"**{lesson.question}**",
            "",
            *([f"You will {lesson.you_will}.", ""] if lesson.you_will else []),
            _facts(lesson),
            "",
            *([_ways(key), ""] if key != CAPSTONE else []),
            "</div></div>",
        ]
    )


def _facts(lesson: Lesson) -> str:
    """How long it takes, what it needs, its exercises."""
    facts = [f"{lesson.minutes} minutes"]
    if lesson.you_need:
        needs = lesson.you_need.replace(". No ", "; no ")
        facts.append(f"after {needs}" if needs.startswith("lesson") else f"needs {needs}")
    if lesson.exercises:
        facts.append(f"[exercises, {lesson.exercise_minutes} minutes]({lesson.exercises})")
    return " · ".join(facts)


def _ways(key: str) -> str:
    """Where to jump in, as the map among the notebooks says."""
    lesson = lesson_of(key)
    cells = nbformat.read(ROOT / "notebooks" / "index.ipynb", as_version=4).cells
    rows = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown").splitlines()
    row = next(row for row in rows if row.startswith("|") and "[why](" + lesson.stem in row)
    ways = WAYS.findall(row)
    return "Jump in: " + " · ".join(f"[{way}]({lesson.page}#{anchor_of(anchor)})" for way, anchor in ways)
