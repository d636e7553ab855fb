"""Scores made from the areas of a confusion matrix: of each class, their means, and of all pixels at once.

One rule for what is undefined: 0/0 is NaN, and means leave NaN out. A class that is in neither map has no score.
"""

import numpy as np

from segmetrics_lab.labels import is_number
from segmetrics_lab.metrics.areas import (
    false_negatives,
    false_positives,
    intersection,
    prediction_area,
    ratio,
    scored_pixels,
    true_negatives,
    true_positives,
    truth_area,
)

LARGEST_BETA = 1e100
"""Its square times any count is finite."""


def pixel_accuracy(matrix: np.ndarray) -> float:
    """Share of the scored pixels whose class is right: correct / all, 0 to 1; NaN where no pixel was scored.

    >>> pixel_accuracy(np.array([[3, 1], [2, 4]]))
    0.7
    """
    return float(ratio(intersection(matrix).sum(), scored_pixels(matrix)))


def iou_per_class(matrix: np.ndarray) -> np.ndarray:
    """Intersection over union of each class (Jaccard index): TP / (TP + FP + FN).

    Returns:
        (K,) float64, 0 to 1. NaN where a class is in neither map; 0 where it is predicted but not there.

    >>> iou_per_class(np.array([[2, 1, 0], [1, 4, 0], [0, 0, 0]])).round(2)
    array([0.5 , 0.67,  nan])
    """
    union = truth_area(matrix) + prediction_area(matrix) - intersection(matrix)
    return ratio(intersection(matrix), union)


def dice_per_class(matrix: np.ndarray) -> np.ndarray:
    """Twice the intersection over the sum of both areas, of each class (F1): 2 TP / (2 TP + FP + FN).

    With J the IoU, Dice is 2J / (1 + J): never smaller, and in the same order for one mask.

    Returns:
        (K,) float64, 0 to 1. NaN where a class is in neither map; 0 where it is predicted but not there.

    >>> dice_per_class(np.array([[2, 1, 0], [1, 4, 0], [0, 0, 0]])).round(2)
    array([0.67, 0.8 ,  nan])
    """
    # Twice a count may be beyond int64, but not beyond float64.
    return ratio(2.0 * intersection(matrix), 1.0 * truth_area(matrix) + prediction_area(matrix))


def precision_per_class(matrix: np.ndarray) -> np.ndarray:
    """Of the pixels predicted as a class, the share that is of it: TP / (TP + FP), right / claimed.

    Returns:
        (K,) float64, 0 to 1. NaN where the class is never predicted.

    >>> precision_per_class(np.array([[3, 1], [2, 4]]))
    array([0.6, 0.8])
    """
    return ratio(true_positives(matrix), prediction_area(matrix))


def recall_per_class(matrix: np.ndarray) -> np.ndarray:
    """Of the pixels of a class, the share that is predicted as it (sensitivity): TP / (TP + FN), found / there.

    Returns:
        (K,) float64, 0 to 1. NaN where the class is not in the truth.

    >>> recall_per_class(np.array([[3, 1], [2, 4]])).round(2)
    array([0.75, 0.67])
    """
    return ratio(true_positives(matrix), truth_area(matrix))


def specificity_per_class(matrix: np.ndarray) -> np.ndarray:
    """Of the pixels that are not of a class, the share not predicted as it: TN / (TN + FP).

    Returns:
        (K,) float64, 0 to 1. NaN where all of the truth is of this class.

    >>> specificity_per_class(np.array([[3, 1], [2, 4]])).round(2)
    array([0.67, 0.75])
    """
    negatives = true_negatives(matrix)
    return ratio(negatives, negatives + false_positives(matrix))


def f_beta_per_class(matrix: np.ndarray, beta: float) -> np.ndarray:
    """Precision and recall in one number; a missed pixel weighs beta squared times as much as an extra one.

    (1 + b^2) TP / ((1 + b^2) TP + b^2 FN + FP), with b = beta; beta 1 is Dice.

    Args:
        matrix: (K, K) counts, rows truth, columns prediction.
        beta: above 1 asks for recall, below 1 for precision; 0 is the precision.

    Returns:
        (K,) float64, 0 to 1. From counts, as Dice: NaN where a class is in neither map, 0 where only one has it
        (with beta 0, NaN where the class is never predicted).

    Raises:
        ValueError: beta is negative or not finite.

    Source: van Rijsbergen, Information Retrieval, 2nd edition, 1979, chapter 7.

    >>> f_beta_per_class(np.array([[3, 1], [2, 4]]), beta=2).round(2)
    array([0.71, 0.69])
    """
    return f_beta(true_positives(matrix), false_positives(matrix), false_negatives(matrix), beta)


def f_beta(found: np.ndarray, extra: np.ndarray, missed: np.ndarray, beta: float) -> np.ndarray:
    """The F-beta score of counted pixels: true positives, false positives and false negatives.

    >>> f_beta(np.array([4]), np.array([1]), np.array([2]), beta=2).round(2)
    array([0.69])
    """
    if not is_number(beta) or not 0 <= float(beta) <= LARGEST_BETA:
        raise ValueError(f"beta is {beta!r}, but it must be a finite number of at least 0. Use 1 for Dice.")
    price = float(beta) ** 2
    weighted = (1 + price) * found
    return ratio(weighted, weighted + price * missed + extra)


def mean_iou(matrix: np.ndarray) -> float:
    """Mean of the IoU over the classes that are in either map, each class counting the same; NaN where none is.

    >>> round(mean_iou(np.array([[2, 1, 0], [1, 5, 0], [0, 0, 0]])), 3)
    0.607
    """
    return mean_of_defined(iou_per_class(matrix))


def mean_dice(matrix: np.ndarray) -> float:
    """Mean of Dice over the classes that are in either map, each class counting the same; NaN where none is.

    >>> round(mean_dice(np.array([[2, 1, 0], [1, 5, 0], [0, 0, 0]])), 2)
    0.75
    """
    return mean_of_defined(dice_per_class(matrix))


def mean_recall(matrix: np.ndarray) -> float:
    """Mean of the recall over the classes that are in the truth (balanced accuracy); NaN where none is.

    >>> mean_recall(np.array([[3, 1, 0], [0, 2, 2], [0, 0, 0]]))
    0.625
    """
    return mean_of_defined(recall_per_class(matrix))


def frequency_weighted_iou(matrix: np.ndarray) -> float:
    """Mean of the IoU in which each class weighs as much as its share of the truth; NaN where no pixel was scored.

    >>> round(frequency_weighted_iou(np.array([[8, 0], [1, 1]])), 3)
    0.811
    """
    shares = ratio(truth_area(matrix), scored_pixels(matrix))
    in_truth = truth_area(matrix) > 0
    return float((shares * iou_per_class(matrix))[in_truth].sum()) if in_truth.any() else float("nan")


def mean_of_defined(scores: np.ndarray) -> float:
    """Mean of the scores that are not NaN; NaN where all are.

    >>> mean_of_defined(np.array([0.5, float("nan"), 1.0]))
    0.75
    """
    defined = scores[~np.isnan(scores)]
    return float(defined.mean()) if defined.size else float("nan")
