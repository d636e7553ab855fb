"""What a scene refuses."""

import copy
import pickle

import numpy as np
import pytest

from segmetrics_lab.labels import LabelMapError, Palette
from segmetrics_lab.scenes import Scene

PALETTE = Palette(["background", "object"])
WORDS = {"name": "toy", "source": "here", "licence": "CC0", "group": "toy"}
GREY = np.zeros((2, 3), np.uint8)


def scene(image, truth, **changed):
    return Scene(**{**WORDS, "image": image, "truth": truth, "palette": PALETTE, **changed})


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
        (GREY, GREY.astype(object), "truth holds values of dtype object"),
        (GREY, np.zeros((2, 3, 2), np.uint8), "truth has shape.*argmax"),
        (GREY, np.ma.masked_array(GREY, mask=True), "truth is a masked array"),
        (np.ma.masked_array(GREY, mask=True), GREY, r"image is of type MaskedArray.*image\.filled"),
        (GREY.tolist(), GREY, "image is of type list.*np.array"),
        (GREY, GREY.tolist(), "truth is of type list"),
    ],
)
def test_image_and_truth_must_fit_together(image, truth, words):
    with pytest.raises(LabelMapError, match=words):
        scene(image, truth)


@pytest.mark.parametrize(
    ("object_ids", "words"),
    [
        (np.zeros((3, 2), int), r"object_ids has shape \(3, 2\), but truth has shape \(2, 3\)"),
        (np.zeros((2, 3)), "object_ids holds floats"),
        (np.ma.masked_array(GREY, mask=True), "object_ids is a masked array"),
    ],
)
def test_numbers_of_objects_must_fit_too(object_ids, words):
    with pytest.raises(LabelMapError, match=words):
        scene(GREY, GREY, object_ids=object_ids)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": 3}, "name is 3, but it must be a text that is not blank"),
        ({"group": " "}, "group is ' '"),
        ({"group": 7}, "group is 7"),
        ({"licence": None}, "licence is None, but it must be a text.$"),
        ({"palette": ["background", "object"]}, r"palette is \['background', 'object'\], but it must be a Palette"),
    ],
)
def test_words_and_palette_are_checked_when_the_scene_is_made(changed, words):
    with pytest.raises(ValueError, match=words):
        scene(GREY, GREY, **changed)


def test_a_scene_keeps_copies_and_the_given_arrays_stay_those_of_the_caller():
    image, truth, ids = (np.zeros((2, 3), dtype) for dtype in (np.uint8, np.int64, np.uint16))
    toy = scene(image, truth, object_ids=ids)
    for given in (image, truth, ids):
        given[0, 0] = 1
    for kept, dtype in ((toy.image, np.uint8), (toy.truth, np.int64), (toy.object_ids, np.uint16)):
        assert (kept[0, 0], kept.dtype) == (0, dtype)


def test_a_view_of_a_read_only_array_does_not_reach_the_scene_either():
    truth = np.zeros((2, 3), np.uint8)
    view = truth[:]
    truth.setflags(write=False)
    toy = scene(GREY, truth)
    view[0, 0] = 1
    assert toy.truth.max() == 0


def test_a_scene_that_was_copied_or_came_from_another_process_owns_its_arrays_too():
    for found in (copy.deepcopy(FARM), pickle.loads(pickle.dumps(FARM))):
        assert (found.name, found.palette, found.truth.tolist()) == ("farm", ANIMALS, FARM.truth.tolist())
        assert not found.image.flags.writeable
        with pytest.raises(ValueError, match="cannot set WRITEABLE flag"):
            found.truth.setflags(write=True)


def test_nobody_can_make_the_arrays_of_a_scene_writable():
    with pytest.raises(ValueError, match="cannot set WRITEABLE flag"):
        scene(GREY, GREY).truth.setflags(write=True)


def test_ignored_pixels_belong_to_no_class_and_are_welcome():
    assert scene(np.zeros((1, 3, 3), np.uint8), np.array([[0, 1, 255]])).truth.tolist() == [[0, 1, 255]]
    assert scene(GREY, np.full_like(GREY, 255)).truth.min() == 255


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


def test_one_class_keeps_its_colour_and_several_get_that_of_any_object():
    plain = Palette(["rest", "object"]).colors
    assert FARM.binary("dog", name="pet").palette.colors == (plain[0], ANIMALS.colors[ANIMALS.index_of("dog")])
    assert FARM.binary("cow", "dog", name="mammal").palette.colors == plain
    assert FARM.binary(ANIMALS.names[0], name="other").palette.colors == plain  # its own is that of the background


def test_a_class_that_the_scene_does_not_show_leaves_class_1_empty():
    empty = Scene("e", np.zeros((1, 2), np.uint8), np.array([[0, 255]]), ANIMALS, source="", licence="", group="e")
    assert empty.binary("dog", name="dog").truth.tolist() == [[0, 255]]


def test_truths_of_booleans_count_as_0_and_1():
    toy = scene(np.zeros((1, 2), np.uint8), np.array([[True, False]]))
    assert toy.truth.dtype == np.uint8
    assert toy.binary("background", name="free").truth.tolist() == [[0, 1]]


@pytest.mark.parametrize(
    ("class_names", "words"),
    [
        (["hen"], r"^in the scene 'farm', no class is called 'hen'. The classes are: meadow, cow, dog, bird\.$"),
        (["cow", "brid"], r"no class is called 'brid'.*Did you mean 'bird'\?"),
        (["Cow"], r"no class is called 'Cow'.*Did you mean 'cow'\?"),
        ([["cow", "dog"]], r"no class is called \['cow', 'dog'\]"),
        ([], "no class to become 'x'.*scene 'farm'.*meadow, cow, dog, bird.*leave out the rest"),
        (["dog", "cow", "meadow", "bird"], "dog, cow, meadow, bird to become 'x'.*leave out the rest"),
    ],
)
def test_what_does_not_make_two_classes_is_refused_with_a_way_out(class_names, words):
    with pytest.raises(LabelMapError, match=words):
        FARM.binary(*class_names, name="x")


@pytest.mark.parametrize("name", ["", 3, None])
def test_the_one_class_needs_a_name(name):
    with pytest.raises(ValueError, match=f"name is {name!r}, but it must be a text"):
        FARM.binary("cow", name=name)
