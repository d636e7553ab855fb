"""The presets do what they are for."""

import numpy as np
import pytest

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import iou_per_class, precision_per_class, recall_per_class
from segmetrics_lab.models import preset, presets
from segmetrics_lab.scenes import load


@pytest.mark.parametrize("name", presets())
def test_every_preset_learns_without_a_warning_and_the_same_twice(name, halves):
    first, second = (preset(name).fit([halves(0)], pixels=300).probability(halves(1).image) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize("name", [name for name in presets() if name not in ("generous", "strict")])
def test_most_presets_also_learn_many_classes(name):
    coffee = load("coffee")
    prediction = preset(name).fit([coffee], pixels=1500).predict(coffee.image)
    assert prediction.shape == coffee.truth.shape
    assert prediction.max() < coffee.palette.num_classes


@pytest.mark.parametrize("name", ["generous", "strict"])
def test_a_preset_with_a_threshold_asks_for_two_classes(name):
    with pytest.raises(ValueError, match=r"scene\.binary"):
        preset(name).fit([load("coffee")])


@pytest.mark.parametrize("truth", [[[0, 0, 0]], [[0, 1, 0]]])
@pytest.mark.parametrize("palette", [Palette(["floor", "lamp"]), Palette(["floor", "lamp", "cat"])])
def test_all_background_says_class_0_everywhere_whether_or_not_it_saw_another(scene, truth, palette):
    model = preset("all-background").fit([scene([[0, 128, 255]], truth, palette=palette)], pixels=None)
    assert model.predict(np.array([[255, 7]], np.uint8)).tolist() == [[0, 0]]


def test_all_background_needs_to_see_the_background(scene):
    with pytest.raises(ValueError, match="none of the 2 training pixels is of the class 'floor'"):
        preset("all-background").fit([scene([[0, 9]], [[1, 1]])], pixels=None)


def test_position_only_does_not_look_at_the_image(halves):
    model = preset("position-only").fit([halves()], pixels=None)
    assert np.array_equal(model.predict(halves().image), model.predict(np.zeros((24, 32, 3), np.uint8)))


def test_generous_misses_less_and_strict_invents_less(halves):
    training, test = [halves(0, noise=150)], [halves(1, noise=150)]
    generous, strict = (
        preset(name).fit(training, pixels=None).confusion_matrix(test) for name in ("generous", "strict")
    )
    assert recall_per_class(generous)[1] > recall_per_class(strict)[1] + 0.1
    assert precision_per_class(strict)[1] > precision_per_class(generous)[1] + 0.05


def test_good_beats_middle_beats_bad_on_a_photograph():
    coffee = load("coffee")
    scores = [
        np.nanmean(iou_per_class(preset(name).fit([coffee], pixels=3000).confusion_matrix([coffee])))
        for name in ("good", "middle", "bad")
    ]
    assert scores[0] > scores[1] + 0.05
    assert scores[1] > scores[2] + 0.05


def test_a_preset_changed_by_its_user_is_new_the_next_time():
    preset("paradox").estimator.set_params(max_depth=1)
    assert preset("paradox").estimator.max_depth == 8


def test_the_help_of_preset_says_what_each_is_for():
    assert [name for name in presets() if f"\n            {name}: " not in str(preset.__doc__)] == []


def test_an_unknown_preset_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match=r"name is 'paradoks', but it must be one of: good.*Did you mean 'paradox'"):
        preset("paradoks")
