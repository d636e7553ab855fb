"""The guess question: what is asked before a cell shows the answer, what may be guessed, and what is said of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Any

from segmetrics_lab.labels import check_name, plain_array
from segmetrics_lab.pictures import score_text
from segmetrics_lab.widgets.limits import listed
from segmetrics_lab.widgets.scales import Scale
from segmetrics_lab.widgets.words import counted

FEWEST_CHOICES, MOST_CHOICES = 2, 6
SIDES = ("too high", "too low")
"""How a number or a curve can be wrong."""


@dataclass(frozen=True)
class GuessQuestion:
    """A question with its answer, and the choices or the scale from which a guess is taken.

    >>> share = GuessQuestion.asked("Which share is cup?", 0.0925)
    >>> share.verdict(0.3)
    'You said 0.30. It is 0.09: 0.21 too high, not close.'
    """

    text: str
    answer: str | float
    choices: tuple[str, ...] = ()
    scale: Scale | None = None

    @classmethod
    def asked(
        cls,
        text: str,
        answer: Any,
        *,
        choices: Iterable[str] | None = None,
        low: float | None = None,
        high: float | None = None,
        close: float | None = None,
    ) -> "GuessQuestion":
        """The question, after a look at whether it can be asked like this.

        Raises:
            ValueError: the text is missing, the answer is not among the choices or not on the scale, or there
                are neither choices nor a scale.
        """
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"question is {text!r}, but it must be a text: what the learner is asked.")
        if choices is None:
            scale = Scale.around(answer, low, high, close)
            return cls(text, scale.checked_guess(answer), scale=scale)
        if (low, high, close) != (None, None, None):
            raise ValueError("there are choices, and low, high or close as well. Ask for a choice, or for a number.")
        checked = _checked_choices(choices)
        return cls(text, str(check_name(answer, checked, called="answer")), choices=checked)

    def checked_guess(self, guess: Any) -> str | float:
        """The guess as a plain text or float.

        Raises:
            ValueError: it is not one of the choices, or not a number on the scale.
        """
        if self.scale is None:
            return str(check_name(guess, self.choices, called="guess"))
        return self.scale.checked_guess(guess)

    def is_right(self, guess: str | float) -> bool:
        """Is the guess the right choice, or close?"""
        if self.scale is None:
            return guess == self.answer
        return self.scale.is_close(float(guess), float(self.answer))

    def slip(self, guess: str | float) -> str:
        """What is wrong with a guess: the choice itself, or on which side a number is; empty where it is right."""
        if self.is_right(guess):
            return ""
        return str(guess) if self.scale is None else SIDES[float(guess) < float(self.answer)]

    @property
    def told(self) -> str:
        """The answer, as a sentence."""
        return f'It is "{self.answer}".' if self.scale is None else f"It is {self.shown(self.answer)}."

    def verdict(self, guess: str | float) -> str:
        """What was guessed, and what came out."""
        if self.scale is None:
            return f'You chose "{guess}". {"Right." if self.is_right(guess) else self.told}'
        said, real, off = self.shown(guess), self.shown(self.answer), float(guess) - float(self.answer)
        side, near = "high" if off > 0 else "low", "close" if self.is_right(guess) else "not close"
        by = "spot on" if said == real else f"{self.scale.text(abs(off))} too {side}, {near}"
        return f"You said {said}. It is {real}: {by}."

    def shown(self, value: str | float) -> str:
        """A guess or the answer as it is shown."""
        return str(value) if self.scale is None else self.scale.text(float(value))

    def share(self, number: str | float) -> float:
        """How far along the scale a number lies, 0 to 1; NaN for a choice."""
        if self.scale is None:
            return float("nan")
        return (float(number) - self.scale.low) / (self.scale.high - self.scale.low)

    def distance_percent(self, guess: str | float) -> float:
        """How far a number is from the answer, in percent of the scale; NaN for a choice."""
        return 100 * abs(self.share(guess) - self.share(self.answer))

    @property
    def hint(self) -> str:
        """What may be guessed, in words."""
        return f"One of: {'; '.join(self.choices)}." if self.scale is None else self.scale.hint


Curve = tuple[float, ...]


@dataclass(frozen=True)
class CurveQuestion:
    """A question whose answer is a curve: a score of 0 to 1 at each place of an axis.

    >>> rise = CurveQuestion("How does it rise?", "IoU", (0.2, 0.6), ("3", "5"), "radius")
    >>> rise.verdict((0.4, 0.7))
    'Your curve is 0.15 too high on average, not close. The largest gap is 0.20, at radius 3.'
    """

    text: str
    name: str
    answer: Curve
    places: tuple[str, ...]
    at: str
    """What a place is called in a sentence: "radius"."""
    close: float = 0.05
    """How far off a right curve may be on average."""

    choices = ()

    def checked_guess(self, guess: Any) -> Curve:
        """The drawn curve as plain floats, one of 0 to 1 for each place."""
        return checked_curve(guess, "guess", len(self.places))

    def is_right(self, guess: Curve) -> bool:
        """Is the mean gap, rounded as it is shown, small enough?"""
        return round(self.distance_percent(guess)) <= 100 * self.close

    def distance_percent(self, guess: Curve) -> float:
        """How far both curves are apart on average over the places, in percent of the scale."""
        return sum(map(abs, self._gaps(guess))) / len(self.places) / 100

    @property
    def told(self) -> str:
        """The answer, as a sentence."""
        first, last = (f"{score_text(self.answer[end])} at {self.at} {self.places[end]}" for end in (0, -1))
        return f"It goes from {first} to {last}."

    def slip(self, guess: Curve) -> str:
        """On which side the drawn curve is wrong: all too high, all too low or off; empty where it is right."""
        return "" if self.is_right(guess) else _side(self._gaps(guess))

    def verdict(self, guess: Curve) -> str:
        """How far off the drawn curve is, and where most."""
        gaps = self._gaps(guess)
        sizes = [abs(gap) for gap in gaps]
        if max(sizes) < 50:
            return "Your curve is spot on."
        mean, largest = (score_text(gap / 1e4) for gap in (sum(sizes) / len(sizes), max(sizes)))
        place = self.places[sizes.index(max(sizes))]
        near = "close" if self.is_right(guess) else "not close"
        off = f"Your curve is {mean} {_side(gaps)} on average, {near}."
        return f"{off} The largest gap is {largest}, at {self.at} {place}."

    def _gaps(self, guess: Curve) -> list[int]:
        """How far the drawn curve is above the true one at each place, in 1/10,000: whole, so that sums are exact."""
        return [
            floor(1e4 * mine + 0.5) - floor(1e4 * real + 0.5) for mine, real in zip(guess, self.answer, strict=True)
        ]

    @property
    def hint(self) -> str:
        """What may be drawn, in words."""
        return (
            f"A curve over {self.at} {self.places[0]} to {self.places[-1]}; within {self.close:g} on average is close."
        )


def _side(gaps: list[int]) -> str:
    """On which side of the true curve a drawn one lies."""
    return SIDES[0] if min(gaps) >= 0 else SIDES[1] if max(gaps) <= 0 else "off"


def checked_curve(values: Any, name: str, length: int) -> Curve:
    """The values as plain floats.

    Raises:
        ValueError: there are not so many, or they are not numbers of 0 to 1.
    """
    array = plain_array(values, name)
    if array.shape != (length,) or array.dtype.kind not in "iuf" or not ((array >= 0) & (array <= 1)).all():
        raise ValueError(
            f"{name} has shape {array.shape} and dtype {array.dtype}, but it must hold {length} numbers of 0 to 1, one "
            "for each x."
        )
    return tuple(array.astype(float).tolist())


def _checked_choices(choices: Iterable[str]) -> tuple[str, ...]:
    """The choices as different texts, not too few and not too many."""
    checked = listed(choices, "choices", "different texts")
    if not all(isinstance(choice, str) and choice.strip() for choice in checked) or len(set(checked)) < len(checked):
        raise ValueError(f"choices is {checked!r}, but it must be a list of different texts.")
    if not FEWEST_CHOICES <= len(checked) <= MOST_CHOICES:
        texts = counted(len(checked), "text")
        raise ValueError(f"choices has {texts}, but it must have {FEWEST_CHOICES} to {MOST_CHOICES}.")
    return tuple(str(choice) for choice in checked)
