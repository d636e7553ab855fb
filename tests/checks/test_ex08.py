"""What the questions of exercise set 8 say in words and numbers is true."""

import numpy as np

from segmetrics_lab.checks import ex08
from segmetrics_lab.metrics import confusion_matrix, iou_per_class, mean_iou, prediction_area, truth_area
from tests.checks.exercise_sets import names_after


def test_a_strip_of_six_is_the_thinnest_that_passes_one_pixel_aside():
    ious = {}
    for width in range(2, 9):
        strip = np.zeros((4, 20), dtype=int)
        strip[:, 5 : 5 + width] = 1
        ious[width] = iou_per_class(confusion_matrix(strip, np.roll(strip, 1, axis=1), 2))[1]
    assert ex08.strip.expected == min(width for width, iou in ious.items() if iou > 0.70) == 6
    assert [round(ious[width], 2) for width in (2, 3, 4, 5, 7)] == [0.33, 0.5, 0.6, 0.67, 0.75]


def test_the_cases_per_image_say_what_is_in_their_images():
    for case in ex08.per_image.cases:
        matrices, k = case.arguments
        in_a_map = [truth_area(matrix)[k] + prediction_area(matrix)[k] > 0 for matrix in matrices]
        assert any(in_a_map)
        assert ("not in the" in case.about) == (not all(in_a_map))


def test_the_comparisons_hold_as_their_explanations_say():
    dice = 0.80
    assert round(dice / (2 - dice), 2) == 0.67
    assert 0.60 < dice / (2 - dice) < 0.70


def test_the_colleague_finds_the_three_means_as_the_explanations_say():
    names = names_after("ex08", "starter")
    counts, person = names["counts"], names["person"]
    total, kept = sum(counts), sum(names["kept"])
    assert prediction_area(kept)[person] == truth_area(kept)[person] == 0
    assert iou_per_class(total)[person] == 0
    struck = np.delete(iou_per_class(total), person).mean()
    assert struck - mean_iou(total) > 2 * (mean_iou(kept) - struck) > 0
    assert np.nan_to_num(iou_per_class(kept), nan=1).mean() > mean_iou(kept)
