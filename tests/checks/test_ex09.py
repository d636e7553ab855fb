"""What the questions of exercise set 9 say of its two models, and of the street, is true."""

import re

import numpy as np
import pytest

from segmetrics_lab import metrics, sweeps
from segmetrics_lab.checks import capstone as capstone_of_check
from segmetrics_lab.checks import ex09
from segmetrics_lab.checks.capstone import (
    LEAST_PRECISION,
    mean_over_scenes,
    mean_scores,
    people,
    right_report,
    scores_on,
)
from tests.checks.exercise_sets import SOURCES, names_after

TEST_SCENES_WITH_PEOPLE = 5


@pytest.fixture(scope="module")
def capstone():
    return names_after("ex09", "solution")


def test_the_models_of_the_check_are_those_of_the_notebook(capstone):
    for name in "ab":
        assert np.allclose(capstone[f"{name}_report"], right_report(name), atol=1e-9)


def test_three_decimals_tell_pooled_scores_from_means_over_scenes_and_two_do_not():
    for name in "ab":
        pooled, means = right_report(name)[1:4], mean_scores(name)
        assert (np.abs(pooled - means) > 2 * ex09.TOLERANCE).any()
        assert (pooled.round(2) == means.round(2)).any()


def test_a_bar_says_how_far_both_models_are(monkeypatch):
    asked = []
    monkeypatch.setattr(sweeps, "bar", lambda items, doing: asked.append((len(items), doing)) or items)
    capstone_of_check.get_ready()
    assert asked == [(6, "training and asking both models")]


def test_a_check_of_the_reports_can_be_interrupted_and_done_again(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    reports = [right_report(name) for name in "ab"]
    with monkeypatch.context() as patch:
        patch.setattr(capstone_of_check, "_said", interrupted)
        with pytest.raises(KeyboardInterrupt):
            ex09.report.check(*reports)
    assert ex09.report.check(*reports).outcome == "correct"


def test_the_brief_of_the_text_is_the_brief_of_the_check():
    text = "\n".join(cell.source for cell in SOURCES["ex09"].cells)
    assert f"at least {LEAST_PRECISION:.2f} is road" in text
    assert f"is at least {LEAST_PRECISION:.2f}" in text
    assert str(LEAST_PRECISION) in ex09._MEANINGS[0]


def test_a_is_ahead_in_every_score_of_the_road_and_only_b_keeps_the_brief(capstone):
    a, b = right_report("a"), right_report("b")
    assert (a[1:4] > b[1:4]).all()
    assert a[1] >= b[1] >= 0.97
    assert a[2] > 0.90 > b[2] > 0.80
    assert a[4] > 0.10 > b[4]
    accuracies = [scores_on(name, "test").accuracy for name in "ab"]
    assert accuracies[0] > 0.95 > accuracies[1]
    assert round(mean_over_scenes("a"), 2) == 0.09
    there = people("a").there
    assert (there > 0).sum() == TEST_SCENES_WITH_PEOPLE
    assert 375 <= there.sum() <= 385


def test_a_is_ahead_at_the_default_threshold_on_validation_scenes_too(capstone):
    a, b = (capstone["Report"].from_matrix(matrix, capstone["palette"]) for matrix in capstone["matrices"].values())
    for of_a, of_b in zip(a.table, b.table, strict=True):
        assert min(of_a.recall - of_b.recall, of_a.precision - of_b.precision, of_a.iou - of_b.iou) > 0


def test_the_colleagues_number_is_above_both_models_and_falls_by_drive(capstone):
    iou = metrics.iou_per_class
    promised = iou(capstone["colleagues"].confusion_matrix(capstone["judged"]))[1]
    kept = iou(capstone["honest"].confusion_matrix(capstone["unknown"]))[1]
    assert promised > max(iou(matrix)[1] for matrix in capstone["matrices"].values())
    assert promised - kept > 0.02


def test_the_firms_dice_is_worth_the_iou_that_the_text_says():
    assert round(0.95 / (2 - 0.95), 2) == 0.90
    assert round(0.90 / (2 - 0.90), 2) == 0.82


def test_the_street_of_the_text_is_the_street_of_the_check(capstone):
    assert np.array_equal(capstone["street"], ex09._STREET)


def test_no_number_of_the_reports_is_given_away():
    texts = SOURCES["ex09"].texts_as_json()
    for name in "ab":
        for number in right_report(name):
            assert not re.search(rf"\b{number:.2f}\b", texts), number
