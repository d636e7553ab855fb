"""Give learners copies of their own: what is not yet in my_course/ is copied, and nothing there is overwritten.

The copies have no outputs, so that no answer is seen before the guess. The originals keep theirs, for the web and for
lecturers.

python tools/my_course.py            copy what is missing, and say which lessons have a newer version
python tools/my_course.py fresh 03   set the learner's copy of lesson 03 aside and copy it anew
python tools/my_course.py fresh ex03 the same for exercise set 03

Runs on the standard library alone: `make lab` calls it before anything else.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

COURSE = Path(__file__).resolve().parents[1]
FOLDERS = ("notebooks", "exercises")
KINDS = ("*.ipynb", "cheat_sheet.*")


def copy_missing(course: Path, copies: Path) -> None:
    """Copy each file that the learner does not have; name those that differ from the course's."""
    changed = []
    for original in _originals(course):
        copy = copies / original.relative_to(course)
        if not copy.exists():
            _copy(original, copy)
        elif copy.read_bytes() != _for_learners(original) and _is_newer(original, copy):
            changed.append(original)
    if changed:
        names = ", ".join(
            original.name if original.parent.name != "exercises" else f"exercises/{original.name}"
            for original in changed
        )
        print(f"The course has a newer version of: {names}. Your copies are kept as they are.")
        print("To start one anew: make fresh LESSON=" + _short_name(changed[0]))


def set_aside(lesson: str, course: Path, copies: Path) -> None:
    """Rename the learner's files of a lesson, with the time in their names, and copy the course's again."""
    originals = [original for original in _originals(course) if lesson and _short_name(original) in _names(lesson)]
    if not originals:
        known = sorted(_short_name(original) for original in _originals(course) if original.name[0].isdigit())
        problem = f"There is no lesson {lesson!r}." if lesson else "No lesson was named."
        raise SystemExit(f"{problem} Say which one, for instance: make fresh LESSON={known[0]}")
    for original in originals:
        copy = copies / original.relative_to(course)
        if copy.exists():
            aside = copy.with_name(f"{copy.stem}.{datetime.now():%Y-%m-%d_%H-%M-%S}{copy.suffix}")
            copy.rename(aside)
            print(f"Your file is kept as {aside.relative_to(copies.parent)}")
        _copy(original, copy)
        print(f"Copied anew: {copy.relative_to(copies.parent)}")


def _originals(course: Path) -> list[Path]:
    """The notebooks of the course and what is printed beside them, in order."""
    return [path for folder in FOLDERS for kind in KINDS for path in sorted((course / folder).glob(kind))]


def _short_name(original: Path) -> str:
    """The number of a lesson; of an exercise set, the number behind "ex"; the name of another page."""
    if not original.name[0].isdigit():
        return original.name.partition(".")[0]
    return ("ex" if original.parent.name == "exercises" else "") + original.name[:2]


def _names(lesson: str) -> tuple[str, str]:
    """A lesson or set as it was named, and with the zero that may be missing."""
    return lesson, "ex" + lesson[2:].zfill(2) if lesson.startswith("ex") else lesson.zfill(2)


def _is_newer(original: Path, copy: Path) -> bool:
    """Did the course's file change after the learner's? A copy's time is that of its making."""
    return original.stat().st_mtime > copy.stat().st_mtime


def without_outputs(original: Path) -> bytes:
    """The notebook as if nobody had run it."""
    notebook = json.loads(original.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _for_learners(original: Path) -> bytes:
    """What a learner gets of a file: notebooks without their outputs, others as they are."""
    return without_outputs(original) if original.suffix == ".ipynb" else original.read_bytes()


def _copy(original: Path, copy: Path) -> None:
    """Write the learner's copy in one step, so that an interruption leaves no half of it."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    unfinished = copy.with_suffix(".unfinished")
    unfinished.write_bytes(_for_learners(original))
    unfinished.replace(copy)


def main(arguments: list[str]) -> None:
    """Run the command line."""
    if arguments[:1] == ["fresh"]:
        set_aside(arguments[1] if len(arguments) > 1 else "", COURSE, COURSE / "my_course")
    elif not arguments:
        copy_missing(COURSE, COURSE / "my_course")
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
