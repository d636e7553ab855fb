"""Values become plain, agree or not, and are shown, each as a table says."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.comparing import NotPlainError, agrees, first_difference, plain, show

NAN, INF = float("nan"), float("inf")


class Sly(float):
    pass


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("road", "road"),
        (np.float32(0.5), 0.5),
        (np.bool_(True), True),
        (np.str_("road"), "road"),
        (np.array(7), 7),
        ((1, [np.int64(2), None]), [1, [2, None]]),
    ],
)
def test_a_value_becomes_plain(value, expected):
    found = plain(value)
    assert found == expected
    assert type(found) is type(expected)


def test_an_array_of_numbers_stays_one():
    array = np.array([[1, 2]])
    assert plain(array) is array


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Sly(0.5), "a value of type Sly"),
        ({"iou": 1}, "a value of type dict"),
        ([1, {2}], "a value of type set"),
        (1j, "a value of type complex"),
        (np.array([None]), "an array of dtype object"),
        (np.ma.masked_array([1, 2]), "a value of type MaskedArray"),
        (np.datetime64("2020"), "a value of type datetime64"),
    ],
)
def test_a_value_that_no_answer_needs_is_named(value, words):
    with pytest.raises(NotPlainError, match=f"^{words}$"):
        plain(value)


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
        (INF, INF, False),
        ([1, 2], (1, 2), True),
        ([2, 1], [1, 2], False),
        ([1], [1, 2], False),
        ([[1], [2]], [[1], [2]], True),
        (0.5, [0.5], False),
        (np.array([1, 2]), [1, 2], True),
        ([1, 2], np.array([1, 2]), True),
        (np.array([[1, 2]]), np.array([1, 2]), False),
        (np.array([[1, 2]]), np.array([[1, NAN]]), False),
        (np.array([[1, NAN]]), np.array([[1, NAN]]), True),
        (np.array([True, False]), np.array([1, 0]), False),
        (np.array([1, 0]), np.array([True, False]), True),
    ],
)
def test_a_value_agrees_with_the_expected_one(got, expected, is_right):
    assert agrees(got, expected) is is_right


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
    ],
)
def test_the_first_difference_of_an_array_is_named(got, words):
    assert first_difference(got, np.array([[1, 2], [3, 4]])) == words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.123456, "0.1235"),
        (2.0, "2.0"),
        (NAN, "nan"),
        (3, "3"),
        (None, "None"),
        ("road", "'road'"),
        ((1, 0.5), "[1, 0.5]"),
        (np.array([[True, False]]), "[[1 0]]  (1 is True)"),
        (np.array([0.123456, 1]), "[0.1235 1.    ]"),
        (np.zeros((10, 30)), "an array of shape (10, 30), dtype float64"),
        ([np.zeros((1, 2), int), np.ones((1, 2), int)], "[[[0 0]],\n[[1 1]]]"),
    ],
)
def test_a_value_is_shown(value, shown):
    assert show(value) == shown
