"""Exercise set 5, good, bad and misleading: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set
from segmetrics_lab.checks.shares import NAN, Scores
from segmetrics_lab.report import BAD_ACCURACY, BAD_MEAN_IOU, GOOD_ACCURACY, GOOD_IOU, Report

# --- cart: predict

cart = ValueQuestion(
    expected=44 / 50,
    close=0.01,
    why="6 pixels are shared, so the union has 12: 6 are invented, and 44 of 50 are right. Two results with IoU 0.5: "
    "one finds half of the cart, one all of it, and in both far more than half of all pixels are right.",
    mistakes=[Mistake("M25", 0.5), Mistake("M25", 47 / 50)],
    near=0.005,
)

# --- from_dice: the IoU that belongs to a Dice

from_dice = FunctionQuestion(
    parameters=("dice",),
    cases=[
        Case((0.8,), 2 / 3, "4 pixels are shared, 1 is missed and 1 invented"),
        Case((0.5,), 1 / 3, "1 pixel is shared, 1 missed and 1 invented"),
        Case((2 / 3,), 0.5, "1 pixel is shared and 1 missed"),
        Case((0.4,), 0.25, "1 pixel is shared and 3 are invented"),
        Case((1.0,), 1.0, "the mask is perfect"),
        Case((0.0,), 0.0, "the mask is all wrong"),
        Case((NAN,), NAN, "Dice is undefined"),
    ],
    mistakes=[
        Mistake("M32", lambda dice: dice),
        Mistake("M10", lambda dice: 2 * dice / (1 + dice)),
        Mistake("M13", lambda dice: dice // (2 - dice)),
    ],
)

# --- verdict: the rule of thumb

PerClass = Callable[[np.ndarray], np.ndarray]


def _main_ious(matrix: np.ndarray, main: Sequence[int], of_nothing: float = NAN) -> np.ndarray:
    """The IoUs of the main classes, and what stands for one that is in neither map."""
    ious = metrics.iou_per_class(matrix)[list(main)]
    return np.where(np.isnan(ious), of_nothing, ious)


def _rule(accuracy: float, lowest: float, mean: float) -> str:
    """The verdict of an accuracy, the lowest IoU and their mean."""
    if accuracy < BAD_ACCURACY or mean < BAD_MEAN_IOU:
        return "bad"
    return "good" if accuracy > GOOD_ACCURACY and lowest > GOOD_IOU else "mixed"


def _by(scores: PerClass) -> Callable[[np.ndarray, Sequence[int]], str]:
    """The rule with another score in the place of IoU."""
    return lambda matrix, main: _verdict_of(matrix, scores(matrix)[list(main)])


def _verdict_of(matrix: np.ndarray, scores: np.ndarray) -> str:
    """The verdict that the scores of classes give; undefined ones are left out."""
    return _rule(metrics.pixel_accuracy(matrix), float(np.nanmin(scores)), float(np.nanmean(scores)))


def _by_the_mean(matrix: np.ndarray, main: Sequence[int]) -> str:
    """The verdict for which the mean IoU is enough to be good."""
    mean = float(np.nanmean(_main_ious(matrix, main)))
    return _rule(metrics.pixel_accuracy(matrix), mean, mean)


def _with_nan(matrix: np.ndarray, main: Sequence[int]) -> str:
    """The verdict of numbers among which NaN may be, which no comparison finds."""
    ious = _main_ious(matrix, main)
    return _rule(metrics.pixel_accuracy(matrix), float(ious.min()), float(ious.mean()))


def _library_verdict(matrix: np.ndarray, main: Sequence[int]) -> str:
    """The right answer, by the report."""
    names = [str(index) for index in range(len(matrix))]
    return Report.from_matrix(matrix, names, main_classes=[names[index] for index in main]).verdict


def _is_clear(matrix: np.ndarray, main: Sequence[int]) -> bool:
    """Is there an IoU, and is no score so near to a limit that rounding decides?"""
    ious = _main_ious(matrix, main)
    if np.isnan(ious).all():
        return False
    accuracy = metrics.pixel_accuracy(matrix)
    distances = [accuracy - GOOD_ACCURACY, accuracy - BAD_ACCURACY, np.nanmean(ious) - BAD_MEAN_IOU, *(ious - GOOD_IOU)]
    return bool(np.nanmin(np.abs(distances)) > 1e-4)


def _random_matrix_and_main(rng: np.random.Generator, number: int) -> tuple[np.ndarray, list[int]]:
    """A matrix of 2 to 9 classes, all sorts of verdicts and absent classes, and some of its classes in any order."""
    while True:
        size = int(rng.integers(2, 3 + number % 8))
        wrong = rng.random((size, size)) ** 4 * rng.choice([0.01, 0.1, 0.3, 1])
        matrix = (10 ** (2 + number % 4) * (np.diag(rng.random(size) + 0.05) + wrong)).astype(np.int64)
        absent = rng.random(size) < rng.choice([0, 0.3])
        matrix[absent], matrix[:, absent] = 0, 0
        main = [int(index) for index in rng.permutation(size)[: rng.integers(1, size + 1)]]
        if matrix.sum() and _is_clear(matrix, main):
            return matrix, main


def _counts(*rows: list[int]) -> np.ndarray:
    """A matrix of counts."""
    return np.array(rows, dtype=np.int64)


verdict = FunctionQuestion(
    parameters=("matrix", "main"),
    cases=[
        Case((_counts([60, 2, 0], [1, 30, 0], [0, 1, 6]), [1, 2]), "good", "accuracy is 0.96, the IoUs 0.88 and 0.86"),
        Case((_counts([90, 0], [7, 3]), [0, 1]), "mixed", "accuracy is 0.93, the IoUs 0.93 and 0.30"),
        Case(
            (_counts([23, 1, 0], [0, 20, 0], [2, 0, 4]), [1, 2]),
            "mixed",
            "accuracy is 0.94, the IoUs 0.95 and 0.67",
        ),
        Case((_counts([60, 0, 0], [0, 30, 0], [6, 0, 3]), [1, 2]), "mixed", "accuracy is 0.94, the IoUs 1.00 and 0.33"),
        Case((_counts([90, 1], [7, 2]), [1]), "bad", "accuracy is 0.92, the only IoU 0.20"),
        Case((_counts([80, 0, 0], [5, 5, 0], [9, 0, 1]), [1, 2]), "bad", "accuracy is 0.86, the IoUs 0.50 and 0.10"),
        Case((_counts([10, 0, 40], [0, 50, 0], [0, 0, 0]), [1]), "bad", "accuracy is 0.60, the only IoU 1.00"),
        Case((_counts([64, 12], [4, 20]), [0, 1]), "mixed", "accuracy is 0.84, the IoUs 0.80 and 0.56"),
        Case(
            (_counts([2, 3, 0], [2, 60, 0], [0, 0, 33]), [1, 2]),
            "good",
            "a class that is not a main class has IoU 0.29",
        ),
        Case(
            (_counts([80, 1, 1, 0], [0, 60, 0, 0], [8, 0, 5, 0], [9, 0, 0, 5]), [1, 2, 3]),
            "mixed",
            "accuracy is 0.89, the IoUs 0.98, 0.36 and 0.36",
        ),
        Case((_counts([50, 5], [5, 40]), [0, 1]), "mixed", "accuracy is exactly 0.90, which is not above it"),
        Case((_counts([118, 0], [3, 7]), [1]), "mixed", "the only IoU is exactly 0.70, which is not above it"),
        Case((_counts([54, 0], [6, 4]), [1]), "mixed", "the only IoU is exactly 0.40, which is not below it"),
        Case(
            (_counts([20, 0, 30], [0, 50, 0], [0, 0, 0]), [1]),
            "mixed",
            "accuracy is exactly 0.70, which is not below it",
        ),
        Case(
            (_counts([90, 5, 0], [5, 50, 0], [0, 0, 0]), [0, 2]),
            "good",
            "the IoUs are 0.90 and undefined",
        ),
        Case(
            (_counts([90, 0, 0], [7, 3, 0], [0, 0, 0]), [1, 2]),
            "bad",
            "the IoUs are 0.30 and undefined",
        ),
        Case((_counts([50, 10, 0], [10, 20, 0], [0, 0, 0]), [1, 2]), "mixed", "the IoUs are 0.50 and undefined"),
        Case(
            (_counts([84, 0, 0, 0], [9, 1, 0, 0], [19, 0, 1, 0], [0, 0, 0, 0]), [1, 2, 3]),
            "bad",
            "the IoUs are 0.10, 0.05 and undefined",
        ),
    ],
    mistakes=[
        Mistake("M36", _by_the_mean),
        Mistake("M37", lambda matrix, _: _verdict_of(matrix, metrics.iou_per_class(matrix))),
        Mistake("M37", lambda matrix, _: _verdict_of(matrix, metrics.iou_per_class(matrix)[1:])),
        Mistake("M23", lambda matrix, _: _rule(metrics.pixel_accuracy(matrix), 1, 1)),
        Mistake("M07", lambda matrix, main: _verdict_of(matrix, _main_ious(matrix, main, of_nothing=0.0))),
        Mistake("M08", lambda matrix, main: _verdict_of(matrix, _main_ious(matrix, main, of_nothing=1.0))),
        Mistake("M14", _with_nan),
        Mistake("M10", _by(metrics.dice_per_class)),
        Mistake("M01", _by(metrics.precision_per_class)),
        Mistake("M13", _by(lambda matrix: metrics.iou_per_class(matrix) // 1)),
    ],
    reference=_library_verdict,
    random=_random_matrix_and_main,
)

# --- careless: falsify

_POST = np.zeros((16, 16), dtype=np.int64)
_POST[:, 7:9] = 1
_of_post = partial(Scores.of, _POST)


careless = MakingQuestion(
    shape=_POST.shape,
    fixed={"truth": _POST},
    scores=lambda careless: {
        "accuracy of careless": _of_post(careless).accuracy,
        "IoU of careless": _of_post(careless).iou,
        "accuracy of one pixel aside": _of_post(np.roll(_POST, 1, axis=1)).accuracy,
        "IoU of one pixel aside": _of_post(np.roll(_POST, 1, axis=1)).iou,
    },
    conditions=[
        Condition(
            "something is invented in column 0, 1, 14 or 15", lambda careless: bool(careless[:, [0, 1, 14, 15]].any())
        ),
        Condition("accuracy is above 0.90", lambda careless: _of_post(careless).accuracy > GOOD_ACCURACY),
        Condition(
            "the IoU of the post is above 0.70, so that the verdict is good",
            lambda careless: _of_post(careless).iou > GOOD_IOU,
        ),
    ],
    why="The rule counts how many pixels are wrong, and does not see where they lie. So it prefers an invented piece "
    "of post at the edge to an outline that is one pixel aside.",
)

# --- comparing: choose

comparing = ChoiceQuestion()

# --- left_out: diagnose

left_out = ChoiceQuestion()

# --- without_people: diagnose

without_people = ChoiceQuestion()

SET = exercise_set("ex05", vars())
progress = SET.progress
