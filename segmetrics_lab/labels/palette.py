"""The palette: index, name, colour and letter of every class."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import index

import numpy as np
from PIL import ImageColor

from segmetrics_lab.labels.label_map import (
    IGNORE_INDEX,
    MAX_CLASSES,
    LabelMapError,
    check_class_indices,
    check_label_map,
)
from segmetrics_lab.labels.nearest import did_you_mean

Color = str | Sequence[int]

IGNORE_COLOR = (224, 224, 224)
"""The light grey of ignored pixels, which belongs to no class; figures hatch it too."""

SAFE_COLORS = ("#4d4d4d", "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7")
"""A dark grey and the seven colours of Okabe and Ito (2008), which colour-blind eyes tell apart."""


@dataclass(frozen=True, init=False)
class Palette:
    """The classes of a label map in the order of their indices: names, colours and letters.

    Args:
        names: one name per class, 2 to 256, all different.
        colors: one per class, "#rrggbb" or (red, green, blue) of 0 to 255, all different and none of them
            IGNORE_COLOR. Palettes of up to 8 classes may leave them out.
        background: index of the class that is not an object, or None if there is no background.

    Raises:
        LabelMapError: names or colours are missing, repeated or unreadable, or the background is not a class.

    >>> palette = Palette(["table", "cup"])
    >>> palette.num_classes, palette.index_of("cup"), palette.letters
    (2, 1, ('T', 'C'))
    """

    names: tuple[str, ...]
    colors: tuple[tuple[int, ...], ...]
    background: int | None
    letters: tuple[str, ...]

    def __init__(self, names: Iterable[str], colors: Sequence[Color] | None = None, background: int | None = 0) -> None:
        checked = _checked_names(names)
        object.__setattr__(self, "names", checked)
        object.__setattr__(self, "colors", _checked_colors(colors, checked))
        object.__setattr__(self, "background", _checked_background(background, checked))
        object.__setattr__(self, "letters", _letters(checked))

    @property
    def num_classes(self) -> int:
        """How many classes there are, background included."""
        return len(self.names)

    def index_of(self, name: str) -> int:
        """The class index that stands for a name.

        Raises:
            LabelMapError: no class has this name; the message lists the classes and suggests the nearest.
        """
        if name not in self.names:
            classes = f"The classes are: {', '.join(self.names)}.{did_you_mean(name, self.names)}"
            raise LabelMapError(f"no class is called {name!r}. {classes}")
        return self.names.index(name)

    def colorize(self, label_map: np.ndarray) -> np.ndarray:
        """Paint each pixel in the colour of its class, ignored pixels (255) in light grey.

        Returns:
            (height, width, 3) uint8.

        Raises:
            LabelMapError: a pixel holds an index that is neither a class nor 255.

        >>> Palette(["a", "b"], ["#000000", "#ff8000"]).colorize(np.array([[0, 1, 255]])).tolist()
        [[[0, 0, 0], [255, 128, 0], [224, 224, 224]]]
        """
        label_map = check_label_map(label_map)
        check_class_indices(label_map, self.num_classes, scored=label_map != IGNORE_INDEX)
        table = np.full((MAX_CLASSES, 3), IGNORE_COLOR, dtype=np.uint8)
        table[: self.num_classes] = self.colors
        return table[label_map.astype(np.uint8, copy=False)]

    def label_map_of(self, mask: np.ndarray) -> np.ndarray:
        """Read a mask in colours back as class indices; light grey (IGNORE_COLOR) becomes 255. The inverse of colorize.

        Args:
            mask: (height, width, 3) uint8, or with a fourth channel that is 255 (opaque) everywhere.

        Returns:
            (height, width) uint8.

        Raises:
            LabelMapError: a colour belongs to no class (as in blurred borders), or this is not a picture in colours.

        >>> Palette(["a", "b"], ["#000000", "#ff8000"]).label_map_of(np.array([[[255, 128, 0]]], dtype=np.uint8))
        array([[1]], dtype=uint8)
        """
        packed = packed_colors(_checked_mask(mask))
        label_map = np.full(packed.shape, IGNORE_INDEX, dtype=np.uint8)
        known = packed == packed_colors(np.array(IGNORE_COLOR, dtype=np.uint8))
        for class_index, color in enumerate(packed_colors(np.array(self.colors, dtype=np.uint8))):
            here = packed == color
            label_map[here] = class_index
            known |= here
        if not known.all():
            self._raise_unknown_color(mask, known)
        return label_map

    def _raise_unknown_color(self, mask: np.ndarray, known: np.ndarray) -> None:
        """Say which colour does not belong to any class, where it is, and how many such pixels there are."""
        row, column = np.argwhere(~known)[0].tolist()
        unknown = np.count_nonzero(~known)
        legend = [f"{_hex(color)} {name}" for name, color in zip(self.names, self.colors, strict=True)]
        raise LabelMapError(
            f"the mask holds {unknown} pixel{'' if unknown == 1 else 's'} whose colour belongs to no class; the first "
            f"is {_hex(mask[row, column, :3])} at row {row}, column {column}. The colours of this palette are "
            f"{', '.join(legend)}. "
            "Mixed colours come from resizing with interpolation or from JPEG: read the mask from its original file."
        )


def _checked_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names as a tuple, 2 to 256 different texts."""
    names = (names,) if isinstance(names, str) else tuple(names)
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise LabelMapError(f"names is {names!r}, but it must be a list of texts, one per class.")
    if not 2 <= len(names) <= MAX_CLASSES:
        raise LabelMapError(f"names holds {len(names)} classes, but a palette has 2 to {MAX_CLASSES}.")
    if len(set(names)) < len(names):
        doubled = sorted({name for name in names if names.count(name) > 1})
        raise LabelMapError(f"names holds {', '.join(doubled)} more than once. Give every class its own name.")
    return names


