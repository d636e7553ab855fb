"""A question with sentences to select from: all that are right, and no other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numpy import ndarray

from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.feedback import CORRECT, Feedback
from segmetrics_lab.checks.engine.questions import not_yet
from segmetrics_lab.checks.engine.texts import Option

JOINING = ("and", "also", "plus")
"""Words that stand between letters."""


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SelectionQuestion(ChoiceQuestion):
    """Select every right answer: a text such as "ac", or a list of letters."""

    @property
    def _wanted(self) -> str:
        """What may be answered, in words."""
        return f"some of {self._quoted_letters}"

    def _weighed(self, given: Any) -> Feedback:
        """What a plain selection is worth; the feedback is about the first wrong letter."""
        chosen = _letters_of(given, self.options)
        unknown = next((name for name in chosen if name not in self.options), None)
        if unknown is not None or not chosen:
            return self._unknown(unknown or given)
        facts = tuple((f"you chose {name}", self.options[name].words) for name in chosen)
        wrong = next((name for name in chosen if not self.options[name].is_right), None)
        if wrong is not None:
            option = self.options[wrong]
            return not_yet(f"{wrong} does not belong there.", option.betrays, facts=facts, explanation=option.why)
        if len(chosen) < sum(option.is_right for option in self.options.values()):
            return not_yet(f"so far so good ({', '.join(chosen)}), but something is missing.", None, facts=facts)
        why = " ".join(self.options[name].why for name in chosen)
        return Feedback(CORRECT, f"{', '.join(chosen)}, and no other.", facts=facts, explanation=why)


def _letters_of(given: Any, options: Mapping[str, Option]) -> list[str]:
    """What is selected, each once and in order: letters with anything between them, or written as one word.

    What is no letter of an option stays the word that it is.
    """
    parts = given.tolist() if isinstance(given, ndarray) else given if isinstance(given, list) else [given]
    words = [word for part in parts for word in re.findall(r"\w+", str(part).lower()) if word not in JOINING]
    letters = [list(word) if set(word) <= set(options) else [word] for word in words]
    return sorted({letter for of_word in letters for letter in of_word})
