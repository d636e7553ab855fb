"""Curves with their names beside them."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from segmetrics_lab.labels import GROUNDS, OTHERS, SCORES, Palette, style_of_fill
from segmetrics_lab.pictures.svg import text_width
from segmetrics_lab.plots import show_curves
from tests.plots.drawings import SVG, colour, lines

X = [1, 2, 3]


def said(curves, **more):
    return repr(show_curves(X, curves, x_label="depth", y_label="accuracy", **more))


@pytest.mark.parametrize(
    ("values", "course"),
    [
        ([0.1, 0.2, 0.5], "rises from 0.1 to 0.5"),
        ([0.5, 0.5, 0.25], "falls from 0.5 to 0.25"),
        ([0.5, 0.5, 0.5], "stays at 0.5"),
        ([0.5, 0.8, 0.6], "starts at 0.5, is highest at depth 2 with 0.8, ends at 0.6"),
        ([0.5, 0.2, 0.6], "starts at 0.5, is lowest at depth 2 with 0.2, ends at 0.6"),
        ([0.1, np.nan, 0.5], "rises from 0.1 to 0.5"),
        ([np.nan, np.nan, 0.5], "stays at 0.5"),
    ],
)
def test_the_words_tell_the_course_of_a_curve(values, course):
    assert said({"test": values}) == f"accuracy against depth, 1 to 3: test {course}."


def test_the_words_name_every_curve_and_the_marked_place():
    words = said({"training": [0.6, 0.8, 1.0], "test": [0.6, 0.7, 0.5]}, marked=2)
    assert words == (
        "accuracy against depth, 1 to 3: training rises from 0.6 to 1; "
        "test starts at 0.6, is highest at depth 2 with 0.7, ends at 0.5. A line marks depth 2."
    )


def test_own_words_replace_the_composed_ones():
    assert said({"test": [1, 2, 3]}, alt="a straight line") == "a straight line"


def drawn(curves, x=X, **more):
    picture = show_curves(x, curves, **{"x_label": "x", "y_label": "y"} | more)
    return ElementTree.fromstring(picture.encoded()[1])


def texts(svg):
    return {element.text: element for element in svg.iter(f"{SVG}text")}


def test_a_curve_and_its_name_have_the_colour_of_the_score_and_other_names_that_of_text():
    svg = drawn({"recall": [0.2, 0.2, 0.2], "mine": [0.8, 0.8, 0.8]})
    for name, style, height in (("recall", SCORES["recall"], 0.2), ("mine", OTHERS[0], 0.8)):
        assert texts(svg)[name].get("fill") == colour(style)
        assert [y for _, y in lines(svg, style)[0]] == pytest.approx([268 - 234 * height] * 3, abs=0.2)


def test_curves_wear_the_inks_of_a_palette_and_follow_the_theme():
    svg = drawn({"mine": [0.2, 0.4, 0.6]}, palette=Palette(["rest", "mine"], ["#4a4d54", "#00ff00"]))
    ink = style_of_fill("#00ff00")
    assert texts(svg)["mine"].get("fill") == colour(ink)
    assert f"--{ink.light[1:]}{ink.dark[1:]}:{ink.dark};" in svg.find(f"{SVG}style").text.split("dark){")[1]


def test_each_curve_has_the_dash_and_the_markers_of_the_table():
    svg = drawn({"precision": [0.2, 0.4, 0.6], "accuracy": [0.2, 0.4, 0.6], "line of the rule": [0.7, 0.7, 0.7]})
    for name in ("precision", "accuracy", "baseline"):
        assert len(lines(svg, SCORES[name])) == 1
    assert markers(svg, SCORES["precision"]) == 3
    assert markers(svg, SCORES["accuracy"]) == markers(svg, SCORES["baseline"]) == 0


def markers(svg, style):
    """How many markers in the colour of a style there are."""
    return sum(len(group) for group in svg.iter(f"{SVG}g") if group.get("stroke") == colour(style))


@pytest.mark.parametrize(("name", "fill"), [("training", GROUNDS["page"]), ("recall", SCORES["recall"])])
def test_a_hollow_marker_has_the_colour_of_the_page(name, fill):
    (group,) = (group for group in drawn({name: [0.2, 0.4, 0.6]}).iter(f"{SVG}g") if len(group))
    assert group.get("fill") == colour(fill)


def test_a_long_curve_has_some_markers_far_apart():
    svg = drawn({"IoU": np.linspace(0, 1, 1000), "recall": np.linspace(0, 1, 1000)}, x=np.arange(1000))
    for name in ("IoU", "recall"):
        assert 8 < markers(svg, SCORES[name]) < 20


def test_a_curve_of_shares_is_drawn_between_0_and_1():
    svg = drawn({"accuracy": [0.25, 0.5, 1]})
    (line,) = lines(svg, SCORES["accuracy"])
    # The axes are 234 pixels high and start 34 below the top.
    assert line[:, 1] == pytest.approx([34 + 234 * 0.75, 34 + 234 * 0.5, 34], abs=0.2)
    assert {"0", "0.25", "0.5", "0.75", "1"} <= set(texts(svg))


def test_a_marked_place_has_a_line_where_it_lies_between_values_in_even_steps():
    svg = drawn({"IoU": [0.2, 0.4, 0.6]}, x=[1, 2, 11], marked=6.5, x_label="depth")
    assert "depth 6.5" in texts(svg)
    (line,) = lines(svg, SCORES["IoU"])
    (mark,) = (path.get("d") for path in svg.iter(f"{SVG}path") if "stroke-dasharray" in path.attrib)
    assert float(re.match(r"M([\d.]+)", mark)[1]) == pytest.approx((line[1, 0] + line[2, 0]) / 2, abs=0.2)


def test_where_a_value_is_undefined_a_curve_has_a_gap():
    (line,) = (
        path.get("d")
        for path in drawn({"accuracy": [0, 0, np.nan, 0, 0]}, x=range(5)).iter(f"{SVG}path")
        if "2.5" in path.get("stroke-width", "")
    )
    assert re.sub(r"[\d. ]+", "", line) == "MLML"


def test_values_beyond_1_and_below_0_are_drawn():
    for values in ([1, 5, 22.5], [-1, 0, 1], [7, 7, 7]):
        (line,) = lines(drawn({"accuracy": values}), SCORES["accuracy"])
        assert ((line[:, 1] >= 34) & (line[:, 1] <= 268)).all()
        assert np.sign(np.diff(line[:, 1])).tolist() == (-np.sign(np.diff(values))).tolist()


def test_a_name_stands_beside_the_last_value_that_is_known():
    svg = drawn({"IoU": [0.2, 0.4, np.nan], "recall": [0.2, 0.4, 0.6]})
    first, second = (float(texts(svg)[name].get("x")) for name in ("IoU", "recall"))
    (line,) = lines(svg, SCORES["recall"])
    assert [first, second] == pytest.approx([line[1, 0] + 10, line[2, 0] + 10], abs=0.2)


def test_names_that_would_touch_stand_apart():
    curves = {name: [0, 0.5, 0.8] for name in ("IoU", "recall", "precision", "a", "b", "c")}
    found = texts(drawn(curves))
    heights = sorted(float(found[name].get("y")) for name in curves)
    assert np.diff(heights).min() >= 18.9


def test_long_names_stay_inside_the_figure():
    found = texts(drawn({"a name of quite some length, with more": X, "$b_{": X}, y_label="$y"))
    name = found["a name of quite some length, with more"]
    assert float(name.get("x")) + text_width(name.text, 16) < 560
    assert {"$b_{", "$y"} <= set(found)


def test_the_figure_is_small_and_the_same_every_time():
    x = np.linspace(0, 1, 500)
    curves = {f"curve {power}": x**power for power in range(1, 7)}
    first, second = (show_curves(x, curves, x_label="x", y_label="y", marked=0.5) for _ in range(2))
    assert first.width_px == 560
    assert len(first.encoded()[1]) <= 60_000
    assert first.encoded() == second.encoded()


def test_arguments_are_not_changed():
    x, values = np.array([1, 2, 3]), np.array([3, 2, 1])
    curves = {"test": values}
    show_curves(x, curves, x_label="x", y_label="y")
    assert x.tolist() == [1, 2, 3]
    assert values.tolist() == [3, 2, 1]
    assert list(curves) == ["test"]


@pytest.mark.parametrize(
    ("x", "curves", "marked", "message"),
    [
        ([1], {"a": [1]}, None, "x has shape (1,), but a curve needs a row of 2 or more numbers"),
        ([1, 1], {"a": [1, 2]}, None, "x does not rise"),
        ([1, np.nan], {"a": [1, 2]}, None, "x does not rise"),
        ([1, 2], {}, None, "curves is 0 curves"),
        ([1, 2], [1, 2], None, "curves is of type list"),
        ([1, 2], {str(name): [1, 2] for name in range(7)}, None, "more cannot be told apart"),
        ([1, 2], {"a": [1, 2, 3]}, None, "curve 'a' has shape (3,), but x holds 2 numbers"),
        ([1, 2], {"a": [np.nan, np.nan]}, None, "curve 'a' holds no finite value"),
        ([1, 2], {"a": ["b", "c"]}, None, "curve 'a' holds <U1 values, but a curve needs numbers"),
        ([1, 2], {"a": (value for value in [1, 2])}, None, "curve 'a' holds object values"),
        ([1, 2], {1: [1, 2]}, None, "it must be a dict of names and values"),
        ([1, 2], {"a": np.ma.masked_array([1, 2], [True, False])}, None, "curve 'a' is a masked array"),
        (np.ma.masked_array([1, 2], [True, False]), {"a": [1, 2]}, None, "x is a masked array"),
        ([1, 2], {"a": [1, 2]}, "2", "marked is '2', but a line needs a finite place"),
        ([1, 2], {"a": [1, 2]}, True, "marked is True"),
        ([1, 2], {"a": [1, 2]}, np.nan, "marked is nan, but a line needs a finite place"),
        ([1, 2], {"a": [1, 2]}, 99, "marked is 99, but x goes from 1 to 2"),
        ([1, 2], {"a": [1, np.inf]}, None, "curve 'a' holds infinity"),
        ([1, np.inf], {"a": [1, 2]}, None, "x does not rise from each finite number"),
    ],
)
def test_what_cannot_be_drawn_is_refused(x, curves, marked, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        show_curves(x, curves, x_label="x", y_label="y", marked=marked)


def test_only_a_palette_is_taken_for_one():
    with pytest.raises(ValueError, match=r"palette is .*, but it must be a Palette"):
        show_curves(X, {"sky": X}, x_label="x", y_label="y", palette={"sky": "#6ab9e7"})


def test_a_label_that_is_no_text_is_refused():
    with pytest.raises(ValueError, match=r"y_label is 3, but it must be a text"):
        show_curves(X, {"sky": X}, x_label="x", y_label=3)
