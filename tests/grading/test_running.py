"""Judging side by side: what stops, dies or fills the disk costs no result that was there, and no other learner's."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from segmetrics_lab.grading.kept import Kept
from segmetrics_lab.grading.running import FAILED, RunError, judge_all
from tests.grading.acting_judge import Acting, hand_in, judged_in

ROOT = Path(__file__).parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="runs of a class are stopped and killed on Linux only")


def run(folder, submissions, **more):
    options = {"workers": 2, "progress": False} | more
    return judge_all(submissions, Acting(folder / "log"), Kept(folder / "judged"), **options)


def outcomes(judged):
    return {one.learner: one.problem or one.points for one in judged}


def process(folder):
    """The same run in a process of its own, as a console would start it."""
    code = (
        "import sys; from pathlib import Path\n"
        "from segmetrics_lab.grading.running import *\n"
        "from segmetrics_lab.grading.kept import Kept\n"
        "from tests.grading.acting_judge import Acting, HandedIn\n"
        "folder = Path(sys.argv[1])\n"
        "submissions = [HandedIn(path.name, path) for path in sorted((folder / 'in').iterdir())]\n"
        "try: judge_all(submissions, Acting(folder / 'log'), Kept(folder / 'judged'), workers=2)\n"
        "except RunError as error: sys.exit(str(error))\n"
    )
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)


def wait_for(is_so, seconds=30):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def processes_of(log):
    """The processes that have judged something and are alive; one that only waits to be reaped is not."""
    numbers = {line.split()[1] for line in log.read_text(encoding="utf-8").splitlines()}
    return [number for number in numbers if is_alive(Path("/proc", number, "stat"))]


def is_alive(stat):
    try:
        return stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A class that was judged twice; Cleo handed in again in between, and of two nothing can be read."""
    folder = tmp_path_factory.mktemp("twice")
    acts = {"zoe": "right", "ben": "raise out of step", "cleo": "right", "dora": "right", "emil": "right"}
    submissions = hand_in(folder / "in", **acts)
    submissions[3].path.unlink()
    submissions[4].path.unlink()
    submissions[4].path.symlink_to("zoe")
    first = run(folder, submissions)
    hand_in(folder / "in", cleo="right after all")
    return folder, first, run(folder, submissions)


def test_every_submission_gets_its_result_in_the_order_of_the_submissions(twice):
    folder, _, judged = twice
    assert [one.learner for one in judged] == ["zoe", "ben", "cleo", "dora", "emil"]
    assert set(judged) <= set(Kept(folder / "judged").all("ex03"))


def test_nothing_is_judged_when_there_is_nothing(tmp_path):
    assert run(tmp_path, []) == ()


def test_what_is_kept_is_not_judged_again_and_what_has_changed_or_failed_is(twice):
    folder, first, again = twice
    assert again[0] == first[0]
    assert sorted(judged_in(folder / "log")) == ["ben", "ben", "cleo", "cleo", "zoe"]


def test_a_fault_of_the_judge_and_a_file_that_cannot_be_read_are_stated_reasons(twice):
    _, *runs = twice
    expected = {"zoe": 1, "ben": f"{FAILED}: ValueError: out of step", "cleo": 1}
    assert [outcomes(judged) for judged in runs] == [expected | dict.fromkeys(("dora", "emil"), "it is no file")] * 2


@pytest.mark.slow
def test_a_submission_that_ends_its_judge_takes_nobody_with_it(tmp_path):
    submissions = hand_in(tmp_path / "in", ada="right", ben="die", cleo="right", dan="die_once", eve="right")
    found = outcomes(run(tmp_path, submissions))
    assert found.pop("ben").startswith(f"{FAILED}: its process was ended twice")
    assert found == {"ada": 1, "cleo": 1, "dan": 1, "eve": 1}


def test_a_full_disk_is_said_and_what_was_judged_before_is_kept(tmp_path):
    submissions = hand_in(tmp_path / "in", ada="right", ben="full", cleo="right")
    with pytest.raises(RunError, match=r"the result of ben cannot be kept in .*: No space left.* of 3 .*Make room"):
        run(tmp_path, submissions, workers=1)
    assert outcomes(Kept(tmp_path / "judged").all("ex03")) == {"ada": 1}
    hand_in(tmp_path / "in", ben="right")
    assert outcomes(run(tmp_path, submissions)) == {"ada": 1, "ben": 1, "cleo": 1}
    assert judged_in(tmp_path / "log").count("ada") == 1


@LINUX
def test_ctrl_c_ends_after_those_that_run_and_says_how_to_go_on(tmp_path):
    hand_in(tmp_path / "in", **{f"learner{number}": "sleep 0.5" for number in range(8)})
    running = process(tmp_path)
    wait_for(lambda: judged_in(tmp_path / "log"))
    os.killpg(running.pid, signal.SIGINT)  # a console sends it to all of its processes
    _, said = running.communicate(timeout=30)
    judged = len(Kept(tmp_path / "judged").all("ex03"))
    assert running.returncode == 1
    assert 0 < judged < 8
    assert f"Stopped. {judged} of 8 submissions are judged; what was judged is kept, and the same command" in said
    assert judged == len(judged_in(tmp_path / "log"))


def test_the_console_shows_how_many_are_judged(tmp_path):
    hand_in(tmp_path / "in", ada="right", ben="bar")
    _, said = process(tmp_path).communicate(timeout=30)
    assert "Judging ex03: 100%" in said
    assert "2/2" in said
    assert "a bar of its own" not in said


@LINUX
@pytest.mark.slow
def test_a_run_that_is_killed_leaves_no_process_and_is_gone_on_with(tmp_path):
    submissions = hand_in(tmp_path / "in", **{f"learner{number}": "sleep 0.3" for number in range(6)})
    running = process(tmp_path)
    wait_for(lambda: len(judged_in(tmp_path / "log")) > 2)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate(timeout=30)
    wait_for(lambda: not processes_of(tmp_path / "log"))
    kept = outcomes(Kept(tmp_path / "judged").all("ex03"))
    assert 0 < len(kept) < 6
    before = len(judged_in(tmp_path / "log"))
    assert len(run(tmp_path, submissions)) == 6
    assert len(judged_in(tmp_path / "log")) == before + 6 - len(kept)


@LINUX
def test_a_process_whose_parent_died_before_it_was_ready_ends_itself():
    code = "from segmetrics_lab.grading.running import _begin; _begin(None, None, 1); print('it goes on')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
