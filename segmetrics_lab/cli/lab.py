"""JupyterLab as the course starts it: in this process, on the learner's copies, with the course's settings."""

import json
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from segmetrics_lab.cli.copies import RefusedError

TRIED = "tried.json"
INSTALL_TRIED = "pip install --require-hashes -r requirements.lock"


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


def start(course: Path, folder: Path, notebook: str, *, options: list[str]) -> None:
    """Run JupyterLab until it is stopped; it brings back the tabs of the last time by itself.

    The learner's folder is the root of its file browser, and the notebook, named below it, opens in front of the other
    tabs. Options for JupyterLab win over those of the course.
    """
    settings = [str(course / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, settings))
    os.environ["JUPYTERLAB_WORKSPACES_DIR"] = str(folder / ".workspaces")
    os.environ.pop("JUPYTER_PREFER_ENV_PATH", None)  # it would start kernels outside this environment
    from jupyterlab.labapp import LabApp  # noqa: PLC0415 (a second; it reads these variables when it is imported)

    is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Windows has no such function
    course_options = [
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.tornado_settings=static_custom_path={course / 'jupyter' / 'custom'}",  # of custom.css
        f"--LabApp.default_url=/lab/tree/{notebook}",
    ]
    LabApp.launch_instance([*course_options, *(["--allow-root"] if is_root else []), *options])
