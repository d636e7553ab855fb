"""The rule of thumb of the source page, in plain words: what makes a result good or bad, and what to warn of.

These bands are not a standard: they come from the page that the course grew from, and lesson 7 shows their limits.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import isnan

from segmetrics_lab.pictures import percent, score_text
from segmetrics_lab.report.scores import ClassScores, exact_mean_iou

GOOD_ACCURACY, GOOD_IOU = 0.90, 0.70
BAD_ACCURACY, BAD_MEAN_IOU = 0.70, 0.40
PARADOX_ACCURACY, PARADOX_RECALL = 0.90, 0.50
OVERPAINTED_TIMES = 2
RARE_SHARE = 0.02


def accuracy_text(accuracy: float | Fraction) -> str:
    """A pixel accuracy, never shown as one of its limits unless it is exactly that."""
    return score_text(accuracy, limits=map(_exact, (BAD_ACCURACY, GOOD_ACCURACY)))


def iou_text(iou: float | Fraction) -> str:
    """The IoU of a class, never shown as the limit of a good one unless it is exactly that."""
    return score_text(iou, limits=[_exact(GOOD_IOU)])


def judge(accuracy: Fraction, main: Sequence[ClassScores]) -> tuple[str, tuple[str, ...]]:
    """The verdict, "good", "bad" or "mixed", and its reasons. Scores are compared exactly, as ratios of counts.

    Good: accuracy above 0.90, and IoU above 0.70 for every main class. Bad: accuracy below 0.70, or the mean IoU of
    the main classes below 0.40. Mixed: everything between.
    """
    if not main:
        return "mixed", ("no main class occurs in the truth, so there is nothing to find",)
    mean_iou, bad_mean_iou = exact_mean_iou(main), _exact(BAD_MEAN_IOU)
    shown = f"pixel accuracy {accuracy_text(accuracy)} is"
    against = []
    if accuracy < _exact(BAD_ACCURACY):
        against.append(f"{shown} below {BAD_ACCURACY:.2f}")
    if mean_iou < bad_mean_iou:
        mean = score_text(mean_iou, limits=[bad_mean_iou])
        against.append(f"the mean IoU of the main classes, {mean}, is below {BAD_MEAN_IOU:.2f}")
    if against:
        return "bad", tuple(against)
    if accuracy <= _exact(GOOD_ACCURACY):
        against.append(f"{shown} not above {GOOD_ACCURACY:.2f}")
    weak = [f"{row.name} {iou_text(row.exact_iou)}" for row in main if row.exact_iou <= _exact(GOOD_IOU)]
    if weak:
        against.append(f"IoU is not above {GOOD_IOU:.2f} for {', '.join(weak)}")
    if against:
        return "mixed", tuple(against)
    return "good", (f"{shown} above {GOOD_ACCURACY:.2f}", f"IoU is above {GOOD_IOU:.2f} for every main class")


def warn(
    accuracy: Fraction, scores: Sequence[ClassScores], main: Sequence[ClassScores], left_out: Sequence[ClassScores]
) -> tuple[str, ...]:
    """What the verdict alone would hide, in one sentence each.

    An accuracy paradox is an accuracy of at least 0.90 with less than half of a main class found. Over-painting is a
    main class that is claimed on more than twice the pixels that are there, so that less than half of them are right.
    """
    warnings = []
    total = sum(of_class.truth_area for of_class in scores)
    for of_class in main:
        name = of_class.name
        if accuracy >= _exact(PARADOX_ACCURACY) and 2 * of_class.intersection < of_class.truth_area:
            found = score_text(of_class.recall, limits=[PARADOX_RECALL])
            warnings.append(f"accuracy paradox: accuracy is {accuracy_text(accuracy)}, yet {found} of {name} is found")
        if 0 < OVERPAINTED_TIMES * of_class.truth_area < of_class.prediction_area:
            right = score_text(of_class.precision, limits=[1 / OVERPAINTED_TIMES])
            warnings.append(
                f"over-painting: more than twice as much is called {name} as is there, and only {right} of it is {name}"
            )
    for of_class in scores:
        if of_class.truth_area == 0 and of_class.prediction_area == 0:
            warnings.append(f"absent: {of_class.name} is neither in the truth nor predicted, so it has no score")
        elif of_class.truth_area == 0:
            warnings.append(f"invented: {of_class.name} is predicted but not in the truth")
        elif of_class.prediction_area == 0:
            warnings.append(f"never predicted: {of_class.name}")
        if 0 < Fraction(of_class.truth_area, total) < _exact(RARE_SHARE):
            share = _rare_text(of_class.truth_area, total)
            warnings.append(f"rare: {of_class.name} is {share} of the truth; its scores move with few pixels")
    for of_class in sorted(left_out, key=lambda scores: (isnan(scores.recall), scores.recall)):
        recall = "it is not in the truth" if isnan(of_class.recall) else f"recall {score_text(of_class.recall)}"
        warnings.append(f"left out of the verdict: {of_class.name}, {recall}")
    return tuple(warnings)


def _rare_text(area: int, total: int) -> str:
    """The share of a rare class in percent, which does not read as the limit of what is rare."""
    share, limit = Fraction(100 * area, total), 100 * _exact(RARE_SHARE)
    return percent(area, total) if limit - share > Fraction("0.05") else f"{score_text(share, limits=[limit])} %"


def _exact(limit: float) -> Fraction:
    """A limit as it is written: 0.70 is 7/10, which no float is."""
    return Fraction(str(limit))
