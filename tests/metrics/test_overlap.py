"""Scores of classes and of all pixels: by hand, where undefined, identities, and beside scikit-learn."""

import warnings
from fractions import Fraction

import numpy as np
import pytest
import sklearn.metrics as theirs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from segmetrics_lab.metrics import (
    confusion_matrix,
    dice_per_class,
    f_beta_per_class,
    false_negatives,
    false_positives,
    frequency_weighted_iou,
    iou_per_class,
    mean_dice,
    mean_iou,
    mean_recall,
    normalize,
    pixel_accuracy,
    precision_per_class,
    prediction_area,
    recall_per_class,
    specificity_per_class,
    true_negatives,
    true_positives,
    truth_area,
)
from segmetrics_lab.metrics.overlap import mean_of_defined

NAN = float("nan")
OF_EACH_CLASS = [iou_per_class, dice_per_class, precision_per_class, recall_per_class, specificity_per_class]
OF_ALL = [pixel_accuracy, mean_iou, mean_dice, mean_recall, frequency_weighted_iou]


def f_2_per_class(matrix):
    """F-beta with a beta that asks for recall."""
    return f_beta_per_class(matrix, 2)


# By hand


MISLEADING = np.array([[1, 1, 0], [1, 8, 1], [2, 4, 56]])
PAGE = np.array([[5000, 300, 200], [400, 4500, 100], [100, 150, 4800]])


@pytest.mark.parametrize(
    ("score", "value"),
    [
        (pixel_accuracy, 0.878),
        (mean_iou, 0.541),
        (frequency_weighted_iou, 0.822),
        (mean_dice, 0.657),
        (mean_recall, 0.734),
    ],
)
def test_one_matrix_can_look_good_and_bad(score, value):
    assert round(score(MISLEADING), 3) == value


@pytest.mark.parametrize(
    ("score", "values"),
    [
        (iou_per_class, [5000 / 6000, 4500 / 5450, 4800 / 5350]),
        (dice_per_class, [10000 / 11000, 9000 / 9950, 9600 / 10150]),
        (precision_per_class, [5000 / 5500, 4500 / 4950, 4800 / 5100]),
        (recall_per_class, [5000 / 5500, 4500 / 5000, 4800 / 5050]),
        (specificity_per_class, [9550 / 10050, 10100 / 10550, 10200 / 10500]),
        (f_2_per_class, [25000 / 27500, 22500 / 24950, 24000 / 25300]),
    ],
)
def test_the_matrix_of_the_source_page_scores_its_classes_as_by_hand(score, values):
    np.testing.assert_allclose(score(PAGE), values, rtol=1e-15)


def test_the_matrix_of_the_source_page_scores_as_a_whole_as_by_hand():
    assert pixel_accuracy(PAGE) == 14300 / 15550
    assert round(mean_iou(PAGE), 4) == 0.8521


@pytest.mark.parametrize("score", [*OF_EACH_CLASS, f_2_per_class])
def test_a_perfect_prediction_scores_1_in_every_class(score):
    assert score(np.diag([7, 1, 3])).tolist() == [1, 1, 1]


@pytest.mark.parametrize("score", OF_ALL)
def test_a_perfect_prediction_scores_1_as_a_whole(score):
    assert score(np.diag([7, 1, 0, 8])) == 1


@pytest.mark.parametrize("score", [*OF_EACH_CLASS, f_2_per_class])
def test_a_prediction_that_is_always_wrong_scores_0_in_every_class(score):
    assert score(np.array([[0, 4], [4, 0]])).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("beta", "values"),
    [(0, [3 / 5, 4 / 5]), (0.5, [3.75 / 6, 5 / 6.5]), (1, [6 / 9, 8 / 11]), (2, [15 / 21, 20 / 29])],
)
def test_a_larger_beta_moves_the_score_from_precision_to_recall(beta, values):
    np.testing.assert_allclose(f_beta_per_class(np.array([[3, 1], [2, 4]]), beta), values, rtol=1e-15)


@pytest.mark.parametrize("beta", [-1, -0.1, NAN, float("inf"), 1e200, 10**400, True, "2", None, 1j, np.array([1, 2])])
def test_a_beta_that_is_negative_or_no_number_is_refused(beta):
    with pytest.raises(ValueError, match=r"beta is .*at least 0.*1 for Dice"):
        f_beta_per_class(MISLEADING, beta)


