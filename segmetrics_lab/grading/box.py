"""The box: bubblewrap's command line around a worker, its limits, and what to say where there is no bubblewrap."""

import json
import os
import shutil
import site
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from segmetrics_lab.grading.boxed.worker import serve
from segmetrics_lab.grading.judged import BOXED, LIMITS_ONLY
from segmetrics_lab.grading.view import PACKAGE

SCRATCH = 64 << 20
LIMITS = {
    "AS": 2 << 30,  # bytes of memory of one process
    "CPU": 300,  # seconds
    "FSIZE": SCRATCH,  # bytes of one file
    "NOFILE": 64,
    "NPROC": 32,
    "CORE": 0,
}
"""What a worker may use, by the names of the module resource."""

FIRST_USER = 61_000
"""As root, the worker in slot 0 runs as the user of this number: a limit of processes does not count for root."""

IN_BOX, IN_BOX_HOME = Path("/view"), Path("/tmp")
"""Where the view and the worker's own folder lie in the box."""

SYSTEM = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/etc/alternatives", "/etc/ld.so.cache", "/etc/localtime")
OF_PYTHON = ("bin", "lib", "lib64", "pyvenv.cfg")
"""What is bound of the folder in which a Python is installed: it may be somebody's home."""

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",  # a heap for each thread would cost ten megabytes more
    "PYTHONHASHSEED": "0",
    "SEGMETRICS_FEATURE_BYTES": "30_000_000",
    "TQDM_DISABLE": "1",
}

PROFILE = """\
abi <abi/4.0>,
include <tunables/global>
profile bwrap /usr/bin/bwrap flags=(unconfined) {
  userns,
  include if exists <local/bwrap>
}
"""
REFUSED = """\
bubblewrap is installed, but this system does not let it make a user namespace: <said>
Ubuntu 23.10 and later refuse it by AppArmor. A profile allows it; write these lines to /etc/apparmor.d/bwrap,

<profile>
then run: sudo systemctl reload apparmor"""
NOT_THERE = (
    "bubblewrap is not installed, so learners' code runs within limits, but can read what you can read. On Debian and "
    "Ubuntu: sudo apt install bubblewrap. On Windows, grade in WSL; macOS has no bubblewrap."
)
NO_SETPRIV = "setpriv is not installed, so as root nothing can become another user. It is part of util-linux."


class BoxError(RuntimeError):
    """A worker cannot be started; the words say why."""


def _python(view: Path, limits: Mapping[str, int]) -> list[str]:
    """Python with the worker of a view; what the user has installed alone is found as well."""
    more = [folder for folder in [site.getusersitepackages()] if site.ENABLE_USER_SITE and os.path.isdir(folder)]
    program = (
        f"import sys; sys.path.insert(0, {str(view)!r}); sys.path += {more!r}; "
        f"from {serve.__module__} import {serve.__name__}; {serve.__name__}({json.dumps(dict(limits))})"
    )
    return [os.path.abspath(sys.executable), "-I", "-B", "-c", program]


def _front() -> list[str]:
    """What bubblewrap separates."""
    own = ["ipc", "pid", "net", "uts", "cgroup-try", *([] if _is_root() else ["user"])]
    line = [shutil.which("bwrap") or "bwrap", *(f"--unshare-{name}" for name in own)]
    line += ["--die-with-parent", "--new-session", "--hostname", "box", "--cap-drop", "ALL"]
    if not _is_root():
        return line + ["--disable-userns"] * _can_forbid_more()
    # in a user namespace of its own root could not become somebody else
    return line + [word for name in ("SETUID", "SETGID", "SETPCAP") for word in ("--cap-add", f"CAP_{name}")]


@cache
def _can_forbid_more() -> bool:
    """Can this bubblewrap, from 0.8 on, forbid to make boxes in the box, which would have folders without a limit?"""
    told = subprocess.run(["bwrap", "--help"], capture_output=True, text=True, timeout=30, check=False)
    return "--disable-userns" in told.stdout + told.stderr


def _back(slot: int) -> list[str]:
    """What makes root somebody else; others have a user namespace, which counts its own processes."""
    if not _is_root():
        return []
    user = str(FIRST_USER + slot)
    return [
        *("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"),
        *("--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--"),
    ]


