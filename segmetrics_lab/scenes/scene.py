"""The scene: a picture with its true label map, and what you need to know about both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from segmetrics_lab.labels import (
    IGNORE_INDEX,
    MAX_CLASSES,
    LabelMapError,
    Palette,
    check_class_indices,
    check_label_map,
    check_palette,
)
from segmetrics_lab.scenes.own_array import own_array
from segmetrics_lab.scenes.own_picture import Color, File, check_same_size, palette_of, read_image, read_label_map


@dataclass(frozen=True, eq=False)
class Scene:
    """A picture, the class of each of its pixels, and where both come from.

    It keeps copies of the arrays, which cannot be written to: what happens to the given ones later does not reach it.

    Args:
        name: what the scene is called.
        image: (height, width) grey or (height, width, 3) colour, uint8.
        truth: (height, width) class indices of the palette; 255 where nobody can tell.
        palette: names and colours of the classes.
        source: who made the picture, and where it was published.
        licence: under which licence the picture comes.
        group: what it shares with other scenes, a drive or a photograph: scenes of one group belong
            to one side of models.split(by="drive").
        object_ids: (height, width) 0 for no object, 1 to n for each object, where the objects are told apart.

    Raises:
        LabelMapError: image and truth do not fit together, or the truth holds an index that no class has.
        ValueError: the palette is not a Palette, a word is not a text, or name or group is blank.
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
        for what in ("name", "source", "licence", "group"):
            _check_text(what, getattr(self, what), may_be_blank=what in ("source", "licence"))
        check_palette(self.palette)
        truth = check_label_map(self.truth, name="truth")
        check_class_indices(truth, self.palette.num_classes, name="truth", scored=truth != IGNORE_INDEX)
        _check_image(self.image, truth.shape)
        object.__setattr__(self, "image", own_array(self.image))
        object.__setattr__(self, "truth", own_array(truth))
        if self.object_ids is not None:
            object.__setattr__(self, "object_ids", own_array(_checked_ids(self.object_ids, truth.shape)))

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
        group: str | None = None,
    ) -> "Scene":
        """Read a picture of your own, and the label map drawn for it.

        Args:
            image: path of an image of 8 bits per channel, grey or in colours; it is turned as its EXIF data says.
            label_map: path of a PNG of the same size. Its values are class indices (255 is ignored), even if it has
                a colour table; a PNG in colours is read by the colours of the palette.
            palette: a Palette; or class names in the order of their indices; or colours by name. In the last two
                cases the class called "background" is that, or else the first one: without any, pass
                Palette(names, background=None).
            name: what the scene is called; by default, the name of the image file.
            source: who made the picture.
            licence: under which licence it comes.
            group: what it shares with other pictures: give all frames of a video one group, for instance the name of
                their folder, so that models.split(by="drive") keeps them together. By default its name: pictures of
                different names share nothing.

        Raises:
            FileNotFoundError: one of the files does not exist.
            LabelMapError: a file cannot be read without changing what it says, the sizes differ, or a pixel of the
                label map does not belong to any class.
        """
        palette = palette_of(palette)
        pixels, truth = read_image(image), read_label_map(label_map, palette)
        check_same_size(pixels, truth, image, label_map)
        name = Path(image).stem if name is None else name
        return cls(name, pixels, truth, palette, source, licence, group=name if group is None else group)

    def binary(self, *class_names: str, name: str) -> "Scene":
        """The same picture with two classes: those named become class 1, all others class 0; 255 stays 255.

        A class that this scene does not show is fine: then fewer pixels, or none, are of class 1. One class alone keeps
        its colour.

        Args:
            class_names: the classes that become one.
            name: what this one class is called; the other is called "not" and this name.

        Raises:
            LabelMapError: no class is named, a name is not in the palette, or all of its classes are named.
            ValueError: the one class has no name.

        >>> from segmetrics_lab.scenes import load
        >>> load("chelsea").binary("eye", "nose", name="face").palette.names
        ('not face', 'face')
        """
        _check_text("name", name)
        known = self.palette.names
        try:
            chosen = [self.palette.index_of(class_name) for class_name in class_names]
        except LabelMapError as error:
            raise LabelMapError(f"in the scene {self.name!r}, {error}") from None
        if len(set(chosen)) not in range(1, len(known)):
            raise LabelMapError(
                f"binary() got {', '.join(class_names) or 'no class'} to become {name!r}, but each of the two classes "
                f"of the scene {self.name!r} needs at least one of: {', '.join(known)}. Name those that become "
                f"{name!r}, and leave out the rest."
            )
        table = np.zeros(MAX_CLASSES, dtype=np.uint8)
        table[chosen] = 1
        table[IGNORE_INDEX] = IGNORE_INDEX
        palette = Palette([f"not {name}", name])
        color = self.palette.colors[chosen[0]]
        if len(set(chosen)) == 1 and color != palette.colors[0]:
            palette = Palette(palette.names, [palette.colors[0], color])
        return replace(self, truth=table[self.truth], palette=palette)

    def __setstate__(self, state: Any, /) -> None:
        """Own the arrays again when a scene is copied, or comes from another process."""
        for name, value in state.items():
            object.__setattr__(self, name, own_array(value) if isinstance(value, np.ndarray) else value)

    def __repr__(self) -> str:
        height, width = self.truth.shape
        return f"<Scene {self.name}: {height} by {width} pixels; {', '.join(self.palette.names)}>"


def _check_text(what: str, text: str, *, may_be_blank: bool = False) -> None:
    """Refuse what is not a text, or a blank one."""
    if not isinstance(text, str) or not (may_be_blank or text.strip()):
        raise ValueError(f"{what} is {text!r}, but it must be a text{'' if may_be_blank else ' that is not blank'}.")


def _check_image(image: np.ndarray, shape: tuple[int, ...]) -> None:
    """Refuse what is not an image of the size of the truth."""
    if not isinstance(image, np.ndarray) or isinstance(image, np.ma.MaskedArray):
        raise LabelMapError(
            f"image is of type {type(image).__name__}, but a scene needs a plain numpy array. Pass np.array(image), or "
            "a masked array with its masked pixels filled: image.filled(0)."
        )
    if image.dtype != np.uint8 or image.shape not in (shape, (*shape, 3)):
        raise LabelMapError(
            f"image has shape {image.shape} and dtype {image.dtype}, but truth has shape {shape}. Pass a uint8 image "
            "of the same height and width, grey or with three channels."
        )


def _checked_ids(object_ids: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The numbers of the objects, if there is one for each pixel."""
    checked = check_label_map(object_ids, name="object_ids")
    if checked.shape != shape:
        raise LabelMapError(
            f"object_ids has shape {checked.shape}, but truth has shape {shape}. Give each pixel its object, or 0."
        )
    return checked
