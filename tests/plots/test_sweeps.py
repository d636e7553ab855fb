"""Sweeps over thresholds and over models."""

import re
from base64 import b64decode
from dataclasses import replace
from html import unescape
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest

from segmetrics_lab.labels import GROUNDS, OTHERS, SCORES
from segmetrics_lab.metrics import threshold_sweep
from segmetrics_lab.plots import show_sweep
from segmetrics_lab.sweeps import ModelSweep
from tests.plots.drawings import SVG, colour, lines

TRUTH = np.array([[0, 0, 0, 1, 0, 1, 1, 1]])
PROBABILITY = np.array([[0.1, 0.1, 0.2, 0.2, 0.6, 0.6, 0.8, 0.8]])
# Positive from 0.1 on: 4 right, 4 wrong. From 0.2: 4 and 2. From 0.6: 3 and 1. From 0.8: 2 and 0.
# Average precision: 2 of 4 found at 2/2, then 1 more at 3/4, 1 more at 4/6: 1/2 + 3/16 + 1/6 = 0.85.
WORDS = (
    "Scores at thresholds from 0.10 to 0.80: precision from 0.50 to 1.00, recall from 1.00 to 0.50, "
    "IoU from 0.50 to 0.50. IoU is highest at threshold 0.20 with 0.67. Average precision 0.85."
)
INK = OTHERS[0]


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


def panels(picture):
    """The drawing of each panel."""
    found = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", picture.html())
    return [ElementTree.fromstring(b64decode(svg)) for svg in found]


def texts(svg):
    return [element.text for element in svg.iter(f"{SVG}text")]


def across(svg):
    """Where the axes begin and how wide they are."""
    axis = next(path.get("d") for path in svg.iter(f"{SVG}path") if "H" in path.get("d"))
    left, right = re.match(r"M([\d.]+) [\d.]+H([\d.]+)", axis).groups()
    return float(left), float(right) - float(left)


def below(picture):
    """The lines of text below the panels."""
    return [unescape(line) for line in re.findall(r"<div[^>]*>([^<]*)</div>", picture.html())[2:]]


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
    second = panels(picture)[1]
    assert lines(second, INK) == []
    assert "undefined: no object in the truth" in texts(second)


def test_a_sweep_in_which_nothing_is_defined_is_drawn_empty():
    words = repr(show_sweep(threshold_sweep(np.zeros((1, 2), dtype=int), np.array([[0.1, 0.2]]), thresholds=[0.5])))
    assert words.startswith("Scores at thresholds from 0.50 to 0.50: precision is undefined, recall is undefined, ")


def test_one_threshold_is_enough():
    _, second = panels(show_sweep(by_threshold(thresholds=[0.5])))
    assert "0.50" in texts(second)


def test_scores_stand_on_the_left_and_precision_over_recall_on_the_right():
    first, second = panels(show_sweep(by_threshold()))
    assert [len(lines(first, SCORES[name])) for name in ("precision", "recall", "IoU")] == [1, 1, 1]
    assert lines(first, INK) == []
    assert [len(lines(second, SCORES[name])) for name in ("precision", "recall", "IoU")] == [0, 0, 0]
    (curve,) = lines(second, INK)
    left, width = across(second)
    # Recall is 1, 1, 3/4, 1/2 and precision 1/2, 2/3, 3/4, 1; the axes are 214 pixels high and start 34 below the top.
    assert (curve[:, 0] - left) / width == pytest.approx([1, 1, 0.75, 0.5], abs=0.002)
    assert (curve[:, 1] - 34) / 214 == pytest.approx([1 / 2, 1 / 3, 1 / 4, 0], abs=0.002)


def test_titles_and_decisions_are_texts_around_the_panels():
    picture = show_sweep(by_threshold(), marked={"strict": 0.8, "<generous>": 0.2})
    html = unescape(picture.html())
    assert ">scores at each threshold</div>" in html
    assert ">average precision 0.85</div>" in html
    assert below(picture) == [
        "● strict, at threshold 0.80: precision 1.00; recall 0.50; IoU 0.50.",
        "■ <generous>, at threshold 0.20: precision 0.67; recall 1.00; IoU 0.67.",
    ]
    first, second = panels(picture)
    assert first.get("width") == second.get("width") == "390"
    assert {"strict", "<generous>"} <= set(texts(first))
    assert {"● strict", "■ <generous>"} <= set(texts(second))


