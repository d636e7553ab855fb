"""The pair: truth and prediction of one shape, and what two arrays are that only look like it."""

from typing import NoReturn

import numpy as np

from segmetrics_lab.labels.convention import IGNORE_INDEX, LabelMapError
from segmetrics_lab.labels.label_map import check_label_map, raise_channels
from segmetrics_lab.labels.planes import has_equal_channels, one_hot_axis, without_axis_of_1

SMALLEST_SIDE = 4
"""Maps drawn by hand may be smaller than this, and hold a single 1 in each row."""

LEAST_MARKED = 9
"""With fewer pixels of 255, a prediction may lie on them by chance."""


def check_pair(truth: np.ndarray, prediction: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return truth and prediction as label maps (or stacks) of one shape, or raise a LabelMapError."""
    truth = check_label_map(truth, name="truth", stack_allowed=True)
    prediction = check_label_map(prediction, name="prediction", stack_allowed=True)
    if truth.shape != prediction.shape:
        _raise_shapes(truth, prediction)
    return truth, prediction


def check_planes(truth: np.ndarray, other: np.ndarray, name: str, num_classes: int) -> None:
    """Raise a LabelMapError where two arrays with three axes hold one plane per class, or the same map in each channel.

    Planes of two classes, or of another number than is scored, are known only where they are not tiny.
    """
    if truth.ndim != 3:
        return
    axis, channels = one_hot_axis(truth, other), truth.shape[2]
    places = truth.shape[1:] if axis == 0 else truth.shape[:-1]
    if axis is not None and (truth.shape[axis] == num_classes > 2 or min(places) >= SMALLEST_SIDE):
        raise LabelMapError(
            f"truth and {name} have shape {truth.shape}, with a single 1 along axis {axis}: that looks like one plane "
            f"per class, not like a stack of maps. Take the class of each pixel with argmax(axis={axis}), and write "
            f"{IGNORE_INDEX} where the truth holds no 1. If they really are stacks, score the maps one by one."
        )
    if channels in (3, 4) and channels < min(truth.shape[:2]) and has_equal_channels(truth, other):
        raise_channels(truth, "truth")


def check_black_and_white(truth: np.ndarray, prediction: np.ndarray, num_classes: int) -> None:
    """Refuse masks in black and white, in which 255 is the object: where 255 is ignored, so would be the object.

    A truth of 0 and 255 alone may also be a picture without the object, in which some pixels are ignored. The
    prediction tells: these are masks if it holds 0 and 255 alone, too, or if, with two classes, its class 1 lies where
    the truth is 255 (9 pixels or more, intersection over union above a half).

    Raises:
        LabelMapError: these are such masks.
    """
    signs, way_out = "and where it is 255, the prediction shows the object", "truth == 255"
    if prediction.max() == IGNORE_INDEX:
        signs, way_out = "and so does the prediction", "truth == 255 and prediction == 255"
        are_masks = _is_black_and_white(prediction)
    else:
        are_masks = num_classes == 2 and prediction.max() == 1 and _is_on(truth, prediction)
    if are_masks and truth.min() == 0 and _is_black_and_white(truth):
        raise LabelMapError(
            f"truth holds only 0 and 255, {signs}: that looks like a mask in black and white. Its object would be "
            f"ignored, because 255 marks ignored pixels. Pass {way_out}. If these pixels really are to be ignored, cut "
            "them out of both arrays: with scored = truth != 255, pass truth[scored][np.newaxis], and so on."
        )


def _is_black_and_white(label_map: np.ndarray) -> bool:
    """Are there no other values than 0 and 255?"""
    return bool(((label_map == 0) | (label_map == IGNORE_INDEX)).all())


def _is_on(truth: np.ndarray, prediction: np.ndarray) -> bool:
    """Does the object that a prediction of 0 and 1 shows lie where a truth of 0 and 255 is not 0, and not by chance?"""
    marked, both = np.count_nonzero(truth), np.count_nonzero(np.logical_and(truth, prediction))
    return bool(marked >= LEAST_MARKED and 2 * both > marked + np.count_nonzero(prediction) - both)


def _raise_shapes(truth: np.ndarray, prediction: np.ndarray) -> NoReturn:
    """Say what makes one shape of two: it is resizing only where both are maps, or stacks, of different sizes."""
    shapes = f"truth has shape {truth.shape} and prediction {prediction.shape}, but each pixel needs both."
    for name, array, other in (("truth", truth, prediction), ("prediction", prediction, truth)):
        if array.ndim == 3 and 1 in array.shape and array.squeeze().shape == other.squeeze().shape:
            raise LabelMapError(f"{shapes} One axis is 1 long: take {without_axis_of_1(name, array.shape)}.")
        axis = 0 if array.shape[1:] == other.shape else -1
        if axis == -1 and array.ndim > other.ndim and array.shape[2] in (3, 4):
            raise_channels(array, name)
        if other.shape in (array.shape[1:], array.shape[:-1]):
            raise LabelMapError(
                f"{shapes} One plane per class becomes a label map with {name}.argmax(axis={axis}); "
                "a stack has a truth and a prediction for each of its maps."
            )
    raise LabelMapError(
        f"{shapes} Bring the prediction to the size of the truth with nearest-neighbour resizing, "
        "which invents no class; do not resize label maps with interpolation."
    )
