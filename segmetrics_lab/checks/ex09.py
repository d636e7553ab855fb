"""Exercise set 9, the capstone: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from functools import partial
from typing import Any

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks import capstone
from segmetrics_lab.checks.capstone import NAMES, Name, lowest, lowest_precise, people, right_report, sweep
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.selection_question import SelectionQuestion
from segmetrics_lab.checks.sets import exercise_set
from segmetrics_lab.checks.shares import NAN, Areas, share

# --- fair, leak, decision: choose, diagnose, select

fair = ChoiceQuestion()
leak = ChoiceQuestion()
decision = SelectionQuestion()

# --- road_iou: one matrix for all images

Images = list[np.ndarray]


def _areas(truths: Images, predictions: Images) -> list[Areas]:
    """The areas of the road in each image, among the pixels that the truth does not ignore."""
    return [Areas.of(t[t != 255] == 1, p[t != 255] == 1) for t, p in zip(truths, predictions, strict=True)]


def _pooled(rule: Callable[[Areas], Any], of_image: Callable[[Areas], Any] = lambda _: True) -> Callable[..., Any]:
    """What a rule makes of the areas of all images together; or of those images of which something is true."""

    def answer(truths: Images, predictions: Images) -> Any:
        areas = [astuple(areas) for areas in _areas(truths, predictions) if of_image(areas)]
        return rule(Areas(*np.sum(np.reshape(areas, (-1, 4)), axis=0)))

    return answer


def _iou_of_rest(areas: Areas) -> float:
    """The IoU of what is not road."""
    return share(areas.image - areas.union, areas.image - areas.shared)


_iou = _pooled(Areas.iou)


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
_CLAIMED_TWICE = [drawn("##", "?."), drawn("#?", "..")], [drawn("##", "##"), drawn("##", "..")]
_CLAIMED_ONCE = [drawn("#?", "##"), drawn("#?", "?.")], [drawn("#.", "#."), drawn("##", "..")]
_AS_BOOLEANS = [drawn("##", "..")] * 2, [drawn("##", "..") == 1, drawn("#.", "..") == 1]
_INVENTED = [_BLANK, drawn("##", "##")], [drawn("##", ".."), drawn("##", "#.")]
_MISSED = [drawn("###", "...", "..."), drawn("##", "##")], [drawn("...", "...", "..."), drawn("##", "#.")]

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
        Case(_CLAIMED_TWICE, 3 / 4, "two pixels are ignored, and the prediction claims both"),
        Case(_CLAIMED_ONCE, 3 / 4, "three pixels are ignored, and the prediction claims one of them"),
        Case(([drawn("....", ".###")], [drawn("....", "..##")]), 2 / 3, "the image is wider than high"),
        Case(([drawn(".#", ".#", "##")], [drawn(".#", "..", "#.")]), 1 / 2, "the image is higher than wide"),
        Case(_AS_BOOLEANS, 3 / 4, "the predictions are arrays of True and False"),
        Case(_INVENTED, 0.5, "road is claimed in an image that shows none"),
        Case(_MISSED, 3 / 7, "nothing is claimed in an image that shows road"),
        Case(([_BLANK, _FAR], [_BLANK, drawn("#.", "..")]), 0.5, "an image shows no road, and none was claimed"),
        Case(([drawn("##", "#.")] * 2, [drawn("##", "#.")] * 2), 1.0, "every pixel is right"),
        Case(([_FAR] * 2, [_BLANK] * 2), 0.0, "there is road, but nothing is claimed"),
        Case(([_BLANK] * 2, [_BLANK, _FAR]), 0.0, "there is no road, but some is claimed"),
        Case(([_BLANK], [_BLANK]), NAN, "there is no road at all, and none was claimed"),
    ],
    mistakes=[
        *(Mistake("M26", lambda t, p, n=n: np.nanmean([a.iou(n) for a in _areas(t, p)])) for n in (NAN, 0.0, 1.0)),
        Mistake("M26", lambda t, p: np.mean([a.iou() for a in _areas(t, p)])),
        *(Mistake("M05", lambda t, p, n=n: _iou([np.where(one == 255, n, one) for one in t], p)) for n in (0, 1)),
        Mistake("M01", _pooled(Areas.precision)),
        Mistake("M39", _pooled(Areas.recall)),
        Mistake("M02", _pooled(lambda a: share(a.shared, a.there + a.claimed))),
        Mistake("M10", _pooled(Areas.dice)),
        Mistake("M11", _pooled(Areas.accuracy)),
        Mistake("M13", _pooled(lambda a: a.iou() // 1)),
        Mistake("M07", _pooled(lambda a: a.iou(of_nothing=0.0))),
        Mistake("M08", _pooled(lambda a: a.iou(of_nothing=1.0))),
        Mistake("M12", _pooled(lambda a: np.nanmean([a.iou(), _iou_of_rest(a)]))),
        Mistake(None, _pooled(lambda a: share(a.shared, a.union - a.shared)), _UNION),
        Mistake(None, _pooled(Areas.iou, lambda a: a.there), _ALL_IMAGES),
        Mistake(None, _pooled(Areas.iou, lambda a: a.claimed), _ALL_IMAGES),
        Mistake(None, _pooled(Areas.iou, lambda a: a.there and a.claimed), _ALL_IMAGES),
        Mistake(None, _pooled(lambda a: a.iou() if a.there else NAN), _REAL_0),
        Mistake(None, _pooled(lambda a: a.iou() if a.claimed else NAN), _REAL_0),
        Mistake(None, _pooled(lambda a: a.iou() or NAN), _REAL_0),
        *(Mistake(None, lambda t, p, at=at: _iou(t[at], p[at]), _ONE_IMAGE) for at in (np.s_[:1], np.s_[-1:])),
        Mistake(None, _pooled(_iou_of_rest), _OF_ROAD),
        Mistake(None, _pooled(lambda a: [_iou_of_rest(a), a.iou()]), _OF_ROAD),
        Mistake(None, _pooled(lambda a: 1 - a.iou()), _OF_ROAD),
        Mistake(None, lambda t, p: _iou(list(np.stack(t)), p), _SIZES),
        Mistake("M17", lambda t, p: _iou(_cut(t), _cut(p))),
        Mistake("M17", lambda t, p: _iou(_cut(t, strictly=True), _cut(p, strictly=True))),
    ],
    reference=_iou,
    random=_random_images,
)

# --- same_scores: falsify

_STREET = drawn("........", "........", ".###2##.", ".###2##.", ".######.", ".######.").astype(np.int64)


def _road(claim: np.ndarray) -> Areas:
    """The areas of the road in the street."""
    return Areas.of(_STREET == 1, claim == 1)


def _of_person(claim: np.ndarray) -> float:
    """Which share of the person is called road."""
    return float(np.mean(claim[_STREET == 2]))


def _both_scores(harmless: np.ndarray, deadly: np.ndarray) -> dict[str, float]:
    """What to look at while drawing."""
    return {
        f"{score} of {name}": value
        for name, claim in (("harmless", harmless), ("deadly", deadly))
        for score, value in (
            ("precision", _road(claim).precision()),
            ("recall", _road(claim).recall()),
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
            lambda *claims: all(_road(claim).recall() >= 0.9 for claim in claims),
            why="More than one in ten of the 22 pixels of road is missed: each claim must hold at least 20 of them.",
        ),
        Condition(
            "the precision of the road is at least 0.90 in both",
            lambda *claims: all(_road(claim).precision() >= 0.9 for claim in claims),
            why="More than one in ten of the claimed pixels is not road. Recall does not see that: claim less.",
        ),
        Condition(
            "precision and recall are the same in both",
            lambda harmless, deadly: _road(harmless) == _road(deadly),
            why="Both depend on two counts only: both claims have to find equally many pixels, with as many extra.",
        ),
    ],
    why="The scores of the road know only how many pixels were extra, not on what. Whom the brief protects must be "
    "counted in a line of their own: of all pixels of people, the share that is called road.",
)

# --- threshold: the lowest threshold that keeps a promise

Accepts = Callable[[metrics.ThresholdSweep, float], np.ndarray]


def _where(accepts: Accepts) -> Callable[..., float]:
    """What comes out where another rule accepts thresholds, given their counts and the promised precision."""
    return lambda truth, probability, at, least: lowest(at, accepts(sweep(truth, probability, at), least))


def _from_above(found: metrics.ThresholdSweep, least: float) -> np.ndarray:
    """What is reached by going down from the strictest threshold as long as the promise is kept."""
    undefined = np.isnan(found.precision)
    kept = (found.precision >= least) | undefined
    return np.logical_and.accumulate(kept[::-1])[::-1] & ~undefined


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
_LEVELS = drawn("1456", "2347") / 8
_SURE = drawn("1456", "7347") / 8
_FALLING = drawn(".#.#", ".##."), drawn("1323", "6351") / 8
_IGNORED = drawn("#.#?", "#.?."), drawn("2761", "7142") / 8
_PEAK = drawn(".###", "#..."), drawn("1431", "2125") / 8
_EXACT = drawn("##.#", "..#."), drawn("4412", "6172") / 8
_NEVER = drawn("..#.", "...."), drawn("4123", "2341") / 8
_ALWAYS = drawn("###.", "#.?."), drawn("4...", "..7.") / 8
_NO_ROAD = drawn("..", ".."), drawn("42", "61") / 8
_STACK = (
    np.stack([drawn("##", "##", "##", ".."), drawn("#.", "..", "..", "..")]),
    np.stack([drawn("55", "55", "54", "21"), drawn("63", "11", "41", "31")]) / 8,
)
_UNLIKE = np.stack([drawn(".#", ".."), drawn(".#", "##")]), np.stack([drawn("45", "51"), drawn("55", "46")]) / 8

_FALLS = "Precision may fall at a higher threshold and rise again: look at every one of them, from the lowest on."
_PRECISION = "The promise is about precision: of all claimed pixels, the share that is road."
_LOWEST = "Of the thresholds that keep the promise the lowest is asked for: not the first, the last or the best of all."
_EXACTLY = "A precision of exactly what was promised keeps the promise: at least means >=, and not >."
_WHICH = "One of the given thresholds is asked for: not its place in them, the precision at it, or another level."
_NOTHING = "Where nothing is claimed no promise is kept: such a threshold is never the answer."
_NAN = "If no threshold keeps the promise, the answer is NaN: neither 0, nor 1, nor any of the thresholds."
_TOO_SOON = "You give NaN where a later threshold keeps the promise. NaN comes after the loop, when all were looked at."
_CLAIMED = "Claimed is what is at least the threshold, probability >= threshold. You take what lies below it."
_AT_ONCE = "All images of a stack are counted at once. You count one of them, or one by one."

_WRONGLY_ACCEPTED: Sequence[tuple[str | None, Accepts, str]] = (
    ("M31", _from_above, _FALLS),
    ("M31", lambda found, least: np.arange(len(found.precision)) >= np.sum(found.precision < least), _FALLS),
    ("M31", lambda found, least: np.arange(len(found.precision)) >= np.searchsorted(found.precision, least), _FALLS),
    (None, lambda found, least: np.nan_to_num(found.precision, nan=1) >= least, _NOTHING),
    ("M03", lambda found, least: found.recall >= least, _PRECISION),
    ("M38", lambda found, least: found.true_positives + found.true_negatives >= least * _pixels(found), ""),
    (None, lambda found, least: 1 - _precision_of_rest(found) >= least, _CLAIMED),
    (None, lambda found, least: found.iou >= least, _PRECISION),
    (None, lambda found, least: found.dice >= least, _PRECISION),
    (None, lambda found, least: _precision_of_rest(found) >= least, _PRECISION),
    (None, lambda found, least: found.true_positives >= least * _pixels(found), _PRECISION),
    (None, lambda found, least: found.precision > least, _EXACTLY),
)
_WRONGLY_CHOSEN: Sequence[tuple[Callable[[np.ndarray, np.ndarray, float], float], str]] = (
    (lambda at, precision, least: lowest(at[::-1], (precision >= least)[::-1]), _LOWEST),
    (lambda at, precision, _: at[np.nanargmax(precision)], _LOWEST),
    (lambda at, precision, least: at[np.nanargmin(np.abs(precision - least))], _LOWEST),
    (lambda at, *_: at[-1], _LOWEST),
    (lambda at, *_: at[0], _LOWEST),
    (lambda _, precision, least: lowest(np.arange(len(precision)), precision >= least), _WHICH),
    (lambda _, precision, least: lowest(precision, precision >= least), _WHICH),
)

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
        Case((*_ALWAYS, _EIGHTHS, 0.5), 0.125, "every threshold that claims anything keeps the promise"),
        Case((*_NEVER, _EIGHTHS, 0.9), NAN, "no threshold keeps the promise, and high ones claim nothing"),
        Case((*_NO_ROAD, _EIGHTHS, 0.125), NAN, "there is no road"),
        Case((drawn("#."), np.array([[0.05, 0.1]]), _EIGHTHS, 0.0), NAN, "no threshold claims anything"),
        Case((drawn("##"), np.array([[0.5, 0.75]]), np.array([0.0, 0.5]), 1.0), 0.0, "threshold 0 keeps the promise"),
    ],
    mistakes=[
        Mistake(None, lambda *_: NAN, _TOO_SOON),
        Mistake("M19", lambda t, p, at, least: lowest(at, sweep(t, p, np.nextafter(at, 2)).precision >= least)),
        Mistake("M05", lambda t, *rest: lowest_precise(np.where(t == 1, 1, 0), *rest)),
        Mistake("M05", lambda t, *rest: lowest_precise(np.where(t == 0, 0, 1), *rest)),
        *(Mistake(belief, _where(accepts), words) for belief, accepts, words in _WRONGLY_ACCEPTED),
        *(Mistake(None, _of_precisions(rule), words) for rule, words in _WRONGLY_CHOSEN),
        Mistake("M26", _by_image(np.nanmean)),
        *(
            Mistake(None, _by_image(choose), _AT_ONCE)
            for choose in (np.nanmin, np.nanmax, lambda rows, axis: rows[axis])
        ),
        Mistake(None, lambda t, p, _, least: lowest_precise(t, p, np.unique(p), least), _WHICH),
        *(
            Mistake(None, lambda *all_, other=other: np.nan_to_num(lowest_precise(*all_), nan=other), _NAN)
            for other in (0.0, 1.0, -1.0)
        ),
        Mistake(None, lambda *all_: np.nan_to_num(lowest_precise(*all_), nan=all_[2][-1]), _NAN),
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

    def holds(name: Name, report: np.ndarray) -> bool:
        return _is_like(report[at], right_report(name)[at]) or not _is_like(report[at], wrong(name))

    return Condition(words, _both(holds), betrays, why)


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
    capstone.get_ready()
    reports = zip("AB", (a_report, b_report), strict=True)
    return {
        f"{name}: {word}": got for name, report in reports for word, got in zip(PARTS_OF_REPORT, report, strict=True)
    }


def _scores(name: Name, split: str = "test", threshold: float | None = None, *, road: int = 1) -> np.ndarray:
    """Precision, recall and IoU of other scenes, at another threshold, or of what is not road."""
    return np.array(astuple(capstone.scores_on(name, split, threshold, road=road))[1:])


def _of_other(name: Name) -> np.ndarray:
    """The right report of the other model."""
    return right_report("b" if name == "a" else "a")


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
_IS_IOU = "the fourth number is the IoU"
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
        _unless(_CHOSEN, 0, partial(capstone.threshold_on, split="test"), "M20"),
        _unless(_CHOSEN, 0, partial(capstone.threshold_on, split="train"), "M22"),
        Condition(
            _POOLED,
            lambda a, b: not _is_like(np.array([a[0], b[0]]), [capstone.threshold_by_means(name) for name in NAMES]),
            "M26",
        ),
        _unless(_CHOSEN, 0, lambda _: 0.5, why="0.5 is where models start: did you choose it?"),
        *(_number_is_right(name, 0, _MEANINGS[0]) for name in NAMES),
        _unless(_SCORED, SCORES, partial(_scores, split="validation"), "M20"),
        _unless(_SCORED, SCORES, partial(_scores, split="train"), "M22"),
        _unless(_SCORED, SCORES, partial(_scores, threshold=0.5), why=_AT_THRESHOLD),
        _unless(_SCORED, SCORES, lambda name: _scores(name, threshold=_of_other(name)[0]), why=_AT_THRESHOLD),
        _unless("the scores are those of the road", SCORES, partial(_scores, road=0), why=_OF_REST),
        _unless(_POOLED, SCORES, capstone.mean_scores, "M26"),
        _unless(_ORDER, slice(1, 3), lambda name: right_report(name)[[2, 1]], "M03", _IN_ORDER),
        _unless(_IS_IOU, 3, lambda name: 2 * right_report(name)[3] / (1 + right_report(name)[3]), "M10"),
        _unless(_IS_IOU, 3, lambda name: capstone.scores_on(name, "test").accuracy, "M11"),
        _unless(_POOLED, 4, capstone.mean_over_scenes, "M26"),
        _unless(_POOLED, 4, lambda name: capstone.mean_over_scenes(name) * np.mean(people(name).there > 0), "M26"),
        _unless(_OF_PEOPLE, 4, lambda name: people(name).painted_over.sum() / people(name).claimed, why=_BELOW),
        _unless(_OF_PEOPLE, 4, lambda name: people(name).painted_over.sum() / people(name).pixels, why=_BELOW),
        _unless(
            _OF_PEOPLE, 4, lambda name: 1 - capstone.share_of_people(name), why="You give the share that is spared."
        ),
        _unless(_OF_PEOPLE, 4, partial(capstone.share_of_people, split="validation"), "M20"),
        _unless(_OF_PEOPLE, 4, partial(capstone.share_of_people, threshold=0.5), why=_AT_THRESHOLD),
        *(_number_is_right(name, at, words) for name in NAMES for at, words in enumerate(_MEANINGS)),
    ],
    why="A is ahead in the scores of the road, but none of them says whom it paints over. And beware: as a mean over "
    "scenes A's last number would be 0.09, since a scene with a handful of such pixels weighs as much as any other.",
)

SET = exercise_set("ex09", vars())
progress = SET.progress
