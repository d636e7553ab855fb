"""Progress is kept by section and name: never lost to another kernel, never overwritten where it cannot be read."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from filelock import FileLock

from segmetrics_lab.progress import change, keep, read, record
from segmetrics_lab.progress.record import progress_file

ROOT = Path(__file__).parents[2]
NAME = "segmetrics_progress.json"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(tmp_path))
    return tmp_path


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The folder of exercises in the copy of a learner, as the working directory."""
    exercises = tmp_path / "my_course" / "exercises"
    exercises.mkdir(parents=True)
    monkeypatch.delenv("SEGMETRICS_PROGRESS", raising=False)
    monkeypatch.chdir(exercises)
    return exercises.parent


def content(path):
    return json.loads(path.read_text(encoding="utf-8"))


def set_aside(folder):
    return list(folder.glob("segmetrics_progress_*.json"))


def test_what_is_kept_is_read_by_section_and_name(folder):
    assert keep("ex03", "iou", outcome="not yet", tries=1) == ""
    assert keep("ex03", "iou", outcome="correct") == ""
    assert keep("guesses", "iou", choice="half") == ""
    assert read("ex03", "iou") == {"outcome": "correct", "tries": 1}
    assert read("guesses", "iou") == {"choice": "half"}
    assert read("ex03", "half") == read("ex04", "iou") == {}
    assert content(folder / NAME) == {
        "ex03": {"iou": {"outcome": "correct", "tries": 1}},
        "guesses": {"iou": {"choice": "half"}},
    }


@pytest.mark.usefixtures("folder")
def test_a_change_starts_from_what_was_kept():
    for _ in range(3):
        change("ex03", "iou", lambda entry: {"tries": entry.get("tries", 0) + 1})
    assert read("ex03", "iou") == {"tries": 3}


def test_nothing_but_the_record_and_its_hidden_lock_is_left_in_the_folder(folder):
    keep("ex03", "iou", tries=1)
    assert {path.name for path in folder.iterdir()} - {".segmetrics_progress.lock"} == {NAME}


@pytest.mark.usefixtures("course")
def test_the_named_folder_goes_before_the_course(tmp_path, monkeypatch):
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(tmp_path))
    assert progress_file() == tmp_path / NAME


@pytest.mark.parametrize("place", [".", "exercises", "exercises/deeper/still"])
def test_the_file_of_a_course_is_one_for_all_of_its_folders(course, monkeypatch, place):
    (course / place).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(course / place)
    assert progress_file() == course / NAME


def test_outside_of_a_course_the_file_is_in_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.delenv("SEGMETRICS_PROGRESS", raising=False)
    monkeypatch.chdir(tmp_path)
    assert progress_file() == tmp_path / NAME
    assert keep("ex03", "iou", tries=1) == ""
    assert (tmp_path / NAME).exists()


def test_what_was_kept_beside_the_exercises_moves_up_with_the_next_change(course):
    earlier = course / "exercises" / NAME
    earlier.write_text('{"ex01": {"box": {"outcome": "correct"}}}')
    assert read("ex01", "box") == {"outcome": "correct"}
    assert keep("ex03", "iou", tries=1) == ""
    assert content(course / NAME) == {"ex01": {"box": {"outcome": "correct"}}, "ex03": {"iou": {"tries": 1}}}
    assert not earlier.exists()


def test_a_file_beside_the_exercises_does_not_replace_that_of_the_course(course):
    keep("ex03", "iou", tries=1)
    (course / "exercises" / NAME).write_text('{"ex03": {"iou": {"tries": 7}}}')
    keep("ex03", "iou", outcome="correct")
    assert read("ex03", "iou") == {"tries": 1, "outcome": "correct"}


BROKEN = ["", "{", "[]", "5", '{"ex03": 5}', '{"ex03": {"iou": "done"}}', '{"ex03": {"iou": {"tries": 1}}']


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_is_set_aside_and_the_note_names_it(folder, text):
    (folder / NAME).write_text(text)
    assert read("ex03", "iou") == {}
    note = keep("ex03", "half", tries=1)
    (aside,) = set_aside(folder)
    assert aside.read_text() == text
    assert note == f"{NAME} could not be read, so your progress starts again; the old file is now {aside.name}."
    assert content(folder / NAME) == {"ex03": {"half": {"tries": 1}}}
    assert keep("ex03", "half", tries=2) == ""


