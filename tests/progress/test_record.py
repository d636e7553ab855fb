"""Progress is kept by question: never lost to another kernel, never overwritten where it cannot be read."""

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
    start_in(exercises, monkeypatch)
    return exercises.parent


def start_in(folder, monkeypatch):
    """As if this process had started in a folder, with nothing said about progress."""
    monkeypatch.delenv("SEGMETRICS_PROGRESS", raising=False)
    monkeypatch.setattr(record, "STARTED_IN", folder)


def content(path):
    return json.loads(path.read_text(encoding="utf-8"))


def set_aside(folder):
    return list(folder.glob("segmetrics_progress_*.json"))


def not_kept(folder):
    return f"Your progress is not kept once this kernel ends: {folder / NAME} cannot be read or written."


def test_what_is_kept_is_read_by_name_and_guesses_apart_from_questions(folder):
    assert keep("ex03", "iou", outcome="not yet", tries=1) == ""
    assert keep("ex03", "iou", outcome="correct") == ""
    assert keep("guesses", "iou", choice="half") == ""
    assert read("ex03", "iou") == {"outcome": "correct", "tries": 1}
    assert read("guesses", "iou") == {"choice": "half"}
    assert read("ex03", "half") == read("votes", "iou") == read("votes", "half") == {}
    assert content(folder / NAME) == {
        "ex03": {"iou": {"outcome": "correct", "tries": 1}},
        "guesses": {"iou": {"choice": "half"}},
    }


def test_a_question_is_known_by_its_name_so_that_its_set_may_get_another_number(folder):
    keep("ex03", "iou", outcome="correct")
    assert read("ex12", "iou") == {"outcome": "correct"}
    keep("ex12", "iou", tries=2)
    assert read("ex03", "iou") == {"outcome": "correct", "tries": 2}
    assert content(folder / NAME) == {"ex12": {"iou": {"outcome": "correct", "tries": 2}}}


def test_a_name_that_stood_for_two_questions_in_version_0_3_is_read_as_both(folder):
    (folder / NAME).write_text('{"ex05": {"half": {"tries": 3}}, "ex07": {"column": {"tries": 4}}}')
    assert [read("ex05", "cart"), read("ex07", "extra_column")] == [{"tries": 3}, {"tries": 4}]
    assert [read("ex03", "half"), read("ex02", "column")] == [{}, {}]


def test_a_question_that_gave_its_answer_away_is_read_under_its_new_name(folder):
    (folder / NAME).write_text('{"ex01": {"blurred": {"outcome": "correct"}}}')
    assert read("ex01", "wall") == {"outcome": "correct"}


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
    start_in(course / place, monkeypatch)
    assert progress_file() == course / NAME


def test_outside_of_a_course_the_file_is_in_the_working_directory(tmp_path, monkeypatch):
    start_in(tmp_path, monkeypatch)
    assert progress_file() == tmp_path / NAME
    assert keep("ex03", "iou", tries=1) == ""
    assert (tmp_path / NAME).exists()


def test_code_that_changes_the_working_directory_leaves_progress_where_it_was(course, monkeypatch, tmp_path):
    keep("ex03", "iou", tries=1)
    monkeypatch.chdir(tmp_path)
    assert read("ex03", "iou") == {"tries": 1}
    monkeypatch.setenv("SEGMETRICS_PROGRESS", "beside")
    assert progress_file() == course / "exercises" / "beside" / NAME


def test_a_named_folder_may_begin_with_the_sign_for_home_and_is_made(tmp_path, monkeypatch):
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setenv("SEGMETRICS_PROGRESS", "~/of mine/progress")
    assert keep("ex03", "iou", tries=1) == ""
    assert (tmp_path / "of mine" / "progress" / NAME).exists()


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
NESTED = "[" * 200_000


@pytest.mark.parametrize("text", [*BROKEN, pytest.param(NESTED, id="nested")])
def test_a_broken_file_is_set_aside_and_the_note_names_it(folder, text):
    (folder / NAME).write_text(text)
    assert read("ex03", "iou") == {}
    note = keep("ex03", "half", tries=1)
    (aside,) = set_aside(folder)
    assert aside.read_text() == text
    assert note == f"{NAME} could not be read, so your progress starts again; the old file is now {aside.name}."
    assert content(folder / NAME) == {"ex03": {"half": {"tries": 1}}}
    assert keep("ex03", "half", tries=2) == ""


