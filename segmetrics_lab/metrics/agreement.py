"""Agreement beyond chance, in Python's unlimited integers: exact for counts near 1e15, where int64 overflows."""

from math import copysign, sqrt

import numpy as np

from segmetrics_lab.metrics.areas import intersection, prediction_area, truth_area


def cohen_kappa(matrix: np.ndarray) -> float:
    """How much of the agreement that chance leaves open is reached: (accuracy - chance) / (1 - chance).

    Chance is the accuracy that independent guesses with the same areas would have.

    Returns:
        -1 to 1; 0 is chance, 1 is all right. NaN where no pixel was scored, or both maps hold one and the same class.

    Source: Cohen, Educational and Psychological Measurement 1960, 10.1177/001316446002000104.

    >>> cohen_kappa(np.array([[3, 1], [2, 4]]))
    0.4
    """
    total, correct, by_chance, _, _ = _whole_sums(matrix)
    open_to_skill = total * total - by_chance
    return (total * correct - by_chance) / open_to_skill if open_to_skill else float("nan")


def matthews_correlation(matrix: np.ndarray) -> float:
    """Correlation of truth and prediction over all pixels and classes (MCC).

    Returns:
        -1 to 1; 0 is chance, 1 is all right. NaN where one of the maps holds a single class (scikit-learn says 0).

    Source: Gorodkin, Computational Biology and Chemistry 2004, 10.1016/j.compbiolchem.2004.09.006.

    >>> round(matthews_correlation(np.array([[3, 1], [2, 4]])), 3)
    0.408
    """
    total, correct, by_chance, truth_squares, prediction_squares = _whole_sums(matrix)
    spread = (total * total - truth_squares) * (total * total - prediction_squares)
    if not spread:
        return float("nan")
    covariance = total * correct - by_chance
    # The quotient of whole numbers is rounded once, so that the root cannot pass 1.
    return copysign(sqrt(covariance**2 / spread), covariance)


def _whole_sums(matrix: np.ndarray) -> tuple[int, int, int, int, int]:
    """All, correct, and the sums of truth * prediction, truth**2, prediction**2 over classes, as Python integers."""
    truth = truth_area(matrix).tolist()
    prediction = prediction_area(matrix).tolist()
    products = sum(there * claimed for there, claimed in zip(truth, prediction, strict=True))
    truth_squares = sum(area * area for area in truth)
    prediction_squares = sum(area * area for area in prediction)
    return sum(truth), sum(intersection(matrix).tolist()), products, truth_squares, prediction_squares
