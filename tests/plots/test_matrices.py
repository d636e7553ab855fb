"""Matrices as pictures."""

import re

import numpy as np
import pytest

from segmetrics_lab.labels import RAMPS, Palette
from segmetrics_lab.pictures import svg
from segmetrics_lab.plots import show_matrix
from segmetrics_lab.plots.matrices import ink_on
from tests.plots.drawings import SVG, colors_of, contrast, drawings_of, texts_of

PAGE = np.array([[5000, 300, 200], [400, 4500, 100], [100, 150, 4800]])
NAMES = ["A", "B", "background"]
MANY = [f"class number {index}" for index in range(19)]


def many(largest):
    matrix = np.random.default_rng(0).integers(0, largest, (19, 19))
    matrix[0, 1] = largest * 3
    return matrix


def test_the_words_hold_every_count_of_a_small_matrix():
    assert repr(show_matrix(PAGE, NAMES)) == (
        "Confusion matrix of 3 classes and 15,550 pixels, 92 % right. Truth A: 5,000 A, 300 B, 200 background. "
        "Truth B: 400 A, 4,500 B, 100 background. Truth background: 100 A, 150 B, 4,800 background."
    )


def test_the_words_hold_the_shares_where_shares_are_shown():
    assert repr(show_matrix(np.array([[3, 1], [0, 4]]), ["table", "cup"], normalize="truth")) == (
        "Confusion matrix of 2 classes and 8 pixels, 88 % right, as shares of each row (true class). "
        "Truth table: 0.75 table, 0.25 cup. Truth cup: 1.00 cup."
    )
    assert repr(show_matrix(np.array([[3, 1], [0, 4]]), ["table", "cup"], normalize="prediction")) == (
        "Confusion matrix of 2 classes and 8 pixels, 88 % right, as shares of each column (predicted class). "
        "Truth table: 1.00 table, 0.20 cup. Truth cup: 0.80 cup."
    )
    assert repr(show_matrix(np.array([[3, 1], [0, 4]]), ["table", "cup"], normalize="all")) == (
        "Confusion matrix of 2 classes and 8 pixels, 88 % right, as shares of all pixels. "
        "Truth table: 0.38 table, 0.12 cup. Truth cup: 0.50 cup."
    )


def test_a_share_is_said_as_0_or_1_only_where_it_is_that():
    matrix = np.array([[9_960, 40], [1, 99_999]])
    assert repr(show_matrix(matrix, ["table", "cup"], normalize="truth")).endswith(
        "Truth table: 0.996 table, 0.004 cup. Truth cup: under 0.0001 table, over 0.9999 cup."
    )


def test_where_there_is_little_room_tiny_shares_are_shortened():
    crowded = np.full((21, 21), 1) + 10**6 * np.eye(21, dtype=int)
    written = set(texts_of(*drawings_of(show_matrix(crowded, list("abcdefghijklmnopqrstu"), normalize="truth"))))
    assert {"<.01", ">.99"} < written
    assert "under 0.0001" not in written


def test_an_absent_class_has_no_shares():
    assert repr(show_matrix(np.array([[3, 1], [0, 0]]), ["table", "cup"], normalize="truth")).endswith(
        "Truth table: 0.75 table, 0.25 cup. Truth cup: no pixel."
    )


def test_the_words_name_the_most_frequent_confusions_of_a_large_matrix():
    matrix = np.eye(6, dtype=int) * 10
    matrix[0, 1], matrix[4, 2] = 3, 5
    assert repr(show_matrix(matrix, list("abcdef"))) == (
        "Confusion matrix of 6 classes and 68 pixels, 88 % right. "
        "Most frequent confusions: e taken for c (5), a taken for b (3)."
    )


def test_a_large_matrix_without_mistakes_has_no_confusions():
    assert repr(show_matrix(np.eye(6, dtype=int), list("abcdef"))) == (
        "Confusion matrix of 6 classes and 6 pixels, 100 % right."
    )


def test_an_empty_matrix_is_said_to_be_empty():
    for normalize in (None, "truth", "prediction", "all"):
        words = repr(show_matrix(np.zeros((2, 2), dtype=int), ["table", "cup"], normalize=normalize))
        assert words == "Confusion matrix of 2 classes, in which no pixel is counted."


def test_a_palette_names_the_classes():
    palette = Palette(["table", "cup"])
    assert repr(show_matrix(np.eye(2, dtype=int), palette)).endswith("Truth table: 1 table. Truth cup: 1 cup.")


def test_own_words_replace_the_composed_ones():
    assert repr(show_matrix(PAGE, NAMES, alt="nearly all are right")) == "nearly all are right"


def cells(picture):
    """The fills of the cells in the order of the rows, on a light page; None where nothing is counted."""
    (drawing,) = drawings_of(picture)
    return [(colors_of(rectangle) or (None,))[0] for rectangle in drawing.iter(f"{SVG}rect")]


def test_right_pixels_are_green_and_wrong_ones_red_each_scaled_by_itself():
    # The roots of the shares of the largest cell are 1, 0.5 and 0.1, of nine steps 9, 4.5 and 0.9; wrong ones 1, 0.7.
    matrix = np.array([[10_000, 4, 0], [2, 2500, 0], [0, 0, 100]])
    assert cells(show_matrix(matrix, NAMES)) == [
        *("#165d41", "#c9360d", None),
        *("#db6b50", "#81a693", None),
        *(None, None, "#e8f4ee"),
    ]


