"""A score that one can read: a table per class, a verdict with its reasons, and warnings."""

from segmetrics_lab.report.judging import BAD_ACCURACY, BAD_MEAN_IOU, GOOD_ACCURACY, GOOD_IOU, iou_text
from segmetrics_lab.report.names import class_names
from segmetrics_lab.report.report import Report
from segmetrics_lab.report.scores import ClassScores

__all__ = ["Report"]

FOR_PARTS = (
    "BAD_ACCURACY",
    "BAD_MEAN_IOU",
    "GOOD_ACCURACY",
    "GOOD_IOU",
    "ClassScores",
    "class_names",
    "iou_text",
)
"""What the other parts may use as well."""
