"""The numbers that exercise set 9 quotes are those that come out."""

import numpy as np

from segmetrics_lab.checks import ex09
from segmetrics_lab.metrics import (
    confusion_matrix,
    dice_per_class,
    iou_per_class,
    mean_iou,
    pixel_accuracy,
    precision_per_class,
)
from tests.checks.exercise_sets import names_after


def test_the_blank_mask_of_the_first_question_has_half_a_mean_iou():
    truth = np.repeat([0, 1], [960, 40]).reshape(25, 40)
    matrix = confusion_matrix(truth, np.zeros_like(truth), 2)
    assert (pixel_accuracy(matrix), mean_iou(matrix)) == (0.96, ex09.blank_mean.expected)


def test_the_two_numbers_of_the_offer_say_how_rare_the_object_is():
    base_rate = 0.02 / (1 - 0.12)
    assert (round(base_rate, 3), round(1 - base_rate, 3)) == (0.023, 0.977)


def test_the_report_on_cracks_has_the_scores_that_its_options_name():
    matrix = names_after("ex09", "starter")["reported"]
    assert round(mean_iou(matrix), 3) == 0.614
    assert round(dice_per_class(matrix)[1], 3) == 0.462
    assert precision_per_class(matrix)[1] == 0.5
    assert (pixel_accuracy(matrix), iou_per_class(matrix)[1]) == (0.93, 0.3)
    assert matrix[0].sum() / matrix.sum() == 0.93, "the blank mask"
    assert max(iou_per_class(matrix)) < 0.9295, "no other score of the report is 0.930"
