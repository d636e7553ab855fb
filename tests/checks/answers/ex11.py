"""Answers to the exercise set on leakage."""

from fractions import Fraction

import numpy as np
from scipy.spatial.distance import cdist

from tests.checks.answers import Answers

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


def alarm_with_where(test, training):
    both = np.concatenate([training, training[:, :, ::-1]])
    found = []
    for picture in test:
        larger = np.where(both > picture, both - picture, picture - both)
        found.append(larger.reshape(len(both), -1).mean(axis=1).min())
    return np.array(found)


def alarm_by_sums_of_sums(test, training):
    height, width = test.shape[1:]
    wide = training.astype("int16")
    return [
        min(int(np.abs(side - one).sum()) for side in (*wide, *wide[:, :, ::-1])) / (height * width)
        for one in test.astype("int16")
    ]


def alarm_of_rows(test, training):
    """Mirrored row by row, with Python's integers."""
    turned = [[row[::-1] for row in picture] for picture in training.tolist()]
    flat = [[value for row in picture for value in row] for picture in [*training.tolist(), *turned]]
    asked = [[value for row in picture for value in row] for picture in test.tolist()]
    return [min(sum(map(abs, np.subtract(one, other).tolist())) / len(one) for other in flat) for one in asked]


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


def _by(distance, *, of_all=min, mirrored=True):
    """An alarm with a distance of two pictures of floats, and a choice among the distances of one picture."""

    def answer(test, training):
        known = [other for one in training.astype(float) for other in ((one, one[:, ::-1]) if mirrored else (one,))]
        return [of_all([distance(picture, other) for other in known]) for picture in test.astype(float)]

    return answer


def mean_difference(one, other):
    return np.abs(one - other).mean()


def _turned(test, training, *turns):
    known = np.concatenate([np.stack([turn(picture) for picture in training]) for turn in turns])
    return _by(mean_difference, mirrored=False)(test, known)


def alarm_in_type(name):
    def answer(test, training):
        one, other = test.astype(name), training.astype(name)
        straight, turned = (np.abs(one[:, None] - side[None]).mean(axis=(2, 3)) for side in (other, other[..., ::-1]))
        return np.minimum(straight, turned).min(axis=1)

    return answer


def alarm_that_stops_at_the_first(test, training):
    for picture in test:
        return alarm_in_loops(picture[None], training)


def alarm_of_both_lists(test, training):
    straight = [min(mean_difference(a.astype(int), b) for b in training) for a in test]
    return straight + [min(mean_difference(a.astype(int), b[:, ::-1]) for b in training) for a in test]


def alarm_without_copies(test, training):
    found = []
    for picture in test:
        distances = [mean_difference(picture.astype(int), other) for other in (*training, *training[:, :, ::-1])]
        found.append(min((one for one in distances if one != 0), default=0))
    return found


def alarm_in_step(test, training):
    pairs = zip(test, training, strict=False)
    return [min(mean_difference(a.astype(int), side) for side in (b, np.fliplr(b))) for a, b in pairs]


def alarm_up_to_the_height(test, training):
    found, height = [], test.shape[1]
    for picture in test.tolist():
        distances = []
        for other in (*training.tolist(), *training[:, :, ::-1].tolist()):
            total = sum(
                abs(picture[row][column] - other[row][column]) for row in range(height) for column in range(height)
            )
            distances.append(total / height**2)
        found.append(min(distances))
    return found


