"""Widgets: predictions and matrices to touch; the page counts and draws, Python sees the same numbers."""

from segmetrics_lab.widgets.matrix_explorer import MatrixExplorer
from segmetrics_lab.widgets.prediction_painter import PredictionPainter
from segmetrics_lab.widgets.scores import Goal
from segmetrics_lab.widgets.threshold_explorer import ThresholdExplorer

__all__ = ["Goal", "MatrixExplorer", "PredictionPainter", "ThresholdExplorer"]
