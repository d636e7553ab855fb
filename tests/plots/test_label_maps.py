"""Label maps side by side: what is shown, said and refused."""

import re

import numpy as np
import pytest

from segmetrics_lab.labels import IGNORE_INDEX, LabelMapError, Palette
from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots import label_maps, show_label_maps

TRUTH = np.array([[0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0]])
PREDICTION = np.array([[0, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 0]])
BACKGROUND, OBJECT = (77, 77, 77), (230, 159, 0)


def share_of(picture, color):
    return float((picture.image == color).all(axis=2).mean())


def test_a_hand_example_is_spelt_letter_by_letter():
    assert repr(show_label_maps(truth=TRUTH, prediction=PREDICTION)) == (
        "Truth, row by row: BBBB BOOB BOOB BBBB (B background, O object). "
        "Prediction, row by row: BBBB BBOO BBOO BBBB (B background, O object). "
        "Disagreement: 2 pixels missed (12 % of scored), 2 extra, 0 swapped."
    )


def test_ignored_pixels_are_spelt_as_dashes():
    truth = np.array([[0, 1], [IGNORE_INDEX, 2]])
    assert repr(show_label_maps(truth=truth, palette=Palette(["table", "cup", "spoon"]))) == (
        "Truth, row by row: TC -S (T table, C cup, S spoon, - ignored)."
    )


def test_larger_maps_are_said_in_shares():
    truth = np.zeros((20, 20), dtype=int)
    truth[:5] = 1
    words = repr(show_label_maps(image=np.zeros((20, 20), dtype=np.uint8), truth=truth, prediction=truth))
    assert words == (
        "The scene. Truth: object 25 %, background 75 %. Prediction: object 25 %, background 75 %. "
        "Disagreement: 0 pixels missed (0 % of scored), 0 extra, 0 swapped."
    )


def test_own_words_replace_the_composed_ones():
    assert repr(show_label_maps(truth=TRUTH, alt="a square of 2 by 2")) == "a square of 2 by 2"


def test_booleans_are_shown_as_background_and_object():
    words = repr(show_label_maps(truth=TRUTH.astype(bool), prediction=PREDICTION == 1))
    assert words == repr(show_label_maps(truth=TRUTH, prediction=PREDICTION))


def test_without_a_palette_more_classes_are_numbered():
    words = repr(show_label_maps(prediction=np.arange(24).reshape(2, 12) % 3))
    assert words == "Prediction: class 1 33 %, class 2 33 %, background 33 %."


def test_classes_fill_their_share_of_a_panel():
    picture = show_label_maps(truth=TRUTH)
    # 16 squares of 110 pixels, 4 of them object, less lines and letters; the legend adds two patches.
    assert picture.width_px == 236
    assert share_of(picture, OBJECT) / share_of(picture, BACKGROUND) == pytest.approx(4 / 12, abs=0.02)


@pytest.mark.parametrize("panels", [1, 2, 3, 4])
def test_each_thing_that_is_given_gets_a_panel(panels):
    image = np.full((4, 4), 200, dtype=np.uint8)
    given = [
        {"truth": TRUTH},
        {"image": image, "truth": TRUTH},
        {"truth": TRUTH, "prediction": PREDICTION},
        {"image": image, "truth": TRUTH, "prediction": PREDICTION},
    ][panels - 1]
    picture = show_label_maps(**given)
    dark = (picture.image.max(axis=2) < 140).mean(axis=0) > 0.5  # frames are the only columns that are dark throughout
    frames = int(np.count_nonzero(np.diff(dark.astype(int)) == 1))
    assert isinstance(picture, Picture)
    assert picture.width_px <= 900
    assert frames >= panels


