"""Whatever object is handed over, or comes out of a function, gets a feedback, and is right only if it is."""

from collections import deque
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from segmetrics_lab.checks import capstone, ex03
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.feedback import SIGNS, Feedback
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from tests.checks.engine.whole_process import everything
from tests.checks.exercise_sets import QUESTIONS, question_of
from tests.checks.thrown_objects import errors, thrown

NUMBERS = (int, float, Fraction, Decimal, *(np.dtype(code).type for code in "?bBhHiIlLqQefdg"))
LONGEST = 20_000
"""Characters of a feedback."""

FEW, MANY = (
    settings(
        max_examples=number,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    for number in (20, 60)
)
pytestmark = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")


def of_kind(kind):
    pairs = [pair for pair in QUESTIONS if isinstance(question_of(*pair), kind)]
    return pytest.mark.parametrize("question", [pytest.param(question_of(*pair), id=".".join(pair)) for pair in pairs])


def judged(question, *things):
    """The feedback to these things; nothing else is left of the check."""
    before = everything()
    feedback = question.judge(*things)
    assert everything() == before
    assert isinstance(feedback, Feedback)
    assert feedback.outcome in SIGNS
    assert "cannot be judged" not in feedback.message, feedback
    assert len(repr(feedback)) < LONGEST
    assert feedback._repr_html_().startswith("<div")
    return feedback


def is_near(thing, number, tolerance):
    """Is this a real number of Python or numpy, and this one?"""
    if issubclass(type(thing), np.ndarray) and np.asarray(thing).shape == ():
        thing = np.asarray(thing).item()
    return type(thing) in NUMBERS and abs(Fraction(float(thing)) - Fraction(number)) <= tolerance


def texts_in(thing):
    """All texts of a thing, in whatever it holds them."""
    if type(thing) in (list, tuple, deque, set, frozenset):
        return [text for part in thing for text in texts_in(part)]
    return [thing] if type(thing) is str else []


def throw_as_a_number(question, thing):
    if judged(question, thing).outcome == "correct":
        assert is_near(thing, question.expected, question.close + 1e-9)


def throw_as_letters(question, thing):
    if judged(question, thing).outcome == "correct":
        text = "".join(texts_in(thing)).lower()
        assert all((letter in text) == option.is_right for letter, option in question.options.items())


def throw_as_things(question, things):
    if judged(question, *things).outcome == "correct":
        arrays = [np.asarray(thing) for thing in things]
        assert all(condition.holds(*arrays) for condition in question.conditions)


def throw_at_a_function(question, thing, error):
    def returns(*_):
        return thing

    def raises(*_):
        raise error

    for answer in (thing, returns, raises):
        assert judged(question, answer).outcome != "correct"


@given(thrown)
@FEW
def test_a_few_things_thrown_at_a_number_are_judged(one):
    throw_as_a_number(ex03.shifted, one.thing)


@pytest.mark.parametrize("question", [ex03.half, capstone.decision], ids=["choice", "selection"])
@given(thrown)
@FEW
def test_a_few_things_thrown_at_a_choice_are_judged(question, one):
    throw_as_letters(question, one.thing)


@given(thrown, thrown)
@FEW
def test_a_few_things_thrown_at_what_is_to_be_made_are_judged(one, other):
    throw_as_things(ex03.fool, (one.thing, other.thing))


@given(thrown, errors)
@FEW
def test_a_few_things_thrown_at_and_out_of_a_function_are_judged(one, error):
    throw_at_a_function(ex03.iou, one.thing, error)


@pytest.mark.slow
@of_kind(ValueQuestion)
@given(thrown)
@MANY
def test_anything_thrown_at_a_number_is_judged(question, one):
    throw_as_a_number(question, one.thing)


@pytest.mark.slow
@of_kind(ChoiceQuestion)
@given(thrown)
@MANY
def test_anything_thrown_at_a_choice_is_judged(question, one):
    throw_as_letters(question, one.thing)


@pytest.mark.slow
@of_kind(MakingQuestion)
@given(one=thrown, other=thrown)
@MANY
def test_anything_thrown_at_what_is_to_be_made_is_judged(question, one, other):
    throw_as_things(question, (one.thing, other.thing)[: len(question.text.answers)])


@pytest.mark.slow
@of_kind(FunctionQuestion)
@given(one=thrown, error=errors)
@MANY
def test_anything_thrown_at_and_out_of_a_function_is_judged(question, one, error):
    throw_at_a_function(question, one.thing, error)
