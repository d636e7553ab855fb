"""The nearest frames: how much of a test frame the training has already seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from segmetrics_lab.widgets.frame_grid import Frame, Side
from segmetrics_lab.widgets.words import counted


@dataclass(frozen=True)
class Neighbour:
    """The training frame that is most like a test frame; places are those in the list of frames."""

    place: int
    nearest: int
    distance: float

    def words(self, frames: Sequence[Frame]) -> str:
        """How far away it is, in grey steps of 0 to 255, and where it comes from."""
        return f"{_steps(self.distance)} grey steps away: {self._where(frames[self.place], frames[self.nearest])}"

    def _where(self, here: Frame, there: Frame) -> str:
        """What the nearest frame is to this one."""
        if here is there:
            return "the same picture"
        if here.row != there.row:
            return f"another drive, {there.scene.group}"
        steps = abs(there.column - here.column)
        which = "the frame" if steps == 1 else f"{steps} frames"
        return f"{which} {'before' if there.column < here.column else 'after'} it in the same drive"


def neighbours_of(sides: Sequence[Side], distances: np.ndarray) -> list[Neighbour | None]:
    """The nearest training frame of each frame; None where a frame is not in the test.

    Args:
        sides: the side of each frame.
        distances: (n, n), how different two frames are.

    >>> distances = np.array([[0, 2, 9], [2, 0, 5], [9, 5, 0]])
    >>> neighbours_of([Side.TRAINING, Side.TEST, Side.TRAINING], distances)[1]
    Neighbour(place=1, nearest=0, distance=2.0)
    """
    training = np.flatnonzero([Side.TRAINING in side for side in sides])
    return [
        _nearest(place, training, distances[place]) if Side.TEST in side else None for place, side in enumerate(sides)
    ]


def _nearest(place: int, training: np.ndarray, distances: np.ndarray) -> Neighbour:
    """The frame itself where it is in the training, else the one of the smallest distance."""
    nearest = place if place in training else int(training[distances[training].argmin()])
    return Neighbour(place, nearest, float(distances[nearest]))


def describe_neighbours(frames: Sequence[Frame], neighbours: Sequence[Neighbour | None]) -> str:
    """Where the nearest training frames of all test frames come from, and how far away they typically are."""
    found = [neighbour for neighbour in neighbours if neighbour is not None]
    rows = [(frames[one.place].row, frames[one.nearest].row) for one in found]
    same = sum(one.place == one.nearest for one in found)
    drive = sum(here == there for here, there in rows) - same
    counts = {"the same picture": same, "of the same drive": drive, "of another drive": len(found) - same - drive}
    first, *others = [f"{words} for {count}" for words, count in counts.items() if count]
    parts = ", ".join([f"{first} of {counted(len(found), 'test frame')}", *others])
    distance = _steps(median(one.distance for one in found))
    return f"The nearest training frame is {parts}; typically {distance} grey steps away."


def _steps(distance: float) -> str:
    """A number of grey steps, never rounded to nothing."""
    return "under 0.1" if 0 < distance < 0.05 else f"{distance:.1f}"
