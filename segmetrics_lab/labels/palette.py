"""The palette: index, name, colour and letter of every class."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

import numpy as np
from PIL import ImageColor

from segmetrics_lab.labels.convention import IGNORE_INDEX, MAX_CLASSES, LabelMapError
from segmetrics_lab.labels.label_map import check_class_indices, check_label_map
from segmetrics_lab.labels.nearest import did_you_mean
from segmetrics_lab.labels.plain_array import plain_array
from segmetrics_lab.labels.styles import CLASSES, ERRORS, ClassStyle, hexadecimal, rgb, style_of_fill
from segmetrics_lab.labels.whole_number import whole_number

Color = str | Sequence[int]

IGNORE_COLOR = rgb(ERRORS["ignored"].light)
"""The light grey of ignored pixels, which belongs to no class; figures hatch it too."""

SAFE_COLORS = tuple(style.fill for style in CLASSES.values())
"""The fills of the table of styles, which colour-blind eyes tell apart from each other and from the errors."""


@dataclass(frozen=True, init=False)
class Palette:
    """The classes of a label map in the order of their indices: names, colours and letters.

    Args:
        names: one name per class, 2 to 256, all different.
        colors: one per class, "#rrggbb" or (red, green, blue) of 0 to 255, all different and none of them
            IGNORE_COLOR. Palettes of up to 8 classes may leave them out.
        background: index of the class that is not an object, or None if there is no background; by default the class
            called "background" (as in "Background", "_background_"), or else the first.

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

    def __init__(
        self,
        names: Iterable[str],
        colors: Iterable[Color] | None = None,
        background: int | Literal["by name"] | None = "by name",
    ) -> None:
        checked = check_names(names)
        if not 2 <= len(checked) <= MAX_CLASSES:
            raise LabelMapError(f"names holds {len(checked)} classes, but a palette has 2 to {MAX_CLASSES}.")
        object.__setattr__(self, "names", checked)
        object.__setattr__(self, "colors", _checked_colors(colors, checked))
        object.__setattr__(self, "background", _checked_background(background, checked))
        object.__setattr__(self, "letters", _letters(checked))

    @property
    def num_classes(self) -> int:
        """How many classes there are, background included."""
        return len(self.names)

    @property
    def styles(self) -> tuple[ClassStyle, ...]:
        """How each class looks, as an area, as a line and as text."""
        return tuple(style_of_fill(hexadecimal(color)) for color in self.colors)

    def index_of(self, name: str) -> int:
        """The class index that stands for a name.

        Raises:
            LabelMapError: no class has this name; the message lists the classes and suggests the nearest.
        """
        if not isinstance(name, str) or name not in self.names:
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
        """Say which colour does not belong to any class, where it is, how many such pixels there are, and why."""
        row, column = np.argwhere(~known)[0].tolist()
        unknown = np.count_nonzero(~known)
        legend = [f"{hexadecimal(color)} {name}" for name, color in zip(self.names, self.colors, strict=True)]
        raise LabelMapError(
            f"the mask holds {unknown} pixel{'' if unknown == 1 else 's'} whose colour belongs to no class; the first "
            f"is {hexadecimal(mask[row, column, :3])} at row {row}, column {column}. The colours of this palette are "
            f"{', '.join(legend)}. {_why_unknown(mask[..., :3], mask[~known][:, :3], self.num_classes)}"
        )


def check_palette(palette: Palette) -> Palette:
    """Return what was given if it is a palette, or raise a LabelMapError."""
    if not isinstance(palette, Palette):
        raise LabelMapError(f"palette is {palette!r}, but it must be a Palette. Make one with Palette(names, colors).")
    return palette


def _why_unknown(mask: np.ndarray, unknown: np.ndarray, num_classes: int) -> str:
    """Where colours come from that belong to no class: from class indices, from a border, or from mixing."""
    grey = mask[..., 0]
    if (mask == grey[..., np.newaxis]).all() and ((grey < num_classes) | (grey == IGNORE_INDEX)).all():
        if np.isin(grey, (0, IGNORE_INDEX)).all():
            return "It is a mask in black and white: mask[..., 0] == 255 is True, which is class 1, where it is white."
        return "All three channels are the same, and hold class indices: take one channel, mask[..., 0]."
    if len(unknown) > 1 and (unknown == unknown[0]).all():
        return (
            "All of them have this colour. If it stands for pixels that nobody can tell, paint them as ignored first: "
            f"mask[(mask == {tuple(unknown[0].tolist())}).all(axis=-1)] = {IGNORE_COLOR}. If it is a class, name it."
        )
    return "Mixed colours come from resizing with interpolation or from JPEG: read the mask from its original file."


