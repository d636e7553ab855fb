"""Exercise set 4, many classes: cases, mistakes and explanations of its questions."""

from collections.abc import Callable

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks import label_maps
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.overlap_rules import ADDED_UP, RULES, Rule, iou_of_masks
from segmetrics_lab.checks.sets import exercise_set, moved_from
from segmetrics_lab.checks.shares import NAN, areas_of_maps, areas_of_matrix, mean_of_numbers

# --- mean_iou: the mean over the classes of a matrix


def _means(rule: Rule) -> list[Callable[[np.ndarray], float]]:
    """The mean over the classes; where the rule gives NaN a class is left out, or counts as 0, unless it is nowhere."""
    return [
        lambda m: mean_of_numbers([rule(a) for a in areas_of_matrix(m)]),
        lambda m: mean_of_numbers(np.nan_to_num([rule(a) for a in areas_of_matrix(m)])),
        lambda m: mean_of_numbers(np.nan_to_num([rule(a) for a in areas_of_matrix(m) if a.union])),
    ]


def _ious(matrix: np.ndarray) -> list[float]:
    """The IoU of each class."""
    return [areas.iou() for areas in areas_of_matrix(matrix)]


def _random_matrix(rng: np.random.Generator, number: int) -> tuple[np.ndarray]:
    """A matrix of counts of 2 to 9 classes; some classes are in neither map, but never all."""
    size = 2 + number % 8
    matrix = rng.integers(0, 10 ** (1 + number % 5), (size, size))
    absent = rng.random(size) < 0.2
    matrix[absent], matrix[:, absent] = 0, 0
    matrix[0, 0] += 1
    return (matrix,)


BY_AREA = "You weigh each class by its pixels, so the large ones decide. In a mean over classes all weigh the same."
POOLED = "You add up the pixels of all classes, then divide. First give each class its own IoU, then take the mean."
NO_LAST = "The last class is missing. The classes are range(n), which stops before n by itself."
OF_CLASS_1 = "You give the IoU of class 1. The mean is over all classes, however many there are."
LEAVE_OUT = "A class that is in neither map has no IoU: 0 / 0. Leave it out, before you divide or in the mean."
MEDIAN = "This is the median, the value in the middle. The mean is their sum, divided by their number."
FOR_EACH = "You give one value for each class. One number is asked for: their mean."

mean_iou = FunctionQuestion(
    parameters=("matrix",),
    cases=[
        Case((np.array([[2, 1], [3, 4]]),), (2 / 6 + 4 / 8) / 2, "there are two classes"),
        Case((np.array([[1, 1, 0], [1, 8, 1], [2, 4, 56]]),), (0.2 + 8 / 15 + 8 / 9) / 3, "there are three classes"),
        Case((np.array([[1, 1, 0], [2, 1, 0], [0, 0, 4]]),), 0.5, "one of three classes has no error"),
        Case((np.array([[3, 1], [0, 0]]),), 0.375, "a class is not in the truth, but was predicted"),
        Case((np.array([[3, 0], [2, 0]]),), 0.3, "a class is in the truth, but was never predicted"),
        Case((np.array([[4, 0, 2], [1, 0, 0], [0, 0, 0]]),), 4 / 21, "two of three classes have no right pixel"),
        Case(
            (np.array([[3, 1, 0, 0], [1, 5, 0, 2], [0, 0, 0, 0], [0, 1, 0, 2]]),), 0.5, "one of four classes is nowhere"
        ),
        Case((np.array([[0, 0, 0], [0, 4, 1], [0, 1, 2]]),), (4 / 6 + 2 / 4) / 2, "the first class is nowhere"),
        Case((np.array([[5, 0], [0, 0]]),), 1.0, "only the first class is there, and every pixel is right"),
    ],
    mistakes=[
        Mistake("M09", metrics.pixel_accuracy),
        Mistake("M14", lambda m: float(np.mean(_ious(m))), LEAVE_OUT),
        *[Mistake(belief, mean, words) for belief, rule, words in RULES for mean in _means(rule)],
        Mistake("M12", lambda m: mean_of_numbers(_ious(m)[1:])),
        Mistake("M18", lambda m: mean_of_numbers(_ious(m[:2, :2]))),
        Mistake("M18", lambda m: _ious(m[:2, :2])[1], OF_CLASS_1),
        Mistake("M18", lambda m: _ious(m.reshape(2, 2))[1], OF_CLASS_1),
        Mistake("M09", metrics.frequency_weighted_iou, BY_AREA),
        Mistake(
            "M09",
            lambda m: sum(a.shared for a in areas_of_matrix(m)) / sum(a.union for a in areas_of_matrix(m)),
            POOLED,
        ),
        Mistake(None, lambda m: mean_of_numbers(_ious(m)[:-1]), NO_LAST),
        Mistake(None, lambda m: float(np.nansum(_ious(m))), ADDED_UP),
        Mistake(None, lambda m: float(np.nanmedian(_ious(m))), MEDIAN),
        Mistake(None, _ious, FOR_EACH),
        Mistake(None, lambda m: [iou for iou in _ious(m) if not np.isnan(iou)], FOR_EACH),
    ],
    reference=metrics.mean_iou,
    random=_random_matrix,
)

