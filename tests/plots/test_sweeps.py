"""Sweeps over thresholds and over models."""

import re

import numpy as np
import pytest

from segmetrics_lab.metrics import threshold_sweep
from segmetrics_lab.plots import show_sweep
from segmetrics_lab.sweeps import ModelSweep

TRUTH = np.array([[0, 0, 0, 1, 0, 1, 1, 1]])
PROBABILITY = np.array([[0.1, 0.1, 0.2, 0.2, 0.6, 0.6, 0.8, 0.8]])
# Positive from 0.1 on: 4 right, 4 wrong. From 0.2: 4 and 2. From 0.6: 3 and 1. From 0.8: 2 and 0.
# Average precision: 2 of 4 found at 2/2, then 1 more at 3/4, 1 more at 4/6: 1/2 + 3/16 + 1/6 = 0.85.
WORDS = (
    "Scores at thresholds from 0.10 to 0.80: precision from 0.50 to 1.00, recall from 1.00 to 0.50, "
    "IoU from 0.50 to 0.50. IoU is highest at threshold 0.20 with 0.67. Average precision 0.85."
)
BLUE, ORANGE, GREEN, PURPLE = (0, 114, 178), (213, 94, 0), (0, 122, 89), (122, 75, 148)


def by_threshold(**more):
    return threshold_sweep(TRUTH, PROBABILITY, **more)


def by_model(**changed):
    parts = {
        "parameter": "max_depth",
        "values": np.array([1, 2, 3]),
        "training_accuracy": np.array([0.6, 0.8, 1.0]),
        "validation_accuracy": np.array([0.6, 0.75, 0.5]),
        "training_mean_iou": np.array([0.3, 0.6, 0.9]),
        "validation_mean_iou": np.array([0.35, 0.3, 0.25]),
    }
    return ModelSweep(**parts | changed)


def has(picture, color, columns=slice(None)):
    return int((picture.image[:, columns] == color).all(axis=2).sum())


def test_the_words_of_a_threshold_sweep_say_ends_best_iou_and_average_precision():
    assert repr(show_sweep(by_threshold())) == WORDS


def test_the_words_say_the_scores_at_a_marked_threshold():
    assert repr(show_sweep(by_threshold(), marked=0.6)) == (
        f"{WORDS} At threshold 0.60: precision 0.75; recall 0.75; IoU 0.60."
    )


def test_several_decisions_are_marked_by_name():
    assert repr(show_sweep(by_threshold(), marked={"strict": 0.8, "generous": 0.2})) == (
        f"{WORDS} strict, at threshold 0.80: precision 1.00; recall 0.50; IoU 0.50."
        " generous, at threshold 0.20: precision 0.67; recall 1.00; IoU 0.67."
    )


def test_of_a_threshold_that_was_not_counted_the_next_above_is_shown_and_said_to_be():
    assert repr(show_sweep(by_threshold(), marked=0.5)).endswith(
        " At threshold 0.60 (next above 0.50): precision 0.75; recall 0.75; IoU 0.60."
    )


def test_a_marked_threshold_that_rounds_to_the_counted_one_is_not_corrected():
    sweep = threshold_sweep(np.array([[0, 1]]), np.array([[0.2, 128 / 255]]))
    assert repr(show_sweep(sweep, marked=0.5)).endswith(" At threshold 0.50: precision 1.00; recall 1.00; IoU 1.00.")


def test_precision_is_undefined_where_nothing_is_positive():
    words = repr(show_sweep(by_threshold(thresholds=[0.5, 0.9]), marked=0.9))
    assert "precision from 0.75 to 0.75, recall from 0.75 to 0.00" in words
    assert words.endswith(" At threshold 0.90: precision undefined; recall 0.00; IoU 0.00.")


def test_without_an_object_recall_and_average_precision_are_undefined():
    picture = show_sweep(threshold_sweep(np.zeros_like(TRUTH), PROBABILITY), marked=0.8)
    assert repr(picture) == (
        "Scores at thresholds from 0.10 to 0.80: precision from 0.00 to 0.00, recall is undefined, "
        "IoU from 0.00 to 0.00. Average precision undefined. "
        "At threshold 0.80: precision 0.00; recall undefined; IoU 0.00."
    )
    assert has(picture, PURPLE) == 0


