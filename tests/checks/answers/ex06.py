"""Answers to exercise set 6."""

import math
from bisect import bisect_left
from fractions import Fraction

import numpy as np
from sklearn.metrics import precision_recall_curve, roc_curve

from segmetrics_lab import metrics
from tests.checks.answers import Answers

NAN = float("nan")


def strictest_by_sorting(truths, probabilities, least_recall):
    there = sorted(probabilities[truths == 1].tolist(), reverse=True)
    for found, probability in enumerate(there, start=1):
        if found >= least_recall * len(there):
            return probability


def strictest_by_sweep(truths, probabilities, least_recall):
    sweep = metrics.threshold_sweep(truths, probabilities)
    return sweep.thresholds[np.flatnonzero(sweep.recall >= least_recall)[-1]]


def strictest_from_matrices(truths, probabilities, least_recall):
    best = -1
    for threshold in set(probabilities[truths != 255].tolist()):
        pairs = zip(truths, probabilities >= threshold, strict=True)
        total = sum(metrics.confusion_matrix(truth, claimed, 2) for truth, claimed in pairs)
        if total[1, 1] / total[1].sum() >= least_recall:
            best = max(best, threshold)
    return np.array(best)


def strictest_by_missed(truths, probabilities, least_recall):
    there = np.float32(np.count_nonzero(truths == 1))
    for threshold in sorted(set(probabilities.ravel()))[::-1]:
        missed = np.float32(np.count_nonzero((truths == 1) & ~(probabilities >= threshold)))
        if 1 - missed / there >= least_recall:
            return threshold
    return None


def strictest_from_a_curve(truths, probabilities, least_recall):
    scored = truths != 255
    _, recall, thresholds = precision_recall_curve(truths[scored], probabilities[scored])
    return thresholds[recall[:-1] >= least_recall].max()


def strictest_in_fractions(truths, probabilities, least_recall):
    there = truths == 1
    for threshold in sorted({Fraction(float(p)) for p in probabilities.flat}, reverse=True):
        found = np.count_nonzero(there & (probabilities >= float(threshold)))
        if Fraction(int(found), int(there.sum())) >= least_recall:
            return threshold


def strictest_by_halving(truths, probabilities, least_recall):
    candidates = sorted(set(probabilities.ravel().tolist()), reverse=True)
    return candidates[bisect_left(candidates, least_recall, key=lambda at: _recall(truths, probabilities >= at))]


def strictest_by_partition(truths, probabilities, least_recall):
    there = probabilities[truths == 1]
    missed = there.size - math.ceil(least_recall * there.size)
    return np.partition(there, missed)[missed]


def strictest_of_those_there(truths, probabilities, least_recall):
    there = np.sort(probabilities[truths == 1])
    return max(p for p in there if np.mean(there >= p) >= least_recall)


def strictest_printed(truths, probabilities, least_recall):
    print(strictest_by_sorting(truths, probabilities, least_recall))


def strictest_that_hides_pixels(truths, probabilities, least_recall):
    probabilities[truths != 1] = -1
    return strictest_by_sorting(truths, probabilities, least_recall)


def strictest_of_a_square(truths, probabilities, least_recall):
    size = truths.shape[1]
    return strictest_by_sorting(truths[:, :size, :size], probabilities[:, :size, :size], least_recall)


def strictest_of_a_roc_curve(truths, probabilities, least_recall):
    scored = truths != 255
    _, recall, thresholds = roc_curve(truths[scored], probabilities[scored])
    return thresholds[recall >= least_recall].max()


def strictest_before_it_fails(truths, probabilities, least_recall):
    for threshold in np.unique(probabilities):
        if _recall(truths, probabilities >= threshold) < least_recall:
            break
    return threshold


def strictest_at_rank(rank):
    """The probability at a rank of the pixels of class 1, sorted from high to low; the rank of the number to find."""

    def answer(truths, probabilities, least_recall):
        there = sorted(probabilities[truths == 1].tolist())[::-1]
        return there[min(len(there) - 1, max(0, rank(least_recall * len(there))))]

    return answer


