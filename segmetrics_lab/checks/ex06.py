"""Exercise set 6, choosing a threshold: cases, mistakes and explanations of its questions."""

from collections.abc import Callable
from typing import Any

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set, moved_from
from segmetrics_lab.checks.shares import NAN, Areas, precision_and_recall, recall_by_sum

# --- higher: choose; expected: diagnose

higher = ChoiceQuestion()
expected = ChoiceQuestion()

# --- price: predict

price = ValueQuestion(
    expected=5 * 6 / (5 * 6 + 4 * 2 + 4),
    close=0.005,
    why="Beta is 2, since its square is 4: 5 * 6 / (5 * 6 + 4 * 2 + 4) = 30 / 42 = 0.71. It is nearer to the recall of "
    "0.75 than to the precision of 0.6.",
    mistakes=[
        Mistake(
            None, 17 * 6 / (17 * 6 + 16 * 2 + 4), "You take beta 4. A missed pixel costs beta squared, so beta is 2."
        ),
        Mistake(
            None, 5 * 6 / (5 * 6 + 2 + 4 * 4), "You let the extra pixels cost four times as much, not the missed ones."
        ),
        Mistake(
            None, 1.25 * 6 / (1.25 * 6 + 0.25 * 2 + 4), "That is beta 0.5: with it a missed pixel costs a quarter."
        ),
        Mistake(
            None, 3 * 6 / (3 * 6 + 2 * 2 + 4), "You let a missed pixel cost twice as much. Beta 2 makes it four times."
        ),
        Mistake(None, 2 * 6 / (2 * 6 + 4 * 2 + 4), "The right pixels count 1 + 4 times now, above and below the line."),
        Mistake(None, 6 / (6 + 4 * 2 + 4), "The right pixels count 1 + 4 times now, above and below the line."),
        Mistake(None, 12 / 18, "That is beta 1, the example. With beta 2 a missed pixel counts four times."),
        Mistake(None, 6 / 8, "That is the recall: it does not see the extra pixels, which still cost something."),
        Mistake(None, 6 / 10, "That is the precision: it does not see the missed pixels, which cost most here."),
        Mistake(None, 71, "You give per cent. F-beta is from 0 to 1: leave out the factor of 100."),
    ],
    near=0.005,
)

Score = Callable[[np.ndarray, np.ndarray], float]


# --- strictest: the highest threshold with enough recall

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
    return precision_and_recall(truths == 1, claimed)[1]


def _precision(truths: np.ndarray, claimed: np.ndarray) -> float:
    """The precision of all images together."""
    return precision_and_recall(truths == 1, claimed & (truths != 255))[0]


def _of_images(put_together: Callable[..., Any], of_nothing: float = NAN) -> Score:
    """One number made of the recalls of the images."""
    return lambda truths, claimed: float(
        put_together([precision_and_recall(t == 1, c, of_nothing)[1] for t, c in zip(truths, claimed, strict=True)])
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
        Mistake("M05", _highest(lambda t, c: precision_and_recall(t != 0, c)[1])),
        Mistake("M05", _highest(recall_by_sum)),
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

# --- falls: falsify


def _at(threshold: float, six: np.ndarray) -> tuple[float, float]:
    """Precision and recall of the six pixels."""
    return precision_and_recall(np.arange(6) >= 3, six >= threshold)


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
            "at 0.8 at least two of the three road pixels are found",
            lambda six: _at(0.8, six)[1] > 0.5,
            why="The last three pixels are road. How many of them have at least 0.8?",
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

SET = exercise_set("ex06", vars())
progress = SET.progress
__getattr__ = moved_from("ex06")
