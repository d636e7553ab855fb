"""The glossary: every word once, in order, with every function of the metrics and every word that a lesson defines."""

import re
from pathlib import Path

import nbformat
import pytest

from segmetrics_lab import metrics

FOLDER = Path(__file__).parents[1] / "notebooks"
LESSONS = sorted(FOLDER.glob("[0-9][0-9]_*.ipynb"))
ENTRY = re.compile(r"^\*\*([^*]+)\*\* · (.+(?:\n.+)*)", flags=re.MULTILINE)

MOST_WORDS = 3
"""What is longer and bold in a lesson is a sentence, not a word."""

STRESSED = {
    *("a class", "a box", "a label map", "a row", "a column", "the diagonal", "column", "row", "is", "called", "cup"),
    *("falls", "above", "half", "and", "good", "high", "low", "choose", "purpose", "how large", "scored", "drives"),
    *("which score", "which classes", "which images", "which pictures", "lower the threshold", "precision pays"),
    *("training", "validation", "test", "statistics", "copies", "strokes", "the truth", "the truth itself"),
    *("first", "then", "together", "leaves", "the winner's luck"),
    *("one photograph twice", "commit first", "shift + enter", "choices"),
}
"""Bold in a lesson, but no word that it defines."""


def texts(name):
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def entries():
    """The words with what is said of them, in their order."""
    words, _, _ = "\n\n".join(texts("glossary")).partition("## Who has it the other way round")
    return ENTRY.findall(words)


def bold(lesson):
    """The words in bold of a lesson, from its second cell to its exercises, up to a colon."""
    text, _, _ = "\n\n".join(texts(lesson.stem)[1:]).partition("\n## Exercises")
    text = re.sub(r"<details>.*?</details>|```.*?```|`[^`]*`", " ", text, flags=re.DOTALL)
    found = [
        " ".join(words.split()).lower().partition(":")[0] for words in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)
    ]
    return {words for words in found if len(words.split()) <= MOST_WORDS and words[-1:].isalpha()}


def test_every_word_stands_once_and_in_alphabetical_order():
    words = [word for word, _ in entries()]
    assert len(words) > 70
    assert words == sorted(set(words), key=str.casefold)


def test_every_word_stands_under_its_letter():
    words, _, _ = "\n".join(texts("glossary")).partition("## Who has it the other way round")
    for part in re.split(r"^## (?=\w$)", words, flags=re.MULTILINE)[1:]:
        assert {word[0].upper() for word in re.findall(r"^\*\*([^*]+)\*\* · ", part, flags=re.MULTILINE)} == {part[0]}


def test_a_meaning_is_one_sentence_in_plain_words():
    for word, said in entries():
        meaning = re.split(r"\*Elsewhere:\*|\*Code:\*|\(\[lesson", said)[0].strip()
        assert meaning[-1] in ".:", word
        assert len(meaning.split()) <= 45, word


def test_every_word_says_where_it_is_explained():
    assert [word for word, said in entries() if ("([lesson" in said) == ("*Explained here only.*" in said)] == []


def test_every_name_of_the_metrics_is_in_the_glossary():
    code = "\n".join(said.partition("*Code:*")[2] for _, said in entries())
    assert [name for name in metrics.__all__ if f"`{name}" not in code] == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_every_word_that_a_lesson_defines_is_in_the_glossary(lesson):
    known = {word.lower() + ending for word, _ in entries() for ending in ("", "s")}
    assert bold(lesson) - STRESSED - known == set()


def test_other_libraries_are_quoted_with_a_place_to_read_it():
    table = next(text for text in texts("glossary") if "| library | first |" in text)
    rows = [row for row in table.splitlines() if row.startswith("|")][2:]
    assert len(rows) >= 10
    assert [row for row in rows[2:] if "](https://" not in row] == []
