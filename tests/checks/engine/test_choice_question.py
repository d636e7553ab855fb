"""A letter is judged, however it is written, and shown with the words that it stands for."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.texts import Option
from tests.checks.engine.small_set import in_a_set

QUESTION = in_a_set(
    ChoiceQuestion(),
    options={"a": Option("No", "It is not.", betrays="X1"), "b": Option("Yes, it does", "It is.", is_right=True)},
    points=1,
)
RIGHT = ("correct", "b is right.", (("you chose", "Yes, it does"),), "It is.")
NAN = float("nan")


def stops():
    yield "b"
    raise ValueError("no")


OWN_LINE = f', in your line {stops.__code__.co_firstlineno + 2}: raise ValueError("no")'


def unknown(shown):
    return "not yet", f'there is no answer {shown} here. Choose one of "a", "b".', (), ""


def strange(words):
    return "not yet", f'this is {words}. Choose one of "a", "b".', (), ""


@pytest.mark.parametrize(
    ("letter", "outcome", "message", "facts", "explanation"),
    [
        ("b", *RIGHT),
        (" B ", *RIGHT),
        (np.str_("b"), *RIGHT),
        ("a", "not yet", "a is not the best answer.", (("you chose", "No"),), "It is not."),
        ("c", *unknown("'c'")),
        *[(letter, *RIGHT) for letter in ("b)", "(b)", "b.", "'b'", "yes, it does", "YES, IT", ["b"], {"b"}, [["B"]])],
        *[(letter, *RIGHT) for letter in (np.array("b"), np.array(["b"]), iter("b"))],
        ("ab", *unknown("'ab'")),
        ("a b", *unknown("'a b'")),
        ("", *unknown("''")),
        ("it does", *unknown("'it does'")),
        (2, *unknown("2")),
        (0.5, *unknown("0.5")),
        (True, *unknown("True")),
        ([], *unknown("[]")),
        (["a", "b"], *unknown("['a', 'b']")),
        (NAN, *unknown("nan")),
        ("x" * 1_000_000, *unknown("'" + 39 * "x")),
        ({"b": 1}, *strange("a dictionary")),
        (b"b", *strange("bytes")),
        (len, *strange("a function: write its name with parentheses to call it")),
        (stops(), *strange(f"something that stops when it is read: ValueError: no{OWN_LINE}")),
        (None, "not attempted", 'put one of "a", "b" in place of the ... first.', (), ""),
        (..., "not attempted", 'put one of "a", "b" in place of the ... first.', (), ""),
    ],
)
def test_a_letter_is_judged(letter, outcome, message, facts, explanation):
    feedback = QUESTION.check(letter)
    found = (feedback.outcome, feedback.message, feedback.facts, feedback.explanation)
    assert found == (outcome, message, facts, explanation)
    assert feedback.misconception == ("X1" if message.startswith("a is") else None)
    assert feedback.points == (1 if outcome == "correct" else 0)
