"""Plain values agree or not, and are shown, each as a table says."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.comparing import (
    agrees,
    first_difference,
    has_nan,
    has_number,
    nan_for_none,
    numbers_of,
    show,
)

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("got", "expected", "is_right"),
    [
        (0.333333, 1 / 3, True),
        (0.3333, 1 / 3, False),
        (1_000_000.5, 1_000_000, True),
        (1, 1.0, True),
        (True, 1, False),
        (1, True, True),
        (2, True, False),
        ("road", "road", True),
        ("Road", "road", False),
        (None, None, True),
        (0, None, False),
        (None, 0.0, False),
        ("0.5", 0.5, False),
        (NAN, NAN, True),
        (NAN, 0.0, False),
        (0.0, NAN, False),
        (INF, INF, True),
        (0.5, INF, False),
        (-INF, INF, False),
        (INF, 0.5, False),
        (INF, NAN, False),
        (10**299, 0.5, False),
        (0.5, 10**299, False),
        ([1, 2], (1, 2), True),
        ([2, 1], [1, 2], False),
        ([1], [1, 2], False),
        ([[1], [2]], [[1], [2]], True),
        (0.5, [0.5], False),
        (np.array([1, 2]), [1, 2], True),
        ([1, 2], np.array([1, 2]), True),
        (np.array([[1, 2]]), np.array([1, 2]), False),
        (np.array([1, 2]), (1, 2, 3), False),
        (np.array(["a", "b"]), [1, 2], False),
        (np.array(["a", "b"]), ["a", "b"], True),
        ("ab", ["a", "b"], False),
        ([1, [2]], [1, 2], False),
        ([], [], True),
        (None, [], False),
        (np.array([[1, 2]]), np.array([[1, NAN]]), False),
        (np.array([[1, NAN]]), np.array([[1, NAN]]), True),
        (np.array([True, False]), np.array([1, 0]), False),
        (np.array([1, 0]), np.array([True, False]), True),
    ],
)
def test_a_value_agrees_with_the_expected_one(got, expected, is_right):
    assert agrees(got, expected) is is_right


@pytest.mark.parametrize(
    ("got", "expected", "is_right"),
    [
        (0.5, NAN, True),
        (NAN, NAN, True),
        (NAN, 0.5, False),
        ("0.5", NAN, False),
        (None, NAN, False),
        ([0.5, 0.25], [NAN, 0.25], True),
        ([0.5, 0.3], [NAN, 0.25], False),
        (np.array([0.5, 0.25]), np.array([NAN, 0.25]), True),
    ],
)
def test_an_expected_nan_may_agree_with_any_number(got, expected, is_right):
    assert agrees(got, expected, but_for_nan=True) is is_right


@pytest.mark.parametrize(
    ("value", "numbers", "with_nan", "with_number"),
    [
        (0.5, [0.5], False, True),
        (True, [True], False, True),
        (NAN, [NAN], True, False),
        ("0.5", [], False, False),
        (None, [], False, False),
        ([0.5, ["road", (2,)], None, NAN], [0.5, 2, NAN], True, True),
        (np.array([[1, 2]]), [1, 2], False, True),
        (np.array([NAN]), [NAN], True, False),
        (np.array(["road"]), [], False, False),
        ([np.array([1, NAN]), 3], [1, NAN, 3], True, True),
        ([], [], False, False),
    ],
)
def test_the_numbers_of_a_value_are_found_in_their_order(value, numbers, with_nan, with_number):
    assert agrees(numbers_of(value), numbers)
    assert (has_nan(value), has_number(value)) == (with_nan, with_number)


@pytest.mark.parametrize(
    ("value", "expected"), [(None, NAN), ([1, [None]], [1, [NAN]]), ("road", "road"), ([0.5], [0.5])]
)
def test_none_is_read_as_nan_where_that_is_meant(value, expected):
    assert agrees(nan_for_none(value), expected)


@pytest.mark.parametrize(("tolerance", "is_right"), [(0.1, True), (0.01, False)])
def test_the_tolerance_may_be_wider(tolerance, is_right):
    assert agrees(0.55, 0.5, tolerance) is is_right


@pytest.mark.parametrize(
    ("got", "words"),
    [
        ([[1, 2], [3, 5]], "at [1, 1] it holds 5, not 4"),
        (np.array([[1, 2], [3.5, 4]]), "at [1, 0] it holds 3.5, not 3"),
        ([1, 2], "its shape is (2,), not (2, 2)"),
        ([[1, 2], [3]], "its rows differ in length"),
        ([[1, 2], [3, 4]], "its values are of another kind"),
        ([[1, 2], [3, NAN]], "at [1, 1] it holds nan, not 4"),
        ([[1, 2], [3, "4"]], "at [1, 1] it holds '4', not 4"),
        ([[1, 2], [3, None]], "at [1, 1] it holds None, not 4"),
        (5, "its shape is (), not (2, 2)"),
        ([], "its shape is (0,), not (2, 2)"),
    ],
)
def test_the_first_difference_of_an_array_is_named(got, words):
    assert first_difference(got, np.array([[1, 2], [3, 4]])) == words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.123456, "0.1235"),
        (2.0, "2.0"),
        (0.99999, "0.99999"),
        (0.9999999, "0.9999999"),
        (1e-7, "1e-07"),
        (NAN, "nan"),
        (INF, "inf"),
        (3, "3"),
        (True, "True"),
        (None, "None"),
        ("road", "'road'"),
        ("x" * 1_000_000, f"'{'x' * 199}... (1,000,002 characters)"),
        (10**299, f"1{'0' * 199}... (300 characters)"),
        ((1, 0.5), "[1, 0.5]"),
        ([], "[]"),
        ([1] * 1000, f"[{'1, ' * 200}... (1,000 values)]"),
        (np.array([[True, False]]), "[[1 0]]  (1 is True)"),
        (np.array([0.123456, 1]), "[0.1235 1.    ]"),
        (np.array(["a", "b"]), "['a' 'b']"),
        (np.zeros((10, 30)), "an array of shape (10, 30), dtype float64"),
        ([np.zeros((1, 2), int), np.ones((1, 2), int)], "[[[0 0]],\n[[1 1]]]"),
    ],
)
def test_a_value_is_shown(value, shown):
    assert show(value) == shown


@pytest.mark.parametrize(
    "value",
    [
        "x" * 1_000_000,
        ["x" * 1_000_000] * 3,
        np.array(["x" * 1_000_000]),
        [[0.5] * 300] * 300,
        [[["road"] * 40] * 40] * 40,
        [np.zeros((10, 10))] * 300,
    ],
    ids=["text", "texts", "array of texts", "matrix", "lists in lists", "arrays"],
)
def test_what_is_shown_fits_on_a_page(value):
    assert len(show(value)) < 3000


@pytest.mark.parametrize(
    ("value", "other", "shown"),
    [
        (1 / 3, 0.3333, "0.333333"),
        (0.3333, 1 / 3, "0.333300"),
        (0.5, 0.5, "0.5"),
        (0.5, 0.25, "0.5"),
        (1.0, 0.9999999, "1.0"),
        (0.9999999, 1.0, "0.999999900"),
        (0.1 + 0.2, 0.3, "0.30000000000000004"),
        ([0.5, 1 / 3], [0.5, 0.3333], "[0.5, 0.333333]"),
        ([1 / 3], np.array([0.3333]), "[0.333333]"),
        (1 / 3, None, "0.3333"),
        (1 / 3, [0.3333], "0.3333"),
    ],
)
def test_a_value_is_shown_so_that_it_differs_from_another_one(value, other, shown):
    assert show(value, other) == shown
