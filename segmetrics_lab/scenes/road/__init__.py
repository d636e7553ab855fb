"""The renderer of road scenes."""

from segmetrics_lab.scenes.road.classes import ROAD_PALETTE
from segmetrics_lab.scenes.road.light import LIGHTS
from segmetrics_lab.scenes.road.render import render_road

__all__ = ["LIGHTS", "ROAD_PALETTE", "render_road"]
