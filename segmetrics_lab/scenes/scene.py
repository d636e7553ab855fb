"""The scene: a picture with its true label map and all that one must know about both."""

from dataclasses import dataclass

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, LabelMapError, Palette, check_class_indices, check_label_map


@dataclass(frozen=True, eq=False)
class Scene:
    """A picture, the class of each of its pixels, and where both come from. Its arrays cannot be written to.

    Args:
        name: what the scene is called.
        image: (height, width) grey or (height, width, 3) colour, uint8.
        truth: (height, width) class indices of the palette; 255 where nobody can tell.
        palette: names and colours of the classes.
        source: who made the picture, and where it was published.
        licence: under which licence the picture comes.
        group: what it shares with other scenes, a drive or a photograph: scenes of one group belong
            to one side of a split.
        object_ids: (height, width) 0 for no object, 1 to n for each object, where the objects are told apart.

    Raises:
        LabelMapError: image and truth do not fit together, or the truth holds an index of no class.
    """

    name: str
    image: np.ndarray
    truth: np.ndarray
    palette: Palette
    source: str
    licence: str
    group: str
    object_ids: np.ndarray | None = None

    def __post_init__(self) -> None:
        check_label_map(self.truth, name="truth")
        check_class_indices(self.truth, self.palette.num_classes, name="truth", scored=self.truth != IGNORE_INDEX)
        if self.image.dtype != np.uint8 or self.image.shape not in (self.truth.shape, (*self.truth.shape, 3)):
            raise LabelMapError(
                f"image has shape {self.image.shape} and dtype {self.image.dtype}, but truth has shape "
                f"{self.truth.shape}. Pass a uint8 image of the same height and width, grey or with three channels."
            )
        for array in (self.image, self.truth, self.object_ids):
            if array is not None:
                array.setflags(write=False)

    def __repr__(self) -> str:
        height, width = self.truth.shape
        return f"<Scene {self.name}: {height} by {width} pixels; {', '.join(self.palette.names)}>"
