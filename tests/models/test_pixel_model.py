"""The pixel model: what it learns, what it says, what it refuses."""

from typing import ClassVar

import numpy as np
import pytest
from skimage.feature import multiscale_basic_features
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_info

from segmetrics_lab.labels import Palette
from segmetrics_lab.models import PixelModel, features
from segmetrics_lab.models.pixels import draw_pixels
from segmetrics_lab.scenes import load

THREE = Palette(["floor", "lamp", "cat"])


@pytest.fixture
def quarters(scene):
    """A scene where one in four dark pixels is lamp, and three in four bright ones."""
    return scene([[0, 0, 0, 0], [255, 255, 255, 255]], [[0, 0, 0, 1], [1, 1, 1, 0]])


def tree_of(scenes, **named):
    return PixelModel("gray", DecisionTreeClassifier(), **named).fit(scenes, pixels=None)


def test_probability_is_the_share_of_class_1_among_pixels_that_look_the_same(quarters):
    probability = tree_of([quarters]).probability(np.array([[0, 255, 0]], np.uint8))
    assert probability.tolist() == [[0.25, 0.75, 0.25]]
    assert probability.dtype == np.float64


@pytest.mark.parametrize(
    ("threshold", "prediction"),
    [(None, [0, 1]), (0.5, [0, 1]), (0.25, [1, 1]), (0.75, [0, 1]), (np.nextafter(0.75, 1), [0, 0]), (0, [1, 1])],
)
def test_a_pixel_exactly_at_the_threshold_is_of_class_1(quarters, threshold, prediction):
    found = tree_of([quarters], threshold=threshold).predict(np.array([[0, 255]], np.uint8))
    assert found.tolist() == [prediction]
    assert found.dtype == np.uint8


def test_of_many_classes_the_likeliest_is_predicted_and_an_unseen_one_has_no_probability(scene):
    shown = scene([[0, 0, 0, 255, 255]], [[0, 0, 2, 2, 2]], palette=THREE)
    model = tree_of([shown])
    probability = model.probability(np.array([[0, 255]], np.uint8))
    assert probability == pytest.approx(np.array([[[2 / 3, 0]], [[0, 0]], [[1 / 3, 1]]]))
    assert model.predict(np.array([[0, 255]], np.uint8)).tolist() == [[0, 2]]


def test_many_pieces_of_an_image_are_put_together_in_order(halves, monkeypatch):
    shown = halves()
    model = PixelModel("color", LogisticRegression()).fit([shown], pixels=None)
    probability, prediction = model.probability(shown.image), model.predict(shown.image)
    monkeypatch.setattr(features, "STEP", 5 * 32)
    monkeypatch.setattr(features, "PIECE", 7)
    assert np.array_equal(model.predict(shown.image), prediction)
    assert model.probability(shown.image) == pytest.approx(probability, rel=1e-12)


@pytest.mark.parametrize("kind", features.FEATURES)
def test_every_kind_of_features_can_be_learned_from(halves, kind):
    matrix = PixelModel(kind).fit([halves(0)], pixels=400).confusion_matrix([halves(1)])
    right = matrix.trace() / matrix.sum()
    assert right > 0.9 if kind != "position" else 0.4 < right < 0.6  # the middle is as far from both halves


def test_one_seed_gives_one_model_and_another_seed_another(halves):
    shown = [halves(0, noise=60), halves(1, noise=60)]
    image = halves(2, noise=60).image

    def probability(seed):
        estimator = make_pipeline(StandardScaler(), RandomForestClassifier(5))
        return PixelModel("multiscale and position", estimator).fit(shown, pixels=300, seed=seed).probability(image)

    assert np.array_equal(probability(3), probability(3))
    assert not np.array_equal(probability(3), probability(4))


def test_the_seed_reaches_every_random_state_of_a_pipeline_and_the_given_estimator_stays_as_it_is(halves):
    estimator = make_pipeline(StandardScaler(), RandomForestClassifier(2))
    model = PixelModel("color", estimator).fit([halves()], pixels=100, seed=7)
    assert model.learned.estimator[-1].random_state == 7
    assert estimator[-1].random_state is None
    assert not hasattr(estimator[-1], "classes_")


