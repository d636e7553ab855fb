"""Exercise set 5, precision and recall: cases, mistakes and explanations of its questions."""

from collections.abc import Callable
from typing import Any

import numpy as np

from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set, moved_from
from segmetrics_lab.checks.shares import NAN, Areas, Scores, precision_and_recall, recall_by_sum

PER_CENT = "You give per cent. Precision and recall are shares, from 0 to 1: leave out the factor of 100."
OF_ALL = "You divide by all pixels. Precision divides by those that are claimed, recall by those that are there."

# --- at_half: predict

at_half = ValueQuestion(
    expected=0.8,
    close=0.005,
    why="Five pixels are claimed, the one of exactly 0.5 among them, and four of them are road: 4 / 5. Its recall is "
    "4 / 6 = 0.67: below the line stands what is there, not what is claimed.",
    mistakes=[
        Mistake("M19", 3 / 4),
        Mistake("M03", 4 / 6),
        Mistake("M38", 7 / 10),
        Mistake(None, 4 / 7, "4 / 7 is the IoU. Precision divides by the claimed pixels only."),
        Mistake(None, 8 / 11, "8 / 11 is Dice, also called F1. Precision divides by the claimed pixels only."),
        Mistake(None, 4 / 10, OF_ALL),
        Mistake(None, 1 / 5, "One of five claimed pixels is wrong. Precision is the share of them that is right."),
        Mistake(None, 5 / 6, "5 / 6 compares the claimed pixels with those that are road. How many of them are both?"),
        Mistake(None, 1, "That is the precision at 0.75, the example. At 0.5 the model claims more pixels."),
        Mistake(None, 4, "Four claimed pixels are road. Precision is a share: divide by the number of claimed pixels."),
        Mistake(None, 80, PER_CENT),
    ],
    near=0.005,
)

# --- scores: precision and recall at a threshold

Answered = Callable[[np.ndarray, np.ndarray, float], Any]


def _of_masks(rule: Callable[[np.ndarray, np.ndarray], Any]) -> Answered:
    """What a rule makes of two masks of the scored pixels: where class 1 is, and where it is claimed."""
    return lambda truth, probability, at: rule((truth == 1)[truth != 255], (probability >= at)[truth != 255])


def _library_scores(truth: np.ndarray, probability: np.ndarray, threshold: float) -> tuple[float, float]:
    """The right answer, by the library."""
    found = Scores.of(truth, probability >= threshold)
    return found.precision, found.recall


def _filled(of_precision: float, of_recall: float) -> Answered:
    """The right answer, with these values for an undefined precision or recall."""
    return _of_masks(
        lambda t, c: (precision_and_recall(t, c, of_precision)[0], precision_and_recall(t, c, of_recall)[1])
    )


def _random_row(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, float]:
    """A truth of any shape and integer type, with ignored pixels; probabilities and threshold in eighths."""
    shape = tuple(rng.integers(1, 4 + number, 2))
    shares = ((0.4, 0.4, 0.2), (0.9, 0, 0.1), (0, 1, 0))[rng.integers(3)]
    truth = rng.choice([0, 1, 255], shape, p=shares)
    truth.flat[0] %= 255  # one pixel at least is scored
    probability = rng.integers(0, 9, shape) / 8
    dtypes = ((np.uint8, np.float64), (np.int64, np.float32), (np.int32, np.float64))[number % 3]
    return truth.astype(dtypes[0]), probability.astype(dtypes[1]), float(rng.integers(0, 9) / 8)


AT_HALF = "You claim from 0.5 on, whatever the threshold is. Compare with the threshold that is handed over."
TWICE = "You give the same score twice. Precision divides by what is claimed, recall by what is there."
ONE_OF_BOTH = "Only a score that would divide by 0 is NaN; the other one has a number. Look at each by itself."
NAN_FOR_0 = "You give NaN where no claimed pixel is right. A score is NaN only if it would divide by 0; here it is 0."
BELOW = "You claim the pixels below the threshold. Claimed are those whose probability is at least the threshold."
OF_CLASS_0 = "These are the scores of class 0. Asked for are those of class 1: what is there, and what is claimed."
IN_UNION = "You divide by the union: that is the IoU. Precision divides by the claimed pixels, recall by those there."