def test_a_sweep_in_which_nothing_is_defined_is_drawn_empty():
    words = repr(show_sweep(threshold_sweep(np.zeros((1, 2), dtype=int), np.array([[0.1, 0.2]]), thresholds=[0.5])))
    assert words.startswith("Scores at thresholds from 0.50 to 0.50: precision is undefined, recall is undefined, ")


def test_one_threshold_is_enough():
    assert has(show_sweep(by_threshold(thresholds=[0.5])), PURPLE) > 0


def test_scores_stand_on_the_left_and_precision_over_recall_on_the_right():
    picture = show_sweep(by_threshold())
    left, right = slice(0, 880), slice(1000, None)
    assert min(has(picture, color, left) for color in (BLUE, ORANGE, GREEN)) > 300
    assert has(picture, PURPLE, left) == 0
    assert has(picture, PURPLE, right) > 300
    assert sum(has(picture, color, right) for color in (BLUE, ORANGE, GREEN)) == 0


def test_thresholds_that_end_early_use_the_whole_panel():
    x = [
        np.flatnonzero((show_sweep(sweep).image == BLUE).all(axis=2)[:600, :716].any(axis=0)).max() for sweep in early()
    ]
    # The panel reaches from 58 to 358, drawn with two pixels for one: the first sweep ends at 0.3 of 0.3, the second
    # at 0.6 of 1.
    assert x[0] > 2 * 350
    assert 2 * 230 < x[1] < 2 * 250


def early():
    truth = np.array([[0, 0, 1]])
    return threshold_sweep(truth, np.array([[0, 0.1, 0.3]])), threshold_sweep(truth, np.array([[0, 0.1, 0.6]]))


def test_a_sweep_of_200_000_thresholds_is_drawn_like_one_of_2_000():
    rng = np.random.default_rng(0)
    truth = (rng.random((400, 500)) < 0.3).astype(int)
    probability = np.clip(0.5 * rng.random(truth.shape) + 0.4 * truth + 0.05, 0, 1)
    every = threshold_sweep(truth, probability)
    assert len(every.thresholds) > 199_000
    some = threshold_sweep(truth, probability, thresholds=np.linspace(every.thresholds[0], every.thresholds[-1], 2000))
    many, few = (show_sweep(sweep, marked=0.5) for sweep in (every, some))
    assert len(many.png()) <= 100_000
    differs = np.abs(many.image.astype(int) - few.image).max(axis=2) > 128
    assert differs.mean() < 0.004


def test_a_sweep_in_which_all_is_ignored_is_refused_or_said_to_be_undefined():
    ignored, probability = np.full((2, 2), 255), np.full((2, 2), 0.5)
    with pytest.raises(ValueError, match="the sweep has no threshold, since no pixel was scored"):
        show_sweep(threshold_sweep(ignored, probability))
    assert repr(show_sweep(threshold_sweep(ignored, probability, thresholds=[0.2, 0.5]), marked=0.5)) == (
        "Scores at thresholds from 0.20 to 0.50: precision is undefined, recall is undefined, IoU is undefined. "
        "Average precision undefined. At threshold 0.50: precision undefined; recall undefined; IoU undefined."
    )


def test_neither_a_score_nor_a_threshold_is_said_as_1_that_is_below():
    truth = np.repeat([[0, 1]], 500, axis=0)
    probability = np.where(truth == 1, 0.9996, 0.004)
    probability[0, 0] = 0.9996
    assert repr(show_sweep(threshold_sweep(truth, probability))) == (
        "Scores at thresholds from 0.004 to 0.9996: precision from 0.50 to 0.998, recall from 1.00 to 1.00, "
        "IoU from 0.50 to 0.998. IoU is highest at threshold 0.9996 with 0.998. Average precision 0.998."
    )


def test_the_words_of_a_model_sweep_say_ends_peak_and_gap():
    assert repr(show_sweep(by_model())) == (
        "Scores of models with max depth 1 to 3. "
        "Pixel accuracy: training from 0.60 to 1.00, validation from 0.60 to 0.50, highest at max depth 2 with 0.75; "
        "at the end training less validation is 0.50. "
        "Mean IoU: training from 0.30 to 0.90, validation from 0.35 to 0.25, highest at max depth 1 with 0.35; "
        "at the end training less validation is 0.65."
    )


def test_the_words_say_the_scores_at_a_marked_value():
    assert repr(show_sweep(by_model(), marked={"chosen": 2})).endswith(
        " chosen, at max depth 2: pixel accuracy training 0.80, validation 0.75; "
        "mean IoU training 0.60, validation 0.30."
    )


