"""A vote of a room: what is asked and counted, what is refused, and what a saved page gives away."""

import json

import numpy as np
import pytest

from segmetrics_lab.widgets import RoomVote

CHOICES = ["A", "B", "neither"]


def vote(question="Which model is safer?", answer="neither", choices=CHOICES):
    return RoomVote(question, answer, choices)


def hands(name, value):
    asked = vote()
    setattr(asked, name, value)
    return getattr(asked, name)


def test_both_votes_are_open_until_they_are_set():
    asked = vote()
    assert (asked.before, asked.after, asked.skipped, asked.shown) == (None, None, False, False)
    asked.before, asked.after, asked.shown = [18, 7, 3], np.array([5, 2, 21]), True
    assert (asked.before, asked.after, asked.shown) == ((18, 7, 3), (5, 2, 21), True)
    assert type(asked.after[0]) is int
    assert asked.reset() is asked
    assert (asked.before, asked.after, asked.skipped, asked.shown) == (None, None, False, False)


def test_hands_that_came_from_the_page_are_the_same_as_those_of_python():
    asked = vote()
    asked.set_state({"before": [18, 7, 3], "after": [5, 2, 21], "shown": True})
    assert (asked.before, asked.after, asked.shown) == ((18, 7, 3), (5, 2, 21), True)


@pytest.mark.parametrize("value", [[0, 999, 0], (1.0, 2, 3), np.array([0, 0, 1], dtype=np.uint8)])
def test_hands_are_whole_numbers_from_0_to_999(value):
    assert hands("before", value) == tuple(int(number) for number in value)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: vote(question=" "), "question is ' '"),
        (lambda: vote(question=None), "question is None"),
        (lambda: vote(answer="C"), "answer is 'C', but it must be one of: A, B, neither"),
        (lambda: vote(answer="A", choices=["A"]), "1 text, but it must have 2 to 6"),
        (lambda: vote(answer="A", choices="A"), "1 text"),
        (lambda: vote(choices=None), "0 texts"),
        (lambda: vote(choices=[*CHOICES, *"CDEF"]), "7 texts"),
        (lambda: vote(choices=[*CHOICES, "A"]), "different texts"),
        (lambda: vote(choices={"A", "neither"}), "must be a list of different texts"),
        (lambda: hands("before", [1, 2]), r"before is \[1, 2\].*3 whole numbers from 0 to 999.*'A', 'B', 'neither'"),
        (lambda: hands("after", [1, 2, 1000]), "after is .*0 to 999"),
        (lambda: hands("after", [1, 2, -1]), "0 to 999"),
        (lambda: hands("before", [1, 2, 2.5]), "whole numbers"),
        (lambda: hands("before", [1, 2, True]), "whole numbers"),
        (lambda: hands("before", [1, 2, float("nan")]), "whole numbers"),
        (lambda: hands("before", [1, 2, "3"]), "whole numbers"),
        (lambda: hands("before", 3), "before is 3, but it must be a list of hands"),
        (lambda: hands("before", [0, 0, 0]), r"before is \[0, 0, 0\]: no hand is up"),
        (lambda: setattr(vote(), "answer", "A"), "read-only"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(make, words):
    with pytest.raises(Exception, match=words):
        make()


def test_refused_hands_leave_the_vote_as_it_was():
    asked = vote()
    asked.before = [1, 2, 3]
    with pytest.raises(ValueError, match="no hand is up"):
        asked.before = [0, 0, 0]
    assert asked.before == (1, 2, 3)


def test_a_still_shows_the_question_and_its_choices_and_neither_hands_nor_the_answer():
    open_one, shown_one = vote(), vote()
    shown_one.before, shown_one.after, shown_one.shown = [18, 7, 3], [5, 2, 21], True
    for name in ("text/plain", "text/html"):
        still = open_one._repr_mimebundle_()[0][name]
        assert shown_one._repr_mimebundle_()[0][name] == still
        assert "Which model is safer?" in still
        assert [still.count(choice) for choice in CHOICES] == [1, 1, 1]
        assert "18" not in still


def test_words_are_no_html():
    html = vote(question="Is a < b?", answer="<b>", choices=["<b>", "&"])._repr_mimebundle_()[0]["text/html"]
    assert "Is a &lt; b?" in html
    assert "<li>&lt;b&gt;</li><li>&amp;</li>" in html


def test_a_page_holds_what_is_asked():
    text = vote().to_html().split('<script type="application/json">')[1].split("</script>")[0]
    state = json.loads(text)
    assert (state["choices"], state["before"], state["after"], state["shown"]) == (CHOICES, None, None, False)


MOVED = "pairs => pairs.map(([before, after]) => movedText(before, after))"


def test_a_choice_moves_in_points_of_a_hundred_and_never_by_0_unless_it_stays(javascript):
    pairs = [[18 / 28, 5 / 28], [3 / 28, 21 / 28], [0.5, 0.51], [0.5, 0.49], [1 / 3, 2 / 6], [0.5, 0.504], [0.5, 0.496]]
    assert javascript(["room_vote"], MOVED, pairs) == [
        "−46 points",
        "+64 points",
        "+1 point",
        "−1 point",
        "no change",
        "up less than 1 point",
        "down less than 1 point",
    ]
