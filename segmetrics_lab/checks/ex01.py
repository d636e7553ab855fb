"""Exercise set 1, every pixel gets a label: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Sequence
from functools import partial
from statistics import median_high, median_low, multimode
from typing import Any

import numpy as np
from PIL import Image

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.label_maps import DTYPES
from segmetrics_lab.checks.sets import exercise_set, moved_from

# --- wall, ignored: diagnose, predict

wall = ChoiceQuestion()
ignored = ValueQuestion(
    expected=60 / 80,
    close=0.005,
    why="80 pixels are scored, 60 of them are right. The 10 on which the model said nothing are scored as well: they "
    "are not right.",
    mistakes=[
        Mistake("M05", 60 / 100),
        Mistake("M06", 60 / 70),
        Mistake("M06", 60 / 90),
        Mistake("M05", 80 / 100, "That is 80 of all 100 pixels. Of the 80 that are scored, which share is right?"),
        Mistake(
            "M05", 70 / 100, "That is 70 of all 100 pixels. The 20 ignored ones stay out, also of what you divide by."
        ),
        Mistake(None, 70 / 80, "That is 70 of the 80 scored pixels. Where the model said nothing, it is not right."),
        Mistake(None, 20 / 80, "That is the share that is not right. The question asks for the right ones."),
        Mistake(None, 10 / 80, "That is 10 of the 80 scored pixels, but 60 of them are right."),
        Mistake(None, 60, "60 pixels are right. Divide by the number of scored pixels: a share lies between 0 and 1."),
        Mistake(None, 75, "75 per cent is right. A share is written as a number from 0 to 1: 0.75."),
    ],
    near=0.005,
)

# --- shares: the share of each class of the scored pixels


def _counts(label_map: np.ndarray, num_classes: int) -> np.ndarray:
    """How many pixels each class has, by the library: against a prediction that says class 0 everywhere."""
    return metrics.truth_area(metrics.confusion_matrix(label_map, np.zeros_like(label_map), num_classes))


def _shares(label_map: np.ndarray, num_classes: int) -> np.ndarray:
    """The right answer."""
    return _counts(label_map, num_classes) / _counts(label_map, num_classes).sum()


def _random_map(rng: np.random.Generator, number: int) -> tuple[np.ndarray, int]:
    """A label map of any integer type with ignored pixels, absent classes and any shape; one pixel is scored."""
    num_classes = int(rng.integers(2, 4 + number))
    present = rng.permutation(num_classes)[: int(rng.integers(1, num_classes + 1))]
    shape = tuple(rng.integers(1, 4 + number, 2))
    label_map = np.where(rng.random(shape) < 0.2, 255, rng.choice(present, shape)).astype(DTYPES[number % 4])
    label_map[0, 0] = present[0]
    return label_map, num_classes


_NO_BACKGROUND = "Class 0 is missing from your shares. It is a class like the others, and its pixels are scored."
_NO_SHARES = "You give the number of pixels of each class. Divide it by the number of all scored pixels."
_PER_CENT = "You give per cent. A share is a number from 0 to 1."
_NOT_ABSENT = "You list only the classes that are in the map. Every class has its place, an absent one the share 0."
_TO_HIGHEST = "Your list ends with the highest class that is in the map. It should go up to num_classes - 1."
_NOTHING_YET = "Your list is empty. Append the share of the class in each round: shares.append(...)"
_FIRST_ROUND = "Only class 0 is in your list. A return that stands inside the loop ends it in the first round."
_TOO_MANY = "Your list has one entry too many: range(num_classes) goes up to the last class."
_OF_ROWS = "You divide by the number of rows: that is the len of an image. Divide by the number of its scored pixels."
_ADDED_UP = "Each share holds those before it as well. Count anew for each class."

shares = FunctionQuestion(
    parameters=("label_map", "num_classes"),
    cases=[
        Case((drawn("..", ".#"), 2), [0.75, 0.25], "there are two classes"),
        Case((drawn(".#", "22"), 3), [0.25, 0.25, 0.5], "there are three classes"),
        Case((drawn("...#", ".#.#"), 2), [0.625, 0.375], "the image is wider than high"),
        Case((drawn("..?", "#.?", "???"), 2), [0.75, 0.25], "five pixels are ignored"),
        Case((drawn("#2??", "22#."), 3), [1 / 6, 1 / 3, 1 / 2], "two of eight pixels are ignored"),
        Case((drawn("33", "3#", "?3"), 4), [0.0, 0.2, 0.0, 0.8], "the image is higher than wide"),
        Case((drawn("..", "22"), 4), [0.5, 0.0, 0.5, 0.0], "two classes are not in the map"),
        Case((drawn("##", "##"), 3), [0.0, 1.0, 0.0], "only class 1 is there"),
        Case((np.tile(drawn("..", ".#"), (10, 10)), 2), [0.75, 0.25], "the image has 400 pixels"),
    ],
    mistakes=[
        Mistake("M05", lambda m, k: _counts(m, k) / m.size),
        Mistake("M05", lambda m, k: _counts(np.where(m == 255, 0, m), k) / m.size),
        Mistake("M05", lambda m, k: _counts(np.minimum(m, k - 1), k) / m.size),
        Mistake("M05", lambda m, k: [*(_counts(m, k) / m.size), np.mean(m == 255)]),
        Mistake("M05", lambda m, _: np.unique(m, return_counts=True)[1] / m.size),
        Mistake("M12", lambda m, k: _shares(m, k)[1:], _NO_BACKGROUND),
        Mistake("M12", lambda m, k: [*_shares(m, k)[1:], 0], _NO_BACKGROUND),
        Mistake("M12", lambda m, k: _shares(np.where(m == 0, 255, m), k)[1:], _NO_BACKGROUND),
        Mistake("M12", lambda m, k: _shares(np.where(m == 0, 255, m), k), _NO_BACKGROUND),
        Mistake("M13", lambda m, k: _shares(m, k) // 1),
        Mistake("M17", lambda m, k: _shares(m[:, range(len(m))], k)),
        Mistake("M17", lambda m, k: _shares(m[:, : len(m)], k)),
        Mistake("M17", lambda m, k: _shares(m[range(m.shape[1])], k)),
        Mistake("M17", lambda m, k: _counts(m, k) / (len(m) ** 2 - np.sum(m == 255))),
        Mistake("M18", lambda m, k: _shares(m, k)[:2]),
        Mistake("M18", lambda m, _: _shares(np.where(m == 255, m, m > 0), 2)),
        Mistake("M18", lambda m, k: _shares(np.where(m == 255, m, m > 0), k)),
        Mistake("M28", lambda m, k: _counts(m, k).astype(np.uint8) / np.sum(m != 255).astype(np.uint8)),
        Mistake(None, _counts, _NO_SHARES),
        Mistake(None, lambda m, k: 100 * _shares(m, k), _PER_CENT),
        Mistake(None, lambda m, k: [share for share in _shares(m, k) if share], _NOT_ABSENT),
        Mistake(None, lambda m, k: _shares(m, k)[: m[m != 255].max() + 1], _TO_HIGHEST),
        Mistake(None, lambda m, k: [], _NOTHING_YET),  # noqa: ARG005 (as the starter gives it)
        Mistake(None, lambda m, k: _shares(m, k)[:1], _FIRST_ROUND),
        Mistake(None, lambda m, k: [*_shares(m, k), 0], _TOO_MANY),
        Mistake(None, lambda m, k: _counts(m, k) / len(m), _OF_ROWS),
        Mistake(None, lambda m, k: np.cumsum(_shares(m, k)), _ADDED_UP),
    ],
    reference=lambda m, k: _shares(m, k).tolist(),
    random=_random_map,
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
            why="Each small pixel still has the class of one of its own four. Which two have a third one between them?",
        ),
        Condition(
            "every class of the small map is in the large one too (his test looks for others)",
            lambda label_map: _new(label_map) == 0,
            why="Something is spoiled, but his test would find it. Draw the new class into another block as well.",
        ),
    ],
    why="The invented class is also drawn elsewhere, so a list of the indices looks in order. A class index is a name: "
    "no test of the result makes it right to take the mean of names.",
)

# --- halve: half the size, by a vote


def _winner(votes: list[int]) -> int:
    """The most frequent index, of several the smallest."""
    return min(multimode(votes))


def _vote(label_map: np.ndarray, decide: Callable[[list[int]], int] = _winner) -> np.ndarray:
    """The right answer; or what else is decided of the indices of each block that vote. 255 where none does."""
    blocks = _blocks(label_map)
    half = np.full(blocks.shape[:-1], 255)
    for place in np.ndindex(half.shape):
        votes = [index for index in blocks[place].tolist() if index != 255]
        if votes:
            half[place] = decide(votes)
    return half


def _squared(label_map: np.ndarray) -> np.ndarray:
    """As many columns as rows, ignored where there are none."""
    height, width = label_map.shape
    return np.pad(label_map[:, :height], ((0, 0), (0, max(0, height - width))), constant_values=255)


def _mixed(label_map: np.ndarray, middle: Callable[..., Any], rounded: Callable[..., Any], *, scored: bool) -> Any:
    """The middle of the indices of each block, or of the scored ones alone: NaN where there are none."""
    return rounded(middle(np.where((_blocks(label_map) == 255) & scored, np.nan, _blocks(label_map)), axis=-1))


def _random_even_map(rng: np.random.Generator, number: int) -> tuple[np.ndarray]:
    """A label map of even height and width with few or many classes, and ignored pixels."""
    shape = tuple(2 * rng.integers(1, 3 + number // 2, 2))
    classes = rng.permutation(255)[: int(rng.integers(1, 4 + number // 4))]
    return (np.where(rng.random(shape) < 0.3, 255, rng.choice(classes, shape)).astype(DTYPES[number % 4]),)


_VOTES_OF_IGNORED = "Ignored pixels vote in your function. Take the 255 out of the block before you count."
_ONE_OF_FOUR = "You keep one pixel of each block, and do not ask the others. Let the four vote."
_ALSO_OF_FEW = "You give 255 to a block in which some pixel votes. It is 255 only where all four are ignored."
_LARGEST_WINS = "Where several indices have equally many votes, the largest wins. The smallest should."
_FIRST_WINS = "Where several indices have equally many votes, the first one met wins. The smallest should."
_LOWER = "You take the lower one in the middle of the sorted indices. Count how many pixels have each."
_UPPER = "You take the upper one in the middle of the sorted indices. Count how many pixels have each."
_LARGEST = "You take the largest index of each block. Count how many of its pixels have it."
_SMALLEST = "You take the smallest index of each block. That decides only where votes are equal."
_PLACE = "You give the place of the winner in a list, as argmax does. Look up the index that stands there."
_VOTES = "You give how many votes the winner has. The question asks for the index that has them."
_MORE_THAN_HALF = "The most votes win, even if they are not more than half of those given."
_NOT_OF_0 = "Class 0 does not vote in your function, but it is a class like the others. Only 255 does not vote."
_WRONG_VOTES: Sequence[tuple[Callable[[list[int]], int], str]] = (
    (lambda votes: max(multimode(votes)), _LARGEST_WINS),
    (lambda votes: multimode(votes)[0], _FIRST_WINS),
    (median_low, _LOWER),
    (median_high, _UPPER),
    (max, _LARGEST),
    (min, _SMALLEST),
    (lambda votes: sorted(set(votes)).index(_winner(votes)), _PLACE),
    (lambda votes: votes.count(_winner(votes)), _VOTES),
    (lambda votes: _winner(votes) if 2 * votes.count(_winner(votes)) > len(votes) else 255, _MORE_THAN_HALF),
    (lambda votes: _winner([index for index in votes if index] or votes), _NOT_OF_0),
    *((lambda votes, few=few: _winner(votes) if len(votes) > few else 255, _ALSO_OF_FEW) for few in (1, 2, 3)),
)
_CLASS_FOR_NOBODY = "Where all four pixels are ignored, your small pixel is 0. That is a class; write 255 there."
_ROWS_OF_FOUR = "Your blocks are four pixels of one row, not two by two. Reshape to (height // 2, 2, width // 2, 2)."
_OVERLAP = "Your blocks overlap: the next one should begin two pixels further. Begin at row 2 * row, column 2 * column."

halve = FunctionQuestion(
    parameters=("label_map",),
    cases=[
        Case((drawn(".#", "##"),), drawn("#"), "three of four agree"),
        Case((drawn("##..", "..#.", "####", "##.#"),), drawn("..", "##"), "there are two classes, and a tie"),
        Case((drawn("1555", "5511", "7711", "5577"),), drawn("51", "51"), "there are three classes"),
        Case((drawn("2577", "3529", "3141", "5926"),), drawn("57", "11"), "there are many classes"),
        Case((drawn("##.###", "##.###"),), drawn("#.#"), "the image is wider than high"),
        Case((drawn("#2", "2?", "..", "?2", "22", "22"),), drawn("2", ".", "2"), "the image is higher than wide"),
        Case((drawn("?###", "#?..", "??.?", "?.#?"),), drawn("#.", ".."), "some pixels are ignored"),
        Case((drawn("?4?7", "4??6", "?8??", "??3?"),), drawn("46", "83"), "many pixels are ignored"),
        Case((drawn("??##", "??#.", "....", "...."),), drawn("?#", ".."), "four pixels of a block are ignored"),
        Case((drawn("44??", "?4??"),), drawn("4?"), "the image has two blocks, one of them ignored"),
        Case((127 * drawn("22.#", ".#2."),), 127 * drawn("2."), "the indices are large"),
    ],
    mistakes=[
        Mistake("M05", lambda m: np.minimum(_vote(np.where(m == 255, np.int64(256), m)), 255), _VOTES_OF_IGNORED),
        Mistake("M05", lambda m: _vote(np.where(m == 255, 0, m)), _VOTES_OF_IGNORED),
        Mistake("M17", lambda m: _vote(m[:, range(len(m))])),
        Mistake("M17", lambda m: _vote(m[:, : len(m)])),
        Mistake("M17", lambda m: _vote(_squared(m))),
        Mistake("M17", lambda m: _vote(_squared(m.T).T)),
        Mistake("M18", lambda m: _vote(m, lambda votes: votes.count(1) > votes.count(0))),
        Mistake("M18", lambda m: _vote(np.where(m % 255 == 0, m, 1))),
        *(
            Mistake("M30", partial(_mixed, middle=middle, rounded=rounded, scored=scored))
            for middle in (np.nanmean, np.nanmedian)
            for rounded in (np.round, np.floor, np.asarray, lambda mixed: np.floor(mixed + 0.5))
            for scored in (False, True)
        ),
        *(
            Mistake("M30", lambda m, how=how: np.array(Image.fromarray(m).resize((m.shape[1] // 2, len(m) // 2), how)))
            for how in Image.Resampling
            if how != Image.Resampling.NEAREST
        ),
        Mistake("M30", lambda m: _blocks(m).sum(axis=-1, dtype=m.dtype) // 4),
        Mistake("M35", lambda m: _vote(m).T),
        *(Mistake(None, lambda m, at=at: _blocks(m)[..., at], _ONE_OF_FOUR) for at in range(4)),
        *(Mistake(None, partial(_vote, decide=decide), words) for decide, words in _WRONG_VOTES),
        Mistake(None, lambda m: _vote(m) % 255, _CLASS_FOR_NOBODY),
        Mistake(None, lambda m: _vote(m.reshape(len(m) // 2, -1, 2, 2).swapaxes(1, 2).reshape(m.shape)), _ROWS_OF_FOUR),
        Mistake(
            None, lambda m: _vote(m.repeat(2, 0).repeat(2, 1)[1:-1, 1:-1])[: len(m) // 2, : m.shape[1] // 2], _OVERLAP
        ),
    ],
    reference=_vote,
    random=_random_even_map,
)

SET = exercise_set("ex01", vars())
progress = SET.progress
__getattr__ = moved_from("ex01")
