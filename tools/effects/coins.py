"""Two methods that pixels call a tie and coins do not."""

import numpy as np
from skimage import measure as regions
from skimage.filters import threshold_local
from skimage.morphology import dilation, disk, opening, remove_small_holes

from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy
from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots import show_label_maps
from segmetrics_lab.scenes import load
from tools.effects.effect import Effect


def measure(seed: int) -> dict[str, float]:  # noqa: ARG001 - nothing is drawn by chance
    """Accuracy, IoU and number of objects of both methods."""
    coins = load("coins")
    scores: dict[str, float] = {"truth: objects": float(regions.label(coins.truth == 1).max())}
    for name, found in methods().items():
        matrix = confusion_matrix(coins.truth, found, num_classes=2)
        scores[f"{name}: accuracy"] = pixel_accuracy(matrix)
        scores[f"{name}: coin IoU"] = float(iou_per_class(matrix)[1])
        scores[f"{name}: objects"] = float(regions.label(found).max())
    return scores


def methods() -> dict[str, np.ndarray]:
    """The two methods of lesson 0: brighter than the mean around it, holes filled, specks removed."""
    return {"A": _found(window=73, brighter=5), "B": dilation(_found(window=121, brighter=15), disk(1))}


def _found(*, window: int, brighter: int) -> np.ndarray:
    """Pixels that are so much brighter than the mean of the window around them."""
    image = load("coins").image
    found = remove_small_holes(image > threshold_local(image, window, offset=-brighter), max_size=5000)
    return opening(found, disk(2))


def figure() -> Picture:
    """Method A, whose invented pieces lie along the edges."""
    coins = load("coins")
    return show_label_maps(image=coins.image, truth=coins.truth, prediction=methods()["A"], palette=coins.palette)


EFFECT = Effect(
    name="coins",
    title="A tie by accuracy, not by coins",
    words=(
        "Two local thresholds on the photograph of the coins, as in lesson 0. The settings were searched for: their "
        "accuracies should tie, their objects not. Nothing is drawn by chance, so there is one measurement. "
        "The figure shows A."
    ),
    measure=measure,
    figure=figure,
    seeds=(0,),
)
