"""The numbers that the texts of exercise set 4 tell are true."""

import re

import numpy as np
import pytest

from segmetrics_lab.checks import ex04
from segmetrics_lab.metrics import iou_per_class, mean_dice, mean_iou, pixel_accuracy
from tests.checks.exercise_sets import SOURCES, names_after


def test_the_report_that_is_too_good_has_the_scores_that_its_options_name():
    matrix = names_after("ex04", "starter")["reported"]
    named = {letter: re.findall(r"0\.\d+", option.why) for letter, option in ex04.mistaken.options.items()}
    accuracy, without_last = pixel_accuracy(matrix), iou_per_class(matrix)[:-1].mean()
    assert named == {
        "a": [f"{mean_dice(matrix):.3f}"],
        "b": [f"{accuracy:.3f}", f"{mean_iou(matrix):.3f}"],
        "c": [f"{without_last:.3f}"],
        "d": [],
    }
    assert f'"mean IoU {accuracy:.3f}"' in SOURCES["ex04"].text("mistaken", "text").replace("\n", " ")
    assert iou_per_class(matrix.T) == pytest.approx(iou_per_class(matrix)), "swapping changes no IoU"


def test_the_mean_of_a_paper_is_that_of_three_classes_and_seven_ones():
    ious = [0.2, 0.5, 0.8, *[np.nan] * 7]
    assert np.nanmean(ious) == ex04.fair_mean.expected
    assert np.nan_to_num(ious, nan=1.0).mean() == pytest.approx(0.85)
    assert np.nan_to_num(ious).mean() == pytest.approx(0.15)


def test_half_for_a_class_that_is_nowhere_is_not_taken_for_nan():
    def ious(truth, prediction, num_classes):
        return np.nan_to_num(ex04.class_ious.reference(truth, prediction, num_classes), nan=0.5)

    feedback = ex04.class_ious.judge(ious)
    assert (feedback.outcome, feedback.misconception, feedback.explanation) == ("not yet", None, "")


def test_a_mean_that_skips_what_is_not_in_the_truth_is_told_so():
    def over_the_truth(matrix):
        there = matrix.sum(axis=1) > 0
        return float(np.mean(iou_per_class(matrix)[there]))

    assert "although its union has pixels" in ex04.mean_iou.judge(over_the_truth).explanation


def test_the_solution_of_the_means_turns_the_order():
    names = names_after("ex04", "solution")
    first, second = np.array(names["first"]), np.array(names["second"])
    assert first.mean() < second.mean()
    assert (2 * first / (1 + first)).mean() > (2 * second / (1 + second)).mean()
