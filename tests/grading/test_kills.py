"""Whatever ends a run, kill -9 or a full disk: going on gives the same grades as if nothing had happened."""

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.kept import secret_of
from tests.grading.a_course import answered, exercise, right, submit
from tests.grading.processes import left_of

ROOT = Path(__file__).parents[2]
KILLS, LEARNERS, ROUNDS = 20, 30, 3
OWN_SCORES = "def my_both_scores(truth, prediction, class_index):\n    return 1.0, 1.0"
KINDS = {
    "right": right,
    "empty": lambda notebook: notebook,
    "wrong": lambda notebook: answered(notebook, iou="my_iou = 7", both_scores=OWN_SCORES),
    "ended": lambda notebook: answered(right(notebook), half="import os; os._exit(1)"),
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("box"),
]


def class_of(path, learners):
    """A class whose submissions lie ready, and whose secret is made."""
    folder = ClassFolder(path)
    folder.write_about(About("Images"))
    secret_of(folder.path)
    for number in range(learners):
        kind = list(KINDS)[number % len(KINDS)]
        submit(folder, f"{kind}-{number}", KINDS[kind](exercise()))
    return folder


def grades_of(handed_in, path):
    """The grades of a run that nothing ends, and how long it takes."""
    folder = copy_of(handed_in, path)
    temporary = path / "temporary"
    temporary.mkdir()
    began = time.monotonic()
    running = start(folder, temporary)
    _, said = running.communicate(timeout=600)
    assert running.returncode == 0, said
    return folder.grades_csv.read_bytes(), time.monotonic() - began


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    return class_of(tmp_path_factory.mktemp("class"), LEARNERS)


@pytest.fixture(scope="module")
def undisturbed(handed_in, tmp_path_factory):
    return grades_of(handed_in, tmp_path_factory.mktemp("undisturbed"))


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return class_of(tmp_path_factory.mktemp("few"), 6)


@pytest.fixture(scope="module")
def grades_of_few(few, tmp_path_factory):
    return grades_of(few, tmp_path_factory.mktemp("few_undisturbed"))[0]


def copy_of(folder, path):
    shutil.copytree(folder.path, path / "class")
    return ClassFolder(path / "class")


def start(folder, temporary):
    """Begin, or go on with, a run; all that it starts can be found by its folder of temporary files."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.grading.run_class", str(folder.path)],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_none_is_left(temporary):
    end = time.monotonic() + 30
    while left_of(temporary) and time.monotonic() < end:
        time.sleep(0.1)
    assert left_of(temporary) == []


def test_the_grades_are_the_deserved_ones(undisturbed):
    lines = undisturbed[0].decode().splitlines()[1:]
    deserved = {"right": "3", "empty": "0", "wrong": "0", "ended": "3"}
    found = {line.split(",")[1]: line.split(",")[2] for line in lines}
    assert found == {learner: deserved[learner.partition("-")[0]] for learner in found}
    assert len(found) == LEARNERS


def test_runs_that_are_killed_20_times_give_the_same_grades_byte_for_byte(handed_in, undisturbed, tmp_path):
    expected, seconds = undisturbed
    dice = random.Random(4711)
    kills, again = 0, itertools.count()
    for number in range(ROUNDS):
        folder = copy_of(handed_in, tmp_path / str(number))
        temporary = tmp_path / f"temporary{number}"
        temporary.mkdir()
        is_last = number == ROUNDS - 1
        share = KILLS - kills if is_last else KILLS // ROUNDS
        done = 0
        while done < share:
            running = start(folder, temporary)
            try:
                running.communicate(timeout=dice.uniform(0.05, 0.95) * seconds)
            except subprocess.TimeoutExpired:
                os.kill(running.pid, signal.SIGKILL)
                running.wait()
                running.stderr.close()
                done += 1
                wait_until_none_is_left(temporary)
            else:  # all was done before its moment had come: from the beginning
                assert folder.grades_csv.read_bytes() == expected
                folder = copy_of(handed_in, tmp_path / f"{number}-{next(again)}")
        kills += done
        running = start(folder, temporary)
        _, said = running.communicate(timeout=600)
        assert running.returncode == 0, said
        assert folder.grades_csv.read_bytes() == expected
        assert list(folder.path.rglob("*.unfinished")) == []
        wait_until_none_is_left(temporary)
        assert [path.name for path in temporary.glob("segmetrics-view-*")] == []
    assert kills == KILLS


SMALL_DISK = """\
set -u
cp -r "$1"/. "$2"/
full=$(df --output=avail -B1 "$2" | tail -1)
head -c $((full - $3)) /dev/zero > "$2/ballast"
"$4" -m tests.grading.run_class "$2"
echo "ended with $?" >&2
rm "$2/ballast"
"$4" -m tests.grading.run_class "$2"
echo "then with $?" >&2
cp "$2/grades.csv" "$5/grades.csv"
find "$2" -name '*.unfinished' > "$5/unfinished"
"""


@pytest.mark.parametrize(
    ("room_kb", "words"),
    [(60, "cannot be kept in"), (200, "gradebook.db and the notebooks"), (350, "gradebook.db and the notebooks")],
    ids=["while it judges", "while it makes the gradebook", "while it records"],
)
def test_a_disk_that_is_full_says_so_and_costs_nothing(few, grades_of_few, tmp_path, room_kb, words):
    disk, out = tmp_path / "disk", tmp_path / "out"
    disk.mkdir()
    out.mkdir()
    given = [str(word) for word in (few.path, disk, room_kb * 1000, sys.executable, out)]
    own = ["bwrap", "--dev-bind", "/", "/", "--cap-add", "ALL", "--size", str(20_000_000), "--tmpfs", str(disk)]
    own += [] if os.geteuid() == 0 else ["--unshare-user"]
    done = subprocess.run(
        [*own, "bash", "-c", SMALL_DISK, "small disk", *given],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert "ended with 1" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert words in done.stderr
    assert "No space left" in done.stderr or "disk is full" in done.stderr, done.stderr
    assert "the same command goes on from here" in done.stderr
    assert "then with 0" in done.stderr
    assert (out / "grades.csv").read_bytes() == grades_of_few
    assert (out / "unfinished").read_text(encoding="utf-8") == ""
