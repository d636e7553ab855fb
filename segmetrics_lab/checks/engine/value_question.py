"""A question that asks for a number: guessed or computed, and judged by how near it comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from segmetrics_lab.checks.engine.cases import Mistake
from segmetrics_lab.checks.engine.comparing import TOLERANCE, agrees, show
from segmetrics_lab.checks.engine.feedback import CORRECT, NOT_ATTEMPTED, Feedback
from segmetrics_lab.checks.engine.plain_values import NotPlainError
from segmetrics_lab.checks.engine.questions import Question, is_blank, not_yet, read_answer


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ValueQuestion(Question):
    """Say a number.

    Args:
        expected: the number.
        close: how far off still counts as right.
        why: why it is this number, shown with a right answer.
        mistakes: numbers that betray a misconception; each counts as far as `near` around it.
        near: how far from the number of a mistake an answer may be to be taken for it.
    """

    expected: float
    why: str
    close: float = TOLERANCE
    mistakes: Sequence[Mistake] = ()
    near: float = TOLERANCE

    def _judge(self, answer: Any) -> Feedback:
        """Compare a number with the expected one."""
        if is_blank(answer):
            return Feedback(NOT_ATTEMPTED, "put a number in place of the ... first.")
        try:
            got = read_answer(answer)
        except NotPlainError as error:
            return not_yet(f"a number is wanted, but this is {error}.", None)
        if isinstance(got, bool) or not isinstance(got, int | float) or not isfinite(got):
            return not_yet(f"a number is wanted, but this is {show(got)}.", None)
        if agrees(got, self.expected, 0) or abs(got - self.expected) <= self.close:
            exactly = "" if abs(got - self.expected) <= TOLERANCE else f" ({show(float(self.expected))} exactly)"
            return Feedback(CORRECT, f"{show(got)} is right{exactly}.", explanation=self.why)
        near = (mistake for mistake in self.mistakes if abs(got - mistake.answer) <= self.near)
        betrayed = next(near, Mistake(None, self.expected))
        side = "above" if got > self.expected else "below"
        message = f"{show(got, self.expected)} lies {side} the right number."
        return not_yet(message, betrayed.misconception, explanation=betrayed.words)
