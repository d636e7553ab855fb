"""Exercise set 3, accuracy and overlap: cases, mistakes and explanations of its questions."""

from collections.abc import Callable
from functools import partial

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks import label_maps
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn, mask
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.overlap_rules import (
    OF_ERRORS,
    OF_IMAGE,
    ONE_MINUS,
    ONLY_COUNTED,
    PER_CENT,
    RULES,
    UPSIDE_DOWN,
    Rule,
    iou_of_masks,
    of_masks,
)
from segmetrics_lab.checks.sets import exercise_set, moved_from
from segmetrics_lab.checks.shares import NAN, Areas, Scores, mean_of_numbers

# --- iou: the IoU of two masks


def _random_masks(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Two masks, larger with the number of the draw; some are empty, some full."""
    shape = tuple(rng.integers(1, 4 + number, 2))
    return rng.random(shape) < rng.choice([0, 0.1, 0.5, 1]), rng.random(shape) < rng.choice([0, 0.1, 0.5, 1])


OF_BOTH = "This is the mean of two IoUs, of the object and of the background. Only that of the object is asked for."
OF_ALL_RIGHT = "Your numerator also counts pixels that neither mask claims. IoU counts only those that both claim."
BUILT_IN_SUM = "Python's own sum adds up rows, and leaves a number for each column. np.sum adds up all pixels."

iou = FunctionQuestion(
    parameters=("truth_mask", "prediction_mask"),
    cases=[
        Case((mask(".##.", ".##."), mask("..##", "..#.")), 0.4, "two pixels are found, two missed and one is extra"),
        Case((mask(".##.", ".##."), mask("..##", "..##")), 1 / 3, "the mask slid by one pixel"),
        Case((mask(".##.", ".##."), mask("..#.", "..#.")), 0.5, "half of the object is found and nothing is extra"),
        Case((mask("#...", "...."), mask("##..", "##..")), 0.25, "the object is found and three pixels are extra"),
        Case((mask("#..", "##.", "###"), mask("..#", ".##", "###")), 0.5, "both masks are stairs"),
        Case((mask("#.", ".."), mask("##", "..")), 0.5, "the object is one pixel, and one more is claimed"),
        Case((mask("###", "###"), mask("###", "###")), 1.0, "both masks are full"),
        Case((mask("##..", "...."), mask("....", "..##")), 0.0, "the masks share nothing"),
        Case((mask("...", "..."), mask("..#", "...")), 0.0, "there is no object, and one pixel was claimed"),
        Case((mask("#..", "##."), mask("...", "...")), 0.0, "there is an object, and nothing was claimed"),
        Case((mask("...", "..."), mask("...", "...")), NAN, "both masks are empty"),
        Case((mask("#"), mask("#")), 1.0, "the image is one pixel, and both masks are full"),
    ],
    mistakes=[
        *[Mistake(belief, of_masks(rule), words) for belief, rule, words in RULES],
        Mistake("M17", lambda t, p: iou_of_masks(t[:, : len(t)], p[:, : len(p)])),
        Mistake(None, lambda t, p: mean_of_numbers([iou_of_masks(t, p), iou_of_masks(~t, ~p)]), OF_BOTH),
        Mistake(None, lambda t, p: sum(t & p) / sum(t | p), BUILT_IN_SUM),
        Mistake(None, lambda t, p: np.sum(t == p) / np.sum(t | p), OF_ALL_RIGHT),
    ],
    reference=lambda t, p: float(metrics.iou_per_class(metrics.confusion_matrix(t, p, 2))[1]),
    random=_random_masks,
)

# --- shifted: predict

shifted = ValueQuestion(
    expected=16 / 34,
    close=0.005,
    why="16 of 25 pixels are shared; 9 are missed and 9 extra, so the union has 34. A step aside costs a column, "
    "one down a row. Each costs twice: pixels leave the intersection, and as many come into the union.",
    mistakes=[
        Mistake("M02", 16 / 50),
        Mistake("M11", 82 / 100),
        Mistake(
            None, 16 / 25, "That is the share of one square that is shared. IoU divides by the union of both squares."
        ),
        Mistake(None, 1 / 7, "That is the example, the square of 2 by 2. A larger one loses less of its pixels."),
        Mistake(
            None, 20 / 30, "That is a square that slid in one direction only. This one slid to the right and down."
        ),
        Mistake(None, 18 / 34, ONE_MINUS),
        Mistake(None, 16 / 18, OF_ERRORS),
        Mistake(None, 16 / 100, OF_IMAGE),
        Mistake(None, 34 / 16, UPSIDE_DOWN),
        Mistake(None, 16, ONLY_COUNTED),
        Mistake(None, 47, PER_CENT),
    ],
    near=0.006,
)

# --- fool: falsify

_SQUARE = np.zeros((10, 10), dtype=np.int64)
_SQUARE[2:7, 2:7] = 1
_of_square = partial(Scores.of, _SQUARE)


def _is_mixed(prediction: np.ndarray) -> bool:
    """Does it find some of the square, miss some of it, and have extra pixels?"""
    (_, extra), (missed, found) = metrics.confusion_matrix(_SQUARE, prediction, 2)
    return min(extra, missed, found) > 0


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
        Condition(
            "each prediction finds some of the object, misses some of it, and has extra pixels",
            lambda *both: all(_is_mixed(made) for made in both),
            why="Look at each prediction alone: it needs at least one found, one missed and one extra pixel.",
        ),
        Condition(
            "accuracy prefers first",
            lambda first, second: _of_square(first).accuracy > _of_square(second).accuracy,
            why="Accuracy counts the wrong pixels, missed and extra ones alike. It prefers the prediction that has "
            "fewer of them.",
        ),
        Condition(
            "IoU prefers second",
            lambda first, second: _of_square(second).iou > _of_square(first).iou,
            why="To IoU the two kinds of errors are not alike: a missed pixel leaves the intersection, an extra one "
            "makes the union larger. Let one prediction have mostly missed pixels, and the other mostly extra ones.",
        ),
    ],
    why="Accuracy charges a missed pixel and an extra one alike. IoU divides by the union, which an extra pixel "
    "makes larger: where little was found, each found pixel counts more than an extra one costs.",
)

# --- both_scores: accuracy, and the IoU of one class, from two label maps

Share = Callable[[np.ndarray, np.ndarray, int], float]
Pixels = Callable[[np.ndarray, np.ndarray], np.ndarray]
Both = Callable[[np.ndarray, np.ndarray, int], list[float]]


def _accuracy(truth: np.ndarray, prediction: np.ndarray, _: int) -> float:
    """The share of right pixels."""
    return float(np.mean(truth == prediction))


def _scored(truth: np.ndarray, _: np.ndarray) -> np.ndarray:
    """Which pixels count."""
    return truth != 255


def _both(rule: Rule = Areas.iou, accuracy: Share = _accuracy, scored: Pixels = _scored) -> Both:
    """Both numbers, with another rule for the IoU, another accuracy, or other pixels that count."""

    def scores(truth: np.ndarray, prediction: np.ndarray, class_index: int) -> list[float]:
        kept = scored(truth, prediction)
        there, claimed = truth[kept], prediction[kept]
        of_class = Areas.of(there == class_index, claimed == class_index)
        return [accuracy(there, claimed, class_index), rule(of_class)]

    return scores


def _reference(truth: np.ndarray, prediction: np.ndarray, class_index: int) -> list[float]:
    """The right answer: the library's."""
    scored = truth != 255
    largest = max(int(truth[scored].max()), int(prediction[scored].max()), class_index, 1)  # two classes at least
    matrix = metrics.confusion_matrix(truth, np.where(scored, prediction, 0), largest + 1)
    return [metrics.pixel_accuracy(matrix), float(metrics.iou_per_class(matrix)[class_index])]


def _random_maps_and_class(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Two label maps, at least one pixel of them scored, and a class that may be in neither."""
    truth, prediction, num_classes = label_maps.random_maps(rng, number, undecided=0)
    if (truth == 255).all():
        truth[0, 0] = prediction[0, 0] = 0
    return truth, prediction, int(rng.integers(num_classes))


def _logical(truth: np.ndarray, prediction: np.ndarray, class_index: int) -> list[float]:
    """Whatever is not class 0 overlaps."""
    accuracy, _ = _both()(truth, prediction, class_index)
    there, claimed = truth[truth != 255] != 0, prediction[truth != 255] != 0
    return [accuracy, Areas.of(there, claimed).iou()]


AGAINST_THE_REST = (
    "Your accuracy asks only whether both maps agree on this one class. Pixel accuracy is about all classes: a pixel "
    "of class 1 that is called 2 is wrong, whichever class is asked for."
)
OF_THE_CLASS = "Your accuracy looks at the pixels of the class only. Pixel accuracy divides by all scored pixels."
WRONG_SHARE = "Your accuracy is the share of the wrong pixels. Accuracy is the share of the right ones."
RIGHT_PIXELS = "Your accuracy is a number of pixels. It is a share: divide by the number of scored pixels."
ALWAYS_ONE = "You give the IoU of class 1, whatever is asked for. Compare both maps with class_index."
OTHER_ORDER = "Both numbers are right, but the accuracy comes first."
ONE_NUMBER = "You give one number. A list of two is asked for: the accuracy, then the IoU of the class."

both_scores = FunctionQuestion(
    parameters=("truth", "prediction", "class_index"),
    cases=[
        Case((drawn("..#", ".##"), drawn("..#", "..#"), 1), [5 / 6, 2 / 3], "one pixel of class 1 is missed"),
        Case((drawn("..#", ".##"), drawn("..#", "..#"), 0), [5 / 6, 3 / 4], "class 0 is asked for"),
        Case((drawn("..#", ".22", "222"), drawn("..#", ".12", ".22"), 2), [7 / 9, 3 / 5], "there are three classes"),
        Case((drawn("..#", ".22", "222"), drawn("..#", ".12", ".22"), 1), [7 / 9, 1 / 2], "class 2 was called 1 and 0"),
        Case((*label_maps.WITH_IGNORED[:2], 1), [6 / 7, 2 / 3], "two pixels are ignored"),
        Case((*label_maps.WIDE[:2], 1), [0.8, 2 / 3], "the image is wider than high"),
        Case((drawn(".##?", "..#."), drawn("..#?", "..##"), 1), [5 / 7, 1 / 2], "both maps hold 255 in one place"),
        Case((drawn(".#", ".."), drawn("..", ".."), 1), [3 / 4, 0.0], "class 1 is there, but was never predicted"),
        Case((drawn("...", "..."), drawn("..2", "..."), 2), [5 / 6, 0.0], "class 2 was predicted, but is not there"),
        Case((drawn(".#", "##"), drawn("##", ".#"), 2), [1 / 2, NAN], "class 2 is in neither map"),
        Case((drawn("..?"), drawn(".#2"), 2), [1 / 2, NAN], "class 2 is predicted on an ignored pixel only"),
        Case((drawn("?.#", "?.#"), drawn("#.#", ".##"), 1), [3 / 4, 2 / 3], "a whole column is ignored"),
        Case((drawn("3#", "##"), drawn("##", "##"), 1), [3 / 4, 3 / 4], "class 3 is there, but class 1 is asked for"),
        Case((drawn(".#"), drawn("#."), 1), [0.0, 0.0], "no pixel is right"),
        Case((drawn(".2", "2."), drawn(".2", "2."), 2), [1.0, 1.0], "every pixel is right"),
    ],
    mistakes=[
        Mistake("M05", _both(scored=lambda t, _: np.ones(t.shape, dtype=bool))),
        Mistake("M05", lambda t, p, c: [_accuracy(t, p, c), _both()(t, p, c)[1]]),
        Mistake("M05", lambda t, p, c: [_both()(t, p, c)[0], iou_of_masks(t == c, p == c)]),
        Mistake("M05", lambda t, p, c: [float(np.sum((t == p) & (t != 255)) / t.size), _both()(t, p, c)[1]]),
        Mistake("M05", lambda t, p, c: _both()(np.where(t == 255, 0, t), p, c)),
        Mistake("M06", _both(scored=lambda _, p: p != 255)),
        Mistake(None, _both(accuracy=lambda t, p, c: float(np.mean((t == c) == (p == c)))), AGAINST_THE_REST),
        Mistake(None, _both(accuracy=lambda t, p, c: Areas.of(t == c, p == c).recall()), OF_THE_CLASS),
        Mistake(None, _both(accuracy=lambda t, p, c: 1 - _accuracy(t, p, c)), WRONG_SHARE),
        Mistake(None, _both(accuracy=lambda t, p, _: float(np.sum(t == p))), RIGHT_PIXELS),
        Mistake("M13", _both(accuracy=lambda t, p, c: _accuracy(t, p, c) // 1)),
        *[Mistake(belief, _both(rule), words) for belief, rule, words in RULES],
        Mistake("M17", lambda t, p, c: _both()(t[:, : len(t)], p[:, : len(p)], c)),
        Mistake("M29", _logical),
        Mistake(None, lambda t, p, _: _both()(t, p, 1), ALWAYS_ONE),
        Mistake(None, lambda t, p, c: _both()(t, p, c)[::-1], OTHER_ORDER),
        Mistake(None, lambda t, p, c: [100 * score for score in _both()(t, p, c)], PER_CENT),
        Mistake(None, lambda t, p, c: _both()(t, p, c)[0], ONE_NUMBER),
        Mistake(None, lambda t, p, c: _both()(t, p, c)[1], ONE_NUMBER),
    ],
    reference=_reference,
    random=_random_maps_and_class,
)

# --- half: choose

half = ChoiceQuestion()

SET = exercise_set("ex03", vars())
progress = SET.progress
__getattr__ = moved_from("ex03")
