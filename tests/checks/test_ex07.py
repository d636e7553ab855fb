"""What the questions of exercise set 7 say in words and numbers is true."""

import re

import numpy as np

from segmetrics_lab.checks import ex07
from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy, recall_per_class, truth_area
from segmetrics_lab.report import Report
from tests.checks.exercise_sets import names_after


def test_the_cases_of_the_verdict_have_the_scores_that_they_name():
    for case in ex07.verdict.cases:
        matrix, main = case.arguments
        ious = iou_per_class(matrix)[main]
        scores = [pixel_accuracy(matrix), *ious, np.nanmean(ious)]
        named = re.findall(r"(exactly )?(\d\.\d+)", case.about)
        assert len(named) + case.about.count("undefined") >= 1 + len(main)
        assert all(any(f"{score:.{len(number) - 2}f}" == number for score in scores) for _, number in named)
        assert ("undefined" in case.about) == bool(np.isnan(ious).any())
        assert [float(number) in scores for exactly, number in named if exactly] == [True] * case.about.count("exactly")


def test_the_limits_of_the_rule_are_tried_at_them_and_on_both_sides():
    asked = [case.arguments for case in ex07.verdict.cases]
    seen = [(pixel_accuracy(matrix), iou_per_class(matrix)[main]) for matrix, main in asked]
    accuracies, ious = [accuracy for accuracy, _ in seen], [iou for _, of_main in seen for iou in of_main]
    means = [np.nanmean(of_main) for _, of_main in seen]
    for scores, limit in ((accuracies, 0.90), (accuracies, 0.70), (ious, 0.70), (means, 0.40)):
        assert limit in scores
        assert any(0 < score - limit < 0.004 for score in scores)
        assert any(0 < limit - score < 0.004 for score in scores)


def test_the_post_one_pixel_aside_is_bad_and_the_solution_good():
    post = np.zeros((16, 16), dtype=int)
    post[:, 7:9] = 1
    names = ["background", "post"]
    solved = names_after("ex07", "solution")["careless"]
    verdicts = [
        Report.from_matrix(confusion_matrix(post, prediction, 2), names).verdict
        for prediction in (np.roll(post, 1, axis=1), solved)
    ]
    assert verdicts == ["bad", "good"]


def test_the_trained_model_is_as_the_leaflet_says():
    names = names_after("ex07", "starter")
    matrix, palette, leaflet = names["matrix"], names["test"][0].palette, names["leaflet"]
    person, road = palette.index_of("person"), palette.index_of("road")
    assert leaflet.verdict == "good"
    assert leaflet.warnings[-6] == "left out of the verdict: person, recall 0.00"
    assert sum(warning.startswith("left out") for warning in leaflet.warnings) == 6
    assert recall_per_class(matrix)[person] == 0
    assert person == 7
    assert matrix[person, road] > 0
    assert 0.001 < truth_area(matrix)[person] / matrix.sum() < 0.005
    assert recall_per_class(matrix)[road] > 0.95
    assert Report.from_matrix(matrix, palette, main_classes=["person"]).verdict != "good"
