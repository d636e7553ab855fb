"""Right numbers with fewer digits are told from wrong ones."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.rounding import rounding_of

NAN, THIRD = float("nan"), 1 / 3
TWO = "Do not round: your numbers are right, but to 2 digits only. Give them whole, and round when you print."
ONE = "Do not round: your numbers are right, but to one digit only. Give them whole, and round when you print."
HALF = "Do not compute in float16, which keeps three digits: your numbers are right, but to these only."


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([(0.33, THIRD)], TWO),
        ([(0.3, THIRD)], ONE),
        ([(0.333333, THIRD)], TWO.replace("2 digits", "6 digits")),
        ([(0.33, THIRD), (0.5, 0.5), (NAN, NAN)], TWO),
        ([([0.33, 0.67], [THIRD, 2 * THIRD])], TWO),
        ([(np.array([0.33, NAN]), [THIRD, NAN])], TWO),
        ([(33.33, 100 * THIRD)], TWO),
        ([(float(np.float16(THIRD)), THIRD), (1, 1)], HALF),
        ([(THIRD, THIRD + 0.001)], ""),
        ([(0.34, THIRD)], ""),
        ([(0.33, THIRD), (0.6, 2 * THIRD)], ""),
        ([(0.33, THIRD), (0.7, NAN)], ""),
        ([(0.33, THIRD), (NAN, 0.5)], ""),
        ([([0.33], [THIRD, 0.5])], ""),
        ([(0.33, "a third")], ""),
        ([("0.33", THIRD)], ""),
        ([(None, THIRD)], ""),
        ([(NAN, NAN)], ""),
        ([(10**299, 0.5)], ""),
        ([(float("inf"), 0.5)], ""),
        ([], ""),
    ],
)
def test_what_rounding_makes_of_numbers_is_said(pairs, words):
    assert rounding_of(pairs) == words
