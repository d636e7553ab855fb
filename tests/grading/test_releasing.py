"""Releasing makes the folder of a class, which nbgrader knows, and never replaces what its lecturer made."""

import json
import os
import sqlite3
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from segmetrics_lab.grading import releasing
from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.releasing import ReleaseError, make_release

DUE = datetime(2026, 12, 1, 12, tzinfo=UTC)

needs_nbgrader = pytest.mark.skipif(
    find_spec("nbgrader") is None and not os.environ.get("CI"), reason="nbgrader is not installed"
)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A class with two assignments; the first was released twice."""
    folder = ClassFolder(tmp_path_factory.mktemp("release") / "my_class")
    make_release(folder, "capstone", About("Vision & learning", "Ada Quill"), due=DUE)
    kept = folder.hidden_cases("capstone").read_text()
    folder.hidden_cases("capstone").write_text(f"{kept}# one of mine\n")
    secret = (folder.path / "secret.txt").read_bytes()
    make_release(folder, "ex03", folder.about())
    again = make_release(folder, "capstone", folder.about())
    assert again.is_hidden_kept
    assert (folder.path / "secret.txt").read_bytes() == secret
    return folder


@needs_nbgrader
def test_the_gradebook_knows_the_assignments_their_dates_and_their_points(released):
    with sqlite3.connect(released.gradebook) as book:
        assignments = dict(book.execute("select name, duedate from assignment"))
        points = dict(book.execute("select base_cell.name, max_score from grade_cells join base_cell using (id)"))
    assert assignments == {"capstone": "2026-12-01 12:00:00.000000", "ex03": None}
    assert (points["ex03-both_scores-check"], points["ex03-iou-check"], points["capstone-letter-check"]) == (3, 0, 4)


@needs_nbgrader
def test_what_nbgrader_hands_out_is_the_starter_with_its_checks_locked(released):
    notebook = json.loads(released.release_notebook("ex03").read_text())
    cells = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]
    }
    starter, check = cells["ex03-both_scores"], cells["ex03-both_scores-check"]
    assert "".join(starter["source"]).startswith("def my_both_scores(truth, prediction, class_index):\n    ...")
    assert (check["metadata"]["editable"], check["metadata"]["deletable"]) == (False, False)
    assert released.release_notebook("ex03").with_name("class.json").exists()


@needs_nbgrader
def test_a_second_release_keeps_hidden_cases_and_dates_of_the_lecturer(released):
    assert released.hidden_cases("capstone").read_text().endswith("# one of mine\n")
    assert released.about().due == {"capstone": DUE}
    assert released.about().lecturer == "Ada Quill"


@needs_nbgrader
def test_nothing_secret_lies_where_nbgrader_copies_from(released):
    lying = {path.name for path in (released.path / "source").rglob("*") if path.is_file()}
    assert lying == {"capstone.ipynb", "ex03.ipynb", "class.json"}
    assert released.hidden_cases("ex03").stat().st_mode & 0o077 == 0


def test_without_nbgrader_one_sentence_names_the_extra_and_nothing_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(releasing, "find_spec", lambda _: None)
    with pytest.raises(ReleaseError, match=r"segmetrics-lab\[grading\]"):
        make_release(ClassFolder(tmp_path / "my_class"), "ex03", About("Vision"))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_set_is_refused_and_nothing_is_made(tmp_path):
    with pytest.raises(ValueError, match="there is no set 'ex44'"):
        make_release(ClassFolder(tmp_path / "my_class"), "ex44", About("Vision"))
    assert list(Path(tmp_path).iterdir()) == []
