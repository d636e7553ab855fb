"""The model sweep: how a model does on what it has learned from and on what it has not, over one of its settings."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from segmetrics_lab.labels import check_name, plain_array, whole_number
from segmetrics_lab.pictures import score_text
from segmetrics_lab.scenes import Scene
from segmetrics_lab.sweeps.bar import bar

SCORES = ("training_accuracy", "validation_accuracy", "training_mean_iou", "validation_mean_iou")


@dataclass(frozen=True, eq=False, repr=False)
class ModelSweep:
    """Scores of one model, fitted once for each value of a parameter; made by models.sweep().

    Args:
        parameter: what was varied.
        values: its values, in the order in which they were given.
        training_accuracy: pixel accuracy on the very pixels that each model learned from.
        validation_accuracy: pixel accuracy on pixels that none of them has seen, the same for all.
        training_mean_iou: mean IoU on the pixels learned from.
        validation_mean_iou: mean IoU on the pixels not seen.
        models: the fitted models.
        training: the scenes that they learned from, in the order in which they were given; a sweep over "scenes" takes
            the first of them.
        validation: the scenes that the pixels not seen were drawn from.
        learned_from: for each model, which pixels of each scene it learned from: ascending indices into the flat
            truth. The training scores are taken on these pixels, not on whole scenes.

    Raises:
        ValueError: there is not one score from 0 to 1 for each value.
    """

    parameter: str
    values: np.ndarray
    training_accuracy: np.ndarray
    validation_accuracy: np.ndarray
    training_mean_iou: np.ndarray
    validation_mean_iou: np.ndarray
    models: tuple[Any, ...] = ()
    training: tuple[Scene, ...] = ()
    validation: tuple[Scene, ...] = ()
    learned_from: tuple[tuple[np.ndarray, ...], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _numbers(self.values, f"values of {self.parameter}"))
        for name in SCORES:
            object.__setattr__(self, name, _checked_scores(getattr(self, name), name, self))

    @property
    def curves(self) -> dict[str, dict[str, np.ndarray]]:
        """Both kinds of scores by their names in words, each a curve of the training and one of the validation."""
        return {
            "pixel accuracy": {"training": self.training_accuracy, "validation": self.validation_accuracy},
            "mean IoU": {"training": self.training_mean_iou, "validation": self.validation_mean_iou},
        }

    def check_order(self) -> None:
        """Refuse values that neither rise nor fall, or fewer than 2: neither a curve nor a slider can show them."""
        steps = np.diff(self.values.astype(float))
        in_order = (steps > 0).all() or (steps < 0).all()
        if not steps.size or not np.isfinite(self.values).all() or not in_order:
            raise ValueError(
                f"the values of {self.parameter} are {self.values.tolist()}, but a curve or a slider needs 2 or more "
                "numbers that rise, or that fall, from each to the next. Sweep over them in that order."
            )

    def predictions(self, side: str, at: int) -> np.ndarray:
        """What every model says about one scene, with a bar where that takes long.

        Args:
            side: "training" or "validation".
            at: which scene of this side.

        Returns:
            (number of models, height, width) uint8.

        Raises:
            ValueError: there is no such side or scene, or the sweep was made without models.
        """
        if not self.models:
            raise ValueError("the sweep was made without models, so nothing can be predicted. Use models.sweep().")
        check_name(side, ("training", "validation"), called="side")
        scenes, hint = getattr(self, side), f"which of the {side} scenes"
        image = scenes[whole_number(at, "at", least=0, most=len(scenes) - 1, hint=hint)].image
        said = [model.predict(image) for model in bar(self.models, f"predicting {side}")]
        return np.stack(said).astype(np.uint8)

    def __repr__(self) -> str:
        heads = (self.parameter, *(name.replace("_", " ").replace("iou", "IoU") for name in SCORES))
        scores = zip(*(getattr(self, name) for name in SCORES), strict=True)
        rows = [heads]
        for value, of_value in zip(self.values, scores, strict=True):
            rows.append((f"{value:g}", *(score_text(score) for score in of_value)))
        widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
        return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _numbers(values: np.ndarray, called: str) -> np.ndarray:
    """The values as an array of numbers, in one row."""
    numbers = plain_array(values, called)
    if numbers.ndim != 1 or numbers.dtype.kind not in "iuf":
        raise ValueError(f"{called} is {values!r}, but it must be a list of numbers.")
    return numbers


def _checked_scores(scores: np.ndarray, name: str, sweep: ModelSweep) -> np.ndarray:
    """The scores as floats from 0 to 1, one for each value."""
    checked = _numbers(scores, name).astype(float)
    if checked.shape != sweep.values.shape:
        raise ValueError(
            f"{name} has shape {checked.shape}, but the sweep has {sweep.values.size} values of {sweep.parameter}. "
            "Pass one score for each."
        )
    known = checked[~np.isnan(checked)]
    if not known.size or known.min() < 0 or known.max() > 1:
        raise ValueError(f"{name} must hold scores from 0 to 1, and at least one that is defined.")
    return checked
