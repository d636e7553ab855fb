"""What the questions of the capstone say of its two models, and of the street, is true."""

import re

import numpy as np
import pytest

from segmetrics_lab import metrics, sweeps
from segmetrics_lab.checks import capstone, capstone_models
from segmetrics_lab.checks.capstone_models import (
    BRIEF,
    LEAST_PRECISION,
    LEAST_RECALL,
    LINE_1,
    MOST_OF_PEOPLE,
    mean_scores,
    people,
    right_report,
    scores_on,
    share_of_people,
    threshold_on,
)
from tests.checks.exercise_sets import SOURCES, names_after

TEST_SCENES_WITH_PEOPLE = 5


@pytest.fixture(scope="module")
def solved():
    return names_after("capstone", "solution")


def test_the_models_of_the_check_are_those_of_the_notebook(solved):
    for name in "ab":
        assert np.allclose(solved[f"{name}_report"], right_report(name), atol=1e-9)


def test_three_decimals_tell_pooled_scores_from_means_over_scenes_and_two_do_not():
    for name in "ab":
        pooled, means = right_report(name)[1:4], mean_scores(name)
        assert (np.abs(pooled - means) > 2 * capstone.TOLERANCE).any()
        assert (pooled.round(2) == means.round(2)).any()


def test_a_bar_says_how_far_both_models_are(monkeypatch):
    asked = []
    monkeypatch.setattr(sweeps, "bar", lambda items, doing: asked.append((len(items), doing)) or items)
    capstone_models.get_ready()
    assert asked == [(6, "training and asking both models")]


def test_a_check_of_the_reports_can_be_interrupted_and_done_again(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    reports = [right_report(name) for name in "ab"]
    with monkeypatch.context() as patch:
        patch.setattr(capstone_models, "_said", interrupted)
        with pytest.raises(KeyboardInterrupt):
            capstone.report.check(*reports)
    assert capstone.report.check(*reports).outcome == "correct"


def test_the_brief_of_the_text_is_the_brief_of_the_check(solved):
    text = " ".join(cell.source for cell in SOURCES["capstone"].cells)
    assert f"at least {LEAST_PRECISION:.2f} is road" in text
    assert f"and at least {LEAST_RECALL:.2f}." in text
    assert f"at most {MOST_OF_PEOPLE:.2f} are called road" in text
    assert solved["BRIEF"] == BRIEF
    assert [brief for _, brief in solved["ways"].values()] == [LINE_1, BRIEF, BRIEF]


def test_with_all_lines_kept_on_validation_scenes_b_finds_more_road(solved):
    a, b = right_report("a"), right_report("b")
    for precision, recall, _, of_people in (a[1:], b[1:]):
        assert precision >= LEAST_PRECISION
        assert recall >= LEAST_RECALL
        assert of_people <= MOST_OF_PEOPLE
    assert b[2] > a[2] + 0.02
    assert a[4] < b[4]
    there = people("a").there
    assert (there > 0).sum() == TEST_SCENES_WITH_PEOPLE
    assert 375 <= there.sum() <= 385


def test_whoever_chooses_by_line_1_alone_or_on_the_test_scenes_takes_a(solved):
    by_line_1 = threshold_on("a", "validation", LINE_1)
    assert scores_on("a", "test", by_line_1).recall > 0.90
    assert share_of_people("a", threshold=by_line_1) > MOST_OF_PEOPLE
    assert share_of_people("a", "validation", by_line_1) > MOST_OF_PEOPLE
    assert threshold_on("b", "validation", LINE_1) == right_report("b")[0]
    on_test = {name: threshold_on(name, "test") for name in "ab"}
    assert share_of_people("a", threshold=on_test["a"]) <= MOST_OF_PEOPLE
    assert scores_on("a", "test", on_test["a"]).recall > scores_on("b", "test", on_test["b"]).recall + 0.02
    assert share_of_people("a", "validation", on_test["a"]) > MOST_OF_PEOPLE


def test_the_table_of_the_notebook_has_the_numbers_of_the_check(solved, capsys):
    [table] = [cell.source for cell in SOURCES["capstone"].cells if cell.source.startswith("ways = {")]
    capsys.readouterr()
    exec(compile(table, "capstone.py", "exec"), dict(solved))
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    briefs = [(name, split, brief) for split, brief in solved["ways"].values() for name in "ab"]
    assert len(rows) == len(briefs)
    for row, (name, split, brief) in zip(rows, briefs, strict=True):
        level = threshold_on(name, split, brief)
        wanted = level, scores_on(name, "test", level).recall, share_of_people(name, threshold=level)
        assert [row[-5], row[-3], row[-1]] == [f"{wanted[0]:.2f}", f"{wanted[1]:.3f}", f"{wanted[2]:.3f}"]


def test_the_table_of_a_notebook_that_is_not_solved_is_empty_and_no_error(capsys):
    names = dict(names_after("capstone", "starter"))
    [table] = [cell.source for cell in SOURCES["capstone"].cells if cell.source.startswith("ways = {")]
    capsys.readouterr()
    exec(compile(table, "capstone.py", "exec"), names)
    assert capsys.readouterr().out.count("threshold nan  recall 0.000  people 0.000") == 6


def test_a_is_ahead_at_the_default_threshold_on_validation_scenes_too(solved):
    a, b = (solved["Report"].from_matrix(matrix, solved["palette"]) for matrix in solved["matrices"].values())
    for of_a, of_b in zip(a.table, b.table, strict=True):
        assert min(of_a.recall - of_b.recall, of_a.precision - of_b.precision, of_a.iou - of_b.iou) > 0
    accuracies = [scores_on(name, split, 0.5).accuracy for split in ("validation", "test") for name in "ab"]
    assert accuracies[0] > accuracies[1]
    assert accuracies[2] > accuracies[3]
    assert min(accuracies[0], accuracies[2]) > 0.95


def test_the_colleagues_number_is_above_both_models_and_falls_by_drive(solved):
    iou = metrics.iou_per_class
    promised = iou(solved["colleagues"].confusion_matrix(solved["judged"]))[1]
    kept = iou(solved["honest"].confusion_matrix(solved["unknown"]))[1]
    assert promised > max(iou(matrix)[1] for matrix in solved["matrices"].values())
    assert promised - kept > 0.02


def test_the_firms_dice_is_worth_the_iou_that_the_text_says_and_a_lies_between(solved):
    assert round(0.95 / (2 - 0.95), 2) == 0.90
    assert round(0.90 / (2 - 0.90), 2) == 0.82
    assert 0.95 / (2 - 0.95) + 0.02 < metrics.iou_per_class(solved["matrices"]["A"])[1] < 0.95


def test_the_street_of_the_text_is_the_street_of_the_check(solved):
    assert np.array_equal(solved["street"], capstone._STREET)


def test_no_number_of_the_reports_is_given_away():
    texts = SOURCES["capstone"].texts_as_json()
    for name in "ab":
        for number in right_report(name):
            assert not re.search(rf"\b{number:.2f}\b", texts), number
