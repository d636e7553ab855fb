"""What a wheel carries for learners beside the notebooks."""

import json
import re
from pathlib import Path

import pytest

from tools import course_data
from tools.exercise_source import ExerciseSource

ROOT = Path(__file__).parents[2]
SOURCES = [ExerciseSource.read(path) for path in sorted((ROOT / "exercises" / "source").glob("*.py"))]


def carried_text() -> str:
    """All texts in the package."""
    kinds = {".py", ".json", ".ipynb"}
    paths = [path for path in sorted((ROOT / "segmetrics_lab").rglob("*")) if path.suffix in kinds]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_the_committed_files_are_what_they_are_made_from():
    assert course_data.differences() == []


def test_a_file_that_is_not_what_it_is_made_from_is_named(monkeypatch):
    monkeypatch.setattr(course_data, "tried_jupyterlab", lambda: "9.9")
    assert course_data.differences() == [
        "segmetrics_lab/course/tried.json differs from what it is made from: run python -m tools.course_data"
    ]


def test_a_lock_without_jupyterlab_is_refused(monkeypatch, tmp_path):
    (tmp_path / "requirements.lock").write_text("numpy==2.4.6\n")
    monkeypatch.setattr(course_data, "ROOT", tmp_path)
    with pytest.raises(ValueError, match="pins no jupyterlab: run make lock"):
        course_data.tried_jupyterlab()


def test_the_solutions_of_all_questions_with_points_stand_in_one_file():
    solutions = json.loads((ROOT / "segmetrics_lab/course/solutions.json").read_text(encoding="utf-8"))
    assert list(solutions) == [*(f"ex{number:02}" for number in range(1, 14)), "capstone"]
    for source in SOURCES:
        scored = [name for name in source.questions if source.points(name)]
        assert list(solutions[source.set_name]) == scored


def test_hidden_cases_never_travel():
    hidden = [cell.source for source in SOURCES for name in source.questions for cell in source.of(name, "hidden")]
    assert len(hidden) >= 9
    lines = {line.strip() for text in hidden for line in text.splitlines() if len(re.findall(r"\w", line)) >= 20}
    carried = carried_text()
    assert [line for line in sorted(lines) if line in carried or json.dumps(line)[1:-1] in carried] == []


def test_rubrics_stand_in_a_file_of_their_own_and_in_no_notebook():
    written = json.loads((ROOT / "segmetrics_lab/course/written.json").read_text(encoding="utf-8"))
    assert list(written["capstone"]) == ["letter"]
    assert [points for points, _ in written["capstone"]["letter"]["rubric"]] == [1, 1, 1, 1]
    notebooks = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("exercises/**/*.ipynb"))
    assert written["capstone"]["letter"]["starter"] in notebooks
    assert [line for _, line in written["capstone"]["letter"]["rubric"] if line[:40] in notebooks] == []
