"""Exercise set 8, overfitting: cases, mistakes and explanations of its questions."""

import numpy as np

from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set

# --- votes: predict

votes = ValueQuestion(
    expected=18 / 20,
    close=0.01,
    why="The lone slip at 3 is outvoted by its neighbours. The two at 13 and 14 outvote the truth, so 18 of 20 are "
    "right. On its own labels the vote is right 19 times, but that is the score of a memory.",
    mistakes=[Mistake("M22", 19 / 20)],
    near=0.01,
)

# --- simplest: the simplest value that is nearly as good as the best


def _simplest(values: np.ndarray, scores: np.ndarray, tolerance: float) -> float:
    """The smallest value whose score is at most the tolerance below the best one."""
    return float(values[scores.max() - scores <= tolerance].min())


def _random_sweep(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Values in any order and scores in steps, some of them equal; a tolerance of a whole number of steps."""
    size = 1 + number
    values = rng.permutation(np.arange(1, 3 * size))[:size]
    training, validation = (rng.integers(0, 16, size) / 16 for _ in range(2))
    return values, training, validation, float(rng.integers(0, 5)) / 16


_DEPTHS = np.array([1, 2, 4, 8, 16])
_LEARNED = np.array([0.5, 0.625, 0.75, 0.875, 1.0])

simplest = FunctionQuestion(
    parameters=("values", "training_scores", "validation_scores", "tolerance"),
    cases=[
        Case(
            (_DEPTHS, _LEARNED, np.array([0.25, 0.5, 0.625, 0.6875, 0.5]), 0.09),
            4,
            "a simpler model is nearly as good as the best",
        ),
        Case((_DEPTHS, _LEARNED, np.array([0.25, 0.5, 0.625, 0.6875, 0.5]), 0.0), 8, "nothing may be given away"),
        Case(
            (_DEPTHS, _LEARNED, np.array([0.25, 0.5, 0.75, 0.5, 0.25]), 0.25),
            2,
            "a score lies exactly the tolerance below the best",
        ),
        Case(
            (_DEPTHS[::-1], _LEARNED[::-1], np.array([0.5, 0.75, 0.6875, 0.5, 0.25]), 0.125),
            4,
            "the values are not sorted",
        ),
        Case((_DEPTHS, _LEARNED, np.array([0.75, 0.25, 0.25, 0.75, 0.5]), 0.125), 1, "there are two hills"),
    ],
    mistakes=[
        Mistake("M22", lambda v, learned, _, tolerance: _simplest(v, learned, tolerance)),
        Mistake("M22", lambda v, learned, *_: v[np.argmax(learned)]),
    ],
    reference=lambda v, _, new, tolerance: _simplest(v, new, tolerance),
    random=_random_sweep,
)

# --- reports: diagnose

reports = ChoiceQuestion()

# --- labels: choose

labels = ChoiceQuestion()

# --- tries: choose

tries = ChoiceQuestion()

# --- no_gap: falsify


no_gap = MakingQuestion(
    classes=None,
    scores=lambda learned, new: (
        {"training": learned.item(), "validation": new.item(), "gap": learned.item() - new.item()}
        if learned.size == new.size == 1
        else {}
    ),
    conditions=[
        Condition("learned and new are one number each", lambda learned, new: learned.size == new.size == 1),
        Condition(
            "both are accuracies, so above 0 and not above 1",
            lambda learned, new: 0 < learned.item() <= 1 and 0 < new.item() <= 1,
        ),
        Condition("the gap is less than 0.05", lambda learned, new: abs(learned.item() - new.item()) < 0.05),
        Condition("the validation accuracy is below 0.5", lambda _, new: new.item() < 0.5),
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


def _random_walk(rng: np.random.Generator, number: int) -> tuple[np.ndarray, int]:
    """Scores that rise and fall in steps, with plateaus; most patience is shorter than the walk."""
    return rng.integers(0, 6 + number, 1 + 2 * number) / 32, int(rng.integers(1, 3 + number // 2))


_HILLS = np.array([0.25, 0.5, 0.375, 0.625, 0.5, 0.375, 0.5, 0.75])

stop_at = FunctionQuestion(
    parameters=("scores", "patience"),
    cases=[
        Case((np.array([0.25, 0.5, 0.75, 0.5, 0.25]), 2), 2, "there is one hill"),
        Case((np.array([0.25, 0.5, 0.625, 0.75]), 2), 3, "the scores rise to the end"),
        Case((np.array([0.75, 0.5, 0.25, 0.25]), 1), 0, "the first stage is the best"),
        Case((np.array([0.25, 0.5, 0.375, 0.375, 0.75]), 2), 1, "a higher score comes after it has stopped"),
        Case((_HILLS, 3), 3, "a higher hill comes after it has stopped"),
        Case((_HILLS, 4), 7, "patience just reaches the second hill"),
        Case((_HILLS, 1), 1, "there is no patience with a single setback"),
        Case((np.array([0.25, 0.5, 0.5, 0.375, 0.75]), 2), 1, "a stage that only equals the best is not a new best"),
        Case((np.array([0.25, 0.5, 0.375, 0.4375, 0.46875, 0.75]), 3), 1, "scores recover, but bring no new best"),
        Case((np.array([0.25, 0.5, 0.375, 0.625, 0.5, 0.75, 0.625]), 2), 5, "each new best starts the count again"),
        Case((np.array([0.5]), 3), 0, "there is one stage only"),
    ],
    reference=_stop_at,
    random=_random_walk,
)

SET = exercise_set("ex08", vars())
progress = SET.progress
