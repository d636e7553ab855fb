"""The sums of a confusion matrix, checked by hand, and what is not a confusion matrix."""

import numpy as np
import pytest

from segmetrics_lab.metrics import (
    dice_per_class,
    f_beta_per_class,
    false_negatives,
    false_positives,
    intersection,
    iou_per_class,
    normalize,
    prediction_area,
    true_negatives,
    true_positives,
    truth_area,
)
from segmetrics_lab.metrics.areas import check_matrix, ratio, scored_pixels

NAN = float("nan")
MATRIX = np.array([[5, 1, 0], [2, 3, 0], [4, 0, 6]])  # 21 pixels


@pytest.mark.parametrize(
    ("area", "pixels"),
    [
        (truth_area, [6, 5, 10]),
        (prediction_area, [11, 4, 6]),
        (intersection, [5, 3, 6]),
        (true_positives, [5, 3, 6]),
        (false_positives, [6, 1, 0]),
        (false_negatives, [1, 2, 4]),
        (true_negatives, [9, 15, 11]),
    ],
)
def test_rows_are_truth_and_columns_are_prediction(area, pixels):
    assert area(MATRIX).dtype == np.int64
    assert area(MATRIX).tolist() == pixels


def test_all_pixels_of_the_matrix_were_scored():
    assert scored_pixels(MATRIX) == 21
    assert scored_pixels(np.zeros((2, 2), dtype=int)) == 0


def test_small_dtypes_do_not_overflow():
    matrix = np.array([[200, 100], [50, 250]], dtype=np.uint8)
    assert truth_area(matrix).tolist() == [300, 300]
    assert prediction_area(matrix).tolist() == [250, 350]
    assert false_positives(matrix).tolist() == [50, 100]
    assert scored_pixels(matrix) == 600


def test_a_million_images_of_a_billion_pixels_are_no_problem():
    matrix = np.array([[10**15, 1], [2, 10**15]])
    assert truth_area(matrix).tolist() == [10**15 + 1, 10**15 + 2]
    assert scored_pixels(matrix) == 2 * 10**15 + 3


@pytest.mark.parametrize(
    "area", [truth_area, prediction_area, intersection, false_positives, false_negatives, true_negatives, normalize]
)
def test_an_area_may_be_changed_without_changing_the_matrix(area):
    matrix = MATRIX.copy()
    area(matrix)[:] = 99
    assert matrix.tolist() == [[5, 1, 0], [2, 3, 0], [4, 0, 6]]


@pytest.mark.parametrize(
    ("by", "shares"),
    [
        ("truth", [[0.75, 0.25, 0], [0.5, 0.5, 0], [NAN, NAN, NAN]]),
        ("prediction", [[0.75, 0.5, NAN], [0.25, 0.5, NAN], [0, 0, NAN]]),
        ("all", [[0.5, 1 / 6, 0], [1 / 6, 1 / 6, 0], [0, 0, 0]]),
    ],
)
def test_shares_are_taken_of_a_row_of_a_column_or_of_all(by, shares):
    matrix = np.array([[3, 1, 0], [1, 1, 0], [0, 0, 0]])
    np.testing.assert_array_equal(normalize(matrix, by=by), shares)


def test_shares_of_the_truth_are_what_normalize_gives_unasked():
    assert normalize(np.array([[3, 1], [0, 2]])).tolist() == [[0.75, 0.25], [0, 1]]


@pytest.mark.parametrize("by", ["truth", "prediction", "all"])
def test_shares_of_nothing_are_undefined(by):
    np.testing.assert_array_equal(normalize(np.zeros((2, 2), dtype=int), by=by), [[NAN, NAN], [NAN, NAN]])


@pytest.mark.parametrize("by", ["rows", "true", 0, None])
def test_shares_of_something_else_are_refused(by):
    with pytest.raises(ValueError, match=f"by is {by!r}, but it must be one of: truth, prediction, all"):
        normalize(MATRIX, by=by)


def test_a_share_of_nothing_is_undefined_also_for_single_numbers():
    np.testing.assert_array_equal(ratio(np.array([1, 0, 3]), np.array([2, 0, 4])), [0.5, NAN, 0.75])
    assert ratio(1, 2) == 0.5
    assert np.isnan(ratio(0, 0))