def test_drawn_pixels_are_scored_and_drawn_once(scene):
    image = np.arange(200).reshape(10, 20)
    truth = np.where(image % 5 == 0, 255, image % 2)
    drawn = draw_pixels([scene(image, truth)], "gray", pixels=120, seed=0)
    values = (drawn.rows[:, 0] * 255).round().astype(int)
    assert len(set(values.tolist())) == 120
    assert (values % 5 > 0).all()
    assert drawn.classes.tolist() == (values % 2).tolist()


def test_all_scored_pixels_are_drawn_where_no_number_is_given(scene):
    first, second = scene([[10, 20]], [[0, 255]]), scene([[30, 40, 50]], [[1, 255, 0]])
    drawn = draw_pixels([first, second], "gray", pixels=None, seed=0)
    assert (drawn.rows * 255).round().ravel().tolist() == [10, 30, 50]
    assert drawn.classes.tolist() == [0, 1, 0]


def test_every_scored_pixel_of_every_scene_is_equally_likely(scene):
    large, small = scene(np.zeros((30, 30)), np.zeros((30, 30))), scene(np.full((10, 10), 255), np.zeros((10, 10)))
    from_small = [draw_pixels([large, small], "gray", pixels=100, seed=seed).rows.sum() for seed in range(40)]
    assert np.mean(from_small) == pytest.approx(10, abs=1.5)  # standard deviation of this mean: 0.45


def test_scenes_of_different_sizes_go_together(scene):
    shown = [scene([[0, 255]], [[0, 1]]), scene([[0], [255], [255]], [[0], [1], [1]])]
    assert tree_of(shown).confusion_matrix(shown).tolist() == [[2, 0], [0, 3]]


def test_the_matrix_pools_all_scored_pixels_of_all_scenes(quarters, scene):
    matrix = tree_of([quarters]).confusion_matrix([quarters, scene([[0, 0, 255]], [[0, 255, 0]])])
    assert matrix.tolist() == [[3 + 1, 1 + 1], [1, 3]]
    assert matrix.dtype == np.int64


def test_another_threshold_needs_no_other_training_and_leaves_the_model_as_it_is(quarters):
    model = tree_of([quarters])
    eager = model.with_threshold(0.25)
    image = np.array([[0, 255]], np.uint8)
    assert eager.learned is model.learned
    assert (eager.predict(image).tolist(), model.predict(image).tolist()) == ([[1, 1]], [[0, 1]])
    assert eager.with_threshold(None).predict(image).tolist() == [[0, 1]]


def test_a_model_says_what_it_is(quarters):
    forest = PixelModel("multiscale and position", RandomForestClassifier())
    assert repr(forest) == "<PixelModel multiscale and position, RandomForestClassifier, not fitted>"
    pipeline = PixelModel("gray", make_pipeline(StandardScaler(), LogisticRegression()), threshold=0.25)
    assert repr(pipeline) == "<PixelModel gray, LogisticRegression, threshold 0.25, not fitted>"
    assert repr(tree_of([quarters])) == "<PixelModel gray, DecisionTreeClassifier, threshold 0.5>"


def test_a_model_of_many_classes_says_no_threshold(scene):
    shown = scene([[0, 255, 128]], [[0, 1, 2]], palette=THREE)
    assert repr(tree_of([shown])) == "<PixelModel gray, DecisionTreeClassifier>"


class Watcher(ClassifierMixin, BaseEstimator):
    """Notes how many threads the libraries beneath it would take."""

    threads: ClassVar[list[int]] = []

    def fit(self, rows, classes):
        assert len(rows) == len(classes)
        self.classes_ = np.unique(classes)
        self.threads.extend(library["num_threads"] for library in threadpool_info())
        return self

    def predict_proba(self, rows):
        self.threads.extend(library["num_threads"] for library in threadpool_info())
        return np.full((len(rows), len(self.classes_)), 1 / len(self.classes_))


