"""What became of a submission, as a text and back."""

import pytest

from segmetrics_lab.grading.judged import BOXED, Judged, JudgedError, Result, from_json

FIRST = Result(
    "ex03.iou", "IoU", 1.5, 3, "not yet", "3 of 4", "M02", 3, 4, "def my_iou(): ...", "<p>3 of 4</p>", "hello"
)
SECOND = Result("ex03.half", "Half", 0, 0, "not attempted", "nothing yet")
JUDGED = Judged("ex03", "Núñez-77", "ab12", BOXED, (FIRST, SECOND), notes=("a cell was stopped",), cost={"mb": 34})


def test_a_judged_submission_comes_back_from_its_text():
    assert from_json(JUDGED.to_json()) == JUDGED


def test_points_are_the_sum_of_its_questions():
    assert (JUDGED.points, JUDGED.most) == (1.5, 3)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', JUDGED.to_json().replace('"learner"', '"who"')])
def test_a_text_of_another_kind_is_refused(text):
    with pytest.raises(JudgedError, match="no judged submission"):
        from_json(text)
