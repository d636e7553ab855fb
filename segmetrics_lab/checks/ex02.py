"""Exercise set 2, the confusion matrix: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks import label_maps
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.label_maps import decided, matrix_of_numbers, random_maps
from segmetrics_lab.checks.sets import exercise_set, moved_from

# --- sums: diagnose

sums = ChoiceQuestion()

# --- share: predict

share = ValueQuestion(
    expected=15 / 50,
    close=0.005,
    why="The row of walls holds 5 + 30 + 15 = 50 pixels, and 15 of them are called door. Divided by the column it "
    "would be the answer to another question: how much of what is called door is wall?",
    mistakes=[
        Mistake("M03", 15 / 39, "You divide by all that is called door. The row of walls is all that truly is wall."),
        Mistake("M04", 4 / 36),
        Mistake("M04", 4 / 20, "That is the share of the doors that is called wall. The question is about the walls."),
        Mistake(None, 30 / 50, "That is the share of the walls that is called wall. The question asks for door."),
        Mistake(None, 5 / 50, "That is the share of the walls that is called floor. The column of door is the last."),
        Mistake(None, 20 / 50, "That is the share of the walls that is not called wall. The question asks for door."),
        Mistake(None, 15 / 120, "You divide by all 120 pixels. 'Of all that truly is wall' is the row of walls."),
        Mistake(None, 15 / 20, "You divide by all that truly is door. All that truly is wall is the row of walls."),
        Mistake(None, 15 / 30, "You divide by the walls that are called wall. All walls are the sum of their row."),
        Mistake(None, 15, "15 pixels of wall are called door. Divide by all of wall: a share lies between 0 and 1."),
        Mistake(None, 30, "A share lies between 0 and 1. If you mean 30 per cent, write 0.3."),
    ],
    near=0.005,
)

# --- most_confused: the largest entry beside the diagonal


def _place(table: np.ndarray) -> list[int]:
    """The place of the largest entry."""
    return [int(index) for index in np.unravel_index(table.argmax(), table.shape)]


def _most_confused(matrix: np.ndarray) -> list[int]:
    """The right answer: the place of the largest entry, the diagonal not counted."""
    return _place(_wrong(matrix))


def _of_worst_row(matrix: np.ndarray) -> list[int]:
    """The most frequent mistake of the class with most mistakes."""
    row = int(metrics.truth_area(_wrong(matrix)).argmax())
    return [row, int(_wrong(matrix)[row].argmax())]


def _wrong(matrix: np.ndarray) -> np.ndarray:
    """The matrix with 0 on the diagonal."""
    return matrix - np.diag(np.diag(matrix))


def _random_matrix(rng: np.random.Generator, number: int) -> tuple[np.ndarray]:
    """A matrix of 2 to 9 classes in which one mistake is the most frequent."""
    size = 2 + number % 8
    matrix = rng.integers(0, 10 ** (1 + number % 4), (size, size))
    row, column = rng.permutation(size)[:2]
    matrix[row, column] = matrix[~np.eye(size, dtype=bool)].max() + 1
    return (matrix,)


_DIAGONAL = "The largest entry of the whole matrix is no mistake if it lies on the diagonal. Look only beside it."
_SAME_COUNT = "You look for a count that is right, but the diagonal may hold the same one. Look only beside it."
_WORST_FIRST = "You look for the worst class first. The most frequent single mistake may be that of another one."
_COMPARED_SHARES = "You compare shares. The most frequent mistake has the largest count, whatever its row adds up to."
_ONE_SIDE = "You look on one side of the diagonal only. Mistakes stand above it and below it."
_BOTH_DIRECTIONS = "You add both directions, 1 called 2 and 2 called 1. These are two mistakes, each with its count."
_SORTED = "You sort the pair. What the pixels are comes first, then what they are called, whichever index is larger."
_FROM_1 = "You count the classes from 1. They are counted from 0, as rows and columns are."
_ONE_NUMBER = "argmax counts through all entries and gives one number. np.unravel_index makes the pair of it."
_FIRST_TWO = "You look at the classes 0 and 1 only. There may be more: compare all entries beside the diagonal."

_OF_LESSON = np.array([[5000, 300, 200], [400, 4500, 100], [100, 150, 4800]])

most_confused = FunctionQuestion(
    parameters=("matrix",),
    cases=[
        Case((np.array([[90, 9], [4, 1]]),), [0, 1], "there are two classes, one of them rare"),
        Case((np.array([[5, 0], [9, 4]]),), [1, 0], "a mistake is more frequent than all else"),
        Case((np.array([[5, 2, 3], [4, 4, 5], [0, 3, 9]]),), [1, 2], "there are three classes"),
        Case((_OF_LESSON,), [1, 0], "the matrix is the one of the lesson"),
        Case((np.array([[2, 2, 1], [7, 15, 8], [9, 4, 8]]),), [2, 0], "class 1 is the most frequent of three"),
        Case((np.array([[1, 2, 3, 6], [5, 8, 1, 6], [1, 3, 16, 4], [4, 8, 4, 2]]),), [3, 1], "there are four classes"),
        Case((np.array([[4, 5, 7, 6], [1, 13, 7, 4], [5, 1, 12, 6], [9, 1, 3, 9]]),), [3, 0], "there are four classes"),
        Case((np.array([[9, 8], [9, 7]]),), [1, 0], "two entries are equal, one of them on the diagonal"),
        Case((np.array([[1, 9], [4, 9]]),), [0, 1], "two entries are equal, the second on the diagonal"),
        Case((np.array([[0, 3], [1, 0]]),), [0, 1], "no pixel is right"),
    ],
    mistakes=[
        Mistake("M04", lambda m: _most_confused(m)[::-1]),
        Mistake("M18", lambda m: _most_confused(m[:2, :2]), _FIRST_TWO),
        Mistake(None, _place, _DIAGONAL),
        *(Mistake(None, lambda m, at=at: np.argwhere(m == _wrong(m).max())[at], _SAME_COUNT) for at in (0, -1)),
        Mistake(None, _of_worst_row, _WORST_FIRST),
        Mistake(None, lambda m: _of_worst_row(m.T)[::-1], _WORST_FIRST),
        Mistake(None, lambda m: _place(_wrong(m) / metrics.truth_area(m)[:, None]), _COMPARED_SHARES),
        Mistake(None, lambda m: _place(_wrong(m) / metrics.prediction_area(m)), _COMPARED_SHARES),
        Mistake(None, lambda m: _place(np.triu(m, 1)), _ONE_SIDE),
        Mistake(None, lambda m: _place(np.tril(m, -1)), _ONE_SIDE),
        Mistake(None, lambda m: _place(np.triu(m + m.T, 1)), _BOTH_DIRECTIONS),
        Mistake(None, lambda m: _place(np.tril(m + m.T, -1)), _BOTH_DIRECTIONS),
        Mistake(None, lambda m: sorted(_most_confused(m)), _SORTED),
        Mistake(None, lambda m: sorted(_most_confused(m))[::-1], _SORTED),
        Mistake(None, lambda m: [1 + index for index in _most_confused(m)], _FROM_1),
        Mistake(None, lambda m: int(_wrong(m).argmax()), _ONE_NUMBER),
    ],
    reference=_most_confused,
    random=_random_matrix,
)

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
            why="For each pixel that loses its name, another pixel must get this name.",
        ),
        Condition(
            "at least 24 of the 36 pixels are right",
            lambda prediction: np.sum(prediction == _ROOM) >= 24,
            why="The amounts fit. Start from the truth, and change as few pixels as you can.",
        ),
        Condition(
            "not one door is called door",
            lambda prediction: not np.any((prediction == 2) & (_ROOM == 2)),
            why="The amounts fit. Now all four pixels of the door must lend their name to others.",
        ),
    ],
    why="The sums of the rows and columns say how much, not where. Only the diagonal says which pixels got their own "
    "name, and for the door it is 0.",
)

# --- matrix: with a column for what was not decided


def _matrix(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """The right answer: the library's, with one more class for pixels that are not decided."""
    return label_maps.matrix_with_undecided(truth, prediction, num_classes)[:num_classes]


