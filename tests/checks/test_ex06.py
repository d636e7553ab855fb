"""What the questions of exercise set 6 say in words and numbers is true."""

import numpy as np
import pytest

from segmetrics_lab.checks import ex06
from segmetrics_lab.metrics import f_beta_per_class


def test_the_highest_of_so_many_numbers_is_partly_luck():
    assert all(f"the highest of {40 * 99} numbers" in ex06.expected.options[x].why.lower() for x in "ab")


def test_the_price_of_a_miss_is_that_of_beta_2():
    matrix = np.array([[88, 4], [2, 6]])
    assert ex06.price.expected == pytest.approx(f_beta_per_class(matrix, 2)[1])
    by_beta = {beta: f_beta_per_class(matrix, beta)[1] for beta in (0.5, 1, 4)}
    answers = [mistake.answer for mistake in ex06.price.mistakes]
    assert [answers[0], answers[2], answers[6]] == pytest.approx([by_beta[4], by_beta[0.5], by_beta[1]])