def test_training_and_prediction_run_on_one_thread(halves):
    PixelModel("gray", Watcher()).fit([halves()], pixels=100).predict(halves().image)
    assert set(Watcher.threads) == {1}


def test_an_interrupted_training_leaves_what_was_learned_before(halves, empty_cache, monkeypatch):
    model = PixelModel("multiscale").fit([halves(0)], pixels=100)
    before = model.probability(halves(0).image)
    images = []

    def interrupted(image, **named):
        images.append(image)
        if len(images) == 2:
            raise KeyboardInterrupt
        return multiscale_basic_features(image, **named)

    monkeypatch.setattr(features, "multiscale_basic_features", interrupted)
    with pytest.raises(KeyboardInterrupt):
        model.fit([halves(1), halves(2)], pixels=100)
    assert len(empty_cache) == 2
    assert np.array_equal(model.probability(halves(0).image), before)
    assert model.fit([halves(1), halves(2)], pixels=100) is model


def test_what_takes_less_than_a_second_shows_no_bar(halves, capsys):
    PixelModel("gray").fit([halves()], pixels=100).confusion_matrix([halves(1)])
    assert capsys.readouterr() == ("", "")


def test_photographs_are_segmented_better_than_chance():
    camera = load("camera")
    model = PixelModel("multiscale and position", RandomForestClassifier(5, max_depth=8)).fit([camera], pixels=2000)
    matrix = model.confusion_matrix([camera])
    assert matrix.sum() == (camera.truth != 255).sum()
    assert matrix.trace() / matrix.sum() > 0.75


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"features": "colour"}, "features is 'colour'.*one of: gray, color.*Did you mean 'color'"),
        ({"features": None}, "features is None, but it must be one of"),
        ({"estimator": RandomForestClassifier}, r"the class RandomForestClassifier.*Write RandomForestClassifier\(\)"),
        ({"estimator": RidgeClassifier()}, "a RidgeClassifier, which has no predict_proba"),
        ({"threshold": 1.5}, "threshold is 1.5, but it must be a number from 0 to 1"),
        ({"threshold": float("nan")}, "threshold is nan"),
        ({"threshold": "high"}, "threshold is 'high'"),
        ({"threshold": True}, "threshold is True"),
    ],
)
def test_a_model_that_cannot_be_is_refused_when_it_is_made(arguments, words):
    with pytest.raises(ValueError, match=words):
        PixelModel(**arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"pixels": 1000}, "pixels is 1000, but the scenes have only 768 scored pixels. Ask for at most 768"),
        ({"pixels": 0}, "pixels is 0, but it must be a whole number of at least 1"),
        ({"pixels": 2.5}, "pixels is 2.5"),
        ({"seed": -1}, "seed is -1, but it must be a whole number"),
        ({"seed": None}, "seed is None"),
    ],
)
def test_a_training_that_cannot_be_is_refused(halves, arguments, words):
    with pytest.raises(ValueError, match=words):
        PixelModel("gray").fit([halves()], **arguments)


def test_scenes_that_do_not_fit_together_are_refused(halves, scene):
    model = PixelModel("gray")
    with pytest.raises(ValueError, match=r"scenes is the scene 'toy' itself.*Write \[scene\]"):
        model.fit(halves())
    with pytest.raises(ValueError, match="scenes holds no scene"):
        model.fit([])
    with pytest.raises(ValueError, match="scenes is of type int, but it must be a list of scenes"):
        model.fit(3)
    with pytest.raises(ValueError, match=r"something of dtype uint8 and shape.*which is not a Scene"):
        model.fit([halves().image])
    with pytest.raises(ValueError, match="'cat scene' has the classes floor, lamp, cat, but the scene 'toy' has"):
        model.fit([halves(), halves(palette=THREE, name="cat scene")])
    with pytest.raises(ValueError, match="1 channel, but those to learn from have 3"):
        model.fit([halves(), scene([[0, 9]], [[0, 1]])], pixels=9)
    with pytest.raises(ValueError, match="every pixel of the scenes is ignored"):
        model.fit([scene([[0, 9]], [[255, 255]])], pixels=None)


