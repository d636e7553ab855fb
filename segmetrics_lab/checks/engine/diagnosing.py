"""Diagnosing: which mistake gives the very answers that a learner gave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress
from typing import Any

import numpy as np

from segmetrics_lab.checks.engine.calling import Call, call
from segmetrics_lab.checks.engine.cases import Case, Mistake, Sign
from segmetrics_lab.checks.engine.comparing import agrees, has_nan, has_number, nan_for_none
from segmetrics_lab.checks.engine.limits import numpy_warnings
from segmetrics_lab.checks.engine.misconception import DIVIDES_BY_ZERO, RETURNS_NOTHING
from segmetrics_lab.checks.engine.rounding import rounding_of

NONE_IS_NOT_NAN = (
    'You give None where there is no score. Write NaN, float("nan"): numpy calculates with it, nanmean leaves it out.'
)


@dataclass(frozen=True, eq=False)
class Answer:
    """What came out of a function for one case.

    Args:
        case: the case.
        call: what became of the call.
        is_right: is its value the expected one?
    """

    case: Case
    call: Call
    is_right: bool = False

    @property
    def got(self) -> Any:
        """The value in plain types; None if the call gave no value."""
        return self.call.value

    @property
    def has_value(self) -> bool:
        """Did the call give a value that can be compared?"""
        return self.call.problem is None and not self.call.strange

    @property
    def is_stopped(self) -> bool:
        """Did the call not end in time?"""
        return self.call.problem is not None and self.call.problem.is_stop

    @property
    def is_undefined(self) -> bool:
        """Is there no number because it would be 0 / 0: an error that says so, or NaN alone?"""
        if self.has_value:
            return has_nan(self.got) and not has_number(self.got)
        return self.divides_by_zero

    @property
    def divides_by_zero(self) -> bool:
        """Did the call stop at a division by 0?"""
        return self.kind_of_problem == "ZeroDivisionError"

    @property
    def kind_of_problem(self) -> str:
        """The name of the exception that stopped the call; empty if none did."""
        return "" if self.call.problem is None else self.call.problem.kind


def ask(answer: Callable[[tuple[Any, ...]], Call], case: Case, tolerance: float) -> Answer:
    """Let a function be called for a case, and compare."""
    made = answer(case.arguments)
    has_value = made.problem is None and not made.strange
    return Answer(case, made, is_right=has_value and agrees(made.value, case.expected, tolerance))


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """What the answers betray.

    Args:
        misconception: id of the catalogue, or None.
        telling: the wrong answers on which it shows.
        words: what is wrong, where the catalogue does not say it.
    """

    misconception: str | None
    telling: Sequence[Answer]
    words: str = ""


def diagnose(
    answers: Sequence[Answer], mistakes: Sequence[Mistake], tolerance: float, signs: Sequence[Sign] = ()
) -> Diagnosis:
    """Which mistake gives these answers? At least one of them is wrong.

    First what shows without any imitation: nothing is returned, or rounded values are. Then the mistake that explains
    most of the wrong answers; then a sign that all wrong values bear; then a division by 0 that stopped all of them.
    """
    wrong = [answer for answer in answers if not answer.is_right]
    if all(answer.has_value for answer in wrong):
        form = _wrong_form(answers, wrong, tolerance)
        if form is not None:
            return form
    found = _by_imitation(answers, mistakes, tolerance)
    if found is not None:
        return found
    with_value = [answer for answer in wrong if answer.has_value]
    for sign in signs:
        if with_value and all(sign.shows(*answer.case.arguments, answer.got) for answer in with_value):
            return Diagnosis(sign.misconception, with_value)
    return Diagnosis(DIVIDES_BY_ZERO if all(answer.divides_by_zero for answer in wrong) else None, wrong)


def _wrong_form(answers: Sequence[Answer], wrong: Sequence[Answer], tolerance: float) -> Diagnosis | None:
    """What is wrong with values that are the right ones in another form, or with no values at all."""
    if all(agrees(nan_for_none(answer.got), answer.case.expected, tolerance) for answer in wrong):
        return Diagnosis(None, wrong, NONE_IS_NOT_NAN)
    if all(answer.got is None for answer in wrong):
        return Diagnosis(RETURNS_NOTHING, wrong)
    rounding = rounding_of([(answer.got, answer.case.expected) for answer in answers if answer.has_value])
    return Diagnosis(None, wrong, rounding) if rounding else None


@dataclass(frozen=True, eq=False)
class _Fit:
    """A mistake that agrees with the answers wherever it differs from the truth.

    Args:
        mistake: the mistake.
        explained: for each answer, is it wrong in the way of the mistake?
        open: for each answer, is it wrong in another way that a division by 0 does not account for?
    """

    mistake: Mistake
    explained: Sequence[bool]
    open: Sequence[bool]


def _by_imitation(answers: Sequence[Answer], mistakes: Sequence[Mistake], tolerance: float) -> Diagnosis | None:
    """The mistake that explains most wrong answers, if those that it leaves are explained by others."""
    fits = [fit for mistake in mistakes if (fit := _fit_of(mistake, answers, tolerance)) is not None]
    if not fits:
        return None
    best = max(fits, key=lambda fit: sum(fit.explained))  # of equal ones the first
    left = np.array(best.open)
    if (left & ~np.any([fit.explained for fit in fits], axis=0)).any():
        return None
    return Diagnosis(best.mistake.misconception, list(compress(answers, best.explained)), best.mistake.words)


def _fit_of(mistake: Mistake, answers: Sequence[Answer], tolerance: float) -> _Fit | None:
    """How the mistake fits, if it agrees with the answers on every case where it differs from the truth.

    Where nothing but NaN tells the imitation from the truth it says nothing, unless it differs there only. A mistake
    that explains no wrong answer does not fit.
    """
    pairs: list[tuple[Answer, Answer]] = []
    with numpy_warnings():  # nobody needs to see those of an imitation
        for answer in answers:
            other = ask(partial(call, mistake.answer), answer.case, tolerance)
            if _tells(other) and not _is_same(answer, other, tolerance):
                return None  # most mistakes end here
            pairs.append((answer, other))
    differing = [pair for pair in pairs if not pair[1].is_right]
    if not any(_tells(other) for _, other in differing) and not all(_is_same(*pair, tolerance) for pair in differing):
        return None
    explained = [
        not answer.is_right and not other.is_right and _is_same(answer, other, tolerance) for answer, other in pairs
    ]
    if not any(explained):
        return None
    is_open = [
        not (answer.is_right or known or _is_of_nothing(answer, other))
        for (answer, other), known in zip(pairs, explained, strict=True)
    ]
    return _Fit(mistake, explained, is_open)


def _tells(other: Answer) -> bool:
    """Does an imitation differ from the truth in more than NaN?"""
    return not (other.is_right or _only_lacks_numbers(other))


def _only_lacks_numbers(other: Answer) -> bool:
    """Is NaN all that tells an imitation from the truth, or a division by 0?"""
    return other.is_undefined or (other.has_value and agrees(other.case.expected, other.got, but_for_nan=True))


def _is_of_nothing(answer: Answer, other: Answer) -> bool:
    """Is this case about 0 / 0, over which people with any misconception stumble too?"""
    return answer.is_undefined or other.is_undefined or has_nan(answer.case.expected)


def _is_same(answer: Answer, other: Answer, tolerance: float) -> bool:
    """Does an answer agree with an imitation? Undefined agrees with undefined; NaN beside wrong numbers is left out."""
    if other.is_undefined:
        return answer.is_undefined
    if not (answer.has_value and other.has_value):
        return answer.kind_of_problem == other.kind_of_problem != ""
    return agrees(answer.got, other.got, tolerance, but_for_nan=not _only_lacks_numbers(other))
