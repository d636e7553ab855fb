"""The record: what is kept about a learner, in one small file that can be deleted without harm."""

import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from filelock import FileLock

FILE_NAME = "segmetrics_progress.json"
LOCK_NAME = ".segmetrics_progress.lock"
FOLDER_VARIABLE = "SEGMETRICS_PROGRESS"
COURSE_FOLDER = "my_course"

SET_NAME = re.compile(r"ex\d+|capstone")
"""A section that is a set of exercises. A question is known by its name alone, so that sets may get other numbers."""

OTHER_NAMES = {
    ("ex01", "blurred"): "wall",
    ("ex04", "luck"): "expected",
    ("ex05", "half"): "cart",
    ("ex06", "half_for_nothing"): "blank_mean",
    ("ex07", "column"): "extra_column",
}
"""What some questions are called since version 0.3: their names occurred twice, or gave the answer away."""

LONGEST_WAIT_S = 5
"""For another kernel that writes; it needs milliseconds."""

PLAIN = (str, int, float, type(None))  # an int may be True or False

Entry = dict[str, Any]
Record = dict[str, dict[str, Entry]]
Change = tuple[str, str, Callable[[Entry], Entry]]

_one_at_a_time = Lock()
_pending: dict[Path, list[Change]] = {}
"""What could not be written yet, by file: this process knows it, and writes it as soon as it can."""


def _working_folder() -> Path:
    """The working directory; a relative path if it was deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path()


STARTED_IN = _working_folder()
"""The working directory of the notebook: code of a learner may change that of the process."""


def progress_file() -> Path:
    """Where progress is kept: in the folder that SEGMETRICS_PROGRESS names, else in the learner's my_course folder.

    That folder is looked for from the folder of the notebook upwards; without it, the file is beside the notebook.
    """
    named = os.environ.get(FOLDER_VARIABLE, "")
    folder = STARTED_IN / os.path.expanduser(named)  # Path.expanduser would raise an error where nobody is called so
    if not named:
        folder = next((above for above in (folder, *folder.parents) if above.name == COURSE_FOLDER), folder)
    return folder / FILE_NAME


def read(section: str, name: str) -> Entry:
    """What is kept under a name; empty if nothing is, or if the file cannot be read."""
    path = progress_file()
    try:
        record, _ = _record_in(_found(path))
    except OSError:
        record = {}
    return _taken(_changed(record, _pending.get(path, ())), section, name)


def entries(section: str) -> dict[str, Entry]:
    """All that is kept in a section, by name; empty if nothing is, or if the file cannot be read."""
    path = progress_file()
    try:
        record, _ = _record_in(_found(path))
    except OSError:
        record = {}
    return _changed(record, _pending.get(path, ())).get(section, {})


def keep(section: str, name: str, **values: Any) -> str:
    """Keep values under a name, beside those that are there; returns the note of `change`."""
    return change(section, name, lambda entry: entry | values)


def change(section: str, name: str, renew: Callable[[Entry], Entry]) -> str:
    """Change what is kept under a name, in one step that nobody else can come between.

    Args:
        section: the set of an exercise, or whatever belongs together. What is kept of a question is found by its name,
            whatever number its set had, and moves to this one.
        name: of what is kept, within its section.
        renew: gives what to keep from what was kept before: texts, numbers, True, False or None by name.

    Returns:
        A note for the learner, empty where all went well. Of a file that cannot be read, or only in part, the old one
        is kept under a dated name. Where nothing can be written, which is said once, the change counts until the
        process ends.
    """
    path = progress_file()
    with _one_at_a_time:
        changes = [*_pending.get(path, []), (section, name, renew)]
        try:
            note = _write_changes(path, changes)
        except (OSError, NotImplementedError):  # the second where a file system knows no locks
            is_told = path in _pending
            _pending[path] = changes
            problem = f"Your progress is not kept once this kernel ends: {path} cannot be read or written."
            return "" if is_told else problem
        _pending.pop(path, None)
        return note


def set_aside(section: str, names: Iterable[str]) -> list[str]:
    """Keep what a section holds under these names in a section of another name, dated; those that were there."""
    known = entries(section)
    moved = [name for name in names if name in known]
    aside = f"{section} until {datetime.now():%Y-%m-%d %H:%M:%S}"
    for name in moved:
        keep(aside, name, **known[name])
        change(section, name, lambda _: {})
    return moved


def _write_changes(path: Path, changes: Sequence[Change]) -> str:
    """Read the file, and write it anew with the changes; a note if something in it could not be read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(LOCK_NAME), timeout=LONGEST_WAIT_S):
        found = _found(path)
        if found != path:
            found.replace(path)
        record, is_whole = _record_in(path)
        aside = None if is_whole else path.with_name(f"{path.stem}_{datetime.now():%Y-%m-%d_%H-%M-%S-%f}.json")
        whole = f"{path.name} could not be read, so your progress starts again"
        trouble = f"Parts of {path.name} could not be read and are left out" if record else whole
        _write(path, _changed(record, changes), aside)
    return f"{trouble}; the old file is now {aside.name}." if aside else ""


def _found(path: Path) -> Path:
    """The file; without one, the file of version 0.3, which was beside the exercises."""
    earlier = path.parent / "exercises" / FILE_NAME
    is_earlier = path.parent.name == COURSE_FOLDER and not path.exists() and earlier.exists()
    return earlier if is_earlier else path


def _record_in(path: Path) -> tuple[Record, bool]:
    """What can be read of the record in a file, and whether that is all; an empty one without a file."""
    try:
        content = json.loads(path.read_bytes())  # of an editor's UTF-8, with a byte order mark or not, or its UTF-16
    except FileNotFoundError:
        return {}, True
    except (ValueError, RecursionError):
        return {}, False
    sections = _only(dict, content).items()
    plain = {
        section: {name: _only(PLAIN, entry) for name, entry in _only(dict, entries).items()}
        for section, entries in sections
    }
    record = {
        section: {OTHER_NAMES.get((section, name), name): entry for name, entry in entries.items()}
        for section, entries in plain.items()
        if entries
    }
    return record, plain == content


def _only(kinds: Any, value: Any) -> dict[str, Any]:
    """The items of these kinds; none where this is not a dictionary."""
    items = value.items() if isinstance(value, dict) else ()
    return {key: item for key, item in items if isinstance(item, kinds)}


def _changed(record: Record, changes: Sequence[Change]) -> Record:
    """The record after the changes, in their order."""
    for section, name, renew in changes:
        entry = _taken(record, section, name)
        renewed = renew(entry)
        if renewed:
            record.setdefault(section, {})[name] = renewed
    return {section: entries for section, entries in record.items() if entries}


def _taken(record: Record, section: str, name: str) -> Entry:
    """What was kept under a name, taken out; a question may also be kept under another set."""
    others = record if SET_NAME.fullmatch(section) else ()
    for place in (section, *filter(SET_NAME.fullmatch, others)):
        if name in record.get(place, {}):
            return record[place].pop(name)
    return {}


def _write(path: Path, record: Record, aside: Path | None) -> None:
    """Write the file in one step, the old one set aside before that where it is to be kept.

    Whoever reads it meanwhile finds the whole record, before or after.
    """
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if aside is not None:
        path.replace(aside)
    unfinished.replace(path)
