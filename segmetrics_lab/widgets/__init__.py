"""Widgets: predictions and matrices to touch; the page counts and draws, Python sees the same numbers."""

from segmetrics_lab.widgets.asking import alt_text, ask, draw
from segmetrics_lab.widgets.draw_first import DrawFirst
from segmetrics_lab.widgets.fit_explorer import FitExplorer
from segmetrics_lab.widgets.matrix_explorer import MatrixExplorer
from segmetrics_lab.widgets.paradox_explorer import ParadoxExplorer
from segmetrics_lab.widgets.predict_first import PredictFirst
from segmetrics_lab.widgets.prediction_painter import PredictionPainter
from segmetrics_lab.widgets.prediction_shifter import PredictionShifter
from segmetrics_lab.widgets.recap import recap
from segmetrics_lab.widgets.room_vote import RoomVote
from segmetrics_lab.widgets.scores import Goal
from segmetrics_lab.widgets.split_explorer import SplitExplorer
from segmetrics_lab.widgets.split_run import SplitRun
from segmetrics_lab.widgets.threshold_explorer import ThresholdExplorer

__all__ = [
    "DrawFirst",
    "FitExplorer",
    "Goal",
    "MatrixExplorer",
    "ParadoxExplorer",
    "PredictFirst",
    "PredictionPainter",
    "PredictionShifter",
    "RoomVote",
    "SplitExplorer",
    "SplitRun",
    "ThresholdExplorer",
    "alt_text",
    "ask",
    "draw",
    "recap",
]
