"""A number is right as far as the question allows, and the number of a mistake betrays it."""

import itertools
import sys
import time
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from segmetrics_lab.checks.engine import questions
from segmetrics_lab.checks.engine.cases import Mistake
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from tests.checks.engine.small_set import in_a_set

NAN = float("nan")
QUESTION = in_a_set(
    ValueQuestion(
        expected=0.25,
        why="1 of 4.",
        close=0.01,
        mistakes=[Mistake("X1", 0.75), Mistake(None, 0.5), Mistake("X2", 0.35, words="You counted the rest.")],
        near=0.02,
    )
)


def stops():
    yield 0.25
    raise ValueError("no")


def exits():
    yield 0.25
    sys.exit()


OWN_LINE = f', in your line {stops.__code__.co_firstlineno + 2}: raise ValueError("no")'


@pytest.mark.parametrize(
    ("answer", "outcome", "message", "misconception"),
    [
        (0.25, "correct", "0.25 is right.", None),
        (np.float32(0.25), "correct", "0.25 is right.", None),
        (np.array(0.25), "correct", "0.25 is right.", None),
        (0.255, "correct", "0.255 is right (0.25 exactly).", None),
        (0.265, "not yet", "0.265 lies above the right number.", None),
        (0, "not yet", "0 lies below the right number.", None),
        (0.76, "not yet", "0.76 lies above the right number.", "X1"),
        (0.78, "not yet", "0.78 lies above the right number.", None),
        (NAN, "not yet", "a number is wanted, but this is nan.", None),
        (float("inf"), "not yet", "a number is wanted, but this is inf.", None),
        (True, "not yet", "a number is wanted, but this is True.", None),
        ("0.25", "not yet", "a number is wanted, but this is '0.25'.", None),
        ([0.25], "not yet", "a number is wanted, but this is [0.25].", None),
        *[
            (number, "correct", "0.25 is right.", None)
            for number in (Fraction(1, 4), Decimal("0.25"), np.longdouble(0.25))
        ],
        (0.5, "not yet", "0.5 lies above the right number.", None),
        (0.35, "not yet", "0.35 lies above the right number.", "X2"),
        (10**299, "not yet", f"1{199 * '0'}... (300 characters) lies above the right number.", None),
        *[
            (answer, "not yet", f"a number is wanted, but this is {words}.", None)
            for answer, words in [
                ({0.25}, "a set"),
                (10**400, "a whole number of more than 300 digits"),
                ("x" * 1_000_000, f"'{199 * 'x'}... (1,000,002 characters)"),
                (np.zeros((99, 99)), "an array of shape (99, 99), dtype float64"),
                (np.ma.masked, "a masked array that hides values: write NaN in their place, as .filled(np.nan) does"),
                (max, "a function: write its name with parentheses to call it"),
                (stops(), f"something that stops when it is read: ValueError: no{OWN_LINE}"),
                (
                    exits(),
                    "something that stops when it is read: it called exit, which ends the program; "
                    "return a value instead",
                ),
                (itertools.count(), "more than 100,000 values"),
            ]
        ],
        (None, "not attempted", "put a number in place of the ... first.", None),
        (..., "not attempted", "put a number in place of the ... first.", None),
    ],
)
def test_a_number_is_judged(answer, outcome, message, misconception):
    feedback = QUESTION.check(answer)
    assert (feedback.outcome, feedback.message, feedback.misconception) == (outcome, message, misconception)
    words = {"X1": "Words on X1.", "X2": "You counted the rest."}
    assert feedback.explanation == {"correct": "1 of 4."}.get(outcome, words.get(misconception, ""))


def test_what_never_comes_to_its_end_is_stopped(monkeypatch):
    def waits():
        while True:
            time.sleep(0.01)
        yield 0.25

    monkeypatch.setattr(questions, "SECONDS", 0.1)
    assert QUESTION.check(waits()).message == "a number is wanted, but this is something that never comes to its end."


def test_an_interruption_by_the_user_is_passed_on():
    def interrupted():
        yield 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        QUESTION.check(interrupted())