def test_a_whole_beta_does_not_overflow():
    matrix = np.array([[2**52, 2**52], [0, 2**52]])
    recall_half = 10001 / (10001 + 10000)
    assert f_beta_per_class(matrix, 100)[0] == pytest.approx(recall_half, rel=1e-12)
    assert f_beta_per_class(matrix, 100.0)[0] == pytest.approx(recall_half, rel=1e-12)


@pytest.mark.parametrize("score", [*OF_EACH_CLASS, f_2_per_class])
def test_scores_are_float64_and_leave_the_matrix_alone(score):
    matrix = MISLEADING.copy()
    matrix.flags.writeable = False
    assert score(matrix).dtype == np.float64
    assert score(matrix).shape == (3,)


@pytest.mark.parametrize("score", OF_ALL)
def test_a_score_of_all_is_a_plain_number(score):
    assert type(score(MISLEADING)) is float


# Where undefined


UNDEFINED = {
    "in neither map": ([[2, 1, 0], [1, 4, 0], [0, 0, 0]], [NAN, NAN, NAN, NAN, 1, NAN]),
    "predicted but not there": ([[2, 1, 1], [1, 4, 0], [0, 0, 0]], [0, 0, 0, NAN, 8 / 9, 0]),
    "there but not predicted": ([[2, 1, 0], [1, 4, 0], [1, 0, 0]], [0, 0, NAN, 0, 1, 0]),
    "everywhere in both": ([[0, 0, 0], [0, 0, 0], [0, 0, 6]], [1, 1, 1, 1, NAN, 1]),
    "everywhere in the truth": ([[0, 0, 0], [0, 0, 0], [1, 2, 3]], [0.5, 6 / 9, 1, 0.5, NAN, 15 / 27]),
    "everywhere in the prediction": ([[0, 0, 1], [0, 0, 2], [0, 0, 3]], [0.5, 6 / 9, 0.5, 1, 0, 15 / 18]),
    "nothing was scored": ([[0, 0, 0], [0, 0, 0], [0, 0, 0]], [NAN, NAN, NAN, NAN, NAN, NAN]),
}


@pytest.mark.parametrize(("matrix", "scores"), UNDEFINED.values(), ids=UNDEFINED)
def test_the_last_class_has_a_score_where_there_is_something_to_divide_by(matrix, scores):
    got = [score(np.array(matrix))[2] for score in (*OF_EACH_CLASS, f_2_per_class)]
    np.testing.assert_allclose(got, scores, rtol=1e-15)


def test_f_beta_with_beta_0_is_undefined_where_the_precision_is():
    never_predicted = np.array([[3, 0], [2, 0]])
    np.testing.assert_array_equal(f_beta_per_class(never_predicted, 0), [3 / 5, NAN])
    np.testing.assert_array_equal(precision_per_class(never_predicted), [3 / 5, NAN])


MEANS = {
    "a class in neither map": ([[3, 1, 0], [0, 4, 0], [0, 0, 0]], [(3 / 4 + 4 / 5) / 2, (6 / 7 + 8 / 9) / 2, 7 / 8]),
    "a class only predicted": ([[3, 0, 1], [0, 4, 0], [0, 0, 0]], [(3 / 4 + 1 + 0) / 3, (6 / 7 + 1 + 0) / 3, 7 / 8]),
    "a class only in the truth": ([[3, 0, 0], [0, 4, 0], [0, 1, 0]], [(1 + 4 / 5 + 0) / 3, (1 + 8 / 9 + 0) / 3, 2 / 3]),
    "one class everywhere": ([[6, 0, 0], [0, 0, 0], [0, 0, 0]], [1, 1, 1]),
    "nothing was scored": ([[0, 0, 0], [0, 0, 0], [0, 0, 0]], [NAN, NAN, NAN]),
}


@pytest.mark.parametrize(("matrix", "scores"), MEANS.values(), ids=MEANS)
def test_means_leave_out_what_is_undefined(matrix, scores):
    got = [mean(np.array(matrix)) for mean in (mean_iou, mean_dice, mean_recall)]
    np.testing.assert_allclose(got, scores, rtol=1e-15)


