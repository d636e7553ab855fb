"""A question gives hints and its solution, keeps what is best, and says so where it cannot."""

import json

import pytest

from segmetrics_lab.checks.engine import questions
from segmetrics_lab.checks.engine.cases import Mistake
from segmetrics_lab.checks.engine.exercise_set import ExerciseSet
from segmetrics_lab.checks.engine.misconception import Misconception
from segmetrics_lab.checks.engine.questions import Code, Words, is_blank
from segmetrics_lab.checks.engine.texts import QuestionText
from segmetrics_lab.checks.engine.value_question import ValueQuestion
from tests.checks.engine.small_set import in_a_set


def question(**text):
    return in_a_set(ValueQuestion(expected=2, why="1 + 1."), **text)


def kept(folder):
    return json.loads((folder / "segmetrics_progress.json").read_text())["ex99"]["it"]


def test_hints_follow_each_other_and_the_last_one_stays():
    asked = question(hints=("Think.", "Count."))
    assert [asked.hint(), asked.hint(), asked.hint(), asked.hint(1)] == [
        "Hint 1 of 2: Think.",
        "Hint 2 of 2: Count.",
        "Hint 2 of 2: Count.",
        "Hint 1 of 2: Think.",
    ]


@pytest.mark.parametrize("number", [0, 3, -1, True, "1", 1.0])
def test_a_hint_that_is_not_there_is_refused(number):
    with pytest.raises(ValueError, match=r"ex99\.it has the hints 1 to 2"):
        question(hints=("Think.", "Count.")).hint(number)


def test_a_solution_is_shown_and_a_graded_one_is_promised(progress_folder):
    assert question(solution="answer = 2").solution() == "answer = 2"
    assert kept(progress_folder) == {"solution_seen": True}
    assert question(points=1, hints=("Think.",)).solution() == (
        "ex99.it is graded: its solution is handed out after the deadline. It has 1 hint: ex99.it.hint()"
    )


@pytest.mark.parametrize(
    ("hints", "tries", "shown"),
    [(0, 0, False), (1, 0, False), (2, 0, True), (0, 2, False), (0, 3, True)],
)
def test_a_scored_solution_that_is_not_held_back_is_shown_after_some_work(monkeypatch, hints, tries, shown):
    monkeypatch.setattr(questions, "scored_solution", lambda *_: "answer = 2")
    asked = question(points=1, hints=("Think.", "Count."))
    for _ in range(hints):
        asked.hint()
    for _ in range(tries):
        asked.check(3)
    assert asked.solution() == (
        "answer = 2"
        if shown
        else "ex99.it earns points: its solution is shown after 3 tries or after 2 hints. The next hint: ex99.it.hint()"
    )


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([3], {"tries": 1, "outcome": "not yet"}),
        ([3, 2], {"tries": 2, "outcome": "correct"}),
        ([2, 3], {"tries": 2, "outcome": "correct"}),
        ([..., 2, None], {"tries": 1, "outcome": "correct"}),
    ],
)
def test_the_best_outcome_is_kept_and_the_tries_are_counted(progress_folder, answers, expected):
    for answer in answers:
        question().check(answer)
    assert kept(progress_folder) == expected


def test_judging_leaves_no_trace_and_says_the_same(progress_folder):
    judged = [question().judge(answer) for answer in (2, 3)]
    assert list(progress_folder.iterdir()) == []
    assert judged == [question().check(answer) for answer in (2, 3)]


@pytest.mark.parametrize(("answer", "share"), [(2, 1), (3, 0), (None, 0)])
def test_a_right_answer_is_the_whole_share(answer, share):
    assert question().judge(answer).share == share


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "this takes answer and nothing else, but got 0."),
        ((2, 2), "this takes answer and nothing else, but got 2."),
    ],
)
def test_as_many_things_as_the_notebook_hands_over_are_taken(given, message):
    assert question().check(*given).message == message


@pytest.mark.parametrize(
    ("set_name", "lesson", "read_again"),
    [
        ("ex03", 2, "Read again: X"),
        ("ex03", 3, "Read again: X"),
        ("ex03", 4, ""),
        ("capstone", 13, "Read again: X"),
    ],
)
def test_a_lesson_that_was_not_taken_yet_is_not_read_again(set_name, lesson, read_again):
    asked = ValueQuestion(expected=2, why="", mistakes=[Mistake("X", 3)])
    entry = Misconception("believes X", "Words on X.", "Read again: X", "page.html#X", lesson)
    ExerciseSet(set_name, {"it": asked}, {"it": QuestionText("1 · It", answers=("answer",))}, {"X": entry})
    feedback = asked.check(3)
    assert (feedback.explanation, feedback.read_again) == ("Words on X.", read_again)
    assert feedback.link == ("page.html#X" if read_again else "")


def test_a_fault_of_the_question_itself_is_told_and_not_raised():
    asked = in_a_set(ValueQuestion(expected="two", why=""))
    feedback = asked.check(2)
    assert feedback.outcome == "could not run"
    assert feedback.message.startswith("this answer cannot be judged (TypeError: ")


def test_points_are_earned_by_a_right_answer_alone():
    assert [question(points=3).check(answer).points for answer in (3, 2)] == [0, 3]


def test_where_nothing_can_be_written_the_first_answer_says_so_and_hints_go_on(monkeypatch, tmp_path):
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(tmp_path / "nowhere"))
    (tmp_path / "nowhere").write_text("a file, where the folder should be")
    path = tmp_path / "nowhere" / "segmetrics_progress.json"
    note = f"Your progress is not kept once this kernel ends: {path} cannot be read or written."
    asked = question(hints=("Think.", "Count."), solution="answer = 2")
    assert asked.check(3).note == note
    assert [asked.hint(), asked.hint()] == ["Hint 1 of 2: Think.", "Hint 2 of 2: Count."]
    assert asked.solution() == "answer = 2"


@pytest.mark.parametrize(("value", "expected"), [(None, True), (..., True), (0, False), ("", False), ([], False)])
def test_nothing_and_three_dots_are_blank(value, expected):
    assert is_blank(value) is expected


def test_words_and_code_show_as_they_are_and_escaped_in_a_notebook():
    assert repr(Words("a < b")) == "a < b"
    assert Words("a < b")._repr_html_() == '<div style="white-space:pre-wrap;max-width:800px">a &lt; b</div>'
    assert Code("a < b")._repr_html_() == "<pre>a &lt; b</pre>"


def test_a_check_gives_no_marks_where_nbgrader_asks_for_them(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(RuntimeError, match="Grade with segmetrics grade"):
        question().check(2)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert question().check(2).outcome == "correct"
