"""The words of the glossary: what stands in its notebook, with a place for each word that other pages link to."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tools.site.links import for_site

GLOSSARY = Path(__file__).resolve().parents[2] / "notebooks" / "glossary.ipynb"
ENTRY = re.compile(r"^\*\*([^*]+)\*\* · (.+(?:\n.+)*)", flags=re.MULTILINE)
LESSON = re.compile(r"\(\[lesson \d+\]\((\w+)\.ipynb")
MEANING_ENDS = re.compile(r"\*Elsewhere:\*|\*Code:\*|\*Explained here only|\(\[lesson")

EVERYDAY = frozenset(
    {
        *("depth", "drive", "even", "extra", "feature", "forest", "frame", "gap", "generous", "group", "leaf"),
        *("missed", "model", "object", "report", "sample", "seed", "split", "stage", "strict", "swapped", "union"),
    }
)
"""Words that lessons also use as everybody does: meant where one is set apart, and in the lesson that explains it."""


@dataclass(frozen=True)
class Entry:
    """A word of the glossary.

    Args:
        word: as it stands there.
        meaning: in plain text, without what others call it.
        lesson: the stem of the lesson that explains it; empty where none does.
    """

    word: str
    meaning: str
    lesson: str = ""

    @property
    def place(self) -> str:
        """Its anchor.

        >>> Entry("Otsu's method", "").place
        'word-otsu-s-method'
        """
        return "word-" + re.sub(r"\W+", "-", self.word.lower())


@cache
def entries() -> tuple[Entry, ...]:
    """All words in their order."""
    cells = nbformat.read(GLOSSARY, as_version=4).cells
    text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return tuple(
        Entry(word, _plain(MEANING_ENDS.split(said)[0]), "".join(LESSON.findall(said)[-1:]))
        for word, said in ENTRY.findall(text)
    )


def page_of(notebook: NotebookNode, pages: dict[str, str]) -> NotebookNode:
    """The notebook of the glossary as a page, with a place for each word."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = ENTRY.sub(lambda found: f"({Entry(found[1], '').place})=\n{found[0]}", cell.source)
            cell.source = for_site(cell.source, pages, up="")
    return notebook


def words_for_page() -> dict[str, list[str]]:
    """From the place of each word to the word and its meaning, for the card that a page shows."""
    return {entry.place: [entry.word, entry.meaning] for entry in entries()}


def _plain(text: str) -> str:
    """Markdown without its marks, in one line.

    >>> _plain("`label_map[row, column]` is *the* class, see [below](#x).")
    'label_map[row, column] is the class, see below.'
    """
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"(?<!\w)\*|\*(?!\w)|`", "", text).split())
