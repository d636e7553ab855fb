"""A question with answers to choose from, each with its own explanation, right or wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segmetrics_lab.checks.cases import Option
from segmetrics_lab.checks.feedback import CORRECT, NOT_ATTEMPTED, Feedback
from segmetrics_lab.checks.questions import Question, is_blank, not_yet


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ChoiceQuestion(Question):
    """Choose one answer.

    Args:
        options: the answers by their letters; the same words stand in the notebook.
    """

    options: Mapping[str, Option]

    def check(self, letter: Any) -> Feedback:
        """Say whether this is the answer, and why."""
        return self._kept(self._judge(letter))

    def _judge(self, letter: Any) -> Feedback:
        """What the choice is worth."""
        letters = ", ".join(f'"{name}"' for name in self.options)
        if is_blank(letter):
            return Feedback(NOT_ATTEMPTED, f"put one of {letters} in the place of the ... first.")
        chosen = self.options.get(letter.strip().lower()) if type(letter) is str else None
        if chosen is None:
            return not_yet(f"there is no answer {str(letter)[:40]!r} here. Choose one of {letters}.", None)
        facts = (("you chose", chosen.words),)
        if chosen.is_right:
            return Feedback(CORRECT, f"{letter.strip().lower()} is right.", facts=facts, explanation=chosen.why)
        return not_yet(
            f"{letter.strip().lower()} is not the best answer.", chosen.betrays, facts=facts, explanation=chosen.why
        )
