"""The sums of a confusion matrix, and the four kinds of pixels that one class sees in it.

This is the only file that names an axis of a matrix: rows are truth, columns are prediction.
"""

import numpy as np

from segmetrics_lab.labels import check_name, plain_array

MOST_PIXELS = int(np.iinfo(np.int64).max)


def check_matrix(matrix: np.ndarray) -> np.ndarray:
    """Return the confusion matrix as int64, or raise a ValueError where it does not hold counts that fit into it."""
    array = plain_array(matrix, "matrix", hint="Write the counts into it that were left out, as in matrix.filled(0)")
    if array.ndim != 2 or array.shape[0] != array.shape[1] or array.shape[0] < 2:
        raise ValueError(
            f"matrix has shape {array.shape}, but a confusion matrix is square, with a row and a column for each of "
            "2 or more classes. Make it with confusion_matrix(truth, prediction, num_classes)."
        )
    if array.dtype.kind not in "iu":
        raise ValueError(
            f"matrix holds values of dtype {array.dtype}, but metrics are made from counts of pixels, which are "
            "integers. Pass the matrix as it was counted, before normalize; a sum of matrices begins with "
            "np.zeros((K, K), dtype=np.int64)."
        )
    counts = array.astype(np.int64, copy=False)
    most = int(counts.view(np.uint64).max())  # a negative number is read as 2**63 or more
    if most > MOST_PIXELS and array.dtype.kind == "i":
        raise ValueError("matrix holds negative numbers, but it counts pixels. Find out what was subtracted from it.")
    if most * array.size > MOST_PIXELS and sum(array.ravel().tolist()) > MOST_PIXELS:
        raise ValueError("matrix counts 2**63 pixels or more, which int64 cannot hold. Score the pictures in parts.")
    return counts


def truth_area(matrix: np.ndarray) -> np.ndarray:
    """Pixels that are truly of each class: (K,) int64, the sums of the rows.

    >>> truth_area(np.array([[3, 1], [2, 4]]))
    array([4, 6])
    """
    return check_matrix(matrix).sum(axis=1)


def prediction_area(matrix: np.ndarray) -> np.ndarray:
    """Pixels predicted as each class: (K,) int64, the sums of the columns.

    >>> prediction_area(np.array([[3, 1], [2, 4]]))
    array([5, 5])
    """
    return check_matrix(matrix).sum(axis=0)


def intersection(matrix: np.ndarray) -> np.ndarray:
    """Pixels of each class that are predicted as that class: (K,) int64, the diagonal.

    >>> intersection(np.array([[3, 1], [2, 4]]))
    array([3, 4])
    """
    return check_matrix(matrix).diagonal().copy()


def true_positives(matrix: np.ndarray) -> np.ndarray:
    """Pixels of the class, predicted as the class: (K,) int64. Another name for the intersection.

    >>> true_positives(np.array([[3, 1], [2, 4]]))
    array([3, 4])
    """
    return intersection(matrix)


def false_positives(matrix: np.ndarray) -> np.ndarray:
    """Pixels predicted as the class that are of another one: (K,) int64, what is extra.

    >>> false_positives(np.array([[3, 1], [2, 4]]))
    array([2, 1])
    """
    return prediction_area(matrix) - intersection(matrix)


def false_negatives(matrix: np.ndarray) -> np.ndarray:
    """Pixels of the class that are predicted as another one: (K,) int64, what the model misses.

    >>> false_negatives(np.array([[3, 1], [2, 4]]))
    array([1, 2])
    """
    return truth_area(matrix) - intersection(matrix)


def true_negatives(matrix: np.ndarray) -> np.ndarray:
    """Pixels neither of the class nor predicted as it: (K,) int64, everything else.

    >>> true_negatives(np.array([[3, 1], [2, 4]]))
    array([4, 3])
    """
    return scored_pixels(matrix) - truth_area(matrix) - prediction_area(matrix) + intersection(matrix)


def scored_pixels(matrix: np.ndarray) -> int:
    """All pixels that were counted.

    >>> scored_pixels(np.array([[3, 1], [2, 4]]))
    10
    """
    return int(check_matrix(matrix).sum())


def normalize(matrix: np.ndarray, by: str = "truth") -> np.ndarray:
    """Shares instead of counts: of each true class (rows add up to 1), of each predicted one (columns), or of all.

    Args:
        matrix: (K, K) counts, rows truth, columns prediction.
        by: "truth", whose diagonal is the recall; "prediction", whose diagonal is the precision; or "all".

    Returns:
        (K, K) float64, 0 to 1; NaN in a row (or column, or everywhere) in which nothing was counted.

    Raises:
        ValueError: another word for `by`.

    >>> normalize(np.array([[3, 1], [0, 0]]), by="truth")
    array([[0.75, 0.25],
           [ nan,  nan]])
    """
    counts = check_matrix(matrix)
    wholes = {
        "truth": truth_area(counts)[:, np.newaxis],
        "prediction": prediction_area(counts)[np.newaxis, :],
        "all": np.array(scored_pixels(counts)),
    }
    return ratio(counts, wholes[check_name(by, tuple(wholes), called="by")])


def ratio(part: np.ndarray | int, whole: np.ndarray | int) -> np.ndarray:
    """Quotient part / whole as float64, and NaN where the whole is 0: a share of nothing is undefined.

    >>> ratio(np.array([1, 0]), np.array([4, 0]))
    array([0.25,  nan])
    """
    parts, wholes = np.broadcast_arrays(np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64))
    return np.divide(parts, wholes, out=np.full(parts.shape, np.nan), where=wholes != 0)
