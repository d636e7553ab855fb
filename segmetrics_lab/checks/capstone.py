"""The capstone: cases, mistakes and explanations of its questions."""

from collections.abc import Callable, Mapping
from dataclasses import astuple
from functools import partial
from typing import Any

import numpy as np

from segmetrics_lab.checks import capstone_models, capstone_threshold
from segmetrics_lab.checks.capstone_models import (
    LINE_1,
    NAMES,
    Name,
    mean_over_scenes,
    people,
    right_report,
    share_of_people,
    threshold_by_means,
    threshold_on,
)
from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake, drawn
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.selection_question import SelectionQuestion
from segmetrics_lab.checks.sets import exercise_set, moved_from
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

# --- threshold: the lowest that keeps three promises, in a module of its own

threshold = capstone_threshold.threshold

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


def _are_thresholds(of_model: Callable[[Name], float], a_report: np.ndarray, b_report: np.ndarray) -> bool:
    """Do both reports begin with these thresholds?"""
    return _is_like(np.array([a_report[0], b_report[0]]), [of_model(name) for name in NAMES])


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
    capstone_models.get_ready()
    reports = zip("AB", (a_report, b_report), strict=True)
    return {
        f"{name}: {word}": got for name, report in reports for word, got in zip(PARTS_OF_REPORT, report, strict=True)
    }


def _scores(name: Name, split: str = "test", threshold: float | None = None, *, road: int = 1) -> np.ndarray:
    """Precision, recall and IoU of other scenes, at another threshold, or of what is not road."""
    return np.array(astuple(capstone_models.scores_on(name, split, threshold, road=road))[1:])


def _of_other(name: Name) -> np.ndarray:
    """The right report of the other model."""
    return right_report("b" if name == "a" else "a")


_MEANINGS = (
    "the lowest threshold at which all three lines hold on the validation scenes",
    "the precision of the road on the test scenes at the threshold before it",
    "the recall of the road on the test scenes at that threshold",
    "the IoU of the road on the test scenes at that threshold",
    "the share of all pixels of people on the test scenes that is called road",
)
_POOLED = "all scenes are counted at once, not scene by scene"
_CHOSEN = "the threshold was chosen on the validation scenes"
_KEEPS = "the threshold keeps all three lines on the validation scenes"
_ONE_LINE = "At it line 1 holds, but too many pixels of people are called road, on the validation scenes already."
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
        _unless(_CHOSEN, 0, partial(threshold_on, split="test"), "M20"),
        Condition(_CHOSEN, lambda a, b: not _are_thresholds(partial(threshold_on, split="train"), a, b), "M22"),
        _unless(_KEEPS, 0, partial(threshold_on, split="validation", brief=LINE_1), why=_ONE_LINE),
        Condition(_POOLED, lambda a, b: not _are_thresholds(threshold_by_means, a, b), "M26"),
        _unless(_CHOSEN, 0, lambda _: 0.5, why="0.5 is where models start: did you choose it?"),
        *(_number_is_right(name, 0, _MEANINGS[0]) for name in NAMES),
        _unless(_SCORED, SCORES, partial(_scores, split="validation"), "M20"),
        _unless(_SCORED, SCORES, partial(_scores, split="train"), "M22"),
        _unless(_SCORED, SCORES, partial(_scores, threshold=0.5), why=_AT_THRESHOLD),
        _unless(_SCORED, SCORES, lambda name: _scores(name, threshold=_of_other(name)[0]), why=_AT_THRESHOLD),
        _unless("the scores are those of the road", SCORES, partial(_scores, road=0), why=_OF_REST),
        _unless(_POOLED, SCORES, capstone_models.mean_scores, "M26"),
        _unless(_ORDER, slice(1, 3), lambda name: right_report(name)[[2, 1]], "M03", _IN_ORDER),
        _unless(_IS_IOU, 3, lambda name: 2 * right_report(name)[3] / (1 + right_report(name)[3]), "M10"),
        _unless(_IS_IOU, 3, lambda name: capstone_models.scores_on(name, "test").accuracy, "M11"),
        _unless(_POOLED, 4, mean_over_scenes, "M26"),
        _unless(_POOLED, 4, lambda name: mean_over_scenes(name) * np.mean(people(name).there > 0), "M26"),
        _unless(_OF_PEOPLE, 4, lambda name: people(name).painted_over.sum() / people(name).claimed, why=_BELOW),
        _unless(_OF_PEOPLE, 4, lambda name: people(name).painted_over.sum() / people(name).pixels, why=_BELOW),
        _unless(
            _OF_PEOPLE,
            4,
            lambda name: 1 - share_of_people(name),
            why="You give the share that is spared.",
        ),
        _unless(_OF_PEOPLE, 4, partial(share_of_people, split="validation"), "M20"),
        _unless(_OF_PEOPLE, 4, partial(share_of_people, threshold=0.5), why=_AT_THRESHOLD),
        *(_number_is_right(name, at, words) for name in NAMES for at, words in enumerate(_MEANINGS)),
    ],
    why="At 0.5, A was ahead in every number. Now both keep the same three promises: to spare people, A needs a far "
    "higher threshold, and loses road by it. B finds more.",
)

SET = exercise_set("capstone", vars())
progress = SET.progress
__getattr__ = moved_from("capstone")
