"""The scores of a class as fractions of one bar."""

import re

import numpy as np
import pytest

from segmetrics_lab.labels import ERRORS, SCORES, Palette
from segmetrics_lab.plots import show_fractions
from tests.plots.drawings import SVG, drawings_of, rectangles, texts_of, words_of

# Of 200 pixels 20 are missed, 60 found, 20 extra, and 100 are the rest: 10, 30, 10 and 50 %.
HALF = np.array([[100, 20], [20, 60]])
SMALL = np.array([[960, 10], [10, 20]])
NAMES = ["background", "cup"]


def bar_of(picture):
    """The drawing of the bar; those before it are the samples of the legend."""
    return drawings_of(picture)[4]


def spans(picture, score):
    """Start and width of each line of a bracket, the thin one of 2 pixels first, then the thick ones of 6."""
    found = rectangles(bar_of(picture), SCORES[score])
    return [(left, width) for left, _, width, height in found if height in ("2", "6")]


def parts(picture, fill):
    """Start and width of a part, in each bar."""
    return [(left, width) for left, _, width, height in rectangles(bar_of(picture), ERRORS[fill]) if height == "28"]


def test_the_words_hold_every_part_and_every_fraction():
    assert repr(show_fractions(HALF, NAMES, "cup")) == (
        "cup: missed 20, found 60, extra 20, rest 100; accuracy 0.80: 160 of 200 scored pixels; "
        "IoU 0.60: 60 of 100 pixels in either map; recall 0.75: 60 of 80 true pixels; "
        "precision 0.75: 60 of 80 predicted pixels."
    )


def test_one_class_of_many_stands_against_the_rest():
    matrix = np.array([[5000, 300, 200], [400, 4500, 100], [100, 150, 4800]])
    assert repr(show_fractions(matrix, ["A", "B", "C"], "A")) == (
        "A: missed 500, found 5,000, extra 500, rest 9,550; accuracy 0.94: 14,550 of 15,550 scored pixels; "
        "IoU 0.83: 5,000 of 6,000 pixels in either map; recall 0.91: 5,000 of 5,500 true pixels; "
        "precision 0.91: 5,000 of 5,500 predicted pixels."
    )


def test_only_the_scores_that_are_asked_for_are_drawn_and_told():
    picture = show_fractions(HALF, NAMES, "cup", scores=["IoU", "accuracy"])
    assert repr(picture) == (
        "cup: missed 20, found 60, extra 20, rest 100; accuracy 0.80: 160 of 200 scored pixels; "
        "IoU 0.60: 60 of 100 pixels in either map."
    )
    assert texts_of(bar_of(picture)) == ["accuracy 0.80: 160 of 200", "IoU 0.60: 60 of 100"]


def test_a_score_that_has_no_bracket_is_refused():
    with pytest.raises(ValueError, match="Dice"):
        show_fractions(HALF, NAMES, "cup", scores=["Dice"])


def test_the_parts_are_missed_found_extra_and_rest_in_this_order():
    picture = show_fractions(HALF, NAMES, "cup")
    assert parts(picture, "missed") == [("0.000%", "10.000%")]
    assert parts(picture, "found area") == [("10.000%", "30.000%")]
    assert parts(picture, "extra") == [("40.000%", "10.000%")]
    assert parts(picture, "rest") == [("50.000%", "50.000%")]
    assert words_of(picture) == ["cup", " missed 20", " found 60", " extra 20", " rest 100"]


def test_every_bracket_spans_its_pixels_and_is_thick_over_the_right_ones():
    picture = show_fractions(HALF, NAMES, "cup")
    found, rest = ("10.000%", "30.000%"), ("50.000%", "50.000%")
    assert spans(picture, "accuracy") == [("0.000%", "100.000%"), found, rest]
    assert spans(picture, "IoU") == [("0.000%", "50.000%"), found]
    assert spans(picture, "recall") == [("0.000%", "40.000%"), found]
    assert spans(picture, "precision") == [("10.000%", "40.000%"), found]


def test_every_bracket_has_name_value_and_fraction():
    assert texts_of(bar_of(show_fractions(HALF, NAMES, "cup"))) == [
        "accuracy 0.80: 160 of 200",
        "IoU 0.60: 60 of 100",
        "recall 0.75: 60 of 80",
        "precision 0.75: 60 of 80",
    ]


