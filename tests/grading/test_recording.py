"""The gradebook says what was judged, keeps what was given by hand, and nothing is exported before that is sure."""

import json
import os

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import reads

from segmetrics_lab.grading.class_folder import About
from segmetrics_lab.grading.judged import LIMITS_ONLY
from segmetrics_lab.grading.kept import Kept
from segmetrics_lab.grading.late import TimeError
from segmetrics_lab.grading.recording import RecordingError, audit, grades, record, write_grades_csv
from tests.grading.a_class import DUE, a_class, hand_in, judged


@pytest.fixture(scope="session")
def empty_gradebook(tmp_path_factory):
    """To make one, nbgrader starts a program; once is enough."""
    before = dict(os.environ)
    folder = a_class(tmp_path_factory.mktemp("empty"))
    record(folder, "ex01", [])
    assert dict(os.environ) == before  # in which it looks for that program
    return folder.gradebook.read_bytes()


@pytest.fixture
def folder(tmp_path, empty_gradebook):
    folder = a_class(tmp_path / "my_class", due={"ex03": DUE}, late_penalty_per_day=0.1)
    folder.gradebook.write_bytes(empty_gradebook)
    return folder


def book_of(folder):
    return Gradebook(f"sqlite:///{folder.gradebook}", "Images")


def grade_of(book, learner):
    return book.find_grade("ex03-iou-check", "ex03", "ex03", learner)


def test_the_gradebook_says_what_was_judged(folder):
    record(folder, "ex03", [judged(folder, "ada", 3), judged(folder, "ben", 1.5)])
    with book_of(folder) as book:
        scores = {one.student.id: (one.score, one.max_score) for one in book.assignment_submissions("ex03")}
        waiting = {
            grade.name: grade.needs_manual_grade for grade in book.find_submission("ex03", "ada").notebooks[0].grades
        }
    assert scores == {"ada": (3, 3), "ben": (1.5, 3)}
    assert waiting == {"ex03-iou-check": False}


def test_recording_again_changes_nothing(folder):
    all_judged = [judged(folder, "ada", 3), judged(folder, "ben", 1.5)]
    record(folder, "ex03", all_judged)
    rows = write_grades_csv(folder, "ex03", all_judged)
    before = folder.grades_csv.read_bytes()
    record(folder, "ex03", all_judged)
    assert write_grades_csv(folder, "ex03", all_judged) == rows
    assert folder.grades_csv.read_bytes() == before


def test_what_is_recorded_is_what_a_regrading_compares_with(folder):
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    assert Kept(folder.judged).recorded("ex03") == (ada,)


def test_a_mark_by_hand_counts_and_survives_a_rerun_and_asks_for_another_look(folder):
    ada = judged(folder, "ada", 1)
    record(folder, "ex03", [ada])
    with book_of(folder) as book:
        grade = grade_of(book, "ada")
        grade.manual_score, grade.extra_credit = 2.5, 0.25
        book.db.commit()
    record(folder, "ex03", [ada])
    with book_of(folder) as book:
        grade = grade_of(book, "ada")
        assert (grade.auto_score, grade.manual_score, grade.needs_manual_grade) == (1, 2.5, True)
    assert grades(folder, "ex03", [ada])[0].points == 2.75


def test_other_assignments_and_learners_stay_as_they_were(folder):
    record(folder, "ex03", [judged(folder, "ada", 3), judged(folder, "ben", 2)])
    record(folder, "ex03", [judged(folder, "ben", 1)])
    with book_of(folder) as book:
        assert (grade_of(book, "ada").auto_score, grade_of(book, "ben").auto_score) == (3, 1)


def test_cells_that_nbgrader_has_made_are_used_and_its_own_ones_left_alone(folder):
    with book_of(folder) as book:
        book.add_assignment("ex03")
        book.add_notebook("ex03", "ex03")
        for name, most, kind in (
            ("ex03-iou-check", 1, "code"),
            ("ex03-half-check", 0, "code"),
            ("essay", 5, "markdown"),
        ):
            book.add_grade_cell(name, "ex03", "ex03", max_score=most, cell_type=kind)
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    with book_of(folder) as book:
        cells = {cell.name: cell.max_score for cell in book.find_notebook("ex03", "ex03").grade_cells}
        essay = book.find_grade("essay", "ex03", "ex03", "ada")
        assert (essay.auto_score, essay.needs_manual_grade) == (None, True)
    assert cells == {"ex03-iou-check": 3, "ex03-half-check": 0, "essay": 5}
    row = grades(folder, "ex03", [ada])[0]
    assert (row.points, row.most) == (3, 8)


