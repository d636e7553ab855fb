"""How many minutes a lesson takes, and a set of exercises: computed from their sources alone, nothing is run.

A lesson: 120 words a minute, 10 seconds a line of shown code, 20 seconds a figure, 1 minute a guess, 5 a widget.
A set: 2 minutes for a question to choose, predict or select, 3 to diagnose, 5 to falsify or to write, 6 to implement.
The capstone: sittings, each under a heading that begins with "Sitting"; what is read there counts as in a lesson.

python -m tools.lesson_minutes [NN ...]     print what costs how much, of all lessons or of those named

The builder fills them into texts, in whole minutes:

{minutes} {exercise_minutes}                    of the lesson or set that says so; in the capstone, of both sittings
{minutes:overlap} {exercise_minutes:overlap}    of the lesson with this key; {minutes:capstone} is of both sittings
{first_sitting} {second_sitting}                of the capstone
{sum_minutes} {sum_exercise_minutes}            of all lessons, and of their sets: the capstone does not count here
"""

import argparse
import ast
import math
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median

from nbformat import NotebookNode

from segmetrics_lab.progress import LESSONS
from tools.exercise_source import ExerciseSource, Metadata
from tools.lesson_source import LessonSource, items

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "notebooks" / "source"
SETS = ROOT / "exercises" / "source"

MAX_MINUTES = 30
WORDS_A_MINUTE = 120
MINUTES_A_LINE = 10 / 60
MINUTES_A_FIGURE = 20 / 60
MINUTES_A_GUESS = 1
MINUTES_A_WIDGET = 5
MINUTES_TO = {"choose": 2, "predict": 2, "select": 2, "diagnose": 3, "falsify": 5, "implement": 6, "write": 5}

DETAILS = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
LINK = re.compile(r"\]\([^)]*\)")
TAG = re.compile(r"<[^>]+>|https?://\S+")
IMAGE = re.compile(r"<img\b|!\[")
PICTURE_CALL = re.compile(r"show_\w+|overlay|disagreement|beside|Picture")
GUESS_CALL = re.compile(r"ask|draw|PredictFirst|DrawFirst")
WIDGET_CALL = re.compile(r"\w+(Explorer|Painter|Shifter)")
BEFORE = "(head)"
CAPSTONE = "capstone"
PLACE = re.compile(
    r"\{(minutes|exercise_minutes|first_sitting|second_sitting|sum_minutes|sum_exercise_minutes)(?::(\w+))?\}"
)


@dataclass(frozen=True)
class Load:
    """What there is to read, to run and to do in a lesson, or in a part of it.

    Args:
        words: as they are read, without what is folded.
        lines: of shown code.
        figures: pictures in texts, and those that code shows.
        guesses: asked for.
        widgets: to touch.
        deeper: words that are folded as "Deeper".
    """

    words: int = 0
    lines: int = 0
    figures: int = 0
    guesses: int = 0
    widgets: int = 0
    deeper: int = 0

    def __add__(self, other: "Load") -> "Load":
        """Both together."""
        return Load(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def minutes(self) -> float:
        """How long it takes, not rounded."""
        return (
            self.words / WORDS_A_MINUTE
            + self.lines * MINUTES_A_LINE
            + self.figures * MINUTES_A_FIGURE
            + self.guesses * MINUTES_A_GUESS
            + self.widgets * MINUTES_A_WIDGET
        )

    @property
    def share_of_deeper(self) -> float:
        """Which share of all words is folded as "Deeper"."""
        return self.deeper / max(1, self.words + self.deeper)


@dataclass(frozen=True)
class LessonLoad:
    """What a lesson holds.

    Args:
        parts: from each heading to what stands below it, in order.
        shown: the number of lines of each shown cell of code.
        folded: how many lines of code are folded.
    """

    parts: tuple[tuple[str, Load], ...]
    shown: tuple[int, ...]
    folded: int

    @property
    def all(self) -> Load:
        """The whole lesson."""
        return sum((load for _, load in self.parts), Load())


def words_of(markdown: str) -> int:
    """How many words are read: tables count, folded text, tags and the targets of links do not.

    >>> words_of("## By *hand*: 3 - see [lesson 3](03.ipynb#x) <details><summary>Answers</summary>no</details>")
    6
    """
    text = TAG.sub(" ", LINK.sub("]", DETAILS.sub(" ", markdown)))
    return sum(1 for word in text.replace("|", " ").split() if re.search(r"\w", word))


def deeper_of(markdown: str) -> int:
    """How many words are folded as "Deeper"."""
    return sum(words_of(f"{title} {text}") for title, text in DETAILS.findall(markdown) if title.startswith("Deeper"))


def lines_of(cell: NotebookNode) -> int:
    """The lines of a cell of code that are not blank."""
    return sum(1 for line in cell.source.splitlines() if line.strip())


def is_folded(cell: NotebookNode) -> bool:
    """Is this a cell of code that is shown as one line?"""
    return bool(cell.metadata.get("jupyter", {}).get("source_hidden", False))


class Shows:
    """Which cells show a picture: known of a whole lesson, since one may show what an earlier one has made."""

    def __init__(self) -> None:
        self.pictures: set[str] = set()
        self.makers: set[str] = set()

    def in_cell(self, tree: ast.Module) -> int:
        """How many pictures a cell shows: the last thing it says, and whatever it hands to display."""
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and self._returns_picture(node):
                self.makers.add(node.name)
            elif isinstance(node, ast.Assign) and self._is_picture(node.value):
                self.pictures |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == "display"]
        displayed = sum(self._is_picture(argument) for call in calls for argument in call.args)
        last = tree.body[-1] if tree.body else None
        return displayed + (isinstance(last, ast.Expr) and self._is_picture(last.value))

    def _is_picture(self, value: ast.expr) -> bool:
        """Is this a picture?"""
        if isinstance(value, ast.Call):
            return _called(value) in self.makers or PICTURE_CALL.fullmatch(_called(value)) is not None
        return isinstance(value, ast.Name) and value.id in self.pictures

    def _returns_picture(self, function: ast.FunctionDef) -> bool:
        """Does a function return one?"""
        returned = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]
        return any(self._is_picture(value) for value in returned)


