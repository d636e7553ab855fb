"""Exercise set 9, the accuracy paradox: cases, mistakes and explanations of its questions."""

from functools import partial

import numpy as np

from segmetrics_lab.checks import label_maps
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set, moved_from
from segmetrics_lab.checks.shares import Scores

# --- blank_mean: predict the mean IoU of the blank mask

blank_mean = ValueQuestion(
    expected=0.48,
    close=0.005,
    why="The wall is shared on 960 of 1000 pixels: 0.96. The crack has 0, so the mean is 0.48: nearly half, for a mask "
    "that has found nothing. Ask for the IoU of the crack itself.",
    mistakes=[
        Mistake(None, 0.98, "You take 1 for the crack. It is there, and none of it is found: its IoU is 0."),
        Mistake("M09", 0.96, "0.96 is the accuracy, and the IoU of the wall alone. The crack has an IoU as well."),
        Mistake("M12", 0.0, "0 is the IoU of the crack alone. The wall is the other class of the mean."),
        Mistake(None, 0.5, "That would be so if the IoU of the wall were 1. Its union also holds the missed crack."),
        Mistake("M10", 0.4898, "That is the mean Dice. IoU divides by the union: for the wall, the whole photograph."),
        Mistake(None, 0.9216, "You weigh the classes by their pixels. A mean over classes weighs them alike."),
        Mistake(None, 0.04, "That is the share of the crack. An IoU is what is shared, divided by the union."),
        Mistake(None, 48, "That is per cent. A mean IoU is a number from 0 to 1."),
    ],
    near=0.001,
)

# --- ready: choose; cracks: diagnose

ready = ChoiceQuestion()
cracks = ChoiceQuestion()

# --- beaten: falsify

_WALL = np.zeros((10, 10), dtype=np.int64)
_WALL[3:6, 4] = 1
_of_wall = partial(Scores.of, _WALL)
_OF_BLANK = _of_wall(np.zeros_like(_WALL))


beaten = MakingQuestion(
    shape=_WALL.shape,
    fixed={"truth": _WALL},
    scores=lambda useful: {
        "accuracy of useful": _of_wall(useful).accuracy,
        "accuracy of the blank mask": _OF_BLANK.accuracy,
        "recall": _of_wall(useful).recall,
        "precision": _of_wall(useful).precision,
        "IoU": _of_wall(useful).iou,
    },
    conditions=[
        Condition(
            "all of the crack is found",
            lambda useful: _of_wall(useful).recall == 1,
            why="The crack has three pixels, wall[3:6, 4]: rows 3, 4 and 5 of column 4. Each of them must be marked.",
        ),
        Condition(
            "at least 0.4 of what is marked is crack",
            lambda useful: _of_wall(useful).precision >= 0.4,
            betrays="M24",
            why="Too much is extra. With the three pixels of the crack at most seven may be marked: 3 / 7 is above "
            "0.4, and 3 / 8 is below.",
        ),
        Condition(
            "the blank mask has the higher accuracy",
            lambda useful: _of_wall(useful).accuracy < _OF_BLANK.accuracy,
            why="The blank mask has three wrong pixels, all of them missed. Yours must have more: extra ones.",
        ),
    ],
    why="Four extra pixels are one more than the three that the blank mask misses, and accuracy counts nothing "
    "else. Recall, precision and IoU of the crack tell a mason where to look, and the blank mask has none of them.",
)

# --- baseline: the accuracy of the best single answer


def _baseline(truth: np.ndarray) -> float:
    """The right answer."""
    scored = truth[truth != 255]
    return float(np.bincount(scored.astype(np.int64)).max() / scored.size)


def _share_of_class(truth: np.ndarray, class_index: int) -> float:
    """The share of one class among the scored pixels."""
    return float(np.mean(truth[truth != 255] == class_index))


def _random_truth(rng: np.random.Generator, number: int) -> tuple[np.ndarray]:
    """A label map of any integer type, number of classes and shape, with ignored pixels, but never with those alone."""
    num_classes, shape = int(rng.integers(1, 4 + number)), tuple(rng.integers(1, 4 + number, 2))
    weights = rng.dirichlet(np.full(num_classes, 0.5))
    truth = np.where(rng.random(shape) < 0.2, 255, rng.choice(num_classes, shape, p=weights))
    truth[0, 0] = 0
    return (truth.astype(label_maps.DTYPES[number % 4]),)


