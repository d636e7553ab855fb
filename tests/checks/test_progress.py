"""Hints, solutions and progress: kept in a small file that may be lost, damaged or locked without harm."""

import json

import pytest

from segmetrics_lab.checks import ex03, ex04
from segmetrics_lab.checks.engine import solutions
from segmetrics_lab.progress.record import FILE_NAME


def solved(truth_mask, prediction_mask):
    union = (truth_mask | prediction_mask).sum()
    return (truth_mask & prediction_mask).sum() / union if union else float("nan")


def test_hints_come_one_after_the_other_and_the_last_one_stays(progress_folder):
    texts = ex03.iou.text.hints
    given = [ex03.iou.hint() for _ in range(len(texts) + 1)]
    assert [str(hint) for hint in given] == [
        *(f"Hint {number} of {len(texts)}: {text}" for number, text in enumerate(texts, start=1)),
        f"Hint {len(texts)} of {len(texts)}: {texts[-1]}",
    ]
    assert str(ex03.iou.hint(1)) == str(given[0])
    assert json.loads((progress_folder / FILE_NAME).read_text())["ex03"]["iou"]["hints"] == len(texts)


def test_a_self_check_shows_its_solution_at_once():
    assert "np.sum(truth_mask & prediction_mask) / union" in str(ex03.iou.solution())


def test_a_question_with_points_shows_its_solution_after_three_tries():
    for _ in range(3):
        assert "is shown after 3 tries or after 3 hints" in str(ex04.class_ious.solution())
        ex04.class_ious.check(lambda truth, prediction, num_classes: 0)
    assert str(ex04.class_ious.solution()).startswith("def my_class_ious(truth, prediction, num_classes):")


def test_a_question_with_points_shows_its_solution_after_all_hints():
    for _ in range(3):
        assert "def " not in str(ex04.class_ious.solution())
        ex04.class_ious.hint()
    assert str(ex04.class_ious.solution()).startswith("def my_class_ious(truth, prediction, num_classes):")


def test_where_the_solutions_were_left_out_a_question_says_when_its_own_comes(monkeypatch, tmp_path):
    monkeypatch.setattr(solutions, "FILE", tmp_path / "solutions.json")
    ex04.class_ious.hint(3)
    assert "after the deadline" in str(ex04.class_ious.solution())


def test_progress_is_kept_and_a_later_wrong_try_takes_nothing_away():
    assert repr(ex03.progress()).startswith("ex03: 0 of 5 done, 0 of 3 points   ○ iou")
    ex03.iou.check(lambda t, p: 0.5)
    assert "→ iou" in repr(ex03.progress())
    ex03.iou.check(solved)
    ex03.iou.check(lambda t, p: 0.5)
    ex03.half.check("c")
    assert repr(ex03.progress()).startswith("ex03: 2 of 5 done, 0 of 3 points   ✓ iou   ○ shifted   ✓ half")
    assert "2 of 5 done" in ex03.progress()._repr_html_()


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"ex03": 5}', '{"ex03": {"iou": "done"}}', '{"ex03": {"iou": {"outcome": 5}}}']
)
def test_a_damaged_file_costs_nothing_but_the_progress(progress_folder, damage):
    (progress_folder / FILE_NAME).write_text(damage)
    assert ex03.progress().done == 0
    ex03.iou.hint()
    assert ex03.iou.check(solved).outcome == "correct"
    assert ex03.progress().done == 1


def test_a_folder_that_cannot_be_written_to_is_told_and_the_check_still_works(monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("where the folder should be")
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(tmp_path / "a file"))
    feedback = ex03.iou.check(solved)
    assert feedback.outcome == "correct"
    assert "progress is not kept" in feedback.note


def test_feedback_shows_the_outcome_first_and_escapes_what_a_learner_wrote():
    def my_iou(truth_mask, prediction_mask):
        return "<b>0.5</b>"

    html = ex03.iou.check(my_iou)._repr_html_()
    assert "not yet:" in html.split("</strong>")[0]
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    wrong = ex03.iou.check(lambda t, p: (t & p).sum() / max(1, p.sum()))
    html = wrong._repr_html_()
    assert "a score as well: precision" in html
    assert '<a href="../notebooks/03_accuracy_and_overlap.ipynb#Definition">' in html
    assert html.count("<img alt=") == 3
    assert repr(wrong).splitlines()[0].startswith("→ not yet: where two pixels are found, two missed")


def test_a_question_says_what_it_is_and_what_it_can_do():
    assert repr(ex03.iou) == "ex03.iou: 1 · The IoU of two masks. It has .check(), .hint() and .solution()."
