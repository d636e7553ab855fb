"""A starter is recognised however it was copied, and an attempt is never taken for one."""

import functools
from typing import Any

import pytest

from segmetrics_lab.checks.engine.starters import is_starter

STARTER = "def my_count(values):\n    total = 0\n    for _ in values:\n        ...  # go on here\n    return total"


def as_given(values):
    total = 0
    for _ in values:
        ...  # go on here
    return total


def with_pass(values):
    """What I want to do."""
    total = 0
    for _ in values:  # mine
        pass
    "not yet"
    return total


def solved(values):
    total = 0
    for _ in values:
        total += 1
    return total


def with_another_number(values):
    total = 1
    for _ in values:
        ...
    return total


def with_a_line_more(values):
    total = 0
    for _ in values:
        ...
    total = len(values)
    return total


@pytest.mark.parametrize(
    ("function", "expected"),
    [(as_given, True), (with_pass, True), (solved, False), (with_another_number, False), (with_a_line_more, False)],
)
def test_what_counts_are_the_lines_that_do_something(function, expected):
    assert is_starter(function, STARTER) is expected


def test_a_starter_that_was_copied_into_a_function_is_one():
    def inside(values):
        total = 0
        for _ in values:
            ...
        return total

    assert is_starter(inside, STARTER)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STARTER, True),
        (STARTER.replace("my_count", "count_of_mine").replace("# go on here", ""), True),
        (STARTER.replace("...", "pass"), True),
        (STARTER.replace("...", "total += 1"), False),
        (STARTER.replace("total = 0", "total = 1"), False),
        (STARTER.replace("total = 0", "total = False"), False),
    ],
)
def test_without_source_the_compiled_code_is_compared(text, expected):
    names: dict[str, Any] = {}
    exec(text, names)
    (function,) = (value for name, value in names.items() if name != "__builtins__")
    assert is_starter(function, STARTER) is expected


def test_of_several_functions_of_a_starter_each_is_one():
    assert is_starter(as_given, "def helper(x):\n    return x\n\n" + STARTER)


@pytest.mark.parametrize(
    "value", [lambda values: ..., len, sum, functools.partial(as_given), print, list, 5, None, [].append]
)
def test_what_is_not_a_function_with_a_body_is_no_starter(value):
    assert not is_starter(value, STARTER)


def test_an_empty_starter_is_any_function_that_does_nothing():
    def mine(label_map):
        """I do not know yet."""

    assert is_starter(mine, "def share(label_map):\n    ...  # replace this line")
    assert not is_starter(solved, "def share(label_map):\n    ...  # replace this line")
