"""An answer is told in one line, with its values and the maps that can be drawn."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.calling import Call, Problem
from segmetrics_lab.checks.engine.cases import Case, mask
from segmetrics_lab.checks.engine.diagnosing import Answer
from segmetrics_lab.checks.engine.presenting import facts_of, given, in_one_line, pictured

MAP = mask("#.")
A_SET = Call(strange="a set")
FAILED = Call(problem=Problem("KeyError", "KeyError: 'a'"))


def answer(expected, got=None, *, call=None, arguments=(MAP,)):
    return Answer(Case(arguments, expected, "it rains"), call or Call(value=got))


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (answer(0.5, 1), "returns 1; expected is 0.5."),
        (answer(1 / 3, 0.3333), "returns 0.333300; expected is 0.333333."),
        (answer("road", "Road"), "returns 'Road'; expected is 'road'."),
        (answer(0.5, "x" * 10_000), f"returns '{'x' * 199}... (10,002 characters); expected is 0.5."),
        (answer(0.5, call=FAILED), "stops: KeyError: 'a'"),
        (answer(0.5, call=A_SET), "returns a set; a number is wanted."),
        (answer("road", call=A_SET), "returns a set; a text is wanted."),
        (answer(None, call=A_SET), "returns a set; None is wanted."),
        (answer([1, 2], call=A_SET), "returns a set; a list or tuple of 2 values is wanted."),
        (answer((1, 2, 3), call=A_SET), "returns a set; a list or tuple of 3 values is wanted."),
        (answer(np.array([1]), call=A_SET), "returns a set; an array is wanted."),
        (answer(np.array([1, 2]), [1, 3]), "returns another array than expected: at [1] it holds 3, not 2."),
        (answer(np.array([1, 2]), [1, None]), "returns another array than expected: at [1] it holds None, not 2."),
        (
            answer(np.array([1, 2]), np.array([1])),
            "returns another array than expected: its shape is (1,), not (2,).",
        ),
        (answer(np.array([1, 2]), 3), "returns 3; an array is expected."),
        (answer(np.array([1, 2]), None), "returns None; an array is expected."),
    ],
)
def test_a_wrong_answer_is_told_in_one_line(told, line):
    assert in_one_line(told, "mine", 1e-5) == f"where it rains, mine {line}"


@pytest.mark.parametrize(
    ("call", "facts"),
    [
        (Call(value=2), [("got", "2")]),
        (FAILED, [("got", "KeyError: 'a'")]),
        (A_SET, [("got", "a set")]),
        (
            Call(value=2, warned=("divide by zero", "overflow")),
            [("got", "2"), ("numpy warns", "divide by zero"), ("numpy warns", "overflow")],
        ),
    ],
)
def test_the_values_and_what_numpy_warned_of_stand_by_their_names(call, facts):
    told = answer(0.5, call=call, arguments=(MAP, 3))
    arguments = [("mask", "[[1 0]]  (1 is True)"), ("size", "3")]
    assert list(given(told, ("mask", "size"))) == arguments
    assert list(facts_of(told, ("mask", "size"))) == [*arguments, ("expected", "0.5"), *facts]


@pytest.mark.parametrize(
    ("told", "parameters", "returns_map", "captions"),
    [
        (answer(0.5, 1), ("mask",), True, ["mask"]),
        (answer(MAP, ~MAP), ("mask",), True, ["mask", "expected", "got"]),
        (answer(MAP, 1), ("mask",), True, ["mask", "expected"]),
        (answer(MAP, call=FAILED), ("mask",), True, ["mask", "expected"]),
        (answer(MAP, ~MAP), ("mask",), False, ["mask"]),
        (answer(0.5, 1), ("matrix",), True, []),
    ],
)
def test_maps_are_drawn_and_tables_of_counts_are_not(told, parameters, returns_map, captions):
    shown = [caption for caption, _ in pictured(told, parameters, returns_map=returns_map)]
    assert [caption for caption in shown if caption != "disagreement"] == captions
