"""The view: the package as a learner's code may see it, without cases, expectations, hints and solutions."""

import compileall
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from segmetrics_lab.grading.boxed.standing_in import StandIn
from segmetrics_lab.grading.own_folders import own_folder, remove_left_over

PACKAGE = Path(__file__).parents[1]

WHOLE = (
    *("labels", "metrics", "models", "pictures", "plots", "progress", "report", "scenes", "sweeps", "widgets"),
    *("checks/engine", "grading/boxed"),
)
"""Folders of the package that hold no answer to any question."""

SINGLE = ("__init__.py", "checks/__init__.py", "checks/misconceptions.py")

STAND_IN = f"""\
import sys

from {StandIn.__module__} import {StandIn.__name__}

sys.modules[__name__] = {StandIn.__name__}(__name__)
"""
"""What each set of exercises is in the box."""


@contextmanager
def view() -> Iterator[Path]:
    """A folder with the view, for one run: it goes at the end, as do those of runs that were killed."""
    remove_left_over()
    folder = own_folder("view")
    try:
        _build(folder / PACKAGE.name)
        folder.chmod(0o755)  # in the box the worker is somebody else
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _build(root: Path) -> None:
    """Copy what may be seen: what is not listed above stays away, and so does all that Python has compiled."""
    for part in WHOLE:
        shutil.copytree(PACKAGE / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in SINGLE:
        shutil.copy(PACKAGE / name, root / name)
    (root / "grading" / "__init__.py").touch()
    for path in (PACKAGE / "checks" / "data").glob("*.json"):
        (root / "checks" / f"{path.stem}.py").write_text(STAND_IN, encoding="utf-8")
    compileall.compile_dir(root, quiet=2)