def _checked_colors(colors: Sequence[Color] | None, names: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """One (red, green, blue) per name, all different, none of them the colour of ignored pixels."""
    if colors is None:
        if len(names) > len(SAFE_COLORS):
            raise LabelMapError(
                f"{len(names)} classes need colours of their own: only {len(SAFE_COLORS)} can be told apart by "
                "colour-blind eyes. Pass colors, one per class."
            )
        colors = SAFE_COLORS[: len(names)]
    if len(colors) != len(names):
        raise LabelMapError(f"there are {len(names)} names but {len(colors)} colors. Pass one colour per class.")
    triples = tuple(_rgb(color) for color in colors)
    if len(set(triples)) < len(triples) or IGNORE_COLOR in triples:
        raise LabelMapError(
            f"colors must all differ, and none may be {_hex(IGNORE_COLOR)}, the colour of ignored pixels."
        )
    return triples


def _checked_background(background: int | None, names: tuple[str, ...]) -> int | None:
    """The index of the background class, or None."""
    if background is not None and background not in range(len(names)):
        raise LabelMapError(
            f"background is {background!r}, but the classes have the indices 0 to {len(names) - 1}. "
            "Pass one of these, or None where no class is the background."
        )
    return background


def _rgb(color: Color) -> tuple[int, ...]:
    """A colour as (red, green, blue) of 0 to 255."""
    try:
        channels = ImageColor.getrgb(color) if isinstance(color, str) else tuple(index(channel) for channel in color)
    except (ValueError, TypeError):
        channels = ()
    if len(channels) != 3 or not all(0 <= channel <= 255 for channel in channels):
        raise LabelMapError(
            f'{color!r} is not a colour. Write "#rrggbb" or (red, green, blue) of whole numbers 0 to 255.'
        )
    return channels


def _letters(names: tuple[str, ...]) -> tuple[str, ...]:
    """A character for each class: the digit its name ends with, else the first of its letters that is still free."""
    letters: list[str] = []
    for name in names:
        digit = name[-1] if name[-1].isdecimal() else ""
        spare = chain(digit, name.upper(), (chr(code) for code in range(ord("A"), 0x600)))
        letters.append(next(letter for letter in spare if letter.isalnum() and letter not in letters))
    return tuple(letters)


def _checked_mask(mask: np.ndarray) -> np.ndarray:
    """The three colour channels of a mask."""
    dtype, shape = getattr(mask, "dtype", None), np.shape(mask)
    if dtype != np.uint8 or len(shape) != 3 or shape[2] not in (3, 4):
        raise LabelMapError(
            f"a mask in colours is a uint8 array (height, width, 3), but this is {type(mask).__name__} "
            f'of dtype {dtype} and shape {shape}. Read it with np.array(Image.open(path).convert("RGB")).'
        )
    if mask.shape[2] == 4 and (mask[..., 3] != 255).any():
        raise LabelMapError("the mask has transparent pixels, which belong to no class. Fill them with a colour first.")
    return mask[..., :3]


def packed_colors(colors: np.ndarray) -> np.ndarray:
    """Each (red, green, blue) of uint8 as one number."""
    return colors[..., 0] * np.uint32(1 << 16) + colors[..., 1] * np.uint32(1 << 8) + colors[..., 2]


def _hex(color: Iterable[int]) -> str:
    """A colour as #rrggbb."""
    return "#" + "".join(f"{int(channel):02x}" for channel in color)
