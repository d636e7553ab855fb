"""Exercise set 1, every pixel gets a label: cases, mistakes and explanations of its questions."""

from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, Sign, drawn, mask
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.label_maps import DTYPES
from segmetrics_lab.checks.sets import exercise_set

# --- ignored: predict

ignored = ValueQuestion(
    expected=60 / 80,
    close=0.005,
    why="80 pixels are scored, 60 of them are right. The 10 on which the model said nothing are scored as well: they "
    "are not right.",
    mistakes=[Mistake("M05", 60 / 100), Mistake("M06", 60 / 70), Mistake("M06", 60 / 90)],
    near=0.005,
)

# --- shares: the share of each class of the scored pixels


def _shares(label_map: np.ndarray, num_classes: int) -> list[float]:
    """The right answer: the library's."""
    areas = metrics.truth_area(metrics.confusion_matrix(label_map, label_map, num_classes))
    return [float(share) for share in areas / areas.sum()]


def _shares_of_all(label_map: np.ndarray, num_classes: int) -> list[float]:
    """The shares of all pixels, ignored ones among them."""
    return [float(np.mean(label_map == class_index)) for class_index in range(num_classes)]


def _shares_of_objects(label_map: np.ndarray, num_classes: int) -> list[float]:
    """The shares of the pixels that are neither ignored nor background."""
    objects = label_map[(label_map != 255) & (label_map != 0)]
    return [float(np.sum(objects == class_index) / max(1, objects.size)) for class_index in range(num_classes)]


def _shares_of_two(label_map: np.ndarray, of_rest: bool) -> list[float]:
    """The share of class 0, and the share of class 1 or of all the rest."""
    scored = label_map[label_map != 255]
    return [float(np.mean(scored == 0)), float(np.mean(scored != 0 if of_rest else scored == 1))]


def _random_map(rng: np.random.Generator, number: int) -> tuple[np.ndarray, int]:
    """A label map of any integer type with ignored pixels, absent classes and any shape; one pixel is scored."""
    num_classes = int(rng.integers(2, 4 + number))
    present = rng.permutation(num_classes)[: int(rng.integers(1, num_classes + 1))]
    shape = tuple(rng.integers(1, 4 + number, 2))
    label_map = np.where(rng.random(shape) < 0.2, 255, rng.choice(present, shape)).astype(DTYPES[number % 4])
    label_map[0, 0] = present[0]
    return label_map, num_classes


