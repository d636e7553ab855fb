"""A score that one can read: a table per class, a verdict with its reasons, and warnings."""

from segmetrics_lab.report.report import Report
from segmetrics_lab.report.scores import ClassScores

__all__ = ["ClassScores", "Report"]
