"""The renderer of road scenes."""

from tools.render_road.classes import ROAD_PALETTE
from tools.render_road.light import LIGHTS
from tools.render_road.render import render_road

__all__ = ["LIGHTS", "ROAD_PALETTE", "render_road"]
