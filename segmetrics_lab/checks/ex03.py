"""Exercise set 3, accuracy and overlap: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks import label_maps
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn, mask
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set
from segmetrics_lab.checks.shares import NAN, Areas, Scores, areas_of_maps, areas_of_matrix, mean_of_numbers, share

# --- wrong rules for the IoU of one class, of which all functions of this set consist

PER_CENT = "You give per cent. An IoU is a share, from 0 to 1: leave out the factor of 100."
UPSIDE_DOWN = "You divide the union by the intersection. It is the other way round, so an IoU is never above 1."
ONE_MINUS = "This is 1 minus the IoU: the share of the union that is wrong. The IoU is the share that is right."
ONLY_COUNTED = "You give the number of shared pixels. An IoU is a share: divide by the number of pixels of the union."
OF_IMAGE = "You divide by all pixels of the image, however much empty background it has. IoU divides by the union."
OF_ERRORS = "You divide by the pixels on which the two maps differ. The shared pixels belong to the union as well."
OF_ONE = "You divide by one area only, the larger or the smaller of the two. The union holds the pixels of both."
OF_AREAS = "You compare how large the areas are. Two areas of one size can lie far apart and share nothing."
OF_THE_REST = "This is the IoU of all that is not the class, its background. Only the class itself is asked for."
PRECEDENCE = "Python divides before it adds or subtracts: put all that stands below the line in parentheses."
ONE_MORE = "You add 1 to what is counted, and each score changes with it. Divide the counts as they are."
NOT_UNDEFINED = (
    "You treat an IoU as undefined although its union has pixels. Where none of them is shared it is 0, and counts; "
    "only an empty union makes it NaN."
)


Rule = Callable[[Areas], float]
OF_ANY_UNION: Sequence[tuple[str | None, Rule, str]] = (
    ("M01", Areas.precision, ""),
    ("M39", Areas.recall, ""),
    ("M02", lambda a: share(a.shared, a.there + a.claimed), ""),
    ("M10", Areas.dice, ""),
    ("M11", Areas.accuracy, ""),
    ("M13", lambda a: a.iou() // 1, ""),
    (None, lambda a: a.iou() if a.there else NAN, NOT_UNDEFINED),
    (None, lambda a: a.iou() if a.claimed else NAN, NOT_UNDEFINED),
    (None, lambda a: a.iou() if a.there and a.claimed else NAN, NOT_UNDEFINED),
    (None, lambda a: a.iou() or NAN, NOT_UNDEFINED),
    (None, lambda a: a.shared / a.image, OF_IMAGE),
    (None, lambda a: a.shared, ONLY_COUNTED),
    (None, lambda a: share(a.union, a.shared), UPSIDE_DOWN),
    (None, lambda a: share(a.shared, a.union - a.shared), OF_ERRORS),
    (None, lambda a: 100 * a.iou(), PER_CENT),
    (None, lambda a: 1 - a.iou(), ONE_MINUS),
    (None, lambda a: share(a.shared, a.there) + a.claimed - a.shared, PRECEDENCE),
    (None, lambda a: a.shared / (a.there + a.claimed) - a.shared, PRECEDENCE),
    (None, lambda a: a.shared / max(a.there, a.claimed), OF_ONE),
    (None, lambda a: share(a.shared, min(a.there, a.claimed)), OF_ONE),
    (None, lambda a: min(a.there, a.claimed) / max(a.there, a.claimed), OF_AREAS),
    (None, lambda a: share(a.image - a.union, a.image - a.shared), OF_THE_REST),
    (None, lambda a: (a.shared + 1) / (a.union + 1), ONE_MORE),
    (None, lambda a: a.shared / (a.union + 1), ONE_MORE),
)
RULES: Sequence[tuple[str | None, Rule, str]] = (
    ("M07", lambda a: a.iou(of_nothing=0.0), ""),
    ("M08", lambda a: a.iou(of_nothing=1.0), ""),
    ("M11", Areas.accuracy, ""),
    *((belief, lambda a, rule=rule: rule(a) if a.union else NAN, words) for belief, rule, words in OF_ANY_UNION),
)
"""Each with the id of its misconception, or with words of its own."""

# --- iou: the IoU of two masks


def _of_masks(rule: Rule) -> Callable[[np.ndarray, np.ndarray], float]:
    """What a rule makes of two masks."""
    return lambda truth_mask, prediction_mask: rule(Areas.of(truth_mask, prediction_mask))


_iou = _of_masks(Areas.iou)


def _random_masks(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Two masks, larger with the number of the draw; some are empty, some full."""
    shape = tuple(rng.integers(1, 4 + number, 2))
    return rng.random(shape) < rng.choice([0, 0.1, 0.5, 1]), rng.random(shape) < rng.choice([0, 0.1, 0.5, 1])


