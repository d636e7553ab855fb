"""Grading a class: learners' code runs in a box, questions are judged outside of it, and results are kept."""

from segmetrics_lab.grading.assignment import Assignment, read_assignment
from segmetrics_lab.grading.class_folder import About, ClassFolder, read_due
from segmetrics_lab.grading.faults import FAULTS
from segmetrics_lab.grading.filling import fill
from segmetrics_lab.grading.graded_class import (
    Before,
    Marked,
    grades_to_fill,
    judged_again,
    judged_class,
    moved_by_itself,
    write_grades,
    write_report,
    write_to_mark,
)
from segmetrics_lab.grading.grades_csv import Row
from segmetrics_lab.grading.regrading import changes_table
from segmetrics_lab.grading.releasing import make_release, require_nbgrader
from segmetrics_lab.grading.taking_in import TakenIn, take_in, taken_in

__all__: list[str] = []

FOR_PARTS = (
    "FAULTS",
    "About",
    "Assignment",
    "Before",
    "ClassFolder",
    "Marked",
    "Row",
    "TakenIn",
    "changes_table",
    "fill",
    "grades_to_fill",
    "judged_again",
    "judged_class",
    "read_assignment",
    "read_due",
    "make_release",
    "moved_by_itself",
    "require_nbgrader",
    "take_in",
    "taken_in",
    "write_grades",
    "write_report",
    "write_to_mark",
)
"""What the command line uses; a learner needs none of it."""
