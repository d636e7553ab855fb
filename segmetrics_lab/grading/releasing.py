"""Releasing an assignment: what learners get, and what nbgrader must know of it. Nothing secret is in either."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from segmetrics_lab.grading.assignment import RELEASED, Assignment, read_assignment
from segmetrics_lab.grading.autograded import grade_cell
from segmetrics_lab.grading.by_hand import Written, written_questions
from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.for_learners import write_for_learners
from segmetrics_lab.grading.kept import secret_of
from segmetrics_lab.grading.nbgrader_settings import FILE, configure
from segmetrics_lab.grading.whole_files import write_whole

SOURCES = Path(__file__).parents[2] / "exercises" / "source"
"""Of a clone; an installed package has none."""

CELL = re.compile(r"^# %%.*?(?=^# %%|\Z)", re.MULTILINE | re.DOTALL)
NO_NBGRADER = 'What grades is not installed: pip install "segmetrics-lab[grading]"'


class ReleaseError(RuntimeError):
    """An assignment cannot be released; the words say why, and what to do."""


@dataclass(frozen=True)
class Release:
    """What was made.

    Args:
        folder: of the class.
        files: how many files learners get.
        hidden: how many questions have hidden cases that were made by hand.
        is_hidden_kept: was a file of hidden cases there already, and is it left as it is?
    """

    folder: ClassFolder
    files: int
    hidden: int
    is_hidden_kept: bool


def make_release(folder: ClassFolder, name: str, about: About, *, due: datetime | None = None) -> Release:
    """Make or complete the folder of a class for one assignment; everything but what learners get is for the lecturer.

    Args:
        folder: of the class.
        name: of the assignment, "ex03".
        about: what class.json says; dates of other assignments stay.
        due: when this one must be handed in; None leaves what was said before.

    Raises:
        ValueError: there is no such set.
        ReleaseError: nbgrader is missing, or refuses the assignment.
    """
    require_nbgrader()
    assignment, written = read_assignment(name), written_questions(name)
    about = replace(about, due={**about.due, name: due}) if due else about
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)  # submissions of all, and the secret
    folder.write_about(about)
    secret_of(folder.path)
    was_there = folder.hidden_cases(name).exists()
    hidden = hidden_source(name) if not was_there else folder.hidden_cases(name).read_text(encoding="utf-8")
    if hidden and not was_there:
        write_whole(folder.hidden_cases(name), hidden.encode(), mode=0o600)
    files = write_for_learners(folder, about)
    notebook = nbgrader_source(assignment, written)
    write_whole(folder.source_notebook(name), (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode())
    write_whole(folder.source_notebook(name).with_name("class.json"), about.to_json().encode())
    if not (folder.path / "nbgrader_config.py").exists():
        write_whole(folder.path / "nbgrader_config.py", FILE.encode())
    register(folder, name, about.due.get(name))
    return Release(folder, len(files), hidden.count('part="hidden"'), was_there)


def require_nbgrader() -> None:
    """Refuse to go on without nbgrader.

    Raises:
        ReleaseError: it is not installed.
    """
    if find_spec("nbgrader") is None:
        raise ReleaseError(NO_NBGRADER)


def hidden_source(name: str) -> str:
    """The hidden cases of a set as its source has them, cell by cell; empty where this is no clone."""
    number = name.removeprefix("ex")
    path = next((path for path in sorted(SOURCES.glob("*.py")) if path.stem.partition("_")[0] == number), None)
    text = path.read_text(encoding="utf-8") if path else ""
    cells = [cell[0] for cell in CELL.finditer(text) if 'part="hidden"' in cell[0].partition("\n")[0]]
    return "\n".join(f"{cell.rstrip()}\n" for cell in cells)


def nbgrader_source(assignment: Assignment, written: tuple[Written, ...]) -> dict[str, Any]:
    """The notebook that nbgrader starts from: starters as answers, checks as locked cells that give the points.

    Which questions learners are asked to write gets its own cell, to be marked by hand. There is no solution in it.
    """
    path = next(path for path in sorted(RELEASED.glob("*.ipynb")) if path.stem.partition("_")[0] == assignment.name)
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    points = {asked.full_name: asked.points for asked in assignment.asked}
    most = {question.question: question.most for question in written}
    for cell in notebook["cells"]:
        about = cell["metadata"].get("segmetrics", {})
        question, part = about.get("question", ""), about.get("part")
        if part == "starter":
            cell["metadata"]["nbgrader"] = _cell(answer_id(question), cell, solution=True)
        elif part == "check":
            graded = _cell(grade_cell(question), cell, grade=True, locked=True)
            cell["metadata"]["nbgrader"] = graded | {"points": points[question]}
        elif part == "written":
            by_hand = _cell(grade_cell(question), cell, grade=True, solution=True)
            cell["metadata"]["nbgrader"] = by_hand | {"points": most[question]}
    return notebook


def answer_id(question: str) -> str:
    """What nbgrader calls the cell of an answer.

    >>> answer_id("ex03.both_scores")
    'ex03-both_scores'
    """
    return question.replace(".", "-")


def _cell(grade_id: str, cell: dict[str, Any], **kind: bool) -> dict[str, Any]:
    """What nbgrader wants to know of a cell."""
    what = {"grade": False, "solution": False, "locked": False, "task": False} | kind
    return {"schema_version": 3, "grade_id": grade_id, "cell_type": cell["cell_type"], **what}


def register(folder: ClassFolder, name: str, due: datetime | None) -> None:
    """Let nbgrader make its release of the assignment and enter it in the gradebook.

    Raises:
        ReleaseError: nbgrader refuses, for instance because the questions changed after the first submission.
    """
    from nbgrader.api import Gradebook  # noqa: PLC0415 (whoever releases has it; it needs a second)
    from nbgrader.apps import NbGraderAPI  # noqa: PLC0415
    from traitlets.config import Config  # noqa: PLC0415

    config = Config()
    configure(config, folder.path.resolve())
    with _programs_of_this_python():
        made = NbGraderAPI(config=config).generate_assignment(name, force=True, create=True)
        if not made["success"]:
            raise ReleaseError(f"What nbgrader says of {name}:\n{(made.get('log') or made.get('error') or '').strip()}")
        with Gradebook(f"sqlite:///{folder.gradebook.resolve()}", config.CourseDirectory.course_id) as book:
            book.update_or_create_assignment(name, duedate=due.isoformat() if due else None)


@contextmanager
def _programs_of_this_python() -> Iterator[None]:
    """Let nbgrader find alembic, which it starts by its name, which may be in no folder that a shell looks in."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
