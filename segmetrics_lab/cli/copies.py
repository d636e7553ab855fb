"""The learner's copies of the course, in a folder my_course: nothing that a learner has changed is ever overwritten.

What was handed out is remembered by its hash, in a small file beside the copies. So a copy that nobody has touched is
told from one that holds somebody's work, whatever the clocks of the files say: the first may be replaced by a newer
version of the lesson, so that it fits the library that was installed with it; the second never.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FOLDER_NAME = "my_course"
GIVEN = ".given.json"
KINDS = ("notebooks/*.ipynb", "notebooks/cheat_sheet.*", "exercises/*.ipynb")
FIRST_LESSON = "notebooks/00_start_here.ipynb"

FIRST_EDITION, OF_FIRST_EDITION = "first_edition", "exercises/[0-9][0-9]_*.ipynb"
"""Its sets had the names of its lessons; now they begin with "ex"."""

PROGRESS = "segmetrics_progress.json"


class RefusedError(RuntimeError):
    """A command cannot do what it was asked for; the message says why, and what to do."""


@contextmanager
def refusing_to_write(folder: Path) -> Iterator[None]:
    """Say in a sentence that a file cannot be written."""
    try:
        yield
    except OSError as problem:
        raise RefusedError(
            f"Your copies cannot be written to {folder} ({problem.strerror}: {problem.filename or folder}). "
            "Close what holds the file, or go to a folder of your own and start there."
        ) from None


@dataclass(frozen=True)
class Copies:
    """A learner's copies, named by their paths in the course: "notebooks/03_accuracy_and_overlap.ipynb".

    Args:
        course: the folder of the originals.
        folder: the folder of the copies.
        kinds: patterns of what is copied; without them, of what learners get.
    """

    course: Path
    folder: Path
    kinds: Sequence[str] = KINDS

    def names(self) -> list[str]:
        """All files of the course that are copied, in order."""
        paths = [path for kind in self.kinds for path in sorted(self.course.glob(kind))]
        return [path.relative_to(self.course).as_posix() for path in paths]

    def named(self, lesson: str) -> list[str]:
        """The files of a lesson ("03", "3"), of an exercise set ("ex03", "ex3") or of a page ("glossary")."""
        name = lesson.strip().lower()
        spellings = (name, "ex" + name[2:].zfill(2) if name.startswith("ex") else name.zfill(2))
        found = [path for path in self.names() if name and short_name(path) in spellings]
        if not found:
            known = ", ".join(dict.fromkeys(map(short_name, self.names())))
            problem = f"There is no lesson {lesson!r}." if name else "No lesson was named."
            raise RefusedError(f"{problem} Name one of these: {known}.")
        return found

    def complete(self, names: Sequence[str] = ()) -> tuple[list[str], list[str]]:
        """Copy what is missing; what was renewed because nobody had touched it, and what was kept though it is old.

        Args:
            names: what is looked at; without them, everything.
        """
        given = self._given()
        renewed: list[str] = []
        kept: list[str] = []
        for name in names or self.names():
            original, copy = _hash(self.course / name), _hash(self.folder / name)
            if copy in ("", original, given.get(name)):  # missing, up to date, or untouched
                if copy != original:
                    self._copy(name)
                if copy not in ("", original):
                    renewed.append(name)
                given[name] = original
            elif given.get(name) != original:
                kept.append(name)
                given.setdefault(name, original)  # handed out before hashes were kept: told once
        self._remember(given)
        return renewed, kept

    def start_anew(self, name: str) -> Path | None:
        """Copy the original again; the path to which a copy that differs from it was renamed."""
        original, copy = _hash(self.course / name), self.folder / name
        aside = _set_aside(copy) if _hash(copy) not in ("", original) else None
        if aside and _hash(aside) == original:  # another command was faster, and this is its new copy
            aside.unlink()
            aside = None
        if not copy.exists():
            self._copy(name)
        self._remember(self._given() | {name: original})
        return aside

    def move_first_edition_aside(self) -> Path | None:
        """Move the copies of the first edition aside, whose lessons had other numbers; where they are now, if any were.

        The progress stays: also where the exercises of an early version kept it.
        """
        if not any(self.folder.glob(OF_FIRST_EDITION)):
            return None
        aside = self.folder / FIRST_EDITION
        if aside.exists():
            aside = aside.with_name(f"{FIRST_EDITION}.{_now()}")
        aside.mkdir(parents=True)
        progress = self.folder / "exercises" / PROGRESS
        if progress.exists() and not (self.folder / PROGRESS).exists():
            progress.replace(self.folder / PROGRESS)
        for part in ("notebooks", "exercises"):
            if (self.folder / part).exists():
                (self.folder / part).replace(aside / part)
        self._remember({})
        return aside

    def left_off(self) -> str:
        """The notebook that the learner saved last; lesson 0 where none was changed yet."""
        given = self._given()
        changed = [
            name
            for name in self.names()
            if name.endswith(".ipynb") and _hash(self.folder / name) not in ("", given.get(name))
        ]
        return max(changed, key=lambda name: (self.folder / name).stat().st_mtime, default=FIRST_LESSON)

    def _given(self) -> dict[str, str]:
        """The hash of what was handed out, by name; nothing where it is not known."""
        try:
            given = json.loads((self.folder / GIVEN).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError, RecursionError):
            return {}
        return given if isinstance(given, dict) else {}

    def _remember(self, given: dict[str, str]) -> None:
        """Write down what was handed out."""
        _write(self.folder / GIVEN, (json.dumps(given, indent=1) + "\n").encode())

    def _copy(self, name: str) -> None:
        """Make the learner's copy of a file."""
        _write(self.folder / name, (self.course / name).read_bytes())


def my_folder(package: Path, working: Path) -> Path:
    """Where a learner's copies live: in the clone that the package is part of; without one, here.

    The working folder, in which the command was given, may be that of the copies, or lie in it.
    """
    if (package.parent / "notebooks" / "source").is_dir():
        return package.parent / FOLDER_NAME
    around = (folder for folder in (working, *working.parents) if folder.name == FOLDER_NAME)
    return next(around, working / FOLDER_NAME)


def short_name(name: str) -> str:
    """The number of a lesson, "ex" and the number of an exercise set, or the name of another page."""
    file = name.rpartition("/")[2]
    number = file.partition("_")[0]
    return number if number.removeprefix("ex").isdigit() else file.partition(".")[0]


def _hash(path: Path) -> str:
    """The SHA-256 of a file; an empty text where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _write(path: Path, content: bytes) -> None:
    """Write a file in one step, so that an interruption leaves no half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _now() -> str:
    """The time as part of a file's name."""
    return f"{datetime.now():%Y-%m-%d_%H-%M-%S-%f}"


def _set_aside(copy: Path) -> Path | None:
    """Rename a file to a name of its own that holds the time; None where there is no file (any more)."""
    aside = copy.with_name(f"{copy.stem}.{_now()}{copy.suffix}")
    try:
        aside.touch(exist_ok=False)  # now no other command can take this name
    except FileExistsError:
        return _set_aside(copy)
    try:
        return copy.replace(aside)
    except FileNotFoundError:
        aside.unlink()
        return None
