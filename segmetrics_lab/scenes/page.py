"""The confusion matrix of the page from which this course grew."""

import numpy as np


def page_matrix() -> tuple[np.ndarray, tuple[str, str, str]]:
    """The 15550 pixels of the source page, counted by true class (rows) and predicted class (columns).

    Returns:
        The matrix, (3, 3) int64, and the names of its classes: A, B and background.

    Source: "Why segmentation labels every pixel: why metrics matter", the page that this course grew from.

    >>> matrix, names = page_matrix()
    >>> int(matrix[names.index("A"), names.index("B")])
    300
    """
    matrix = np.array([[5000, 300, 200], [400, 4500, 100], [100, 150, 4800]], dtype=np.int64)
    return matrix, ("A", "B", "background")
