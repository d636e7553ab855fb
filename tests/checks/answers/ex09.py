"""Answers to exercise set 9, the capstone."""

import math
from fractions import Fraction
from functools import cached_property

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.capstone import (
    mean_over_scenes,
    mean_scores,
    people,
    right_report,
    scores_on,
    share_of_people,
    threshold_by_means,
    threshold_on,
)
from segmetrics_lab.checks.shares import share
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


def iou_of_fractions(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    return Fraction(shared, there + claimed - shared) if there + claimed else NAN


def iou_from_dice(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    if there + claimed == 0:
        return math.nan
    dice = 2 * shared / (there + claimed)
    return dice / (2 - dice)


def iou_from_errors(truths, predictions):
    missed = invented = shared = 0
    for truth, prediction in zip(truths, predictions, strict=True):
        claimed = (prediction != 0) & (truth != 255)
        missed += int(((truth == 1) & ~claimed).sum())
        invented += int(((truth == 0) & claimed).sum())
        shared += int((truth[claimed] == 1).sum())
    try:
        return shared / (shared + missed + invented)
    except ZeroDivisionError:
        return float("nan")


def iou_of_numbered_pairs(truths, predictions):
    pairs = np.zeros(4, dtype=int)
    for truth, prediction in zip(truths, predictions, strict=True):
        known = truth < 2
        pairs += np.bincount(2 * truth[known] + prediction[known], minlength=4)
    with np.errstate(invalid="ignore"):
        return np.float32(pairs[3]) / np.float32(pairs[1:].sum())


def iou_that_skips(needed):
    """The IoU of the images in which something is there, or claimed, or both."""

    def answer(truths, predictions):
        shared = either = 0
        for truth, prediction in zip(truths, predictions, strict=True):
            there, claimed = truth[truth < 255] == 1, prediction[truth < 255] == 1
            if not needed(there, claimed):
                continue
            shared, either = shared + np.sum(there & claimed), either + np.sum(there | claimed)
        return shared / either if either else NAN

    return answer


def iou_beginning_anew(truths, predictions):
    for truth, prediction in zip(truths, predictions, strict=True):
        shared = either = 0
        there, claimed = truth[truth < 255] == 1, prediction[truth < 255] == 1
        shared += np.sum(there & claimed)
        either += np.sum(there | claimed)
    return shared / either if either else NAN


def iou_over_differences(truths, predictions):
    shared, there, claimed = _counts(truths, predictions)
    differ = there + claimed - 2 * shared
    return shared / differ if differ else NAN


def iou_in_one_stack(truths, predictions):
    return iou_in_loops([np.concatenate(np.stack(truths))], [np.concatenate(np.stack(predictions))])


def iou_of_rest(truths, predictions):
    turned = [np.where(truth == 255, 255, 1 - truth) for truth in truths]
    return iou_in_loops(turned, [1 - prediction.astype(int) for prediction in predictions])


ROAD_IOU = Answers(
    right=[
        iou_in_loops,
        iou_of_added_matrices,
        iou_of_one_long_row,
        iou_of_sets,
        iou_of_fractions,
        iou_from_dice,
        iou_from_errors,
        iou_of_numbered_pairs,
    ],
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
        ("M11", lambda t, p: np.concatenate([(b == a)[a < 255] for a, b in zip(t, p, strict=True)]).mean()),
        ("M12", lambda t, p: np.nanmean([iou_in_loops(t, p), iou_of_rest(t, p)])),
        ("M13", lambda t, p: iou_in_loops(t, p) // 1),
        ("M14", iou_without_a_look),
        ("M15", iou_printed),
        ("M16", iou_that_blackens_ignored_pixels),
        ("M17", iou_of_squares),
        ("M26", lambda t, p: np.nanmean(_of_each(t, p))),
        ("M26", lambda t, p: np.mean(_of_each(t, p))),
        ("M26", lambda t, p: sum(0 if np.isnan(one) else one for one in _of_each(t, p)) / len(t)),
        ("M26", lambda t, p: np.median(_of_each(t, p))),
        ("M05", lambda t, p: iou_in_loops([(one > 0).astype(int) for one in t], p)),
        ("M39", lambda t, p: share(*list(_counts(t, p))[:2])),
        ("M17", lambda t, p: iou_in_loops([one[:, : len(one)] for one in t], [one[:, : len(one)] for one in p])),
        (None, iou_that_skips(lambda there, _: there.any()), "Every image counts"),
        (None, iou_that_skips(lambda _, claimed: claimed.any()), "Every image counts"),
        (None, iou_that_skips(lambda there, claimed: there.any() and claimed.any()), "Every image counts"),
        (None, lambda t, p: iou_in_loops(t, p) or NAN, "a real score"),
        (None, lambda t, p: iou_in_loops(t, p) if any((one == 1).any() for one in t) else NAN, "a real score"),
        (None, lambda t, p: iou_in_loops(t, p) if any(one.any() for one in p) else NAN, "a real score"),
        (None, lambda t, p: _of_each(t, p)[0], "one image only"),
        (None, iou_beginning_anew, "one image only"),
        (None, iou_over_differences, "both differ"),
        (None, iou_of_rest, "not that of the rest"),
        (None, lambda t, p: [iou_of_rest(t, p), iou_in_loops(t, p)], "not both"),
        (None, lambda t, p: 1 - iou_in_loops(t, p), "lacks to 1"),
        (None, iou_in_one_stack, "differ in size"),
        (None, lambda t, p: 0 if np.isfinite(iou_in_loops(t, p)) else NAN),
        (None, lambda t, p: sum(int(((a == 1) & (b == 1)).sum()) for a, b in zip(t, p, strict=True))),
        (None, lambda t, p: None if math.isnan(iou_in_loops(t, p)) else iou_in_loops(t, p), "NaN"),
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


def metrics_threshold(truth, probability, thresholds, least_precision):
    sweep = metrics.threshold_sweep(truth, probability, thresholds=thresholds)
    kept = np.nan_to_num(sweep.precision, nan=-1) >= least_precision
    return float(thresholds[kept.argmax()]) if kept.any() else float("nan")


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


def threshold_of_masked_cells(truth, probability, thresholds, least_precision):
    best = NAN
    for level in reversed(thresholds.tolist()):
        claimed = (probability >= level) * (truth < 255)
        right = int((claimed * (truth == 1)).sum())
        if claimed.sum() > 0 and 1 - (int(claimed.sum()) - right) / int(claimed.sum()) >= least_precision:
            best = level
    return best


def threshold_by_sorting(truth, probability, thresholds, least_precision):
    """From the surest pixel down, with running sums."""
    known = truth.ravel() != 255
    order = np.argsort(-probability.ravel()[known])
    sureness, road = probability.ravel()[known][order], truth.ravel()[known][order] == 1
    found = np.searchsorted(-sureness, -thresholds, side="right")
    right = np.append(0, np.cumsum(road))[found]
    fits = (found > 0) & (right >= least_precision * found)
    return thresholds[fits].min(initial=np.inf) if fits.any() else np.nan


def threshold_of_fractions(truth, probability, thresholds, least_precision):
    for level in thresholds:
        claimed = truth[(truth != 255) & (probability >= level)].tolist()
        if claimed and Fraction(sum(claimed), len(claimed)) >= Fraction(least_precision):
            return level
    return np.float64("nan")


def threshold_with_counts(score):
    """The first threshold at which a score of shared, there, claimed and all pixels is high enough."""

    def answer(truth, probability, thresholds, least_precision):
        there, sureness = truth[truth < 255] == 1, probability[truth < 255]
        for level in thresholds:
            claimed = sureness >= level
            counts = (int(mask.sum()) for mask in (there & claimed, there, claimed))
            if score(*counts, there.size) >= least_precision:
                return level
        return NAN

    return answer


def threshold_from_the_first_round(truth, probability, thresholds, least_precision):
    for level in thresholds:
        claimed = truth[(probability >= level) & (truth != 255)]
        if claimed.size and (claimed == 1).mean() >= least_precision:
            return level
        return NAN
    return NAN


def threshold_of_own_levels(truth, probability, thresholds, least_precision):
    return threshold_in_loops(truth, probability, np.unique(probability), least_precision)


def threshold_of_what_lies_below(truth, probability, thresholds, least_precision):
    for level in thresholds:
        claimed = truth[(probability < level) & (truth != 255)]
        if claimed.size and (claimed == 1).mean() >= least_precision:
            return level
    return NAN


def threshold_index(truth, probability, thresholds, least_precision):
    found = threshold_in_loops(truth, probability, thresholds, least_precision)
    return int(np.argmax(thresholds == found)) if math.isfinite(found) else NAN


def threshold_or(other):
    """The right threshold, or something else where none keeps the promise."""

    def answer(truth, probability, thresholds, least_precision):
        found = threshold_in_loops(truth, probability, thresholds, least_precision)
        return found if math.isfinite(found) else other(thresholds)

    return answer


def threshold_for_more_than(truth, probability, thresholds, least_precision):
    for level in thresholds:
        claimed = truth[(probability >= level) & (truth != 255)]
        if claimed.size and (claimed == 1).mean() > least_precision:
            return level
    return NAN


def threshold_above_all_failures(truth, probability, thresholds, least_precision):
    fits = [threshold_in_loops(truth, probability, [level], least_precision) == level for level in thresholds]
    last = max((at for at, fit in enumerate(fits) if fit), default=None)
    return NAN if last is None else thresholds[last]


def _first(truth, probability, thresholds, fits):
    return next((level for level in thresholds if fits(truth, probability, level)), NAN)


def _share(part, whole):
    return part.sum() / whole.sum() if whole.any() else NAN


def threshold_that_keeps_nothing(truth, probability, thresholds, least_precision):
    for level in sorted(thresholds):
        claimed = (probability >= level) & (truth != 255)
        if np.sum(claimed & (truth == 1)) / max(1, claimed.sum()) >= least_precision:
            return level
    return NAN


THRESHOLD = Answers(
    right=[
        threshold_in_loops,
        threshold_from_a_sweep,
        threshold_in_float32,
        threshold_from_above_but_to_the_end,
        threshold_of_masked_cells,
        threshold_by_sorting,
        threshold_of_fractions,
        metrics_threshold,
    ],
    wrong=[
        (None, threshold_that_keeps_nothing),
        (
            "M03",
            lambda t, p, at, least: _first(t, p, at, lambda t, p, a: _share((t == 1) & (p >= a), t == 1) >= least),
            "about precision",
        ),
        (
            "M05",
            lambda t, p, at, least: _first(t, p, at, lambda t, p, a: _share((t == 1) & (p >= a), p >= a) >= least),
        ),
        (
            "M38",
            lambda t, p, at, least: _first(
                t, p, at, lambda t, p, a: ((t == 1) == (p >= a))[t < 255].mean() >= least if (t < 255).any() else False
            ),
        ),
        ("M14", threshold_without_a_look),
        (
            None,
            lambda t, p, at, least: _first(
                t, p, at, lambda t, p, a: not (p[t < 255] >= a).any() or (t[(p >= a) & (t < 255)] == 1).mean() >= least
            ),
            "Where nothing is claimed",
        ),
        ("M05", lambda t, p, at, least: threshold_in_loops((t > 0).astype(int), p, at, least)),
        ("M03", threshold_with_counts(lambda shared, there, *_: shared / there if there else 0), "about precision"),
        (
            None,
            threshold_with_counts(lambda shared, there, claimed, _: shared / (there + claimed - shared)),
            "precision",
        ),
        (None, threshold_with_counts(lambda shared, there, claimed, _: 2 * shared / (there + claimed)), "precision"),
        (
            None,
            threshold_with_counts(lambda shared, there, claimed, all_: shared / all_ if all_ else 0),
            "about precision",
        ),
        (None, threshold_of_what_lies_below, "at least the threshold"),
        (None, threshold_above_all_failures, "not the first, the last"),
        (None, threshold_for_more_than, "and not >"),
        (None, threshold_index, "not its place"),
        (None, threshold_of_own_levels, "another level"),
        (None, threshold_or(lambda _: 0.0), "neither 0"),
        (None, threshold_or(lambda _: 1.0), "neither 0"),
        (None, threshold_or(lambda at: at[-1]), "any of the thresholds"),
        (None, threshold_or(lambda _: None), "NaN"),
        (None, threshold_from_the_first_round, "after the loop"),
        (None, lambda t, p, at, least: NAN, "after the loop"),
        (None, lambda t, p, at, least: threshold_in_loops(t[:1], p[:1], at, least)),
        (
            None,
            lambda t, p, at, least: (
                threshold_in_loops(t[0], p[0], at, least) if t.ndim > 2 else threshold_in_loops(t, p, at, least)
            ),
            "counted at once",
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
        ("M31", threshold_going_down, "may fall at a higher threshold"),
        ("M31", threshold_by_halves, "may fall at a higher threshold"),
        (None, lambda t, p, at, least: at[-1], "not the first, the last"),
        (None, lambda t, p, at, least: at[0], "not the first, the last"),
        (None, lambda t, p, at, least: 0.5),
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


def _other(name, report, *place, **options):
    """Scores of other scenes than the test's, or at another threshold."""
    scores = scores_on(name, *place, **options)
    return [report[0], scores.precision, scores.recall, scores.iou, report[4]]


def _all_at(name, threshold):
    """A report in which everything follows from another threshold."""
    scores = scores_on(name, "test", threshold)
    return [threshold, scores.precision, scores.recall, scores.iou, share_of_people(name, threshold=threshold)]


def _share_of_all(name):
    return people(name).painted_over.sum() / people(name).pixels


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
            (np.round(a, 3), tuple(np.round(b, 3).tolist())),
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
            (
                "M03",
                self._both(lambda name, report: [report[0], report[2], report[1], *report[3:]]),
                "does precision come first",
            ),
            ("M10", self._both(lambda name, report: _with(report, 3, 2 * report[3] / (1 + report[3])))),
            ("M26", self._both(lambda name, report: _with(report, 4, mean_over_scenes(name)))),
            ("M20", self._both(lambda name, report: _all_at(name, threshold_on(name, "test")))),
            ("M22", self._both(lambda name, report: _all_at(name, threshold_on(name, "train")))),
            ("M26", self._both(lambda name, report: _with(report, 0, threshold_by_means(name)))),
            ("M26", self._both(lambda name, report: [report[0], *mean_scores(name), report[4]])),
            ("M26", self._both(lambda name, report: [report[0], *mean_scores(name), mean_over_scenes(name)])),
            ("M11", self._both(lambda name, report: _with(report, 3, scores_on(name, "test").accuracy))),
            (None, self._both(lambda name, report: _with(report, 4, _share_of_claims(name))), "pixels of people"),
            (None, self._both(lambda name, report: _with(report, 4, _share_of_all(name))), "pixels of people"),
            (None, self._both(lambda name, report: _with(report, 4, 1 - report[4])), "spared"),
            ("M20", self._both(lambda name, report: _with(report, 4, share_of_people(name, "validation")))),
            (None, (a, _with(b, 4, share_of_people("b", threshold=0.5))), "stands first"),
            (None, self._both(lambda name, report: _with(report, 4, 0.0))),
            (None, self._both(lambda name, report: _with(report, 4, float(people(name).painted_over.sum()))), "counts"),
            (None, self._both(lambda name, report: np.round(report, 2)), "So few decimals"),
            (None, self._both(lambda name, report: np.round(report, 1)), "So few decimals"),
            (None, self._both(lambda name, report: _other(name, report, "test", 0.5)), "stands first"),
            (None, (a, _other("b", b, "test", a[0])), "stands first"),
            (None, self._both(lambda name, report: _other(name, report, "test", road=0)), "entry 1"),
            (None, (_with(a, 0, 0.5), b), "did you choose"),
            (None, self._both(lambda name, report: _all_at(name, 0.5)), "did you choose"),
            (None, self._both(lambda name, report: _with(report, 0, 0.99))),
            (None, (b, a), "the numbers of the other"),
            (None, (a, a), "the numbers of the other"),
            (None, (_with(a, 0, a[0] + 0.01), b)),
            (None, (np.round(a, 2), b), "So few decimals"),
            ("M26", self._both(lambda name, report: _with(report, 4, mean_over_scenes(name) * 5 / 12))),
            (None, (a[:4], b[:4])),
            (None, ([100 * number for number in a], b), "not per cent"),
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
        (None, (ROAD, STREET > 0), "equally many"),
        (None, (_and(ROAD, (0, 0), (0, 1)), _and(ROAD, (2, 4), (0, 1))), "Let deadly be 1"),
        (None, (STREET > 0, STREET > 0), "Let harmless be 0"),
        (None, ((STREET != 2).astype(int), np.ones((6, 8), int)), "Recall does not see"),
        (None, (_and(ROAD, (0, 0), (0, 1), (2, 1), (3, 1), (4, 1)), STREET > 0), "at least 20"),
        (None, (np.zeros((6, 8), int), STREET == 2), "at least 20"),
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
            ("M24", "b"),
            ("M20", "cdef"),
            ("M23", "def and a"),
            (None, "d"),
            (None, "df"),
            (None, "d, e"),
            (None, "xyz"),
            (None, "all"),
            (None, 7),
            ("M23", "abcdef"),
            (None, ""),
        ],
    ),
}
