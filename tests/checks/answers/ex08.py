"""Answers to exercise set 8."""

import math
import statistics
from fractions import Fraction

import numpy as np

from segmetrics_lab import metrics
from tests.checks.answers import Answers

NAN = float("nan")


def iou_by_counting(dice):
    """Of 1 shared pixel, so many are wrong: D = 2 / (2 + wrong)."""
    if dice == 0:
        return 0
    wrong = 2 / dice - 2
    return 1 / (1 + wrong)


def iou_by_bisection(dice):
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if 2 * middle / (1 + middle) <= dice else (low, middle)
    return NAN if math.isnan(dice) else low


def iou_of_fractions(dice):
    return NAN if math.isnan(dice) else 1 / (2 / Fraction(dice) - 1) if dice else Fraction(0)


FROM_DICE = Answers(
    right=[
        iou_by_counting,
        iou_by_bisection,
        iou_of_fractions,
        lambda dice: np.float32(dice) / (2 - np.float32(dice)),
        lambda dice: -1 + 2 / (2 - dice),
        lambda dice: np.array([dice / (2 - dice)]).mean(),
        lambda dice: 0.5 * dice / (1 - 0.5 * dice),
        lambda dice: math.exp(math.log(dice) - math.log(2 - dice)) if dice > 0 else dice,
    ],
    wrong=[
        ("M32", lambda dice: dice, "You give the Dice back"),
        ("M10", lambda dice: 2 * dice / (1 + dice), "the way back"),
        ("M13", lambda dice: dice // (2 - dice)),
        ("M13", lambda dice: dice if math.isnan(dice) else int(dice / (2 - dice))),
        ("M15", lambda dice: print(dice / (2 - dice))),
        ("M07", lambda dice: dice / (2 - dice) if dice >= 0 else 0.0, "Dice is undefined"),
        ("M08", lambda dice: np.nan_to_num(dice / (2 - dice), nan=1.0), "Dice is undefined"),
        (None, lambda dice: dice / 2, "half of Dice"),
        (None, lambda dice: dice / 2 - dice, "binds more"),
        (None, lambda dice: 2 / dice - 1 if dice else math.inf, "on its head"),
        (None, lambda dice: dice / (2 + dice), "changed its sign"),
        (None, lambda dice: dice / (1 + dice), "changed its sign"),
        (None, lambda dice: dice / (1 - dice) if dice < 1 else math.inf, "changed its sign"),
        (None, lambda dice: dice / (1 - dice / 2), "twice the right one"),
        (None, lambda dice: dice / (2 - dice) * 100, "per cent"),
        (None, lambda dice: round(dice / (2 - dice), 2), "round"),
        (None, lambda dice: dice**2),
        (None, lambda dice: 1 - dice),
        (None, lambda dice: f"{dice / (2 - dice):.2f}"),
    ],
)


def per_image_in_loops(matrices, k):
    total, count = 0.0, 0
    for matrix in matrices:
        union = int(matrix[k].sum()) + int(matrix[:, k].sum()) - int(matrix[k, k])
        if union > 0:
            total += int(matrix[k, k]) / union
            count += 1
    return total / count


def per_image_by_statistics(matrices, k):
    ious = [metrics.iou_per_class(matrix)[k] for matrix in matrices]
    return statistics.fmean(iou for iou in ious if not math.isnan(iou))


def per_image_of_fractions(matrices, k):
    ious = []
    for matrix in matrices:
        missed, extra = matrix[k].sum() - matrix[k, k], matrix[:, k].sum() - matrix[k, k]
        if matrix[k, k] + missed + extra:
            ious.append(Fraction(int(matrix[k, k]), int(matrix[k, k] + missed + extra)))
    return sum(ious) / len(ious)


def per_image_by_dice(matrices, k):
    dice = np.array([metrics.dice_per_class(matrix)[k] for matrix in matrices])
    return np.nanmean(dice / (2 - dice))


def per_image_by_a_mask(matrices, k):
    ious = np.array([metrics.iou_per_class(matrix) for matrix in matrices])[:, k]
    return np.mean(ious[~np.isnan(ious)])


def per_image_printed(matrices, k):
    print(per_image_in_loops(matrices, k))


def per_image_that_adds_to_the_first(matrices, k):
    for matrix in matrices[1:]:
        matrices[0] += matrix
    return metrics.iou_per_class(matrices[0])[k]


def per_image_without_empty_truths(matrices, k):
    ious = [metrics.iou_per_class(matrix)[k] for matrix in matrices if matrix[k].sum() > 0]
    return sum(ious) / len(ious) if ious else 0.0


def mean_by(score, mean=np.nanmean, of=None):
    """The mean over the images of a score of class k, or of another one."""
    return lambda matrices, k: mean([score(matrix)[k if of is None else of] for matrix in matrices])


def ious(matrix):
    return metrics.iou_per_class(matrix)


PER_IMAGE = Answers(
    right=[
        per_image_in_loops,
        per_image_by_statistics,
        per_image_of_fractions,
        per_image_by_dice,
        per_image_by_a_mask,
        lambda matrices, k: np.nansum([ious(m)[k] for m in matrices]) / sum(not np.isnan(ious(m)[k]) for m in matrices),
    ],
    wrong=[
        ("M26", lambda matrices, k: ious(sum(matrices))[k]),
        ("M26", lambda matrices, k: metrics.iou_per_class(np.sum(matrices, axis=0))[k]),
        ("M14", mean_by(ious, np.mean), "np.nanmean leaves it out"),
        ("M07", mean_by(lambda m: np.nan_to_num(ious(m)))),
        ("M07", lambda matrices, k: np.nansum([ious(m)[k] for m in matrices]) / len(matrices)),
        ("M08", mean_by(lambda m: np.nan_to_num(ious(m), nan=1.0))),
        (None, per_image_without_empty_truths, "only claimed"),
        (None, lambda matrices, k: per_image_in_loops([m for m in matrices if m[:, k].any()], k), "never claimed"),
        (None, lambda matrices, k: np.mean([metrics.mean_iou(m) for m in matrices]), "all classes"),
        (None, lambda matrices, k: metrics.mean_iou(sum(matrices)), "all classes"),
        (None, mean_by(ious, of=1), "class 1"),
        (None, mean_by(ious, of=0), "class 0"),
        (None, mean_by(ious, of=-1), "class -1"),
        (None, lambda matrices, k: ious(matrices[0])[k], "first image"),
        (None, lambda matrices, k: ious(matrices[-1])[k], "last image"),
        (None, mean_by(ious, np.nanmedian), "the median"),
        (None, mean_by(ious, np.nansum), "the sum"),
        (None, mean_by(ious, np.nanmax), "the best"),
        (None, mean_by(ious, np.nanmin), "the worst"),
        ("M39", mean_by(metrics.recall_per_class)),
        ("M01", mean_by(metrics.precision_per_class)),
        ("M10", mean_by(metrics.dice_per_class)),
        ("M02", mean_by(lambda m: metrics.dice_per_class(m) / 2)),
        ("M11", mean_by(lambda m: (metrics.true_positives(m) + metrics.true_negatives(m)) / m.sum())),
        ("M13", mean_by(lambda m: ious(m) // 1)),
        (None, lambda matrices, k: np.mean([metrics.pixel_accuracy(m) for m in matrices]), "pixel accuracy"),
        (None, lambda matrices, k: [ious(m)[k] for m in matrices], "one number for each"),
        ("M15", per_image_printed),
        ("M16", per_image_that_adds_to_the_first),
        (None, lambda matrices, k: f"{per_image_in_loops(matrices, k):.2f}"),
        (None, lambda matrices, k: round(per_image_in_loops(matrices, k), 1), "round"),
    ],
)

ANSWERS = {
    "strip": Answers(
        right=[6, 6.0, np.int64(6)],
        wrong=[
            (None, 4, "the recall"),
            (None, 3, "2 / 4"),
            (None, 5, "still below"),
            (None, 7, "thinner strip"),
            (None, 2, "1 / 3"),
            (None, 5 / 7, "How many pixels wide"),
            (None, 5.67, "whole number"),
            (None, 20),
            (None, "6"),
        ],
    ),
    "from_dice": FROM_DICE,
    "comparing": Answers(right=["c", "C"], wrong=[("M33", "a"), ("M32", "b"), ("M23", "d")]),
    "without_people": Answers(right=["c", "C"], wrong=[("M33", "a"), (None, "b"), ("M08", "d")]),
    "per_image": PER_IMAGE,
}
