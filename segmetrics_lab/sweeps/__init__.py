"""Sweeps over models as data: nothing is trained here, so that what shows a sweep needs no scikit-learn."""

from segmetrics_lab.sweeps.bar import bar
from segmetrics_lab.sweeps.model_sweep import ModelSweep

__all__ = ["ModelSweep"]

FOR_PARTS = ("bar",)
"""What the other parts may use as well."""
