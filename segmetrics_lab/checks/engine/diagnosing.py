"""Diagnosing: which misconception gives the very answers that a learner gave."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from segmetrics_lab.checks.engine.calling import Call, call
from segmetrics_lab.checks.engine.cases import Case, Mistake, Sign
from segmetrics_lab.checks.engine.comparing import NotPlainError, agrees, plain
from segmetrics_lab.checks.engine.misconception import DIVIDES_BY_ZERO, RETURNS_NOTHING


@dataclass(frozen=True, eq=False)
class Answer:
    """What came out of a function for one case.

    Args:
        case: the case.
        call: what became of the call.
        got: the value in plain types; None if the call gave no value.
        strange: what the value is, if its type is one that no answer needs.
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
    def is_stopped(self) -> bool:
        """Did the call not end in time?"""
        return self.call.problem is not None and self.call.problem.kind == "time"

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


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """What the answers betray.

    Args:
        misconception: id of the catalogue, or None.
        telling: the wrong answers on which it shows.
    """

    misconception: str | None
    telling: Sequence[Answer]


def diagnose(
    answers: Sequence[Answer], mistakes: Sequence[Mistake], tolerance: float, signs: Sequence[Sign] = ()
) -> Diagnosis:
    """Which misconception gives these answers? At least one of them is wrong.

    First a mistake that gives the same answer in every case; then one that does so wherever both give a number, since
    people who make one mistake often stumble over 0 / 0 too; then a sign that a wrong value shows; then what all
    failed cases have in common.
    """
    wrong = [answer for answer in answers if not answer.is_right]
    if all(answer.has_value and answer.got is None for answer in answers):
        return Diagnosis(RETURNS_NOTHING, wrong)
    imitations = [(mistake, _imitate(mistake, answers, tolerance)) for mistake in mistakes]
    for mistake, imitation in imitations:
        if all(_is_same(answer, other, tolerance) for answer, other in zip(answers, imitation, strict=True)):
            return Diagnosis(mistake.misconception, wrong)
    for mistake, imitation in imitations:
        both = zip(answers, imitation, strict=True)
        pairs = [(answer, other) for answer, other in both if not answer.is_undefined and not other.is_undefined]
        telling = [answer for answer, _ in pairs if not answer.is_right]
        if telling and all(_is_same(answer, other, tolerance) for answer, other in pairs):
            return Diagnosis(mistake.misconception, telling)
    for sign in signs:
        telling = [answer for answer in wrong if answer.has_value and sign.shows(*answer.case.arguments, answer.got)]
        if telling:
            return Diagnosis(sign.misconception, telling)
    if all(answer.call.problem is not None and answer.call.problem.kind == "ZeroDivisionError" for answer in wrong):
        return Diagnosis(DIVIDES_BY_ZERO, wrong)
    betrayed_by = {answer.case.betrays for answer in wrong}
    return Diagnosis(betrayed_by.pop() if len(betrayed_by) == 1 else None, wrong)


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