def _called(call: ast.Call) -> str:
    """The name of what is called, without the module before it."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _calls(tree: ast.Module, pattern: re.Pattern[str]) -> int:
    """How often a cell calls something whose name fits."""
    return sum(
        1 for node in ast.walk(tree) if isinstance(node, ast.Call) and pattern.fullmatch(_called(node)) is not None
    )


def load_of_code(cell: NotebookNode, shows: Shows) -> Load:
    """What a cell of code asks of its reader."""
    tree = ast.parse(cell.source)
    return Load(
        lines=0 if is_folded(cell) else lines_of(cell),
        figures=shows.in_cell(tree),
        guesses=_calls(tree, GUESS_CALL),
        widgets=_calls(tree, WIDGET_CALL),
    )


def load_of_text(cell: NotebookNode) -> Load:
    """What a text asks of its reader; of the sentences on wrong choices, one is read: the longest counts."""
    if "figure" in cell.metadata:
        return Load()
    if cell.metadata.get("part") == "wrong":
        return Load(words=max((words_of(item) for item in items(cell.source)), default=0))
    text = cell.source.replace(" (right)", "") if cell.metadata.get("part") == "choice" else cell.source
    return Load(words=words_of(text), figures=len(IMAGE.findall(DETAILS.sub(" ", text))), deeper=deeper_of(text))


def load_of_cells(cells: Iterable[NotebookNode]) -> LessonLoad:
    """What these cells hold, part by part."""
    parts, shown, folded, shows = [(BEFORE, Load())], [], 0, Shows()
    for cell in cells:
        if cell.cell_type == "code":
            load = load_of_code(cell, shows)
            folded += lines_of(cell) if is_folded(cell) else 0
            shown += [] if is_folded(cell) else [lines_of(cell)]
        else:
            load = load_of_text(cell)
            heading = re.search(r"^## (.*)$", cell.source, flags=re.MULTILINE)
            parts += [(heading[1], Load())] if heading else []
        parts[-1] = (parts[-1][0], parts[-1][1] + load)
    return LessonLoad(tuple(parts), tuple(shown), folded)


def load_of(lesson: Path) -> LessonLoad:
    """What the source of a lesson holds."""
    return load_of_cells(LessonSource.read(lesson).cells)


def set_minutes(path: Path) -> int:
    """The minutes of a set of exercises."""
    source = ExerciseSource.read(path)
    return sum(MINUTES_TO[source.head(name).metadata["asks"]] for name in source.questions)


def sittings(path: Path) -> dict[str, float]:
    """The minutes of each sitting of the capstone by its heading; what stands above the first belongs to it."""
    found: dict[str, list[NotebookNode]] = {}
    cells: list[NotebookNode] = []
    for cell in ExerciseSource.read(path).cells:
        heading = re.search(r"^## (Sitting.*)$", cell.source, flags=re.MULTILINE)
        if cell.cell_type == "markdown" and heading:
            cells = found.setdefault(heading[1], cells if not found else [])
        cells.append(cell)
    return {heading: _sitting(cells) for heading, cells in found.items()}


def _sitting(cells: list[NotebookNode]) -> float:
    """The minutes of a sitting: its questions, and what is read between them as in a lesson."""
    said = [(cell, Metadata.of(cell)) for cell in cells]
    asked = sum(MINUTES_TO[metadata.asks] for _, metadata in said if metadata.asks)
    return asked + load_of_cells(cell for cell, metadata in said if not metadata.question).all.minutes


def rounded_up(minutes: float) -> int:
    """Whole minutes."""
    return math.ceil(round(minutes, 6))


def minutes_of(stem: str) -> int:
    """The whole minutes of a lesson, or of both sittings of the capstone.

    Raises:
        ValueError: it has no source.
    """
    if stem == CAPSTONE:
        return sum(rounded_up(minutes) for minutes in sittings(SETS / f"{CAPSTONE}.py").values())
    return rounded_up(load_of(_existing(SOURCES / f"{stem}.py")).all.minutes)


def exercise_minutes_of(stem: str) -> int:
    """The minutes of the set of a lesson.

    Raises:
        ValueError: it has no source.
    """
    return set_minutes(_existing(SETS / f"{stem}.py"))


def _existing(path: Path) -> Path:
    """A source that is there."""
    if not path.exists():
        raise ValueError(f"there is no {path.relative_to(ROOT)}, so its minutes are not known.")
    return path


def with_minutes(text: str, stem: str) -> str:
    """A text of a lesson or set with its minutes filled in, as the head of this file says.

    Raises:
        ValueError: it names no lesson, or one that has no source.
    """
    return PLACE.sub(lambda found: str(_number(found[1], found[2], stem)), text)


def _number(kind: str, key: str | None, stem: str) -> int:
    """The number that stands for a placeholder in a text of this lesson or set."""
    if key is not None and key not in LESSONS:
        raise ValueError(f"{{{kind}:{key}}} refers to no lesson; the keys are {', '.join(LESSONS)}.")
    about = stem if key is None else LESSONS[key]
    if kind in ("minutes", "exercise_minutes"):
        return minutes_of(about) if kind == "minutes" else exercise_minutes_of(about)
    if kind in ("first_sitting", "second_sitting"):
        return rounded_up(list(sittings(SETS / f"{CAPSTONE}.py").values())[kind == "second_sitting"])
    folder, of_one = (SOURCES, minutes_of) if kind == "sum_minutes" else (SETS, exercise_minutes_of)
    return sum(of_one(path.stem) for path in sorted(folder.glob("[0-9][0-9]_*.py")))


def _rows(path: Path) -> Iterator[str]:
    """What is printed of a lesson."""
    lesson = load_of(path)
    load, shown = lesson.all, lesson.shown
    exercises = SETS / path.name
    set_said = f"{set_minutes(exercises)} min for the set" if exercises.exists() else "no set"
    too_long = "  TOO LONG" if load.minutes > MAX_MINUTES else ""
    yield f"{path.stem}: {load.minutes:.1f} minutes{too_long}, {set_said}"
    yield (
        f"  {load.words} words, {load.lines} shown lines in {len(shown)} cells (longest {max(shown, default=0)}, "
        f"median {median(shown) if shown else 0:g}), {lesson.folded} folded lines,"
    )
    yield (
        f"  {load.figures} figures, {load.guesses} guesses, {load.widgets} widgets, "
        f"Deeper {load.deeper} words ({load.share_of_deeper:.0%})"
    )
    yield "   min  words lines figs guess widg  part"
    for heading, part in lesson.parts:
        yield (
            f"  {part.minutes:4.1f} {part.words:6} {part.lines:5} {part.figures:4} {part.guesses:5} {part.widgets:4}  "
            f"{heading}"
        )
    yield ""


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="numbers or stems of lessons, or capstone; all where none is named")
    names = parser.parse_args().names
    for stem in LESSONS.values():
        if names and stem not in names and stem.split("_")[0] not in names:
            continue
        if (SOURCES / f"{stem}.py").exists():
            print("\n".join(_rows(SOURCES / f"{stem}.py")))
        elif stem == "capstone":
            said = [f"{heading}: {minutes:.1f} minutes" for heading, minutes in sittings(SETS / "capstone.py").items()]
            print("capstone\n  " + "\n  ".join(said or ["no heading begins with Sitting"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
