"""Sweeps: what a threshold, or a setting of a model, does to the scores."""

from segmetrics_lab.metrics import ThresholdSweep
from segmetrics_lab.pictures import Picture
from segmetrics_lab.plots.marks import Marked
from segmetrics_lab.plots.model_sweeps import show_model_sweep
from segmetrics_lab.plots.threshold_sweeps import show_threshold_sweep
from segmetrics_lab.sweeps import ModelSweep


def show_sweep(sweep: ThresholdSweep | ModelSweep, *, marked: Marked | None = None, alt: str | None = None) -> Picture:
    """Show what a threshold, or a setting of a model, does to the scores: two panels, and the marked decisions.

    A sweep over thresholds shows precision, recall and IoU at each of them, and precision against recall with the
    average precision. A sweep over models shows training and validation, once in pixel accuracy and once in mean IoU,
    with the gap between them and the highest validation score. Values in uneven steps are drawn in even ones.

    Args:
        sweep: what metrics.threshold_sweep or models.sweep returned.
        marked: a threshold, or a value of the setting, at which a line and the scores are shown; or up to 4 of them
            by name, {"strict": 0.7, "generous": 0.2}. For one that was not counted, the next threshold above is taken.
        alt: what the figure shows, in words; None composes it from the scores.

    Raises:
        ValueError: this is not a sweep, its arrays do not fit together, or what is marked is not in it.

    >>> import numpy as np
    >>> from segmetrics_lab.metrics import threshold_sweep
    >>> show_sweep(threshold_sweep(np.array([[0, 1, 1]]), np.array([[0.2, 0.4, 0.9]])), marked=0.9)
    Scores at thresholds from 0.20 to 0.90: precision from 0.67 to 1.00, recall from 1.00 to 0.50, IoU from 0.67 to \
0.50. IoU is highest at threshold 0.40 with 1.00. Average precision 1.00. At threshold 0.90: precision 1.00; recall \
0.50; IoU 0.50.
    """
    if isinstance(sweep, ThresholdSweep):
        return show_threshold_sweep(sweep, marked, alt)
    if isinstance(sweep, ModelSweep):
        return show_model_sweep(sweep, marked, alt)
    raise ValueError(
        f"sweep is of type {type(sweep).__name__}, but it must be what metrics.threshold_sweep or models.sweep "
        "returns. For other curves there is show_curves."
    )
