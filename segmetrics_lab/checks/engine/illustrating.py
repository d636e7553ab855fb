"""Illustrating: small pictures of the label maps that a case is about."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, Palette
from segmetrics_lab.pictures import Picture, Scale, errors_at, paint_classes

SHOWN_PX = 200
SHOWN_IMAGES = 4
"""Images of a stack that are drawn."""

MOST_CLASSES = 8
CLAIM = "prediction"
"""What is called so ignores nothing: where it says 255, it decides nothing."""


def is_map(value: Any) -> bool:
    """Can this be drawn as a label map: two-dimensional, of booleans or of a few class indices?"""
    if not isinstance(value, np.ndarray) or value.ndim != 2 or value.dtype.kind not in "biu" or value.size == 0:
        return False
    scored = value[value != IGNORE_INDEX] if value.dtype.kind in "iu" else value
    return bool(scored.size == 0 or (scored.min() >= 0 and scored.max() < MOST_CLASSES))


def illustrate(names: Iterable[str], values: Iterable[Any]) -> tuple[tuple[str, Picture], ...]:
    """Captions and pictures of the label maps among the values, and of where the first two of one shape disagree.

    Of lists or stacks of label maps, the same for each of the first images.

    >>> illustrate(["truth", "prediction"], [np.array([[True, False]]), np.array([[True, True]])])[2]
    ('disagreement', 0 pixels missed (0 % of scored), 1 extra, 0 swapped)
    """
    pairs = list(zip(names, values, strict=True))
    images = max((len(value) for _, value in pairs if _is_stack(value)), default=0)
    if images:
        return tuple(
            (f"{caption}, image {at}", picture)
            for at in range(min(images, SHOWN_IMAGES))
            for caption, picture in illustrate(*zip(*[(n, v[at]) for n, v in pairs if _is_stack(v)], strict=True))
        )
    maps = {name: np.asarray(value).astype(np.uint8) for name, value in pairs if is_map(value)}
    shown = [(name, _pictured(np.asarray(value), is_truth=name != CLAIM)) for name, value in pairs if is_map(value)]
    pair = list(maps.values())[:2]
    if len(pair) == 2 and _is_comparable(pair[0], pair[1]):
        scale, palette = _scale_of(pair[0]), _palette_of(*pair)
        (panel,) = errors_at(scale, pair[0], pair[1], palette, may_stand_beside=False)
        shown.append((panel.title, panel.picture))
    return tuple(shown)


def _is_stack(value: Any) -> bool:
    """Are these several label maps: in a list, or in a stack?"""
    is_several = isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim == 3)
    return is_several and len(value) > 0 and all(is_map(part) for part in value)


def _is_comparable(truth: np.ndarray, prediction: np.ndarray) -> bool:
    """Have both one shape, and does the prediction name a class wherever the truth does?"""
    return truth.shape == prediction.shape and bool((prediction != IGNORE_INDEX)[truth != IGNORE_INDEX].all())


def _pictured(label_map: np.ndarray, *, is_truth: bool) -> Picture:
    """A label map in colours, its pixels as squares, and how many of them each class has."""
    words, label_map = _counted(label_map, "ignored" if is_truth else "undecided"), label_map.astype(np.uint8)
    scale = _scale_of(label_map)
    return scale.picture(paint_classes(label_map, _palette_of(label_map), scale, is_truth=is_truth), words)


def _counted(label_map: np.ndarray, of_255: str) -> str:
    """How often each class occurs. Booleans are counted as such: they need not be pixels of two classes."""
    indices, counts = np.unique(label_map, return_counts=True)
    if label_map.dtype.kind == "b":
        return ", ".join(f"{count} {value}" for value, count in zip(indices, counts, strict=True))
    parts = [
        f"{count} {of_255}" if index == IGNORE_INDEX else f"{count} of class {index}"
        for index, count in zip(indices, counts, strict=True)
    ]
    return "pixels: " + ", ".join(parts)


def _palette_of(*label_maps: np.ndarray) -> Palette:
    """As many classes as occur, at least two, each called by its index."""
    largest = max(int(label_map[label_map != IGNORE_INDEX].max(initial=1)) for label_map in label_maps)
    return Palette([str(index) for index in range(largest + 1)])


def _scale_of(label_map: np.ndarray) -> Scale:
    """How large a square a pixel becomes."""
    return Scale(max(1, SHOWN_PX // max(label_map.shape)), sharpness=2)