@pytest.mark.parametrize(
    ("matrix", "weighted"),
    [
        ([[3, 1, 0], [0, 4, 0], [0, 0, 0]], 4 / 8 * 3 / 4 + 4 / 8 * 4 / 5),
        ([[3, 0, 1], [0, 4, 0], [0, 0, 0]], 4 / 8 * 3 / 4 + 4 / 8 * 1),
        ([[0, 0, 0], [0, 0, 0], [0, 0, 0]], NAN),
    ],
)
def test_weighted_by_frequency_a_class_without_truth_weighs_nothing(matrix, weighted):
    np.testing.assert_allclose(frequency_weighted_iou(np.array(matrix)), weighted, rtol=1e-15)


@pytest.mark.parametrize(("scores", "mean"), [([1.0, NAN, 0.0], 0.5), ([NAN, NAN], NAN), ([0.25], 0.25), ([], NAN)])
def test_the_mean_of_what_is_defined_is_undefined_only_where_all_is(scores, mean):
    np.testing.assert_array_equal(mean_of_defined(np.array(scores)), mean)


# Identities


@st.composite
def matrices(draw):
    """Confusion matrices, some of them with empty rows and columns."""
    num_classes = draw(st.integers(2, 6))
    largest = draw(st.sampled_from([1, 10, 2**40]))
    counts = st.one_of(st.just(0), st.integers(0, largest))
    return np.array(draw(st.lists(counts, min_size=num_classes**2, max_size=num_classes**2))).reshape(num_classes, -1)


@st.composite
def label_lists(draw):
    """Truth and prediction of at most 40 pixels as lists, and the number of classes."""
    num_classes = draw(st.integers(2, 6))
    pixels = draw(st.lists(st.tuples(*[st.integers(0, num_classes - 1)] * 2), min_size=1, max_size=40))
    return [there for there, _ in pixels], [claimed for _, claimed in pixels], num_classes


hundreds = settings(max_examples=300, deadline=None, database=None)


@hundreds
@given(matrices())
def test_dice_is_2_iou_over_1_plus_iou(matrix):
    iou = iou_per_class(matrix)
    np.testing.assert_allclose(dice_per_class(matrix), 2 * iou / (1 + iou), rtol=1e-14)


@hundreds
@given(matrices())
def test_f_beta_with_beta_1_is_dice(matrix):
    np.testing.assert_allclose(f_beta_per_class(matrix, 1), dice_per_class(matrix), rtol=1e-14)


@hundreds
@given(matrices())
def test_the_four_kinds_of_pixels_are_all_pixels(matrix):
    four = true_positives(matrix) + false_positives(matrix) + false_negatives(matrix) + true_negatives(matrix)
    assert four.tolist() == [matrix.sum()] * len(matrix)


@hundreds
@given(matrices())
def test_the_rows_add_up_to_the_areas_of_the_truth_and_their_shares_to_1(matrix):
    assert truth_area(matrix).tolist() == [sum(row) for row in matrix.tolist()]
    sums = [sum(row) for row in normalize(matrix).tolist()]
    np.testing.assert_allclose(sums, [1 if sum(row) else NAN for row in matrix.tolist()], rtol=1e-14)


@hundreds
@given(matrices())
def test_the_diagonal_of_the_shares_is_recall_or_precision(matrix):
    np.testing.assert_array_equal(normalize(matrix, by="truth").diagonal(), recall_per_class(matrix))
    np.testing.assert_array_equal(normalize(matrix, by="prediction").diagonal(), precision_per_class(matrix))


@hundreds
@given(matrices())
def test_the_accuracy_is_the_sum_of_the_shares_on_the_diagonal(matrix):
    assume(matrix.any())
    assert pixel_accuracy(matrix) == pytest.approx(normalize(matrix, by="all").trace(), rel=1e-14)


@hundreds
@given(matrices())
def test_the_transposed_matrix_swaps_precision_and_recall_and_keeps_overlap(matrix):
    np.testing.assert_array_equal(precision_per_class(matrix), recall_per_class(matrix.T))
    np.testing.assert_array_equal(iou_per_class(matrix), iou_per_class(matrix.T))
    np.testing.assert_array_equal(dice_per_class(matrix), dice_per_class(matrix.T))
    np.testing.assert_array_equal(truth_area(matrix), prediction_area(matrix.T))
    np.testing.assert_array_equal(false_positives(matrix), false_negatives(matrix.T))


