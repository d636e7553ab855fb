"""Whole numbers: what passes as one, and what is said of the rest."""

import re
from math import inf

import numpy as np
import pytest

from segmetrics_lab.labels import LabelMapError, is_number, whole_number


def turns(value, **given):
    return whole_number(value, "turns", **{"least": -2, "most": 5, "hint": "how often to turn", **given})


@pytest.mark.parametrize("value", [-2, 0, 5, np.uint8(3), np.int64(-2)])
def test_a_whole_number_in_the_range_becomes_an_int(value):
    assert type(turns(value)) is int
    assert turns(value) == value


@pytest.mark.parametrize("value", [-3, 6, 10**30, 1.0, "1", None, [1], float("nan")])
def test_anything_else_is_refused_with_the_range_and_the_hint(value):
    words = f"turns is {value!r}, but it must be a whole number from -2 to 5: how often to turn."
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        turns(value)


def test_without_an_upper_end_any_larger_number_passes():
    assert turns(10**30, most=inf) == 10**30
    with pytest.raises(ValueError, match="whole number of at least -2: how"):
        turns(-3, most=inf)


@pytest.mark.parametrize("value", [True, False, np.True_])
def test_a_truth_value_is_not_a_number(value):
    with pytest.raises(ValueError, match=f"turns is {value!r}, but"):
        turns(value)


@pytest.mark.parametrize("value", [0, -7, 0.5, np.float16(0.5), np.int8(-1), np.longdouble(2)])
def test_numbers_of_python_and_of_numpy_are_numbers(value):
    assert is_number(value)


@pytest.mark.parametrize(
    "value", [True, np.True_, float("nan"), float("inf"), 10**400, "1", None, 1j, [1], np.array(1)]
)
def test_what_is_not_a_finite_number_is_not(value):
    assert not is_number(value)


def test_the_error_is_the_one_that_the_caller_raises_elsewhere():
    with pytest.raises(LabelMapError, match="turns is 6"):
        turns(6, error=LabelMapError)
