"""Difficulty and discrimination, counted by hand on classes of a few learners."""

import pytest

from segmetrics_lab.grading.item_analysis import items_of
from segmetrics_lab.grading.judged import BOXED, Judged, Result


def a_class(*rows, most=1):
    """Learners by the points that they have for each question; None is not attempted."""
    outcomes = {None: "not attempted", 0: "not yet", most: "correct"}
    return [
        Judged(
            "ex03",
            f"learner-{at}",
            "d",
            BOXED,
            tuple(
                Result(f"ex03.q{number}", f"{number}", points or 0, most, outcomes.get(points, "not yet"), "")
                for number, points in enumerate(row)
            ),
        )
        for at, row in enumerate(rows)
    ]


def test_tried_right_and_difficulty_are_counted():
    first, second = items_of(a_class((1, 0), (1, None), (0, None), (0.5, 0)))
    assert (first.learners, first.tried, first.right, first.difficulty) == (4, 4, 2, 0.625)
    assert (second.learners, second.tried, second.right, second.difficulty) == (4, 2, 0, 0)


def test_a_question_is_compared_with_all_others_and_not_with_itself():
    # Question 0 against the sum of 1 and 2, which is 2, 2, 0, 0; question 2 against the sum of 0 and 1.
    items = items_of(a_class((1, 1, 1), (1, 1, 1), (0, 0, 0), (0, 0, 0)))
    assert [round(item.discrimination, 6) for item in items] == [1, 1, 1]
    against = items_of(a_class((1, 0, 0), (1, 0, 0), (0, 1, 1), (0, 1, 1)))
    assert round(against[0].discrimination, 6) == -1
    # With itself in the sum, a question that agrees with nothing would still correlate: here it is exactly 0.
    alone = items_of(a_class((1, 1, 1), (0, 1, 1), (1, 0, 0), (0, 0, 0)))
    assert round(alone[0].discrimination, 6) == 0


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([(1, 1), (1, 0), (1, 0), (1, 0)], "everybody was right"),
        ([(0, 1), (0, 0), (None, 0), (0, 1)], "nobody was right"),
        ([(0.5, 1), (0.5, 0), (0.5, 0), (0.5, 1)], "all earned the same"),
        ([(1, 1), (0, 1), (1, 1), (0, 1)], "all did equally well elsewhere"),
        ([(1, 1), (0, 0), (1, 0)], "fewer than 4 learners"),
        ([(1,), (0,), (1,), (0,)], "it is the only question"),
    ],
)
def test_where_there_is_no_discrimination_it_says_why(rows, reason):
    first = items_of(a_class(*rows))[0]
    assert (first.discrimination, first.undefined) == (None, reason)


def test_questions_without_points_count_as_right_or_wrong():
    results = [("correct", "not yet"), ("not yet", "correct"), ("not attempted", "correct"), ("correct", "not yet")]
    judged = [
        Judged(
            "ex03",
            f"{at}",
            "d",
            BOXED,
            (Result("ex03.a", "a", 0, 0, of_a, ""), Result("ex03.b", "b", 0, 0, of_b, "")),
        )
        for at, (of_a, of_b) in enumerate(results)
    ]
    first, second = items_of(judged)
    assert (round(first.difficulty, 3), round(second.difficulty, 3)) == (0.5, 0.5)
    assert round(first.discrimination, 6) == -1


def test_what_could_not_be_read_is_in_no_count():
    unread = Judged("ex03", "x", "d", BOXED, (), problem="empty")
    assert items_of([*a_class((1, 0), (0, 1), (1, 1)), unread])[0].learners == 3
    assert items_of([unread]) == []
