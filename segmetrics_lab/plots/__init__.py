"""Plots: label maps, matrices, curves, sweeps, fractions, trees and reports as pictures with words."""

from segmetrics_lab.plots.course_map import show_course_map
from segmetrics_lab.plots.curves import show_curves
from segmetrics_lab.plots.fractions import show_fractions
from segmetrics_lab.plots.label_maps import show_label_maps
from segmetrics_lab.plots.matrices import show_matrix
from segmetrics_lab.plots.peaks import show_peaks
from segmetrics_lab.plots.probabilities import show_probability
from segmetrics_lab.plots.reports import show_report, show_reports
from segmetrics_lab.plots.sweeps import show_sweep
from segmetrics_lab.plots.trees import show_tree

__all__ = [
    "show_course_map",
    "show_curves",
    "show_fractions",
    "show_label_maps",
    "show_matrix",
    "show_peaks",
    "show_probability",
    "show_report",
    "show_reports",
    "show_sweep",
    "show_tree",
]
