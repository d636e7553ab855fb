"""Plots: label maps, matrices, curves, sweeps and reports as pictures with words; nothing is displayed or left open."""

from segmetrics_lab.plots.comparisons import show_reports
from segmetrics_lab.plots.curves import show_curves
from segmetrics_lab.plots.label_maps import show_label_maps
from segmetrics_lab.plots.matrices import show_matrix
from segmetrics_lab.plots.reports import show_report
from segmetrics_lab.plots.sweeps import show_sweep

__all__ = ["show_curves", "show_label_maps", "show_matrix", "show_report", "show_reports", "show_sweep"]
