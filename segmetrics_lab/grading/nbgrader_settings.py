"""The settings of nbgrader for a class: in code, so that a file that fails to load leaves nothing to chance."""

from pathlib import Path
from typing import Any

from segmetrics_lab.grading.class_folder import ClassFolder

RELEASING = ("LockCells", "ClearOutput", "CheckCellMetadata", "ComputeChecksums", "SaveCells", "CheckCellMetadata")
"""What nbgrader does to a source: not ClearSolutions, as its answers are starters, which are to stay."""

FILE = '''\
"""nbgrader's settings for this class. `segmetrics release` wrote this file; settings of your own may stand below."""

from pathlib import Path

from segmetrics_lab.grading.nbgrader_settings import configure

c = get_config()
configure(c, Path(__file__).resolve().parent)
'''


def configure(config: Any, path: Path) -> None:
    """Set what nbgrader needs: the course, its starters as they are, and our judge in the place of a kernel.

    Args:
        config: a traitlets Config, as get_config() gives it in a file of settings.
        path: the folder of the class.
    """
    from segmetrics_lab.grading import preprocessor  # noqa: PLC0415 (it imports nbgrader)

    config.CourseDirectory.course_id = ClassFolder(path).about().course_id
    config.CourseDirectory.root = str(path)
    config.GenerateAssignment.preprocessors = [f"nbgrader.preprocessors.{name}" for name in RELEASING]
    preprocessor.configure(config)
