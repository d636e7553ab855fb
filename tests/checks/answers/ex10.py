"""Answers to exercise set 10."""

import math
import statistics
import warnings
from fractions import Fraction

import numpy as np
from sklearn.metrics import balanced_accuracy_score, recall_score

from tests.checks.answers import Answers

NAN = float("nan")

# --- mean_recall


def recalls_of(truth, prediction, num_classes, of_nothing):
    found = []
    for k in range(num_classes):
        there = int(np.count_nonzero(truth == k))
        found.append(int(np.count_nonzero((truth == k) & (prediction == k))) / there if there else of_nothing)
    return found


def mean_recall_in_loops(truth, prediction, num_classes):
    there, found = [0] * num_classes, [0] * num_classes
    for true, claimed in zip(truth.ravel().tolist(), prediction.ravel().tolist(), strict=True):
        if true != 255:
            there[true] += 1
            found[true] += true == claimed
    recalls = [f / t for f, t in zip(found, there, strict=True) if t]
    return sum(recalls) / len(recalls) if recalls else NAN


def mean_recall_of_a_matrix(truth, prediction, num_classes):
    size = num_classes + 1
    rows, columns = (np.where(m == 255, num_classes, m).ravel().astype(int) for m in (truth, prediction))
    matrix = np.zeros((size, size), dtype=int)
    np.add.at(matrix, (rows, columns), 1)
    with np.errstate(invalid="ignore"):
        recalls = (np.diag(matrix) / matrix.sum(axis=1))[:num_classes]
    return np.nanmean(recalls) if np.isfinite(recalls).any() else np.nan


def mean_recall_of_scikit_learn(truth, prediction, num_classes):
    scored = truth != 255
    if not scored.any():
        return NAN
    classes = np.unique(truth[scored])
    return recall_score(truth[scored], prediction[scored], labels=classes, average="macro", zero_division=0)


def balanced_accuracy_of_scikit_learn(truth, prediction, num_classes):
    scored = truth != 255
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it warns of classes that are claimed and not there
        return balanced_accuracy_score(truth[scored], prediction[scored]) if scored.any() else NAN


def mean_recall_by_weights(truth, prediction, num_classes):
    true, claimed = truth[truth != 255], prediction[truth != 255]
    if true.size == 0:
        return np.float32("nan")
    areas = np.bincount(true, minlength=256).astype(np.float32)
    return np.sum((true == claimed) / areas[true]) / np.float32(np.count_nonzero(areas))


def mean_recall_printed(truth, prediction, num_classes):
    print(mean_recall_in_loops(truth, prediction, num_classes))


def mean_recall_that_overwrites(truth, prediction, num_classes):
    prediction[truth == 255] = 255
    return mean_recall_in_loops(truth, prediction, num_classes)


def mean_recall_of_a_square(truth, prediction, num_classes):
    there, found = [0] * 256, [0] * 256
    for row in range(len(truth)):
        for column in range(len(truth)):
            there[truth[row, column]] += 1
            found[truth[row, column]] += truth[row, column] == prediction[row, column]
    recalls = [found[k] / there[k] for k in range(num_classes) if there[k]]
    return sum(recalls) / len(recalls) if recalls else NAN


def mean_recall_in_bytes(truth, prediction, num_classes):
    scored, size = truth != 255, num_classes + 1
    decided = np.where(prediction == 255, num_classes, prediction)[scored].astype(np.uint8)
    pairs = truth[scored].astype(np.uint8) * np.uint8(size) + decided
    matrix = np.bincount(pairs, minlength=size**2)[: size**2].reshape(size, size)
    recalls = [matrix[k, k] / matrix[k].sum() for k in range(size) if matrix[k].sum()]
    return sum(recalls) / len(recalls) if recalls else NAN


def mean_recall_that_counts_on_decisions(truth, prediction, num_classes):
    scored = truth != 255
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(matrix, (truth[scored], prediction[scored]), 1)
    return mean_of_defined(np.diag(matrix) / matrix.sum(axis=1))


def mean_precision(truth, prediction, num_classes):
    scored = truth != 255
    true, claimed = truth[scored], prediction[scored]
    values = [np.mean(true[claimed == k] == k) for k in range(num_classes) if (claimed == k).any()]
    return np.mean(values) if values else NAN


def mean_class_accuracy(truth, prediction, num_classes):
    scored = truth != 255
    return np.mean([np.mean((truth == k)[scored] == (prediction == k)[scored]) for k in range(num_classes)])


def mean_of_defined(values):
    return np.nanmean(values) if np.isfinite(values).any() else NAN


def mean_recall_of_fractions(truth, prediction, num_classes):
    recalls = [recall for recall in recalls_of(truth, prediction, num_classes, None) if recall is not None]
    return sum(map(Fraction, recalls)) / len(recalls) if recalls else NAN


