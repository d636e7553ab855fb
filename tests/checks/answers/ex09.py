"""Answers to exercise set 9."""

import itertools
import statistics
from collections import Counter
from fractions import Fraction

import numpy as np
from sklearn.dummy import DummyClassifier

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

# --- the others


def wall_with(*places):
    drawn = np.zeros((10, 10), dtype=int)
    for place in places:
        drawn[place] = 1
    return drawn


CRACK = (slice(3, 6), 4)

ANSWERS = {
    "blank_mean": Answers(
        right=[0.48, np.float32(0.48), 0.482, np.array(0.48)],
        wrong=[
            (None, 0.5, "the IoU of the wall were 1"),
            (None, 0.98, "You take 1 for the crack"),
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
    "baseline": BASELINE,
}
