"""The model sweep: how a model does on what it has learned from and on what it has not, over one of its settings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from segmetrics_lab.models.pixel_model import PixelModel
    from segmetrics_lab.scenes import Scene

COLUMNS = ("training_accuracy", "validation_accuracy", "training_mean_iou", "validation_mean_iou")


@dataclass(frozen=True, eq=False, repr=False)
class ModelSweep:
    """Scores of one model fitted anew for each value of a parameter; made by sweep().

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
        learned_from: for each model, of each scene that it learned from, which pixels: ascending indices into the flat
            truth. The training scores are taken on these pixels, not on whole scenes.
    """

    parameter: str
    values: np.ndarray
    training_accuracy: np.ndarray
    validation_accuracy: np.ndarray
    training_mean_iou: np.ndarray
    validation_mean_iou: np.ndarray
    models: "tuple[PixelModel, ...]"
    training: "tuple[Scene, ...]" = ()
    validation: "tuple[Scene, ...]" = ()
    learned_from: tuple[tuple[np.ndarray, ...], ...] = ()

    def __repr__(self) -> str:
        heads = (self.parameter, *(column.replace("_", " ").replace("iou", "IoU") for column in COLUMNS))
        scores = zip(*(getattr(self, column) for column in COLUMNS), strict=True)
        rows = [heads]
        for value, of_value in zip(self.values, scores, strict=True):
            rows.append((f"{value:g}", *(f"{score:.2f}" for score in of_value)))
        widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
        return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
