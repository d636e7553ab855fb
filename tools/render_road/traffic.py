"""Traffic: vehicles in their lanes and people beside or on the road, none within another."""

from dataclasses import dataclass, replace

import numpy as np

from tools.render_road.camera import FOCAL_PER_WIDTH
from tools.render_road.shapes import SIZES_M
from tools.render_road.street import LANE_M, Person, Street, Thing, Vehicle, draw_seed

NEAREST_M = 4.5
FARTHEST_M = 60.0
SHARE_OF_VIEW = 0.45 / FOCAL_PER_WIDTH
TRIES = 40
VEHICLE_WEIGHT = 3.2
ODDS_OF_KINDS = (0.38, 0.32, 0.2, 0.1)


@dataclass(frozen=True)
class Traffic:
    """How many vehicles and people there should be, and how large.

    Args:
        vehicles: how many; fewer where they find no room.
        people: how many, likewise.
        share: of the pixels that all of them together should cover, or None for any distance.
    """

    vehicles: int
    people: int
    share: float | None

    def share_of(self, thing: Thing) -> float:
        """The part of the wanted share that a thing gets: a vehicle 3.2 times as much as a person."""
        weight = VEHICLE_WEIGHT if isinstance(thing, Vehicle) else 1.0
        return (self.share or 0) * weight / (VEHICLE_WEIGHT * self.vehicles + self.people)


def draw_traffic(
    rng: np.random.Generator, street: Street, size: tuple[int, int], traffic: Traffic
) -> list[Vehicle | Person]:
    """Vehicles in their lanes and people beside or on the road, none within another.

    Args:
        rng: where chance comes from.
        street: on which they are.
        size: height and width of the picture, in pixels.
        traffic: how many there should be.
    """
    placed: list[Vehicle | Person] = []
    for number in range(traffic.vehicles + traffic.people):
        for _ in range(TRIES):
            drawn = _draw_vehicle(rng, street) if number < traffic.vehicles else _draw_person(rng, street)
            if traffic.share is not None:
                pixels = traffic.share_of(drawn) * size[0] * size[1]
                drawn = replace(drawn, ahead_m=_distance_for(drawn, pixels, size[1], rng))
            if _is_in_view(drawn, street) and not any(_collide(drawn, other) for other in placed):
                placed.append(drawn)
                break
    return placed


def _distance(rng: np.random.Generator) -> float:
    """A distance by chance, near ones as likely as far ones on the picture's scale."""
    nearest, farthest = np.log(6.0), np.log(FARTHEST_M)
    return float(np.round(np.exp(rng.uniform(nearest, farthest)), 3))


def _draw_vehicle(rng: np.random.Generator, street: Street) -> Vehicle:
    """A vehicle in one of the lanes."""
    lane = int(rng.integers(street.lanes))
    kind = str(rng.choice(list(SIZES_M), p=ODDS_OF_KINDS))
    right = -street.half_width_m + LANE_M * (lane + 0.5) + rng.uniform(-0.25, 0.25)
    return Vehicle(right, _distance(rng), SIZES_M[kind][1], draw_seed(rng), kind=kind, oncoming=lane == 0)


def _draw_person(rng: np.random.Generator, street: Street) -> Person:
    """A person on the verge, sometimes a child, sometimes on the road."""
    height = rng.uniform(1.5, 1.9) if rng.random() < 0.85 else rng.uniform(1.05, 1.35)
    if rng.random() < 0.65:
        right = int(rng.choice([-1, 1])) * (street.half_width_m + street.verge_m + rng.uniform(0.2, 1.6))
    else:
        right = rng.uniform(-street.half_width_m, street.half_width_m)
    ahead = _distance(rng)
    if street.crossing_m is not None and rng.random() < 0.4:
        ahead = street.crossing_m + rng.uniform(0.5, 3)
    return Person(right, ahead, height, draw_seed(rng), faces=int(rng.integers(-1, 2)))


def _distance_for(thing: Vehicle | Person, pixels: float, width_px: int, rng: np.random.Generator) -> float:
    """At which distance a thing covers about so many pixels."""
    area = _area_m2(thing) * (FOCAL_PER_WIDTH * width_px) ** 2
    return float(np.round(max(np.sqrt(area / max(pixels, 1)) * rng.uniform(0.85, 1.2), NEAREST_M), 3))


def _area_m2(thing: Vehicle | Person) -> float:
    """How much of the picture a thing covers at one metre's distance, in square metres."""
    if isinstance(thing, Person):
        return 0.15 * thing.height_m**2
    width, height, length = SIZES_M[thing.kind]
    return 0.68 * width * height + 0.055 * length * height


def _is_in_view(thing: Thing, street: Street) -> bool:
    """Whether the camera sees the middle of a thing."""
    return abs(street.right_of_camera(thing)) < SHARE_OF_VIEW * thing.ahead_m


def _collide(one: Vehicle | Person, other: Vehicle | Person) -> bool:
    """Whether two things would stand within each other, or so close that nobody would."""
    room_right = (_width_m(one) + _width_m(other)) / 2 + 0.35
    behind, before = (one, other) if one.ahead_m < other.ahead_m else (other, one)
    room_ahead = _length_m(behind) + (4.0 if isinstance(one, Vehicle) and isinstance(other, Vehicle) else 0.8)
    return abs(one.right_m - other.right_m) < room_right and before.ahead_m - behind.ahead_m < room_ahead


def _width_m(thing: Vehicle | Person) -> float:
    """How wide a thing is."""
    return SIZES_M[thing.kind][0] if isinstance(thing, Vehicle) else 0.6


def _length_m(thing: Vehicle | Person) -> float:
    """How long a thing is, along the road."""
    return SIZES_M[thing.kind][2] if isinstance(thing, Vehicle) else 0.6
