"""The source of a lesson: one text, from which the notebook is made, and the words of its guesses and figures.

A source is py:percent. A guess is a few text cells, dropped from the notebook and written to the package's data, so
that nothing in the notebook answers it:

# %% [markdown] guess="ring" part="question"      what is asked; low=0 high=1 close=0.05 for the scale of a number
# Which of the two does accuracy prefer?
# %% [markdown] guess="ring" part="choice"        a list; "(right)" behind one of them where nothing can be computed
# - too small
# - too large
# %% [markdown] guess="ring" part="because"       what explains the answer, shown with it
# It counts wrong pixels, and the larger ring has more of them.
# %% [markdown] guess="ring" part="wrong"         a sentence for each wrong choice; for a number, "too high", "too low"
# - too large: The object was found whole, but accuracy does not see objects.
# %%
ask("ring", 0 if does_small_win else 1)          the answer: a number, or the index of the right choice
# %% answers="ring"                               the cell whose outputs wait for the guess
print(...)

A figure's words are such a cell too: figure="cups" part="alt"; the code says alt=alt_text("cups").

What heads say about the lecture, and cells for the lecture alone: tools/lecture_heads.py.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, get_args

import jupytext
from nbformat import NotebookNode

from segmetrics_lab.progress import LESSONS
from tools.lecture_heads import fault_of_heads, is_for_class, without_heads
from tools.references import filled_in

Part = Literal["question", "choice", "because", "wrong"]
PARTS: tuple[Part, ...] = get_args(Part)
BLOCK = re.compile(r"^# %%.*?(?=^# %%|\Z)", re.MULTILINE | re.DOTALL)
ITEM = re.compile(r"^- (.+(?:\n(?!- ).+)*)", re.MULTILINE)
RIGHT = " (right)"
SIDES = ("too high", "too low")
SCALE = ("low", "high", "close")
OF_GUESSES = ("guess", "part", "figure", *SCALE)

PREFIX = "answers-"
"""The id of the cell that answers a guess begins like this; its rest is the guess's key."""

NEIGHBOURS = "lines_to_next_cell"
"""Under this key jupytext notes blank lines that it would not have written."""

OTHER_KEYS = (*OF_GUESSES, "answers", "jupyter", "tags", NEIGHBOURS)
"""What a cell may carry beside what is said about the lecture."""

IN_LECTURE = "lecture-"
"""So begin the ids of cells that learners do not have under the same id."""


@dataclass(frozen=True)
class GuessSource:
    """The words of a guess.

    Args:
        key: its name, the same in no other lesson.
        parts: the text of each part that its cells give.
        scale: low, high and close, as far as its question says them.
        answering: a digest of the cell that answers it.
    """

    key: str
    parts: dict[str, str] = field(default_factory=dict)
    scale: dict[str, float] = field(default_factory=dict)
    answering: str = ""

    @property
    def choices(self) -> list[str]:
        """The texts to choose from, without their marks; none where a number or a curve is asked for."""
        return [item.removesuffix(RIGHT) for item in items(self.parts.get("choice", ""))]

    @property
    def right(self) -> int | None:
        """The index of the choice that is marked as right; None where the lesson computes it."""
        marked = [number for number, item in enumerate(items(self.parts.get("choice", ""))) if item.endswith(RIGHT)]
        return marked[0] if marked else None

    @property
    def wrong(self) -> dict[str, str]:
        """The sentence for each wrong choice, or for each side of a number."""
        names = sorted(self.choices or SIDES, key=len, reverse=True)  # one choice may begin like another
        said = items(self.parts.get("wrong", ""))
        found = ((next((name for name in names if item.startswith(f"{name}: ")), item), item) for item in said)
        return {name: item.removeprefix(f"{name}: ") for name, item in found}

    def fault(self) -> str:
        """What is wrong with it; empty where nothing is."""
        missing = [part for part in ("question", "because") if not self.parts.get(part)]
        if missing:
            return f"lacks {' and '.join(missing)}"
        known = self.choices or SIDES
        strange = [name for name in self.wrong if name not in known]
        if strange:
            return f"explains {strange[0]!r}, which is none of {', '.join(known)}: write '- choice: sentence'"
        unexplained = [name for name in self.choices if name not in self.wrong]
        if self.choices and len(unexplained) != 1:
            return f"must explain every wrong choice and leave out the right one, but leaves out {unexplained}"
        if self.right is not None and self.choices[self.right] not in unexplained:
            return f"explains {self.choices[self.right]!r} as wrong, which it marks as right"
        return "" if self.answering else f'has no cell with answers="{self.key}"'

    def as_data(self) -> dict[str, Any]:
        """What the package knows of it."""
        return {
            "question": self.parts["question"],
            "choices": self.choices,
            "right": self.right,
            "because": self.parts["because"],
            "wrong": self.wrong,
            **{name: self.scale.get(name) for name in SCALE},
            "answering": self.answering,
        }


