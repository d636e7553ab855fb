"""What may be typed behind `segmetrics`, and the sentence that answers what cannot be done."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from segmetrics_lab import progress
from segmetrics_lab.cli import commands, main
from segmetrics_lab.progress import keep, lessons, read

ROOT = Path(__file__).parents[2]
LESSON = "notebooks/03_accuracy_and_overlap.ipynb"
EXERCISE = "exercises/ex03_accuracy_and_overlap.ipynb"


@pytest.fixture
def started(monkeypatch, tmp_path):
    """An empty folder without a clone, and the tried JupyterLab, which only notes with what it was started."""
    found = []
    monkeypatch.setattr(commands, "untried", lambda _: "")
    monkeypatch.setattr(
        commands, "start", lambda _, folder, notebook, *, options: found.append((folder, notebook, options))
    )
    monkeypatch.setattr(commands, "PACKAGE", Path("site-packages/segmetrics_lab"))
    monkeypatch.delenv("MAKELEVEL", raising=False)
    monkeypatch.chdir(tmp_path)
    return found


def refused(*arguments):
    """The sentence with which a command line ends."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, str)
    return ended.value.code


def test_the_first_start_copies_the_course_and_opens_lesson_0(started, tmp_path, capsys):
    main(["lab"])
    assert started == [(tmp_path / "my_course", "notebooks/00_start_here.ipynb", [])]
    assert capsys.readouterr().out == f"Your copies of the course are in {tmp_path / 'my_course'}\n"
    notebook = json.loads((tmp_path / "my_course" / LESSON).read_text(encoding="utf-8"))
    assert [cell["outputs"] for cell in notebook["cells"] if cell.get("outputs")] == []
    assert (tmp_path / "my_course/notebooks/cheat_sheet.pdf").read_bytes().startswith(b"%PDF")
    folders = [path.name for path in (tmp_path / "my_course").iterdir() if path.is_dir()]
    assert sorted(folders) == ["exercises", "notebooks"]  # what only lecturers read is not copied


@pytest.mark.parametrize(("lesson", "notebook"), [("03", LESSON), ("3", LESSON), ("ex3", EXERCISE)])
def test_a_lesson_or_an_exercise_set_may_be_named(started, lesson, notebook):
    main(["lab", lesson])
    assert started[0][1] == notebook


def test_the_next_start_opens_what_was_saved_last(started, tmp_path):
    main(["lab", "07"])
    (tmp_path / "my_course" / EXERCISE).write_text("my answers")
    main(["lab"])
    assert started[1][1] == EXERCISE


def test_options_that_are_not_ours_go_on_to_jupyterlab(started):
    main(["lab", "--ServerApp.ip=127.0.0.1", "03", "--no-browser", "--debug", "--port", "8899"])
    assert started[0][1:] == (
        LESSON,
        ["--no-browser", "--ServerApp.port=8899", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1", "--debug"],
    )


def test_a_newer_lesson_is_told_with_the_command_that_starts_it_anew(started, monkeypatch, tmp_path, capsys):
    main(["lab"])
    (tmp_path / "my_course" / LESSON).write_text("my answers")
    given = tmp_path / "my_course" / ".given.json"
    given.write_text(json.dumps(json.loads(given.read_text()) | {LESSON: "of an older version"}))
    capsys.readouterr()
    main(["lab"])
    told = capsys.readouterr().out
    assert told.startswith(
        f"The course has a newer version of: {LESSON}. Your copies are kept as they are.\n"
        "To start one anew, with yours kept beside it: segmetrics fresh 03\n"
    )
    monkeypatch.setenv("MAKELEVEL", "1")
    main(["lab"])
    assert "kept beside it: make fresh LESSON=03\n" in capsys.readouterr().out
    assert len(started) == 3


def test_a_renewed_lesson_is_named(started, tmp_path, capsys):
    main(["lab"])
    (tmp_path / "my_course" / LESSON).write_bytes(b"abc")
    given = tmp_path / "my_course" / ".given.json"
    hash_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    given.write_text(json.dumps(json.loads(given.read_text()) | {LESSON: hash_of_abc}))
    capsys.readouterr()
    main(["lab"])
    assert capsys.readouterr().out.startswith(f"Renewed, as you had not changed them: {LESSON}\n")
    assert len(started) == 2


@pytest.mark.usefixtures("started")
def test_starting_anew_says_where_the_old_file_is(tmp_path, capsys):
    main(["fresh", "03"])
    assert capsys.readouterr().out == f"As the course has it: {Path('my_course', LESSON)}\n"
    (tmp_path / "my_course" / LESSON).write_text("my answers")
    main(["fresh", "03"])
    first, second = capsys.readouterr().out.splitlines()
    assert (tmp_path / first.removeprefix("Your file is kept as ")).read_text() == "my answers"
    assert second == f"As the course has it: {Path('my_course', LESSON)}"


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("command", ["lab", "fresh"])
def test_an_unknown_lesson_is_answered_with_all_names_and_nothing_is_made(command, tmp_path):
    lessons = [f"{number:02}" for number in range(14)]
    sets = [f"ex{number:02}" for number in range(1, 14)]
    names = ", ".join([*lessons, "glossary", "index", "cheat_sheet", "capstone", *sets])
    assert refused(command, "44") == f"There is no lesson '44'. Name one of these: {names}."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("started")
def test_fresh_without_a_lesson_asks_for_one():
    assert refused("fresh").startswith("No lesson was named. Name one of these: 00, 01,")


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("command", [["lab"], ["fresh", "03"]])
def test_a_folder_that_cannot_be_written_is_named(command, tmp_path):
    (tmp_path / "my_course").write_text("a file, where the folder should be")
    found = refused(*command)
    assert found.startswith(f"Your copies cannot be written to {tmp_path / 'my_course'} (")
    assert found.endswith("). Close what holds the file, or go to a folder of your own and start there.")
    assert "\n" not in found


@pytest.mark.usefixtures("started")
def test_an_interruption_ends_without_a_word(monkeypatch, capsys):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "start", interrupt)
    with pytest.raises(SystemExit) as ended:
        main(["lab"])
    assert ended.value.code == 130
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("port", ["70000", "0", "abc", "-1", "8888.0", "", "9" * 5000])
def test_what_is_not_a_port_is_refused_with_those_there_are(port, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["lab", f"--port={port}"])
    assert ended.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.endswith(f"argument --port: {port!r} is not a port: write a whole number from 1 to 65535, such as 8888")