@hundreds
@given(label_lists())
def test_swapping_truth_and_prediction_transposes_the_matrix(lists):
    truth, prediction, num_classes = np.array([lists[0]]), np.array([lists[1]]), lists[2]
    swapped = confusion_matrix(prediction, truth, num_classes)
    np.testing.assert_array_equal(swapped, confusion_matrix(truth, prediction, num_classes).T)


@hundreds
@given(matrices())
def test_every_score_is_undefined_or_from_0_to_1(matrix):
    for score in (*OF_EACH_CLASS, f_2_per_class, *OF_ALL):
        values = np.atleast_1d(score(matrix))
        assert ((values >= 0) & (values <= 1 + 1e-15) | np.isnan(values)).all(), score


@hundreds
@given(matrices())
def test_iou_never_exceeds_dice_precision_or_recall(matrix):
    iou = iou_per_class(matrix)
    for score in (dice_per_class, precision_per_class, recall_per_class):
        assert not (iou > score(matrix)).any(), score


def test_counts_near_2_to_the_52_lose_no_digit():
    matrix = np.array([[2**52 - 1, 1], [3, 2**52 - 5]])
    assert iou_per_class(matrix).tolist() == [
        float(Fraction(2**52 - 1, 2**52 + 3)),
        float(Fraction(2**52 - 5, 2**52 - 1)),
    ]


# Beside scikit-learn


def matrix_of(lists):
    """The confusion matrix of two lists of classes."""
    truth, prediction, num_classes = lists
    return confusion_matrix(np.array([truth]), np.array([prediction]), num_classes)


@hundreds
@given(label_lists())
def test_scikit_learn_finds_the_same_precision_recall_and_f_with_the_same_gaps(lists):
    truth, prediction, num_classes = lists
    matrix = matrix_of(lists)
    options = {"labels": range(num_classes), "average": None, "zero_division": np.nan}
    same = np.testing.assert_allclose
    same(precision_per_class(matrix), theirs.precision_score(truth, prediction, **options), rtol=1e-14)
    same(recall_per_class(matrix), theirs.recall_score(truth, prediction, **options), rtol=1e-14)
    same(dice_per_class(matrix), theirs.f1_score(truth, prediction, **options), rtol=1e-14)
    same(f_beta_per_class(matrix, 0.5), theirs.fbeta_score(truth, prediction, beta=0.5, **options), rtol=1e-14)
    same(f_2_per_class(matrix), theirs.fbeta_score(truth, prediction, beta=2, **options), rtol=1e-14)


@hundreds
@given(label_lists())
def test_scikit_learn_finds_the_same_iou_where_it_is_defined(lists):
    truth, prediction, num_classes = lists
    matrix = matrix_of(lists)
    jaccard = theirs.jaccard_score(truth, prediction, labels=range(num_classes), average=None, zero_division=0)
    in_either = sorted({*truth, *prediction})
    np.testing.assert_allclose(iou_per_class(matrix)[in_either], jaccard[in_either], rtol=1e-14)
    assert np.isnan(iou_per_class(matrix)).sum() == num_classes - len(in_either)
    assert mean_iou(matrix) == pytest.approx(jaccard[in_either].mean(), rel=1e-14)


@hundreds
@given(label_lists())
def test_scikit_learn_finds_the_same_scores_of_all(lists):
    truth, prediction, _ = lists
    matrix = matrix_of(lists)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="y_pred contains classes not in y_true")
        warnings.filterwarnings("ignore", message="A single label was found")
        balanced_accuracy = theirs.balanced_accuracy_score(truth, prediction)
    assert pixel_accuracy(matrix) == pytest.approx(theirs.accuracy_score(truth, prediction), rel=1e-14)
    assert mean_recall(matrix) == pytest.approx(balanced_accuracy, rel=1e-14)
    weighted = theirs.jaccard_score(truth, prediction, average="weighted", zero_division=0)
    assert frequency_weighted_iou(matrix) == pytest.approx(weighted, rel=1e-14)
