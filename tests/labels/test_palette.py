"""The palette: names, colours and letters, to colours and back."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from segmetrics_lab.labels import IGNORE_COLOR, LabelMapError, Palette
from segmetrics_lab.labels.palette import SAFE_COLORS

ROAD = Palette(["road", "car", "person"], ["#000000", (255, 0, 0), "#0080ff"])


def refusal(call, *arguments, **options):
    """What a palette says to its caller when it refuses."""
    with pytest.raises(LabelMapError) as error:
        call(*arguments, **options)
    return str(error.value)


# Names, colours, letters, background


def test_a_palette_knows_its_classes_in_the_order_of_their_indices():
    assert ROAD.num_classes == 3
    assert ROAD.names == ("road", "car", "person")
    assert ROAD.colors == ((0, 0, 0), (255, 0, 0), (0, 128, 255))
    assert [ROAD.index_of(name) for name in ("road", "car", "person")] == [0, 1, 2]


def test_a_name_that_no_class_has_is_answered_with_those_there_are():
    assert (
        refusal(ROAD.index_of, "Car")
        == "no class is called 'Car'. The classes are: road, car, person. Did you mean 'car'?"
    )


@pytest.mark.parametrize("name", [1, True, None, ["car"], np.array(["car", "road"])])
def test_what_is_not_a_name_is_answered_with_the_names_there_are(name):
    assert refusal(ROAD.index_of, name).endswith("The classes are: road, car, person.")


def test_names_and_colours_may_come_one_by_one():
    palette = Palette((name for name in ("a", "b")), (color for color in ("#000000", "#ffffff")))
    assert palette.names == ("a", "b")
    assert palette.colors == ((0, 0, 0), (255, 255, 255))


def test_what_comes_from_numpy_is_kept_as_plain_texts_and_numbers():
    palette = Palette(np.array(["a", "b"]), np.array([[1, 2, 3], [4, 5, 6]], dtype=np.uint8), np.int64(1))
    assert [type(name) for name in palette.names] == [str, str]
    assert [type(channel) for channel in palette.colors[0]] == [int, int, int]
    assert type(palette.background) is int


def test_a_palette_can_be_compared_and_hashed_but_not_changed():
    same = Palette(("road", "car", "person"), [(0, 0, 0), "#ff0000", [0, 128, 255]])
    assert same == ROAD
    assert hash(ROAD) == hash(same)
    assert Palette(ROAD.names, ROAD.colors, background=None) != ROAD
    with pytest.raises(FrozenInstanceError):
        ROAD.names = ("a", "b", "c")


def test_up_to_8_classes_have_colours_that_differ_for_colour_blind_eyes():
    palette = Palette([*"abcdefgh"])
    assert palette.colors[:2] == ((0x4A, 0x4D, 0x54), (0xF8, 0xB7, 0x17))
    assert len(set(palette.colors)) == len(SAFE_COLORS) == 8
    assert "9 classes need colours of their own: only 8" in refusal(Palette, [*"abcdefghi"])


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["table", "cup"], ("T", "C")),
        (["car", "cat", "cab"], ("C", "A", "B")),
        (["a", "A", "aa"], ("A", "B", "C")),
        (["3 lanes", "4 lanes"], ("3", "4")),
        (["background", "class 1", "class 2"], ("B", "1", "2")),
        (["über", "ß", "道"], ("Ü", "S", "道")),
        (["1", "2", "11"], ("1", "2", "A")),
    ],
)
def test_each_class_has_a_letter_that_no_class_before_it_has(names, letters):
    assert Palette(names).letters == letters


def test_even_256_names_that_begin_alike_have_letters_of_their_own():
    colors = [(level, 0, 0) for level in range(256)]
    letters = Palette([f"class {number}" for number in range(256)], colors).letters
    assert len(set(letters)) == 256
    assert all(len(letter) == 1 and letter.isalnum() for letter in letters)
    assert letters[:12] == (*"0123456789", "C", "L")


@pytest.mark.parametrize("background", [0, 2, None])
def test_the_background_is_a_class_or_none(background):
    assert Palette(["a", "b", "c"], background=background).background == background


@pytest.mark.parametrize(
    ("names", "background"),
    [(["cat", "background", "dog"], 1), (["cat", "Background"], 1), (["_background_", "cat"], 0), (["cat", "dog"], 0)],
)
def test_the_class_called_background_is_the_background_unless_told_otherwise(names, background):
    assert Palette(names).background == background
    assert Palette(names, background=0).background == 0
    assert Palette(names, background=None).background is None


def test_the_background_is_the_first_class_unless_said_otherwise():
    assert Palette(["a", "b"]).background == 0


BAD_PALETTES = {
    "one class": ((["car"],), ["names", "1 classes", "2 to 256"]),
    "no class": (([],), ["names", "0 classes", "2 to 256"]),
    "a text alone": (("car",), ["names is of type str", "list", "order of the class indices"]),
    "a number": ((2,), ["names is of type int", "list"]),
    "nothing": ((None,), ["names is of type NoneType", "list"]),
    "a line break": ((["car", "ro\nad"],), ["names holds 'ro\\nad'", "no line breaks"]),
    "a set": (({"car", "road"},), ["names is of type set", "order"]),
    "a dict": (({"road": "#000", "car": "#f00"},), ["names is of type dict", "list(colors.values())"]),
    "truth values": (([False, True],), ["names", "(False, True)", "list of texts"]),
    "bytes": (([b"car", b"road"],), ["names", "list of texts"]),
    "257 classes": (([str(number) for number in range(257)],), ["names", "257 classes", "2 to 256"]),
    "a name twice": ((["car", "road", "car"],), ["names", "car", "more than once"]),
    "two names twice": ((["b", "a", "b", "a"],), ["a, b more than once"]),
    "a name twice but for a space": ((["car", "road", "car "],), ["names", "car", "more than once"]),
    "an empty name": ((["car", " "],), ["names", "list of texts"]),
    "a number as name": ((["car", 3],), ["names", "('car', 3)", "list of texts"]),
    "too few colours": ((["a", "b"], ["#000000"]), ["2 names", "1 colors", "one colour per class"]),
    "too many colours": ((["a", "b"], ["#000", "#111", "#222"]), ["2 names", "3 colors"]),
    "a colour twice": ((["a", "b"], ["#ff0000", (255, 0, 0)]), ["colors", "differ"]),
    "the ignored grey": ((["a", "b"], ["#000000", "#e0e0e0"]), ["colors", "#e0e0e0", "ignored"]),
    "no colour name": ((["a", "b"], ["#000000", "blurple"]), ["'blurple'", "not a colour", "#rrggbb"]),
    "a hex of 5 digits": ((["a", "b"], ["#000000", "#12345"]), ["'#12345'", "not a colour"]),
    "an opacity": ((["a", "b"], ["#000000", "#11223380"]), ["not a colour", "#rrggbb"]),
    "two channels": ((["a", "b"], ["#000000", (1, 2)]), ["(1, 2)", "not a colour"]),
    "beyond 255": ((["a", "b"], ["#000000", (0, 256, 0)]), ["(0, 256, 0)", "0 to 255"]),
    "below 0": ((["a", "b"], ["#000000", (0, -1, 0)]), ["(0, -1, 0)", "0 to 255"]),
    "shares of 1": ((["a", "b"], [(0.0, 0.0, 0.0), (0.5, 0.9, 1.0)]), ["not a colour", "0 to 255"]),
    "truth values as channels": (
        (["a", "b"], ["#000000", (True, False, True)]),
        ["(True, False, True)", "not a colour"],
    ),
    "a set of channels": ((["a", "b"], ["#000000", {1, 2, 3}]), ["{1, 2, 3}", "not a colour"]),
    "a text of channels beyond 255": ((["a", "b"], ["#000000", "rgb(300, 0, 0)"]), ["not a colour", "0 to 255"]),
    "a set of colours": ((["a", "b"], {"#000000", "#ff0000"}), ["colors is of type set", "order"]),
    "colours by name": (
        (["a", "b"], {"a": "#000000", "b": "#ff0000"}),
        ["colors is of type dict", "list(colors.values())"],
    ),
    "one colour for all": ((["a", "b"], "#ff0000"), ["colors is of type str"]),
    "masked channels": (
        (["a", "b"], np.ma.array([[0, 0, 0], [1, 2, 3]], mask=[[0, 0, 0], [0, 0, 1]])),
        ["not a colour"],
    ),
    "a colour of None": ((["a", "b"], ["#000000", None]), ["None", "not a colour"]),
    "a background beyond": ((["a", "b"], None, 2), ["background is 2", "0 to 1", "None"]),
    "a negative background": ((["a", "b"], None, -1), ["background is -1", "0 to 1"]),
    "a truth value as background": ((["a", "b"], None, True), ["background is True", "0 to 1", "None"]),
    "a float as background": ((["a", "b"], None, 1.0), ["background is 1.0", "0 to 1"]),
    "a background by name": ((["a", "b"], None, "a"), ["background is 'a'", "0 to 1"]),
}


@pytest.mark.parametrize(("arguments", "words"), BAD_PALETTES.values(), ids=BAD_PALETTES)
def test_what_cannot_become_a_palette_is_refused_with_a_way_out(arguments, words):
    message = refusal(Palette, *arguments)
    assert not [word for word in words if word not in message], message


# To colours


def test_each_pixel_gets_the_colour_of_its_class_and_ignored_ones_light_grey():
    picture = ROAD.colorize(np.array([[0, 1], [2, 255]]))
    assert picture.dtype == np.uint8
    assert picture.tolist() == [[[0, 0, 0], [255, 0, 0]], [[0, 128, 255], [224, 224, 224]]]
    assert IGNORE_COLOR == (224, 224, 224)


@pytest.mark.parametrize("dtype", ["?", "i1", "i8", "u2", "u8", ">i4"])
def test_label_maps_of_any_dtype_can_be_coloured(dtype):
    label_map = np.array([[0, 1]]).astype(dtype)
    assert ROAD.colorize(label_map).tolist() == [[[0, 0, 0], [255, 0, 0]]]


@pytest.mark.parametrize(
    ("label_map", "words"),
    [
        ([[0, 3], [3, 0]], ["2 scored pixels", "0 to 2", "first is 3 at row 0, column 1"]),
        ([[0, -1]], ["1 scored pixel ", "first is -1 at row 0, column 1"]),
        ([[0, 256]], ["first is 256"]),
        ([[0, 254]], ["first is 254"]),
        ([0, 1], ["label_map", "(2,)", "(height, width)"]),
        ([[[0, 1]]], ["label_map", "(1, 1, 2)", "(height, width)"]),
        ([[0.0, 1.0]], ["label_map", "float64"]),
        (np.zeros((0, 2), int), ["label_map", "empty"]),
    ],
)
def test_what_holds_other_than_classes_cannot_be_coloured(label_map, words):
    message = refusal(ROAD.colorize, np.array(label_map))
    assert not [word for word in words if word not in message], message


def test_among_256_classes_255_is_painted_as_the_class_it_is():
    palette = Palette([str(number) for number in range(256)], [(level, 0, 1) for level in range(256)])
    assert palette.colorize(np.array([[255, 0]])).tolist() == [[[255, 0, 1], [0, 0, 1]]]


# And back


def test_colours_are_read_back_as_the_classes_that_have_them():
    mask = np.array([[[0, 0, 0], [255, 0, 0]], [[0, 128, 255], [224, 224, 224]]], dtype=np.uint8)
    label_map = ROAD.label_map_of(mask)
    assert label_map.dtype == np.uint8
    assert label_map.tolist() == [[0, 1], [2, 255]]


@settings(max_examples=200, deadline=None, database=None)
@given(
    st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=2, max_size=30, unique=True),
    st.integers(0, 2**32),
)
def test_a_coloured_label_map_is_read_back_as_it_was(colors, seed):
    colors = [color for color in colors if color != (224, 224, 224)] + [(1, 2, 224), (224, 1, 2)]
    colors = list(dict.fromkeys(colors))
    palette = Palette([str(number) for number in range(len(colors))], colors)
    label_map = np.random.default_rng(seed).choice([*range(len(colors)), 255], (5, 7))
    assert palette.label_map_of(palette.colorize(label_map)).tolist() == label_map.tolist()


def test_colours_that_differ_in_one_channel_only_are_told_apart():
    colors = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 128, 0), (0, 0, 128), (0, 0, 2), (0, 2, 0)]
    palette = Palette([*"abcdefg"], colors)
    assert palette.label_map_of(np.array([colors], dtype=np.uint8)).tolist() == [[0, 1, 2, 3, 4, 5, 6]]


def test_an_opaque_fourth_channel_changes_nothing():
    mask = np.array([[[0, 0, 0, 255], [255, 0, 0, 255]]], dtype=np.uint8)
    assert ROAD.label_map_of(mask).tolist() == [[0, 1]]


def test_a_mask_may_be_read_only_and_lie_in_memory_as_it_likes():
    mask = np.array([[[0, 0, 0], [255, 0, 0]], [[0, 128, 255], [0, 0, 0]]], dtype=np.uint8)
    turned = np.asfortranarray(mask).transpose(1, 0, 2)[::-1]
    turned.flags.writeable = False
    assert ROAD.label_map_of(turned).tolist() == [[1, 0], [0, 2]]


BLURRED = np.array([[[0, 0, 0], [127, 0, 0]], [[255, 0, 0], [1, 2, 3]]], dtype=np.uint8)
GREY = np.zeros((2, 2), dtype=np.uint8)
NO_MASKS = {
    "mixed colours": (BLURRED, ["2 pixels", "#7f0000 at row 0, column 1", "#ff0000 car", "#0080ff person", "JPEG"]),
    "a border of one colour": (
        np.array([[[0, 0, 0], [224, 224, 192]], [[255, 0, 0], [224, 224, 192]]], dtype=np.uint8),
        ["2 pixels", "#e0e0c0 at row 0, column 1", "mask[(mask == (224, 224, 192)).all(axis=-1)] = (224, 224, 224)"],
    ),
    "indices in all channels": (
        np.array([[[0, 0, 0], [1, 1, 1]], [[2, 2, 2], [255, 255, 255]]], dtype=np.uint8),
        ["#010101", "hold class indices", "take one channel, mask[..., 0]"],
    ),
    "black and white": (
        np.array([[[0, 0, 0], [255, 255, 255]]], dtype=np.uint8),
        ["#ffffff", "mask in black and white", "mask[..., 0] == 255"],
    ),
    "masked": (np.ma.array(np.zeros((2, 2, 3), np.uint8), mask=True), ["masked array", "Fill them with a colour"]),
    "transparent pixels": (np.zeros((1, 1, 4), np.uint8), ["transparent", "Fill them"]),
    "no colours": (GREY, ["uint8 array (height, width, 3)", "(2, 2)", 'convert("RGB")', "is a label map already"]),
    "two channels": (np.zeros((2, 2, 2), np.uint8), ["(height, width, 3)", "(2, 2, 2)"]),
    "int64": (np.zeros((2, 2, 3), int), ["uint8"]),
    "floats": (np.zeros((2, 2, 3)), ["uint8"]),
    "a list": ([[[0, 0, 0]]], ["uint8 array", "list", "(1, 1, 3)"]),
    "a PIL image": (Image.new("RGB", (2, 1)), ["uint8 array", "Image", "np.array("]),
    "None": (None, ["uint8 array", "NoneType"]),
}


@pytest.mark.parametrize(("mask", "words"), NO_MASKS.values(), ids=NO_MASKS)
def test_what_is_not_a_mask_in_these_colours_is_refused_with_a_way_out(mask, words):
    message = refusal(ROAD.label_map_of, mask)
    assert not [word for word in words if word not in message], message


def test_a_mask_in_another_dtype_is_told_its_dtype():
    assert "int64" in refusal(ROAD.label_map_of, np.zeros((2, 2, 3), dtype=np.int64))


def test_one_pixel_of_no_class_is_counted_in_the_singular():
    mask = np.array([[[0, 0, 0], [9, 9, 9]]], dtype=np.uint8)
    assert "holds 1 pixel " in refusal(ROAD.label_map_of, mask)


def test_painting_and_reading_leave_their_arguments_alone():
    label_map = np.array([[0, 255]])
    picture = ROAD.colorize(label_map)
    ROAD.label_map_of(picture)
    assert label_map.tolist() == [[0, 255]]
    assert picture.tolist() == [[[0, 0, 0], [224, 224, 224]]]


@pytest.mark.parametrize("value", [0, 255])
def test_the_way_out_of_a_border_of_one_colour_leads_to_ignored_pixels(value):
    mask = np.full((2, 2, 3), value, dtype=np.uint8)
    mask[0] = (224, 224, 192)
    mask[(mask == (224, 224, 192)).all(axis=-1)] = (224, 224, 224)
    palette = Palette(["a", "b"], ["#000000", "#ffffff"])
    assert palette.label_map_of(mask).tolist() == [[255, 255], [value // 255] * 2]


def test_only_where_indices_stand_in_all_channels_the_message_says_so():
    mask = np.array([[[0, 0, 0], [1, 1, 1]], [[9, 9, 9], [7, 7, 7]]], dtype=np.uint8)
    message = refusal(ROAD.label_map_of, mask)
    assert "channel" not in message
    assert "JPEG" in message
