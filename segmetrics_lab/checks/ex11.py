"""The exercise set on leakage: cases, mistakes and explanations of its questions."""

from collections.abc import Callable
from typing import Any

import numpy as np

from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set, moved_from


def _memorised(features: np.ndarray, labels: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """For each row that is asked: does the nearest of the other rows have its label?"""
    known, answers = features[~asked], labels[~asked]
    nearest = [np.abs(known - one).sum(axis=1).argmin() for one in features[asked]]
    return np.asarray(answers[nearest] == labels[asked])


# --- cards: predict

cards = ValueQuestion(
    expected=2,
    why="Only F is right, and by luck: 240 and 236 are nearest to a V that is far away. Whoever always says V is right "
    "four times. The row test had a card a few grey steps from each question; new drives ask what was learned about "
    "greys, and that is nothing.",
    mistakes=[
        Mistake(
            None,
            5,
            "That was the row test. Now both frames of A, B and C are learned, and none of D, E and F: which "
            "card is nearest to 30?",
        ),
        Mistake("M22", 6),
        Mistake(
            None, 0, "The memoriser reads out a card however far away it is. Which one for 240, and what does it say?"
        ),
        Mistake(None, 1, "Each drive is asked twice, once for each of its frames. Count frames, not drives."),
        Mistake(None, 3, "Half of them is what a coin gets on average. Here, go through the six greys one by one."),
        Mistake(None, 4, "That is what somebody gets who always says V. The memoriser reads out the nearest card."),
        Mistake(None, 1 / 3, "That is a share. How many of the six are right is asked for, a whole number."),
    ],
    near=0.04,
)

# --- patients: choose

patients = ChoiceQuestion()

# --- honest: the IoU of buildings on new drives, with a really trained model


def _about(number: float, words: str, misconception: str | None = None) -> Mistake:
    """The mistake of somebody who comes near the number of something else."""
    return Mistake(misconception, number, f"About this is the number of {words}")


honest = ValueQuestion(
    expected=0.348035,
    close=0.025,
    why="Next week's drives are new, so the test drives must be new, too. Split by frame, such a model gets 0.56, "
    "split by pixel 0.62, and on its own training frames 0.69: each of these answers an easier question.",
    mistakes=[
        _about(0.557, "a split by frame. (Or is it the recall? After the right split that is 0.56, too.)", "M21"),
        _about(0.6155, "a split by pixel: half of each test frame was learned. Next week none will be.", "M21"),
        Mistake("M22", 0.6906),
        Mistake("M22", 0.6523),
        _about(0.4775, "the precision of buildings, and of the mean IoU of all classes. Take one IoU."),
        Mistake("M10", 0.5164),
        Mistake("M38", 0.8336, "That is the accuracy of all classes together. The IoU of one class is asked for."),
        Mistake("M26", 0.259),
        _about(0.311, "vehicles, or of other pixels. Take the entry at building, and the text's seeds."),
        _about(0.385, "other pixels. Take pixels=8_000 and the text's seeds, 1 to split and 0 to fit."),
        _about(0.2035, "other halves. Take seed=1 to split, and the first half for the training."),
    ],
    near=0.012,
)

# --- extra_column: falsify

_DRIVE = np.repeat(np.arange(12), 8)
_LABELS = np.repeat([1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1], 8)
_ASKED = _DRIVE >= 6


def _frames_of_drives() -> np.ndarray:
    """Ten numbers for each frame; those of one drive lie around a place of their own."""
    rng = np.random.default_rng(7)
    return rng.normal(size=(12, 10))[_DRIVE] + 0.3 * rng.normal(size=(96, 10))


def _score_with(column: np.ndarray) -> float:
    """The score of the memoriser on the drives that it has not seen, with this column beside the ten."""
    return float(_memorised(np.column_stack([_frames_of_drives(), column]), _LABELS, _ASKED).mean())


extra_column = MakingQuestion(
    shape=(96,),
    classes=None,
    scores=lambda column: {
        "score without your column": _score_with(np.zeros(96)),
        "score with your column": _score_with(column),
    },
    conditions=[
        Condition(
            "all eight frames of a drive have the same number",
            lambda column: all(np.ptp(column[drive == _DRIVE]) == 0 for drive in range(12)),
            why="The column says something about drives, not about frames: np.repeat(twelve_numbers, 8) gives each of "
            "the numbers to eight frames in a row.",
        ),
        Condition(
            "the column alone tells the memoriser the label of every frame of the drives 6 to 11",
            lambda column: bool(_memorised(column[:, None], _LABELS, _ASKED).all()),
            why="Your column should tell the two labels apart: one number where the label is 1, another where it is 0. "
            "Then the nearest number among the learned drives always has the right label.",
        ),
        Condition(
            "beside the other ten numbers it still does",
            lambda column: _score_with(column) == 1,
            why="Your column tells everything, but it is outvoted: the memoriser adds up the differences over all "
            "eleven columns, and yours must count for more than the other ten together. Make its steps larger.",
        ),
    ],
    why="No drive is on both sides, and still the answers have reached the questions: the column was made from the "
    "labels. No split protects from such a feature; ask of each column when, and from what, it was computed.",
)

# --- alarm: the distance to the nearest picture of the training

Alarm = Callable[[np.ndarray, np.ndarray], list[Any]]
Sides = tuple[tuple[slice, slice], ...]

_ALL: Sides = (np.s_[:, :], np.s_[:, ::-1], np.s_[::-1, :], np.s_[::-1, ::-1])
_BOTH = _ALL[:2]
"""A picture as it is, mirrored left to right, upside down, and turned by half; the first two count."""


def _alarm_by(
    distance: Callable[..., Any] = np.mean,
    sides: Sides = _BOTH,
    *,
    first: Callable[..., Any] = np.abs,
    choose: Callable[..., Any] = min,
    kind: type = np.int64,
) -> Alarm:
    """The alarm of somebody who takes another distance of what is first made of the differences, or other sides.

    Or who chooses another one of the distances to all training pictures, or counts in another type of numbers.
    """

    def answer(test: np.ndarray, training: np.ndarray) -> list[Any]:
        known = [picture[side].astype(kind) for picture in training for side in sides]
        return [choose([distance(first(picture - other)) for other in known]) for picture in test.astype(kind)]

    return answer


_alarm = _alarm_by()


def _but_for_0(distances: list[float]) -> float:
    """The smallest distance that is not 0."""
    return min([distance for distance in distances if distance > 0], default=0.0)


def _random_pictures(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Two stacks of grey pictures, larger with the number of the draw; some test pictures are copies, or mirrored."""
    shape = tuple(rng.integers(1, 3 + number // 2, 2))
    test, training = (rng.integers(0, 256, (int(rng.integers(1, 6)), *shape)).astype(np.uint8) for _ in range(2))
    if number % 3:
        test[0] = training[-1] if number % 3 == 1 else training[-1, :, ::-1]
    return test, training


def _grey(*stacks: list[Any]) -> tuple[np.ndarray, ...]:
    """Stacks of grey pictures."""
    return tuple(np.array(pictures, dtype=np.uint8) for pictures in stacks)


_TWO_ASKED = [[[90, 30], [30, 30]], [[50, 50], [50, 50]]]
_THREE_KNOWN = [[[50, 50], [50, 30]], [[85, 30], [30, 30]], [[50, 50], [50, 50]]]

_OTHER_DISTANCES: tuple[Any, ...] = (
    (np.abs, (np.sum, np.max, np.median, lambda d: d.sum() / len(d), lambda d: d.mean() / 255)),
    (np.square, (np.mean, np.sum, lambda d: np.sqrt(d.mean()), lambda d: np.sqrt(d.sum()))),
    (np.bool_, (np.mean, np.sum)),
)
_SIDES = "Each training picture counts as it is and mirrored left to right, picture[:, ::-1], but not upside down."
_CANCELLED = "Brighter and darker pixels cancel. Take the absolute value of each difference first, then the mean."
_DISTANCE = (
    "Your distance is another one. The mean of the absolute differences is asked for, in grey steps: not their sum, "
    "the largest one, squares, or how many pixels differ."
)
_NEAREST = (
    "For each test picture, the smallest of all its distances is asked for, even if it is 0: not the largest, their "
    "mean, the first, or the place of the nearest picture."
)
_ONE_EACH = "A list of exactly one distance for each test picture is asked for, in the order of the test pictures."
_CUT = "Your distances have lost what stands behind the decimal point. They should not be rounded."
_PAIRED = "You compare the first picture with the first, the second with the second. Compare each with all others."

alarm = FunctionQuestion(
    parameters=("test", "training"),
    cases=[
        Case(_grey([[[10, 10], [10, 10]]], [[[13, 13], [13, 11]]]), [2.5], "the training picture is brighter"),
        Case(_grey([[[110, 110]]], [[[100, 100]], [[106, 106]]]), [4.0], "one picture is asked, and two are known"),
        Case(_grey([[[0, 20]]], [[[10, 12]]]), [9.0], "some pixels are brighter and some darker"),
        Case(_grey(_TWO_ASKED, _THREE_KNOWN), [1.25, 0.0], "two pictures are asked"),
        Case(_grey([[[10, 60], [20, 80]]], [[[62, 10], [80, 20]], [[10, 40], [20, 60]]]), [0.5], "a copy is mirrored"),
        Case(_grey([[[90, 80], [20, 10]]], [[[20, 10], [90, 80]]]), [70.0], "the picture is upside down"),
        Case(_grey([[[1, 5, 9], [1, 5, 9]]], [[[9, 5, 1], [9, 5, 2]]]), [1 / 6], "the pictures are wider than high"),
        Case(_grey([[[250], [20]], [[0], [0]]], [[[20], [20]], [[200], [255]]]), [115.0, 20.0], "bright meets dark"),
        Case(_grey([[[200]], [[10]], [[30]]], [[[20]], [[30]]]), [170.0, 10.0, 0.0], "the pictures have one pixel"),
    ],
    mistakes=[
        *(
            Mistake("M28", _alarm_by(sides=sides, first=first, kind=kind))
            for kind in (np.uint8, np.int8, np.uint16, np.uint32, np.uint64)
            for sides in (_BOTH, _BOTH[:1])
            for first in (np.abs, lambda differences: np.abs(-differences))
        ),
        *(
            Mistake(None, _alarm_by(sides=sides), _SIDES)
            for sides in (_ALL[:1], _ALL[1:2], _ALL[2:3], _ALL[::2], _ALL[::3], _ALL)
        ),
        *(
            Mistake(None, _alarm_by(distance, first=first), _CANCELLED)
            for distance, first in ((np.mean, np.array), (np.mean, np.negative), (lambda d: abs(d.mean()), np.array))
        ),
        *(
            Mistake(None, _alarm_by(distance, sides, first=first), _DISTANCE)
            for sides in (_BOTH, _BOTH[:1])
            for first, distances in _OTHER_DISTANCES
            for distance in distances
        ),
        *(
            Mistake(None, _alarm_by(sides=sides, choose=choose), _NEAREST)
            for sides in (_BOTH, _BOTH[:1])
            for choose in (max, sum, np.mean, np.argmin, _but_for_0)
        ),
        Mistake(None, lambda test, training: _alarm(test, training[:1]), _NEAREST),
        Mistake(None, lambda test, training: _alarm(test, training[-1:]), _NEAREST),
        *(
            Mistake(None, lambda *both, of_all=of_all: of_all(_alarm(*both)), _ONE_EACH)
            for of_all in (min, max, np.mean, np.sum, sorted, lambda distances: distances[:1])
        ),
        Mistake(None, lambda test, training: _alarm(training, test), _ONE_EACH),
        Mistake(None, _alarm_by(choose=list), _ONE_EACH),
        Mistake(None, lambda *both: [d for side in _BOTH for d in _alarm_by(sides=(side,))(*both)], _ONE_EACH),
        Mistake("M13", lambda *both: np.floor(_alarm(*both)), _CUT),
        Mistake(None, lambda *both: [_alarm(a[None], b[None])[0] for a, b in zip(*both, strict=False)], _PAIRED),
        Mistake("M17", _alarm_by(first=lambda d: np.abs(d[:, : len(d)]))),
        Mistake("M17", _alarm_by(first=lambda d: np.abs(d[:, np.arange(len(d))]))),
        Mistake("M17", lambda *both: _alarm(*(pictures[:, :, : pictures.shape[1]] for pictures in both))),
    ],
    reference=_alarm,
    random=_random_pictures,
)

SET = exercise_set("ex11", vars())
progress = SET.progress
__getattr__ = moved_from("ex11")
