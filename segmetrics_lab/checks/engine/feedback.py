"""The feedback: what a check says of an answer, as a learner reads it."""

from dataclasses import dataclass
from html import escape

from segmetrics_lab.pictures import Picture

CORRECT, NOT_YET = "correct", "not yet"
NOT_ATTEMPTED, COULD_NOT_RUN = "not attempted", "could not run"
SIGNS = {CORRECT: "✓", NOT_YET: "→", NOT_ATTEMPTED: "○", COULD_NOT_RUN: "!"}
TONES = {CORRECT: "#009e73", NOT_YET: "#e69f00", NOT_ATTEMPTED: "#999999", COULD_NOT_RUN: "#d55e00"}
"""Colours that differ in lightness too; the sign and the words say the same."""


@dataclass(frozen=True)
class Feedback:
    """The result of a check: the outcome first, then what shows it, and what to read again.

    Args:
        outcome: "correct", "not yet", "not attempted" or "could not run".
        message: what happened, in one line.
        misconception: id of the catalogue (M01, M02, ...) that the answer betrays, or None.
        points: the points that the answer earns; 0 where a question has none.
        share: which share of the cases is answered right, those of a lecturer included; 1 for any right answer.
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
        tone, sign = TONES[self.outcome], SIGNS[self.outcome]
        parts = [
            f'<p style="margin:0 0 6px"><strong><span aria-hidden="true">{sign} </span>{self.outcome}:</strong> '
            f"{escape(self.message)}</p>"
        ]
        if self.facts:
            rows = "".join(
                '<tr><th scope="row" style="text-align:left;vertical-align:top;padding:2px 14px 2px 0;'
                f'font-weight:normal;white-space:nowrap">{escape(word)}</th><td style="text-align:left;padding:2px 0">'
                f'<code style="white-space:pre-wrap">{escape(text)}</code></td></tr>'
                for word, text in self.facts
            )
            parts.append(f'<table style="margin:0 0 6px"><tbody>{rows}</tbody></table>')
        if self.pictures:
            figures = "".join(
                f'<figure style="margin:0"><figcaption>{escape(caption)}</figcaption>{_html(picture)}</figure>'
                for caption, picture in self.pictures
            )
            parts.append(f'<div style="display:flex;flex-wrap:wrap;gap:14px">{figures}</div>')
        parts += [f'<p style="margin:6px 0 0">{escape(text)}</p>' for text in (self.explanation, self.note) if text]
        if self.read_again:
            parts.append(f'<p style="margin:6px 0 0"><a href="{escape(self.link)}">{escape(self.read_again)}</a></p>')
        return (
            f'<div style="border-left:5px solid {tone};padding:4px 0 4px 12px;max-width:800px">{"".join(parts)}</div>'
        )


def _html(picture: Picture) -> str:
    """The picture as an HTML image."""
    html: str = picture._repr_mimebundle_()["text/html"]
    return html
