"""The effects of the course, as ranges and orders that hold for every seed with a margin of two standard deviations."""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tools.build_effects import EFFECTS
from tools.effects import averages, coins, leakage, overfitting, paradox, verdicts
from tools.effects.effect import SEEDS

PAGE = Path(__file__).parents[2] / "docs" / "effects.md"


@cache
def measured(effect, seed):
    """What an effect is with a seed, measured once."""
    return effect.measure(seed)


class Runs:
    """The scores of an effect over seeds."""

    def __init__(self, effect, seeds):
        self.scores = [measured(effect, seed) for seed in seeds]

    def __getitem__(self, name):
        return np.array([scores[name] for scores in self.scores])


def low(values):
    """Two standard deviations below the mean; the value itself where there is only one."""
    return np.mean(values) - (2 * np.std(values, ddof=1) if len(values) > 1 else 0)


def high(values):
    """Two standard deviations above the mean."""
    return -low(-np.asarray(values))


@pytest.mark.slow
def test_the_accuracy_paradox():
    runs = Runs(paradox.EFFECT, SEEDS)
    accuracy, recall, iou = (runs[f"forest: {score}"] for score in ("accuracy", "recall", "IoU"))
    mild = f"threshold {paradox.MILD}"
    assert low(accuracy) >= 0.97
    assert high(recall) <= 0.25
    assert low(runs[f"{mild}: recall"] - 2 * recall) > 0
    assert low(runs[f"{mild}: IoU"] - iou) > 0
    assert high(abs(runs[f"{mild}: accuracy"] - accuracy)) <= 0.01
    assert high(abs(runs["all background: accuracy"] - accuracy)) <= 0.005
    assert low(runs["all background: accuracy"] - runs["balanced: accuracy"]) > 0
    assert (runs["all background: recall"] == 0).all()


@pytest.mark.slow
def test_leakage():
    runs = Runs(leakage.EFFECT, SEEDS)
    for score, gap in (("vehicle IoU", 0.15), ("mean IoU", 0.1), ("accuracy", 0.02)):
        assert low(runs[f"same drives: {score}"] - runs[f"other drives: {score}"]) >= gap


@pytest.mark.slow
def test_a_gap_between_the_frames_makes_leakage_smaller_and_does_not_end_it():
    runs = Runs(leakage.EFFECT, SEEDS)
    near, apart, other = (
        runs[f"frame 8 from frames {frames}: vehicle IoU"] for frames in ("5 to 7", "1 to 3", "1 to 3 of other drives")
    )
    assert (near > apart).all()
    assert low(apart - other) > 0.1


@pytest.mark.slow
def test_overfitting():
    runs = Runs(overfitting.EFFECT, SEEDS)
    end = f"at depth {overfitting.DEPTHS[-1]}"
    peak = runs["noisy labels: validation at the peak"]
    assert (runs["noisy labels: smallest step of training"] > 0).all()
    assert ((runs["noisy labels: depth of the peak"] > 2) & (runs["noisy labels: depth of the peak"] < 12)).all()
    assert low(peak - runs[f"noisy labels: validation {end}"]) >= 0.05
    assert low(runs["noisy validation labels: at the peak"] - runs[f"noisy validation labels: {end}"]) >= 0.05
    few = f"clean labels of {overfitting.FEW} scenes"
    assert low(runs[f"{few}: training {end}"] - runs[f"{few}: validation {end}"]) > 0.1
    assert np.mean(runs[f"{few}: best validation"] - runs[f"{few}: validation {end}"]) < 0.05


@pytest.mark.slow
def test_good_middle_and_bad():
    runs = Runs(verdicts.EFFECT, SEEDS)
    is_good = (runs["good: accuracy"] > 0.9) & (runs["good: sky IoU"] > 0.7) & (runs["good: road IoU"] > 0.7)
    assert is_good[0], "the splits as they ship"
    assert is_good.mean() >= 0.8
    assert high(runs["bad: accuracy"]) < 0.7
    assert high(runs["bad: mean IoU"]) < 0.4
    assert low(runs["middle: accuracy"]) > 0.84
    assert (runs["middle: accuracy"] > 0.85).mean() >= 0.8
    assert high(runs["middle: person recall"]) < 0.3
    assert low(runs["good: accuracy"] - runs["middle: accuracy"]) > 0
    assert low(runs["middle: accuracy"] - runs["bad: accuracy"]) > 0


def test_a_tie_by_accuracy_is_none_by_coins():
    scores = coins.EFFECT.measure(0)
    assert abs(scores["A: accuracy"] - scores["B: accuracy"]) <= 0.005
    assert scores["B: objects"] == scores["truth: objects"] == 24
    assert scores["A: objects"] > 40


@pytest.mark.slow
def test_pooled_and_per_image_order_two_models_differently():
    runs = Runs(averages.EFFECT, SEEDS)
    pooled = runs["A: pooled IoU"] - runs["B: pooled IoU"]
    per_image = runs["B: IoU per image"] - runs["A: IoU per image"]
    assert pooled[0] > 0.02 < per_image[0], "the fixed seed"
    assert pooled.mean() > 0.05 < per_image.mean()
    assert (pooled > 0).all()
    assert (per_image > 0).mean() >= 0.8


def test_the_page_has_every_effect_with_its_figure_and_words():
    page = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", page, re.M) == [effect.title for effect in EFFECTS]
    for effect in EFFECTS:
        assert effect.words in " ".join(page.split())
        assert f"(effects/{effect.name}.png)" in page
        assert (PAGE.parent / "effects" / f"{effect.name}.png").is_file()


def test_the_page_says_of_the_coins_what_is_measured():
    page = PAGE.read_text(encoding="utf-8")
    for name, value in coins.EFFECT.measure(0).items():
        quoted = re.search(rf"\| {re.escape(name)} \| ([\d.]+) \|", page)
        assert quoted
        assert float(quoted[1]) == pytest.approx(value, abs=0.001)


@pytest.mark.slow
@pytest.mark.parametrize("effect", [effect for effect in EFFECTS if len(effect.seeds) > 1], ids=lambda e: e.name)
def test_the_page_says_what_is_measured(effect):
    page = PAGE.read_text(encoding="utf-8")
    runs = Runs(effect, effect.seeds)
    for name in runs.scores[0]:
        quoted = re.search(rf"\| {re.escape(name)} \| ([\d.]+|undefined)", page)
        assert quoted, name
        if quoted[1] != "undefined" and "depth of" not in name:
            assert float(quoted[1]) == pytest.approx(np.mean(runs[name]), abs=0.01), name
