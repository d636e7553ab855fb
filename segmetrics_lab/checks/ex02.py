"""Exercise set 2, the confusion matrix: cases, mistakes and explanations of its questions."""

from functools import partial
from typing import Any

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, Sign, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.label_maps import (
    MANY_CLASSES,
    WITH_ABSENT,
    decided,
    matrix_in_bytes,
    matrix_with_undecided,
    random_maps,
)
from segmetrics_lab.checks.sets import exercise_set

# --- share: predict

share = ValueQuestion(
    expected=15 / 50,
    close=0.005,
    why="The row of walls holds 5 + 30 + 15 = 50 pixels, and 15 of them are called door. Divided by the column it "
    "would be the answer to another question: how much of what is called door is wall?",
    mistakes=[
        Mistake("M03", 15 / 35),
        Mistake("M04", 4 / 40),
        Mistake("M04", 4 / 20),
    ],
    near=0.005,
)

# --- tally: the confusion matrix, in a loop


def _tally_of(truth: np.ndarray, prediction: np.ndarray, scored: np.ndarray, *shape: int) -> np.ndarray:
    """The scored pixels one by one; a pixel that has no place in a matrix of this shape is an IndexError."""
    matrix = np.zeros(shape, dtype=np.int64)
    for is_, called in zip(truth[scored], prediction[scored], strict=True):
        matrix[is_, called] += 1
    return matrix


def _counts_ignored(truth: np.ndarray, _: np.ndarray, __: int, got: Any) -> bool:
    """Are more pixels counted than are scored, and not more than there are?"""
    try:
        counted = np.sum(np.array(got, dtype=float))
    except (TypeError, ValueError):  # no numbers, or rows that differ in length
        return False
    return bool(np.sum(truth != 255) < counted <= truth.size)


def _tally_of_two(truth: np.ndarray, prediction: np.ndarray, _: int) -> np.ndarray:
    """Object and background."""
    scored = truth != 255
    return _tally_of((truth != 0).astype(int), (prediction != 0).astype(int), scored, 2, 2)


def _counts(rows: int, columns: int, counts: dict[tuple[int, int], int]) -> np.ndarray:
    """A table of zeros but for these counts."""
    table = np.zeros((rows, columns), dtype=np.int64)
    for place, count in counts.items():
        table[place] = count
    return table


_TWO = drawn(".#", "##"), drawn("..", ".#"), 2
_THREE = drawn("..#", ".22", "2##"), drawn(".##", ".2#", "222"), 3
_WIDE = drawn(".###", "..##"), drawn("..#.", "#.##"), 2
_IGNORED = drawn(".#?", "?#.", "##."), drawn("###", "...", "##."), 2
_LARGE = np.zeros((21, 21), dtype=np.uint8), np.zeros((21, 21), dtype=np.uint8), 2

