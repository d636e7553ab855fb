"""nbgrader's own `autograde`, and the button of its formgrader, with our judge in the place of a kernel.

In nbgrader_config.py two lines are enough:

    from segmetrics_lab.grading.preprocessor import configure
    configure(get_config())
"""

import atexit
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.plugins import BasePlugin
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    IgnorePattern,
    LimitOutput,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)
from nbgrader.utils import is_grade
from traitlets import Bool, Unicode

from segmetrics_lab.grading.autograded import grade_cell, outputs
from segmetrics_lab.grading.box import Box, level, obstacle
from segmetrics_lab.grading.class_folder import ClassFolder
from segmetrics_lab.grading.class_judge import ClassJudge
from segmetrics_lab.grading.judged import BOXED, Judged
from segmetrics_lab.grading.kept import Kept
from segmetrics_lab.grading.late import late_penalty
from segmetrics_lab.grading.running import judge_one, known
from segmetrics_lab.grading.submissions import Submission
from segmetrics_lab.grading.view import view


class NotBoxedError(RuntimeError):
    """Learners' code would run unboxed, which nobody has allowed."""


class GradeBoxed(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """Judge a submission in the box, and leave its points where nbgrader looks for them, in outputs of cells."""

    class_folder = Unicode("", help="The folder of the class; that of the gradebook where empty.").tag(config=True)
    trust_learners = Bool(False, help="Run learners' code with limits only where there is no box.").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Give each question's cell its feedback and its points; all other outputs are taken away."""
        about = resources["nbgrader"]
        judged = self._judged(about["assignment"], about["student"], about["db_url"])
        results = {grade_cell(result.question): result for result in judged.results}
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            cell.outputs, cell.execution_count = [], None
            if name in results:
                cell.outputs = [type(cell)(output) for output in outputs(results[name])]
            elif is_grade(cell):
                cell.outputs = [type(cell)(_nobody_asked(name))]
        return nb, resources

    def _judged(self, assignment: str, learner: str, db_url: str) -> Judged:
        """What became of the submission, from the store of the class where it was judged before."""
        if level() != BOXED and not self.trust_learners:
            raise NotBoxedError(f"{obstacle()}\nTo grade nevertheless: c.GradeBoxed.trust_learners = True")
        folder = ClassFolder(Path(self.class_folder)) if self.class_folder else _class_of(db_url)
        submission = Submission(learner, learner, "", folder.submitted_notebook(learner, assignment))
        judge, kept = ClassJudge(folder, assignment, _box()), Kept(folder.judged)
        judged = known(submission, judge, kept) or judge_one(submission, judge, kept)
        kept.note_recorded(assignment, [judged])
        return judged


class AddMarks(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """Give a submission nbgrader's marks of cells where it has none: a download's, or one whose cells were deleted."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Mark the learner's own cells of a question; what has no such cell stands below all others, as released."""
        about = resources["nbgrader"]
        path = _class_of(about["db_url"]).release_notebook(about["assignment"])
        there = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells}
        released = nbformat.read(path, as_version=4).cells if path.is_file() else []
        for missing in released:
            if missing.metadata.get("nbgrader", {}).get("grade_id") not in {None, *there}:
                own = next((cell for cell in nb.cells if _is_unmarked(cell, missing)), None)
                if own is None:
                    nb.cells.append(missing)
                else:
                    own.metadata.nbgrader = missing.metadata.nbgrader
        return nb, resources


def _is_unmarked(cell: Any, released: Any) -> bool:
    """Does the course say that a cell is the same part of the same question as a released one, and nbgrader nothing?"""
    is_same = cell.metadata.get("segmetrics") == released.metadata.get("segmetrics")
    return is_same and cell.cell_type == released.cell_type and "nbgrader" not in cell.metadata


class LatePenalty(BasePlugin):  # type: ignore[misc] # nbgrader has no types
    """What class.json says that being late costs."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float:  # noqa: ARG002
        """The points that are taken off."""
        root = self.config.get("CourseDirectory", {}).get("root", "") or "."
        return late_penalty(score, total_seconds_late, ClassFolder(Path(str(root))).about().late_penalty_per_day)


PREPROCESSORS = [
    GradeBoxed,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
"""What nbgrader does with a submission: its own list, with our judge in the place of a kernel."""


SANITIZING = [ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, CheckCellMetadata]
"""What nbgrader does before that, as it is."""


def configure(config: Any) -> None:
    """Have nbgrader grade with our judge, also what learners have deleted, and take off what being late costs."""
    config.Autograde.sanitize_preprocessors = [AddMarks, *SANITIZING]
    config.Autograde.autograde_preprocessors = PREPROCESSORS
    config.OverwriteCells.add_missing_cells = True
    config.AssignLatePenalties.plugin_class = LatePenalty


def _class_of(db_url: str) -> ClassFolder:
    """The folder of the class in which a gradebook lies."""
    return ClassFolder(Path(db_url.removeprefix("sqlite:///")).parent)


@cache
def _box() -> Box:
    """The box of this process; its view goes when the process ends."""
    stack = ExitStack()
    atexit.register(stack.close)
    return Box(stack.enter_context(view()))


def _nobody_asked(name: str) -> dict[str, Any]:
    """An output that earns nothing."""
    words = f"{name} is no question of this assignment"
    return {"output_type": "error", "ename": "NoQuestion", "evalue": words, "traceback": [words]}
