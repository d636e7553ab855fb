"""The arithmetic of segmentation metrics: arrays in, arrays out."""

from segmetrics_lab.metrics.agreement import cohen_kappa, matthews_correlation
from segmetrics_lab.metrics.areas import (
    check_matrix,
    false_negatives,
    false_positives,
    intersection,
    normalize,
    prediction_area,
    true_negatives,
    true_positives,
    truth_area,
)
from segmetrics_lab.metrics.counting import confusion_matrix
from segmetrics_lab.metrics.overlap import (
    dice_per_class,
    f_beta_per_class,
    frequency_weighted_iou,
    iou_per_class,
    mean_dice,
    mean_iou,
    mean_recall,
    pixel_accuracy,
    precision_per_class,
    recall_per_class,
    specificity_per_class,
)
from segmetrics_lab.metrics.threshold_sweep import ThresholdSweep, threshold_sweep

__all__ = [
    "ThresholdSweep",
    "cohen_kappa",
    "confusion_matrix",
    "dice_per_class",
    "f_beta_per_class",
    "false_negatives",
    "false_positives",
    "frequency_weighted_iou",
    "intersection",
    "iou_per_class",
    "matthews_correlation",
    "mean_dice",
    "mean_iou",
    "mean_recall",
    "normalize",
    "pixel_accuracy",
    "precision_per_class",
    "prediction_area",
    "recall_per_class",
    "specificity_per_class",
    "threshold_sweep",
    "true_negatives",
    "true_positives",
    "truth_area",
]

FOR_PARTS = ("check_matrix",)
"""What the other parts may use as well."""
