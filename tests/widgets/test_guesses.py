"""Guesses of lessons: kept with the progress, found again by another kernel, set aside with their lesson."""

import json

import pytest

from segmetrics_lab.progress import keep, lessons
from segmetrics_lab.progress.record import FILE_NAME
from segmetrics_lab.widgets import DrawFirst, PredictFirst, recap
from segmetrics_lab.widgets.guesses import RECORD, KeptGuesses

TEXTS = {
    "lessons": {"overlap": {"guesses": ["ball", "rise", "way"]}, "matrix": {"guesses": ["bytes"]}},
    "guesses": {},
    "alts": {},
}


@pytest.fixture(autouse=True)
def kept(monkeypatch, progress_folder):
    """The file in which they are kept; two lessons, one of which asks for three guesses."""
    monkeypatch.setattr(lessons, "lesson_texts", lambda: TEXTS)
    monkeypatch.setattr(RECORD, "trouble", "")
    return progress_folder / FILE_NAME


def ball(answer=0.76):
    return PredictFirst("What is its IoU?", answer, key="ball")


def way(key="way"):
    return PredictFirst("Rise or fall?", "fall", choices=["rise", "fall"], key=key)


def rise():
    curves = {"IoU": [0, 0.5, 1]}
    return DrawFirst([3, 5, 9], curves, question="Rises it?", x_label="radius", y_label="IoU", key="rise")


def as_another_kernel(monkeypatch):
    """What a kernel that starts now knows."""
    monkeypatch.setattr(RECORD, "_of_kernel", {})
    monkeypatch.setattr(RECORD, "lessons", set())


def test_another_kernel_knows_the_guesses_of_lessons(monkeypatch):
    asked = ball()
    asked.sureness, asked.guess = "certain", 0.9
    way().guess, rise().guess = "rise", [0.25, 0.5, 1]
    PredictFirst("My own?", 0.5).guess = 0.4
    as_another_kernel(monkeypatch)
    assert (ball().guess, ball().sureness, way().guess, rise().guess) == (0.9, "certain", "rise", (0.25, 0.5, 1.0))
    assert PredictFirst("My own?", 0.5).guess is None
    assert list(RECORD) == ["ball", "way", "rise"]


def test_a_question_with_another_answer_is_asked_anew(kept):
    ball().guess = 0.9
    assert ball(0.5).guess is None
    assert "guesses" not in json.loads(kept.read_text())


def test_taken_back_is_taken_back_in_the_file_too(kept):
    asked = ball()
    asked.guess = 0.9
    assert "ball" in json.loads(kept.read_text())["guesses"]
    asked.reset()
    assert "guesses" not in json.loads(kept.read_text())


@pytest.mark.parametrize(
    "entry", [{}, {"guess": "0.9"}, {"guess": "{", "question": "{}", "sureness": None}, {"guess": 1, "question": 2}]
)
def test_an_entry_that_cannot_be_read_is_no_guess(entry):
    keep("guesses", "ball", **entry)
    assert ball().guess is None
    assert repr(recap()).startswith("No guess")


def test_the_recap_shows_this_lesson_and_counts_all(monkeypatch):
    way("bytes").guess = "fall"
    as_another_kernel(monkeypatch)
    ball().guess = 0.9
    lines = repr(recap()).splitlines()
    assert lines[0] == "1. What is its IoU?"
    assert "Rise or fall?" not in repr(recap())
    assert "In this lesson: 0 of 1 right." in lines
    assert "In all lessons so far: 1 of 2 right." in lines
    as_another_kernel(monkeypatch)
    assert list(recap().guesses) == ["bytes", "ball"], "where no lesson asked yet, all are shown"


def test_started_anew_they_are_kept_under_another_name(kept):
    ball().guess = 0.9
    recap().start_anew()
    assert ball().guess is None
    [aside] = [section for section in json.loads(kept.read_text()) if section.startswith("guesses until ")]
    assert json.loads(json.loads(kept.read_text())[aside]["ball"]["guess"]) == 0.9


def test_what_cannot_be_written_counts_as_long_as_the_kernel_lives(kept, monkeypatch):
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(kept / "no" / "folder"))
    kept.write_text("a file where a folder is needed")
    ball().guess = 0.9
    assert ball().guess == 0.9
    assert "Your progress is not kept once this kernel ends" in repr(recap())


def test_they_are_counted():
    guesses = KeptGuesses()
    assert (len(guesses), list(guesses)) == (0, [])
