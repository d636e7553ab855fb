"""Which mistake answers betray: the one that gives these very answers, or none."""

from functools import partial

import numpy as np
import pytest

from segmetrics_lab.checks.engine.calling import call
from segmetrics_lab.checks.engine.cases import Case, Mistake, Sign
from segmetrics_lab.checks.engine.diagnosing import NONE_IS_NOT_NAN, ask, diagnose
from segmetrics_lab.checks.engine.rounding import ROUNDED

NAN = float("nan")
HALVES, THIRDS, ZERO = "it halves", "it takes thirds", "nothing is divided by"
CASES = [Case((4, 2), 2.0, HALVES), Case((10, 3), 10 / 3, THIRDS), Case((1, 0), NAN, ZERO)]
"""The first argument divided by the second, NaN for 0."""


def divided(a, b):
    return a / b if b else NAN


def swapped(a, b):
    return b / a if b else NAN


def added(a, b):
    return a + b if b else NAN


def zero_of_nothing(a, b):
    return a / b if b else 0.0


SWAPS, ADDS, IS_ZERO = Mistake("SWAPS", swapped), Mistake("ADDS", added), Mistake("IS ZERO", zero_of_nothing)
MISTAKES = [SWAPS, ADDS, IS_ZERO]
NEGATIVE = Sign("NEGATIVE", lambda *things: isinstance(things[-1], float) and things[-1] < 0)


def answers_of(function, cases):
    return [ask(partial(call, function), case, 1e-5) for case in cases]


def diagnosed(function, mistakes=MISTAKES, cases=CASES):
    """The misconception, and what the telling cases are about."""
    found = diagnose(answers_of(function, cases), mistakes, 1e-5, [NEGATIVE])
    return found.misconception, [answer.case.about for answer in found.telling]


def by_case(halves, thirds, zero):
    """A function that gives these values, or raises them, in the three cases."""
    values = {4: halves, 10: thirds, 1: zero}

    def function(a, b):
        if isinstance(values[a], Exception):
            raise values[a]
        return values[a]

    return function


DIVIDES = ZeroDivisionError()
STOPS = Mistake("STOPS", by_case(ValueError(), ValueError(), NAN))


@pytest.mark.parametrize(
    ("function", "misconception", "telling"),
    [
        (swapped, "SWAPS", [HALVES, THIRDS]),
        (added, "ADDS", [HALVES, THIRDS]),
        (zero_of_nothing, "IS ZERO", [ZERO]),
        # what is left must be explained by others, or be about 0 / 0
        (lambda a, b: b / a, "SWAPS", [HALVES, THIRDS]),
        (lambda a, b: b / a if b else 7.0, "SWAPS", [HALVES, THIRDS]),
        (lambda a, b: b / a if b else 1 / b, "SWAPS", [HALVES, THIRDS]),
        # who agrees in one of the cases only has another reason
        (by_case(0.5, 7.0, NAN), None, [HALVES, THIRDS]),
        (by_case(0.5, 10 / 3, NAN), None, [HALVES]),
        (by_case(0.5, DIVIDES, NAN), None, [HALVES, THIRDS]),
        (by_case(0.5, {1}, NAN), None, [HALVES, THIRDS]),
        (by_case(0.5, 13, NAN), None, [HALVES, THIRDS]),
        # what shows without any imitation
        (by_case(None, None, None), "M15", [HALVES, THIRDS, ZERO]),
        (by_case(None, 0.3, None), None, [HALVES, THIRDS, ZERO]),
        (by_case(2.0, 10 / 3, DIVIDES), "M14", [ZERO]),
        (by_case(DIVIDES, DIVIDES, DIVIDES), "M14", [HALVES, THIRDS, ZERO]),
        (by_case(7.0, 10 / 3, DIVIDES), None, [HALVES, ZERO]),
        (by_case(2.0, 10 / 3, ValueError()), None, [ZERO]),
        # a sign speaks where all wrong values bear it
        (by_case(-1.0, -2.0, -3.0), "NEGATIVE", [HALVES, THIRDS, ZERO]),
        (by_case(2.0, 10 / 3, -3.0), "NEGATIVE", [ZERO]),
        (by_case(-1.0, DIVIDES, NAN), "NEGATIVE", [HALVES]),
        (by_case(-1.0, 7.0, NAN), None, [HALVES, THIRDS]),
        (by_case({-1.0}, {-1.0}, NAN), None, [HALVES, THIRDS]),
        # all the rest
        (by_case(7.0, 7.0, 7.0), None, [HALVES, THIRDS, ZERO]),
        (by_case("road", "road", "road"), None, [HALVES, THIRDS, ZERO]),
    ],
)
def test_answers_betray_a_misconception_on_the_telling_cases(function, misconception, telling):
    assert diagnosed(function) == (misconception, telling)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (by_case(2.0, 10 / 3, None), NONE_IS_NOT_NAN),
        (by_case(2.0, 3.3, NAN), ROUNDED.format(digits="one digit")),
        (by_case(2.0, 3.333, NAN), ROUNDED.format(digits="3 digits")),
        (by_case(2.0, 3.333, None), ""),
        (by_case(2.0, 3.333, 0.0), ""),
        (by_case(2.0, 3.333, DIVIDES), ""),
        (swapped, ""),
    ],
)
def test_the_right_values_in_another_form_are_told_in_words_of_their_own(function, words):
    assert diagnose(answers_of(function, CASES), MISTAKES, 1e-5).words == words