def test_bytes_that_are_no_text_are_set_aside_too(folder):
    (folder / NAME).write_bytes(b"\xff\xfe{\x00}\x00")
    assert read("ex03", "iou") == {}
    keep("ex03", "iou", tries=1)
    assert [path.read_bytes() for path in set_aside(folder)] == [b"\xff\xfe{\x00}\x00"]


def test_two_broken_files_are_both_set_aside(folder):
    for _ in range(2):
        (folder / NAME).write_text("{")
        keep("ex03", "iou", tries=1)
    assert len(set_aside(folder)) == 2


def test_reading_alone_sets_nothing_aside(folder):
    (folder / NAME).write_text("{")
    read("ex03", "iou")
    assert (folder / NAME).read_text() == "{"
    assert set_aside(folder) == []


def test_a_mark_that_an_editor_puts_first_does_no_harm(folder):
    (folder / NAME).write_bytes(b'\xef\xbb\xbf{"ex03": {"iou": {"tries": 1}}}')
    assert read("ex03", "iou") == {"tries": 1}
    assert keep("ex03", "iou", outcome="correct") == ""
    assert read("ex03", "iou") == {"tries": 1, "outcome": "correct"}


def test_what_cannot_be_written_counts_in_this_process_and_is_written_when_it_can_be(tmp_path, monkeypatch):
    folder = tmp_path / "later"
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(folder))
    assert keep("ex03", "iou", tries=1) == (
        f"Your progress is not kept once this kernel ends: {folder / NAME} cannot be read or written."
    )
    assert keep("ex03", "half", tries=5) != ""
    assert read("ex03", "iou") == {"tries": 1}
    folder.mkdir()
    (folder / NAME).write_text('{"ex03": {"iou": {"hints": 2}}}')
    assert read("ex03", "iou") == {"hints": 2, "tries": 1}
    assert keep("ex04", "iou", tries=1) == ""
    assert content(folder / NAME) == {
        "ex03": {"half": {"tries": 5}, "iou": {"hints": 2, "tries": 1}},
        "ex04": {"iou": {"tries": 1}},
    }


def test_while_another_kernel_holds_the_lock_for_long_the_change_waits_for_the_next(folder, monkeypatch):
    monkeypatch.setattr(record, "LONGEST_WAIT_S", 0)
    held, done = Event(), Event()

    def hold():
        with FileLock(folder / record.LOCK_NAME):
            held.set()
            done.wait()

    holder = Thread(target=hold)
    holder.start()
    held.wait()
    assert "is not kept" in keep("ex03", "iou", tries=1)
    assert not (folder / NAME).exists()
    done.set()
    holder.join()
    assert keep("ex03", "half", tries=1) == ""
    assert content(folder / NAME) == {"ex03": {"half": {"tries": 1}, "iou": {"tries": 1}}}


def test_a_file_that_may_not_be_read_is_left_as_it_is(folder):
    (folder / NAME).mkdir()  # a stand-in that even an administrator cannot read as a file
    assert read("ex03", "iou") == {}
    assert "is not kept" in keep("ex03", "iou", tries=1)
    assert (folder / NAME).is_dir()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not delete a working directory")
def test_a_working_directory_that_was_deleted_costs_a_note(tmp_path, monkeypatch):
    monkeypatch.delenv("SEGMETRICS_PROGRESS", raising=False)
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "is not kept" in keep("ex03", "iou", tries=1)


COUNTS = """
import sys
from segmetrics_lab.progress import change
for number in range(40):
    change("both", "tries", lambda entry: {"of all": entry.get("of all", 0) + 1})
    change(sys.argv[1], str(number), lambda entry: {"outcome": "correct"})
"""


def test_two_kernels_that_write_at_once_lose_nothing(folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen([sys.executable, "-c", COUNTS, name], env=environment) for name in ("a", "b")]
    assert [run.wait() for run in runs] == [0, 0]
    kept = content(folder / NAME)
    assert kept["both"] == {"tries": {"of all": 80}}
    assert {name: len(kept[name]) for name in ("a", "b")} == {"a": 40, "b": 40}


def test_progress_needs_neither_numpy_nor_pillow():
    script = "import sys, segmetrics_lab.progress; print([name for name in ('numpy', 'PIL') if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert found.stdout.strip() == "[]"
