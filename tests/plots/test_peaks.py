"""Many curves, each with a dot on its peak."""

from xml.etree import ElementTree

import numpy as np
import pytest

from segmetrics_lab.labels import OTHERS, SCORES
from segmetrics_lab.plots import show_peaks
from tests.plots.drawings import SVG, colour, texts_of

X = [0.2, 0.4, 0.6]
CURVES = np.array([[0.5, 0.8, 0.6], [0.7, 0.6, 0.1]])
LABELS = {"x_label": "threshold", "y_label": "IoU"}


def drawn(curves, **more):
    return ElementTree.fromstring(show_peaks(X, curves, **LABELS, **more).encoded()[1])


def curves_in(svg):
    ink = colour(SCORES["IoU"])
    return [path.get("d") for path in svg.iter(f"{SVG}path") if path.get("stroke") == ink]


def test_the_words_tell_every_peak_from_left_to_right():
    words = repr(show_peaks(X, CURVES, **LABELS))
    assert words == "IoU against threshold, 2 curves; highest at threshold 0.2 (0.70), 0.4 (0.80)."
    named = repr(show_peaks(X, CURVES, names=["noon", "fog"], marked=0.4, **LABELS))
    assert named.endswith("highest at threshold fog at 0.2 (0.70), noon at 0.4 (0.80). A line marks threshold 0.4.")


def test_each_curve_is_a_line_with_one_dot():
    svg = drawn(CURVES)
    (dots,) = (group for group in svg.iter(f"{SVG}g") if any(path.get("transform") for path in group))
    assert dots.get("fill") == colour(OTHERS[0])
    assert len(curves_in(svg)) == len(dots) == 2


def test_names_stand_beside_the_ends_without_touching():
    svg = drawn(np.array([[0.6, 0.8, 0.7], [0.8, 0.7, 0.7]]), names=["noon", "fog"])
    heights = [float(text.get("y")) for text in svg.iter(f"{SVG}text") if text.text in ("noon", "fog")]
    assert len(heights) == 2
    assert abs(heights[0] - heights[1]) >= 19


def test_where_all_peaks_are_high_the_axis_starts_at_a_half():
    svg = drawn(np.array([[0.2, 0.8, 0.6], [0.9, 0.6, 0.1]]))
    assert "0.5" in texts_of(svg)
    assert "0.25" not in texts_of(svg)
    assert "0.25" in texts_of(drawn(CURVES))


@pytest.mark.parametrize(
    ("x", "curves", "more", "words"),
    [
        ([0.4, 0.2, 0.6], CURVES, {}, "does not rise"),
        (X, CURVES[:, :2], {}, "a row of 3 finite values"),
        (X, CURVES[0], {}, "a row of 3 finite values"),
        (X, CURVES * np.nan, {}, "a row of 3 finite values"),
        (X, CURVES, {"names": ["noon"]}, "1 names, but there are 2 curves"),
        (X, CURVES, {"marked": 0.7}, "x goes from 0.2 to 0.6"),
    ],
)
def test_what_does_not_fit_is_refused(x, curves, more, words):
    with pytest.raises(ValueError, match=words):
        show_peaks(x, curves, **LABELS, **more)
