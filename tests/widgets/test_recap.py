"""The recap: guesses beside answers, and whether their owner knows what they know."""

import re
from base64 import b64decode
from math import isnan
from xml.etree import ElementTree

import numpy as np
import pytest

from segmetrics_lab.labels import SCORES
from segmetrics_lab.widgets import DrawFirst, PredictFirst, recap
from segmetrics_lab.widgets.guess_question import GuessQuestion
from segmetrics_lab.widgets.guesses import Guess
from segmetrics_lab.widgets.recap import Recap

NOTHING = "No guess is locked in yet: guess in the cells above, then run this one again."


def recap_of(guesses):
    named = {str(number): guess for number, guess in enumerate(guesses)}
    return Recap(named, tuple(named.values()))


def guessed(*groups):
    """Guesses of true and false as ("certain", 1, 4): certain, 1 of 4 right."""
    question = GuessQuestion.asked("Yes?", "yes", choices=["yes", "no"])
    values = [(level, "yes" if place < right else "no") for level, right, count in groups for place in range(count)]
    return recap_of(Guess(question, value, level) for level, value in values)


def last_line(*groups):
    return guessed(*groups).summary()[-1]


def test_without_a_guess_there_is_one_line():
    assert repr(recap()) == NOTHING
    assert recap()._repr_html_() == f"<p>{NOTHING}</p>"


def test_guesses_and_answers_stand_side_by_side():
    share = PredictFirst("Which share?", 0.0925)
    share.guess, share.sureness = 0.3, "certain"
    way = PredictFirst("Rise or fall?", "fall", choices=["rise", "fall"])
    way.guess, way.sureness = "fall", "a hunch"
    PredictFirst("How many?", 24, low=0, high=50).guess = 26
    assert repr(recap()) == "\n".join(
        [
            "1. Which share?",
            "   You said 0.30. It is 0.09: 0.21 too high, not close. (certain)",
            "2. Rise or fall?",
            '   You chose "fall". Right. (a hunch)',
            "3. How many?",
            "   You said 26. It is 24: 2 too high, close. (not said how sure)",
            "",
            "2 of 3 right.",
            "Numbers were off by 12 % of the scale on average.",
            "certain: 0 of 1 right",
            "a hunch: 1 of 1 right",
            "After 8 more guesses, this line will say how well you know what you know.",
            "To guess these again, run recap().start_anew(), and then the cells above.",
        ]
    )
    assert recap().mean_distance_percent == pytest.approx((20.75 + 4) / 2)
    assert recap().calibration == {"certain": (0, 1), "a hunch": (1, 1)}


def test_a_notebook_shows_a_choice_as_two_words_that_are_no_html():
    asked = PredictFirst("Is a < b & c?", "<b>", choices=["<b>", "no"])
    asked.guess, asked.sureness = "no", "fairly sure"
    html = recap()._repr_html_()
    assert "✗ Is a &lt; b &amp; c?" in html
    assert "you said <b>no</b> · it is <b>&lt;b&gt;</b> · fairly sure" in html
    assert '<li>0 of 1 right.</li><li>fairly sure: <span aria-hidden="true">□</span> 0 of 1 right</li>' in html
    assert "Numbers were off" not in html
    asked.reset().guess = "<b>"
    assert "✓ Is a &lt; b &amp; c?</div>you said <b>&lt;b&gt;</b></li>" in recap()._repr_html_()


def drawing():
    """The alternative text and the SVG of the only picture in the recap."""
    [(alt, content)] = re.findall(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)"', recap()._repr_html_())
    return alt, ElementTree.fromstring(b64decode(content).decode())


