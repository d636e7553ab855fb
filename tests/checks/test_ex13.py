"""What the questions of the exercise set on many tries say is counted."""

from itertools import product

import numpy as np

from segmetrics_lab.checks import ex13


def test_two_coins_on_two_pixels_are_counted_in_all_sixteen_ways():
    kept = [max(a + b, c + d) / 2 for a, b, c, d in product((0, 1), repeat=4)]
    assert [kept.count(score) for score in (1, 0.5, 0)] == [7, 8, 1]
    assert np.mean(kept) == ex13.two_coins.expected
    one_pixel = [max(a, b) for a, b in product((0, 1), repeat=2)]
    assert np.mean(one_pixel) == ex13.two_coins.mistakes[1].answer
    assert [np.mean(np.array(kept) >= least) for least in (1, 0.5)] == [7 / 16, 15 / 16]
