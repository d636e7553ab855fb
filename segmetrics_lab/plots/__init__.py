"""Plots: label maps, matrices and curves as pictures with words; nothing is displayed and no figure is left open."""

from segmetrics_lab.plots.curves import show_curves
from segmetrics_lab.plots.label_maps import show_label_maps
from segmetrics_lab.plots.matrices import show_matrix

__all__ = ["show_curves", "show_label_maps", "show_matrix"]
