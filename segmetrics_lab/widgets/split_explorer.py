"""The split explorer: draw the border between training and test elsewhere, and see what the scores make of it."""

from collections.abc import Iterable
from html import escape
from typing import Any

import numpy as np
from traitlets import List, TraitType, Tuple, validate

from segmetrics_lab.labels import check_name, whole_number
from segmetrics_lab.metrics import iou_per_class, mean_iou, pixel_accuracy
from segmetrics_lab.pictures import Picture, score_text
from segmetrics_lab.widgets.base import CourseWidget
from segmetrics_lab.widgets.frame_grid import frames_of, paint_grid, sides_of
from segmetrics_lab.widgets.limits import listed
from segmetrics_lab.widgets.nearest_frames import describe_neighbours, neighbours_of
from segmetrics_lab.widgets.split_run import SplitRun, check_one_palette
from segmetrics_lab.widgets.thumbnails import address_of, color_thumbnails, grey_distances
from segmetrics_lab.widgets.traits import counted_matrix
from segmetrics_lab.widgets.words import counted


class SplitExplorer(CourseWidget):
    """Frames split in several ways, the scores of a model for each, and how near the test is to the training.

    Drives are rows and their frames columns. A test frame that is selected is shown beside the training frame most like
    it: the one of the smallest mean absolute difference of grey thumbnails of 12 by 16 values.

    Args:
        runs: what was split, trained and judged; runs of one way to split are its draws, counted from 0.
        class_name: the class whose IoU is shown at first; by default the one whose IoU depends most on the way.

    Attributes:
        by: the way to split that is shown; set it, and the page follows.
        draw: which run of this way, 0 or more; a way with fewer draws goes back to 0.
        frame: name of the selected frame; "" stands for the first test frame, whatever the run.
        class_name: the class whose IoU is shown.
        matrix: (K, K) int64, matrix[truth, prediction], of the run that is shown; read-only.

    Raises:
        LabelMapError: there is no class of this name.
        ValueError: there are no runs, their palettes differ, two frames share a name, or there are more than 400.

    >>> from segmetrics_lab.scenes import load
    >>> coins = load("coins")
    >>> explorer = SplitExplorer([SplitRun("pixel", [coins], [coins], [[90, 2], [4, 4]])])
    >>> explorer.by, explorer.draw, explorer.matrix.tolist()
    ('pixel', 0, [[90, 2], [4, 4]])
    """

    _module = "split_explorer"

    names = Tuple(read_only=True).tag(sync=True)
    page_frames: List[Any] = List(read_only=True).tag(sync=True)
    page_runs: List[Any] = List(read_only=True).tag(sync=True)
    by: TraitType = TraitType("").tag(sync=True, echo_update=False)
    draw: TraitType = TraitType(0).tag(sync=True, echo_update=False)
    frame: TraitType = TraitType("").tag(sync=True, echo_update=False)
    class_name: TraitType = TraitType("").tag(sync=True, echo_update=False)
    matrix = counted_matrix("the run that is shown")

    def __init__(self, runs: Iterable[SplitRun], *, class_name: str | None = None) -> None:
        self._draws = _checked_draws(runs)
        every = [run for draws in self._draws.values() for run in draws]
        self._frames = frames_of(every)
        self._frame_names = {frame.scene.name for frame in self._frames}
        self.words = "Split explorer: what the model learned from, and what it is judged by"
        self.set_trait("names", list(every[0].palette.names))
        self._thumbnails = color_thumbnails([frame.scene.image for frame in self._frames])
        pairs = zip(self._frames, self._thumbnails, strict=True)
        self.set_trait("page_frames", [frame.to_page(address_of(image)) for frame, image in pairs])
        distances = grey_distances([frame.scene.image for frame in self._frames])
        self._neighbours = {run: neighbours_of(sides_of(run, self._frames), distances) for run in every}
        self.set_trait("page_runs", [self._run_for_page(run) for run in every])
        self.by = every[0].by
        self.class_name = _most_moved_class(self._draws) if class_name is None else class_name
        self._begin("by", "draw", "frame", "class_name", count=self._follow)

    def _run_for_page(self, run: SplitRun) -> dict[str, Any]:
        """What the page needs to show a run."""
        neighbours = self._neighbours[run]
        return {
            "by": run.by,
            "draw": self._draws[run.by].index(run),
            "matrix": run.matrix.tolist(),
            "training": len(run.training),
            "test": len(run.test),
            "sides": [int(side) for side in sides_of(run, self._frames)],
            "nearest": [-1 if near is None else near.nearest for near in neighbours],
            "words": ["" if near is None else near.words(self._frames) for near in neighbours],
            "summary": describe_neighbours(self._frames, neighbours),
        }

    @validate("by")
    def _check_by(self, proposal: dict[str, Any]) -> str:
        """Refuse a way to split that no run has."""
        return str(check_name(proposal["value"], list(self._draws), called="by"))

    @validate("draw")
    def _check_draw(self, proposal: dict[str, Any]) -> int:
        """Refuse what is not the number of a draw."""
        last = len(self._draws[self.by]) - 1
        return whole_number(proposal["value"], "draw", least=0, most=last, hint=f"the number of a draw by {self.by}")

    @validate("frame")
    def _check_frame(self, proposal: dict[str, Any]) -> str:
        """Refuse a frame that is in no run."""
        if proposal["value"] not in ["", *self._frame_names]:
            raise ValueError(
                f"frame is {proposal['value']!r}, but no frame is called so. The names go from "
                f"{self._frames[0].scene.name!r} to {self._frames[-1].scene.name!r}; '' selects the first test frame."
            )
        return str(proposal["value"])

    @validate("class_name")
    def _check_class_name(self, proposal: dict[str, Any]) -> str:
        """Refuse a class that does not exist."""
        palette = self._run.palette
        return palette.names[palette.index_of(proposal["value"])]

    def _follow(self, _: Any = None) -> None:
        """Show a run that exists, and its matrix."""
        if self.draw >= len(self._draws[self.by]):
            self.draw = 0
        self.set_trait("matrix", self._run.matrix)

    @property
    def _run(self) -> SplitRun:
        """The run that is shown."""
        return self._draws[self.by][self.draw]

    def still(self) -> Picture:
        """All frames: training frames above solid bars, test frames above dashed ones."""
        sides = sides_of(self._run, self._frames)
        painted = paint_grid(self._frames, self._thumbnails, sides)
        iou = iou_per_class(self.matrix)[self.names.index(self.class_name)]
        return Picture(
            painted,
            f"{counted(len(self._frames), 'frame')} of {counted(1 + self._frames[-1].row, 'drive')}, split by "
            f"{self.by}: {counted(len(self._run.training), 'training frame')} above solid bars, "
            f"{counted(len(self._run.test), 'test frame')} above "
            f"dashed ones. {describe_neighbours(self._frames, self._neighbours[self._run])} Pixel accuracy "
            f"{score_text(pixel_accuracy(self.matrix))}, mean IoU {score_text(mean_iou(self.matrix))}, "
            f"IoU of {self.class_name} {score_text(iou)}",
        )

    def _still_html(self) -> str:
        """The frames, with their words for everybody to read."""
        still = self.still()
        return f"<p>{escape(still.alt)}.</p>{still._repr_mimebundle_()['text/html']}"


def _checked_draws(runs: Iterable[SplitRun]) -> dict[str, list[SplitRun]]:
    """The runs of each way, in their order."""
    checked = listed(runs, "runs", "SplitRuns")
    if not checked or not all(isinstance(run, SplitRun) for run in checked):
        raise ValueError(
            "runs must be at least one SplitRun, for instance [SplitRun(by, training, test, "
            f"model.confusion_matrix(test)), ...], but it is {checked!r}."
        )
    check_one_palette([run.test[0] for run in checked])
    draws: dict[str, list[SplitRun]] = {}
    for run in checked:
        draws.setdefault(run.by, []).append(run)
    return draws


def _most_moved_class(draws: dict[str, list[SplitRun]]) -> str:
    """The class whose mean IoU over the draws differs most between the ways; classes without an IoU do not count."""
    palette = next(iter(draws.values()))[0].palette
    means = np.array([np.mean([iou_per_class(run.matrix) for run in runs], axis=0) for runs in draws.values()])
    spread = np.nan_to_num(means.max(axis=0) - means.min(axis=0), nan=-1.0)
    return palette.names[int(spread.argmax())]
