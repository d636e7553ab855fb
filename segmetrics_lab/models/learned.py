"""What a model has learned: a fitted classifier, and what it was fitted to."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.dummy import DummyClassifier
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits

from segmetrics_lab.labels import Palette
from segmetrics_lab.models.pixels import Pixels

DEFAULT_THRESHOLD = 0.5


@dataclass(frozen=True, eq=False)
class Learned:
    """What is left of the training.

    Args:
        estimator: the fitted classifier of scikit-learn.
        features: what it looks at.
        palette: the classes of the training scenes.
        channels: 1 if the images were grey, 3 if they were in colour.
    """

    estimator: BaseEstimator
    features: str
    palette: Palette
    channels: int

    @property
    def has_two_classes(self) -> bool:
        """Is there a single question, class 1 or not?"""
        return self.palette.num_classes == 2

    def probability(self, rows: np.ndarray) -> np.ndarray:
        """The probability of each class, (pixels, classes), from features; 0 for classes never seen in training."""
        probability = np.zeros((len(rows), self.palette.num_classes))
        with threadpool_limits(1):
            probability[:, self.estimator.classes_] = self.estimator.predict_proba(rows)
        return probability

    def predict(self, rows: np.ndarray, threshold: float | None) -> np.ndarray:
        """The class of pixels given by their features, (pixels,) uint8."""
        probability = self.probability(rows)
        if self.has_two_classes:
            return (probability[:, 1] >= (DEFAULT_THRESHOLD if threshold is None else threshold)).astype(np.uint8)
        return probability.argmax(axis=1).astype(np.uint8)


def learn(estimator: BaseEstimator, features: str, drawn: Pixels, seed: int) -> Learned:
    """Fit a copy of the estimator to drawn pixels, all of its random states set from the seed.

    Everything runs on one thread: several are slower on arrays of this size, and may round differently.
    """
    _check_classes(estimator, drawn)
    fresh = clone(estimator)
    random_states = [name for name in fresh.get_params() if name.split("__")[-1] == "random_state"]
    fresh.set_params(**dict.fromkeys(random_states, seed))
    with threadpool_limits(1):
        fresh.fit(drawn.rows, drawn.classes)
    return Learned(fresh, features, drawn.palette, drawn.channels)


def deciding_step(estimator: BaseEstimator) -> BaseEstimator:
    """The classifier itself: the last step of a pipeline; any other estimator is its own."""
    return estimator.steps[-1][1] if isinstance(estimator, Pipeline) else estimator


def _check_classes(estimator: BaseEstimator, drawn: Pixels) -> None:
    """Refuse pixels that miss a class which the estimator cannot do without."""
    seen = np.unique(drawn.classes).tolist()
    names = drawn.palette.names
    missing = [names[class_index] for class_index in _needed(estimator, len(names)) if class_index not in seen]
    if missing:
        raise ValueError(
            f"none of the {len(drawn.classes)} training pixels is of the class {' or '.join(map(repr, missing))}, "
            "so the model cannot learn it. Train on scenes that show it, or on more pixels."
        )
    if len(seen) < 2 and not isinstance(estimator, DummyClassifier):
        raise ValueError(
            f"all {len(drawn.classes)} training pixels are of the class {names[seen[0]]!r}, so there is nothing to "
            "tell apart. Train on scenes that show more classes, or on more pixels."
        )


def _needed(estimator: BaseEstimator, num_classes: int) -> Iterable[int]:
    """The classes that must be seen: both of two; of many, any. A dummy learns nothing, so it needs only its own."""
    if isinstance(estimator, DummyClassifier):
        return [] if estimator.constant is None else [estimator.constant]
    return range(2) if num_classes == 2 else []
