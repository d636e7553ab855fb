"""The confusion matrix: every scored pixel of two label maps, counted once."""

import numpy as np

from segmetrics_lab.labels import (
    IGNORE_INDEX,
    check_black_and_white,
    check_class_indices,
    check_ignore_index,
    check_num_classes,
    check_pair,
    check_planes,
)
from segmetrics_lab.metrics.counters import pair_counter
from segmetrics_lab.metrics.parts import STEP, in_parts


def confusion_matrix(
    truth: np.ndarray, prediction: np.ndarray, num_classes: int, *, ignore_index: int | None = IGNORE_INDEX
) -> np.ndarray:
    """How many scored pixels have each pair of true class (row) and predicted class (column).

    Args:
        truth: class indices, (height, width) or a stack (n, height, width); integers of any dtype in any
            memory layout, or booleans, which count as 0 and 1.
        prediction: class indices of the same shape; its dtype and layout may differ.
        num_classes: how many classes there are, 2 to 256.
        ignore_index: pixels that have this value in the truth are not scored, whatever the prediction says
            (even if it is below num_classes: with 256 classes and the index 255, that class is not scored).
            None scores every pixel.

    Returns:
        matrix[truth, prediction]: (num_classes, num_classes) int64, in pixels; zeros where all is ignored.

    Raises:
        LabelMapError: the arrays are not label maps of one shape, the value of a scored pixel is not a class index, or
            these are masks in black and white, whose object would be ignored: the truth holds only 0 and 255, and so
            does the prediction, or it shows the object where the truth is 255.

    Note:
        If you pass the prediction first, as half the world does, you get this matrix transposed.

    >>> truth = np.array([[0, 0, 1], [0, 1, 255]])
    >>> prediction = np.array([[0, 1, 1], [0, 1, 1]])
    >>> confusion_matrix(truth, prediction, num_classes=2)
    array([[2, 1],
           [0, 2]])
    """
    truth, prediction = check_pair(truth, prediction)
    num_classes = check_num_classes(num_classes)
    check_planes(truth, prediction, "prediction", num_classes)
    ignore_index = check_ignore_index(ignore_index)
    ignored_looks_scored = ignore_index is not None and 0 <= ignore_index < num_classes
    counter = pair_counter(num_classes)
    ignored_pixels = 0
    for parts in in_parts(truth, prediction, step=STEP):
        scored_parts = parts
        if ignored_looks_scored or not _all_class_indices(parts, num_classes):
            is_scored = _is_scored(parts[0], ignore_index)
            # An ignored pixel is counted as the pair (0, 0) and subtracted again: cheaper than cutting it out.
            scored_parts = tuple(part * is_scored for part in parts)
            ignored_pixels += is_scored.size - int(np.count_nonzero(is_scored))
            if not _all_class_indices(scored_parts, num_classes):
                _raise_first_wrong_index(truth, prediction, num_classes, ignore_index)
        scored_bytes = [part.astype(np.uint8, copy=False) for part in scored_parts]
        del scored_parts  # up to eight times as wide, and not needed while the counter works
        counter.add(*scored_bytes)
    matrix = counter.counts().reshape(num_classes, num_classes)
    matrix[0, 0] -= ignored_pixels
    if ignored_pixels and ignore_index == IGNORE_INDEX and not matrix[1:].any():
        check_black_and_white(truth, prediction, num_classes)
    return matrix


def _is_scored(truth: np.ndarray, ignore_index: int | None) -> np.ndarray:
    """True where the truth is not to be ignored."""
    return np.ones(truth.shape, dtype=bool) if ignore_index is None else truth != ignore_index


def _all_class_indices(parts: tuple[np.ndarray, ...], num_classes: int) -> bool:
    """Does every pixel hold one of 0 to num_classes - 1?"""
    return all(part.max() < num_classes and (part.dtype.kind == "u" or part.min() >= 0) for part in parts)


def _raise_first_wrong_index(
    truth: np.ndarray, prediction: np.ndarray, num_classes: int, ignore_index: int | None
) -> None:
    """Say which scored pixel does not hold a class index, looking in the truth first."""
    if ignore_index == IGNORE_INDEX:
        check_black_and_white(truth, prediction, num_classes)
    scored = _is_scored(truth, ignore_index)
    check_class_indices(truth, num_classes, name="truth", scored=scored)
    check_class_indices(prediction, num_classes, name="prediction", scored=scored)
