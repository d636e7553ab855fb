"""Hatches, enlarging, painting and words: what pictures are made with."""

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

from segmetrics_lab.labels import LabelMapError, Palette
from segmetrics_lab.pictures import Scale, class_shares, paint_classes, percent, score_text
from segmetrics_lab.pictures.hatching import hatch


def as_text(lines):
    return ["".join("#" if here else "." for here in row) for row in lines]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/", ["#..#..", "..#..#", ".#..#.", "#..#.."]),
        ("\\", ["#..#..", ".#..#.", "..#..#", "#..#.."]),
        ("-", ["######", "......", "......", "######"]),
    ],
)
def test_hatches_look_like_their_signs(pattern, expected):
    assert as_text(hatch((4, 6), pattern, period_px=3)) == expected


def test_dots_of_neighbouring_rows_are_shifted():
    assert as_text(hatch((8, 8), ".", period_px=4)) == [
        "##..##..",
        "##..##..",
        "........",
        "........",
        "..##..##",
        "..##..##",
        "........",
        "........",
    ]


def test_lines_can_be_thicker():
    assert as_text(hatch((2, 6), "/", period_px=3, line_px=2)) == ["##.##.", "#.##.#"]


def test_an_unknown_hatch_is_refused():
    with pytest.raises(ValueError, match="pattern is '\\*', but the patterns are"):
        hatch((2, 2), "*")


def test_every_pixel_becomes_a_square():
    assert Scale(2).enlarge(np.array([[1, 2]])).tolist() == [[1, 1, 2, 2], [1, 1, 2, 2]]
    assert Scale(2).enlarge(np.array([[[1, 2, 3]]])).tolist() == [[[1, 2, 3]] * 2] * 2


def test_classes_get_their_colours_and_ignored_pixels_level_lines():
    painted = paint_classes(np.array([[0, 255]] * 8), Palette(["a", "b"], ["#000000", "#ff8000"]))
    assert painted[:, 0].tolist() == [[0, 0, 0]] * 8
    assert painted[:, 1].tolist() == [[150, 150, 150]] * 2 + [[224, 224, 224]] * 6


def test_a_pale_class_has_an_outline_in_its_ink_and_a_dark_one_has_none():
    label_map = np.zeros((20, 20), dtype=int)
    label_map[:, 10:] = 1
    colors = np.unique(paint_classes(label_map, Palette(["rug", "cat"]), Scale(2, 2)).reshape(-1, 3), axis=0).tolist()
    assert [0x73, 0x51, 0x1E] in colors  # the ink of object
    assert [0x4F, 0x50, 0x58] not in colors  # the ink of background
    painted = paint_classes(label_map, Palette(["rug", "cat"]), Scale(2, 2))
    assert painted[70, 38:45].tolist() == [[0x4A, 0x4D, 0x54]] * 2 + [[0x73, 0x51, 0x1E]] * 3 + [[0xF8, 0xB7, 0x17]] * 2


def test_wide_parts_are_those_into_which_a_square_fits():
    mask = np.zeros((6, 8), dtype=bool)
    mask[1:4, 1:4] = mask[2, 4:] = True
    assert as_text(Scale(2).wide(mask, 6)) == ["........", ".###....", ".###....", ".###....", "........", "........"]
    assert not Scale(2).wide(mask, 16).any()


def test_each_pixel_of_a_shrunk_map_stays_where_the_image_is_sharp_enough():
    values = np.arange(12).reshape(3, 4)
    large = Scale(0.75, 2).enlarge(values)
    assert large.shape == (4, 6)
    assert sorted(np.unique(large).tolist()) == list(range(12))


def test_an_unknown_class_is_not_painted():
    with pytest.raises(LabelMapError, match="label_map holds 1 scored pixel outside"):
        paint_classes(np.array([[2]]), Palette(["a", "b"]))


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 7, "0 %"),
        (7, 7, "100 %"),
        (1, 3, "33 %"),
        (1, 40, "2.5 %"),
        (99, 1000, "9.9 %"),
        (999, 10000, "10 %"),
        (1, 100_000, "under 0.1 %"),
        (99_999, 100_000, "over 99.9 %"),
        (996, 1000, "99.6 %"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_all(part, whole, expected):
    assert percent(part, whole) == expected


@pytest.mark.parametrize(
    ("score", "digits", "expected"),
    [
        (1, 2, "1.00"),
        (0.0, 2, "0.00"),
        (-0.0, 2, "0.00"),
        (float("nan"), 2, "undefined"),
        (2 / 3, 2, "0.67"),
        (2 / 3, 3, "0.667"),
        (0.996, 2, "0.996"),
        (0.996, 3, "0.996"),
        (0.9996, 3, "0.9996"),
        (0.99994, 2, "0.9999"),
        (0.99996, 2, "over 0.9999"),
        (1 - 2e-16, 2, "1.00"),
        (Fraction(10**20 - 1, 10**20), 2, "over 0.9999"),
        (Fraction(1, 3), 2, "0.33"),
        (0.0049, 2, "0.005"),
        (0.00049, 2, "0.0005"),
        (0.00004, 2, "under 0.0001"),
        (-0.004, 2, "-0.004"),
        (-0.00004, 2, "over -0.0001"),
        (-0.99999, 2, "under -0.9999"),
        (np.float32(0.999), 2, "0.999"),
    ],
)
def test_a_score_is_shown_as_0_or_1_only_where_it_is_that(score, digits, expected):
    assert score_text(score, digits) == expected


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0.7, "0.70"),
        (0.6996, "0.6996"),
        (0.7004, "0.7004"),
        (0.704, "0.704"),
        (0.69999, "over 0.6999"),
        (0.70001, "under 0.7001"),
        (Fraction(7, 10), "0.70"),
        (Fraction(7 * 10**30 - 1, 10**31), "over 0.6999"),
        (0.999, "0.999"),
    ],
)
def test_a_score_is_shown_as_a_limit_only_where_it_is_that(score, expected):
    assert score_text(score, limits=[Fraction(7, 10)]) == expected


def test_shares_count_ignored_pixels_only_where_255_is_not_a_class():
    assert class_shares(np.array([[0, 255]]), Palette(["a", "b"])) == "a 50 %, ignored 50 %"
    colors = [(index, 0, 0) for index in range(256)]
    many = Palette([f"class {index}" for index in range(256)], colors)
    assert class_shares(np.array([[0, 255]]), many) == "class 255 50 %, class 0 50 %"


def test_pictures_need_neither_matplotlib_nor_the_metrics():
    code = (
        "import sys, segmetrics_lab.pictures;"
        "print([m for m in ('matplotlib', 'scipy', 'skimage', 'segmetrics_lab.metrics') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