def mean_recall_of_sets(truth, prediction, num_classes):
    places = {k: set(np.flatnonzero(truth == k).tolist()) for k in range(num_classes)}
    claimed = {k: set(np.flatnonzero(prediction == k).tolist()) for k in range(num_classes)}
    recalls = [len(places[k] & claimed[k]) / len(places[k]) for k in places if places[k]]
    return statistics.fmean(recalls) if recalls else math.nan


def mean_recall_of_pairs(truth, prediction, num_classes):
    true, claimed = truth[truth != 255].astype(int), prediction[truth != 255].astype(int)
    counts = np.bincount(256 * true + claimed, minlength=256**2).reshape(256, 256)[:num_classes]
    there = counts.sum(axis=1)
    return np.mean(counts.diagonal()[there > 0] / there[there > 0]) if there.any() else NAN


def mean_recall_by_what_is_missed(truth, prediction, num_classes):
    missed = [np.mean(prediction[truth == k] != k) for k in np.unique(truth) if k != 255]
    return 1 - np.mean(missed) if missed else NAN


def mean_recall_of_the_last(truth, prediction, num_classes):
    for k in range(num_classes):
        recall = np.mean(prediction[truth == k] == k)
    return recall


def mean_recall_returned_too_early(truth, prediction, num_classes):
    for k in range(num_classes):
        return np.mean(prediction[truth == k] == k)


def filled(filling):
    """The mean recall with something else for 255 in the prediction."""

    def my_mean_recall(truth, prediction, num_classes):
        says = np.where(prediction == 255, filling(truth, num_classes), prediction)
        return mean_recall_in_loops(truth, says, num_classes)

    return my_mean_recall


def overlaps(truth, prediction, num_classes, twice, of_true_only=False):
    scores = []
    for k in range(num_classes):
        there, claimed = truth == k, (prediction == k) & (truth != 255)
        below = there.sum() + claimed.sum() if twice else (there | claimed).sum()
        if there.any() if of_true_only else below:
            scores.append((1 + twice) * (there & claimed).sum() / below)
    return np.mean(scores) if scores else NAN


def recalls_of_claimed(truth, prediction, num_classes, of_nothing):
    claimed = np.unique(prediction[truth != 255])
    return [recall for k, recall in enumerate(recalls_of(truth, prediction, num_classes, of_nothing)) if k in claimed]


def defined(truth, prediction, num_classes):
    return [recall for recall in recalls_of(truth, prediction, num_classes, None) if recall is not None]


