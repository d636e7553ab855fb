"""The learner's copies: made when they are missing, never overwritten."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "tools" / "my_course.py"
SPEC = importlib.util.spec_from_file_location("my_course", SOURCE)
my_course = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(my_course)


RUN = {"cells": [{"cell_type": "code", "source": "1 + 1", "outputs": [{"text": "2"}], "execution_count": 1}]}
NOT_RUN = {"cells": [{"cell_type": "code", "source": "1 + 1", "outputs": [], "execution_count": None}]}


@pytest.fixture
def course(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "03_overlap.ipynb").write_text(json.dumps(RUN))
    return tmp_path


@pytest.fixture
def copies(course):
    return course / "my_course"


def test_a_missing_notebook_is_copied_without_the_answers(course, copies):
    my_course.copy_missing(course, copies)
    assert json.loads((copies / "notebooks" / "03_overlap.ipynb").read_text()) == NOT_RUN
    assert json.loads((course / "notebooks" / "03_overlap.ipynb").read_text()) == RUN
    assert [path.name for path in (copies / "notebooks").iterdir()] == ["03_overlap.ipynb"]


def test_the_pages_beside_the_lessons_are_copied_too(course, copies):
    (course / "notebooks" / "index.ipynb").write_text(json.dumps(RUN))
    (course / "notebooks" / "cheat_sheet.pdf").write_bytes(b"a page")
    my_course.copy_missing(course, copies)
    assert json.loads((copies / "notebooks" / "index.ipynb").read_text()) == NOT_RUN
    assert (copies / "notebooks" / "cheat_sheet.pdf").read_bytes() == b"a page"


def test_a_page_that_is_no_lesson_is_named_by_its_name(course, copies, capsys):
    sheet = course / "notebooks" / "cheat_sheet.pdf"
    sheet.write_bytes(b"a page")
    my_course.copy_missing(course, copies)
    copy = copies / "notebooks" / "cheat_sheet.pdf"
    os.utime(copy, (1, 1))
    sheet.write_bytes(b"a better page")
    my_course.copy_missing(course, copies)
    assert copy.read_bytes() == b"a page"
    assert "make fresh LESSON=cheat_sheet" in capsys.readouterr().out
    my_course.set_aside("cheat_sheet", course, copies)
    assert copy.read_bytes() == b"a better page"
    assert [path.suffix for path in copy.parent.iterdir()].count(".pdf") == 2


def test_naming_no_lesson_sets_none_aside(course, copies):
    (course / "notebooks" / "00_start_here.ipynb").write_text(json.dumps(RUN))
    with pytest.raises(SystemExit, match="No lesson was named"):
        my_course.set_aside("", course, copies)
    assert not copies.exists()


def test_a_learners_notebook_is_kept_and_a_newer_version_is_told(course, copies, capsys):
    my_course.copy_missing(course, copies)
    copy = copies / "notebooks" / "03_overlap.ipynb"
    copy.write_text("my answers")
    os.utime(copy, (1, 1))
    my_course.copy_missing(course, copies)
    assert copy.read_text() == "my answers"
    assert "newer version of: 03_overlap.ipynb" in capsys.readouterr().out


def test_a_notebook_that_only_the_learner_changed_is_no_news(course, copies, capsys):
    my_course.copy_missing(course, copies)
    copy = copies / "notebooks" / "03_overlap.ipynb"
    os.utime(course / "notebooks" / "03_overlap.ipynb", (1, 1))
    copy.write_text("my answers")
    my_course.copy_missing(course, copies)
    assert capsys.readouterr().out == ""


def test_a_copy_that_nobody_changed_is_no_news(course, copies, capsys):
    my_course.copy_missing(course, copies)
    os.utime(copies / "notebooks" / "03_overlap.ipynb", (1, 1))
    my_course.copy_missing(course, copies)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("lesson", ["03", "3"])
def test_a_lesson_may_be_named_with_or_without_its_zero(course, copies, lesson):
    my_course.set_aside(lesson, course, copies)
    assert (copies / "notebooks" / "03_overlap.ipynb").exists()


def test_starting_anew_keeps_the_old_file_beside_the_new_one(course, copies):
    my_course.copy_missing(course, copies)
    copy = copies / "notebooks" / "03_overlap.ipynb"
    copy.write_text("my answers")
    my_course.set_aside("03", course, copies)
    assert json.loads(copy.read_text()) == NOT_RUN
    aside = [path for path in copy.parent.iterdir() if path != copy]
    assert [path.read_text() for path in aside] == ["my answers"]


@pytest.mark.parametrize("lesson", ["", "09", "overlap"])
def test_an_unknown_lesson_is_answered_with_an_example(course, copies, lesson):
    with pytest.raises(SystemExit, match="LESSON=03"):
        my_course.set_aside(lesson, course, copies)


def test_an_exercise_set_is_started_anew_apart_from_its_lesson(course, copies, capsys):
    (course / "exercises").mkdir()
    (course / "exercises" / "03_overlap.ipynb").write_text(json.dumps(NOT_RUN))
    my_course.copy_missing(course, copies)
    for folder in ("notebooks", "exercises"):
        (copies / folder / "03_overlap.ipynb").write_text("my answers")
    my_course.set_aside("ex3", course, copies)
    assert (copies / "notebooks" / "03_overlap.ipynb").read_text() == "my answers"
    assert json.loads((copies / "exercises" / "03_overlap.ipynb").read_text()) == NOT_RUN
    my_course.set_aside("03", course, copies)
    assert json.loads((copies / "notebooks" / "03_overlap.ipynb").read_text()) == NOT_RUN
    assert len(list((copies / "exercises").iterdir())) == len(list((copies / "notebooks").iterdir())) == 2
    os.utime(copies / "exercises" / "03_overlap.ipynb", (1, 1))
    (course / "exercises" / "03_overlap.ipynb").write_text(json.dumps(RUN | {"nbformat": 4}))
    capsys.readouterr()
    my_course.copy_missing(course, copies)
    assert "newer version of: exercises/03_overlap.ipynb" in capsys.readouterr().out
