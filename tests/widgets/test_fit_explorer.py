"""The fit explorer without a page: what the next cell reads and sets, and what is refused."""

import subprocess
import sys
from dataclasses import replace

import ipywidgets
import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.labels import LabelMapError, Palette
from segmetrics_lab.models import PixelModel, sweep
from segmetrics_lab.scenes import Scene
from segmetrics_lab.sweeps import ModelSweep
from segmetrics_lab.widgets import FitExplorer

PALETTE = Palette(["table", "cup"])
NAMES = "accuracy", "mean_iou"


def scene(truth, *, name="kitchen", palette=PALETTE):
    truth = np.array(truth, dtype=np.uint8)
    return Scene(name, np.zeros(truth.shape, dtype=np.uint8), truth, palette, "ours", "CC0", name)


class Parrot:
    """A model that says the same of every image: one class, or a label map."""

    def __init__(self, said):
        self.said = said

    def predict(self, image):
        return np.full(image.shape, self.said, dtype=np.uint8)


def model_sweep(**given):
    """Two models: one sees tables only, one sees cups only. Three pixels were learned from."""
    parts = {
        "parameter": "max_depth",
        "values": np.array([1, 24]),
        "training_accuracy": np.array([0.5, 1.0]),
        "validation_accuracy": np.array([0.75, 0.25]),
        "training_mean_iou": np.array([0.5, 1.0]),
        "validation_mean_iou": np.array([np.nan, 0.25]),
        "models": (Parrot(0), Parrot(1)),
        "training": (scene([[0, 1, 1], [0, 0, 255]]), scene([[1, 1]], name="hall")),
        "validation": (scene([[0, 0, 1, 255]], name="yard"),),
        "learned_from": ((np.array([0, 1]), np.array([0])),) * 2,
    }
    return ModelSweep(**{**parts, **given})


def test_the_matrices_count_what_the_model_of_the_value_says_of_each_scene():
    widget = FitExplorer(model_sweep())
    assert widget.value == 1
    assert widget.training_matrix.tolist() == [[3, 0], [2, 0]]
    assert widget.matrix.tolist() == [[2, 0], [1, 0]]
    widget.value = 24
    assert widget.training_matrix.tolist() == [[0, 3], [0, 2]]
    assert widget.matrix.tolist() == [[0, 2], [0, 1]]


def test_another_scene_can_be_chosen():
    widget = FitExplorer(model_sweep(), training_scene=1)
    assert widget.training_matrix.tolist() == [[0, 0], [2, 0]]
    assert widget.learned_from.tolist() == [[[1, 0]]]


def test_a_value_is_given_back_as_the_sweep_has_it():
    widget = FitExplorer(model_sweep())
    widget.value = np.int64(24)
    assert repr(widget.value) == "24"
    widget = FitExplorer(model_sweep(parameter="C", values=np.array([0.001, 1.0])))
    widget.set_state({"value": 1})
    assert repr(widget.value) == "1.0"


@pytest.mark.parametrize("value", [2, 1.5, "24", None, True, float("nan")])
def test_a_value_that_was_not_tried_is_refused_with_those_that_were(value):
    widget = FitExplorer(model_sweep())
    with pytest.raises(ValueError, match=r"no model with this max_depth was trained\. Set one of: 1, 24"):
        widget.value = value
    assert widget.value == 1


@pytest.mark.parametrize("trait", ["matrix", "training_matrix", "training_truth", "validation_predictions"])
def test_what_follows_from_the_value_cannot_be_set(trait):
    with pytest.raises(ValueError, match=f"{trait} cannot be set"):
        setattr(FitExplorer(model_sweep()), trait, np.zeros((2, 2), dtype=int))


def test_what_the_page_sends_arrives_and_can_be_observed_and_linked():
    widget, text, heard = FitExplorer(model_sweep()), ipywidgets.IntText(), []
    ipywidgets.link((widget, "value"), (text, "value"))
    widget.observe(lambda change: heard.append(change["new"].tolist()), "matrix")
    widget.set_state({"value": 24, "matrix": [[0, 2], [0, 1]], "training_matrix": [[0, 3], [0, 2]]})
    assert text.value == 24
    assert heard == [[[0, 2], [0, 1]]]
    text.value = 1
    assert widget.matrix.tolist() == [[2, 0], [1, 0]]


def test_an_undefined_score_crosses_as_none():
    state = FitExplorer(model_sweep()).get_state()
    assert state["scores"]["mean IoU"] == {"training": [0.5, 1.0], "validation": [None, 0.25]}


def test_one_map_of_what_was_learned_from_serves_all_models_that_learned_from_the_same():
    assert FitExplorer(model_sweep()).learned_from.tolist() == [[[1, 1, 0], [0, 0, 0]]]
    by_scenes = model_sweep(parameter="scenes", values=np.array([1, 2]))
    by_scenes = replace(by_scenes, learned_from=((np.array([0, 1]),), (np.array([0, 1]), np.array([1]))))
    widget = FitExplorer(by_scenes, training_scene=1)
    assert widget.learned_from.tolist() == [[[0, 0]], [[0, 1]]]
    assert widget.learned_counts == [2, 3]


