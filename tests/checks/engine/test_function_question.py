"""A function is tried on written cases, then on random ones, and its feedback shows the first telling case."""

import builtins
import time
import warnings

import numpy as np
import pytest

from segmetrics_lab.checks.engine.cases import Case, Mistake, mask
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from tests.checks.engine.small_set import in_a_set

NAN = float("nan")
SIXTH = "expected is 0.1667."
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


def divides_by_zero(mask):
    return 1 / 0


OWN_LINE = divides_by_zero.__code__.co_firstlineno + 1


def starter(mask): ...


class Callable:
    def __call__(self, mask):
        return mask.mean()


@pytest.mark.parametrize(
    ("function", "outcome", "message", "misconception"),
    [
        (share, "correct", "share is right in all 27 cases.", None),
        (Callable(), "correct", "your function is right in all 27 cases.", None),
        (changes, "not yet", "changes changes its argument mask.", "M16"),
        (np.sum, "not yet", "where one pixel is true, sum returns 1; expected is 0.1667.", "X1"),
        (
            lambda mask: mask.sum() / mask.shape[1],
            "not yet",
            "where one pixel is true, <lambda> returns 0.3333; expected is 0.1667.",
            "X2",
        ),
        (lambda mask: None, "not yet", "where one pixel is true, <lambda> returns None; expected is 0.1667.", "M15"),
        (lambda mask: {1}, "not yet", "where one pixel is true, <lambda> returns a set; a number is wanted.", None),
        (
            lambda mask: round(mask.mean(), 1),
            "not yet",
            f"where one pixel is true, <lambda> returns 0.2; {SIXTH}",
            None,
        ),
        (lambda mask: iter([1]), "not yet", f"where one pixel is true, <lambda> returns [1]; {SIXTH}", None),
        (
            divides_by_zero,
            "could not run",
            f"your code stopped: ZeroDivisionError: division by zero, in your line {OWN_LINE}: return 1 / 0",
            None,
        ),
        (
            lambda mask: QUESTION.check(share),
            "could not run",
            "your code stopped: it calls a check itself. Move the line with .check out of the function, to the left",
            None,
        ),
        (np.mean, "correct", "mean is right in all 27 cases.", None),
        (
            lambda: 1,
            "could not run",
            "your code stopped: TypeError: <lambda>() takes 0 positional arguments but 1 was given",
            None,
        ),
        *[
            (
                value,
                "not yet",
                f"this takes the function itself, but got {words}. Write only its name, without parentheses after it.",
                None,
            )
            for value, words in [
                (0.5, "a value of type float"),
                ([0.5], "a value of type list"),
                (np.zeros(2), "a value of type ndarray"),
                ("x" * 1_000_000, "a value of type str"),
                (10**299, "a value of type int"),
                ({}, "a dictionary"),
            ]
        ],
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


def test_a_wrong_answer_shows_the_first_telling_case_with_words_and_picture():
    feedback = QUESTION.check(np.sum)
    assert feedback.facts == (("mask", "[[1 0 0]\n [0 0 0]]  (1 is True)"), ("expected", "0.1667"), ("got", "1"))
    pictures = [(caption, picture.alt) for caption, picture in feedback.pictures]
    assert pictures == [("mask", "5 False, 1 True")]
    assert (feedback.explanation, feedback.read_again, feedback.link) == (
        "Words on X1.",
        "Read again: X1",
        "page.html#X1",
    )


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


HIDDEN = [Case((mask("..."),), 0.0, "none is true"), Case((mask("...."),), 0.0, "none is true, in a wide image")]


@pytest.mark.parametrize(
    ("function", "message", "share"),
    [
        (np.mean, "mean is right in all 29 cases.", 1),
        (
            lambda mask: mask.mean() or NAN,
            "<lambda> is right in all cases that can be shown, but not in 2 of your lecturer's own.",
            3 / 5,
        ),
        (lambda mask: mask.any() * 0.5, "where one pixel is true, <lambda> returns 0.5; expected is 0.1667.", 3 / 5),
        (lambda mask: mask.sum() or NAN, "where one pixel is true, <lambda> returns 1; expected is 0.1667.", 0),
        (share_of_small, "where the arguments are random, share_of_small returns 0; expected is 0.35.", 14 / 29),
        (lambda mask: 1 / 0, "your code stopped: ZeroDivisionError: division by zero", 0),
        (0.5, "this takes the function itself, but got a value of type float.", 0),
    ],
)
def test_the_cases_of_a_lecturer_count_and_are_never_shown(function, message, share):
    feedback = QUESTION.judge(function, more_cases=HIDDEN)
    assert feedback.message.startswith(message)
    assert feedback.share == share
    assert "none is true" not in repr(feedback)


def waits_where_all_are_true(mask):
    while mask.all():
        time.sleep(0.01)
    return mask.mean()


def waits_where_none_is_true(mask):
    while not mask.any():
        time.sleep(0.01)
    return mask.mean()


def slow_share(mask):
    time.sleep(0.05)
    return mask.mean()


ENDLESS = "your code was stopped after 0.5 seconds (last: {}). Is there a loop without an end?"


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (waits_where_all_are_true, ENDLESS.format("where all are true")),
        (waits_where_none_is_true, ENDLESS.format("a case of your lecturer's")),
        (slow_share, "your code was stopped after 0.5 seconds, which is the limit for all cases together; "),
    ],
)
def test_a_function_without_an_end_is_told_from_a_slow_one(function, message):
    feedback = QUESTION.check(function, seconds=0.5, more_cases=HIDDEN)
    assert feedback.outcome == "could not run"
    assert feedback.message.startswith(message)


