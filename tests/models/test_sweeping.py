"""The model sweep: what was learned from, what was judged by, and what is shown."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.labels import Palette
from segmetrics_lab.models import PixelModel, sweep

SIZES = {"pixels": 200, "validation_pixels": 300}


@pytest.fixture
def training(halves):
    return [halves(seed, noise=100) for seed in range(3)]


@pytest.fixture
def validation(halves):
    return [halves(seed, noise=100) for seed in range(3, 6)]


def test_a_deeper_tree_learns_by_heart_and_does_worse_on_what_is_new(training, validation):
    # A single cut between dark and bright is all there is to know; each further one follows the noise.
    model = PixelModel("gray", DecisionTreeClassifier())
    curve = sweep(model, training, validation, parameter="max_depth", values=[1, 4, 30], **SIZES)
    assert curve.parameter == "max_depth"
    assert curve.values.tolist() == [1, 4, 30]
    assert curve.training_accuracy[2] > 0.9
    assert (np.diff(curve.training_accuracy) > 0).all()
    assert curve.validation_accuracy[2] < curve.validation_accuracy[0] - 0.03
    assert curve.validation_mean_iou[2] < curve.validation_mean_iou[0] - 0.03
    assert [fitted.estimator.max_depth for fitted in curve.models] == [1, 4, 30]
    assert curve.models[2].predict(validation[0].image).shape == (24, 32)
    assert repr(model) == "<PixelModel gray, DecisionTreeClassifier, not fitted>"


def test_scores_are_those_of_the_very_pixels_learned_from(scene):
    # All dark pixels and a bright one are floor: a tree without branches says floor, one with two errs once.
    shown = scene([[0, 0, 0, 255, 255, 255, 255]], [[0, 0, 0, 0, 1, 1, 1]])
    new = scene([[0, 255]], [[0, 0]])
    model = PixelModel("gray", DecisionTreeClassifier())
    counts = {"pixels": None, "validation_pixels": None}
    curve = sweep(model, [shown], [new], parameter="min_samples_split", values=[8, 2], **counts)
    assert curve.training_accuracy.tolist() == [4 / 7, 6 / 7]
    assert curve.training_mean_iou.tolist() == pytest.approx([(4 / 7 + 0) / 2, (3 / 4 + 3 / 4) / 2])
    assert curve.validation_accuracy.tolist() == [1, 1 / 2]
    assert curve.validation_mean_iou.tolist() == [1, (1 / 2 + 0) / 2]


@pytest.mark.parametrize("parameter", ["n_neighbors", "kneighborsclassifier__n_neighbors"])
def test_the_last_step_of_a_pipeline_is_reached_by_its_own_name_and_by_the_full_one(training, validation, parameter):
    model = PixelModel("color", make_pipeline(StandardScaler(), KNeighborsClassifier()))
    curve = sweep(model, training, validation, parameter=parameter, values=[1, 15], **SIZES)
    assert curve.training_accuracy[0] == 1
    assert [fitted.estimator[-1].n_neighbors for fitted in curve.models] == [1, 15]


def test_a_number_that_is_not_whole_can_be_varied(training, validation):
    model = PixelModel("color", LogisticRegression())
    curve = sweep(model, training, validation, parameter="C", values=np.array([0.001, 1.0]), **SIZES)
    assert curve.validation_accuracy[1] > curve.validation_accuracy[0]


def test_the_number_of_pixels_can_be_varied(training, validation):
    curve = sweep(
        PixelModel("color"), training, validation, parameter="pixels", values=[20, 2000], validation_pixels=300
    )
    assert curve.validation_accuracy[1] > curve.validation_accuracy[0]


def test_the_number_of_scenes_can_be_varied(scene):
    # The second scene is the first with its classes exchanged: half of what is known of both is wrong.
    shown = [scene([[0, 255]], [[0, 1]]), scene([[0, 255]], [[1, 0]])]
    model = PixelModel("gray", DecisionTreeClassifier())
    counts = {"pixels": None, "validation_pixels": None}
    curve = sweep(model, shown, shown[:1], parameter="scenes", values=[1, 2], **counts)
    assert curve.training_accuracy.tolist() == [1, 1 / 2]


def test_the_threshold_of_the_model_is_kept(training, validation):
    model = PixelModel("color", DecisionTreeClassifier(max_depth=3), threshold=0.9)
    curve = sweep(model, training, validation, parameter="max_depth", values=[2], **SIZES)
    assert curve.models[0].threshold == 0.9


def test_one_seed_gives_one_curve_and_another_seed_another(training, validation):
    def scores(seed):
        model = PixelModel("color", DecisionTreeClassifier())
        curve = sweep(model, training, validation, parameter="max_depth", values=[2, 4, 8], seed=seed, **SIZES)
        return [*curve.training_accuracy.tolist(), *curve.validation_accuracy.tolist()]

    assert scores(0) == scores(0)
    assert scores(0) != scores(1)


def test_a_sweep_knows_the_scenes_and_the_pixels_that_its_scores_are_of(training, validation):
    model = PixelModel("color", DecisionTreeClassifier())
    curve = sweep(model, training, validation, parameter="max_depth", values=[1, 30], **SIZES)
    assert list(curve.training) == training
    assert list(curve.validation) == validation
    assert len(curve.learned_from) == 2
    assert sum(len(places) for places in curve.learned_from[1]) == 200
    right = [
        (fitted.predict(scene.image).ravel() == scene.truth.ravel())[places]
        for fitted in curve.models[1:]
        for scene, places in zip(training, curve.learned_from[1], strict=True)
    ]
    assert np.concatenate(right).mean() == curve.training_accuracy[1]


def test_pixels_are_known_for_each_number_of_pixels_and_of_scenes(training, validation):
    model = PixelModel("color", DecisionTreeClassifier())
    how = {"validation_pixels": 300}
    by_pixels = sweep(model, training, validation, parameter="pixels", values=[20, 50], **how)
    assert [sum(map(len, places)) for places in by_pixels.learned_from] == [20, 50]
    by_scenes = sweep(model, training, validation, parameter="scenes", values=[1, 3], pixels=60, **how)
    assert [len(places) for places in by_scenes.learned_from] == [1, 3]
    assert [sum(map(len, places)) for places in by_scenes.learned_from] == [60, 60]
    assert len(by_scenes.training) == 3


@pytest.mark.parametrize(
    ("parameter", "values", "words"),
    [
        ("depth", [1], "parameter is 'depth', but DecisionTreeClassifier.*max_depth.*'max_depth'"),
        ("pixel", [1], "pixels or scenes. Did you mean 'pixels'"),
        ("max_depth", [], "values is \\[\\], but it must be a list of one or more numbers"),
        ("max_depth", [1, None], "one or more numbers"),
        ("max_depth", 3, "values is 3,"),
        ("max_depth", [True], "one or more numbers"),
        ("scenes", [1, 4], "there are only 3 training scenes"),
        ("scenes", [0], "numbers of scenes are whole, 1 or more"),
        ("pixels", [0.5], "numbers of pixels are whole"),
        ("pixels", [100_000], "have only 2304 scored pixels"),
        ("max_depth", [-1], "max_depth"),
        ("max_depth", np.ma.masked_array([1, 2], [False, True]), "values is a masked array"),
        (["max_depth"], [1], r"parameter \['max_depth'\], but they must be a PixelModel and the name"),
    ],
)
def test_what_cannot_be_varied_is_refused(training, validation, parameter, values, words):
    model = PixelModel("color", DecisionTreeClassifier())
    with pytest.raises(ValueError, match=words):
        sweep(model, training, validation, parameter=parameter, values=values, **SIZES)


def test_scenes_that_cannot_be_learned_from_or_judged_by_are_refused(training, validation, halves):
    model = PixelModel("color", DecisionTreeClassifier())
    varied = {"parameter": "max_depth", "values": [1], **SIZES}
    with pytest.raises(ValueError, match="model is 'good' and parameter 'max_depth', but they must be a PixelModel"):
        sweep("good", training, validation, **varied)
    with pytest.raises(ValueError, match="training holds no scene"):
        sweep(model, [], validation, **varied)
    with pytest.raises(ValueError, match="validation is the scene 'toy' itself"):
        sweep(model, training, validation[0], **varied)
    with pytest.raises(ValueError, match="share one palette"):
        sweep(model, training, [halves(palette=Palette(["floor", "cat"]))], **varied)
    with pytest.raises(ValueError, match="validation_pixels is 9999, but the scenes have only 2304"):
        sweep(model, training, validation, **{**varied, "validation_pixels": 9999})
