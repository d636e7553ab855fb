"""The threshold sweep: what a probability map is worth at every threshold, counted in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, LabelMapError, check_class_indices, check_ignore_index, check_label_map
from segmetrics_lab.metrics.areas import ratio
from segmetrics_lab.metrics.overlap import f_beta
from segmetrics_lab.metrics.parts import STEP, in_parts

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
        """Precision and recall in one number; a missed pixel weighs beta squared times as much as an invented one.

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
        if score not in SCORES:
            raise ValueError(f"score is {score!r}, but it must be one of: {', '.join(SCORES)}, f_beta.")
        values: np.ndarray = getattr(self, score)
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
        probability: what the model says before the decision, floats of 0 to 1 in the same shape; compared as float64.
        thresholds: ascending numbers; None takes every distinct probability of a scored pixel.
        ignore_index: pixels that have this value in the truth are not scored; None scores every pixel.

    Raises:
        LabelMapError: the truth holds other values than 0, 1 and the ignored one, the probability is not a float array
            of this shape, or holds NaN or values outside 0 to 1 on scored pixels.
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
    _check_probability(probability, truth.shape, is_scored)
    at = None if thresholds is None else _checked_thresholds(thresholds)
    buckets = None if at is None else _fine_enough(at)
    if at is not None and buckets is not None:
        passed = _passed_in_buckets(truth, probability, is_scored, at, buckets)
    else:
        at, passed = _passed_by_value(truth, probability, is_scored, at)
    negatives, positives = passed[:, ::-1].cumsum(axis=1)[:, ::-1]
    return ThresholdSweep(
        thresholds=at,
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
        at = np.union1d(kinds[0][0], kinds[1][0]).astype(np.float64, copy=False)
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
    threshold_bucket = np.floor(at * buckets)
    below = np.searchsorted(threshold_bucket, np.arange(buckets + 1))
    inside = (threshold_bucket >= 0) & (threshold_bucket <= buckets)
    limit = np.full(buckets + 1, np.inf)
    limit[threshold_bucket[inside].astype(np.intp)] = at[inside]
    counts = np.zeros((3, buckets + 1, 2), dtype=np.int64)  # left out, rest or object; bucket; below the limit or not
    for truth_part, values, scored in in_parts(truth, probability, is_scored, step=STEP):
        row = truth_part.astype(np.intp) + 1
        bounded = values
        if not scored.all():
            row[~scored] = 0
            bounded = np.where(scored, values, 0)
        bucket = (bounded * buckets).astype(np.intp)  # by a power of two: the product is exact
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
        if np.unique(np.floor(at * buckets)).size == at.size:
            return buckets
        buckets *= 2
    return None


def _checked_thresholds(thresholds: Sequence[float] | np.ndarray) -> np.ndarray:
    """The thresholds as an ascending float64 array."""
    at = np.array(thresholds, dtype=np.float64)
    if at.ndim != 1 or at.size == 0 or not np.isfinite(at).all() or (np.diff(at) <= 0).any():
        raise ValueError(
            f"thresholds has shape {at.shape} and must be ascending finite numbers, each once. "
            "Sort them with np.unique(thresholds), or leave them out to get every distinct probability."
        )
    return at


def _check_probability(probability: np.ndarray, shape: tuple[int, ...], is_scored: np.ndarray) -> None:
    """Refuse anything but a probability map of this shape."""
    if not isinstance(probability, np.ndarray) or probability.dtype.kind != "f":
        given = (
            f"of dtype {probability.dtype}"
            if isinstance(probability, np.ndarray)
            else f"a {type(probability).__name__}"
        )
        raise LabelMapError(
            f"probability is {given}, but a sweep needs the floats that the model says before the decision. "
            "Pass those, not the label map made from them."
        )
    if probability.shape != shape:
        raise LabelMapError(
            f"truth has shape {shape} and probability {probability.shape}. Pass the probability of the object alone, "
            "one number per pixel: of several classes, take its plane, probability[class_index]."
        )
    if probability.min() >= 0 and probability.max() <= 1:
        return
    outside = is_scored & ~((probability >= 0) & (probability <= 1))
    if outside.any():
        first = tuple(np.argwhere(outside)[0].tolist())
        raise LabelMapError(
            f"probability holds {np.count_nonzero(outside)} scored values outside 0 to 1; the first is "
            f"{probability[first]} at {first}. Turn scores of a network into probabilities with a sigmoid, "
            "and find out where NaN comes from."
        )
