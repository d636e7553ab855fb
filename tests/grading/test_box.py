"""The box shows nothing of the machine but programs, and where there is none, words say why and what to do."""

import os
import platform
import subprocess
import sys
import sysconfig
from dataclasses import replace
from pathlib import Path

import pytest

from segmetrics_lab.grading import box as module_of_box
from segmetrics_lab.grading.box import PROFILE, BoxError, level, obstacle
from segmetrics_lab.grading.boxed.forbidden import CALLS, CLONE, MACHINES
from segmetrics_lab.grading.judged import BOXED, LIMITS_ONLY
from segmetrics_lab.grading.process import Process

INSTALLED = Path(sysconfig.get_path("purelib"))


@pytest.fixture
def fresh_level():
    """Nothing is remembered of what this machine can do."""
    obstacle.cache_clear()
    yield
    obstacle.cache_clear()


def told(box, source):
    """What a cell prints, and why it stopped."""
    process = Process(box, slot=7)
    try:
        reply = process.ask("run", 30, cell=0, source=source)
    finally:
        process.end()
    return reply["printed"].strip(), reply.get("stopped")


def test_a_box_shows_programs_and_its_own_folder(box):
    assert told(box, "import os\nprint(*sorted(os.listdir('/')))\nprint(os.getcwd(), os.listdir('.'))") == (
        "\n".join([" ".join(sorted(top_level())), "/tmp []"]),
        None,
    )


def top_level():
    """What lies at the root of a box."""
    prefixes = {Path(path).parts[1] for path in (sys.prefix, sys.base_prefix, os.path.realpath(sys.executable))}
    system = {name for name in ("usr", "bin", "lib", "lib32", "lib64", "etc") if Path("/", name).exists()}
    return system | prefixes | {"dev", "proc", "tmp", "view"}


def test_of_the_folder_where_python_is_installed_only_python_is_shown(box):
    names = told(box, f"import os\nprint(os.listdir({sys.prefix!r}))")[0]
    assert set(eval(names)) <= {"bin", "lib", "lib64", "pyvenv.cfg"}


def test_what_must_not_be_seen_is_covered_wherever_it_lies(box):
    covered = replace(box, covered=(INSTALLED / "tqdm", INSTALLED / "six.py", Path("/nowhere")))
    source = f"import os\nprint(os.listdir({str(INSTALLED / 'tqdm')!r}))\nopen({str(INSTALLED / 'tqdm' / 'x')!r}, 'w')"
    printed, stopped = told(covered, source)
    assert printed == "[]"
    assert "Read-only file system" in stopped
    assert told(box, f"import os\nprint(len(os.listdir({str(INSTALLED / 'tqdm')!r})) > 5)") == ("True", None)


def test_a_package_that_is_installed_beside_others_is_covered(box, monkeypatch):
    monkeypatch.setattr(module_of_box, "PACKAGE", INSTALLED / "tqdm")
    assert told(box, f"import os\nprint(os.listdir({str(INSTALLED / 'tqdm')!r}))") == ("[]", None)


def test_a_file_that_must_not_be_seen_cannot_be_opened(box):
    path = next(path for path in INSTALLED.glob("*.py") if path.stat().st_size)
    _, stopped = told(replace(box, covered=(path,)), f"print(open({str(path)!r}).read())")
    assert stopped.startswith("PermissionError")


def test_only_the_variables_of_the_box_are_there(box, monkeypatch):
    monkeypatch.setenv("TOKEN", "secret")
    names = told(box, "import os\nprint(*sorted(os.environ))")[0].split()
    assert "TOKEN" not in names
    assert set(names) <= {*box.environment(Path()), "PWD", "LC_CTYPE"}


def test_limits_hold_for_the_worker(box):
    source = "import resource\nprint(resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_NPROC))"
    assert told(box, source) == ("(2147483648, 2147483648) (32, 32)", None)


def test_a_worker_that_cannot_start_says_why(box, tmp_path):
    with pytest.raises(BoxError, match=r"(?s)a worker could not be started: .*No module named 'segmetrics_lab'"):
        Process(replace(box, view=tmp_path), slot=0)


