"""The recap: guesses beside answers, and what they say about whoever made them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from math import isnan

import numpy as np

from segmetrics_lab.pictures import score_text
from segmetrics_lab.widgets.guesses import RECORD, SURENESS, Guess

FEWEST_GUESSES = 10
"""From fewer guesses nothing is said about how well one knows what one knows."""

OVERCONFIDENT = {
    "certain": (3, 3 / 4, "look twice when you feel certain"),
    "fairly sure": (3, 1 / 2, "expect a surprise when you feel fairly sure"),
}
"""At least how many such guesses, below which share of right ones one was too sure, and what to do about it."""


@dataclass(frozen=True, repr=False)
class Recap:
    """Guesses and answers side by side, and whether their owner knows what they know; pictures in a notebook.

    Args:
        guesses: those that are shown, by their names.
        every: those of all lessons, from which it is said how well their owner knows what they know.
    """

    guesses: Mapping[str, Guess]
    every: tuple[Guess, ...]

    def start_anew(self) -> None:
        """Set the guesses that are shown aside, so that the cells above ask again when they are run, and say so."""
        RECORD.set_aside(self.guesses)
        print(f"Set aside: {len(self.guesses)}. Run the cells of these questions again.")

    @property
    def mean_distance_percent(self) -> float:
        """How far guessed numbers and curves are from the answers on average, in percent of the scale; NaN without."""
        distances = [guess.question.distance_percent(guess.value) for guess in self.guesses.values()]
        known = [distance for distance in distances if not isnan(distance)]
        return float(np.mean(known)) if known else float("nan")

    @property
    def calibration(self) -> dict[str, tuple[int, int]]:
        """For each sureness that was said: how many guesses were right, and how many there are."""
        groups = {level: [guess.is_right for guess in self.every if guess.sureness == level] for level in SURENESS}
        return {level: (sum(group), len(group)) for level, group in groups.items() if group}

    def summary(self) -> list[str]:
        """The numbers, and a sentence about them; a line each."""
        is_first = len(self.every) == len(self.guesses)
        lines = [f"{'' if is_first else 'In this lesson: '}{_right(self.guesses.values())}."]
        if not isnan(self.mean_distance_percent):
            distance = score_text(self.mean_distance_percent, 0, limits=[100])
            lines.append(f"Numbers were off by {distance} % of the scale on average.")
        if not is_first:
            lines.append(f"In all lessons so far: {_right(self.every)}.")
        lines += [f"{level}: {right} of {count} right" for level, (right, count) in self.calibration.items()]
        return [*lines, *filter(None, [self._advice(), RECORD.trouble])]

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
        if count >= 3 and right > 3 / 4 * count:
            return f"Your hunches were right in {right} of {count}: you know more than you think."
        return "You were about as often right as you were sure: you know what you know."

    def __repr__(self) -> str:
        """The guesses and the summary, line by line."""
        if not self.guesses:
            return NOTHING_YET
        lines = [
            line
            for number, guess in enumerate(self.guesses.values(), start=1)
            for line in (f"{number}. {guess.question.text}", f"   {guess.words}")
        ]
        return "\n".join([*lines, "", *self.summary(), ANEW])

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        if not self.guesses:
            return f"<p>{NOTHING_YET}</p>"
        items = "".join(
            f'<li style="{ITEM}"><div>{"✓" if guess.is_right else "✗"} {escape(guess.question.text)}</div>'
            f"{guess.html()}</li>"
            for guess in self.guesses.values()
        )
        lines = "".join(f"<li>{self._line_html(line)}</li>" for line in self.summary())
        return f'<ul style="{ITEMS}">{items}</ul><ul>{lines}</ul><p>{ANEW}</p>'

    def _line_html(self, line: str) -> str:
        """A line of the summary; one of the calibration with a square for each guess."""
        level, _, words = line.partition(": ")
        if level not in self.calibration:
            return escape(line)
        right, count = self.calibration[level]
        return f'{level}: <span aria-hidden="true">{"■" * right}{"□" * (count - right)}</span> {words}'


NOTHING_YET = "No guess is locked in yet: guess in the cells above, then run this one again."
ANEW = "To guess these again, run recap().start_anew(), and then the cells above."
ITEMS = "display:flex;flex-wrap:wrap;gap:16px 24px;list-style:none;padding:0"
ITEM = "flex:0 1 400px"


def _right(guesses: Collection[Guess]) -> str:
    """How many of them are right, in words."""
    return f"{sum(guess.is_right for guess in guesses)} of {len(guesses)} right"


def recap() -> Recap:
    """The guesses of this lesson beside the answers, and how often those of all lessons so far were right.

    It shows pictures in a notebook and lines in a terminal. From ten guesses on it says whether you were too sure, or
    not sure enough. `recap().start_anew()` sets the guesses of this lesson aside.

    >>> recap()
    No guess is locked in yet: guess in the cells above, then run this one again.
    """
    return Recap(RECORD.of_lessons_here(), tuple(RECORD.values()))
