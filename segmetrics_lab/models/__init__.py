"""Something to score: models that look at one pixel after the other, really trained, in seconds."""

from segmetrics_lab.models.pixel_model import PixelModel
from segmetrics_lab.models.presets import preset, presets
from segmetrics_lab.models.splitting import split
from segmetrics_lab.models.sweeping import sweep

__all__ = ["PixelModel", "preset", "presets", "split", "sweep"]
