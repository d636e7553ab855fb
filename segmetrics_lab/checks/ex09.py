"""Exercise set 9, the capstone: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Mapping
from dataclasses import astuple

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.capstone import (
    NAMES,
    Name,
    lowest,
    lowest_precise,
    mean_over_scenes,
    people,
    right_report,
    scores_on,
    sweep,
    threshold_on,
)
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.selection_question import SelectionQuestion
from segmetrics_lab.checks.sets import exercise_set
from segmetrics_lab.checks.shares import NAN, Scores, share

# --- fair: choose

fair = ChoiceQuestion()

# --- road_iou: one matrix for all images


def _counts(truths: list[np.ndarray], predictions: list[np.ndarray], *, with_ignored: bool = False) -> np.ndarray:
    """One matrix for all images; where the ignored pixels count all the same, they are a class 2."""
    matrices = [
        metrics.confusion_matrix(np.where(truth == 255, 2, truth) if with_ignored else truth, prediction.astype(int), 3)
        for truth, prediction in zip(truths, predictions, strict=True)
    ]
    return np.sum(matrices, axis=0)


def _pooled(truths: list[np.ndarray], predictions: list[np.ndarray]) -> float:
    """The right answer."""
    return float(metrics.iou_per_class(_counts(truths, predictions))[1])


def _per_image(truths: list[np.ndarray], predictions: list[np.ndarray], of_nothing: float = NAN) -> list[float]:
    """The IoU of each image by itself, and what stands for one without any road."""
    found = [_pooled([truth], [prediction]) for truth, prediction in zip(truths, predictions, strict=True)]
    return [of_nothing if np.isnan(value) else value for value in found]


def _of_road(score: Callable[[float, float, float], float]) -> Callable[..., float]:
    """A score made of the pixels that are shared, there and claimed, of all images."""

    def answer(truths: list[np.ndarray], predictions: list[np.ndarray]) -> float:
        matrix = _counts(truths, predictions)
        return score(metrics.intersection(matrix)[1], metrics.truth_area(matrix)[1], metrics.prediction_area(matrix)[1])

    return answer


def _random_images(rng: np.random.Generator, number: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """One to six images of any size, with ignored pixels, some without road; predictions in 0 and 1 or as booleans."""
    truths, predictions = [], []
    for at in range(1 + number % 6):
        shape = tuple(rng.integers(1, 3 + number, 2))
        truth = (rng.random(shape) < rng.choice([0, 0.2, 0.6])).astype(np.uint8)
        truths.append(np.where(rng.random(shape) < 0.15, 255, truth).astype(np.uint8))
        predictions.append((rng.random(shape) < rng.choice([0, 0.3, 0.6])).astype((bool, np.uint8)[at % 2]))
    return truths, predictions


_NEAR, _NEAR_CLAIM = drawn("####", "####", "####", "...."), drawn("####", "####", "##..", "....")
_FAR, _FAR_CLAIM = drawn("##", ".."), drawn("#.", "#.")

road_iou = FunctionQuestion(
    parameters=("truths", "predictions"),
    cases=[
        Case(([drawn("##", ".#")], [drawn("#.", "#.")]), 0.25, "there is one image"),
        Case(([_NEAR, _FAR], [_NEAR_CLAIM, _FAR_CLAIM]), 11 / 15, "one image shows much road and one little"),
        Case(
            ([drawn("##", "?."), drawn("#?", "..")], [drawn("##", "##"), drawn("##", "..")]),
            3 / 4,
            "two pixels are ignored, and the prediction claims both",
        ),
        Case(
            ([drawn("..", ".."), drawn("##", "..")], [drawn("..", ".."), drawn("#.", "..")]),
            0.5,
            "an image shows no road, and none was claimed",
        ),
        Case(
            ([drawn("....", ".###")], [drawn("....", "..##")]),
            2 / 3,
            "the image is wider than high",
        ),
        Case(
            ([drawn("..", ".."), drawn("##", "##")], [drawn("##", ".."), drawn("##", "#.")]),
            0.5,
            "road is invented where there is none",
        ),
        Case(
            ([drawn("##", "..")] * 2, [drawn("##", "..") == 1, drawn("#.", "..") == 1]),
            0.75,
            "the predictions are arrays of True and False",
        ),
        Case(([drawn("#.", "##")] * 2, [drawn("#.", "##")] * 2), 1.0, "every pixel is right"),
        Case(
            ([drawn("..", "..")], [drawn("..", "..")]),
            NAN,
            "there is no road at all, and none was claimed",
        ),
    ],
    mistakes=[
        Mistake(None, lambda *_: 0.0),
        Mistake("M26", lambda t, p: float(np.nanmean(_per_image(t, p)))),
        Mistake("M26", lambda t, p: float(np.mean(_per_image(t, p)))),
        Mistake("M26", lambda t, p: float(np.mean(_per_image(t, p, 0.0)))),
        Mistake("M26", lambda t, p: float(np.mean(_per_image(t, p, 1.0)))),
        Mistake("M05", lambda t, p: float(metrics.iou_per_class(_counts(t, p, with_ignored=True))[1])),
        Mistake("M01", _of_road(lambda shared, _, claimed: share(shared, claimed))),
        Mistake("M02", _of_road(lambda shared, there, claimed: share(shared, there + claimed))),
        Mistake("M10", _of_road(lambda shared, there, claimed: share(2 * shared, there + claimed))),
        Mistake("M11", lambda t, p: metrics.pixel_accuracy(_counts(t, p))),
        Mistake("M12", lambda t, p: metrics.mean_iou(_counts(t, p))),
        Mistake("M13", lambda t, p: _pooled(t, p) // 1),
        Mistake("M07", lambda t, p: float(np.nan_to_num(_pooled(t, p)))),
        Mistake("M08", lambda t, p: float(np.nan_to_num(_pooled(t, p), nan=1.0))),
    ],
    reference=_pooled,
    random=_random_images,
)

# --- leak: diagnose

leak = ChoiceQuestion()

# --- same_scores: falsify

_STREET = drawn("........", "........", ".###2##.", ".###2##.", ".######.", ".######.").astype(np.int64)
_PERSON = 2


def _of_road_in(claim: np.ndarray) -> Scores:
    """The scores of the road in the street."""
    return Scores.of((_STREET == 1).astype(np.int64), claim)


def _of_person(claim: np.ndarray) -> float:
    """Which share of the person is called road."""
    return float(np.mean(claim[_STREET == _PERSON]))


def _both_scores(harmless: np.ndarray, deadly: np.ndarray) -> dict[str, float]:
    """What to look at while drawing."""
    return {
        f"{score} of {name}": value
        for name, claim in (("harmless", harmless), ("deadly", deadly))
        for score, value in (
            ("precision", _of_road_in(claim).precision),
            ("recall", _of_road_in(claim).recall),
            ("person called road", _of_person(claim)),
        )
    }


same_scores = MakingQuestion(
    shape=_STREET.shape,
    fixed={"road": (_STREET == 1).astype(np.int64)},
    scores=_both_scores,
    conditions=[
        Condition("harmless calls no pixel of the person road", lambda harmless, _: _of_person(harmless) == 0),
        Condition("deadly calls the whole person road", lambda _, deadly: _of_person(deadly) == 1),
        Condition(
            "the recall of the road is at least 0.90 in both",
            lambda *claims: all(_of_road_in(claim).recall >= 0.9 for claim in claims),
        ),
        Condition(
            "the precision of the road is at least 0.90 in both",
            lambda *claims: all(_of_road_in(claim).precision >= 0.9 for claim in claims),
            betrays="M24",
        ),
        Condition(
            "precision and recall are the same in both",
            lambda harmless, deadly: np.allclose(
                astuple(_of_road_in(harmless))[1:3], astuple(_of_road_in(deadly))[1:3]
            ),
        ),
    ],
    why="The scores of the road know only how many pixels were invented, not on what. Whom the brief protects must be "
    "counted in a line of their own: of all pixels of people, the share that is called road.",
)

# --- threshold: the lowest threshold that keeps a promise


def _where(accepts: Callable[[metrics.ThresholdSweep, float], np.ndarray]) -> Callable[..., float]:
    """What comes out where another rule accepts thresholds, given their counts and the promised precision."""

    def answer(truth: np.ndarray, probability: np.ndarray, thresholds: np.ndarray, least: float) -> float:
        return lowest(thresholds, accepts(sweep(truth, probability, thresholds), least))

    return answer


def _from_above(found: metrics.ThresholdSweep, least: float) -> np.ndarray:
    """What is reached by going down from the strictest threshold as long as the promise is kept."""
    undefined = np.isnan(found.precision)
    kept = (found.precision >= least) | undefined
    return np.logical_and.accumulate(kept[::-1])[::-1] & ~undefined


def _by_counting(found: metrics.ThresholdSweep, least: float) -> np.ndarray:
    """What lies behind as many thresholds as break the promise: right only where precision never falls."""
    return np.arange(len(found.thresholds)) >= np.sum(found.precision < least)


def _by_bisection(found: metrics.ThresholdSweep, least: float) -> np.ndarray:
    """What a search by halves finds."""
    return np.arange(len(found.thresholds)) >= np.searchsorted(found.precision, least)


def _with_one_for_nothing(found: metrics.ThresholdSweep, least: float) -> np.ndarray:
    """What is precise enough where claiming nothing counts as precise."""
    return np.nan_to_num(found.precision, nan=1) >= least


def _by_accuracy(found: metrics.ThresholdSweep, least: float) -> np.ndarray:
    """What is accurate enough."""
    right, wrong = found.true_positives + found.true_negatives, found.false_positives + found.false_negatives
    return right / np.maximum(1, right + wrong) >= least


def _strictly_above(truth: np.ndarray, probability: np.ndarray, thresholds: np.ndarray, least: float) -> float:
    """What > in place of >= gives."""
    precision = sweep(truth, probability, np.nextafter(thresholds, 2)).precision
    return lowest(thresholds, precision >= least)


def _with_ignored(truth: np.ndarray, probability: np.ndarray, thresholds: np.ndarray, least: float) -> float:
    """What comes out where ignored pixels count as not road."""
    return lowest_precise(np.where(truth == 1, 1, 0), probability, thresholds, least)


def _by_mean_of_images(truth: np.ndarray, probability: np.ndarray, thresholds: np.ndarray, least: float) -> float:
    """What comes out for the mean of the precisions of single images."""
    images = list(zip(truth, probability, strict=True)) if truth.ndim == 3 else [(truth, probability)]
    return lowest(
        thresholds, np.nanmean([sweep(one, of_one, thresholds).precision for one, of_one in images], axis=0) >= least
    )


def _random_search(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """An image or a stack, probabilities and thresholds in sixteenths, and a promise that no precision equals."""
    shape = tuple(rng.integers(1, 3 + number // 2, 2 + number % 2))
    probability = rng.integers(0, 17, shape) / 16
    truth = (rng.random(shape) < 0.2 + 0.7 * probability).astype((np.uint8, np.int64)[number % 2])
    truth[rng.random(shape) < 0.1] = 255
    thresholds = np.sort(rng.permutation(17)[: 1 + number % 17]) / 16
    return truth, probability, thresholds, 0.05 + 0.9 * float(rng.random())


_EIGHTHS = np.arange(1, 8) / 8
_LEVELS = np.array([[0.125, 0.5, 0.625, 0.75], [0.25, 0.375, 0.5, 0.875]])
_SURE = np.where(_LEVELS == 0.25, 0.875, _LEVELS)
_FALLING = (drawn(".#.#", ".##."), np.array([[0.125, 0.375, 0.25, 0.375], [0.75, 0.375, 0.625, 0.125]]))
_STACK = (
    np.stack([drawn("####", "##.."), drawn("#...", "....")]),
    np.array([[[0.625] * 4, [0.625, 0.5, 0.25, 0.125]], [[0.75, 0.375, 0.125, 0.125], [0.5, 0.125, 0.375, 0.125]]]),
)

threshold = FunctionQuestion(
    parameters=("truth", "probability", "thresholds", "least_precision"),
    cases=[
        Case((drawn("..##", "..##"), _LEVELS, _EIGHTHS, 0.75), 0.5, "no pixel is ignored"),
        Case((drawn("..##", "..##"), _LEVELS, _EIGHTHS, 0.5), 0.125, "the precision is exactly the promised one"),
        Case((drawn("..##", "?.##"), _SURE, _EIGHTHS, 0.75), 0.5, "one pixel is ignored"),
        Case((*_FALLING, _EIGHTHS, 0.75), 0.375, "precision falls again at higher thresholds"),
        Case((*_STACK, _EIGHTHS, 0.8), 0.5, "there are two images"),
        Case(
            (drawn("..#.", "...."), np.array([[0.5, 0.125, 0.25, 0.375], [0.25, 0.375, 0.5, 0.125]]), _EIGHTHS, 0.9),
            NAN,
            "no threshold keeps the promise, and high ones claim nothing",
        ),
        Case(
            (drawn("###.", "#.?."), np.array([[0.5, 0.0, 0.0, 0.0], [0.0, 0.0, 0.875, 0.0]]), _EIGHTHS, 0.5),
            0.125,
            "every threshold that claims anything keeps the promise",
        ),
        Case((drawn("..##", "..##"), _LEVELS, np.array([0.25, 0.75]), 0.75), 0.75, "there are two thresholds only"),
    ],
    mistakes=[
        Mistake(None, lambda _, __, thresholds, ___: thresholds[0]),
        Mistake("M19", _strictly_above),
        Mistake("M05", _with_ignored),
        Mistake("M14", _where(_with_one_for_nothing)),
        Mistake("M31", _where(_from_above)),
        Mistake("M31", _where(_by_counting)),
        Mistake("M31", _where(_by_bisection)),
        Mistake("M03", _where(lambda found, least: found.recall >= least)),
        Mistake("M26", _by_mean_of_images),
        Mistake("M11", _where(_by_accuracy)),
    ],
    reference=lowest_precise,
    random=_random_search,
)

# --- report: what both models are worth, by the brief

TOLERANCE = 0.0051
"""How far a number that was rounded to two decimals may be off."""

PARTS_OF_REPORT = ("threshold", "precision", "recall", "IoU", "share of people")
SCORES = slice(1, 4)


def _is_like(got: np.ndarray, wanted: np.ndarray | float) -> bool:
    """Are these the numbers, perhaps rounded to two decimals?"""
    return bool((np.abs(got - wanted) <= TOLERANCE).all())


def _unless(words: str, betrays: str, at: int | slice, wrong: Callable[[Name], np.ndarray | float]) -> Condition:
    """A condition that does not hold where numbers of a report are wrong in just this way."""

    def holds(*reports: np.ndarray) -> bool:
        for name, report in zip(NAMES, reports, strict=True):
            if not _is_like(report[at], right_report(name)[at]) and _is_like(report[at], wrong(name)):
                return False
        return True

    return Condition(words, holds, betrays)


def _number_is_right(name: Name, at: int, words: str) -> Condition:
    """The condition that one number of a report is right."""

    def holds(*reports: np.ndarray) -> bool:
        return _is_like(reports[NAMES.index(name)][at], right_report(name)[at])

    return Condition(f"{name}_report[{at}] is {words}", holds)


def _all_numbers(a_report: np.ndarray, b_report: np.ndarray) -> Mapping[str, float]:
    """The numbers of both reports, each with its name."""
    reports = zip("AB", (a_report, b_report), strict=True)
    return {
        f"{name}: {word}": got for name, report in reports for word, got in zip(PARTS_OF_REPORT, report, strict=True)
    }


_MEANINGS = (
    "the lowest threshold at which the precision on the validation scenes is at least 0.97",
    "the precision of the road on the test scenes at the threshold before it",
    "the recall of the road on the test scenes at that threshold",
    "the IoU of the road on the test scenes at that threshold",
    "the share of all pixels of people on the test scenes that is called road",
)

report = MakingQuestion(
    shape=(len(PARTS_OF_REPORT),),
    classes=None,
    scores=_all_numbers,
    conditions=[
        _unless(
            "the threshold was chosen on the validation scenes",
            "M20",
            0,
            lambda name: threshold_on(name, "test"),
        ),
        _unless(
            "the threshold was not chosen on the scenes that the model has learned from",
            "M22",
            0,
            lambda name: threshold_on(name, "train"),
        ),
        *(_number_is_right(name, 0, _MEANINGS[0]) for name in NAMES),
        _unless(
            "the scores are of the test scenes, not of those that chose the threshold",
            "M20",
            SCORES,
            lambda name: np.array(astuple(scores_on(name, "validation"))[1:]),
        ),
        _unless(
            "the scores are of the test scenes, not of those that the models have learned from",
            "M22",
            SCORES,
            lambda name: np.array(astuple(scores_on(name, "train"))[1:]),
        ),
        _unless("precision comes first, then recall", "M03", slice(1, 3), lambda name: right_report(name)[[2, 1]]),
        _unless(
            "the fourth number is IoU, not Dice",
            "M10",
            3,
            lambda name: 2 * right_report(name)[3] / (1 + right_report(name)[3]),
        ),
        _unless("all people are counted at once, not scene by scene", "M26", 4, mean_over_scenes),
        _unless(
            "the last number divides by the pixels of people, not by what is called road",
            "M03",
            4,
            lambda name: people(name).painted_over.sum() / people(name).claimed,
        ),
        *(_number_is_right(name, at, words) for name in NAMES for at, words in enumerate(_MEANINGS)),
    ],
    why="A is ahead in the scores of the road, but none of them says whom it paints over. And beware: as a mean over "
    "scenes A's last number would be 0.09, since a scene with a handful of such pixels weighs as much as any other.",
)

# --- decision: select

decision = SelectionQuestion()

SET = exercise_set("ex09", vars())
progress = SET.progress
