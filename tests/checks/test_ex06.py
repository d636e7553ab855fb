"""The numbers that exercise set 6 quotes are those that come out."""

import numpy as np
import pytest

from segmetrics_lab.checks import ex06
from segmetrics_lab.metrics import (
    confusion_matrix,
    dice_per_class,
    iou_per_class,
    mean_iou,
    pixel_accuracy,
    precision_per_class,
    threshold_sweep,
)
from tests.checks.exercise_sets import names_after


def test_the_blank_mask_of_the_first_question_has_half_a_mean_iou():
    truth = np.repeat([0, 1], [960, 40]).reshape(25, 40)
    matrix = confusion_matrix(truth, np.zeros_like(truth), 2)
    assert (pixel_accuracy(matrix), mean_iou(matrix)) == (0.96, ex06.half_for_nothing.expected)


def test_the_two_numbers_of_the_offer_say_how_rare_the_object_is():
    base_rate = 0.02 / (1 - 0.12)
    assert (round(base_rate, 3), round(1 - base_rate, 3)) == (0.023, 0.977)


def test_the_report_on_cracks_has_the_scores_that_its_options_name():
    matrix = names_after("ex06", "starter")["reported"]
    assert round(mean_iou(matrix), 3) == 0.614
    assert round(dice_per_class(matrix)[1], 3) == 0.462
    assert precision_per_class(matrix)[1] == 0.5
    assert (pixel_accuracy(matrix), iou_per_class(matrix)[1]) == (0.93, 0.3)
    assert matrix[0].sum() / matrix.sum() == 0.93, "the blank mask"
    assert max(iou_per_class(matrix)) < 0.9295, "no other score of the report is 0.930"


@pytest.fixture(scope="module")
def sweeps():
    maps_of = names_after("ex06", "starter")["maps_of"]
    thresholds = np.arange(1, 20) / 20
    return {part: threshold_sweep(*maps_of(part), thresholds=thresholds) for part in ("train", "validation", "test")}


def highest_that_finds(sweep, recall):
    return sweep.thresholds[sweep.recall >= recall].max()


def test_the_threshold_of_the_brief_is_chosen_on_the_validation_scenes(sweeps):
    validation, test = sweeps["validation"], sweeps["test"]
    assert highest_that_finds(validation, 0.50) == ex06.chosen.expected
    assert [round(validation.recall[at], 2) for at in (4, 5)] == [0.51, 0.42]
    assert round(test.recall[4], 2) == 0.46
    assert (np.diff(validation.precision[:18]) >= 0).all(), "the highest threshold invents least"


def test_the_mistakes_of_the_brief_are_what_their_words_say(sweeps):
    test_choice, too_high, lowest, highest, half, reached = (mistake.answer for mistake in ex06.chosen.mistakes)
    validation = sweeps["validation"]
    at = {round(float(threshold), 2): number for number, threshold in enumerate(validation.thresholds)}
    assert highest_that_finds(sweeps["test"], 0.50) == test_choice
    assert highest_that_finds(sweeps["train"], 0.50) == too_high
    assert validation.thresholds[(validation.true_positives + validation.true_negatives).argmax()] == too_high
    assert round(validation.recall[at[too_high]], 2) == 0.42
    assert (validation.recall[at[lowest]], validation.recall[at[highest]]) == (max(validation.recall), 0)
    assert validation.recall[at[half]] < 0.2
    assert abs(validation.recall[at[ex06.chosen.expected]] - reached) < 0.001
