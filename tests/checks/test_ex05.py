"""What the questions of exercise set 5 say in words and numbers is true."""

import re

import numpy as np

from segmetrics_lab.checks import ex05
from segmetrics_lab.metrics import (
    confusion_matrix,
    iou_per_class,
    mean_iou,
    pixel_accuracy,
    prediction_area,
    recall_per_class,
    truth_area,
)
from segmetrics_lab.report import Report
from tests.checks.exercise_sets import names_after


def test_the_cases_of_the_verdict_have_the_scores_that_they_name():
    for case in ex05.verdict.cases:
        matrix, main = case.arguments
        ious = iou_per_class(matrix)[main]
        scores = [pixel_accuracy(matrix), *ious, np.nanmean(ious)]
        named = re.findall(r"(exactly )?(\d\.\d+)", case.about)
        assert len(named) + case.about.count("undefined") >= 1 + len(main)
        assert all(any(f"{score:.{len(number) - 2}f}" == number for score in scores) for _, number in named)
        assert ("undefined" in case.about) == bool(np.isnan(ious).any())
        assert [float(number) in scores for exactly, number in named if exactly] == [True] * case.about.count("exactly")


def test_the_limits_of_the_rule_are_tried_at_them_and_on_both_sides():
    asked = [case.arguments for case in ex05.verdict.cases]
    seen = [(pixel_accuracy(matrix), iou_per_class(matrix)[main]) for matrix, main in asked]
    accuracies, ious = [accuracy for accuracy, _ in seen], [iou for _, of_main in seen for iou in of_main]
    means = [np.nanmean(of_main) for _, of_main in seen]
    for scores, limit in ((accuracies, 0.90), (accuracies, 0.70), (ious, 0.70), (means, 0.40)):
        assert limit in scores
        assert any(0 < score - limit < 0.004 for score in scores)
        assert any(0 < limit - score < 0.004 for score in scores)


def test_the_comparisons_hold_as_their_explanations_say():
    dice = 0.80
    assert round(dice / (2 - dice), 2) == 0.67
    assert 0.60 < dice / (2 - dice) < 0.70


def test_the_post_one_pixel_aside_is_bad_and_the_solution_good():
    post = np.zeros((16, 16), dtype=int)
    post[:, 7:9] = 1
    names = ["background", "post"]
    solved = names_after("ex05", "solution")["careless"]
    verdicts = [
        Report.from_matrix(confusion_matrix(post, prediction, 2), names).verdict
        for prediction in (np.roll(post, 1, axis=1), solved)
    ]
    assert verdicts == ["bad", "good"]


def test_the_trained_model_is_as_the_leaflet_and_the_colleague_find_it():
    names = names_after("ex05", "starter")
    counts, palette, person = names["counts"], names["palette"], names["person"]
    total, road = sum(counts), palette.index_of("road")
    leaflet = names["leaflet"]
    assert leaflet.verdict == "good"
    assert leaflet.warnings[-6] == "left out of the verdict: person, recall 0.00"
    assert sum(warning.startswith("left out") for warning in leaflet.warnings) == 6
    assert recall_per_class(total)[person] == 0
    assert total[person, road] > 0
    assert 0.001 < truth_area(total)[person] / total.sum() < 0.005
    assert recall_per_class(total)[road] > 0.95
    assert Report.from_matrix(total, palette, main_classes=["person"]).verdict != "good"
    kept = sum(names["kept"])
    assert prediction_area(kept)[person] == truth_area(kept)[person] == 0
    assert iou_per_class(total)[person] == 0
    struck = np.delete(iou_per_class(total), person).mean()
    assert struck - mean_iou(total) > 2 * (mean_iou(kept) - struck) > 0
    assert np.nan_to_num(iou_per_class(kept), nan=1).mean() > mean_iou(kept)
