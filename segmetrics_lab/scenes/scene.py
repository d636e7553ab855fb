"""The scene: a picture with its true label map, and what you need to know about both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from segmetrics_lab.labels import (
    IGNORE_INDEX,
    MAX_CLASSES,
    LabelMapError,
    Palette,
    check_class_indices,
    check_label_map,
)
from segmetrics_lab.scenes.own_picture import (
    Color,
    File,
    check_same_size,
    palette_of,
    read_image,
    read_label_map,
)


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
        LabelMapError: image and truth do not fit together, or the truth holds an index that no class has.
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

    @classmethod
    def from_files(
        cls,
        image: File,
        label_map: File,
        palette: Palette | Mapping[str, Color] | Iterable[str],
        *,
        name: str | None = None,
        source: str = "own picture",
        licence: str = "",
    ) -> "Scene":
        """Read a picture of your own, and the label map drawn for it.

        Args:
            image: path of an image of 8 bits per channel, grey or in colours; it is turned as its EXIF data says.
            label_map: path of a PNG of the same size. Its values are class indices (255 is ignored), even if it has
                a colour table; a PNG in colours is read by the colours of the palette.
            palette: a Palette; or class names in the order of their indices; or colours by name. In the last two
                cases the first class is the background: without a background, pass Palette(names, background=None).
            name: what the scene is called; by default, the name of the image file.
            source: who made the picture.
            licence: under which licence it comes.

        Raises:
            FileNotFoundError: one of the files does not exist.
            LabelMapError: a file cannot be read without changing what it says, the sizes differ, or a pixel of the
                label map does not belong to any class.
        """
        palette = palette_of(palette)
        pixels, truth = read_image(image), read_label_map(label_map, palette)
        check_same_size(pixels, truth, image, label_map)
        name = Path(image).stem if name is None else name
        return cls(name, pixels, truth, palette, source, licence, group=name)

    def binary(self, *class_names: str, name: str) -> "Scene":
        """The same picture with two classes: those named become class 1, all others class 0; 255 stays 255.

        A class that this scene does not show is fine: then fewer pixels, or none, are of class 1.

        Args:
            class_names: the classes that become one.
            name: what this one class is called; the other is called "not" and this name.

        Raises:
            LabelMapError: no class is named, a name is not in the palette, or all of its classes are named.

        >>> from segmetrics_lab.scenes import load
        >>> load("chelsea").binary("eye", "nose", name="face").palette.names
        ('not face', 'face')
        """
        known = self.palette.names
        chosen = [self.palette.index_of(class_name) for class_name in class_names]
        if len(set(chosen)) not in range(1, len(known)):
            raise LabelMapError(
                f"binary() got {', '.join(class_names) or 'no class'} to become {name!r}, but each of the two classes "
                f"needs at least one of: {', '.join(known)}. Name those that become {name!r}, and leave out the rest."
            )
        table = np.zeros(MAX_CLASSES, dtype=np.uint8)
        table[chosen] = 1
        table[IGNORE_INDEX] = IGNORE_INDEX
        return replace(self, truth=table[check_label_map(self.truth)], palette=Palette([f"not {name}", name]))

    def __repr__(self) -> str:
        height, width = self.truth.shape
        return f"<Scene {self.name}: {height} by {width} pixels; {', '.join(self.palette.names)}>"
