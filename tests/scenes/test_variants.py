"""Scenes in which one thing is changed, and the objects in them."""

import numpy as np
import pytest

from segmetrics_lab.labels import Palette
from segmetrics_lab.scenes import Scene, load, objects_of, with_less_background, with_painted_object

TWO = Palette(["wall", "crack"])


def scene_of(image, truth, palette=TWO, name="plain"):
    truth = np.asarray(truth, np.uint8)
    return Scene(name, np.asarray(image, np.uint8), truth, palette, source="", licence="", group="plain")


TRUTH = np.zeros((200, 200), np.uint8)
TRUTH[:20] = 255
TRUTH[100:120, 50:60] = 1
PLAIN = scene_of(np.zeros((200, 200)), TRUTH)


def test_a_quarter_of_the_background_is_kept_and_all_of_the_object():
    fewer = with_less_background(PLAIN, 0.25, seed=0).truth
    assert np.mean(fewer[TRUTH == 0] == 0) == pytest.approx(0.25, abs=0.01)
    assert set(np.unique(fewer[TRUTH == 0])) == {0, 255}
    assert np.array_equal(fewer == 1, TRUTH == 1)
    assert (fewer[TRUTH == 255] == 255).all()
    assert fewer.dtype == np.uint8


def test_all_of_the_background_or_none_can_be_kept():
    assert np.array_equal(with_less_background(PLAIN, 1, seed=0).truth, TRUTH)
    assert not np.any(with_less_background(PLAIN, 0, seed=0).truth == 0)


def test_the_seed_and_the_name_decide_what_is_left_out():
    first, other = with_less_background(PLAIN, 0.5, seed=0), scene_of(PLAIN.image, TRUTH, name="other")
    assert np.array_equal(with_less_background(PLAIN, 0.5, seed=0).truth, first.truth)
    assert not np.array_equal(with_less_background(PLAIN, 0.5, seed=1).truth, first.truth)
    assert not np.array_equal(with_less_background(other, 0.5, seed=0).truth, first.truth)
    assert first.image is PLAIN.image


def test_only_the_object_is_painted_and_stays_as_bright():
    image = [[[60, 90, 120], [10, 20, 30]], [[200, 220, 240], [1, 2, 3]]]
    painted = with_painted_object(scene_of(image, [[1, 0], [1, 255]]), (2, 0.5, 0.5))
    assert painted.image.tolist() == [[[180, 45, 45], [10, 20, 30]], [[255, 110, 110], [1, 2, 3]]]
    assert painted.image.dtype == np.uint8
    assert painted.truth.tolist() == [[1, 0], [1, 255]]


def test_a_grey_picture_comes_back_in_colour():
    painted = with_painted_object(scene_of([[40, 50]], [[0, 1]]), (0, 1, 2))
    assert painted.image.tolist() == [[[40, 40, 40], [0, 50, 100]]]


def test_pieces_that_touch_at_a_corner_are_one_object_and_those_of_two_scenes_never():
    first = scene_of(np.zeros((3, 4)), [[1, 0, 0, 1], [0, 1, 0, 255], [0, 0, 0, 1]])
    found = objects_of([first, scene_of(np.zeros((1, 1)), [[0]]), scene_of(np.zeros((1, 1)), [[1]])])
    assert [(number, np.argwhere(mask).tolist()) for number, mask in found] == [
        (0, [[0, 0], [1, 1]]),
        (0, [[0, 3]]),
        (0, [[2, 3]]),
        (2, [[0, 0]]),
    ]
    assert {mask.dtype for _, mask in found} == {np.dtype(bool)}


@pytest.mark.parametrize("kept", [20, -0.1, 1.01, float("nan"), True, "0.2", None])
def test_a_share_beyond_0_to_1_is_refused_with_a_way_out(kept):
    with pytest.raises(ValueError, match=r"0\.25 for a quarter"):
        with_less_background(PLAIN, kept, seed=0)


@pytest.mark.parametrize("color", [(1, 2), (1, 2, -1), (1, 2, float("nan")), (1, 2, 3, 4), 2])
def test_what_is_no_colour_is_refused_with_a_way_out(color):
    with pytest.raises(ValueError, match="three numbers"):
        with_painted_object(PLAIN, color)


@pytest.mark.parametrize(
    "change",
    [
        lambda scene: with_less_background(scene, 0.5, seed=0),
        lambda scene: with_painted_object(scene, (1, 1, 1)),
        lambda scene: objects_of([scene]),
    ],
)
def test_scenes_of_more_classes_and_other_things_are_refused_with_a_way_out(change):
    with pytest.raises(ValueError, match=r"must be two.*binary"):
        change(load("camera"))
    with pytest.raises(ValueError, match="must be a Scene"):
        change(TRUTH)
