"""A call gives a value or a problem, names the learner's own line, and tells which arguments were changed."""

import asyncio

import numpy as np
import pytest

from segmetrics_lab.checks.engine.calling import (
    MOST_WORDS,
    STOPPED,
    Call,
    CheckInsideError,
    Problem,
    call,
    is_calling,
)
from segmetrics_lab.checks.engine.limits import TimeIsUpError
from segmetrics_lab.checks.engine.plain_values import MOST_PARTS

NAN = float("nan")


def raises(error):
    raise error


OWN_LINE = f", in your line {raises.__code__.co_firstlineno + 1}: raise error"


class SpeechlessError(Exception):
    def __str__(self):
        raise RuntimeError


TimeError = type("time", (Exception,), {})
"""An exception that has the name of a module."""


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (ValueError("too few"), "ValueError", "ValueError: too few"),
        (KeyError("iou"), "KeyError", "KeyError: 'iou'"),
        (IndexError(), "IndexError", "IndexError"),
        (ValueError("first.\nsecond"), "ValueError", "ValueError: first"),
        (ValueError("x" * 400), "ValueError", "ValueError: " + "x" * MOST_WORDS),
        (SpeechlessError(), "SpeechlessError", "SpeechlessError"),
        (TimeError("it is up"), "time", "time: it is up"),
        (GeneratorExit(), "GeneratorExit", "GeneratorExit"),
        (StopIteration(3), "StopIteration", "StopIteration: 3"),
    ],
)
def test_a_problem_is_told_in_the_words_of_python_and_with_the_learners_line(error, kind, words):
    assert call(lambda: raises(error), ()) == Call(problem=Problem(kind, words + OWN_LINE))


def test_of_a_text_that_is_no_python_the_line_is_its_own():
    assert call(lambda: compile("x = 1\ndef f(a)\n", "cell", "exec"), ()).problem == Problem(
        "SyntaxError", "SyntaxError: expected ':', in your line 2: def f(a)"
    )


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (SystemExit(1), Problem("SystemExit", "it called exit, which ends the program; return a value instead")),
        (
            CheckInsideError(),
            Problem(
                "CheckInsideError",
                "it calls a check itself. Move the line with .check out of the function, to the left",
            ),
        ),
        (TimeIsUpError(), STOPPED),
    ],
)
def test_what_python_says_badly_is_said_in_other_words(error, problem):
    assert call(lambda: raises(error), ()) == Call(problem=problem)


def test_an_interruption_is_the_users_own_wish():
    with pytest.raises(KeyboardInterrupt):
        call(lambda: raises(KeyboardInterrupt()), ())


def gives_one_then_stops():
    yield from [1]
    raises(ValueError("two"))


def gives_ones_for_ever():
    while True:
        yield 1


async def waits():
    await asyncio.sleep(1)


@pytest.mark.parametrize(
    ("function", "made"),
    [
        (lambda: iter([1, 2]), Call(value=[1, 2])),
        (lambda: (number / 2 for number in (1, 2)), Call(value=[0.5, 1.0])),
        (lambda: {1}, Call(strange="a set")),
        (gives_ones_for_ever, Call(strange=f"more than {MOST_PARTS:,} values")),
        (waits, Call(strange="a coroutine: write def, without async")),
        (gives_one_then_stops, Call(problem=Problem("ValueError", f"ValueError: two{OWN_LINE}"))),
    ],
)
def test_what_is_iterated_over_is_read_within_the_call(function, made):
    assert call(function, ()) == made


def test_a_thread_knows_whether_it_is_calling():
    assert (is_calling(), call(is_calling, ()), is_calling()) == (False, Call(value=True), False)
    call(lambda: raises(ValueError()), ())
    assert not is_calling()


class Unequal:
    def __eq__(self, other):
        raise ValueError

    __hash__ = None  # type: ignore[assignment]


def holds_itself(values):
    values[0] = values


def put_five(values):
    values[0] = 5


@pytest.mark.parametrize(
    ("function", "arguments", "changed"),
    [
        (lambda values: values, (np.array([1, 2]),), ()),
        (put_five, (np.array([1, 2]),), (0,)),
        (put_five, (np.array([5, 2]),), ()),
        (put_five, ([1, 2],), (0,)),
        (lambda values: None, (np.array([NAN, 1.0]),), ()),
        (lambda values: None, ([NAN, 1.0],), ()),
        (lambda first, second: second.append(1), ([], []), (1,)),
        (lambda maps: put_five(maps[1]), ((np.zeros(2), np.zeros(2)),), (0,)),
        (lambda values: values.resize((2, 1), refcheck=False), (np.array([1, 2]),), (0,)),
        (lambda values: values.__setitem__(0, Unequal()), ([1, 2],), (0,)),
        (lambda values: values.append(values), ([1, 2],), (0,)),
        (holds_itself, ([[1, 2], [3, 4]],), (0,)),
    ],
)
def test_a_changed_argument_is_named_by_its_place(function, arguments, changed):
    assert call(function, arguments).changed == changed


def test_the_arguments_themselves_are_never_changed():
    values = np.array([1, 2])
    call(put_five, (values,))
    assert values.tolist() == [1, 2]
