"""What the questions of the exercise set on overfitting say of trees and small lines is true."""

import numpy as np
import pytest

from segmetrics_lab.checks import ex12
from tests.checks.exercise_sets import names_after


@pytest.fixture(scope="module")
def overfitting():
    return names_after("ex12", "solution")


def vote(labels):
    inner = [np.bincount(labels[at - 1 : at + 2]).argmax() for at in range(1, len(labels) - 1)]
    return np.array([labels[0], *inner, labels[-1]])


def test_the_vote_of_three_is_right_as_often_as_the_text_says(overfitting):
    labels, really = overfitting["labels"], overfitting["really"]
    assert np.mean(labels == really) == 0.85
    assert np.mean(vote(labels) == really) == ex12.votes.expected
    assert [mistake.answer for mistake in ex12.votes.mistakes[:2]] == [np.mean(vote(labels) == labels), 0.85]


def test_team_a_has_the_higher_score_and_the_worse_tree(overfitting):
    names = overfitting
    a, b = names["team_a"], names["team_b"]
    assert 0 < a.validation_accuracy[0] - b.validation_accuracy[0] < 0.02
    assert a.training_accuracy[0] > 0.95 > b.training_accuracy[0]
    for scenes in (names["validation"], names["noisy_validation"]):
        both = names["sweep"](names["tree"], names["noisy_training"], scenes, parameter="max_depth", values=[24, 8])
        assert 0.07 < both.validation_accuracy[1] - both.validation_accuracy[0] < 0.15
    wrong = np.mean(
        [
            (scene.truth != noisy.truth)[scene.truth != 255].mean()
            for scene, noisy in zip(names["validation"], names["noisy_validation"], strict=True)
        ]
    )
    assert 0.165 < wrong < 0.185


def test_a_tree_that_asks_once_has_no_gap_and_is_too_good_for_the_question(overfitting):
    names = overfitting
    stump = names["PixelModel"]("color and position", names["DecisionTreeClassifier"](max_depth=1))
    run = names["sweep"](stump, names["training"], names["validation"], parameter="pixels", values=[3000])
    assert run.validation_accuracy[0] > 0.5
    leaves = names["PixelModel"]("color and position", names["DecisionTreeClassifier"](min_samples_leaf=1600))
    run = names["sweep"](leaves, names["training"], names["validation"], parameter="pixels", values=[3000])
    assert ex12.no_gap.check(run.training_accuracy[0], run.validation_accuracy[0]).outcome == "correct"
