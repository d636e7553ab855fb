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


@pytest.mark.parametrize("width", [3, 4])
@pytest.mark.parametrize("dtype", [np.uint8, np.int64])
def test_a_small_stack_of_narrow_maps_is_a_stack(width, dtype):
    stack = np.resize([0, 1, 1, 2, 255], (8, 8, width)).astype(dtype)
    assert check_label_map(stack, stack_allowed=True) is stack


@pytest.mark.parametrize(("width", "is_colour"), [(2, False), (3, True), (4, True), (5, False)])
@pytest.mark.parametrize("mask", [np.full((9, 8, 5), 128), np.ones((40, 32, 5), dtype=int)], ids=["bright", "large"])
def test_three_or_four_numbers_for_each_pixel_of_a_picture_are_channels(mask, width, is_colour):
    mask = mask[..., :width]
    if is_colour:
        assert f"{width} channels" in refusal(check_label_map, mask, stack_allowed=True)
    else:
        assert check_label_map(mask, stack_allowed=True) is mask


def test_of_channels_the_message_says_what_they_hold():
    classes = np.resize([0, 1, 2, 1], (40, 50))
    in_grey = np.repeat(classes[..., np.newaxis], 3, axis=2)
    assert "take one channel, truth[..., 0]" in refusal(check_label_map, in_grey, name="truth", stack_allowed=True)
    one_hot = np.eye(3, dtype=int)[classes]
    message = refusal(check_label_map, one_hot, name="truth", stack_allowed=True)
    assert "looks like one plane per class" in message
    assert "truth.argmax(axis=-1)" in message


def test_a_stack_of_few_narrow_maps_is_not_a_picture_in_colours():
    stack = np.full((2, 9, 3), 128, dtype=np.uint8)
    assert check_label_map(stack, stack_allowed=True) is stack


@pytest.mark.parametrize(("shape", "taken"), [((6, 8, 1), "[..., 0]"), ((1, 6, 8), "[0]"), ((5, 1, 6, 8), "[:, 0]")])
def test_an_axis_of_length_1_is_to_be_left_out(shape, taken):
    message = refusal(check_label_map, np.zeros(shape, dtype=int), name="my_map")
    assert f"One axis is 1 long: take my_map{taken}." in message


@pytest.mark.parametrize("name", ["truth", "my_map"])
@pytest.mark.parametrize("dtype", [bool, np.int8, np.int64])
def test_what_the_message_says_of_a_masked_map_makes_its_masked_pixels_ignored(name, dtype):
    masked = np.ma.array([[0, 1], [1, 0]], dtype=dtype, mask=[[0, 1], [1, 0]])
    assert f"{name}.astype(int).filled(255)" in refusal(check_label_map, masked, name=name)
    assert check_label_map(np.ma.filled(masked.astype(int), 255)).tolist() == [[0, 255], [255, 0]]


def test_a_masked_prediction_cannot_ignore_pixels_so_the_truth_is_to_do_it():
    masked = np.ma.masked_equal(MAP, 1)
    assert "truth[prediction.mask] = 255, and pass prediction.data" in refusal(
        check_label_map, masked, name="prediction"
    )


def test_a_masked_array_is_refused_even_where_nothing_is_masked():
    assert "masked array" in refusal(check_label_map, np.ma.array(MAP))


def test_a_subclass_of_arrays_becomes_a_plain_one_in_the_same_memory(tmp_path):
    on_disk = np.memmap(tmp_path / "map", dtype=np.uint8, mode="w+", shape=(2, 3))
    plain = check_label_map(on_disk)
    assert type(plain) is np.ndarray
    assert np.shares_memory(plain, on_disk)


NO_LABEL_MAPS = {
    "a list": ([[0, 1]], ["of type list", "np.asarray(my_map)"]),
    "None": (None, ["of type NoneType"]),
    "a number": (3, ["of type int"]),
    "a scalar of numpy": (np.int64(3), ["of type int64"]),
    "masked": (np.ma.masked_equal(MAP, 0), ["masked array", "my_map.astype(int).filled(255)"]),
    "floats": (MAP / 2, ["floats (float64)", "whole numbers", "np.rint", "argmax", "threshold"]),
    "half floats": (MAP.astype(np.float16), ["floats (float16)"]),
    "NaN": (np.array([[0, np.nan], [np.nan, 1]]), ["2 of them NaN", "decide what those pixels are"]),
    "complex": (MAP * 1j, ["complex128", "whole numbers"]),
    "objects": (MAP.astype(object), ["object", "astype(int)"]),
    "texts": (np.array([["a", "b"]]), ["<U1", "Palette.index_of"]),
    "records": (np.zeros((2, 2), dtype=[("r", "u1")]), ["whole numbers"]),
    "flat": (MAP.ravel(), ["(6,)", "(height, width)", "Reshape"]),
    "a single number": (np.array(3), ["()"]),
    "four axes": (MAP[None, None], ["(1, 1, 2, 3)", "take my_map[0]"]),
    "planes of pictures": (np.zeros((2, 3, 4, 5), int), ["(2, 3, 4, 5)", "argmax"]),
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


@pytest.mark.parametrize("ignore_index", [255.0, "255", (255,), True, False, np.False_, np.array([255])])
def test_anything_else_marks_no_pixels(ignore_index):
    message = refusal(check_ignore_index, ignore_index)
    assert f"ignore_index is {ignore_index!r}, but it must be a whole number: the value" in message
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
    assert way_out in refusal(check_class_indices, np.array([[value, 1]]), 2, name=name)


@pytest.mark.parametrize("name", ["truth", "prediction", "label_map"])
@pytest.mark.parametrize("mask", [[[0, 255]], [[255, 255]]])
def test_of_a_mask_in_black_and_white_the_message_says_how_it_becomes_classes(name, mask):
    message = refusal(check_class_indices, np.array(mask), 2, name=name)
    assert f"mask in black and white, 255 is the object: pass {name} == 255" in message


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
