"""The paradox explorer: put more background into the picture, and see which scores rise though nothing got better."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from traitlets import Int, List, TraitType, Tuple, validate

from segmetrics_lab.labels import LabelMapError, check_label_map, check_name
from segmetrics_lab.metrics import (
    confusion_matrix,
    iou_per_class,
    pixel_accuracy,
    precision_per_class,
    recall_per_class,
    truth_area,
)
from segmetrics_lab.pictures import Picture, Scale, disagreement, image_in_colors, percent, score_text
from segmetrics_lab.widgets.base import CourseWidget, still_of_two
from segmetrics_lab.widgets.limits import check_not_black_and_white, check_size, object_palette
from segmetrics_lab.widgets.page_styles import kinds_on_photographs
from segmetrics_lab.widgets.traits import CountedShare, Share, counted_matrix, given_array
from segmetrics_lab.widgets.windows import closest_window, matrix_in, window_at

DIMMED = 0.35
"""What is left of the light outside the window."""


class ParadoxExplorer(CourseWidget):
    """A window that grows from the object to the whole picture, and the scores of a model and of a blank mask in it.

    The blank mask says background everywhere. The window at w lies so far between the box around all pixels of the
    object (0; at least 8 by 8 pixels) and the whole picture (1): each of its sides moves at an even pace, rounded to
    whole pixels. Every count is one of pixels of the given predictions; nothing is simulated.

    Args:
        image: (height, width) grey or (height, width, 3) in colours, uint8.
        truth: (height, width), 1 for the object, 0 for the rest, 255 where a pixel is not scored.
        predictions: for the name of each model its prediction, (height, width) of 0 and 1.
        name: what the object is called.

    Attributes:
        window: 0 to 1; set it, and the page follows.
        model: the name of the model that is shown; set it, and the page follows.
        matrix: (2, 2) int64, matrix[truth, prediction] of this model in the window, read-only.
        baseline_matrix: (2, 2) int64, the same of the blank mask, read-only.
        object_share: the object's share of the scored pixels in the window (its base rate), 0 to 1, read-only.

    Raises:
        LabelMapError: the arrays are not an image, a truth and predictions of one size.
        ValueError: there is no object or no prediction, the image has more than two million pixels, the window is
            outside 0 to 1, or there is no model of this name.

    >>> truth = np.zeros((10, 20), dtype=int)
    >>> truth[:4, :8] = 1
    >>> explorer = ParadoxExplorer(np.zeros((10, 20), dtype=np.uint8), truth, {"perfect": truth})
    >>> explorer.baseline_matrix.tolist(), explorer.object_share
    ([[32, 0], [32, 0]], 0.5)
    >>> explorer.window = 1
    >>> explorer.baseline_matrix.tolist(), explorer.object_share
    ([[168, 0], [32, 0]], 0.16)
    """

    _module = "paradox_explorer"

    names = Tuple(read_only=True).tag(sync=True)
    kinds = List(kinds_on_photographs(), read_only=True).tag(sync=True)
    image = given_array()
    truth = given_array()
    models = Tuple(read_only=True).tag(sync=True)
    predictions = given_array()
    closest = List(Int(), read_only=True).tag(sync=True)
    window = Share(0.0, "0 is close around the object, 1 is the whole picture")
    model: TraitType = TraitType("").tag(sync=True, echo_update=False)
    matrix = counted_matrix("truth, prediction and window")
    baseline_matrix = counted_matrix("truth and window")
    object_share = CountedShare("truth and window").tag(sync=True, echo_update=False)

    def __init__(
        self, image: np.ndarray, truth: np.ndarray, predictions: Mapping[str, np.ndarray], *, name: str = "object"
    ) -> None:
        truth = _checked_truth(truth)
        stack = _checked_predictions(truth, predictions)
        pixels = image_in_colors(image, truth.shape)
        self._palette = object_palette(name)
        self.words = f"Paradox explorer: what more background does to the scores of {name}"
        self.set_trait("names", list(self._palette.names))
        self.set_trait("image", pixels)
        self.set_trait("truth", truth)
        self.set_trait("models", list(predictions))
        self.set_trait("predictions", stack)
        self.set_trait("closest", list(closest_window(truth)))
        self.model = self.models[0]
        self._begin("window", "model", count=self._count)

    @validate("model")
    def _check_model(self, proposal: dict[str, Any]) -> str:
        """Refuse a name that no prediction has."""
        return str(check_name(proposal["value"], self.models, called="model"))

    @property
    def _sides(self) -> tuple[int, int, int, int]:
        """Top, bottom, left and right of the window."""
        return window_at(tuple(self.closest), self.truth.shape, self.window)

    @property
    def _prediction(self) -> np.ndarray:
        """What the model says that is shown."""
        shown: np.ndarray = self.predictions[self.models.index(self.model)]
        return shown

    def _count(self, _: Any = None) -> None:
        """Count both matrices and the object's share in the window."""
        baseline = matrix_in(self.truth, np.zeros_like(self.truth), self._sides)
        self.set_trait("matrix", matrix_in(self.truth, self._prediction, self._sides))
        self.set_trait("baseline_matrix", baseline)
        self.set_trait("object_share", float(truth_area(baseline)[1] / baseline.sum()))

    def still(self) -> Picture:
        """The image, and beside it what the model finds, misses and has in excess; both dark outside the window."""
        wrong = disagreement(self.truth, self._prediction, self._palette).image
        factor = wrong.shape[0] // self.truth.shape[0]
        image, wrong = (self._dark_outside(picture, factor) for picture in (Scale(factor).enlarge(self.image), wrong))
        return still_of_two(image, wrong, self._still_words())

    def _dark_outside(self, picture: np.ndarray, factor: int) -> np.ndarray:
        """A picture of this many times the size, with little light outside the window."""
        top, bottom, left, right = (factor * side for side in self._sides)
        dark = (DIMMED * picture).astype(np.uint8)
        dark[top:bottom, left:right] = picture[top:bottom, left:right]
        return dark

    def _still_words(self) -> str:
        """How rare the object is in the window, and the scores of both."""
        top, bottom, left, right = self._sides
        area = truth_area(self.matrix)
        return (
            f"{self._palette.names[1]} is {percent(int(area[1]), int(area.sum()))} of the scored pixels in rows {top} "
            f"to {bottom - 1}, columns {left} to {right - 1}; {_scores(self.model, self.matrix)}; "
            f"{_scores('all background', self.baseline_matrix)}"
        )


