"""Limits: what a page can show and count within a frame, and what to do about more."""

from collections.abc import Iterable
from math import ceil
from typing import Any

import numpy as np

from segmetrics_lab import labels
from segmetrics_lab.labels import IGNORE_INDEX, LabelMapError, Palette
from segmetrics_lab.metrics import truth_area

MOST_PIXELS = 2_000_000
MOST_CLASSES = 16
LARGEST_COUNT = 2**53
"""A browser computes with floats of 64 bit: whole numbers beyond this are not exact."""


def check_size(shape: tuple[int, ...]) -> None:
    """Refuse images that are too large to be counted at every touch, and say how to shrink them.

    Raises:
        ValueError: there are more than two million pixels.
    """
    height, width = shape[:2]
    if height * width <= MOST_PIXELS:
        return
    step = ceil((height * width / MOST_PIXELS) ** 0.5)
    raise ValueError(
        f"the image has {height:,} by {width:,} pixels, {height * width / 1e6:.1f} million, but a widget follows "
        f"every touch only up to {MOST_PIXELS // 10**6} million. Keep every pixel in {step} of each row and column: "
        f"image[::{step}, ::{step}], and the same for truth, prediction and probability. "
        "That leaves label maps without invented classes."
    )


def check_palette(palette: Palette) -> Palette:
    """Return the palette if a widget can show its classes.

    Raises:
        LabelMapError: it is not a Palette, or has more than 16 classes.
    """
    check_number_of_classes(labels.check_palette(palette).num_classes)
    return palette


def object_palette(name: str) -> Palette:
    """The palette of a picture in which there is one kind of object: the rest, and what has this name.

    Raises:
        ValueError: the name is not a text, or blank.
    """
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"name is {name!r}, but it must be a text that is not blank: what the object is called.")
    return Palette([f"not {name}", name])


def check_not_black_and_white(truth: np.ndarray) -> None:
    """Refuse a mask in black and white as the truth: its object would be ignored.

    Raises:
        LabelMapError: it holds only 0 and 255, and both of them.
    """
    if np.array_equal(np.unique(truth), [0, IGNORE_INDEX]):
        raise LabelMapError(
            f"truth holds only 0 and {IGNORE_INDEX}, so that there is no object in it. If it is a mask in black and "
            f"white, {IGNORE_INDEX} is the object there: pass truth == {IGNORE_INDEX}, which is class 1. Else take a "
            "picture with the object in it."
        )


def listed(values: Any, name: str, content: str) -> list[Any]:
    """The values as a list, a text as the only one of them.

    Raises:
        ValueError: they cannot be listed, or have no order.
    """
    if isinstance(values, str):
        return [values]
    if not isinstance(values, Iterable) or isinstance(values, set | frozenset):
        raise ValueError(f"{name} is {values!r}, but it must be a list of {content}.")
    return list(values)


def check_number_of_classes(num_classes: int) -> None:
    """Refuse more classes than a widget has patterns and room for."""
    if num_classes > MOST_CLASSES:
        raise LabelMapError(
            f"there are {num_classes} classes, but a widget tells at most {MOST_CLASSES} apart. "
            "Merge the ones that matter least into one, for instance with table[label_map]."
        )


def checked_counts(matrix: Any, classes: str, num_classes: int, hint: str) -> np.ndarray:
    """The matrix as a copy in int64, if it has a row and a column for each class, and a sum that a browser holds."""
    truth_area(matrix)  # refuses what is not a matrix of counts
    counts = np.asarray(matrix)
    if len(counts) != num_classes:
        raise ValueError(f"matrix has shape {counts.shape}, but {classes}. {hint}")
    total = sum(counts.ravel().tolist())
    if total > LARGEST_COUNT:
        raise ValueError(
            f"matrix counts {total:,} pixels, but a page computes exactly only up to 2**53. "
            "Show fewer pictures at once, or divide the counts."
        )
    return counts.astype(np.int64)
