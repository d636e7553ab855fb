"""A letter is judged, however it is written, and shown with the words that it stands for."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.texts import Option
from tests.checks.engine.small_set import in_a_set

QUESTION = in_a_set(
    ChoiceQuestion(),
    options={"a": Option("No", "It is not.", betrays="X1"), "b": Option("Yes", "It is.", is_right=True)},
    points=1,
)


@pytest.mark.parametrize(
    ("letter", "outcome", "message", "facts", "explanation"),
    [
        ("b", "correct", "b is right.", (("you chose", "Yes"),), "It is."),
        (" B ", "correct", "b is right.", (("you chose", "Yes"),), "It is."),
        (np.str_("b"), "correct", "b is right.", (("you chose", "Yes"),), "It is."),
        ("a", "not yet", "a is not the best answer.", (("you chose", "No"),), "It is not."),
        ("c", "not yet", 'there is no answer \'c\' here. Choose one of "a", "b".', (), ""),
        ("ab", "not yet", 'there is no answer \'ab\' here. Choose one of "a", "b".', (), ""),
        (2, "not yet", 'there is no answer \'2\' here. Choose one of "a", "b".', (), ""),
        ({"b"}, "not yet", 'there is no answer \'set\' here. Choose one of "a", "b".', (), ""),
        (None, "not attempted", 'put one of "a", "b" in place of the ... first.', (), ""),
        (..., "not attempted", 'put one of "a", "b" in place of the ... first.', (), ""),
    ],
)
def test_a_letter_is_judged(letter, outcome, message, facts, explanation):
    feedback = QUESTION.check(letter)
    found = (feedback.outcome, feedback.message, feedback.facts, feedback.explanation)
    assert found == (outcome, message, facts, explanation)
    assert feedback.misconception == ("X1" if letter == "a" else None)
    assert feedback.points == (1 if outcome == "correct" else 0)