@pytest.mark.parametrize(
    ("mistakes", "function", "misconception"),
    [
        # the first of two that explain equally much
        ([Mistake("FIRST", swapped), SWAPS], swapped, "FIRST"),
        ([SWAPS, Mistake("SECOND", swapped)], swapped, "SWAPS"),
        ([Mistake(None, swapped), SWAPS], swapped, None),
        # the one that explains more, wherever it stands
        ([SWAPS, Mistake("ALL", lambda a, b: b / a)], lambda a, b: b / a, "ALL"),
        ([Mistake("ALL", lambda a, b: b / a), SWAPS], swapped, "SWAPS"),
        ([IS_ZERO, SWAPS], lambda a, b: b / a if b else 0.0, "SWAPS"),
        # two mistakes at once: the one that explains more, if the other explains the rest
        ([Mistake("OF TEN", by_case(2.0, 7.0, NAN)), IS_ZERO], by_case(2.0, 7.0, 0.0), "OF TEN"),
        ([IS_ZERO, Mistake("OF TEN", by_case(2.0, 7.0, NAN))], by_case(2.0, 7.0, 0.0), "IS ZERO"),
        ([Mistake("OF TEN", by_case(2.0, 7.0, NAN))], by_case(8.0, 7.0, NAN), None),
        ([Mistake("OF TEN", by_case(2.0, 7.0, NAN)), Mistake("OF FOUR", by_case(8.0, 10 / 3, NAN))],
         by_case(8.0, 7.0, NAN), "OF TEN"),
        # an imitation that is right everywhere, or that stops, betrays nothing
        ([Mistake("RIGHT", divided)], by_case(2.0, 7.0, NAN), None),
        ([STOPS], by_case(2.0, ValueError(), NAN), None),
        ([STOPS], by_case(KeyError(), KeyError(), NAN), None),
        ([STOPS], by_case(ValueError(), ValueError(), NAN), "STOPS"),
        ([Mistake("NOTHING", by_case(None, 7.0, NAN))], by_case({1}, 7.0, NAN), None),
    ],
)  # fmt: skip
def test_the_mistake_that_explains_most_speaks(mistakes, function, misconception):
    assert diagnosed(function, mistakes)[0] == misconception


