"""Scales: the numbers that a guess may be, how they are shown, and how near to the answer is close."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10
from typing import Any

import numpy as np

from segmetrics_lab.labels import is_number
from segmetrics_lab.pictures import score_text

LARGEST_NUMBER = 1e15
"""Beyond it a browser writes numbers in another way."""

SEPARATED = 1000
"""From here on thousands are separated by commas."""

STEPS = 2
"""A scale has between 10**2 and 10**3 steps: so many a finger can tell apart."""


@dataclass(frozen=True)
class Scale:
    """The numbers that a guess may be, from low to high, and how near to the answer is close.

    Attributes:
        low: the least number.
        high: the largest number.
        close: a guess that is at most this far from the answer, rounded as it is shown, is right.
        whole: are only whole numbers asked for?

    >>> scale = Scale.around(0.0925)
    >>> scale.text(0.0925), scale.step, scale.is_close(0.3, 0.0925)
    ('0.09', 0.01, False)
    """

    low: float
    high: float
    close: float
    whole: bool

    @classmethod
    def around(
        cls, answer: Any, low: float | None = None, high: float | None = None, close: float | None = None
    ) -> "Scale":
        """The scale for this answer: 0 to 1 where no ends are given; in whole numbers for an int between whole ends.

        Raises:
            ValueError: the answer is not a finite number or not on the scale, or the ends are not two numbers in order.
        """
        number = _needed_number(answer)
        is_share = low is None and high is None
        if is_share and not 0 <= number <= 1:
            raise ValueError(
                f"answer is {answer!r}, outside 0 to 1. Say where the scale begins and ends: pass low and high."
            )
        least, most = (0.0, 1.0) if is_share else _checked_ends(low, high)
        if not least <= number <= most:
            raise ValueError(
                f"answer is {answer!r}, but the scale goes from {number_text(least)} to {number_text(most)}. "
                "Make it wider."
            )
        are_ends_whole = least.is_integer() and most.is_integer() and most - least >= 2
        whole = isinstance(answer, int | np.integer) and are_ends_whole
        return cls(least, most, _checked_close(close, most - least, whole=whole), whole)

    @property
    def step(self) -> float:
        """From one number on the scale to the next: a power of ten."""
        return float(max(10.0**self._exponent, 1.0) if self.whole else 10.0**self._exponent)

    @property
    def places(self) -> int:
        """How many decimal places are shown."""
        return 0 if self.whole else max(0, -self._exponent)

    @property
    def _exponent(self) -> int:
        return floor(log10(self.high - self.low)) - STEPS

    def text(self, number: float) -> str:
        """A number as it is shown, below 1000 like a score: never as an end of the scale unless it is exactly that."""
        if abs(number) < SEPARATED:
            return score_text(float(number), self.places, limits=(self.low, self.high))
        return f"{self._rounded(number):,}"

    def distance(self, guess: float, answer: float) -> float:
        """How far a guess is from the answer, rounded as it is shown."""
        return float(self._rounded(abs(guess - answer)))

    def _rounded(self, number: float) -> Decimal:
        return Decimal(float(number)).quantize(Decimal(1).scaleb(-self.places), rounding=ROUND_HALF_UP)

    def is_close(self, guess: float, answer: float) -> bool:
        """Is the guess near enough to be right?"""
        return self.distance(guess, answer) <= self.close + 1e-9 * (self.high - self.low)

    def checked_guess(self, guess: Any) -> float:
        """The guess as a float.

        Raises:
            ValueError: it is not a number on the scale.
        """
        number = finite_number(guess)
        is_on_scale = number is not None and self.low <= number <= self.high
        if number is None or not is_on_scale or (self.whole and not number.is_integer()):
            wanted = self.hint[0].lower() + self.hint[1:]
            raise ValueError(f"guess is {guess!r}, but this is asked for: {wanted}")
        return number

    @property
    def hint(self) -> str:
        """What may be guessed, in words."""
        kind = "A whole number" if self.whole else "A number"
        near = f"within {number_text(self.close)} is close" if self.close else "only the exact number is right"
        return f"{kind} from {number_text(self.low)} to {number_text(self.high)}; {near}."

    def to_page(self) -> dict[str, Any]:
        """What the page needs to draw it, and to judge a guess."""
        ends = {"low": self.low, "high": self.high, "ends": [number_text(self.low), number_text(self.high)]}
        numbers = {"whole": self.whole, "step": self.step, "places": self.places}
        return {**ends, **numbers, "close": self.close, "hint": self.hint}


def finite_number(value: Any) -> float | None:
    """The value as a float; None if it is not a finite number of a size that can be shown.

    >>> finite_number(np.float32(0.5)), finite_number(True), finite_number("0.5")
    (0.5, None, None)
    """
    if not is_number(value) or abs(value) > LARGEST_NUMBER:
        return None
    return float(value) + 0.0  # never -0, which a page writes as 0


def number_text(number: float) -> str:
    """A number with as few digits as it needs.

    >>> number_text(0.7 / 10), number_text(15550.0)
    ('0.07', '15,550')
    """
    return f"{number:,.10g}"


def _needed_number(answer: Any) -> float:
    """The answer as a float."""
    number = finite_number(answer)
    if number is None:
        raise ValueError(
            f"answer is {answer!r} of type {type(answer).__name__}, but without choices it must be a finite number. "
            "To ask for a word, pass choices=[...], and the answer as one of them."
        )
    return number


def _checked_ends(low: Any, high: Any) -> tuple[float, float]:
    """The ends of the scale, the lower one first."""
    least, most = finite_number(low), finite_number(high)
    if least is None or most is None or not least < most:
        raise ValueError(f"low is {low!r} and high is {high!r}, but they must be two numbers, and low the smaller one.")
    return least, most


def _checked_close(close: Any, span: float, *, whole: bool) -> float:
    """How near is close: a tenth of the scale unless something else is given."""
    if close is None:
        return float(floor(span / 10)) if whole else span / 10
    return checked_close(close, span)


def checked_close(close: Any, span: float) -> float:
    """How near is close, once it is known to fit into the scale."""
    number = finite_number(close)
    if number is None or not 0 <= number <= span:
        raise ValueError(
            f"close is {close!r}, but it must be a number of 0 to {number_text(span)}, the length of the scale."
        )
    return number