def _highest(recall, truths, probabilities, least_recall, at_least=np.greater_equal):
    enough = [t for t in np.unique(probabilities) if recall(truths, at_least(probabilities, t)) >= least_recall]
    return max(enough, default=NAN)


def _recall(truth, claimed):
    return np.sum((truth == 1) & claimed) / np.sum(truth == 1) if (truth == 1).any() else NAN


def _of_images(truths, claimed):
    return [_recall(truth, mask) for truth, mask in zip(truths, claimed, strict=True)]


def _in_steps(grid):
    """The highest threshold of a grid with enough recall."""
    return lambda t, p, r: max(at for at in grid if _recall(t, p >= at) >= r)


STRICTEST = Answers(
    right=[
        strictest_by_sorting,
        strictest_by_sweep,
        strictest_from_matrices,
        strictest_by_missed,
        strictest_from_a_curve,
        strictest_in_fractions,
        strictest_by_halving,
        strictest_by_partition,
        strictest_of_those_there,
        lambda t, p, r: np.sort(p[t == 1])[int((1 - r) * np.count_nonzero(t == 1))],
        lambda t, p, r: _highest(lambda there, claimed: np.mean(claimed[there == 1]), t, p, r),
    ],
    wrong=[
        ("M19", lambda t, p, r: _highest(_recall, t, p, r, np.greater), "one step too far"),
        ("M26", lambda t, p, r: _highest(lambda *both: np.nanmean(_of_images(*both)), t, p, r)),
        ("M26", lambda t, p, r: _highest(lambda *both: np.nan_to_num(_of_images(*both)).mean(), t, p, r)),
        ("M26", lambda t, p, r: _highest(lambda *both: np.mean(_of_images(*both)), t, p, r)),
        ("M26", lambda t, p, r: _highest(lambda *both: np.nanmin(_of_images(*both)), t, p, r), "image by itself"),
        ("M26", lambda t, p, r: _highest(lambda *both: np.nanmax(_of_images(*both)), t, p, r), "image by itself"),
        (
            "M26",
            lambda t, p, r: np.nanmean([_highest(_recall, t[k : k + 1], p[k : k + 1], r) for k in range(len(t))]),
            "image by itself",
        ),
        ("M03", lambda t, p, r: _highest(lambda t, c: np.mean((t == 1)[c & (t < 255)]), t, p, r), "a precision"),
        ("M05", lambda t, p, r: _highest(lambda t, c: _recall((t > 0).astype(int), c), t, p, r)),
        ("M05", lambda t, p, r: _highest(lambda t, c: np.sum((t == 1) & c) / t.sum(), t, p, r)),
        ("M38", lambda t, p, r: _highest(lambda t, c: np.mean((c == t)[t < 255]), t, p, r)),
        ("M15", strictest_printed),
        ("M16", strictest_that_hides_pixels),
        ("M17", strictest_of_a_square),
        (None, lambda t, p, r: strictest_by_sorting(t[0], p[0], r) if (t[0] == 1).any() else NAN, "one image only"),
        (None, lambda t, p, r: _highest(_recall, t[-1], p[-1], r), "one image only"),
        (None, lambda t, p, r: _highest(lambda *both: _recall(*both) - 1e-9, t, p, r), "more than this recall"),
        (None, strictest_at_rank(int), "more than this recall"),
        (None, strictest_at_rank(lambda rank: int(rank) - 1), "round the number of pixels"),
        (None, strictest_at_rank(lambda rank: round(rank) - 1), "round the number of pixels"),
        (None, lambda t, p, r: p.min(), "the lowest threshold"),
        (None, lambda t, p, r: p[t == 1].min(), "all of class 1 is found"),
        (None, strictest_before_it_fails, "one step too high"),
        (None, lambda t, p, r: _recall(t, p >= strictest_by_sorting(t, p, r)), "give the recall"),
        (None, lambda t, p, r: np.quantile(p[t == 1], 1 - r), "a quantile"),
        (None, lambda t, p, r: np.quantile(p[t == 1], 1 - r, method="lower"), "a quantile"),
        (None, lambda t, p, r: np.percentile(p[t == 1], 100 * (1 - r)), "a quantile"),
        (None, _in_steps(np.linspace(0, 1, 101)), "fixed steps"),
        (None, _in_steps(np.linspace(0, 1, 11)), "fixed steps"),
        (None, _in_steps(np.arange(0, 1, 0.01)), "fixed steps"),
        (None, _in_steps(np.arange(0, 1.01, 0.1)), "fixed steps"),
        (None, _in_steps(np.linspace(0, 1, 1001)), "fixed steps"),
        (None, lambda t, p, r: _highest(_recall, t, p, 0.75)),
        (None, lambda t, p, r: np.unique(p)),
        (None, lambda t, p, r: p.max()),
        (None, lambda t, p, r: p[t == 1].mean()),
        (None, lambda t, p, r: [strictest_by_sorting(t, p, r)]),
        (None, strictest_of_a_roc_curve),
        (None, lambda t, p, r: round(strictest_by_sorting(t, p, r), 2), "round"),
    ],
)

