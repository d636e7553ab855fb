"""Answers to exercise set 7."""

import math
import statistics
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.report import Report
from tests.checks.answers import Answers

NAN = float("nan")


def verdict_in_loops(matrix, main):
    total = right = 0
    for row in range(len(matrix)):
        for column in range(len(matrix)):
            total += int(matrix[row, column])
            right += int(matrix[row, column]) if row == column else 0
    ious = []
    for k in main:
        union = int(matrix[k].sum()) + int(matrix[:, k].sum()) - int(matrix[k, k])
        if union:
            ious.append(int(matrix[k, k]) / union)
    if right / total > 0.9 and all(iou > 0.7 for iou in ious):
        return "good"
    if right / total < 0.7 or sum(ious) / len(ious) < 0.4:
        return "bad"
    return "mixed"


def verdict_by_report(matrix, main):
    names = [f"class {k}" for k in range(len(matrix))]
    return Report.from_matrix(matrix, names, main_classes=[names[k] for k in main]).verdict


def verdict_by_where(matrix, main):
    accuracy = np.trace(matrix) / np.sum(matrix)
    ious = metrics.iou_per_class(matrix)[np.array(main)]
    ious = ious[~np.isnan(ious)]
    is_good = (accuracy > 0.9) & np.all(ious > 0.7)
    is_bad = (accuracy < 0.7) | (ious.mean() < 0.4)
    return np.where(is_bad, "bad", np.where(is_good, "good", "mixed"))


def verdict_of_shares(matrix, main):
    shares = matrix / matrix.sum()
    ious = [
        shares[k, k] / (shares[k].sum() + shares[:, k].sum() - shares[k, k]) for k in main if _is_somewhere(matrix, k)
    ]
    verdicts = np.array(["mixed", "good", "bad"])
    accuracy = shares.diagonal().sum()
    return verdicts[2 if accuracy < 0.7 or np.mean(ious) < 0.4 else int(accuracy > 0.9 and min(ious) > 0.7)]


def _is_somewhere(matrix, k):
    return matrix[k].any() or matrix[:, k].any()


def verdict_printed(matrix, main):
    print(verdict_in_loops(matrix, main))


def verdict_that_empties_the_diagonal(matrix, main):
    found = verdict_in_loops(matrix, main)
    np.fill_diagonal(matrix, 0)
    return found


def verdict_that_strikes_classes(matrix, main):
    for k in [k for k in main if not _is_somewhere(matrix, k)]:
        main.remove(k)
    return verdict_in_loops(matrix, main)


def verdict_of_fractions(matrix, main):
    right = Fraction(int(np.trace(matrix)), int(matrix.sum()))
    unions = {k: int(matrix[k].sum() + matrix[:, k].sum() - matrix[k, k]) for k in main}
    ious = [Fraction(int(matrix[k, k]), union) for k, union in unions.items() if union > 0]
    if right < Fraction(7, 10) or sum(ious) / len(ious) < Fraction(2, 5):
        return "bad"
    return "good" if right > Fraction(9, 10) and min(ious) > Fraction(7, 10) else "mixed"