tally = FunctionQuestion(
    parameters=("truth", "prediction", "num_classes"),
    returns_map=False,
    cases=[
        Case(_TWO, np.array([[1, 0], [2, 1]]), "there are two classes"),
        Case(_THREE, np.array([[2, 1, 0], [0, 1, 2], [0, 1, 2]]), "there are three classes"),
        Case(_WIDE, np.array([[2, 1], [2, 3]]), "the image is wider than high"),
        Case(
            (drawn(".#?", "?#.", "##."), drawn("##?", "?..", "##."), 2),
            np.array([[2, 1], [1, 3]]),
            "two pixels are ignored, and the prediction says nothing there",
        ),
        Case(_IGNORED, np.array([[2, 1], [1, 3]]), "two pixels are ignored, and the prediction names a class there"),
        Case(WITH_ABSENT, _counts(4, 4, {(0, 0): 2, (2, 0): 1, (2, 2): 1}), "class 3 is in neither map"),
        Case(_LARGE, np.array([[441, 0], [0, 0]]), "more than 255 pixels are the same pair"),
        Case(
            MANY_CLASSES,
            _counts(20, 20, {(19, 19): 1, (14, 14): 2, (13, 14): 1}),
            "there are twenty classes, in bytes",
        ),
    ],
    mistakes=[
        Mistake("M04", lambda t, p, k: metrics.confusion_matrix(t, p, k).T),
        Mistake("M05", lambda t, p, k: metrics.confusion_matrix(np.where(t == 255, 0, t), np.where(p == 255, 0, p), k)),
        Mistake("M05", lambda t, p, k: _tally_of(t, p, np.ones(t.shape, dtype=bool), k, k)),
        Mistake("M06", lambda t, p, k: _tally_of(t, p, p != 255, k, k)),
        Mistake(
            "M06", lambda t, p, k: metrics.confusion_matrix(np.where(p == 255, 255, np.where(t == 255, 0, t)), p, k)
        ),
        Mistake("M18", _tally_of_two),
        Mistake("M18", lambda t, p, _: _tally_of(t, p, t != 255, 2, 2)),
        Mistake("M28", matrix_in_bytes),
    ],
    signs=[Sign("M05", _counts_ignored)],
    reference=metrics.confusion_matrix,
    random=partial(random_maps, undecided=0),
)

# --- column: choose

column = ChoiceQuestion()

# --- most_confused: the largest entry beside the diagonal


def _most_confused(matrix: np.ndarray) -> list[int]:
    """The right answer: the place of the largest entry, the diagonal not counted."""
    beside = np.where(np.eye(len(matrix), dtype=bool), -1, matrix)
    return [int(index) for index in np.argwhere(beside == beside.max())[0]]


def _random_matrix(rng: np.random.Generator, number: int) -> tuple[np.ndarray]:
    """A matrix of 2 to 9 classes in which one mistake is the most frequent."""
    size = 2 + number % 8
    matrix = rng.integers(0, 10 ** (1 + number % 4), (size, size))
    row, column = rng.permutation(size)[:2]
    matrix[row, column] = matrix[~np.eye(size, dtype=bool)].max() + 1
    return (matrix,)


most_confused = FunctionQuestion(
    parameters=("matrix",),
    cases=[
        Case((np.array([[90, 9], [4, 1]]),), [0, 1], "there are two classes, one of them rare"),
        Case((np.array([[1, 9], [4, 90]]),), [0, 1], "most pixels are of class 1"),
        Case((np.array([[5, 0], [9, 4]]),), [1, 0], "a mistake is more frequent than all else"),
        Case((np.array([[0, 3], [1, 0]]),), [0, 1], "no pixel is right"),
        Case(
            (np.array([[5000, 300, 200], [400, 4500, 100], [100, 150, 4800]]),),
            [1, 0],
            "the matrix is the one of the lesson",
        ),
        Case((np.array([[1, 1, 0], [1, 8, 1], [2, 4, 56]]),), [2, 1], "there are three classes"),
        Case(
            (np.array([[3, 0, 0, 2], [1, 4, 0, 7], [1, 2, 9, 3], [0, 1, 1, 8]]),),
            [1, 3],
            "there are four classes",
        ),
    ],
    mistakes=[Mistake("M04", lambda m: _most_confused(m)[::-1])],
    reference=_most_confused,
    random=_random_matrix,
)

# --- sums: diagnose

sums = ChoiceQuestion()

# --- amount: falsify

_ROOM = drawn("111111", "1.22.1", "1.22.1", "1....1", "1....1", "111111")


def _scores_of(prediction: np.ndarray) -> dict[str, float]:
    """What the conditions look at."""
    matrix = metrics.confusion_matrix(_ROOM, prediction, 3)
    names = ("floor", "wall", "door")
    areas = zip(names, metrics.prediction_area(matrix), metrics.truth_area(matrix), strict=True)
    return {f"pixels called {name} (truly {there})": claimed for name, claimed, there in areas} | {
        "right pixels": metrics.intersection(matrix).sum(),
        "doors called door": metrics.intersection(matrix)[2],
    }


