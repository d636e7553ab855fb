"""Something to look at: pictures with their true label maps, and the confusion matrix of the source page."""

from segmetrics_lab.scenes.data_folder import SceneDataError
from segmetrics_lab.scenes.label_noise import with_label_noise
from segmetrics_lab.scenes.mosaic import render_mosaic
from segmetrics_lab.scenes.page import page_matrix
from segmetrics_lab.scenes.road import render_road
from segmetrics_lab.scenes.scene import Scene
from segmetrics_lab.scenes.shipped import load, load_set, names

__all__ = [
    "Scene",
    "SceneDataError",
    "load",
    "load_set",
    "names",
    "page_matrix",
    "render_mosaic",
    "render_road",
    "with_label_noise",
]