def test_shares_are_coloured_by_their_size_and_not_by_that_of_the_class():
    # The root of a half is 0.707, of nine steps 6.4: the seventh.
    assert cells(show_matrix(np.array([[1000, 0], [1, 1]]), ["a", "b"], normalize="truth")) == [
        *("#165d41", None),
        *("#c9360d", "#4f8169"),
    ]


def test_only_the_diagonal_is_framed():
    (drawing,) = drawings_of(show_matrix(PAGE, NAMES))
    framed = [rectangle.get("stroke-width") for rectangle in drawing.iter(f"{SVG}rect")]
    assert framed == ["2", None, None, None, "2", None, None, None, "2"]


@pytest.mark.parametrize("shade", [*RAMPS["right"], *RAMPS["wrong"]], ids=lambda shade: shade.light)
def test_numbers_can_be_read_on_every_shade_in_both_themes(shade):
    ink = ink_on(shade)
    assert contrast(ink[:7], shade.light) >= 4.5
    assert contrast(ink[7:], shade.dark) >= 4.5


def test_numbers_have_the_ink_of_their_cell_in_each_theme():
    (drawing,) = drawings_of(show_matrix(PAGE, NAMES))
    inks = {text.text: colors_of(text) for text in drawing.iter(f"{SVG}text")}
    assert inks["5,000"] == ("#ffffff", "#000000")
    assert inks["100"] == ("#000000", "#ffffff")


def test_around_the_cells_stand_names_and_the_pixels_of_each_true_class():
    (drawing,) = drawings_of(show_matrix(PAGE, NAMES, normalize="prediction"))
    texts = texts_of(drawing)
    assert texts[:3] == ["prediction", "truth", "pixels"]
    assert texts[3:13] == [
        "shares of each column (predicted class)",
        *("A", "5,500", "A", "B", "5,000", "B", "background", "5,050", "background"),
    ]


@pytest.mark.parametrize(
    ("matrix", "names", "normalize", "width", "height"),
    [
        (PAGE, NAMES, None, 400, 200),
        (PAGE * 10**9, NAMES, None, 700, 200),
        (many(900), MANY, None, 820, 560),
        (many(30_000_000), MANY, None, 820, 560),
        (many(900), MANY, "truth", 820, 560),
        (np.ones((40, 40), dtype=int), [f"{index}" for index in range(40)], None, 820, 580),
    ],
    ids=["3", "3 huge", "19", "19 huge", "19 shares", "40"],
)
def test_every_matrix_fits_into_a_figure_and_few_bytes(matrix, names, normalize, width, height):
    picture = show_matrix(matrix, names, normalize=normalize)
    (drawing,) = drawings_of(picture)
    assert int(drawing.get("width")) <= width
    assert int(drawing.get("height")) <= height
    assert len(picture.html()) <= 10_000 + 260 * matrix.size
    assert {float(text.get("font-size", 13)) >= 11 for text in drawing.iter(f"{SVG}text")} == {True}


def test_a_wide_matrix_is_scrolled_on_a_phone_before_its_texts_get_smaller_than_11_pixels():
    assert "min-width" not in show_matrix(PAGE, NAMES).html()
    wide = show_matrix(many(900), MANY)
    width = int(drawings_of(wide)[0].get("width"))
    least = int(re.search(r"min-width:(\d+)px", wide.html())[1])
    assert 13 * (least + 1) / width >= 11
    assert wide.html().startswith('<div style="overflow-x:auto">')


def test_a_drawing_follows_the_theme_of_the_page():
    svg = show_matrix(np.eye(2, dtype=int), ["a", "b"]).encoded()[1].decode()
    light, dark = svg.split("@media(prefers-color-scheme:dark)")
    assert "--165d419de1b7:#165d41;" in light
    assert "--165d419de1b7:#9de1b7;" in dark
    assert 'fill="var(--165d419de1b7)"' in dark


def test_the_matrix_is_not_changed():
    matrix = PAGE.copy()
    show_matrix(matrix, NAMES, normalize="truth")
    assert matrix.tolist() == PAGE.tolist()


def test_a_figure_is_the_same_every_time():
    assert show_matrix(PAGE, NAMES).html() == show_matrix(PAGE, NAMES).html()


@pytest.mark.parametrize("by", ["truth", "prediction", "all"])
def test_what_the_shares_are_of_is_not_cut_off(by):
    picture = show_matrix(np.array([[3, 1], [0, 4]]), ["A", "B"], normalize=by)
    note = next(text for text in texts_of(drawings_of(picture)[0]) if text.startswith("shares of"))
    assert picture.width_px >= svg.text_width("truth") + svg.text_width(note)


@pytest.mark.parametrize(
    ("matrix", "names", "normalize", "message"),
    [
        (
            PAGE,
            ["A", "B"],
            None,
            "the matrix has 3 classes, but the number of names is 2: A, B. Pass one name per class",
        ),
        (PAGE, "ABC", None, "names is of type str, but it must be a list in the order"),
        (PAGE, [1, 2, 3], None, "it must be a list of texts"),
        (PAGE, None, None, "names is of type NoneType, but it must be a list"),
        (PAGE, ["A", "B", "B"], None, "names holds B more than once"),
        (PAGE[:2], NAMES, None, "a confusion matrix is square"),
        (PAGE / 2, NAMES, None, "metrics are made from counts"),
        (PAGE, NAMES, "rows", "by is 'rows', but it must be one of: truth, prediction, all"),
        (-PAGE, NAMES, None, "negative"),
    ],
)
def test_what_is_not_a_matrix_is_refused(matrix, names, normalize, message):
    with pytest.raises(ValueError, match=message):
        show_matrix(matrix, names, normalize=normalize)
