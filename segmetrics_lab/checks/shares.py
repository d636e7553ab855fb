"""Shares of pixels, and the scores that are made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segmetrics_lab import metrics

NAN = float("nan")


def share(part: float, whole: float, of_nothing: float = NAN) -> float:
    """Which share of the whole a part is, and what stands for the share of nothing."""
    return float(part) / float(whole) if whole else of_nothing


def mean_of_numbers(values: Sequence[float] | np.ndarray) -> float:
    """The mean of the values that are not NaN; NaN without any."""
    numbers = [value for value in values if not np.isnan(value)]
    return share(sum(numbers), len(numbers))


@dataclass(frozen=True)
class Areas:
    """Numbers of pixels of one class: shared by truth and prediction, there, claimed, and of the image."""

    shared: float
    there: float
    claimed: float
    image: float

    @classmethod
    def of(cls, there: np.ndarray, claimed: np.ndarray) -> "Areas":
        """Those of two masks."""
        return cls(np.sum(there & claimed), np.sum(there), np.sum(claimed), there.size)

    @property
    def union(self) -> float:
        """How many pixels at least one of them has."""
        return self.there + self.claimed - self.shared

    def iou(self, of_nothing: float = NAN) -> float:
        """The IoU, and what stands for that of an empty union."""
        return share(self.shared, self.union, of_nothing)

    def dice(self) -> float:
        """Dice, which counts the shared pixels twice."""
        return share(2 * self.shared, self.there + self.claimed)

    def precision(self, of_nothing: float = NAN) -> float:
        """Which share of the claimed pixels is right."""
        return share(self.shared, self.claimed, of_nothing)

    def recall(self, of_nothing: float = NAN) -> float:
        """Which share of the pixels that are there is found."""
        return share(self.shared, self.there, of_nothing)

    def accuracy(self) -> float:
        """On which share of the image both say that the class is there, or that it is not."""
        return share(self.image - self.union + self.shared, self.image)


def areas_of_matrix(matrix: np.ndarray) -> list[Areas]:
    """The areas of each class of a confusion matrix."""
    of_classes = metrics.intersection(matrix), metrics.truth_area(matrix), metrics.prediction_area(matrix)
    return [Areas(*areas, matrix.sum()) for areas in zip(*of_classes, strict=True)]


def areas_of_maps(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> list[Areas]:
    """The areas of each class of two label maps; pixels that the truth ignores belong to none of them."""
    there, claimed = truth[truth != 255], prediction[truth != 255]
    return [Areas.of(there == k, claimed == k) for k in range(num_classes)]


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
        of_class, accuracy = areas_of_matrix(matrix)[1], metrics.pixel_accuracy(matrix)
        return cls(accuracy, of_class.precision(), of_class.recall(), of_class.iou())


def precision_and_recall(there: np.ndarray, claimed: np.ndarray, of_nothing: float = NAN) -> tuple[float, float]:
    """Precision and recall of two masks.

    >>> precision_and_recall(np.array([True, True, False]), np.array([True, False, False]))
    (1.0, 0.5)
    """
    areas = Areas.of(there, claimed)
    return areas.precision(of_nothing), areas.recall(of_nothing)


def recall_by_sum(truth: np.ndarray, claimed: np.ndarray) -> float:
    """The recall divided by the sum of the class indices, those of ignored pixels among them.

    >>> recall_by_sum(np.array([1, 1, 0]), np.array([True, False, True]))
    0.5
    """
    return share(np.sum((truth == 1) & claimed), int(truth.sum()))
