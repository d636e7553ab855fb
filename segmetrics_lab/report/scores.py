"""The scores of one class, as a row of the report's table."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from segmetrics_lab.metrics import (
    dice_per_class,
    intersection,
    iou_per_class,
    precision_per_class,
    prediction_area,
    recall_per_class,
    truth_area,
)


@dataclass(frozen=True)
class ClassScores:
    """What a report says of one class; areas in pixels, all else 0 to 1 and NaN where undefined."""

    name: str
    truth_area: int
    prediction_area: int
    intersection: int
    share: float
    precision: float
    recall: float
    iou: float
    dice: float

    @property
    def exact_iou(self) -> Fraction:
        """The IoU without the rounding of floats, of a class that is in either map."""
        return Fraction(self.intersection, self.truth_area + self.prediction_area - self.intersection)


def scores_of(matrix: np.ndarray, names: tuple[str, ...]) -> tuple[ClassScores, ...]:
    """The scores of every class of a matrix, in the order of their indices."""
    areas = truth_area(matrix)
    columns = (
        names,
        areas.tolist(),
        prediction_area(matrix).tolist(),
        intersection(matrix).tolist(),
        (areas / areas.sum()).tolist(),
        precision_per_class(matrix).tolist(),
        recall_per_class(matrix).tolist(),
        iou_per_class(matrix).tolist(),
        dice_per_class(matrix).tolist(),
    )
    return tuple(ClassScores(*row) for row in zip(*columns, strict=True))


def exact_accuracy(scores: Sequence[ClassScores]) -> Fraction:
    """The pixel accuracy without the rounding of floats, from the scores of all classes."""
    return Fraction(sum(row.intersection for row in scores), sum(row.truth_area for row in scores))


def exact_mean_iou(scores: Sequence[ClassScores]) -> Fraction:
    """The mean IoU of one or more classes, each of them in either map, without the rounding of floats."""
    return sum((row.exact_iou for row in scores), start=Fraction(0)) / len(scores)
