"""The exercise set on the best of many tries: cases, mistakes and explanations of its questions."""

from collections.abc import Callable

import numpy as np

from segmetrics_lab.checks.engine.cases import Case, Condition, Mistake
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from segmetrics_lab.checks.engine.making_question import MakingQuestion
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from segmetrics_lab.checks.sets import exercise_set, moved_from

# --- two_coins: predict

two_coins = ValueQuestion(
    expected=11 / 16,
    close=0.004,
    why="In seven of the sixteen ways the kept model has 1, in eight 0.5, in one 0: 11/16. Each of the two is worth "
    "0.5, and so is the kept one on new pixels. What it has more, it has because it was chosen.",
    mistakes=[
        Mistake("M20", 1 / 2, "That is what each model has on average, and on new pixels. But the better one is kept."),
        Mistake(None, 3 / 4, "That is for a single pixel: right in three ways of four. Here there are two pixels."),
        Mistake(None, 7 / 16, "In so many ways the kept model has both pixels. Add those in which it has one of two."),
        Mistake(None, 15 / 16, "In so many ways the kept model has at least one pixel. One of two is only 0.5."),
        Mistake(None, 1, "Even the better one is not always right on both pixels. Count the ways."),
        Mistake(None, 11, "That is the sum over the sixteen ways. Divide by their number."),
        Mistake(None, 68.75, "An accuracy is a share, a number from 0 to 1, and not per cent."),
    ],
    near=0.004,
)

# --- tries: choose; reports: diagnose

tries = ChoiceQuestion()
reports = ChoiceQuestion()

# --- fair_judges: falsify


def _winner(scores: np.ndarray) -> int:
    """Which model has the highest score."""
    return int(scores.argmax())


fair_judges = MakingQuestion(
    shape=(5,),
    classes=None,
    scores=lambda validation, test: {
        "mean on validation": validation.mean(),
        "mean on the test": test.mean(),
        "winner on validation": validation.max(),
        "the same model on the test": test[_winner(validation)],
    },
    conditions=[
        Condition(
            "all are accuracies, so from 0 to 1",
            lambda *both: all(0 <= scores.min() <= scores.max() <= 1 for scores in both),
            why="An accuracy is a share of pixels: neither below 0, nor above 1, nor per cent.",
        ),
        Condition(
            "both have the same average, to within 0.005",
            lambda validation, test: round(abs(validation.mean() - test.mean()), 9) <= 0.005,
            why="On average over all five models, the validation scenes must be as easy as the test scenes. What one "
            "model has more on validation, the others must have less.",
        ),
        Condition(
            "one model alone is the winner on validation",
            lambda validation, _: (validation == validation.max()).sum() == 1,
            why="Several models share the highest validation accuracy, so it is not clear which is kept.",
        ),
        Condition(
            "the winner is the worst of the five on the test",
            lambda validation, test: (test > test[_winner(validation)]).sum() == 4,
            why="The model with the highest validation accuracy must have a lower test accuracy than all others.",
        ),
        Condition(
            "the winner has at least 0.05 less on the test than on validation",
            lambda validation, test: round(validation.max() - test[_winner(validation)], 9) >= 0.05,
            why="Its validation accuracy promises too little too much: raise it, and lower that of the others.",
        ),
    ],
    why="The scenes judged all five models together fairly, and the winner not at all: it was kept because it was "
    "lucky there. So choose on validation, and let scenes that have chosen nothing say how good the winner is.",
)

# --- last_word: the test accuracy of the model that validation chooses

Rule = Callable[[np.ndarray, np.ndarray], object]
Scores = Callable[[np.ndarray, np.ndarray], np.ndarray]


def _last_word(is_right: np.ndarray, chooses: np.ndarray) -> float:
    """The right answer."""
    return float(is_right[is_right[:, chooses].mean(axis=1).argmax(), ~chooses].mean())


def _chosen(chooser: Scores, judge: Scores) -> Rule:
    """The answer of somebody who chooses by one number for each model, and returns another number of the chosen."""

    def answer(is_right: np.ndarray, chooses: np.ndarray) -> object:
        return judge(is_right, chooses)[chooser(is_right, chooses).argmax()]

    return answer


def _on_validation(is_right: np.ndarray, chooses: np.ndarray) -> np.ndarray:
    """The accuracy of each model on the pixels that choose."""
    return np.asarray(is_right[:, chooses].mean(axis=1))


def _on_test(is_right: np.ndarray, chooses: np.ndarray) -> np.ndarray:
    """The accuracy of each model on the others."""
    return np.asarray(is_right[:, ~chooses].mean(axis=1))