def _listed(values: Any, name: str) -> tuple[Any, ...]:
    """What was given, one after the other; refused where there is no order, or where half would be lost."""
    way_out = ""
    if isinstance(values, Mapping):
        way_out = " Of a dict of colours by name, pass list(colors) as names and list(colors.values()) as colors."
    elif isinstance(values, Iterable) and not isinstance(values, str | set | frozenset):
        return tuple(values)
    raise LabelMapError(
        f"{name} is of type {type(values).__name__}, but it must be a list in the order of the class indices.{way_out}"
    )


def check_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of classes as a tuple of different texts, or raise a LabelMapError."""
    listed = _listed(names, "names")
    if not all(isinstance(name, str) and name.strip() for name in listed):
        raise LabelMapError(f"names is {listed!r}, but it must be a list of texts, one per class.")
    strange = [name for name in listed if not name.isprintable()]
    if strange:
        raise LabelMapError(f"names holds {strange[0]!r}, but a name has no line breaks and no control characters.")
    doubled = sorted(name for name, times in Counter(name.strip() for name in listed).items() if times > 1)
    if doubled:
        raise LabelMapError(f"names holds {', '.join(doubled)} more than once. Give every class its own name.")
    return tuple(str(name) for name in listed)


def _checked_colors(colors: Iterable[Color] | None, names: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """One (red, green, blue) per name, all different, none of them the colour of ignored pixels."""
    if colors is None and len(names) > len(SAFE_COLORS):
        raise LabelMapError(
            f"{len(names)} classes need colours of their own: only {len(SAFE_COLORS)} can be told apart by "
            "colour-blind eyes. Pass colors, one per class."
        )
    listed = SAFE_COLORS[: len(names)] if colors is None else _listed(colors, "colors")
    if len(listed) != len(names):
        raise LabelMapError(f"there are {len(names)} names but {len(listed)} colors. Pass one colour per class.")
    triples = tuple(_rgb(color) for color in listed)
    if len(set(triples)) < len(triples) or IGNORE_COLOR in triples:
        raise LabelMapError(
            f"colors must all differ, and none may be {hexadecimal(IGNORE_COLOR)}, the colour of ignored pixels."
        )
    return triples


def background_named(names: Iterable[str]) -> int | None:
    """The index of the class called "background", or None where no class is.

    >>> background_named(["cat", "Background"]), background_named(["cat", "dog"])
    (1, None)
    """
    plain = [name.strip(" _").casefold() for name in names]
    return plain.index("background") if "background" in plain else None


def _checked_background(background: int | str | None, names: tuple[str, ...]) -> int | None:
    """The index of the background class, or None."""
    if background is None:
        return None
    if background == "by name":
        return background_named(names) or 0
    hint = "the index of the class that is no object. Pass None where no class is the background"
    return whole_number(background, "background", least=0, most=len(names) - 1, hint=hint, error=LabelMapError)


def _rgb(color: Color) -> tuple[int, ...]:
    """A colour as (red, green, blue) of 0 to 255."""
    try:
        given = ImageColor.getrgb(color) if isinstance(color, str) else _listed(color, "color")
        channels = tuple(whole_number(each, "channel", least=0, most=255, hint="its brightness") for each in given)
    except ValueError:
        channels = ()
    if len(channels) != 3:
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
            f'of dtype {dtype} and shape {shape}. Read it with np.array(Image.open(path).convert("RGB")). '
            "An array with one class index for each pixel is a label map already."
        )
    if mask.shape[2] == 4 and (mask[..., 3] != 255).any():
        raise LabelMapError("the mask has transparent pixels, which belong to no class. Fill them with a colour first.")
    return plain_array(mask, "mask", hint="Fill them with a colour first", error=LabelMapError)[..., :3]


def packed_colors(colors: np.ndarray) -> np.ndarray:
    """Each (red, green, blue) of uint8 as one number."""
    return colors[..., 0] * np.uint32(1 << 16) + colors[..., 1] * np.uint32(1 << 8) + colors[..., 2]
