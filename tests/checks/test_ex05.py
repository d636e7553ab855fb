"""What the questions of exercise set 5 say in words and numbers is true."""

import re

import numpy as np
import pytest

from segmetrics_lab.checks import ex05
from segmetrics_lab.metrics import (
    confusion_matrix,
    iou_per_class,
    pixel_accuracy,
    precision_per_class,
    recall_per_class,
)
from tests.checks.exercise_sets import SOURCES


def test_the_row_of_ten_pixels_has_the_scores_that_are_told_apart():
    rows = re.findall(r"^\| (truth|probability of road) (\|.*)\|$", SOURCES["ex05"].head("at_half").source, re.M)
    cells = {name: [cell.strip() for cell in row.split("|")[1:]] for name, row in rows}
    truth = np.array([[cell == "road" for cell in cells["truth"]]])
    probability = np.array([[float(cell) for cell in cells["probability of road"]]])

    def scores(claimed):
        matrix = confusion_matrix(truth, claimed, 2)
        return precision_per_class(matrix)[1], recall_per_class(matrix)[1], pixel_accuracy(matrix)

    question = ex05.at_half
    precision, recall, accuracy = scores(probability >= 0.5)
    example = scores(probability >= 0.75)
    iou, f1 = 1 / (1 / precision + 1 / recall - 1), 2 / (1 / precision + 1 / recall)
    assert precision == question.expected
    assert [mistake.answer for mistake in question.mistakes] == pytest.approx(
        [scores(probability > 0.5)[0], recall, accuracy, iou, f1, 4 / 10, 1 - precision, 5 / 6, example[0], 4, 80]
    )
    assert [round(score, 2) for score in example[:2]] == [1, 0.33]


def test_the_brakes_have_the_scores_that_their_question_names():
    share = 0.01
    accuracies = {}
    for name, precision, recall in (("A", 0.97, 0.35), ("B", 0.60, 0.93), ("C", 0.04, 1.00)):
        missed, invented = share * (1 - recall), share * recall * (1 - precision) / precision
        accuracies[name] = 1 - missed - invented
    assert [round(accuracies[name], 3) for name in "AB"] == [0.993, 0.993]
    assert accuracies["C"] < 1 - share < accuracies["A"]
    options = ex05.brake.options
    assert f"of {1 / 0.04:.0f} pixels that C calls a person, {0.96 / 0.04:.0f} are not" in options["c"].why


def test_the_report_on_people_divides_by_the_column():
    rows = re.findall(r"^\| \*\*\w+\*\* \|(.*)\|$", SOURCES["ex05"].head("quarter").source, re.M)
    matrix = np.array([[int(cell) for cell in row.split("|")] for row in rows])
    assert precision_per_class(matrix)[0] == 10 / 40 == 0.25
    assert recall_per_class(matrix)[0] == recall_per_class(matrix[:2, :2])[0] == 0.5
    assert iou_per_class(matrix)[0] == 0.2
    assert precision_per_class(matrix[:2, :2])[0] == 0.5
