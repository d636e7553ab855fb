"""People: legs in stride, a jacket with arms, a head with hair, sometimes a bag."""

from collections.abc import Callable

import numpy as np

from tools.render_road.classes import PERSON
from tools.render_road.stage import CIRCLE, Stage, disc_on_ground
from tools.render_road.street import Person

Corners = list[tuple[float, float]]
Part = Callable[..., None]

NEAREST_M = 3.0
JACKETS = np.array(
    [
        (0.55, 0.12, 0.12),
        (0.12, 0.20, 0.42),
        (0.62, 0.58, 0.50),
        (0.14, 0.14, 0.15),
        (0.70, 0.52, 0.14),
        (0.22, 0.36, 0.26),
    ]
)
TROUSERS = np.array([(0.10, 0.12, 0.20), (0.08, 0.08, 0.09), (0.30, 0.26, 0.20), (0.20, 0.24, 0.34)])
SKINS = np.array([(0.80, 0.62, 0.52), (0.62, 0.45, 0.36), (0.42, 0.29, 0.22), (0.28, 0.19, 0.15)])
HAIRS = np.array([(0.10, 0.07, 0.05), (0.28, 0.18, 0.10), (0.55, 0.45, 0.28), (0.45, 0.45, 0.45)])


def paint_person(stage: Stage, person: Person, frame: int) -> None:
    """Paint a person and their shadow. Lengths are shares of the person's height."""
    if person.ahead_m < NEAREST_M:
        return
    rng = np.random.default_rng([person.seed, 1])
    _paint_shadow(stage, person)
    foot = stage.camera.project([(stage.street.right_of_camera(person), 0, person.ahead_m)])[0]
    height = person.height_m * stage.camera.scale_at(person.ahead_m)

    def part(corners: Corners, color: np.ndarray, lower: np.ndarray | None = None) -> None:
        places = np.array(corners) * [height, -height] + foot
        stage.canvas.fill(places, color, PERSON, person.ahead_m, lower_color=lower)

    _Figure(part, person, stage.lit, _stride(person, frame, rng), rng).paint()


def _paint_shadow(stage: Stage, person: Person) -> None:
    """A long shadow away from the sun, dark at the feet."""
    right = stage.street.right_of_camera(person)
    feet = disc_on_ground(right, person.ahead_m, 0.22)
    head = disc_on_ground(right + stage.away_from_sun_m * person.height_m, person.ahead_m, 0.16)
    stage.shade(np.concatenate([feet, head]), stage.light.shadow)
    stage.shade(feet, 0.5 + 0.3 * stage.light.shadow)


class _Figure:
    """The parts of one person, each painted over those behind it."""

    def __init__(self, part: Part, person: Person, lit: np.ndarray, stride: float, rng: np.random.Generator) -> None:
        self.part, self.faces, self.stride = part, person.faces, stride
        self.sideways = 0.72 if person.faces else 1.0
        self.jacket, self.trousers, self.skin, self.hair = (
            colors[rng.integers(len(colors))] * lit * rng.uniform(0.85, 1.15)
            for colors in (JACKETS, TROUSERS, SKINS, HAIRS)
        )
        self.shoes = TROUSERS[1] * lit
        self.has_bag, self.looks_away = rng.random() < 0.35, rng.random() < 0.5

    def paint(self) -> None:
        """All parts."""
        for side, tone in ((-1, 0.75), (1, 1.0)):
            self._leg(side, self.trousers * tone)
        if self.has_bag:
            self.part(_box(-self.faces * 0.11, 0.68, 0.09, 0.13), self.jacket * 0.45 + 0.05)
        self._arm(-1, self.jacket * 0.72)
        self._trunk()
        self._arm(1, self.jacket * 0.9)
        self._head()

    def _leg(self, side: int, color: np.ndarray) -> None:
        """A leg and its shoe; the foot behind is lifted."""
        hip, heel = side * 0.045 * self.sideways, side * (0.04 * self.sideways + self.stride)
        lift, toe = max(0.0, side * self.stride) * 0.25, 0.045 * self.faces
        thigh, ankle = [(hip - 0.055, 0.5), (hip + 0.055, 0.5)], lift + 0.03
        self.part([*thigh, (heel + 0.034, ankle), (heel - 0.034, ankle)], color)
        sole = [(heel - 0.04 + min(toe, 0), lift), (heel + 0.04 + max(toe, 0), lift)]
        self.part([*sole, (heel, lift + 0.045)], self.shoes)

    def _trunk(self) -> None:
        """Shoulders to hips."""
        outline = [(0.07, 0.835), (0.115 * self.sideways, 0.8), (0.1 * self.sideways, 0.46)]
        self.part(outline + [(-x, up) for x, up in outline], self.jacket * 1.1, self.jacket * 0.85)

    def _arm(self, side: int, sleeve: np.ndarray) -> None:
        """An arm that swings against the leg of its side, with a hand."""
        shoulder, hand = side * 0.115 * self.sideways, side * (0.14 * self.sideways - self.stride * 0.8)
        outline = [(shoulder - 0.03, 0.81), (shoulder + 0.03, 0.81), (hand + 0.024, 0.47), (hand - 0.024, 0.47)]
        self.part(outline, sleeve)
        self.part(_disc(hand, 0.455, 0.022, 0.026), self.skin)

    def _head(self) -> None:
        """Neck, face and hair."""
        self.part(_box(0, 0.845, 0.026, 0.03), self.skin * 0.85)
        self.part(_disc(0.006 * self.faces, 0.918, 0.052, 0.068), self.skin, self.skin * 0.85)
        if self.faces == 0 and self.looks_away:
            self.part(_disc(0, 0.93, 0.056, 0.062), self.hair)
        else:
            self.part(_disc(-0.014 * self.faces, 0.958, 0.056, 0.042), self.hair)


def _stride(person: Person, frame: int, rng: np.random.Generator) -> float:
    """How far the feet are apart: it swings while someone walks."""
    phase = (rng.random() + 0.17 * frame) % 1
    swing = abs(2 * phase - 1) * 2 - 1
    return float((0.11 if person.faces else 0.03) * swing)


def _box(across: float, up: float, half_width: float, half_height: float) -> Corners:
    """Corners of a rectangle around a middle."""
    return [(across + x * half_width, up + y * half_height) for x in (-1, 1) for y in (-1, 1)]


def _disc(across: float, up: float, half_width: float, half_height: float) -> Corners:
    """Corners of an ellipse around a middle."""
    return [(across + x * half_width, up + y * half_height) for x, y in CIRCLE]
