"""The disagreement: pixels that are right, missed, extra, swapped or ignored."""

import numpy as np
import pytest

from segmetrics_lab.labels import IGNORE_INDEX, LabelMapError, Palette
from segmetrics_lab.pictures import PixelKind, disagreement, paint_kinds, pixel_kinds

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
        "1 pixel missed (17 % of scored), 1 extra, 1 swapped; 25 % of all pixels ignored"
    )


def test_the_words_separate_thousands():
    truth = np.zeros((100, 100), dtype=int)
    truth[:20] = 1
    assert (
        repr(disagreement(truth, np.zeros_like(truth), PALETTE))
        == "2,000 pixels missed (20 % of scored), 0 extra, 0 swapped"
    )


def test_where_all_is_ignored_the_words_say_so():
    ignored = np.full((2, 2), IGNORE_INDEX)
    assert repr(disagreement(ignored, ignored, PALETTE)) == "no pixel is scored; 100 % of all pixels ignored"


def test_every_kind_has_its_colour_and_its_hatch():
    # Lines rise for what is missed, fall for what is extra; a third of the pixels at this period.
    for kind, color, line, expected in [
        (M, (213, 94, 0), (255, 255, 255), ["#..", "..#", ".#."]),
        (E, (0, 90, 170), (255, 255, 255), ["#..", ".#.", "..#"]),
        (I, (224, 224, 224), (150, 150, 150), ["###", "...", "..."]),
    ]:
        painted = paint_kinds(np.full((3, 3), kind), period_px=3)
        drawn = ["".join("#" if tuple(pixel) == line else "." for pixel in row) for row in painted.tolist()]
        assert drawn == expected
        assert {tuple(pixel) for row in painted.tolist() for pixel in row} == {color, line}


def test_right_pixels_are_plain_and_objects_darker_than_background():
    assert paint_kinds(np.array([[B, R]])).tolist() == [[[246, 246, 246], [204, 204, 204]]]


def test_small_maps_are_enlarged_by_whole_numbers():
    picture = disagreement(np.array([[0, 1], [0, 1]]), np.array([[0, 0], [1, 1]]), PALETTE)
    assert picture.image.shape == (256, 256, 3)
    assert (picture.image[:128, :128] == 246).all()
    assert (picture.image[128:, 128:] == 204).all()


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
