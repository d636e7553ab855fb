"""The eight classes of a rendered road scene."""

from segmetrics_lab.labels import Palette

SKY, TREES, BUILDING, GRASS, ROAD, MARKING, VEHICLE, PERSON = range(8)

ROAD_PALETTE = Palette(
    ["sky", "trees", "building", "grass", "road", "marking", "vehicle", "person"],
    ["#56b4e9", "#007a5a", "#a8553a", "#a6d96a", "#4d4d4d", "#fff6c8", "#d55e00", "#c51b8a"],
    background=None,
)
"""Names and colours of the classes; no class is the background: every pixel shows something."""
