"""Where labels stand."""

import pytest

from segmetrics_lab.plots.axes import apart


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
