"""Submissions are copied into the folder of the class; those of earlier downloads stay, and newer ones replace them."""

import json

import pytest

from segmetrics_lab.grading import taking_in
from segmetrics_lab.grading.class_folder import ClassFolder
from segmetrics_lab.grading.judged import BOXED, Judged
from segmetrics_lab.grading.kept import Kept
from segmetrics_lab.grading.taking_in import people_of, take_in, taken_in


@pytest.fixture
def folder(tmp_path):
    return ClassFolder(tmp_path / "my_class")


def moodle(place, **files):
    """A download of Moodle: of each learner, by name and number, what the notebook holds."""
    for who, text in files.items():
        name, number = who.split("_")
        target = place / f"{name}_{number}_assignsubmission_file_" / "ex03.ipynb"
        target.parent.mkdir(parents=True)
        target.write_text(text)
    return place


def lying(folder):
    return {path.parent.parent.name: path.read_text() for path in sorted(folder.submitted.glob("*/ex03/ex03.ipynb"))}


def test_notebooks_are_copied_and_what_the_platform_calls_people_is_kept(folder, tmp_path):
    taken = take_in(folder, "ex03", moodle(tmp_path / "download", Ada_11="a", Ben_12="b"))
    assert lying(folder) == {"Ada-11": "a", "Ben-12": "b"}
    assert [(one.learner, one.path) for one in taken.submissions] == [
        (who, folder.submitted_notebook(who, "ex03")) for who in ("Ada-11", "Ben-12")
    ]
    assert people_of(folder) == {"Ada-11": {"shown": "Ada", "number": "11"}, "Ben-12": {"shown": "Ben", "number": "12"}}


def test_a_second_download_replaces_what_is_newer_and_keeps_the_rest(folder, tmp_path):
    take_in(folder, "ex03", moodle(tmp_path / "first", Ada_11="a", Ben_12="b"))
    taken = take_in(folder, "ex03", moodle(tmp_path / "second", Ada_11="A", Cleo_13="c"))
    assert lying(folder) == {"Ada-11": "A", "Ben-12": "b", "Cleo-13": "c"}
    assert [(one.learner, one.number) for one in taken.submissions] == [
        ("Ada-11", "11"),
        ("Ben-12", "12"),
        ("Cleo-13", "13"),
    ]
    assert [one.learner for one in taken_in(folder, "ex03").submissions] == ["Ada-11", "Ben-12", "Cleo-13"]


def test_the_folder_of_the_class_is_read_where_it_is_and_forgets_no_number(folder, tmp_path):
    take_in(folder, "ex03", moodle(tmp_path / "download", Ada_11="a"))
    taken = take_in(folder, "ex03", folder.submitted)
    assert [(one.learner, one.shown, one.number) for one in taken.submissions] == [("Ada-11", "Ada", "11")]
    assert people_of(folder) == {"Ada-11": {"shown": "Ada", "number": "11"}}


def test_who_handed_in_no_notebook_has_a_reason_that_later_runs_know(folder, tmp_path):
    place = moodle(tmp_path / "download", Ada_11="a")
    (place / "Max_12_assignsubmission_file_").mkdir()
    (place / "Max_12_assignsubmission_file_" / "photo.jpg").write_bytes(b"")
    taken = take_in(folder, "ex03", place)
    assert list(taken.without_notebook) == ["Max-12"]
    why = taken.without_notebook["Max-12"]
    assert "is no notebook" in why
    judged = Judged("ex03", "Max-12", "ab", BOXED, (), problem=why)
    Kept(folder.judged).keep(judged)
    Kept(folder.judged).note_recorded("ex03", [judged])
    assert taken_in(folder, "ex03").without_notebook == {"Max-12": why}
    later = take_in(folder, "ex03", moodle(tmp_path / "second", Max_12="m"))
    assert later.without_notebook == {}


def test_what_is_too_large_to_grade_is_not_copied_but_stays_a_submission(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(taking_in, "LARGEST", 3)
    taken = take_in(folder, "ex03", moodle(tmp_path / "download", Ada_11="a", Ben_12="much too large"))
    assert list(lying(folder)) == ["Ada-11"]
    assert [one.learner for one in taken.submissions] == ["Ada-11", "Ben-12"]
    assert taken.submissions[1].path.read_text() == "much too large"


def test_a_damaged_list_of_people_is_none(folder):
    folder.path.mkdir()
    (folder.path / "learners.json").write_text("{")
    assert people_of(folder) == {}
    (folder.path / "learners.json").write_text(json.dumps({"Ada-11": {"shown": "Ada", "number": "11"}}))
    assert list(people_of(folder)) == ["Ada-11"]


def test_a_folder_that_leads_to_somebody_elses_is_not_taken(folder, tmp_path):
    take_in(folder, "ex03", moodle(tmp_path / "download", Ada_11="a"))
    (folder.submitted / "eve").mkdir()
    (folder.submitted / "eve" / "ex03").symlink_to(folder.submitted / "Ada-11" / "ex03")
    taken = take_in(folder, "ex03", folder.submitted)
    assert [one.learner for one in taken.submissions] == ["Ada-11"]
    assert list(taken.without_notebook) == ["eve"]