@pytest.mark.parametrize(("sureness", "weight"), [("certain", 4), ("fairly sure", 2), ("a hunch", 1), (None, 1)])
def test_a_number_is_a_dumbbell_whose_line_is_the_thicker_the_surer_one_was(sureness, weight):
    asked = PredictFirst("How many?", 10, low=0, high=50)
    asked.guess = 40
    if sureness:
        asked.sureness = sureness
    alt, svg = drawing()
    assert alt == f"You said 40. It is 10: 30 too high, not close. ({sureness or 'not said how sure'})"
    dots = [path for path in svg.findall("{*}path") if "a5 5" in path.get("d")]
    assert [(dot.get("d")[:6], dot.get("fill") == dot.get("stroke")) for dot in dots] == [
        ("M87.0 ", True),  # 20 + 360 * 10 / 50, less a radius of 5
        ("M303.0", False),
    ]
    lines = {line.get("d"): line.get("stroke-width") for line in svg.findall("{*}path")}
    assert float(lines["M308.0 28H92.0"]) == weight
    assert [text.text for text in svg.findall("{*}text")] == ["it is 10", "you said 40"]


def test_a_drawn_curve_is_a_small_chart_with_the_true_one_over_it():
    asked = DrawFirst([3, 5, 9], {"IoU": [0, 0.5, 1]}, question="Rises it?", x_label="radius in pixels", y_label="IoU")
    asked.guess = [1, 0.5, 0]
    alt, svg = drawing()
    assert alt.startswith("Your curve is 0.67 off on average, not close. The largest gap is 1.00, at radius 3.")
    *_, mine, real = svg.findall("{*}path")
    assert mine.get("d") == "M20.0 8.0 120.0 69.0 220.0 130.0"
    assert real.get("d") == "M20.0 130.0 120.0 69.0 220.0 8.0"
    assert real.get("stroke") == f"var(--{SCORES['IoU'].light[1:]}{SCORES['IoU'].dark[1:]})"
    assert recap().mean_distance_percent == pytest.approx(200 / 3)
    assert "   Your curve is 0.67 off on average" in repr(recap())


def test_the_newest_guess_of_a_question_counts():
    asked = PredictFirst("Which share?", 0.5)
    asked.guess = 0.1
    asked.reset().guess = 0.5
    [kept] = recap().guesses.values()
    assert kept.value == 0.5


def test_a_recap_stays_as_it_was_when_it_was_made():
    before = recap()
    PredictFirst("Which share?", 0.5).guess = 0.1
    assert repr(before) == NOTHING
    assert repr(recap()) != NOTHING


def test_choices_have_no_distance():
    assert isnan(guessed(("certain", 1, 2)).mean_distance_percent)


def test_the_distance_is_a_share_of_the_scale():
    questions = [
        GuessQuestion.asked("a", 0.5),
        GuessQuestion.asked("b", 10, low=0, high=50),
        GuessQuestion.asked("c", -1, low=-1, high=3),
    ]
    guesses = recap_of(Guess(question, value) for question, value in zip(questions, (0.25, 0.0, 3.0), strict=True))
    assert guesses.mean_distance_percent == np.mean([25, 20, 100])


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([("certain", 1, 1)], "After 9 more guesses, this line will say how well you know what you know."),
        ([("certain", 0, 9), (None, 1, 5)], "After 1 more guess, this line will say how well you know what you know."),
        ([("certain", 7, 10)], "Where you were certain you were right in 7 of 10: look twice when you feel certain."),
        ([("certain", 8, 10)], "You were about as often right as you were sure: you know what you know."),
        (
            [("certain", 0, 2), ("a hunch", 3, 8)],
            "You were about as often right as you were sure: you know what you know.",
        ),
        (
            [("certain", 0, 3), ("a hunch", 7, 7)],
            "Where you were certain you were right in 0 of 3: look twice when you feel certain.",
        ),
        (
            [("certain", 7, 7), ("fairly sure", 1, 3)],
            "Where you were fairly sure you were right in 1 of 3: expect a surprise when you feel fairly sure.",
        ),
        ([("fairly sure", 5, 10)], "You were about as often right as you were sure: you know what you know."),
        (
            [("fairly sure", 0, 2), ("certain", 8, 8)],
            "You were about as often right as you were sure: you know what you know.",
        ),
        ([("a hunch", 10, 10)], "Your hunches were right in 10 of 10: you know more than you think."),
        ([("a hunch", 7, 10)], "You were about as often right as you were sure: you know what you know."),
    ],
)
def test_the_last_line_says_who_is_too_sure_or_not_sure_enough(groups, expected):
    assert last_line(*groups) == expected
