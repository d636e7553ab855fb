"""The numbers that the texts of exercise set 2 tell are true."""

import numpy as np
import pytest

from segmetrics_lab.checks import ex02
from segmetrics_lab.metrics import confusion_matrix, prediction_area, truth_area
from tests.checks.exercise_sets import names_after


def test_the_shares_of_the_first_question_are_those_of_its_matrix():
    counted = names_after("ex02", "solution")["counted"]
    door, wall = 2, 1
    assert (counted[door, door], truth_area(counted)[door]) == (16, 20)
    assert (counted[wall, door], truth_area(counted)[wall]) == (15, 50)
    assert ex02.share.expected == counted[wall, door] / truth_area(counted)[wall]
    swapped = [counted[wall, door] / prediction_area(counted)[door]]
    turned = [counted[door, wall] / prediction_area(counted)[wall], counted[door, wall] / truth_area(counted)[door]]
    assert [mistake.answer for mistake in ex02.share.mistakes if mistake.misconception] == swapped + turned


def test_no_two_numbers_of_the_first_question_are_taken_for_each_other():
    numbers = sorted([ex02.share.expected, *(mistake.answer for mistake in ex02.share.mistakes)])
    assert min(np.diff(numbers)) > ex02.share.near + ex02.share.close


@pytest.mark.parametrize(("num_classes", "fits"), [(2, True), (16, True), (17, False)])
def test_the_numbers_of_pairs_fit_into_a_byte_up_to_16_classes(num_classes, fits):
    assert (num_classes**2 - 1 <= np.iinfo(np.uint8).max) == fits


def test_swapping_gives_the_sums_that_the_colleague_got():
    truth, prediction = np.repeat([0, 1], 500)[None], np.repeat([0, 1], [900, 100])[None]
    swapped = confusion_matrix(prediction, truth, 2)
    assert truth_area(swapped).tolist() == [900, 100]
    assert prediction_area(swapped).tolist() == [500, 500]


def test_the_room_of_the_notebook_is_that_of_the_check():
    names = names_after("ex02", "solution")
    assert np.array_equal(names["truth"], ex02.amount.fixed["truth"])
    assert names["truth"].size == 36
    matrix = confusion_matrix(names["truth"], names["prediction"], 3)
    assert truth_area(matrix).tolist() == prediction_area(matrix).tolist()
    assert matrix[2, 2] == 0
