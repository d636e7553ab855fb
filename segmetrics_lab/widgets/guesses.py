"""Guesses: those that were locked in, kept as long as the kernel lives, and what they say about whoever made them."""

from dataclasses import dataclass
from html import escape
from math import isnan
from typing import Any

import numpy as np

from segmetrics_lab.pictures import score_text
from segmetrics_lab.widgets.guess_pictures import curve_picture, dumbbell
from segmetrics_lab.widgets.guess_question import CurveQuestion, GuessQuestion

SURENESS = ("certain", "fairly sure", "a hunch")
"""How sure one can say to be, from the surest to the least sure."""

FEWEST_GUESSES = 3
"""From fewer guesses nothing is said about how well one knows what one knows."""

OVERCONFIDENT = {
    "certain": (1, 3 / 4, "look twice when you feel certain"),
    "fairly sure": (2, 1 / 2, "expect a surprise when you feel fairly sure"),
}
"""At least how many such guesses, below which share of right ones one was too sure, and what to do about it."""


@dataclass(frozen=True)
class Guess:
    """A guess that was locked in: the question, what was guessed, and how sure its owner was (None: not said)."""

    question: GuessQuestion | CurveQuestion
    value: Any
    sureness: str | None = None

    @property
    def is_right(self) -> bool:
        """Is it the right choice, or close to the right number or curve?"""
        return self.question.is_right(self.value)

    @property
    def words(self) -> str:
        """What was guessed and what came out, and how sure its owner was."""
        return f"{self.question.verdict(self.value)} ({self.sureness or 'not said how sure'})"

    def html(self) -> str:
        """The guess beside its answer: a dumbbell for a number, a small chart for a curve, two words for a choice."""
        question, value = self.question, self.value
        if isinstance(question, CurveQuestion):
            return curve_picture(question, value, self.words).html()
        if question.scale is not None:
            return dumbbell(question, value, self.sureness, self.words).html()
        answer = "" if self.is_right else f" · it is <b>{escape(str(question.answer))}</b>"
        return f"you said <b>{escape(value)}</b>{answer}{f' · {self.sureness}' if self.sureness else ''}"


RECORD: dict[str, Guess] = {}
"""The newest guess for each question by its text, as long as the kernel lives; the library keeps no other state."""


@dataclass(frozen=True, repr=False)
class Recap:
    """Guesses and answers side by side, and whether their owner knows what they know; pictures in a notebook."""

    guesses: tuple[Guess, ...]

    @property
    def mean_distance_percent(self) -> float:
        """How far guessed numbers and curves are from the answers on average, in percent of the scale; NaN without."""
        distances = [guess.question.distance_percent(guess.value) for guess in self.guesses]
        known = [distance for distance in distances if not isnan(distance)]
        return float(np.mean(known)) if known else float("nan")

    @property
    def calibration(self) -> dict[str, tuple[int, int]]:
        """For each sureness that was said: how many guesses were right, and how many there are."""
        groups = {level: [guess.is_right for guess in self.guesses if guess.sureness == level] for level in SURENESS}
        return {level: (sum(group), len(group)) for level, group in groups.items() if group}

    def summary(self) -> list[str]:
        """The numbers, and a sentence about them; a line each."""
        lines = [f"{sum(guess.is_right for guess in self.guesses)} of {len(self.guesses)} right."]
        if not isnan(self.mean_distance_percent):
            distance = score_text(self.mean_distance_percent, 0, limits=[100])
            lines.append(f"Numbers were off by {distance} % of the scale on average.")
        lines += [f"{level}: {right} of {count} right" for level, (right, count) in self.calibration.items()]
        return [*lines, self._advice()]

    def _advice(self) -> str:
        """Over- or underconfident, or how many guesses are needed to say so."""
        missing = FEWEST_GUESSES - sum(count for _, count in self.calibration.values())
        if missing > 0:
            more = "1 more guess" if missing == 1 else f"{missing} more guesses"
            return f"After {more}, this line will say how well you know what you know."
        for level, (fewest, share, advice) in OVERCONFIDENT.items():
            right, count = self.calibration.get(level, (0, 0))
            if count >= fewest and right < share * count:
                return f"Where you were {level} you were right in {right} of {count}: {advice}."
        right, count = self.calibration.get("a hunch", (0, 0))
        if count >= 2 and right > 3 / 4 * count:
            return f"Your hunches were right in {right} of {count}: you know more than you think."
        return "You were about as often right as you were sure: you know what you know."

    def __repr__(self) -> str:
        """The guesses and the summary, line by line."""
        if not self.guesses:
            return NOTHING_YET
        lines = [
            line
            for number, guess in enumerate(self.guesses, start=1)
            for line in (f"{number}. {guess.question.text}", f"   {guess.words}")
        ]
        return "\n".join([*lines, "", *self.summary()])

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        if not self.guesses:
            return f"<p>{NOTHING_YET}</p>"
        items = "".join(
            f'<li style="{ITEM}"><div>{"✓" if guess.is_right else "✗"} {escape(guess.question.text)}</div>'
            f"{guess.html()}</li>"
            for guess in self.guesses
        )
        squares = "".join(
            f'<li>{level}: <span aria-hidden="true">{"■" * right}{"□" * (count - right)}</span> {right} of {count}</li>'
            for level, (right, count) in self.calibration.items()
        )
        lines = "".join(f"<li>{escape(line)}</li>" for line in self.summary() if line.endswith("."))
        return f'<ul style="{ITEMS}">{items}</ul><ul>{squares}{lines}</ul>'


NOTHING_YET = "No guess is locked in yet: guess in the cells above, then run this one again."
ITEMS = "display:flex;flex-wrap:wrap;gap:16px 24px;list-style:none;padding:0"
ITEM = "flex:0 1 400px"


def recap() -> Recap:
    """The guesses that were locked in since the kernel started, beside the answers.

    It shows pictures in a notebook and lines in a terminal, with how often the guesses were right where you were
    certain or fairly sure, or had a hunch; from three guesses on it says whether you were too sure, or not sure enough.

    >>> recap()
    No guess is locked in yet: guess in the cells above, then run this one again.
    """
    return Recap(tuple(RECORD.values()))