@pytest.mark.skipif(os.name == "nt", reason="Windows does not delete a working directory")
@pytest.mark.usefixtures("started")
def test_a_folder_that_was_deleted_is_told(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert refused("lab") == "The folder you are in was deleted. Go to another one with cd, and start there."


@pytest.mark.parametrize(
    "arguments", [[], ["open"], ["fresh", "03", "--quickly"], ["lab", "03", "04"], ["fresh", "3", "4"]]
)
def test_what_cannot_be_read_is_answered_with_the_usage(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: segmetrics ")


def test_the_help_loads_neither_numpy_nor_jupyterlab():
    code = (
        "import sys; from segmetrics_lab.cli import main\ntry: main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert "open the course in JupyterLab, where you left off" in found
    assert {"numpy", "jupyterlab", "jupyter_server"} & set(found.splitlines()[-1].split()) == set()


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13)])
def test_an_old_python_is_refused_in_a_sentence(version):
    code = f"import sys; sys.version_info = {version}; import segmetrics_lab.cli"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert found.returncode == 1
    assert found.stderr.startswith("The course needs Python 3.11 or later, but this is Python 3.")
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("name", ["__init__.py", "cli/__init__.py", "cli/__main__.py", "cli/old_python.py"])
def test_what_comes_before_that_sentence_can_be_read_by_an_old_python(name):
    ast.parse((ROOT / "segmetrics_lab" / name).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.skipif(os.name == "nt", reason="on Windows, the course is started without make")
def test_make_hands_the_lesson_and_the_options_on():
    command = [
        "make",
        "--dry-run",
        "--no-print-directory",
        "lab",
        "LESSON=03",
        "BROWSER=none",
        "LAB_OPTIONS=--ServerApp.port=0",
    ]
    found = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ | {"MAKEFLAGS": ""}
    ).stdout
    assert found.splitlines()[-1] == ('.venv/bin/python -m segmetrics_lab.cli lab "03" --no-browser --ServerApp.port=0')


@pytest.mark.usefixtures("started")
def test_fresh_lets_a_lesson_ask_again_and_keeps_the_guesses(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(tmp_path))
    monkeypatch.setattr(
        lessons, "lesson_texts", lambda: {"lessons": {"overlap": {"guesses": ["ball"]}, "matrix": {"guesses": ["no"]}}}
    )
    monkeypatch.setattr(progress, "lesson_texts", lessons.lesson_texts)
    keep("guesses", "ball", guess="0.9")
    keep("guesses", "no", guess="0.1")
    main(["fresh", "03"])
    assert "Its questions ask again: your guesses (1) are set aside." in capsys.readouterr().out
    assert (read("guesses", "ball"), read("guesses", "no")) == ({}, {"guess": "0.1"})
    record = json.loads((tmp_path / "segmetrics_progress.json").read_text())
    assert [entries for name, entries in record.items() if name != "guesses"] == [{"ball": {"guess": "0.9"}}]


@pytest.mark.usefixtures("started")
def test_a_course_of_the_first_edition_is_moved_aside_once_and_its_progress_stays(tmp_path, capsys):
    course = tmp_path / "my_course"
    for name in ("notebooks/04_precision_and_recall.ipynb", "exercises/03_accuracy_and_overlap.ipynb"):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text("my work")
    (course / "exercises" / "segmetrics_progress.json").write_text('{"ex03": {"iou": {"outcome": "correct"}}}')
    main(["lab"])
    assert f"Your files of the first edition are in {course / 'first_edition'}" in capsys.readouterr().out
    assert (course / "first_edition/notebooks/04_precision_and_recall.ipynb").read_text() == "my work"
    assert (course / "first_edition/exercises/03_accuracy_and_overlap.ipynb").read_text() == "my work"
    assert json.loads((course / "segmetrics_progress.json").read_text()) == {"ex03": {"iou": {"outcome": "correct"}}}
    assert (course / EXERCISE).exists()
    assert not (course / "notebooks/04_precision_and_recall.ipynb").exists()
    main(["lab"])
    assert "first edition" not in capsys.readouterr().out
