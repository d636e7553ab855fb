"""The numbers that the texts of exercise set 1 tell are true."""

import numpy as np

from segmetrics_lab.checks import ex01
from tests.checks.exercise_sets import names_after


def test_no_two_numbers_of_the_first_question_are_taken_for_each_other():
    numbers = sorted([ex01.ignored.expected, *(mistake.answer for mistake in ex01.ignored.mistakes)])
    assert min(np.diff(numbers)) > ex01.ignored.near + ex01.ignored.close


def neighbourhood_mean(label_map):
    wide = np.pad(label_map, 1, mode="edge")
    height, width = label_map.shape
    return np.mean([wide[r : r + height, c : c + width] for r in range(3) for c in range(3)], axis=0)


def test_a_blur_leaves_as_much_floor_wall_and_door_as_the_question_says():
    drawn = np.repeat([[0, 0, 0, 0, 2, 2, 2, 2]], 6, axis=0)
    assert np.bincount(drawn.ravel()).tolist() == [24, 0, 24]
    blurred = np.round(neighbourhood_mean(drawn)).astype(int)
    assert np.bincount(blurred.ravel()).tolist() == [18, 12, 18]
    assert np.sum(blurred != drawn) == 12


def test_the_nearest_neighbour_never_writes_a_wall_between_floor_and_door():
    drawn = np.repeat([[0, 0, 0, 0, 2, 2, 2, 2]], 6, axis=0)
    halved_and_back = drawn[::2, ::2].repeat(2, axis=0).repeat(2, axis=1)
    assert 1 not in halved_and_back


def test_the_solution_passes_the_test_of_the_colleague_and_is_spoiled():
    label_map = names_after("ex01", "solution")["label_map"]
    small = np.round(label_map.reshape(2, 2, 2, 2).mean(axis=(1, 3)))
    assert small.tolist() == [[2, 0], [0, 2]]
    assert 2 not in label_map[:2, :2]
    assert set(np.unique(small)) <= set(np.unique(label_map))
