"""A selection is right where every right letter is in it, and no other."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.selection_question import SelectionQuestion
from segmetrics_lab.checks.engine.texts import Option
from tests.checks.engine.small_set import in_a_set

QUESTION = in_a_set(
    SelectionQuestion(),
    options={
        "a": Option("One", "A holds.", is_right=True),
        "b": Option("Two", "B does not.", betrays="X1"),
        "c": Option("Three", "C holds.", is_right=True),
        "d": Option("Four", "D does not.", betrays="X2"),
    },
)
RIGHT = ("correct", "a, c, and no other.", None, "A holds. C holds.")


@pytest.mark.parametrize(
    ("letters", "outcome", "message", "misconception", "explanation"),
    [
        ("ac", *RIGHT),
        ("C, A", *RIGHT),
        (["c", "a"], *RIGHT),
        ({"c", "a"}, *RIGHT),
        (np.array(["a", "c"]), *RIGHT),
        ("aacc", *RIGHT),
        ("a", "not yet", "so far so good (a), but something is missing.", None, ""),
        ("acb", "not yet", "b does not belong there.", "X1", "B does not."),
        ("db", "not yet", "b does not belong there.", "X1", "B does not."),
        ("ad", "not yet", "d does not belong there.", "X2", "D does not."),
        ("ax", "not yet", 'there is no answer \'x\' here. Choose among "a", "b", "c", "d".', None, ""),
        ("", "not yet", 'there is no answer \'\' here. Choose among "a", "b", "c", "d".', None, ""),
        ({1: 2}, "not yet", 'there is no answer \'dict\' here. Choose among "a", "b", "c", "d".', None, ""),
        (..., "not attempted", 'put some of "a", "b", "c", "d" in place of the ... first, as in "xy".', None, ""),
    ],
)
def test_a_selection_is_judged(letters, outcome, message, misconception, explanation):
    feedback = QUESTION.check(letters)
    found = (feedback.outcome, feedback.message, feedback.misconception, feedback.explanation)
    assert found == (outcome, message, misconception, explanation)


def test_each_chosen_answer_is_shown_with_its_words():
    assert QUESTION.check("da").facts == (("you chose a", "One"), ("you chose d", "Four"))