PROGRAM = """
from segmetrics_lab.grading.assignment import read_assignment
from segmetrics_lab.grading.box import Box
from segmetrics_lab.grading.judging import judge_submission
from segmetrics_lab.grading.view import view
import os, pathlib
with view() as folder:
    data = pathlib.Path("exercises/solutions/ex03_accuracy_and_overlap.ipynb").read_bytes()
    found = judge_submission(
        data, learner="ada", assignment=read_assignment("ex03"), secret=b"x", hidden={}, box=Box(folder)
    )
    print(os.geteuid(), found.level, found.points, [result.outcome for result in found.results], found.notes)
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="who is no administrator tests this with every box")
@pytest.mark.usefixtures("box")
def test_an_ordinary_user_has_a_box_as_well():
    line = ["bwrap", "--unshare-user", "--uid", "1001", "--gid", "1001", "--dev-bind", "/", "/"]
    ran = subprocess.run([*line, sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert ran.stdout == f"1001 boxed 3.0 {['correct'] * 5} ()\n", ran.stderr


def put_in_path(folder, monkeypatch, text):
    """A program called bwrap, and no other."""
    program = folder / "bwrap"
    program.write_text(f"#!{sys.executable}\n{text}")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.usefixtures("fresh_level")
def test_where_bubblewrap_is_refused_the_profile_that_allows_it_is_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(module_of_box, "_is_root", lambda: False)
    put_in_path(tmp_path, monkeypatch, "import sys; sys.exit('bwrap: setting up uid map: Permission denied')")
    assert level() == LIMITS_ONLY
    words = obstacle()
    assert "does not let it make a user namespace: bwrap: setting up uid map: Permission denied" in words
    assert PROFILE in words
    assert "/etc/apparmor.d/bwrap" in words
    assert "sudo systemctl reload apparmor" in words


@pytest.mark.usefixtures("fresh_level")
def test_where_bubblewrap_fails_otherwise_its_own_words_are_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(module_of_box, "_is_root", lambda: False)
    put_in_path(tmp_path, monkeypatch, "import sys; sys.exit('bwrap: no such thing')")
    assert level() == LIMITS_ONLY
    assert obstacle() == "bubblewrap is installed, but cannot make a box here: bwrap: no such thing"


@pytest.mark.usefixtures("fresh_level")
def test_where_there_is_no_bubblewrap_it_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert level() == LIMITS_ONLY
    assert "bubblewrap is not installed" in obstacle()
    assert "sudo apt install bubblewrap" in obstacle()


@pytest.mark.usefixtures("fresh_level")
def test_root_needs_setpriv(tmp_path, monkeypatch):
    monkeypatch.setattr(module_of_box, "_is_root", lambda: True)
    put_in_path(tmp_path, monkeypatch, "")
    assert (
        obstacle() == "setpriv is not installed, so as root nothing can become another user. It is part of util-linux."
    )


def test_where_it_works_there_is_nothing_to_say(box):
    assert (box.level, obstacle()) == (BOXED, "")


FORBIDDEN = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def called(number, *arguments):
    return os.strerror(ctypes.get_errno()) if libc.syscall(number, *arguments) < 0 else "done"
numbers, clone = NUMBERS
print({called(number, 0, 4096, 0o1600) for number in numbers}, called(clone, 0x10000011, 0, 0, 0, 0))
"""


def test_memory_that_no_limit_counts_and_boxes_in_the_box_are_refused(box):
    at, _ = MACHINES[platform.machine()]
    numbers = [call[at] for call in CALLS.values()]
    printed, stopped = told(box, FORBIDDEN.replace("NUMBERS", repr((numbers, CLONE[at]))))
    assert (printed, stopped) == ("{'Operation not permitted'} Operation not permitted", None)


def test_programs_threads_and_forks_are_not_refused(box):
    source = "import os, subprocess, threading\nthreading.Thread(target=print).start()\n"
    source += "os.waitpid(os.fork() or os._exit(0), 0)\nprint(subprocess.run(['/bin/true']).returncode)"
    assert told(box, source) == ("0", None)
