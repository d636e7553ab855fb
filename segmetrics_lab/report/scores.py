"""The scores of one class, as a row of the report's table."""

from dataclasses import dataclass

import numpy as np

from segmetrics_lab.metrics import (
    dice_per_class,
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
    share: float
    precision: float
    recall: float
    iou: float
    dice: float


def scores_of(matrix: np.ndarray, names: tuple[str, ...]) -> tuple[ClassScores, ...]:
    """The scores of every class of a matrix, in the order of their indices."""
    areas = truth_area(matrix)
    columns = (
        names,
        areas.tolist(),
        prediction_area(matrix).tolist(),
        (areas / areas.sum()).tolist(),
        precision_per_class(matrix).tolist(),
        recall_per_class(matrix).tolist(),
        iou_per_class(matrix).tolist(),
        dice_per_class(matrix).tolist(),
    )
    return tuple(ClassScores(*row) for row in zip(*columns, strict=True))
