"""What a label map is: an integer array with one class index for every pixel, and a palette that names the classes."""

from segmetrics_lab.labels.label_map import (
    IGNORE_INDEX,
    MAX_CLASSES,
    LabelMapError,
    check_class_indices,
    check_ignore_index,
    check_label_map,
    check_num_classes,
    check_pair,
)
from segmetrics_lab.labels.nearest import did_you_mean
from segmetrics_lab.labels.palette import IGNORE_COLOR, Palette, packed_colors
from segmetrics_lab.labels.whole_number import whole_number

__all__ = ["IGNORE_INDEX", "LabelMapError", "Palette"]

FOR_PARTS = (
    "IGNORE_COLOR",
    "MAX_CLASSES",
    "check_class_indices",
    "check_ignore_index",
    "check_label_map",
    "check_num_classes",
    "check_pair",
    "did_you_mean",
    "packed_colors",
    "whole_number",
)
"""What the other parts may use as well. Every part has this list, and no other part imports from deeper inside it."""
