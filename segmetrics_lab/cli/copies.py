"""The learner's copies of the course, in a folder my_course: nothing that a learner has changed is ever overwritten.

What was handed out is remembered by its hash, in a small file beside the copies. So a copy that nobody has touched is
told from one that holds somebody's work, whatever the clocks of the files say: the first may be replaced by a newer
version of the lesson, so that it fits the library that was installed with it; the second never.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FOLDER_NAME = "my_course"
PARTS = ("notebooks", "exercises")
KINDS = ("*.ipynb", "cheat_sheet.*")
GIVEN = ".given.json"
FIRST_LESSON = "notebooks/00_start_here.ipynb"


class UnknownLessonError(ValueError):
    """No lesson and no exercise set is called so."""


@dataclass(frozen=True)
class News:
    """What there is to tell after the copies were looked through.

    Args:
        renewed: untouched copies that were replaced by a newer version.
        kept: copies with work in them, of which the course has a newer version.
    """

    renewed: list[str]
    kept: list[str]


@dataclass(frozen=True)
class Copies:
    """A learner's copies, named by their paths in the course: "notebooks/03_accuracy_and_overlap.ipynb".

    Args:
        course: the folder of the originals.
        folder: the folder of the copies.
    """

    course: Path
    folder: Path

    def names(self) -> list[str]:
        """All files of the course that learners get, in order."""
        paths = [path for part in PARTS for kind in KINDS for path in sorted((self.course / part).glob(kind))]
        return [path.relative_to(self.course).as_posix() for path in paths]

    def named(self, lesson: str) -> list[str]:
        """The files of a lesson ("03", "3"), of an exercise set ("ex03", "ex3") or of a page ("glossary").

        Raises:
            UnknownLessonError: nothing is called so.
        """
        found = [name for name in self.names() if short_name(name) in _spellings(lesson)]
        if not found:
            known = ", ".join(dict.fromkeys(map(short_name, self.names())))
            problem = f"There is no lesson {lesson!r}." if lesson else "No lesson was named."
            raise UnknownLessonError(f"{problem} Name one of these: {known}.")
        return found

    def complete(self) -> News:
        """Copy what is missing, and renew what nobody has touched."""
        given, news = self._given(), News([], [])
        for name in self.names():
            original, copy = _hash(self.course / name), _hash(self.folder / name)
            if not copy:
                self._copy(name)
            elif copy != original and given.get(name) != original:
                if copy != given.get(name):
                    news.kept.append(name)
                    given.setdefault(name, original)  # handed out before hashes were kept: told once
                    continue
                self._copy(name)
                news.renewed.append(name)
            given[name] = original
        self._remember(given)
        return news

    def start_anew(self, name: str) -> Path | None:
        """Copy the original again; a copy that differs from it is kept beside it, and its new path is returned."""
        original, copy = _hash(self.course / name), self.folder / name
        aside = _set_aside(copy) if _hash(copy) not in ("", original) else None
        if not _hash(copy):
            self._copy(name)
        self._remember(self._given() | {name: original})
        return aside

    def left_off(self) -> str:
        """The notebook that the learner saved last; lesson 0 where none was changed yet."""
        given = self._given()
        changed = [
            self.folder / name
            for name in self.names()
            if name.endswith(".ipynb") and _hash(self.folder / name) not in ("", given.get(name))
        ]
        last = max(changed, key=lambda copy: copy.stat().st_mtime, default=self.folder / FIRST_LESSON)
        return last.relative_to(self.folder).as_posix()

    def _given(self) -> dict[str, str]:
        """The hash of what was handed out, by name; nothing where it is not known."""
        try:
            given = json.loads((self.folder / GIVEN).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return given if isinstance(given, dict) else {}

    def _remember(self, given: dict[str, str]) -> None:
        """Write down what was handed out."""
        _write(self.folder / GIVEN, (json.dumps(given, indent=1) + "\n").encode("utf-8"))

    def _copy(self, name: str) -> None:
        """Make the learner's copy of a file."""
        _write(self.folder / name, (self.course / name).read_bytes())


def my_folder(package: Path, working: Path) -> Path:
    """Where the copies of a learner live: in the clone that the package belongs to; without one, here.

    Args:
        package: the folder of the library.
        working: the folder in which the command was given; it may be the folder of the copies, or lie in it.
    """
    if (package.parent / "notebooks" / "source").is_dir():
        return package.parent / FOLDER_NAME
    inside = [folder for folder in (working, *working.parents) if (folder / GIVEN).exists()]
    return inside[0] if inside else working / FOLDER_NAME


def short_name(name: str) -> str:
    """The number of a lesson; of an exercise set, the number behind "ex"; the name of another page."""
    part, _, file = name.partition("/")
    number, _, _ = file.partition("_")
    if not number.isdigit():
        return file.partition(".")[0]
    return f"ex{number}" if part == "exercises" else number


def _spellings(lesson: str) -> tuple[str, str]:
    """A lesson or set as it was named, and with the zero that may be missing."""
    return lesson, "ex" + lesson[2:].zfill(2) if lesson.startswith("ex") else lesson.zfill(2)


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


def _set_aside(copy: Path) -> Path | None:
    """Rename a file to a name that holds the time to the microsecond; None where another command was faster."""
    aside = copy.with_name(f"{copy.stem}.{datetime.now():%Y-%m-%d_%H-%M-%S-%f}{copy.suffix}")
    try:
        return copy.rename(aside)
    except FileNotFoundError:
        return None
