"""Shares of pixels, and the scores that are made of them."""

from dataclasses import dataclass

import numpy as np

from segmetrics_lab import metrics

NAN = float("nan")


def share(part: float, whole: float, of_nothing: float = NAN) -> float:
    """Which share of the whole a part is, and what stands for the share of nothing."""
    return float(part) / float(whole) if whole else of_nothing


@dataclass(frozen=True)
class Scores:
    """How well class 1 is found among two classes: accuracy, and precision, recall and IoU of the class."""

    accuracy: float
    precision: float
    recall: float
    iou: float

    @classmethod
    def of(cls, truth: np.ndarray, prediction: np.ndarray) -> "Scores":
        """The scores of a prediction."""
        matrix = metrics.confusion_matrix(truth, prediction, 2)
        of_classes = (
            metrics.precision_per_class(matrix),
            metrics.recall_per_class(matrix),
            metrics.iou_per_class(matrix),
        )
        return cls(metrics.pixel_accuracy(matrix), *(float(of_class[1]) for of_class in of_classes))
