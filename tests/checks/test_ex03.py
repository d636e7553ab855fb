"""The numbers that the texts of exercise set 3 tell are true."""

import re

import numpy as np
import pytest

from segmetrics_lab.checks import ex03
from segmetrics_lab.metrics import (
    confusion_matrix,
    dice_per_class,
    iou_per_class,
    mean_dice,
    mean_iou,
    pixel_accuracy,
    precision_per_class,
    recall_per_class,
)
from tests.checks.exercise_sets import SOURCES, names_after


def square(column):
    """A square of 4 by 4 pixels that begins in this column of an image of 8 by 8."""
    drawn = np.zeros((8, 8), dtype=int)
    drawn[2:6, column : column + 4] = 1
    return drawn


def test_the_square_slid_by_one_pixel_has_the_scores_that_are_told_apart():
    matrix = confusion_matrix(square(2), square(3), 2)
    iou, dice = iou_per_class(matrix)[1], dice_per_class(matrix)[1]
    assert iou == ex03.shifted.expected
    assert dice == precision_per_class(matrix)[1] == recall_per_class(matrix)[1]
    down = iou_per_class(confusion_matrix(square(2), np.roll(square(3), 1, axis=0), 2))[1]
    assert [mistake.answer for mistake in ex03.shifted.mistakes] == pytest.approx(
        [12 / (16 + 16), pixel_accuracy(matrix), dice, 2 / 6, down, 1 - iou, 12 / 8, 12 / 64, 1 / iou, 12, 100 * iou]
    )


def test_a_square_may_be_told_to_two_decimals_and_no_other_number_is_as_near():
    assert all(ex03.shifted.judge(round(12 / 20, digits)).outcome == "correct" for digits in (1, 2, 3))
    assert all(ex03.shifted.judge(number).outcome == "not yet" for number in (9 / 16, 10 / 16, 16 / 25, 0.59, 0.61))


def test_the_report_that_is_too_good_has_the_scores_that_its_options_name():
    matrix = names_after("ex03", "starter")["reported"]
    named = {letter: re.findall(r"0\.\d+", option.why) for letter, option in ex03.mistaken.options.items()}
    accuracy, without_last = pixel_accuracy(matrix), iou_per_class(matrix)[:-1].mean()
    assert named == {
        "a": [f"{mean_dice(matrix):.3f}"],
        "b": [f"{accuracy:.3f}", f"{mean_iou(matrix):.3f}"],
        "c": [f"{without_last:.3f}"],
        "d": [],
    }
    assert f'"mean IoU {accuracy:.3f}"' in SOURCES["ex03"].text("mistaken", "text").replace("\n", " ")
    assert iou_per_class(matrix.T) == pytest.approx(iou_per_class(matrix)), "swapping changes no IoU"


def test_an_iou_of_one_half_is_a_dice_of_two_thirds():
    assert f"is {2 * 0.5 / (1 + 0.5):.2f} here" in ex03.half.options["d"].why


def test_a_prediction_that_shares_nothing_is_not_blank():
    far, everywhere = np.zeros((8, 8), dtype=int), np.ones((8, 8), dtype=int)
    far[0, 0] = 1
    assert ex03.fool.judge(far, everywhere).outcome == "correct"


def test_half_for_a_class_that_is_nowhere_is_not_taken_for_nan():
    def ious(truth, prediction, num_classes):
        return np.nan_to_num(ex03.class_ious.reference(truth, prediction, num_classes), nan=0.5)

    feedback = ex03.class_ious.judge(ious)
    assert (feedback.outcome, feedback.misconception, feedback.explanation) == ("not yet", None, "")
