"""Maps are drawn with characters, one for each pixel."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.cases import drawn, mask


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([".#"], [[0, 1]]),
        (["09", "?#"], [[0, 9], [255, 1]]),
        (["."], [[0]]),
    ],
)
def test_a_label_map_is_drawn_with_its_classes(rows, expected):
    label_map = drawn(*rows)
    assert label_map.tolist() == expected
    assert label_map.dtype == np.uint8


def test_a_mask_is_drawn_with_two_characters():
    assert mask("#.", "..").tolist() == [[True, False], [False, False]]
    assert mask("#").dtype == bool


@pytest.mark.parametrize("rows", [["x"], ["..", "."]])
def test_what_is_not_a_drawing_is_refused(rows):
    with pytest.raises((KeyError, ValueError)):
        drawn(*rows)
