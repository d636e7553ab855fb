"""Matrices as pictures."""

import numpy as np
import pytest

from segmetrics_lab.labels import Palette
from segmetrics_lab.plots import show_matrix

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
    crowded = np.full((12, 12), 1) + 10**6 * np.eye(12, dtype=int)
    narrow, plain = (show_matrix(matrix, list("abcdefghijkl"), normalize="truth") for matrix in (crowded, crowded - 1))
    assert narrow.width_px <= 900
    assert not np.array_equal(narrow.image, plain.image)


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


def test_more_pixels_are_darker():
    image = show_matrix(np.array([[900, 100], [0, 10]]), ["a", "b"]).image.astype(int).sum(axis=2)
    # Two cells of 56 pixels beside each other, drawn with two pixels for one, 10 from the right, 10 from the bottom.
    cells = image[[-238 + 14, -126 + 14]][:, [-238 + 14, -126 + 14]]
    assert cells[0, 0] < cells[0, 1] < cells[1, 1] < cells[1, 0]


@pytest.mark.parametrize(
    ("matrix", "names", "normalize"),
    [
        (PAGE, NAMES, None),
        (PAGE * 10**9, NAMES, None),
        pytest.param(many(900), MANY, None, marks=pytest.mark.slow),
        (many(30_000_000), MANY, None),
        pytest.param(many(900), MANY, "truth", marks=pytest.mark.slow),
        (np.ones((40, 40), dtype=int), [f"{index}" for index in range(40)], None),
    ],
    ids=["3", "3 huge", "19", "19 huge", "19 shares", "40"],
)
def test_every_matrix_fits_into_900_pixels_and_100_kilobytes(matrix, names, normalize):
    picture = show_matrix(matrix, names, normalize=normalize)
    assert picture.width_px <= 900
    assert len(picture.png()) <= 100_000
    border = np.concatenate([picture.image[:, -6:].reshape(-1, 3), picture.image[:4].reshape(-1, 3)])
    assert (border == 255).all()


def test_the_matrix_is_not_changed():
    matrix = PAGE.copy()
    show_matrix(matrix, NAMES, normalize="truth")
    assert matrix.tolist() == PAGE.tolist()


def test_a_figure_is_the_same_every_time():
    assert show_matrix(PAGE, NAMES).png() == show_matrix(PAGE, NAMES).png()


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
