"""Windows: a part of a picture that grows from the box around the object to the whole, as the page computes it."""

from math import floor

import numpy as np

from segmetrics_lab.metrics import confusion_matrix

SMALLEST_SIDE_PX = 8


def closest_window(truth: np.ndarray) -> tuple[int, int, int, int]:
    """Top, bottom, left and right of the box around all pixels of 1, at least 8 by 8 pixels where there is room.

    Bottom and right are the first row and column outside, as in a slice.

    >>> truth = np.zeros((20, 30), dtype=int)
    >>> truth[5:15, 29] = 1
    >>> closest_window(truth)
    (5, 15, 22, 30)
    """
    rows, columns = np.nonzero(truth == 1)
    return (*_widened(rows, truth.shape[0]), *_widened(columns, truth.shape[1]))


def _widened(places: np.ndarray, length: int) -> tuple[int, int]:
    """First place and first place outside, moved apart until the side is long enough, and kept inside the picture."""
    first, end = int(places.min()), int(places.max()) + 1
    side = max(end - first, min(SMALLEST_SIDE_PX, length))
    begin = min(max(0, first - (side - (end - first)) // 2), length - side)
    return begin, begin + side


def window_at(closest: tuple[int, ...], shape: tuple[int, ...], window: float) -> tuple[int, int, int, int]:
    """The window so far between the closest one (0) and the whole picture (1): each side moves at an even pace.

    >>> window_at((5, 15, 22, 30), (20, 30), 0.5)
    (3, 18, 11, 30)
    """
    ends = (0, shape[0], 0, shape[1])
    top, bottom, left, right = (
        floor(begin + (end - begin) * window + 0.5) for begin, end in zip(closest, ends, strict=True)
    )
    return top, bottom, left, right


def matrix_in(truth: np.ndarray, prediction: np.ndarray, sides: tuple[int, int, int, int]) -> np.ndarray:
    """The (2, 2) confusion matrix of the pixels inside a window.

    >>> matrix_in(np.array([[1, 0, 0]]), np.array([[1, 1, 1]]), (0, 1, 0, 2))
    array([[0, 1],
           [0, 1]])
    """
    top, bottom, left, right = sides
    return confusion_matrix(truth[top:bottom, left:right], prediction[top:bottom, left:right], 2)
