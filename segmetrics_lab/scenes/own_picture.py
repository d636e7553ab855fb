"""A learner's own picture: an image file and a file with its label map, read without changing their values."""

import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from segmetrics_lab.labels import IGNORE_COLOR, IGNORE_INDEX, LabelMapError, Palette, check_class_indices

File = str | PathLike[str]
Color = str | Sequence[int]

GREY_MODES = ("1", "L", "LA")
COLOUR_MODES = ("P", "PA", "RGB", "RGBA")
WHITE = (255, 255, 255)
STRETCHED = {"L;2": 85, "L;4": 17}
"""By how much Pillow multiplies grey values of two and of four bits."""


def read_image(file: File) -> np.ndarray:
    """An image file as (height, width) grey or (height, width, 3) colours, uint8, turned as its EXIF data says."""
    what = f"the image {_name(file)}"
    image, _ = _open(file, what)
    if image.mode not in GREY_MODES + COLOUR_MODES:
        raise LabelMapError(
            f"{what} has the mode {image.mode} ({_mode_in_words(image.mode)}), but a scene needs grey or RGB of 8 bits "
            f"per channel. {_way_to_8_bits(image.mode)}"
        )
    _refuse_transparent_pixels(image, what)
    is_grey = image.mode in GREY_MODES
    # By way of RGBA, because Pillow warns of palettes with transparency, even where no pixel is transparent.
    return np.array(image.convert("RGBA").convert("L" if is_grey else "RGB"))


def read_label_map(file: File, palette: Palette) -> np.ndarray:
    """A PNG of class indices, or of the palette's colours, as (height, width) class indices, uint8."""
    what = f"the label map {_name(file)}"
    image, raw_mode = _open(file, what)
    if image.format != "PNG":
        raise LabelMapError(
            f"{what} is a {image.format} file, but a label map must be a PNG. "
            + ("JPEG mixes neighbouring values: go back to the original. " if image.format in ("JPEG", "MPO") else "")
            + 'A file that was never compressed with loss can be saved again: Image.open(path).save("label_map.png").'
        )
    if image.mode in ("RGB", "RGBA"):
        try:
            return palette.label_map_of(np.array(image.convert("RGBA")))
        except LabelMapError as error:
            raise LabelMapError(f"{what} is a mask in colours, and {error}") from None
    if image.mode not in ("1", "L", "P", "LA"):
        raise LabelMapError(
            f"{what} has the mode {image.mode} ({_mode_in_words(image.mode)}), but class indices need 8 bits. If all "
            "its values are below 256, save them so: Image.fromarray(np.array(label_map).astype(np.uint8)).save(path)."
        )
    if image.mode != "P":
        _refuse_transparent_pixels(image, what)
    label_map = np.array(image.getchannel(0) if image.mode == "LA" else image, dtype=np.uint8)
    label_map //= STRETCHED.get(raw_mode, 1)
    _check_indices(label_map, image, palette, what)
    return label_map


def palette_of(palette: Palette | Mapping[str, Color] | Iterable[str]) -> Palette:
    """The palette itself, or one made from names or from colours by name; a LabelMapError where that cannot be done."""
    if isinstance(palette, Palette):
        return palette
    if isinstance(palette, Mapping):
        return Palette(palette.keys(), list(palette.values()))
    if not isinstance(palette, Iterable) or isinstance(palette, set | frozenset):
        raise LabelMapError(
            f"palette is {palette!r}. Pass a Palette, a list of class names in the order of their indices, "
            'or colours by name, such as {"background": "#000000", "cat": "#e69f00"}.'
        )
    return Palette(palette)


def check_same_size(image: np.ndarray, label_map: np.ndarray, image_file: File, label_map_file: File) -> None:
    """Raise a LabelMapError that says both sizes where these differ."""
    if image.shape[:2] == label_map.shape:
        return
    hint, sizes = "", [" by ".join(map(str, array.shape[:2])) for array in (image, label_map)]
    if image.shape[1::-1] == label_map.shape:
        hint = "One of them lies on its side: turn the label map as the image is shown (its EXIF data may turn it). "
    raise LabelMapError(
        f"the image {_name(image_file)} has {sizes[0]} pixels (height by width), but the label map "
        f"{_name(label_map_file)} has {sizes[1]}. {hint}Each pixel needs its class: bring the label map to the "
        "size of the image with nearest-neighbour resizing, which invents no class."
    )