# --- fair_mean: predict

AS_REPORTED = (
    "That is the mean as it was reported, with seven votes for classes that are nowhere. Take these out first."
)

FOR_ALL_TEN = "That is 1.5 shared among ten classes, of which seven are nowhere. Divide it by the three that are there."

fair_mean = ValueQuestion(
    expected=0.5,
    close=0.005,
    why="Ten IoUs with a mean of 0.85 add up to 8.5. Seven of them are a 1 for nothing, so three classes have 1.5.",
    mistakes=[
        Mistake("M07", 0.15, FOR_ALL_TEN),
        Mistake(None, 0.05, "You divide by three, but 0.85 is a mean of ten: take the seven off ten times 0.85."),
        Mistake("M08", 0.85, AS_REPORTED),
        Mistake(None, 8.5 / 3, "You take nothing off. The seven classes that count as 1 are 7 of the sum of 8.5."),
        Mistake(None, 0.85 * 3 / 10, "You take three tenths of the reported mean. Work with the sum of the ten IoUs."),
        Mistake(None, 1.5, ADDED_UP),
        Mistake(None, 50, "You give per cent. A mean IoU is a share, from 0 to 1."),
    ],
    near=0.006,
)

# --- two_means: falsify

MARGIN = 1e-9


def _dice(ious: np.ndarray) -> np.ndarray:
    """The Dice of masks with these IoUs."""
    return 2 * ious / (1 + ious)


two_means = MakingQuestion(
    shape=(2,),
    classes=None,
    scores=lambda first, second: {
        "mean IoU of first": float(first.mean()),
        "mean IoU of second": float(second.mean()),
        "mean Dice of first": float(_dice(np.maximum(first, 0)).mean()),
        "mean Dice of second": float(_dice(np.maximum(second, 0)).mean()),
    },
    conditions=[
        Condition(
            "all four IoUs are from 0 to 1",
            lambda *both: all(((made >= 0) & (made <= 1)).all() for made in both),
            why="An IoU is a share: 0 where nothing is shared, 1 where everything is.",
        ),
        Condition(
            "first and second are not the wrong way round",
            lambda first, second: first.mean() < second.mean() or _dice(first).mean() >= _dice(second).mean(),
            why="Dice prefers your second, and IoU does not. Exchange the two.",
        ),
        Condition(
            "mean IoU prefers second",
            lambda first, second: bool(second.mean() > first.mean() + MARGIN),
            why="The mean IoU of second must be the larger one. Raise one of its IoUs a little.",
        ),
        Condition(
            "mean Dice prefers first",
            lambda first, second: bool(_dice(first).mean() > _dice(second).mean() + MARGIN),
            why="Dice rises fast where the IoU is low, and slowly where it is high. So a mean of Dice likes two "
            "middling classes better than a strong one beside a weak one.",
        ),
    ],
    why="For one class Dice and IoU never disagree. Their means can: from a weak class to a middling one Dice gains "
    "more than IoU does, and from a middling one to a strong one less.",
)

# --- class_ious: the IoU of each class, from two label maps

Maps = Callable[[np.ndarray, np.ndarray, int], list[float]]


