"""Exercise set 3, accuracy and overlap: cases, mistakes and explanations of its questions."""

from functools import partial

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn, mask
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.label_maps import (
    MANY_CLASSES,
    WIDE,
    WITH_ABSENT,
    WITH_IGNORED,
    WITH_UNDECIDED,
    decided,
    matrix_in_bytes,
    matrix_with_undecided,
    random_maps,
)
from segmetrics_lab.checks.sets import exercise_set
from segmetrics_lab.checks.shares import NAN, Scores, share

# --- iou: the IoU of two masks


def _iou(truth_mask: np.ndarray, prediction_mask: np.ndarray, of_nothing: float = NAN) -> float:
    """The right answer, and what it says where both masks are empty."""
    return share(np.sum(truth_mask & prediction_mask), np.sum(truth_mask | prediction_mask), of_nothing)


def _random_masks(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Two masks, larger with the number of the draw; some are empty, some full."""
    shape = tuple(rng.integers(1, 4 + number, 2))
    return rng.random(shape) < rng.choice([0, 0.1, 0.5, 1]), rng.random(shape) < rng.choice([0, 0.1, 0.5, 1])


iou = FunctionQuestion(
    parameters=("truth_mask", "prediction_mask"),
    cases=[
        Case((mask(".##.", ".##."), mask("..#.", "..#.")), 0.5, "half of the object is found and nothing invented"),
        Case((mask(".##.", ".##."), mask("..##", "..##")), 1 / 3, "the mask slid by one pixel"),
        Case((mask("#...", "...."), mask("##..", "##..")), 0.25, "the object is found and three pixels invented"),
        Case((mask("##..", "...."), mask("....", "..##")), 0.0, "the masks share nothing"),
        Case((mask("###", "###"), mask("###", "###")), 1.0, "both masks are full"),
        Case((mask("...", "..."), mask("..#", "...")), 0.0, "there is no object, and one pixel was claimed"),
        Case((mask("...", "..."), mask("...", "...")), NAN, "both masks are empty"),
    ],
    mistakes=[
        Mistake("M01", lambda t, p: share(np.sum(t & p), np.sum(p))),
        Mistake("M39", lambda t, p: share(np.sum(t & p), np.sum(t))),
        Mistake("M02", lambda t, p: share(np.sum(t & p), np.sum(t) + np.sum(p))),
        Mistake("M10", lambda t, p: share(2 * np.sum(t & p), np.sum(t) + np.sum(p))),
        Mistake("M11", lambda t, p: float(np.mean(t == p))),
        Mistake("M13", lambda t, p: _iou(t, p) // 1),
        Mistake("M07", lambda t, p: _iou(t, p, of_nothing=0.0)),
        Mistake("M08", lambda t, p: _iou(t, p, of_nothing=1.0)),
    ],
    reference=lambda t, p: float(metrics.iou_per_class(metrics.confusion_matrix(t, p, 2))[1]),
    random=_random_masks,
)

# --- mean_iou: the mean over the classes of a matrix


def _ious(matrix: np.ndarray, of_nothing: float = NAN) -> np.ndarray:
    """The IoU of each class, and what stands for a class that is in neither map."""
    found = metrics.iou_per_class(np.asarray(matrix))
    return np.where(np.isnan(found), of_nothing, found)


def _random_matrix(rng: np.random.Generator, number: int) -> tuple[np.ndarray]:
    """A matrix of counts of 2 to 9 classes; some classes are in neither map, but never all."""
    size = 2 + number % 8
    matrix = rng.integers(0, 10 ** (1 + number % 5), (size, size))
    absent = rng.random(size) < 0.2
    matrix[absent], matrix[:, absent] = 0, 0
    matrix[0, 0] += 1
    return (matrix,)


mean_iou = FunctionQuestion(
    parameters=("matrix",),
    cases=[
        Case((np.array([[2, 1], [1, 4]]),), 7 / 12, "there are two classes"),
        Case(
            (np.array([[1, 1, 0], [1, 8, 1], [2, 4, 56]]),), (1 / 5 + 8 / 15 + 56 / 63) / 3, "there are three classes"
        ),
        Case((np.array([[3, 1], [0, 0]]),), 0.375, "a class is not in the truth, but was predicted"),
        Case((np.array([[3, 1, 0], [1, 5, 0], [0, 0, 0]]),), (3 / 5 + 5 / 7) / 2, "a class is in neither map"),
        Case((np.array([[0, 0, 0], [0, 4, 0], [0, 0, 4]]),), 1.0, "the first class is in neither map"),
    ],
    mistakes=[
        Mistake("M09", metrics.pixel_accuracy),
        Mistake("M07", lambda m: float(_ious(m, of_nothing=0.0).mean())),
        Mistake("M08", lambda m: float(_ious(m, of_nothing=1.0).mean())),
        Mistake("M14", lambda m: float(_ious(m).mean())),
        Mistake("M10", metrics.mean_dice),
        Mistake("M12", lambda m: float(np.nanmean(_ious(m)[1:]))),
        Mistake("M01", lambda m: float(np.nanmean(metrics.precision_per_class(m)))),
        Mistake("M39", metrics.mean_recall),
        Mistake(
            "M02",
            lambda m: float(np.nanmean(metrics.intersection(m) / (metrics.truth_area(m) + metrics.prediction_area(m)))),
        ),
        Mistake("M09", metrics.frequency_weighted_iou),
        Mistake("M13", lambda m: float(np.nanmean(_ious(m) // 1))),
    ],
    reference=metrics.mean_iou,
    random=_random_matrix,
)

# --- class_ious: the IoU of each class, from two label maps


def _class_ious(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> list[float]:
    """The right answer: the library's, with one more class for pixels that the prediction does not decide."""
    matrix = matrix_with_undecided(truth, prediction, num_classes)
    return [float(value) for value in metrics.iou_per_class(matrix)[:num_classes]]


def _ious_where(truth: np.ndarray, prediction: np.ndarray, num_classes: int, scored: np.ndarray) -> list[float]:
    """What comes out if the pixels of this mask are counted."""
    truth, prediction = truth[scored], prediction[scored]
    return [
        share(np.sum((truth == k) & (prediction == k)), np.sum((truth == k) | (prediction == k)))
        for k in range(num_classes)
    ]


def _with_logical_and(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> list[float]:
    """The overlap of whatever is not 0, for every class."""
    scored = truth != 255
    both, either = np.logical_and(truth, prediction)[scored], np.logical_or(truth, prediction)[scored]
    return [share(np.sum(both), np.sum(either))] * num_classes


def _in_bytes(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> list[float]:
    """The same from pairs that are numbered in bytes."""
    matrix = matrix_in_bytes(truth, decided(prediction, num_classes), num_classes + 1)
    return [float(value) for value in metrics.iou_per_class(matrix)[:num_classes]]


class_ious = FunctionQuestion(
    parameters=("truth", "prediction", "num_classes"),
    cases=[
        Case((drawn("..#", ".##", "..."), drawn("..#", "..#", "#.."), 2), [5 / 7, 0.5], "there are two classes"),
        Case(
            (drawn("..#", ".22", "222"), drawn("..#", ".12", ".22"), 3),
            [0.75, 0.5, 0.6],
            "there are three classes",
        ),
        Case(WIDE, [2 / 3, 2 / 3, 2 / 3], "the image is wider than high"),
        Case(WITH_IGNORED, [1.0, 2 / 3, 2 / 3], "two pixels are ignored"),
        Case(WITH_UNDECIDED, [0.75, 0.5, 1.0], "the prediction does not decide one pixel (255)"),
        Case(WITH_ABSENT, [2 / 3, NAN, 0.5, NAN], "two classes are in neither map"),
        Case(
            MANY_CLASSES,
            [NAN] * 13 + [0.0, 2 / 3] + [NAN] * 4 + [1.0],
            "there are twenty classes, in bytes",
        ),
    ],
    mistakes=[
        Mistake("M29", _with_logical_and),
        Mistake("M05", lambda t, p, k: _ious_where(t, p, k, np.ones(t.shape, dtype=bool))),
        Mistake("M06", lambda t, p, k: _ious_where(t, p, k, p != 255)),
        Mistake("M06", lambda t, p, k: _ious_where(t, p, k, (t != 255) & (p != 255))),
        Mistake("M07", lambda t, p, k: [0.0 if np.isnan(value) else value for value in _class_ious(t, p, k)]),
        Mistake("M08", lambda t, p, k: [1.0 if np.isnan(value) else value for value in _class_ious(t, p, k)]),
        Mistake("M10", lambda t, p, k: [2 * value / (1 + value) for value in _class_ious(t, p, k)]),
        Mistake(
            "M01",
            lambda t, p, k: [share(np.sum((t == c) & (p == c)), np.sum((p == c) & (t != 255))) for c in range(k)],
        ),
        Mistake("M11", lambda t, p, k: [float(np.mean((t == c)[t != 255] == (p == c)[t != 255])) for c in range(k)]),
        Mistake("M28", _in_bytes),
        Mistake("M12", lambda t, p, k: _class_ious(t, p, k)[1:]),
        Mistake("M09", lambda t, p, k: float(np.nanmean(_class_ious(t, p, k)))),
    ],
    reference=_class_ious,
    random=random_maps,
)

# --- shifted: predict

shifted = ValueQuestion(
    expected=0.6,
    close=0.05,
    why="12 of 16 pixels are shared; 4 are missed and 4 invented, so the union has 20. Half of the lost score comes "
    "from below the line: every pixel that leaves the intersection also makes the union larger.",
    mistakes=[Mistake("M01", 12 / 16), Mistake("M02", 12 / 32), Mistake("M11", 56 / 64)],
    near=0.02,
)

# --- fool: falsify

_SQUARE = np.zeros((8, 8), dtype=np.int64)
_SQUARE[2:6, 2:6] = 1
_of_square = partial(Scores.of, _SQUARE)


fool = MakingQuestion(
    shape=_SQUARE.shape,
    fixed={"truth": _SQUARE},
    scores=lambda first, second: {
        "accuracy of first": _of_square(first).accuracy,
        "accuracy of second": _of_square(second).accuracy,
        "IoU of first": _of_square(first).iou,
        "IoU of second": _of_square(second).iou,
    },
    conditions=[
        Condition("first is neither blank nor perfect", lambda first, _: 0 < _of_square(first).iou < 1),
        Condition(
            "accuracy prefers first", lambda first, second: _of_square(first).accuracy > _of_square(second).accuracy
        ),
        Condition(
            "IoU prefers second", lambda first, second: _of_square(second).iou > _of_square(first).iou, betrays="M11"
        ),
    ],
    why="Accuracy charges a missed pixel and an invented one alike. IoU divides by the union, which an invented pixel "
    "makes larger: where little was found, each found pixel counts more than an invented one costs.",
)

# --- half: choose

half = ChoiceQuestion()

# --- mistaken: diagnose

mistaken = ChoiceQuestion()

SET = exercise_set("ex03", vars())
progress = SET.progress
