"""The exercise set on overfitting: cases, mistakes and explanations of its questions."""

from collections.abc import Callable
from operator import ge, gt, le, lt
from typing import Any

import numpy as np

from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set, moved_from

# --- votes: predict

votes = ValueQuestion(
    expected=18 / 20,
    close=0.01,
    why="The lone slip at 3 is outvoted by its neighbours. The two at 13 and 14 outvote the truth, so 18 of 20 are "
    "right. On its own labels the vote is right 19 times, but that is a training score.",
    mistakes=[
        Mistake("M22", 19 / 20, "By the labels that were learned, 19 are right. Compare with what is really there."),
        Mistake(None, 17 / 20, "That is the memory. Near a slip the vote may differ: what do three labels say there?"),
        Mistake(None, 1, "Only a slip that stands alone is outvoted. Look at 13 and 14, where two stand side by side."),
        Mistake(None, 18, "That is how many pixels are right. The accuracy is a share: divide by all pixels."),
        Mistake(None, 90, "The accuracy is a share, a number from 0 to 1, and not per cent."),
        Mistake(None, 0.1, "That is the share of wrong pixels. The accuracy is the share of right ones."),
    ],
    near=0.01,
)

# --- simplest: the simplest value that is nearly as good as the best


def _smallest(values: np.ndarray, fits: np.ndarray) -> float:
    """The smallest of the values that fit; a ValueError where none does, as in the answer of a learner."""
    return float(values[fits].min())


def _where_gains_end(values: np.ndarray, _: np.ndarray, scores: np.ndarray, tolerance: float) -> float:
    """The smallest value from which the next one gains at most the tolerance."""
    in_order = scores[np.argsort(values)]
    return float(np.sort(values)[np.append(np.diff(in_order) <= tolerance, True).argmax()])


def _simplest(values: np.ndarray, scores: np.ndarray, tolerance: float) -> float:
    """The smallest value whose score is at most the tolerance below the best one."""
    return _smallest(values, scores.max() - scores <= tolerance)


def _of_good_enough(rule: Callable[..., Any], *, scores: bool = False) -> Callable[..., Any]:
    """What a rule makes of the values of all that are good enough, or of their scores."""
    return lambda v, _, new, tolerance: rule((new if scores else v)[new.max() - new <= tolerance])


