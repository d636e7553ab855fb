"""Thumbnails: pictures made small by taking means, to be shown many at once and to be compared."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from segmetrics_lab.pictures import Picture, data_address

COMPARED = (16, 12)
"""Columns and rows of the grey thumbnails that are compared, as in lesson 11."""

MOST_BYTES = 12_000_000
"""Of all thumbnails, three for each pixel; encoded, a photograph needs about an eighth of that."""

MOST_COLUMNS = 240


def grey_distances(images: Sequence[np.ndarray]) -> np.ndarray:
    """How different images are: the mean absolute difference of their grey thumbnails of 12 by 16 values.

    Returns:
        (number of images, number of images) float64, in grey steps, 0 to 255.

    >>> black, grey = (np.full((24, 32), value, dtype=np.uint8) for value in (0, 50))
    >>> grey_distances([black, grey])
    array([[ 0., 50.],
           [50.,  0.]])
    """
    grey = [image.mean(axis=2, dtype=np.float32) if image.ndim == 3 else image.astype(np.float32) for image in images]
    small = np.array([Image.fromarray(image).resize(COMPARED, Image.Resampling.BOX) for image in grey], dtype=float)
    return np.array([np.abs(small - one).mean(axis=(1, 2)) for one in small])


def color_thumbnails(images: Sequence[np.ndarray]) -> np.ndarray:
    """All images in one size and in colours, small enough to be sent to a page together.

    They take the shape of the first image, at most 240 columns, and 12 million bytes in all.

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


def address_of(image: np.ndarray) -> str:
    """An image as an address that holds all of it, for <img src=...>."""
    return data_address(*Picture(image, "a frame").encoded())
