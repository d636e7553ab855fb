"""How curves look, and where values and labels stand."""

import re
from dataclasses import astuple

import numpy as np
import pytest

from segmetrics_lab.labels import CLASSES, OTHERS, SCORES, Palette
from segmetrics_lab.labels.styles import CALLED
from segmetrics_lab.pictures.svg import text_width
from segmetrics_lab.plots.axes import Axes, apart, round_ticks, set_x, set_y, style_of, styles_of

PALETTE = Palette(["road", "sky", "recall", "mine"], ["#4a4d54", "#6ab9e7", "#f8b717", "#00ff00"])


@pytest.mark.parametrize(
    ("name", "style"),
    [
        *SCORES.items(),
        *((other, SCORES[score]) for other, score in CALLED.items()),
        *CLASSES.items(),
        ("IoU, noon", SCORES["IoU"]),
        ("mean IoU, noon", SCORES["IoU"]),
        ("recall of road", SCORES["recall"]),
        ("validation, noisy labels", SCORES["validation"]),
        ("F-beta", SCORES["Dice"]),
        ("blank mask", SCORES["baseline"]),
        ("training accuracy", SCORES["training"]),
        ("line of the rule", SCORES["baseline"]),
        ("Fog", None),
        ("accuracyish", None),
        ("300 pixels", None),
        ("noon, IoU unknown", None),
        ("road", None),
        ("", None),
    ],
)
def test_the_name_decides_the_style(name, style):
    assert style_of(name) is style


def test_the_classes_of_a_palette_have_the_inks_of_their_colours_whatever_they_are_called():
    names = ["road", "sky", "recall", "trees"]
    expected = [CLASSES["background"], CLASSES["sky"], CLASSES["object"], CLASSES["trees"]]
    assert [style_of(name, PALETTE) for name in names] == expected
    assert style_of("mine", PALETTE).light == "#008000"


def test_other_names_are_in_the_ink_of_text_and_in_the_order_of_the_table():
    assert styles_of(["noon", "dusk", "fog", "a", "b", "c"]) == list(OTHERS)
    assert styles_of(["training", "noon", "dusk"]) == [SCORES["training"], *OTHERS[:2]]


def test_conditions_of_a_score_keep_its_colour_and_differ_in_their_lines():
    styles = styles_of(["IoU, noon", "IoU, dusk", "IoU, fog"])
    assert {style.light for style in styles} == {SCORES["IoU"].light}
    assert styles[0] is SCORES["IoU"]
    assert len({(style.dash, style.marker) for style in styles}) == 3


@pytest.mark.parametrize(
    "names",
    [
        ["accuracy", "pixel accuracy", "a", "b", "c", "d"],
        ["a", "accuracy", "accuracy, b", "c", "d", "e"],
        [f"IoU, {number}" for number in range(6)],
        [f"training, {number}" for number in range(6)],
        ["blank", "blank, b", "line of the rule", "baseline", "a", "b"],
        ["person", "trees", "grass", "sky", "object", "background"],
        ["validation", "test", "other frame", "a", "b", "c"],
    ],
)
def test_no_two_curves_of_a_figure_look_the_same(names):
    assert len({(style.light, style.dash, style.marker) for style in styles_of(names)}) == 6


def test_no_two_scores_and_no_two_other_styles_look_the_same():
    for table in (SCORES.values(), CLASSES.values(), OTHERS):
        assert len({astuple(style)[:4] for style in table}) == len(table)


def axes_of(values):
    """How far right each value lies, and the numbers below the axis."""
    axes = Axes((560, 320))
    places = set_x(axes, "", np.array(values, dtype=float))
    return (axes.spots(places, 0)[:, 0] - axes.left) / (axes.right - axes.left), texts_of(axes)


def texts_of(axes):
    return [text for part in axes.parts for text in re.findall(">([^<]+)</text>", part)]


@pytest.mark.parametrize(
    ("values", "shares"),
    [
        ([1, 2, 3], [0, 0.5, 1]),
        ([1, 4, 9], [0, 0.375, 1]),
        ([1, 3, 9], [0, 0.5, 1]),
        ([0, 1, 20], [0, 0.5, 1]),
        ([-1, 1, 20], [0, 0.5, 1]),
        ([1, 10, 100, 1000], [0, 1 / 3, 2 / 3, 1]),
        ([4, 8, 40], [0, 0.301, 1]),
        ([100, 10, 2], [0, 0.589, 1]),
        ([9, 4, 1], [0, 0.625, 1]),
        ([1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24], np.arange(11) / 10),
    ],
)
def test_values_in_uneven_steps_are_drawn_in_even_ones_and_factors_on_a_logarithmic_axis(values, shares):
    places, texts = axes_of(values)
    assert places == pytest.approx(shares, abs=0.001)
    assert texts == [str(value) for value in values]


