"""The learner's copies: made when they are missing, renewed while nobody has touched them, never overwritten."""

import json
import multiprocessing
import os
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from segmetrics_lab.cli.copies import Copies, RefusedError, my_folder

LESSON = "notebooks/03_overlap.ipynb"
EXERCISE = "exercises/ex03_overlap.ipynb"
SHEET = "notebooks/cheat_sheet.pdf"
FIRST = "notebooks/00_start_here.ipynb"


@pytest.fixture
def copies(tmp_path):
    course = tmp_path / "course"
    for name in (FIRST, LESSON, EXERCISE, SHEET):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(f"the first {name}")
    return Copies(course, tmp_path / "my_course")


def text_of(copies, name):
    return (copies.folder / name).read_text()


def beside(copies, name):
    """The other files with the same beginning, in the folder of a copy."""
    copy = copies.folder / name
    return [path.read_text() for path in sorted(copy.parent.glob(f"{copy.stem}.*")) if path != copy]


def saved_at(path, seconds):
    path.write_text("my answers")
    os.utime(path, (seconds, seconds))


def test_what_is_missing_is_copied_and_nothing_is_told(copies):
    assert copies.complete() == ([], [])
    found = [path.relative_to(copies.folder).as_posix() for path in sorted(copies.folder.rglob("*.*"))]
    assert found == [".given.json", EXERCISE, FIRST, LESSON, SHEET]
    assert text_of(copies, LESSON) == "the first notebooks/03_overlap.ipynb"


def test_an_untouched_copy_of_an_older_lesson_is_renewed(copies):
    copies.complete()
    (copies.course / LESSON).write_text("the second")
    os.utime(copies.course / LESSON, (1, 1))  # as pip or an archive may set it
    assert copies.complete() == ([LESSON], [])
    assert text_of(copies, LESSON) == "the second"
    assert copies.complete() == ([], [])


def test_a_copy_with_work_in_it_is_kept_and_the_newer_lesson_is_told_until_it_is_wanted(copies):
    copies.complete()
    (copies.folder / LESSON).write_text("my answers")
    assert copies.complete() == ([], [])
    (copies.course / LESSON).write_text("the second")
    for _ in range(2):
        assert copies.complete() == ([], [LESSON])
        assert text_of(copies, LESSON) == "my answers"
    copies.start_anew(LESSON)
    assert copies.complete() == ([], [])
    assert text_of(copies, LESSON) == "the second"
    assert beside(copies, LESSON) == ["my answers"]


@pytest.mark.parametrize("damage", [None, "", "{", "[]", pytest.param("[" * 200_000, id="nested")])
def test_without_the_memory_of_what_was_given_a_copy_is_kept_and_told_once(copies, damage):
    copies.complete()
    (copies.folder / LESSON).write_text("my answers")
    if damage is None:
        (copies.folder / ".given.json").unlink()
    else:
        (copies.folder / ".given.json").write_text(damage)
    assert copies.complete() == ([], [LESSON])
    assert text_of(copies, LESSON) == "my answers"
    assert text_of(copies, FIRST) == "the first notebooks/00_start_here.ipynb"
    assert copies.complete() == ([], [])


@pytest.mark.parametrize(
    ("lesson", "names"),
    [
        ("03", [LESSON]),
        ("3", [LESSON]),
        ("ex03", [EXERCISE]),
        ("ex3", [EXERCISE]),
        ("EX3 ", [EXERCISE]),
        ("cheat_sheet", [SHEET]),
        ("0", [FIRST]),
    ],
)
def test_a_lesson_may_be_named_with_or_without_its_zero_and_a_page_by_its_name(copies, lesson, names):
    assert copies.named(lesson) == names


@pytest.mark.parametrize(
    ("lesson", "problem"),
    [
        ("", "No lesson was named"),
        (" ", "No lesson was named"),
        ("09", "There is no lesson '09'"),
        ("overlap", "There is no lesson 'overlap'"),
        (LESSON, f"There is no lesson '{LESSON}'"),
    ],
)
def test_an_unknown_lesson_is_answered_with_those_there_are(copies, lesson, problem):
    with pytest.raises(RefusedError) as refused:
        copies.named(lesson)
    assert str(refused.value) == f"{problem}. Name one of these: 00, 03, cheat_sheet, ex03."