_ONE_CLASS = "You take one class for the most frequent one in every label map. Count each class."
_NOT_CLASS_1 = (
    "You give the share of all that is not class 1. That can be several classes, and class 1 can be the largest."
)
_COUNT = "You give a number of pixels. An accuracy is their share of all scored pixels."
_CLASS = "You return the index of the most frequent class. The share of its pixels is asked for."
_WRONG_SHARE = "You give the share of the wrong pixels. Accuracy is the share of the right ones."
_RAREST = "You take the rarest class. The best single answer is the most frequent one."
_ALIKE = "You treat the classes as equally frequent. The best answer is the class with most pixels."
_LARGEST_INDEX = "You divide the largest class index. The largest count is needed: np.bincount(scored).max()."
_ROWS = "len of a label map is its number of rows. Divide by the number of scored pixels."
_PER_CENT = "You give per cent. A number from 0 to 1 is asked for."
_WITHOUT_BACKGROUND = "You leave out class 0. It is a class like the others, and its pixels count as scored ones."
_GUESSING = (
    "That is how often a guess by the shares is right. One class, said everywhere, is right as often as it is there."
)


def _counts(truth: np.ndarray) -> np.ndarray:
    """How many scored pixels each class has, without classes that are not there."""
    return np.unique(truth[truth != 255], return_counts=True)[1]


baseline = FunctionQuestion(
    parameters=("truth",),
    cases=[
        Case((drawn("...", ".#.", "..."),), 8 / 9, "one pixel in nine is the object"),
        Case((drawn("##", ".#"),), 0.75, "class 1 is the most frequent"),
        Case((drawn("..1", "122", "222"),), 5 / 9, "there are three classes"),
        Case((drawn(".....", "..##."),), 0.8, "the image is wider than high"),
        Case((drawn("1122", "1133", "1332"),), 5 / 12, "there is no pixel of class 0"),
        Case((drawn("..?", "?#?", "??."),), 0.75, "more pixels are ignored than any class has"),
        Case((drawn("#2?", "2#?", "#??", "3.?"),), 3 / 7, "four classes share seven scored pixels"),
        Case((drawn("77", "77"),), 1.0, "every pixel is of class 7"),
        Case((np.eye(20, dtype=np.uint8),), 0.95, "one class has 380 pixels"),
    ],
    mistakes=[
        Mistake("M05", lambda t: _baseline(t) * np.mean(t != 255)),
        Mistake("M05", lambda t: _baseline(np.where(t == 255, 254, t))),
        Mistake("M05", lambda t: np.bincount(t.flat).max() / np.sum(t != 255)),
        Mistake("M18", lambda t: max(_share_of_class(t, 0), _share_of_class(t, 1))),
        Mistake("M18", lambda t: 1 - _share_of_class(t, 1), _NOT_CLASS_1),
        Mistake("M18", lambda t: max(_share_of_class(t, 1), 1 - _share_of_class(t, 1))),
        Mistake("M18", lambda t: max(_share_of_class(t, 0), 1 - _share_of_class(t, 0))),
        Mistake("M13", lambda t: _baseline(t) // 1),
        Mistake("M28", lambda t: _counts(t).astype(np.uint8).max() / np.sum(t != 255)),
        Mistake("M12", lambda t: _baseline(np.where(t == 0, 255, t)), _WITHOUT_BACKGROUND),
        Mistake("M12", lambda t: _counts(t[t > 0]).max() / np.sum(t != 255), _WITHOUT_BACKGROUND),
        Mistake("M17", lambda t: _counts(t).max() / len(t) ** 2),
        Mistake("M17", lambda t: _baseline(label_maps.top_square(t, len(t)))),
        Mistake("M17", lambda t: _baseline(label_maps.top_square(t, t.shape[1]))),
        Mistake(None, lambda t: _share_of_class(t, 0), _ONE_CLASS),
        Mistake(None, lambda t: _share_of_class(t, 1), _ONE_CLASS),
        Mistake(None, lambda t: _counts(t).max(), _COUNT),
        Mistake(None, lambda t: np.bincount(t[t != 255]).argmax(), _CLASS),
        Mistake(None, lambda t: 1 - _baseline(t), _WRONG_SHARE),
        Mistake(None, lambda t: _counts(t).min() / _counts(t).sum(), _RAREST),
        Mistake(None, lambda t: 1 / len(_counts(t)), _ALIKE),
        Mistake(None, lambda t: np.sum(_counts(t) ** 2) / _counts(t).sum() ** 2, _GUESSING),
        Mistake(None, lambda t: t[t != 255].max() / np.sum(t != 255), _LARGEST_INDEX),
        Mistake(None, lambda t: _counts(t).max() / len(t), _ROWS),
        Mistake(None, lambda t: 100 * _baseline(t), _PER_CENT),
    ],
    reference=_baseline,
    random=_random_truth,
)

SET = exercise_set("ex09", vars())
progress = SET.progress
__getattr__ = moved_from("ex09")
