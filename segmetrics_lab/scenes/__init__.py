"""Something to look at: pictures with their true label maps, and the confusion matrix of the source page."""

from segmetrics_lab.scenes.page import page_matrix
from segmetrics_lab.scenes.photographs import load, names
from segmetrics_lab.scenes.scene import Scene

__all__ = ["Scene", "load", "names", "page_matrix"]