@dataclass(frozen=True)
class LessonSource:
    """A source as its cells.

    Args:
        name: the stem of its file.
        cells: all but those for the lecture alone, with references filled in.
        with_lecture: all of them.
    """

    name: str
    cells: tuple[NotebookNode, ...]
    with_lecture: tuple[NotebookNode, ...]

    @classmethod
    def read(cls, path: Path) -> "LessonSource":
        """Read a source.

        Raises:
            ValueError: a reference names no lesson, or something is wrong with a guess or with the head of a cell.
        """
        text = path.read_text(encoding="utf-8")
        with_lecture = _cells_in(text)
        fault = fault_of_heads(with_lecture, OTHER_KEYS)
        if fault:
            raise ValueError(f"{path.name}, {fault}")
        try:
            cells = _cells_in(_without_lecture(text, with_lecture))
        except ValueError as problem:
            raise ValueError(f"{path.name}: {problem}") from None
        source = cls(path.stem, tuple(cells), tuple(with_lecture))
        for key, guess in source.guesses.items():
            fault = guess.fault() or source._fault_of_question(key)
            if fault:
                raise ValueError(f"{path.name}: guess {key!r} {fault}.")
        return source

    @property
    def key(self) -> str:
        """The key of the lesson, which stays whatever its number."""
        return next(key for key, stem in LESSONS.items() if stem == self.name)

    @property
    def title(self) -> str:
        """Its first line without the number, up to a colon."""
        return re.sub(r"^# (\d+ · )?([^:?]+).*", r"\2", self.cells[0].source.splitlines()[0])

    @property
    def guesses(self) -> dict[str, GuessSource]:
        """The guesses by their keys, in their order."""
        found: dict[str, GuessSource] = {}
        for cell in self.cells:
            about = cell.metadata
            if "answers" in about:
                key = about["answers"]
                known = found.get(key, GuessSource(key))
                found[key] = GuessSource(key, known.parts, known.scale, digest_of(cell))
            elif "guess" in about:
                key, part = about["guess"], about.get("part")
                if part not in PARTS:
                    raise ValueError(f"{self.name}: guess {key!r} has a part {part!r}; parts are {', '.join(PARTS)}.")
                known = found.get(key, GuessSource(key))
                scale = {name: about[name] for name in SCALE if name in about}
                found[key] = GuessSource(key, known.parts | {part: cell.source}, known.scale | scale, known.answering)
        return found

    @property
    def alts(self) -> dict[str, str]:
        """The words of figures by their keys, each as one line."""
        return {cell.metadata["figure"]: in_one_line(cell.source) for cell in self.cells if "figure" in cell.metadata}

    def cells_of_notebook(self) -> list[NotebookNode]:
        """The cells that a learner sees, without what their heads say about the lecture."""
        seen = [without_heads(cell) for cell in _seen(self.cells)]
        for cell in seen:
            if "answers" in cell.metadata:
                cell["id"] = f"{PREFIX}{cell.metadata.pop('answers')}"
        return seen

    def cells_of_lecture(self) -> list[NotebookNode]:
        """The cells of the lecture: the learner's, and those for the lecture alone. No cell waits for a guess in it."""
        seen = _seen(self.with_lecture)
        for number, cell in enumerate(seen, start=1):
            key = cell.metadata.pop("answers", "")
            cell.metadata.pop(NEIGHBOURS, None)
            if key or is_for_class(cell):
                cell["id"] = f"{IN_LECTURE}{key or number}"
        return seen

    def _fault_of_question(self, key: str) -> str:
        """Is the question asked in one code cell, above the one that answers it? What is wrong; empty if nothing is."""
        code = [cell for cell in self.cells if cell.cell_type == "code"]
        asking = [number for number, cell in enumerate(code) if re.search(rf'\b(ask|draw)\(\s*"{key}"', cell.source)]
        answering = [number for number, cell in enumerate(code) if cell.metadata.get("answers") == key]
        if len(asking) != 1 or len(answering) != 1:
            return f"is asked in {len(asking)} cells and answered in {len(answering)}: each must be one"
        return "" if asking[0] < answering[0] else "is answered above its question"


def _cells_in(text: str) -> list[NotebookNode]:
    """The cells of a source, with references filled in."""
    cells: list[NotebookNode] = jupytext.reads(text, fmt="py:percent").cells
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = filled_in(cell.source)
    return cells


def _without_lecture(text: str, cells: list[NotebookNode]) -> str:
    """The text of a source without the cells for the lecture alone, since jupytext looks at the neighbours of a cell.

    Raises:
        ValueError: a line in a cell begins as the head of a cell does.
    """
    if not any(map(is_for_class, cells)):
        return text
    blocks = BLOCK.findall(text)
    if len(blocks) != len(cells):
        raise ValueError("a line inside a cell begins with '# %%'; move it, or write it otherwise.")
    return "".join(block for block, cell in zip(blocks, cells, strict=True) if not is_for_class(cell))


def _seen(cells: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Copies of the cells that stand in a notebook."""
    return [deepcopy(cell) for cell in cells if not any(name in cell.metadata for name in OF_GUESSES)]


def items(text: str) -> list[str]:
    """The items of a list, each in one line."""
    return [in_one_line(item) for item in ITEM.findall(text)]


def in_one_line(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def digest_of(cell: NotebookNode) -> str:
    """A short digest of what a cell says, by which the kernel knows it again."""
    return sha256(cell.source.encode()).hexdigest()[:12]


def texts_of(sources: Iterable[LessonSource]) -> dict[str, dict[str, Any]]:
    """The titles of the lessons and the keys of their guesses, and the words of all guesses and figures.

    Raises:
        ValueError: two lessons use the same key.
    """
    texts: dict[str, dict[str, Any]] = {"lessons": {}, "guesses": {}, "alts": {}}
    for source in sources:
        if source.name in LESSONS.values():
            texts["lessons"][source.key] = {"title": source.title, "guesses": list(source.guesses)}
        lesson: dict[str, dict[str, Any]] = {
            "guesses": {key: guess.as_data() for key, guess in source.guesses.items()},
            "alts": source.alts,
        }
        for kind, entries in lesson.items():
            twice = texts[kind].keys() & entries.keys()
            if twice:
                raise ValueError(f"{source.name}: {', '.join(sorted(twice))} is used by an earlier lesson too.")
            texts[kind] |= entries
    return texts
