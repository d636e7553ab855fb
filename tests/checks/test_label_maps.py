"""Label maps that several sets draw and count."""

import numpy as np
import pytest

from segmetrics_lab.checks.label_maps import (
    DTYPES,
    MANY_CLASSES,
    decided,
    matrix_in_bytes,
    matrix_with_undecided,
    random_maps,
)
from segmetrics_lab.metrics import confusion_matrix


def drawn_maps(**options):
    rng = np.random.default_rng(3)
    return [random_maps(rng, number, **options) for number in range(200)]


def test_random_maps_are_of_one_shape_and_of_every_type_with_ignored_pixels():
    maps = drawn_maps()
    assert all(truth.shape == prediction.shape for truth, prediction, _ in maps)
    assert {(t.dtype.type, p.dtype.type) for t, p, _ in maps} == {(one, other) for one in DTYPES for other in DTYPES}
    assert all(value == 255 or value < k for truth, _, k in maps for value in np.unique(truth))
    assert any((truth == 255).any() for truth, _, _ in maps)
    assert any(np.unique(truth[truth != 255]).size < k for truth, _, k in maps)


@pytest.mark.parametrize(("undecided", "some"), [(0, False), (0.1, True)])
def test_scored_pixels_are_left_open_only_where_that_is_asked_for(undecided, some):
    left_open = [(prediction == 255)[truth != 255].any() for truth, prediction, _ in drawn_maps(undecided=undecided)]
    assert any(left_open) == some


def test_what_is_left_open_gets_a_column_of_its_own():
    truth, prediction = np.array([[0, 1, 1, 255]], dtype=np.uint8), np.array([[0, 255, 1, 255]], dtype=np.uint8)
    assert decided(prediction, 2).tolist() == [[0, 2, 1, 2]]
    assert matrix_with_undecided(truth, prediction, 2).tolist() == [[1, 0, 0], [0, 1, 1], [0, 0, 0]]


def test_bytes_number_the_pairs_of_sixteen_classes_and_not_of_twenty():
    truth, prediction, num_classes = MANY_CLASSES
    assert not np.array_equal(matrix_in_bytes(*MANY_CLASSES), confusion_matrix(*MANY_CLASSES))
    wide = truth.astype(np.int64), prediction.astype(np.int64), num_classes
    assert np.array_equal(matrix_in_bytes(*wide), confusion_matrix(*wide))
    few = np.minimum(truth, 15), np.minimum(prediction, 15), 16
    assert np.array_equal(matrix_in_bytes(*few), confusion_matrix(*few))