@pytest.mark.parametrize(
    "size",
    [(4, 4), (8, 8), (16, 16), (16, 4), (3, 16), (64, 64), (700, 90)]
    + [pytest.param(size, marks=pytest.mark.slow) for size in ((303, 384), (400, 600))],
)
def test_every_size_fits_into_900_pixels_and_100_kilobytes(size):
    rng = np.random.default_rng(1)
    image = rng.integers(0, 256, (*size, 3), dtype=np.uint8)
    truth = np.zeros(size, dtype=np.uint8)
    truth[size[0] // 4 :, : size[1] // 2] = 1
    picture = show_label_maps(image=image, truth=truth, prediction=np.roll(truth, 2, axis=1))
    assert 200 <= picture.width_px <= 900
    assert len(picture.png()) <= 100_000


def test_a_figure_is_the_same_every_time():
    first, second = (show_label_maps(truth=TRUTH, prediction=PREDICTION) for _ in range(2))
    assert first.png() == second.png()


def test_a_long_legend_stays_inside_the_figure():
    palette = Palette([f"a class with a rather long name {number}" for number in range(8)])
    picture = show_label_maps(truth=np.arange(8).reshape(2, 4), palette=palette)
    border = np.concatenate([picture.image[:, -3:].reshape(-1, 3), picture.image[-3:].reshape(-1, 3)])
    assert (border == 255).all()


def test_a_dollar_in_a_name_is_a_dollar():
    show_label_maps(truth=TRUTH, palette=Palette(["$background", "$object_{"]))


def test_the_prediction_may_hold_anything_where_the_truth_is_ignored():
    truth, prediction = np.array([[0, IGNORE_INDEX]]), np.array([[0, 9]])
    assert repr(show_label_maps(truth=truth, prediction=prediction, palette=Palette(["table", "cup"]))) == (
        "Truth, row by row: T- (T table, - ignored). Prediction, row by row: T- (T table, - ignored). "
        "Disagreement: 0 pixels missed (0 % of scored), 0 extra, 0 swapped; 50 % of all pixels ignored."
    )


@pytest.mark.parametrize("shape", [(1, 2000), (2000, 1)])
def test_a_map_far_longer_than_wide_is_shown(shape):
    assert repr(show_label_maps(truth=np.zeros(shape, dtype=int))) == "Truth: background 100 %."


def test_a_map_in_which_all_is_ignored_is_shown():
    ignored = np.full((20, 20), IGNORE_INDEX)
    assert repr(show_label_maps(truth=ignored, prediction=ignored)) == (
        "Truth: ignored 100 %. Prediction: ignored 100 %. "
        "Disagreement: no pixel is scored; 100 % of all pixels ignored."
    )


def test_arguments_are_not_changed():
    image, truth, prediction = np.full((4, 4), 9, dtype=np.uint8), TRUTH.copy(), PREDICTION.copy()
    show_label_maps(image=image, truth=truth, prediction=prediction)
    assert (image == 9).all()
    assert truth.tolist() == TRUTH.tolist()
    assert prediction.tolist() == PREDICTION.tolist()


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({}, ValueError, "nothing is given to show. Pass image=, truth= or prediction="),
        ({"truth": TRUTH, "prediction": TRUTH[:2]}, LabelMapError, "truth has shape (4, 4) and prediction (2, 4)"),
        (
            {"truth": TRUTH, "image": np.zeros((4, 5), np.uint8)},
            LabelMapError,
            "image has shape (4, 5) and the label map",
        ),
        ({"truth": TRUTH / 2}, LabelMapError, "truth holds floats"),
        ({"truth": [[0, 1]]}, LabelMapError, "truth is of type list"),
        ({"image": np.zeros((4, 4))}, ValueError, "image holds values of dtype float64"),
        ({"image": [[0, 1]]}, ValueError, "image is of type list"),
        ({"truth": TRUTH + 8}, ValueError, "the label maps hold the class index 9, but only 8 classes have colours"),
        ({"truth": TRUTH * 3, "palette": Palette(["a", "b"])}, LabelMapError, "truth holds 4 scored pixels outside"),
        ({"prediction": TRUTH - 1}, LabelMapError, "prediction holds 12 scored pixels outside"),
        ({"truth": TRUTH, "prediction": TRUTH * 255}, LabelMapError, "prediction holds 4 scored pixels outside"),
        ({"image": np.ma.masked_array(np.zeros((4, 4), np.uint8), True)}, ValueError, "image is a masked array"),
        ({"truth": np.ma.masked_array(TRUTH, TRUTH == 0)}, LabelMapError, "truth is a masked array"),
        ({"truth": TRUTH, "palette": ["a", "b"]}, ValueError, "palette is ['a', 'b'], but it must be a Palette"),
        ({"truth": TRUTH, "alt": " "}, ValueError, "a picture needs words"),
    ],
)
def test_what_cannot_be_shown_is_refused(given, error, message):
    with pytest.raises(error, match=re.escape(message)):
        show_label_maps(**given)


def test_a_class_too_thin_for_its_letter_goes_without(monkeypatch):
    written = []
    monkeypatch.setattr(label_maps, "write", lambda _sheet, _x, _y, text, **_: written.append(text))
    truth = np.zeros((300, 300), dtype=int)
    truth[150] = 1
    show_label_maps(truth=truth)
    assert set(written) == {"truth", "B"}


def test_four_panels_stand_in_two_rows():
    truth = np.zeros((100, 120), dtype=int)
    three = show_label_maps(truth=truth, prediction=truth)
    four = show_label_maps(image=np.zeros((100, 120), np.uint8), truth=truth, prediction=truth)
    assert three.width_px > 700
    assert three.image.shape[1] / three.image.shape[0] > 2
    assert four.image.shape[1] / four.image.shape[0] < 1.5