amount = MakingQuestion(
    shape=_ROOM.shape,
    classes=3,
    fixed={"truth": _ROOM},
    starts_blank=False,
    scores=_scores_of,
    conditions=[
        Condition(
            "each name is given to as many pixels as truly have that class",
            lambda prediction: np.array_equal(np.bincount(prediction.ravel(), minlength=3), np.bincount(_ROOM.ravel())),
        ),
        Condition("at least 24 of the 36 pixels are right", lambda prediction: np.sum(prediction == _ROOM) >= 24),
        Condition("not one door is called door", lambda prediction: not np.any((prediction == 2) & (_ROOM == 2))),
    ],
    why="The sums of the rows and columns say how much, not where. Only the diagonal says which pixels got their own "
    "name, and for the door it is 0.",
)

# --- matrix: with a column for what was not decided


def _matrix(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """The right answer: the library's, with one more class for pixels that the prediction does not decide."""
    return matrix_with_undecided(truth, prediction, num_classes)[:num_classes]


def _turned(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """The classes turned around the diagonal, the last column in its place."""
    matrix = _matrix(truth, prediction, num_classes)
    return np.hstack([matrix[:, :num_classes].T, matrix[:, num_classes:]])


def _decided_only(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """Nothing in the last column: pixels that were not decided are left out."""
    matrix = _matrix(truth, prediction, num_classes)
    matrix[:, num_classes] = 0
    return matrix


def _matrix_of_two(truth: np.ndarray, prediction: np.ndarray, _: int) -> np.ndarray:
    """Object, background, and what was not decided."""
    two_truth, two_prediction = (np.where(labels == 255, 255, labels != 0) for labels in (truth, prediction))
    return _matrix(two_truth, two_prediction, 2)


matrix = FunctionQuestion(
    parameters=("truth", "prediction", "num_classes"),
    returns_map=False,
    cases=[
        Case(_TWO, np.array([[1, 0, 0], [2, 1, 0]]), "there are two classes"),
        Case(_THREE, np.array([[2, 1, 0, 0], [0, 1, 2, 0], [0, 1, 2, 0]]), "there are three classes"),
        Case(_WIDE, np.array([[2, 1, 0], [2, 3, 0]]), "the image is wider than high"),
        Case(_IGNORED, np.array([[2, 1, 0], [1, 3, 0]]), "two pixels are ignored"),
        Case(
            (drawn(".#", "#."), drawn("?#", "??"), 2),
            np.array([[0, 0, 2], [0, 1, 1]]),
            "the prediction does not decide three pixels",
        ),
        Case(_LARGE, np.array([[441, 0, 0], [0, 0, 0]]), "more than 255 pixels are the same pair"),
        Case(
            MANY_CLASSES,
            _counts(20, 21, {(19, 19): 1, (14, 14): 2, (13, 14): 1}),
            "there are twenty classes, in bytes",
        ),
    ],
    mistakes=[
        Mistake("M04", lambda t, p, k: _matrix(t, p, k).T),
        Mistake("M04", _turned),
        Mistake("M05", lambda t, p, k: _matrix(np.where(t == 255, 0, t), p, k)),
        Mistake("M05", lambda t, p, k: _tally_of(t, decided(p, k), np.ones(t.shape, dtype=bool), k, k + 1)),
        Mistake("M06", _decided_only),
        Mistake("M06", lambda t, p, k: _matrix(t, p, k)[:, :k]),
        Mistake("M18", _matrix_of_two),
        Mistake("M18", lambda t, p, _: _tally_of(t, decided(p, 2), t != 255, 2, 3)),
    ],
    signs=[Sign("M05", _counts_ignored)],
    reference=_matrix,
    random=random_maps,
)

SET = exercise_set("ex02", vars())
progress = SET.progress