def _folders(view: Path, covered: list[Path]) -> list[str]:
    """The files of the box: read only, but for one small folder; nothing lies where something is covered."""
    bound = _bound()
    line = ["--proc", "/proc", "--dev", "/dev"]
    line += ["--perms", "1777", "--size", str(SCRATCH), "--tmpfs", "/tmp"]
    for parent in sorted(
        {parent for path in (*bound, *covered) for parent in path.parents} - {Path("/"), Path("/tmp")}
    ):
        if not _lies_below(parent, bound):
            line += ["--perms", "0755", "--dir", str(parent)]  # bwrap would make them 0700, closed to others
    for path in bound:
        line += ["--ro-bind", str(path), str(path)]
    for path in covered:
        line += ["--size", "4096", "--tmpfs", str(path)] if path.is_dir() else ["--ro-bind", os.devnull, str(path)]
        line += ["--remount-ro", str(path)] if path.is_dir() else []
    line += ["--ro-bind", str(view), str(IN_BOX), "--perms", "1777"]
    line += ["--size", str(SCRATCH), "--tmpfs", "/dev/shm"]
    return [*line, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", str(IN_BOX_HOME)]


@cache
def _bound() -> tuple[Path, ...]:
    """What the box shows of this machine: the system's programs, and Python with what is installed."""
    python = Path(os.path.abspath(sys.executable))
    prefixes = [python.parents[1], python.resolve().parents[1], *map(Path, (sys.prefix, sys.base_prefix))]
    found = [Path(name) for name in SYSTEM] + [prefix / name for prefix in prefixes for name in OF_PYTHON]
    if site.ENABLE_USER_SITE:
        found.append(Path(site.getusersitepackages()))
    unique = [path for path in dict.fromkeys(found) if path.exists()]
    return tuple(path for path in unique if not any(other in path.parents for other in unique))


def _secret() -> Iterator[Path]:
    """What lies beside installed packages and must not be seen: this package, and the exercises of its project."""
    yield PACKAGE
    project = PACKAGE.parent
    yield from (project / name for name in ("exercises", "tests", "tools", "notebooks", "docs", ".git"))


def _lies_below(path: Path, folders: Sequence[Path]) -> bool:
    """Does a path lie in one of the folders, or is it one of them?"""
    return any(folder in (path, *path.parents) for folder in folders)


def _is_root() -> bool:
    """Is this the administrator?"""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def level() -> str:
    """How well learners' code is kept apart on this machine: "boxed" or "limits only"."""
    return LIMITS_ONLY if obstacle() else BOXED


@cache
def obstacle() -> str:
    """Why there is no box on this machine, and what to do; empty where there is one."""
    if shutil.which("bwrap") is None:
        return NOT_THERE
    if _is_root() and shutil.which("setpriv") is None:
        return NO_SETPRIV
    line = [*_front(), "--ro-bind", "/", "/", "--proc", "/proc", *_back(0), "true"]
    tried = subprocess.run(line, capture_output=True, text=True, timeout=30, check=False)
    if tried.returncode == 0:
        return ""
    said = tried.stderr.strip() or f"it ended with {tried.returncode}"
    if "uid map" in said or "Permission denied" in said:
        return REFUSED.replace("<said>", said).replace("<profile>", PROFILE)
    return f"bubblewrap is installed, but cannot make a box here: {said}"


@dataclass(frozen=True)
class Box:
    """In what a worker runs.

    Args:
        view: the folder with the view of the package.
        level: "boxed", or "limits only" where there is no bubblewrap.
        covered: files and folders that must not be seen, wherever they lie: the folder of the class, for instance.
        limits: what a worker may use.
    """

    view: Path
    level: str = field(default_factory=level)
    covered: tuple[Path, ...] = ()
    limits: Mapping[str, int] = field(default_factory=lambda: LIMITS)

    def command(self, slot: int) -> list[str]:
        """The command line of the worker that has this number among those that run at the same time."""
        if self.level != BOXED:
            return _python(self.view, self.limits)
        covered = [path for path in (*_secret(), *self.covered) if _lies_below(path, _bound()) and path.exists()]
        return [*_front(), *_folders(self.view, covered), *_back(slot), *_python(IN_BOX, self.limits)]

    def environment(self, scratch: Path) -> dict[str, str]:
        """The variables that a worker gets, and no others.

        Args:
            scratch: its own folder.
        """
        own = dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR", "SEGMETRICS_PROGRESS"), str(scratch))
        system = {} if self.level == BOXED else {"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
        return ENVIRONMENT | own | system
