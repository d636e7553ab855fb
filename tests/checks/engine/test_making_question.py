"""Things that a learner makes are judged: their number, shape and values first, then the conditions in order."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.cases import Condition, drawn
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from tests.checks.engine.small_set import in_a_set

NAN = float("nan")
TRUTH = drawn(".#")
MAPS = in_a_set(
    MakingQuestion(
        shape=(1, 2),
        fixed={"truth": TRUTH},
        conditions=[
            Condition("first has a true pixel", lambda first, second: first.any()),
            Condition("second has more", lambda first, second: second.sum() > first.sum(), betrays="X1"),
        ],
        scores=lambda first, second: {"pixels of first": first.sum()},
        why="More is more.",
    ),
    points=1,
    answers=("first", "second"),
)
NUMBERS = in_a_set(
    MakingQuestion(
        classes=None,
        starts_blank=False,
        conditions=[Condition("their sum is 1", lambda numbers: numbers.sum() == 1)],
        why="So it is.",
    ),
    answers=("numbers",),
)


def stops():
    yield [1, 1]
    raise ValueError("no")


STOPS = (
    "that stops when it is read: ValueError: no, "
    f'in your line {stops.__code__.co_firstlineno + 2}: raise ValueError("no")'
)


@pytest.mark.parametrize(
    ("things", "outcome", "message"),
    [
        (([[0, 1]], [[1, 1]]), "correct", "all that was asked for holds."),
        ((drawn(".#"), np.array([[True, True]])), "correct", "all that was asked for holds."),
        (([[0, 0]], [[1, 1]]), "not yet", "this does not hold: first has a true pixel."),
        (([[0, 1]], [[0, 1]]), "not yet", "this does not hold: second has more."),
        (([[0, 0]], [[0, 0]]), "not attempted", "first and second are as they were given: change something first."),
        ((..., [[0, 1]]), "not attempted", "fill first first."),
        ((None, ...), "not attempted", "fill first, second first."),
        (([[0, 1]],), "not yet", "this takes first, second and nothing else, but got 1."),
        (([0, 1], [[0, 1]]), "not yet", "first has shape (2,), but (1, 2) is wanted."),
        (([[0, 2]], [[0, 1]]), "not yet", "first holds 2, but it may hold only the class indices 0 to 1."),
        (([["a", "b"]], [[0, 1]]), "not yet", "first should hold numbers, but holds texts."),
        (([[0, None]], [[0, 1]]), "not yet", "first should hold numbers, but holds other things."),
        (([[0, 1], [0]], [[0, 1]]), "not yet", "first should be an array of numbers, but its rows differ in length."),
        (({1}, [[0, 1]]), "not yet", "first should be an array of numbers, but is a set."),
        (([[0, 1]], ([1, 1] for _ in range(1))), "correct", "all that was asked for holds."),
        (([[0, 1]], stops()), "not yet", f"second should be an array of numbers, but is something {STOPS}."),
        (([[0, 10**299]], [[0, 1]]), "not yet", "first should hold numbers, but holds other things."),
        (([[0, NAN]], [[0, 1]]), "not yet", "first holds nan, but it may hold only the class indices 0 to 1."),
        ((0, 1), "not yet", "first has shape (), but (1, 2) is wanted."),
    ],
)
def test_label_maps_are_judged(things, outcome, message):
    feedback = MAPS.check(*things)
    assert (feedback.outcome, feedback.message) == (outcome, message)
    assert feedback.points == (1 if outcome == "correct" else 0)


@pytest.mark.parametrize(
    ("thing", "outcome", "message"),
    [
        ([0.25, 0.75], "correct", "all that was asked for holds."),
        ([0.0, 0.0], "not yet", "this does not hold: their sum is 1."),
        ([NAN, 1], "not yet", "numbers holds a value that is not a finite number."),
    ],
)
def test_numbers_of_any_shape_are_judged(thing, outcome, message):
    feedback = NUMBERS.check(thing)
    assert (feedback.outcome, feedback.message, feedback.pictures) == (outcome, message, ())


def test_a_condition_that_does_not_hold_betrays_a_misconception_and_shows_scores_and_pictures():
    feedback = MAPS.check([[0, 1]], [[0, 1]])
    assert (feedback.misconception, feedback.explanation) == ("X1", "Words on X1.")
    assert feedback.facts == (("pixels of first", "1"),)
    assert [caption for caption, _ in feedback.pictures] == [
        "truth",
        "first",
        "disagreement",
        "second",
        "disagreement",
    ]


def test_a_condition_may_have_words_of_its_own():
    condition = Condition("it holds a one", lambda numbers: 1 in numbers, betrays="X1", why="You put no one in.")
    question = in_a_set(MakingQuestion(classes=None, conditions=[condition], why=""))
    feedback = question.check([5])
    assert (feedback.misconception, feedback.explanation) == ("X1", "You put no one in.")


def test_what_holds_is_explained():
    assert MAPS.check([[0, 1]], [[1, 1]]).explanation == "More is more."


def test_a_condition_cannot_change_what_was_made():
    def empties(numbers):
        numbers[:] = 1
        return True

    question = in_a_set(
        MakingQuestion(
            classes=None,
            conditions=[Condition("a", empties), Condition("b", lambda numbers: numbers.tolist() == [5])],
            why="",
        )
    )
    assert question.check([5]).outcome == "correct"


def test_a_numpy_that_was_changed_is_put_back_before_the_conditions_count(monkeypatch):
    own = np.isin
    monkeypatch.setattr(np, "isin", lambda *_: np.array([[True, True]]))
    feedback = MAPS.check([[0, 2]], [[0, 1]])
    assert feedback.message == "first holds 2, but it may hold only the class indices 0 to 1."
    assert feedback.note == "Something was assigned to np.isin: this has been undone."
    assert np.isin is own
