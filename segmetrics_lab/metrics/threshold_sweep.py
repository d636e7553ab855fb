"""The threshold sweep: what a probability map is worth at every threshold, counted in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from reprlib import repr as in_short

import numpy as np

from segmetrics_lab.labels import (
    IGNORE_INDEX,
    check_black_and_white,
    check_class_indices,
    check_ignore_index,
    check_label_map,
    check_name,
    check_planes,
    is_number,
    plain_array,
)
from segmetrics_lab.metrics.areas import ratio
from segmetrics_lab.metrics.overlap import f_beta
from segmetrics_lab.metrics.parts import STEP, in_parts
from segmetrics_lab.metrics.probability import check_probability

FEWEST_BUCKETS, MOST_BUCKETS = 1 << 10, 1 << 16
"""How finely probabilities are told apart at first, and at most: closer thresholds are looked up value by value."""

SCORES = ("precision", "recall", "iou", "dice")


@dataclass(frozen=True, eq=False)
class ThresholdSweep:
    """Pixels counted at each threshold, and the scores made from them: positive is probability >= threshold.

    Every array has one entry per threshold, thresholds ascending. Scores are 0 to 1, and NaN where undefined.
    """

    thresholds: np.ndarray
    true_positives: np.ndarray
    false_positives: np.ndarray
    false_negatives: np.ndarray
    true_negatives: np.ndarray

    @property
    def precision(self) -> np.ndarray:
        """Of the pixels that are positive at a threshold, the share that truly is; NaN where none is positive."""
        return ratio(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> np.ndarray:
        """Of the pixels of the object, the share that is positive at a threshold; NaN where there is no object."""
        return ratio(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def iou(self) -> np.ndarray:
        """Intersection over union of the object at each threshold; NaN with no object and no positive pixel."""
        return ratio(self.true_positives, self.true_positives + self.false_positives + self.false_negatives)

    @property
    def dice(self) -> np.ndarray:
        """Dice of the object at each threshold; NaN where there is no object and no pixel is positive."""
        return self.f_beta(1)

    def f_beta(self, beta: float) -> np.ndarray:
        """Precision and recall in one number; a missed pixel weighs beta squared times as much as an extra one.

        Raises:
            ValueError: beta is negative or not finite.
        """
        return f_beta(self.true_positives, self.false_positives, self.false_negatives, beta)

    @property
    def average_precision(self) -> float:
        """Area under the steps of precision over recall (each gain in recall times the precision it is bought at).

        Over the thresholds of this sweep; with all distinct ones, what scikit-learn's average_precision_score says.
        NaN where there is no object.
        """
        gains = -np.diff(self.recall, append=0.0)
        bought = gains > 0
        return float("nan") if np.isnan(self.recall).all() else float((gains[bought] * self.precision[bought]).sum())

    def best(self, score: str, *, beta: float | None = None) -> float:
        """The threshold at which a score is highest; if several are equally good, the highest of them.

        Args:
            score: "precision", "recall", "iou", "dice", or "f_beta" with its beta.
            beta: for "f_beta" only.

        Raises:
            ValueError: there is no such score, or it is undefined at every threshold.
        """
        values = self._score(score, beta)
        if np.isnan(values).all():
            raise ValueError(f"{score} is undefined at every threshold: the truth holds no object.")
        return float(self.thresholds[np.flatnonzero(values == np.nanmax(values))[-1]])

    def _score(self, score: str, beta: float | None) -> np.ndarray:
        """The values of a score by its name."""
        if (score == "f_beta") != (beta is not None):
            raise ValueError('beta belongs to the score "f_beta", and to no other: best("f_beta", beta=2).')
        if beta is not None:
            return self.f_beta(beta)
        values: np.ndarray = getattr(self, check_name(score, (*SCORES, "f_beta"), called="score"))
        return values


def threshold_sweep(
    truth: np.ndarray,
    probability: np.ndarray,
    *,
    thresholds: Sequence[float] | np.ndarray | None = None,
    ignore_index: int | None = IGNORE_INDEX,
) -> ThresholdSweep:
    """Count true and false positives and negatives at every threshold; positive is probability >= threshold.

    Args:
        truth: 1 for the object, 0 for the rest, (height, width) or a stack (n, height, width).
        probability: what the model says before the decision, floats of 0 to 1 in the same shape.
        thresholds: ascending numbers; None takes every distinct probability of a scored pixel. Each is compared as
            numpy compares probability >= threshold: a number of Python in the type of the probabilities, in which 0.7
            may be 0.69999999; a number of numpy in the wider one of both types.
        ignore_index: pixels that have this value in the truth are not scored; None scores every pixel.

    Raises:
        LabelMapError: the truth holds other values than 0, 1 and the ignored one, or is a mask in black and white; the
            probability is not a float array of this shape, or holds NaN or values outside 0 to 1 on scored pixels.
        ValueError: no thresholds are given, or they are not ascending, or not finite.

    >>> sweep = threshold_sweep(np.array([[0, 1, 1]]), np.array([[0.2, 0.4, 0.9]]))
    >>> sweep.thresholds, sweep.recall
    (array([0.2, 0.4, 0.9]), array([1. , 1. , 0.5]))
    """
    truth = check_label_map(truth, name="truth", stack_allowed=True)
    ignore_index = check_ignore_index(ignore_index)
    is_scored = np.ones(truth.shape, dtype=bool) if ignore_index is None else truth != ignore_index
    if truth.max() > 1 or truth.min() < 0:
        check_class_indices(truth, 2, name="truth", scored=is_scored)
    probability = check_probability(probability, truth.shape, is_scored)
    check_planes(truth, probability, "probability", 2)
    numbers = None if thresholds is None else _checked_thresholds(thresholds)
    at = None if numbers is None else _as_compared(numbers, probability.dtype)
    buckets = None if at is None else _fine_enough(at)
    if at is not None and buckets is not None:
        passed = _passed_in_buckets(truth, probability, is_scored, at, buckets)
    else:
        at, passed = _passed_by_value(truth, probability, is_scored, at)
    negatives, positives = passed[:, ::-1].cumsum(axis=1)[:, ::-1]
    if not positives[0] and ignore_index == IGNORE_INDEX:
        check_black_and_white(truth, probability >= 0.5, 2)
    return ThresholdSweep(
        thresholds=at if numbers is None else np.array(numbers, dtype=np.float64),
        true_positives=positives[1:],
        false_positives=negatives[1:],
        false_negatives=positives[0] - positives[1:],
        true_negatives=negatives[0] - negatives[1:],
    )


def _passed_by_value(
    truth: np.ndarray, probability: np.ndarray, is_scored: np.ndarray, at: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """The thresholds (every distinct probability where none are given), and how many pixels pass how many of them.

    Row 0 counts the rest, row 1 the object. Each distinct probability is looked at once.
    """
    kinds = [np.unique(probability[is_scored & (truth == kind)], return_counts=True) for kind in (0, 1)]
    if at is None:
        at = np.union1d(kinds[0][0], kinds[1][0]).astype(np.result_type(probability, np.float64), copy=False)
    passed = np.zeros((2, at.size + 1), dtype=np.int64)
    for row, (values, counts) in zip(passed, kinds, strict=True):
        np.add.at(row, np.searchsorted(at, values, side="right"), counts)
    return at, passed


def _passed_in_buckets(
    truth: np.ndarray, probability: np.ndarray, is_scored: np.ndarray, at: np.ndarray, buckets: int
) -> np.ndarray:
    """How many pixels of the rest (row 0) and of the object (row 1) pass how many of the thresholds (column).

    Probabilities fall into buckets so fine that none holds two thresholds, so a pixel is compared with one at most.
    """
    threshold_bucket = _bucket_of(at, buckets)
    below = np.searchsorted(threshold_bucket, np.arange(buckets + 1))
    inside = (threshold_bucket >= 0) & (threshold_bucket <= buckets)
    limit = np.full(buckets + 1, np.inf, dtype=at.dtype)
    wide = np.result_type(probability, np.float32)  # the number of buckets is beyond float16
    limit[threshold_bucket[inside].astype(np.intp)] = at[inside]
    counts = np.zeros((3, buckets + 1, 2), dtype=np.int64)  # left out, rest or object; bucket; below the limit or not
    for truth_part, values, scored in in_parts(truth, probability, is_scored, step=STEP):
        row = truth_part.astype(np.intp) + 1
        bounded = values
        if not scored.all():
            row[~scored] = 0
            bounded = np.where(scored, values, 0)
        bucket = np.multiply(bounded, buckets, dtype=wide).astype(np.intp)  # by a power of two, which is exact
        row *= buckets + 1
        row += bucket
        row *= 2
        row += bounded >= limit[bucket]
        counts += np.bincount(row, minlength=counts.size).reshape(counts.shape)
    passed = np.zeros((2, at.size + 1), dtype=np.int64)
    for kind, of_kind in enumerate(counts[1:]):
        np.add.at(passed[kind], below, of_kind[:, 0])
        np.add.at(passed[kind], np.minimum(below + 1, at.size), of_kind[:, 1])
    return passed


def _fine_enough(at: np.ndarray) -> int | None:
    """How many buckets, a power of two, keep all thresholds apart; None where that takes too many."""
    buckets = FEWEST_BUCKETS
    while buckets <= MOST_BUCKETS:
        if np.unique(_bucket_of(at, buckets)).size == at.size:
            return buckets
        buckets *= 2
    return None


def _bucket_of(at: np.ndarray, buckets: int) -> np.ndarray:
    """The bucket of each threshold; those far outside 0 to 1 share one."""
    return np.floor(np.clip(at, -1, 2) * np.float64(buckets))


def _checked_thresholds(thresholds: Sequence[float] | np.ndarray) -> list[float]:
    """The thresholds, each as it was given: a number of Python or of numpy."""
    given = plain_array(thresholds, "thresholds", hint="Pass thresholds.compressed()")
    numbers = list(given if isinstance(thresholds, np.ndarray) else thresholds) if given.ndim == 1 else []
    if not numbers or not all(map(is_number, numbers)) or any(after <= before for before, after in pairwise(numbers)):
        raise ValueError(
            f"thresholds is {in_short(thresholds)}, but it must hold ascending finite numbers, each once. "
            "Sort them with np.unique(thresholds), or leave them out to get every distinct probability."
        )
    return numbers


def _as_compared(numbers: list[float], dtype: np.dtype) -> np.ndarray:
    """The thresholds in the type in which numpy compares probability >= threshold."""
    with np.errstate(over="ignore"):
        at = np.array([each if isinstance(each, np.generic) else dtype.type(each) for each in numbers])
    return at.astype(np.result_type(at, dtype), copy=False)