def verdict_of_whole_numbers(matrix, main):
    right, total = int(np.trace(matrix)), int(matrix.sum())
    pairs = [(int(matrix[k, k]), int(matrix[k].sum() + matrix[:, k].sum() - matrix[k, k])) for k in main]
    pairs = [(shared, union) for shared, union in pairs if union]
    common = math.prod(union for _, union in pairs)
    if 10 * right < 7 * total or 5 * sum(s * (common // u) for s, u in pairs) < 2 * common * len(pairs):
        return "bad"
    return "good" if 10 * right > 9 * total and all(10 * s > 7 * u for s, u in pairs) else "mixed"


def ious_by(formula, kind=float):
    """A verdict with IoUs from another formula of shared, missed and invented pixels."""

    def verdict_by_formula(matrix, main):
        accuracy = kind(np.trace(matrix)) / kind(matrix.sum())
        ious = []
        for k in main:
            shared, there, claimed = kind(matrix[k, k]), kind(matrix[k].sum()), kind(matrix[:, k].sum())
            if there + claimed > 0:
                ious.append(formula(shared, there - shared, claimed - shared))
        if accuracy < 0.7 or sum(ious) / len(ious) < 0.4:
            return "bad"
        return "good" if accuracy > 0.9 and min(ious) > 0.7 else "mixed"

    return verdict_by_formula


def _from_dice(shared, missed, invented):
    dice = 2 * shared / (2 * shared + missed + invented)
    return dice / (2 - dice)


def _from_precision_and_recall(shared, missed, invented):
    if shared == 0:
        return 0.0
    precision, recall = shared / (shared + invented), shared / (shared + missed)
    return precision * recall / (precision + recall - precision * recall)


def rule(
    *,
    bad_by=np.nanmean,
    good_by=np.nanmin,
    score=metrics.iou_per_class,
    of=None,
    accuracy_of=metrics.pixel_accuracy,
    above=np.greater,
    below=np.less,
    good=(0.90, 0.70),
    bad=(0.70, 0.40),
):
    """The rule with one thing changed."""

    def my_verdict(matrix, main):
        accuracy, ious = accuracy_of(matrix), score(matrix)[main if of is None else of]
        if below(accuracy, bad[0]) or below(bad_by(ious), bad[1]):
            return "bad"
        return "good" if above(accuracy, good[0]) and above(good_by(ious), good[1]) else "mixed"

    return my_verdict


@dataclass(frozen=True)
class Seen:
    """What the two halves of a rule may look at."""

    matrix: np.ndarray
    main: list[int]

    @property
    def accuracy(self):
        return np.trace(self.matrix) / self.matrix.sum()

    @property
    def ious(self):
        return metrics.iou_per_class(self.matrix)[self.main]

    @property
    def is_good(self):
        return self.accuracy > 0.9 and min(_defined(self.ious)) > 0.7

    @property
    def is_bad(self):
        return self.accuracy < 0.7 or np.mean(_defined(self.ious)) < 0.4


def halves(*, good=lambda seen: seen.is_good, bad=lambda seen: seen.is_bad, bad_first=False):
    """A rule of two halves, tried in this order or in the other one."""

    def my_verdict(matrix, main):
        seen = Seen(matrix, main)
        if bad_first and bad(seen):
            return "bad"
        return "good" if good(seen) else "bad" if bad(seen) else "mixed"

    return my_verdict


def _defined(scores):
    return scores[~np.isnan(scores)]


def of_kept(is_kept):
    """The rule without main classes that a condition on shared, true and claimed pixels leaves out."""

    def score(matrix):
        kept = is_kept(metrics.true_positives(matrix), metrics.truth_area(matrix), metrics.prediction_area(matrix))
        return np.where(kept, metrics.iou_per_class(matrix), NAN)

    return rule(score=score)


def with_accuracy(accuracy_of):
    """The rule with another accuracy of matrix and main classes."""
    return halves(
        good=lambda seen: accuracy_of(seen.matrix, seen.main) > 0.9 and min(_defined(seen.ious)) > 0.7,
        bad=lambda seen: accuracy_of(seen.matrix, seen.main) < 0.7 or np.mean(_defined(seen.ious)) < 0.4,
    )


def verdict_of_the_first(matrix, main):
    for k in main:
        iou = metrics.iou_per_class(matrix)[k]
        accuracy = metrics.pixel_accuracy(matrix)
        return "good" if accuracy > 0.9 and iou > 0.7 else "bad" if accuracy < 0.7 or iou < 0.4 else "mixed"


def verdict_of_the_last(matrix, main):
    for k in main:
        iou = metrics.iou_per_class(matrix)[k]
    accuracy = metrics.pixel_accuracy(matrix)
    return "good" if accuracy > 0.9 and iou > 0.7 else "bad" if accuracy < 0.7 or iou < 0.4 else "mixed"


def verdict_of_a_cut_matrix(matrix, main):
    cut = matrix[main][:, main]
    shared, union = np.diag(cut), cut.sum(axis=0) + cut.sum(axis=1) - np.diag(cut)
    accuracy, ious = shared.sum() / cut.sum(), shared / union
    if accuracy < 0.7 or np.nanmean(ious) < 0.4:
        return "bad"
    return "good" if accuracy > 0.9 and np.nanmin(ious) > 0.7 else "mixed"


def verdict_of_divided_integers(matrix, main):
    ious = [int(matrix[k, k]) / int(matrix[k].sum() + matrix[:, k].sum() - matrix[k, k]) for k in main]
    accuracy = metrics.pixel_accuracy(matrix)
    if accuracy < 0.7 or sum(ious) / len(ious) < 0.4:
        return "bad"
    return "good" if accuracy > 0.9 and min(ious) > 0.7 else "mixed"


def verdict_without_a_last_line(matrix, main):
    if verdict_in_loops(matrix, main) != "mixed":
        return verdict_in_loops(matrix, main)


def verdict_by_accuracy_alone(matrix, main):
    accuracy = np.diag(matrix).sum() / matrix.sum()
    return "good" if accuracy > 0.9 else "bad" if accuracy < 0.7 else "mixed"


def _accuracies(matrix):
    return (metrics.true_positives(matrix) + metrics.true_negatives(matrix)) / matrix.sum()


def _weighted(seen):
    areas = metrics.truth_area(seen.matrix)[seen.main]
    return np.sum(np.nan_to_num(seen.ious) * areas) / np.sum(areas)


def _pooled(seen):
    shared = sum(seen.matrix[k, k] for k in seen.main)
    return shared / sum(seen.matrix[k].sum() + seen.matrix[:, k].sum() - seen.matrix[k, k] for k in seen.main)


def _recalls(matrix):
    return [matrix[k, k] / matrix[k].sum() if matrix[k].any() else NAN for k in range(len(matrix))]


def _rounded(matrix):
    return np.round(metrics.iou_per_class(matrix), 2)


def iou_of(shared, missed, invented):
    return shared / (shared + missed + invented)


VERDICT = Answers(
    right=[
        verdict_in_loops,
        verdict_by_report,
        verdict_by_where,
        verdict_of_shares,
        verdict_of_fractions,
        verdict_of_whole_numbers,
        ious_by(_from_dice),
        ious_by(_from_precision_and_recall),
        ious_by(lambda shared, missed, invented: 1 - (missed + invented) / (shared + missed + invented)),
        ious_by(lambda shared, missed, invented: 1 / (1 + (missed + invented) / shared) if shared else 0),
        ious_by(iou_of, np.float32),
        halves(good=lambda s: s.accuracy > 0.9 and not any(s.ious <= 0.7)),
        halves(bad=lambda s: s.accuracy < 0.7 or statistics.fmean(_defined(s.ious)) < 0.4, bad_first=True),
        halves(good=lambda s: 10 * s.accuracy > 9 and sum(s.ious > 0.7) == sum(~np.isnan(s.ious))),
    ],
    wrong=[
        ("M23", verdict_by_accuracy_alone, "accuracy alone"),
        ("M23", rule(score=_accuracies), "accuracy alone"),
        ("M23", rule(good=(0.90, -1)), "For good you look at the accuracy"),
        ("M23", halves(good=lambda s: s.accuracy > 0.9), "For good you look at the accuracy"),
        (None, rule(good=(-1, 0.70), bad=(-1, 0.40)), "of the IoUs alone"),
        (None, rule(good=(-1, 0.70)), "For good you look at the IoUs"),
        (None, halves(good=lambda s: min(_defined(s.ious)) > 0.7), "For good you look at the IoUs"),
        (None, rule(bad=(0.70, -1)), "For bad you look at the accuracy"),
        (None, rule(bad=(-1, 0.40)), "For bad you look at the IoUs"),
        ("M36", rule(good_by=np.nanmean)),
        (None, rule(good_by=np.nanmax), "For good you look at the largest"),
        (None, rule(good_by=lambda ious: ious[-1]), "For good you look at the last"),
        (None, rule(good_by=np.nanmedian), "median"),
        (None, rule(bad_by=np.nanmin), "For bad you look at the smallest"),
        (None, rule(bad_by=np.nanmax), "For bad you look at the largest"),
        (None, rule(bad_by=np.nanmedian), "median"),
        (None, rule(bad_by=np.nansum), "the sum"),
        (None, rule(good_by=np.nanmean, bad_by=np.nanmin), "For bad you look at the smallest"),
        (None, halves(bad=lambda s: s.accuracy < 0.7 or _weighted(s) < 0.4), "by their size"),
        (None, halves(bad=lambda s: s.accuracy < 0.7 or _pooled(s) < 0.4), "by their size"),
        (None, halves(bad=lambda s: s.accuracy <= 0.9 and s.is_bad), "you never say bad"),
        (None, halves(good=lambda s: s.accuracy > 0.9 or min(_defined(s.ious)) > 0.7), "for good by or"),
        (None, halves(good=lambda s: s.accuracy > 0.9 or min(_defined(s.ious)) > 0.7, bad_first=True), "good by or"),
        (None, halves(bad=lambda s: s.accuracy < 0.7 and np.nanmean(s.ious) < 0.4), "for bad by and"),
        (
            None,
            halves(
                good=lambda s: s.accuracy > 0.9 or min(_defined(s.ious)) > 0.7,
                bad=lambda s: s.accuracy < 0.7 and np.nanmean(s.ious) < 0.4,
            ),
            "for good by or",
        ),
        (None, halves(bad=lambda s: True), "whatever is not good"),
        (None, halves(good=lambda s: not s.is_bad), "whatever is not bad"),
        (None, halves(bad=lambda s: False), "never say bad"),
        (None, rule(good=(90, 70), bad=(70, 40)), "not 90"),
        (None, rule(good=(0.70, 0.90)), "limits of good"),
        (None, rule(bad=(0.40, 0.70)), "limits of bad"),
        (None, rule(above=np.greater_equal), "for above"),
        (None, rule(below=np.less_equal), "for below"),
        (None, rule(above=np.greater_equal, below=np.less_equal), "for above"),
        (None, ious_by(iou_of, lambda count: Fraction(int(count))), "Fraction(7, 10)"),
        *((None, rule(good=limits)) for limits in [(0.9, 0.6), (0.9, 0.75), (0.9, 0.9), (0.8, 0.7), (0.95, 0.7)]),
        *((None, rule(bad=limits)) for limits in [(0.7, 0.35), (0.7, 0.5), (0.7, 0.7), (0.6, 0.4), (0.75, 0.4)]),
        (None, rule(accuracy_of=lambda m: round(metrics.pixel_accuracy(m), 2)), "Near a limit"),
        (None, rule(accuracy_of=lambda m: round(metrics.pixel_accuracy(m), 2), score=_rounded), "Near a limit"),
        (None, rule(score=_rounded), "Near a limit"),
        (None, rule(bad_by=lambda ious: round(np.nanmean(ious), 2)), "Near a limit"),
        (None, rule(score=lambda m: metrics.iou_per_class(m) * 100 // 1 / 100), "Near a limit"),
        ("M37", rule(of=slice(None))),
        ("M37", rule(of=slice(1, None))),
        ("M37", rule(of=slice(None), good_by=np.nanmean), "mean IoU of all"),
        ("M37", halves(bad=lambda s: s.accuracy < 0.7 or metrics.mean_iou(s.matrix) < 0.4), "For bad you"),
        ("M37", halves(good=lambda s: s.is_good and np.nanmin(metrics.iou_per_class(s.matrix)) > 0.7), "For good you"),
        ("M12", lambda matrix, main: verdict_in_loops(matrix, [k for k in main if k] or main), "class 0"),
        (None, lambda matrix, main: rule(of=slice(len(main)))(matrix, main), "class indices"),
        (None, verdict_of_the_first, "first main class only"),
        (None, verdict_of_the_last, "last main class only"),
        (None, with_accuracy(lambda m, main: m[main, main].sum() / m[main].sum()), "accuracy of the main"),
        (None, with_accuracy(lambda m, main: m[main, main].sum() / m[main][:, main].sum()), "accuracy of the main"),
        (None, with_accuracy(lambda m, main: m[main, main].sum() / m.sum())),
        (None, with_accuracy(lambda m, main: np.nanmean(_recalls(m))), "mean over classes"),
        (None, with_accuracy(lambda m, main: metrics.mean_iou(m)), "mean over classes"),
        (None, verdict_of_a_cut_matrix, "cut the matrix"),
        ("M07", rule(score=lambda m: np.nan_to_num(metrics.iou_per_class(m)))),
        ("M07", halves(bad=lambda s: s.accuracy < 0.7 or np.nansum(s.ious) / len(s.main) < 0.4)),
        ("M08", rule(score=lambda m: np.nan_to_num(metrics.iou_per_class(m), nan=1.0))),
        ("M14", rule(bad_by=np.mean, good_by=np.min), "as np.nanmin and np.nanmean"),
        ("M14", rule(bad_by=np.mean), "as np.nanmean"),
        ("M14", rule(good_by=np.min), "as np.nanmin"),
        ("M14", verdict_of_divided_integers),
        (None, of_kept(lambda shared, there, claimed: there > 0), "claimed, but not there"),
        (None, of_kept(lambda shared, there, claimed: claimed > 0), "never claimed"),
        (None, of_kept(lambda shared, there, claimed: shared > 0), "never right"),
        (None, of_kept(lambda shared, there, claimed: (there > 0) & (claimed > 0)), "leave out a main class"),
        ("M39", rule(score=metrics.recall_per_class)),
        ("M01", rule(score=metrics.precision_per_class)),
        ("M10", rule(score=metrics.dice_per_class)),
        ("M02", rule(score=lambda m: metrics.dice_per_class(m) / 2)),
        ("M13", rule(score=lambda m: metrics.iou_per_class(m) // 1)),
        (None, rule(score=lambda m: np.fmin(_recalls(m), metrics.precision_per_class(m))), "smaller one"),
        (None, rule(score=lambda m: (_recalls(m) + metrics.precision_per_class(m)) / 2), "mean of precision"),
        (None, rule(score=lambda m: metrics.true_positives(m) / m.sum()), "divide by all pixels"),
        ("M15", verdict_printed),
        ("M15", verdict_without_a_last_line),
        ("M16", verdict_that_empties_the_diagonal),
        ("M16", verdict_that_strikes_classes),
        (None, lambda matrix, main: verdict_in_loops(matrix, main).upper(), "small letters"),
        (None, lambda matrix, main: verdict_in_loops(matrix, main).title(), "small letters"),
        (None, lambda matrix, main: verdict_in_loops(matrix, main) == "good"),
        (None, lambda matrix, main: [verdict_in_loops(matrix, main)]),
        (None, lambda matrix, main: "mixed"),
        (None, lambda matrix, main: "good"),
    ],
)


def post(first_row, last_row, first_column, last_column, *, missing=0):
    """The post without its first rows, and a block of invented pixels."""
    drawn = np.zeros((16, 16), dtype=int)
    drawn[missing:, 7:9] = 1
    drawn[first_row:last_row, first_column:last_column] = 1
    return drawn


ANSWERS = {
    "cart": Answers(
        right=[0.88, np.float32(0.88), 44 / 50, np.array(0.875)],
        wrong=[
            ("M25", 0.5),
            (None, 0.94, "first model"),
            (None, 0.76, "are the union"),
            (None, 1, "its IoU would be 1"),
            (None, 0.12, "wrong pixels"),
            (None, 44, "share of all 50"),
            (None, 88, "per cent"),
            (None, 0.9),
            (None, "0.88"),
        ],
    ),
    "left_out": Answers(right=["c", "C"], wrong=[("M23", "a"), ("M37", "b"), ("M24", "d")]),
    "careless": Answers(
        right=[post(0, 1, 0, 1), post(0, 13, 15, 16).tolist(), post(3, 4, 14, 16, missing=2).astype(bool)],
        wrong=[
            (None, post(0, 0, 0, 0), "come second"),
            (None, post(0, 2, 2, 14), "come second"),
            (None, post(0, 7, 0, 2), "most 13"),
            (None, post(0, 3, 3, 5), "come second"),
            (None, post(0, 16, 0, 7), "at most 25"),
            (None, post(0, 4, 0, 2, missing=6), "most 13"),
            (None, np.roll(post(0, 0, 0, 0), 1, axis=1), "come second"),
            (None, np.ones((16, 16), int), "at most 25"),
            (None, 2 * post(0, 1, 0, 1)),
            (None, post(0, 1, 0, 1)[:8]),
        ],
    ),
    "verdict": VERDICT,
}