def test_a_real_sweep_is_taken_and_not_changed():
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, (12, 16)).astype(np.uint8)
    images = [(truth * 90 + rng.integers(0, 90, truth.shape)).astype(np.uint8) for _ in range(2)]
    learned, judged = (Scene(str(k), image, truth, PALETTE, "ours", "CC0", str(k)) for k, image in enumerate(images))
    model = PixelModel("gray", DecisionTreeClassifier())
    how = {"parameter": "max_depth", "values": [1, 12], "pixels": None, "validation_pixels": None}
    curve = sweep(model, [learned], [judged], **how)
    widget = FitExplorer(curve)
    for place, value in enumerate(curve.values):
        widget.value = value
        pairs = [(widget.training_matrix, curve.training_accuracy), (widget.matrix, curve.validation_accuracy)]
        for matrix, scores in pairs:  # every pixel of the only scene of each side was counted by the sweep too
            assert np.trace(matrix) / matrix.sum() == scores[place]
    assert widget.learned_from.all()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"values": np.array([1, 1])},
            r"the values of max_depth are \[1, 1\], but a curve or a slider",
        ),
        ({"models": ()}, "holds no models or no scenes"),
        ({"training": ()}, "holds no models or no scenes"),
        ({"learned_from": ()}, "holds no models or no scenes"),
    ],
)
def test_a_sweep_that_no_slider_can_show_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        FitExplorer(model_sweep(**change))


@pytest.mark.parametrize("sweep", [None, [1, 2], {"values": [1]}])
def test_what_is_no_sweep_is_refused_in_words(sweep):
    with pytest.raises(ValueError, match=r"not a ModelSweep\. Pass what segmetrics_lab\.models\.sweep returns"):
        FitExplorer(sweep)


@pytest.mark.parametrize("at", [2, -1, 0.0, "kitchen", True])
def test_a_scene_that_is_not_there_is_refused(at):
    with pytest.raises(ValueError, match="from 0 to 1: the place of a training scene of the sweep, which has 2"):
        FitExplorer(model_sweep(), training_scene=at)
    with pytest.raises(ValueError, match="validation_scene is 1, but it must be a whole number from 0 to 0"):
        FitExplorer(model_sweep(), validation_scene=1)


def test_too_many_bytes_are_refused_before_anything_is_predicted():
    large = scene(np.zeros((1000, 1000)))
    values = np.arange(21)
    scores = dict.fromkeys([f"{side}_{name}" for side in ("training", "validation") for name in NAMES], values / 21)
    given = {"values": values, "models": (None,) * 21, "learned_from": ((np.array([0]),),) * 21, **scores}
    with pytest.raises(
        ValueError, match=r"21 predictions of both scenes are 42 million bytes.*Sweep over fewer values"
    ):
        FitExplorer(model_sweep(training=(large,), validation=(large,), **given))


def test_too_many_classes_are_refused():
    palette = Palette([str(number) for number in range(17)], [(number, 0, 0) for number in range(17)])
    with pytest.raises(LabelMapError, match="at most 16 apart"):
        FitExplorer(model_sweep(training=(scene([[0]], palette=palette),)))


def test_it_shows_both_scenes_where_it_does_not_run():
    widget = FitExplorer(model_sweep(validation=(scene(np.zeros((2, 5)), name="yard"),)))
    assert repr(widget) == (
        "FitExplorer: Models with depth 1 to 24, shown at 1: pixel accuracy on the pixels learned from 0.50, on "
        "validation 0.75. Labels (left) and predictions (right) of the training scene kitchen (above, 0.60 of its "
        "pixels right by its labels) and of the validation scene yard (below, 1.00)"
    )
    assert 'src="http' not in widget.to_html()


def test_the_still_picture_paints_labels_and_predictions():
    truth = np.zeros((320, 320))
    truth[0, 0] = 1
    colors = [list(color) for color in PALETTE.colors]
    image = FitExplorer(model_sweep(training=(scene(truth),), validation=(scene(truth),))).still().image
    # Two scenes of 320 by 320 with gaps of 8: labels on the left, on the right a model that sees tables only.
    assert image.shape == (656, 648, 3)
    assert image[0, 0].tolist() == image[328, 0].tolist() == colors[1]
    assert image[0, 328].tolist() == image[328, 328].tolist() == colors[0]


def test_the_widgets_come_without_scikit_learn():
    program = "import sys, segmetrics_lab.widgets; print([name for name in sys.modules if 'sklearn' in name])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize(
    ("parameter", "title", "setting"),
    [
        ("max_depth", "how deep a tree may grow", "depth"),
        ("min_impurity_decrease", "min impurity decrease", "min impurity decrease"),
        ("C", "C", "C"),
    ],
)
def test_a_setting_is_called_by_words_where_they_are_known(parameter, title, setting):
    widget = FitExplorer(model_sweep(parameter=parameter))
    assert (widget.title, widget.setting) == (title, setting)
    assert title in widget.words


def test_what_was_said_is_shown_where_it_is_wrong(javascript):
    pairs = [[0, 0], [0, 1], [1, 0], [7, 7], [255, 1], [2, 15]]
    function = "pairs => pairs.map(([truth, said]) => saidTable()[(truth << 8) | said])"
    assert javascript(["kinds"], function, pairs) == [254, 1, 0, 254, 255, 15]


@pytest.mark.parametrize(
    ("scores", "place"), [([0.2, 0.5, 0.5, 0.1], 1), ([None, 0.1], 1), ([None, None], -1), ([0.0, 0.0], 0)]
)
def test_the_best_is_the_first_of_the_highest_that_are_defined(javascript, scores, place):
    function = "scores => placeOfBest(scores.map((score) => score ?? NaN))"
    assert javascript(["fits"], function, scores) == place
