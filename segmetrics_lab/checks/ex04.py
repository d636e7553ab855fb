"""Exercise set 4, precision and recall: cases, mistakes and explanations of its questions."""

from collections.abc import Callable
from typing import Any

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set
from segmetrics_lab.checks.shares import NAN, Areas, Scores, share

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


def _scores(there: np.ndarray, claimed: np.ndarray, of_nothing: float = NAN) -> tuple[float, float]:
    """Precision and recall of two masks."""
    areas = Areas.of(there, claimed)
    return areas.precision(of_nothing), areas.recall(of_nothing)


def _of_masks(rule: Callable[[np.ndarray, np.ndarray], Any]) -> Answered:
    """What a rule makes of two masks of the scored pixels: where class 1 is, and where it is claimed."""
    return lambda truth, probability, at: rule((truth == 1)[truth != 255], (probability >= at)[truth != 255])


def _library_scores(truth: np.ndarray, probability: np.ndarray, threshold: float) -> tuple[float, float]:
    """The right answer, by the library."""
    found = Scores.of(truth, probability >= threshold)
    return found.precision, found.recall


def _filled(of_precision: float, of_recall: float) -> Answered:
    """The right answer, with these values for an undefined precision or recall."""
    return _of_masks(lambda t, c: (_scores(t, c, of_precision)[0], _scores(t, c, of_recall)[1]))


