"""Exercise set 8, other pictures, another number: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Sequence

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import Case, Mistake
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set, moved_from
from segmetrics_lab.checks.shares import NAN, Areas, areas_of_matrix, mean_of_numbers, share

# --- strip: predict

strip = ValueQuestion(
    expected=6,
    why="A row shares n - 1 pixels, and the union has n + 1. For n = 6 that is 5 / 7, above 0.70; for n = 5 it is "
    "4 / 6, below it. A thinner strip fails the rule, however well it is drawn.",
    mistakes=[
        Mistake(None, 4, "For 4 pixels, 3 / 4 is the recall. The union has one more, the extra pixel: IoU 3 / 5."),
        Mistake(None, 3, "For 3 pixels the IoU is 2 / 4: they share 2, and the union has 4."),
        Mistake(None, 5, "For 5 pixels the IoU is 4 / 6. That is 0.67, still below 0.70."),
        Mistake(None, 7, "7 pixels are enough, since 6 / 8 is 0.75. But a thinner strip is enough, too."),
        Mistake(None, 2, "For 2 pixels the IoU is 1 / 3: one is shared, one missed and one extra."),
        Mistake(None, 5 / 7, "That is the IoU of the right strip. How many pixels wide is it?"),
        Mistake(None, 17 / 3, "There n would be exactly at the limit. A strip has a whole number of pixels."),
    ],
    near=0.04,
)

# --- from_dice: the IoU that belongs to a Dice

_BACKWARDS = "Your formula turns an IoU into its Dice. This is about the way back, from Dice to IoU."
_TAKE_OUT = (
    "On the way from D = 2 J - D J something was lost, or has changed its sign. Take J out of both terms on the right, "
    "then divide by what it is multiplied with."
)
_TWICE = "Your number is twice the right one. In D = 2 J - D J the 2 stands with J: take J out, and divide D alone."
_UNDEFINED = "You give a number where Dice is undefined. Then the IoU is undefined too: NaN."

from_dice = FunctionQuestion(
    parameters=("dice",),
    cases=[
        Case((0.8,), 2 / 3, "4 pixels are shared, 1 is missed and 1 extra"),
        Case((0.5,), 1 / 3, "1 pixel is shared, 1 missed and 1 extra"),
        Case((2 / 3,), 0.5, "1 pixel is shared and 1 missed"),
        Case((0.4,), 0.25, "1 pixel is shared and 3 are extra"),
        Case((0.01,), 1 / 199, "1 pixel is shared and 198 are missed"),
        Case((1.0,), 1.0, "the mask is perfect"),
        Case((0.0,), 0.0, "the mask is all wrong"),
        Case((NAN,), NAN, "Dice is undefined"),
    ],
    mistakes=[
        Mistake("M32", lambda dice: dice, "You give the Dice back as it is. IoU is below it, except at 0 and at 1."),
        Mistake("M10", lambda dice: 2 * dice / (1 + dice), _BACKWARDS),
        Mistake("M13", lambda dice: dice // (2 - dice)),
        Mistake(None, lambda dice: dice / 2 - dice, "You divide by 2, then subtract: / binds more than -. Use ()."),
        Mistake(None, lambda dice: dice / 2, "You take half of Dice. But a perfect mask has Dice 1 and IoU 1."),
        Mistake(None, lambda dice: (2 - dice) / dice, "Your fraction stands on its head: it grows where Dice falls."),
        Mistake(None, lambda dice: dice / (2 + dice), _TAKE_OUT),
        Mistake(None, lambda dice: dice / (1 + dice), _TAKE_OUT),
        Mistake(None, lambda dice: dice / (1 - dice), _TAKE_OUT),
        Mistake(None, lambda dice: 2 * dice / (2 - dice), _TWICE),
        Mistake(None, lambda dice: 100 * dice / (2 - dice), "You give per cent. IoU is a number from 0 to 1."),
        Mistake("M07", lambda dice: 0.0 if np.isnan(dice) else dice / (2 - dice), _UNDEFINED),
        Mistake("M08", lambda dice: 1.0 if np.isnan(dice) else dice / (2 - dice), _UNDEFINED),
    ],
)

# --- per_image: the mean over images

Matrices = list[np.ndarray]
Rule = Callable[[Areas], float]
Mean = Callable[[Sequence[float]], float]


def _by(rule: Rule = Areas.iou, mean: Mean = mean_of_numbers) -> Callable[[Matrices, int], float]:
    """A mean over the images of what a rule makes of the class in each."""
    return lambda matrices, k: mean([rule(areas_of_matrix(matrix)[k]) for matrix in matrices])


def _of_class(k: int) -> Callable[[Matrices, int], float]:
    """The mean over the images of the IoU of one class, whatever is asked for."""
    return lambda matrices, _: _by()(matrices, k)


def _weighted(weight: Rule) -> Callable[[Matrices, int], float]:
    """A mean over the images in which each weighs as much as its class."""

    def per_image(matrices: Matrices, k: int) -> float:
        areas = [areas_of_matrix(matrix)[k] for matrix in matrices]
        weights = [weight(of_image) for of_image in areas]
        return share(sum(w * a.iou(of_nothing=0.0) for w, a in zip(weights, areas, strict=True)), sum(weights))

    return per_image


def _pooled(matrices: Matrices) -> np.ndarray:
    """One matrix for all images."""
    return sum(matrices, start=np.zeros_like(matrices[0]))


def _random_matrices(rng: np.random.Generator, number: int) -> tuple[Matrices, int]:
    """Matrices of one to five images; in some the class is in neither map, but never in all."""
    size, k = 2 + number % 4, int(rng.integers(2 + number % 4))
    matrices = [rng.integers(0, 10 ** rng.integers(1, 4), (size, size)) for _ in range(1 + number % 5)]
    for matrix in matrices:
        if rng.random() < 0.3:
            matrix[k], matrix[:, k] = 0, 0
        matrix[k - 1, k - 1] += 1
    matrices[rng.integers(len(matrices))][k, k] += 1
    return matrices, k


_NOT_LEFT_OUT = (
    "You leave out an image in which the class is {}. Its IoU is 0 there, and counts: only where it is in neither map "
    "is there nothing to score."
)
_ALL_CLASSES = "You take the mean over all classes. Only the class k is asked for: iou_per_class(matrix)[k]."
_OTHER_CLASS = "You give the IoU of class {}, whatever k is. Take k as the index."
_WEIGHED = "You weigh the images by the pixels that they have. Per image, each counts the same."
_ONE_IMAGE = "You give the IoU of the {} image only. All images of the list count."
_OF_ALL = "You take {} of the images. Asked for is their mean: the sum, divided by the number."
_LEAVE_OUT = (
    "Where the class is in neither map, its IoU is NaN, and so is every mean with it: np.nanmean leaves it out."
)
_ACCURACY = "You take the pixel accuracy of each image. The IoU of class k is asked for: iou_per_class(matrix)[k]."
_LIST = "You give one number for each image. One number is asked for: their mean."

_FIRST = np.array([[20, 0], [2, 8]])
_SECOND = np.array([[25, 2], [2, 1]])

per_image = FunctionQuestion(
    parameters=("matrices", "k"),
    cases=[
        Case(([_FIRST, _SECOND], 1), 0.5, "the class has IoU 0.8 in one image and 0.2 in the other"),
        Case(([_FIRST, _SECOND], 0), (20 / 22 + 25 / 29) / 2, "k is 0"),
        Case(([_FIRST], 1), 0.8, "there is one image"),
        Case(([_FIRST, _SECOND, np.array([[40, 0], [0, 0]])], 1), 0.5, "the class is not in the third image"),
        Case(([np.array([[40, 0], [0, 0]]), _SECOND], 1), 0.2, "the class is not in the first image"),
        Case(([_FIRST, np.array([[28, 2], [0, 0]])], 1), 0.4, "the second image only claims the class"),
        Case(([_FIRST, np.array([[28, 0], [2, 0]])], 1), 0.4, "the class is missed in the second image"),
        Case(([np.array([[0, 5], [3, 0]]), _SECOND], 1), 0.1, "the class is never right in the first image"),
        Case(
            ([np.array([[6, 0, 0], [1, 4, 1], [0, 2, 2]]), np.array([[9, 1, 0], [0, 1, 0], [1, 0, 6]])], 1),
            (4 / 8 + 1 / 2) / 2,
            "there are three classes, and k is 1",
        ),
        Case(
            ([np.array([[6, 0, 0], [1, 4, 1], [0, 2, 2]]), np.array([[9, 1, 0], [0, 1, 0], [1, 0, 6]])], 2),
            (2 / 5 + 6 / 7) / 2,
            "there are three classes, and k is 2",
        ),
        Case(([_FIRST, _FIRST, _SECOND], 1), 0.6, "two of three images are alike"),
        Case(([np.array([[900, 0], [0, 100]]), _SECOND], 1), 0.6, "one image is much larger, and all right"),
    ],
    mistakes=[
        Mistake("M26", lambda matrices, k: float(metrics.iou_per_class(_pooled(matrices))[k])),
        Mistake("M14", _by(mean=lambda ious: float(np.mean(ious))), _LEAVE_OUT),
        Mistake("M07", _by(lambda areas: areas.iou(of_nothing=0.0))),
        Mistake("M08", _by(lambda areas: areas.iou(of_nothing=1.0))),
        Mistake(None, _by(lambda areas: areas.iou() if areas.there else NAN), _NOT_LEFT_OUT.format("only claimed")),
        Mistake(None, _by(lambda areas: areas.iou() if areas.claimed else NAN), _NOT_LEFT_OUT.format("never claimed")),
        Mistake(None, _by(lambda areas: areas.iou() or NAN), _NOT_LEFT_OUT.format("never right")),
        Mistake(None, lambda matrices, _: mean_of_numbers([metrics.mean_iou(m) for m in matrices]), _ALL_CLASSES),
        Mistake(None, lambda matrices, _: metrics.mean_iou(_pooled(matrices)), _ALL_CLASSES),
        Mistake(None, _of_class(1), _OTHER_CLASS.format(1)),
        Mistake(None, _of_class(0), _OTHER_CLASS.format(0)),
        Mistake(None, _of_class(-1), _OTHER_CLASS.format(-1)),
        Mistake(None, _weighted(lambda areas: areas.there), _WEIGHED),
        Mistake(None, _weighted(lambda areas: areas.image), _WEIGHED),
        Mistake(None, lambda matrices, k: _by()(matrices[:1], k), _ONE_IMAGE.format("first")),
        Mistake(None, lambda matrices, k: _by()(matrices[-1:], k), _ONE_IMAGE.format("last")),
        Mistake(None, _by(mean=lambda ious: float(np.nanmedian(ious))), _OF_ALL.format("the median")),
        Mistake(None, _by(mean=lambda ious: float(np.nansum(ious))), _OF_ALL.format("the sum")),
        Mistake(None, _by(mean=lambda ious: float(np.nanmax(ious))), _OF_ALL.format("the best")),
        Mistake(None, _by(mean=lambda ious: float(np.nanmin(ious))), _OF_ALL.format("the worst")),
        Mistake("M39", _by(Areas.recall)),
        Mistake("M01", _by(Areas.precision)),
        Mistake("M10", _by(Areas.dice)),
        Mistake("M02", _by(lambda areas: share(areas.shared, areas.there + areas.claimed))),
        Mistake("M11", _by(Areas.accuracy)),
        Mistake("M13", _by(lambda areas: areas.iou() // 1)),
        Mistake(None, lambda matrices, _: float(np.mean([metrics.pixel_accuracy(m) for m in matrices])), _ACCURACY),
        Mistake(None, lambda matrices, k: [areas_of_matrix(m)[k].iou() for m in matrices], _LIST),
    ],
    reference=lambda matrices, k: float(np.nanmean([metrics.iou_per_class(matrix)[k] for matrix in matrices])),
    random=_random_matrices,
)

# --- comparing: choose; without_people: diagnose

comparing = ChoiceQuestion()
without_people = ChoiceQuestion()

SET = exercise_set("ex08", vars())
progress = SET.progress
__getattr__ = moved_from("ex08")