def _tally_of(truth: np.ndarray, prediction: np.ndarray, scored: Any, *shape: int) -> np.ndarray:
    """The scored pixels one by one, as far as both go; one without a place in this shape is an IndexError."""
    matrix = np.zeros(shape, dtype=np.int64)
    for is_, called in zip(truth[scored], prediction[scored], strict=False):
        matrix[is_, called] += 1
    return matrix


def _in_square(truth: np.ndarray, prediction: np.ndarray, num_classes: int, axis: int) -> np.ndarray:
    """What is counted by somebody who takes height and width for the same; an IndexError where there is less."""
    side = range(truth.shape[axis])
    return _matrix(truth[np.ix_(side, side)], prediction[np.ix_(side, side)], num_classes)


def _in_own_type(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """What is counted by somebody who numbers all pairs in the types of the maps, also those that are 255."""
    numbers = (truth * truth.dtype.type(num_classes + 1) + prediction).ravel().astype(np.int64)
    size = num_classes * (num_classes + 1)
    return np.bincount(numbers, minlength=size)[:size].reshape(num_classes, num_classes + 1)


_NOT_SHARES = "You give shares. A confusion matrix holds counts: how many pixels each pair has."
_ONE_ROW = "All rows of your matrix are one and the same list: [[0] * n] * n repeats it. Make a new list for each row."
_ONCE = (
    "Every pair is counted once only, however many pixels have it. In a loop write += 1; with whole arrays as indices "
    "that adds 1 once, and np.add.at adds it for each pixel."
)


def _counts(num_classes: int, counts: dict[tuple[int, int], int]) -> np.ndarray:
    """A table of zeros but for these counts."""
    table = np.zeros((num_classes, num_classes), dtype=np.int64)
    for place, count in counts.items():
        table[place] = count
    return table


_TWO = drawn(".#", "##"), drawn("..", ".#")
_THREE = drawn("..#", ".22", "2##"), drawn(".##", ".2#", "222"), 3
_IGNORED = drawn(".#?", "?#.", "##.")
_HIGH = drawn(".2", "#?", "2#", "22"), drawn("..", "#2", "2.", "2#"), 3
_SEVENTEEN = np.array([[16, 16], [3, 15]], dtype=np.uint8), np.array([[16, 15], [3, 16]], dtype=np.uint8), 17
_DECIDED = [
    ((*_TWO, 2), np.array([[1, 0], [2, 1]]), "there are two classes"),
    (_THREE, np.array([[2, 1, 0], [0, 1, 2], [0, 1, 2]]), "there are three classes"),
    ((_IGNORED, drawn("###", "...", "##."), 2), np.array([[2, 1], [1, 3]]), "two pixels are ignored by the truth only"),
    ((drawn(".###", "..##"), drawn("..#.", "#.##"), 2), np.array([[2, 1], [2, 3]]), "the image is wider than high"),
    (_HIGH, np.array([[1, 0, 0], [1, 1, 0], [1, 1, 2]]), "the image is higher than wide"),
    (label_maps.WITH_ABSENT, _counts(4, {(0, 0): 2, (2, 0): 1, (2, 2): 1}), "class 3 is in neither map"),
    ((*_TWO, 3), np.array([[1, 0, 0], [2, 1, 0], [0, 0, 0]]), "class 2 is in neither map"),
    ((*np.zeros((2, 21, 21), dtype=np.uint8), 2), np.array([[441, 0], [0, 0]]), "441 pixels are the same pair"),
    ((*np.ones((2, 15, 20), dtype=np.uint8), 2), np.array([[0, 0], [0, 300]]), "300 pixels are the same pair"),
    (label_maps.MANY_CLASSES, _counts(20, {(19, 19): 1, (14, 14): 2, (13, 14): 1}), "there are twenty classes"),
    (_SEVENTEEN, _counts(17, dict.fromkeys([(16, 16), (16, 15), (3, 3), (15, 16)], 1)), "there are seventeen classes"),
]

_OFF_DIAGONAL = "Only pixels that got their own name are counted. The others belong beside the diagonal."
_NO_DIAGONAL = "Pixels that got their own name are not counted. They belong on the diagonal."
_FIRST_ROUND = "Only the first pixel is counted. A return that stands inside the loop ends it in the first round."
_BREAK = "Nothing is counted after the first ignored pixel: break ends the loop, continue goes on to the next pixel."
_NOT_0 = "Pixels that truly are class 0 are not counted. It is a class like the others, with a row of its own."
_WRONGLY_SCORED: Sequence[tuple[Callable[[np.ndarray, np.ndarray], Any], str]] = (
    (lambda t, p: (t == p) & (t != 255), _OFF_DIAGONAL),
    (lambda t, p: (t != p) & (t != 255), _NO_DIAGONAL),
    (lambda t, _: (np.cumsum(t == 255) == 0).reshape(t.shape), _BREAK),
    (lambda t, _: (t != 0) & (t != 255), _NOT_0),
)
"""Each says which pixels are counted."""

_NO_COLUMN = "Your matrix has no column for the pixels that were not decided. Return num_classes + 1 columns."
_AS_CLASS_0 = "Pixels that were not decided are counted as class 0. They belong in the last column."
_AS_LAST = "Pixels that were not decided are counted as the last class. They belong in a column of their own behind it."
_IN_FIRST = "The pixels that were not decided stand in your first column. They belong in the last one."
_ONE_MORE_ROW = "You return one more row. Only one more column is asked for, since only the prediction may say nothing."
_COLLIDING = "The numbers of your pairs collide: with one more column, number row * (num_classes + 1) + column."
_OPEN = drawn(".#", "#."), drawn("?#", "??"), 2
_OPEN_AND_IGNORED = drawn("..2", "#2?", ".2#"), drawn(".?2", "???", "#2#"), 3

matrix = FunctionQuestion(
    parameters=("truth", "prediction", "num_classes"),
    returns_map=False,
    cases=[
        *(Case(given, np.pad(counts, ((0, 0), (0, 1))), about) for given, counts, about in _DECIDED),
        Case(_OPEN, np.array([[0, 0, 2], [0, 1, 1]]), "the prediction does not decide three pixels"),
        Case(_OPEN_AND_IGNORED, np.array([[1, 1, 0, 1], [0, 1, 0, 1], [0, 0, 2, 1]]), "four pixels are not decided"),
    ],
    mistakes=[
        Mistake("M04", lambda t, p, k: _matrix(t, p, k).T),
        Mistake("M04", lambda t, p, k: np.hstack([_matrix(t, p, k)[:, :k].T, _matrix(t, p, k)[:, k:]])),
        Mistake("M05", lambda t, p, k: _matrix(np.where(t == 255, 0, t), p, k)),
        Mistake("M05", lambda t, p, k: _matrix(np.minimum(t, k - 1), p, k)),
        Mistake("M05", lambda t, p, k: _tally_of(t, decided(p, k), t < 256, k, k + 1)),
        Mistake("M05", lambda t, p, k: _tally_of(np.minimum(t, k), decided(p, k), t < 256, k + 1, k + 1)),
        Mistake("M06", lambda t, p, k: _matrix(t, p, k) * (np.arange(k + 1) < k)),
        Mistake("M06", lambda t, p, k: _tally_of(t, decided(p, k), p != 255, k, k + 1)),
        *(Mistake("M17", partial(_in_square, axis=axis)) for axis in (0, 1)),
        Mistake("M18", lambda t, p, _: _matrix(np.where(t == 255, t, t > 0), np.where(p == 255, p, p > 0), 2)),
        Mistake("M18", lambda t, p, _: _tally_of(t, decided(p, 2), t != 255, 2, 3)),
        Mistake("M28", lambda t, p, k: label_maps.matrix_in_bytes(t, decided(p, k), k + 1)[:k]),
        Mistake("M28", lambda t, p, k: matrix_of_numbers(t, decided(p, k), k + 1, k + 1)[:k]),
        Mistake("M28", _in_own_type),
        Mistake("M28", lambda t, p, k: _matrix(t, p, k).astype(np.uint8)),
        Mistake(None, lambda t, p, k: _matrix(t, p, k) / np.sum(t != 255), _NOT_SHARES),
        Mistake(None, lambda t, p, k: _matrix(t, p, k) / np.bincount(t[t != 255], minlength=k)[:, None], _NOT_SHARES),
        Mistake(None, lambda t, p, k: _matrix(t, p, k) / _matrix(t, p, k).sum(0), _NOT_SHARES),
        Mistake(None, lambda t, p, k: np.minimum(_matrix(t, p, k), 1), _ONCE),
        Mistake(None, lambda t, p, k: np.tile(_matrix(t, p, k).sum(0), (k, 1)), _ONE_ROW),
        Mistake(None, lambda t, p, k: _matrix(t[:1, :1], p[:1, :1], k), _FIRST_ROUND),
        *(
            Mistake(None, lambda t, p, k, scored=scored: _tally_of(t, decided(p, k), scored(t, p), k, k + 1), words)
            for scored, words in _WRONGLY_SCORED
        ),
        Mistake(None, lambda t, p, k: _matrix(t, p, k)[:, :k], _NO_COLUMN),
        Mistake(None, lambda t, p, k: _tally_of(t, p, t != 255, k, k), _NO_COLUMN),
        Mistake(None, lambda t, p, k: _matrix(t, np.where(p == 255, 0, p), k), _AS_CLASS_0),
        Mistake(None, lambda t, p, k: _matrix(t, np.minimum(p, k - 1), k), _AS_LAST),
        Mistake(None, lambda t, p, k: _matrix(t, p, k)[:, [k, *range(k)]], _IN_FIRST),
        Mistake(None, lambda t, p, k: np.vstack([_matrix(t, p, k)[:, :k], _matrix(t, p, k)[:, k]]), _ONE_MORE_ROW),
        Mistake(None, lambda t, p, k: np.pad(_matrix(t, p, k), ((0, 1), (0, 0))), _ONE_MORE_ROW),
        Mistake(None, lambda t, p, k: matrix_of_numbers(t.astype(np.int64), decided(p, k), k, k + 1)[:k], _COLLIDING),
    ],
    reference=_matrix,
    random=random_maps,
)

SET = exercise_set("ex02", vars())
progress = SET.progress
__getattr__ = moved_from("ex02")
