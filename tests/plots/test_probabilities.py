"""Probability maps in grey, with a scale."""

import re

import numpy as np
import pytest

from segmetrics_lab.plots import show_probability
from tests.plots.drawings import words_of

MAP = np.array([[0.0, 0.05], [0.5, 1.0]])


def test_the_words_tell_how_much_is_sure():
    assert repr(show_probability(MAP, name="road")) == (
        "Probability of road: below 0.1 in 0.50 of the pixels, above 0.9 in 0.25, between in 0.25."
    )
    assert repr(show_probability(MAP, alt="a square")) == "a square"


def test_a_scale_says_what_the_greys_mean():
    texts = [text.strip() for text in words_of(show_probability(MAP, name="road"))]
    assert texts[0] == "probability of road"
    assert [text for text in texts if re.fullmatch(r"[\d.]+", text)] == ["0", "0.25", "0.5", "0.75", "1"]


def test_the_image_stands_beside_it_in_the_same_size():
    picture = show_probability(MAP, image=np.zeros((2, 2, 3), dtype=np.uint8))
    widths = re.findall(r'width="(\d+)"', picture.html())
    assert widths[0] == widths[1]
    assert [text for text in words_of(picture) if text in ("image", "probability of object")] == [
        "image",
        "probability of object",
    ]


@pytest.mark.parametrize("wrong", [MAP + 1, MAP - 1, MAP[0], np.array([[np.nan, 0.5]]), np.array([["a", "b"]])])
def test_what_is_no_map_of_probabilities_is_refused(wrong):
    with pytest.raises(ValueError, match="numbers from 0 to 1"):
        show_probability(wrong)
