"""The street: its lanes and bends, and everything that stands or moves beside and on it."""

from dataclasses import dataclass, replace

import numpy as np

from tools.render_road.camera import SPEED_M_PER_FRAME

LANE_M = 3.4
POST_EVERY_M = 24.0


@dataclass(frozen=True)
class Thing:
    """Something beside or on the road.

    Args:
        right_m: how far right of the middle of the road it stands (left: below 0).
        ahead_m: how far ahead of the camera.
        height_m: how high it is.
        seed: of its looks.
    """

    right_m: float
    ahead_m: float
    height_m: float
    seed: int


class Tree(Thing):
    """A tree or a bush."""


class House(Thing):
    """A house; right_m is the wall that runs along the road."""


class Post(Thing):
    """A marker post at the edge of the road, or a sign."""


@dataclass(frozen=True)
class Vehicle(Thing):
    """A car, a van or a truck; ahead_m is its near end."""

    kind: str
    oncoming: bool


@dataclass(frozen=True)
class Person(Thing):
    """Someone who stands or walks; faces: -1 to the left, 1 to the right, 0 along the road."""

    faces: int


@dataclass(frozen=True)
class Street:
    """A road that goes on without end.

    Args:
        lanes: 2 or 3; with 2, the camera drives in the right one, with 3 in the middle one.
        middle_m: how far right of the camera the middle of the road is.
        bend: how the middle drifts to the right, in metres for each square metre ahead.
        verge_m: the width of the gravel beside the asphalt.
        crossing_m: how far ahead a zebra crossing begins, or None.
        sun_side: 1 where the sun stands to the right, -1 to the left.
    """

    lanes: int
    middle_m: float
    bend: float
    verge_m: float
    crossing_m: float | None
    sun_side: int

    @property
    def half_width_m(self) -> float:
        """Half the width of the asphalt."""
        return self.lanes * LANE_M / 2

    def middle_at(self, ahead_m: float | np.ndarray) -> float | np.ndarray:
        """How far right of the camera's line the middle of the road is at a distance."""
        return self.middle_m + self.bend * ahead_m * ahead_m

    def right_of_camera(self, thing: Thing) -> float:
        """How far right of the camera's line a thing stands."""
        return float(thing.right_m + self.middle_at(thing.ahead_m))


def draw_street(rng: np.random.Generator) -> Street:
    """A street by chance."""
    lanes = int(rng.integers(2, 4))
    return Street(
        lanes=lanes,
        middle_m=(-LANE_M / 2 if lanes == 2 else 0.0) + rng.uniform(-0.3, 0.3),
        bend=rng.uniform(-1, 1) * 0.0022,
        verge_m=rng.uniform(0.25, 0.6),
        crossing_m=float(rng.uniform(9, 30)) if rng.random() < 0.3 else None,
        sun_side=int(rng.choice([-1, 1])),
    )


def draw_surroundings(rng: np.random.Generator, street: Street) -> list[Thing]:
    """Trees, bushes, houses, posts and signs on both sides of the road."""
    things: list[Thing] = []
    edge = street.half_width_m + street.verge_m
    trees = rng.uniform(11, 22)
    for side in (-1, 1):
        houses = [
            House(side * (edge + rng.uniform(4.5, 12)), rng.uniform(14, 80), rng.uniform(4.5, 10), draw_seed(rng))
            for _ in range(int(rng.integers(0, 4)))
        ]
        things += _apart(houses)
        for _ in range(int(trees)):
            height = rng.uniform(3.5, 9.5)
            things.append(Tree(side * (edge + rng.uniform(2.5, 16)), rng.uniform(9, 170), height, draw_seed(rng)))
        for _ in range(int(rng.integers(0, 9))):
            height = rng.uniform(0.8, 1.7)
            things.append(Tree(side * (edge + rng.uniform(1.6, 6)), rng.uniform(8, 60), height, draw_seed(rng)))
        first = rng.uniform(6, 6 + POST_EVERY_M)
        things += [Post(side * (edge + 0.4), first + POST_EVERY_M * k, 1.0, draw_seed(rng)) for k in range(7)]
        if rng.random() < 0.5:
            things.append(Post(side * (edge + 0.9), rng.uniform(10, 45), 2.5, draw_seed(rng)))
    return things


def move(thing: Thing, frame: int) -> Thing:
    """Where a thing is after some frames, seen from the camera, which drives on."""
    rng = np.random.default_rng([thing.seed, 3])
    if isinstance(thing, Vehicle):
        speed = -SPEED_M_PER_FRAME - rng.uniform(0.4, 1.0) if thing.oncoming else rng.uniform(-0.25, 0.4)
        return replace(thing, ahead_m=thing.ahead_m + speed * frame)
    if isinstance(thing, Person):
        return replace(
            thing,
            right_m=thing.right_m + 0.1 * thing.faces * frame,
            ahead_m=thing.ahead_m - SPEED_M_PER_FRAME * frame,
        )
    return replace(thing, ahead_m=thing.ahead_m - SPEED_M_PER_FRAME * frame)


def draw_seed(rng: np.random.Generator) -> int:
    """A seed for one thing."""
    return int(rng.integers(1 << 30))


def _apart(houses: list[House]) -> list[House]:
    """Those houses of one side that do not stand within one before them."""
    kept: list[House] = []
    for house in houses:
        if all(abs(house.ahead_m - other.ahead_m) > 20 for other in kept):
            kept.append(house)
    return kept
