"""Where everything of a class lies, what class.json says, and files that are whole or not there."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from segmetrics_lab.grading.class_folder import About, ClassFolder, ClassFolderError
from segmetrics_lab.grading.whole_files import remove_unfinished, write_whole

ABOUT = About(
    name="Images, 2026",
    lecturer="Ada Müller",
    solutions="Ada Müller, on 2 December",
    due={"ex03": datetime(2026, 12, 1, 12, tzinfo=UTC)},
    late_penalty_per_day=0.1,
    tellings=3,
)


def test_what_is_written_about_a_class_is_read_again(tmp_path):
    folder = ClassFolder(tmp_path / "my_class")
    folder.write_about(ABOUT)
    assert folder.about() == ABOUT


def test_a_class_needs_no_more_than_a_name(tmp_path):
    (tmp_path / "class.json").write_text('{"format": 1, "class": "Images"}', encoding="utf-8")
    assert ClassFolder(tmp_path).about() == About("Images")


def test_a_due_date_keeps_its_zone_and_is_utc_without_one(tmp_path):
    due = {"ex03": "2026-12-01T12:00:00", "ex04": "2026-12-01T12:00:00+01:00"}
    (tmp_path / "class.json").write_text(json.dumps({"format": 1, "class": "Images", "due": due}), encoding="utf-8")
    read = ClassFolder(tmp_path).about().due
    assert read["ex03"] - read["ex04"] == timedelta(hours=1)


def test_a_due_date_without_a_time_is_the_end_of_that_day(tmp_path):
    raw = {"format": 1, "class": "Images", "due": {"ex03": "2026-12-01"}}
    (tmp_path / "class.json").write_text(json.dumps(raw), encoding="utf-8")
    assert ClassFolder(tmp_path).about().due["ex03"] == datetime(2026, 12, 1, 23, 59, tzinfo=UTC)


def test_a_folder_without_a_class_says_how_to_make_one(tmp_path):
    with pytest.raises(ClassFolderError, match=r"there is no class in .*: `segmetrics release` makes one"):
        ClassFolder(tmp_path).about()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ('{"format": 1, "class": ', "cannot be read"),
        ("[]", "cannot be read"),
        ('{"format": 2, "class": "Images"}', "its format is 2, and this version reads 1"),
        ('{"format": 1}', "it does not say 'class'"),
        ('{"format": 1, "class": 7}', "are texts"),
        ('{"format": 1, "class": "Images", "due": {"ex03": "tomorrow"}}', "ex03 is due 'tomorrow', which is no date"),
        ('{"format": 1, "class": "Images", "late_penalty_per_day": 10}', "is 10, but it is a share"),
        (
            '{"format": 1, "class": "Images", "due": "2026-12-01"}',
            "\"due\" is '2026-12-01', but it has a date for each",
        ),
        ('{"format": 1, "class": "Images", "due": {"ex3": "2026-12-01"}}', "is due is 'ex3', .* Did you mean 'ex13'"),
        ('{"format": 1, "class": "Images", "late_penalty": 1}', "Did you mean 'late_penalty_per_day'"),
        ('{"format": 1, "class": "Images", "tellings": -1}', "is -1, but it is how often"),
    ],
)
def test_what_is_wrong_in_class_json_is_said(tmp_path, raw, words):
    (tmp_path / "class.json").write_text(raw, encoding="utf-8")
    with pytest.raises(ClassFolderError, match=words):
        ClassFolder(tmp_path).about()


def test_everything_lies_where_nbgrader_looks_for_it(tmp_path):
    folder = ClassFolder(tmp_path)
    paths = [
        folder.source_notebook("ex03"),
        folder.release_notebook("ex03"),
        folder.submitted_notebook("ada", "ex03"),
        folder.time_of_submission("ada", "ex03"),
        folder.autograded_notebook("ada", "ex03"),
        folder.feedback_page("ada", "ex03"),
        folder.gradebook,
    ]
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "source/ex03/ex03.ipynb",
        "release/ex03/ex03.ipynb",
        "submitted/ada/ex03/ex03.ipynb",
        "submitted/ada/ex03/timestamp.txt",
        "autograded/ada/ex03/ex03.ipynb",
        "feedback/ada/ex03/ex03.html",
        "gradebook.db",
    ]


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_beside_it(tmp_path, monkeypatch):
    write_whole(tmp_path / "grades.csv", b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "grades.csv", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("grades.csv", b"old")]


def test_what_a_killed_process_left_unfinished_is_removed(tmp_path):
    write_whole(tmp_path / "grades.csv", b"whole")
    (tmp_path / ".grades.csv.4711.unfinished").write_bytes(b"ha")
    remove_unfinished(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["grades.csv"]
