"""What a run has left over, found by the folder that its processes were given."""

from pathlib import Path


def left_of(place):
    """The processes that belong to a folder, by their command lines and variables; those that only wait are not."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            is_alive = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
        except OSError:
            continue
        if is_alive and str(place).encode() in words:
            found.append(words[:200])
    return found
