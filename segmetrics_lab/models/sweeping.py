"""Sweeping: the same model, fitted again and again with one setting changed."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.pipeline import Pipeline

from segmetrics_lab.labels import did_you_mean, is_number, plain_array
from segmetrics_lab.metrics import confusion_matrix, mean_iou, pixel_accuracy
from segmetrics_lab.models.checking import check_scenes, check_seed
from segmetrics_lab.models.learned import deciding_step
from segmetrics_lab.models.pixel_model import PixelModel
from segmetrics_lab.models.pixels import Pixels, draw_pixels
from segmetrics_lab.scenes import Scene
from segmetrics_lab.sweeps import ModelSweep, bar

SIZES = ("pixels", "scenes")
"""What is varied around a model rather than in it: how much it learns from."""

NO_CHOICE = ("random_state", "n_jobs", "verbose", "class_weight", "monotonic_cst")
"""Parameters whose values are numbers or None, but that are not worth varying."""


def sweep(
    model: PixelModel,
    training: Iterable[Scene],
    validation: Iterable[Scene],
    *,
    parameter: str,
    values: Sequence[float],
    pixels: int | None = 3000,
    validation_pixels: int | None = 6000,
    seed: int = 0,
) -> ModelSweep:
    """Fit a model once for each value of a parameter, and score it on what it learned from and on what it has not seen.

    Args:
        model: what to fit; it stays as it is, fitted or not.
        training: scenes to learn from.
        validation: scenes to judge by, of the same palette.
        parameter: a number that the classifier is made with ("max_depth", "n_neighbors"), even if it is the last
            step of a pipeline; or "pixels" or "scenes", how many of them to learn from (the first of the scenes).
        values: the numbers to try.
        pixels: how many pixels to learn from, the same ones for each value; None for all.
        validation_pixels: how many pixels to judge by, the same ones for each value; None for all.
        seed: the same seed gives the same scores.

    Raises:
        ValueError: the parameter is unknown, values are missing or not numbers, or there are too few pixels or scenes.

    >>> from segmetrics_lab.models import preset, split
    >>> from segmetrics_lab.scenes import load
    >>> training, validation = split([load("coins")], by="pixel")
    >>> curve = sweep(preset("position-only"), training, validation, parameter="max_depth", values=[1, 16])
    >>> bool(curve.training_accuracy[1] > curve.validation_accuracy[1])
    True
    """
    if not isinstance(model, PixelModel) or not isinstance(parameter, str):
        raise ValueError(
            f"model is {model!r} and parameter {parameter!r}, but they must be a PixelModel and the name of what is "
            'varied: sweep(preset("good"), ..., parameter="max_depth").'
        )
    training, validation = check_scenes(training, called="training"), check_scenes(validation, called="validation")
    check_scenes([*training, *validation])
    seed = check_seed(seed)
    numbers = _checked_values(parameter, values, training)
    held_back = draw_pixels(validation, model.features, pixels=validation_pixels, seed=seed, called="validation_pixels")
    runs = [_Run(model, training, pixels, seed).with_value(parameter, number) for number in numbers]
    models, scores = [], []
    places: list[tuple[np.ndarray, ...]] = []
    for run in bar(runs, "fitting"):
        fitted, learned_from = run.fit()
        models.append(fitted)
        # Kept once for all models that learned from the same pixels.
        places.append(learned_from.places if parameter in SIZES or not places else places[0])
        scores.append([*_scores(fitted, learned_from), *_scores(fitted, held_back)])
    accuracy, mean, validation_accuracy, validation_mean = np.array(scores).T
    return ModelSweep(
        parameter=parameter,
        values=np.array(numbers),
        training_accuracy=accuracy,
        validation_accuracy=validation_accuracy,
        training_mean_iou=mean,
        validation_mean_iou=validation_mean,
        models=tuple(models),
        training=training,
        validation=validation,
        learned_from=tuple(places),
    )


@dataclass(frozen=True, eq=False)
class _Run:
    """One training: which model, on how much."""

    model: PixelModel
    scenes: tuple[Scene, ...]
    pixels: int | None
    seed: int

    def with_value(self, parameter: str, number: float) -> "_Run":
        """The same training with one thing changed."""
        if parameter == "pixels":
            return replace(self, pixels=int(number))
        if parameter == "scenes":
            return replace(self, scenes=self.scenes[: int(number)])
        estimator = clone(self.model.estimator)
        estimator.set_params(**{_full_name(estimator, parameter): number})
        return replace(self, model=PixelModel(self.model.features, estimator, threshold=self.model.threshold))

    def fit(self) -> tuple[PixelModel, Pixels]:
        """The fitted model, and the pixels that it learned from."""
        fitted = copy(self.model).fit(self.scenes, pixels=self.pixels, seed=self.seed)
        return fitted, draw_pixels(self.scenes, fitted.features, pixels=self.pixels, seed=self.seed)


def _scores(model: PixelModel, drawn: Pixels) -> tuple[float, float]:
    """Pixel accuracy and mean IoU on drawn pixels."""
    prediction = model.learned.predict(drawn.rows, model.threshold)
    matrix = confusion_matrix(drawn.classes[np.newaxis], prediction[np.newaxis], drawn.palette.num_classes)
    return pixel_accuracy(matrix), mean_iou(matrix)


def _checked_values(parameter: str, values: Sequence[float], training: Sequence[Scene]) -> list[float]:
    """The values as plain numbers."""
    numbers = plain_array(values, "values")
    if numbers.ndim != 1 or numbers.size == 0 or numbers.dtype.kind not in "iuf":
        raise ValueError(f"values is {values!r}, but it must be a list of one or more numbers, such as [1, 2, 4, 8].")
    if parameter in SIZES and (numbers.dtype.kind == "f" or numbers.min() < 1):
        raise ValueError(f"values is {values!r}, but numbers of {parameter} are whole, 1 or more.")
    if parameter == "scenes" and numbers.max() > len(training):
        raise ValueError(f"values is {values!r}, but there are only {len(training)} training scenes. Ask for no more.")
    plain: list[float] = numbers.tolist()
    return plain


def _full_name(estimator: BaseEstimator, parameter: str) -> str:
    """The name by which the estimator knows a parameter of its own or of its last step."""
    if parameter in estimator.get_params():
        return parameter
    if isinstance(estimator, Pipeline) and f"{estimator.steps[-1][0]}__{parameter}" in estimator.get_params():
        return f"{estimator.steps[-1][0]}__{parameter}"
    deciding = deciding_step(estimator)
    # None often stands for a number without limit.
    own = [
        name
        for name, value in deciding.get_params().items()
        if name not in NO_CHOICE and (value is None or is_number(value))
    ]
    known = [*own, *SIZES]
    raise ValueError(
        f"parameter is {parameter!r}, but {type(deciding).__name__} is made with other numbers: {', '.join(own)}. "
        f"How much it learns from is varied with {' or '.join(SIZES)}.{did_you_mean(parameter, known)}"
    )
