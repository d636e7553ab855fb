"""A regrade says whose grade moves, from what to what and why."""

from dataclasses import replace

from segmetrics_lab.grading.judged import BOXED, Judged, Result
from segmetrics_lab.grading.regrading import Grade, changes, changes_table, grades_in

RIGHT = Result("ex03.iou", "1 · IoU", 3, 3, "correct", "right", None, 8, 8)
PART = replace(RIGHT, points=1.5, outcome="not yet", message="4 of 8", right=4)
OTHER = Result("ex03.half", "2 · Half", 0, 0, "correct", "right")


def of(learner, *results, problem=""):
    return Judged("ex03", learner, "d", BOXED, results, problem=problem)


def test_nothing_moved_where_only_words_or_cases_are_others():
    old = [of("Ada", RIGHT, OTHER)]
    new = [of("Ada", replace(RIGHT, message="all right", cases=9, right=9), OTHER)]
    assert changes(old, new) == ()
    assert changes_table((), 1) == "0 of 1 grades move."


def test_whose_grade_falls_stands_first_and_each_question_says_why():
    old = [of("Ada", PART, OTHER), of("Ben", RIGHT, OTHER), of("Cleo", RIGHT, OTHER)]
    lost = replace(OTHER, outcome="not yet")
    new = [of("Ada", RIGHT, OTHER), of("Ben", PART, OTHER), of("Cleo", RIGHT, lost)]
    assert changes_table(changes(old, new), 3).splitlines() == [
        "2 of 3 grades move, 1 of them down:",
        "  Ben   3 -> 1.5",
        "          ex03.iou: correct (8 of 8 cases, 3 of 3 points) -> not yet (4 of 8 cases, 1.5 of 3 points)",
        "  Cleo  3, as before",
        "          ex03.half: correct -> not yet",
        "  Ada   1.5 -> 3",
        "          ex03.iou: not yet (4 of 8 cases, 1.5 of 3 points) -> correct (8 of 8 cases, 3 of 3 points)",
    ]


def test_a_learner_without_a_grade_gets_one_and_who_is_not_judged_again_is_left_out():
    (change,) = changes([of("Gone", RIGHT)], [of("New", RIGHT)])
    assert (change.learner, change.before, change.after, change.moved) == ("New", None, 3, ())


def test_a_submission_that_can_be_read_now_says_so():
    unread = of("Ada", replace(RIGHT, points=0, outcome="could not run"), problem="empty")
    (change,) = changes([unread], [of("Ada", RIGHT)])
    assert change.why == "the submission: could be read now"
    assert "ex03.iou: could not run" in change.moved[0].words


def test_a_question_that_is_new_or_gone_is_named():
    (change,) = changes([of("Ada", RIGHT)], [of("Ada", replace(RIGHT, question="ex03.other"))])
    assert [moved.words for moved in change.moved] == [
        "ex03.iou: correct (8 of 8 cases, 3 of 3 points) -> not asked",
        "ex03.other: not asked -> correct (8 of 8 cases, 3 of 3 points)",
    ]


def test_a_date_that_moved_moves_grades_though_no_question_did(tmp_path):
    (tmp_path / "grades.csv").write_text(
        "assignment,learner,points,most,days late,penalty,problem,level\n"
        "ex03,Ada,2.7,3,1,0.3,,boxed\nex04,Ada,1,3,,0,,boxed\nex03,Ben,3,3,0,0,,boxed\n"
    )
    before = grades_in(tmp_path / "grades.csv", "ex03")
    assert before == {"Ada": Grade(2.7, 0.3), "Ben": Grade(3, 0)}
    judged = [of("Ada", RIGHT), of("Ben", RIGHT)]
    found = changes(judged, judged, before=before, after={"Ada": Grade(3, 0), "Ben": Grade(3, 0)})
    assert changes_table(found, 2).splitlines() == [
        "1 of 2 grades move, 0 of them down:",
        "  Ada  2.7 -> 3",
        "         being late: costs 0 points, not 0.3",
    ]


def test_without_a_file_of_grades_there_are_none(tmp_path):
    assert grades_in(tmp_path / "grades.csv", "ex03") == {}
