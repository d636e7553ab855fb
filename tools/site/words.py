"""Marks the first use of each word of the glossary on a page, as a link that shows what the word means.

Sphinx loads this as an extension. A word that a page sets in bold or italics is marked there, since that is where it is
explained; any other where it first stands in the text. Headings, code, links and what a cell shows are left alone.
"""

import re
from functools import cache
from typing import Any

from docutils import nodes

from tools.site.glossary import EVERYDAY, Entry, entries

MARKED = ("lessons/", "exercises/")
"""The folders whose pages are marked."""

SET_APART = (nodes.strong, nodes.emphasis)
LEFT_ALONE = (nodes.title, nodes.literal, nodes.literal_block, nodes.reference, nodes.raw, nodes.container)


@cache
def _forms() -> dict[str, Entry]:
    """The words as a text may write them, in lower case: one or several."""
    return {entry.word.lower() + ending: entry for entry in entries() for ending in ("", "s")}


@cache
def _pattern() -> re.Pattern[str]:
    """Finds any word, the longest first."""
    words = [re.escape(form).replace("'", "['’]") for form in sorted(_forms(), key=len, reverse=True)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", flags=re.IGNORECASE)


def mark_words(app: Any, doctree: nodes.document, docname: str) -> None:
    """Called by Sphinx for each page before it is written."""
    if docname.startswith(MARKED):
        glossary = app.builder.get_relative_uri(docname, "glossary")
        done: set[str] = set()
        for is_set_apart in (True, False):
            for text in list(doctree.findall(nodes.Text)):
                if isinstance(text.parent, SET_APART) >= is_set_apart and _is_prose(text):
                    _mark(text, glossary, done, lesson="" if is_set_apart else docname.rpartition("/")[2])


def _is_prose(text: nodes.Text) -> bool:
    """May a word of this text be marked?"""
    parent = text.parent
    while parent is not None:
        if isinstance(parent, LEFT_ALONE):
            return False
        parent = parent.parent
    return True


def _mark(text: nodes.Text, glossary: str, done: set[str], *, lesson: str) -> None:
    """Replace the words of a text that are not marked yet by links.

    Args:
        text: some words.
        glossary: leads to its page.
        done: the places of the words that are marked already.
        lesson: its stem; empty where only a text that is nothing but a word is to be marked.
    """
    words, pieces, end = str(text), [], 0
    for found in _pattern().finditer(words):
        entry = _forms()[found[0].lower().replace("’", "'")]
        is_alone = len(found[0]) >= len(words.rstrip(".:,;?"))
        is_meant = is_alone if not lesson else entry.word not in EVERYDAY or entry.lesson == lesson
        if is_meant and entry.place not in done:
            done.add(entry.place)
            link = nodes.reference("", found[0], internal=True, refuri=f"{glossary}#{entry.place}", classes=["word"])
            pieces += [nodes.Text(words[end : found.start()]), link]
            end = found.end()
    if pieces:
        text.parent.replace(text, [*pieces, nodes.Text(words[end:])])


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("doctree-resolved", mark_words)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