def test_names_beside_precision_over_recall_do_not_touch_where_decisions_are_near():
    truth, probability = np.array([[1] * 50 + [0] * 50]), np.linspace(1, 0, 100)[np.newaxis]
    decisions = {"first": 0.54, "second": 0.53, "third": 0.52}
    _, second = panels(show_sweep(threshold_sweep(truth, probability), marked=decisions))
    heights = [float(text.get("y")) for text in second.iter(f"{SVG}text") if text.text[2:] in decisions]
    assert len(heights) == 3
    assert np.diff(sorted(heights)).min() >= 19


def test_precision_over_recall_starts_at_a_half_where_both_are_above():
    truth, probability = np.array([[1] * 60 + [0] * 40]), np.linspace(1, 0, 100)[np.newaxis]
    _, high = panels(show_sweep(threshold_sweep(truth, probability, thresholds=[0.0, 0.5, 0.6])))
    assert {"0.5", "0.6", "0.9"} <= set(texts(high))
    assert "0" not in texts(high)


def test_both_panels_together_say_what_the_picture_says():
    for picture in (show_sweep(by_threshold()), show_sweep(by_model())):
        assert " ".join(re.findall(r'alt="([^"]*)"', picture.html())) == picture.alt


def test_round_thresholds_stand_beside_the_curve_where_they_have_room():
    grid = np.arange(1, 100) / 100
    rng = np.random.default_rng(0)
    truth = (rng.random((100, 100)) < 0.3).astype(int)
    sweep = threshold_sweep(truth, np.clip(0.5 * rng.random(truth.shape) + 0.4 * truth, 0, 1), thresholds=grid)
    _, second = panels(show_sweep(sweep))
    shown = [(text.text, float(text.get("x")), float(text.get("y"))) for text in second.iter(f"{SVG}text")]
    labels = [label for label in shown if re.fullmatch(r"0\.\d0", label[0])]
    assert len(labels) >= 4
    for (_, x, y), (_, other_x, other_y) in combinations(labels, 2):
        assert abs(x - other_x) > 30 or abs(y - other_y) > 14


def test_thresholds_that_end_early_use_the_whole_panel():
    ends = []
    for sweep in early():
        svg = panels(show_sweep(sweep))[0]
        left, width = across(svg)
        (curve,) = lines(svg, SCORES["recall"])
        ends.append((curve[:, 0].max() - left) / width)
    assert ends == pytest.approx([1, 0.6], abs=0.002)


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
    assert len(many.html()) <= 150_000
    for name in ("precision", "recall", "IoU"):
        (dense,), (sparse,) = (lines(panels(picture)[0], SCORES[name]) for picture in (many, few))
        order = dense[:, 0].argsort(kind="stable")
        assert np.abs(np.interp(sparse[:, 0], *dense[order].T) - sparse[:, 1]).mean() < 0.5


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


def test_values_in_uneven_steps_are_drawn_in_even_ones_and_have_their_numbers():
    svg = panels(show_sweep(by_model(values=np.array([1, 3, 9])), marked=3))[0]
    (curve,) = lines(svg, SCORES["training"])
    assert np.diff(curve[:, 0]) == pytest.approx([across(svg)[1] / 2] * 2, abs=0.3)
    assert {"1", "3", "9", "max depth 3"} <= set(texts(svg))


def test_both_panels_of_models_have_the_same_axes():
    low = by_model()
    high = by_model(training_mean_iou=np.array([0.5, 0.6, 0.9]), validation_mean_iou=np.array([0.5, 0.6, 0.5]))
    high = replace(high, validation_accuracy=np.array([0.6, 0.75, 0.5]))
    for sweep, shown, hidden in ((low, "0.25", "0.6"), (high, "0.6", "0.25")):
        for svg in panels(show_sweep(sweep)):
            assert shown in texts(svg)
            assert hidden not in texts(svg)


def test_the_gap_is_shaded_and_the_peak_is_named():
    picture = show_sweep(by_model())
    assert below(picture)[-1] == "Shaded: the gap between training and validation."
    assert "○ validation is highest at max depth 2 with 0.75" in picture.html()
    for svg in panels(picture):
        assert [path for path in svg.iter(f"{SVG}path") if path.get("fill") == colour(GROUNDS["grid"])]


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
    assert len(first.html()) <= 60_000
    assert first.html() == second.html()
    assert len(panels(first)) == 2


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
