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
SOME = 'some of "a", "b", "c", "d"'


def not_yet(message):
    return "not yet", f"{message} {SOME}.", None, ""


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
        *[
            (letters, *RIGHT)
            for letters in ("a and c", "a/c", "a) c)", "(a), (c)", "a\nc", "A. C.", "a plus also c", ["ac"])
        ],
        *[(letters, *RIGHT) for letters in (iter("ca"), [["a"], ["c"]], [{"a": 1}.popitem()[0], "c"])],
        ("a", "not yet", "so far so good (a), but something is missing.", None, ""),
        ("acb", "not yet", "b does not belong there.", "X1", "B does not."),
        ("db", "not yet", "b does not belong there.", "X1", "B does not."),
        ("ad", "not yet", "d does not belong there.", "X2", "D does not."),
        ("ax", *not_yet("there is no answer 'ax' here. Choose")),
        ("a, x", *not_yet("there is no answer 'x' here. Choose")),
        ("all", *not_yet("there is no answer 'all' here. Choose")),
        ("", *not_yet("there is no answer '' here. Choose")),
        (2, *not_yet("there is no answer '2' here. Choose")),
        ([], *not_yet("there is no answer [] here. Choose")),
        (np.zeros((2, 0)), *not_yet("there is no answer [] here. Choose")),
        ("x" * 1_000_000, *not_yet("there is no answer '" + 39 * "x" + " here. Choose")),
        ({"a": 1}, *not_yet("this is a dictionary. Choose")),
        (b"ac", *not_yet("this is bytes. Choose")),
        (..., "not attempted", f"put {SOME} in place of the ... first.", None, ""),
    ],
)
def test_a_selection_is_judged(letters, outcome, message, misconception, explanation):
    feedback = QUESTION.check(letters)
    found = (feedback.outcome, feedback.message, feedback.misconception, feedback.explanation)
    assert found == (outcome, message, misconception, explanation)


def test_each_chosen_answer_is_shown_with_its_words():
    assert QUESTION.check("da").facts == (("you chose a", "One"), ("you chose d", "Four"))
