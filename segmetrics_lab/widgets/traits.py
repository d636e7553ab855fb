"""Traits that hold arrays: checked when they are set, sent as bytes or lists, compared by their values."""

from collections.abc import Callable
from typing import Any

import numpy as np
from traitlets import TraitType

from segmetrics_lab.scenes import own_array
from segmetrics_lab.widgets.scales import finite_number


class FollowingTrait(TraitType):
    """A value that the widget may count itself: then nobody else can set it."""

    follows_from: str | None

    def __set__(self, obj: Any, value: Any) -> None:
        """Refuse to set what follows from other values."""
        if self.follows_from is not None:
            raise ValueError(
                f"{self.name} cannot be set: the widget counts it from {self.follows_from}. "
                f"Set what it follows from, and read {self.name} after that."
            )
        super().__set__(obj, value)


class ArrayTrait(FollowingTrait):
    """A numpy array that cannot be written to in place, so that no change goes unseen.

    Args:
        check: called with the widget and a given value; returns the array that it stands for, or raises a ValueError
            that says what to do. Without one, the widget checks or counts the array itself.
        follows_from: where the widget computes this array itself: from what, for the message to somebody who sets it.
    """

    def __init__(
        self, check: Callable[[Any, Any], np.ndarray] | None = None, *, follows_from: str | None = None
    ) -> None:
        super().__init__(np.zeros((0, 0), dtype=np.uint8), read_only=follows_from is not None)
        self.check = check
        self.follows_from = follows_from

    def validate(self, obj: Any, value: Any) -> np.ndarray:
        """The checked array, as a copy that nobody can write to."""
        return own_array(np.asarray(self.check(obj, value) if self.check else value))

    def set(self, obj: Any, value: Any) -> None:
        """Take a value, and tell the observers if it differs from the one before."""
        new = np.asarray(self._validate(obj, value))
        old = obj._trait_values.get(self.name)
        if old is None or not np.array_equal(old, new):
            obj._trait_values[self.name] = new
            obj._notify_trait(self.name, old, new)


class CountedShare(FollowingTrait):
    """A number that the widget counts itself, from what the argument names; NaN before it has counted."""

    def __init__(self, follows_from: str) -> None:
        super().__init__(np.nan, read_only=True)
        self.follows_from = follows_from


class Share(TraitType):
    """A number from 0 to 1 that is sent to the page, and that both sides set.

    Args:
        start: its value at first.
        meaning: what 0 and 1 stand for, for the message to somebody who sets another one.
    """

    def __init__(self, start: float, meaning: str) -> None:
        super().__init__(start)
        self.meaning = meaning
        self.tag(sync=True, echo_update=False)

    def validate(self, obj: Any, value: Any) -> float:  # noqa: ARG002 (traitlets hands it over)
        """The number, if it is from 0 to 1."""
        share = finite_number(value)
        if share is None or not 0 <= share <= 1:
            raise ValueError(f"{self.name} is {value!r}, but it must be a number of 0 to 1: {self.meaning}.")
        return share


def bytes_to_page(array: np.ndarray) -> dict[str, Any]:
    """An array as its shape, its dtype and its bytes, which cross without being turned into text.

    >>> bytes_to_page(np.array([[1, 2]], dtype=np.uint8))["shape"]
    [1, 2]
    """
    whole = np.ascontiguousarray(array)
    return {"shape": list(array.shape), "dtype": array.dtype.name, "data": memoryview(whole.tobytes())}


def bytes_from_page(value: dict[str, Any]) -> np.ndarray:
    """The array that came from the page, one byte for each pixel."""
    return np.frombuffer(value["data"], dtype=np.uint8).reshape(value["shape"])


BYTES = {
    "sync": True,
    "to_json": lambda array, _: bytes_to_page(array),
    "from_json": lambda value, _: bytes_from_page(value),
    "echo_update": False,
}
COUNTS = {
    "sync": True,
    "to_json": lambda matrix, _: matrix.tolist(),
    "from_json": lambda lists, _: np.array(lists, dtype=np.int64),
    "echo_update": False,
}
"""How pixels cross, and how counts do, as lists; without an echo: the page has moved on by the time one arrives."""


def given_array() -> ArrayTrait:
    """A trait for an array that the constructor has checked and that stays as it is; sent as bytes."""
    trait: ArrayTrait = ArrayTrait(follows_from="what it was made with").tag(**BYTES)
    return trait


def counted_matrix(follows_from: str) -> ArrayTrait:
    """A trait for a matrix that the widget counts itself, from what the argument names."""
    trait: ArrayTrait = ArrayTrait(follows_from=follows_from).tag(**COUNTS)
    return trait
