"""Diagnosing: which misconception gives the very answers that a learner gave."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from segmetrics_lab.checks.calling import Call, call
from segmetrics_lab.checks.cases import Case, Mistake
from segmetrics_lab.checks.comparing import NotPlainError, agrees, plain


@dataclass(frozen=True, eq=False)
class Answer:
    """What came out of a function for one case.

    Args:
        case: the case.
        call: what became of the call.
        got: the value in plain types; None where there is none.
        strange: what the value is, where it is of a type that no answer needs.
        is_right: is it the expected value?
    """

    case: Case
    call: Call
    got: Any = None
    strange: str = ""
    is_right: bool = False

    @property
    def has_value(self) -> bool:
        """Did the call give a value that can be compared?"""
        return self.call.problem is None and not self.strange

    @property
    def is_undefined(self) -> bool:
        """Is there no number to compare: an error, or NaN alone?"""
        return not self.has_value or (isinstance(self.got, float) and isnan(self.got))


def ask(function: Callable[..., Any], case: Case, tolerance: float) -> Answer:
    """Call a function for a case, and compare."""
    made = call(function, case.arguments)
    if made.problem is not None:
        return Answer(case, made)
    try:
        got = plain(made.value)
    except NotPlainError as error:
        return Answer(case, made, strange=str(error))
    return Answer(case, made, got, is_right=agrees(got, case.expected, tolerance))


def diagnose(answers: Sequence[Answer], mistakes: Sequence[Mistake], tolerance: float) -> str | None:
    """The id of the misconception that the answers betray, or None.

    First a mistake that gives the same answer in every case; then one that does so wherever there is a number, since
    people who make one mistake often forget about 0 / 0 as well; then what all failed cases have in common.
    """
    wrong = [answer for answer in answers if not answer.is_right]
    if all(answer.has_value and answer.got is None for answer in answers):
        return "M15"
    imitations = [(mistake, _imitate(mistake, answers, tolerance)) for mistake in mistakes]
    for mistake, imitation in imitations:
        if all(_is_same(answer, other, tolerance) for answer, other in zip(answers, imitation, strict=True)):
            return mistake.misconception
    for mistake, imitation in imitations:
        pairs = [pair for pair in zip(answers, imitation, strict=True) if not pair[0].is_undefined]
        betrayed = any(not answer.is_right for answer, _ in pairs)
        if betrayed and all(_is_same(answer, other, tolerance) for answer, other in pairs):
            return mistake.misconception
    if all(answer.call.problem is not None and answer.call.problem.kind == "ZeroDivisionError" for answer in wrong):
        return "M14"
    betrayed_by = {answer.case.betrays for answer in wrong}
    return betrayed_by.pop() if len(betrayed_by) == 1 else None


def _imitate(mistake: Mistake, answers: Sequence[Answer], tolerance: float) -> list[Answer]:
    """What the mistake gives in the same cases."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [ask(mistake.answer, answer.case, tolerance) for answer in answers]


def _is_same(answer: Answer, other: Answer, tolerance: float) -> bool:
    """Are both the same value, or the same kind of error?"""
    if answer.call.problem is not None or other.call.problem is not None:
        kinds = [made.call.problem.kind if made.call.problem else None for made in (answer, other)]
        return kinds[0] == kinds[1]
    return not answer.strange and agrees(answer.got, other.got, tolerance)
