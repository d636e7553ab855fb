"""What a wheel carries beside the notebooks: the cheat sheet, solutions, rubrics, and which JupyterLab was tried.

python -m tools.course_data            write these files into segmetrics_lab/course/; make notebooks does it too
"""

import json
import re
from pathlib import Path
from typing import Any

from tools.exercise_source import ExerciseSource
from tools.lesson_source import LessonSource, texts_of

ROOT = Path(__file__).resolve().parents[1]
COURSE = Path("segmetrics_lab/course")
SHEETS = (Path("notebooks/cheat_sheet.pdf"), Path("notebooks/cheat_sheet.png"))


def carried() -> dict[Path, bytes]:
    """Each file that is made from more than one source, by its path in the repository."""
    return {COURSE / sheet: (ROOT / sheet).read_bytes() for sheet in SHEETS} | {
        COURSE / "solutions.json": _as_json(solutions_of_scored()),
        COURSE / "written.json": _as_json(written_questions()),
        COURSE / "lesson_texts.json": _as_json(texts_of_lessons()),
        COURSE / "tried.json": _as_json({"jupyterlab": tried_jupyterlab()}),
    }


def solutions_of_scored() -> dict[str, dict[str, str]]:
    """The solutions of the questions with points, by set and question: the one file that a class does not get."""
    return {
        source.set_name: {name: source.text(name, "solution") for name in source.questions if source.points(name)}
        for source in exercise_sources()
    }


def written_questions() -> dict[str, dict[str, dict[str, Any]]]:
    """The questions that ask to write, by set, with the rubrics by which a lecturer marks the answers."""
    return {source.set_name: source.written_texts() for source in exercise_sources() if source.written}


def exercise_sources() -> list[ExerciseSource]:
    """The sources of all sets, in order."""
    return [ExerciseSource.read(path) for path in sorted((ROOT / "exercises" / "source").glob("*.py"))]


def texts_of_lessons() -> dict[str, dict[str, Any]]:
    """The words of guesses and figures, which stand in no notebook."""
    return texts_of(LessonSource.read(path) for path in sorted((ROOT / "notebooks" / "source").glob("*.py")))


def tried_jupyterlab() -> str:
    """The JupyterLab of the lock, without its patch number: the course is tested with it."""
    pinned = re.search(
        r"^jupyterlab==(\d+\.\d+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    if pinned is None:
        raise ValueError("requirements.lock pins no jupyterlab: run make lock.")
    return pinned[1]


def differences() -> list[str]:
    """Which committed files are not what they are made from, a line for each."""
    return [
        f"{path} differs from what it is made from: run python -m tools.course_data"
        for path, content in carried().items()
        if not (ROOT / path).exists() or (ROOT / path).read_bytes() != content
    ]


def write(root: Path) -> None:
    """Write the files below a folder."""
    for path, content in carried().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def _as_json(value: object) -> bytes:
    """A value as the text of a file."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


if __name__ == "__main__":
    write(ROOT)
