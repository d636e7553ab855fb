"""The guess question: what is asked before a cell shows the answer, what may be guessed, and what is said of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from segmetrics_lab.widgets.limits import listed
from segmetrics_lab.widgets.scales import Scale
from segmetrics_lab.widgets.words import counted

FEWEST_CHOICES, MOST_CHOICES = 2, 6


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
        return cls(text, _one_of(checked, answer, "answer"), choices=checked)

    def checked_guess(self, guess: Any) -> str | float:
        """The guess as a plain text or float.

        Raises:
            ValueError: it is not one of the choices, or not a number on the scale.
        """
        return _one_of(self.choices, guess, "guess") if self.scale is None else self.scale.checked_guess(guess)

    def is_right(self, guess: str | float) -> bool:
        """Is the guess the right choice, or close?"""
        if self.scale is None:
            return guess == self.answer
        return self.scale.is_close(float(guess), float(self.answer))

    def verdict(self, guess: str | float) -> str:
        """What was guessed, and what came out."""
        if self.scale is None:
            return f'You chose "{guess}". ' + ("Right." if self.is_right(guess) else f'It is "{self.answer}".')
        return f"You said {self.shown(guess)}. It is {self.shown(self.answer)}: {self.off_by(guess)}."

    def off_by(self, guess: str | float) -> str:
        """How far off the guess is, in words."""
        if self.scale is None:
            return "right" if self.is_right(guess) else "wrong"
        number, answer = float(guess), float(self.answer)
        if self.shown(guess) == self.shown(answer):
            return "spot on"
        side = "high" if number > answer else "low"
        return f"{self.scale.text(abs(number - answer))} too {side}, {'close' if self.is_right(guess) else 'not close'}"

    def shown(self, value: str | float) -> str:
        """A guess or the answer as it is shown."""
        return str(value) if self.scale is None else self.scale.text(float(value))

    @property
    def hint(self) -> str:
        """What may be guessed, in words."""
        return f"One of: {'; '.join(self.choices)}." if self.scale is None else self.scale.hint


def _checked_choices(choices: Iterable[str]) -> tuple[str, ...]:
    """The choices as different texts, not too few and not too many."""
    checked = listed(choices, "choices", "different texts")
    if not all(isinstance(choice, str) and choice.strip() for choice in checked) or len(set(checked)) < len(checked):
        raise ValueError(f"choices is {checked!r}, but it must be a list of different texts.")
    if not FEWEST_CHOICES <= len(checked) <= MOST_CHOICES:
        texts = counted(len(checked), "text")
        raise ValueError(f"choices has {texts}, but it must have {FEWEST_CHOICES} to {MOST_CHOICES}.")
    return tuple(str(choice) for choice in checked)


def _one_of(choices: tuple[str, ...], text: Any, name: str) -> str:
    """The text, if it is one of the choices."""
    if not isinstance(text, str) or text not in choices:
        raise ValueError(f"{name} is {text!r}, but it must be one of the choices: {', '.join(map(repr, choices))}.")
    return str(text)
