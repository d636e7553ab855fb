"""The threshold explorer: move the decision, and see what is found, missed and extra."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from traitlets import List, Tuple

from segmetrics_lab.labels import IGNORE_INDEX, LabelMapError
from segmetrics_lab.metrics import (
    confusion_matrix,
    iou_per_class,
    precision_per_class,
    recall_per_class,
    threshold_sweep,
)
from segmetrics_lab.pictures import Picture, Scale, disagreement, image_in_colors, score_text
from segmetrics_lab.widgets.base import still_of_two
from segmetrics_lab.widgets.goal_widget import GoalWidget
from segmetrics_lab.widgets.limits import check_not_black_and_white, check_size, object_palette
from segmetrics_lab.widgets.page_styles import kinds_on_photographs
from segmetrics_lab.widgets.scores import Goal
from segmetrics_lab.widgets.traits import Share, counted_matrix, given_array
from segmetrics_lab.widgets.words import as_given


class ThresholdExplorer(GoalWidget):
    """A slider for the threshold, and at once the picture, the matrix and the scores of the decision it makes.

    A pixel is positive where probability >= threshold, compared in float64 as threshold_sweep does.

    Args:
        image: (height, width) grey or (height, width, 3) in colours, uint8.
        truth: (height, width), 1 for the object, 0 for the rest, 255 where a pixel is not scored.
        probability: (height, width) floats of 0 to 1, what the model says before the decision.
        threshold: where the slider stands at first.
        name: what the object is called.
        goals: what to reach, each as Goal("recall of road", ">=", 0.9) or as a plain tuple of these three; the
            classes are called by the name of the object, and "not" and this name.

    Attributes:
        threshold: 0 to 1; set it, and the page follows.
        matrix: (2, 2) int64, matrix[truth, prediction], read-only: it follows from the threshold.
        goals_met: one bool for each goal.

    Raises:
        LabelMapError: the arrays are not an image, a truth and a probability of one size.
        ValueError: the image has more than two million pixels, the threshold is not a number from 0 to 1, or there is
            no such goal.

    >>> truth, probability = np.array([[0, 1, 1]]), np.array([[0.2, 0.4, 0.9]])
    >>> explorer = ThresholdExplorer(np.zeros((1, 3), dtype=np.uint8), truth, probability)
    >>> explorer.threshold = 0.4
    >>> explorer.matrix
    array([[1, 0],
           [0, 2]])
    """

    _module = "threshold_explorer"

    names = Tuple(read_only=True).tag(sync=True)
    kinds = List(kinds_on_photographs(), read_only=True).tag(sync=True)
    image = given_array()
    truth = given_array()
    probability = given_array()
    threshold = Share(0.5, "probabilities are compared with it")
    matrix = counted_matrix("truth, probability and threshold")

    def __init__(
        self,
        image: np.ndarray,
        truth: np.ndarray,
        probability: np.ndarray,
        *,
        threshold: float = 0.5,
        name: str = "object",
        goals: Iterable[Goal | tuple[str, str, float]] = (),
    ) -> None:
        threshold_sweep(truth, probability, thresholds=[0.5])  # refuses what does not fit together
        if truth.ndim != 2:
            raise LabelMapError(
                f"truth has shape {truth.shape}, but a widget shows one picture: pass truth[0], for one."
            )
        check_size(truth.shape)
        check_not_black_and_white(truth)
        self._palette = object_palette(name)
        self._take_goals(goals, self._palette.names)
        self.set_trait("names", list(self._palette.names))
        self.words = f"Threshold explorer: what the decision finds of {name}"
        self.set_trait("image", image_in_colors(image, truth.shape))
        self.set_trait("truth", truth.astype(np.uint8))
        self.set_trait("probability", _without_loss(probability, truth))
        self.threshold = threshold
        self._begin("threshold", count=self._count)

    def _count(self, _: Any = None) -> None:
        """Count the matrix of the threshold."""
        self.set_trait("matrix", confusion_matrix(self.truth, self._positive(), 2))

    def _positive(self) -> np.ndarray:
        """The decision: 1 where the probability is at least the threshold."""
        return (self.probability.astype(np.float64, copy=False) >= self.threshold).astype(np.uint8)

    def still(self) -> Picture:
        """The image, and beside it what the decision finds, misses and has in excess."""
        wrong = disagreement(self.truth, self._positive(), self._palette)
        factor = wrong.image.shape[0] // self.truth.shape[0]
        precision, recall, iou = (
            score_text(score(self.matrix)[1]) for score in (precision_per_class, recall_per_class, iou_per_class)
        )
        return still_of_two(
            Scale(factor).enlarge(self.image),
            wrong.image,
            f"{self._palette.names[1]} where probability >= {as_given(self.threshold)}: {wrong.alt}; "
            f"precision {precision}, recall {recall}, IoU {iou}",
        )


def _without_loss(probability: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """The probability in as few bytes as hold every value exactly; 0 where a pixel is not scored and has none."""
    known = np.where((truth == IGNORE_INDEX) & ~(np.abs(probability) <= 1), 0, probability)
    small = known.astype(np.float32)
    return small if np.array_equal(small.astype(np.float64), known.astype(np.float64)) else known.astype(np.float64)
