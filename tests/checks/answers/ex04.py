"""Answers to exercise set 4."""

import math
from bisect import bisect_left
from collections import namedtuple
from fractions import Fraction

import numpy as np
from sklearn.metrics import precision_recall_curve, precision_score, recall_score, roc_curve

from segmetrics_lab import metrics
from tests.checks.answers import Answers

NAN = float("nan")


def scores_in_loops(truth, probability, threshold):
    right = missed = invented = 0
    height, width = truth.shape
    for row in range(height):
        for column in range(width):
            there, claimed = truth[row, column], probability[row, column] >= threshold
            if there == 255:
                continue
            right += 1 if there == 1 and claimed else 0
            missed += 1 if there == 1 and not claimed else 0
            invented += 1 if there == 0 and claimed else 0
    return [
        right / (right + invented) if right + invented else NAN,
        right / (right + missed) if right + missed else NAN,
    ]


def scores_from_a_matrix(truth, probability, threshold):
    matrix = metrics.confusion_matrix(truth, (probability >= threshold).astype(np.uint8), num_classes=2)
    return metrics.precision_per_class(matrix)[1], metrics.recall_per_class(matrix)[1]


def scores_from_a_sweep(truth, probability, threshold):
    sweep = metrics.threshold_sweep(truth, probability, thresholds=[threshold])
    return sweep.precision.item(), sweep.recall.item()


def scores_with_warnings(truth, probability, threshold):
    kept = truth < 255
    there, claimed = truth[kept].astype(float), (probability[kept] >= threshold).astype(float)
    right = (there * claimed).sum()
    return np.array([right / claimed.sum(), right / there.sum()], dtype=np.float32)


def scores_of_sets(truth, probability, threshold):
    there = set(np.flatnonzero(truth == 1).tolist())
    claimed = set(np.flatnonzero(~(probability < threshold)).tolist()) - set(np.flatnonzero(truth == 255).tolist())
    both = len(there & claimed)
    return (both / len(claimed) if claimed else NAN), (both / len(there) if there else np.nan)


def scores_of_another_library(truth, probability, threshold):
    there, claimed = truth[truth != 255], probability[truth != 255] >= threshold
    return tuple(score(there, claimed.astype(int), zero_division=np.nan) for score in (precision_score, recall_score))


def scores_printed(truth, probability, threshold):
    print(scores_in_loops(truth, probability, threshold))


def scores_that_hide_pixels(truth, probability, threshold):
    probability[truth == 255] = -1
    return scores_of_sets(truth, probability, threshold)


def scores_of_a_square(truth, probability, threshold):
    size = truth.shape[0]
    return scores_in_loops(truth[:size, :size], probability[:size, :size], threshold)


def scores_swapped(truth, probability, threshold):
    claimed, there = (probability >= threshold) & (truth != 255), truth == 1
    right = np.sum(claimed & there)
    return right / np.sum(there), right / np.sum(claimed)


def scores_by_the_sum_of_the_truth(truth, probability, threshold):
    precision, recall = scores_in_loops(truth, probability, threshold)
    right = np.sum((truth == 1) & (probability >= threshold))
    return precision, right / np.sum(truth) if np.sum(truth) else recall


def scores_in_fractions(truth, probability, threshold):
    pairs = [(t == 1, p >= threshold) for t, p in zip(truth.flat, probability.flat, strict=True) if t != 255]
    right, claimed, there = pairs.count((True, True)), sum(c for _, c in pairs), sum(t for t, _ in pairs)
    return (
        Fraction(right, int(claimed)) if claimed else math.nan,
        Fraction(right, int(there)) if there else math.nan,
    )


PrecisionAndRecall = namedtuple("PrecisionAndRecall", "precision recall")


def scores_by_name(truth, probability, threshold):
    return PrecisionAndRecall(*scores_of_sets(truth, probability, threshold))


def scores_from_f1(truth, probability, threshold):
    scored = truth != 255
    counts = np.bincount((2 * (truth == 1) + (probability >= threshold))[scored], minlength=4)
    with np.errstate(invalid="ignore"):
        return counts[3] / (counts[1] + counts[3]), 1 - counts[2] / (counts[2] + counts[3])


def _scores(there, claimed, of_nothing=NAN):
    right = np.sum(there & claimed)
    return (
        right / np.sum(claimed) if claimed.any() else of_nothing,
        right / np.sum(there) if there.any() else of_nothing,
    )


