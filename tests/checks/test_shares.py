"""Shares and scores that the questions compute."""

import numpy as np
import pytest

from segmetrics_lab.checks.shares import Scores, share


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
