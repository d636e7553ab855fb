"""A question with answers to choose from, each with its own explanation, right or wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segmetrics_lab.checks.engine.comparing import show
from segmetrics_lab.checks.engine.feedback import CORRECT, NOT_ATTEMPTED, Feedback
from segmetrics_lab.checks.engine.plain_values import NotPlainError
from segmetrics_lab.checks.engine.questions import Question, is_blank, not_yet, read_answer
from segmetrics_lab.checks.engine.texts import Option

MOST_QUOTED = 40
"""Characters of an answer that a feedback repeats."""


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

    def _judge(self, letter: Any) -> Feedback:
        """What an answer of any kind is worth."""
        if is_blank(letter):
            return Feedback(NOT_ATTEMPTED, f"put {self._wanted} in place of the ... first.")
        try:
            return self._weighed(read_answer(list(letter) if type(letter) in (set, frozenset) else letter))
        except NotPlainError as error:
            return not_yet(f"this is {error}. Choose {self._wanted}.", None)

    @property
    def _wanted(self) -> str:
        """What may be answered, in words."""
        return f"one of {self._quoted_letters}"

    def _weighed(self, given: Any) -> Feedback:
        """What a plain answer is worth."""
        while isinstance(given, list) and len(given) == 1:
            given = given[0]
        letter = letter_of(given if isinstance(given, str) else show(given), self.options)
        chosen = self.options.get(letter)
        if chosen is None:
            return self._unknown(given)
        facts = (("you chose", chosen.words),)
        if chosen.is_right:
            return Feedback(CORRECT, f"{letter} is right.", facts=facts, explanation=chosen.why)
        return not_yet(f"{letter} is not the best answer.", chosen.betrays, facts=facts, explanation=chosen.why)

    def _unknown(self, given: Any) -> Feedback:
        """The feedback to what is no answer here."""
        return not_yet(f"there is no answer {show(given)[:MOST_QUOTED]} here. Choose {self._wanted}.", None)


def letter_of(text: str, options: Mapping[str, Option]) -> str:
    """The letter that is meant by "b", "(b)", "b." or the first words of one option; empty if there is none.

    >>> letter_of(" (B) ", {"b": Option("Model A, at 0.5", "")}), letter_of("model a", {"b": Option("Model A", "")})
    ('b', 'b')
    """
    words = _words_of(text)
    if len(words) == 1:
        return words[0] if words[0] in options else ""
    meant = [letter for letter, option in options.items() if _words_of(option.words)[: len(words)] == words]
    return meant[0] if words and len(meant) == 1 else ""


def _words_of(text: str) -> list[str]:
    """The words of a text in small letters, without its signs."""
    return re.findall(r"\w+", text.lower())