def _open(file: File, what: str) -> tuple[Image.Image, str]:
    """The decoded image, turned as its EXIF data says, and Pillow's word for how its values are stored."""
    path = _path(file)
    if not path.is_file():
        trouble = "is a folder" if path.is_dir() else "does not exist"
        raise FileNotFoundError(f"{what} {trouble}: looked for {path.absolute()}. Check its name and its folder.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                raw_mode = str(image.tile[0][3]) if image.tile else ""
                frames = getattr(image, "n_frames", 1)
                turned = ImageOps.exif_transpose(image)
                turned.format = image.format
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise LabelMapError(f"{what} is too large: {error} Scale it down before it becomes a scene.") from None
    except UnidentifiedImageError:
        raise LabelMapError(f"{what} is not an image that Pillow can read. Save it as PNG.") from None
    except Exception as error:  # decoders raise many kinds of errors about a damaged file
        raise LabelMapError(f"{what} cannot be read to its end ({error}). Save or copy it again.") from error
    _check_storage(turned, raw_mode, frames, what)
    return turned, raw_mode


def _check_storage(image: Image.Image, raw_mode: str, frames: int, what: str) -> None:
    """Refuse several frames in one file, and colours of 16 bits: Pillow keeps only half of the bits."""
    if frames > 1 and image.format != "MPO":  # cameras write MPO: a photograph, then its previews
        raise LabelMapError(f"{what} holds {frames} frames, but a scene is one. Save the frame you mean as PNG.")
    if ";16" in raw_mode and not image.mode.startswith("I"):
        raise LabelMapError(
            f"{what} has 16 bits per channel, but a scene has 8. Decide what becomes of the rest: "
            "save it with 8 bits per channel in the program that made it."
        )


def _refuse_transparent_pixels(image: Image.Image, what: str) -> None:
    """Refuse pixels that show what is behind them; a fourth channel that is opaque everywhere is fine."""
    if not image.has_transparency_data:
        return
    transparent = np.count_nonzero(np.array(image.convert("RGBA"))[..., 3] != 255)
    if transparent:
        raise LabelMapError(
            f"{what} has {transparent} transparent pixel{'' if transparent == 1 else 's'}, and nobody can tell what is "
            "behind. Fill what is transparent first, in the program that made the file."
        )


def _check_indices(label_map: np.ndarray, image: Image.Image, palette: Palette, what: str) -> None:
    """Refuse values without a class, and two kinds of masks whose values only look like class indices."""
    values = np.unique(label_map).tolist()
    classes = f"The classes are: {', '.join(f'{index} {name}' for index, name in enumerate(palette.names))}."
    colours = _used_colours(values, image) if image.mode == "P" else []
    if colours[-1:] in ([], [WHITE]) and values in ([0, IGNORE_INDEX], [IGNORE_INDEX]):
        raise LabelMapError(
            f"{what} holds only 0 and 255: that is a mask in black and white, but as a class index 255 means ignored. "
            f"Save it with 0 and 1: Image.fromarray((np.array(mask) > 0).astype(np.uint8)).save(path). {classes}"
        )
    if _colours_contradict(values, colours, palette):
        raise LabelMapError(
            f"{what} has a colour table with the colours of your palette, but in another order, so that its values and "
            'its colours name different classes. To go by the colours, save Image.open(path).convert("RGB") as PNG; to '
            "go by the values, pass the names of the classes without their colours."
        )
    try:
        check_class_indices(label_map, palette.num_classes, name=what, scored=label_map != IGNORE_INDEX)
    except LabelMapError as error:
        raise LabelMapError(f"{error} {classes}") from None


def _used_colours(values: list[int], image: Image.Image) -> list[tuple[int, ...]]:
    """The colour of each value in the colour table; nothing for a value beyond its end."""
    table = np.array(image.getpalette(), dtype=np.uint8).reshape(-1, 3).tolist()
    return [tuple(table[value]) if value < len(table) else () for value in values]


def _colours_contradict(values: list[int], colours: list[tuple[int, ...]], palette: Palette) -> bool:
    """Are most of the used colours in the palette, but some of them at another index?

    Most will do, because ignored pixels and classes that nobody named have colours of their own.
    """
    index_of = {color: index for index, color in enumerate(palette.colors)} | {IGNORE_COLOR: IGNORE_INDEX}
    known = {value: index_of[color] for value, color in zip(values, colours, strict=False) if color in index_of}
    foreign = [value for value in values if value not in known and value != IGNORE_INDEX]
    return len(known) > len(foreign) and any(value != place for value, place in known.items())


def _mode_in_words(mode: str) -> str:
    """What one of Pillow's modes means."""
    kinds = {"CMYK": "amounts of printing ink", "F": "floats", "I": "32 bits", "LAB": "CIE lightness and colour"}
    return "16 bits" if mode.startswith("I;16") else kinds.get(mode, "not a plain picture")


def _way_to_8_bits(mode: str) -> str:
    """How an image of this mode becomes one that a scene can hold."""
    if mode.startswith(("I", "F")):
        return "Decide which range of values matters, scale it to 0 to 255, and save it with 8 bits."
    return "Convert it to RGB in the program that made it: how its colours become RGB is for you to see and decide."


def _path(file: File) -> Path:
    """The path of a file, also of one that is named from the home folder on."""
    if not isinstance(file, str | PathLike):
        raise LabelMapError(
            f"a file is given by its path, but this is of type {type(file).__name__}. Arrays need no file: "
            "Scene(name, image, truth, palette, source, licence, group)."
        )
    return Path(os.path.expanduser(file))


def _name(file: File) -> str:
    """A file's name for a message."""
    return repr(_path(file).name)
