"""What is a label map, and what the messages say about anything else."""

import numpy as np
import pytest

from segmetrics_lab.labels import (
    IGNORE_INDEX,
    MAX_CLASSES,
    LabelMapError,
    check_class_indices,
    check_label_map,
    check_num_classes,
    check_pair,
)
from segmetrics_lab.labels.label_map import check_ignore_index

MAP = np.array([[0, 1, 2], [2, 1, 0]])


def refusal(check, *arguments, **options):
    """What a check says to its caller when it refuses."""
    with pytest.raises(LabelMapError) as error:
        check(*arguments, **options)
    return str(error.value)


def test_a_mistake_about_label_maps_is_a_value_error():
    assert issubclass(LabelMapError, ValueError)
    assert (IGNORE_INDEX, MAX_CLASSES) == (255, 256)


# One label map


@pytest.mark.parametrize("dtype", ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", ">i4", ">u2"])
def test_integers_of_every_dtype_pass_as_they_are(dtype):
    label_map = MAP.astype(dtype)
    assert check_label_map(label_map) is label_map


def test_booleans_become_0_and_1_without_a_copy():
    mask = np.array([[True, False], [False, True]])
    label_map = check_label_map(mask)
    assert label_map.dtype == np.uint8
    assert label_map.tolist() == [[1, 0], [0, 1]]
    assert np.shares_memory(mask, label_map)


@pytest.mark.parametrize("mask", [np.eye(4, dtype=bool)[::2, ::-1], np.eye(4, dtype=bool).T])
def test_booleans_may_lie_in_memory_as_they_like(mask):
    assert check_label_map(mask).tolist() == mask.astype(int).tolist()


def test_a_stack_passes_only_where_it_is_allowed():
    stack = np.zeros((5, 2, 2), dtype=int)
    assert check_label_map(stack, stack_allowed=True) is stack
    message = refusal(check_label_map, stack)
    assert "label_map has shape (5, 2, 2), but a label map is (height, width). " in message
    assert "argmax" in message


@pytest.mark.parametrize(("width", "is_colour"), [(2, False), (3, True), (4, True), (5, False)])
def test_a_stack_of_three_or_four_columns_looks_like_colours(width, is_colour):
    stack = np.zeros((9, 8, width), dtype=np.uint8)
    if is_colour:
        assert f"{width} channels" in refusal(check_label_map, stack, stack_allowed=True)
    else:
        assert check_label_map(stack, stack_allowed=True) is stack


def test_a_stack_of_few_narrow_maps_is_not_a_picture_in_colours():
    stack = np.zeros((2, 9, 3), dtype=np.uint8)
    assert check_label_map(stack, stack_allowed=True) is stack


NO_LABEL_MAPS = {
    "a list": ([[0, 1]], ["of type list", "np.asarray(my_map)"]),
    "None": (None, ["of type NoneType"]),
    "a number": (3, ["of type int"]),
    "a scalar of numpy": (np.int64(3), ["of type int64"]),
    "masked": (np.ma.masked_equal(MAP, 0), ["masked array", "my_map.filled(255)"]),
    "floats": (MAP / 2, ["floats (float64)", "whole numbers", "np.rint", "argmax", "threshold"]),
    "half floats": (MAP.astype(np.float16), ["floats (float16)"]),
    "NaN": (np.array([[0, np.nan], [np.nan, 1]]), ["2 of them NaN", "decide what those pixels are"]),
    "complex": (MAP * 1j, ["complex128", "whole numbers"]),
    "objects": (MAP.astype(object), ["object", "astype(int)"]),
    "texts": (np.array([["a", "b"]]), ["<U1", "Palette.index_of"]),
    "records": (np.zeros((2, 2), dtype=[("r", "u1")]), ["whole numbers"]),
    "flat": (MAP.ravel(), ["(6,)", "(height, width)", "Reshape"]),
    "a single number": (np.array(3), ["()"]),
    "four axes": (MAP[None, None], ["(1, 1, 2, 3)", "argmax"]),
    "colours": (np.zeros((5, 6, 3), np.uint8), ["(5, 6, 3)", "mask in colours", "3 channels", "label_map_of"]),
    "colours and opacity": (np.zeros((5, 6, 4), np.uint8), ["(5, 6, 4)", "4 channels", "label_map_of"]),
    "empty": (np.zeros((0, 4), int), ["empty", "(0, 4)", "how it was read"]),
    "empty booleans": (np.zeros((4, 0), bool), ["empty", "(4, 0)"]),
}


@pytest.mark.parametrize(("value", "words"), NO_LABEL_MAPS.values(), ids=NO_LABEL_MAPS)
def test_what_is_not_a_label_map_is_called_by_its_name_and_refused_with_a_way_out(value, words):
    message = refusal(check_label_map, value, name="my_map")
    assert message.startswith("my_map ")
    assert not [word for word in words if word not in message], message


# Two of them


def test_a_pair_passes_with_dtypes_of_its_own():
    mask = np.array([[True, False]])
    truth, prediction = check_pair(mask, np.array([[7, 8]]))
    assert truth.tolist() == [[1, 0]]
    assert truth.dtype == np.uint8
    assert prediction.tolist() == [[7, 8]]


def test_a_pair_may_be_a_pair_of_stacks():
    stack = np.zeros((5, 2, 2), dtype=int)
    assert check_pair(stack, stack)[0] is stack


@pytest.mark.parametrize(
    ("truth", "prediction", "words"),
    [
        (MAP, MAP.T, ["truth has shape (2, 3)", "prediction (3, 2)", "nearest-neighbour", "interpolation"]),
        (MAP, MAP[:, :2], ["truth has shape (2, 3)", "prediction (2, 2)"]),
        (MAP, np.zeros((2, 3, 3), np.uint8), ["prediction has shape (2, 3, 3)", "mask in colours", "label_map_of"]),
        (np.zeros((2, 3, 4), np.uint8), MAP, ["truth has shape (2, 3, 4)", "mask in colours", "4 channels"]),
        (MAP, np.zeros((2, 3, 2), np.uint8), ["truth has shape (2, 3)", "prediction (2, 3, 2)"]),
        (MAP, MAP.tolist(), ["prediction is of type list"]),
        ([[0, 1], [1]], MAP, ["truth is of type list"]),
        (MAP, [[0, 1], [1]], ["prediction is of type list"]),
    ],
)
def test_two_maps_that_do_not_fit_are_refused_with_a_way_out(truth, prediction, words):
    message = refusal(check_pair, truth, prediction)
    assert not [word for word in words if word not in message], message


# Indices


@pytest.mark.parametrize("number", [2, 3, 255, 256, np.uint8(2), np.int64(256)])
def test_a_number_of_classes_becomes_an_int(number):
    assert type(check_num_classes(number)) is int
    assert check_num_classes(number) == number


@pytest.mark.parametrize("number", [1, 0, -1, 257, 10**30, True, False])
def test_a_number_of_classes_out_of_range_is_refused(number):
    message = refusal(check_num_classes, number)
    assert f"num_classes is {number!r}, but it must be a whole number from 2 to 256" in message
    assert "background" in message


@pytest.mark.parametrize("number", [2.0, "2", None, [2], np.array([2, 3])])
def test_a_number_of_classes_that_is_not_whole_is_refused(number):
    message = refusal(check_num_classes, number)
    assert f"num_classes is {number!r}, but it must be a whole number" in message
    assert "how many classes" in message


@pytest.mark.parametrize("ignore_index", [255, 0, -1, 10**9, np.int8(-1), None])
def test_any_whole_number_may_mark_ignored_pixels_or_none(ignore_index):
    assert check_ignore_index(ignore_index) == ignore_index


@pytest.mark.parametrize("ignore_index", [255.0, "255", (255,)])
def test_anything_else_marks_no_pixels(ignore_index):
    message = refusal(check_ignore_index, ignore_index)
    assert f"ignore_index is {ignore_index!r}, not a whole number" in message
    assert "None to score every pixel" in message


@pytest.mark.parametrize("label_map", [MAP, MAP.astype(np.uint8), MAP.astype(np.int8)[::-1], MAP[np.newaxis]])
def test_class_indices_pass_in_silence(label_map):
    assert check_class_indices(label_map, 3) is None


@pytest.mark.parametrize(
    ("label_map", "words"),
    [
        ([[0, 1], [2, 1]], ["label_map holds 1 scored pixel ", "0 to 1", "num_classes=2", "2 at row 1, column 0"]),
        ([[0, -1], [2, 1]], ["label_map holds 2 scored pixels ", "-1 at row 0, column 1"]),
        ([[[0, 1], [1, 0]], [[0, 7], [1, 0]]], ["1 scored pixel ", "7 at image 1, row 0, column 1"]),
    ],
)
def test_other_indices_are_counted_and_the_first_is_shown(label_map, words):
    message = refusal(check_class_indices, np.array(label_map), 2)
    assert not [word for word in words if word not in message], message


@pytest.mark.parametrize(
    ("name", "value", "way_out"),
    [
        ("truth", 9, "mark pixels that nobody scores with the ignore_index"),
        ("prediction", 255, "The truth alone decides which pixels are ignored"),
        ("prediction", 9, "find out where this value comes from"),
    ],
)
def test_the_way_out_depends_on_which_map_it_is(name, value, way_out):
    assert way_out in refusal(check_class_indices, np.array([[value]]), 2, name=name)


def test_only_scored_pixels_need_a_class():
    label_map = np.array([[9, 0], [9, 9]])
    scored = np.array([[False, True], [False, False]])
    assert check_class_indices(label_map, 2, scored=scored) is None
    scored = np.array([[False, True], [False, True]])
    assert "holds 1 scored pixel outside" in refusal(check_class_indices, label_map, 2, scored=scored)
    assert "9 at row 1, column 1" in refusal(check_class_indices, label_map, 2, scored=scored)


def test_checks_leave_what_they_check_alone():
    label_map, scored = np.array([[9, 0]]), np.array([[False, True]])
    label_map.flags.writeable = scored.flags.writeable = False
    check_class_indices(label_map, 2, scored=scored)
    assert (label_map.tolist(), scored.tolist()) == ([[9, 0]], [[False, True]])
