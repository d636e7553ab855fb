"""A class for tests: its folder, and what was judged, without a box."""

from datetime import UTC, datetime

from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.judged import BOXED, Judged, Result
from segmetrics_lab.grading.kept import Kept, digest_of

DUE = datetime(2026, 12, 1, 12, tzinfo=UTC)
NOTEBOOK = """{"cells": [
 {"cell_type": "markdown", "metadata": {}, "source": "# Mine"},
 {"cell_type": "code", "metadata": {"nbgrader": {"grade": true, "points": 100}}, "outputs": [{"text": "10/10"}],
  "source": ["def my_iou(): ...\\n", "ex03.iou.check(my_iou)"]}
], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}"""


def a_class(path, **about):
    """The folder of a class."""
    folder = ClassFolder(path)
    folder.write_about(About("Images", **about))
    return folder


def hand_in(folder, learner, when=""):
    """Put a notebook where nbgrader collects it."""
    notebook = folder.submitted_notebook(learner, "ex03")
    notebook.parent.mkdir(parents=True, exist_ok=True)
    notebook.write_text(NOTEBOOK, encoding="utf-8")
    if when:
        folder.time_of_submission(learner, "ex03").write_text(when, encoding="utf-8")


def judged(folder, learner, points=3.0, *, problem="", level=BOXED, most=3.0):
    """What became of a learner's submission, kept."""
    iou = Result("ex03.iou", "IoU", points, most, "correct", "right", html="<p>right: <b>3 points</b></p>")
    half = Result("ex03.half", "Half", 0, 0, "not attempted", "nothing yet")
    digest = digest_of(f"{points} {most}".encode(), learner=learner, assignment="ex03", secret=b"s", version="1")
    one = Judged("ex03", learner, digest, level, (iou, half), problem)
    Kept(folder.judged).keep(one)
    return one
