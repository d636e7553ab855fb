"""What a lecturer types, and what is said: the judge is an acting one here, all else is real."""

import csv
import json
import subprocess
import sys
from argparse import ArgumentTypeError
from contextlib import nullcontext
from datetime import datetime

import pytest

from segmetrics_lab.cli import grading_commands, main
from segmetrics_lab.grading import About, ClassFolder, graded_class, releasing
from segmetrics_lab.grading.judged import BOXED, LIMITS_ONLY, Judged, Result
from tests.grading.judged_answers import BY_PREDICTION, RIGHT, a_learner

REASON = "Max_13_assignsubmission_file_/photo.jpg is no notebook (.ipynb), and this learner has no other file"
POINTS = {"Ada-11": 3.0, "Ben-12": 1.5}
WORKSHEET = (
    ("Identifier", "Full name", "Grade", "Maximum grade", "Last modified (grade)", "Feedback comments"),
    ("Participant 11", "Ada", "", "3.00", "-", ""),
    ("Participant 19", "Zoe", "", "3.00", "-", ""),
)


def refused(*arguments):
    """The sentence with which a command line ends."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, str)
    return ended.value.code


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def empty_gradebook(tmp_path_factory):
    """A gradebook without anything in it: nbgrader needs a program of its own, and seconds, to make one."""
    from segmetrics_lab.grading.recording import record  # noqa: PLC0415 (it imports nbgrader)

    folder = ClassFolder(tmp_path_factory.mktemp("gradebook"))
    folder.write_about(About("Vision"))
    record(folder, "ex03", [])
    return folder.gradebook.read_bytes()


@pytest.fixture
def folder(here, empty_gradebook):
    """The folder of a class that has released ex03."""
    folder = ClassFolder(here / "my_class")
    folder.path.mkdir()
    folder.gradebook.write_bytes(empty_gradebook)
    folder.write_about(About("Vision", "Ada Quill"))
    source = folder.source_notebook("ex03")
    source.parent.mkdir(parents=True)
    source.write_text("{}")
    return folder


@pytest.fixture
def download(here):
    """Two notebooks and a photograph, as Moodle hands them over."""
    for who in ("Ada_11", "Ben_12"):
        place = here / "download" / f"{who}_assignsubmission_file_"
        place.mkdir(parents=True)
        (place / "ex03.ipynb").write_text('{"cells": []}')
    photograph = here / "download" / "Max_13_assignsubmission_file_" / "photo.jpg"
    photograph.parent.mkdir()
    photograph.write_bytes(b"")
    return here / "download"


@pytest.fixture
def judge(monkeypatch):
    """An acting judge: Ada is right, Ben is not; what it was asked is in its list."""
    asked = []

    def judge_all(submissions, judge, kept, *, workers, without_notebook):
        asked.append((judge.box.level, workers))
        answers = {"Ada-11": RIGHT, "Ben-12": BY_PREDICTION}
        judged = [a_learner(one.learner, answers[one.learner], score=POINTS[one.learner]) for one in submissions]
        others = [
            Judged("ex03", who, f"digest of {who}", BOXED, (Result("ex03.iou", "1", 0, 0, "could not run", why),), why)
            for who, why in without_notebook.items()
        ]
        for one in (*judged, *others):
            kept.keep(one)
        return (*judged, *others)

    monkeypatch.setattr(graded_class, "judge_all", judge_all)
    monkeypatch.setattr(graded_class, "obstacle", lambda: "")
    monkeypatch.setattr(graded_class, "view", nullcontext)
    monkeypatch.setattr(graded_class.Box, "__init__", lambda self, *_, **__: object.__setattr__(self, "level", BOXED))
    return asked


def grades(folder):
    with folder.grades_csv.open(encoding="utf-8", newline="") as file:
        return {row["learner"]: (row["points"], row["problem"]) for row in csv.DictReader(file)}


@pytest.mark.usefixtures("judge", "download")
def test_a_download_becomes_grades_pages_and_a_report_and_all_is_said(folder, capsys):
    main(["grade", "download"])
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        "3 learners, 2 graded, boxed.",
        "1 learner could not be graded and gets 0 points:",
        f"  Max-13: {REASON}",
    ]
    assert told[-3:] == [
        "Grades   my_class/grades.csv",
        "Pages    my_class/feedback/LEARNER/ex03/ex03.html",
        "Report   my_class/report-ex03.html",
    ]
    assert {who: points for who, (points, _) in grades(folder).items()} == {
        "Ada-11": "3",
        "Ben-12": "1.5",
        "Max-13": "0",
    }
    assert grades(folder)["Max-13"][1] == REASON
    page = folder.feedback_page("Ben-12", "ex03").read_text()
    assert "1.5 of 3 points" in page
    assert [who for who in ("Ada", "Max") if who in page.split("<main>")[1]] == []
    report = folder.report("ex03").read_text()
    assert "3 learners; 1 of their submissions could not be graded." in report
    assert [who for who in (*POINTS, "Max-13") if who in report] == []


@pytest.mark.usefixtures("judge", "download")
def test_an_export_is_filled_beside_and_kept(folder, here, capsys):
    text = "".join(",".join(row) + "\r\n" for row in WORKSHEET)
    (here / "sheet.csv").write_bytes(text.encode())
    main(["grade", "download", "--fill", "sheet.csv"])
    told = capsys.readouterr().out
    assert "Filled   sheet-filled.csv: 2 cells of Moodle in 'Grade' and 'Feedback comments'\n" in told
    assert "1 row of the export has no grade, and stays:\n  row 3: Zoe (Participant 19)\n" in told
    assert "2 learners are not in the export:\n  Ben-12\n  Max-13\n" in told
    assert (here / "sheet.csv").read_bytes() == text.encode()
    filled = (here / "sheet-filled.csv").read_text(encoding="utf-8").splitlines()
    assert filled[1] == 'Participant 11,Ada,3,3.00,-,"5 · Both scores, from two label maps: 3 of 3 points."'
    assert grades(folder)["Ada-11"] == ("3", "")


@pytest.mark.usefixtures("judge", "download", "folder")
def test_marks_go_down_only_where_that_is_asked_for_and_another_maximum_is_refused(here):
    rows = [",".join(row) for row in WORKSHEET]
    (here / "sheet.csv").write_text("\n".join(rows).replace("3.00", "100.00").replace("Ada,,", "Ada,100,"))
    assert "differs: 100 there, 3 here" in refused("grade", "download", "--fill", "sheet.csv")
    (here / "higher.csv").write_text("\n".join(rows).replace("Ada,,", "Ada,3.5,"))
    assert "--lower" in refused("grade", "download", "--fill", "higher.csv")
    main(["grade", "download", "--fill", "higher.csv", "--lower"])
    assert "Participant 11,Ada,3,3.00," in (here / "higher-filled.csv").read_text(encoding="utf-8")


@pytest.mark.usefixtures("judge", "download", "folder")
def test_an_export_that_cannot_be_filled_is_said_after_all_else_was_written(here, capsys):
    (here / "sheet.csv").write_text("a,b\n1,2\n")
    refused("grade", "download", "--fill", "sheet.csv")
    assert "Grades   my_class/grades.csv" in capsys.readouterr().out
    assert "cannot be read" in refused("grade", "download", "--fill", "gone.csv")
    assert not (here / "sheet-filled.csv").exists()


@pytest.mark.usefixtures("download")
def test_a_regrade_says_whose_grade_moves_and_writes_nothing_unless_it_is_wanted(folder, judge, monkeypatch, capsys):
    main(["grade", "download", "--workers", "1"])
    assert judge == [(BOXED, 1)]
    before = folder.grades_csv.read_bytes(), folder.gradebook.read_bytes()
    page = folder.feedback_page("Ada-11", "ex03").read_bytes()
    monkeypatch.setitem(POINTS, "Ada-11", 1.5)
    capsys.readouterr()
    main(["regrade"])
    assert capsys.readouterr().out.splitlines() == [
        "1 of 3 grades move, 1 of them down:",
        "  Ada-11  3 -> 1.5",
        "            ex03.both_scores: correct (3 of 3 points) -> not yet (1.5 of 3 points)",
        "Nothing was written. To write these grades: segmetrics regrade ex03 --yes",
    ]
    main(["regrade", "--class", str(folder.path)])
    assert capsys.readouterr().out.endswith(f"segmetrics regrade ex03 --class {folder.path} --yes\n")
    assert (folder.grades_csv.read_bytes(), folder.gradebook.read_bytes()) == before
    assert folder.feedback_page("Ada-11", "ex03").read_bytes() == page
    main(["regrade", "ex3", "--yes"])
    assert grades(folder)["Ada-11"] == ("1.5", "")
    assert "1.5 of 3 points" in folder.feedback_page("Ada-11", "ex03").read_text()
    capsys.readouterr()
    main(["regrade"])
    assert capsys.readouterr().out == "0 of 3 grades move.\n"


@pytest.mark.usefixtures("judge", "download", "folder")
def test_grades_of_old_answers_never_move_without_a_word(monkeypatch, capsys):
    main(["grade", "download"])
    assert "have changed" not in capsys.readouterr().out
    main(["grade", "download"])
    assert "have changed" not in capsys.readouterr().out
    monkeypatch.setitem(POINTS, "Ada-11", 1.5)
    main(["grade"])
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "Questions, cases or dates have changed since these were graded last. Of learners with an old answer,",
        "1 of 3 grades move, 1 of them down:",
        "  Ada-11  3 -> 1.5",
        "            ex03.both_scores: correct (3 of 3 points) -> not yet (1.5 of 3 points)",
    ]


@pytest.mark.usefixtures("judge", "download")
def test_results_that_are_gone_are_made_anew(folder, capsys):
    main(["grade", "download"])
    for path in (folder.judged / "ex03").glob("Ada-11-*.json"):
        path.unlink()
    main(["grade"])
    assert "3 learners, 2 graded" in capsys.readouterr().out


@pytest.mark.usefixtures("judge", "download")
def test_a_regrade_asks_whoever_sits_there(folder, monkeypatch, capsys):
    main(["grade", "download"])
    monkeypatch.setitem(POINTS, "Ada-11", 1.5)
    monkeypatch.setattr(grading_commands.sys.stdin, "isatty", lambda: True, raising=False)
    for answer, points in (("", "3"), ("no", "3"), ("y", "1.5")):
        monkeypatch.setattr("builtins.input", lambda _, answer=answer: answer)
        main(["regrade"])
        assert grades(folder)["Ada-11"][0] == points
    assert "Nothing was written." in capsys.readouterr().out


@pytest.mark.usefixtures("judge", "download", "folder")
def test_a_class_without_a_box_is_refused_unless_its_lecturer_trusts_it(monkeypatch, capsys):
    monkeypatch.setattr(graded_class, "obstacle", lambda: "bubblewrap is not installed.")
    sentence = refused("grade", "download")
    assert sentence.startswith("bubblewrap is not installed.")
    assert sentence.endswith("say so: --trust-learners.")
    assert refused("regrade") == "There is nothing to regrade: grade ex03 first, with segmetrics grade FOLDER."
    main(["grade", "download", "--trust-learners"])
    assert "3 learners, 2 graded" in capsys.readouterr().out


@pytest.mark.usefixtures("judge", "folder")
def test_a_single_learner_is_graded_without_a_box(download, monkeypatch, capsys):
    monkeypatch.setattr(graded_class, "obstacle", lambda: "bubblewrap is not installed.")
    monkeypatch.setattr(graded_class.Marked, "level", LIMITS_ONLY)
    for other in ("Ben_12", "Max_13"):
        for path in (download / f"{other}_assignsubmission_file_").iterdir():
            path.unlink()
    main(["grade", "download"])
    assert capsys.readouterr().out.startswith("1 learners, 1 graded, limits only.")


@pytest.mark.parametrize("command", ["grade", "regrade", "release"])
def test_without_nbgrader_one_sentence_names_the_extra(command, folder, monkeypatch):
    monkeypatch.setattr(releasing, "find_spec", lambda _: None)
    more = ["ex03"] if command == "release" else []
    assert refused(command, *more) == 'What grades is not installed: pip install "segmetrics-lab[grading]".'
    assert not folder.grades_csv.exists()


def test_an_unknown_assignment_is_answered_with_the_nearest_and_nothing_is_made(here):
    sentence = refused("release", "capstome")
    assert sentence.startswith("There is no set 'capstome'. The sets are capstone, ex01, ")
    assert sentence.endswith("ex13. Did you mean 'capstone'?")
    assert list(here.iterdir()) == []


@pytest.mark.usefixtures("download")
def test_where_there_is_no_class_it_says_how_to_make_one(here):
    assert "there is no class in my_class: `segmetrics release` makes one" in refused("grade", "download")
    assert not (here / "my_class").exists()


@pytest.mark.usefixtures("download")
def test_of_several_assignments_one_must_be_named(folder):
    folder.source_notebook("ex04").parent.mkdir(parents=True)
    folder.source_notebook("ex04").write_text("{}")
    assert refused("grade", "download").endswith("name one of ex03, ex04.")


@pytest.mark.parametrize("command", [["grade", "download", "--assignment", "ex04"], ["regrade", "4"]])
def test_what_was_not_released_to_the_class_is_not_graded(command, folder):
    assert refused(*command) == "ex04 was not released to the class in my_class: name one of ex03."
    assert not folder.grades_csv.exists()


@pytest.mark.usefixtures("judge", "download")
def test_a_file_that_cannot_be_written_is_named(folder):
    folder.grades_csv.mkdir()
    assert refused("grade", "download") == "my_class/grades.csv: Is a directory. What was judged is kept."


@pytest.mark.usefixtures("folder")
def test_a_place_without_submissions_is_named():
    assert refused("grade", "nowhere").startswith("nowhere does not exist")


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("2026-12-01", (2026, 12, 1, 23, 59)),
        ("2026-12-01T18:00", (2026, 12, 1, 18)),
        ("2026-12-01 18:30", (2026, 12, 1, 18, 30)),
    ],
)
def test_a_date_is_meant_where_the_lecturer_is_and_a_day_lasts_until_its_end(typed, local):
    assert grading_commands._due(typed) == datetime(*local).astimezone()
    assert grading_commands._due(typed).tzinfo is not None


@pytest.mark.parametrize("typed", ["tomorrow", "1.12.2026", ""])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ArgumentTypeError, match="is no date: write 2026-12-01"):
        grading_commands._due(typed)


@pytest.mark.parametrize("typed", ["0", "-1", "two", "1.5", "²"])
def test_what_is_no_number_of_workers_is_refused(typed):
    with pytest.raises(ArgumentTypeError, match="is no number of workers"):
        grading_commands._workers(typed)


def test_commands_of_learners_start_without_what_grades():
    lines = "import sys; from segmetrics_lab.cli import commands; commands._parser(); "
    lines += "print([name for name in ('segmetrics_lab.grading', 'nbgrader', 'numpy') if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


@pytest.mark.usefixtures("judge", "download")
def test_inside_the_folder_of_a_class_no_other_is_looked_for(folder, monkeypatch, capsys):
    (folder.path / "secret.txt").write_text("00" * 32)
    monkeypatch.chdir(folder.path)
    main(["grade", "../download"])
    assert "Grades   grades.csv" in capsys.readouterr().out
    assert json.loads((folder.path / "learners.json").read_text())["Ada-11"] == {"shown": "Ada", "number": "11"}