def _scores(name: str, matrix: np.ndarray) -> str:
    """Four scores with two decimals."""
    scores = {
        "pixel accuracy": pixel_accuracy(matrix),
        "recall": recall_per_class(matrix)[1],
        "IoU": iou_per_class(matrix)[1],
        "precision": precision_per_class(matrix)[1],
    }
    return f"{name}: {', '.join(f'{score} {score_text(value)}' for score, value in scores.items())}"


def _checked_truth(truth: np.ndarray) -> np.ndarray:
    """The truth as uint8, with an object in it."""
    truth = check_label_map(truth, name="truth")
    check_size(truth.shape)
    confusion_matrix(truth, np.zeros(truth.shape, dtype=np.uint8), 2)  # refuses what is not 0, 1 or 255
    check_not_black_and_white(truth)
    if not np.any(truth == 1):
        raise ValueError(
            "truth holds no pixel of 1, so there is no object to put the window around, and nothing to find. "
            "Take a scene with the object in it: np.any(scene.truth == 1)."
        )
    return truth.astype(np.uint8)


def _checked_predictions(truth: np.ndarray, predictions: Mapping[str, np.ndarray]) -> np.ndarray:
    """The predictions as a stack of 0 and 1, in the order of their names."""
    if not isinstance(predictions, Mapping) or not predictions:
        given = "empty" if isinstance(predictions, Mapping) else f"of type {type(predictions).__name__}"
        raise ValueError(
            f"predictions is {given}, but it must give the name of each model its prediction, for one model or more: "
            '{"forest": forest.predict(image)}.'
        )
    for name, prediction in predictions.items():
        if not isinstance(name, str) or not name.strip():
            raise ValueError(f"{name!r} is not a name for a model: it must be a text that fits on a button.")
        try:
            confusion_matrix(truth, prediction, 2)
        except LabelMapError as error:
            raise LabelMapError(f"the prediction of {name!r} does not fit: {error}") from None
    return np.stack([prediction == 1 for prediction in predictions.values()]).astype(np.uint8)