BAD_MATRICES = {
    "a vector": (np.array([1, 2]), ["matrix", "(2,)", "square"]),
    "not square": (np.zeros((2, 3), int), ["matrix", "(2, 3)", "square"]),
    "one class": (np.array([[4]]), ["matrix", "(1, 1)", "2 or more classes"]),
    "no class": (np.zeros((0, 0), int), ["matrix", "(0, 0)"]),
    "a stack": (np.zeros((2, 2, 2), int), ["matrix", "(2, 2, 2)"]),
    "masked": (np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]]), ["matrix", "masked array", "filled(0)"]),
    "masked rows": ([np.ma.array([1, 2], mask=[0, 1]), [3, 4]], ["matrix", "masked array"]),
    "ragged": ([[1, 2], [3]], ["matrix", "lists of different lengths"]),
    "fractions": (np.array([[1.5, 0], [0, 1]]), ["matrix", "float64", "integers"]),
    "a sum that began with floats": (
        np.zeros((2, 2)) + MATRIX[:2, :2],
        ["float64", "np.zeros((K, K), dtype=np.int64)"],
    ),
    "a number": (7, ["matrix", "()"]),
    "nothing": (None, ["matrix", "()", "confusion_matrix(truth, prediction, num_classes)"]),
    "shares": (np.array([[0.5, 0.5], [0.0, 1.0]]), ["matrix", "float64", "before normalize"]),
    "truth values": (np.eye(2, dtype=bool), ["matrix", "bool", "integers"]),
    "objects": (np.array([[1, 2], [3, 4]], dtype=object), ["matrix", "object", "integers"]),
    "texts": (np.array([["1", "2"], ["3", "4"]]), ["matrix", "<U1", "integers"]),
    "negative numbers": (np.array([[1, 0], [-1, 2]]), ["matrix", "negative", "subtracted"]),
    "negative numbers of one byte": (np.array([[1, 0], [-1, 2]], dtype=np.int8), ["matrix", "negative"]),
    "a sum beyond int64": (np.array([[2**62, 2**62], [0, 1]]), ["matrix", "2**63", "in parts"]),
    "beyond all integers": ([[2**64, 0], [0, 1]], ["matrix", "object", "integers"]),
    "beyond int64": (np.array([[2**63, 0], [0, 1]], dtype=np.uint64), ["matrix", "2**63", "in parts"]),
}


@pytest.mark.parametrize(("matrix", "words"), BAD_MATRICES.values(), ids=BAD_MATRICES)
def test_what_is_not_a_confusion_matrix_is_refused_with_a_way_out(matrix, words):
    with pytest.raises(ValueError, match=r"^matrix ") as refusal:
        truth_area(matrix)
    assert not [word for word in words if word not in str(refusal.value)], refusal.value


@pytest.mark.parametrize("dtype", ["i1", "i8", "u1", "u8", ">i4"])
def test_counts_of_any_integer_dtype_become_int64(dtype):
    checked = check_matrix(np.array([[3, 1], [2, 4]], dtype=dtype))
    assert checked.dtype == np.int64
    assert checked.tolist() == [[3, 1], [2, 4]]


def test_a_matrix_may_be_written_as_lists():
    assert truth_area([[3, 1], [2, 4]]).tolist() == [4, 6]


def test_the_largest_count_that_int64_holds_is_fine():
    assert check_matrix(np.array([[2**63 - 1, 0], [0, 0]], dtype=np.uint64))[0, 0] == 2**63 - 1


@pytest.mark.parametrize("dtype", [np.int64, np.uint64])
def test_the_largest_matrix_that_int64_holds_has_right_areas_and_scores(dtype):
    matrix = np.array([[2**62, 2**61], [2**61 - 1, 0]], dtype=dtype)
    assert scored_pixels(matrix) == 2**63 - 1
    assert truth_area(matrix).tolist() == [2**62 + 2**61, 2**61 - 1]
    assert true_negatives(matrix).tolist() == [0, 2**62]
    assert dice_per_class(matrix).tolist() == [2 / 3, 0]
    assert iou_per_class(matrix).tolist() == [1 / 2, 0]
    assert f_beta_per_class(matrix, 1).tolist() == [2 / 3, 0]
