"""The numbers that the exercise set on leakage quotes are those that come out."""

import re

import numpy as np
import pytest

from segmetrics_lab.checks import ex11
from segmetrics_lab.metrics import iou_per_class
from segmetrics_lab.models import PixelModel, split
from tests.checks.exercise_sets import SOURCES, names_after


def memorised(cards, asked):
    """How many of the asked are read out rightly, done with cards as a person does."""
    right = 0
    for grey, label in asked:
        _, said = min((abs(grey - known), name) for known, name in cards)
        right += said == label
    return right


def test_the_flash_cards_of_the_table_give_the_three_counts():
    rows = re.findall(r"\| (?:first|second) frame \|(.*)\|", SOURCES["ex11"].text("cards", "text"))
    first, second = ([(int(g), label) for g, label in re.findall(r"(\d+) ([VR])", row)] for row in rows)
    assert memorised(first, second) == 5
    assert memorised(first[:3] + second[:3], first[3:] + second[3:]) == ex11.cards.expected
    assert memorised(first + second, first + second) == 12, "what was learned is read out rightly: 6 of each 6"
    assert [mistake.answer for mistake in ex11.cards.mistakes[:2]] == [5, 6]
    assert [label for _, label in first[3:] + second[3:]].count("V") == 4, "what always V gets"


BY_FRAME, BY_PIXEL, TRAINING_BY_DRIVE, TRAINING_BY_FRAME = (mistake.answer for mistake in ex11.honest.mistakes[:4])


@pytest.mark.parametrize(
    ("by", "on_test", "on_training"),
    [
        ("drive", ex11.honest.expected, TRAINING_BY_DRIVE),
        ("frame", BY_FRAME, TRAINING_BY_FRAME),
        ("pixel", BY_PIXEL, BY_PIXEL),
    ],
)
def test_the_ious_of_buildings_are_those_of_the_trained_models(by, on_test, on_training):
    names = names_after("ex11", "starter")
    training, test = split(names["drives"], by=by, seed=1)
    model = PixelModel("color and position").fit(training, pixels=8_000)
    ious = [iou_per_class(model.confusion_matrix(scenes))[names["building"]] for scenes in (test, training)]
    assert ious == pytest.approx([on_test, on_training], abs=0.002)


def test_the_explanation_rounds_those_ious_rightly():
    said = [float(number) for number in re.findall(r"0\.\d\d\b", ex11.honest.why)]
    assert said == [round(ex11.honest.mistakes[at].answer, 2) for at in (0, 1, 2)]


def test_without_a_column_the_memoriser_is_no_better_than_a_coin():
    names = names_after("ex11", "starter")
    assert 0.4 < ex11._score_with(np.zeros(96)) < 0.6
    assert (names["drive"] == ex11._DRIVE).all()
    assert (names["labels"] == ex11._LABELS).all()
