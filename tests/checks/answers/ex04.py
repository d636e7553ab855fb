"""Answers to exercise set 4."""

import numpy as np
from sklearn.metrics import precision_score, recall_score

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


def _scores(there, claimed, of_nothing=NAN):
    right = np.sum(there & claimed)
    return (
        right / np.sum(claimed) if claimed.any() else of_nothing,
        right / np.sum(there) if there.any() else of_nothing,
    )


SCORES = Answers(
    right=[
        scores_in_loops,
        scores_from_a_matrix,
        scores_from_a_sweep,
        scores_with_warnings,
        scores_of_sets,
        scores_of_another_library,
        lambda t, p, at: np.array(_scores(t == 1, (p >= at) & (t != 255))),
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
        ("M08", lambda t, p, at: _scores(t == 1, (p >= at) & (t != 255), 1)),
        ("M38", lambda t, p, at: (np.mean(((p >= at) == t)[t < 255]), scores_in_loops(t, p, at)[1])),
        ("M13", lambda t, p, at: [s // 1 for s in scores_in_loops(t, p, at)]),
        ("M14", lambda t, p, at: [1 / 0 if np.isnan(s) else s for s in scores_in_loops(t, p, at)]),
        ("M14", lambda t, p, at: (scores_in_loops(t, p, at)[0], np.nan_to_num(scores_in_loops(t, p, at)[1]))),
        ("M15", scores_printed),
        ("M16", scores_that_hide_pixels),
        ("M17", scores_of_a_square),
        (None, lambda t, p, at: scores_in_loops(t, p, at)[0]),
        (None, lambda t, p, at: scores_in_loops(t, p, 0.5)),
        (None, lambda t, p, at: [100 * s for s in scores_in_loops(t, p, at)]),
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


def strictest_printed(truths, probabilities, least_recall):
    print(strictest_by_sorting(truths, probabilities, least_recall))


def strictest_that_hides_pixels(truths, probabilities, least_recall):
    probabilities[truths != 1] = -1
    return strictest_by_sorting(truths, probabilities, least_recall)


def strictest_of_a_square(truths, probabilities, least_recall):
    size = truths.shape[1]
    return strictest_by_sorting(truths[:, :size, :size], probabilities[:, :size, :size], least_recall)


def _highest(recall, truths, probabilities, least_recall, at_least=np.greater_equal):
    enough = [t for t in np.unique(probabilities) if recall(truths, at_least(probabilities, t)) >= least_recall]
    return max(enough)


def _recall(truth, claimed):
    return np.sum((truth == 1) & claimed) / np.sum(truth == 1) if (truth == 1).any() else NAN


def _of_images(truths, claimed):
    return [_recall(truth, mask) for truth, mask in zip(truths, claimed, strict=True)]


STRICTEST = Answers(
    right=[strictest_by_sorting, strictest_by_sweep, strictest_from_matrices, strictest_by_missed],
    wrong=[
        ("M19", lambda t, p, r: _highest(_recall, t, p, r, np.greater)),
        ("M26", lambda t, p, r: _highest(lambda *both: np.nanmean(_of_images(*both)), t, p, r)),
        ("M26", lambda t, p, r: _highest(lambda *both: np.nan_to_num(_of_images(*both)).mean(), t, p, r)),
        ("M26", lambda t, p, r: _highest(lambda *both: np.mean(_of_images(*both)), t, p, r)),
        ("M26", lambda t, p, r: _highest(lambda *both: np.nanmin(_of_images(*both)), t, p, r)),
        ("M03", lambda t, p, r: _highest(lambda t, c: np.mean((t == 1)[c & (t < 255)]), t, p, r)),
        ("M05", lambda t, p, r: _highest(lambda t, c: _recall((t > 0).astype(int), c), t, p, r)),
        ("M05", lambda t, p, r: _highest(lambda t, c: np.sum((t == 1) & c) / t.sum(), t, p, r)),
        ("M15", strictest_printed),
        ("M16", strictest_that_hides_pixels),
        ("M17", strictest_of_a_square),
        (None, lambda t, p, r: p[t == 1].min()),
        (None, lambda t, p, r: _highest(_recall, t, p, 0.75)),
        (None, lambda t, p, r: np.unique(p)),
    ],
)

ANSWERS = {
    "at_half": Answers(
        right=[0.8, np.float32(0.8), 4 / 5, np.array(0.8), 0.79],
        wrong=[("M19", 0.75), ("M03", 0.67), ("M03", 2 / 3), ("M38", 0.7), (None, 0.5), (None, 80)],
    ),
    "scores": SCORES,
    "higher": Answers(right=["b", " B"], wrong=[("M31", "a"), ("M31", "c"), (None, "d"), (None, "recall")]),
    "brake": Answers(right=["b", "B"], wrong=[(None, "a"), ("M24", "c"), ("M23", "d")]),
    "luck": Answers(right=["b", "B"], wrong=[("M20", "a"), ("M22", "c"), (None, "d")]),
    "falls": Answers(
        right=[
            [0, 0, 1, 0.5, 0.79, 0.8],
            np.array([0.0, 0.6, 0.9, 0.7, 0.7, 0.9], dtype=np.float32),
            ((0, 0, 1, 1, 0.6, 0.6),),
        ],
        wrong=[
            ("M31", [0.1, 0.2, 0.3, 0.7, 0.8, 0.9]),
            ("M31", np.array([0.1, 0.6, 0.9, 0.7, 0.9, 0.9])),
            (None, [0.1, 0.2, 0.9, 0.7, 0.7, 0.7]),
            (None, [10, 20, 90, 70, 70, 90]),
            (None, [[0.1, 0.2, 0.9, 0.7, 0.7, 0.9]]),
            (None, [0.1, 0.2, 0.9, 0.7, 0.7]),
        ],
    ),
    "strictest": STRICTEST,
}