def _on_all(is_right: np.ndarray, _: np.ndarray) -> np.ndarray:
    """The accuracy of each model on all pixels."""
    return np.asarray(is_right.mean(axis=1))


def _random_results(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Results of models, more of them and on more pixels with the number of the draw, and the pixels that choose."""
    pixels = 2 + number
    is_right = rng.integers(2, size=(2 + number // 2, pixels)) == 1
    chooses = rng.permutation(pixels) < rng.integers(1, pixels)
    return is_right, chooses


def _results(rows: list[str], chooses: str) -> tuple[np.ndarray, np.ndarray]:
    """Results drawn with characters, # where a model is right; v is a pixel of the validation, t one of the test."""
    return np.array([[pixel == "#" for pixel in row] for row in rows]), np.array([pixel == "v" for pixel in chooses])


_LUCKY = "That is the accuracy on the pixels that have chosen, so it holds the winner's luck. Take the test pixels."
_ON_TEST = "The test pixels have chosen the model, or have had a say in it. Only the validation pixels may choose."
_SWAPPED = "You choose by the test pixels and report the validation pixels: chooses is True where a pixel may choose."
_MIXED = "Validation pixels are among those that you report. The ones that have chosen cannot judge as well."
_EVERYBODY = "That is a mean over all models. One is chosen, and only its accuracy is asked for."
_NUMBER = "An accuracy is asked for, a share from 0 to 1: not the place of the model, or how many pixels are right."
_FIRST = "Of several models that are equally good on validation, the first is chosen, whatever the test says."
_WORST = "You choose the model with the lowest accuracy: argmax, and not argmin."
_FIXED = "You report a model without choosing it: which one is best on the validation pixels?"

last_word = FunctionQuestion(
    parameters=("is_right", "chooses"),
    returns_map=False,
    cases=[
        Case(_results(["##..#..#", "#...####", ".#...#.."], "vvvvtttt"), 0.5, "the first model wins"),
        Case(_results(["#..#####", "###..#..", "##.#.#.#"], "vvvttttt"), 0.2, "the second of three models wins"),
        Case(_results(["#.#.#.#.", ".#.#.#.#", "..##..##"], "vtvtvtvt"), 0.0, "every second pixel chooses"),
        Case(_results(["#.#####", "...####", "##.#..."], "vvttttt"), 0.2, "the best on the test is not chosen"),
        Case(_results(["#..#...", "#..####", ".#.##.."], "vvvtttt"), 0.25, "two models are equal on validation"),
        Case(_results(["#...", "##..", "####"], "tvvv"), 1.0, "one pixel judges"),
        Case(_results(["....", "####"], "vttt"), 1.0, "the second model is always right"),
        Case(_results(["..#", "#.."], "tvt"), 0.5, "nobody is right on validation"),
    ],
    mistakes=[
        Mistake("M20", _chosen(_on_validation, _on_validation), _LUCKY),
        Mistake("M20", _chosen(_on_test, _on_test), _ON_TEST),
        Mistake("M20", _chosen(_on_all, _on_test), _ON_TEST),
        Mistake("M20", _chosen(_on_test, _on_validation), _SWAPPED),
        Mistake("M20", _chosen(_on_validation, _on_all), _MIXED),
        Mistake("M20", _chosen(_on_all, _on_all), _MIXED),
        Mistake("M20", _chosen(_on_all, _on_validation), _LUCKY),
        Mistake(None, lambda is_right, chooses: is_right[:, ~chooses].mean(), _EVERYBODY),
        Mistake(None, lambda is_right, chooses: is_right[:, chooses].mean(), _EVERYBODY),
        Mistake(None, lambda is_right, _: is_right.mean(), _EVERYBODY),
        Mistake(None, lambda *both: _on_validation(*both).argmax(), _NUMBER),
        Mistake(None, lambda *both: round(_last_word(*both) * (~both[1]).sum()), _NUMBER),
        Mistake(None, lambda *both: 100 * _last_word(*both), _NUMBER),
        Mistake(None, lambda *both: _last_word(both[0][::-1], both[1]), _FIRST),
        Mistake(
            None,
            lambda *both: _on_test(*both)[_on_validation(*both) == _on_validation(*both).max()].max(),
            _FIRST,
        ),
        Mistake(None, lambda *both: _on_test(*both)[_on_validation(*both).argmin()], _WORST),
        Mistake(None, lambda *both: _on_test(*both)[0], _FIXED),
        Mistake(None, lambda *both: _on_test(*both)[-1], _FIXED),
    ],
    reference=_last_word,
    random=_random_results,
)

SET = exercise_set("ex13", vars())
progress = SET.progress
__getattr__ = moved_from("ex13")
