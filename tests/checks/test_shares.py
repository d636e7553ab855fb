"""Shares and scores that the questions compute."""

import numpy as np
import pytest

from segmetrics_lab.checks.shares import Areas, Scores, areas_of_maps, areas_of_matrix, mean_of_numbers, share
from segmetrics_lab.metrics import (
    confusion_matrix,
    dice_per_class,
    iou_per_class,
    precision_per_class,
    recall_per_class,
)


@pytest.mark.parametrize(
    ("part", "whole", "of_nothing", "expected"),
    [(1, 4, 0, 0.25), (0, 4, 1, 0.0), (0, 0, 1, 1), (np.int64(3), np.int64(4), 0, 0.75)],
)
def test_a_share_of_nothing_is_what_was_said(part, whole, of_nothing, expected):
    assert share(part, whole, of_nothing) == expected


def test_a_share_of_nothing_is_undefined_where_nothing_was_said():
    assert np.isnan(share(0, 0))


def test_scores_are_those_of_class_1():
    truth, prediction = np.array([[0, 1, 1, 1, 255]]), np.array([[1, 1, 1, 0, 0]])
    assert Scores.of(truth, prediction) == Scores(accuracy=0.5, precision=2 / 3, recall=2 / 3, iou=0.5)
    assert np.isnan(Scores.of(truth, np.zeros_like(prediction)).precision)


TRUTH, PREDICTION = np.array([[0, 1, 1, 1, 2, 255]]), np.array([[1, 1, 1, 0, 0, 2]])


def test_areas_are_those_of_each_class_whether_counted_on_maps_or_on_their_matrix():
    of_maps = areas_of_maps(TRUTH, PREDICTION, 3)
    assert of_maps == areas_of_matrix(confusion_matrix(TRUTH, PREDICTION, 3))
    assert of_maps[1] == Areas(shared=2, there=3, claimed=3, image=5)


def test_the_scores_of_areas_are_those_of_the_library():
    matrix = confusion_matrix(TRUTH, PREDICTION, 3)
    areas = areas_of_matrix(matrix)
    assert [of.iou() for of in areas] == pytest.approx(iou_per_class(matrix))
    assert [of.dice() for of in areas] == pytest.approx(dice_per_class(matrix))
    assert [of.precision() for of in areas] == pytest.approx(precision_per_class(matrix), nan_ok=True)
    assert [of.recall() for of in areas] == pytest.approx(recall_per_class(matrix))
    assert [of.accuracy() for of in areas] == [0.4, 0.6, 0.8]
    assert areas[2].precision(of_nothing=1) == 1


def test_a_mean_of_numbers_leaves_nan_out():
    assert mean_of_numbers([0.25, float("nan"), 0.75]) == 0.5
    assert np.isnan(mean_of_numbers([float("nan")]))