def _random_sweep(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Values in any order and scores in steps, some of them equal; a tolerance of a whole number of steps."""
    size = 1 + number
    values = rng.permutation(np.arange(1, 3 * size))[:size]
    training, validation = (rng.integers(0, 16, size) / 16 for _ in range(2))
    return values, training, validation, float(rng.integers(0, 5)) / 16


_DEPTHS = np.array([1, 2, 4, 8, 16])
_LEARNED = np.array([0.5, 0.625, 0.75, 0.875, 1.0])
_UNSORTED = np.array([8, 2, 16, 4]), np.array([0.5, 0.625, 0.875, 0.9375])
_ONE_HILL, _STEEP_HILL = np.array([0.25, 0.5, 0.625, 0.6875, 0.5]), np.array([0.25, 0.5, 0.75, 0.5, 0.25])
_FIRST_HIGH = np.array([0.5, 0.75, 0.625, 0.5, 0.25])

_BY_BOTH = (
    "Training scores have a say in your answer, but they show what was memorised: only the validation scores count."
)
_NEIGHBOUR = "You compare each value with the next one. Compare it with the best validation score of all."
_EQUAL_COUNTS = "A score that is exactly the tolerance below the best one is good enough: at most means <=, and not <."
_BEST = "You take the model with the best score. A simpler one will do if it lies at most the tolerance below."
_SMALLEST = "Of all that are good enough, take the smallest value, wherever it stands and whatever its score."
_VALUE = "One of values is asked for: not its place in the array, a score, all that are good enough, or True and False."
_PLACE = "argmax is the place of the best score in the array. Compare with the best score itself, its max."
_WORSE = "You take those that lie the tolerance or more below the best. Asked for are those at most that far below it."
_HOW_FAR = "Good enough is what lies at most the tolerance below the best score: subtract the tolerance from it."

simplest = FunctionQuestion(
    parameters=("values", "training_scores", "validation_scores", "tolerance"),
    cases=[
        Case((_DEPTHS, _LEARNED, _ONE_HILL, 0.09), 4, "a simpler model is nearly as good as the best"),
        Case((_DEPTHS, _LEARNED, _STEEP_HILL, 0.25), 2, "a score lies exactly the tolerance below the best"),
        Case((_DEPTHS, _LEARNED, _ONE_HILL, 0.0), 8, "the tolerance is 0"),
        Case((_DEPTHS[::-1], _LEARNED[::-1], _FIRST_HIGH, 0.125), 4, "the values fall from the first to the last"),
        Case((*_UNSORTED, np.array([0.75, 0.6875, 0.625, 0.5]), 0.125), 2, "the values are not sorted"),
        Case((_DEPTHS, _LEARNED, np.array([0.75, 0.25, 0.25, 0.75, 0.5]), 0.125), 1, "there are two hills"),
        Case((np.array([3]), np.array([1.0]), np.array([0.5]), 0.0625), 3, "there is one model only"),
    ],
    mistakes=[
        Mistake("M22", lambda v, learned, _, tolerance: _simplest(v, learned, tolerance)),
        Mistake("M22", lambda v, learned, *_: v[np.argmax(learned)]),
        Mistake(None, _where_gains_end, _NEIGHBOUR),
        *(
            Mistake("M22", lambda v, *scores, fits=fits: _smallest(v, fits(*scores)), _BY_BOTH)
            for fits in (
                lambda old, new, tolerance: (old >= old.max() - tolerance) & (new >= new.max() - tolerance),
                lambda old, new, tolerance: old + new >= (old + new).max() - 2 * tolerance,
                lambda old, new, tolerance: np.abs(old - new) <= tolerance,
                lambda old, new, tolerance: old - new <= tolerance,
                lambda old, new, tolerance: old >= new.max() - tolerance,
            )
        ),
        Mistake(None, lambda v, _, new, tolerance: _smallest(v, new.max() - new < tolerance), _EQUAL_COUNTS),
        Mistake(None, lambda v, _, new, tolerance: _smallest(v, new >= new.argmax() - tolerance), _PLACE),
        Mistake(None, lambda v, _, new, tolerance: _smallest(v, new <= new.max() - tolerance), _WORSE),
        Mistake(None, lambda v, _, new, __: v[new.argmax()], _BEST),
        *(Mistake(None, _of_good_enough(rule), _SMALLEST) for rule in (np.max, lambda v: v[0], lambda v: v[-1])),
        *(Mistake(None, _of_good_enough(rule, scores=True), _VALUE) for rule in (np.min, np.max, lambda new: new[0])),
        Mistake(None, _of_good_enough(np.array), _VALUE),
        Mistake(None, lambda _, __, new, tolerance: np.argmax(new >= new.max() - tolerance), _VALUE),
        Mistake(None, lambda v, _, new, tolerance: np.flatnonzero(v == _simplest(v, new, tolerance))[0], _VALUE),
        Mistake(None, lambda _, __, new, tolerance: new >= new.max() - tolerance, _VALUE),
        Mistake(None, lambda v, *_: v.min(), _HOW_FAR),
        Mistake(None, lambda v, _, new, tolerance: _smallest(v, new >= new.max() * (1 - tolerance)), _HOW_FAR),
        Mistake(None, lambda v, _, new, tolerance: _smallest(v, new >= new.mean() - tolerance), _HOW_FAR),
    ],
    reference=lambda v, _, new, tolerance: _simplest(v, new, tolerance),
    random=_random_sweep,
)

# --- labels: choose

labels = ChoiceQuestion()

# --- no_gap: falsify


no_gap = MakingQuestion(
    classes=None,
    starts_blank=False,
    scores=lambda learned, new: (
        {"training": learned.item(), "validation": new.item(), "gap": learned.item() - new.item()}
        if learned.size == new.size == 1
        else {}
    ),
    conditions=[
        Condition(
            "learned and new are one number each",
            lambda learned, new: learned.size == new.size == 1,
            why="A sweep keeps its accuracies in arrays, one for each of its values: take the number at [0].",
        ),
        Condition(
            "both are accuracies, so from 0 to 1",
            lambda learned, new: 0 <= learned.item() <= 1 and 0 <= new.item() <= 1,
            why="An accuracy is a share of pixels: neither below 0, nor above 1, nor per cent.",
        ),
        Condition(
            "validation does not lie above training",
            lambda learned, new: round(new.item() - learned.item(), 9) < 0.05,
            why="On new pixels it is better than on those that it has learned. So the two have changed places, or your "
            "training labels are the noisy ones: judge both by labels of one kind.",
        ),
        Condition(
            "the gap is less than 0.05",
            lambda learned, new: round(abs(learned.item() - new.item()), 9) < 0.05,
            why="A gap shows that something was learned. Take a model that learns even less from its pixels than a "
            "tree of one question.",
        ),
        Condition(
            "the validation accuracy is below 0.5",
            lambda _, new: new.item() < 0.5,
            why="There is hardly a gap, as it should be. But a model that is right this often does not refute the "
            "sentence: take one that learns even less.",
        ),
    ],
    why="A gap opens where a model learns what is peculiar to its training pixels. One that learns next to nothing has "
    "no gap, and is no good: a gap says how far the training score flatters, not how good the model is.",
)

# --- stop_at: early stopping


def _stop_at(scores: np.ndarray, patience: int) -> int:
    """The best stage of those that are seen before patience runs out."""
    leaders = [int(scores[: seen + 1].argmax()) for seen in range(len(scores))]
    stops = [leader for seen, leader in enumerate(leaders) if seen == leader + patience]
    return (stops or leaders[-1:])[0]


Comparing = Callable[[float, float], bool]
BEST, BEFORE = 0, 1


def _walking(
    is_new: Comparing,
    new_to: int,
    is_setback: Comparing,
    setback_to: int,
    *,
    in_a_row: bool = True,
    step: float = 0,
) -> Callable[..., int]:
    """The walk of somebody who compares a score otherwise, or with the stage before in place of the best one.

    The right one is _walking(gt, BEST, le, BEST). Setbacks may also be counted in total, and a new best need a step.
    """

    def answer(scores: np.ndarray, patience: int) -> int:
        best = setbacks = 0
        for stage in range(1, len(scores)):
            compared = scores[best] + step, scores[stage - 1] + step
            if is_setback(scores[stage], compared[setback_to]):
                setbacks += 1
            elif in_a_row:
                setbacks = 0
            if is_new(scores[stage], compared[new_to]):
                best = stage
            if setbacks >= patience:
                break
        return best

    return answer


def _random_walk(rng: np.random.Generator, number: int) -> tuple[np.ndarray, int]:
    """Scores that rise and fall in steps, with plateaus; most patience is shorter than the walk."""
    return rng.integers(0, 6 + number, 1 + 2 * number) / 32, int(rng.integers(1, 3 + number // 2))


_HILLS = np.array([0.25, 0.5, 0.375, 0.625, 0.5, 0.375, 0.5, 0.75])

_ENDS = "You look at all stages. When patience has run out the walk ends, and what comes after that is never seen."
_IN_A_ROW = "Stages without a new best count if they are in a row: each new best starts the count again at 0."
_SO_FAR = "Compare each stage with the best one so far, not with the one before: scores may recover without a new best."
_TIES = "Only a higher score is a new best. An equal one is not: it counts as one more stage without a new best."
_OFF_BY_ONE = "The walk ends as soon as patience stages in a row have brought no new best, not one later or earlier."
_WHICH = "The index of the best stage is asked for, from 0: not its score, its number from 1, or where the walk ends."
_BEGIN = "The first stage is the first best, whatever its score: begin with scores[0], and count from the next on."
_SLIGHTLY = "Any higher score is a new best, however little it is higher."
_HIGHER = "You look for the lowest. These are scores, not errors: the higher, the better."
_FROM_BEST = "Patience counts the stages after the best one so far, and not those from the beginning."

stop_at = FunctionQuestion(
    parameters=("scores", "patience"),
    cases=[
        Case((np.array([0.25, 0.5, 0.75, 0.5, 0.25]), 2), 2, "there is one hill"),
        Case((np.array([0.25, 0.5, 0.625, 0.75]), 2), 3, "the scores rise to the end"),
        Case((np.array([0.25, 0.5, 0.375, 0.375, 0.75]), 2), 1, "a higher score comes after it has stopped"),
        Case((_HILLS, 3), 3, "a higher hill comes after it has stopped"),
        Case((_HILLS, 4), 7, "patience just reaches the second hill"),
        Case((_HILLS, 1), 1, "there is no patience with a single setback"),
        Case((np.array([0.5, 0.25, 0.75, 0.25]), 1), 0, "the second stage is lower than the first"),
        Case((np.array([0.25, 0.5, 0.5, 0.375, 0.75]), 2), 1, "a stage equals the best one"),
        Case((np.array([0.5, 0.25, 0.5, 0.375, 0.5, 0.75]), 3), 0, "the best one is equalled twice"),
        Case((np.array([0.25, 0.5, 0.375, 0.4375, 0.46875, 0.75]), 3), 1, "scores recover, but bring no new best"),
        Case((np.array([0.25, 0.5, 0.375, 0.625, 0.5, 0.75, 0.625]), 2), 5, "there are three hills, each one higher"),
        Case((np.array([0.0, 0.5, 0.25, 0.75]), 1), 1, "the first score is 0"),
        Case((np.array([0.0, 0.0, 0.25, 0.5]), 2), 3, "the first two scores are 0"),
        Case((np.array([0.5, 0.505, 0.51, 0.5]), 1), 2, "the scores rise by little"),
        Case((np.array([0.25, 0.2505, 0.2508, 0.125, 0.25, 0.75]), 2), 2, "the scores rise by very little at first"),
        Case((np.array([0.5]), 3), 0, "there is one stage only"),
    ],
    mistakes=[
        Mistake(None, lambda scores, _: scores.argmax(), _ENDS),
        Mistake(None, _walking(gt, BEST, le, BEST, in_a_row=False), _IN_A_ROW),
        Mistake(None, _walking(gt, BEST, lt, BEFORE), _SO_FAR),
        Mistake(None, _walking(gt, BEST, le, BEFORE), _SO_FAR),
        Mistake(None, _walking(gt, BEFORE, le, BEST), _SO_FAR),
        Mistake(None, _walking(ge, BEST, lt, BEST), _TIES),
        Mistake(None, _walking(ge, BEST, le, BEST), _TIES),
        Mistake(None, lambda scores, patience: _stop_at(scores, patience + 1), _OFF_BY_ONE),
        Mistake(None, lambda scores, patience: _stop_at(scores, patience - 1), _OFF_BY_ONE),
        *(
            Mistake(None, lambda scores, patience, of=of: of(scores, _stop_at(scores, patience), patience), _WHICH)
            for of in (
                lambda scores, best, _: scores[best],
                lambda _, best, __: best + 1,
                lambda scores, best, patience: min(best + patience, len(scores) - 1),
                lambda scores, best, patience: min(best + patience, len(scores)),
                lambda scores, best, patience: best + patience if best + patience < len(scores) else best,
                lambda scores, best, patience: best if best + patience < len(scores) else len(scores) - 1,
                lambda scores, best, patience: max(0, min(best, len(scores) - 1 - patience)),
            )
        ),
        Mistake(None, lambda scores, patience: max(0, _stop_at(np.append(0, scores), patience) - 1), _BEGIN),
        *(Mistake(None, _walking(gt, BEST, le, BEST, step=step), _SLIGHTLY) for step in (0.01, 0.001)),
        Mistake(None, lambda scores, patience: _stop_at(-scores, patience), _HIGHER),
        Mistake(None, lambda scores, patience: scores[:patience].argmax(), _FROM_BEST),
        Mistake(None, lambda scores, patience: scores[: patience + 1].argmax(), _FROM_BEST),
    ],
    reference=_stop_at,
    random=_random_walk,
)

SET = exercise_set("ex12", vars())
progress = SET.progress
__getattr__ = moved_from("ex12")