_SMALL, _SMALL_PROBABILITY = drawn(".##", ".##", "..#"), drawn("198", "273", "612") / 10

scores = FunctionQuestion(
    parameters=("truth", "probability", "threshold"),
    cases=[
        Case((drawn("##", "#."), drawn("92", "36") / 10, 0.5), (1 / 2, 1 / 3), "one of two claims is right"),
        Case((_SMALL, _SMALL_PROBABILITY, 0.5), (3 / 4, 3 / 5), "three of four claimed pixels are right"),
        Case((_SMALL, _SMALL_PROBABILITY, 0.15), (5 / 7, 1.0), "the threshold is low and nothing is missed"),
        Case((_SMALL, _SMALL_PROBABILITY, 0.75), (1.0, 2 / 5), "the threshold is high and nothing is extra"),
        Case((drawn("..##", "...#"), drawn("1692", "1178") / 10, 0.5), (2 / 4, 2 / 3), "the image is wider than high"),
        Case((drawn("##", ".."), drawn("59", "51") / 10, 0.5), (2 / 3, 1.0), "two probabilities equal the threshold"),
        Case((_SMALL, _SMALL_PROBABILITY, 0.7), (1.0, 3 / 5), "one probability equals the threshold"),
        Case((drawn("#?", "#."), drawn("99", "27") / 10, 0.5), (1 / 2, 1 / 2), "a pixel is ignored"),
        Case((drawn("?#?", "#?."), drawn("983", "271") / 10, 0.5), (1.0, 1 / 2), "three pixels are ignored"),
        Case((drawn("#?", ".."), drawn("40", "01") / 10, 0.0), (1 / 3, 1.0), "the threshold is 0"),
        Case((drawn("#.", ".."), drawn("29", "11") / 10, 0.5), (0.0, 0.0), "the only claimed pixel is wrong"),
        Case((drawn("#.", ".."), drawn("42", "13") / 10, 0.5), (NAN, 0.0), "nothing is claimed"),
        Case((drawn("#.", "?."), drawn("42", "91") / 10, 0.5), (NAN, 0.0), "only an ignored pixel is claimed"),
        Case((drawn("..", ".."), drawn("42", "93") / 10, 0.5), (0.0, NAN), "nothing is there, one pixel is claimed"),
        Case((drawn("..", ".."), drawn("42", "13") / 10, 0.5), (NAN, NAN), "nothing is there, nothing is claimed"),
    ],
    mistakes=[
        Mistake("M03", _of_masks(lambda t, c: precision_and_recall(t, c)[::-1])),
        Mistake("M19", lambda t, p, at: precision_and_recall(t == 1, (t != 255) & (p > at))),
        Mistake("M19", lambda t, p, at: precision_and_recall(t == 1, p > at)),
        Mistake("M05", lambda t, p, at: precision_and_recall(t == 1, p >= at)),
        Mistake("M05", lambda t, p, at: precision_and_recall(t != 0, p >= at)),
        Mistake("M05", lambda t, p, at: precision_and_recall(t != 0, (t != 255) & (p >= at))),
        Mistake("M05", lambda t, p, at: (_library_scores(t, p, at)[0], recall_by_sum(t, p >= at))),
        *[Mistake("M07", _filled(*pair)) for pair in ((0.0, 0.0), (0.0, NAN), (NAN, 0.0))],
        *[Mistake("M08", _filled(*pair)) for pair in ((1.0, 1.0), (1.0, NAN), (NAN, 1.0))],
        Mistake("M13", _of_masks(lambda t, c: [score // 1 for score in precision_and_recall(t, c)])),
        Mistake("M17", lambda t, p, at: _library_scores(t[:, : len(t)], p[:, : len(p)], at)),
        Mistake("M38", _of_masks(lambda t, c: (Areas.of(t, c).accuracy(), precision_and_recall(t, c)[1]))),
        Mistake("M38", _of_masks(lambda t, c: (precision_and_recall(t, c)[0], Areas.of(t, c).accuracy()))),
        Mistake("M38", _of_masks(lambda t, c: [Areas.of(t, c).accuracy()] * 2)),
        Mistake(None, _of_masks(lambda t, c: [precision_and_recall(t, c)[0]] * 2), TWICE),
        Mistake(None, _of_masks(lambda t, c: [precision_and_recall(t, c)[1]] * 2), TWICE),
        Mistake(
            None,
            _of_masks(lambda t, c: np.array(precision_and_recall(t, c)) + 0 * sum(precision_and_recall(t, c))),
            ONE_OF_BOTH,
        ),
        Mistake(None, _of_masks(lambda t, c: [score or NAN for score in precision_and_recall(t, c)]), NAN_FOR_0),
        Mistake(None, _of_masks(lambda t, c: [float(np.mean(t & c))] * 2), OF_ALL),
        Mistake(None, _of_masks(lambda t, c: [float(np.mean(t & c)), precision_and_recall(t, c)[1]]), OF_ALL),
        Mistake(None, _of_masks(lambda t, c: [precision_and_recall(t, c)[0], float(np.mean(t & c))]), OF_ALL),
        Mistake(None, _of_masks(lambda t, c: [Areas.of(t, c).iou(), precision_and_recall(t, c)[1]]), IN_UNION),
        Mistake(None, _of_masks(lambda t, c: [precision_and_recall(t, c)[0], Areas.of(t, c).iou()]), IN_UNION),
        Mistake(None, _of_masks(lambda t, c: [100 * score for score in precision_and_recall(t, c)]), PER_CENT),
        Mistake(None, _of_masks(lambda t, c: precision_and_recall(~t, ~c)), OF_CLASS_0),
        Mistake(None, _of_masks(lambda t, c: precision_and_recall(t, ~c)), BELOW),
        Mistake(None, lambda t, p, at: precision_and_recall(t == 1, (t != 255) & (p <= at)), BELOW),
        Mistake(None, lambda t, p, _: _library_scores(t, p, 0.5), AT_HALF),
    ],
    reference=_library_scores,
    random=_random_row,
)

# --- brake: choose; quarter: diagnose

brake = ChoiceQuestion()
quarter = ChoiceQuestion()

# --- alike: falsify

ROAD = np.zeros((6, 6), dtype=int)
ROAD[2:4, 1:5] = 1


def _of(prediction: np.ndarray) -> tuple[float, float]:
    """Precision and recall of the road."""
    return precision_and_recall(ROAD == 1, prediction == 1)


def _accuracy(prediction: np.ndarray) -> float:
    """The share of pixels that are right."""
    return float(np.mean(prediction == ROAD))


alike = MakingQuestion(
    shape=(6, 6),
    fixed={"truth": ROAD},
    scores=lambda wide, narrow: {
        "accuracy of wide": _accuracy(wide),
        "accuracy of narrow": _accuracy(narrow),
        "precision of wide": _of(wide)[0],
        "recall of wide": _of(wide)[1],
        "precision of narrow": _of(narrow)[0],
        "recall of narrow": _of(narrow)[1],
    },
    conditions=[
        Condition(
            "wide finds all of the road",
            lambda wide, _: _of(wide)[1] == 1,
            why="Its recall has to be 1: paint the whole block first.",
        ),
        Condition(
            "the precision of wide is at most 0.6",
            lambda wide, _: _of(wide)[0] <= 0.6,
            why="Extra pixels lower precision. With 8 right ones, how many extra ones does it take?",
        ),
        Condition(
            "narrow has nothing extra, and finds something",
            lambda _, narrow: _of(narrow)[0] == 1,
            why="Its precision has to be 1: paint pixels of the block only, and one at least.",
        ),
        Condition(
            "the recall of narrow is at most 0.25",
            lambda _, narrow: _of(narrow)[1] <= 0.25,
            why="Missed pixels lower recall. How many of 8 may it find?",
        ),
        Condition(
            "both have the same pixel accuracy",
            lambda wide, narrow: _accuracy(wide) == _accuracy(narrow),
            why="Count the wrong pixels of both: those of wide are extra, those of narrow are missed.",
        ),
    ],
    why="Accuracy counts wrong pixels, and both have equally many. Precision and recall say which kind of error it is: "
    "one model paints too much, the other finds too little.",
)

SET = exercise_set("ex05", vars())
progress = SET.progress
__getattr__ = moved_from("ex05")
