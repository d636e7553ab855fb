"""The same rare wrong answer is found whatever its names and comments, and common or short ones are not."""

import pytest

from segmetrics_lab.grading.judged import BOXED, Judged, Result
from segmetrics_lab.grading.same_answers import form_of, plain, same_answers

ODD = "def my_iou(t, p):\n    a = np.sum(t & p) + 3\n    return a / (np.sum(t | p) + 17)\n"
RENAMED = "def my_iou(x, y):  # mine\n    '''By me.'''\n    b = np.sum(x & y)+3\n\n    return b/(np.sum(x | y) + 17)\n"
OTHER = ODD.replace("17", "18")


def a_class(*answers, size=20, outcome="not yet", misconception=None):
    """Learners who gave these answers, and others who are right."""
    right = [Result("ex03.iou", "1 · IoU", 1, 1, "correct", "", answer=ODD)] * (size - len(answers))
    given = [Result("ex03.iou", "1 · IoU", 0, 1, outcome, "", misconception, answer=answer) for answer in answers]
    return [Judged("ex03", f"learner-{at:02}", "d", BOXED, (result,)) for at, result in enumerate([*given, *right])]


def test_two_who_changed_names_and_comments_only_are_found():
    (same,) = same_answers(a_class(ODD, RENAMED, OTHER))
    assert (same.question, same.learners) == ("ex03.iou", ("learner-00", "learner-01"))


@pytest.mark.parametrize(
    "judged",
    [
        a_class(ODD, OTHER),
        a_class(ODD, ODD, ODD),
        a_class(ODD, ODD, outcome="correct"),
        a_class(ODD, ODD, outcome="not attempted"),
        a_class(ODD, ODD, misconception="M14"),
        a_class("my_half = 'a'", "my_half = 'a'"),
        a_class("def f(:", "def f(:"),
        a_class("", ""),
        [],
    ],
    ids=["alone", "common", "right", "starter", "known mistake", "short", "no Python", "empty", "nobody"],
)
def test_what_says_nothing_is_no_hint(judged):
    assert same_answers(judged) == []


def test_a_wrong_answer_is_rare_up_to_a_tenth_of_the_class():
    assert len(same_answers(a_class(*[ODD] * 4, size=40))) == 1
    assert same_answers(a_class(*[ODD] * 5, size=40)) == []


def test_names_from_elsewhere_are_part_of_an_answer():
    assert form_of(ODD) != form_of(ODD.replace("np.sum", "np.mean"))
    assert form_of(ODD) == form_of(RENAMED) != ""


def test_an_answer_is_shown_without_comments_and_docstrings_even_where_it_is_no_python():
    assert plain(RENAMED).startswith("def my_iou(x, y):\n    b =")
    assert plain("def f(: # by Ada\n\nx = 1") == "def f(:\nx = 1"
    assert plain("def f():\n    '''By Ada.'''\n") == "def f():\n    pass"


def test_an_answer_of_hundreds_of_branches_is_no_hint_and_harms_nobody():
    answer = "def my_iou(t, p):\n if t:1\n" + " elif t:1\n" * 5_000
    assert form_of(answer) == ""
    assert plain(answer).startswith("def my_iou")
    assert plain("x = " + "+".join(["1"] * 2_000) + "  # mine") == "x = " + "+".join(["1"] * 2_000)
    assert same_answers(a_class(answer, answer)) == []
