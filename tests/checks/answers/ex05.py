"""Answers to exercise set 5."""

import math
from collections import namedtuple
from fractions import Fraction

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


ROAD = np.zeros((6, 6), dtype=int)
ROAD[2:4, 1:5] = 1


def painted(*parts, on=None):
    """The road, or nothing, with more pixels painted: rows and columns as slices."""
    prediction = np.zeros((6, 6), dtype=int) if on is None else on.copy()
    for part in parts:
        prediction[part] = 1
    return prediction


def _cells(*places):
    """Single pixels."""
    return painted(*places)


WIDE = painted(np.s_[1, :], on=ROAD)
NARROW = _cells((2, 1), (3, 4))

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
    "brake": Answers(
        right=["b", "B", "B) "], wrong=[(None, "a", "misses 65 of 100"), ("M24", "c"), ("M23", "d"), (None, "e")]
    ),
    "quarter": Answers(
        right=["b", "B", "It is the precision of person."],
        wrong=[("M03", "a", "the sum of their row"), (None, "c", "union"), (None, "d", "Without the rest")],
    ),
    "alike": Answers(
        right=[
            (WIDE, NARROW),
            (painted(np.s_[4, 0:5], np.s_[5, 5], on=ROAD).astype(bool), _cells((2, 1), (2, 2)).astype(np.uint8)),
            (painted(np.s_[0, :], np.s_[1, 0], on=ROAD), _cells((3, 3))),
            (WIDE.tolist(), NARROW.tolist()),
        ],
        wrong=[
            (None, (NARROW, WIDE), "recall has to be 1"),
            (None, (ROAD, NARROW), "how many extra ones"),
            (None, (WIDE, WIDE), "precision has to be 1"),
            (None, (WIDE, np.zeros((6, 6), dtype=int)), "one at least"),
            (None, (WIDE, ROAD), "How many of 8"),
            (None, (WIDE, _cells((2, 1))), "Count the wrong pixels"),
            (None, (np.ones((6, 6), dtype=int), NARROW), "Count the wrong pixels"),
            (None, (WIDE[1:], NARROW)),
            (None, (2 * WIDE, NARROW)),
        ],
    ),
}
