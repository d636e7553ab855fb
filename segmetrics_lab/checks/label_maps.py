"""Label maps as learners meet them: drawn at random, with many classes, with pixels that the prediction leaves open."""

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import drawn

DTYPES = (np.uint8, np.int64, np.int32, np.uint16)
WIDE = drawn("..##2", ".###2"), drawn(".###2", ".##22"), 3
WITH_IGNORED = drawn("..#", "?##", "2?2"), drawn("..#", "##2", "2#2"), 3
WITH_UNDECIDED = drawn("..#", ".##", ".22"), drawn("..?", "###", ".22"), 3
WITH_ABSENT = drawn("..", "22"), drawn("..", ".2"), 4
"""Small truths and predictions with their numbers of classes: wider than high, with two ignored pixels, with one pixel
that the prediction does not decide, with two classes that are in neither map."""

MANY_CLASSES = (np.array([[19, 14], [13, 14]], dtype=np.uint8), np.array([[19, 14], [14, 14]], dtype=np.uint8), 20)
"""A truth and a prediction of twenty classes: more than bytes can number the pairs of."""


def random_maps(rng: np.random.Generator, number: int, undecided: float = 0.1) -> tuple[np.ndarray, np.ndarray, int]:
    """Truth, prediction and number of classes, larger with the number of the draw.

    Of any integer types and shape, with ignored pixels and absent classes; a share of the scored pixels, and half of
    the ignored ones, is 255 in the prediction, but never where both maps would look like masks in black and white.
    """
    num_classes, shape = int(rng.integers(2, 5 + number)), tuple(rng.integers(1, 4 + number, 2))
    present = rng.permutation(num_classes)[: int(rng.integers(1, num_classes + 1))]
    there = rng.choice(present, shape)
    claimed = np.where(rng.random(shape) < 0.6, there, rng.integers(0, num_classes, shape))
    truth = np.where(rng.random(shape) < 0.15, 255, there)
    prediction = np.where(rng.random(shape) < np.where(truth == 255, 0.5, undecided), 255, claimed)
    if np.isin([truth, prediction], [0, 255]).all():
        prediction = np.zeros_like(prediction)
    return truth.astype(DTYPES[number % 4]), prediction.astype(DTYPES[number // 4 % 4]), num_classes


def decided(prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """The prediction with one more class for the pixels that it leaves open."""
    return np.where(prediction == 255, num_classes, prediction.astype(np.int64))


def matrix_with_undecided(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """The confusion matrix with one more class for the pixels that the prediction leaves open."""
    return metrics.confusion_matrix(truth, decided(prediction, num_classes), num_classes + 1)


def matrix_of_numbers(truth: np.ndarray, prediction: np.ndarray, step: int, size: int) -> np.ndarray:
    """A square matrix from pairs that are numbered truth * step + prediction, in the types that both maps have."""
    numbers = (truth * truth.dtype.type(step) + prediction)[truth != 255].astype(np.int64)
    return np.bincount(numbers, minlength=size**2)[: size**2].reshape(size, size)


def matrix_in_bytes(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> np.ndarray:
    """The confusion matrix from pairs that are numbered in the type of the truth, which may be too small for them."""
    return matrix_of_numbers(truth, prediction.astype(truth.dtype), num_classes, num_classes)


def top_square(label_map: np.ndarray, size: int) -> np.ndarray:
    """So many rows and columns of a label map, which may have too few."""
    return label_map[np.ix_(range(size), range(size))]
