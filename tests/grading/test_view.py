"""The view of the package holds no answer to any question."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from segmetrics_lab.grading.view import PACKAGE, SINGLE, WHOLE, view
from tests.checks.exercise_sets import MODULES, QUESTIONS, SOURCES, question_of

LEFT_OUT = {"cli", "course"}
"""Parts that no answer needs; of checks and grading it needs some modules."""


@pytest.fixture(scope="module")
def seen():
    """All files of a view with what is in them."""
    with view() as folder:
        yield {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_part_is_shown_or_left_out_on_purpose():
    parts = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    shown = {name.partition("/")[0] for name in (*WHOLE, *SINGLE) if "/" in name or not name.endswith(".py")}
    assert parts == shown | LEFT_OUT
    assert shown & LEFT_OUT == set()


def test_of_checks_and_grading_nothing_else_is_shown(seen):
    found = {path.parts[2].removesuffix(".py") for path in seen if path.parts[1] == "checks" and path.suffix == ".py"}
    assert found == {"__init__", "engine", "misconceptions", *MODULES}
    found = {path.parts[2] for path in seen if path.parts[1] == "grading" and path.suffix == ".py"}
    assert found == {"__init__.py", "boxed"}


def test_no_case_no_explanation_and_no_solution_is_in_it(seen):
    secret = [case.about for pair in QUESTIONS for case in getattr(question_of(*pair), "cases", ())]
    secret += [option.why for pair in QUESTIONS for option in getattr(question_of(*pair), "options", {}).values()]
    secret += [question_of(*pair).why for pair in QUESTIONS if hasattr(question_of(*pair), "why")]
    for source in SOURCES.values():
        for question in source.questions:
            given = set(source.text(question, "starter").splitlines())
            lines = source.text(question, "solution").splitlines()
            secret += [line for line in lines if line not in given and len(line) > 30 and not line.startswith("def ")]
            secret += source.text(question, "hint").split("\n\n")
    secret = [text for text in secret if len(text) > 30]  # shorter words stand in the library by chance
    assert len(secret) > 500
    everything = b"\0".join(seen.values())
    assert [text for text in secret if text.encode() in everything] == []


def test_nothing_compiled_comes_from_elsewhere(seen):
    compiled = [path for path in seen if path.suffix == ".pyc"]
    sources = {path for path in seen if path.suffix == ".py"}
    assert len(compiled) == len(sources)
    assert {path.parent.parent / f"{path.name.partition('.')[0]}.py" for path in compiled} == sources


def test_lessons_use_the_library_in_it_as_they_are_used_to(tmp_path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import segmetrics_lab.plots, segmetrics_lab.models;"
        "from segmetrics_lab.checks import ex03; from segmetrics_lab.scenes import load_set;"
        "print(segmetrics_lab.plots.__file__, ex03.iou.check(1), ex03.progress(), len(load_set('road', 'train')))"
    )
    with view() as folder:
        line = [sys.executable, "-I", "-c", program, str(folder)]
        ran = subprocess.run(line, capture_output=True, text=True, check=True, cwd=tmp_path)
        assert ran.stdout == f"{folder}/segmetrics_lab/plots/__init__.py ✓ correct: this is judged later. None 24\n"


def test_it_goes_at_the_end_and_so_do_those_of_runs_that_were_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    others = tmp_path / f"segmetrics-view-{os.getppid()}-x"
    for folder in (tmp_path / f"segmetrics-{kind}-{process.pid}-x" for kind in ("view", "scratch")):
        folder.mkdir()
    others.mkdir()
    with view() as folder:
        assert set(tmp_path.iterdir()) == {others, folder}
    assert list(tmp_path.iterdir()) == [others]


def test_texts_of_the_sets_are_not_in_it(seen):
    assert not [path for path in seen if path.suffix == ".json" and "checks" in path.parts]
    texts = json.loads((PACKAGE / "course" / "solutions.json").read_text(encoding="utf-8"))
    assert texts["ex03"]["both_scores"].encode() not in b"".join(seen.values())
    assert Path("segmetrics_lab/course") not in {path.parent for path in seen}
