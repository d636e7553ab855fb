"""The map of the course: what is done, what is begun, and where to go on."""

import pytest

from segmetrics_lab.plots import show_course_map
from segmetrics_lab.plots.course_map import _guesses_of, _questions_of, _set_of, stations
from segmetrics_lab.progress import LESSONS, keep


@pytest.fixture(autouse=True)
def own_progress(progress_folder):
    """The course of a learner who has done nothing yet."""


def answer(station, count):
    """Answer questions of a lesson, and lock in all of its guesses."""
    for name in _questions_of(station)[:count]:
        keep(_set_of(station), name, outcome="correct")
    for name in _guesses_of(station):
        keep("guesses", name, guess="0.5")


def test_at_first_nothing_is_done_and_lesson_0_comes_next():
    assert str(show_course_map()) == "0 of 15 stations of the course are done. Next: lesson 0, Start here."


def test_every_lesson_is_a_station_in_order():
    assert [station.key for station in stations()] == list(LESSONS)


def test_what_is_begun_is_counted_and_the_first_unfinished_lesson_comes_next():
    answer("start", 99)
    answer("labels", 2)
    found = {station.key: station for station in stations()}
    assert found["start"].share == 1
    assert found["labels"].right == 2
    words = str(show_course_map())
    assert words.startswith("1 of 15 stations of the course are done. Next: lesson 1, Every pixel gets a label.")
    assert f"right 2 of {found['labels'].questions}" in words


def test_a_question_that_is_not_answered_right_is_not_done():
    keep("ex03", "iou", outcome="not yet")
    assert {station.key: station.right for station in stations()}["overlap"] == 0


def test_at_the_end_all_is_done():
    for key in LESSONS:
        answer(key, 99)
    assert str(show_course_map()) == "15 of 15 stations of the course are done. All is done."
