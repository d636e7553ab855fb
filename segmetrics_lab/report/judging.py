"""The rule of thumb of the source page, in plain words: what makes a result good or bad, and what to warn of.

These bands are not a standard: they come from the page that the course grew from, and lesson 5 shows their limits.
"""

from collections.abc import Sequence
from math import isnan

from segmetrics_lab.pictures import percent
from segmetrics_lab.report.scores import ClassScores

GOOD_ACCURACY, GOOD_IOU = 0.90, 0.70
BAD_ACCURACY, BAD_MEAN_IOU = 0.70, 0.40
PARADOX_ACCURACY, PARADOX_RECALL = 0.90, 0.50
OVERPAINTED_PRECISION = 0.50
RARE_SHARE = 0.02


def judge(accuracy: float, main: Sequence[ClassScores]) -> tuple[str, tuple[str, ...]]:
    """The verdict, "good", "bad" or "mixed", and its reasons.

    Good: accuracy above 0.90, and IoU above 0.70 for every main class. Bad: accuracy below 0.70, or the mean IoU of
    the main classes below 0.40. Mixed: everything between.
    """
    if not main:
        return "mixed", ("no main class occurs in the truth, so there is nothing to find",)
    mean_iou = sum(scores.iou for scores in main) / len(main)
    against = []
    if accuracy < BAD_ACCURACY:
        against.append(f"pixel accuracy {accuracy:.2f} is below {BAD_ACCURACY:.2f}")
    if mean_iou < BAD_MEAN_IOU:
        against.append(f"the mean IoU of the main classes, {mean_iou:.2f}, is below {BAD_MEAN_IOU:.2f}")
    if against:
        return "bad", tuple(against)
    if accuracy <= GOOD_ACCURACY:
        against.append(f"pixel accuracy {accuracy:.2f} is not above {GOOD_ACCURACY:.2f}")
    weak = [f"{scores.name} {scores.iou:.2f}" for scores in main if scores.iou <= GOOD_IOU]
    if weak:
        against.append(f"IoU is not above {GOOD_IOU:.2f} for {', '.join(weak)}")
    if against:
        return "mixed", tuple(against)
    reason = f"pixel accuracy {accuracy:.2f} is above {GOOD_ACCURACY:.2f}"
    return "good", (reason, f"IoU is above {GOOD_IOU:.2f} for every main class")


def warn(
    accuracy: float, scores: Sequence[ClassScores], main: Sequence[ClassScores], left_out: Sequence[ClassScores]
) -> tuple[str, ...]:
    """What the verdict alone would hide, in one sentence each."""
    warnings = []
    total = sum(of_class.truth_area for of_class in scores)
    for of_class in main:
        if accuracy >= PARADOX_ACCURACY and of_class.recall < PARADOX_RECALL:
            warnings.append(
                f"accuracy paradox: accuracy is {accuracy:.2f}, yet {of_class.recall:.2f} of {of_class.name} is found"
            )
        if of_class.precision < OVERPAINTED_PRECISION:
            warnings.append(
                f"over-painting: only {of_class.precision:.2f} of what is called {of_class.name} is {of_class.name}"
            )
    for of_class in scores:
        if of_class.truth_area == 0 and of_class.prediction_area == 0:
            warnings.append(f"absent: {of_class.name} is neither in the truth nor predicted, so it has no score")
        elif of_class.truth_area == 0:
            warnings.append(f"invented: {of_class.name} is predicted but not in the truth")
        elif of_class.prediction_area == 0:
            warnings.append(f"never predicted: {of_class.name}")
        if 0 < of_class.share < RARE_SHARE:
            share = percent(of_class.truth_area, total)
            warnings.append(f"rare: {of_class.name} is {share} of the truth; its scores move with few pixels")
    for of_class in sorted(left_out, key=lambda scores: (isnan(scores.recall), scores.recall)):
        recall = "it is not in the truth" if isnan(of_class.recall) else f"recall {of_class.recall:.2f}"
        warnings.append(f"left out of the verdict: {of_class.name}, {recall}")
    return tuple(warnings)
