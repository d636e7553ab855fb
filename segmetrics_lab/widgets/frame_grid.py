"""The frame grid: a row for each drive, a column for each of its frames, and the side of each frame in a run."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntFlag
from typing import Any

import numpy as np

from segmetrics_lab.labels import GROUNDS, SCORES, rgb
from segmetrics_lab.scenes import Scene
from segmetrics_lab.widgets.split_run import SplitRun
from segmetrics_lab.widgets.thumbnails import shrunk

MOST_FRAMES = 400


class Side(IntFlag):
    """Where a frame is in a run."""

    UNUSED = 0
    TRAINING = 1
    TEST = 2


SMALL_WIDTH, BAR_PX, GAP_PX = 48, 4, 4


@dataclass(frozen=True, eq=False)
class Frame:
    """A frame of a drive, and its place in the grid."""

    scene: Scene
    row: int
    column: int

    def to_page(self, picture: str) -> dict[str, Any]:
        """What the page needs to place it, and the address of its picture."""
        place = {"row": self.row, "column": self.column}
        return {"name": self.scene.name, "drive": self.scene.group, **place, "picture": picture}


def frames_of(runs: Iterable[SplitRun]) -> tuple[Frame, ...]:
    """Every frame of the runs once, row after row.

    Drives, and the frames of a drive, stand in the order of the numbers in their names, else of first appearance.

    Raises:
        ValueError: two frames share a name but not the image or the drive, or there are more than 400 frames.
    """
    known: dict[str, Scene] = {}
    for run in runs:
        for scene in (*run.training, *run.test):
            _check_same(known.setdefault(scene.name, scene), scene)
    if len(known) > MOST_FRAMES:
        raise ValueError(
            f"the runs hold {len(known)} frames, but a page shows at most {MOST_FRAMES} at once. "
            "Split fewer drives, or every second frame: scenes[::2]."
        )
    drives: dict[str, list[Scene]] = {}
    for scene in known.values():
        drives.setdefault(scene.group, []).append(scene)
    return tuple(
        Frame(scene, row, column)
        for row, drive in enumerate(sorted(drives, key=_numbers_in))
        for column, scene in enumerate(sorted(drives[drive], key=lambda scene: _numbers_in(scene.name)))
    )


def _numbers_in(name: str) -> list[int]:
    """The whole numbers in a name: 10 comes after 9."""
    return [int(digits) for digits in re.findall(r"\d+", name)]


def _check_same(known: Scene, scene: Scene) -> None:
    """Refuse two frames of one name."""
    same_image = known.image is scene.image or np.array_equal(known.image, scene.image)
    if not same_image or known.group != scene.group:
        raise ValueError(
            f"two frames are called {scene.name!r}, but their {'drives' if same_image else 'images'} differ. "
            "Give each frame a name of its own: dataclasses.replace(scene, name=...)."
        )


def sides_of(run: SplitRun, frames: Sequence[Frame]) -> list[Side]:
    """The side of each frame in a run."""
    training, test = ({scene.name for scene in side} for side in (run.training, run.test))
    names = [frame.scene.name for frame in frames]
    return [Side(Side.TRAINING * (name in training) + Side.TEST * (name in test)) for name in names]


def paint_grid(frames: Sequence[Frame], thumbnails: np.ndarray, sides: Sequence[Side]) -> np.ndarray:
    """Every frame, small, above a bar that is solid for training and dashed for the test: (height, width, 3) uint8."""
    height, width = thumbnails.shape[1:3]
    high, wide = max(1, round(SMALL_WIDTH * height / width)), SMALL_WIDTH
    rows, columns = (1 + max(places) for places in zip(*((frame.row, frame.column) for frame in frames), strict=True))
    down, across = high + BAR_PX + GAP_PX, wide + GAP_PX
    painted = np.full((rows * down, columns * across, 3), rgb(GROUNDS["page"].light), dtype=np.uint8)
    for frame, thumbnail, side in zip(frames, thumbnails, sides, strict=True):
        cell = painted[frame.row * down :, frame.column * across :, :][:, :wide]
        image = shrunk(thumbnail, high, wide)
        cell[:high] = image if side else image // 3 + 170
        _paint_bar(cell[high : high + BAR_PX], side)
    return painted


def _paint_bar(bar: np.ndarray, side: Side) -> None:
    """Paint the bar of a side; of a frame on both sides, the left half stands for the training."""
    wide = bar.shape[1]
    if Side.TEST in side:
        stroke, gap = map(int, SCORES["validation"].dash.split())
        bar[:, np.arange(wide) % (stroke + gap) < stroke] = rgb(SCORES["validation"].light)
    if Side.TRAINING in side:
        bar[:, : wide // 2 if Side.TEST in side else None] = rgb(SCORES["training"].light)
