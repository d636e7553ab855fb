"""The record: what is kept about a learner, in one small file that can be deleted without harm."""

import json
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

FILE_NAME = "segmetrics_progress.json"
LOCK_NAME = ".segmetrics_progress.lock"
FOLDER_VARIABLE = "SEGMETRICS_PROGRESS"
COURSE_FOLDER = "my_course"

LONGEST_WAIT_S = 5
"""For another kernel that writes; it needs milliseconds."""

Entry = dict[str, Any]
Record = dict[str, dict[str, Entry]]
Change = tuple[str, str, Callable[[Entry], Entry]]

_pending: dict[Path, list[Change]] = {}
"""What could not be written yet, by file: this process knows it, and writes it as soon as it can."""


def progress_file() -> Path:
    """Where progress is kept: in the folder that SEGMETRICS_PROGRESS names, else in the learner's my_course folder.

    That folder is looked for from the working directory upwards; without it, the file is in the working directory.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    try:
        folder = Path(named or ".").absolute()
    except FileNotFoundError:  # the working directory was deleted
        return Path(FILE_NAME)
    if not named:
        folder = next((above for above in (folder, *folder.parents) if above.name == COURSE_FOLDER), folder)
    return folder / FILE_NAME


def read(section: str, name: str) -> Entry:
    """What is kept under a name; empty if nothing is, or if the file cannot be read."""
    path = progress_file()
    try:
        record = _record_in(_found(path))
    except (OSError, ValueError):
        record = {}
    return _changed(record, _pending.get(path, ())).get(section, {}).get(name, {})


def keep(section: str, name: str, **values: Any) -> str:
    """Keep values under a name, beside those that are there; returns the note of `change`."""
    return change(section, name, lambda entry: entry | values)


def change(section: str, name: str, renew: Callable[[Entry], Entry]) -> str:
    """Change what is kept under a name, in one step that no other kernel can come between.

    Args:
        section: the set of an exercise, or whatever belongs together.
        name: of what is kept, within its section.
        renew: gives what to keep from what was kept before; values must be such as JSON knows.

    Returns:
        A note for the learner, empty where all went well. A file that holds no record is set aside under a dated name.
        Where nothing can be written, the change counts until the process ends.
    """
    path = progress_file()
    changes = [*_pending.get(path, []), (section, name, renew)]
    try:
        path.parent.resolve(strict=True)  # a lock would make the folder, a mistyped one too
        with FileLock(path.with_name(LOCK_NAME), timeout=LONGEST_WAIT_S):
            record, note = _record_or_anew(path)
            _write(path, _changed(record, changes))
    except OSError:
        _pending[path] = changes
        return f"Your progress is not kept once this kernel ends: {path} cannot be read or written."
    _pending.pop(path, None)
    return note


def _found(path: Path) -> Path:
    """The file; without one, the file of version 0.3, which was beside the exercises."""
    earlier = path.parent / "exercises" / FILE_NAME
    is_earlier = path.parent.name == COURSE_FOLDER and not path.exists() and earlier.exists()
    return earlier if is_earlier else path


def _record_in(path: Path) -> Record:
    """The record in a file, empty without a file; ValueError if the file holds something else."""
    try:
        record = json.loads(path.read_text(encoding="utf-8-sig"))  # an editor may have put a byte order mark first
    except FileNotFoundError:
        return {}
    if not _is_record(record):
        raise ValueError(f"{path} is JSON, but it does not hold entries by section and name.")
    return record


def _is_record(value: Any) -> bool:
    """Are these entries by section and name?"""
    sections = value.values() if isinstance(value, dict) else [value]
    return all(isinstance(of, dict) and all(isinstance(entry, dict) for entry in of.values()) for of in sections)


def _record_or_anew(path: Path) -> tuple[Record, str]:
    """The record to go on with, and a note if the file held something else and was set aside."""
    found = _found(path)
    if found != path:
        found.replace(path)
    try:
        return _record_in(path), ""
    except ValueError:
        aside = path.with_name(f"{path.stem}_{datetime.now():%Y-%m-%d_%H-%M-%S-%f}.json")
        path.replace(aside)
        return {}, f"{path.name} could not be read, so your progress starts again; the old file is now {aside.name}."


def _changed(record: Record, changes: Sequence[Change]) -> Record:
    """The record after the changes, in their order."""
    for section, name, renew in changes:
        entries = record.setdefault(section, {})
        entries[name] = renew(entries.get(name, {}))
    return record


def _write(path: Path, record: Record) -> None:
    """Write the file in one step: whoever reads it meanwhile finds the whole record, before or after."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    unfinished.replace(path)
