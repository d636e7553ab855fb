"""Exercise set 7, leakage: cases, mistakes and explanations of its questions."""

from functools import partial

import numpy as np

from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set


def _memorised(features: np.ndarray, labels: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """For each row that is asked: does the nearest of the other rows have its label?"""
    known, answers = features[~asked], labels[~asked]
    nearest = [np.abs(known - one).sum(axis=1).argmin() for one in features[asked]]
    return np.asarray(answers[nearest] == labels[asked])


# --- cards: predict

cards = ValueQuestion(
    expected=2,
    why="Only F is right, and by luck: 240 and 236 are nearest to a V that is far away. The row test had a card a few "
    "grey steps from each question; new drives ask what was learned about greys, and that is nothing.",
    mistakes=[Mistake("M21", 5), Mistake("M22", 6)],
)

# --- patients: choose

patients = ChoiceQuestion()

# --- shared_drives: which drives are on both sides

Frames = list[tuple[int, int]]


def _shared(training: Frames, test: Frames) -> list[int]:
    """The right answer."""
    return sorted({drive for drive, _ in training} & {drive for drive, _ in test})


def _random_frames(rng: np.random.Generator, number: int) -> tuple[Frames, Frames]:
    """Two lists of frames, longer with the number of the draw; the drives are numbered without order."""
    sides = [rng.integers(0, (40, 6), (int(rng.integers(0, 4 + number)), 2)).tolist() for _ in range(2)]
    training, test = ([(drive, frame) for drive, frame in side] for side in sides)
    return training, test


shared_drives = FunctionQuestion(
    parameters=("training", "test"),
    cases=[
        Case(([(1, 0), (2, 0)], [(3, 0), (4, 0)]), [], "no drive is on both sides"),
        Case(([(1, 0), (1, 2), (2, 0)], [(1, 1), (3, 0)]), [1], "other frames of drive 1 are on both sides"),
        Case(([(2, 0), (5, 1)], [(2, 0), (4, 1)]), [2], "the very same frame is on both sides"),
        Case(
            ([(9, 0), (3, 1), (5, 2), (3, 3)], [(5, 0), (9, 4), (3, 0), (9, 5)]), [3, 5, 9], "three drives are shared"
        ),
        Case(([], [(1, 0)]), [], "nothing is trained on"),
    ],
    mistakes=[
        Mistake("M21", lambda training, test: sorted({drive for drive, _ in set(training) & set(test)})),
        Mistake("M21", lambda training, test: sorted(set(training) & set(test))),
        Mistake("M21", lambda training, test: len(set(training) & set(test))),
    ],
    reference=_shared,
    random=_random_frames,
)

# --- three_models: diagnose

three_models = ChoiceQuestion()

# --- honest: the IoU of buildings on new drives, with a really trained model

honest = ValueQuestion(
    expected=0.348035,
    close=0.02,
    why="Next week's drives are new, so the test drives must be new, too. Split by frame, such a model gets 0.56, "
    "split by pixel 0.62, and on its own training frames 0.69: each of these answers an easier question.",
    mistakes=[Mistake("M21", 0.557), Mistake("M21", 0.6155), Mistake("M22", 0.6906), Mistake("M22", 0.6523)],
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


def _is_one_number_a_drive(column: np.ndarray) -> bool:
    """Have all frames of a drive the same number?"""
    return all(np.ptp(column[drive == _DRIVE]) == 0 for drive in range(12))


extra_column = MakingQuestion(
    shape=(96,),
    classes=None,
    scores=lambda column: {
        "score without your column": _score_with(np.zeros(96)),
        "score with your column": _score_with(column),
    },
    conditions=[
        Condition("all eight frames of a drive have the same number", _is_one_number_a_drive),
        Condition("the memoriser is right about every frame of the drives 6 to 11", lambda c: _score_with(c) == 1),
    ],
    why="No drive is on both sides, and still the answers have reached the questions: the column was made from the "
    "labels. No split protects from such a feature; ask of each column when, and from what, it was computed.",
)

# --- alarm: the distance to the nearest picture of the training


def _alarm(test: np.ndarray, training: np.ndarray) -> list[float]:
    """The right answer."""
    known = [side.astype(np.int64) for picture in training for side in (picture, picture[:, ::-1])]
    return [min(float(np.mean(np.abs(side - picture))) for side in known) for picture in test]


def _alarm_in_bytes(test: np.ndarray, training: np.ndarray, *, mirrored: bool, turned: bool) -> list[float]:
    """Differences of bytes, which start again at 255 where they should be negative."""
    known = np.concatenate([training, training[:, :, ::-1]]) if mirrored else training
    differences = ((picture - known) if turned else (known - picture) for picture in test)
    return [float(np.abs(difference).mean(axis=(1, 2)).min()) for difference in differences]


def _random_pictures(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Two stacks of grey pictures, larger with the number of the draw; some test pictures are copies, or mirrored."""
    shape = tuple(rng.integers(1, 3 + number // 2, 2))
    test, training = (rng.integers(8, 256, (int(rng.integers(1, 6)), *shape)).astype(np.uint8) for _ in range(2))
    if number % 3:
        test[0] = training[-1] if number % 3 == 1 else training[-1, :, ::-1]
    return test, training


def _pictures(*pictures: list[list[int]]) -> np.ndarray:
    """A stack of grey pictures."""
    return np.array(pictures, dtype=np.uint8)


alarm = FunctionQuestion(
    parameters=("test", "training"),
    cases=[
        Case(
            (_pictures([[110, 110], [110, 110]]), _pictures([[100, 100], [100, 100]], [[106, 106], [106, 106]])),
            [4.0],
            "one picture is asked",
        ),
        Case(
            (_pictures([[10, 10], [10, 10]]), _pictures([[13, 13], [13, 11]])), [2.5], "the nearest picture is brighter"
        ),
        Case(
            (_pictures([[0, 20]]), _pictures([[10, 10]])),
            [10.0],
            "brighter and darker pixels cancel if they are averaged before abs",
        ),
        Case(
            (
                _pictures([[90, 30], [30, 30]], [[50, 50], [50, 50]]),
                _pictures([[50, 50], [50, 30]], [[85, 30], [30, 30]], [[50, 50], [50, 50]]),
            ),
            [1.25, 0.0],
            "two pictures are asked",
        ),
        Case(
            (_pictures([[10, 60], [20, 80]]), _pictures([[60, 10], [80, 20]])),
            [0.0],
            "the copy is mirrored left to right",
        ),
        Case(
            (_pictures([[90, 80], [20, 10]]), _pictures([[20, 10], [90, 80]])),
            [70.0],
            "the picture is upside down, which does not count as mirrored here",
        ),
        Case(
            (_pictures([[1, 5, 9], [1, 5, 9]]), _pictures([[9, 5, 1], [9, 5, 2]])),
            [1 / 6],
            "the pictures are wider than high",
        ),
    ],
    mistakes=[
        *(
            Mistake("M28", partial(_alarm_in_bytes, mirrored=mirrored, turned=turned))
            for mirrored in (True, False)
            for turned in (True, False)
        ),
        Mistake("M13", lambda test, training: [value // 1 for value in _alarm(test, training)]),
    ],
    reference=_alarm,
    random=_random_pictures,
)

SET = exercise_set("ex07", vars())
progress = SET.progress
