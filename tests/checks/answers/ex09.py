"""Answers to exercise set 9, the capstone."""

from functools import cached_property

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks import ex09
from segmetrics_lab.checks.capstone import mean_over_scenes, people, right_report, scores_on, threshold_on
from tests.checks.answers import Answers

NAN = float("nan")


def iou_in_loops(truths, predictions):
    right = wrong = 0
    for truth, prediction in zip(truths, predictions, strict=True):
        for there, claimed in zip(truth.ravel().tolist(), prediction.ravel().tolist(), strict=True):
            if there != 255 and there == claimed == 1:
                right += 1
            elif there != 255 and there + claimed == 1:
                wrong += 1
    return right / (right + wrong) if right + wrong else NAN


def iou_of_added_matrices(truths, predictions):
    matrix = sum(
        metrics.confusion_matrix(truth, prediction.astype(np.uint8), 2)
        for truth, prediction in zip(truths, predictions, strict=True)
    )
    return metrics.iou_per_class(matrix)[1]


def iou_of_one_long_row(truths, predictions):
    truth = np.concatenate([truth.flatten() for truth in truths]).astype(np.float32)
    claimed = np.concatenate([prediction.flatten() for prediction in predictions]).astype(np.float32)
    claimed[truth == 255] = truth[truth == 255] = 0
    with np.errstate(invalid="ignore"):
        return np.minimum(truth, claimed).sum() / np.maximum(truth, claimed).sum()


def iou_of_sets(truths, predictions):
    there, claimed = set(), set()
    for number, (truth, prediction) in enumerate(zip(truths, predictions, strict=True)):
        there |= {(number, *place) for place in np.argwhere(truth == 1).tolist()}
        claimed |= {(number, *place) for place in np.argwhere((prediction == 1) & (truth < 255)).tolist()}
    return np.array(len(there & claimed) / len(there | claimed)) if there | claimed else np.nan


def _counts(truths, predictions):
    """Shared, there and claimed pixels of all images."""
    pairs = [(t[t != 255] == 1, p[t != 255] == 1) for t, p in zip(truths, predictions, strict=True)]
    return (sum(int(f(t, p).sum()) for t, p in pairs) for f in (np.logical_and, lambda t, _: t, lambda _, p: p))


def _of_each(truths, predictions):
    return [iou_in_loops([t], [p]) for t, p in zip(truths, predictions, strict=True)]


def iou_printed(truths, predictions):
    print(iou_in_loops(truths, predictions))


def iou_that_blackens_ignored_pixels(truths, predictions):
    for truth, prediction in zip(truths, predictions, strict=True):
        prediction[truth == 255] = 0
        truth[truth == 255] = 0
    return iou_in_loops(truths, predictions)


def iou_of_squares(truths, predictions):
    right = wrong = 0
    for truth, prediction in zip(truths, predictions, strict=True):
        for row in range(len(truth)):
            for column in range(len(truth)):
                there, claimed = truth[row, column], prediction[row, column]
                right += there == 1 and claimed == 1
                wrong += there not in (255, claimed)
    return right / (right + wrong) if right + wrong else NAN


def precision_of_all(truths, predictions):
    shared, _, claimed = _counts(truths, predictions)
    return shared / claimed if claimed else NAN


