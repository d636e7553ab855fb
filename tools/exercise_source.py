"""The source of an exercise set: one text, from which the learner's notebook, the solved one and the hints are made.

A source is py:percent. Cells without a question belong to both notebooks. A cell of a question says so in its metadata,
which may hold what the class Metadata lists and nothing else:

# %% [markdown] question="iou" asks="implement" points=0
# ## 1 · The IoU of two masks          its first line is the title
# - a: Half of the object is found.    the options, where it asks to diagnose, choose or select
# %% [markdown] question="iou" part="why"
# - a (M25): That is a recall of 0.5.  what each option means, as tools/exercise_options.py says
# %% question="iou" part="starter"     what the learner gets
# %% question="iou" part="solution"    what stands there in the solved notebook
# %% question="iou" part="check"       ex03.iou.check(my_iou)
# %% [markdown] question="iou" part="hint"     one cell for each hint, from the idea to almost the code
# %% question="iou" part="hidden"      CASES = [...]: for graded questions, kept from the learners

A question that asks to write is marked by hand: it has no check, and these parts beside its text.

# %% [markdown] question="letter" part="written"    the cell in which the learner writes, with what stands there before
# %% [markdown] question="letter" part="rubric"     - 1: what earns so many points, a line each; for the lecturer
"""

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, get_args

import jupytext
import nbformat
from nbformat import NotebookNode

from tools.exercise_answers import answers_of, fault_of_answers
from tools.exercise_options import fault_of_options, options_of
from tools.references import filled_in, set_name

Part = Literal["text", "why", "starter", "solution", "check", "hint", "hidden", "written", "rubric"]
Way = Literal["implement", "predict", "falsify", "diagnose", "choose", "select", "write"]
PARTS: tuple[Part, ...] = get_args(Part)
WAYS: tuple[Way, ...] = get_args(Way)
NEEDED: tuple[Part, ...] = ("text", "starter", "solution", "check", "hint")
NEEDED_TO_WRITE: tuple[Part, ...] = ("text", "written", "rubric")
RUBRIC = re.compile(r"^- (\d+(?:\.\d+)?): (.+)$")
OF_JUPYTEXT = ("lines_to_next_cell",)
"""Metadata that no author writes."""


@dataclass(frozen=True)
class Metadata:
    """All that the metadata of a cell may say.

    Args:
        question: the question that the cell belongs to; empty for a cell of the set.
        part: which part of its question the cell is; a text that does not say so is the question itself.
        asks: how the question asks; its first cell says so.
        points: what it earns in a class; its first cell says so where it is graded.
    """

    question: str = ""
    part: Part | Literal[""] = ""
    asks: Way | Literal[""] = ""
    points: float = 0

    @classmethod
    def of(cls, cell: NotebookNode) -> "Metadata":
        """What a cell says of itself.

        Raises:
            ValueError: it says something that is not allowed.
        """
        said = {key: value for key, value in cell.metadata.items() if key not in OF_JUPYTEXT}
        known = [field.name for field in fields(cls)]
        unknown = [key for key in said if key not in known]
        if unknown:
            raise ValueError(f"the key {unknown[0]!r} is unknown; a cell may say {', '.join(known)}.")
        if "question" in said and cell.cell_type == "markdown":
            said.setdefault("part", "text")
        return cls(**said)

    def __post_init__(self) -> None:
        """Refuse values that have no meaning."""
        if not self.question and (self.part or self.asks or self.points):
            raise ValueError('part, asks and points belong to a question: add question="...".')
        if self.question and self.part not in PARTS:
            raise ValueError(f"there is no part {self.part!r}; the parts are {', '.join(PARTS)}.")
        if self.asks and self.asks not in WAYS:
            raise ValueError(f"no question asks to {self.asks!r}; it may ask to {', '.join(WAYS)}.")
        if not isinstance(self.points, int | float) or self.points < 0:
            raise ValueError(f"points must be a number of at least 0, but are {self.points!r}.")
        if self.part != "text" and (self.asks or self.points):
            raise ValueError("asks and points belong in the first text cell of a question.")


