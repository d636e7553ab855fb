"""Features: the numbers by which a model knows a pixel."""

import os
from collections.abc import Callable, Iterator
from hashlib import blake2b
from types import MappingProxyType

import numpy as np
from skimage.feature import multiscale_basic_features

from segmetrics_lab.models.cache import Cache
from segmetrics_lab.models.checking import channels_of

SIGMA_MIN, SIGMA_MAX = 0.7, 6.0
"""Blur in pixels at the finest and the coarsest of the four scales: right for images of about 120 by 160."""

REACH = 26
"""Rows that a feature sees above and below: Gaussians end at four sigma, two derivatives look a pixel further each."""

STEP = 1 << 17
"""Pixels whose features are computed at once: fewer, and the rows seen by two strips cost too much."""

PIECE = 1 << 15
"""Pixels whose features are handed out at once: classifiers copy them, in float64."""

cache = Cache(most_bytes=int(os.environ.get("SEGMETRICS_FEATURE_BYTES", "200_000_000")))
"""Multiscale features as float16: room for 108 colour images of 120 by 160, if nobody says that memory is short."""

LARGEST_KEPT = 1 << 19
"""Pixels of the largest image whose features are kept; a larger one would drive all others out."""


def feature_pieces(image: np.ndarray, features: str) -> Iterator[np.ndarray]:
    """The features of all pixels, piece by piece from the top, so that a large image needs little memory.

    Each piece is (pixels, number of features) float64, a row for each pixel in the order of image.ravel().

    >>> [piece.tolist() for piece in feature_pieces(np.array([[0, 51], [102, 255]], np.uint8), "gray")]
    [[[0.0], [0.2], [0.4], [1.0]]]
    """
    for parts in _parts_of_strips(image, features):
        for start in range(0, len(parts[0]), PIECE):
            yield np.concatenate([part[start : start + PIECE] for part in parts], axis=1, dtype=np.float64)


def features_at(image: np.ndarray, features: str, flat: np.ndarray) -> np.ndarray:
    """The features of some pixels, a row for each, given by ascending indices into image.ravel() without channels.

    >>> features_at(np.array([[0, 51], [102, 255]], np.uint8), "gray", np.array([1, 3])).tolist()
    [[0.2], [1.0]]
    """
    found = []
    start = 0
    for parts in _parts_of_strips(image, features):
        stop = start + len(parts[0])
        here = flat[np.searchsorted(flat, start) : np.searchsorted(flat, stop)] - start
        found.append(np.concatenate([part[here] for part in parts], axis=1, dtype=np.float64))
        start = stop
    return np.concatenate(found)


def _parts_of_strips(image: np.ndarray, features: str) -> Iterator[list[np.ndarray]]:
    """The features of each strip, one array for each part of the name, a row for each pixel."""
    for rows in _strips(image):
        parts = [PARTS[part](image, rows) for part in features.split(" and ")]
        yield [part.reshape(-1, part.shape[-1]) for part in parts]


def _strips(image: np.ndarray) -> Iterator[slice]:
    """Rows of the image, as many at once as hold STEP pixels."""
    height, width = image.shape[:2]
    step = max(1, STEP // width)
    return (slice(top, min(top + step, height)) for top in range(0, height, step))


def _color(image: np.ndarray, rows: slice) -> np.ndarray:
    """The channels, 0 to 1."""
    return image[rows].reshape(-1, channels_of(image)) / 255


def _gray(image: np.ndarray, rows: slice) -> np.ndarray:
    """The mean of the channels, 0 to 1."""
    return _color(image, rows).mean(axis=-1, keepdims=True)


def _position(image: np.ndarray, rows: slice) -> np.ndarray:
    """How far down, 0 to 1, and how far from the middle, 0 to 1: left and right of a road look alike."""
    height, width = image.shape[:2]
    down = np.linspace(0, 1, height)[rows]
    aside = np.abs(np.linspace(-1, 1, width))
    return np.stack(np.broadcast_arrays(down[:, np.newaxis], aside), axis=-1)


def _multiscale(image: np.ndarray, rows: slice) -> np.ndarray:
    """Brightness, edge strength and curvature of each channel at four scales; float16, cached or not."""
    if image.shape[0] * image.shape[1] > LARGEST_KEPT:
        return _multiscale_now(image, rows)
    key = (blake2b(image.tobytes(), digest_size=16).digest(), image.shape)
    return cache.get(key, lambda: np.concatenate([_multiscale_now(image, strip) for strip in _strips(image)]))[rows]


def _multiscale_now(image: np.ndarray, rows: slice) -> np.ndarray:
    """The multiscale features of some rows, from these rows and all others that they see."""
    if min(image.shape[:2]) < 2:
        raise ValueError(
            f"image has shape {image.shape}, but edges and curvature need 2 or more rows and columns. "
            'Pass a larger image, or use the features "color".'
        )
    seen = slice(max(0, rows.start - REACH), rows.stop + REACH)
    height, width = image[seen].shape[:2]
    channels = image[seen].reshape(height, width, channels_of(image))
    of_seen: np.ndarray = multiscale_basic_features(channels, sigma_min=SIGMA_MIN, sigma_max=SIGMA_MAX, channel_axis=-1)
    top = rows.start - seen.start
    return of_seen[top : top + rows.stop - rows.start].astype(np.float16)


PARTS: MappingProxyType[str, Callable[[np.ndarray, slice], np.ndarray]] = MappingProxyType(
    {"gray": _gray, "color": _color, "position": _position, "multiscale": _multiscale}
)

FEATURES = ("gray", "color", "position", "color and position", "multiscale", "multiscale and position")
"""What a model may look at."""