def test_a_slow_function_is_right_with_more_time():
    message = QUESTION.check(slow_share, seconds=0.5).message
    assert message.endswith("of them were answered by then. It is slow: your own check with seconds=2 gives it longer.")
    assert QUESTION.check(slow_share, seconds=60).outcome == "correct"


def divides_by_nothing(mask):
    return mask.sum() / (np.sum(~mask) - mask.sum())


def test_what_numpy_warns_of_is_shown_with_its_case_and_nowhere_else():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        feedback = QUESTION.check(lambda mask: divides_by_nothing(mask) if mask.all() else mask.sum())
        shown = QUESTION.check(lambda mask: np.float64(1) / 0)
    assert "numpy warns" not in dict(feedback.facts)
    assert dict(shown.facts)["numpy warns"] == "divide by zero encountered in scalar divide"


def test_the_warnings_of_a_learner_are_seen_once_in_each_check():
    def warns(mask):
        warnings.warn("careful", stacklevel=1)
        return mask.mean()

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("default")
        for _ in range(2):
            QUESTION.check(warns)
    assert [str(warning.message) for warning in seen] == ["careful", "careful"]


def check_inside_of_some(mask):
    return QUESTION.check(share).share if mask.all() else mask.mean()


def test_a_check_inside_of_one_case_is_named_there():
    assert QUESTION.check(check_inside_of_some).message == (
        "where all are true, check_inside_of_some stops: it calls a check itself. "
        "Move the line with .check out of the function, to the left"
    )


def test_a_check_may_follow_a_check_that_was_called_inside_of_another():
    QUESTION.check(check_inside_of_some)
    assert QUESTION.check(share).outcome == "correct"


@pytest.mark.parametrize(
    ("setting", "value"), [("all", "raise"), ("all", "ignore"), ("divide", "raise"), ("invalid", "raise")]
)
def test_what_a_function_sets_in_numpy_changes_nothing_in_the_check(setting, value):
    def sets(mask):
        np.seterr(**{setting: value})
        return mask.mean()

    assert QUESTION.check(sets).outcome == "correct"


@pytest.mark.parametrize(("name", "owner"), [("np.sum", "numpy"), ("max", "Python")])
def test_a_function_that_was_replaced_is_named_with_whose_it_is(name, owner):
    def replaces(mask):
        exec(f"{name} = len", {"np": np}) if owner == "numpy" else setattr(builtins, name, len)
        return mask.mean()

    feedback = QUESTION.check(replaces)
    assert (feedback.outcome, feedback.message) == (
        "could not run",
        f"{name} was not {owner}'s own function any more: something was assigned to it. It has been put back. "
        "Give your own function another name, and check again.",
    )
