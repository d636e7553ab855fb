"""Small decision trees: their questions, their ends, and the words."""

from xml.etree import ElementTree

import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.plots import show_tree
from tests.plots.drawings import texts_of

ROWS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def tree_of(classes, depth=2):
    return DecisionTreeClassifier(max_depth=depth, random_state=0).fit(ROWS, classes)


def texts(picture):
    return texts_of(ElementTree.fromstring(picture.encoded()[1]))


def test_the_words_follow_each_path_to_its_end():
    picture = show_tree(tree_of([0, 0, 1, 1], depth=1), asks=["down", "aside"], class_name="road")
    assert repr(picture) == "down > 0.50? no: road 0.00 of 2 pixels; down > 0.50? yes: road 1.00 of 2 pixels"


def test_each_question_and_each_end_is_a_text():
    picture = show_tree(tree_of([0, 0, 0, 1]), asks=["down", "aside"], class_name="road")
    shown = texts(picture)
    assert {"down > 0.50?", "aside > 0.50?"} == {text for text in shown if text.endswith("?")}
    assert [shown.count(answer) for answer in ("no", "yes")] == [2, 2]
    assert sorted(text for text in shown if text.startswith("road")) == ["road 0.00", "road 0.00", "road 1.00"]


def test_a_tree_without_a_question_is_a_single_share():
    leaf = DecisionTreeClassifier(max_depth=1).fit(np.zeros((4, 2)), [0, 1, 1, 1])
    assert repr(show_tree(leaf, asks=["down", "aside"], class_name="road")) == "any pixel: road 0.75 of 4 pixels"


def test_own_words_replace_the_composed_ones():
    picture = show_tree(tree_of([0, 0, 1, 1]), asks=["down", "aside"], class_name="road", alt="a small tree")
    assert repr(picture) == "a small tree"


def test_a_deep_tree_and_missing_names_are_refused():
    deep = DecisionTreeClassifier().fit(np.arange(16.0)[:, np.newaxis], [0, 1] * 8)
    with pytest.raises(ValueError, match="max_depth=3"):
        show_tree(deep, asks=["down"], class_name="road")
    with pytest.raises(ValueError, match="1 names, but the tree knows 2"):
        show_tree(tree_of([0, 0, 1, 1]), asks=["down"], class_name="road")
