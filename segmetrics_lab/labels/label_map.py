"""The label map: which arrays are label maps, and what to do about those that are not."""

from typing import NoReturn

import numpy as np

from segmetrics_lab.labels.convention import IGNORE_INDEX, MAX_CLASSES, LabelMapError
from segmetrics_lab.labels.plain_array import plain_array
from segmetrics_lab.labels.planes import has_equal_channels, looks_like_channels, one_hot_axis, without_axis_of_1
from segmetrics_lab.labels.whole_number import whole_number


def check_num_classes(num_classes: int) -> int:
    """Return the number of classes as an int, or raise a LabelMapError where it is not a whole number from 2 to 256."""
    hint = "how many classes there are, background included; object and background are 2"
    return whole_number(num_classes, "num_classes", least=2, most=MAX_CLASSES, hint=hint, error=LabelMapError)


def check_ignore_index(ignore_index: int | None) -> int | None:
    """Return the index to ignore as an int, or None; False would ignore the background, and raises a LabelMapError."""
    if ignore_index is None:
        return None
    hint = "the value that marks ignored pixels in the truth. Pass None to score every pixel"
    return whole_number(ignore_index, "ignore_index", hint=hint, error=LabelMapError)


def check_label_map(label_map: np.ndarray, *, name: str = "label_map", stack_allowed: bool = False) -> np.ndarray:
    """Return the label map as a plain integer array (booleans become 0 and 1); no pixel is copied or changed.

    Args:
        label_map: (height, width) integers or booleans; a stack (n, height, width) only where allowed.
        name: what the caller calls this array, for the message.
        stack_allowed: whether several label maps may come as one array.

    Raises:
        LabelMapError: it is not an array, masked, not of integers, empty, or not of this shape.

    >>> check_label_map(np.array([[True, False]]))
    array([[1, 0]], dtype=uint8)
    """
    if not isinstance(label_map, np.ndarray):
        raise LabelMapError(
            f"{name} is of type {type(label_map).__name__}, not a numpy array. "
            f"Convert it first, for instance with np.asarray({name})."
        )
    label_map = plain_array(label_map, name, hint=_way_to_unmask(name), error=LabelMapError)
    _check_values_are_whole(label_map, name)
    _check_shape(label_map, name, stack_allowed)
    return label_map.view(np.uint8) if label_map.dtype == bool else label_map


def check_class_indices(
    label_map: np.ndarray, num_classes: int, *, name: str = "label_map", scored: np.ndarray | None = None
) -> None:
    """Raise a LabelMapError where a pixel (a scored one, where a mask is given) does not hold a class index."""
    outside = (label_map < 0) | (label_map >= num_classes)
    if scored is not None:
        outside &= scored
    if outside.any():
        _raise_class_indices(label_map, num_classes, name, outside)


def raise_channels(label_map: np.ndarray, name: str) -> NoReturn:
    """Say how a label map is made of three or four channels."""
    what = f"a mask in colours, with {label_map.shape[2]} channels"
    way_out = "Convert its colours with Palette(names, colors).label_map_of(mask)."
    if one_hot_axis(label_map) == -1:
        what, way_out = "one plane per class", f"Take the class of each pixel: {name}.argmax(axis=-1)."
    elif has_equal_channels(label_map):
        way_out = f"All channels are the same: if they hold class indices, take one channel, {name}[..., 0]."
    raise LabelMapError(
        f"{name} has shape {label_map.shape}: that looks like {what}, not like class indices. {way_out} "
        f"If it really is a stack of maps {label_map.shape[2]} pixels wide, score them one by one and add the matrices."
    )


def _raise_class_indices(label_map: np.ndarray, num_classes: int, name: str, outside: np.ndarray) -> NoReturn:
    """Say which pixel holds the first value that is not a class index, and how many such pixels there are."""
    wrong = int(np.count_nonzero(outside))
    first = np.unravel_index(outside.argmax(), outside.shape)
    axes = ("image", "row", "column")[-len(first) :]
    place = ", ".join(f"{axis} {at}" for axis, at in zip(axes, first, strict=True))
    value = int(label_map[first])
    if value == IGNORE_INDEX and ((label_map == 0) | (label_map == value)).all():
        way_out = f"If it is a mask in black and white, 255 is the object: pass {name} == 255, which is class 1 there."
    elif name == "truth":
        way_out = "Raise num_classes, or mark pixels that nobody scores with the ignore_index."
    elif value == IGNORE_INDEX:
        way_out = "The truth alone decides which pixels are ignored: a prediction names a class for every scored pixel."
    else:
        way_out = "Raise num_classes, or find out where this value comes from."
    raise LabelMapError(
        f"{name} holds {wrong} scored pixel{'' if wrong == 1 else 's'} outside the class indices 0 to "
        f"{num_classes - 1} of num_classes={num_classes}; the first is {value} at {place}. {way_out}"
    )


def _way_to_unmask(name: str) -> str:
    """How the masked pixels of a map become ignored ones: only the truth can ignore them."""
    if name == "prediction":
        return (
            f"Ignore its masked pixels in the truth, truth[prediction.mask] = {IGNORE_INDEX}, and pass prediction.data"
        )
    return f"Write the index to ignore into them first: {name}.astype(int).filled({IGNORE_INDEX})"


def _check_values_are_whole(label_map: np.ndarray, name: str) -> None:
    """Refuse every dtype except integers and booleans, and say how each can be converted."""
    kind = label_map.dtype.kind
    if kind in "iub":
        return
    if kind == "f":
        unknown = int(np.count_nonzero(np.isnan(label_map)))
        nan_note = f", {unknown} of them NaN: decide what those pixels are first" if unknown else ""
        way_out = (
            "If they are class indices, round them: np.rint(x).astype(int). If they are probabilities, "
            "decide first: x.argmax(axis=0) over the classes, or x >= threshold for one class."
        )
        raise LabelMapError(
            f"{name} holds floats ({label_map.dtype}){nan_note}; class indices are whole numbers. {way_out}"
        )
    raise LabelMapError(
        f"{name} holds values of dtype {label_map.dtype}; class indices are whole numbers. "
        "Turn names into indices with Palette.index_of, objects into integers with astype(int)."
    )


def _check_shape(label_map: np.ndarray, name: str, stack_allowed: bool) -> None:
    """Refuse empty arrays, arrays of another rank, and pictures in colour."""
    shape = label_map.shape
    if label_map.ndim == 3 and (looks_like_channels(label_map) or (not stack_allowed and shape[2] in (3, 4))):
        raise_channels(label_map, name)
    if label_map.ndim != 2 and not (stack_allowed and label_map.ndim == 3):
        wanted = "(height, width) or a stack (n, height, width)" if stack_allowed else "(height, width)"
        way_out = "Reshape it; an array with one plane per class becomes a label map with argmax over the axis of the "
        way_out += "classes."
        if label_map.ndim > 2 and 1 in shape:
            way_out = f"One axis is 1 long: take {without_axis_of_1(name, shape)}."
        raise LabelMapError(f"{name} has shape {shape}, but a label map is {wanted}. {way_out}")
    if label_map.size == 0:
        raise LabelMapError(f"{name} is empty: its shape is {shape}. Check how it was read or cut out.")