def test_an_undefined_score_leaves_a_gap_and_is_said_to_be_undefined():
    sweep = by_model(validation_mean_iou=np.array([0.35, np.nan, 0.25]))
    assert repr(show_sweep(sweep, marked=2)).endswith("mean IoU training 0.60, validation undefined.")


def test_a_gap_that_is_not_0_is_not_said_to_be():
    sweep = by_model(validation_accuracy=np.array([0.6, 0.75, 0.996]), validation_mean_iou=np.array([0.3, 0.6, 0.904]))
    words = repr(show_sweep(sweep))
    assert "highest at max depth 3 with 0.996; at the end training less validation is 0.004" in words
    assert "at the end training less validation is -0.004" in words


def test_values_that_fall_are_drawn_in_their_order():
    assert repr(show_sweep(by_model(values=np.array([31, 5, 1])))).startswith(
        "Scores of models with max depth 31 to 1. "
        "Pixel accuracy: training from 0.60 to 1.00, validation from 0.60 to 0.50, highest at max depth 5 with 0.75;"
    )


@pytest.mark.parametrize(("values", "share"), [([1, 5, 9], 0.5), ([1, 3, 9], 0.5), ([1, 4, 9], 0.375)])
def test_values_in_uneven_steps_are_drawn_in_even_ones(values, share):
    picture = show_sweep(by_model(values=np.array(values)), marked=values[1])
    # The mark is a column of ink in a panel that reaches from 58 to 358, drawn with two pixels for one.
    columns = np.flatnonzero((picture.image[200:600, 130:700] < 100).all(axis=2).sum(axis=0) > 100) + 130
    assert columns.mean() == pytest.approx(2 * (58 + 300 * share), abs=2)


def test_the_gap_is_shaded():
    assert has(show_sweep(by_model()), (236, 239, 242)) > 5000


@pytest.mark.parametrize("sweep", [by_threshold(), by_model()], ids=["thresholds", "models"])
def test_own_words_replace_the_composed_ones(sweep):
    assert repr(show_sweep(sweep, alt="a curve")) == "a curve"


@pytest.mark.parametrize(
    "sweep",
    [by_threshold(), by_model(parameter="min_weight_fraction_leaf", values=[0.1, 0.2, 0.8])],
    ids=["thresholds", "models"],
)
def test_a_sweep_with_four_long_names_is_small_and_the_same_every_time(sweep):
    marked = dict(zip(["sixteen letters!", "$b_", "{", "d"], [0.1, 0.2, 0.8, 0.8], strict=True))
    first, second = (show_sweep(sweep, marked=marked) for _ in range(2))
    assert first.width_px == 900
    assert len(first.png()) <= 100_000
    assert first.png() == second.png()
    assert first.image[:, -4:].min() == 255


@pytest.mark.parametrize(
    ("sweep", "marked", "message"),
    [
        ({"max_depth": [1, 2]}, None, "sweep is of type dict, but it must be what metrics.threshold_sweep or "),
        (np.arange(3), None, "or models.sweep returns. For other curves there is show_curves."),
        (by_threshold(), 0.9, "marked is 0.9, but the thresholds of this sweep end at 0.8"),
        (by_threshold(), np.nan, "marked is nan, but a mark needs a finite place"),
        (by_threshold(), True, "marked is True, but a mark needs a finite place"),
        (by_threshold(), {"strict": "high"}, "but a mark needs a finite place"),
        (by_threshold(), {}, "marked holds 0 decisions, but a figure can point out 1 to 4"),
        (by_threshold(), {str(name): 0.5 for name in range(5)}, "marked holds 5 decisions"),
        (by_threshold(), {7: 0.5}, "marked holds the name 7, but a name is a text of up to 16 signs"),
        (by_threshold(), {"n" * 17: 0.5}, "but a name is a text of up to 16 signs"),
        (by_model(), 7, "marked is 7, but no model with this max depth was trained. There are: 1, 2, 3."),
        (by_model(values=np.array([1, 3, 2])), None, "the values of max_depth are [1, 3, 2], but a curve or a slider"),
        (by_model(values=np.array([1, 1, 2])), None, "numbers that rise, or that fall"),
    ],
)
def test_what_cannot_be_drawn_is_refused(sweep, marked, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        show_sweep(sweep, marked=marked)
