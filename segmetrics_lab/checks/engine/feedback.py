"""The feedback: what a check says of an answer, as a learner reads it."""

from dataclasses import dataclass
from html import escape

from segmetrics_lab.labels import TONES
from segmetrics_lab.pictures import Panel, Picture, beside

CORRECT, NOT_YET = "correct", "not yet"
NOT_ATTEMPTED, COULD_NOT_RUN = "not attempted", "could not run"
SIGNS = {outcome: style.sign for outcome, style in TONES.items()}
BELOW = "margin:8px 0 0;max-width:57ch"
"""Of the texts after the first: no line of them is longer than a book's."""


@dataclass(frozen=True)
class Feedback:
    """The result of a check: the outcome first, then what shows it, and what to read again.

    Args:
        outcome: "correct", "not yet", "not attempted" or "could not run".
        message: what happened, in one line.
        misconception: id of the catalogue (M01, M02, ...) that the answer betrays, or None.
        points: the points that the answer earns; 0 where a question has none.
        share: which share of the cases is answered right, those of a lecturer included; 1 for any right answer.
        cases: how many cases are answered right, and how many there are; (0, 0) where there are none.
        facts: pairs of a word and a text: what was given, expected and got.
        explanation: the words that correct the misconception, or say what is right about the answer.
        read_again: where to read again; empty where nothing needs it.
        link: the address of that place.
        pictures: captions and pictures of truth, prediction, expected and got, where label maps are concerned.
        note: what a reader must know of the check itself, for instance that there was no time limit.
    """

    outcome: str
    message: str
    misconception: str | None = None
    points: float = 0
    share: float = 0
    cases: tuple[int, int] = (0, 0)
    facts: tuple[tuple[str, str], ...] = ()
    explanation: str = ""
    read_again: str = ""
    link: str = ""
    pictures: tuple[tuple[str, Picture], ...] = ()
    note: str = ""

    def __repr__(self) -> str:
        """The feedback as a terminal shows it."""
        lines = [f"{SIGNS[self.outcome]} {self.outcome}: {self.message}"]
        width = max((len(word) for word, _ in self.facts), default=0)
        for word, text in self.facts:
            indented = text.replace("\n", "\n" + " " * (width + 4))
            lines.append(f"  {word:>{width}}  {indented}")
        lines += [f"  {caption}: {picture.alt}" for caption, picture in self.pictures]
        lines += [f"  {text}" for text in (self.explanation, self.read_again, self.note) if text]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """The feedback as a notebook shows it."""
        style = TONES[self.outcome]
        parts = [
            f'<p style="margin:0"><strong style="color:var(--tone)"><span aria-hidden="true">{style.sign} </span>'
            f"{self.outcome}:</strong> {escape(self.message)}</p>{_squares(*self.cases)}"
        ]
        if self.pictures:
            shown = beside([Panel(*pair) for pair in self.pictures], "the maps of the case")
            parts.append(f'<div style="margin:12px 0 0">{shown.html()}</div>')
        if self.facts:
            table = _table(self.facts)
            parts.append(f"<details><summary>the values</summary>{table}</details>" if self.pictures else table)
        parts += [f'<p style="{BELOW}">{escape(text)}</p>' for text in (self.explanation, self.note) if text]
        if self.read_again:
            parts.append(f'<p style="{BELOW}"><a href="{escape(self.link)}">{escape(self.read_again)}</a></p>')
        return (
            f'<div style="--tone:light-dark({style.light},{style.dark});border-left:6px solid var(--tone);'
            f'padding:4px 0 4px 14px">{"".join(parts)}</div>'
        )


def _squares(right: int, cases: int) -> str:
    """A small square for each case, full where it is answered right, and how many are; nothing where none is."""
    if not right:
        return ""
    box = (
        "display:inline-block;box-sizing:border-box;width:8px;height:8px;margin-right:3px;border:1px solid var(--tone)"
    )
    full, hollow = f'<span style="{box};background:var(--tone)"></span>', f'<span style="{box}"></span>'
    squares = f'<span aria-hidden="true">{full * right}{hollow * (cases - right)}</span>'
    return f'<div style="margin:8px 0 0;line-height:18px">{squares} {right} of {cases} cases are right</div>'


def _table(facts: tuple[tuple[str, str], ...]) -> str:
    """The facts as a table, each word beside its text."""
    cell = "text-align:left;vertical-align:top;padding:2px 14px 2px 0"
    rows = "".join(
        f'<tr><th scope="row" style="{cell};font-weight:normal;white-space:nowrap">{escape(word)}</th>'
        f'<td style="{cell}"><code style="white-space:pre-wrap">{escape(text)}</code></td></tr>'
        for word, text in facts
    )
    return f'<table style="margin:8px 0 0"><tbody>{rows}</tbody></table>'
