"""Exercise set 9, the capstone: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Mapping
from dataclasses import astuple
from functools import partial
from typing import Any

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.capstone import (
    NAMES,
    Name,
    get_ready,
    lowest,
    lowest_precise,
    mean_over_scenes,
    mean_scores,
    people,
    right_report,
    scores_on,
    share_of_people,
    sweep,
    threshold_by_means,
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


Images = list[np.ndarray]


def _counts(truths: Images, predictions: Images) -> np.ndarray:
    """For each image how many pixels are road in both, truly road, claimed, and counted at all."""
    pairs = [(t[t != 255] == 1, p[t != 255] == 1) for t, p in zip(truths, predictions, strict=True)]
    return np.array([[np.sum(t & p), t.sum(), p.sum(), t.size] for t, p in pairs], dtype=float)


def _from_counts(rule: Any) -> Callable[..., Any]:
    """What a rule makes of these counts of all images."""
    return lambda truths, predictions: rule(_counts(truths, predictions))


def _from_sums(score: Any) -> Callable[..., Any]:
    """What a score makes of their four sums."""
    return _from_counts(lambda counts: score(*counts.sum(axis=0)))


def _iou(shared: float, there: float, claimed: float, *_: float, of_nothing: float = NAN) -> float:
    """The IoU of counted pixels."""
    return share(shared, there + claimed - shared, of_nothing)


def _iou_of_rest(shared: float, there: float, claimed: float, counted: float) -> float:
    """The IoU of what is not road."""
    return share(counted - there - claimed + shared, counted - shared)


_pooled = _from_sums(_iou)


def _cut(images: Images, *, strictly: bool = False) -> Images:
    """The pixels of as many columns as there are rows; an IndexError if all of these must be there."""
    return [image[:, np.arange(len(image)) if strictly else slice(len(image))] for image in images]


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
_BLANK = drawn("..", "..")

_ALL_IMAGES = "Every image counts, also one that shows no road, or in which nothing is claimed: add its pixels, too."
_REAL_0 = "NaN is for one case only: in no image is any road, neither true nor claimed. Any other 0 is a real score."
_ONE_IMAGE = "You count one image only. Does your loop end in its first round, or begin the sums anew in each?"
_OF_ROAD = "The IoU of the road is asked for, one number: not that of the rest, not both, not what it lacks to 1."
_UNION = "You divide by the pixels on which both differ. The union also holds those that they share."
_SIZES = "Images may differ in size, so they do not fit into one array. Count image by image, and add up the counts."

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
            ([drawn("#?", "##"), drawn("#?", "?.")], [drawn("#.", "#."), drawn("##", "..")]),
            3 / 4,
            "three pixels are ignored, and the prediction claims one of them",
        ),
        Case(([drawn("....", ".###")], [drawn("....", "..##")]), 2 / 3, "the image is wider than high"),
        Case(([drawn(".#", ".#", "##")], [drawn(".#", "..", "#.")]), 1 / 2, "the image is higher than wide"),
        Case(
            ([drawn("##", "..")] * 2, [drawn("##", "..") == 1, drawn("#.", "..") == 1]),
            3 / 4,
            "the predictions are arrays of True and False",
        ),
        Case(
            ([_BLANK, drawn("##", "##")], [drawn("##", ".."), drawn("##", "#.")]),
            0.5,
            "road is invented in an image that shows none",
        ),
        Case(
            ([drawn("###", "...", "..."), drawn("##", "##")], [np.zeros((3, 3), np.uint8), drawn("##", "#.")]),
            3 / 7,
            "nothing is claimed in an image that shows road",
        ),
        Case(([_BLANK, _FAR], [_BLANK, drawn("#.", "..")]), 0.5, "an image shows no road, and none was claimed"),
        Case(([drawn("#.", "##")] * 2, [drawn("#.", "##")] * 2), 1.0, "every pixel is right"),
        Case(([_FAR] * 2, [_BLANK] * 2), 0.0, "there is road, but nothing is claimed"),
        Case(([_BLANK] * 2, [_BLANK, _FAR]), 0.0, "there is no road, but some is claimed"),
        Case(([_BLANK], [_BLANK]), NAN, "there is no road at all, and none was claimed"),
    ],
    mistakes=[
        *(
            Mistake(
                "M26",
                _from_counts(lambda c, m=m, of_nothing=of_nothing: m([_iou(*i, of_nothing=of_nothing) for i in c])),
            )
            for m in (np.mean, np.median, np.nanmean)
            for of_nothing in (NAN, 0.0, 1.0)
        ),
        Mistake("M05", lambda t, p: _pooled([np.where(one == 255, 0, one) for one in t], p)),
        Mistake("M05", lambda t, p: _pooled([np.where(one == 255, 1, one) for one in t], p)),
        Mistake("M01", _from_sums(lambda shared, _, claimed, __: share(shared, claimed))),
        Mistake("M39", _from_sums(lambda shared, there, *_: share(shared, there))),
        Mistake("M02", _from_sums(lambda shared, there, claimed, _: share(shared, there + claimed))),
        Mistake(
            None, _from_sums(lambda shared, there, claimed, _: share(shared, there + claimed - 2 * shared)), _UNION
        ),
        Mistake("M10", _from_sums(lambda shared, there, claimed, _: share(2 * shared, there + claimed))),
        Mistake("M11", _from_sums(lambda shared, there, claimed, all_: (all_ - there - claimed + 2 * shared) / all_)),
        Mistake("M12", _from_sums(lambda *sums: np.nanmean([_iou(*sums), _iou_of_rest(*sums)]))),
        Mistake("M13", _from_sums(lambda *sums: _iou(*sums) // 1)),
        Mistake("M07", _from_sums(lambda *sums: _iou(*sums, of_nothing=0.0))),
        Mistake("M08", _from_sums(lambda *sums: _iou(*sums, of_nothing=1.0))),
        *(
            Mistake(None, _from_counts(lambda c, by=by: _iou(*c[c[:, by].all(axis=1)].sum(axis=0))), _ALL_IMAGES)
            for by in ([1], [2], [1, 2])
        ),
        *(
            Mistake(None, _from_sums(lambda *sums, at=at: _iou(*sums) if sums[at] else NAN), _REAL_0)
            for at in (0, 1, 2)
        ),
        *(Mistake(None, lambda t, p, at=at: _pooled(t[at], p[at]), _ONE_IMAGE) for at in (np.s_[:1], np.s_[-1:])),
        Mistake(None, _from_sums(_iou_of_rest), _OF_ROAD),
        Mistake(None, _from_sums(lambda *sums: [_iou_of_rest(*sums), _iou(*sums)]), _OF_ROAD),
        Mistake(None, _from_sums(lambda *sums: 1 - _iou(*sums)), _OF_ROAD),
        Mistake(None, lambda t, p: _pooled(list(np.stack(t)), p), _SIZES),
        Mistake("M17", lambda t, p: _pooled(_cut(t), _cut(p))),
        Mistake("M17", lambda t, p: _pooled(_cut(t, strictly=True), _cut(p, strictly=True))),
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
        Condition(
            "harmless calls no pixel of the person road",
            lambda harmless, _: _of_person(harmless) == 0,
            why="The person stands in rows 2 and 3 of column 4. Let harmless be 0 there.",
        ),
        Condition(
            "deadly calls the whole person road",
            lambda _, deadly: _of_person(deadly) == 1,
            why="The person stands in rows 2 and 3 of column 4. Let deadly be 1 there.",
        ),
        Condition(
            "the recall of the road is at least 0.90 in both",
            lambda *claims: all(_of_road_in(claim).recall >= 0.9 for claim in claims),
            why="More than one in ten of the 22 pixels of road is missed: each claim must hold at least 20 of them.",
        ),
        Condition(
            "the precision of the road is at least 0.90 in both",
            lambda *claims: all(_of_road_in(claim).precision >= 0.9 for claim in claims),
            why="More than one in ten of the claimed pixels is not road. Recall does not see that: invent fewer.",
        ),
        Condition(
            "precision and recall are the same in both",
            lambda harmless, deadly: np.allclose(
                astuple(_of_road_in(harmless))[1:3], astuple(_of_road_in(deadly))[1:3]
            ),
            why="Both depend on two counts only: let both claims find equally many pixels of road, and invent as many.",
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


def _pixels(found: metrics.ThresholdSweep) -> np.ndarray:
    """How many pixels are counted; NaN if there are none."""
    all_ = found.true_positives + found.true_negatives + found.false_positives + found.false_negatives
    return np.where(all_, all_, np.nan)


def _precision_of_rest(found: metrics.ThresholdSweep) -> np.ndarray:
    """Which share of what is not claimed is not road at each threshold."""
    left = found.true_negatives + found.false_negatives
    return found.true_negatives / np.where(left, left, np.nan)


def _of_precisions(rule: Callable[[np.ndarray, np.ndarray, float], Any]) -> Callable[..., Any]:
    """What a rule makes of the thresholds, of the precision at each, and of the promised one."""
    return lambda truth, probability, at, least: rule(at, sweep(truth, probability, at).precision, least)


def _strictly_above(truth: np.ndarray, probability: np.ndarray, thresholds: np.ndarray, least: float) -> float:
    """What > in place of >= gives."""
    precision = sweep(truth, probability, np.nextafter(thresholds, 2)).precision
    return lowest(thresholds, precision >= least)


def _first(rows: list[np.ndarray], axis: int) -> np.ndarray:
    """The first row."""
    return rows[axis]


def _by_image(choose: Callable[..., np.ndarray]) -> Callable[..., float]:
    """What comes out if something is chosen of the precisions of single images, one row for each."""

    def answer(truth: np.ndarray, probability: np.ndarray, thresholds: np.ndarray, least: float) -> float:
        images = list(zip(truth, probability, strict=True)) if truth.ndim == 3 else [(truth, probability)]
        precisions = [sweep(one, of_one, thresholds).precision for one, of_one in images]
        return lowest(thresholds, choose(precisions, axis=0) >= least)

    return answer


def _random_search(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """An image or a stack, probabilities and thresholds in sixteenths, and a promise that no precision equals.

    None is 3 or 4 pixels wide: the library takes such a stack for a mask in colours.
    """
    shape = (*rng.integers(1, 3 + number // 2, 1 + number % 2), rng.choice([1, 2, *range(5, 6 + number // 2)]))
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
    np.stack([drawn("##", "##", "##", ".."), drawn("#.", "..", "..", "..")]),
    np.array(
        [
            [[0.625, 0.625], [0.625, 0.625], [0.625, 0.5], [0.25, 0.125]],
            [[0.75, 0.375], [0.125, 0.125], [0.5, 0.125], [0.375, 0.125]],
        ]
    ),
)
_IGNORED = drawn("#.#?", "#.?."), np.array([[0.25, 0.875, 0.75, 0.125], [0.875, 0.125, 0.5, 0.25]])
_PEAK = drawn(".###", "#..."), np.array([[0.125, 0.5, 0.375, 0.125], [0.25, 0.125, 0.25, 0.625]])
_EXACT = drawn("##.#", "..#."), np.array([[0.5, 0.5, 0.125, 0.25], [0.75, 0.125, 0.875, 0.25]])
_UNLIKE = (
    np.stack([drawn(".#", ".."), drawn(".#", "##")]),
    np.array([[[0.5, 0.625], [0.625, 0.125]], [[0.625, 0.625], [0.5, 0.75]]]),
)
_NEVER = drawn("..#.", "...."), np.array([[0.5, 0.125, 0.25, 0.375], [0.25, 0.375, 0.5, 0.125]])

_EVERY_ONE = "Precision may fall at a higher threshold and rise again: look at every one of them, from the lowest on."
_PRECISION = "The promise is about precision: of all claimed pixels, the share that is road."
_LOWEST = "Of the thresholds that keep the promise the lowest is asked for: not the first, the last or the best of all."
_EXACTLY = "A precision of exactly what was promised keeps the promise: at least means >=, and not >."
_WHICH = "One of the given thresholds is asked for: not its place in them, the precision at it, or another level."
_NOTHING = "Where nothing is claimed no promise is kept: such a threshold is never the answer."
_NAN = "If no threshold keeps the promise, the answer is NaN: neither 0, nor 1, nor any of the thresholds."
_TOO_SOON = "You give NaN where a later threshold keeps the promise. NaN comes after the loop, when all were looked at."
_CLAIMED = "Claimed is what is at least the threshold, probability >= threshold. You take what lies below it."
_AT_ONCE = "All images of a stack are counted at once. You count one of them, or one by one."

threshold = FunctionQuestion(
    parameters=("truth", "probability", "thresholds", "least_precision"),
    cases=[
        Case((drawn("..##", "..##"), _LEVELS, _EIGHTHS, 0.75), 0.5, "no pixel is ignored"),
        Case((drawn("..##", "..##"), _LEVELS, _EIGHTHS, 0.5), 0.125, "the precision is exactly the promised one"),
        Case((drawn("..##", "?.##"), _SURE, _EIGHTHS, 0.75), 0.5, "one pixel is ignored"),
        Case((*_FALLING, _EIGHTHS, 0.75), 0.375, "precision falls again at higher thresholds"),
        Case((*_STACK, _EIGHTHS, 0.8), 0.5, "there are two images"),
        Case((*_IGNORED, _EIGHTHS, 0.625), 0.375, "two pixels are ignored"),
        Case((*_PEAK, _EIGHTHS, 0.625), 0.375, "precision is highest in the middle"),
        Case((*_EXACT, _EIGHTHS, 0.75), 0.375, "the precision is just the promised one at two thresholds"),
        Case((*_UNLIKE, _EIGHTHS, 0.55), 0.25, "there are two images, one of them with little road"),
        Case((drawn("..##", "..##"), _LEVELS, np.array([0.25, 0.75]), 0.75), 0.75, "there are two thresholds only"),
        Case(
            (drawn("###.", "#.?."), np.array([[0.5, 0.0, 0.0, 0.0], [0.0, 0.0, 0.875, 0.0]]), _EIGHTHS, 0.5),
            0.125,
            "every threshold that claims anything keeps the promise",
        ),
        Case((*_NEVER, _EIGHTHS, 0.9), NAN, "no threshold keeps the promise, and high ones claim nothing"),
        Case((drawn("..", ".."), np.array([[0.5, 0.25], [0.75, 0.125]]), _EIGHTHS, 0.125), NAN, "there is no road"),
    ],
    mistakes=[
        Mistake(None, lambda *_: NAN, _TOO_SOON),
        Mistake("M19", _strictly_above),
        Mistake("M05", lambda t, *rest: lowest_precise(np.where(t == 1, 1, 0), *rest)),
        Mistake("M05", lambda t, *rest: lowest_precise(np.where(t == 0, 0, 1), *rest)),
        *(Mistake("M31", _where(rule), _EVERY_ONE) for rule in (_from_above, _by_counting, _by_bisection)),
        Mistake(None, _where(_with_one_for_nothing), _NOTHING),
        *(
            Mistake(None, _of_precisions(rule), _LOWEST)
            for rule in (
                lambda at, precision, least: lowest(at[::-1], (precision >= least)[::-1]),
                lambda at, precision, _: at[np.nanargmax(precision)],
                lambda at, precision, least: at[np.nanargmin(np.abs(precision - least))],
                lambda at, *_: at[-1],
                lambda at, *_: at[0],
            )
        ),
        Mistake("M03", _where(lambda found, least: found.recall >= least), _PRECISION),
        Mistake(
            "M38", _where(lambda found, least: found.true_positives + found.true_negatives >= least * _pixels(found))
        ),
        Mistake(None, _where(lambda found, least: 1 - _precision_of_rest(found) >= least), _CLAIMED),
        *(
            Mistake(None, _where(rule), _PRECISION)
            for rule in (
                lambda found, least: found.iou >= least,
                lambda found, least: found.dice >= least,
                lambda found, least: _precision_of_rest(found) >= least,
                lambda found, least: found.true_positives >= least * _pixels(found),
            )
        ),
        *(Mistake("M26", _by_image(choose)) for choose in (np.nanmean, np.mean)),
        *(Mistake(None, _by_image(choose), _AT_ONCE) for choose in (np.nanmin, np.nanmax, _first)),
        Mistake(None, _of_precisions(lambda at, precision, least: lowest(at, precision > least)), _EXACTLY),
        *(
            Mistake(None, _of_precisions(rule), _WHICH)
            for rule in (
                lambda _, precision, least: lowest(np.arange(len(precision)), precision >= least),
                lambda _, precision, least: lowest(precision, precision >= least),
            )
        ),
        Mistake(None, lambda t, p, _, least: lowest_precise(t, p, np.unique(p), least), _WHICH),
        *(
            Mistake(None, lambda *all_, other=other: np.nan_to_num(lowest_precise(*all_), nan=other), _NAN)
            for other in (0.0, 1.0, -1.0)
        ),
        Mistake(
            None, lambda *all_: np.append(lowest_precise(*all_), all_[2])[np.isnan(lowest_precise(*all_)) * -1], _NAN
        ),
        Mistake(None, lambda t, p, at, least: lowest_precise(t, p, at[:1], least), _TOO_SOON),
    ],
    reference=lowest_precise,
    random=_random_search,
)

# --- report: what both models are worth, by the brief

TOLERANCE = 0.00051
"""How far a number that was rounded to three decimals may be off."""

PARTS_OF_REPORT = ("threshold", "precision", "recall", "IoU", "share of people")
SCORES = slice(1, 4)


def _is_like(got: np.ndarray, wanted: Any) -> bool:
    """Are these the numbers, perhaps rounded to three decimals? Very small ones are told from 0."""
    return bool((np.abs(got - wanted) <= np.minimum(TOLERANCE, np.abs(wanted) / 2)).all())


def _both(holds: Callable[[Name, np.ndarray], bool]) -> Callable[..., bool]:
    """Does this hold for both reports?"""
    return lambda *reports: all(holds(name, report) for name, report in zip(NAMES, reports, strict=True))


def _unless(
    words: str, at: int | slice, wrong: Callable[[Name], Any], betrays: str | None = None, why: str = ""
) -> Condition:
    """A condition that does not hold where numbers of a report are wrong in just this way."""
    return Condition(
        words,
        _both(
            lambda name, report: _is_like(report[at], right_report(name)[at]) or not _is_like(report[at], wrong(name))
        ),
        betrays,
        why,
    )


def _has_digits(name: Name, report: np.ndarray) -> bool:
    """Are these not the right numbers with so few digits that the mean over scenes would look the same?"""
    rounded = [right_report(name).round(digits) for digits in (1, 2)]
    return not any(np.allclose(report, few, rtol=0, atol=1e-6) for few in rounded)


def _number_is_right(name: Name, at: int, words: str) -> Condition:
    """The condition that one number of a report is right."""
    return Condition(
        f"{name}_report[{at}] is {words}",
        lambda *reports: _is_like(reports[NAMES.index(name)][at], right_report(name)[at]),
    )


def _all_numbers(a_report: np.ndarray, b_report: np.ndarray) -> Mapping[str, float]:
    """The numbers of both reports, each with its name."""
    get_ready()
    reports = zip("AB", (a_report, b_report), strict=True)
    return {
        f"{name}: {word}": got for name, report in reports for word, got in zip(PARTS_OF_REPORT, report, strict=True)
    }


def _scores(name: Name, split: str = "test", threshold: float | None = None, *, road: int = 1) -> np.ndarray:
    """Precision, recall and IoU of other scenes, at another threshold, or of what is not road."""
    return np.array(astuple(scores_on(name, split, threshold, road=road))[1:])


def _of_other(name: Name) -> np.ndarray:
    """The right report of the other model."""
    return right_report("b" if name == "a" else "a")


def _scores_at_other(name: Name) -> np.ndarray:
    """Those of the test scenes at the threshold of the other model."""
    return _scores(name, threshold=_of_other(name)[0])


def _dice(name: Name) -> float:
    """The Dice of the road."""
    return float(2 * right_report(name)[3] / (1 + right_report(name)[3]))


_MEANINGS = (
    "the lowest threshold at which the precision on the validation scenes is at least 0.97",
    "the precision of the road on the test scenes at the threshold before it",
    "the recall of the road on the test scenes at that threshold",
    "the IoU of the road on the test scenes at that threshold",
    "the share of all pixels of people on the test scenes that is called road",
)
_POOLED = "all scenes are counted at once, not scene by scene"
_CHOSEN = "the threshold was chosen on the validation scenes"
_SCORED = "the scores are of the test scenes, at the threshold that stands before them"
_OF_PEOPLE = "the last number is the share of people called road: on the test scenes, at the threshold of the report"
_SHARES = "Thresholds and scores are numbers from 0 to 1: not per cent, not places in an array, not counts."
_FEW_DIGITS = "So few decimals do not tell one count of all scenes from a mean over scenes."
_AT_THRESHOLD = "Compare the probabilities with the number that stands first in the same report."
_OF_REST = "These are the scores of all that is not road. The road is class 1: take entry 1 of each array."
_ORDER = "precision comes first, then recall"
_IN_ORDER = "Both have changed places: does precision come first in your list, and the truth before the prediction?"
_BELOW = "Below the line stand all pixels of people: neither all that is called road, nor all pixels."

report = MakingQuestion(
    shape=(len(PARTS_OF_REPORT),),
    classes=None,
    scores=_all_numbers,
    conditions=[
        Condition(
            "every number is from 0 to 1",
            _both(lambda _, report: bool((np.abs(report - 0.5) <= 0.5).all())),
            why=_SHARES,
        ),
        Condition("the numbers have three decimals or more", _both(_has_digits), why=_FEW_DIGITS),
        _unless(
            "each report is about its own model", slice(None), _of_other, why="One holds the numbers of the other."
        ),
        _unless(_CHOSEN, 0, partial(threshold_on, split="test"), "M20"),
        _unless(_CHOSEN, 0, partial(threshold_on, split="train"), "M22"),
        Condition(
            _POOLED,
            lambda a, b: not _is_like(np.array([a[0], b[0]]), [threshold_by_means(name) for name in NAMES]),
            "M26",
        ),
        _unless(_CHOSEN, 0, lambda _: 0.5, why="0.5 is where models start: did you choose it?"),
        *(_number_is_right(name, 0, _MEANINGS[0]) for name in NAMES),
        _unless(_SCORED, SCORES, partial(_scores, split="validation"), "M20"),
        _unless(_SCORED, SCORES, partial(_scores, split="train"), "M22"),
        _unless(_SCORED, SCORES, partial(_scores, threshold=0.5), why=_AT_THRESHOLD),
        _unless(_SCORED, SCORES, _scores_at_other, why=_AT_THRESHOLD),
        _unless("the scores are those of the road", SCORES, partial(_scores, road=0), why=_OF_REST),
        _unless(_POOLED, SCORES, mean_scores, "M26"),
        _unless(_ORDER, slice(1, 3), lambda name: right_report(name)[[2, 1]], "M03", _IN_ORDER),
        _unless("the fourth number is the IoU", 3, _dice, "M10"),
        _unless("the fourth number is the IoU", 3, lambda name: scores_on(name, "test").accuracy, "M11"),
        _unless(_POOLED, 4, mean_over_scenes, "M26"),
        _unless(_POOLED, 4, lambda name: mean_over_scenes(name) * np.mean(people(name).there > 0), "M26"),
        _unless(_OF_PEOPLE, 4, lambda name: people(name).painted_over.sum() / people(name).claimed, why=_BELOW),
        _unless(_OF_PEOPLE, 4, lambda name: people(name).painted_over.sum() / people(name).pixels, why=_BELOW),
        _unless(_OF_PEOPLE, 4, lambda name: 1 - share_of_people(name), why="You give the share that is spared."),
        _unless(_OF_PEOPLE, 4, partial(share_of_people, split="validation"), "M20"),
        _unless(_OF_PEOPLE, 4, partial(share_of_people, threshold=0.5), why=_AT_THRESHOLD),
        *(_number_is_right(name, at, words) for name in NAMES for at, words in enumerate(_MEANINGS)),
    ],
    why="A is ahead in the scores of the road, but none of them says whom it paints over. And beware: as a mean over "
    "scenes A's last number would be 0.09, since a scene with a handful of such pixels weighs as much as any other.",
)

# --- decision: select

decision = SelectionQuestion()

SET = exercise_set("ex09", vars())
progress = SET.progress
