"""Callouts: names and a lens over a picture of errors, where they hide as little of it as they can."""

from collections.abc import Callable, Mapping

import numpy as np
from PIL import Image, ImageDraw

from segmetrics_lab.labels import GROUNDS, rgb
from segmetrics_lab.pictures.enlarging import Scale
from segmetrics_lab.pictures.painting import SPELT_FROM_PX, WHITE
from segmetrics_lab.pictures.pen import Pen, Point, font_of
from segmetrics_lab.pictures.regions import box_sums, innermost_point

Window = tuple[slice, slice]
INK = rgb(GROUNDS["text"].light)
NAME_PX, NAMES, NAMED_FROM_PX, NAMED_PANEL_PX, BOX_PX = 12, 3, 6, 200, 18
LENS_PX, SMALL_LENS_PX, SMALL_PANEL_PX = 160, 120, 300
LENS_ZOOM, SEEN_PX, LARGE_ZOOM = 8, 4, 3
MOST_HIDDEN = 0.05
"""Of the errors, by a lens in the picture."""

ERROR_WEIGHT, TAKEN_WEIGHT = 8, 100
"""How much worse it is to hide an error, or a name, than anything else that is drawn."""


def lens_window(wrong: np.ndarray, scale: Scale) -> Window | None:
    """The rows and columns with the densest errors, if at least half of all errors are too thin to be seen."""
    thin = wrong & ~scale.wide(wrong, SEEN_PX)
    if scale.zoom >= LARGE_ZOOM or not thin.any() or 2 * np.count_nonzero(thin) < np.count_nonzero(wrong):
        return None
    height, width = (min(side, _lens_px(wrong, scale) // LENS_ZOOM) for side in wrong.shape)
    sums = box_sums(thin, height, width)
    top, left = (int(place) for place in np.unravel_index(sums.argmax(), sums.shape))
    return np.s_[top : top + height, left : left + width]


def _lens_px(wrong: np.ndarray, scale: Scale) -> int:
    """How large the lens is shown."""
    return LENS_PX if wrong.shape[0] * scale.zoom >= SMALL_PANEL_PX else SMALL_LENS_PX


class Callouts:
    """Names and a lens, put one after the other where they hide the fewest errors, and not each other."""

    def __init__(self, painted: np.ndarray, wrong: np.ndarray, is_drawn: np.ndarray, scale: Scale) -> None:
        self.pen = Pen(painted, scale.sharpness)
        self.wrong, self.scale = wrong, scale
        self.errors = scale.enlarge(wrong)
        self.taken = ERROR_WEIGHT * self.errors + scale.enlarge(is_drawn)

    def add_lens(self, show: Callable[[Window, Scale], np.ndarray], *, may_stand_beside: bool) -> np.ndarray | None:
        """Put a lens on errors that are too thin; return it, to stand beside, where it would hide other errors.

        It shows a window of the map at another scale.
        """
        window = lens_window(self.wrong, self.scale)
        if window is None:
            return None
        lens = show(window, Scale(LENS_ZOOM, self.scale.sharpness))
        px, side = self.scale.zoom * self.scale.sharpness, _lens_px(self.wrong, self.scale) * self.scale.sharpness
        centre = tuple(px * (part.start + part.stop) / 2 for part in window)
        source = px * max(lens.shape[:2]) / (2 * LENS_ZOOM * self.scale.sharpness)
        place = self._free_place((side, side), centre, clear=side / 2 + source)
        has_room = place is not None and self.errors[place].sum() <= MOST_HIDDEN * self.errors.sum()
        if place is not None and has_room:
            middle = self._take(place)
            self.pen.line(centre, middle, ink=INK, ground=WHITE)
            disc = Image.new("1", (side, side))
            ImageDraw.Draw(disc).ellipse((0, 0, side - 1, side - 1), fill=1)
            self.pen.image.paste(Image.fromarray(lens), (place[1].start, place[0].start), disc)
            self.pen.ring(middle, side / 2, ink=INK)
        if has_room or may_stand_beside:
            self.pen.ring(centre, source, ink=INK)
        return lens if may_stand_beside and not has_room else None

    def add_names(self, regions: Mapping[str, np.ndarray]) -> None:
        """Name the regions with the most pixels in wide parts, in a picture that is large enough and has no letters."""
        if self.wrong.shape[1] * self.scale.zoom < NAMED_PANEL_PX or self.scale.zoom >= SPELT_FROM_PX / 2:
            return
        wide = {name: self.scale.wide(mask, NAMED_FROM_PX) for name, mask in regions.items()}
        areas = {name: int(np.count_nonzero(mask)) for name, mask in wide.items() if mask.any()}
        px, sharp = self.scale.zoom * self.scale.sharpness, self.scale.sharpness
        boxes = {}
        for name in sorted(areas, key=lambda name: -areas[name])[:NAMES]:
            row, column, _ = innermost_point(wide[name])
            point = (row + 0.5) * px, (column + 0.5) * px
            size = BOX_PX * sharp, round(font_of(NAME_PX * sharp).getlength(name)) + 10 * sharp
            place = self._free_place(size, point)
            if place is not None:
                boxes[name] = place[1].start, place[0].start, place[1].stop - 1, place[0].stop - 1
                self.pen.line(point, self._take(place), ink=INK, ground=WHITE)
        for name, (left, top, right, bottom) in boxes.items():
            self.pen.draw.rounded_rectangle((left, top, right, bottom), 4 * sharp, WHITE, INK, sharp)
            self.pen.write(name, ((top + bottom) / 2, (left + right) / 2), NAME_PX, ink=INK, ground=WHITE)

    def _free_place(self, size: tuple[int, int], near: Point, *, clear: float = 0) -> Window | None:
        """Where a box hides least, not too far from a point and clear of it; None without room."""
        if self.taken.shape[0] < size[0] or self.taken.shape[1] < size[1]:
            return None
        hidden = box_sums(self.taken, *size)
        rows, columns = np.ogrid[: hidden.shape[0], : hidden.shape[1]]
        distance = np.hypot(rows + size[0] / 2 - near[0], columns + size[1] / 2 - near[1])
        cost = hidden + distance + np.where(distance < clear, self.taken.size, 0)
        top, left = (int(place) for place in np.unravel_index(cost.argmin(), cost.shape))
        return np.s_[top : top + size[0], left : left + size[1]]

    def _take(self, place: Window) -> Point:
        """Keep a place from all that comes later; return its middle."""
        self.taken[place] += TAKEN_WEIGHT
        return (place[0].start + place[0].stop) / 2, (place[1].start + place[1].stop) / 2
