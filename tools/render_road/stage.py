"""The stage: all that every painter needs."""

from dataclasses import dataclass

import numpy as np

from tools.render_road.camera import Camera
from tools.render_road.canvas import Canvas
from tools.render_road.light import Light
from tools.render_road.street import Street

Places = list[tuple[float, float, float]] | np.ndarray
"""Metres right of the camera's line, up, and ahead."""


@dataclass(frozen=True)
class Stage:
    """A canvas, the camera that looks on, the light, and the street that it shows."""

    canvas: Canvas
    camera: Camera
    light: Light
    street: Street

    @property
    def lit(self) -> np.ndarray:
        """The light that falls on things, (3,): their colour times this is what the camera sees."""
        return np.array(self.light.sun) * self.light.brightness

    @property
    def away_from_sun_m(self) -> float:
        """How far to the right the shadow of a thing one metre high reaches (left: below 0)."""
        return -self.street.sun_side * self.light.shadow_length

    def fill(
        self,
        places: Places,
        color: np.ndarray,
        label: int,
        distance: float,
        *,
        lower_color: np.ndarray | None = None,
    ) -> None:
        """Paint the convex shape around places."""
        self.canvas.fill(self.camera.project(places), color, label, distance, lower_color=lower_color)

    def shade(self, places: Places, light_left: float) -> None:
        """Darken the ground around places."""
        self.canvas.shade(self.camera.project(places), light_left)


OCTAGON = np.array([(1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7)])


def disc_on_ground(right: float, ahead: float, radius: float) -> np.ndarray:
    """The corners of an octagon on the ground, none nearer than a metre."""
    corners = OCTAGON * radius
    return np.stack([right + corners[:, 0], np.zeros(8), np.maximum(ahead + corners[:, 1], 1.0)], axis=1)


CIRCLE = [(1.0, 0.0), (0.87, 0.5), (0.5, 0.87), (0.0, 1.0), (-0.5, 0.87), (-0.87, 0.5)]
CIRCLE += [(-x, -y) for x, y in CIRCLE]
"""Twelve corners of a circle of radius 1."""