def test_bytes_that_are_not_a_text_are_set_aside_too(folder):
    (folder / NAME).write_bytes(b"\x80\x81")
    assert read("ex03", "iou") == {}
    keep("ex03", "iou", tries=1)
    assert [path.read_bytes() for path in set_aside(folder)] == [b"\x80\x81"]


DAMAGED = [
    '{"ex01": 5, "ex03": {"iou": {"tries": 1}}}',
    '{"ex03": {"half": "done", "iou": {"tries": 1}}}',
    '{"ex03": {"iou": {"outcome": [], "tries": 1}}}',
    '{"ex03": {"iou": {"outcome": {"of": "a try"}, "tries": 1}}}',
]


@pytest.mark.parametrize("text", DAMAGED)
def test_what_can_be_read_of_a_damaged_file_goes_on_and_the_old_file_is_kept(folder, text):
    (folder / NAME).write_text(text)
    assert read("ex03", "iou") == {"tries": 1}
    note = keep("ex03", "box", tries=2)
    (aside,) = set_aside(folder)
    assert aside.read_text() == text
    assert note == f"Parts of {NAME} could not be read and are left out; the old file is now {aside.name}."
    assert (read("ex03", "iou"), read("ex03", "box")) == ({"tries": 1}, {"tries": 2})
    assert keep("ex03", "box", tries=3) == ""


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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_an_encoding_that_an_editor_chose_does_no_harm(folder, encoding):
    (folder / NAME).write_bytes('{"ex03": {"iou": {"tries": 1}}}'.encode(encoding))
    assert read("ex03", "iou") == {"tries": 1}
    assert keep("ex03", "iou", outcome="correct") == ""
    assert read("ex03", "iou") == {"tries": 1, "outcome": "correct"}


def test_what_cannot_be_written_counts_in_this_process_and_is_written_when_it_can_be(tmp_path, monkeypatch):
    folder = tmp_path / "later"
    folder.write_text("a file, where the folder should be")
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(folder))
    assert keep("ex03", "iou", tries=1) == not_kept(folder)
    assert keep("ex03", "half", tries=5) == ""  # it is said once
    assert read("ex03", "iou") == {"tries": 1}
    folder.unlink()
    folder.mkdir()
    (folder / NAME).write_text('{"ex03": {"iou": {"hints": 2}}}')
    assert read("ex03", "iou") == {"hints": 2, "tries": 1}
    assert keep("ex04", "box", tries=1) == ""
    assert content(folder / NAME) == {
        "ex03": {"half": {"tries": 5}, "iou": {"hints": 2, "tries": 1}},
        "ex04": {"box": {"tries": 1}},
    }
    (folder / NAME).unlink()
    (folder / NAME).mkdir()
    assert keep("ex04", "box", tries=2) == not_kept(folder)


@pytest.mark.usefixtures("folder")
def test_hints_go_on_where_nothing_can_be_written(monkeypatch, tmp_path):
    monkeypatch.setattr(record, "FileLock", no_lock)
    for expected in range(3):
        assert read("ex03", "iou").get("hints", 0) == expected
        note = change("ex03", "iou", lambda entry: {"hints": entry.get("hints", 0) + 1})
        assert note == ("" if expected else not_kept(tmp_path))


def no_lock(*_, **__):
    """As on a file system that knows no locks."""
    raise NotImplementedError


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
def test_a_working_directory_that_was_deleted_costs_a_note(tmp_path):
    script = (
        "import os; os.rmdir(os.getcwd())\nfrom segmetrics_lab.progress import keep; print(keep('ex03', 'iou', a=1))"
    )
    gone = tmp_path / "gone"
    gone.mkdir()
    environment = {key: value for key, value in os.environ.items() if key != "SEGMETRICS_PROGRESS"}
    environment |= {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    found = subprocess.run(command, cwd=gone, capture_output=True, text=True, check=True, env=environment)
    assert "is not kept" in found.stdout


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


@pytest.mark.parametrize("is_kept", [True, False])
def test_two_threads_of_one_kernel_lose_nothing(folder, monkeypatch, is_kept):
    if not is_kept:
        monkeypatch.setattr(record, "FileLock", no_lock)

    def count():
        for _ in range(30):
            change("both", "tries", lambda entry: {"of all": entry.get("of all", 0) + 1})

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read("both", "tries") == {"of all": 120}
    assert (folder / NAME).exists() == is_kept


def test_progress_needs_neither_numpy_nor_pillow():
    script = "import sys, segmetrics_lab.progress; print([name for name in ('numpy', 'PIL') if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert found.stdout.strip() == "[]"