def test_a_class_of_few_pixels_is_drawn_again_enlarged():
    # 10 missed, 20 found and 10 extra pixels are 4 % of 1000, and 25, 50 and 25 % of themselves.
    picture = show_fractions(SMALL, NAMES, "cup")
    assert spans(picture, "accuracy")[0] == ("0.000%", "100.000%")
    assert spans(picture, "IoU") == [
        *(("0.000%", "4.000%"), ("1.000%", "2.000%")),
        *(("0.000%", "100.000%"), ("25.000%", "50.000%")),
    ]
    assert spans(picture, "recall") == [("0.000%", "75.000%"), ("25.000%", "50.000%")]
    assert spans(picture, "precision") == [("25.000%", "75.000%"), ("25.000%", "50.000%")]
    assert "enlarged 25 times" in texts_of(bar_of(picture))
    leaders = [tuple(line.get(end) for end in ("x1", "x2")) for line in bar_of(picture).iter(f"{SVG}line")]
    assert leaders == [("0", "0"), ("4.000%", "100%")]


def test_a_class_of_a_tenth_is_not_enlarged():
    assert list(bar_of(show_fractions(np.array([[90, 2], [2, 6]]), NAMES, "cup")).iter(f"{SVG}line")) == []
    assert len(list(bar_of(show_fractions(np.array([[91, 2], [2, 5]]), NAMES, "cup")).iter(f"{SVG}line"))) == 2


def test_a_part_of_very_few_pixels_is_still_seen():
    picture = show_fractions(np.array([[5000, 1], [0, 4999]]), NAMES, "cup")
    assert parts(picture, "extra") == [("49.990%", "2")]


@pytest.mark.parametrize(
    ("matrix", "undefined"),
    [
        ([[9, 0], [1, 0]], {"precision"}),
        ([[9, 1], [0, 0]], {"recall"}),
        ([[9, 0], [0, 0]], {"IoU", "recall", "precision"}),
        ([[0, 0], [0, 0]], {"accuracy", "IoU", "recall", "precision"}),
    ],
)
def test_a_score_of_no_pixel_has_no_bracket_and_is_said_to_be_undefined(matrix, undefined):
    picture = show_fractions(np.array(matrix), NAMES, "cup")
    for score in ("accuracy", "IoU", "recall", "precision"):
        assert (f"{score} undefined: 0 of 0" in texts_of(bar_of(picture))) == (score in undefined)
        assert (f"{score} undefined: 0 of 0" in repr(picture)) == (score in undefined)
        assert (spans(picture, score) == []) == (score in undefined)


def test_no_text_passes_the_edge_of_a_phone():
    # A bracket that starts late has its text before its end.
    late = bar_of(show_fractions(np.array([[5, 1], [90, 4]]), NAMES, "cup"))
    anchors = {text.text.split()[0]: (text.get("text-anchor"), text.get("x")) for text in late.iter(f"{SVG}text")}
    assert anchors == {
        "accuracy": ("start", "0.000%"),
        "IoU": ("start", "0.000%"),
        "recall": ("start", "0.000%"),
        "precision": ("end", "95.000%"),
    }


def test_the_drawing_gets_as_wide_as_the_page_lets_it():
    picture = show_fractions(HALF, NAMES, "cup")
    assert bar_of(picture).get("width") == "100%"
    assert "max-width:820px" in picture.html()
    height = re.search(r"width:100%;height:(\d+)px", picture.html())[1]
    assert height == bar_of(picture).get("height") == "148"


def test_a_class_is_given_by_name_or_by_index_and_own_words_replace_the_composed_ones():
    palette = Palette(NAMES)
    assert show_fractions(HALF, palette, 1).html() == show_fractions(HALF, NAMES, "cup").html()
    assert repr(show_fractions(HALF, palette, np.int64(1), alt="three quarters")) == "three quarters"
    assert 'alt="three quarters"' in show_fractions(HALF, palette, 1, alt="three quarters").html()


def test_a_name_is_text_and_no_markup():
    assert "<b>cup" not in show_fractions(HALF, ["background", "<b>cup"], 1).html()


@pytest.mark.parametrize(
    ("matrix", "names", "class_name", "message"),
    [
        (HALF, NAMES, "cap", "class_name is 'cap', but it must be one of: background, cup. Did you mean 'cup'?"),
        (HALF, NAMES, 2, "class_name is 2, but it must be a whole number from 0 to 1: the index of a class"),
        (HALF, NAMES, None, "class_name is None, but it must be a whole number from 0 to 1"),
        (HALF, ["cup"], "cup", "the matrix has 2 classes, but the number of names is 1"),
        (HALF / 3, NAMES, "cup", "metrics are made from counts"),
    ],
)
def test_what_is_no_class_of_a_matrix_is_refused(matrix, names, class_name, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        show_fractions(matrix, names, class_name)