def iou_of_double_union(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    return shared / (there + claimed) if there + claimed else NAN


def dice_of_all(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    return 2 * shared / (there + claimed) if there + claimed else NAN


def iou_without_a_look(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    return shared / (there + claimed - shared)


ROAD_IOU = Answers(
    right=[iou_in_loops, iou_of_added_matrices, iou_of_one_long_row, iou_of_sets],
    wrong=[
        ("M01", precision_of_all),
        ("M02", iou_of_double_union),
        (
            "M05",
            lambda t, p: iou_in_loops([np.where(one == 255, 0, one) for one in t], [one.astype(np.uint8) for one in p]),
        ),
        ("M07", lambda t, p: np.nan_to_num(iou_in_loops(t, p))),
        ("M08", lambda t, p: np.nan_to_num(iou_in_loops(t, p), nan=1)),
        ("M10", dice_of_all),
        ("M11", lambda t, p: metrics.pixel_accuracy(ex09._counts(t, p))),
        ("M12", lambda t, p: metrics.mean_iou(ex09._counts(t, p))),
        ("M13", lambda t, p: iou_in_loops(t, p) // 1),
        ("M14", iou_without_a_look),
        ("M15", iou_printed),
        ("M16", iou_that_blackens_ignored_pixels),
        ("M17", iou_of_squares),
        ("M26", lambda t, p: np.nanmean(_of_each(t, p))),
        ("M26", lambda t, p: np.mean(_of_each(t, p))),
        ("M26", lambda t, p: sum(0 if np.isnan(one) else one for one in _of_each(t, p)) / len(t)),
        (None, lambda t, p: _of_each(t, p)[0]),
        (None, lambda t, p: 0 if np.isfinite(iou_in_loops(t, p)) else NAN),
    ],
)


def threshold_in_loops(truth, probability, thresholds, least_precision):
    pixels = list(zip(truth.ravel().tolist(), probability.ravel().tolist(), strict=True))
    for level in thresholds:
        claimed = [there for there, sureness in pixels if sureness >= level and there != 255]
        if claimed and claimed.count(1) >= least_precision * len(claimed):
            return float(level)
    return NAN


def threshold_from_a_sweep(truth, probability, thresholds, least_precision):
    long = truth.reshape(1, -1), probability.reshape(1, -1)
    sweep = metrics.threshold_sweep(*long, thresholds=thresholds)
    fits = sweep.thresholds[sweep.precision >= least_precision]
    return fits.min() if fits.size else np.nan


def threshold_in_float32(truth, probability, thresholds, least_precision):
    known = truth != 255
    there, sureness = (truth[known] == 1).astype(np.float32), probability[known].astype(np.float32)
    called = sureness[None] >= thresholds.astype(np.float32)[:, None]
    with np.errstate(invalid="ignore"):
        precision = (called * there).sum(axis=1) / called.sum(axis=1)
    fits = np.flatnonzero(precision >= least_precision)
    return np.float32(thresholds[fits[0]]) if len(fits) else np.float32("nan")


def threshold_from_above_but_to_the_end(truth, probability, thresholds, least_precision):
    found = NAN
    for level in sorted(thresholds, reverse=True):
        right = np.sum((probability >= level) & (truth == 1))
        invented = np.sum((probability >= level) & (truth == 0))
        if right + invented > 0 and right / (right + invented) >= least_precision:
            found = level
    return found


def threshold_printed(truth, probability, thresholds, least_precision):
    print(threshold_in_loops(truth, probability, thresholds, least_precision))


def threshold_that_hides_pixels(truth, probability, thresholds, least_precision):
    probability[truth == 255] = -1
    return threshold_in_loops(truth, probability, thresholds, least_precision)


def threshold_without_a_look(truth, probability, thresholds, least_precision):
    for level in thresholds:
        claimed = [bool(there == 1) for there in truth[(probability >= level) & (truth != 255)].tolist()]
        if sum(claimed) / len(claimed) >= least_precision:
            return level
    return NAN


def threshold_going_down(truth, probability, thresholds, least_precision):
    lowest = NAN
    for level in thresholds[::-1]:
        claimed = truth[(probability >= level) & (truth != 255)]
        if claimed.size and (claimed == 1).mean() < least_precision:
            return lowest
        lowest = level if claimed.size else lowest
    return lowest


def threshold_by_halves(truth, probability, thresholds, least_precision):
    low, high = 0, len(thresholds)
    while low < high:
        middle = (low + high) // 2
        claimed = truth[(probability >= thresholds[middle]) & (truth != 255)]
        if claimed.size and (claimed == 1).mean() < least_precision:
            low = middle + 1
        else:
            high = middle
    return thresholds[low] if low < len(thresholds) else NAN


def _first(truth, probability, thresholds, fits):
    return next((level for level in thresholds if fits(truth, probability, level)), NAN)


def _share(part, whole):
    return part.sum() / whole.sum() if whole.any() else NAN


THRESHOLD = Answers(
    right=[
        threshold_in_loops,
        threshold_from_a_sweep,
        threshold_in_float32,
        threshold_from_above_but_to_the_end,
    ],
    wrong=[
        (
            "M03",
            lambda t, p, at, least: _first(t, p, at, lambda t, p, a: _share((t == 1) & (p >= a), t == 1) >= least),
        ),
        (
            "M05",
            lambda t, p, at, least: _first(t, p, at, lambda t, p, a: _share((t == 1) & (p >= a), p >= a) >= least),
        ),
        (
            "M11",
            lambda t, p, at, least: _first(
                t, p, at, lambda t, p, a: ((t == 1) == (p >= a))[t < 255].mean() >= least if (t < 255).any() else False
            ),
        ),
        ("M14", threshold_without_a_look),
        (
            "M14",
            lambda t, p, at, least: _first(
                t, p, at, lambda t, p, a: not (p[t < 255] >= a).any() or (t[(p >= a) & (t < 255)] == 1).mean() >= least
            ),
        ),
        ("M15", threshold_printed),
        ("M16", threshold_that_hides_pixels),
        ("M19", lambda t, p, at, least: threshold_in_loops(t, np.where(np.isin(p, at), p - 0.01, p), at, least)),
        (
            "M26",
            lambda t, p, at, least: _first(
                t,
                p,
                at,
                lambda t, p, a: (
                    np.nanmean(
                        [
                            _share((one == 1) & (two >= a), (one < 255) & (two >= a))
                            for one, two in zip(t.reshape(-1, *t.shape[-2:]), p.reshape(-1, *p.shape[-2:]), strict=True)
                        ]
                    )
                    >= least
                    if ((p >= a) & (t < 255)).any()
                    else False
                ),
            ),
        ),
        ("M31", threshold_going_down),
        ("M31", threshold_by_halves),
        (None, lambda t, p, at, least: at[-1]),
        (None, lambda t, p, at, least: at[0]),
        (
            None,
            lambda t, p, at, least: at[
                np.nanargmax(np.append(metrics.threshold_sweep(t, p, thresholds=at).precision, 0)) % len(at)
            ],
        ),
    ],
)


def _with(report, at, value):
    return [*report[:at], value, *report[at + 1 :]]


def _other(name, report, split):
    """Scores of other scenes than the test's."""
    scores = scores_on(name, split)
    return [report[0], scores.precision, scores.recall, scores.iou, report[4]]


def _share_of_claims(name):
    return people(name).painted_over.sum() / people(name).claimed


class ReportAnswers:
    """Answers to the report; the models are trained when somebody asks for them."""

    @cached_property
    def numbers(self):
        return [right_report(name).tolist() for name in "ab"]

    @property
    def right(self):
        a, b = self.numbers
        return [
            (a, b),
            (np.round(a, 2), tuple(np.round(b, 2).tolist())),
            (np.array(a, dtype=np.float32), [np.float64(number) for number in b]),
        ]

    def _both(self, change):
        return tuple(change(name, report) for name, report in zip("ab", self.numbers, strict=True))

    @property
    def wrong(self):
        a, b = self.numbers
        return [
            ("M20", (_with(a, 0, threshold_on("a", "test")), b)),
            ("M20", (a, _with(b, 0, threshold_on("b", "test")))),
            ("M20", self._both(lambda name, report: _other(name, report, "validation"))),
            ("M22", self._both(lambda name, report: _other(name, report, "train"))),
            ("M03", self._both(lambda name, report: [report[0], report[2], report[1], *report[3:]])),
            ("M10", self._both(lambda name, report: _with(report, 3, 2 * report[3] / (1 + report[3])))),
            ("M26", self._both(lambda name, report: _with(report, 4, mean_over_scenes(name)))),
            ("M03", self._both(lambda name, report: _with(report, 4, _share_of_claims(name)))),
            (None, (_with(a, 0, 0.5), b)),
            (None, (b, a)),
            (None, (a[:4], b[:4])),
            (None, ([100 * number for number in a], b)),
        ]


STREET = np.array([[0] * 8, [0] * 8, *[[0, 1, 1, 1, 2, 1, 1, 0]] * 2, *[[0, 1, 1, 1, 1, 1, 1, 0]] * 2])
ROAD = (STREET == 1).astype(int)


def _and(claim, *places):
    made = claim.copy()
    for place in places:
        made[place] = 1 - made[place]
    return made


SAME_SCORES = Answers(
    right=[
        (_and(ROAD, (0, 0), (0, 1)), (STREET > 0).tolist()),
        (_and(ROAD, (5, 1), (1, 7), (1, 6)).astype(float), _and(ROAD, (5, 6), (2, 4), (3, 4)).astype(bool)),
    ],
    wrong=[
        (None, (ROAD, STREET > 0)),
        (None, (_and(ROAD, (0, 0), (0, 1)), _and(ROAD, (2, 4), (0, 1)))),
        (None, (STREET > 0, STREET > 0)),
        ("M24", ((STREET != 2).astype(int), np.ones((6, 8), int))),
        (None, (_and(ROAD, (0, 0), (0, 1), (2, 1), (3, 1), (4, 1)), STREET > 0)),
        (None, (ROAD[:4], STREET[:4] > 0)),
        (None, (ROAD, STREET)),
    ],
)

ANSWERS = {
    "fair": Answers(right=["d", " D"], wrong=[("M32", "a"), ("M33", "b"), ("M33", "c"), (None, "both")]),
    "road_iou": ROAD_IOU,
    "leak": Answers(right=["e", "E"], wrong=[("M21", "a"), ("M05", "b"), ("M34", "c"), (None, "d"), (None, "f")]),
    "same_scores": SAME_SCORES,
    "threshold": THRESHOLD,
    "report": ReportAnswers(),
    "decision": Answers(
        right=["def", "fed", "D, E, F", ["d", "e", "f"], {"f", "d", "e"}, np.array(["d", "e", "f"])],
        wrong=[
            ("M23", "a"),
            ("M24", "bef"),
            ("M20", ["c", "f"]),
            (None, "d"),
            (None, "df"),
            (None, "xyz"),
            (None, 7),
            ("M23", "abcdef"),
            (None, ""),
        ],
    ),
}
