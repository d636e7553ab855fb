"""Images that carry their words: photographs with classes over them, and maps of what went wrong."""

from segmetrics_lab.pictures import svg
from segmetrics_lab.pictures.disagreement import (
    KIND_STYLES,
    PixelKind,
    describe_kinds,
    disagreement,
    errors_at,
    paint_kinds,
    pixel_kinds,
)
from segmetrics_lab.pictures.enlarging import Scale
from segmetrics_lab.pictures.overlay import image_in_colors, overlay
from segmetrics_lab.pictures.painting import class_swatches, paint_classes
from segmetrics_lab.pictures.panels import GAP_PX, HIGHEST_PX, ROW_GAP_PX, WIDEST_PX, Panel, beside
from segmetrics_lab.pictures.picture import Picture, data_address
from segmetrics_lab.pictures.wording import class_shares, percent, score_text

__all__ = ["Picture", "disagreement", "overlay"]

FOR_PARTS = (
    "GAP_PX",
    "HIGHEST_PX",
    "KIND_STYLES",
    "ROW_GAP_PX",
    "WIDEST_PX",
    "Panel",
    "PixelKind",
    "Scale",
    "beside",
    "class_shares",
    "class_swatches",
    "data_address",
    "describe_kinds",
    "errors_at",
    "image_in_colors",
    "paint_classes",
    "paint_kinds",
    "percent",
    "pixel_kinds",
    "score_text",
    "svg",
)
"""What the other parts may use as well."""
