"""Images that carry their words: photographs with classes over them, and maps of what went wrong."""

from segmetrics_lab.pictures.disagreement import (
    KIND_STYLES,
    PixelKind,
    describe_kinds,
    disagreement,
    paint_kinds,
    pixel_kinds,
)
from segmetrics_lab.pictures.enlarging import enlarge
from segmetrics_lab.pictures.hatching import hatch
from segmetrics_lab.pictures.overlay import eroded, image_in_colors, overlay
from segmetrics_lab.pictures.painting import is_bright, paint_classes
from segmetrics_lab.pictures.panels import HIGHEST_PX, WIDEST_PX, Panel, beside
from segmetrics_lab.pictures.picture import Picture
from segmetrics_lab.pictures.wording import class_shares, percent, score_text

__all__ = ["Picture", "disagreement", "overlay"]

FOR_PARTS = (
    "HIGHEST_PX",
    "KIND_STYLES",
    "WIDEST_PX",
    "Panel",
    "PixelKind",
    "beside",
    "class_shares",
    "describe_kinds",
    "enlarge",
    "eroded",
    "hatch",
    "image_in_colors",
    "is_bright",
    "paint_classes",
    "paint_kinds",
    "percent",
    "pixel_kinds",
    "score_text",
)
"""What the other parts may use as well."""