def _recall_by_sum(truth: np.ndarray, claimed: np.ndarray) -> float:
    """The recall divided by the sum of the class indices, those of ignored pixels among them."""
    return share(np.sum((truth == 1) & claimed), int(truth.sum()))


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
        Mistake("M03", _of_masks(lambda t, c: _scores(t, c)[::-1])),
        Mistake("M19", lambda t, p, at: _scores(t == 1, (t != 255) & (p > at))),
        Mistake("M19", lambda t, p, at: _scores(t == 1, p > at)),
        Mistake("M05", lambda t, p, at: _scores(t == 1, p >= at)),
        Mistake("M05", lambda t, p, at: _scores(t != 0, p >= at)),
        Mistake("M05", lambda t, p, at: _scores(t != 0, (t != 255) & (p >= at))),
        Mistake("M05", lambda t, p, at: (_library_scores(t, p, at)[0], _recall_by_sum(t, p >= at))),
        *[Mistake("M07", _filled(*pair)) for pair in ((0.0, 0.0), (0.0, NAN), (NAN, 0.0))],
        *[Mistake("M08", _filled(*pair)) for pair in ((1.0, 1.0), (1.0, NAN), (NAN, 1.0))],
        Mistake("M13", _of_masks(lambda t, c: [score // 1 for score in _scores(t, c)])),
        Mistake("M17", lambda t, p, at: _library_scores(t[:, : len(t)], p[:, : len(p)], at)),
        Mistake("M38", _of_masks(lambda t, c: (Areas.of(t, c).accuracy(), _scores(t, c)[1]))),
        Mistake("M38", _of_masks(lambda t, c: (_scores(t, c)[0], Areas.of(t, c).accuracy()))),
        Mistake("M38", _of_masks(lambda t, c: [Areas.of(t, c).accuracy()] * 2)),
        Mistake(None, _of_masks(lambda t, c: [_scores(t, c)[0]] * 2), TWICE),
        Mistake(None, _of_masks(lambda t, c: [_scores(t, c)[1]] * 2), TWICE),
        Mistake(None, _of_masks(lambda t, c: np.array(_scores(t, c)) + 0 * sum(_scores(t, c))), ONE_OF_BOTH),
        Mistake(None, _of_masks(lambda t, c: [score or NAN for score in _scores(t, c)]), NAN_FOR_0),
        Mistake(None, _of_masks(lambda t, c: [float(np.mean(t & c))] * 2), OF_ALL),
        Mistake(None, _of_masks(lambda t, c: [float(np.mean(t & c)), _scores(t, c)[1]]), OF_ALL),
        Mistake(None, _of_masks(lambda t, c: [_scores(t, c)[0], float(np.mean(t & c))]), OF_ALL),
        Mistake(None, _of_masks(lambda t, c: [Areas.of(t, c).iou(), _scores(t, c)[1]]), IN_UNION),
        Mistake(None, _of_masks(lambda t, c: [_scores(t, c)[0], Areas.of(t, c).iou()]), IN_UNION),
        Mistake(None, _of_masks(lambda t, c: [100 * score for score in _scores(t, c)]), PER_CENT),
        Mistake(None, _of_masks(lambda t, c: _scores(~t, ~c)), OF_CLASS_0),
        Mistake(None, _of_masks(lambda t, c: _scores(t, ~c)), BELOW),
        Mistake(None, lambda t, p, at: _scores(t == 1, (t != 255) & (p <= at)), BELOW),
        Mistake(None, lambda t, p, _: _library_scores(t, p, 0.5), AT_HALF),
    ],
    reference=_library_scores,
    random=_random_row,
)

# --- strictest: the highest threshold with enough recall

Score = Callable[[np.ndarray, np.ndarray], float]
Chosen = Callable[[np.ndarray, np.ndarray, float], float]


def _highest(score: Score, at_least: Callable[..., Any] = np.greater_equal, grid: np.ndarray | None = None) -> Chosen:
    """The highest threshold with enough of a score; NaN where there is none."""

    def answer(truths: np.ndarray, probabilities: np.ndarray, least: float) -> float:
        thresholds = np.unique(probabilities) if grid is None else grid
        enough = [float(at) for at in thresholds if score(truths, at_least(probabilities, at)) >= least]
        return max(enough, default=NAN)

    return answer


def _recall(truths: np.ndarray, claimed: np.ndarray) -> float:
    """The recall of all images together."""
    return _scores(truths == 1, claimed)[1]


def _precision(truths: np.ndarray, claimed: np.ndarray) -> float:
    """The precision of all images together."""
    return _scores(truths == 1, claimed & (truths != 255))[0]


def _of_images(put_together: Callable[..., Any], of_nothing: float = NAN) -> Score:
    """One number made of the recalls of the images."""
    return lambda truths, claimed: float(
        put_together([_scores(t == 1, c, of_nothing)[1] for t, c in zip(truths, claimed, strict=True)])
    )


def _ranked(rank: Callable[[float], int]) -> Chosen:
    """The probability of the pixel of class 1 at a rank, the highest first; the rank is made of the number to find."""

    def answer(truths: np.ndarray, probabilities: np.ndarray, least: float) -> float:
        there = np.sort(probabilities[truths == 1])[::-1]
        return float(there[max(rank(least * there.size), 1) - 1])

    return answer


def _quantile(method: Any) -> Chosen:
    """A quantile of the probabilities of class 1."""
    return lambda t, p, least: float(np.quantile(p[t == 1], 1 - least, method=method))


def _library_strictest(truths: np.ndarray, probabilities: np.ndarray, least_recall: float) -> float:
    """The right answer, by the library."""
    sweep = metrics.threshold_sweep(truths, probabilities)
    return float(sweep.thresholds[sweep.recall >= least_recall].max())


def _mean_of_thresholds(truths: np.ndarray, probabilities: np.ndarray, least_recall: float) -> float:
    """The mean of the thresholds of the images."""
    pairs = zip(truths, probabilities, strict=True)
    return float(np.nanmean([_highest(_recall)(*pair, least_recall) for pair in pairs]))


def _one_step_up(truths: np.ndarray, probabilities: np.ndarray, least_recall: float) -> float:
    """The lowest probability at which the recall is too low; NaN where there is none."""
    higher = probabilities[probabilities > _highest(_recall)(truths, probabilities, least_recall)]
    return float(higher.min()) if higher.size else NAN


def _random_stack(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, float]:
    """One to five images and a recall that lies between two that can be reached: no rounding decides.

    None is 3 or 4 pixels wide: the library takes such a stack for a mask in colours.
    """
    shape = (1 + number % 5, rng.integers(1, 3 + number), rng.choice([1, 2, *range(5, 6 + number)]))
    truths = rng.choice([0, 1, 255], shape, p=[0.5, 0.35, 0.15])
    truths.flat[-1] = 1
    there = int(np.sum(truths == 1))
    least = (rng.integers(there) + 0.5) / there
    dtypes = ((np.uint8, np.float64), (np.int64, np.float32), (np.int32, np.float64))[number % 3]
    return truths.astype(dtypes[0]), (rng.integers(0, 65, shape) / 64).astype(dtypes[1]), float(least)


OF_CLAIMED = (
    "You ask for a precision: the share of the claimed that is right. Recall is the share of class 1 that is found."
)
PER_IMAGE = "You look at each image by itself. The recall is counted over all images together, in one matrix."
ONE_IMAGE = "You look at one image only. The recall is counted over all images of the stack together."
MORE = "You ask for more than this recall. At least this recall is asked for, so that recall itself is enough: >=."
LOWEST = "You give the lowest threshold that has this recall. The highest one is asked for, the strictest."
ALL_FOUND = "At this threshold all of class 1 is found. A higher one is enough for a lower recall."
ONE_UP = "You are one step too high: at this threshold the recall is too low already."
NOT_RECALL = "You give the recall. The threshold is asked for at which it is enough."
ONE_STEP = (
    "You give the next lower threshold. Do you go one step too far, or leave out a pixel exactly at it? The rule is >=."
)
RANK = "You round the number of pixels to find down, or to the nearest. With one pixel less the recall is too low."
QUANTILE = "You take a quantile: it divides the steps between the pixels, not the pixels. Count those that are found."
STEPS = "You try thresholds in fixed steps. One of the probabilities that occur is asked for; they may lie between."


def _stack(*images: str) -> np.ndarray:
    """Label maps drawn with characters, their rows with blanks between them; of digits, ten times the probabilities."""
    return np.stack([drawn(*image.split()) for image in images])


GRIDS = [np.linspace(0, 1, n + 1) for n in (10, 20, 100, 1000)]
_ONE, _ONE_PROBABILITY = _stack("##. ##. ..."), _stack("978 643 215") / 10
_TWO, _TWO_PROBABILITY = _stack("### ### ...", "##. ... ..."), _stack("988 776 551", "321 111 111") / 10
_SEVENTHS = _stack("26 14", "35 21") / 7

strictest = FunctionQuestion(
    parameters=("truths", "probabilities", "least_recall"),
    cases=[
        Case((_ONE, _ONE_PROBABILITY, 0.75), 0.6, "there is one image, and three of four pixels must be found"),
        Case((_ONE, _ONE_PROBABILITY, 0.8), 0.4, "there is one image, and three of four pixels are too few"),
        Case((_ONE, _ONE_PROBABILITY, 0.3), 0.7, "there is one image, and one of four pixels is too few"),
        Case((_ONE, _ONE_PROBABILITY, 0.125), 0.9, "there is one image, and a single pixel is enough"),
        Case((_stack("#. #."), _stack("43 82") / 10, 1.0), 0.4, "all of class 1 must be found"),
        Case((_TWO, _TWO_PROBABILITY, 0.75), 0.6, "most of class 1 lies in the first image"),
        Case((_stack("## ##", ".. .."), _stack("96 42", "85 13") / 10, 0.5), 0.6, "class 1 is in the first image only"),
        Case((_stack(".. ..", "## .#"), _stack("73 19", "58 42") / 10, 0.5), 0.5, "class 1 is in the last image only"),
        Case((_stack("#? #."), _stack("42 83") / 10, 1.0), 0.4, "a pixel is ignored"),
        Case((_stack("?#? #?#"), _stack("957 386") / 10, 0.6), 0.5, "three pixels are ignored"),
        Case((_stack("## ##"), _stack("93 57") / 16, 0.5), 7 / 16, "every pixel is of class 1"),
        Case((_stack("#. .#", ".# .."), _SEVENTHS, 0.6), 4 / 7, "the probabilities are sevenths"),
        Case((_stack("#..# #.##"), _stack("9357 2386") / 10, 0.75), 0.6, "the images are wider than high"),
    ],
    mistakes=[
        Mistake("M19", _highest(_recall, np.greater), ONE_STEP),
        Mistake("M26", _highest(_of_images(np.nanmean))),
        Mistake("M26", _highest(_of_images(np.mean))),
        Mistake("M26", _highest(_of_images(np.mean, 0.0))),
        Mistake("M26", _highest(_of_images(np.nanmin)), PER_IMAGE),
        Mistake("M26", _highest(_of_images(np.nanmax)), PER_IMAGE),
        Mistake("M26", _mean_of_thresholds, PER_IMAGE),
        Mistake("M03", _highest(_precision), OF_CLAIMED),
        Mistake("M05", _highest(lambda t, c: _scores(t != 0, c)[1])),
        Mistake("M05", _highest(_recall_by_sum)),
        Mistake("M38", _highest(lambda t, c: Areas.of((t == 1)[t != 255], c[t != 255]).accuracy())),
        Mistake("M17", lambda t, p, least: _highest(_recall)(t[:, :, : t.shape[1]], p[:, :, : t.shape[1]], least)),
        Mistake(None, lambda t, p, least: _highest(_recall)(t[:1], p[:1], least), ONE_IMAGE),
        Mistake(None, lambda t, p, least: _highest(_recall)(t[-1:], p[-1:], least), ONE_IMAGE),
        Mistake(None, _highest(lambda t, c: np.nextafter(_recall(t, c), 0)), MORE),
        Mistake(None, lambda _, p, __: float(p.min()), LOWEST),
        Mistake(None, lambda t, p, _: float(p[t == 1].min()), ALL_FOUND),
        Mistake(None, _one_step_up, ONE_UP),
        Mistake(None, lambda t, p, least: _recall(t, p >= _highest(_recall)(t, p, least)), NOT_RECALL),
        Mistake(None, _ranked(int), RANK),
        Mistake(None, _ranked(round), RANK),
        *[Mistake(None, _quantile(method), QUANTILE) for method in ("linear", "lower", "higher", "nearest")],
        *[Mistake(None, _highest(_recall, grid=grid), STEPS) for grid in GRIDS],
    ],
    reference=_library_strictest,
    random=_random_stack,
)

# --- higher, brake: choose; luck: diagnose

higher = ChoiceQuestion()
brake = ChoiceQuestion()
luck = ChoiceQuestion()

# --- falls: falsify


def _at(threshold: float, six: np.ndarray) -> tuple[float, float]:
    """Precision and recall of the six pixels."""
    return _scores(np.arange(6) >= 3, six >= threshold)


falls = MakingQuestion(
    shape=(6,),
    classes=None,
    scores=lambda six: {
        "precision at 0.5": _at(0.5, six)[0],
        "precision at 0.8": _at(0.8, six)[0],
        "recall at 0.5": _at(0.5, six)[1],
        "recall at 0.8": _at(0.8, six)[1],
    },
    conditions=[
        Condition(
            "every probability is from 0 to 1",
            lambda six: bool(np.all((six >= 0) & (six <= 1))),
            why="A probability is a share: 90 per cent is 0.9.",
        ),
        Condition(
            "some of the road is found at both thresholds",
            lambda six: _at(0.8, six)[1] > 0,
            why="The last three pixels are road, and at 0.8 none of them is claimed.",
        ),
        Condition(
            "precision is lower at 0.8 than at 0.5",
            lambda six: _at(0.8, six)[0] < _at(0.5, six)[0],
            why="Precision falls only if what is thrown out was right more often than what stays. Which of the six are "
            "claimed at 0.5, and which of them still at 0.8?",
        ),
    ],
    why="What was thrown out between the thresholds was right more often than what stayed. So the share of right ones "
    "among the claimed fell, and recall with it.",
)

SET = exercise_set("ex04", vars())
progress = SET.progress
