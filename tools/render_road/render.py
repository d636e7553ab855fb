"""Rendering: from a seed to a road scene."""

from operator import index

import numpy as np

from segmetrics_lab.scenes import Scene
from tools.render_road.camera import FOCAL_PER_WIDTH, SPEED_M_PER_FRAME, Camera
from tools.render_road.canvas import Canvas
from tools.render_road.classes import ROAD_PALETTE
from tools.render_road.develop import develop
from tools.render_road.ground import paint_ground
from tools.render_road.houses import paint_house
from tools.render_road.light import LIGHTS, Light
from tools.render_road.people import paint_person
from tools.render_road.posts import paint_post
from tools.render_road.sky import paint_hills, paint_sky
from tools.render_road.stage import Stage
from tools.render_road.street import (
    House,
    Person,
    Post,
    Thing,
    Tree,
    Vehicle,
    draw_street,
    draw_surroundings,
    move,
)
from tools.render_road.traffic import Traffic, draw_traffic
from tools.render_road.trees import paint_tree
from tools.render_road.vehicles import paint_vehicle

FINE_ROWS = 480
NEAREST_THING_M = 3.5
SIZE_RANGE_PX = (60, 1080)
MOST_OBJECTS = 8
LARGEST_FRACTION = 0.25
LAST_FRAME = 100
LAST_SEED = 2**32 - 1


def render_road(
    seed: int,
    *,
    size: tuple[int, int] = (240, 320),
    light: str = "noon",
    object_fraction: float | None = None,
    frame: int = 0,
    vehicles: int | None = None,
    people: int | None = None,
) -> Scene:
    """Render a road as a camera behind a windscreen sees it, with the exact class of every pixel.

    The classes are sky, trees, building, grass, road, marking, vehicle and person; gravel, posts and signs are
    ignored (255). The same arguments give the same label map on every platform; colours may differ in rounding.

    Args:
        seed: of the street and all that stands and drives there, 0 to 2**32 - 1.
        size: height and width in pixels, each 60 to 1080.
        light: "noon", "overcast", "dusk" or "fog".
        object_fraction: about which share of the pixels vehicles and people cover together, above 0 and at
            most 0.25; None puts them at any distance. What hides behind something is missing from it.
        frame: 0 for the first picture of a drive; the camera moves on 1.2 metres for each.
        vehicles: how many; None draws 1 to 4. Where they find no room, there are fewer.
        people: how many; None draws 0 to 2.

    Returns:
        A scene whose group is the drive: frames of one seed share it.

    Raises:
        ValueError: an argument is out of its range.

    >>> scene = render_road(7, size=(60, 80), light="dusk")
    >>> scene.group, scene.truth.shape, scene.palette.names[4]
    ('drive 7', (60, 80), 'road')
    """
    seed = _checked_count(seed, "seed", LAST_SEED)
    size = _checked_size(size)
    kind = _checked_light(light)
    frame = _checked_count(frame, "frame", LAST_FRAME)
    street_rng, traffic_rng, looks_rng = (np.random.default_rng([seed, stream]) for stream in (11, 12, 13))
    camera = _place_camera(street_rng, size, frame)
    street = draw_street(street_rng)
    things = draw_surroundings(street_rng, street)
    drawn_vehicles, drawn_people = int(traffic_rng.integers(1, 5)), int(traffic_rng.integers(0, 3))
    vehicles = drawn_vehicles if vehicles is None else _checked_count(vehicles, "vehicles", MOST_OBJECTS)
    people = drawn_people if people is None else _checked_count(people, "people", MOST_OBJECTS)
    share = _checked_fraction(object_fraction, vehicles + people)
    things += draw_traffic(traffic_rng, street, size, Traffic(vehicles, people, share))
    stage = Stage(Canvas.empty(*camera.canvas_size), camera, kind, street)
    _paint(stage, [move(thing, frame) for thing in things], frame, looks_rng)
    image, truth = develop(stage.canvas, kind, size, np.random.default_rng([seed, frame, 14]))
    return Scene(
        name=f"drive {seed}, frame {frame}",
        image=image,
        truth=truth,
        palette=ROAD_PALETTE,
        source="rendered by tools/render_road; not a photograph",
        licence="CC0-1.0",
        group=f"drive {seed}",
    )


def _place_camera(rng: np.random.Generator, size: tuple[int, int], frame: int) -> Camera:
    """A camera for the fine canvas, from which each pixel of the picture is averaged."""
    parts = _parts(size)
    return Camera(
        focal_px=size[1] * parts * FOCAL_PER_WIDTH,
        center_px=size[1] * parts * rng.uniform(0.44, 0.56),
        horizon_px=size[0] * parts * rng.uniform(0.38, 0.46),
        canvas_size=(size[0] * parts, size[1] * parts),
        way_m=frame * SPEED_M_PER_FRAME,
    )


def _parts(size: tuple[int, int]) -> int:
    """Into how many parts a pixel is divided along each side while painting."""
    return max(2, round(FINE_ROWS / size[0]))


def _paint(stage: Stage, things: list[Thing], frame: int, rng: np.random.Generator) -> None:
    """Everything, far things first."""
    paint_sky(stage, rng)
    paint_hills(stage, rng)
    paint_ground(stage, rng)
    for thing in sorted(things, key=lambda thing: -thing.ahead_m):
        is_near = thing.ahead_m < NEAREST_THING_M
        match thing:
            case House():
                paint_house(stage, thing)
            case _ if is_near:
                continue
            case Tree():
                paint_tree(stage, thing)
            case Post():
                paint_post(stage, thing)
            case Vehicle():
                paint_vehicle(stage, thing)
            case Person():
                paint_person(stage, thing, frame)


def _checked_count(value: int, name: str, most: int) -> int:
    """A whole number of 0 up to the most there may be."""
    try:
        number = index(value)
    except TypeError:
        number = -1
    if not 0 <= number <= most:
        raise ValueError(f"{name} is {value!r}, but it must be a whole number, 0 to {most}.")
    return number


def _checked_size(size: tuple[int, int]) -> tuple[int, int]:
    """Height and width in pixels."""
    low, high = SIZE_RANGE_PX
    try:
        height, width = (index(length) for length in size)
    except (TypeError, ValueError):
        height = width = 0
    if not (low <= height <= high and low <= width <= high):
        raise ValueError(
            f"size is {size!r}, but it must be (height, width) in pixels, each {low} to {high}. "
            "The shipped sets have (120, 160), the display scenes (240, 320)."
        )
    return height, width


def _checked_light(light: str) -> Light:
    """One of the four kinds of light."""
    if light not in LIGHTS:
        raise ValueError(f"there is no light {light!r}. The kinds of light are: {', '.join(LIGHTS)}.")
    return LIGHTS[light]


def _checked_fraction(fraction: float | None, objects: int) -> float | None:
    """A share that the objects can cover."""
    if fraction is None:
        return None
    if not isinstance(fraction, int | float) or not 0 < fraction <= LARGEST_FRACTION:
        raise ValueError(
            f"object_fraction is {fraction!r}, but it must be above 0 and at most {LARGEST_FRACTION}: "
            "0.02 makes vehicles and people cover about 2 % of the pixels. Pass None for any distance."
        )
    if objects == 0:
        raise ValueError("object_fraction asks for objects, but vehicles and people are both 0. Ask for at least one.")
    return float(fraction)
