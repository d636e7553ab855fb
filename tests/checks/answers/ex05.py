"""Answers to exercise set 5."""

import math

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.report import Report
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


FROM_DICE = Answers(
    right=[
        iou_by_counting,
        iou_by_bisection,
        lambda dice: np.float32(dice) / (2 - np.float32(dice)),
        lambda dice: -1 + 2 / (2 - dice),
        lambda dice: np.array([dice / (2 - dice)]).mean(),
    ],
    wrong=[
        ("M32", lambda dice: dice),
        ("M10", lambda dice: 2 * dice / (1 + dice)),
        ("M13", lambda dice: dice // (2 - dice)),
        ("M15", lambda dice: print(dice / (2 - dice))),
        (None, lambda dice: dice / 2),
        (None, lambda dice: dice / (2 + dice)),
        (None, lambda dice: dice / (2 - dice) if dice >= 0 else 0.0),
    ],
)


def verdict_in_loops(matrix, main):
    total = right = 0
    for row in range(len(matrix)):
        for column in range(len(matrix)):
            total += int(matrix[row, column])
            right += int(matrix[row, column]) if row == column else 0
    ious = []
    for k in main:
        union = int(matrix[k].sum()) + int(matrix[:, k].sum()) - int(matrix[k, k])
        if union:
            ious.append(int(matrix[k, k]) / union)
    if right / total > 0.9 and all(iou > 0.7 for iou in ious):
        return "good"
    if right / total < 0.7 or sum(ious) / len(ious) < 0.4:
        return "bad"
    return "mixed"


def verdict_by_report(matrix, main):
    names = [f"class {k}" for k in range(len(matrix))]
    return Report.from_matrix(matrix, names, main_classes=[names[k] for k in main]).verdict


def verdict_by_where(matrix, main):
    accuracy = np.trace(matrix) / np.sum(matrix)
    ious = metrics.iou_per_class(matrix)[np.array(main)]
    ious = ious[~np.isnan(ious)]
    is_good = (accuracy > 0.9) & np.all(ious > 0.7)
    is_bad = (accuracy < 0.7) | (ious.mean() < 0.4)
    return np.where(is_bad, "bad", np.where(is_good, "good", "mixed"))


def verdict_of_shares(matrix, main):
    shares = matrix / matrix.sum()
    ious = [
        shares[k, k] / (shares[k].sum() + shares[:, k].sum() - shares[k, k]) for k in main if _is_somewhere(matrix, k)
    ]
    verdicts = np.array(["mixed", "good", "bad"])
    accuracy = shares.diagonal().sum()
    return verdicts[2 if accuracy < 0.7 or np.mean(ious) < 0.4 else int(accuracy > 0.9 and min(ious) > 0.7)]


def _is_somewhere(matrix, k):
    return matrix[k].any() or matrix[:, k].any()


def verdict_printed(matrix, main):
    print(verdict_in_loops(matrix, main))


def verdict_that_empties_the_diagonal(matrix, main):
    found = verdict_in_loops(matrix, main)
    np.fill_diagonal(matrix, 0)
    return found


def verdict_that_strikes_classes(matrix, main):
    for k in [k for k in main if not _is_somewhere(matrix, k)]:
        main.remove(k)
    return verdict_in_loops(matrix, main)


def rule(
    *, bad_by=np.nanmean, good_by=np.nanmin, above=np.greater, below=np.less, score=metrics.iou_per_class, of=None
):
    """The rule with one thing changed."""

    def my_verdict(matrix, main):
        accuracy, ious = metrics.pixel_accuracy(matrix), score(matrix)[main if of is None else of]
        if below(accuracy, 0.70) or below(bad_by(ious), 0.40):
            return "bad"
        return "good" if above(accuracy, 0.90) and above(good_by(ious), 0.70) else "mixed"

    return my_verdict


def verdict_by_iou_alone(matrix, main):
    ious = metrics.iou_per_class(matrix)[main]
    return "bad" if np.nanmean(ious) < 0.4 else "good" if np.nanmin(ious) > 0.7 else "mixed"


def verdict_by_accuracy_alone(matrix, main):
    accuracy = np.diag(matrix).sum() / matrix.sum()
    return "good" if accuracy > 0.9 else "bad" if accuracy < 0.7 else "mixed"


def verdict_that_needs_both_to_be_bad(matrix, main):
    accuracy, ious = metrics.pixel_accuracy(matrix), metrics.iou_per_class(matrix)[main]
    if accuracy > 0.9 and np.nanmin(ious) > 0.7:
        return "good"
    return "bad" if accuracy < 0.7 and np.nanmean(ious) < 0.4 else "mixed"


def _accuracies(matrix):
    return (metrics.true_positives(matrix) + metrics.true_negatives(matrix)) / matrix.sum()


VERDICT = Answers(
    right=[verdict_in_loops, verdict_by_report, verdict_by_where, verdict_of_shares],
    wrong=[
        ("M36", rule(good_by=np.nanmean)),
        ("M37", rule(of=slice(None))),
        ("M37", rule(of=slice(1, None))),
        ("M23", verdict_by_accuracy_alone),
        ("M07", rule(score=lambda m: np.nan_to_num(metrics.iou_per_class(m)))),
        ("M08", rule(score=lambda m: np.nan_to_num(metrics.iou_per_class(m), nan=1.0))),
        ("M14", rule(bad_by=np.mean, good_by=np.min)),
        ("M14", rule(bad_by=np.mean)),
        ("M14", rule(good_by=np.min)),
        ("M10", rule(score=metrics.dice_per_class)),
        ("M01", rule(score=metrics.precision_per_class)),
        ("M23", rule(score=_accuracies)),
        ("M13", rule(score=lambda m: metrics.iou_per_class(m) // 1)),
        ("M15", verdict_printed),
        ("M16", verdict_that_empties_the_diagonal),
        ("M16", verdict_that_strikes_classes),
        (None, verdict_by_iou_alone),
        (None, verdict_that_needs_both_to_be_bad),
        (None, rule(bad_by=np.nanmin)),
        (None, rule(bad_by=np.nanmax)),
        (None, rule(above=np.greater_equal)),
        (None, rule(below=np.less_equal)),
        (None, lambda matrix, main: verdict_in_loops(matrix, main).upper()),
        (None, lambda matrix, main: verdict_in_loops(matrix, main) == "good"),
    ],
)


def post(first_row, last_row, first_column, last_column, *, missing=0):
    """The post without its first rows, and a block of invented pixels."""
    drawn = np.zeros((16, 16), dtype=int)
    drawn[missing:, 7:9] = 1
    drawn[first_row:last_row, first_column:last_column] = 1
    return drawn


ANSWERS = {
    "cart": Answers(
        right=[0.88, np.float32(0.88), 44 / 50, np.array(0.875)],
        wrong=[("M25", 0.5), ("M25", 0.94), (None, 0.76), (None, 88), (None, "0.88")],
    ),
    "from_dice": FROM_DICE,
    "comparing": Answers(right=["c", "C"], wrong=[("M33", "a"), ("M32", "b"), ("M23", "d")]),
    "left_out": Answers(right=["c", "C"], wrong=[("M23", "a"), ("M12", "b"), ("M24", "d")]),
    "without_people": Answers(right=["c", "C"], wrong=[("M33", "a"), (None, "b"), ("M08", "d")]),
    "careless": Answers(
        right=[post(0, 1, 0, 1), post(0, 13, 15, 16).tolist(), post(3, 4, 14, 16, missing=2).astype(bool)],
        wrong=[
            (None, post(0, 0, 0, 0)),
            (None, post(0, 7, 0, 2)),
            (None, post(0, 3, 3, 5)),
            (None, post(0, 16, 0, 7)),
            (None, np.roll(post(0, 0, 0, 0), 1, axis=1)),
            (None, 2 * post(0, 1, 0, 1)),
            (None, post(0, 1, 0, 1)[:8]),
        ],
    ),
    "verdict": VERDICT,
}