OF_BOTH = "This is the mean of two IoUs, of the object and of the background. Only that of the object is asked for."
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
        *[Mistake(belief, _of_masks(rule), words) for belief, rule, words in RULES],
        Mistake("M17", lambda t, p: _iou(t[:, : len(t)], p[:, : len(p)])),
        Mistake(None, lambda t, p: mean_of_numbers([_iou(t, p), _iou(~t, ~p)]), OF_BOTH),
        Mistake(None, lambda t, p: sum(t & p) / sum(t | p), BUILT_IN_SUM),
    ],
    reference=lambda t, p: float(metrics.iou_per_class(metrics.confusion_matrix(t, p, 2))[1]),
    random=_random_masks,
)

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
LEAVE_OUT = "A class that is in neither map has no IoU: 0 / 0. Leave it out, before you divide or from the mean."
ADDED_UP = "You add up the IoUs. For their mean, divide by the number of classes that have one."
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
    return lambda t, p, k: [_iou((t == c) & scored(t, p), (p == c) & scored(t, p)) for c in range(k)]


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
        Mistake("M29", lambda t, p, k: [_iou((t != 0)[t != 255], (p != 0)[t != 255])] * k),
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

# --- shifted: predict

shifted = ValueQuestion(
    expected=0.6,
    close=0.005,
    why="12 of 16 pixels are shared; 4 are missed and 4 extra, so the union has 20. Half of the lost score comes "
    "from below the line: every pixel that leaves the intersection also makes the union larger.",
    mistakes=[
        Mistake("M02", 12 / 32),
        Mistake("M11", 56 / 64),
        Mistake(
            None, 12 / 16, "That is precision, recall, and Dice as well. IoU divides by the union of both squares."
        ),
        Mistake(None, 2 / 6, "That is the example, the square of 2 by 2. A larger one loses less of its pixels."),
        Mistake(None, 9 / 23, "That would be a square that is slid down as well. Here it is slid to the right only."),
        Mistake(None, 8 / 20, ONE_MINUS),
        Mistake(None, 12 / 8, OF_ERRORS),
        Mistake(None, 12 / 64, OF_IMAGE),
        Mistake(None, 20 / 12, UPSIDE_DOWN),
        Mistake(None, 12, ONLY_COUNTED),
        Mistake(None, 60, PER_CENT),
    ],
    near=0.006,
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
        Condition(
            "neither prediction is blank or perfect",
            lambda *both: all(made.any() and (made != _SQUARE).any() for made in both),
            why="A blank prediction has no pixel of class 1, and a perfect one is the square itself.",
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
            "makes the union larger. Let one prediction have only missed pixels, and the other only extra ones.",
        ),
    ],
    why="Accuracy charges a missed pixel and an extra one alike. IoU divides by the union, which an extra pixel "
    "makes larger: where little was found, each found pixel counts more than an extra one costs.",
)

# --- half: choose; mistaken: diagnose

half = ChoiceQuestion()
mistaken = ChoiceQuestion()

SET = exercise_set("ex03", vars())
progress = SET.progress