def scores_but(change):
    """The right scores, changed."""
    return lambda truth, probability, threshold: change(*scores_of_sets(truth, probability, threshold))


def scores_of_masks(rule):
    """A rule of the masks of the scored pixels: what is there, what is claimed."""
    return lambda truth, probability, threshold: rule(truth[truth != 255] == 1, probability[truth != 255] >= threshold)


def accuracy_of(there, claimed):
    return np.mean(there == claimed)


def iou_of(there, claimed):
    return np.sum(there & claimed) / max(1, np.sum(there | claimed))


SCORES = Answers(
    right=[
        scores_in_loops,
        scores_from_a_matrix,
        scores_from_a_sweep,
        scores_with_warnings,
        scores_of_sets,
        scores_of_another_library,
        scores_in_fractions,
        scores_by_name,
        scores_from_f1,
        lambda t, p, at: np.array(_scores(t == 1, (p >= at) & (t != 255))),
        lambda t, p, at: _scores((t == 1)[t < 2], (p >= at)[t < 2]),
        lambda t, p, at: list(map(np.float32, _scores(t == 1, np.where(t == 255, -1, p) >= at))),
        scores_of_masks(
            lambda t, c: (t[c].mean() if c.any() else NAN, np.count_nonzero(c[t]) / t.sum() if t.any() else NAN)
        ),
    ],
    wrong=[
        ("M03", scores_swapped),
        ("M03", lambda t, p, at: scores_in_loops(t, p, at)[::-1]),
        ("M19", lambda t, p, at: _scores(t == 1, (p > at) & (t != 255))),
        ("M19", lambda t, p, at: scores_with_warnings(t, np.where(p == at, -1, p), at)),
        ("M19", lambda t, p, at: _scores(t == 1, p > at)),
        ("M05", lambda t, p, at: _scores(t == 1, p >= at)),
        ("M05", lambda t, p, at: _scores(t > 0, p >= at)),
        ("M05", lambda t, p, at: _scores(t.astype(bool), (p >= at) & (t != 255))),
        ("M05", scores_by_the_sum_of_the_truth),
        ("M07", lambda t, p, at: _scores(t == 1, (p >= at) & (t != 255), 0)),
        ("M07", lambda t, p, at: np.nan_to_num(scores_in_loops(t, p, at))),
        ("M07", scores_but(lambda precision, recall: (0.0 if math.isnan(precision) else precision, recall))),
        ("M07", scores_but(lambda precision, recall: (precision, np.nan_to_num(recall)))),
        ("M08", lambda t, p, at: _scores(t == 1, (p >= at) & (t != 255), 1)),
        ("M08", scores_but(lambda precision, recall: (1 if math.isnan(precision) else precision, recall))),
        ("M08", scores_but(lambda precision, recall: (precision, 1.0 if math.isnan(recall) else recall))),
        ("M38", lambda t, p, at: (np.mean(((p >= at) == t)[t < 255]), scores_in_loops(t, p, at)[1])),
        ("M38", lambda t, p, at: (scores_in_loops(t, p, at)[0], np.mean(((p >= at) == t)[t < 255]))),
        ("M38", scores_of_masks(lambda t, c: (accuracy_of(t, c), accuracy_of(t, c)))),
        ("M13", lambda t, p, at: [s // 1 for s in scores_in_loops(t, p, at)]),
        (
            None,
            scores_of_masks(lambda t, c: (int(np.sum(t & c)) / int(c.sum()), int(np.sum(t & c)) / int(t.sum()))),
            "would divide by 0",
        ),
        ("M15", scores_printed),
        ("M16", scores_that_hide_pixels),
        ("M17", scores_of_a_square),
        (None, scores_but(lambda precision, recall: (precision, precision)), "same score twice"),
        (None, scores_but(lambda precision, recall: (recall, recall)), "same score twice"),
        (
            None,
            scores_but(lambda precision, recall: (precision * 0 + recall * 0 + precision, precision * 0 + recall)),
            "would divide by 0",
        ),
        (None, scores_but(lambda precision, recall: (precision or NAN, recall or NAN)), "no claimed pixel is right"),
        (None, scores_but(lambda precision, recall: (100 * precision, 100 * recall)), "per cent"),
        (None, scores_but(lambda precision, recall: (round(precision, 2), round(recall, 2))), "round"),
        (None, scores_of_masks(lambda t, c: [np.mean(t & c), np.mean(t & c)]), "divide by all pixels"),
        (None, scores_of_masks(lambda t, c: [np.mean(t & c), _scores(t, c)[1]]), "divide by all pixels"),
        (None, scores_of_masks(lambda t, c: [_scores(t, c)[0], np.mean(t & c)]), "divide by all pixels"),
        (None, scores_of_masks(lambda t, c: _scores(~t, ~c)), "class 0"),
        (None, scores_of_masks(lambda t, c: _scores(t, ~c)), "below the threshold"),
        (None, lambda t, p, at: _scores(t == 1, (p <= at) & (t != 255)), "below the threshold"),
        (None, lambda t, p, at: scores_in_loops(t, p, 0.5), "from 0.5 on"),
        (None, lambda t, p, at: _scores(t == 1, (p.round() == 1) & (t != 255))),
        (None, scores_of_masks(lambda t, c: (iou_of(t, c), _scores(t, c)[1])), "that is the IoU"),
        (None, scores_of_masks(lambda t, c: (_scores(t, c)[0], iou_of(t, c))), "that is the IoU"),
        (None, lambda t, p, at: scores_in_loops(t, p, at)[0]),
        (None, lambda t, p, at: scores_in_loops(t, p, at) if at else (NAN, NAN)),
        (None, scores_but(lambda precision, recall: 2 * precision * recall / (precision + recall + 1e-9))),
        (None, scores_but(lambda precision, recall: {"precision": precision, "recall": recall}), "dictionary"),
        (None, scores_but(lambda precision, recall: (1 - precision, 1 - recall))),
        (None, scores_of_masks(lambda t, c: (_scores(t, c)[0], _scores(~t, ~c)[1]))),
    ],
)


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
    "at_half": Answers(
        right=[0.8, np.float32(0.8), 4 / 5, np.array(0.8), Fraction(4, 5), 0.80001],
        wrong=[
            ("M19", 0.75),
            ("M03", 0.67),
            ("M03", 2 / 3),
            ("M38", 0.7),
            (None, 4 / 7, "the IoU"),
            (None, 0.57, "the IoU"),
            (None, 8 / 11, "F1"),
            (None, 0.4, "divide by all pixels"),
            (None, 0.2, "of five claimed"),
            (None, 5 / 6, "How many of them are both"),
            (None, 1.0, "the example"),
            (None, 4, "share"),
            (None, 80, "per cent"),
            (None, "80 %"),
            (None, 0.5),
            (None, 0.79),
            (None, 0.6),
            (None, 1.25),
        ],
    ),
    "scores": SCORES,
    "higher": Answers(
        right=["b", " B", "b)", "Recall does not rise."],
        wrong=[("M31", "a"), ("M31", "c"), (None, "d", "its peak"), (None, "recall")],
    ),
    "brake": Answers(
        right=["b", "B", "B) "], wrong=[(None, "a", "misses 65 of 100"), ("M24", "c"), ("M23", "d"), (None, "e")]
    ),
    "luck": Answers(right=["b", "B", "(b)"], wrong=[("M20", "a"), ("M22", "c"), (None, "d", "never above recall")]),
    "falls": Answers(
        right=[
            [0, 0, 1, 0.5, 0.79, 0.8],
            np.array([0.0, 0.6, 0.9, 0.7, 0.7, 0.9], dtype=np.float32),
            ((0, 0, 1, 1, 0.6, 0.6),),
            [Fraction(0), Fraction(1, 5), Fraction(9, 10), Fraction(7, 10), Fraction(1, 2), Fraction(1)],
        ],
        wrong=[
            (None, [0.1, 0.2, 0.3, 0.7, 0.8, 0.9], "right more often"),
            (None, np.array([0.1, 0.6, 0.9, 0.7, 0.9, 0.9]), "right more often"),
            (None, [0.1, 0.2, 0.9, 0.9, 0.9, 0.9], "right more often"),
            (None, [0.1, 0.2, 0.9, 0.7, 0.7, 0.7], "none of them is claimed"),
            (None, [10, 20, 90, 70, 70, 90], "90 per cent is 0.9"),
            (None, [0.1, 0.2, -0.9, 0.7, 0.7, 0.9], "from 0 to 1"),
            (None, ["0.1", "0.2", "0.9", "0.7", "0.7", "0.9"], "texts"),
            (None, [[0.1, 0.2, 0.9, 0.7, 0.7, 0.9]]),
            (None, [0.1, 0.2, 0.9, 0.7, 0.7]),
        ],
    ),
    "strictest": STRICTEST,
}
