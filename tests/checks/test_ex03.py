"""The numbers that the texts of exercise set 3 tell are true."""

import numpy as np
import pytest

from segmetrics_lab.checks import ex03
from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy, recall_per_class
from tests.checks.exercise_sets import names_after


def slid(size, right, down, image=10):
    """The matrix of a square in the middle of an image that was slid."""
    start = (image - size) // 2
    drawn = np.zeros((image, image), dtype=int)
    drawn[start : start + size, start : start + size] = 1
    return confusion_matrix(drawn, np.roll(drawn, (down, right), axis=(0, 1)), 2)


def test_the_square_slid_aside_and_down_has_the_scores_that_are_told_apart():
    matrix = slid(5, 1, 1)
    iou, share = iou_per_class(matrix)[1], recall_per_class(matrix)[1]
    assert iou == ex03.shifted.expected
    example, only_aside = iou_per_class(slid(2, 1, 1))[1], iou_per_class(slid(5, 1, 0))[1]
    right = [16 / (25 + 25), pixel_accuracy(matrix), share, example, only_aside, 1 - iou, 16 / 18, 16 / 100, 1 / iou]
    assert [mistake.answer for mistake in ex03.shifted.mistakes][:9] == pytest.approx(right)


def test_a_square_may_be_told_to_two_decimals_and_no_other_number_is_as_near():
    assert all(ex03.shifted.judge(round(16 / 34, digits)).outcome == "correct" for digits in (2, 3, 4))
    assert all(ex03.shifted.judge(number).outcome == "not yet" for number in (0.46, 0.48, 9 / 23, 0.5, 15 / 35))


def test_an_iou_of_one_half_is_a_dice_of_two_thirds():
    assert f"is {2 * 0.5 / (1 + 0.5):.2f} here" in ex03.half.options["d"].why


def test_the_solution_of_the_two_winners_misses_and_adds_what_its_comments_say():
    names = names_after("ex03", "solution")
    truth = np.zeros((10, 10), dtype=int)
    truth[2:7, 2:7] = 1
    errors = [confusion_matrix(truth, names[name], 2) for name in ("first", "second")]
    assert [(int(matrix[1, 0]), int(matrix[0, 1])) for matrix in errors] == [(15, 5), (5, 22)]


def test_the_too_small_and_the_too_large_one_of_the_lesson_do_not_answer_the_exercise():
    small, large = np.zeros((2, 10, 10), dtype=int)
    small[3:6, 3:6], large[1:8, 1:8] = 1, 1
    assert ex03.fool.judge(small, large).outcome == "not yet"
