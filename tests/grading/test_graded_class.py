"""What counts for a learner is said in words, marks by hand are found, and a platform gets what its table needs."""

from dataclasses import replace

import pytest

from segmetrics_lab.grading.assignment import read_assignment
from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.filling import Grade
from segmetrics_lab.grading.graded_class import (
    Marked,
    attempts_of,
    counted_words,
    grades_to_fill,
    marked,
    write_report,
    write_to_mark,
)
from segmetrics_lab.grading.grades_csv import Row
from segmetrics_lab.grading.judged import BOXED, LIMITS_ONLY, Judged, Result
from segmetrics_lab.grading.submissions import Submission
from segmetrics_lab.grading.taking_in import TakenIn
from tests.grading.judged_answers import ODD, ODD_RENAMED, RIGHT, a_learner
from tests.grading.test_by_hand import HEAD, WRITTEN, notebook

JUDGED = Judged("ex03", "Ada-1", "a" * 48, BOXED, (Result("ex03.iou", "1 · IoU", 3, 3, "correct", "right"),))
ROW = Row("ex03", "Ada-1", 3, 3, None, 0, "", BOXED)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROW, ""),
        (
            replace(ROW, points=2.4, penalty=0.6, days_late=2),
            "2.4 of 3 points count. 0.6 are taken off for 2 days late.",
        ),
        (
            replace(ROW, points=2.7, penalty=0.3, days_late=1),
            "2.7 of 3 points count. 0.3 are taken off for 1 day late.",
        ),
        (replace(ROW, points=2), "2 of 3 points count. A mark was given by hand."),
        (
            replace(ROW, points=1.8, penalty=0.2, days_late=1),
            "1.8 of 3 points count. 0.2 are taken off for 1 day late. A mark was given by hand.",
        ),
    ],
)
def test_what_counts_is_said_where_it_is_not_what_was_judged(row, words):
    assert counted_words(JUDGED, row) == words


def test_a_different_submission_is_an_attempt_and_the_same_one_judged_again_is_none():
    # The first half of a digest is of the submission alone.
    kept = [replace(JUDGED, digest=digest) for digest in ("a" * 24 + "1" * 24, "a" * 24 + "2" * 24, "b" * 48)]
    assert attempts_of([*kept, replace(JUDGED, learner="Gone")], [JUDGED]) == {"Ada-1": 2}
    assert attempts_of([], [JUDGED]) == {"Ada-1": 1}


@pytest.mark.parametrize(
    ("levels", "level"), [((BOXED, BOXED), BOXED), ((BOXED, LIMITS_ONLY), LIMITS_ONLY), ((), BOXED)]
)
def test_a_class_is_boxed_only_where_everybody_is(levels, level):
    assert Marked(tuple(replace(JUDGED, level=each) for each in levels), {}, 0, ()).level == level


@pytest.fixture
def folder(tmp_path):
    folder = ClassFolder(tmp_path / "my_class")
    folder.write_about(About("Vision", tellings=1))
    return folder


def written_by(folder, who, text):
    """A submission of the capstone with this letter."""
    path = folder.submitted_notebook(who, "capstone")
    path.parent.mkdir(parents=True)
    path.write_bytes(notebook(HEAD, ("markdown", text, WRITTEN)))
    return Submission(who, who, "", path)


def test_letters_are_listed_once_and_count_when_they_are_marked(folder):
    taken = TakenIn(
        (written_by(folder, "Ada-1", "Take B."), written_by(folder, "Ben-2", "*Write your three sentences here.*")),
        {},
        (),
    )
    judged = [replace(JUDGED, assignment="capstone", learner=who, results=()) for who in ("Ada-1", "Ben-2")]
    graded = marked(folder, "capstone", judged, taken)
    assert (graded.waiting, dict(graded.answers)) == (1, {("Ada-1", "capstone.letter"): "Take B."})
    assert [one.results[0].outcome for one in graded.judged] == ["not yet", "not attempted"]
    page = write_to_mark(folder, read_assignment("capstone"), graded)
    assert page.name == "to_mark-capstone.html"
    assert "Take B." in page.read_text(encoding="utf-8")
    assert folder.marks_by_hand.read_text() == "learner,question,mark,remark\nAda-1,capstone.letter,,\n"
    rows = {one.learner: replace(ROW, points=0, most=4) for one in graded.judged}
    words = {learner: grade.feedback for learner, grade in grades_to_fill(folder, graded, rows).items()}
    assert words == {
        "Ada-1": "8 · The letter: up to 4 points, waits to be marked by hand.",
        "Ben-2": "8 · The letter: 0 of 4 points (not attempted: nothing is written in its cell).",
    }
    folder.marks_by_hand.write_text("learner,question,mark,remark\nAda-1,capstone.letter,3,\nZoe,capstone.letter,1,\n")
    graded = marked(folder, "capstone", judged, taken)
    assert (graded.waiting, graded.faults) == (0, ("marks_by_hand.csv: nobody is called Zoe.",))
    assert [(one.points, one.most) for one in graded.judged] == [(3, 4), (0, 4)]


def test_a_platform_gets_the_points_that_count_and_whoever_may_not_be_told_gets_no_words(folder):
    graded = Marked((JUDGED,), {}, 0, ())
    rows = {"Ada-1": replace(ROW, points=2.7, penalty=0.3, days_late=1)}
    words = "1 · IoU: 3 of 3 points. 2.7 of 3 points count. 0.3 are taken off for 1 day late."
    assert grades_to_fill(folder, graded, rows) == {"Ada-1": Grade(2.7, 3, words, "", "Ada-1")}
    later = Marked((replace(JUDGED, digest="b" * 48),), {}, 0, ())
    assert grades_to_fill(folder, later, rows)["Ada-1"] == Grade(2.7, 3, "", "", "Ada-1")


def test_names_of_a_hint_stand_beside_the_report_and_go_when_the_hint_goes(folder):
    assignment = read_assignment("ex03")
    alike = Marked((a_learner("Ines-19", ODD), a_learner("Jo-20", ODD_RENAMED)), {}, 0, ())
    report = write_report(folder, assignment, alike)
    names = folder.path / "report-ex03-names.csv"
    assert names.read_text(encoding="utf-8-sig").splitlines()[1:] == ["1,ex03.iou,Ines-19", "1,ex03.iou,Jo-20"]
    assert "Ines" not in report.read_text(encoding="utf-8")
    write_report(folder, assignment, Marked((a_learner("Ines-19", RIGHT),), {}, 0, ()))
    assert not names.exists()