def test_starting_a_lesson_anew_keeps_the_old_file_beside_it_and_leaves_its_exercises_alone(copies):
    copies.complete()
    for name in (LESSON, EXERCISE):
        (copies.folder / name).write_text("my answers")
    aside = copies.start_anew(LESSON)
    assert aside.read_text() == "my answers"
    assert aside.parent == copies.folder / "notebooks"
    assert aside.suffix == ".ipynb"
    assert text_of(copies, LESSON) == "the first notebooks/03_overlap.ipynb"
    assert text_of(copies, EXERCISE) == "my answers"


def test_starting_anew_what_is_missing_or_untouched_sets_nothing_aside(copies):
    assert copies.start_anew(LESSON) is None
    assert copies.start_anew(LESSON) is None
    assert text_of(copies, LESSON) == "the first notebooks/03_overlap.ipynb"
    assert beside(copies, LESSON) == []


def test_starting_anew_many_times_in_a_second_loses_nothing(copies):
    copies.complete()
    for turn in range(20):
        (copies.folder / LESSON).write_text(f"answer {turn}")
        copies.start_anew(LESSON)
    assert sorted(beside(copies, LESSON)) == sorted(f"answer {turn}" for turn in range(20))


def test_two_commands_at_the_same_time_lose_nothing_and_fail_neither(copies):
    copies.complete()
    (copies.folder / LESSON).write_text("my answers")
    at_once = multiprocessing.get_context("spawn")
    with at_once.Pool(4) as pool:
        pool.map(copies.start_anew, [LESSON] * 40)
    assert beside(copies, LESSON) == ["my answers"]
    assert text_of(copies, LESSON) == "the first notebooks/03_overlap.ipynb"


class StoppedClock(datetime):
    """A clock that gives each moment three times."""

    calls = count()

    @classmethod
    def now(cls, tz=None):
        return datetime(2026, 1, 1, microsecond=next(cls.calls) // 3, tzinfo=tz)


def test_two_files_set_aside_at_the_very_same_moment_are_both_kept(copies, monkeypatch):
    monkeypatch.setattr("segmetrics_lab.cli.copies.datetime", StoppedClock)
    for turn in range(6):
        (copies.folder / LESSON).parent.mkdir(parents=True, exist_ok=True)
        (copies.folder / LESSON).write_text(f"answer {turn}")
        copies.start_anew(LESSON)
    assert sorted(beside(copies, LESSON)) == [f"answer {turn}" for turn in range(6)]


def test_the_learner_left_off_where_a_copy_was_saved_last(copies):
    copies.complete()
    assert copies.left_off() == FIRST
    saved_at(copies.folder / LESSON, 2_000_000_000)
    saved_at(copies.folder / EXERCISE, 2_000_000_001)
    saved_at(copies.folder / SHEET, 2_000_000_002)  # not a notebook
    assert copies.left_off() == EXERCISE
    copies.start_anew("exercises/ex03_overlap.ipynb")
    assert copies.left_off() == LESSON


def test_in_a_clone_the_copies_are_in_the_clone_wherever_the_command_is_given(tmp_path):
    (tmp_path / "clone" / "notebooks" / "source").mkdir(parents=True)
    package = tmp_path / "clone" / "segmetrics_lab"
    assert my_folder(package, tmp_path / "elsewhere") == tmp_path / "clone" / "my_course"


def test_without_a_clone_the_copies_are_here_also_when_here_is_among_them(copies, tmp_path):
    package = Path("somewhere/site-packages/segmetrics_lab")
    assert my_folder(package, tmp_path) == tmp_path / "my_course"
    copies.complete()
    assert my_folder(package, copies.folder) == copies.folder
    assert my_folder(package, copies.folder / "notebooks") == copies.folder


def test_what_was_given_is_kept_as_readable_text(copies):
    copies.complete()
    given = json.loads((copies.folder / ".given.json").read_text())
    assert list(given) == [FIRST, LESSON, SHEET, EXERCISE]
    assert {len(value) for value in given.values()} == {64}
