"""The page says in words, judges and draws what Python says, judges and draws: on many inputs, without a page."""

import re

import numpy as np
import pytest

from segmetrics_lab.labels import Palette
from segmetrics_lab.pictures import PixelKind, percent, pixel_kinds, score_text
from segmetrics_lab.pictures.hatching import hatch
from segmetrics_lab.widgets.predict_first import PredictFirst
from segmetrics_lab.widgets.prediction_shifter import _words_of
from segmetrics_lab.widgets.scores import COMPARISONS


def test_the_page_writes_every_share_in_percent_as_python_does_even_at_ties(javascript):
    rng = np.random.default_rng(1)
    shares = [(part, whole) for whole in (*range(1, 65), 400, 800, 1000) for part in range(whole + 1)]
    shares += [(int(rng.integers(0, whole + 1)), int(whole)) for whole in rng.integers(1, 2_000_000, 3000)]
    found = javascript(["paradox_explorer"], "data => data.map(([part, all]) => percentOf(part, all))", shares)
    assert found == [percent(part, whole) for part, whole in shares]
    assert {"12 %", "38 %", "1.2 %", "under 0.1 %", "over 99.9 %"} <= set(found)
    assert dict(zip(shares, found, strict=True))[1, 8] == "12 %"


def scores():
    """Many scores: at random, near 0 and 1, at ties, and with limits that they are near to."""
    rng = np.random.default_rng(4)
    near = [sign * 10.0 ** -float(power) for power in rng.uniform(1, 14, 1000) for sign in (-1, 1)]
    ties = [part / 2**power for power in range(1, 8) for part in range(-(2**power), 2**power + 1)]
    ends = [0.0, -0.0, 1.0, -1.0, np.nan, 0.995, 0.005, 0.9995, 0.0005, 0.99995, 0.00005, 1 - 1e-12, 1 - 2e-12]
    values = [*rng.random(2000).tolist(), *near, *(1 + small for small in near), *ties, *ends]
    cases = [[value, digits, []] for value in values for digits in (2, 3)]
    limits = [0.7, 0.4, 0.9, 0.125]
    beside = [limit + sign * 10.0 ** -float(power) for limit in limits for power in range(1, 14) for sign in (-1, 0, 1)]
    return cases + [[value, digits, limits] for value in beside for digits in range(5)]


def test_the_page_writes_every_score_as_python_does_even_at_ties_and_next_to_0_and_1(javascript):
    cases = scores()
    found = javascript(
        ["elements"],
        "cases => cases.map(([value, digits, limits]) => scoreText(value ?? NaN, digits, limits))",
        [[None if np.isnan(value) else value, digits, limits] for value, digits, limits in cases],
    )
    assert found == [score_text(value, digits, limits=limits) for value, digits, limits in cases]
    assert len(found) > 10_000
    assert {"0.12", "0.62", "0.996", "over 0.9999", "under 0.0001", "over -0.0001", "undefined"} <= set(found)


def test_no_score_of_the_page_looks_like_0_or_1_unless_it_is_that(javascript):
    values = [value for value, digits, limits in scores() if not limits and digits == 2 and not np.isnan(value)]
    found = javascript(["elements"], "values => values.map((value) => [score2(value), score3(value)])", values)
    for value, texts in zip(values, found, strict=True):
        for text in texts:
            if text.lstrip("-") in ("0.00", "0.000", "1.00", "1.000"):
                assert abs(value - float(text)) <= 1e-12


def test_the_page_compares_a_score_with_a_goal_as_python_does(javascript):
    values = [0, 0.1, 0.3, 0.1 + 0.2, 0.5, 1 - 1e-16, 1]
    cases = [[sign, score, value] for sign in COMPARISONS for score in [*values, None] for value in values]
    compare = "cases => cases.map(([sign, score, value]) => MEETS[sign](score ?? NaN, value))"
    found = javascript(["panels"], compare, cases)
    assert found == [COMPARISONS[sign](float("nan") if score is None else score, value) for sign, score, value in cases]
    assert javascript(["panels"], "() => Object.keys(MEETS)", None) == list(COMPARISONS)


def test_the_page_says_how_a_prediction_is_moved_as_python_does(javascript):
    steps = range(-9, 10)
    moves = [{"offset": [x, y], "grow": 0, "angle": 0} for x in steps for y in steps]
    moves += [{"offset": [0, 0], "grow": grow, "angle": 0} for grow in range(-20, 21)]
    moves += [{"offset": [5, -12], "grow": -1, "angle": angle} for angle in range(-180, 181)]
    found = javascript(["prediction_shifter"], "moves => moves.map(wordsOf)", moves)
    assert found == [_words_of(**move) for move in moves]
    assert "slid 5 right and 12 up (13.0 pixels), shrunk by 1 pixel, rotated by 1 degree clockwise" in found


def test_the_page_judges_every_choice_as_python_does(javascript):
    choices = ["a cup", 'a "table"', "no <b>pixel</b> at all", "1,000"]
    expected = []
    for number, guess in enumerate(choices):
        widget = PredictFirst(f"Which one, {number}?", "a cup", choices=choices)
        widget.guess = guess
        words = repr(widget).removeprefix(f"PredictFirst: {widget.question} ")
        expected.append({"right": widget.is_right, "words": words, "slip": "" if guess == "a cup" else guess})
    found = javascript(["guesses"], 'choices => choices.map((guess) => judgedChoice(guess, "a cup"))', choices)
    assert found == expected
    assert [judged["right"] for judged in found] == [True, False, False, False]


@pytest.mark.parametrize("period", [6, 8, 10])
def test_the_page_draws_every_hatch_as_python_does(javascript, period):
    bits = javascript(
        ["patterns"], "raster => Array.from(hatchBits(raster))", {"wide": 31, "high": 29, "period": period}
    )
    bits = np.array(bits).reshape(29, 31)
    line = max(1, period // 4)
    signs = javascript(["patterns"], "() => PATTERNS", None)
    for pattern in ("/", "\\", "-", "."):
        drawn = (bits >> signs.index(pattern) & 1).astype(bool)
        np.testing.assert_array_equal(drawn, hatch((29, 31), pattern, period_px=period, line_px=line))


@pytest.mark.parametrize("background", [0, 2, None])
def test_the_page_knows_what_became_of_every_pair_of_labels_as_python_does(javascript, background):
    truth, prediction = np.meshgrid([0, 1, 2, 3, 255], [0, 1, 2, 3])
    pairs = [[int(there), int(said)] for there, said in zip(truth.flat, prediction.flat, strict=True)]
    found = javascript(
        ["kinds"],
        "({ background, pairs }) => pairs.map(([there, said]) => kindTable(background)[(there << 8) | said])",
        {"background": background, "pairs": pairs},
    )
    palette = Palette(["table", "cup", "spoon", "fork"], background=background)
    assert found == pixel_kinds(truth, prediction, palette).ravel().tolist()


def test_the_kinds_of_the_page_have_the_numbers_of_python(javascript):
    kinds = javascript(["kinds"], "() => KIND", None)
    assert list(kinds.values()) == [kind.value for kind in PixelKind]
    assert [re.sub("(?=[A-Z])", "_", name).upper() for name in kinds] == [kind.name for kind in PixelKind]
