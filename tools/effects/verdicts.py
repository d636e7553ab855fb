"""Good, middle, bad: three models for the same road."""

import numpy as np

from segmetrics_lab.metrics import iou_per_class, mean_iou, pixel_accuracy, recall_per_class
from segmetrics_lab.models import preset
from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots import show_reports
from segmetrics_lab.report import Report
from tools.effects.effect import Effect, parted

PIXELS = {"good": 30_000, "middle": 10_000, "bad": 10_000}
CLASSES = ("sky", "road", "vehicle", "person")


def measure(seed: int) -> dict[str, float]:
    """Accuracy, mean IoU, and what becomes of four classes."""
    scores: dict[str, float] = {}
    palette = parted("road", seed)[0][0].palette
    for name, matrix in matrices(seed).items():
        scores |= {f"{name}: accuracy": pixel_accuracy(matrix), f"{name}: mean IoU": mean_iou(matrix)}
        for class_name in CLASSES:
            scores[f"{name}: {class_name} IoU"] = float(iou_per_class(matrix)[palette.index_of(class_name)])
        for class_name in CLASSES[2:]:
            scores[f"{name}: {class_name} recall"] = float(recall_per_class(matrix)[palette.index_of(class_name)])
    return scores


def matrices(seed: int) -> dict[str, np.ndarray]:
    """One confusion matrix over all test scenes for each model."""
    training, test = parted("road", seed)
    return {
        name: preset(name).fit(training, pixels=pixels, seed=seed).confusion_matrix(test)
        for name, pixels in PIXELS.items()
    }


def figure() -> Picture:
    """The three reports."""
    palette = parted("road", 0)[0][0].palette
    return show_reports({name: Report.from_matrix(matrix, palette) for name, matrix in matrices(0).items()})


EFFECT = Effect(
    name="verdicts",
    title="Good, middle and bad",
    words=(
        "Three presets learn from 24 scenes of the set `road`. The good one is good for sky and road, not for "
        "vehicles, and of no use for people. The middle one is right on most pixels and does not find a single person. "
        "The bad one knows only how bright a pixel is."
    ),
    measure=measure,
    figure=figure,
)
