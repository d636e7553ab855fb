"""Enlarging: every pixel becomes a square of equal pixels, so that nothing is invented."""

from dataclasses import dataclass

import numpy as np

from segmetrics_lab.pictures.picture import Picture
from segmetrics_lab.pictures.regions import box_sums

SMALL_PX = 64
SHOWN_PX = 256


@dataclass(frozen=True)
class Scale:
    """How many shown pixels a pixel of a map gets on each side, and how many pixels of the image a shown one has."""

    zoom: float = 1
    sharpness: int = 1

    def enlarge(self, values: np.ndarray) -> np.ndarray:
        """The values in the pixels of the image; each stays what it is.

        >>> Scale(2).enlarge(np.array([[1, 2]]))
        array([[1, 1, 2, 2],
               [1, 1, 2, 2]])
        """
        sides = [max(1, round(side * self.zoom * self.sharpness)) for side in values.shape[:2]]
        rows, columns = (np.arange(side) * old // side for side, old in zip(sides, values.shape[:2], strict=True))
        return values[rows[:, np.newaxis], columns]

    def wide(self, mask: np.ndarray, least_px: float) -> np.ndarray:
        """The parts of a mask into which a square of this many shown pixels fits."""
        side = max(1, round(least_px / self.zoom))
        if min(mask.shape) < side:
            return np.zeros_like(mask)
        fits = box_sums(mask, side, side) == side * side
        return box_sums(np.pad(fits, side - 1), side, side) > 0

    def picture(self, drawn: np.ndarray, alt: str, *, is_drawn_on: bool = False) -> Picture:
        """What was drawn at this scale, shown in its size."""
        return Picture(drawn, alt, width_px=max(1, drawn.shape[1] // self.sharpness), is_drawn_on=is_drawn_on)


def factor_of_small(shape: tuple[int, ...]) -> int:
    """How many times a picture of this shape is enlarged: small ones until they are about 256 pixels long."""
    longest = max(shape[:2])
    return SHOWN_PX // longest if shape[1] < SMALL_PX and longest <= SHOWN_PX else 1
