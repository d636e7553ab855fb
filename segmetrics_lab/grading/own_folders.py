"""Own folders: where a process keeps what goes when it ends; what a killed one has left goes at the next run."""

import os
import re
import shutil
import tempfile
from pathlib import Path

NAME = re.compile(r"segmetrics-(?:view|scratch)-(\d+)-.*")


def own_folder(kind: str) -> Path:
    """A new folder of this process: "view", or "scratch"."""
    return Path(tempfile.mkdtemp(prefix=f"segmetrics-{kind}-{os.getpid()}-"))


def remove_left_over() -> None:
    """Remove the folders of processes that are no more."""
    for path in Path(tempfile.gettempdir()).glob("segmetrics-*"):
        named = NAME.fullmatch(path.name)
        if named and not _is_running(int(named[1])):
            shutil.rmtree(path, ignore_errors=True)


def _is_running(process: int) -> bool:
    """Is there a process of this number?"""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's, or a system where one cannot ask
        return True
    return True
