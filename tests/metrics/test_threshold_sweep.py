"""The threshold sweep, by hand and beside scikit-learn."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, precision_recall_curve

from segmetrics_lab.labels import LabelMapError
from segmetrics_lab.metrics import confusion_matrix, threshold_sweep

# Two object pixels of four; at 0.5 one of each kind is positive.
TRUTH = np.array([[1, 1, 0, 0]])
PROBABILITY = np.array([[0.9, 0.4, 0.5, 0.1]])


def test_every_distinct_probability_is_a_threshold():
    sweep = threshold_sweep(TRUTH, PROBABILITY)
    assert sweep.thresholds.tolist() == [0.1, 0.4, 0.5, 0.9]
    assert sweep.true_positives.tolist() == [2, 2, 1, 1]
    assert sweep.false_positives.tolist() == [2, 1, 1, 0]
    assert sweep.false_negatives.tolist() == [0, 0, 1, 1]
    assert sweep.true_negatives.tolist() == [0, 1, 1, 2]


def test_scores_are_made_from_the_counts():
    sweep = threshold_sweep(TRUTH, PROBABILITY)
    assert sweep.precision.tolist() == [1 / 2, 2 / 3, 1 / 2, 1]
    assert sweep.recall.tolist() == [1, 1, 1 / 2, 1 / 2]
    assert sweep.iou.tolist() == [1 / 2, 2 / 3, 1 / 3, 1 / 2]
    assert sweep.dice.tolist() == pytest.approx([2 / 3, 4 / 5, 1 / 2, 2 / 3])
    assert sweep.f_beta(2).tolist() == pytest.approx([10 / 12, 10 / 11, 1 / 2, 5 / 9])


def test_each_gain_in_recall_counts_with_its_precision():
    assert threshold_sweep(TRUTH, PROBABILITY).average_precision == pytest.approx(1 / 2 * 1 + 1 / 2 * 2 / 3)


def test_a_pixel_exactly_at_the_threshold_is_positive():
    sweep = threshold_sweep(TRUTH, PROBABILITY, thresholds=[0.4, np.nextafter(0.4, 1)])
    assert sweep.true_positives.tolist() == [2, 1]


def test_thresholds_beyond_the_range_let_all_or_none_pass():
    sweep = threshold_sweep(TRUTH, PROBABILITY, thresholds=[-1, 0, 1, 1.5])
    assert sweep.true_positives.tolist() == [2, 2, 0, 0]
    assert sweep.false_positives.tolist() == [2, 2, 0, 0]
    assert np.isnan(sweep.precision).tolist() == [False, False, True, True]


def test_ignored_pixels_are_not_counted_whatever_their_probability():
    truth = np.array([[1, 255, 0, 255]])
    probability = np.array([[0.8, np.nan, 0.2, 7.0]])
    for sweep in (threshold_sweep(truth, probability), threshold_sweep(truth, probability, thresholds=[0.2, 0.8])):
        assert sweep.thresholds.tolist() == [0.2, 0.8]
        assert sweep.true_positives.tolist() == [1, 1]
        assert sweep.false_positives.tolist() == [1, 0]
        assert sweep.true_negatives.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("score", "beta", "threshold"),
    [("iou", None, 0.4), ("dice", None, 0.4), ("precision", None, 0.9), ("recall", None, 0.4), ("f_beta", 2, 0.4)],
)
def test_the_best_threshold_is_the_highest_of_those_with_the_best_score(score, beta, threshold):
    assert threshold_sweep(TRUTH, PROBABILITY).best(score, beta=beta) == threshold


def test_without_an_object_recall_is_undefined_and_nothing_is_best():
    sweep = threshold_sweep(np.zeros((1, 2), int), np.array([[0.2, 0.7]]))
    assert np.isnan(sweep.recall).all()
    assert np.isnan(sweep.average_precision)
    assert sweep.iou.tolist() == [0, 0]
    with pytest.raises(ValueError, match="recall is undefined at every threshold"):
        sweep.best("recall")


def test_with_everything_ignored_there_is_nothing_to_sweep():
    sweep = threshold_sweep(np.full((2, 2), 255), np.full((2, 2), 0.5))
    assert sweep.thresholds.size == 0
    assert np.isnan(sweep.average_precision)


@pytest.mark.parametrize(
    ("score", "beta", "words"),
    [("accuracy", None, "must be one of: precision"), ("iou", 2, "beta belongs to"), ("f_beta", None, "beta belongs")],
)
def test_an_unknown_score_is_answered_with_the_known_ones(score, beta, words):
    with pytest.raises(ValueError, match=words):
        threshold_sweep(TRUTH, PROBABILITY).best(score, beta=beta)


@st.composite
def scored_maps(draw):
    """Truth with ignored pixels, probabilities with ties, thresholds near and far, a stack or a map."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = draw(st.sampled_from([(1, 1), (3, 5), (2, 3, 4), (20, 30)]))
    truth = (rng.random(shape) < draw(st.sampled_from([0.0, 0.3, 1.0]))).astype(
        draw(st.sampled_from(["u1", "i8", "?"]))
    )
    if truth.dtype != bool:
        truth[rng.random(shape) < draw(st.sampled_from([0.0, 0.2]))] = 255
    digits = draw(st.sampled_from([1, 3, 17]))
    probability = rng.random(shape).round(digits).astype(draw(st.sampled_from(["f4", "f8"])))
    steps = draw(st.sampled_from([1e-12, 1e-3, 0.1]))
    near = rng.choice(probability.ravel(), 3).astype(float)
    thresholds = np.unique([*near, *(near + steps), 0, 1, -0.5, 1.5])
    return truth, probability, thresholds


