"""The question of the capstone about the lowest threshold that keeps three promises: its cases and mistakes."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from segmetrics_lab import metrics
from segmetrics_lab.checks.capstone_models import (
    Brief,
    lowest,
    lowest_kept,
    people_called,
    sweep,
)
from segmetrics_lab.checks.engine.cases import Case, Mistake, drawn, mask
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.shares import NAN


class Seen(NamedTuple):
    """The counts at each threshold, the share of people called road there, and the number of pixels of people."""

    counts: metrics.ThresholdSweep
    people: np.ndarray
    persons: int

    @classmethod
    def of(cls, truth: np.ndarray, probability: np.ndarray, is_person: np.ndarray, thresholds: np.ndarray) -> "Seen":
        """What is seen of one image, or of a stack."""
        called = people_called(probability, is_person, thresholds)
        return cls(sweep(truth, probability, thresholds), called, int(is_person.sum()))


Rule = Callable[[Seen, float], np.ndarray]
Rules = tuple[Rule, Rule, Rule]


def _precise(seen: Seen, least: float) -> np.ndarray:
    """Where line 1 is kept."""
    return seen.counts.precision >= least


def _found(seen: Seen, least: float) -> np.ndarray:
    """Where line 2 is kept."""
    return seen.counts.recall >= least


def _spares(seen: Seen, most: float) -> np.ndarray:
    """Where line 3 is kept."""
    return seen.people <= most


def _always(seen: Seen, _: float) -> np.ndarray:
    """Every threshold, where a line is not looked at."""
    return np.full(len(seen.people), fill_value=True)


def _where(*rules: Rule) -> Callable[..., float]:
    """What comes out where these rules stand in the place of the three lines."""

    def answer(
        truth: np.ndarray, probability: np.ndarray, is_person: np.ndarray, at: np.ndarray, brief: Brief
    ) -> float:
        seen = Seen.of(truth, probability, is_person, at)
        return lowest(at, np.all([rule(seen, share) for rule, share in zip(rules, brief, strict=True)], axis=0))

    return answer


def _from_above(seen: Seen, least: float) -> np.ndarray:
    """What is reached by going down from the strictest threshold as long as line 1 is kept."""
    undefined = np.isnan(seen.counts.precision)
    kept = _precise(seen, least) | undefined
    return np.logical_and.accumulate(kept[::-1])[::-1] & ~undefined


def _pixels(found: metrics.ThresholdSweep) -> np.ndarray:
    """How many pixels are counted; NaN if there are none."""
    all_ = found.true_positives + found.true_negatives + found.false_positives + found.false_negatives
    return np.where(all_, all_, np.nan)


def _claimed(found: metrics.ThresholdSweep) -> np.ndarray:
    """How many pixels are claimed at each threshold; NaN if there are none."""
    claimed = found.true_positives + found.false_positives
    return np.where(claimed, claimed, np.nan)


def _precision_of_rest(found: metrics.ThresholdSweep) -> np.ndarray:
    """Which share of what is not claimed is not road at each threshold."""
    left = found.true_negatives + found.false_negatives
    return found.true_negatives / np.where(left, left, np.nan)


def _of_kept(rule: Callable[[np.ndarray, np.ndarray, Seen], Any]) -> Callable[..., Any]:
    """What a rule makes of the thresholds, of whether each keeps all three lines, and of what is seen."""

    def answer(truth: np.ndarray, probability: np.ndarray, is_person: np.ndarray, at: np.ndarray, brief: Brief) -> Any:
        seen = Seen.of(truth, probability, is_person, at)
        kept = _precise(seen, brief[0]) & _found(seen, brief[1]) & _spares(seen, brief[2])
        return rule(at, kept, seen)

    return answer


def _one_by_one(
    truth: np.ndarray, probability: np.ndarray, is_person: np.ndarray, at: np.ndarray, brief: Brief
) -> float:
    """The highest of three thresholds, each the lowest that keeps one of the lines."""
    seen = Seen.of(truth, probability, is_person, at)
    rules = zip((_precise, _found, _spares), brief, strict=True)
    return float(np.max([lowest(at, rule(seen, share)) for rule, share in rules]))


def _any_line(truth: np.ndarray, probability: np.ndarray, is_person: np.ndarray, at: np.ndarray, brief: Brief) -> float:
    """The lowest threshold that keeps any of the three lines."""
    seen = Seen.of(truth, probability, is_person, at)
    return lowest(at, _precise(seen, brief[0]) | _found(seen, brief[1]) | _spares(seen, brief[2]))


def _by_image(choose: Callable[..., np.ndarray]) -> Callable[..., float]:
    """What comes out if something is chosen of the numbers of single images, one row for each."""

    def answer(
        truth: np.ndarray, probability: np.ndarray, is_person: np.ndarray, at: np.ndarray, brief: Brief
    ) -> float:
        stacks = [stack if truth.ndim == 3 else stack[None] for stack in (truth, probability, is_person)]
        seen = [Seen.of(there, sureness, person, at) for there, sureness, person in zip(*stacks, strict=True)]
        precision = choose([one.counts.precision for one in seen], axis=0)
        recall = choose([one.counts.recall for one in seen], axis=0)
        called = choose([one.people for one in seen], axis=0)
        return lowest(at, (precision >= brief[0]) & (recall >= brief[1]) & (called <= brief[2]))

    return answer


def _random_search(rng: np.random.Generator, number: int) -> tuple[Any, ...]:
    """An image or a stack, probabilities and thresholds in sixteenths, and promises that no score equals.

    There is always some road and somebody. None is 3 or 4 pixels wide: the library takes such a stack for a mask in
    colours.
    """
    shape = (*rng.integers(1, 3 + number // 2, 1 + number % 2), rng.choice([2, *range(5, 6 + number // 2)]))
    probability = rng.integers(0, 17, shape) / 16
    truth = (rng.random(shape) < 0.2 + 0.7 * probability).astype((np.uint8, np.int64)[number % 2])
    truth[rng.random(shape) < 0.1] = 255
    road, person = rng.permutation(truth.size)[:2]
    truth.flat[road], truth.flat[person] = 1, 0
    is_person = (truth == 0) & (rng.random(shape) < 0.4)
    is_person.flat[person] = True
    thresholds = np.sort(rng.permutation(17)[: 1 + number % 17]) / 16
    least = 0.05 + 0.9 * float(rng.random()), 0.05 + 0.7 * float(rng.random()), 0.02 + 0.95 * float(rng.random())
    return truth, probability, is_person, thresholds, least


def _line_1(least: float) -> Brief:
    """A brief that promises precision only."""
    return least, 0.0, 1.0


_EIGHTHS = np.arange(1, 8) / 8
_ROAD = drawn("..##", "..##")
_LEVELS = drawn("1456", "2347") / 8
_SURE = drawn("1456", "7347") / 8
_IN_CORNER = mask("#...", "....")
_TWO_PERSONS = mask(".#..", "#...")
_FALLING = drawn(".#.#", ".##."), drawn("1323", "6351") / 8
_IGNORED = drawn("#.#?", "#.?."), drawn("2761", "7142") / 8, mask(".#..", "....")
_PEAK = drawn(".###", "#..."), drawn("1431", "2125") / 8, _IN_CORNER
_EXACT = drawn("##.#", "..#."), drawn("4412", "6172") / 8, mask("..#.", "....")
_NEVER = drawn("..#.", "...."), drawn("4123", "2341") / 8, _IN_CORNER
_ALWAYS = drawn("###.", "#.?."), drawn("4...", "..7.") / 8, mask("...#", "....")
_STACK = (
    np.stack([drawn("##", "##", "##", ".."), drawn("#.", "..", "..", "..")]),
    np.stack([drawn("55", "55", "54", "21"), drawn("63", "11", "41", "31")]) / 8,
    np.stack([mask("..", "..", "..", "#."), mask("..", "..", "..", ".#")]),
)
_UNLIKE = (
    np.stack([drawn(".#", ".."), drawn(".#", "##")]),
    np.stack([drawn("45", "51"), drawn("55", "46")]) / 8,
    np.stack([mask("..", ".#"), mask("#.", "..")]),
)
_CROWDS = (
    np.stack([drawn("##..."), drawn("#....")]),
    np.stack([drawn("66511"), drawn("61112")]) / 8,
    np.stack([mask("..#.."), mask(".###.")]),
)
_IN_TURN = drawn("###", "#.#", ".#."), drawn("333", "357", "565") / 8, mask("...", "...", "..#")

_FALLS = "Precision may fall at a higher threshold and rise again: look at every one of them, from the lowest on."
_PRECISION = "Line 1 is about precision: of all claimed pixels, the share that is road."
_LOWEST = (
    "Of the thresholds that keep the promises the lowest is asked for: not the first, the last or the best of all."
)
_EXACTLY = "Exactly what was promised keeps a promise: at least means >=, at most means <=."
_WHICH = "One of the given thresholds is asked for: not its place in them, the precision at it, or another level."
_NOTHING = "Where nothing is claimed no promise is kept: such a threshold is never the answer."
_NAN = "If no threshold keeps the promises, the answer is NaN: neither 0, nor 1, nor any of the thresholds."
_TOO_SOON = (
    "You give NaN where a later threshold keeps the promises. NaN comes after the loop, when all were looked at."
)
_CLAIMED = "Claimed is what is at least the threshold, probability >= threshold. You take what lies below it."
_AT_ONCE = "All images of a stack are counted at once. You count one of them, or one by one."
_NO_LINE_1 = "Line 1 is not looked at: precision has to be at least the first number of the brief."
_NO_LINE_2 = "Line 2 is not looked at: recall has to be at least the second number of the brief."
_NO_LINE_3 = (
    "Line 3 is not looked at: at most the third number of the brief may be called road of the pixels of people."
)
_TOGETHER = "One threshold has to keep all three lines: two lines that hold somewhere, each alone, are not enough."
_OF_PERSONS = "Line 3 divides by the pixels of people: neither by all that is claimed, nor by all pixels."
_AT_MOST = "Line 3 says at most: the share of people called road has to be small, and precision and recall large."

_WRONG_RULES: Sequence[tuple[str | None, Rules, str]] = (
    (None, (_precise, _found, _always), _NO_LINE_3),
    (None, (_precise, _always, _spares), _NO_LINE_2),
    (None, (_always, _found, _spares), _NO_LINE_1),
    (None, (_precise, _always, _always), _NO_LINE_3),
    ("M31", (_from_above, _found, _spares), _FALLS),
    (
        "M31",
        (
            lambda seen, least: np.arange(len(seen.people)) >= np.sum(seen.counts.precision < least),
            _found,
            _spares,
        ),
        _FALLS,
    ),
    (
        "M31",
        (
            lambda seen, least: np.arange(len(seen.people)) >= np.searchsorted(seen.counts.precision, least),
            _found,
            _spares,
        ),
        _FALLS,
    ),
    (
        None,
        (lambda seen, least: np.nan_to_num(seen.counts.precision, nan=1) >= least, _found, _spares),
        _NOTHING,
    ),
    ("M03", (_found, _precise, _spares), _PRECISION),
    (
        "M38",
        (
            lambda seen, least: seen.counts.true_positives + seen.counts.true_negatives >= least * _pixels(seen.counts),
            _found,
            _spares,
        ),
        "",
    ),
    (
        None,
        (
            lambda seen, least: 1 - _precision_of_rest(seen.counts) >= least,
            lambda seen, least: 1 - seen.counts.recall >= least,
            lambda seen, most: 1 - seen.people <= most,
        ),
        _CLAIMED,
    ),
    (None, (lambda seen, least: seen.counts.iou >= least, _found, _spares), _PRECISION),
    (None, (lambda seen, least: seen.counts.dice >= least, _found, _spares), _PRECISION),
    (None, (lambda seen, least: _precision_of_rest(seen.counts) >= least, _found, _spares), _PRECISION),
    (
        None,
        (lambda seen, least: seen.counts.true_positives >= least * _pixels(seen.counts), _found, _spares),
        _PRECISION,
    ),
    (None, (lambda seen, least: seen.counts.precision > least, _found, _spares), _EXACTLY),
    (None, (_precise, lambda seen, least: seen.counts.recall > least, _spares), _EXACTLY),
    (None, (_precise, _found, lambda seen, most: seen.people < most), _EXACTLY),
    (None, (_precise, _found, lambda seen, most: seen.people >= most), _AT_MOST),
    (None, (_precise, _found, lambda seen, most: 1 - seen.people <= most), _AT_MOST),
    (
        None,
        (_precise, _found, lambda seen, most: seen.people * seen.persons <= most * _claimed(seen.counts)),
        _OF_PERSONS,
    ),
    (
        None,
        (_precise, _found, lambda seen, most: seen.people * seen.persons <= most * _pixels(seen.counts)),
        _OF_PERSONS,
    ),
)
_WRONGLY_CHOSEN: Sequence[tuple[Callable[[np.ndarray, np.ndarray, Seen], float], str]] = (
    (lambda at, kept, _: lowest(at[::-1], kept[::-1]), _LOWEST),
    (lambda at, _, seen: at[np.nanargmax(seen.counts.precision)], _LOWEST),
    (lambda at, *_: at[-1], _LOWEST),
    (lambda at, *_: at[0], _LOWEST),
    (lambda _, kept, __: lowest(np.arange(len(kept)), kept), _WHICH),
    (lambda _, kept, seen: lowest(seen.counts.precision, kept), _WHICH),
)

threshold = FunctionQuestion(
    parameters=("truth", "probability", "is_person", "thresholds", "brief"),
    cases=[
        Case((_ROAD, _LEVELS, _TWO_PERSONS, _EIGHTHS, (0.5, 0.5, 0.25)), 0.625, "people are called road at first"),
        Case((_ROAD, _LEVELS, _IN_CORNER, _EIGHTHS, _line_1(0.75)), 0.5, "only line 1 asks for something"),
        Case(
            (_ROAD, _LEVELS, _TWO_PERSONS, _EIGHTHS, (0.5, 0.5, 0.5)), 0.375, "just as many people as allowed are road"
        ),
        Case(
            (_ROAD, _LEVELS, _TWO_PERSONS, _EIGHTHS, (0.5, 0.75, 0.25)),
            0.625,
            "just as much road is found as asked for",
        ),
        Case(
            (_ROAD, _LEVELS, _TWO_PERSONS, _EIGHTHS, (0.5, 0.8, 0.25)),
            NAN,
            "whoever spares people finds too little road",
        ),
        Case((_ROAD, _LEVELS, _IN_CORNER, _EIGHTHS, _line_1(0.5)), 0.125, "the precision is exactly the promised one"),
        Case((_ROAD, _SURE, mask("....", "#..."), _EIGHTHS, (0.5, 0.25, 0.5)), NAN, "a person is called road for long"),
        Case((drawn("..##", "?.##"), _SURE, _IN_CORNER, _EIGHTHS, _line_1(0.75)), 0.5, "one pixel is ignored"),
        Case((*_FALLING, _IN_CORNER, _EIGHTHS, _line_1(0.75)), 0.375, "precision falls again at higher thresholds"),
        Case((*_FALLING, mask("....", "#..."), _EIGHTHS, (0.75, 0.25, 0.5)), NAN, "lines 1 and 3 never hold together"),
        Case(
            (*_FALLING, mask("....", "#..."), _EIGHTHS[3:], (0.75, 0.5, 0.5)),
            NAN,
            "every threshold finds too little road",
        ),
        Case((*_IN_TURN, _EIGHTHS, (0.6, 0.25, 0.5)), 0.75, "line 1 holds, fails and holds again"),
        Case((*_STACK, _EIGHTHS, _line_1(0.8)), 0.5, "there are two images"),
        Case((*_CROWDS, _EIGHTHS, (0.5, 0.5, 0.25)), 0.25, "most people are in the second of two images"),
        Case((*_IGNORED, _EIGHTHS, _line_1(0.625)), 0.375, "two pixels are ignored"),
        Case((*_PEAK, _EIGHTHS, _line_1(0.625)), 0.375, "precision is highest in the middle"),
        Case((*_EXACT, _EIGHTHS, _line_1(0.75)), 0.375, "the precision is just the promised one at two thresholds"),
        Case((*_UNLIKE, _EIGHTHS, _line_1(0.55)), 0.25, "there are two images, one of them with little road"),
        Case(
            (_ROAD, _LEVELS, _IN_CORNER, np.array([0.25, 0.75]), _line_1(0.75)), 0.75, "there are two thresholds only"
        ),
        Case((*_ALWAYS, _EIGHTHS, _line_1(0.5)), 0.125, "every threshold that claims anything keeps the promises"),
        Case((*_NEVER, _EIGHTHS, _line_1(0.9)), NAN, "no threshold keeps line 1, and high ones claim nothing"),
        Case(
            (drawn("#."), np.array([[0.05, 0.1]]), mask(".#"), _EIGHTHS, _line_1(0.0)),
            NAN,
            "no threshold claims anything",
        ),
        Case(
            (drawn("##."), np.array([[0.5, 0.75, 0.25]]), mask("..#"), np.array([0.0, 0.5]), (0.5, 1.0, 1.0)),
            0.0,
            "threshold 0 keeps the promises",
        ),
    ],
    mistakes=[
        Mistake(None, lambda *_: NAN, _TOO_SOON),
        Mistake("M19", lambda t, p, i, at, brief: np.nextafter(lowest_kept(t, p, i, np.nextafter(at, 2), brief), -1)),
        Mistake("M05", lambda t, *rest: lowest_kept(np.where(t == 1, 1, 0), *rest)),
        Mistake("M05", lambda t, *rest: lowest_kept(np.where(t == 0, 0, 1), *rest)),
        *(Mistake(belief, _where(*rules), words) for belief, rules, words in _WRONG_RULES),
        Mistake(None, _one_by_one, _TOGETHER),
        Mistake(None, _any_line, _TOGETHER),
        *(Mistake(None, _of_kept(rule), words) for rule, words in _WRONGLY_CHOSEN),
        Mistake("M26", _by_image(np.nanmean)),
        *(
            Mistake(None, _by_image(choose), _AT_ONCE)
            for choose in (np.nanmin, np.nanmax, lambda rows, axis: rows[axis])
        ),
        Mistake(None, lambda t, p, i, _, brief: lowest_kept(t, p, i, np.unique(p), brief), _WHICH),
        *(
            Mistake(None, lambda *all_, other=other: np.nan_to_num(lowest_kept(*all_), nan=other), _NAN)
            for other in (0.0, 1.0, -1.0)
        ),
        Mistake(None, lambda *all_: np.nan_to_num(lowest_kept(*all_), nan=all_[3][-1]), _NAN),
        Mistake(None, lambda t, p, i, at, brief: lowest_kept(t, p, i, at[:1], brief), _TOO_SOON),
    ],
    reference=lowest_kept,
    random=_random_search,
)
