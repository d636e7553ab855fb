"""The ground: grass, gravel, asphalt and its markings, in perspective."""

from dataclasses import dataclass

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX
from tools.render_road.camera import HEIGHT_M, Camera
from tools.render_road.canvas import FARTHEST_M
from tools.render_road.classes import GRASS, MARKING, ROAD
from tools.render_road.light import Light
from tools.render_road.stage import Stage
from tools.render_road.street import LANE_M, Street
from tools.render_road.textures import Texture, level_for, noise_texture, photo_texture

LINE_HALF_M = 0.075
DASH_M, DASH_PERIOD_M = 4.0, 9.0
STRIPE_M, CROSSING_LENGTH_M = 0.5, 3.0
GRAVEL_COLOR = np.array([0.46, 0.43, 0.38])
DRY_GRASS = np.array([0.42, 0.38, 0.19])


@dataclass(frozen=True)
class Plane:
    """What each pixel below the horizon shows of the ground.

    Args:
        ahead: (rows, 1) metres from the camera.
        way: (rows, 1) metres from where the drive began.
        right: (rows, columns) metres right of the middle of the road.
        spread: (rows, 1) how many metres of ground a pixel shows.
        start: where on the textures this street lies, in metres along and across.
    """

    ahead: np.ndarray
    way: np.ndarray
    right: np.ndarray
    spread: np.ndarray
    start: np.ndarray

    def texture(self, texture: Texture, per_m: float) -> np.ndarray:
        """A texture laid on the ground, so many of its pixels to the metre."""
        level = level_for(self.spread * per_m * 0.8)
        return texture.at((self.way + self.start[0]) * per_m, (self.right + self.start[1]) * per_m, level)

    def noise(self, per_m: float) -> np.ndarray:
        """Noise on the ground that decides where something ends: the same on every platform."""
        return noise_texture().at((self.way + self.start[0]) * per_m, (self.right + self.start[1]) * per_m)


def paint_ground(stage: Stage, rng: np.random.Generator) -> None:
    """Paint everything below the horizon."""
    canvas, camera, street = stage.canvas, stage.camera, stage.street
    first_row = int(np.ceil(camera.horizon_px)) + 1
    plane = _plane(camera, street, canvas.labels.shape, first_row, rng.uniform(0, 500, 2))
    ragged = plane.noise(30) * 0.1
    on_road = np.abs(plane.right) < street.half_width_m + ragged
    on_verge = np.abs(plane.right) < street.half_width_m + street.verge_m + 2 * ragged
    marked = _markings(plane, street)
    labels = np.full(plane.right.shape, GRASS, np.uint8)
    labels[on_verge] = IGNORE_INDEX
    labels[on_road] = ROAD
    labels[marked] = MARKING
    colors = _grass(plane, rng)
    colors = np.where(on_verge[..., None], _gravel(plane), colors)
    colors = np.where(on_road[..., None], _asphalt(plane, street, rng), colors)
    colors = _with_paint(colors, marked, plane, rng)
    colors *= _tree_shade(plane, stage.light, rng)[..., None]
    canvas.colors[first_row:] = colors * stage.lit
    canvas.labels[first_row:] = labels
    canvas.distances[first_row:] = np.minimum(plane.ahead, FARTHEST_M)


def _plane(camera: Camera, street: Street, shape: tuple[int, ...], first_row: int, start: np.ndarray) -> Plane:
    """The ground as the camera sees it."""
    ahead = camera.depth_of_rows(np.arange(first_row, shape[0], dtype=np.float64))[:, None]
    columns = np.arange(shape[1], dtype=np.float64)[None]
    right = (columns - camera.center_px) * ahead / camera.focal_px - street.middle_at(ahead)
    across, along = ahead / camera.focal_px, ahead * ahead / (camera.focal_px * HEIGHT_M)
    return Plane(ahead=ahead, way=ahead + camera.way_m, right=right, spread=np.sqrt(across * along), start=start)