@dataclass(frozen=True)
class ExerciseSource:
    """A source as its cells.

    Args:
        set_name: "ex01" to "ex13", or "capstone".
        cells: the cells with what their metadata say, checked.
    """

    set_name: str
    cells: tuple[NotebookNode, ...]

    @classmethod
    def read(cls, path: Path) -> "ExerciseSource":
        """Read a source.

        Raises:
            ValueError: the metadata of a cell is not allowed, or a question lacks a part or its options.
        """
        cells = tuple(nbformat.from_dict(cell) for cell in jupytext.read(path, fmt="py:percent").cells)
        for number, cell in enumerate(cells, start=1):
            if cell.cell_type == "markdown":
                cell.source = filled_in(cell.source)
            try:
                Metadata.of(cell)
            except ValueError as error:
                first_line = cell.source.partition("\n")[0]
                raise ValueError(f"{path.name}, cell {number} ({first_line!r}): {error}") from None
        source = cls(set_name(path.stem), cells)
        for name in (*source.questions, *source.written):
            fault = source._fault(name)
            if fault:
                raise ValueError(f"{path.name}: question {name!r} {fault}.")
        return source

    def _fault(self, question: str) -> str:
        """What is wrong with a question; empty where nothing is."""
        if question in self.written:
            return self._fault_of_written(question)
        missing = [part for part in NEEDED if not self.of(question, part)]
        if missing:
            return f"lacks {', '.join(missing)}"
        asks = Metadata.of(self.head(question)).asks
        if not asks:
            return f"must say in its first cell what it asks: {', '.join(WAYS)}"
        return fault_of_options(asks, self.text(question, "text"), self.text(question, "why")) or fault_of_answers(
            self.text(question, "check"), self._code_elsewhere(question)
        )

    def _fault_of_written(self, question: str) -> str:
        """What is wrong with a question that asks to write; empty where nothing is."""
        missing = [part for part in NEEDED_TO_WRITE if not self.of(question, part)]
        if missing:
            return f"lacks {', '.join(missing)}"
        earned, points = sum(of_line for of_line, _ in self.rubric(question)), self.points(question)
        return "" if earned == points else f"earns {points:g} points, but the lines of its rubric {earned:g}"

    def _code_elsewhere(self, question: str) -> list[str]:
        """The code of all cells that do not belong to a question."""
        code = [cell for cell in self.cells if cell.cell_type == "code"]
        return [cell.source for cell in code if Metadata.of(cell).question != question]

    @property
    def questions(self) -> list[str]:
        """The names of the questions that are checked, in their order."""
        names = (Metadata.of(cell).question for cell in self.cells)
        return [name for name in dict.fromkeys(names) if name and name not in self.written]

    @property
    def written(self) -> list[str]:
        """The names of the questions that ask to write."""
        return [metadata.question for metadata in map(Metadata.of, self.cells) if metadata.asks == "write"]

    def of(self, question: str, part: Part) -> list[NotebookNode]:
        """The cells of one part of a question."""
        said = ((cell, Metadata.of(cell)) for cell in self.cells)
        return [cell for cell, metadata in said if (metadata.question, metadata.part) == (question, part)]

    def head(self, question: str) -> NotebookNode:
        """The first text cell of a question: it holds the title, the way to ask and the points."""
        return self.of(question, "text")[0]

    def title(self, question: str) -> str:
        """Its heading."""
        return re.sub(r"^#+\s*", "", self.head(question).source.splitlines()[0])

    def points(self, question: str) -> float:
        """What a question earns in a class; 0 where it is a self-check."""
        return float(Metadata.of(self.head(question)).points)

    def rubric(self, question: str) -> list[tuple[float, str]]:
        """The lines of the rubric of a written answer: how many points, and for what.

        Raises:
            ValueError: a line is none of a rubric.
        """
        found = []
        for item in re.split(r"\n(?=- )", self.text(question, "rubric")):
            line = RUBRIC.match(" ".join(item.split()))
            if line is None:
                raise ValueError(f"the rubric of {question!r} has a line that is not '- 1: what earns it': {item!r}")
            found.append((float(line[1]), line[2]))
        return found

    def text(self, question: str, part: Part) -> str:
        """The cells of a part as one text."""
        return "\n\n".join(cell.source for cell in self.of(question, part))

    def texts(self) -> dict[str, dict[str, object]]:
        """What the package knows of each question: never the solution of a graded one."""
        return {
            name: {
                "title": self.title(name),
                "starter": self.text(name, "starter"),
                "answers": answers_of(self.text(name, "check")),
                "options": options_of(self.text(name, "text"), self.text(name, "why")),
                "hints": [cell.source for cell in self.of(name, "hint")],
                "solution": None if self.points(name) else self.text(name, "solution"),
                "points": self.points(name),
            }
            for name in self.questions
        }

    def written_texts(self) -> dict[str, dict[str, object]]:
        """What a lecturer needs of each written question: its title, what stands in its cell, points and rubric."""
        return {
            name: {
                "title": self.title(name),
                "starter": self.text(name, "written"),
                "points": self.points(name),
                "rubric": self.rubric(name),
            }
            for name in self.written
        }

    def texts_as_json(self) -> str:
        """The same as the text of a file."""
        return json.dumps(self.texts(), indent=1, ensure_ascii=False) + "\n"

    def cells_for(self, *, solved: bool) -> list[NotebookNode]:
        """The cells of the learner's notebook, or of the solved one."""
        wanted = ("", "text", "solution" if solved else "starter", "check", "written")
        return [self._for_notebook(cell, solved) for cell in self.cells if Metadata.of(cell).part in wanted]

    def _for_notebook(self, cell: NotebookNode, solved: bool) -> NotebookNode:
        """A cell with the metadata that grading and tests look at, and a word on hints below each check."""
        metadata, text = Metadata.of(cell), cell.source
        if not metadata.question:
            return nbformat.from_dict({**cell, "metadata": {}})
        question = f"{self.set_name}.{metadata.question}"
        if metadata.part == "check" and not solved:
            text += f"\n# stuck? {question}.hint()"
        about = {"segmetrics": {"question": question, "part": metadata.part}}
        return nbformat.from_dict({**cell, "source": text, "metadata": about})
