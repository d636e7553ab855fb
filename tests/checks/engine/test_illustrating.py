"""Label maps of a case become pictures with words; what looks like none is left out."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.cases import drawn, mask
from segmetrics_lab.checks.engine.illustrating import illustrate, is_map

TRUTH, PREDICTION = mask("##."), mask("#.#")
CLASSES = drawn("012", "0?2")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (TRUTH, True),
        (CLASSES, True),
        (np.full((2, 2), 255, np.uint8), True),
        (np.array([[7]]), True),
        (np.array([[8]]), False),
        (np.array([[-1]]), False),
        (np.array([[0.5]]), False),
        (np.array([1, 0]), False),
        (np.zeros((0, 3), int), False),
        ([[0, 1]], False),
        (None, False),
    ],
)
def test_a_map_is_an_array_of_few_classes_in_two_dimensions(value, expected):
    assert is_map(value) is expected


def words(**values):
    return [(caption, picture.alt) for caption, picture in illustrate(values.keys(), values.values())]


ONE_PAIR = [
    ("truth", "1 False, 2 True"),
    ("prediction", "1 False, 2 True"),
    ("disagreement", "1 pixel missed (33 % of scored), 1 extra, 0 swapped"),
]


def test_booleans_are_counted_as_such_because_they_need_not_be_pixels():
    assert words(is_right=np.array([[True, False, True]])) == [("is_right", "1 False, 2 True")]


def test_two_maps_of_one_shape_are_drawn_with_where_they_disagree():
    assert words(truth=TRUTH, prediction=PREDICTION) == ONE_PAIR


@pytest.mark.parametrize(
    ("prediction", "shown"),
    [
        (mask("#."), ["truth", "prediction"]),
        (drawn("?11"), ["truth", "prediction"]),
        (0.5, ["truth"]),
        (np.array([0.5]), ["truth"]),
    ],
)
def test_what_cannot_be_compared_is_not(prediction, shown):
    assert [caption for caption, _ in words(truth=TRUTH, prediction=prediction)] == shown


def test_a_prediction_ignores_nothing_where_it_says_255_it_is_undecided():
    counted = "pixels: 2 of class 0, 1 of class 1, 2 of class 2, 1"
    assert words(prediction=CLASSES) == [("prediction", f"{counted} undecided")]
    (_, in_truth), (_, claimed) = illustrate(["truth", "prediction"], [CLASSES, CLASSES])[:2]
    assert np.any(in_truth.image != claimed.image)


def test_ignored_pixels_are_told_beside_the_classes():
    assert words(truth=CLASSES) == [("truth", "pixels: 2 of class 0, 1 of class 1, 2 of class 2, 1 ignored")]


@pytest.mark.parametrize("as_stack", [list, tuple, np.stack])
def test_of_several_images_each_is_drawn_with_its_number(as_stack):
    maps = {"truth": as_stack([TRUTH, TRUTH]), "prediction": as_stack([PREDICTION, PREDICTION])}
    assert words(**maps) == [(f"{name}, image {at}", alt) for at in (0, 1) for name, alt in ONE_PAIR]


def test_of_many_images_the_first_four_are_drawn():
    assert [caption for caption, _ in words(truth=[TRUTH] * 6)] == [f"truth, image {at}" for at in range(4)]


@pytest.mark.parametrize(("width", "shape"), [(3, (132, 396, 3)), (100, (4, 400, 3)), (200, (2, 400, 3))])
def test_a_pixel_becomes_a_square_as_large_as_fits(width, shape):
    ((_, picture),) = illustrate(["truth"], [np.zeros((1, width), bool)])
    assert picture.image.shape == shape
    assert picture.width_px == shape[1] / 2