MEAN_RECALL = Answers(
    right=[
        mean_recall_in_loops,
        mean_recall_of_a_matrix,
        mean_recall_of_scikit_learn,
        mean_recall_by_weights,
        balanced_accuracy_of_scikit_learn,
        mean_recall_of_fractions,
        mean_recall_of_sets,
        mean_recall_of_pairs,
        mean_recall_by_what_is_missed,
    ],
    wrong=[
        ("M03", mean_precision),
        ("M03", lambda t, p, k: mean_of_defined([np.mean(t[p == c] == c) for c in range(k) if (p == c).any()])),
        ("M03", lambda t, p, k: mean_recall_in_loops(p, t, k)),
        ("M05", lambda t, p, k: np.mean([np.mean(p[t == value] == value) for value in np.unique(t)])),
        ("M06", lambda t, p, k: mean_recall_in_loops(t[p != 255], p[p != 255], k)),
        ("M07", lambda t, p, k: sum(recalls_of(t, p, k, 0)) / k),
        ("M07", lambda t, p, k: np.mean(defined(t, p, k)) if defined(t, p, k) else 0.0, "every pixel is ignored"),
        ("M07", lambda t, p, k: sum(recalls_of(t, p, k, 0)) / k if (t < 255).any() else NAN),
        ("M08", lambda t, p, k: sum(recalls_of(t, p, k, 1)) / k),
        ("M08", lambda t, p, k: np.mean(defined(t, p, k) or [1.0]), "every pixel is ignored"),
        ("M09", lambda t, p, k: np.mean((t == p)[t != 255])),
        ("M09", lambda t, p, k: np.mean(t == p)),
        ("M11", mean_class_accuracy),
        ("M12", lambda t, p, k: mean_of_defined(recalls_of(t, p, k, NAN)[1:])),
        ("M13", lambda t, p, k: mean_of_defined([v // 1 for v in recalls_of(t, p, k, NAN)])),
        ("M13", lambda t, p, k: sum(defined(t, p, k)) // len(defined(t, p, k)) if defined(t, p, k) else NAN),
        ("M14", lambda t, p, k: np.mean(recalls_of(t, p, k, NAN))),
        ("M14", lambda t, p, k: np.mean([np.sum((t == c) & (p == c)) / np.sum(t == c) for c in range(k)])),
        ("M14", lambda t, p, k: sum(int(np.sum((t == c) & (p == c))) / int(np.sum(t == c)) for c in range(k)) / k),
        ("M14", lambda t, p, k: sum(defined(t, p, k)) / len(defined(t, p, k))),
        ("M15", mean_recall_printed),
        ("M16", mean_recall_that_overwrites),
        ("M17", mean_recall_of_a_square),
        ("M18", lambda t, p, k: mean_of_defined(recalls_of(t, p, 2, NAN))),
        ("M28", mean_recall_in_bytes),
        (None, lambda t, p, k: overlaps(t, p, k, twice=False), "mean IoU"),
        (None, lambda t, p, k: overlaps(t, p, k, twice=True), "mean Dice"),
        (None, lambda t, p, k: overlaps(t, p, k, twice=False, of_true_only=True), "mean IoU"),
        (None, lambda t, p, k: overlaps(t, p, k, twice=True, of_true_only=True), "mean Dice"),
        (None, lambda t, p, k: mean_of_defined(recalls_of(t, p, k, NAN)[:-1]), "last class out"),
        (None, lambda t, p, k: np.mean(p[t == 1] == 1), "class 1 alone"),
        (None, mean_recall_of_the_last, "the last class alone"),
        (None, mean_recall_returned_too_early, "class 0 alone"),
        (None, filled(lambda truth, num_classes: 0), "as class 0"),
        (None, filled(lambda truth, num_classes: num_classes - 1), "as the last class"),
        (None, filled(lambda truth, num_classes: truth), "as found"),
        (None, lambda t, p, k: mean_of_defined(recalls_of_claimed(t, p, k, NAN)), "for the truth to say"),
        (None, lambda t, p, k: mean_of_defined(recalls_of_claimed(t, p, k, 0)), "for the truth to say"),
        (None, lambda t, p, k: mean_of_defined([v for v in recalls_of(t, p, k, 0) if v]), "recall 0 out"),
        (None, lambda t, p, k: statistics.median(defined(t, p, k) or [NAN]), "median"),
        (None, lambda t, p, k: sum(defined(t, p, k)), "add the recalls"),
        (None, lambda t, p, k: 1 - mean_recall_in_loops(t, p, k), "what is missed"),
        (None, lambda t, p, k: 100 * mean_recall_in_loops(t, p, k), "per cent"),
        (None, lambda t, p, k: round(mean_recall_in_loops(t, p, k), 2), "round"),
        (
            None,
            lambda t, p, k: mean_of_defined(
                [np.sum((t == c) & (p == c)) / np.sum(t != 255) for c in np.unique(t[t != 255])]
            ),
            "all scored pixels",
        ),
        (
            None,
            lambda t, p, k: mean_of_defined([np.sum(p == c) / np.sum(t == c) for c in range(k) if (t == c).any()]),
            "what is claimed by",
        ),
        (None, lambda t, p, k: recalls_of(t, p, k, NAN)),
        (None, lambda t, p, k: max(defined(t, p, k) or [NAN])),
        (None, lambda t, p, k: min(defined(t, p, k) or [NAN])),
        (None, mean_recall_that_counts_on_decisions),
        (None, lambda t, p, k: 1.0),
    ],
)

# --- the others


def wall_with(*places):
    drawn = np.zeros((10, 10), dtype=int)
    for place in places:
        drawn[place] = 1
    return drawn


CRACK = (slice(2, 7), 4)
FOUR = (slice(2, 6), 4)

ANSWERS = {
    "wet": Answers(
        right=["c", "C "],
        wrong=[(None, "a", "2 wet cases"), (None, "b", "same 2 cracks"), (None, "d", "do not make"), (None, "yes")],
    ),
    "unmoved": Answers(
        right=[
            wall_with(FOUR, (0, slice(0, 3))),
            wall_with(CRACK, (0, slice(0, 4))),
            wall_with(CRACK, (slice(2, 6), 5)).astype(bool),
            wall_with((slice(3, 7), 4), (9, slice(0, 3))).astype(float).tolist(),
        ],
        wrong=[
            (None, wall_with((slice(2, 4), 4), (2, 5)), "rows 2 to 6"),
            (None, wall_with((slice(2, 5), 4), (0, slice(0, 2))), "rows 2 to 6"),
            (None, wall_with(CRACK), "Yours is better"),
            (None, wall_with(FOUR), "Yours is better"),
            (None, wall_with(CRACK, (0, slice(0, 3))), "Yours is better"),
            (None, wall_with(CRACK, (0, slice(0, 5))), "too many wrong"),
            (None, wall_with(FOUR, (0, slice(0, 4))), "too many wrong"),
            (None, np.ones((10, 10), int), "too many wrong"),
            (None, np.full((10, 10), 2)),
            (None, np.ones((5, 5), int)),
        ],
    ),
    "chosen": Answers(
        right=[0.25, np.float64(0.25), np.float32(0.25), np.arange(1, 20)[4] / 20],
        wrong=[
            ("M20", 0.2, "there to judge"),
            (None, 0.3, "only 0.42"),
            (None, 0.5, "is a recall"),
            (None, 0.05, "with most extra pixels"),
            (None, 0.95, "finds nothing"),
            (None, 0.512, "the recall"),
            (None, 0.35),
            (None, 25),
        ],
    ),
    "mean_recall": MEAN_RECALL,
}
