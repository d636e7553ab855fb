"""The faults of a grading run that its lecturer can put right, in the words of each."""

from segmetrics_lab.grading.box import BoxError
from segmetrics_lab.grading.class_folder import ClassFolderError
from segmetrics_lab.grading.csv_cells import ExportError
from segmetrics_lab.grading.found_files import SubmissionsError
from segmetrics_lab.grading.graded_class import GradingError
from segmetrics_lab.grading.hidden import HiddenError
from segmetrics_lab.grading.kept import KeptError
from segmetrics_lab.grading.late import TimeError
from segmetrics_lab.grading.marks import MarksError
from segmetrics_lab.grading.releasing import ReleaseError
from segmetrics_lab.grading.running import RunError

FAULTS: tuple[type[Exception], ...] = (
    BoxError,
    ClassFolderError,
    ExportError,
    GradingError,
    HiddenError,
    KeptError,
    MarksError,
    ReleaseError,
    RunError,
    SubmissionsError,
    TimeError,
)
"""Everything else is a fault of ours, and keeps its traceback."""
