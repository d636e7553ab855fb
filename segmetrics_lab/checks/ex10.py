"""Exercise set 10, remedies: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks import label_maps
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set, moved_from
from segmetrics_lab.checks.shares import NAN, Areas, Scores, areas_of_maps, mean_of_numbers, share

# --- wet: choose

wet = ChoiceQuestion()

# --- unmoved: falsify

_WALL, _BEFORE = np.zeros((2, 10, 10), dtype=np.int64)
_WALL[2:7, 4] = 1
_BEFORE[2:4, 4] = _BEFORE[2, 5] = 1
_of_wall = partial(Scores.of, _WALL)
_OF_BEFORE = _of_wall(_BEFORE)


unmoved = MakingQuestion(
    shape=_WALL.shape,
    fixed={"truth": _WALL, "before": _BEFORE},
    scores=lambda after: {
        f"{score} {when}": getattr(scores, score)
        for score in ("accuracy", "recall", "precision", "iou")
        for when, scores in (("before", _OF_BEFORE), ("after", _of_wall(after)))
    },
    conditions=[
        Condition(
            "at least four of the five pixels of the crack are found",
            lambda after: _of_wall(after).recall >= 0.8,
            why="The crack has five pixels, wall[2:7, 4]: rows 2 to 6 of column 4. Mark four of them, or all.",
        ),
        Condition(
            "the accuracy is not higher than before",
            lambda after: _of_wall(after).accuracy <= _OF_BEFORE.accuracy,
            why="Yours is better: it has fewer wrong pixels than before, where three are missed and one is extra. Mark "
            "some more beside the crack.",
        ),
        Condition(
            "the accuracy is not lower than before",
            lambda after: _of_wall(after).accuracy >= _OF_BEFORE.accuracy,
            why="Yours has too many wrong pixels. Before, three are missed and one is extra: missed and extra together "
            "may be four.",
        ),
    ],
    why="Four pixels are wrong as before, but now most of them are extra, and few are missed. Recall and IoU rise, "
    "precision pays, and accuracy says that nothing has happened. That is what a mild step of the threshold does.",
)

# --- chosen: a threshold for a brief, chosen on the validation scenes with the really trained forest

_OF_TEST = "A higher threshold finds 0.50 as well: 0.20 is the choice of the test scenes, which are there to judge."
_TOO_HIGH = "On the validation scenes 0.30 finds only 0.42 of the object. Accuracy and training scenes may not choose."

chosen = ValueQuestion(
    expected=0.25,
    close=0.01,
    why="On the validation scenes, 0.25 finds 0.51 of the object and 0.30 only 0.42. On the test scenes 0.25 then "
    "finds 0.46: a choice often keeps less than it promised, and only scenes that did not choose can tell.",
    mistakes=[
        Mistake("M20", 0.20, _OF_TEST),
        Mistake(None, 0.30, _TOO_HIGH),
        Mistake(None, 0.05, "0.05 finds most, with most extra pixels. The brief takes the highest that finds 0.50."),
        Mistake(None, 0.95, "0.95 has no extra pixel, and finds nothing. The brief wants 0.50 of the object first."),
        Mistake(None, 0.50, "The 0.50 of the brief is a recall, not a threshold. At threshold 0.50 far less is found."),
        Mistake(None, 0.512, "That is the recall which the threshold reaches. The threshold itself is asked for."),
    ],
    near=0.004,
)

# --- mean_recall: a score on which the blank mask does not win


def _mean_of(rule: Callable[[Areas], float]) -> Callable[[np.ndarray, np.ndarray, int], float]:
    """The mean of what a rule makes of the areas of each class; a class of which it makes NaN is left out."""
    return lambda *maps: mean_of_numbers([rule(areas) for areas in areas_of_maps(*maps)])


_by_areas = _mean_of(Areas.recall)
_claimed_by_there = _mean_of(lambda a: share(a.claimed, a.there))


def _recalls(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> list[float]:
    """The recall of each class."""
    return [areas.recall() for areas in areas_of_maps(truth, prediction, num_classes)]


def _mean_recall(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> float:
    """The right answer: the library's, with one more class for pixels that the prediction does not decide."""
    return metrics.mean_recall(label_maps.matrix_with_undecided(truth, prediction, num_classes))


