"""The traps of the cheat sheet: each a sentence whose numbers are computed here, by the library."""

import warnings
from dataclasses import dataclass, field

import numpy as np
from sklearn.metrics import jaccard_score
from sklearn.tree import DecisionTreeClassifier

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import (
    confusion_matrix,
    dice_per_class,
    iou_per_class,
    pixel_accuracy,
    precision_per_class,
    recall_per_class,
    specificity_per_class,
)
from segmetrics_lab.models import PixelModel, split, sweep
from segmetrics_lab.pictures import KIND_STYLES, Picture, PixelKind, pixel_kinds
from segmetrics_lab.scenes import load_set, with_label_noise
from tools.cheat_sheet import example

BOTH = Palette(["rest", "object"])


@dataclass(frozen=True)
class Trap:
    """A paragraph, its name between double asterisks, and the pixel kinds of the small maps that it is about."""

    text: str
    maps: tuple[np.ndarray, ...] = field(default=(), compare=False)

    def pictures(self) -> list[Picture]:
        """Each map in the colours of errors, one pixel of the picture for each of its pixels."""
        colors = np.array([KIND_STYLES[kind].color for kind in PixelKind], dtype=np.uint8)
        wrong = [[int((kinds == kind).sum()) for kind in (PixelKind.MISSED, PixelKind.EXTRA)] for kinds in self.maps]
        words = [f"{missed} missed, {extra} extra" for missed, extra in wrong]
        return [Picture(colors[kinds], said) for kinds, said in zip(self.maps, words, strict=True)]


