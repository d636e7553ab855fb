"""Agreement beyond chance: by hand, beside scikit-learn, and exact where int64 would overflow."""

import warnings
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
import sklearn.metrics as theirs
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from segmetrics_lab.metrics import cohen_kappa, confusion_matrix, matthews_correlation

NAN = float("nan")
AGREEMENTS = [cohen_kappa, matthews_correlation]


BY_HAND = {
    "all right": ([[4, 0], [0, 6]], 1, 1),
    "all wrong, in equal parts": ([[0, 5], [5, 0]], -1, -1),
    "chance": ([[4, 4], [1, 1]], 0, 0),
    "a bit more": ([[3, 1], [2, 4]], (70 - 50) / (100 - 50), 20 / (48 * 50) ** 0.5),
    "three classes": ([[2, 0, 1], [0, 2, 0], [1, 0, 4]], 42 / 62, 42 / 62),
    "a class in neither map": ([[3, 1, 0], [2, 4, 0], [0, 0, 0]], 0.4, 20 / (48 * 50) ** 0.5),
    "one class in the truth": ([[3, 1], [0, 0]], 0, NAN),
    "one class in the prediction": ([[3, 0], [1, 0]], 0, NAN),
    "the same class in both": ([[6, 0], [0, 0]], NAN, NAN),
    "a class each": ([[0, 6], [0, 0]], 0, NAN),
    "nothing was scored": ([[0, 0], [0, 0]], NAN, NAN),
}


@pytest.mark.parametrize(("matrix", "kappa", "correlation"), BY_HAND.values(), ids=BY_HAND)
def test_agreement_is_0_for_chance_and_1_for_all_right(matrix, kappa, correlation):
    np.testing.assert_allclose(cohen_kappa(np.array(matrix)), kappa, rtol=1e-15)
    np.testing.assert_allclose(matthews_correlation(np.array(matrix)), correlation, rtol=1e-15)


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_an_agreement_is_a_plain_number_and_leaves_the_matrix_alone(agreement):
    matrix = np.array([[3, 1], [2, 4]])
    matrix.flags.writeable = False
    assert type(agreement(matrix)) is float
    assert type(agreement(np.zeros((2, 2), dtype=int))) is float


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_who_is_called_truth_makes_no_difference(agreement):
    matrix = np.array([[7, 1, 0], [4, 5, 2], [0, 3, 9]])
    assert agreement(matrix) == agreement(matrix.T)


@settings(max_examples=500, deadline=None, database=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40))
def test_scikit_learn_finds_the_same_agreement_where_it_is_defined(pixels):
    truth, prediction = (list(side) for side in zip(*pixels, strict=True))
    matrix = confusion_matrix(np.array([truth]), np.array([prediction]), 4)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="A single label was found")
        warnings.filterwarnings("ignore", message="y_pred contains classes not in y_true")
        correlation = theirs.matthews_corrcoef(truth, prediction)
        kappa = NAN if {*truth} == {*prediction} and len({*truth}) == 1 else theirs.cohen_kappa_score(truth, prediction)
    np.testing.assert_allclose(cohen_kappa(matrix), kappa, rtol=1e-12, atol=1e-14)
    if len({*truth}) > 1 and len({*prediction}) > 1:
        np.testing.assert_allclose(matthews_correlation(matrix), correlation, rtol=1e-12, atol=1e-14)
    else:
        assert np.isnan(matthews_correlation(matrix))


# Counts near 10**15: their squares are beyond int64, and float64 would cancel


counts_near_1e15 = st.integers(10**15 - 10**6, 10**15 + 10**6)
large_matrices = st.integers(2, 4).flatmap(
    lambda size: st.lists(st.lists(counts_near_1e15, min_size=size, max_size=size), min_size=size, max_size=size)
)
hundreds = settings(max_examples=300, deadline=None, database=None)


@hundreds
@given(large_matrices)
def test_kappa_of_huge_counts_is_the_nearest_float_to_the_true_fraction(rows):
    columns = list(zip(*rows, strict=True))
    all_pixels = Fraction(sum(map(sum, rows)))
    accuracy = sum(rows[at][at] for at in range(len(rows))) / all_pixels
    chance = sum(sum(row) * sum(column) for row, column in zip(rows, columns, strict=True)) / all_pixels**2
    assert cohen_kappa(np.array(rows)) == float((accuracy - chance) / (1 - chance))


@hundreds
@given(large_matrices)
def test_the_correlation_of_huge_counts_has_15_right_digits(rows):
    there = [sum(row) for row in rows]
    claimed = [sum(column) for column in zip(*rows, strict=True)]
    right = sum(rows[at][at] for at in range(len(rows)))
    shared = sum(there) * right - sum(of * by for of, by in zip(there, claimed, strict=True))
    spread = (sum(there) ** 2 - sum(of**2 for of in there)) * (sum(there) ** 2 - sum(by**2 for by in claimed))
    with localcontext(prec=200):
        expected = float(shared / Decimal(spread).sqrt())
    assert matthews_correlation(np.array(rows)) == pytest.approx(expected, rel=1e-15, abs=0)


@hundreds
@given(st.lists(st.integers(1, 10**15), min_size=2, max_size=4))
@example([965770987881005, 867783229810607, 679886688492006])
def test_a_perfect_prediction_of_huge_maps_agrees_by_1_and_not_more(areas):
    assert cohen_kappa(np.diag(areas)) == 1
    assert matthews_correlation(np.diag(areas)) == 1


@hundreds
@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_a_thousandfold_larger_matrix_agrees_the_same(counts):
    matrix = np.array(counts).reshape(3, 3)
    assume(np.count_nonzero(matrix) > 1)
    for agreement in AGREEMENTS:
        np.testing.assert_allclose(agreement(matrix * 10**12), agreement(matrix), rtol=1e-15)
