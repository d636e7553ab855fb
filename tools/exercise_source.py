"""The source of an exercise set: one text, from which the learner's notebook, the solved one and the hints are made.

A source is py:percent. Cells without a question belong to both notebooks. A cell of a question says so in its metadata:

# %% [markdown] question="iou" asks="implement" points=0
# ## 1 · The IoU of two masks          its first line is the title
# %% question="iou" part="starter"     what the learner gets
# %% question="iou" part="solution"    what stands there in the solved notebook
# %% question="iou" part="check"       ex03.iou.check(my_iou)
# %% [markdown] question="iou" part="hint"     one cell for each hint, from the idea to almost the code
# %% question="iou" part="hidden"      CASES = [...]: for graded questions, kept from the learners
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

PARTS = ("text", "starter", "solution", "check", "hint", "hidden")
WAYS = ("implement", "predict", "falsify", "diagnose", "choose")


@dataclass(frozen=True)
class ExerciseSource:
    """A source as its cells.

    Args:
        set_name: "ex01" to "ex09".
        cells: the cells with what their metadata say, checked.
    """

    set_name: str
    cells: tuple[NotebookNode, ...]

    @classmethod
    def read(cls, path: Path) -> "ExerciseSource":
        """Read a source; a cell that is no part of a question, or a question without a part, is refused."""
        cells = tuple(nbformat.from_dict(cell) for cell in jupytext.read(path, fmt="py:percent").cells)
        source = cls(f"ex{path.stem[:2]}", cells)
        for cell in cells:
            if "question" in cell.metadata and part_of(cell) not in PARTS:
                raise ValueError(f"{path.name}: there is no part {part_of(cell)!r}; the parts are {', '.join(PARTS)}.")
        for name in source.questions:
            missing = {"text", "starter", "solution", "check", "hint"} - {part_of(cell) for cell in source.of(name)}
            if missing:
                raise ValueError(f"{path.name}: question {name!r} lacks {', '.join(sorted(missing))}.")
            if source.head(name).metadata.get("asks") not in WAYS:
                raise ValueError(f"{path.name}: question {name!r} must say what it asks: {', '.join(WAYS)}.")
        return source

    @property
    def questions(self) -> list[str]:
        """The names of the questions in their order."""
        return list(dict.fromkeys(cell.metadata["question"] for cell in self.cells if "question" in cell.metadata))

    def of(self, question: str, part: str | None = None) -> list[NotebookNode]:
        """The cells of a question, or those of one part of it."""
        return [
            cell for cell in self.cells if cell.metadata.get("question") == question and part in (None, part_of(cell))
        ]

    def head(self, question: str) -> NotebookNode:
        """The first text cell of a question: it holds the title, the way to ask and the points."""
        return self.of(question, "text")[0]

    def points(self, question: str) -> float:
        """What a question earns in a class; 0 where it is a self-check."""
        return float(self.head(question).metadata.get("points", 0))

    def text(self, question: str, part: str) -> str:
        """The cells of a part as one text."""
        return "\n\n".join(cell.source for cell in self.of(question, part))

    def texts(self) -> dict[str, dict[str, object]]:
        """What the package knows of each question: never the solution of a graded one."""
        return {
            name: {
                "title": re.sub(r"^#+\s*", "", self.head(name).source.splitlines()[0]),
                "asks": self.head(name).metadata["asks"],
                "starter": self.text(name, "starter"),
                "hints": [cell.source for cell in self.of(name, "hint")],
                "solution": None if self.points(name) else self.text(name, "solution"),
                "points": self.points(name),
            }
            for name in self.questions
        }

    def texts_as_json(self) -> str:
        """The same as the text of a file."""
        return json.dumps(self.texts(), indent=1, ensure_ascii=False) + "\n"

    def cells_for(self, *, solved: bool) -> list[NotebookNode]:
        """The cells of the learner's notebook, or of the solved one."""
        wanted = ("text", "solution" if solved else "starter", "check")
        return [
            self._for_notebook(cell, solved)
            for cell in self.cells
            if "question" not in cell.metadata or part_of(cell) in wanted
        ]

    def _for_notebook(self, cell: NotebookNode, solved: bool) -> NotebookNode:
        """A cell with the metadata that grading and tests look at, and a word on hints below each check."""
        question = cell.metadata.get("question")
        about = (
            {}
            if question is None
            else {"segmetrics": {"question": f"{self.set_name}.{question}", "part": part_of(cell)}}
        )
        text = cell.source
        if question is not None and part_of(cell) == "check" and not solved:
            text += f"\n# stuck? {self.set_name}.{question}.hint()"
        return nbformat.from_dict({**cell, "source": text, "metadata": about})


def part_of(cell: NotebookNode) -> str:
    """Which part of its question a cell is; a text without a part is the question itself."""
    default = "text" if cell.cell_type == "markdown" else ""
    return str(cell.metadata.get("part", default))