def _class_ious(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> list[float]:
    """The right answer: the library's, with one more class for pixels that the prediction does not decide."""
    matrix = label_maps.matrix_with_undecided(truth, prediction, num_classes)
    return [float(value) for value in metrics.iou_per_class(matrix)[:num_classes]]


def _of_classes(rule: Rule) -> Maps:
    """For each class, what a rule makes of its areas."""
    return lambda *maps: [rule(areas) for areas in areas_of_maps(*maps)]


def _ious_where(scored: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Maps:
    """The IoUs, if other pixels are scored."""
    return lambda t, p, k: [iou_of_masks((t == c) & scored(t, p), (p == c) & scored(t, p)) for c in range(k)]


def _in_bytes(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> list[float]:
    """The same from pairs that are numbered in bytes."""
    matrix = label_maps.matrix_in_bytes(truth, label_maps.decided(prediction, num_classes), num_classes + 1)
    return [float(value) for value in metrics.iou_per_class(matrix)[:num_classes]]


def _looked_for_everywhere(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> list[float]:
    """0 for a class that is predicted on ignored pixels only."""
    ious = _class_ious(truth, prediction, num_classes)
    return [0.0 if np.isnan(iou) and np.any(prediction == c) else iou for c, iou in enumerate(ious)]


UNDECIDED = "You count a pixel that the prediction leaves open (255) as a claim. It claims no class, it misses one."
ON_IGNORED = "A class that is predicted on ignored pixels only gets 0. Among the scored pixels it is nowhere: NaN."
NO_PLACE = "You leave out classes. Each from 0 to num_classes - 1 has a place in the list, with NaN if it is nowhere."
FROM_ONE = "You begin with class 1. Class indices begin with 0: range(num_classes)."
ONE_NUMBER = "You give one number. A list is asked for, with the IoU of each class."

class_ious = FunctionQuestion(
    parameters=("truth", "prediction", "num_classes"),
    cases=[
        Case((drawn("..#", ".##", "..."), drawn("..#", "..#", "#.."), 2), [5 / 7, 0.5], "there are two classes"),
        Case((drawn("..#", ".22", "222"), drawn("..#", ".12", ".22"), 3), [0.75, 0.5, 0.6], "there are three classes"),
        Case(label_maps.WIDE, [2 / 3, 2 / 3, 2 / 3], "the image is wider than high"),
        Case(label_maps.WITH_IGNORED, [1.0, 2 / 3, 2 / 3], "two pixels are ignored"),
        Case(label_maps.WITH_UNDECIDED, [0.75, 0.5, 1.0], "the prediction does not decide one pixel (255)"),
        Case((drawn(".##?", "..#."), drawn("??#.", "..#."), 2), [0.75, 2 / 3], "both maps hold 255"),
        Case((drawn(".##", "..."), drawn("...", "..."), 2), [2 / 3, 0.0], "class 1 is there, but never predicted"),
        Case((drawn("...", "..."), drawn("..2", "..."), 3), [5 / 6, NAN, 0.0], "class 2 is predicted, but not there"),
        Case(label_maps.WITH_ABSENT, [2 / 3, NAN, 0.5, NAN], "two classes are in neither map"),
        Case((drawn("..?", "?##"), drawn("..2", "2#."), 3), [2 / 3, 0.5, NAN], "all of class 2 is on ignored pixels"),
        Case(
            label_maps.MANY_CLASSES, [NAN] * 13 + [0.0, 2 / 3] + [NAN] * 4 + [1.0], "there are twenty classes, in bytes"
        ),
    ],
    mistakes=[
        Mistake("M29", lambda t, p, k: [iou_of_masks((t != 0)[t != 255], (p != 0)[t != 255])] * k),
        Mistake("M05", _ious_where(lambda t, _: np.ones(t.shape, dtype=bool))),
        Mistake("M05", lambda t, p, k: _class_ious(np.where(t == 255, 0, t), p, k)),
        Mistake("M05", lambda t, p, k: _class_ious(np.where(t == 255, 0, t), np.where(t == 255, 0, p), k)),
        Mistake("M05", lambda t, p, k: _class_ious(np.asarray(np.where(t == 255, p, t)), p, k)),
        Mistake("M06", _ious_where(lambda _, p: p != 255)),
        Mistake("M06", _ious_where(lambda t, p: (t != 255) & (p != 255))),
        *[Mistake(belief, _of_classes(rule), words) for belief, rule, words in RULES],
        Mistake("M12", lambda t, p, k: _class_ious(t, p, k)[1:]),
        Mistake("M17", lambda t, p, k: _class_ious(t[:, : len(t)], p[:, : len(p)], k)),
        Mistake("M18", lambda t, p, k: [*_class_ious(np.where(t == 255, t, t != 0), p != 0, 2), *[NAN] * (k - 2)]),
        Mistake("M28", _in_bytes),
        Mistake(None, lambda t, p, k: _class_ious(t, np.where(p == 255, 0, p), k), UNDECIDED),
        Mistake(None, lambda t, p, k: _class_ious(t, np.minimum(p, k - 1), k), UNDECIDED),
        Mistake(None, _looked_for_everywhere, ON_IGNORED),
        Mistake(None, lambda t, p, k: [iou for iou in _class_ious(t, p, k) if not np.isnan(iou)], NO_PLACE),
        Mistake(None, lambda t, p, k: _class_ious(t, p, k)[:-1], NO_LAST),
        Mistake(None, lambda t, p, k: [*_class_ious(t, p, k)[1:], NAN], FROM_ONE),
        Mistake(None, lambda t, p, k: mean_of_numbers(_class_ious(t, p, k)), ONE_NUMBER),
    ],
    reference=_class_ious,
    random=label_maps.random_maps,
)

# --- mistaken: diagnose

mistaken = ChoiceQuestion()

SET = exercise_set("ex04", vars())
progress = SET.progress
__getattr__ = moved_from("ex04")
