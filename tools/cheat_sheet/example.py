"""The worked example of the cheat sheet, and every score of it.

It is the room of lesson 2 with one more wrong pixel, so that no two scores are the same by chance.
"""

from dataclasses import dataclass

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.labels import Palette

PALETTE = Palette(["floor", "wall", "door"])
TRUTH = np.array([[1, 1, 1, 1], [1, 2, 2, 1], [1, 2, 2, 1], [0, 0, 0, 0]])
PREDICTION = np.array([[1, 1, 0, 1], [1, 2, 2, 2], [1, 2, 0, 2], [0, 0, 0, 1]])
MATRIX = metrics.confusion_matrix(TRUTH, PREDICTION, num_classes=3)
DOOR = PALETTE.index_of("door")
PROBABILITIES, IS_OBJECT = np.array([[0.9, 0.7, 0.4, 0.2]]), np.array([[1, 0, 1, 0]])


@dataclass(frozen=True)
class Row:
    """A score: its formula, the same in words, the library's function, and how it is counted on the example."""

    name: str
    formula: str
    words: str
    function: str
    counted: str
    value: float


def door_counts() -> dict[str, int]:
    """The four kinds of pixels, seen from the door."""
    kinds = {
        "TP": metrics.true_positives,
        "FP": metrics.false_positives,
        "FN": metrics.false_negatives,
        "TN": metrics.true_negatives,
    }
    return {name: int(count(MATRIX)[DOOR]) for name, count in kinds.items()}


def rows() -> list[Row]:
    """All scores of the sheet, with what the library says of the example."""
    tp, fp, fn, tn = door_counts().values()
    right, scored = int(metrics.intersection(MATRIX).sum()), int(MATRIX.sum())
    return [
        _counted("pixel accuracy", "right / all", "share that is right", "pixel_accuracy", (right, scored)),
        _counted("precision", "TP / (TP + FP)", "right / claimed", "precision_per_class", (tp, tp + fp)),
        _counted("recall", "TP / (TP + FN)", "found / there", "recall_per_class", (tp, tp + fn)),
        _counted("specificity", "TN / (TN + FP)", "of the rest, left alone", "specificity_per_class", (tn, tn + fp)),
        _counted("IoU, Jaccard", "TP / (TP + FP + FN)", "shared / in either map", "iou_per_class", (tp, tp + fp + fn)),
        _counted(
            "Dice, F1",
            "2TP / (2TP + FP + FN)",
            "twice shared / both areas",
            "dice_per_class",
            (2 * tp, 2 * tp + fp + fn),
        ),
        _counted(
            "F-beta, here 2",
            "(1+b²)TP / ((1+b²)TP + b²FN + FP)",
            "a miss costs b² inventions",
            "f_beta_per_class",
            (5 * tp, 5 * tp + 4 * fn + fp),
            beta=2,
        ),
        _mean("mean IoU", "mean of the classes in either map", "each class counts once", "mean_iou", "iou_per_class"),
        _mean(
            "mean Dice", "mean of the classes in either map", "each class counts once", "mean_dice", "dice_per_class"
        ),
        _mean("mean recall", "mean of the true classes", "balanced accuracy", "mean_recall", "recall_per_class"),
        _from_matrix("weighted IoU", "Σ share of the truth · IoU", "each class by its size", "frequency_weighted_iou"),
        _from_matrix("Cohen's kappa", "(accuracy − c) / (1 − c)", "c: accuracy by chance", "cohen_kappa"),
        _from_matrix("MCC", "correlation of both maps", "−1 to 1; 0 is chance", "matthews_correlation"),
        _average_precision(),
    ]


def _counted(name: str, formula: str, words: str, function: str, fraction: tuple[int, int], **arguments: float) -> Row:
    """A score that is one fraction of counts; the library must agree with the fraction."""
    found = getattr(metrics, function)(MATRIX, **arguments)
    value = float(found if np.ndim(found) == 0 else found[DOOR])
    part, whole = fraction
    if not np.isclose(value, part / whole):
        raise ValueError(f"{function} says {value} of the example, but the sheet counts {part}/{whole}.")
    given = "".join(f", {key}={number:g}" for key, number in arguments.items())
    return Row(name, formula, words, f"{function}(m{given})", f"{part}/{whole}", value)


def _mean(name: str, formula: str, words: str, function: str, per_class: str) -> Row:
    """A mean over classes, with the values that it is the mean of."""
    values = getattr(metrics, per_class)(MATRIX)
    return Row(
        name, formula, words, f"{function}(m)", " ".join(map(_short, values)), getattr(metrics, function)(MATRIX)
    )


def _from_matrix(name: str, formula: str, words: str, function: str) -> Row:
    """A score of the whole matrix that is no single fraction."""
    return Row(name, formula, words, f"{function}(m)", "", getattr(metrics, function)(MATRIX))


def _average_precision() -> Row:
    """The one score that needs probabilities: on four pixels of its own, told by probabilities()."""
    sweep = metrics.threshold_sweep(IS_OBJECT, PROBABILITIES)
    if not np.isclose(sweep.average_precision, 1 / 2 * 1 + 1 / 2 * 2 / 3):
        raise ValueError(
            f"average precision of the four pixels is {sweep.average_precision}, not what the sheet counts."
        )
    return Row(
        "average precision",
        "Σ gain in recall · precision",
        "area under the curve",
        "sweep.average_precision",
        "½·1 + ½·⅔",
        sweep.average_precision,
    )


def probabilities() -> str:
    """The four pixels of the average precision in words."""
    pairs = zip(PROBABILITIES[0], IS_OBJECT[0], strict=True)
    shown = " ".join(f"{probability:.1f}{'' if there else '*'}".removeprefix("0") for probability, there in pairs)
    return f"Average precision is counted on four other pixels: probabilities {shown}, the starred ones background."


def _short(value: float) -> str:
    """Two decimals without the leading zero: .67, and 1.00."""
    return f"{value:.2f}".removeprefix("0")
