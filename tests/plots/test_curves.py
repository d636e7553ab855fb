"""Curves with their names beside them."""

import re

import numpy as np
import pytest

from segmetrics_lab.plots import show_curves

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


def test_curves_differ_in_colour():
    picture = show_curves(X, {"a": [0.2, 0.2, 0.2], "b": [0.8, 0.8, 0.8]}, x_label="x", y_label="y")
    middle = picture.image[:, 500:700]
    first = np.flatnonzero((middle == (0, 114, 178)).all(axis=2).any(axis=1))
    second = np.flatnonzero((middle == (213, 94, 0)).all(axis=2).any(axis=1))
    assert second.max() < first.min()


def test_a_curve_of_shares_is_drawn_between_0_and_1():
    picture = show_curves([0, 1], {"half": [0.5, 0.5]}, x_label="x", y_label="y")
    line = np.flatnonzero((picture.image[:, 400] == (0, 114, 178)).all(axis=1))
    # The axes are 300 pixels high and start 28 below the top: 0.5 lies at 178, drawn with two pixels for one.
    assert line.mean() == pytest.approx(2 * 178, abs=1)


def test_values_beyond_1_and_below_0_are_drawn():
    for values in ([1, 5, 22.5], [-1, 0, 1], [7, 7, 7]):
        picture = show_curves(X, {"test": values}, x_label="x", y_label="y")
        assert (picture.image == (0, 114, 178)).all(axis=2).sum() > 500


def test_long_names_stay_inside_the_figure():
    picture = show_curves(X, {"a name of quite some length, with more": X, "$b_{": X}, x_label="x", y_label="$y")
    assert (picture.image[:, -4:] == 255).all()


def test_the_figure_is_small_and_the_same_every_time():
    x = np.linspace(0, 1, 500)
    curves = {f"curve {power}": x**power for power in range(1, 7)}
    first, second = (show_curves(x, curves, x_label="x", y_label="y", marked=0.5) for _ in range(2))
    assert first.width_px == 680
    assert len(first.png()) <= 100_000
    assert first.png() == second.png()


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
    ],
)
def test_what_cannot_be_drawn_is_refused(x, curves, marked, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        show_curves(x, curves, x_label="x", y_label="y", marked=marked)