shares = FunctionQuestion(
    parameters=("label_map", "num_classes"),
    cases=[
        Case((drawn("..", ".#"), 2), [0.75, 0.25], "there are two classes"),
        Case((drawn("##", "##"), 2), [0.0, 1.0], "only class 1 is there"),
        Case((drawn(".#", "22"), 3), [0.25, 0.25, 0.5], "there are three classes"),
        Case((drawn("...#", ".#.#"), 2), [0.625, 0.375], "the image is wider than high"),
        Case((drawn("..?", "#.?", "???"), 2), [0.75, 0.25], "five pixels are ignored"),
        Case((drawn("..", "22"), 4), [0.5, 0.0, 0.5, 0.0], "two classes are not in the map"),
    ],
    mistakes=[
        Mistake("M05", _shares_of_all),
        Mistake("M05", lambda m, k: _shares(np.where(m == 255, 0, m), k)),
        Mistake("M12", lambda m, k: _shares(m, k)[1:]),
        Mistake("M12", _shares_of_objects),
        Mistake("M13", lambda m, k: [float(share // 1) for share in _shares(m, k)]),
        Mistake("M18", lambda m, _: _shares_of_two(m, of_rest=False)),
        Mistake("M18", lambda m, _: _shares_of_two(m, of_rest=True)),
        Mistake("M18", lambda m, k: [*_shares_of_two(m, of_rest=True), *[0.0] * (k - 2)]),
    ],
    reference=_shares,
    random=_random_map,
)

# --- blurred: diagnose

blurred = ChoiceQuestion()

# --- box: the box of a mask


def _box(mask: np.ndarray) -> list[int] | None:
    """The right answer: Pillow's, which says where the box ends, not which pixel is its last."""
    box = Image.fromarray(mask.astype(np.uint8)).getbbox()
    return [box[1], box[3] - 1, box[0], box[2] - 1] if box else None


def _other_order(*order: int) -> Callable[[np.ndarray], list[int] | None]:
    """A function that gives the four numbers in another order."""

    def box_in_other_order(mask: np.ndarray) -> list[int] | None:
        box = _box(mask)
        return [box[place] for place in order] if box else None

    return box_in_other_order


def _random_mask(rng: np.random.Generator, number: int) -> tuple[np.ndarray]:
    """A mask of any shape; some are empty, some full."""
    return (rng.random(tuple(rng.integers(1, 4 + number, 2))) < rng.choice([0, 0.05, 0.2, 1]),)


box = FunctionQuestion(
    parameters=("mask",),
    cases=[
        Case((mask("....", "..##", "...#", "...."),), [1, 2, 2, 3], "the object is one piece"),
        Case((mask("#...", "#...", "....", ".#.."),), [0, 3, 0, 1], "the object is in two pieces"),
        Case((mask("...", "..#", "..."),), [1, 1, 2, 2], "one pixel is True"),
        Case((mask("##", "##"),), [0, 1, 0, 1], "every pixel is True"),
        Case((mask(".##", "...", "..."),), [0, 0, 1, 2], "only the row 0 holds a True"),
        Case((mask("...", "#..", "#.."),), [1, 2, 0, 0], "only the column 0 holds a True"),
        Case((mask(".....", "...##"),), [1, 1, 3, 4], "the image is wider than high"),
        Case((mask("..", "..", "..", "#."),), [3, 3, 0, 0], "the image is higher than wide"),
        Case((mask("..", ".."),), None, "the mask is empty"),
    ],
    mistakes=[
        Mistake("M35", _other_order(2, 3, 0, 1)),
        Mistake("M35", _other_order(2, 0, 3, 1)),
    ],
    reference=_box,
    random=_random_mask,
)

# --- mixed: falsify


def _small(label_map: np.ndarray) -> np.ndarray:
    """The map halved by mixing."""
    return np.round(_blocks(label_map).mean(axis=-1)).astype(np.int64)


def _blocks(label_map: np.ndarray) -> np.ndarray:
    """The four pixels that become one, along the last axis."""
    height, width = label_map.shape
    blocks = label_map.reshape(height // 2, 2, width // 2, 2).swapaxes(1, 2)
    return blocks.reshape(height // 2, width // 2, 4)


def _invented(label_map: np.ndarray) -> int:
    """How many small pixels have a class that none of their four has."""
    return int(np.sum((_blocks(label_map) != _small(label_map)[..., None]).all(axis=-1)))


def _new(label_map: np.ndarray) -> int:
    """How many classes the small map holds that the large one lacks."""
    return int(np.setdiff1d(_small(label_map), label_map).size)


mixed = MakingQuestion(
    shape=(4, 4),
    classes=4,
    scores=lambda label_map: {
        "small pixels whose class none of their four has": _invented(label_map),
        "classes that only the small map holds": _new(label_map),
    },
    conditions=[
        Condition(
            "some small pixel gets a class that none of its own four pixels has",
            lambda label_map: _invented(label_map) > 0,
            betrays="M30",
        ),
        Condition(
            "the small map holds no class that the large one lacks (his test would find this one)",
            lambda label_map: _new(label_map) == 0,
        ),
    ],
    why="The invented class is also drawn elsewhere, so a list of the indices looks in order. A class index is a name: "
    "no test of the result makes it right to take the mean of names.",
)

# --- halve: half the size, by a vote


def _vote(label_map: np.ndarray, *, ignored_vote: bool = False) -> np.ndarray:
    """The right answer, or the result if ignored pixels vote too."""
    votes = np.sum(_blocks(label_map)[..., None] == np.arange(256), axis=-2)
    if not ignored_vote:
        votes[..., 255] = 0
    return np.where(votes.any(axis=-1), votes.argmax(axis=-1), 255)


def _vote_of_two(label_map: np.ndarray, *, of_rest: bool) -> np.ndarray:
    """Is class 1, or all the rest, more frequent than class 0?"""
    blocks = _blocks(label_map)
    others = (blocks != 0) & (blocks != 255) if of_rest else blocks == 1
    more = np.sum(others, axis=-1) > np.sum(blocks == 0, axis=-1)
    return np.where((blocks == 255).all(axis=-1), 255, more)


def _is_mixed(label_map: np.ndarray, got: Any) -> bool:
    """Does a small pixel lie between the indices of its four pixels, with an index that the map does not hold?"""
    blocks = _blocks(label_map)
    try:
        small = np.array(got, dtype=float)
    except (TypeError, ValueError):  # no numbers, or rows that differ in length
        return False
    if small.shape != blocks.shape[:-1]:
        return False
    between = (blocks.min(axis=-1) < small) & (small < blocks.max(axis=-1))
    return bool((between & ~np.isin(small, label_map)).any())


def _random_even_map(rng: np.random.Generator, number: int) -> tuple[np.ndarray]:
    """A label map of even height and width with few or many classes, and ignored pixels."""
    shape = tuple(2 * rng.integers(1, 3 + number // 2, 2))
    classes = rng.permutation(255)[: int(rng.integers(1, 4 + number // 4))]
    return (np.where(rng.random(shape) < 0.3, 255, rng.choice(classes, shape)).astype(DTYPES[number % 4]),)


halve = FunctionQuestion(
    parameters=("label_map",),
    cases=[
        Case((drawn(".#", "##"),), drawn("#"), "three of four agree"),
        Case((drawn("##..", "..#.", "####", "##.#"),), drawn("..", "##"), "there are two classes, and a tie"),
        Case((drawn("1555", "5511", "7711", "5577"),), drawn("51", "51"), "there are many classes"),
        Case((drawn("##..##", "##.###"),), drawn("#.#"), "the image is wider than high"),
        Case((drawn("?###", "#?..", "??.?", "?.#?"),), drawn("#.", ".."), "some pixels are ignored"),
        Case((drawn("??##", "??#.", "....", "...."),), drawn("?#", ".."), "four pixels of a block are ignored"),
    ],
    mistakes=[
        Mistake("M05", lambda m: _vote(m, ignored_vote=True)),
        Mistake("M05", lambda m: _vote(np.where(m == 255, 0, m))),
        Mistake("M18", lambda m: _vote_of_two(m, of_rest=False)),
        Mistake("M18", lambda m: _vote_of_two(m, of_rest=True)),
        Mistake("M35", lambda m: _vote(m).T),
    ],
    signs=[Sign("M30", _is_mixed)],
    reference=_vote,
    random=_random_even_map,
)

SET = exercise_set("ex01", vars())
progress = SET.progress
