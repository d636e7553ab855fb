"""Answers to exercise set 7."""

import numpy as np
from scipy.spatial.distance import cdist

from tests.checks.answers import Answers

# --- shared_drives


def shared_in_loops(training, test):
    found = []
    for drive, _ in training:
        for other, _ in test:
            if drive == other and drive not in found:
                found.append(drive)
    return sorted(found)


def shared_with_numpy(training, test):
    one, other = (np.array(side, dtype=int).reshape(-1, 2)[:, 0] for side in (training, test))
    return np.intersect1d(one, other)


def shared_by_dictionaries(training, test):
    one, other = dict(training), dict(test)
    return tuple(sorted(one.keys() & other.keys()))


def shared_as_numpy_integers(training, test):
    return [np.int64(drive) for drive in range(100) if any(d == drive for d, _ in training) and drive in dict(test)]


def shared_printed(training, test):
    print(shared_in_loops(training, test))


def shared_that_sorts(training, test):
    training.sort()
    return shared_in_loops(training, test)


SHARED_DRIVES = Answers(
    right=[shared_in_loops, shared_with_numpy, shared_by_dictionaries, shared_as_numpy_integers],
    wrong=[
        ("M21", lambda a, b: sorted(set(a) & set(b))),
        ("M21", lambda a, b: sorted({drive for drive, frame in a if (drive, frame) in b})),
        ("M21", lambda a, b: [pair[0] for pair in a if pair in b]),
        ("M21", lambda a, b: sum(pair in b for pair in a)),
        ("M15", shared_printed),
        ("M16", shared_that_sorts),
        (None, lambda a, b: [drive for drive, _ in a if drive in {d for d, _ in b}]),
        (None, lambda a, b: sorted({frame for _, frame in a} & {frame for _, frame in b})),
        (None, lambda a, b: sorted({d for d, _ in a} | {d for d, _ in b})),
        (None, lambda a, b: sorted({d for d, _ in a} & {d for d, _ in b}, reverse=True)),
    ],
)

# --- alarm


def alarm_in_loops(test, training):
    found = []
    for picture in test.tolist():
        nearest = float("inf")
        for other in training.tolist():
            for known in (other, [row[::-1] for row in other]):
                pairs = [
                    (a, b) for row, line in zip(picture, known, strict=True) for a, b in zip(row, line, strict=True)
                ]
                nearest = min(nearest, sum(abs(a - b) for a, b in pairs) / len(pairs))
        found.append(nearest)
    return found


def alarm_of_scipy(test, training):
    flat = test.reshape(len(test), -1).astype(float)
    both = [side.reshape(len(training), -1).astype(float) for side in (training, np.flip(training, axis=2))]
    return np.minimum(*(cdist(flat, side, "cityblock").min(axis=1) for side in both)) / flat.shape[1]


def alarm_in_float32(test, training):
    asked, known = test.astype(np.float32), training.astype(np.float32)
    distances = [
        np.abs(asked[:, None] - side[None]).mean(axis=(2, 3)).min(axis=1) for side in (known, known[..., ::-1])
    ]
    return np.minimum(distances[0], distances[1])


def alarm_that_mirrors_the_test(test, training):
    numbers = training.astype(np.int16)
    pairs = ((picture, picture[:, ::-1]) for picture in test)
    return tuple(min(np.abs(numbers - side).mean(axis=(1, 2)).min() for side in pair) for pair in pairs)


def alarm_by_maximum_and_minimum(test, training):
    def distance(one, other):
        return np.mean(np.maximum(one, other) - np.minimum(one, other))

    return [min(min(distance(a, b), distance(a, np.fliplr(b))) for b in training) for a in test]


def alarm_printed(test, training):
    print(alarm_in_loops(test, training))


def alarm_that_mirrors_in_place(test, training):
    straight = np.abs(test[:, None].astype(int) - training.astype(int)).mean(axis=(2, 3)).min(axis=1)
    training[:] = training[:, :, ::-1].copy()
    mirrored = np.abs(test[:, None].astype(int) - training.astype(int)).mean(axis=(2, 3)).min(axis=1)
    return np.minimum(straight, mirrored)


def alarm_of_squares(test, training):
    size = test.shape[1]
    return alarm_in_loops(test[:, :, :size], training[:, :, :size])


def alarm_in_bytes(test, training):
    def distance(one, other):
        return np.mean(np.abs(one - other))

    return [min(min(distance(a, b), distance(a, b[:, ::-1])) for b in training) for a in test]


ALARM = Answers(
    right=[
        alarm_in_loops,
        alarm_of_scipy,
        alarm_in_float32,
        alarm_that_mirrors_the_test,
        alarm_by_maximum_and_minimum,
    ],
    wrong=[
        ("M28", alarm_in_bytes),
        ("M28", lambda test, training: [min(np.mean(np.abs(b - a)) for b in training) for a in test]),
        ("M28", lambda test, training: [min(np.mean(abs(a - b)) for b in training) for a in test]),
        ("M28", lambda test, training: [min(np.abs(a - b).astype(float).mean() for b in training) for a in test]),
        ("M13", lambda test, training: [int(value) for value in alarm_in_loops(test, training)]),
        ("M15", alarm_printed),
        ("M16", alarm_that_mirrors_in_place),
        ("M17", alarm_of_squares),
        (None, lambda test, training: [min(np.abs(a.astype(int) - b).mean() for b in training) for a in test]),
        (None, lambda test, training: alarm_in_loops(training, test)),
        (None, lambda test, training: min(alarm_in_loops(test, training))),
        (None, lambda test, training: [0.0] * len(test)),
    ],
)

# --- column

LABELS = [1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1]

ANSWERS = {
    "cards": Answers(
        right=[2, 2.0, np.int64(2), np.array(2)], wrong=[("M21", 5), ("M22", 6), (None, 3), (None, 1 / 3), (None, [2])]
    ),
    "patients": Answers(right=["c", "C"], wrong=[("M21", "a"), ("M20", "b"), ("M22", "d"), (None, 3)]),
    "shared_drives": SHARED_DRIVES,
    "three_models": Answers(right=["c", " c "], wrong=[("M34", "a"), ("M34", "b"), ("M22", "d"), (None, "A and B")]),
    "honest": Answers(
        right=[0.348, np.float64(0.3478), 0.35],
        wrong=[("M21", 0.557), ("M21", 0.615), ("M22", 0.691), ("M22", 0.652), (None, 0.45), (None, [0.348])],
    ),
    "extra_column": Answers(
        right=[
            np.repeat([1000.0 if label else -1000.0 for label in LABELS], 8),
            [50 * (1 - label) for label in LABELS for _ in range(8)],
            np.repeat(np.array(LABELS, dtype=np.float32) * 10, 8),
        ],
        wrong=[
            (None, np.repeat(LABELS, 8)),
            (None, 100 * np.repeat(np.arange(12), 8)),
            (None, np.arange(96) + 1000 * np.repeat(LABELS, 8)),
            (None, np.ones(96)),
            (None, np.array(LABELS) * 100),
            (None, np.full(96, np.nan)),
        ],
    ),
    "alarm": ALARM,
}
