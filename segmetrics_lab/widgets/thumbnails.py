"""Thumbnails: pictures made small by taking means, to be shown many at once and to be compared."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

COMPARED = (12, 16)
"""Rows and columns of the grey thumbnails that are compared: those of lesson 7."""

MOST_BYTES = 2_500_000
MOST_COLUMNS = 240


def block_means(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """Cut an image into height by width equal blocks, and take the mean of each.

    A pixel that lies in two blocks counts in each with the share that lies there.

    Args:
        image: (rows, columns).
        height: how many blocks there are above each other.
        width: how many blocks there are side by side.

    Returns:
        (height, width) float64.

    >>> block_means(np.array([[0, 2, 10, 20], [4, 6, 30, 40]]), 1, 2)
    array([[ 3., 25.]])
    """
    return _shares(image.shape[0], height) @ image @ _shares(image.shape[1], width).T


def _shares(size: int, blocks: int) -> np.ndarray:
    """What each of so many pixels in a row has to do with each block: (blocks, size), a row adds up to 1."""
    borders = np.linspace(0, size, blocks + 1)
    pixel = np.arange(size)
    inside = np.minimum(borders[1:, None], pixel + 1) - np.maximum(borders[:-1, None], pixel)
    return inside.clip(0) * blocks / size


def grey_distances(images: Sequence[np.ndarray]) -> np.ndarray:
    """How different images are: the mean absolute difference of their grey thumbnails of 12 by 16 values.

    Returns:
        (number of images, number of images) float64, in grey steps, 0 to 255.

    >>> black, grey = (np.full((24, 32), value, dtype=np.uint8) for value in (0, 50))
    >>> grey_distances([black, grey])
    array([[ 0., 50.],
           [50.,  0.]])
    """
    grey = [image.mean(axis=2) if image.ndim == 3 else image for image in images]
    small = np.array([block_means(image, *COMPARED) for image in grey])
    distances = np.array([np.abs(small - one).mean(axis=(1, 2)) for one in small])
    return distances.round(9)  # so that no distance of 0 is a trace of rounding


def color_thumbnails(images: Sequence[np.ndarray]) -> np.ndarray:
    """All images in one size and in colours, small enough to be sent to a page together.

    They take the shape of the first image, at most 240 columns, and 2.5 million bytes in all.

    Returns:
        (number of images, height, width, 3) uint8.
    """
    rows, columns = images[0].shape[:2]
    scale = min(1.0, MOST_COLUMNS / columns, (MOST_BYTES / (3 * len(images) * rows * columns)) ** 0.5)
    height, width = (max(1, int(scale * size)) for size in (rows, columns))
    return np.array([shrunk(image, height, width) for image in images])


def shrunk(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """An image in another size and in colours, to be looked at: (height, width, 3) uint8."""
    return np.asarray(Image.fromarray(image).convert("RGB").resize((width, height), Image.Resampling.LANCZOS))