def test_a_question_that_came_later_is_added_for_those_who_were_there_before(folder):
    with book_of(folder) as book:
        book.add_assignment("ex03")
        book.add_notebook("ex03", "ex03")
        book.add_student("ada")
        with book.db.no_autoflush:
            book.add_submission("ex03", "ada")
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    assert audit(folder, "ex03", [ada]) == []


def test_the_autograded_notebook_shows_the_feedback_at_its_question_and_nothing_that_was_forged(folder):
    hand_in(folder, "ada", "2026-12-01 11:00:00 UTC")
    record(folder, "ex03", [judged(folder, "ada", 3)])
    path = folder.autograded_notebook("ada", "ex03")
    text = path.read_text(encoding="utf-8")
    nbformat.validate(json.loads(text))
    cells = reads(text, as_version=4).cells  # nbgrader's own reader, which checks what stands in the cells
    marked = {cell.metadata.nbgrader.grade_id: cell for cell in cells if "nbgrader" in cell.metadata}
    assert set(marked) == {"ex03-iou-check"}
    assert marked["ex03-iou-check"].source == "def my_iou(): ...\nex03.iou.check(my_iou)"
    assert marked["ex03-iou-check"].metadata.nbgrader.points == 3
    assert "<b>3 points</b>" in text
    assert "10/10" not in text
    assert path.with_name("timestamp.txt").read_text(encoding="utf-8") == "2026-12-01 11:00:00 UTC"


@pytest.mark.parametrize("data", ["", "[", "[]", '{"cells": 7}', '{"cells": [7, {"cell_type": "code", "source": 7}]}'])
def test_what_is_no_notebook_is_shown_with_the_reason(folder, data):
    hand_in(folder, "ada")
    folder.submitted_notebook("ada", "ex03").write_text(data, encoding="utf-8")
    record(folder, "ex03", [judged(folder, "ada", 0, problem="the file is no notebook")])
    text = folder.autograded_notebook("ada", "ex03").read_text(encoding="utf-8")
    nbformat.validate(json.loads(text))
    assert "could not be graded: the file is no notebook" in text


@pytest.mark.parametrize(
    ("when", "points", "days", "penalty"),
    [
        ("2026-12-01 11:59:59 UTC", 3, 0, 0),
        ("2026-12-01 12:00:00 UTC", 3, 0, 0),
        ("2026-12-01 12:00:01 UTC", 2.7, 1, 0.3),
        ("2026-12-02 12:00:01 UTC", 2.4, 2, 0.6),
        ("2026-12-01 14:00:00 +0200", 3, 0, 0),
        ("2027-12-01 12:00:00 UTC", 0, 365, 3),
        ("", 3, None, 0),
    ],
)
def test_each_day_that_has_begun_costs_its_share(folder, when, points, days, penalty):
    hand_in(folder, "ada", when)
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    row = grades(folder, "ex03", [ada])[0]
    assert (row.points, row.days_late, row.penalty) == (points, days, penalty)
    with book_of(folder) as book:
        assert book.find_submission("ex03", "ada").late_submission_penalty == penalty


def test_a_date_that_moves_moves_the_penalty(folder):
    hand_in(folder, "ada", "2026-12-01 13:00:00 UTC")
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    assert grades(folder, "ex03", [ada])[0].penalty == 0.3
    folder.write_about(About("Images", due={"ex03": DUE.replace(day=2)}, late_penalty_per_day=0.1))
    record(folder, "ex03", [ada])
    assert grades(folder, "ex03", [ada])[0].penalty == 0
    with book_of(folder) as book:
        assert book.find_submission("ex03", "ada").late_submission_penalty == 0


def test_an_extension_that_was_granted_in_nbgrader_counts(folder):
    hand_in(folder, "ada", "2026-12-01 13:00:00 UTC")
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    with book_of(folder) as book:
        book.grant_extension("ex03", "ada", hours=2)
    record(folder, "ex03", [ada])
    assert grades(folder, "ex03", [ada])[0].points == 3


def test_the_file_of_grades_has_a_line_for_each_learner(folder):
    hand_in(folder, "ben", "2026-12-01 13:00:00 UTC")
    all_judged = [
        judged(folder, "ben", 1.5),
        judged(folder, "=cmd", 3),
        judged(folder, "cleo", 0, problem="no notebook"),
    ]
    record(folder, "ex03", all_judged)
    write_grades_csv(folder, "ex03", all_judged)
    assert folder.grades_csv.read_text(encoding="utf-8").splitlines() == [
        "assignment,learner,points,most,days late,penalty,problem,level",
        "ex03,'=cmd,3,3,,0,,boxed",
        "ex03,ben,1.35,3,1,0.15,,boxed",
        "ex03,cleo,0,3,,0,no notebook,boxed",
    ]


