"""Whatever is handed in, each question gets exactly the points that it deserves, and nobody else is touched."""

import os
import sqlite3
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from segmetrics_lab.grading import box as module_of_box
from segmetrics_lab.grading.assignment import read_assignment
from segmetrics_lab.grading.box import FIRST_USER
from segmetrics_lab.grading.judged import from_json
from segmetrics_lab.grading.judging import judge_submission
from tests.grading.hostile import ALL, QUESTIONS, TOUCHED

SLOT = 100 + os.getpid() % 800
PLACES = [Path(name) for name in ("/", "/tmp", "/usr", "/usr/lib", "/dev", "/dev/shm", "/etc", "/var/tmp", "/root")]


@pytest.fixture
def class_folder(tmp_path):
    """What must stay as it is: a gradebook, and somebody else's submission."""
    with sqlite3.connect(tmp_path / "gradebook.db") as book:
        book.execute("CREATE TABLE grade (learner TEXT, score REAL)")
        book.execute("INSERT INTO grade VALUES ('ben', 1)")
    (tmp_path / "submitted").mkdir()
    (tmp_path / "submitted" / "ben.ipynb").write_text("{}")
    return tmp_path


@pytest.fixture(scope="module")
def assignment():
    """Set 3, with one point for each question."""
    found = read_assignment("ex03")
    return replace(found, asked=tuple(replace(asked, points=1) for asked in found.asked))


def contents(folder):
    """All files with what is in them."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def left_over(mark):
    """Processes of this test that are still there; one that is dead and waits for its parent to notice is not."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_mine = mark.encode() in (folder / "environ").read_bytes() or folder.stat().st_uid == FIRST_USER + SLOT
            is_dead = (folder / "stat").read_text().rpartition(")")[2].split()[0] in "ZX"
        except OSError:  # it has ended meanwhile, or is somebody else's
            continue
        if is_mine and not is_dead:
            found.append(folder.name)
    return found


def wait_until_all_have_ended(mark, patience=10):
    """Processes that are left although there was time to end."""
    until = time.monotonic() + patience
    while (found := left_over(mark)) and time.monotonic() < until:
        time.sleep(0.05)
    return found


of_all = pytest.mark.parametrize(
    "submission",
    [
        pytest.param(one, id=one.name, marks=[pytest.mark.slow] * (one.is_slow or number % 4 > 0))
        for number, one in enumerate(ALL)  # of each kind a quarter is quick enough to be tried always
    ],
)


@of_all
def test_a_submission_gets_what_it_deserves_and_touches_nothing(submission, box, assignment, class_folder, monkeypatch):
    mark = f"mark-of-test-{os.getpid()}-{time.monotonic_ns()}"
    monkeypatch.setitem(module_of_box.ENVIRONMENT, "MARK", mark)
    monkeypatch.setenv("SECRET_OF_TEST", "x")
    before = contents(class_folder)
    judged = judge_submission(
        submission.data(class_folder),
        learner="ada",
        assignment=assignment,
        secret=b"secret of a test",
        hidden={},
        box=box,
        slot=SLOT,
    )
    found = [(result.points, result.outcome, result.message) for result in judged.results]
    assert [result.points for result in judged.results] == list(submission.points), (found, judged.notes)
    assert [result.question for result in judged.results] == [f"ex03.{name}" for name in QUESTIONS]
    assert bool(judged.problem) == bool(submission.problem)
    assert submission.problem in judged.problem
    assert from_json(judged.to_json().encode().decode()).results == judged.results
    assert all("could not be judged" not in note for note in judged.notes)
    assert contents(class_folder) == before
    assert [str(place) for place in PLACES if (place / TOUCHED).exists()] == []
    assert not list(Path(tempfile.gettempdir()).glob(f"{TOUCHED}*"))
    assert wait_until_all_have_ended(mark) == []


def test_there_are_enough_ways():
    assert len(ALL) >= 80
    assert len({one.name for one in ALL}) == len(ALL)
