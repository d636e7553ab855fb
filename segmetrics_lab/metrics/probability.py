"""The probability map: what a sweep accepts, and what to do about percent, grey levels and scores of a network."""

from math import prod
from typing import NoReturn

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX, LabelMapError, plain_array, without_axis_of_1

SLIP = 1e-3
"""By how much rounding leaves 0 to 1 at most."""


def check_probability(probability: np.ndarray, shape: tuple[int, ...], is_scored: np.ndarray) -> np.ndarray:
    """Return the probability map as a plain array of floats of this shape, from 0 to 1 where a pixel is scored."""
    if not isinstance(probability, np.ndarray):
        _raise_kind(f"a {type(probability).__name__}")
    hint = f"Ignore its masked pixels in the truth, truth[probability.mask] = {IGNORE_INDEX}, and pass probability.data"
    probability = plain_array(probability, "probability", hint=hint, error=LabelMapError)
    if probability.dtype.kind != "f":
        _raise_kind(f"of dtype {probability.dtype}", probability)
    if probability.shape != shape:
        _raise_shape(probability.shape, shape)
    if not (probability.min() >= 0 and probability.max() <= 1):
        _check_range(probability, is_scored)
    return probability


def _raise_kind(given: str, values: np.ndarray | None = None) -> NoReturn:
    """Say that whole numbers, lists and the like are not what a model says before the decision."""
    way_out = "Pass those, not the label map made from them."
    if values is not None and values.dtype.kind in "iu" and values.size and values.max() > 1:
        way_out = _way_to_probabilities(values)
    raise LabelMapError(
        f"probability is {given}, but a sweep needs the floats that the model says before the decision. {way_out}"
    )


def _raise_shape(shape: tuple[int, ...], truth_shape: tuple[int, ...]) -> NoReturn:
    """Say which number of each pixel is the probability of the object."""
    way_out = "of several classes, take its plane, probability[class_index]."
    if shape[:-1] == truth_shape:
        way_out = "of several classes, take its plane, probability[..., class_index]."
    if prod(shape) == prod(truth_shape) and 1 in shape:
        way_out = f"take {without_axis_of_1('probability', shape)}."
    raise LabelMapError(
        f"truth has shape {truth_shape} and probability {shape}. Pass the probability of the object alone, "
        f"one number per pixel: {way_out}"
    )


def _check_range(probability: np.ndarray, is_scored: np.ndarray) -> None:
    """Refuse scored values outside 0 to 1; those of ignored pixels may be anything."""
    outside = is_scored & ~((probability >= 0) & (probability <= 1))
    if outside.any():
        wrong = np.count_nonzero(outside)
        first = tuple(np.argwhere(outside)[0].tolist())
        raise LabelMapError(
            f"probability holds {wrong} scored value{'' if wrong == 1 else 's'} outside 0 to 1; the first is "
            f"{probability[first]} at {first}. {_way_to_probabilities(probability[is_scored])}"
        )


def _way_to_probabilities(values: np.ndarray) -> str:
    """What such values may be, and how they become probabilities.

    >>> _way_to_probabilities(np.array([0.0, 12.5, 100.0]))
    'Divide percent by 100. Turn scores of a network into probabilities with a sigmoid.'
    """
    least, most = values.min(), values.max()
    if not np.isfinite(values).all():
        return "Find out where NaN and inf come from: a division by 0, or the logarithm of 0."
    if least >= -SLIP and most <= 1 + SLIP:
        return "So little is a rounding error: np.clip(probability, 0, 1)."
    networks = "Turn scores of a network into probabilities with a sigmoid."
    if least >= 0 and most <= 100:
        return f"Divide percent by 100. {networks}"
    return f"Divide grey levels by 255. {networks}" if least >= 0 and most <= 255 else networks
