"""A number is right as far as the question allows, and the number of a mistake betrays it."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.cases import Mistake
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from tests.checks.engine.small_set import in_a_set

NAN = float("nan")
QUESTION = in_a_set(
    ValueQuestion(
        expected=0.25, why="1 of 4.", close=0.01, mistakes=[Mistake("X1", 0.75), Mistake(None, 0.5)], near=0.02
    )
)


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
        (0.5, "not yet", "0.5 lies above the right number.", None),
        (NAN, "not yet", "a number is wanted, but this is nan.", None),
        (float("inf"), "not yet", "a number is wanted, but this is inf.", None),
        (True, "not yet", "a number is wanted, but this is True.", None),
        ("0.25", "not yet", "a number is wanted, but this is '0.25'.", None),
        ([0.25], "not yet", "a number is wanted, but this is [0.25].", None),
        ({0.25}, "not yet", "a number is wanted, but this is a value of type set.", None),
        (None, "not attempted", "put a number in place of the ... first.", None),
        (..., "not attempted", "put a number in place of the ... first.", None),
    ],
)
def test_a_number_is_judged(answer, outcome, message, misconception):
    feedback = QUESTION.check(answer)
    assert (feedback.outcome, feedback.message, feedback.misconception) == (outcome, message, misconception)
    assert feedback.explanation == {"correct": "1 of 4."}.get(outcome, "Words on X1." if misconception else "")
