"""JupyterLab as the course starts it: in this process, on the learner's copies, with the course's settings."""

import json
import os
import sys
from argparse import ArgumentTypeError
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from segmetrics_lab.cli.copies import RefusedError

TRIED = "tried.json"
INSTALL_TRIED = "pip install --require-hashes -r requirements.lock"
LAST_PORT = 65535


def refuse_missing_jupyterlab() -> None:
    """Refuse to go on where the extra of the lessons is not installed, and say how to install it."""
    try:
        version("jupyterlab")
    except PackageNotFoundError:
        raise RefusedError(
            f'{sys.executable} has no JupyterLab: the extra "lessons" is missing. Install the tried versions with '
            f'{INSTALL_TRIED}, or the newest ones with pip install "segmetrics-lab[lessons]".'
        ) from None


def untried(course: Path) -> str:
    """A line where this JupyterLab is another than the one that the course was tried with; else nothing."""
    tried, found = json.loads((course / TRIED).read_text(encoding="utf-8"))["jupyterlab"], version("jupyterlab")
    if found.split(".")[:2] == tried.split("."):
        return ""
    return (
        f"The course was tried with JupyterLab {tried}, but this is {found}: "
        f"if anything looks wrong, install the tried versions with {INSTALL_TRIED}\n"
    )


def start(
    course: Path,
    folder: Path,
    notebook: str,
    *,
    options: list[str],
    settings: Path | None = None,
    workspaces: Path | None = None,
) -> None:
    """Run JupyterLab until it is stopped; it brings back the tabs of the last time by itself.

    The learner's folder is the root of its file browser, and the notebook, named below it, opens in front of the other
    tabs. Options for JupyterLab win over those of the course.

    Args:
        course: the folder of the originals, which has the settings too.
        folder: the learner's.
        notebook: what opens.
        options: for JupyterLab.
        settings: a folder with settings that win over those of the course.
        workspaces: where JupyterLab remembers tabs; without one, in the learner's folder.
    """
    paths = [str(settings or ""), str(course / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    os.environ["JUPYTERLAB_WORKSPACES_DIR"] = str(workspaces or folder / ".workspaces")
    os.environ.pop("JUPYTER_PREFER_ENV_PATH", None)  # it would start kernels outside this environment
    from jupyterlab.labapp import LabApp  # noqa: PLC0415 (a second; it reads these variables when it is imported)

    is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Windows has no such function
    course_options = [
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.tornado_settings=static_custom_path={course / 'jupyter' / 'custom'}",  # of custom.css
        f"--LabApp.default_url=/lab/tree/{notebook}",
    ]
    LabApp.launch_instance([*course_options, *(["--allow-root"] if is_root else []), *options])


def port_number(text: str) -> int:
    """The number of a port."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= LAST_PORT):
        raise ArgumentTypeError(f"{text!r} is not a port: write a whole number from 1 to {LAST_PORT}, such as 8888")
    return int(text)
