"""What a scene refuses."""

import numpy as np
import pytest

from segmetrics_lab.labels import LabelMapError, Palette
from segmetrics_lab.scenes import Scene

PALETTE = Palette(["background", "object"])


def scene(image, truth):
    return Scene("toy", image, truth, PALETTE, source="here", licence="CC0", group="toy")


def test_a_scene_says_its_size_and_classes():
    toy = scene(np.zeros((2, 3), np.uint8), np.zeros((2, 3), np.uint8))
    assert repr(toy) == "<Scene toy: 2 by 3 pixels; background, object>"


@pytest.mark.parametrize(
    ("image", "truth", "words"),
    [
        (np.zeros((2, 3), np.uint8), np.zeros((3, 2), np.uint8), r"image has shape \(2, 3\).*truth has shape \(3, 2\)"),
        (np.zeros((2, 3)), np.zeros((2, 3), np.uint8), "dtype float64.*uint8 image"),
        (np.zeros((2, 3, 4), np.uint8), np.zeros((2, 3), np.uint8), "three channels"),
        (np.zeros((2, 3), np.uint8), np.full((2, 3), 2), "truth holds 6 scored pixels outside"),
        (np.zeros((2, 3), np.uint8), np.zeros((2, 3)), "truth holds floats"),
    ],
)
def test_image_and_truth_must_fit_together(image, truth, words):
    with pytest.raises(LabelMapError, match=words):
        scene(image, truth)


def test_ignored_pixels_belong_to_no_class_and_are_welcome():
    truth = np.array([[0, 1, 255]])
    assert scene(np.zeros((1, 3, 3), np.uint8), truth).truth is truth


# Two classes out of many

ANIMALS = Palette(["meadow", "cow", "dog", "bird"])
FARM = Scene(
    "farm",
    np.zeros((2, 3, 3), np.uint8),
    np.array([[0, 1, 2], [3, 255, 1]], np.uint8),
    ANIMALS,
    source="here",
    licence="CC0",
    group="farm",
)


def test_the_named_classes_become_one_and_all_others_the_other():
    found = FARM.binary("cow", "dog", name="mammal")
    assert found.truth.tolist() == [[0, 1, 1], [0, 255, 1]]
    assert found.truth.dtype == np.uint8
    assert found.palette == Palette(["not mammal", "mammal"])


def test_a_scene_of_two_classes_keeps_all_else_and_leaves_the_first_one_alone():
    found = FARM.binary("cow", name="cow")
    assert (found.image is FARM.image, found.name, found.group) == (True, "farm", "farm")
    assert (found.source, found.licence) == ("here", "CC0")
    assert FARM.truth.tolist() == [[0, 1, 2], [3, 255, 1]]
    assert not found.truth.flags.writeable


def test_a_class_that_the_scene_does_not_show_leaves_class_1_empty():
    empty = Scene("e", np.zeros((1, 2), np.uint8), np.array([[0, 255]]), ANIMALS, source="", licence="", group="e")
    assert empty.binary("dog", name="dog").truth.tolist() == [[0, 255]]


def test_truths_of_booleans_count_as_0_and_1():
    toy = scene(np.zeros((1, 2), np.uint8), np.array([[True, False]]))
    assert toy.binary("background", name="free").truth.tolist() == [[0, 1]]


@pytest.mark.parametrize(
    ("class_names", "words"),
    [
        (["hen"], r"no class is called 'hen'. The classes are: meadow, cow, dog, bird\.$"),
        (["cow", "brid"], r"no class is called 'brid'.*Did you mean 'bird'\?"),
        (["Cow"], r"no class is called 'Cow'.*Did you mean 'cow'\?"),
        ([["cow", "dog"]], r"no class is called \['cow', 'dog'\]"),
        ([], "no class to become 'x'.*meadow, cow, dog, bird.*leave out the rest"),
        (["dog", "cow", "meadow", "bird"], "dog, cow, meadow, bird to become 'x'.*leave out the rest"),
    ],
)
def test_what_does_not_make_two_classes_is_refused_with_a_way_out(class_names, words):
    with pytest.raises(LabelMapError, match=words):
        FARM.binary(*class_names, name="x")
