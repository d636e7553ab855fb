"""Answers to exercise set 6."""

import itertools
import math
import statistics
import warnings
from collections import Counter
from fractions import Fraction

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.metrics import balanced_accuracy_score, recall_score

from tests.checks.answers import Answers

NAN = float("nan")

# --- baseline


def baseline_in_loops(truth):
    counts = {}
    for row in truth:
        for value in row:
            if value != 255:
                counts[int(value)] = counts.get(int(value), 0) + 1
    return max(counts.values()) / sum(counts.values())


def baseline_by_a_counter(truth):
    values = [value for value in truth.ravel().tolist() if value < 255]
    return Counter(values).most_common(1)[0][1] / len(values)


def baseline_by_a_dummy(truth):
    scored = truth[truth != 255]
    dummy = DummyClassifier(strategy="most_frequent").fit(np.zeros((scored.size, 1)), scored)
    return dummy.score(np.zeros((scored.size, 1)), scored)


def baseline_in_float32(truth):
    scored = truth != 255
    shares = [np.float32(np.sum(truth == value)) / np.float32(np.sum(scored)) for value in np.unique(truth[scored])]
    return np.array(max(shares))


def baseline_printed(truth):
    print(baseline_in_loops(truth))


def baseline_that_overwrites(truth):
    share = baseline_in_loops(truth)
    truth[truth == 255] = 0
    return share


def baseline_of_a_square(truth):
    size = len(truth)
    values = [int(truth[row, column]) for row in range(size) for column in range(size) if truth[row, column] != 255]
    return max(values.count(value) for value in values) / len(values)


def baseline_of_fractions(truth):
    values = sorted(truth[truth < 255].tolist())
    runs = [len(list(run)) for _, run in itertools.groupby(values)]
    return Fraction(max(runs), sum(runs))


def baseline_by_trying(truth):
    scored = truth != 255
    return max(np.mean(np.full_like(truth, value)[scored] == truth[scored]) for value in range(255))


def baseline_of_the_mode(truth):
    scored = [int(value) for value in truth.flat if value != 255]
    return 1 - sum(value != statistics.mode(scored) for value in scored) / len(scored)


def scored_of(truth):
    return truth[truth != 255].astype(int)


def baseline_as_wide_as_high(truth):
    width = truth.shape[1]
    values = [int(truth[row, column]) for row in range(width) for column in range(width) if truth[row, column] != 255]
    return max(values.count(value) for value in values) / len(values)


