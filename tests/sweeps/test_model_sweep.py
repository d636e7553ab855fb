"""The model sweep: scores by value, as a table, as curves, and what every model says of a scene."""

import re
import subprocess
import sys

import numpy as np
import pytest

from segmetrics_lab.labels import Palette
from segmetrics_lab.scenes import Scene
from segmetrics_lab.sweeps import ModelSweep


class Parrot:
    """A model that says the same class of every pixel."""

    def __init__(self, said):
        self.said = said

    def predict(self, image):
        return np.full(image.shape, self.said)


def made(**given):
    parts = {
        "parameter": "max_depth",
        "values": [1, 16],
        "training_accuracy": [0.5, 1],
        "validation_accuracy": [0.5, 0.75],
        "training_mean_iou": [0.25, 1],
        "validation_mean_iou": [0.25, np.nan],
    }
    return ModelSweep(**parts | given)


def test_a_sweep_shows_as_a_table():
    assert repr(made()).splitlines() == [
        "max_depth  training accuracy  validation accuracy  training mean IoU  validation mean IoU",
        "        1               0.50                 0.50               0.25                 0.25",
        "       16               1.00                 0.75               1.00            undefined",
    ]


def test_its_curves_are_told_apart_by_score_and_side():
    curves = made().curves
    assert curves["pixel accuracy"]["training"].tolist() == [0.5, 1]
    assert curves["pixel accuracy"]["validation"].tolist() == [0.5, 0.75]
    assert curves["mean IoU"]["training"].tolist() == [0.25, 1]
    assert curves["mean IoU"]["validation"][0] == 0.25


def test_it_says_what_every_model_predicts_of_one_scene():
    truth = np.zeros((1, 2), dtype=np.uint8)
    scenes = [Scene(name, truth, truth, Palette(["table", "cup"]), "ours", "CC0", name) for name in ("kitchen", "hall")]
    wide = Scene("yard", truth[:, :1], truth[:, :1], scenes[0].palette, "ours", "CC0", "yard")
    sweep = made(models=(Parrot(0), Parrot(1)), training=tuple(scenes), validation=(wide,))
    said = sweep.predictions("training", 1)
    assert said.dtype == np.uint8
    assert said.tolist() == [[[0, 0]], [[1, 1]]]
    assert sweep.predictions("validation", 0).tolist() == [[[0]], [[1]]]
    for side, at, words in (
        ("test", 0, "side is 'test', but it must be one of: training, validation"),
        ("training", 2, "at is 2, but it must be a whole number from 0 to 1: which of the training scenes"),
        ("validation", "yard", "at is 'yard'"),
    ):
        with pytest.raises(ValueError, match=words):
            sweep.predictions(side, at)


def test_a_sweep_without_models_predicts_nothing():
    with pytest.raises(ValueError, match="the sweep was made without models"):
        made().predictions("training", 0)


def test_no_score_of_the_table_is_1_that_is_below():
    assert repr(made(training_accuracy=[0.5, 0.9996])).splitlines()[2].split()[1] == "0.9996"


@pytest.mark.parametrize("values", [[1, 16], [16, 1], [0.5, 1.5], np.array([2, 1], dtype=np.uint8)])
def test_values_that_rise_or_that_fall_are_in_order(values):
    made(values=values).check_order()


@pytest.mark.parametrize("values", [[1, 1], [1.0, np.nan], [1.0, np.inf]])
def test_values_in_no_order_are_refused_for_curves_and_sliders(values):
    with pytest.raises(ValueError, match=re.escape(f"the values of max_depth are {values}, but a curve or a slider")):
        made(values=values).check_order()


def test_a_single_value_has_no_order():
    one = ModelSweep("max_depth", [5], [0.5], [0.5], [0.5], [0.5])
    with pytest.raises(ValueError, match=r"are \[5\], but a curve or a slider needs 2 or more numbers"):
        one.check_order()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"training_accuracy": [0.5]}, "training_accuracy has shape (1,), but the sweep has 2 values of max_depth"),
        ({"validation_mean_iou": [20, 30]}, "validation_mean_iou must hold scores from 0 to 1"),
        ({"validation_accuracy": [np.nan] * 2}, "and at least one that is defined"),
        ({"validation_accuracy": [0.5, np.inf]}, "validation_accuracy must hold scores from 0 to 1"),
        ({"validation_accuracy": ["a", "b"]}, "validation_accuracy is ['a', 'b'], but it must be a list of numbers"),
        ({"validation_accuracy": np.ma.masked_array([0.5, 0], [0, 1])}, "validation_accuracy is a masked array"),
        ({"values": [True, False]}, "values of max_depth is [True, False], but it must be a list of numbers"),
        ({"values": ["a", "b"]}, "values of max_depth is ['a', 'b']"),
        ({"values": np.ma.masked_array([1, 2], [0, 1])}, "values of max_depth is a masked array"),
    ],
)
def test_scores_that_do_not_fit_the_values_are_refused(given, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        made(**given)


def test_a_sweep_needs_no_scikit_learn():
    program = "import sys, segmetrics_lab.sweeps; print(sorted({'sklearn', 'skimage', 'scipy'} & set(sys.modules)))"
    run = [sys.executable, "-c", program]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "[]\n"