ALARM = Answers(
    right=[
        alarm_in_loops,
        alarm_of_scipy,
        alarm_in_float32,
        alarm_that_mirrors_the_test,
        alarm_by_maximum_and_minimum,
        alarm_with_where,
        alarm_by_sums_of_sums,
        alarm_of_rows,
        _by(mean_difference),
        _by(lambda one, other: np.linalg.norm((one - other).ravel(), 1) / one.size),
        lambda test, training: [Fraction(value).limit_denominator(10**6) for value in alarm_in_loops(test, training)],
    ],
    wrong=[
        ("M28", alarm_in_bytes),
        ("M28", lambda test, training: [min(np.mean(np.abs(b - a)) for b in training) for a in test]),
        ("M28", lambda test, training: [min(np.mean(abs(a - b)) for b in training) for a in test]),
        ("M28", lambda test, training: [min(np.abs(a - b).astype(float).mean() for b in training) for a in test]),
        (
            "M13",
            lambda test, training: [int(value) for value in alarm_in_loops(test, training)],
            "behind the decimal point",
        ),
        ("M15", alarm_printed),
        ("M16", alarm_that_mirrors_in_place),
        ("M17", alarm_of_squares),
        *(("M28", alarm_in_type(name)) for name in ("uint8", "int8", "uint16", "uint32", "uint64")),
        (
            "M28",
            lambda test, training: [
                min(mean_difference(a.astype("int8"), b.astype("int8")) for b in training) for a in test
            ],
        ),
        ("M13", lambda test, training: np.floor_divide(alarm_in_loops(test, training), 1), "behind the decimal point"),
        (
            "M13",
            lambda test, training: [round(value) for value in alarm_in_loops(test, training)],
            "behind the decimal point",
        ),
        ("M17", alarm_up_to_the_height),
        (
            None,
            lambda test, training: [min(np.abs(a.astype(int) - b).mean() for b in training) for a in test],
            "as it is and mirrored",
        ),
        (None, lambda test, training: _turned(test, training, np.fliplr), "as it is and mirrored"),
        (None, lambda test, training: _turned(test, training, np.array, np.flipud), "not upside down"),
        (None, lambda test, training: _turned(test, training, np.flipud), "not upside down"),
        (None, lambda test, training: _turned(test, training, np.array, np.flip), "not upside down"),
        (None, lambda test, training: _turned(test, training, np.array, np.fliplr, np.flipud), "not upside down"),
        (None, lambda test, training: _turned(test, training, np.array, np.fliplr, np.flipud, np.flip), "not upside"),
        (None, _by(lambda one, other: abs(one.mean() - other.mean())), "cancel"),
        (None, _by(lambda one, other: np.abs((one - other).mean()), mirrored=False), "cancel"),
        (None, _by(lambda one, other: (one - other).mean()), "cancel"),
        (None, _by(lambda one, other: (other - one).mean()), "cancel"),
        (None, _by(lambda one, other: np.abs(one - other).sum()), "another one"),
        (None, _by(lambda one, other: np.abs(one - other).sum(), mirrored=False), "another one"),
        (None, _by(lambda one, other: ((one - other) ** 2).mean()), "another one"),
        (None, _by(lambda one, other: ((one - other) ** 2).mean() ** 0.5), "another one"),
        (None, _by(lambda one, other: np.linalg.norm(one - other)), "another one"),
        (None, _by(lambda one, other: np.abs(one - other).max()), "another one"),
        (None, _by(lambda one, other: np.median(np.abs(one - other))), "another one"),
        (None, _by(lambda one, other: (one != other).mean()), "another one"),
        (None, _by(lambda one, other: np.count_nonzero(one - other)), "another one"),
        (None, _by(lambda one, other: mean_difference(one, other) / 255), "another one"),
        (None, _by(mean_difference, of_all=max), "the smallest of all"),
        (None, _by(mean_difference, of_all=np.mean), "the smallest of all"),
        (None, _by(mean_difference, of_all=np.argmin, mirrored=False), "the place of the nearest"),
        (None, lambda test, training: alarm_in_loops(test, training[:1]), "the first"),
        (None, lambda test, training: alarm_in_loops(test, training[-1:]), "the smallest of all"),
        (None, alarm_without_copies, "even if it is 0"),
        (None, lambda test, training: alarm_in_loops(training, test), "exactly one distance"),
        (None, lambda test, training: min(alarm_in_loops(test, training)), "exactly one distance"),
        (None, lambda test, training: np.mean(alarm_in_loops(test, training)), "exactly one distance"),
        (None, alarm_that_stops_at_the_first, "exactly one distance"),
        (None, alarm_of_both_lists, "exactly one distance"),
        (None, _by(mean_difference, of_all=list), "exactly one distance"),
        (None, lambda test, training: sorted(alarm_in_loops(test, training)), "in the order"),
        (None, alarm_in_step, "second with the second"),
        (None, lambda test, training: [0.0] * len(test)),
        (None, lambda test, training: [value < 5 for value in alarm_in_loops(test, training)]),
    ],
)

# --- column

LABELS = [1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1]

ANSWERS = {
    "cards": Answers(
        right=[2, 2.0, np.int64(2), np.array(2), Fraction(2)],
        wrong=[
            (None, 5, "the row test"),
            ("M22", 6),
            (None, 0, "however far away"),
            (None, 1, "asked twice"),
            (None, 3, "a coin"),
            (None, 1 / 3, "a share"),
            (None, 0.33, "a share"),
            (None, 4, "always says V"),
            (None, [2, 3]),
            (None, "two"),
        ],
    ),
    "patients": Answers(right=["c", "C"], wrong=[("M21", "a"), ("M20", "b"), ("M22", "d"), (None, 3)]),
    "honest": Answers(
        right=[0.348, np.float64(0.3478), 0.35, 0.3368, 0.3254, 0.3692],
        wrong=[
            ("M21", 0.557, "split by frame"),
            ("M21", 0.615, "split by pixel"),
            ("M22", 0.691),
            ("M22", 0.652),
            ("M10", 0.516),
            ("M38", 0.834, "accuracy of all classes"),
            ("M26", 0.259),
            (None, 0.4805, "the precision of buildings"),
            (None, 0.4746, "mean IoU"),
            (None, 0.303, "vehicles"),
            (None, 0.38, "pixels=8_000"),
            (None, 0.201, "the first half for the training"),
            (None, 34.8),
            (None, [0.348, 0.303]),
        ],
    ),
    "extra_column": Answers(
        right=[
            np.repeat([1000.0 if label else -1000.0 for label in LABELS], 8),
            [50 * (1 - label) for label in LABELS for _ in range(8)],
            np.repeat(np.array(LABELS, dtype=np.float32) * 10, 8),
        ],
        wrong=[
            (None, np.repeat(LABELS, 8), "outvoted"),
            (None, 100 * np.repeat(np.arange(12), 8), "tell the two labels apart"),
            (None, np.arange(96) + 1000 * np.repeat(LABELS, 8), "not about frames"),
            (None, np.tile(LABELS, 8) * 100, "not about frames"),
            (None, np.ones(96), "tell the two labels apart"),
            (None, [1000 * label for label in [1, 0] * 6 for _ in range(8)], "tell the two labels apart"),
            (None, np.array(LABELS) * 100),
            (None, np.full(96, np.nan)),
        ],
    ),
    "alarm": ALARM,
}
