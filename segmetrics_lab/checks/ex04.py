"""Exercise set 4, precision and recall: cases, mistakes and explanations of its questions."""

from collections.abc import Callable

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set
from segmetrics_lab.checks.shares import NAN, Scores, share

# --- at_half: predict

at_half = ValueQuestion(
    expected=0.8,
    close=0.02,
    why="Five pixels are claimed, the one of exactly 0.5 among them, and four of them are road: 4 / 5. Its recall is "
    "4 / 6 = 0.67: below the line stands what is there, not what is claimed.",
    mistakes=[Mistake("M19", 3 / 4), Mistake("M03", 4 / 6), Mistake("M38", 7 / 10)],
    near=0.005,
)

# --- scores: precision and recall at a threshold


def _scores(there: np.ndarray, claimed: np.ndarray, of_nothing: float = NAN) -> tuple[float, float]:
    """Precision and recall of two masks."""
    right = np.sum(there & claimed)
    return share(right, np.sum(claimed), of_nothing), share(right, np.sum(there), of_nothing)


def _masks(truth: np.ndarray, probability: np.ndarray, threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """Where class 1 is, and where it is claimed, ignored pixels in neither."""
    return truth == 1, (truth != 255) & (probability >= threshold)


def _library_scores(truth: np.ndarray, probability: np.ndarray, threshold: float) -> tuple[float, float]:
    """The right answer, by the library."""
    found = Scores.of(truth, probability >= threshold)
    return found.precision, found.recall


def _accuracy_for_precision(truth: np.ndarray, probability: np.ndarray, threshold: float) -> tuple[float, float]:
    """The share of all scored pixels that are right, in the place of precision."""
    there, claimed = _masks(truth, probability, threshold)
    return float(np.mean((there == claimed)[truth != 255])), _scores(there, claimed)[1]


def _random_row(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, float]:
    """A truth of any shape and integer type, with ignored pixels; probabilities and threshold in eighths."""
    shape = tuple(rng.integers(1, 4 + number, 2))
    shares = ((0.4, 0.4, 0.2), (0.9, 0, 0.1), (0, 1, 0))[rng.integers(3)]
    truth = rng.choice([0, 1, 255], shape, p=shares)
    truth.flat[0] %= 255  # one pixel at least is scored
    probability = rng.integers(0, 9, shape) / 8
    dtypes = ((np.uint8, np.float64), (np.int64, np.float32), (np.int32, np.float64))[number % 3]
    return truth.astype(dtypes[0]), probability.astype(dtypes[1]), float(rng.integers(0, 9) / 8)


_SMALL = drawn(".##", ".##", "..#")
_SMALL_PROBABILITY = np.array([[0.1, 0.9, 0.8], [0.2, 0.7, 0.3], [0.6, 0.1, 0.2]])

scores = FunctionQuestion(
    parameters=("truth", "probability", "threshold"),
    cases=[
        Case(
            (drawn("##", "#."), np.array([[0.9, 0.2], [0.3, 0.6]]), 0.5), (1 / 2, 1 / 3), "one of two claims is right"
        ),
        Case((_SMALL, _SMALL_PROBABILITY, 0.5), (3 / 4, 3 / 5), "three of four claimed pixels are right"),
        Case((_SMALL, _SMALL_PROBABILITY, 0.15), (5 / 7, 1.0), "the threshold is low and nothing is missed"),
        Case(
            (drawn("##", ".."), np.array([[0.5, 0.9], [0.5, 0.1]]), 0.5),
            (2 / 3, 1.0),
            "two probabilities are exactly the threshold",
        ),
        Case(
            (drawn("#?", "#."), np.array([[0.9, 0.9], [0.2, 0.7]]), 0.5),
            (1 / 2, 1 / 2),
            "a pixel is ignored",
        ),
        Case(
            (drawn("#.", ".."), np.array([[0.4, 0.2], [0.1, 0.3]]), 0.5),
            (NAN, 0.0),
            "nothing is claimed",
        ),
        Case(
            (drawn("..", ".."), np.array([[0.4, 0.2], [0.9, 0.3]]), 0.5),
            (0.0, NAN),
            "nothing is there, and one pixel is claimed",
        ),
        Case(
            (drawn("..", ".."), np.array([[0.4, 0.2], [0.1, 0.3]]), 0.5),
            (NAN, NAN),
            "nothing is there, and nothing is claimed",
        ),
        Case(
            (drawn("..##", "...#"), np.array([[0.1, 0.6, 0.9, 0.2], [0.1, 0.1, 0.7, 0.8]]), 0.5),
            (2 / 4, 2 / 3),
            "the image is wider than high",
        ),
    ],
    mistakes=[
        Mistake("M03", lambda t, p, at: _scores(*_masks(t, p, at))[::-1]),
        Mistake("M19", lambda t, p, at: _scores(t == 1, (t != 255) & (p > at))),
        Mistake("M19", lambda t, p, at: _scores(t == 1, p > at)),
        Mistake("M05", lambda t, p, at: _scores(t == 1, p >= at)),
        Mistake("M05", lambda t, p, at: _scores(t != 0, p >= at)),
        Mistake("M07", lambda t, p, at: _scores(*_masks(t, p, at), of_nothing=0.0)),
        Mistake("M08", lambda t, p, at: _scores(*_masks(t, p, at), of_nothing=1.0)),
        Mistake("M13", lambda t, p, at: [score // 1 for score in _scores(*_masks(t, p, at))]),
        Mistake("M38", _accuracy_for_precision),
    ],
    reference=_library_scores,
    random=_random_row,
)

# --- strictest: the highest threshold with enough recall

Counts = Callable[[np.ndarray, np.ndarray], float]


def _highest(
    score: Counts, truths: np.ndarray, probabilities: np.ndarray, least: float, *, above: bool = False
) -> float:
    """The highest threshold that gives at least so much of a score of the truths and the claimed pixels."""
    thresholds = np.unique(probabilities)[::-1]
    claims = ((probabilities > at) if above else (probabilities >= at) for at in thresholds)
    return next(float(at) for at, claimed in zip(thresholds, claims, strict=True) if score(truths, claimed) >= least)


def _recall(truths: np.ndarray, claimed: np.ndarray) -> float:
    """The recall of all images together."""
    return _scores(truths == 1, claimed)[1]


def _mean_recall(truths: np.ndarray, claimed: np.ndarray, of_nothing: float = NAN) -> float:
    """The mean of the recalls of each image, with or without those in which nothing is there."""
    recalls = [_scores(truth == 1, mask, of_nothing)[1] for truth, mask in zip(truths, claimed, strict=True)]
    return float(np.nanmean(recalls))


def _worst_recall(truths: np.ndarray, claimed: np.ndarray) -> float:
    """The recall of the image in which it is lowest."""
    return float(np.nanmin([_recall(truth, mask) for truth, mask in zip(truths, claimed, strict=True)]))


def _library_strictest(truths: np.ndarray, probabilities: np.ndarray, least_recall: float) -> float:
    """The right answer, by the library."""
    sweep = metrics.threshold_sweep(truths, probabilities)
    return float(sweep.thresholds[sweep.recall >= least_recall].max())


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


_ONE = np.stack([drawn("##.", "##.", "...")])
_ONE_PROBABILITY = np.array([[[0.9, 0.7, 0.8], [0.6, 0.4, 0.3], [0.2, 0.1, 0.5]]])
_TWO = np.stack([drawn("###", "###", "..."), drawn("##.", "...", "...")])
_TWO_PROBABILITY = np.array(
    [
        [[0.9, 0.8, 0.8], [0.7, 0.7, 0.6], [0.5, 0.5, 0.1]],
        [[0.3, 0.2, 0.1], [0.1, 0.1, 0.1], [0.1, 0.1, 0.1]],
    ]
)
_WITHOUT = np.stack([drawn("##", "##"), drawn("..", "..")])
_WITHOUT_PROBABILITY = np.array([[[0.9, 0.6], [0.4, 0.2]], [[0.8, 0.5], [0.1, 0.3]]])

strictest = FunctionQuestion(
    parameters=("truths", "probabilities", "least_recall"),
    cases=[
        Case(
            (np.stack([drawn("#.", "#.")]), np.array([[[0.4, 0.3], [0.8, 0.2]]]), 1.0),
            0.4,
            "there is one image, and all of class 1 must be found",
        ),
        Case((_ONE, _ONE_PROBABILITY, 0.75), 0.6, "there is one image, and three of four pixels must be found"),
        Case((_ONE, _ONE_PROBABILITY, 0.8), 0.4, "there is one image, and three of four pixels are too few"),
        Case((_ONE, _ONE_PROBABILITY, 0.125), 0.9, "there is one image, and a single pixel is enough"),
        Case(
            (np.stack([drawn("#?", "#.")]), np.array([[[0.4, 0.2], [0.8, 0.3]]]), 1.0),
            0.4,
            "a pixel is ignored",
        ),
        Case((_TWO, _TWO_PROBABILITY, 0.75), 0.6, "most of class 1 lies in the first image"),
        Case((_WITHOUT, _WITHOUT_PROBABILITY, 0.5), 0.6, "class 1 is in the first image only"),
        Case(
            (np.stack([drawn("#..#", "#.##")]), np.array([[[0.9, 0.3, 0.5, 0.7], [0.2, 0.3, 0.8, 0.6]]]), 0.75),
            0.6,
            "the image is wider than high",
        ),
    ],
    mistakes=[
        Mistake("M19", lambda t, p, least: _highest(_recall, t, p, least, above=True)),
        Mistake("M26", lambda t, p, least: _highest(_mean_recall, t, p, least)),
        Mistake("M26", lambda t, p, least: _highest(lambda t, c: _mean_recall(t, c, 0.0), t, p, least)),
        Mistake("M26", lambda t, p, least: _highest(_worst_recall, t, p, least)),
        Mistake("M03", lambda t, p, least: _highest(lambda t, c: _scores(t == 1, c & (t != 255))[0], t, p, least)),
        Mistake("M05", lambda t, p, least: _highest(lambda t, c: _scores(t != 0, c)[1], t, p, least)),
    ],
    reference=_library_strictest,
    random=_random_stack,
)

# --- higher: choose

higher = ChoiceQuestion()

# --- brake: choose

brake = ChoiceQuestion()

# --- luck: diagnose

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
        Condition("every probability is from 0 to 1", lambda six: bool(np.all((six >= 0) & (six <= 1)))),
        Condition("some of the road is found at both thresholds", lambda six: _at(0.8, six)[1] > 0),
        Condition(
            "precision is lower at 0.8 than at 0.5",
            lambda six: _at(0.8, six)[0] < _at(0.5, six)[0],
            betrays="M31",
        ),
    ],
    why="What was thrown out between the thresholds was right more often than what stayed. So the share of right ones "
    "among the claimed fell, and recall with it.",
)

SET = exercise_set("ex04", vars())
progress = SET.progress
