"""An assignment knows what it asks, where the answers are, and what was handed out."""

import pytest

from segmetrics_lab.grading.assignment import read_assignment
from tests.checks.exercise_sets import SOURCES


@pytest.mark.parametrize("name", SOURCES)
def test_an_assignment_has_the_questions_of_its_source_with_their_points(name):
    found = read_assignment(name)
    source = SOURCES[name]
    assert [asked.full_name for asked in found.asked] == [f"{name}.{question}" for question in source.questions]
    assert [asked.points for asked in found.asked] == [source.points(question) for question in source.questions]
    assert all(asked.names == asked.question.text.answers for asked in found.asked)
    assert not any(asked.is_partial for asked in found.asked)
    for question in source.questions:
        assert source.text(question, "starter") in found.given


def test_its_title_is_the_heading_of_its_notebook():
    assert read_assignment("ex03").title == "Exercises 3 · Accuracy and overlap"


def test_a_set_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ValueError, match=r"there is no set 'ex99'. The sets are capstone, ex01, ex02"):
        read_assignment("ex99")
