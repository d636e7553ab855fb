"""Solutions of scored questions: a learner in a class reads in class.json who gives them, and when."""

import json

import pytest

from segmetrics_lab.checks import ex03
from segmetrics_lab.checks.engine.solutions import scored_solution
from segmetrics_lab.progress import keep

ABOUT = {"format": 1, "class": "Vision", "lecturer": "Ada Quill", "due": {"ex03": "2026-12-01T14:00:00+02:00"}}
HINTS = "It has 3 hints: ex03.both_scores.hint()"


@pytest.fixture
def my_course(tmp_path, monkeypatch):
    """The folder of a learner who has worked enough to see the solution, were there no class."""
    folder = tmp_path / "my_course"
    folder.mkdir()
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(folder))
    keep("ex03", "both_scores", tries=3, outcome="not yet")
    return folder


def write(folder, about):
    (folder / "class.json").write_text(about if isinstance(about, str) else json.dumps(about), encoding="utf-8")


@pytest.mark.usefixtures("my_course")
def test_without_a_class_the_solution_is_shown_after_some_work():
    assert ex03.both_scores.solution().startswith("def my_both_scores")


@pytest.mark.parametrize("place", ["my_course", "."])
def test_in_a_class_it_is_not_and_its_lecturer_and_date_are_named(my_course, tmp_path, place):
    write(tmp_path / place, ABOUT)
    assert ex03.both_scores.solution() == (
        "ex03.both_scores is graded: its solution is handed out by Ada Quill after the deadline, 1 December 2026, "
        f"12:00 UTC. {HINTS}"
    )
    assert scored_solution("ex03", "both_scores") is None


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (ABOUT | {"solutions": "In the lecture\nof 8 December."}, "its solution: In the lecture of 8 December"),
        (ABOUT | {"due": {"ex04": "2026-12-01"}}, "its solution is handed out by Ada Quill after the deadline"),
        (ABOUT | {"due": {"ex03": "soon"}, "lecturer": 3}, "its solution is handed out after the deadline"),
        (ABOUT | {"due": [], "lecturer": ""}, "its solution is handed out after the deadline"),
        ("{", "its solution is handed out after the deadline"),
        ("[]", "its solution is handed out after the deadline"),
    ],
)
def test_what_class_json_says_is_said_and_what_it_does_not_is_left_out(my_course, about, words):
    write(my_course, about)
    assert ex03.both_scores.solution() == f"ex03.both_scores is graded: {words}. {HINTS}"


def test_a_question_to_check_oneself_keeps_its_solution_in_a_class(my_course):
    write(my_course, ABOUT)
    assert ex03.iou.solution().startswith("def my_iou")
