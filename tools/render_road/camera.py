"""The camera: where a place on the road appears in the picture."""

from dataclasses import dataclass

import numpy as np

HEIGHT_M = 1.5
FOCAL_PER_WIDTH = 0.95
SPEED_M_PER_FRAME = 1.2


@dataclass(frozen=True)
class Camera:
    """A pinhole camera that looks along the road, 1.5 m above it.

    Args:
        focal_px: a thing one metre wide at one metre's distance is so wide in the picture.
        center_px: the column towards which the camera drives.
        horizon_px: the row of the horizon.
        canvas_size: height and width of the canvas, in pixels.
        way_m: how far the camera has driven since the first frame.
    """

    focal_px: float
    center_px: float
    horizon_px: float
    canvas_size: tuple[int, int]
    way_m: float

    def project(self, places: list[tuple[float, float, float]] | np.ndarray) -> np.ndarray:
        """Where places appear: (n, 3) metres to the right, up and ahead become (n, 2) columns and rows."""
        right, up, ahead = np.asarray(places, dtype=np.float64).T
        scale = self.focal_px / ahead
        return np.stack([self.center_px + right * scale, self.horizon_px + (HEIGHT_M - up) * scale], axis=1)

    def scale_at(self, ahead: float) -> float:
        """How many pixels a metre has at this distance."""
        return self.focal_px / ahead

    def depth_of_rows(self, rows: np.ndarray) -> np.ndarray:
        """How far ahead the ground lies that a row below the horizon shows, in metres."""
        return self.focal_px * HEIGHT_M / (rows - self.horizon_px)
