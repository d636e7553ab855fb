"""The options of a question: the answers to choose from, a list in its text, and what each means, a list beside it.

- a: Half of the object is found.             in the text: the letters come in their order
- a (M25): That is a recall of 0.5.           in the part why: this answer betrays the misconception M25
- b (right): The union is twice as large.     this one may be chosen
- c: That is another question.                this one is wrong and betrays nothing
"""

import re
from pathlib import Path
from string import ascii_lowercase

CATALOGUE = Path(__file__).resolve().parents[1] / "segmetrics_lab" / "checks" / "misconceptions.py"
"""Read as text: to import it would import the exercise sets, which need what is built from their sources."""

RIGHT = "right"
WITH_OPTIONS = ("diagnose", "choose", "select")
WITH_SEVERAL_RIGHT = ("select",)

WORDING = re.compile(r"^- ([a-z]): (.+(?:\n(?!- ).+)*)", re.MULTILINE)
"""An item of a list that starts with a letter, to the next item or empty line."""

MEANING = re.compile(r"- ([a-z])(?: \((\w+)\))?: (.+(?:\n.+)*)")
"""An item of the part why: its letter, its mark or none, and the reason."""


def options_of(text: str, why: str) -> dict[str, dict[str, object]]:
    """What the package knows of each option by its letter, each wording and each reason as one line."""
    wordings = dict(WORDING.findall(text))
    return {
        letter: {
            "words": _in_one_line(wordings[letter]),
            "why": _in_one_line(reason),
            "is_right": mark == RIGHT,
            "betrays": mark if mark not in ("", RIGHT) else None,
        }
        for letter, mark, reason in _meanings(why)
    }


def fault_of_options(asks: str, text: str, why: str) -> str:
    """What is wrong with the options of a question that asks in this way; empty where nothing is."""
    letters = [letter for letter, _ in WORDING.findall(text)]
    if asks not in WITH_OPTIONS:
        given = 'its text must not hold a list with "- a: ..."' if letters else "it must not have the part why"
        return f"asks to {asks}, so {given}" if letters or why else ""
    if len(letters) < 2 or not ascii_lowercase.startswith("".join(letters)):
        return f"has the options {_listed(letters)}; at least two are needed, lettered a, b and so on"
    for item in _items(why):
        if not MEANING.fullmatch(item):
            return f'holds {item[:40]!r} in its part why; write "- a (right): ...", "- a (M01): ..." or "- a: ..."'
    return _fault_of_meanings(asks, letters, _meanings(why))


def _fault_of_meanings(asks: str, letters: list[str], meanings: list[tuple[str, str, str]]) -> str:
    """What is wrong with letters and marks in the part why; empty where nothing is."""
    explained = [letter for letter, _, _ in meanings]
    if explained != letters:
        return (
            f"offers the options {_listed(letters)}, but its part why explains {_listed(explained)}; "
            "explain each option once, in the order of the text"
        )
    marks = {letter: mark for letter, mark, _ in meanings if mark}
    for letter, mark in marks.items():
        if mark not in (RIGHT, *known_misconceptions()):
            return f"marks option {letter} with {mark!r}, which is neither right nor an id of {CATALOGUE.name}"
    rights = [letter for letter, mark in marks.items() if mark == RIGHT]
    if not rights or (len(rights) > 1 and asks not in WITH_SEVERAL_RIGHT):
        wanted = "at least one option" if asks in WITH_SEVERAL_RIGHT else "exactly one option"
        return f"asks to {asks}, so {wanted} must be right, but right are {_listed(rights)}"
    return ""


def _items(why: str) -> list[str]:
    """The items of a list, from one dash at the start of a line to the next; none where nothing is written."""
    return re.split(r"\n+(?=- )", why) if why else []


def _meanings(why: str) -> list[tuple[str, str, str]]:
    """Letter, mark and reason of each item that has them."""
    found = (MEANING.fullmatch(item) for item in _items(why))
    return [(item[1], item[2] or "", item[3]) for item in found if item]


def known_misconceptions() -> list[str]:
    """The ids of the catalogue."""
    return re.findall(r'^    "(M\d+)": ', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE)


def _in_one_line(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def _listed(letters: list[str]) -> str:
    """The letters as a sentence lists them."""
    return ", ".join(letters) or "(none)"
