"""A function of this process is called within limits, and what it is and does is told without trusting it."""

import warnings
from unittest.mock import Mock

import numpy as np
import pytest

from segmetrics_lab.checks.engine.calling import Call, Problem
from segmetrics_lab.checks.engine.handed import Here, handed

OWN_SUM, OWN_MAX = np.sum, max


class Elsewhere(Here):
    """Stands for what calls a function of another process."""


class Callable:
    def __call__(self):
        return 1


class Hostile:
    def __getattribute__(self, name):
        raise ValueError(name)

    def __call__(self):
        return 1


class Numbered:
    __name__ = 5


def divides(number):
    return np.float64(number) / 0


def divides_twice(number):
    return divides(number) + divides(number)


def warns(number):
    warnings.warn("careful", stacklevel=1)
    return number


def sees_no_warning(number):
    np.seterr(all="ignore")
    return divides(number)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: len, "len"),
        (lambda: lambda: 1, "<lambda>"),
        (lambda: float, "float"),
        (Callable, "your function"),
        (Numbered, "your function"),
        (Hostile, "your function"),
        (int, "your function"),
    ],
)
def test_a_thing_has_the_name_that_it_says_or_is_yours(make, name):
    thing = make()
    assert Here(thing).name == name
    assert Here(thing).value() is thing


@pytest.mark.parametrize(
    ("make", "is_handed"),
    [
        (lambda: Elsewhere(len), True),
        (lambda: len, False),
        (lambda: Elsewhere, False),
        (Mock, False),
        (lambda: Mock(spec=Here), False),
        (Hostile, False),
        (int, False),
    ],
)
def test_only_what_has_all_of_the_interface_in_its_class_is_handed_over_already(make, is_handed):
    thing = make()
    assert (handed(thing) is thing) == is_handed
    assert is_handed or handed(thing).value() is thing


@pytest.mark.parametrize("make", [Hostile, Callable, Mock, lambda: Mock(spec=divides), int])
def test_what_is_no_function_is_no_starter(make):
    assert not Here(make()).is_starter("def mine():\n    ...")


@pytest.mark.parametrize(
    ("function", "warned"),
    [
        (divides, ("divide by zero encountered in scalar divide",)),
        (divides_twice, ("divide by zero encountered in scalar divide",)),
        (sees_no_warning, ()),
        (len, ()),
    ],
)
def test_what_numpy_warns_of_belongs_to_its_call(function, warned):
    here = Here(function)
    with here.limited(5):
        assert here.call((1,)).warned == warned
        assert here.call(("",)).warned == ()


def test_what_numpy_is_told_holds_for_one_call_only():
    here = Here(sees_no_warning)
    before = np.geterr()
    with here.limited(5):
        here.call((1,))
        assert np.geterr() == before


def test_the_warnings_of_a_learner_are_seen_once():
    here = Here(warns)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("default")
        with here.limited(5):
            assert [here.call((number,)) for number in range(3)] == [Call(value=number) for number in range(3)]
    assert [str(warning.message) for warning in seen] == ["careful"]


def test_what_is_replaced_in_numpy_and_in_python_is_named_and_put_back(monkeypatch):
    monkeypatch.setattr(np, "sum", len)
    monkeypatch.setattr("builtins.max", len)
    here = Here(len)
    assert here.replaced() == ["np.sum", "max"]
    assert (np.sum, max) == (OWN_SUM, OWN_MAX)
    assert here.replaced() == []


def test_a_problem_is_kept_and_the_next_call_begins_anew():
    here = Here(lambda values: values.pop())
    with here.limited(5):
        assert here.call(([],)).problem == Problem("IndexError", "IndexError: pop from empty list" + own_line())
        assert here.call(([1],)) == Call(value=1, changed=(0,))


def own_line():
    line = test_a_problem_is_kept_and_the_next_call_begins_anew.__code__.co_firstlineno + 1
    return f", in your line {line}: here = Here(lambda values: values.pop())"
