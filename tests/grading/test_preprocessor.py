"""nbgrader's own autograde judges by our box, reads our store, and gives nothing where its settings cannot be read."""

import json
import shutil

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.class_judge import ClassJudge
from segmetrics_lab.grading.kept import Kept
from segmetrics_lab.grading.preprocessor import PREPROCESSORS, SANITIZING, GradeBoxed, LatePenalty, configure
from segmetrics_lab.grading.recording import audit
from segmetrics_lab.grading.running import judge_all
from segmetrics_lab.grading.submissions import read_submissions
from tests.grading.a_course import exercise, make_course, nbgrader, read_notebook, right, submit
from tests.grading.hostile import RIGHT
from tests.grading.hostile import notebook as notebook_of

pytestmark = pytest.mark.usefixtures("box")

CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "Images"
from segmetrics_lab.grading.preprocessor import configure
configure(c)
"""


def scores(folder):
    with Gradebook(f"sqlite:///{folder.gradebook}", "Images") as book:
        return {one.student.id: one.score for one in book.assignment_submissions("ex03")}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = make_course(tmp_path_factory.mktemp("course"), CONFIG)
    notebook = read_notebook(folder.release_notebook("ex03"))
    submit(folder, "ada", right(notebook))
    submit(folder, "ben", read_notebook(folder.release_notebook("ex03")))
    without_checks = right(read_notebook(folder.release_notebook("ex03")))
    without_checks["cells"] = [cell for cell in without_checks["cells"] if ".check(" not in "".join(cell["source"])]
    submit(folder, "cleo", without_checks)
    submit(folder, "dora", right(exercise()))  # of a download: nbgrader has marked nothing in it
    submit(folder, "emil", json.loads(notebook_of(RIGHT)))
    return folder


@pytest.fixture
def folder(released, tmp_path):
    shutil.copytree(released.path, tmp_path / "course")
    return type(released)(tmp_path / "course")


@pytest.mark.slow
def test_nbgrader_gives_the_points_that_our_judge_gives(folder):
    said = nbgrader(folder.path, "autograde", "ex03")
    assert scores(folder) == {"ada": 3, "ben": 0, "cleo": 3, "dora": 3, "emil": 3}, said
    judged = Kept(folder.judged).recorded("ex03")
    assert {one.learner: one.points for one in judged} == {"ada": 3, "ben": 0, "cleo": 3, "dora": 3, "emil": 3}
    assert audit(folder, "ex03", judged) == []
    assert "right" in folder.autograded_notebook("ada", "ex03").read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_was_judged_before_is_not_judged_again(folder, box):
    submissions = read_submissions(folder.path, "ex03").accepted
    judge_all(submissions, ClassJudge(folder, "ex03", box), Kept(folder.judged), workers=1, progress=False)
    before = {path: path.stat().st_mtime_ns for path in folder.judged.rglob("*-*.json")}
    said = nbgrader(folder.path, "autograde", "ex03")
    assert scores(folder) == {"ada": 3, "ben": 0, "cleo": 3, "dora": 3, "emil": 3}, said
    assert {path: path.stat().st_mtime_ns for path in folder.judged.rglob("*-*.json")} == before


@pytest.mark.slow
def test_settings_that_cannot_be_read_give_nobody_a_point(folder):
    broken = CONFIG.replace("from segmetrics_lab", "from nothing")
    (folder.path / "nbgrader_config.py").write_text(broken, encoding="utf-8")
    said = nbgrader(folder.path, "autograde", "ex03")
    assert "No module named 'nothing'" in said
    assert scores(folder) == {"ada": 0, "ben": 0, "cleo": 0, "dora": 0, "emil": 0}, said


def test_being_late_costs_what_the_class_says(tmp_path):
    ClassFolder(tmp_path).write_about(About("Images", late_penalty_per_day=0.1))
    plugin = LatePenalty(config=Config({"CourseDirectory": {"root": str(tmp_path)}}))
    assert plugin.late_submission_penalty("ada", 3, 90_000) == 0.6


def test_nbgrader_is_told_of_our_judge():
    config = Config()
    configure(config)
    assert config.Autograde.autograde_preprocessors[0] is GradeBoxed
    assert config.AssignLatePenalties.plugin_class is LatePenalty


def test_our_judge_stands_where_nbgrader_runs_a_kernel():
    from nbgrader.converters import Autograde  # noqa: PLC0415 (three seconds)

    stock = [each.__name__ for each in Autograde.autograde_preprocessors.default()]
    assert [each.__name__ for each in PREPROCESSORS] == [name.replace("Execute", GradeBoxed.__name__) for name in stock]
    assert Autograde.sanitize_preprocessors.default() == SANITIZING
