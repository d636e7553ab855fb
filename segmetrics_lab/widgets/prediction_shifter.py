"""The prediction shifter: move the truth itself, and see what the same slip costs small and large objects."""

from collections.abc import Iterable, Sequence
from math import hypot
from typing import Any

import numpy as np
from traitlets import Dict, Float, Int, List, TraitType, validate

from segmetrics_lab.labels import OTHERS, LabelMapError, Palette, check_label_map, whole_number
from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy
from segmetrics_lab.pictures import Picture, Scale, class_shares, describe_kinds, paint_kinds, pixel_kinds, score_text
from segmetrics_lab.widgets.goal_widget import GoalWidget
from segmetrics_lab.widgets.limits import check_not_black_and_white, check_palette, check_size
from segmetrics_lab.widgets.page_styles import classes_for_page, kinds_for_page
from segmetrics_lab.widgets.scores import Goal, scores_for_page
from segmetrics_lab.widgets.shifting import COSINES, movable_classes, shifted
from segmetrics_lab.widgets.traits import ArrayTrait, counted_matrix, given_array
from segmetrics_lab.widgets.words import counted

STILL_PX = 480
MOST_GROW = 20
FULL_TURN = 180


class PredictionShifter(GoalWidget):
    """Slide, grow and rotate a prediction that starts as the truth itself, and see the scores along the way.

    All objects are moved alike. First they grow: a background pixel takes the class of the nearest object pixel if
    this is at most `grow` pixels away (the lowest index of equally near ones). Or they shrink: an object pixel stays
    if every pixel of another class, ignored pixels included, is more than `-grow` pixels away. Then each class turns
    about its own center (the mean place of its pixels), and all slide. Turned and slid pixels are taken from the
    nearest place before the movement. Beyond the picture all is background, so that an object cut off by the edge
    shrinks from there too, and nothing slides in.

    Args:
        truth: (height, width) class indices, 255 where a pixel is not scored, and never part of an object.
        palette: names and colours of 2 to 16 classes, one of them the background.
        goals: what to reach, each as Goal("IoU of small", "<", 0.5) or as a plain tuple of these three.
        scores: names of the scores shown; by default pixel accuracy, mean IoU, and the IoU of every class but
            the background.

    Attributes:
        offset: (right, down) in pixels, each at most the width or height of the picture; set it, and the page follows.
        grow: pixels, negative to shrink; at most 20, and at most a quarter of the shorter side of the picture.
        angle: degrees clockwise, -180 to 180.
        most_grow: the largest `grow` of this picture.
        prediction: (height, width) uint8, read-only: it follows from offset, grow and angle.
        matrix: (K, K) int64, matrix[truth, prediction], read-only as well.
        goals_met: one bool for each goal.

    Raises:
        LabelMapError: the truth is not a label map, or holds no object; the palette does not fit, or has no background.
        ValueError: there are more than two million pixels, there is no such goal or score, or offset, grow or
            angle is out of range.

    >>> truth = np.array([[0, 1, 1, 0, 0, 0]])
    >>> shifter = PredictionShifter(truth, palette=Palette(["table", "cup"]), goals=[("IoU of cup", "<", 0.5)])
    >>> shifter.offset = (1, 0)
    >>> shifter.prediction
    array([[0, 0, 1, 1, 0, 0]], dtype=uint8)
    >>> shifter.matrix.tolist(), shifter.goals_met
    ([[3, 1], [1, 1]], (True,))
    """

    _module = "prediction_shifter"

    kinds = List(kinds_for_page(), read_only=True).tag(sync=True)
    classes = Dict(read_only=True).tag(sync=True)
    dashes = List([style.dash for style in OTHERS], read_only=True).tag(sync=True)
    cosines = List(Float(), list(COSINES), read_only=True).tag(sync=True)
    movable: List[Any] = List(read_only=True).tag(sync=True)
    most_grow = Int(0, read_only=True).tag(sync=True)
    truth = given_array()
    offset: TraitType = TraitType((0, 0)).tag(sync=True, echo_update=False)
    grow: TraitType = TraitType(0).tag(sync=True, echo_update=False)
    angle: TraitType = TraitType(0).tag(sync=True, echo_update=False)
    prediction = ArrayTrait(follows_from="truth, offset, grow and angle")
    page_scores: List[Any] = List(read_only=True).tag(sync=True)
    matrix = counted_matrix("truth, offset, grow and angle")

    def __init__(
        self,
        truth: np.ndarray,
        *,
        palette: Palette,
        goals: Iterable[Goal | tuple[str, str, float]] = (),
        scores: Sequence[str] | None = None,
    ) -> None:
        self.palette = check_palette(palette)
        self._background = _checked_background(palette)
        truth = check_label_map(truth, name="truth")
        check_size(truth.shape)
        check_not_black_and_white(truth)
        confusion_matrix(truth, np.zeros_like(truth), palette.num_classes)  # refuses what is not a class index
        self._take_goals(goals, palette.names)
        page_scores = scores_for_page(scores, palette)
        self.words = "Prediction shifter: move the prediction, and see what the slip costs"
        self.set_trait("truth", truth.astype(np.uint8))
        self.set_trait("classes", classes_for_page(palette))
        self.set_trait("page_scores", page_scores)
        self.set_trait("most_grow", max(1, min(MOST_GROW, min(truth.shape) // 4)))
        self._movable = movable_classes(self.truth, palette.num_classes, self._background, self.most_grow)
        if not self._movable:
            raise LabelMapError(
                f"truth holds no pixel of an object, only {palette.names[self._background]} or ignored ones, so that "
                "there is nothing to move. Pass a truth with at least one object."
            )
        self.set_trait("movable", [movable.to_page() for movable in self._movable])
        self._begin("offset", "grow", "angle", count=self._count)

    @validate("offset")
    def _check_offset(self, proposal: dict[str, Any]) -> tuple[int, int]:
        """Pixels to the right and down, not farther than the picture is wide and high."""
        height, width = self.truth.shape
        given = proposal["value"]
        pair: Any = given.tolist() if isinstance(given, np.ndarray) else given
        fits = isinstance(pair, Sequence) and len(pair) == 2 and all(map(_is_whole, pair))
        fits = fits and abs(pair[0]) <= width and abs(pair[1]) <= height
        if not fits:
            raise ValueError(
                f"offset is {given!r}, but it must be two whole numbers of pixels, (right, down): "
                f"right {-width} to {width} and down {-height} to {height}, negative to the left and upwards."
            )
        return int(pair[0]), int(pair[1])

    @validate("grow")
    def _check_grow(self, proposal: dict[str, Any]) -> int:
        """Pixels by which every outline moves outwards."""
        hint = "pixels, above 0 objects grow, below 0 they shrink"
        return whole_number(proposal["value"], "grow", least=-self.most_grow, most=self.most_grow, hint=hint)

    @validate("angle")
    def _check_angle(self, proposal: dict[str, Any]) -> int:
        """Degrees of the turn."""
        hint = "degrees, above 0 objects turn clockwise, below 0 the other way"
        return whole_number(proposal["value"], "angle", least=-FULL_TURN, most=FULL_TURN, hint=hint)

    def _count(self, _: Any = None) -> None:
        """Move the classes, and count the matrix."""
        movement = {"offset": self.offset, "grow": self.grow, "angle": self.angle}
        prediction = shifted(self._movable, self.truth.shape, self._background, **movement)
        self.set_trait("prediction", prediction)
        self.set_trait("matrix", confusion_matrix(self.truth, prediction, self.palette.num_classes))

    def still(self) -> Picture:
        """Where the prediction is wrong, in the place it was moved to."""
        kinds = pixel_kinds(self.truth, self.prediction, self.palette)
        factor = max(1, STILL_PX // max(kinds.shape))
        names = [(movable.class_index, self.palette.names[movable.class_index]) for movable in self._movable]
        ious = iou_per_class(self.matrix)
        scores = ", ".join(f"IoU of {name} {score_text(ious[class_index])}" for class_index, name in names)
        return Picture(
            paint_kinds(Scale(factor).enlarge(kinds)),
            f"The truth ({class_shares(self.truth, self.palette)}) as its own prediction, "
            f"{_words_of(self.offset, self.grow, self.angle)}: {describe_kinds(kinds)}. "
            f"Pixel accuracy {score_text(pixel_accuracy(self.matrix))}, {scores}",
            width_px=min(STILL_PX, factor * kinds.shape[1]),
        )


def _is_whole(number: Any) -> bool:
    """Is this a whole number?"""
    return isinstance(number, int | np.integer) and not isinstance(number, bool)


def _checked_background(palette: Palette) -> int:
    """The index of the background, which comes in where the objects were."""
    if palette.background is None:
        raise LabelMapError(
            "the palette has no background, so that nothing could lie where an object has moved away. Pass one with a "
            f"background, for instance Palette([{', '.join(map(repr, palette.names))}], background=0)."
        )
    return palette.background


def _words_of(offset: tuple[int, int], grow: int, angle: int) -> str:
    """How the prediction is moved, in words: the same as in the page.

    >>> _words_of((3, -2), -1, 15)
    'slid 3 right and 2 up (3.6 pixels), shrunk by 1 pixel, rotated by 15 degrees clockwise'
    """
    right, down = offset
    across = f"{abs(right)} {'right' if right > 0 else 'left'}" if right else ""
    along = f"{abs(down)} {'down' if down > 0 else 'up'}" if down else ""
    ways = " and ".join(filter(None, (across, along)))
    parts = [f"slid {ways} ({hypot(right, down):.1f} pixels)"] if right or down else []
    if grow:
        parts.append(f"{'grown' if grow > 0 else 'shrunk'} by {counted(abs(grow), 'pixel')}")
    if angle:
        side = "clockwise" if angle > 0 else "counterclockwise"
        parts.append(f"rotated by {counted(abs(angle), 'degree')} {side}")
    return ", ".join(parts) or "not moved"