ANSWERS = {
    "higher": Answers(
        right=["b", " B", "b)", "Recall does not rise."],
        wrong=[("M31", "a"), ("M31", "c"), (None, "d", "its peak"), (None, "recall")],
    ),
    "price": Answers(
        right=[5 / 7, 0.714, 0.71, np.float32(30 / 42), Fraction(5, 7)],
        wrong=[
            (None, 102 / 138, "beta is 2"),
            (None, 30 / 48, "not the missed ones"),
            (None, 0.625, "not the missed ones"),
            (None, 7.5 / 12, "not the missed ones"),
            (None, 18 / 26, "twice as much"),
            (None, 0.5, "1 + 4 times"),
            (None, 1 / 3, "1 + 4 times"),
            (None, 2 / 3, "the example"),
            (None, 0.67, "the example"),
            (None, 0.75, "the recall"),
            (None, 0.6, "the precision"),
            (None, 71, "per cent"),
            (None, 0.8),
            (None, 0.55),
        ],
    ),
    "expected": Answers(right=["b", "B", "(b)"], wrong=[("M20", "a"), ("M22", "c"), (None, "d", "never above recall")]),
    "falls": Answers(
        right=[
            [0, 0, 1, 0.5, 0.8, 0.8],
            np.array([0.0, 0.3, 0.9, 0.7, 1, 0.9], dtype=np.float32),
            ((0, 0, 1, 1, 1, 0.6),),
            ([0.9, 0.9, 0.9, 0.9, 0.9, 0.6],),
            [Fraction(0), Fraction(1, 5), Fraction(9, 10), Fraction(9, 10), Fraction(1, 2), Fraction(1)],
        ],
        wrong=[
            (None, [0.1, 0.2, 0.3, 0.7, 0.8, 0.9], "right more often"),
            (None, np.array([0.1, 0.6, 0.9, 0.7, 0.9, 0.9]), "right more often"),
            (None, [0.1, 0.2, 0.9, 0.9, 0.9, 0.9], "right more often"),
            (None, [0.1, 0.2, 0.9, 0.7, 0.7, 0.9], "have at least 0.8"),
            (None, [0.1, 0.2, 0.9, 0.7, 0.7, 0.7], "have at least 0.8"),
            (None, [10, 20, 90, 70, 70, 90], "90 per cent is 0.9"),
            (None, [0.1, 0.2, -0.9, 0.7, 0.7, 0.9], "from 0 to 1"),
            (None, ["0.1", "0.2", "0.9", "0.7", "0.7", "0.9"], "texts"),
            (None, [[0.1, 0.2, 0.9, 0.7, 0.9, 0.9]]),
            (None, [0.1, 0.2, 0.9, 0.7, 0.9]),
        ],
    ),
    "strictest": STRICTEST,
}