@settings(max_examples=300, deadline=None, database=None)
@given(scored_maps())
def test_a_sweep_counts_what_a_matrix_at_each_threshold_counts(maps):
    truth, probability, thresholds = maps
    before = truth.copy(), probability.copy()
    sweep = threshold_sweep(truth, probability, thresholds=thresholds)
    for number, threshold in enumerate(thresholds):
        matrix = confusion_matrix(truth, probability.astype(float) >= threshold, 2)
        counts = [sweep.true_negatives, sweep.false_positives, sweep.false_negatives, sweep.true_positives]
        assert [int(count[number]) for count in counts] == matrix.ravel().tolist()
    assert np.array_equal(before[0], truth)
    assert np.array_equal(before[1], probability)


@settings(max_examples=300, deadline=None, database=None)
@given(scored_maps())
def test_scikit_learn_draws_the_same_curve(maps):
    truth, probability, _ = maps
    is_scored = truth != 255
    assume((truth == 1).any())
    sweep = threshold_sweep(truth, probability)
    precision, recall, thresholds = precision_recall_curve(truth[is_scored], probability[is_scored])
    assert np.array_equal(sweep.thresholds, thresholds)
    np.testing.assert_allclose(sweep.precision, precision[:-1], rtol=1e-13)
    np.testing.assert_allclose(sweep.recall, recall[:-1], rtol=1e-13)
    expected = average_precision_score(truth[is_scored], probability[is_scored])
    assert sweep.average_precision == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("truth", "probability", "words"),
    [
        (TRUTH, PROBABILITY[:, :3], r"truth has shape \(1, 4\) and probability \(1, 3\)"),
        (TRUTH, np.zeros((2, 1, 4)), r"take its plane, probability\[class_index\]"),
        (TRUTH, TRUTH, "probability is of dtype int64.*not the label map"),
        (TRUTH, [[0.1, 0.2, 0.3, 0.4]], "probability is a list"),
        (
            TRUTH,
            np.array([[0.1, np.nan, 0.3, 0.4]]),
            r"1 scored value outside.*nan at \(0, 1\).*where NaN and inf come",
        ),
        (
            TRUTH,
            np.array([[0.1, np.inf, 0.3, 0.4]]),
            r"1 scored value outside.*inf at \(0, 1\).*where NaN and inf come",
        ),
        (TRUTH, PROBABILITY * 100, r"4 scored values outside.*90.0 at \(0, 0\).*Divide percent by 100"),
        (TRUTH, PROBABILITY * 255, "Divide grey levels by 255"),
        (TRUTH, (PROBABILITY * 255).astype(np.uint8), "probability is of dtype uint8.*Divide grey levels by 255"),
        (TRUTH, PROBABILITY * 1000, r"outside 0 to 1; the first is 900.0 at \(0, 0\)\. Turn scores of a network"),
        (TRUTH, PROBABILITY + 0.1000001, r"1 scored value outside.*rounding error: np\.clip\(probability, 0, 1\)"),
        (TRUTH, PROBABILITY > 0.5, "probability is of dtype bool.*not the label map"),
        (TRUTH, np.ma.array(PROBABILITY, mask=PROBABILITY > 0.5), r"masked array.*truth\[probability.mask\] = 255"),
        (np.ma.array(TRUTH), PROBABILITY, "truth is a masked array"),
        (TRUTH, PROBABILITY[..., np.newaxis], r"take probability\[\.\.\., 0\]"),
        (TRUTH, PROBABILITY[np.newaxis], r"take probability\[0\]"),
        (TRUTH, np.zeros((1, 4, 2)), r"take its plane, probability\[\.\.\., class_index\]"),
        (np.eye(4, dtype=int)[[TRUTH[0] * 3] * 5], np.full((5, 4, 4), 0.25), "truth and probability .*argmax"),
        (TRUTH, np.array([[0.1, 2.5, -3, 0.4]]), r"2 scored values outside.*2.5 at \(0, 1\).*sigmoid"),
        (TRUTH + 1, PROBABILITY, "truth holds 2 scored pixels outside the class indices 0 to 1"),
        (TRUTH.astype(float), PROBABILITY, "truth holds floats"),
    ],
)
def test_what_is_not_a_truth_with_its_probabilities_is_refused(truth, probability, words):
    with pytest.raises(LabelMapError, match=words):
        threshold_sweep(truth, probability)


