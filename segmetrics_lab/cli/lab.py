"""JupyterLab as the course starts it: in this process, on the learner's copies, with the course's settings."""

import json
import os
import re
import socket
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

DISTRIBUTION = "segmetrics-lab"
EXTRA = "lessons"
TRIED = "tried.json"


class NotReadyError(RuntimeError):
    """JupyterLab cannot be started; the message says what to do."""


def refuse_missing_packages() -> None:
    """Refuse to go on without a package that the lessons need.

    Raises:
        NotReadyError: it names the packages, and how to install them.
    """
    try:
        needed = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        raise NotReadyError(f"{DISTRIBUTION} is not installed in {sys.executable}: see Start in README.md.") from None
    missing = [name for name in map(_name, filter(_is_for_lessons, needed)) if not _is_installed(name)]
    if missing:
        raise NotReadyError(
            f"The lessons need {', '.join(missing)}, which you do not have. Install the tried versions: "
            "pip install --require-hashes -r requirements.lock (or the newest ones: "
            f'pip install "{DISTRIBUTION}[{EXTRA}]").'
        )


def refuse_busy_port(port: int) -> None:
    """Refuse a port on which another program listens; JupyterLab alone would quietly take another.

    Raises:
        NotReadyError: it is in use, or may not be used.
    """
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except (OSError, OverflowError) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        raise NotReadyError(
            f"Port {port} cannot be used: {why}. Name another one, or none: then JupyterLab looks for a free one."
        ) from None


def untried(course: Path) -> str:
    """A line where this JupyterLab is another than the one that the course was tried with; else nothing."""
    tried = json.loads((course / TRIED).read_text(encoding="utf-8"))["jupyterlab"]
    found = version("jupyterlab")
    if found.split(".")[:2] == tried.split("."):
        return ""
    return (
        f"The course was tried with JupyterLab {tried}, but this is {found}. If anything looks wrong, "
        "pip install --require-hashes -r requirements.lock brings the tried versions.\n"
    )


def start(course: Path, folder: Path, notebook: str, *, options: list[str]) -> None:
    """Run JupyterLab until it is stopped.

    Args:
        course: what the package carries, with the settings.
        folder: the learner's copies: the root of the file browser.
        notebook: the copy to open, named below this folder.
        options: more options for JupyterLab, which win over the course's.
    """
    settings = [str(course / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, settings))
    os.environ["JUPYTERLAB_WORKSPACES_DIR"] = str(folder / ".workspaces")
    os.environ.pop("JUPYTER_PREFER_ENV_PATH", None)  # it would start kernels outside this environment
    from jupyterlab.labapp import LabApp  # noqa: PLC0415 (a second; it reads these variables when it is imported)

    root = hasattr(os, "geteuid") and os.geteuid() == 0  # Windows has no such function
    LabApp.launch_instance(
        [
            f"--ServerApp.root_dir={folder}",
            f"--LabApp.default_url=/lab/tree/{notebook}",
            *(["--allow-root"] if root else []),
            *options,
        ]
    )


def _is_for_lessons(requirement: str) -> bool:
    """Does only the extra of the lessons ask for this?"""
    return re.search(rf"extra == ['\"]{EXTRA}['\"]", requirement) is not None


def _name(requirement: str) -> str:
    """The package of a requirement."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def _is_installed(name: str) -> bool:
    """Is this package there?"""
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