def _markings(plane: Plane, street: Street) -> np.ndarray:
    """Edge lines, dashed lines between the lanes, and the stripes of a zebra crossing."""
    right = plane.right
    marked = np.abs(np.abs(right) - (street.half_width_m - 0.28)) < LINE_HALF_M
    dashed = plane.way % DASH_PERIOD_M < DASH_M
    for lane in range(1, street.lanes):
        marked |= (np.abs(right - (lane * LANE_M - street.half_width_m)) < LINE_HALF_M) & dashed
    if street.crossing_m is not None:
        along = plane.way - street.crossing_m
        crossing = (along > 0) & (along < CROSSING_LENGTH_M) & (np.abs(right) < street.half_width_m - 0.2)
        near_it = (along > -1.0) & (along < CROSSING_LENGTH_M + 1.0) & (np.abs(right) < street.half_width_m - 0.5)
        marked = (marked & ~near_it) | (crossing & (right % (2 * STRIPE_M) < STRIPE_M))
    return marked


def _grass(plane: Plane, rng: np.random.Generator) -> np.ndarray:
    """Green grass with dry patches."""
    green = np.array([0.24, 0.35, 0.12]) * rng.uniform(0.8, 1.2, 3)
    patches = plane.texture(noise_texture(), 9)
    dry = np.clip(0.25 + 0.28 * patches + rng.uniform(-0.2, 0.25), 0, 0.9)[..., None]
    blades = plane.texture(photo_texture("grass"), 130)[..., None]
    return (green * (1 - dry) + DRY_GRASS * dry) * (1 + 0.42 * blades)


def _gravel(plane: Plane) -> np.ndarray:
    """The verge."""
    return GRAVEL_COLOR * (1 + 0.38 * plane.texture(photo_texture("gravel"), 130)[..., None])


def _asphalt(plane: Plane, street: Street, rng: np.random.Generator) -> np.ndarray:
    """Asphalt with the tracks of wheels, cracks and mended patches."""
    gray = rng.uniform(0.34, 0.50)
    tint = np.array([1, 0.99, 0.97]) if rng.random() < 0.5 else np.array([0.97, 0.99, 1.03])
    from_lane_middle = np.abs((plane.right + street.half_width_m) % LANE_M - LANE_M / 2)
    tracks = 0.06 * np.exp(-(((from_lane_middle - 0.8) / 0.3) ** 2)) - 0.02
    grain = 0.13 * gray * plane.texture(photo_texture("gravel"), 330)
    tone = gray + grain + tracks + 0.022 * plane.texture(noise_texture(), 14)
    cracks = (np.abs(plane.noise(22)) < 0.04) & (plane.noise(5) > 1.0)
    tone[cracks] *= 0.72
    for _ in range(int(rng.integers(1, 5))):
        ahead, right = rng.uniform(6, 45), rng.uniform(-street.half_width_m, street.half_width_m - 1.5)
        long, wide = rng.uniform(2, 7), rng.uniform(1, 2.4)
        along = (plane.way > ahead) & (plane.way < ahead + long)
        tone[along & (plane.right > right) & (plane.right < right + wide)] *= rng.uniform(0.72, 0.88)
    return tone[..., None] * tint


def _with_paint(colors: np.ndarray, marked: np.ndarray, plane: Plane, rng: np.random.Generator) -> np.ndarray:
    """The markings, worn here and there."""
    paint = np.array([0.93, 0.92, 0.86]) if rng.random() < 0.8 else np.array([0.90, 0.74, 0.22])
    wear = 0.85 + 0.22 * plane.texture(noise_texture(), 25)
    cover = np.clip(wear, 0.35, 1)[marked] * rng.uniform(0.75, 1)
    colors[marked] += cover[:, None] * (paint - colors[marked])
    return colors


def _tree_shade(plane: Plane, light: Light, rng: np.random.Generator) -> np.ndarray:
    """What is left of the light beneath trees that stand outside the picture."""
    patches = plane.texture(noise_texture(), 12)
    shaded = 1 / (1 + np.exp(-(patches - rng.uniform(0.6, 1.6)) * 7))
    return 1 - shaded * (1 - light.shadow)