def test_a_model_that_was_not_fitted_says_so(halves):
    model = PixelModel("gray")
    for use in (model.predict, model.probability):
        with pytest.raises(ValueError, match="learned nothing yet"):
            use(halves().image)
    with pytest.raises(ValueError, match="learned nothing yet"):
        model.confusion_matrix([halves()])


def test_images_of_another_kind_than_in_training_are_refused(halves):
    model = PixelModel("color").fit([halves()], pixels=100)
    for image, words in [
        (np.zeros((4, 5), np.uint8), r'1 channel, but those to learn from have 3.*convert\("RGB"\)'),
        (np.zeros((4, 5, 4), np.uint8), "4 channels"),
        (np.zeros((4, 5, 3)), r"dtype float64 and shape \(4, 5, 3\).*\* 255"),
        (np.zeros((0, 5, 3), np.uint8), r"shape \(0, 5, 3\)"),
        (halves(), "image is the scene 'toy', not an array. Pass scene.image"),
        (np.zeros((4, 5, 3), np.uint16), r"dtype uint16.*16 bits with \(image // 256\)"),
        (np.ma.masked_array(np.zeros((4, 5, 3), np.uint8), True), "image is a masked array"),
        ([[1, 2]], "image is of type list"),
    ]:
        with pytest.raises(ValueError, match=words):
            model.predict(image)
        with pytest.raises(ValueError, match=words):
            model.probability(image)
    with pytest.raises(ValueError, match="but the model has floor, lamp"):
        model.confusion_matrix([halves(palette=THREE)])


def test_an_image_of_a_single_row_has_no_edges(halves):
    model = PixelModel("multiscale").fit([halves()], pixels=100)
    with pytest.raises(ValueError, match=r"shape \(1, 9, 3\), but edges and curvature need 2 or more rows and columns"):
        model.predict(np.zeros((1, 9, 3), np.uint8))


def test_a_threshold_decides_between_two_classes_only(halves, quarters):
    words = r"threshold is 0.3, but the scenes have 3 classes.*scene\.binary"
    with pytest.raises(ValueError, match=words):
        PixelModel("gray", threshold=0.3).fit([halves(palette=THREE)], pixels=100)
    with pytest.raises(ValueError, match=words):
        PixelModel("gray").fit([halves(palette=THREE)], pixels=100).with_threshold(0.3)
    with pytest.raises(ValueError, match="threshold is 3,"):
        tree_of([quarters]).with_threshold(3)


@pytest.mark.parametrize(("only", "missing"), [(0, "lamp"), (1, "floor")])
def test_a_class_of_two_that_is_not_shown_cannot_be_learned(scene, only, missing):
    shown = scene(np.zeros((3, 4)), np.full((3, 4), only))
    with pytest.raises(ValueError, match=f"none of the 12 training pixels is of the class '{missing}'"):
        tree_of([shown])


def test_a_single_class_of_many_is_nothing_to_learn_from(scene):
    with pytest.raises(ValueError, match="all 12 training pixels are of the class 'cat'"):
        tree_of([scene(np.zeros((3, 4)), np.full((3, 4), 2), palette=THREE)])


@pytest.mark.parametrize("strategy", ["most_frequent", "prior", "uniform"])
def test_a_dummy_needs_to_see_no_class(scene, strategy):
    shown = scene(np.zeros((3, 4)), np.ones((3, 4)))
    model = PixelModel("gray", DummyClassifier(strategy=strategy)).fit([shown], pixels=None)
    assert model.predict(shown.image).tolist() == np.ones((3, 4)).tolist()


def test_scenes_made_binary_can_be_learned_from():
    face = load("chelsea").binary("eye", "nose", name="face")
    model = PixelModel("color and position", threshold=0.3).fit([face], pixels=3000)
    found, there = model.predict(face.image) == 1, face.truth == 1
    assert (found & there).sum() > 0.5 * there.sum()
