"""An answer is told in one line, with its values and the maps that can be drawn."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.calling import Call, Problem
from segmetrics_lab.checks.engine.cases import Case, mask
from segmetrics_lab.checks.engine.diagnosing import Answer
from segmetrics_lab.checks.engine.presenting import given_expected_got, in_one_line, name_of, pictured

MAP = mask("#.")
FAILED = Call(problem=Problem("KeyError", "KeyError: 'a'"))


def answer(expected, got=None, *, call=None, strange="", arguments=(MAP,)):
    return Answer(Case(arguments, expected, "it rains"), call or Call(), got, strange)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (answer(0.5, 1), "where it rains, mine returns 1; expected is 0.5."),
        (answer(0.5, call=FAILED), "where it rains, mine stops: KeyError: 'a'"),
        (
            answer(0.5, strange="a value of type set"),
            "where it rains, mine returns a value of type set; a plain value is wanted.",
        ),
        (
            answer([1], strange="a value of type set"),
            "where it rains, mine returns a value of type set; a list is wanted.",
        ),
        (
            answer(np.array([1, 2]), [1, 3]),
            "where it rains, mine returns another array than expected: at [1] it holds 3, not 2.",
        ),
        (
            answer(np.array([1, 2]), np.array([1])),
            "where it rains, mine returns another array than expected: its shape is (1,), not (2,).",
        ),
        (answer(np.array([1, 2]), 3), "where it rains, mine returns 3; an array is expected."),
    ],
)
def test_a_wrong_answer_is_told_in_one_line(given, line):
    assert in_one_line(given, "mine", 1e-5) == line


@pytest.mark.parametrize(
    ("call", "strange", "got"), [(None, "", "2"), (FAILED, "", "KeyError: 'a'"), (None, "a set", "a set")]
)
def test_the_values_stand_by_their_names(call, strange, got):
    facts = given_expected_got(answer(0.5, 2, call=call, strange=strange, arguments=(MAP, 3)), ("mask", "size"))
    assert facts == (("mask", "[[1 0]]  (1 is True)"), ("size", "3"), ("expected", "0.5"), ("got", got))


@pytest.mark.parametrize(
    ("given", "parameters", "returns_map", "captions"),
    [
        (answer(0.5, 1), ("mask",), True, ["mask"]),
        (answer(MAP, ~MAP), ("mask",), True, ["mask", "expected", "got"]),
        (answer(MAP, 1), ("mask",), True, ["mask", "expected"]),
        (answer(MAP, ~MAP), ("mask",), False, ["mask"]),
        (answer(0.5, 1), ("matrix",), True, []),
    ],
)
def test_maps_are_drawn_and_tables_of_counts_are_not(given, parameters, returns_map, captions):
    shown = [caption for caption, _ in pictured(given, parameters, returns_map=returns_map)]
    assert [caption for caption in shown if caption != "where they disagree"] == captions


def test_a_function_without_a_name_is_yours():
    assert [name_of(value) for value in (len, lambda: 1, 5)] == ["len", "<lambda>", "your function"]
