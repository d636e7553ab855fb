"""A function is tried on written cases, then on random ones, and its feedback shows the smallest telling case."""

import time

import numpy as np
import pytest

from segmetrics_lab.checks.engine.cases import Case, Mistake, mask
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from tests.checks.engine.small_set import in_a_set

NAN = float("nan")
STARTER = "def my_share(mask):\n    ...  # replace this line"
QUESTION = in_a_set(
    FunctionQuestion(
        parameters=("mask",),
        cases=[
            Case((mask("#..", "..."),), 1 / 6, "one pixel is true"),
            Case((mask("##"),), 1.0, "all are true"),
            Case((mask("#."),), 0.5, "half of them is true"),
        ],
        mistakes=[Mistake("X1", lambda mask: int(mask.sum())), Mistake("X2", lambda mask: mask.sum() / mask.shape[1])],
        reference=lambda mask: mask.mean(),
        random=lambda rng, number: (rng.random((number + 1, 2)) < 0.5,),
    ),
    starter=STARTER,
    points=2,
)


def share(mask):
    return mask.mean()


def changes(mask):
    value = mask.mean()
    mask[:] = False
    return value


def share_of_small(mask):
    return mask.mean() if mask.size < 20 else 0


def starter(mask): ...


class Callable:
    def __call__(self, mask):
        return mask.mean()


@pytest.mark.parametrize(
    ("function", "outcome", "message", "misconception"),
    [
        (share, "correct", "share is right in all 27 cases.", None),
        (Callable(), "correct", "your function is right in all 27 cases.", None),
        (changes, "not yet", "the values are right, but changes changes its argument mask.", "M16"),
        (np.sum, "not yet", "where all are true, sum returns 2; expected is 1.0.", "X1"),
        (
            lambda mask: mask.sum() / mask.shape[1],
            "not yet",
            "where one pixel is true, <lambda> returns 0.3333; expected is 0.1667.",
            "X2",
        ),
        (lambda mask: None, "not yet", "where all are true, <lambda> returns None; expected is 1.0.", "M15"),
        (
            lambda mask: {1},
            "not yet",
            "where all are true, <lambda> returns a value of type set; a plain value is wanted.",
            None,
        ),
        (np.mean, "correct", "mean is right in all 27 cases.", None),
        (
            lambda: 1,
            "could not run",
            "your code stopped: TypeError: <lambda>() takes 0 positional arguments but 1 was given",
            None,
        ),
        (
            0.5,
            "not yet",
            "this takes the function itself, but got 0.5. Write only its name, without parentheses after it.",
            None,
        ),
        (
            [0.5],
            "not yet",
            "this takes the function itself, but got a list. Write only its name, without parentheses after it.",
            None,
        ),
        (starter, "not attempted", "replace the ... in starter with lines of your own.", None),
        (None, "not attempted", "replace the ... in your function with lines of your own.", None),
        (..., "not attempted", "replace the ... in your function with lines of your own.", None),
    ],
)
def test_a_function_is_judged(function, outcome, message, misconception):
    feedback = QUESTION.check(function)
    assert (feedback.outcome, feedback.message, feedback.misconception) == (outcome, message, misconception)
    assert feedback.points == (2 if outcome == "correct" else 0)
    assert feedback.note == ""


def test_a_wrong_answer_shows_the_smallest_telling_case_with_words_and_picture():
    feedback = QUESTION.check(np.sum)
    assert feedback.facts == (("mask", "[[1 1]]  (1 is True)"), ("expected", "1.0"), ("got", "2"))
    assert [(caption, picture.alt) for caption, picture in feedback.pictures] == [("mask", "pixels: 2 of class 1")]
    assert (feedback.explanation, feedback.read_again, feedback.link) == (
        "Words on X1.",
        "Read again: X1",
        "page.html#X1",
    )


def test_a_larger_case_with_a_value_is_shown_rather_than_a_small_one_with_an_error():
    feedback = QUESTION.check(lambda mask: 0.75 if mask.size > 2 else 1 / 0)
    assert feedback.message == "where one pixel is true, <lambda> returns 0.75; expected is 0.1667."


def test_random_cases_are_tried_only_where_all_written_ones_are_right():
    called = []

    def remembers(mask):
        called.append(mask.shape)
        return 0.5

    QUESTION.check(remembers)
    assert called == [(2, 3), (1, 2), (1, 2)]


def test_an_answer_that_is_wrong_in_a_random_case_is_not_yet_right():
    feedback = QUESTION.check(share_of_small)
    assert feedback.outcome == "not yet"
    assert feedback.message.startswith("where the arguments are random, share_of_small returns 0; expected is 0.")


def test_the_seed_decides_what_is_drawn():
    def drawn(seed):
        masks = []

        def remembers(mask):
            masks.append(mask.tolist())
            return mask.mean()

        QUESTION.check(remembers, seed=seed)
        return masks[3:]

    assert [len(rows) for rows in drawn(0)] == list(range(1, 25))
    assert drawn(0) == drawn(0) != drawn(1)


def test_the_cases_of_a_lecturer_come_after_the_written_ones():
    hidden = Case((mask("..."),), 0.0, "none is true")
    assert QUESTION.check(share, more_cases=[hidden]).message == "share is right in all 28 cases."
    assert QUESTION.check(lambda mask: mask.mean() or NAN, more_cases=[hidden]).message == (
        "where none is true, <lambda> returns nan; expected is 0.0."
    )


def test_a_function_that_does_not_end_is_stopped_at_its_case():
    def waits(mask):
        while mask.all():
            time.sleep(0.01)
        return mask.mean()

    assert QUESTION.check(waits, seconds=0.2).message == (
        "your code was stopped after 0.2 seconds (last: where all are true). Is there a loop without an end?"
    )
