"""Planes: what an array with three axes may be, if it is not a stack of label maps."""

from collections.abc import Sequence

import numpy as np

from segmetrics_lab.labels.convention import IGNORE_INDEX

SMALLEST_PICTURE = 32
"""Nobody has a stack of this many maps which are this high, but only three or four pixels wide."""

DARKEST_COLOR = 32
"""A mask in colours has channels of at least this; maps that are so narrow have fewer classes."""

LEAST_EVIDENCE, MUCH_EVIDENCE = 12, 100
"""In a stack of fewer pixels than the first, each place may hold a single 1 by chance; from the second on, in most."""

MOST_PLACES = 0.8
"""In how many places an array of one plane per class holds a 1, if there are none where pixels are ignored."""

ROUNDING = 0.01
"""How far from 1 the probabilities of all classes may add up; float16 rounds as much."""


def looks_like_channels(label_map: np.ndarray) -> bool:
    """Are the three or four numbers at the end the channels of a picture, and not the width of very narrow maps?

    >>> looks_like_channels(np.full((8, 8, 3), 128)), looks_like_channels(np.ones((8, 8, 3), dtype=int))
    (True, False)
    """
    smaller, channels = min(label_map.shape[:2]), label_map.shape[2]
    if channels not in (3, 4) or channels >= smaller:
        return False
    return smaller >= SMALLEST_PICTURE or bool(((label_map >= DARKEST_COLOR) & (label_map != IGNORE_INDEX)).any())


def has_equal_channels(*maps: np.ndarray) -> bool:
    """Do all three or four channels say the same, as in class indices that were saved as a grey picture in RGB?

    >>> has_equal_channels(np.array([[[1, 1, 1], [2, 2, 2]]])), has_equal_channels(np.array([[[1, 1, 2]]]))
    (True, False)
    """
    first = [each[..., :1] for each in maps]
    return all((each[..., :3] == one).all() for each, one in zip(maps, first, strict=True)) and any(map(np.ptp, first))


def one_hot_axis(*maps: np.ndarray) -> int | None:
    """The axis of the classes, 0 or -1, of arrays that hold one plane per class; None where they may be stacks.

    Along this axis no array holds more than a single 1, and one of them holds it everywhere, or in large arrays nearly
    everywhere: where pixels are ignored, there may be none. Probabilities add up to 1.

    >>> one_hot_axis(np.eye(3, dtype=int)[np.array([[0, 1, 2], [2, 1, 0]])])
    -1
    """
    size, middle = maps[0].size, maps[0].shape[1] // 2
    least = MOST_PLACES if size >= MUCH_EVIDENCE else 1 - ROUNDING
    some = [each[:, middle : middle + 1] for each in maps]  # which decides almost always, and quickly
    for axis in (0, -1):
        is_long_enough = size >= LEAST_EVIDENCE and maps[0].shape[axis] > 1
        if is_long_enough and _are_one_hot(some, axis, least) and _are_one_hot(maps, axis, least):
            return axis
    return None


def _are_one_hot(maps: Sequence[np.ndarray], axis: int, least: float) -> bool:
    """Does each map add up to at most 1 along the axis, and one of them to 1 in at least so many places?"""
    if any(each.min() < 0 or each.max() > 1 for each in maps):
        return False
    sums = [each.sum(axis=axis) for each in maps]
    return all(each.max() <= 1 + ROUNDING for each in sums) and any(each.mean() >= least for each in sums)


def without_axis_of_1(name: str, shape: tuple[int, ...]) -> str:
    """How to write the array without its axis of length 1: the last, if it is that, or else the first such.

    >>> [without_axis_of_1("truth", shape) for shape in ((6, 8, 1), (1, 6, 8), (5, 1, 6, 8))]
    ['truth[..., 0]', 'truth[0]', 'truth[:, 0]']
    """
    return f"{name}[..., 0]" if shape[-1] == 1 else f"{name}[{':, ' * shape.index(1)}0]"
