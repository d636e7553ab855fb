"""A file that is there as a whole or not at all, whenever the power fails or the disk is full."""

import os
from pathlib import Path
from secrets import token_hex

UNFINISHED = ".unfinished"


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Put a file in its place in one step, once all of it is on the disk; its folders are made.

    Args:
        path: of the file; one that is there is replaced.
        content: what will be in it.
        mode: who may read it.

    Raises:
        OSError: it cannot be written; then the file that was there is left as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{token_hex(8)}{UNFINISHED}")
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def remove_unfinished(folder: Path) -> None:
    """Remove what processes that were killed have left in a folder."""
    for path in folder.glob(f".*{UNFINISHED}"):
        path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk too, where folders can be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
