"""A class is judged with its own secret and hidden cases, and whoever handed in nothing readable gets a reason."""

import pytest

from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.class_judge import ClassJudge
from segmetrics_lab.grading.kept import Kept, answer_in
from segmetrics_lab.grading.recording import record, write_grades_csv
from segmetrics_lab.grading.running import RunError, judge_all
from segmetrics_lab.grading.submissions import read_submissions
from tests.grading.a_course import answered, exercise, right, solutions, submit

OF_A_LECTURER = """\
# %% question="both_scores" part="hidden"
CASES = [Case((drawn("#"), drawn("#"), 1), [1.0, 1.0], "the image is one pixel")]
"""
FORGETS_IT = """
by_the_book = my_both_scores
def my_both_scores(truth, prediction, class_index):
    return [0.5, 0.5] if truth.size == 1 else by_the_book(truth, prediction, class_index)
"""


@pytest.fixture
def folder(tmp_path):
    folder = ClassFolder(tmp_path / "my_class")
    folder.write_about(About("Images"))
    return folder


def judge(folder, box, **more):
    submissions = read_submissions(folder.path, "ex03")
    without = {refused.learner: refused.why for refused in submissions.without_notebook()}
    return judge_all(
        submissions.accepted,
        ClassJudge(folder, "ex03", box),
        Kept(folder.judged),
        workers=2,
        progress=False,
        without_notebook=without,
        **more,
    )


def test_a_class_goes_from_submissions_to_its_file_of_grades(folder, box):
    submit(folder, "ada", right(exercise()))
    submit(folder, "ben", exercise())
    submit(folder, "cleo", exercise())
    notebook = folder.submitted_notebook("cleo", "ex03")
    notebook.unlink()
    notebook.symlink_to(folder.submitted_notebook("ada", "ex03"))
    judged = judge(folder, box)
    record(folder, "ex03", judged)
    rows = {row.learner: (row.points, row.most, bool(row.problem)) for row in write_grades_csv(folder, "ex03", judged)}
    assert rows == {"ada": (3, 3, False), "ben": (0, 3, True), "cleo": (0, 3, True)}
    assert {one.learner for one in Kept(folder.judged).recorded("ex03")} == {"ada", "ben", "cleo"}


def test_hidden_cases_of_the_class_are_asked_and_others_give_another_digest(folder, box):
    submit(folder, "ada", answered(right(exercise()), both_scores=solutions()["ex03.both_scores"] + FORGETS_IT))
    (without,) = judge(folder, box)
    folder.hidden.mkdir()
    folder.hidden_cases("ex03").write_text(OF_A_LECTURER, encoding="utf-8")
    (with_one,) = judge(folder, box)
    assert (without.points, with_one.points) == (3, 0)
    assert with_one.digest != without.digest
    assert answer_in(with_one.digest) == answer_in(without.digest)


def test_the_level_is_in_the_digest_so_that_a_forged_result_is_not_taken_over(folder, box):
    boxed = ClassJudge(folder, "ex03", box)
    limited = ClassJudge(folder, "ex03", type(box)(box.view, "limits only"))
    assert boxed.digest(b"{}", "ada") != limited.digest(b"{}", "ada")


def test_a_box_that_cannot_be_made_ends_the_run_and_says_why(folder, box):
    submit(folder, "ada", right(exercise()))
    broken = type(box)(folder.path / "nothing")
    with pytest.raises(RunError, match=r"a worker could not be started(.|\n)*0 of 1 submissions are judged"):
        judge(folder, broken)
    assert Kept(folder.judged).all("ex03") == ()