NO_THRESHOLDS = [
    [],
    [0.5, 0.2],
    [0.3, 0.3],
    [np.nan],
    [[0.1, 0.2]],
    [np.inf],
    0.5,
    "0.5",
    ["0.5"],
    [None, 0.5],
    [False, True],
    np.array([False, True]),
    [0.5, 10**400],
    [1j],
]


@pytest.mark.parametrize("thresholds", NO_THRESHOLDS)
def test_thresholds_must_be_ascending_finite_numbers(thresholds):
    with pytest.raises(ValueError, match=r"thresholds is .* ascending finite numbers, each once"):
        threshold_sweep(TRUTH, PROBABILITY, thresholds=thresholds)


def test_of_one_by_one_thresholds_nobody_can_tell_the_order_beforehand():
    with pytest.raises(ValueError, match="thresholds is <generator"):
        threshold_sweep(TRUTH, PROBABILITY, thresholds=(number / 10 for number in range(3)))


@pytest.mark.parametrize("thresholds", [np.ma.array([0.2, 0.5], mask=[0, 1]), [0.2, np.ma.masked]])
def test_masked_thresholds_are_refused(thresholds):
    with pytest.raises(ValueError, match=r"thresholds is a masked array.*thresholds.compressed\(\)"):
        threshold_sweep(TRUTH, PROBABILITY, thresholds=thresholds)


# What numpy says of probability >= threshold


SEVENTHS = np.array([[0.7, 0.6, 0.7, 0.1]])  # 0.7 is 0.69999999 in float32, and 0.7002 in float16


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble, ">f4"])
@pytest.mark.parametrize("given", [list, np.array, np.float16, np.float32, lambda numbers: [*map(np.float64, numbers)]])
@pytest.mark.parametrize("numbers", [[0.1, 0.7], [0.3, 0.6, 0.7, 0.9], [0.69999, 0.7, 0.70001], [0.7, 0.7 + 1e-9]])
def test_a_threshold_is_compared_as_numpy_compares_it(dtype, given, numbers):
    probability = SEVENTHS.astype(dtype)
    thresholds = np.unique(given(numbers)) if isinstance(given, type) and given is not list else given(numbers)
    sweep = threshold_sweep(TRUTH, probability, thresholds=thresholds)
    positive = [probability >= threshold for threshold in thresholds]
    assert sweep.true_positives.tolist() == [int((each & (TRUTH == 1)).sum()) for each in positive]
    assert sweep.false_positives.tolist() == [int((each & (TRUTH == 0)).sum()) for each in positive]
    assert sweep.thresholds.tolist() == [float(threshold) for threshold in thresholds]


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble])
def test_every_distinct_probability_of_any_type_is_found_at_itself(dtype):
    probability = np.array([[0.1, 0.7, 0.7, 1]]).astype(dtype)
    sweep = threshold_sweep(TRUTH, probability)
    assert sweep.true_positives.tolist() == [int((probability[0, :2] >= level).sum()) for level in sweep.thresholds]
    assert sweep.thresholds.tolist() == sorted({*probability.flat})


def test_close_thresholds_find_their_buckets_in_float16():
    truth, probability = np.array([[1, 1, 0]]), np.array([[1.0, 0.75, 0.25]], dtype=np.float16)
    sweep = threshold_sweep(truth, probability, thresholds=[0.25, 0.2502, 0.75, 0.7505, 1.0])
    assert sweep.true_positives.tolist() == [2, 2, 2, 1, 1]
    assert sweep.false_positives.tolist() == [1, 0, 0, 0, 0]


@pytest.mark.parametrize("dtype", [np.float16, np.float64])
def test_thresholds_may_lie_as_far_outside_as_they_like(dtype):
    sweep = threshold_sweep(TRUTH, PROBABILITY.astype(dtype), thresholds=[-1e308, -5, 0.5, 3, 1e308])
    assert sweep.true_positives.tolist() == [2, 2, 1, 0, 0]
    assert sweep.false_positives.tolist() == [2, 2, 1, 0, 0]


# Masks in black and white


SQUARE = np.pad(np.full((4, 4), 255), 2)


def test_a_truth_in_black_and_white_is_refused_where_the_probability_shows_its_object():
    with pytest.raises(LabelMapError, match=r"mask in black and white.*truth == 255"):
        threshold_sweep(SQUARE, np.where(SQUARE == 255, 0.8, 0.1))


def test_a_truth_without_the_object_may_have_ignored_pixels():
    sweep = threshold_sweep(SQUARE, np.full((8, 8), 0.25), thresholds=[0.2, 0.3])
    assert sweep.false_positives.tolist() == [48, 0]
    assert np.isnan(sweep.recall).all()
