"""The eight classes of a rendered road scene."""

from segmetrics_lab.labels import CLASSES, Palette

SKY, TREES, BUILDING, GRASS, ROAD, MARKING, VEHICLE, PERSON = range(8)

ROAD_PALETTE = Palette(
    ["sky", "trees", "building", "grass", "road", "marking", "vehicle", "person"],
    [CLASSES[name].fill for name in ("sky", "trees", "building", "grass", "background", "marking", "object", "person")],
    background=None,
)
"""Names and colours of the classes; no class is the background: every pixel shows something."""
