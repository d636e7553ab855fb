"""The overlay: classes tinted and outlined over a photograph."""

import numpy as np
import pytest

from segmetrics_lab.labels import LabelMapError, Palette
from segmetrics_lab.pictures import overlay

PALETTE = Palette(["table", "cup"], ["#000000", "#dd0000"])


def square(size, first, last):
    label_map = np.zeros((size, size), dtype=int)
    label_map[first:last, first:last] = 1
    return label_map


def test_from_outside_to_inside_come_photograph_rim_line_and_tint():
    image = np.full((64, 64), 100, dtype=np.uint8)
    drawn = overlay(image, square(64, 10, 30), PALETTE).image
    photograph, rim, line, tint = [100] * 3, [255] * 3, [221, 0, 0], [148, 60, 60]
    assert drawn[20, 8:15].tolist() == [photograph, photograph, rim, line, line, tint, tint]
    assert drawn[20, 25:32].tolist() == [tint, tint, line, line, rim, photograph, photograph]


def test_a_bright_line_has_a_dark_rim():
    palette = Palette(["table", "cup"], ["#000000", "#ffff00"])
    drawn = overlay(np.full((64, 64), 100, dtype=np.uint8), square(64, 10, 30), palette).image
    assert drawn[20, 10:12].tolist() == [[17, 17, 17], [255, 255, 0]]


def test_without_a_background_every_class_is_tinted():
    palette = Palette(["sky", "cup"], ["#000000", "#ff0000"], background=None)
    drawn = overlay(np.full((64, 64), 100, dtype=np.uint8), square(64, 10, 30), palette).image
    assert drawn[50, 50].tolist() == [60, 60, 60]


def test_the_border_of_the_photograph_is_not_a_border_of_a_class():
    drawn = overlay(np.full((64, 64), 100, dtype=np.uint8), np.ones((64, 64), dtype=int), PALETTE).image
    assert (drawn == [148, 60, 60]).all()


def test_colours_of_the_photograph_are_kept_where_there_is_no_object():
    image = np.arange(64 * 64 * 3, dtype=np.uint32).reshape(64, 64, 3).astype(np.uint8)
    drawn = overlay(image, square(64, 10, 30), PALETTE).image
    assert (drawn[40:] == image[40:]).all()


def test_ignored_pixels_have_level_lines():
    label_map = np.full((64, 64), 255)
    drawn = overlay(np.full((64, 64), 50, dtype=np.uint8), label_map, PALETTE).image
    assert drawn[:9, 5, 0].tolist() == [150, 150, *[120] * 6, 150]


def test_small_photographs_are_enlarged():
    drawn = overlay(np.full((8, 8), 100, dtype=np.uint8), square(8, 2, 6), PALETTE).image
    assert drawn.shape == (256, 256, 3)
    assert drawn[128, 62:68].tolist() == [[100] * 3, [100] * 3, [255] * 3, [221, 0, 0], [221, 0, 0], [148, 60, 60]]


def test_the_words_name_objects_first_and_leave_out_what_does_not_occur():
    palette = Palette(["table", "cup", "spoon", "fork"])
    label_map = np.array([[0, 0, 0, 0, 0], [1, 1, 2, 255, 0]])
    picture = overlay(np.zeros((2, 5), dtype=np.uint8), label_map, palette)
    assert repr(picture) == "Classes drawn over the image: cup 20 %, spoon 10 %, table 60 %, ignored 10 %"


def test_arguments_are_not_changed():
    image, label_map = np.full((70, 70, 3), 100, dtype=np.uint8), square(70, 10, 30)
    overlay(image, label_map, PALETTE)
    assert (image == 100).all()
    assert (label_map == square(70, 10, 30)).all()


@pytest.mark.parametrize(
    ("image", "label_map", "error", "message"),
    [
        (
            np.zeros((2, 3), np.uint8),
            np.zeros((2, 2), int),
            LabelMapError,
            r"image has shape \(2, 3\) and the label map",
        ),
        (np.zeros((2, 2), np.uint8), np.full((2, 2), 4), LabelMapError, "label_map holds 4 scored pixels outside"),
        (np.zeros((2, 2), np.uint8), np.zeros((2, 2)), LabelMapError, "label_map holds floats"),
        (np.zeros((2, 2)), np.zeros((2, 2), int), ValueError, "dtype float64, but a picture holds uint8"),
    ],
)
def test_what_does_not_fit_together_is_refused(image, label_map, error, message):
    with pytest.raises(error, match=message):
        overlay(image, label_map, PALETTE)
