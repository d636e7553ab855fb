"""A course of nbgrader with ex03: its source has no solution, and notebooks are made from what it releases."""

import json
import os
import subprocess
import sys
from pathlib import Path

from segmetrics_lab.grading.autograded import grade_cell
from segmetrics_lab.grading.class_folder import About, ClassFolder

ROOT = Path(__file__).parents[2]
VENV = Path(os.path.abspath(sys.executable)).parent
SCORED = {"ex03.both_scores": 3}


def read_notebook(path):
    return json.loads(path.read_text(encoding="utf-8"))


def exercise(folder="exercises"):
    (path,) = (ROOT / folder).glob("ex03_*.ipynb")
    return read_notebook(path)


def solutions():
    """The solution of each question."""
    cells = exercise("exercises/solutions")["cells"]
    about = [(cell["metadata"].get("segmetrics", {}), "".join(cell["source"])) for cell in cells]
    return {each["question"]: source for each, source in about if each.get("part") == "solution"}


def source_notebook():
    """What nbgrader makes a release of: the starter is the answer's cell, the check is the grade cell."""
    notebook = exercise()
    for cell in notebook["cells"]:
        about = cell["metadata"].get("segmetrics", {})
        question, part = about.get("question", ""), about.get("part")
        kept = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
        if part == "starter":
            cell["metadata"]["nbgrader"] = kept | {"grade_id": question.replace(".", "-"), "solution": True}
        if part == "check":
            own = {"grade_id": grade_cell(question), "grade": True, "locked": True, "points": SCORED.get(question, 0)}
            cell["metadata"]["nbgrader"] = kept | own
    return notebook


def answered(released, **answers):
    """A released notebook with answers in the cells of their starters, by the names of their questions."""
    for cell in released["cells"]:
        about = cell["metadata"].get("segmetrics", {})
        answer = answers.get(about.get("question", "").partition(".")[2])
        if about.get("part") == "starter" and answer is not None:
            cell["source"] = answer
    return released


def right(released):
    """All answers are those of the solution."""
    return answered(released, **{name.partition(".")[2]: source for name, source in solutions().items()})


def make_course(path, config):
    """A class folder with source, configuration and release; a learner's notebook is still to come."""
    folder = ClassFolder(path)
    folder.write_about(About("Images"))
    folder.source_notebook("ex03").parent.mkdir(parents=True)
    folder.source_notebook("ex03").write_text(json.dumps(source_notebook()), encoding="utf-8")
    (path / "nbgrader_config.py").write_text(config, encoding="utf-8")
    said = nbgrader(path, "generate_assignment", "ex03", "--create")
    assert folder.release_notebook("ex03").is_file(), said
    return folder


def submit(folder, learner, notebook):
    path = folder.submitted_notebook(learner, "ex03")
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def nbgrader(path, *words):
    """Run nbgrader as a lecturer does, in the folder of the class; what it says."""
    env = os.environ | {"PATH": f"{VENV}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "nbgrader", *words]
    done = subprocess.run(command, cwd=path, env=env, capture_output=True, text=True, check=False, timeout=300)
    return done.stdout + done.stderr
