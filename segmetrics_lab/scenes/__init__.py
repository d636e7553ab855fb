"""Something to look at: pictures with their true label maps, and the confusion matrix of the source page.

load("coins") gives one scene, load_set("road", "train") a set of them; names() tells which there are. The rendered
ones are drawn beforehand: nothing here renders.
"""

from segmetrics_lab.scenes.label_noise import with_label_noise
from segmetrics_lab.scenes.objects import objects_of
from segmetrics_lab.scenes.own_array import own_array
from segmetrics_lab.scenes.page import page_matrix
from segmetrics_lab.scenes.scene import Scene
from segmetrics_lab.scenes.shipped import load, load_set, names
from segmetrics_lab.scenes.variants import with_less_background, with_painted_object

__all__ = [
    "Scene",
    "load",
    "load_set",
    "names",
    "objects_of",
    "page_matrix",
    "with_label_noise",
    "with_less_background",
    "with_painted_object",
]

FOR_PARTS = ("own_array",)
"""What the other parts may use as well."""
