"""The split run: which frames a model learned from, which ones it was judged by, and what it scored."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segmetrics_lab.labels import Palette
from segmetrics_lab.scenes import Scene, own_array
from segmetrics_lab.widgets.limits import check_palette, checked_counts
from segmetrics_lab.widgets.words import counted

LONGEST_NAME = 24


@dataclass(frozen=True, init=False, eq=False, repr=False)
class SplitRun:
    """One way to split frames, and the matrix of the model that was trained and judged so.

    Args:
        by: the way to split, a short text: "pixel", "frame", "drive". Runs of one way are several draws of it.
        training: the scenes that the model learned from.
        test: the scenes that it was judged by. By pixel, these are the training scenes again.
        matrix: (K, K) counts, matrix[truth, prediction], of this model on the test scenes.

    Raises:
        LabelMapError: there are more than 16 classes.
        ValueError: the way has no short name, a side is empty, holds a frame twice or has another palette, or the
            matrix is not one of these classes.

    >>> from segmetrics_lab.scenes import load
    >>> SplitRun("pixel", [load("coins")], [load("coins")], [[80, 10], [5, 5]])
    <SplitRun by pixel: 1 training frame, 1 test frame>
    """

    by: str
    training: tuple[Scene, ...]
    test: tuple[Scene, ...]
    matrix: np.ndarray

    def __init__(self, by: str, training: Sequence[Scene], test: Sequence[Scene], matrix: np.ndarray) -> None:
        object.__setattr__(self, "by", _checked_way(by))
        object.__setattr__(self, "training", _checked_side(training, "training"))
        object.__setattr__(self, "test", _checked_side(test, "test"))
        check_one_palette(self.training + self.test)
        object.__setattr__(self, "matrix", _checked_matrix(matrix, self.palette))

    @property
    def palette(self) -> Palette:
        """The classes, the same in all scenes."""
        return self.test[0].palette

    def __repr__(self) -> str:
        training, test = counted(len(self.training), "training frame"), counted(len(self.test), "test frame")
        return f"<SplitRun by {self.by}: {training}, {test}>"


def check_one_palette(scenes: Sequence[Scene]) -> None:
    """Refuse scenes of different classes: their scores cannot be compared."""
    for scene in scenes:
        if scene.palette != scenes[0].palette:
            raise ValueError(
                f"{scene.name!r} has the classes {', '.join(scene.palette.names)}, but {scenes[0].name!r} has "
                f"{', '.join(scenes[0].palette.names)} (or other colours). Pass scenes of one palette."
            )


def _checked_way(by: str) -> str:
    """The name of the way, as it stands on a button."""
    if not isinstance(by, str) or not 0 < len(by.strip()) <= LONGEST_NAME:
        raise ValueError(
            f"by is {by!r}, but it must be a text of 1 to {LONGEST_NAME} characters that says what was drawn, "
            'such as "pixel", "frame" or "drive".'
        )
    return by.strip()


def _checked_side(scenes: Sequence[Scene], side: str) -> tuple[Scene, ...]:
    """The scenes of a side, each once."""
    checked = tuple(scenes) if isinstance(scenes, Sequence) else ()
    if not checked or not all(isinstance(scene, Scene) for scene in checked):
        raise ValueError(
            f"{side} is a {type(scenes).__name__}, but it must be a sequence of at least one Scene. Pass what "
            "segmetrics_lab.models.split returns."
        )
    names = [scene.name for scene in checked]
    if len(set(names)) < len(names):
        doubled = next(name for name in names if names.count(name) > 1)
        raise ValueError(
            f"{side} holds the frame {doubled!r} more than once. Keep each frame once, and give different frames "
            "different names: dataclasses.replace(scene, name=...)."
        )
    return checked


def _checked_matrix(matrix: np.ndarray, palette: Palette) -> np.ndarray:
    """A copy of the matrix that cannot be written to, with a row and a column for each class."""
    check_palette(palette)
    classes = f"the scenes have {palette.num_classes} classes: {', '.join(palette.names)}"
    hint = "Pass model.confusion_matrix(test) of a model of these classes."
    return own_array(checked_counts(matrix, classes, palette.num_classes, hint))
