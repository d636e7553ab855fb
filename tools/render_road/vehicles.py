"""Vehicles: a side profile drawn out to its width, seen from the rear, or from the front where it comes towards us."""

from itertools import pairwise

import numpy as np

from tools.render_road.classes import VEHICLE
from tools.render_road.shapes import SHAPES, SIZES_M, Points
from tools.render_road.stage import CIRCLE, Stage
from tools.render_road.street import Vehicle
from tools.render_road.traffic import NEAREST_M

PAINTS = np.array(
    [
        (0.75, 0.76, 0.78),
        (0.10, 0.11, 0.13),
        (0.55, 0.08, 0.08),
        (0.12, 0.22, 0.45),
        (0.88, 0.88, 0.86),
        (0.34, 0.36, 0.37),
        (0.20, 0.33, 0.22),
        (0.72, 0.55, 0.20),
    ]
)
TIRE, GLASS = np.array([0.06, 0.06, 0.065]), np.array([0.10, 0.115, 0.13])


def paint_vehicle(stage: Stage, vehicle: Vehicle) -> None:
    """Paint a vehicle and its shadow."""
    if vehicle.ahead_m < NEAREST_M:
        return
    _Body(stage, vehicle).paint()


class _Body:
    """What the steps of painting one vehicle share: places are (right of its middle, up, beyond its near end)."""

    def __init__(self, stage: Stage, vehicle: Vehicle) -> None:
        self.stage, self.light, self.vehicle, self.lit = stage, stage.light, vehicle, stage.lit
        rng = np.random.default_rng([vehicle.seed, 1])
        self.paint_color = PAINTS[rng.integers(len(PAINTS))] * self.lit
        width, _, self.length = SIZES_M[vehicle.kind]
        self.half = width / 2
        self.shape = SHAPES[vehicle.kind]
        self.right = stage.street.right_of_camera(vehicle)
        self.side = -1 if self.right > 0 else 1

    def paint(self) -> None:
        """All parts from far to near."""
        self._shadow()
        self._tires_below()
        for number, (one, other) in reversed(list(enumerate(self._pieces()))):
            self._piece(one, other, number)
        if abs(self.right) > self.half:
            self._side()
        if self.vehicle.oncoming:
            self._front()
        else:
            self._rear()

    def _project(self, places: list[tuple[float, float, float]]) -> np.ndarray:
        """Columns and rows of places of this vehicle."""
        return self.stage.camera.project(np.array(places) + np.array([self.right, 0, self.vehicle.ahead_m]))

    def _fill(
        self,
        places: list[tuple[float, float, float]],
        color: np.ndarray,
        lower: np.ndarray | None = None,
        opacity: float = 1.0,
    ) -> None:
        """Paint a part."""
        self.stage.canvas.fill(
            self._project(places), color, VEHICLE, self.vehicle.ahead_m, lower_color=lower, opacity=opacity
        )

    def _beyond(self, from_front: float) -> float:
        """How far beyond the near end a place of the profile is."""
        return from_front if self.vehicle.oncoming else self.length - from_front

    def _half_at(self, up: float) -> float:
        """Half the width at a height: narrower above the belt."""
        belt, top = self.shape.cabin[0][1], SIZES_M[self.vehicle.kind][1]
        share = min(max((up - belt) / (top - belt), 0), 1)
        return self.half * (1 - share * (1 - self.shape.narrowing))

    def _pieces(self) -> list[tuple[tuple[float, float], tuple[float, float]]]:
        """Neighbouring corners of the profile as (beyond, up), the nearest piece first."""
        corners = [(self._beyond(along), up) for along, up in self.shape.profile]
        pieces = list(pairwise(corners))
        return pieces if self.vehicle.oncoming else pieces[::-1]

    def _number_of(self, nearness: int) -> int:
        """Which piece of the profile is the nearest, second nearest, ..."""
        return nearness if self.vehicle.oncoming else len(self.shape.profile) - 2 - nearness

    def _piece(self, one: tuple[float, float], other: tuple[float, float], nearness: int) -> None:
        """A strip across the vehicle: bumper, hood, window, roof."""
        (low_beyond, low), (high_beyond, high) = sorted((one, other), key=lambda corner: corner[1])
        steep = (high - low) / (abs(high_beyond - low_beyond) + high - low + 1e-9)
        color = self.paint_color * (1.12 - 0.22 * steep)
        self._fill(self._strip((low_beyond, low), (high_beyond, high), 1.0), color * 1.06, color * 0.9)
        if self._number_of(nearness) in self.shape.glass:
            inner = self._strip(_between((low_beyond, low), (high_beyond, high), 0.1, 0.9), None, 0.88)
            self._fill(inner, self._reflection(), GLASS * self.lit)

    def _strip(self, low: tuple, high: tuple | None, width: float) -> list[tuple[float, float, float]]:
        """Four corners of a piece over a share of the width."""
        ends = low if high is None else (low, high)
        return [(s * self._half_at(up) * width, up, beyond) for s in (-1, 1) for beyond, up in ends]

    def _reflection(self) -> np.ndarray:
        """What the upper edge of a window shows of the sky."""
        return GLASS * 0.4 + 0.42 * np.array(self.light.sky_bottom) * self.light.brightness

    def _shadow(self) -> None:
        """Dark ground beneath, and a shadow away from the sun."""
        away = self.stage.away_from_sun_m * self.vehicle.height_m
        ground = [(s * self.half, 0.0, beyond) for s in (-1, 1) for beyond in (-0.05, self.length)]
        cast = [(s * self.half * 0.9 + away, 0.0, beyond) for s in (-1, 1) for beyond in (0.3, self.length)]
        self.stage.canvas.shade(self._project(ground + cast), self.light.shadow)
        self.stage.canvas.shade(
            self._project([(x * 1.04, 0.0, beyond) for x, _, beyond in ground]), 0.35 + 0.2 * self.light.shadow
        )

    def _tires_below(self) -> None:
        """The two tires that show under the near end."""
        for s in (-1, 1):
            outer, inner = s * (self.half - 0.04), s * (self.half - 0.26)
            tire = [(x, up, 0.35) for x in (outer, inner) for up in (0, self.shape.profile[0][1] + 0.15)]
            self._fill(tire, TIRE * self.lit)

    def _side(self) -> None:
        """The side that the camera sees: body, cabin, windows, wheels."""
        faces_sun = 1 if self.side == self.stage.street.sun_side else -1
        shade = 1 - self.light.contrast * (1 - faces_sun) / 2
        color = self.paint_color * (0.55 + 0.35 * shade)
        belt = self.shape.cabin[0][1]
        body = [(along, min(up, belt)) for along, up in self.shape.profile]
        self._fill(self._on_side(body), color * 1.05, color * 0.7)
        if self.vehicle.kind == "truck":
            self._fill(self._on_side([(1.8, 0.75), (1.8, 3.2), (7.6, 3.2), (7.6, 0.75)]), color * 1.1, color)
        self._fill(self._on_side(self.shape.cabin), color * 1.08, color)
        low_front, high_front, high_rear, low_rear = self.shape.cabin
        for begin, end in self.shape.pillars:
            lower = [_mix(low_front, low_rear, share) for share in (begin, end)]
            upper = [_mix(high_front, high_rear, share) for share in (begin, end)]
            pane = [_mix(a, b, share) for a, b in zip(lower, upper, strict=True) for share in (0.08, 0.84)]
            self._fill(self._on_side(pane), self._reflection() * 0.7, GLASS * self.lit)
        front, rear, radius = self.shape.wheels
        for axle in (front, rear):
            self._wheel(axle, radius)

    def _on_side(self, corners: Points, out: float = 1.0) -> list[tuple[float, float, float]]:
        """Corners of the profile on the visible side."""
        return [(self.side * self._half_at(up) * out, up, self._beyond(along)) for along, up in corners]

    def _wheel(self, axle: float, radius: float) -> None:
        """Arch, tire and rim."""
        for size, color in ((1.22, TIRE * 0.7), (1.0, TIRE), (0.6, np.array([0.42, 0.43, 0.45]))):
            circle = [(axle + x * radius * size, radius + y * radius * size) for x, y in CIRCLE]
            self._fill(self._on_side([(x, max(y, 0.0)) for x, y in circle], 1.005), color * self.lit)

    def _plate(self, across: tuple[float, float], up: tuple[float, float], color: np.ndarray) -> None:
        """A rectangle on the near end; across in shares of half the width."""
        corners = [(s * self.half, height, -0.01) for s in across for height in up]
        self._fill(corners, color)

    def _front(self) -> None:
        """Grille, bumper, number plate and headlights; they shine where lamps are on."""
        bottom, top = self.shape.profile[0][1], self.shape.profile[1][1] + 0.1
        self._plate((-0.98, 0.98), (bottom, bottom + 0.13), self.paint_color * 0.4)
        self._plate((-0.5, 0.5), (top - 0.2, top - 0.06), np.array([0.07, 0.07, 0.08]) * self.lit)
        self._plate((-0.28, 0.28), (bottom + 0.14, bottom + 0.25), np.array([0.85, 0.85, 0.8]) * self.lit)
        lamp = np.array([1.6, 1.55, 1.4]) if self.light.lamps_on else np.array([0.86, 0.87, 0.86]) * self.lit
        for s in (-1, 1):
            self._plate((s * 0.62, s * 0.93), (top - 0.19, top - 0.03), lamp)
            if self.light.lamps_on:
                self._glow(s * 0.78, top - 0.11, np.array([1.0, 0.95, 0.8]))

    def _rear(self) -> None:
        """Bumper, number plate and tail lights; they shine where lamps are on."""
        bottom, top = self.shape.profile[-1][1], self.shape.profile[-2][1] + 0.2
        self._plate((-0.98, 0.98), (bottom, bottom + 0.14), self.paint_color * 0.45)
        self._plate((-0.28, 0.28), (top - 0.32, top - 0.2), np.array([0.85, 0.85, 0.78]) * self.lit)
        lamp = np.array([0.95, 0.10, 0.08]) if self.light.lamps_on else np.array([0.60, 0.05, 0.05]) * self.lit
        for s in (-1, 1):
            self._plate((s * 0.72, s * 0.95), (top - 0.22, top + 0.02), lamp)
            if self.light.lamps_on:
                self._glow(s * 0.84, top - 0.1, np.array([0.9, 0.1, 0.08]))

    def _glow(self, across: float, up: float, color: np.ndarray) -> None:
        """The shine around a lamp; it changes colours, not classes."""
        for radius, opacity in ((0.32, 0.10), (0.2, 0.2)):
            disc = [(across * self.half + x * radius, up + y * radius, -0.02) for x, y in CIRCLE]
            self.stage.canvas.fill(self._project(disc), color, None, self.vehicle.ahead_m, opacity=opacity)


def _mix(one: tuple[float, float], other: tuple[float, float], share: float) -> tuple[float, float]:
    """A point on the way from one to the other."""
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def _between(
    low: tuple[float, float], high: tuple[float, float], begin: float, end: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The inner part of a piece."""
    return _mix(low, high, begin), _mix(low, high, end)
