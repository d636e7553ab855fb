"""What a label map is: an integer array with one class index for every pixel, and a palette that names the classes."""

from segmetrics_lab.labels.convention import IGNORE_INDEX, MAX_CLASSES, LabelMapError
from segmetrics_lab.labels.label_map import check_class_indices, check_ignore_index, check_label_map, check_num_classes
from segmetrics_lab.labels.nearest import check_name, did_you_mean
from segmetrics_lab.labels.pair import check_black_and_white, check_pair, check_planes
from segmetrics_lab.labels.palette import (
    IGNORE_COLOR,
    Palette,
    background_named,
    check_names,
    check_palette,
    packed_colors,
)
from segmetrics_lab.labels.plain_array import plain_array
from segmetrics_lab.labels.planes import without_axis_of_1
from segmetrics_lab.labels.styles import (
    CLASSES,
    ERRORS,
    GROUNDS,
    OTHERS,
    RAMPS,
    SCORES,
    TONES,
    Style,
    luminance,
    rgb,
    score_named,
    style_of_fill,
    style_sheet_of_styles,
)
from segmetrics_lab.labels.whole_number import is_number, whole_number

__all__ = ["IGNORE_INDEX", "LabelMapError", "Palette"]

FOR_PARTS = (
    "CLASSES",
    "ERRORS",
    "GROUNDS",
    "IGNORE_COLOR",
    "MAX_CLASSES",
    "OTHERS",
    "RAMPS",
    "SCORES",
    "TONES",
    "Style",
    "background_named",
    "check_black_and_white",
    "check_class_indices",
    "check_ignore_index",
    "check_label_map",
    "check_name",
    "check_names",
    "check_num_classes",
    "check_pair",
    "check_palette",
    "check_planes",
    "did_you_mean",
    "is_number",
    "luminance",
    "packed_colors",
    "plain_array",
    "rgb",
    "score_named",
    "style_of_fill",
    "style_sheet_of_styles",
    "whole_number",
    "without_axis_of_1",
)
"""What the other parts may use as well. Every part has this list, and no other part imports from deeper inside it."""