BASELINE = Answers(
    right=[
        baseline_in_loops,
        baseline_by_a_counter,
        baseline_by_a_dummy,
        baseline_in_float32,
        baseline_of_fractions,
        baseline_by_trying,
        baseline_of_the_mode,
        lambda t: np.histogram(t, bins=np.arange(257))[0][:255].max() / (t < 255).sum(),
    ],
    wrong=[
        ("M28", lambda t: np.bincount(t[t != 255]).astype(np.uint8).max() / np.sum(t != 255)),
        ("M05", lambda t: np.bincount(t[t != 255]).max() / t.size),
        ("M05", lambda t: np.bincount(t.ravel()).max() / t.size),
        ("M05", lambda t: max(Counter(t.ravel().tolist()).values()) / np.sum(t != 255)),
        ("M18", lambda t: max(np.mean(t[t != 255] == 0), np.mean(t[t != 255] == 1))),
        ("M18", lambda t: 1 - np.mean(t[t < 255] == 1), "not class 1"),
        ("M18", lambda t: max(np.mean(t[t < 255] == 1), 1 - np.mean(t[t < 255] == 1))),
        ("M18", lambda t: max(np.mean(t[t < 255] > 0), 1 - np.mean(t[t < 255] > 0))),
        ("M13", lambda t: np.bincount(t[t != 255]).max() // np.sum(t != 255)),
        ("M15", baseline_printed),
        ("M16", baseline_that_overwrites),
        ("M17", baseline_of_a_square),
        ("M17", baseline_as_wide_as_high),
        ("M17", lambda t: np.bincount(t[t != 255]).max() / len(t) ** 2),
        ("M12", lambda t: np.bincount(t[(t > 0) & (t < 255)]).max() / np.sum((t > 0) & (t < 255)), "class 0"),
        ("M12", lambda t: max(np.sum(t == k) for k in range(1, 255)) / np.sum(t != 255), "class 0"),
        (None, lambda t: np.mean(t[t != 255] == 0), "take one class"),
        (None, lambda t: np.mean(t[t != 255] == 1), "take one class"),
        (None, lambda t: np.bincount(t[t != 255]).max(), "a number of pixels"),
        (None, lambda t: Counter(t[t != 255].tolist()).most_common(1)[0][0], "the index"),
        (None, lambda t: 1 - np.bincount(t[t != 255]).max() / np.sum(t != 255), "wrong pixels"),
        (None, lambda t: min(Counter(scored_of(t).tolist()).values()) / scored_of(t).size, "rarest"),
        (None, lambda t: 1 / len(set(scored_of(t).tolist())), "equally frequent"),
        (None, lambda t: np.mean([np.mean(scored_of(t) == k) for k in set(scored_of(t).tolist())]), "equally frequent"),
        (None, lambda t: sum(np.mean(scored_of(t) == k) ** 2 for k in range(255)), "a guess"),
        (None, lambda t: scored_of(t).max() / scored_of(t).size, "largest class index"),
        (None, lambda t: np.bincount(scored_of(t)).max() / len(t), "number of rows"),
        (None, lambda t: 100 * np.bincount(scored_of(t)).max() / scored_of(t).size, "per cent"),
        (None, lambda t: round(np.bincount(scored_of(t)).max() / scored_of(t).size, 2), "round"),
        (None, lambda t: np.bincount(scored_of(t)) / scored_of(t).size),
        (None, lambda t: np.mean(scored_of(t) == t[0, 0])),
        (None, lambda t: np.mean(scored_of(t))),
        (None, lambda t: np.mean([np.bincount(row).max() / row.size for row in t])),
        (None, lambda t: 1.0),
    ],
)

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


CRACK = (slice(3, 6), 4)

ANSWERS = {
    "half_for_nothing": Answers(
        right=[0.48, np.float32(0.48), 0.482, np.array(0.48)],
        wrong=[
            (None, 0.5, "the IoU of the wall were 1"),
            ("M09", 0.96, "0.96 is the accuracy"),
            ("M12", 0, "the crack alone"),
            ("M10", 0.49, "mean Dice"),
            (None, 0.96**2, "by their pixels"),
            (None, 0.04, "share of the crack"),
            (None, 48, "per cent"),
            (None, 0.98),
            (None, "0.48"),
        ],
    ),
    "ready": Answers(right=["c", " C"], wrong=[("M23", "a"), ("M03", "b"), ("M24", "d"), (None, "no")]),
    "baseline": BASELINE,
    "cracks": Answers(right=["d", "D"], wrong=[("M12", "a"), ("M10", "b"), ("M01", "c")]),
    "beaten": Answers(
        right=[
            wall_with(CRACK, (0, slice(0, 4))),
            wall_with(CRACK, (slice(6, 10), 4)).astype(bool),
            wall_with(CRACK, (slice(2, 6), 5)).astype(float).tolist(),
        ],
        wrong=[
            (None, wall_with(CRACK), "three wrong pixels"),
            (None, wall_with(CRACK, (slice(3, 6), 5)), "three wrong pixels"),
            (None, wall_with((slice(3, 5), 4), (0, slice(0, 3))), "column 4"),
            (None, wall_with((4, slice(3, 6))), "column 4"),
            ("M24", np.ones((10, 10), int), "at most seven"),
            ("M24", wall_with(CRACK, (0, slice(0, 5))), "at most seven"),
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
