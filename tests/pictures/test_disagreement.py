"""The disagreement: pixels that are right, missed, extra, swapped or ignored."""

import numpy as np
import pytest

from segmetrics_lab.labels import IGNORE_INDEX, LabelMapError, Palette
from segmetrics_lab.pictures import (
    Scale,
    disagreement,
    errors_at,
    paint_kinds,
    pixel_kinds,
)
from segmetrics_lab.pictures.callouts import lens_window
from segmetrics_lab.pictures.disagreement import PixelKind

PALETTE = Palette(["table", "cup", "spoon"])
NO_BACKGROUND = Palette(["sky", "road", "car"], background=None)

B, R, M, E, S, I = (int(kind) for kind in PixelKind)  # noqa: E741

TRUTH = np.array([[0, 0, 1, 1], [2, 2, 255, 255]])
PREDICTION = np.array([[0, 1, 1, 0], [2, 1, 0, 9]])


def test_each_pixel_is_of_one_kind():
    assert pixel_kinds(TRUTH, PREDICTION, PALETTE).tolist() == [[B, E, R, M], [R, S, I, I]]


def test_without_a_background_every_wrong_pixel_is_swapped():
    assert pixel_kinds(TRUTH, PREDICTION, NO_BACKGROUND).tolist() == [[R, S, R, S], [R, S, I, I]]


def test_the_background_need_not_be_the_first_class():
    palette = Palette(["cup", "table"], background=1)
    assert pixel_kinds(np.array([[0, 0, 1, 1]]), np.array([[0, 1, 0, 1]]), palette).tolist() == [[R, M, E, B]]


def test_masks_are_label_maps_too():
    truth, prediction = np.array([[True, True, False]]), np.array([[True, False, True]])
    assert pixel_kinds(truth, prediction, Palette(["table", "cup"])).tolist() == [[R, M, E]]


def test_the_words_count_each_kind():
    assert repr(disagreement(TRUTH, PREDICTION, PALETTE)) == (
        "3 pixels wrong (50 % of scored); 25 % of all pixels ignored"
    )


def test_the_words_separate_thousands():
    truth = np.zeros((100, 100), dtype=int)
    truth[:20] = 1
    assert (
        repr(disagreement(truth, np.zeros_like(truth), Palette(["table", "cup"])))
        == "2,000 pixels missed (20 % of scored), 0 extra, 0 swapped"
    )


def test_where_all_is_ignored_the_words_say_so():
    ignored = np.full((2, 2), IGNORE_INDEX)
    assert repr(disagreement(ignored, ignored, PALETTE)) == "no pixel is scored; 100 % of all pixels ignored"


def test_every_kind_has_its_colour_and_its_hatch():
    # Lines rise for what is missed, fall for what is extra; a quarter of the pixels.
    for kind, color, line, expected in [
        (M, (201, 54, 13), (255, 255, 255), ["##......", "#......#", "......##"]),
        (E, (33, 65, 175), (255, 255, 255), ["#......#", "##......", ".##....."]),
        (I, (224, 224, 224), (150, 150, 150), ["########", "########", "........"]),
    ]:
        painted = paint_kinds(np.full((18, 18), kind))
        drawn = ["".join("#" if tuple(pixel) == line else "." for pixel in row) for row in painted.tolist()]
        assert [row[:8] for row in drawn[:3]] == expected
        assert {tuple(pixel) for row in painted.tolist() for pixel in row} == {color, line}


@pytest.mark.parametrize("size", [(17, 100), (100, 17)])
def test_parts_too_small_for_a_hatch_are_plain(size):
    assert (paint_kinds(np.full(size, M)) == (201, 54, 13)).all()


def test_right_pixels_are_plain_and_found_objects_outlined_in_their_ink():
    kinds = np.full((10, 10), B)
    kinds[:, 2:] = R
    assert paint_kinds(kinds)[5, :5].tolist() == [[246, 246, 246]] * 2 + [[22, 93, 65]] + [[160, 222, 180]] * 2


def test_of_two_classes_each_error_has_the_colour_of_its_kind():
    picture = disagreement(np.array([[0, 1], [0, 1]]), np.array([[0, 0], [1, 1]]), Palette(["table", "cup"]))
    assert picture.image.shape == (256, 256, 3)
    assert picture.image[[60, 60, 200], [60, 140, 60]].tolist() == [[246] * 3, [201, 54, 13], [33, 65, 175]]


def test_of_more_classes_each_wrong_pixel_has_the_colour_of_what_was_said():
    picture = disagreement(np.array([[0, 1], [0, 1]]), np.array([[0, 0], [2, 1]]), PALETTE)
    table, spoon = [0x4A, 0x4D, 0x54], [0x6A, 0xB9, 0xE7]
    assert picture.image[[60, 60, 200, 200], [60, 140, 60, 140]].tolist() == [[246] * 3, table, spoon, [246] * 3]