def _in_bytes(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> float:
    """The same from pairs that are numbered in bytes."""
    return metrics.mean_recall(
        label_maps.matrix_in_bytes(truth, label_maps.decided(prediction, num_classes), num_classes + 1)
    )


def _filled(truth: np.ndarray, prediction: np.ndarray, num_classes: int, filling: np.ndarray | int) -> float:
    """The mean recall if something else stands where the prediction does not decide."""
    return _mean_recall(truth, np.where(prediction == 255, filling, prediction), num_classes)


_PER_CENT = "You give per cent. A number from 0 to 1 is asked for."
_IS_IOU = "That is the mean IoU, which divides by the union. Recall divides by what is there."
_IS_DICE = "That is the mean Dice, which divides by both areas. Recall divides by what is there."
_NOT_THE_LAST = "You leave the last class out. range(num_classes) ends at num_classes - 1 by itself."
_ZEROS_OUT = "You leave classes of recall 0 out. That is the worst score, but it is one."
_MEDIAN = "You take the median of the recalls. The mean is asked for."
_SUM = "You add the recalls. Divide the sum by the number of classes that are in the truth."
_MISSED = "You give what is missed. Recall is the share that is found."
_BY_ALL = "You divide by all scored pixels. The recall of a class divides by the pixels of this class."
_NOT_SHARED = "You divide what is claimed by what is there. Only where both maps say the class is it found."
_ALL_IGNORED = "Where every pixel is ignored you give a number. There is no class in the truth, so the answer is NaN."
_UNDECIDED = "Where the prediction is 255 it does not decide: such a pixel is missed. You count it as {}."
_OF_ONE = "You give the recall of {} alone. The mean is over all classes that are in the truth."
_CLAIMED = "In your function the prediction decides which classes are in the mean. That is for the truth to say."

_TRUTH_OF_22, _PREDICTION_OF_22 = (
    np.array(rows, dtype=np.uint8) for rows in ([[20, 15, 3], [18, 15, 3]], [[20, 15, 3], [15, 15, 4]])
)

RULES: Sequence[tuple[str | None, Callable[[Areas], float], str]] = (
    ("M11", Areas.accuracy, ""),
    ("M11", lambda a: a.accuracy() if a.there else NAN, ""),
    ("M03", Areas.precision, ""),
    ("M03", lambda a: a.precision(of_nothing=0.0), ""),
    ("M03", lambda a: a.precision(of_nothing=0.0) if a.there else NAN, ""),
    (None, Areas.iou, _IS_IOU),
    (None, lambda a: a.iou() if a.there else NAN, _IS_IOU),
    (None, Areas.dice, _IS_DICE),
    (None, lambda a: a.dice() if a.there else NAN, _IS_DICE),
    ("M07", lambda a: a.recall(of_nothing=0.0) if a.image else NAN, ""),
    ("M08", lambda a: a.recall(of_nothing=1.0) if a.image else NAN, ""),
    ("M13", lambda a: a.recall() // 1, ""),
    (None, lambda a: a.recall() if a.claimed else NAN, _CLAIMED),
    (None, lambda a: a.recall(of_nothing=0.0) if a.claimed else NAN, _CLAIMED),
    (None, lambda a: a.recall() or NAN, _ZEROS_OUT),
    (None, lambda a: 1 - a.recall(), _MISSED),
    (None, lambda a: 100 * a.recall(), _PER_CENT),
    (None, lambda a: a.shared / a.image if a.there else NAN, _BY_ALL),
)
"""What is made of each class in place of its recall: the id of the misconception, or words of its own."""

mean_recall = FunctionQuestion(
    parameters=("truth", "prediction", "num_classes"),
    cases=[
        Case((drawn("...", "...", "..#"), drawn("...", "...", "..."), 2), 0.5, "the prediction is a blank mask"),
        Case((drawn("..#", ".##", "..."), drawn(".##", ".##", "#.."), 2), 5 / 6, "there are two classes"),
        Case(
            (drawn("..#", ".22", "222"), drawn("...", "122", "22."), 3), (2 / 3 + 4 / 5) / 3, "there are three classes"
        ),
        Case((drawn("..##", "2233"), drawn("..#2", "22.3"), 4), 3 / 4, "there are four classes"),
        Case(label_maps.WIDE, (2 / 3 + 4 / 5 + 1) / 3, "the image is wider than high"),
        Case(label_maps.WITH_IGNORED, 8 / 9, "two pixels are ignored"),
        Case(label_maps.WITH_UNDECIDED, (3 / 4 + 2 / 3 + 1) / 3, "the prediction does not decide one pixel (255)"),
        Case((drawn("....", "##22"), drawn("?.#.", "#??2"), 3), 0.5, "the prediction leaves three pixels open (255)"),
        Case((drawn("??..", "?###"), drawn("..#?", "###?"), 2), 1 / 3, "three pixels are ignored, two not decided"),
        Case(label_maps.WITH_ABSENT, 0.75, "two classes are in neither map"),
        Case((drawn("..", ".."), drawn(".#", ".."), 2), 0.75, "class 1 is claimed, but not there"),
        Case((drawn("..##", "..##"), drawn("22.#", "..##"), 4), 5 / 8, "class 2 is claimed, but not there"),
        Case(label_maps.MANY_CLASSES, 2 / 3, "there are twenty classes, in bytes"),
        Case((_TRUTH_OF_22, _PREDICTION_OF_22, 22), (1 + 1 + 0 + 1 / 2) / 4, "there are 22 classes, in bytes"),
        Case((drawn("?#"), drawn("##"), 2), 1.0, "one pixel is scored"),
        Case((drawn("??", "??"), drawn(".#", "#."), 2), NAN, "every pixel is ignored"),
        Case((drawn("???"), drawn("..2"), 3), NAN, "every pixel of three is ignored"),
    ],
    mistakes=[
        Mistake("M09", lambda t, p, _: float(np.mean((t == p)[t != 255]))),
        Mistake("M09", lambda t, p, _: float(np.mean(t == p))),
        *[Mistake(belief, _mean_of(rule), words) for belief, rule, words in RULES],
        Mistake("M03", lambda t, p, k: _by_areas(p, t, k)),
        Mistake("M07", lambda t, p, k: np.nan_to_num(_mean_recall(t, p, k)), _ALL_IGNORED),
        Mistake("M08", lambda t, p, k: np.nan_to_num(_mean_recall(t, p, k), nan=1.0), _ALL_IGNORED),
        Mistake("M14", lambda t, p, k: float(np.mean(_recalls(t, p, k)))),
        Mistake("M12", lambda t, p, k: mean_of_numbers(_recalls(t, p, k)[1:])),
        Mistake(None, lambda t, p, k: mean_of_numbers(_recalls(t, p, k)[:-1]), _NOT_THE_LAST),
        Mistake(None, lambda t, p, k: _recalls(t, p, k)[1], _OF_ONE.format("class 1")),
        Mistake(None, lambda t, p, k: _recalls(t, p, k)[-1], _OF_ONE.format("the last class")),
        Mistake(None, lambda t, p, k: _recalls(t, p, k)[0], _OF_ONE.format("class 0")),
        Mistake("M18", lambda t, p, _: _by_areas(t, p, 2)),
        Mistake("M18", lambda t, p, _: _by_areas(np.where(t == 255, t, t > 0), np.where(p == 255, p, p > 0), 2)),
        Mistake("M05", lambda t, p, _: np.mean([np.mean(p[t == k] == k) for k in np.unique(t)])),
        Mistake("M06", lambda t, p, k: _by_areas(t[p != 255], p[p != 255], k)),
        Mistake(None, lambda t, p, k: _filled(t, p, k, 0), _UNDECIDED.format("class 0")),
        Mistake(None, lambda t, p, k: _filled(t, p, k, k - 1), _UNDECIDED.format("the last class")),
        Mistake(None, lambda t, p, k: _filled(t, p, k, t), _UNDECIDED.format("found")),
        Mistake(None, lambda t, p, k: float(np.nanmedian(_recalls(t, p, k))), _MEDIAN),
        Mistake(None, lambda t, p, k: float(np.nansum(_recalls(t, p, k))), _SUM),
        Mistake("M13", lambda t, p, k: _mean_recall(t, p, k) // 1),
        Mistake(
            "M17", lambda t, p, k: _mean_recall(label_maps.top_square(t, len(t)), label_maps.top_square(p, len(t)), k)
        ),
        Mistake("M28", _in_bytes),
        Mistake(None, lambda t, p, k: _claimed_by_there(np.asarray(np.where(t == 255, k, t)), p, k), _NOT_SHARED),
    ],
    reference=_mean_recall,
    random=label_maps.random_maps,
)

SET = exercise_set("ex10", vars())
progress = SET.progress
__getattr__ = moved_from("ex10")
