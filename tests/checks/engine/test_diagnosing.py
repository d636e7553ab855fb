"""Which misconception answers betray: imitation goes before signs, signs before what failed cases share."""

import pytest

from segmetrics_lab.checks.engine.cases import Case, Mistake, Sign
from segmetrics_lab.checks.engine.diagnosing import ask, diagnose

NAN = float("nan")
CASES = [
    Case((4, 2), 2.0, "it divides"),
    Case((9, 3), 3.0, "it divides again", betrays="OF NINES"),
    Case((1, 0), NAN, "nothing is divided by", betrays="OF ZERO"),
]
"""The first argument divided by the second, NaN for 0."""

MISTAKES = [Mistake("SWAPS", lambda a, b: b / a), Mistake("ADDS", lambda a, b: a + b if b else NAN)]
SIGNS = [Sign("NEGATIVE", lambda a, b, got: isinstance(got, float) and got < 0)]


def diagnosed(function, *, mistakes=MISTAKES, signs=SIGNS, cases=CASES):
    """The misconception, and what the telling cases are about."""
    found = diagnose([ask(function, case, 1e-5) for case in cases], mistakes, 1e-5, signs)
    return found.misconception, [answer.case.about for answer in found.telling]


ALL = ["it divides", "it divides again", "nothing is divided by"]
FIRST_TWO = ALL[:2]


@pytest.mark.parametrize(
    ("function", "misconception", "telling"),
    [
        (lambda a, b: None, "M15", ALL),
        (lambda a, b: b / a, "SWAPS", ALL),
        (lambda a, b: a + b if b else NAN, "ADDS", FIRST_TWO),
        (lambda a, b: b / a if b else NAN, "SWAPS", FIRST_TWO),
        (lambda a, b: b / a if b else 1 / b, "SWAPS", FIRST_TWO),
        (lambda a, b: -1.0, "NEGATIVE", ALL),
        (lambda a, b: a / b if b else -1.0, "NEGATIVE", ["nothing is divided by"]),
        (lambda a, b: a / b, "M14", ["nothing is divided by"]),
        (lambda a, b: a / b if b else 0.0, "OF ZERO", ["nothing is divided by"]),
        (lambda a, b: a / b if b and a < 9 else (7.0 if b else NAN), "OF NINES", ["it divides again"]),
        (lambda a, b: 7.0, None, ALL),
        (lambda a, b: {a / b} if b else NAN, None, FIRST_TWO),
        (lambda a, b: "road", None, ALL),
    ],
)
def test_answers_betray_a_misconception_on_the_telling_cases(function, misconception, telling):
    assert diagnosed(function) == (misconception, telling)


def test_the_first_mistake_that_fits_is_named():
    def imitates(a, b):
        return a + b if b else NAN

    assert diagnosed(imitates, mistakes=[Mistake("FIRST", imitates), *MISTAKES])[0] == "FIRST"
    assert diagnosed(imitates, mistakes=[Mistake(None, imitates), *MISTAKES])[0] is None


def test_a_mistake_that_gives_every_value_goes_before_one_that_stumbles_elsewhere():
    exact = Mistake("EXACT", lambda a, b: b / a)
    stumbles = Mistake("STUMBLES", lambda a, b: b / a if b else 1 / b)
    assert diagnosed(lambda a, b: b / a, mistakes=[stumbles, exact])[0] == "EXACT"
    assert diagnosed(lambda a, b: b / a if b else 1 / b, mistakes=[exact, stumbles])[0] == "STUMBLES"


@pytest.mark.parametrize(
    ("mistake", "function"),
    [
        (lambda a, b: b / a if b else 1 / b, lambda a, b: b / a if b else 7.0),
        (lambda a, b: b / a if b else 7.0, lambda a, b: b / a if b else NAN),
        (lambda a, b: b / a if b else 7.0, lambda a, b: b / a if b else {1}),
    ],
)
def test_where_either_of_both_gives_no_number_they_need_not_be_the_same(mistake, function):
    assert diagnosed(function, mistakes=[Mistake("SWAPS", mistake)]) == ("SWAPS", FIRST_TWO)


def test_a_strange_value_is_neither_that_of_a_mistake_nor_shows_a_sign():
    nothing = Mistake("NOTHING", lambda a, b: None)
    is_nothing = Sign("NOTHING", lambda a, b, got: got is None)
    assert diagnosed(lambda a, b: {1}, mistakes=[nothing], signs=[is_nothing]) == (None, ALL)


def test_a_mistake_that_only_agrees_where_the_answer_is_right_betrays_nothing():
    right_but_once = Mistake("X", lambda a, b: a / b if b and a < 9 else NAN)
    assert diagnosed(lambda a, b: 7.0 if a == 9 else (a / b if b else NAN), mistakes=[right_but_once])[0] == "OF NINES"


@pytest.mark.parametrize(
    ("function", "has_value", "is_undefined", "is_right", "is_stopped"),
    [
        (lambda a, b: 2.0, True, False, True, False),
        (lambda a, b: 3, True, False, False, False),
        (lambda a, b: NAN, True, True, False, False),
        (lambda a, b: {1}, False, True, False, False),
        (lambda a, b: a / 0, False, True, False, False),
    ],
)
def test_an_answer_says_what_it_is(function, has_value, is_undefined, is_right, is_stopped):
    answer = ask(function, CASES[0], 1e-5)
    found = (answer.has_value, answer.is_undefined, answer.is_right, answer.is_stopped)
    assert found == (has_value, is_undefined, is_right, is_stopped)
