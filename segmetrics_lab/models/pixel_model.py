"""The pixel model: a classifier that looks at one pixel after the other."""

from collections.abc import Iterable
from copy import copy

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.ensemble import RandomForestClassifier

from segmetrics_lab.labels import check_name
from segmetrics_lab.metrics import confusion_matrix
from segmetrics_lab.models.checking import check_image, check_scenes, check_seed, check_threshold
from segmetrics_lab.models.features import FEATURES, feature_pieces
from segmetrics_lab.models.learned import DEFAULT_THRESHOLD, Learned, deciding_step, learn
from segmetrics_lab.models.pixels import draw_pixels
from segmetrics_lab.scenes import Scene
from segmetrics_lab.sweeps import bar


class PixelModel:
    """A segmentation model that asks a classifier about each pixel: look at its features, say a class.

    Args:
        features: what it looks at. "gray" and "color" are those of the pixel itself; "position" is how far down and
            how far from the middle it is; "multiscale" is brightness, edges and curvature around it at four scales.
            One of "gray", "color", "position", "color and position", "multiscale", "multiscale and position".
        estimator: a classifier of scikit-learn (or a pipeline) that has predict_proba. It is copied, never changed;
            None is a random forest of 20 trees.
        threshold: for two classes: class 1 is predicted where its probability is at least this. None is 0.5. Models
            of more classes take the likeliest and have no threshold.

    Raises:
        ValueError: the features are unknown, the estimator is not such a classifier, or the threshold is not 0 to 1.

    >>> from segmetrics_lab.scenes import load
    >>> coins = load("coins")
    >>> model = PixelModel("gray").fit([coins], pixels=500)
    >>> model
    <PixelModel gray, RandomForestClassifier, threshold 0.5>
    >>> model.predict(coins.image).shape
    (303, 384)
    """

    def __init__(
        self,
        features: str = "color and position",
        estimator: BaseEstimator | None = None,
        *,
        threshold: float | None = None,
    ) -> None:
        self.features = check_name(features, FEATURES, called="features")
        self.estimator = _checked_estimator(estimator)
        self.threshold = check_threshold(threshold)
        self._learned: Learned | None = None

    def fit(self, scenes: Iterable[Scene], *, pixels: int | None = 10_000, seed: int = 0) -> "PixelModel":
        """Learn from pixels drawn at random from all scenes; the same seed gives the same model.

        Args:
            scenes: scenes of one palette, all grey or all in colour. Pixels that are 255 in the truth are never drawn.
            pixels: how many pixels to draw, each scored one equally likely, none twice; None for all.
            seed: decides which pixels are drawn, and all that is random in the classifier.

        Returns:
            This model, now fitted. What it had learned before is gone.

        Raises:
            ValueError: there are too few pixels, the scenes do not fit together, a class of two is not among the
                pixels, or there is a threshold but more than two classes.
        """
        scenes, seed = check_scenes(scenes), check_seed(seed)
        _check_threshold_fits(self.threshold, scenes[0].palette.num_classes)
        drawn = draw_pixels(scenes, self.features, pixels=pixels, seed=seed)
        self._learned = learn(self.estimator, self.features, drawn, seed)
        return self

    @property
    def learned(self) -> Learned:
        """What fitting left behind (the fitted estimator, the palette).

        Raises:
            ValueError: the model is not fitted yet.
        """
        if self._learned is None:
            raise ValueError("the model has learned nothing yet. Fit it first: model.fit(training_scenes).")
        return self._learned

    def probability(self, image: np.ndarray) -> np.ndarray:
        """How sure the model is of each class at each pixel, 0 to 1.

        Args:
            image: uint8, (height, width) or (height, width, 3), as in training.

        Returns:
            For two classes, (height, width): the probability of class 1. For more, (number of classes, height, width),
            which add up to 1 at each pixel; a class that was never seen in training has 0.

        Raises:
            ValueError: the model is not fitted, or this is not the kind of image that it was trained on.
        """
        learned = self.learned
        shape = check_image(image, channels=learned.channels).shape[:2]
        pieces = [learned.probability(rows).T for rows in feature_pieces(image, learned.features)]
        planes = np.concatenate(pieces, axis=1).reshape(-1, *shape)
        return planes[1].copy() if learned.has_two_classes else planes

    def predict(self, image: np.ndarray) -> np.ndarray:
        """The class of each pixel: class 1 where its probability is at least the threshold; of many, the likeliest.

        Args:
            image: uint8, (height, width) or (height, width, 3), as in training.

        Returns:
            A label map, (height, width) uint8.

        Raises:
            ValueError: the model is not fitted, or this is not the kind of image that it was trained on.
        """
        learned = self.learned
        shape = check_image(image, channels=learned.channels).shape[:2]
        pieces = [learned.predict(rows, self.threshold) for rows in feature_pieces(image, learned.features)]
        return np.concatenate(pieces).reshape(shape)

    def confusion_matrix(self, scenes: Iterable[Scene]) -> np.ndarray:
        """Predict every scene and count all their scored pixels into one matrix: matrix[truth, prediction].

        Returns:
            (number of classes, number of classes) int64, in pixels.

        Raises:
            ValueError: the model is not fitted, or the scenes are not of its palette or kind of image.
        """
        palette = self.learned.palette
        matrix = np.zeros((palette.num_classes, palette.num_classes), dtype=np.int64)
        for scene in bar(check_scenes(scenes, palette=palette), "predicting"):
            matrix += confusion_matrix(scene.truth, self.predict(scene.image), palette.num_classes)
        return matrix

    def with_threshold(self, threshold: float | None) -> "PixelModel":
        """The same model, fitted or not, with another threshold. Nothing is trained again; this model stays as it is.

        Raises:
            ValueError: the threshold is not 0 to 1, or the model was fitted to more than two classes.
        """
        threshold = check_threshold(threshold)
        if self._learned is not None:
            _check_threshold_fits(threshold, self._learned.palette.num_classes)
        other = copy(self)
        other.threshold = threshold
        return other

    def __repr__(self) -> str:
        words = [self.features, type(deciding_step(self.estimator)).__name__]
        two_classes = self._learned is not None and self._learned.has_two_classes
        threshold = DEFAULT_THRESHOLD if self.threshold is None and two_classes else self.threshold
        words += [] if threshold is None else [f"threshold {threshold:g}"]
        words += [] if self._learned is not None else ["not fitted"]
        return f"<PixelModel {', '.join(words)}>"


def _checked_estimator(estimator: BaseEstimator | None) -> BaseEstimator:
    """The estimator, or a forest."""
    if estimator is None:
        return RandomForestClassifier(20, min_samples_leaf=3)
    if isinstance(estimator, type):
        name = estimator.__name__
        raise ValueError(f"estimator is the class {name}, not one made from it. Write {name}() with parentheses.")
    if not hasattr(estimator, "predict_proba"):
        raise ValueError(
            f"estimator is a {type(estimator).__name__}, which has no predict_proba, so it cannot say how sure it is. "
            "Use a classifier of scikit-learn that can, such as LogisticRegression or RandomForestClassifier."
        )
    return estimator


def _check_threshold_fits(threshold: float | None, num_classes: int) -> None:
    """Refuse a threshold where there is more than one question."""
    if threshold is not None and num_classes > 2:
        raise ValueError(
            f"the threshold is {threshold:g}, but the scenes have {num_classes} classes: a threshold decides between "
            'two. Make two of them first, for instance with scene.binary("person", name="person") for each scene, '
            "or leave the threshold out."
        )