def test_the_picture_below_wrong_pixels_is_pale_and_grey():
    image = np.zeros((1, 64, 3), dtype=np.uint8)
    image[0, :32] = (255, 0, 0)
    truth = np.zeros((1, 64), dtype=int)
    grounds = np.unique(disagreement(truth, truth, PALETTE, image=image).image.reshape(-1, 3), axis=0)
    assert (grounds[:, 0] == grounds[:, 1]).all()
    assert grounds.min() >= 0xAD


def said(truth, prediction, names=("table", "cup", "spoon")):
    return disagreement(truth, prediction, Palette(list(names))).image


def ink_of(image):
    return (image == (0x22, 0x22, 0x22)).all(axis=2)


def test_the_largest_regions_are_named_beside_their_errors():
    truth = np.zeros((260, 300), dtype=int)
    prediction = truth.copy()
    prediction[100:140, 100:160] = 1
    image = said(truth, prediction)
    named = ink_of(image)
    assert named.sum() > 100
    hidden = (image[100:140, 100:160] != (0xF8, 0xB7, 0x17)).any(axis=2) & ~named[100:140, 100:160]
    assert hidden.mean() < 0.2  # the outline and a line, no label
    assert not ink_of(said(truth, truth)).any()


def disc(radius, size):
    rows, columns = np.ogrid[:size, :size]
    return (rows - size // 2) ** 2 + (columns - size // 2) ** 2 <= radius**2


def test_where_errors_are_too_thin_a_lens_shows_the_densest():
    ball = disc(40, 200)
    wrong = ball != np.roll(ball, 1, axis=1)
    rows, columns = lens_window(wrong, Scale(1))
    middle = (rows.start + rows.stop) / 2 - 100, (columns.start + columns.stop) / 2 - 100
    assert np.hypot(*middle) == pytest.approx(40, abs=8)  # at the rim
    panels = errors_at(Scale(1, 2), ball, np.roll(ball, 1, axis=1), Palette(["table", "cup"]))
    assert [(panel.title, panel.picture.width_px) for panel in panels] == [
        ("disagreement", 200),
        ("8 times as large", 120),
    ]


def test_a_lens_stands_in_the_picture_where_it_hides_few_errors():
    ball = np.pad(disc(40, 100), ((0, 300), (0, 300)))
    [panel] = errors_at(Scale(1), ball, np.roll(ball, 1, axis=1), Palette(["table", "cup"]))
    image = panel.picture.image
    squares = (image == (201, 54, 13)).all(axis=2) | (image == (33, 65, 175)).all(axis=2)
    assert squares.sum() > 8 * 8 * 5  # of 8 times their size


def test_a_picture_alone_has_a_lens_in_it_or_none():
    ball = disc(40, 100)
    image = disagreement(ball, np.roll(ball, 1, axis=1), Palette(["table", "cup"])).image
    assert not ink_of(image).any()  # no ring around what no lens shows


@pytest.mark.parametrize("zoom", [1, 2.5])
def test_errors_that_can_be_seen_get_no_lens(zoom):
    wrong = np.zeros((200, 200), dtype=bool)
    assert lens_window(wrong, Scale(zoom)) is None
    wrong[50:90, 50:90] = True
    wrong[10, 10:60] = True
    assert lens_window(wrong, Scale(zoom)) is None


def test_maps_of_64_pixels_and_more_keep_their_size():
    truth = np.zeros((3, 64), dtype=int)
    assert disagreement(truth, truth, PALETTE).image.shape == (3, 64, 3)


def test_a_narrow_map_does_not_grow_without_end():
    truth = np.zeros((400, 2), dtype=int)
    assert disagreement(truth, truth, PALETTE).image.shape == (400, 2, 3)


def test_arguments_are_not_changed():
    truth, prediction = TRUTH.copy(), PREDICTION.copy()
    disagreement(truth, prediction, PALETTE)
    assert truth.tolist() == TRUTH.tolist()
    assert prediction.tolist() == PREDICTION.tolist()


@pytest.mark.parametrize(
    ("truth", "prediction", "message"),
    [
        (np.zeros((2, 2), int), np.zeros((2, 3), int), r"truth has shape \(2, 2\) and prediction \(2, 3\)"),
        (np.zeros((2, 2)), np.zeros((2, 2), int), "truth holds floats"),
        (
            np.zeros((2, 2), int),
            np.full((2, 2), 3),
            "prediction holds 4 scored pixels outside the class indices",
        ),
        (np.full((2, 2), 7), np.zeros((2, 2), int), "truth holds 4 scored pixels outside the class indices"),
        (np.zeros((2, 2, 2), int), np.zeros((2, 2, 2), int), "truth has shape"),
        (np.zeros((0, 2), int), np.zeros((0, 2), int), "truth is empty"),
    ],
)
def test_what_does_not_fit_together_is_refused(truth, prediction, message):
    with pytest.raises(LabelMapError, match=message):
        disagreement(truth, prediction, PALETTE)
