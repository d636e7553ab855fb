"""The recap: guesses beside answers, and whether their owner knows what they know."""

from math import isnan

import numpy as np
import pytest

from segmetrics_lab.widgets import PredictFirst, recap
from segmetrics_lab.widgets.guess_question import GuessQuestion
from segmetrics_lab.widgets.guesses import RECORD, Guess, Recap

NOTHING = "No guess is locked in yet: guess in the cells above, then run this one again."


@pytest.fixture(autouse=True)
def no_guesses():
    RECORD.clear()


def guessed(*groups):
    """Guesses of true and false as ("certain", 1, 4): certain, 1 of 4 right."""
    question = GuessQuestion.asked("Yes?", "yes", choices=["yes", "no"])
    values = [(level, "yes" if place < right else "no") for level, right, count in groups for place in range(count)]
    return Recap(tuple(Guess(question, value, level) for level, value in values))


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
            "After 1 more guess, this line will say how well you know what you know.",
        ]
    )
    assert recap().mean_distance_percent == pytest.approx((20.75 + 4) / 2)
    assert recap().calibration == {"certain": (0, 1), "a hunch": (1, 1)}


def test_a_notebook_shows_a_table_whose_words_are_no_html():
    asked = PredictFirst("Is a < b & c?", "<b>", choices=["<b>", "no"])
    asked.guess, asked.sureness = "no", "fairly sure"
    html = recap()._repr_html_()
    left = ' style="text-align: left"'
    cells = ["no", "&lt;b&gt;", "wrong", "fairly sure"]
    row = f'<tr><th scope="row"{left}>Is a &lt; b &amp; c?</th>' + "".join(f"<td{left}>{c}</td>" for c in cells)
    assert row + "</tr>" in html
    assert html.count('scope="col"') == 5
    assert "<li>0 of 1 right.</li><li>fairly sure: 0 of 1 right</li>" in html
    assert "off by" in html
    assert "Numbers were off" not in html


def test_the_newest_guess_of_a_question_counts():
    asked = PredictFirst("Which share?", 0.5)
    asked.guess = 0.1
    asked.reset().guess = 0.5
    [kept] = recap().guesses
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
    guesses = Recap(tuple(Guess(question, value) for question, value in zip(questions, (0.25, 0.0, 3.0), strict=True)))
    assert guesses.mean_distance_percent == np.mean([25, 20, 100])


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([("certain", 1, 1)], "After 2 more guesses, this line will say how well you know what you know."),
        ([("certain", 0, 2), (None, 1, 5)], "After 1 more guess, this line will say how well you know what you know."),
        ([("certain", 1, 4)], "Where you were certain you were right in 1 of 4: look twice when you feel certain."),
        (
            [("certain", 0, 1), ("a hunch", 2, 2)],
            "Where you were certain you were right in 0 of 1: look twice when you feel certain.",
        ),
        ([("certain", 3, 4)], "You were about as often right as you were sure: you know what you know."),
        (
            [("certain", 3, 3), ("fairly sure", 1, 3)],
            "Where you were fairly sure you were right in 1 of 3: expect a surprise when you feel fairly sure.",
        ),
        ([("fairly sure", 2, 4)], "You were about as often right as you were sure: you know what you know."),
        (
            [("fairly sure", 0, 1), ("certain", 2, 2)],
            "You were about as often right as you were sure: you know what you know.",
        ),
        ([("a hunch", 4, 4)], "Your hunches were right in 4 of 4: you know more than you think."),
        ([("a hunch", 3, 4)], "You were about as often right as you were sure: you know what you know."),
    ],
)
def test_the_last_line_says_who_is_too_sure_or_not_sure_enough(groups, expected):
    assert last_line(*groups) == expected
