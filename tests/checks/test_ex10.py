"""The numbers that exercise set 10 quotes are those that come out."""

import numpy as np
import pytest

from segmetrics_lab.checks import ex10
from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy, precision_per_class, threshold_sweep
from tests.checks.exercise_sets import names_after


def test_the_result_before_has_four_wrong_pixels_and_every_right_answer_pays_with_precision():
    names = names_after("ex10", "solution")
    before, after = (confusion_matrix(names["wall"], names[name], 2) for name in ("before", "after"))
    assert pixel_accuracy(before) == pixel_accuracy(after) == 0.96
    assert iou_per_class(after)[1] > iou_per_class(before)[1] == 2 / 6
    assert precision_per_class(before)[1] == 2 / 3 > max(4 / 7, 5 / 9) >= precision_per_class(after)[1]


@pytest.fixture(scope="module")
def sweeps():
    maps_of = names_after("ex10", "starter")["maps_of"]
    thresholds = np.arange(1, 20) / 20
    return {part: threshold_sweep(*maps_of(part), thresholds=thresholds) for part in ("train", "validation", "test")}


def highest_that_finds(sweep, recall):
    return sweep.thresholds[sweep.recall >= recall].max()


def test_the_threshold_of_the_brief_is_chosen_on_the_validation_scenes(sweeps):
    validation, test = sweeps["validation"], sweeps["test"]
    assert highest_that_finds(validation, 0.50) == ex10.chosen.expected
    assert [round(validation.recall[at], 2) for at in (4, 5)] == [0.51, 0.42]
    assert round(test.recall[4], 2) == 0.46
    assert (np.diff(validation.precision[:18]) >= 0).all(), "the highest threshold invents least"


def test_the_mistakes_of_the_brief_are_what_their_words_say(sweeps):
    test_choice, too_high, lowest, highest, half, reached = (mistake.answer for mistake in ex10.chosen.mistakes)
    validation = sweeps["validation"]
    at = {round(float(threshold), 2): number for number, threshold in enumerate(validation.thresholds)}
    assert highest_that_finds(sweeps["test"], 0.50) == test_choice
    assert highest_that_finds(sweeps["train"], 0.50) == too_high
    assert validation.thresholds[(validation.true_positives + validation.true_negatives).argmax()] == too_high
    assert round(validation.recall[at[too_high]], 2) == 0.42
    assert (validation.recall[at[lowest]], validation.recall[at[highest]]) == (max(validation.recall), 0)
    assert validation.recall[at[half]] < 0.2
    assert abs(validation.recall[at[ex10.chosen.expected]] - reached) < 0.001