def _kinds(truth: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """What became of each pixel of an object."""
    return pixel_kinds(truth.astype(np.uint8), drawn.astype(np.uint8), BOTH)


def _of_counts(matrix: np.ndarray) -> np.ndarray:
    """What became of 100 pixels, ten in a row, in the shares of the matrix of two classes."""
    ends = np.round(100 * np.cumsum(matrix[::-1, ::-1]) / matrix.sum()).astype(int)  # found, missed, extra, rest
    truth, drawn = np.zeros(100), np.zeros(100)
    truth[: ends[1]] = 1
    drawn[: ends[0]] = drawn[ends[1] : ends[2]] = 1
    return _kinds(truth.reshape(10, 10), drawn.reshape(10, 10))


UNDEFINED_SCORES = {
    "IoU": iou_per_class,
    "Dice": dice_per_class,
    "prec.": precision_per_class,
    "recall": recall_per_class,
    "spec.": specificity_per_class,
}

UNDEFINED_CASES = {
    "in neither map": [[4, 0], [0, 0]],
    "not there, but claimed": [[3, 1], [0, 0]],
    "there, never claimed": [[3, 0], [1, 0]],
    "fills the picture": [[0, 0], [1, 3]],
    "every pixel ignored": [[0, 0], [0, 0]],
}


def undefined() -> list[list[str]]:
    """For each case, what each score of class 1 is."""
    return [
        [case, *(_value(score(np.array(matrix))[1]) for score in UNDEFINED_SCORES.values())]
        for case, matrix in UNDEFINED_CASES.items()
    ]


def absent_in_scikit_learn() -> float:
    """What jaccard_score says by default of a class in neither map; it also warns."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        score = jaccard_score([0, 0, 1], [0, 1, 1], labels=[2], average=None)[0]
    if not warned:
        raise ValueError("scikit-learn no longer warns of an absent class: change the sheet.")
    return float(score)


def _value(score: float) -> str:
    """A score in as few characters as it needs."""
    return "NaN" if np.isnan(score) else f"{score:.2f}".rstrip("0").rstrip(".")


def traps() -> list[Trap]:
    """All traps, in the order of the lessons."""
    return [
        paradox(),
        base_rate(),
        dice_is_not_iou(),
        means_disagree(),
        small_objects(),
        too_small_too_large(),
        forgotten_places(),
        at_least(),
        swapped(),
        pooled(),
        overflow(),
        leakage(),
        overfitting(),
    ]


def paradox() -> Trap:
    """A blank mask ties with a model that finds everything."""
    truth, generous = np.zeros((10, 10), dtype=int), np.zeros((10, 10), dtype=int)
    truth[3:6, 4] = 1
    generous[3:6, 4:6] = 1
    found, blank = (confusion_matrix(truth, drawn, num_classes=2) for drawn in (generous, np.zeros_like(truth)))
    return Trap(
        f"**Accuracy paradox.** {truth.size} pixels, {truth.sum()} of the object. Blank mask: accuracy "
        f"{pixel_accuracy(blank):.2f}, IoU {iou_per_class(blank)[1]:.0f}. All found, three extra: accuracy "
        f"{pixel_accuracy(found):.2f}, IoU {iou_per_class(found)[1]:.1f}.",
        (_kinds(truth, np.zeros_like(truth)), _kinds(truth, generous)),
    )


def base_rate() -> Trap:
    """The same recall and specificity on frequent and on rare objects."""
    even, rare = (np.array([[8 * (100 - share), 2 * (100 - share)], [share, 9 * share]]) for share in (50, 2))
    if not np.array_equal(recall_per_class(even), recall_per_class(rare)):
        raise ValueError("both matrices should have one recall and one specificity.")
    return Trap(
        f"**Base rate.** Recall {recall_per_class(even)[1]:.2f}, specificity {specificity_per_class(even)[1]:.2f}: "
        f"precision is {precision_per_class(even)[1]:.2f} where half of the pixels are object, "
        f"{precision_per_class(rare)[1]:.2f} where 2\u00a0% are. Never compare accuracy, precision or "
        "IoU across base rates.",
        (_of_counts(even), _of_counts(rare)),
    )


def dice_is_not_iou() -> Trap:
    """Dice of an IoU of one half."""
    truth, drawn = np.array([[0, 1, 1, 1, 0]]), np.array([[0, 0, 1, 1, 1]])
    matrix = confusion_matrix(truth, drawn, num_classes=2)
    iou, dice = iou_per_class(matrix)[1], dice_per_class(matrix)[1]
    return Trap(
        f"**Dice is not IoU.** Dice = 2 IoU / (1 + IoU): an IoU of {iou:.2f} is a Dice of {dice:.2f}. For one mask "
        "the order is the same.",
        (_kinds(truth, drawn),),
    )


def means_disagree() -> Trap:
    """Two models of two classes whose order depends on the score that is averaged."""
    steady, uneven = _means([(80, 20, 20), (80, 20, 20)]), _means([(100, 0, 0), (58, 42, 42)])
    return Trap(
        f"**Means may disagree.** Two classes, two models: mean Dice {steady[0]:.2f} > {uneven[0]:.2f}, but mean IoU "
        f"{steady[1]:.2f} < {uneven[1]:.2f}."
    )


def _means(classes: list[tuple[int, int, int]]) -> list[float]:
    """Mean Dice and mean IoU of classes, each given by its found, invented and missed pixels."""
    matrices = [np.array([[0, invented], [missed, found]]) for found, invented, missed in classes]
    return [float(np.mean([score(matrix)[1] for matrix in matrices])) for score in (dice_per_class, iou_per_class)]


def small_objects() -> Trap:
    """The IoU of discs slid by one pixel."""
    ious = {radius: _iou_of_slid_disc(radius) for radius in (3, 10, 80)}
    listed = ", ".join(f"radius {radius}: {iou:.2f}" for radius, iou in ious.items())
    text = f"**Small objects.** A disc slid by one pixel, IoU: {listed}. Say the size beside an IoU."
    return Trap(text, (_kinds(*_slid_disc(3, 12)), _kinds(*_slid_disc(10, 12))))


def _iou_of_slid_disc(radius: int) -> float:
    """IoU of a disc and the same disc one pixel to the right."""
    return float(iou_per_class(confusion_matrix(*_slid_disc(radius, 100), num_classes=2))[1])


def _slid_disc(radius: int, half: int) -> tuple[np.ndarray, np.ndarray]:
    """A disc in the middle of a square of twice this half, and the same disc one pixel to the right."""
    rows, columns = np.indices((2 * half, 2 * half)) - half
    disc = rows**2 + columns**2 <= radius**2
    return disc, np.roll(disc, 1, axis=1)


def too_small_too_large() -> Trap:
    """A square drawn too small and too large by one pixel on each side."""
    square, small, large = (np.zeros((8, 8), dtype=int) for _ in range(3))
    square[2:6, 2:6] = small[3:5, 3:5] = large[1:7, 1:7] = 1
    of_small, of_large = (confusion_matrix(square, drawn, num_classes=2) for drawn in (small, large))
    return Trap(
        "**Too small or too large.** A 4 by 4 square drawn 2 by 2: accuracy "
        f"{pixel_accuracy(of_small):.2f}, IoU {iou_per_class(of_small)[1]:.2f}. Drawn 6 by 6: "
        f"{pixel_accuracy(of_large):.2f}, {iou_per_class(of_large)[1]:.2f}. Accuracy prefers small, IoU large.",
        (_kinds(square, small), _kinds(square, large)),
    )


def forgotten_places() -> Trap:
    """The same matrix, with the false pixels beside the object and far from it."""
    square = np.zeros((16, 16), dtype=int)
    square[5:13, 5:13] = 1
    strip, island = square.copy(), square.copy()
    strip[4, 5:13] = island[0:2, 0:4] = 1
    matrices = [confusion_matrix(square, drawn, num_classes=2) for drawn in (strip, island)]
    if not np.array_equal(matrices[0], matrices[1]):
        raise ValueError("strip and island no longer have the same matrix.")
    near, far = (_farthest_px(square, drawn) for drawn in (strip, island))
    return Trap(
        f"**The matrix forgets places.** {(strip > square).sum()} extra pixels on the rim or as an island: IoU "
        f"{iou_per_class(matrices[0])[1]:.2f} both times, farthest error {near:.0f} or {far:.0f} px.",
        (_kinds(square, strip), _kinds(square, island)),
    )


def _farthest_px(truth: np.ndarray, drawn: np.ndarray) -> float:
    """The largest distance of an extra pixel to the nearest true one."""
    there, extra = np.argwhere(truth == 1), np.argwhere((drawn == 1) & (truth == 0))
    return float(np.sqrt(((extra[:, None] - there[None]) ** 2).sum(axis=2)).min(axis=1).max())


def at_least() -> Trap:
    """Recall where probabilities lie exactly on the threshold."""
    truth, probability = np.array([[1, 1, 1, 0]]), np.array([[0.9, 0.5, 0.5, 0.1]])
    with_equal, without = (
        recall_per_class(confusion_matrix(truth, claimed, num_classes=2))[1]
        for claimed in (probability >= 0.5, probability > 0.5)
    )
    return Trap(
        "**Threshold.** Positive: probability ≥ threshold. Object at .9 .5 .5: recall at 0.5 is "
        f"{with_equal:.2f} with ≥, {without:.2f} with >. A higher one never raises recall; precision may fall.",
        (_kinds(truth, probability >= 0.5), _kinds(truth, probability > 0.5)),
    )


def swapped() -> Trap:
    """Precision and recall of the example, with the arguments exchanged."""
    turned = confusion_matrix(example.PREDICTION, example.TRUTH, num_classes=3)
    right, wrong = (precision_per_class(matrix)[example.DOOR] for matrix in (example.MATRIX, turned))
    same = np.isclose(iou_per_class(turned), iou_per_class(example.MATRIX)).all()
    doors = [label_map == example.DOOR for label_map in (example.TRUTH, example.PREDICTION)]
    return Trap(
        f"**Swapped arguments.** Precision of door {right:.2f} becomes {wrong:.2f}, its recall; IoU "
        f"{'stays' if same else 'changes'}, so nobody notices. Check: rows must add up to the truth.",
        (_kinds(*doors), _kinds(*reversed(doors))),
    )


def pooled() -> Trap:
    """One matrix for all images, or a mean of one score each."""
    images = [np.array([[10, 0], [0, 90]]), np.array([[90, 0], [10, 0]])]
    each = [iou_per_class(matrix)[1] for matrix in images]
    return Trap(
        "**Pooled or per image.** A large object found whole, a small one missed: IoU "
        f"{iou_per_class(np.sum(images, axis=0))[1]:.2f} from one summed matrix, {np.mean(each):.2f} on average.",
        tuple(map(_of_counts, images)),
    )


def overflow() -> Trap:
    """The code of a pair of classes, as an integer and as a byte."""
    pair, byte = 19 * 20 + 19, int((np.full(1, 19, dtype=np.uint8) * np.uint8(20) + np.uint8(19))[0])
    text = f"**Bytes overflow.** 20 classes: 19 · 20 + 19 = {pair}, in uint8 {byte}. Convert before you multiply."
    return Trap(text)


def leakage() -> Trap:
    """The same model on new frames of known drives, and on new drives."""
    drives = load_set("drives")
    lab, road = split(drives, by="drive", seed=0)
    vehicle = drives[0].palette.index_of("vehicle")
    model = PixelModel("color and position").fit(lab[0::2], pixels=8_000)
    known, new = (iou_per_class(model.confusion_matrix(part[1::2]))[vehicle] for part in (lab, road))
    return Trap(
        f"**Leakage.** One model, IoU of vehicles: {known:.2f} on new frames of known drives, {new:.2f} on new drives. "
        "Split by group (drive, patient, field), never by pixel."
    )


def overfitting() -> Trap:
    """Training and validation accuracy of a shallow and of a deep tree, with noisy training labels."""
    training = [with_label_noise(scene, 0.2, seed=0) for scene in load_set("road", "train")]
    tree = PixelModel("color and position", DecisionTreeClassifier())
    run = sweep(tree, training, load_set("road", "validation"), parameter="max_depth", values=[8, 24])
    (shallow, deep), (shallow_new, deep_new) = run.training_accuracy, run.validation_accuracy
    return Trap(
        f"**Overfitting.** Noisy labels, tree of depth 8: training {shallow:.2f}, validation {shallow_new:.2f}; depth "
        f"24: {deep:.2f}, {deep_new:.2f}. A gap between the two is no loss yet, a fall of validation is. Choose by "
        "validation; open the test once."
    )
