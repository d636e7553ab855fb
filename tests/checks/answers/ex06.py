"""Answers to exercise set 6."""

import warnings
from collections import Counter

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


BASELINE = Answers(
    right=[baseline_in_loops, baseline_by_a_counter, baseline_by_a_dummy, baseline_in_float32],
    wrong=[
        ("M05", lambda t: np.bincount(t[t != 255]).max() / t.size),
        ("M05", lambda t: np.bincount(t.ravel()).max() / t.size),
        ("M05", lambda t: max(Counter(t.ravel().tolist()).values()) / np.sum(t != 255)),
        ("M18", lambda t: max(np.mean(t[t != 255] == 0), np.mean(t[t != 255] == 1))),
        ("M18", lambda t: 1 - np.mean(t[t < 255] == 1)),
        ("M18", lambda t: max(np.mean(t[t < 255] == 1), 1 - np.mean(t[t < 255] == 1))),
        ("M13", lambda t: np.bincount(t[t != 255]).max() // np.sum(t != 255)),
        ("M15", baseline_printed),
        ("M16", baseline_that_overwrites),
        ("M17", baseline_of_a_square),
        (None, lambda t: np.mean(t[t != 255] == 0)),
        (None, lambda t: np.bincount(t[t != 255]).max()),
        (None, lambda t: 1 - np.bincount(t[t != 255]).max() / np.sum(t != 255)),
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
    size = len(truth)
    return mean_recall_in_loops(truth[:, :size], prediction[:, :size], num_classes)


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


MEAN_RECALL = Answers(
    right=[
        mean_recall_in_loops,
        mean_recall_of_a_matrix,
        mean_recall_of_scikit_learn,
        mean_recall_by_weights,
        balanced_accuracy_of_scikit_learn,
    ],
    wrong=[
        ("M03", mean_precision),
        ("M03", lambda t, p, k: mean_of_defined([np.mean(t[p == c] == c) for c in range(k) if (p == c).any()])),
        ("M03", lambda t, p, k: mean_recall_in_loops(p, t, k)),
        ("M05", lambda t, p, k: np.mean([np.mean(p[t == value] == value) for value in np.unique(t)])),
        ("M06", lambda t, p, k: mean_recall_in_loops(t[p != 255], p[p != 255], k)),
        ("M07", lambda t, p, k: sum(recalls_of(t, p, k, 0)) / k),
        ("M08", lambda t, p, k: sum(recalls_of(t, p, k, 1)) / k),
        ("M09", lambda t, p, k: np.mean((t == p)[t != 255])),
        ("M11", mean_class_accuracy),
        ("M12", lambda t, p, k: mean_of_defined(recalls_of(t, p, k, NAN)[1:])),
        ("M13", lambda t, p, k: mean_of_defined([v // 1 for v in recalls_of(t, p, k, NAN)])),
        ("M14", lambda t, p, k: np.mean(recalls_of(t, p, k, NAN))),
        ("M14", lambda t, p, k: np.mean([np.sum((t == c) & (p == c)) / np.sum(t == c) for c in range(k)])),
        ("M14", lambda t, p, k: sum(int(np.sum((t == c) & (p == c))) / int(np.sum(t == c)) for c in range(k)) / k),
        ("M15", mean_recall_printed),
        ("M16", mean_recall_that_overwrites),
        ("M17", mean_recall_of_a_square),
        ("M18", lambda t, p, k: mean_of_defined(recalls_of(t, p, 2, NAN))),
        ("M28", mean_recall_in_bytes),
        (None, lambda t, p, k: recalls_of(t, p, k, NAN)),
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
        wrong=[(None, 0.5), ("M09", 0.96), ("M12", 0), (None, 0.04), (None, 48), (None, "0.48")],
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
            (None, wall_with(CRACK)),
            (None, wall_with(CRACK, (slice(3, 6), 5))),
            (None, wall_with((slice(3, 5), 4), (0, slice(0, 3)))),
            ("M24", np.ones((10, 10), int)),
            ("M24", wall_with(CRACK, (0, slice(0, 5)))),
            (None, np.full((10, 10), 2)),
            (None, np.ones((5, 5), int)),
        ],
    ),
    "chosen": Answers(
        right=[0.25, np.float64(0.25), np.float32(0.25), np.arange(1, 20)[4] / 20],
        wrong=[("M20", 0.2), ("M23", 0.3), (None, 0.5), (None, 0.05)],
    ),
    "mean_recall": MEAN_RECALL,
}
