"""`segmetrics present`: the copy for a lecture, its own guesses, and the sentence that answers what cannot be done."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from segmetrics_lab.cli import main, presenting
from segmetrics_lab.progress import FOLDER_VARIABLE

ROOT = Path(__file__).parents[2]

LESSON = "lectures/05_precision_and_recall.ipynb"
NUMBERS = ("03_accuracy_and_overlap", "05_precision_and_recall", "09_the_accuracy_paradox")


def lecture(*slides):
    cells = [{"cell_type": "code", "metadata": metadata, "source": "", "outputs": []} for metadata in ({}, *slides)]
    return json.dumps({"cells": cells})


@pytest.fixture
def package(monkeypatch, tmp_path):
    """A package with three lessons; of two there are slides."""
    course = tmp_path / "package" / "course"
    for part in ("notebooks", "lectures"):
        (course / part).mkdir(parents=True)
    for stem in NUMBERS:
        (course / "notebooks" / f"{stem}.ipynb").write_text(lecture())
        (course / "lectures" / f"{stem}.ipynb").write_text(lecture())
    slides = [
        {"slide": "One", "minutes": 3, "short": 2},
        {"slide": "Two", "minutes": 3},
        {"slide": "Three", "minutes": 3},
    ]
    for stem in NUMBERS[1:]:
        (course / "lectures" / f"{stem}.ipynb").write_text(lecture(*slides))
    static = course / "labextension" / "segmetrics-present" / "static"
    static.mkdir(parents=True)
    (static / "present.js").write_text("// the slides")
    (static.parent / "package.json").write_text('{"jupyterlab": {"_build": {"load": "static/present.js"}}}')
    monkeypatch.setattr("segmetrics_lab.cli.commands.COURSE", course)
    monkeypatch.setattr("segmetrics_lab.cli.commands.PACKAGE", course.parent)
    return course


@pytest.fixture
def started(monkeypatch, tmp_path, package):  # noqa: ARG001 (it is used)
    """Start JupyterLab in name only; what it would have been started with."""
    found = []

    def start(course, folder, notebook, *, options, settings, workspaces):
        page = json.loads((settings / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
        progress = Path(os.environ[FOLDER_VARIABLE])
        assert progress.is_dir()
        assert list(progress.glob("*.json")) == []
        [about] = (settings / "labextension").glob("*/package.json")
        script = about.parent / json.loads(about.read_text(encoding="utf-8"))["jupyterlab"]["_build"]["load"]
        found.append(
            {
                "extensions": about.parents[1],
                "script": (script.relative_to(settings).as_posix(), script.read_text(encoding="utf-8")),
                "folder": folder,
                "notebook": notebook,
                "options": options,
                "wish": json.loads(page["segmetricsPresent"]),
                "progress": progress,
                "is_apart": course not in settings.parents and workspaces == settings,
            }
        )

    monkeypatch.setattr(presenting, "start", start)
    monkeypatch.setattr(presenting, "untried", lambda _: "")
    monkeypatch.setattr(presenting, "_is_used", lambda _: False)
    monkeypatch.setenv(FOLDER_VARIABLE, "mine")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return found


def refused(*arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, str)
    return ended.value.code


def test_a_copy_for_the_lecture_opens_and_the_learners_own_notebook_is_not_touched(started, package, capsys):
    main(["present", "5"])
    (found,) = started
    folder = Path("my_course").resolve()
    assert (found["folder"], found["notebook"]) == (folder, LESSON)
    assert [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.*"))] == [".given.json", LESSON]
    assert (folder / LESSON).read_bytes() == (package / LESSON).read_bytes()
    assert found["options"] == [
        f"--LabApp.extra_labextensions_path={found['extensions']}",
        "--ServerApp.port=8888",
        "--ServerApp.port_retries=0",
    ]
    assert found["wish"] | {"started": ""} == {"notebook": LESSON, "minutes": 45, "from": 1, "started": ""}
    assert capsys.readouterr().out == (
        f"The copy for the lecture is {folder / LESSON}\n"
        "Lesson 05 has 3 slides in 45 minutes. In the browser, Page Down or Space goes on, and ? shows all keys.\n"
    )


def test_a_browser_takes_the_slides_of_an_update_and_not_those_that_it_has_kept(started, package):
    main(["present", "5"])
    main(["present", "5"])
    (package / "labextension" / "segmetrics-present" / "static" / "present.js").write_text("// the newer slides")
    main(["present", "5"])
    (name, text), again, (newer_name, newer_text) = (found["script"] for found in started)
    assert again == (name, text) == (name, "// the slides")
    assert newer_text == "// the newer slides"
    assert newer_name != name


def test_each_start_has_guesses_of_its_own_which_last_as_long_as_the_command(started):
    main(["present", "05"])
    main(["present", "05"])
    first, second = started
    assert first["progress"] != second["progress"]
    assert not first["progress"].exists()
    assert first["wish"]["started"] != second["wish"]["started"]
    assert all(one["is_apart"] for one in started)


def test_minutes_slide_port_and_options_of_jupyterlab_are_handed_on(started):
    main(
        [
            "present",
            "09",
            "--minutes",
            "45",
            "--from",
            "2",
            "--no-browser",
            "--port",
            "8899",
            "--ServerApp.ip=127.0.0.1",
        ]
    )
    assert started[0]["options"][1:] == [
        "--no-browser",
        "--ServerApp.port=8899",
        "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1",
    ]
    assert started[0]["wish"]["from"] == 2
    main(["present", "09", "--minutes", "20"])
    assert started[1]["wish"]["minutes"] == 20


def test_a_changed_copy_is_kept_when_the_lecture_is_renewed_until_a_fresh_one_is_wanted(started, package, capsys):
    main(["present", "05"])
    copy = Path("my_course", LESSON)
    changed = lecture({"slide": "Mine", "minutes": 45})
    copy.write_text(changed)
    newer = (package / LESSON).read_text() + "\n"
    (package / LESSON).write_text(newer)
    capsys.readouterr()
    main(["present", "05"])
    assert "yours is kept as it is. To take the new one, with yours kept beside it: segmetrics present 05 --fresh" in (
        capsys.readouterr().out
    )
    assert copy.read_text() == changed
    main(["present", "05", "--fresh"])
    assert "The one before is kept as 05_precision_and_recall.2" in capsys.readouterr().out
    assert copy.read_text() == newer
    assert sorted(path.read_text() for path in copy.parent.iterdir()) == sorted([changed, newer])
    assert len(started) == 3


def test_an_untouched_copy_is_renewed_and_that_is_said(started, package, capsys):
    main(["present", "05"])
    (package / LESSON).write_text((package / LESSON).read_text() + "\n")
    main(["present", "05"])
    assert "It was renewed, as you had not changed it." in capsys.readouterr().out
    assert len(started) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["3"], "Lesson 03 has no slides. Lessons with slides: 05, 09."),
        (["6"], "There is no lesson '6'. Lessons with slides: 05, 09. Did you mean 05?"),
        (["40"], "There is no lesson '40'. Lessons with slides: 05, 09. Did you mean 09?"),
        (["Paradox"], "There is no lesson 'Paradox'. Lessons with slides: 05, 09. Did you mean 09?"),
        (
            ["09_the_acuracy_paradox"],
            "There is no lesson '09_the_acuracy_paradox'. Lessons with slides: 05, 09. "
            "Did you mean '09_the_accuracy_paradox'?",
        ),
        (["zzz"], "There is no lesson 'zzz'. Lessons with slides: 05, 09."),
        (["05", "--from", "4"], "There is no slide 4. Lesson 05 has 3 slides in 45 minutes."),
        (["05", "--minutes", "20", "--from", "2"], "There is no slide 2. Lesson 05 has 1 slide in 20 minutes."),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence(started, arguments, sentence):
    assert refused("present", *arguments) == sentence
    assert started == []
    assert not Path("my_course").exists()


@pytest.mark.parametrize("slide", ["0", "two", "-1", ""])
def test_a_slide_is_a_number_from_1_on(started, slide, capsys):
    with pytest.raises(SystemExit):
        main(["present", "05", f"--from={slide}"])
    assert "is not the number of a slide: write a whole number from 1 on" in capsys.readouterr().err
    assert started == []


@pytest.fixture
def listening(monkeypatch):
    """A port on which somebody listens, and which is the usual one now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        monkeypatch.setattr(presenting, "USUAL_PORT", port)
        yield port


def test_a_port_in_use_gives_the_next_which_is_said(listening, capsys):
    port = presenting.free_port()
    assert port > listening
    assert capsys.readouterr().out == f"Port {listening} is in use, so this lecture is on port {port}.\n"


def test_a_port_that_was_asked_for_is_taken_or_refused(listening):
    with pytest.raises(presenting.RefusedError, match=f"^Port {listening} is in use, perhaps by another JupyterLab"):
        presenting.free_port(listening)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert presenting.free_port(port) == port


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_the_lines_for_make_in_the_guide_start_the_lectures_that_they_promise():
    guide = (ROOT / "docs" / "presenting.md").read_text(encoding="utf-8")
    lines = re.findall(r"^make present [^#\n]*", guide, re.MULTILINE)
    alone = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")}
    started = [
        subprocess.check_output(["make", "-n", *line.split()[1:]], cwd=ROOT, text=True, env=alone) for line in lines
    ]
    assert [shlex.split(said.partition("-m segmetrics_lab.cli ")[2].replace("\\\n", "")) for said in started] == [
        ["present", "09"],
        ["present", "09", "--minutes", "20"],
        ["present", "09", "--from", "7"],
    ]