def test_the_header_says_where_code_ran_with_limits_only(folder):
    ada = judged(folder, "ada", 3, level=LIMITS_ONLY)
    record(folder, "ex03", [ada])
    write_grades_csv(folder, "ex03", [ada])
    header, line = folder.grades_csv.read_text(encoding="utf-8").splitlines()
    assert header.endswith(",level (limits only: points can be forged)")
    assert line.endswith(",limits only")


def test_lines_of_another_assignment_stay_in_the_file(folder):
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    write_grades_csv(folder, "ex03", [ada])
    text = folder.grades_csv.read_text(encoding="utf-8")
    other = "ex02,ada,2,3,,0,,boxed\n"
    header, lines = text.split("\n", 1)
    folder.grades_csv.write_text(f"{header}\n{other}{lines}", encoding="utf-8")
    write_grades_csv(folder, "ex03", [ada])
    assert folder.grades_csv.read_text(encoding="utf-8") == f"{header}\n{other}{lines}"


def test_a_learner_without_score_and_reason_stops_the_export(folder):
    hand_in(folder, "ada")
    hand_in(folder, "ben")
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    with pytest.raises(RecordingError, match="ben: is not judged"):
        write_grades_csv(folder, "ex03", [ada])
    assert not folder.grades_csv.exists()


def test_the_audit_is_silent_where_all_is_right(folder):
    hand_in(folder, "ada")
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    assert audit(folder, "ex03", [ada]) == []


CHANGES = {
    "ada: ex03.iou has 2.9 points in the gradebook, but 3 were judged": lambda book: set_grade(book, auto_score=2.9),
    "ada: ex03.iou has no score in the gradebook": lambda book: set_grade(book, auto_score=None),
    "ada: ex03.iou has a mark by hand of 3.5, but can earn 3 points": lambda book: set_grade(book, manual_score=3.5),
    "ada: ex03.iou can earn 30 in the gradebook, but 3 points": lambda book: book.update_or_create_grade_cell(
        "ex03-iou-check", "ex03", "ex03", max_score=30
    ),
    "ada: is not in the gradebook": lambda book: book.remove_student("ada"),
}


def set_grade(book, **values):
    for name, value in values.items():
        setattr(grade_of(book, "ada"), name, value)
    book.db.commit()


@pytest.mark.parametrize("words", CHANGES)
def test_the_audit_finds_what_is_not_as_it_was_judged_and_stops_the_export(folder, words):
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    with book_of(folder) as book:
        CHANGES[words](book)
    assert audit(folder, "ex03", [ada]) == [words]
    with pytest.raises(RecordingError, match="Nothing is exported"):
        write_grades_csv(folder, "ex03", [ada])


def test_the_audit_finds_an_autograded_notebook_that_is_gone(folder):
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    folder.autograded_notebook("ada", "ex03").unlink()
    assert audit(folder, "ex03", [ada]) == ["ada: the autograded notebook is not there"]


@pytest.mark.parametrize("text", ["", "yesterday", "13.12.2026 08:30", "2026-13-01 12:00:00 UTC"])
def test_a_time_that_is_none_is_refused_with_its_file(folder, text):
    hand_in(folder, "ada", text or " ")
    with pytest.raises(TimeError, match=r"ada/ex03/timestamp\.txt says no time like 2026-12-11 08:30:00 UTC"):
        record(folder, "ex03", [judged(folder, "ada", 3)])


def test_without_a_time_nobody_knows_who_is_late(folder):
    ada = judged(folder, "ada", 3)
    record(folder, "ex03", [ada])
    assert grades(folder, "ex03", [ada])[0].days_late is None


@pytest.mark.parametrize("points", [3.01, -1, float("nan")])
def test_points_that_cannot_be_are_not_recorded(folder, points):
    with pytest.raises(RecordingError, match=r"ada: ex03\.iou earns .* of 3 points"):
        record(folder, "ex03", [judged(folder, "ada", points)])
    with book_of(folder) as book:
        assert [assignment.name for assignment in book.assignments] == ["ex01"]


def test_a_learner_with_two_results_is_not_recorded(folder):
    with pytest.raises(RecordingError, match="ada: has two results"):
        record(folder, "ex03", [judged(folder, "ada", 3), judged(folder, "ada", 1)])


def test_a_gradebook_that_cannot_be_opened_is_said_in_one_sentence(folder):
    folder.gradebook.write_text("no database at all", encoding="utf-8")
    words = (
        r"gradebook\.db and the notebooks beside it cannot be written: file is not a database\. What was judged is kept"
    )
    with pytest.raises(RecordingError, match=words):
        record(folder, "ex03", [judged(folder, "ada", 3)])


def test_there_is_no_export_without_a_gradebook(folder):
    folder.gradebook.unlink()
    assert audit(folder, "ex03", [judged(folder, "ada", 3)]) == ["there is no gradebook"]
