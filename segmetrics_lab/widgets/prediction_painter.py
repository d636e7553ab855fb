"""The prediction painter: be the model, and see what every stroke does to the scores."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from traitlets import Dict, List

from segmetrics_lab.labels import Palette, check_label_map, check_pair
from segmetrics_lab.metrics import confusion_matrix, mean_iou, pixel_accuracy
from segmetrics_lab.pictures import Picture, disagreement, image_in_colors, overlay, score_text
from segmetrics_lab.widgets.base import still_of_two
from segmetrics_lab.widgets.goal_widget import GoalWidget
from segmetrics_lab.widgets.limits import check_not_black_and_white, check_palette, check_size
from segmetrics_lab.widgets.page_styles import classes_for_page, kinds_for_page
from segmetrics_lab.widgets.scores import Goal, scores_for_page
from segmetrics_lab.widgets.traits import BYTES, ArrayTrait, counted_matrix, given_array


def _checked_prediction(widget: "PredictionPainter", value: Any) -> np.ndarray:
    """A label map of the size of the truth that names a class for every scored pixel."""
    _, prediction = check_pair(widget.truth, value)
    confusion_matrix(widget.truth, prediction, widget.palette.num_classes)  # refuses what is not a class index
    return np.clip(prediction, 0, 255).astype(np.uint8)  # only pixels that nobody scores can be outside


class PredictionPainter(GoalWidget):
    """Paint a prediction over the image, and see at once where it is wrong and what the scores say.

    Args:
        image: (height, width) grey or (height, width, 3) in colours, uint8.
        truth: (height, width) class indices, 255 where a pixel is not scored.
        prediction: (height, width) class indices to start from; without one, all is background.
        palette: names and colours of 2 to 16 classes.
        goals: what to reach, each as Goal("IoU of cup", ">=", 0.9) or as a plain tuple of these three.
        scores: names of the scores shown; by default pixel accuracy, mean IoU, and the IoU of every class but
            the background. An empty list shows the counts alone.

    Attributes:
        prediction: (height, width) uint8; set it, and the page follows. A copy of it can be written to.
        matrix: (K, K) int64, matrix[truth, prediction], read-only: it follows from the prediction.
        goals_met: one bool for each goal.

    Raises:
        LabelMapError: the arrays are not an image, a truth and a prediction of one size, or the palette does not fit.
        ValueError: there are more than two million pixels, or there is no such goal or score.

    >>> image, truth = np.zeros((1, 3), dtype=np.uint8), np.array([[0, 1, 1]])
    >>> painter = PredictionPainter(image, truth, palette=Palette(["table", "cup"]), goals=[("IoU of cup", ">", 0.9)])
    >>> painter.goals_met
    (False,)
    >>> painter.prediction = truth
    >>> painter.matrix.tolist(), painter.goals_met
    ([[1, 0], [0, 2]], (True,))
    """

    _module = "prediction_painter"

    kinds = List(kinds_for_page(), read_only=True).tag(sync=True)
    image = given_array()
    truth = given_array()
    start = given_array()
    prediction = ArrayTrait(_checked_prediction).tag(**BYTES)
    page_scores: List[Any] = List(read_only=True).tag(sync=True)
    matrix = counted_matrix("truth and prediction")
    classes = Dict(read_only=True).tag(sync=True)

    def __init__(
        self,
        image: np.ndarray,
        truth: np.ndarray,
        prediction: np.ndarray | None = None,
        *,
        palette: Palette,
        goals: Iterable[Goal | tuple[str, str, float]] = (),
        scores: Sequence[str] | None = None,
    ) -> None:
        self.palette = check_palette(palette)
        truth = check_label_map(truth, name="truth")
        check_size(truth.shape)
        check_not_black_and_white(truth)
        start = np.full(truth.shape, palette.background or 0, dtype=np.uint8) if prediction is None else prediction
        confusion_matrix(truth, start, palette.num_classes)  # refuses what does not fit, before anything is shown
        self._take_goals(goals, palette.names)
        page_scores = scores_for_page(scores, palette)
        pixels = image_in_colors(image, truth.shape)
        self.words = "Prediction painter: paint, and see what every stroke does to the scores"
        self.set_trait("image", pixels)
        self.set_trait("truth", truth.astype(np.uint8))
        self.set_trait("classes", classes_for_page(palette))
        self.set_trait("page_scores", page_scores)
        self.prediction = start
        self.set_trait("start", self.prediction)
        self._begin("prediction", count=self._count)

    def _count(self, _: Any = None) -> None:
        """Count the matrix of the prediction."""
        self.set_trait("matrix", confusion_matrix(self.truth, self.prediction, self.palette.num_classes))

    def still(self) -> Picture:
        """The prediction over the image, and beside it where it is wrong."""
        inside = np.where(self.prediction < self.palette.num_classes, self.prediction, 255)  # elsewhere nobody scores
        drawn = overlay(self.image, inside, self.palette)
        wrong = disagreement(self.truth, self.prediction, self.palette)
        words = f"{drawn.alt}. Disagreement: {wrong.alt}"
        if self.page_scores:
            accuracy, iou = (score_text(score(self.matrix)) for score in (pixel_accuracy, mean_iou))
            words += f". Pixel accuracy {accuracy}, mean IoU {iou}"
        return still_of_two(drawn.image, wrong.image, words)
