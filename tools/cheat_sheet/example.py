"""The worked example of the cheat sheet: the room of lesson 2, and every score of it."""

from dataclasses import dataclass

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.labels import Palette, style_of_fill
from segmetrics_lab.pictures import KIND_STYLES, pixel_kinds
from segmetrics_lab.pictures.disagreement import PixelKind

PALETTE = Palette(["floor", "wall", "door"])
TRUTH = np.array([[1, 1, 1, 1], [1, 2, 2, 1], [1, 2, 2, 1], [0, 0, 0, 0]])
PREDICTION = np.array([[1, 1, 1, 1], [1, 2, 2, 2], [1, 2, 0, 2], [0, 0, 0, 1]])
MATRIX = metrics.confusion_matrix(TRUTH, PREDICTION, num_classes=3)
DOOR = PALETTE.index_of("door")
MATRIX_HEAD = (*PALETTE.names, "sum")
SCORES_HEAD = ("score", "formula", "in words", "in segmetrics_lab.metrics", "counted", "value")
PROBABILITIES, IS_OBJECT = np.array([[0.9, 0.7, 0.4, 0.2]]), np.array([[1, 0, 1, 0]])

KINDS = {
    PixelKind.RIGHT_BACKGROUND: "TN",
    PixelKind.RIGHT_OBJECT: "TP",
    PixelKind.MISSED: "FN",
    PixelKind.EXTRA: "FP",
}
MARKS = {None: "", "/": "rising", "\\": "falling"}
"""How the page calls the hatches of the library."""


@dataclass(frozen=True)
class Cell:
    """A pixel of a map: its letters, its colour, and what else tells it apart."""

    text: str
    color: tuple[int, ...]
    marks: str = ""

    @property
    def fill(self) -> str:
        """The colour as the page writes it."""
        return "#" + bytes(self.color).hex()

    @property
    def ink(self) -> str:
        """Black or white, whichever is readable on the colour."""
        return "#000" if style_of_fill(self.fill).letter == "#000000" else "#fff"


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


def truth_cells() -> list[list[Cell]]:
    """The true map."""
    return [[_of_class(index) for index in row] for row in TRUTH]


def prediction_cells() -> list[list[Cell]]:
    """The predicted map, its wrong pixels framed."""
    return [
        [_of_class(called, "" if called == is_ else "framed") for is_, called in zip(*rows, strict=True)]
        for rows in zip(TRUTH, PREDICTION, strict=True)
    ]


def _of_class(index: int, marks: str = "") -> Cell:
    """A pixel of this class."""
    return Cell(PALETTE.letters[index], PALETTE.colors[index], marks)


def door_cells() -> list[list[Cell]]:
    """What became of each pixel, seen from the door."""
    kinds = pixel_kinds(TRUTH == DOOR, PREDICTION == DOOR, Palette(["other", "door"]))
    return [[_of_kind(PixelKind(kind)) for kind in row] for row in kinds]


def _of_kind(kind: PixelKind) -> Cell:
    """A pixel that became this."""
    return Cell(KINDS[kind], KIND_STYLES[kind].color, MARKS[KIND_STYLES[kind].pattern])


def letters() -> str:
    """Which letter stands for which class."""
    return ", ".join(f"{letter} {name}" for letter, name in zip(PALETTE.letters, PALETTE.names, strict=True))


def bar() -> list[tuple[str, int]]:
    """The scored pixels in a row, so that those of a score lie beside each other: missed, found, extra, rest."""
    return [(kind, door_counts()[kind]) for kind in ("FN", "TP", "FP", "TN")]


def brackets() -> list[tuple[str, int, int]]:
    """Scores that are the found share of a part of the bar, each with the first pixel of its part and the last."""
    missed, found, extra, _ = (count for _, count in bar())
    end = missed + found + extra
    return [("recall", 1, missed + found), ("IoU", 1, end), ("precision", missed + 1, end)]


def matrix_rows() -> list[tuple[str, list[tuple[str, int]]]]:
    """Each row of the confusion matrix with its sum, then the sums of the columns; each count with a mark."""
    counts = np.c_[MATRIX, metrics.truth_area(MATRIX)]
    counts = np.r_[counts, [[*metrics.prediction_area(MATRIX), MATRIX.sum()]]]
    names = (*(f"is {name}" for name in PALETTE.names), "sum")
    return [
        (name, [(_mark(row, column), int(count)) for column, count in enumerate(line)])
        for row, (name, line) in enumerate(zip(names, counts, strict=True))
    ]


def _mark(row: int, column: int) -> str:
    """Is this entry a sum, or right?"""
    if PALETTE.num_classes in (row, column):
        return "sum"
    return "right" if row == column else ""


def scores() -> list[tuple[str, ...]]:
    """The table of all scores, each a row of texts."""
    return [(row.name, row.formula, row.words, row.function, row.counted, f"{row.value:.3f}") for row in rows()]


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
            "a miss costs b² extras",
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


def equal_scores() -> str:
    """Why three scores of this example are the same number."""
    share = metrics.recall_per_class(MATRIX)
    if not (share == 0.75).all():
        raise ValueError(f"the classes are no longer found to three quarters each, but to {share}: change the sheet.")
    return "Accuracy, recall and mean recall agree because here three quarters of every class are found."


def _short(value: float) -> str:
    """Two decimals without the leading zero: .67, and 1.00."""
    return f"{value:.2f}".removeprefix("0")
