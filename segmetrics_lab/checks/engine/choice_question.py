"""A question with answers to choose from, each with its own explanation, right or wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segmetrics_lab.checks.engine.comparing import NotPlainError, plain, show
from segmetrics_lab.checks.engine.feedback import CORRECT, NOT_ATTEMPTED, Feedback
from segmetrics_lab.checks.engine.questions import Question, is_blank, not_yet
from segmetrics_lab.checks.engine.texts import Option


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ChoiceQuestion(Question):
    """Choose one answer."""

    @property
    def options(self) -> Mapping[str, Option]:
        """The answers to choose from by their letters, from the source of the exercise."""
        return self.text.options

    @property
    def _quoted_letters(self) -> str:
        """The letters as a sentence lists them."""
        return ", ".join(f'"{letter}"' for letter in self.options)

    def check(self, letter: Any) -> Feedback:
        """Say whether this is the answer, and why."""
        return self._kept(self._judge(letter))

    def _judge(self, letter: Any) -> Feedback:
        """What the choice is worth."""
        if is_blank(letter):
            return Feedback(NOT_ATTEMPTED, f"put one of {self._quoted_letters} in place of the ... first.")
        letter = as_text(letter).strip().lower()
        chosen = self.options.get(letter)
        if chosen is None:
            return not_yet(f"there is no answer {letter[:40]!r} here. Choose one of {self._quoted_letters}.", None)
        facts = (("you chose", chosen.words),)
        if chosen.is_right:
            return Feedback(CORRECT, f"{letter} is right.", facts=facts, explanation=chosen.why)
        return not_yet(f"{letter} is not the best answer.", chosen.betrays, facts=facts, explanation=chosen.why)


def as_text(value: Any) -> str:
    """The answer as text; for a value of a type that no answer needs, the name of this type."""
    try:
        given = plain(value)
    except NotPlainError:
        return type(value).__name__
    return given if isinstance(given, str) else show(given)