@pytest.mark.parametrize(
    ("imitation", "function", "misconception"),
    [
        # where it says nothing, the answer may be anything
        (by_case(0.5, 0.3, DIVIDES), by_case(0.5, 0.3, NAN), "X"),
        (by_case(0.5, 0.3, DIVIDES), by_case(0.5, 0.3, 7.0), "X"),
        (by_case(0.5, DIVIDES, NAN), by_case(0.5, 7.0, NAN), "X"),
        (by_case(0.5, NAN, NAN), by_case(0.5, DIVIDES, NAN), "X"),
        (by_case(0.5, 0.3, NAN), by_case(0.5, 7.0, NAN), None),
        # an answer that is undefined where the imitation is not
        (by_case(0.5, 0.3, 7.0), by_case(0.5, 0.3, NAN), None),
        (by_case(0.5, 0.3, 7.0), by_case(0.5, 0.3, DIVIDES), None),
        # an imitation that differs where it says nothing, and only there
        (by_case(2.0, NAN, NAN), by_case(2.0, NAN, NAN), "X"),
        (by_case(2.0, NAN, NAN), by_case(2.0, DIVIDES, NAN), "X"),
        (by_case(2.0, DIVIDES, NAN), by_case(2.0, NAN, NAN), "X"),
        (by_case(2.0, NAN, NAN), by_case(2.0, 7.0, NAN), None),
    ],
)
def test_where_an_imitation_is_undefined_it_says_nothing_unless_it_is_so_only_there(imitation, function, misconception):
    assert diagnosed(function, [Mistake("X", imitation)])[0] == misconception


LISTS = [Case((1,), [1.0, 2.0, NAN], "one"), Case((2,), [3.0, NAN, 4.0], "two")]


@pytest.mark.parametrize(
    ("imitation", "function", "misconception"),
    [
        (lambda n: [5.0, 6.0, 0.0], lambda n: [5.0, 6.0, 0.0], "X"),
        (lambda n: np.array([5.0, 6.0, 0.0]), lambda n: (5, 6, 0), "X"),
        (lambda n: [5.0, 6.0, NAN], lambda n: [5.0, 6.0, 0.0], "X"),
        (lambda n: [5.0, 6.0, NAN], lambda n: [5.0, 7.0, NAN], None),
        (lambda n: [5.0, 6.0, 0.0], lambda n: [5.0, 6.0, NAN], None),
        (lambda n: [5.0, 6.0, NAN], lambda n: [5.0, 6.0], None),
        (lambda n: [NAN, NAN, NAN], lambda n: [NAN, NAN, NAN], "X"),
        (lambda n: [NAN, NAN, NAN], lambda n: [1.0, NAN, NAN], None),
    ],
)
def test_single_nan_of_an_imitation_say_nothing(imitation, function, misconception):
    assert diagnosed(function, [Mistake("X", imitation)], LISTS)[0] == misconception


def test_a_mistake_may_have_words_of_its_own():
    wordy = Mistake(None, swapped, words="You divide the other way round.")
    found = diagnose(answers_of(swapped, CASES), [wordy, SWAPS], 1e-5)
    assert (found.misconception, found.words) == (None, "You divide the other way round.")


@pytest.mark.parametrize(
    ("function", "has_value", "is_undefined", "divides_by_zero", "is_right"),
    [
        (lambda a, b: 2.0, True, False, False, True),
        (lambda a, b: 3, True, False, False, False),
        (lambda a, b: NAN, True, True, False, False),
        (lambda a, b: [NAN, NAN], True, True, False, False),
        (lambda a, b: [NAN, 1], True, False, False, False),
        (lambda a, b: None, True, False, False, False),
        (lambda a, b: {1}, False, False, False, False),
        (lambda a, b: a / 0, False, True, True, False),
        (lambda a, b: [a][b], False, False, False, False),
    ],
)
def test_an_answer_says_what_it_is(function, has_value, is_undefined, divides_by_zero, is_right):
    (answer,) = answers_of(function, CASES[:1])
    found = (answer.has_value, answer.is_undefined, answer.divides_by_zero, answer.is_right)
    assert found == (has_value, is_undefined, divides_by_zero, is_right)
    assert not answer.is_stopped