def test_where_values_are_many_or_long_some_have_a_tick_without_a_number():
    assert axes_of(range(20))[1] == ["0", "2", "4", "6", "8", "10", "12", "14", "16", "18"]
    assert axes_of(range(30_000, 30_010))[1] == ["30000", "30002", "30004", "30006", "30008"]


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        (np.linspace(0.01, 0.99, 99), 0.01, 0.99),
        (np.linspace(0, 0.5, 51), 0, 1),
        (np.geomspace(1, 1000, 50), 0, 1),
        (np.linspace(1, 0, 30), 0, 1),
    ],
)
def test_many_values_lie_in_proportion_and_shares_between_0_and_1(values, first, last):
    places, _ = axes_of(values)
    assert places[[0, -1]] == pytest.approx([first, last])
    assert np.diff(places) / np.diff(values) == pytest.approx((last - first) / (values[-1] - values[0]))


@pytest.mark.parametrize(
    ("values", "ticks", "low"),
    [
        ([0, 1], "0 0.25 0.5 0.75 1", 0),
        ([0.49, 0.9], "0 0.25 0.5 0.75 1", 0),
        ([0.5, np.nan, 0.9], "0.5 0.6 0.7 0.8 0.9 1", 0.455),
        ([0.99, 1], "0.5 0.6 0.7 0.8 0.9 1", 0.455),
    ],
)
def test_scores_go_from_0_to_1_or_from_a_half_with_the_sign_of_a_break(values, ticks, low):
    axes = Axes((560, 320))
    set_y(axes, "score", [np.array(values)])
    assert texts_of(axes) == [*ticks.split(), "score"]
    assert axes.y_limits == pytest.approx((low, 1))
    assert sum("l10-4" in part for part in axes.parts) == (low > 0)


@pytest.mark.parametrize(("values", "low"), [([1, 5, 22.5], 0), ([7, 7, 7], 0), ([-1, 0, 1], -1.12)])
def test_values_that_are_no_shares_all_lie_within_the_axis(values, low):
    axes = Axes((560, 320))
    set_y(axes, "pixels", [np.array(values)])
    assert axes.y_limits[0] == pytest.approx(low)
    assert axes.y_limits[1] > max(values)
    heights = axes.spots(0, values)[:, 1]
    assert ((heights > axes.top) & (heights <= axes.bottom)).all()


@pytest.mark.parametrize(
    ("centres", "sizes", "expected"),
    [
        ([50], [20], [50]),
        ([50, 200], [20, 40], [50, 200]),
        ([50, 50], [20, 30], [50, 75]),
        ([60, 50], [20, 20], [70, 50]),
        ([10, 11, 12], [17, 17, 17], [10, 27, 44]),
        ([290, 295, 299], [17, 17, 17], [257.5, 274.5, 291.5]),
        ([-5, 305], [20, 20], [10, 290]),
    ],
)
def test_labels_that_would_touch_are_pushed_apart_within_the_limits(centres, sizes, expected):
    assert apart(centres, sizes, 0, 300) == expected


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        (0, 1, 4, [0, 0.25, 0.5, 0.75, 1]),
        (0.5, 1, 5, [0.5, 0.6, 0.7, 0.8, 0.9, 1]),
        (0.03, 0.98, 6, [0.2, 0.4, 0.6, 0.8]),
        (1, 200, 6, [50, 100, 150, 200]),
        (-1.1, 1.1, 6, [-1, -0.5, 0, 0.5, 1]),
        (30, 0, 6, [0, 5, 10, 15, 20, 25, 30]),
    ],
)
def test_ticks_are_round_numbers_within_the_limits(low, high, most, ticks):
    assert round_ticks(low, high, most) == pytest.approx(ticks)


def test_a_text_is_as_wide_as_its_letters():
    assert 12 < text_width("ii") * 3 < text_width("MM") * 3 < 100
    assert text_width("name", 26) == pytest.approx(2 * text_width("name", 13), rel=0.02)
    assert text_width("name", is_bold=True) > text_width("name")
