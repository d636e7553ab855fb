"""Houses: two walls under a gable or a flat roof."""

from dataclasses import dataclass

import numpy as np

from tools.render_road.camera import HEIGHT_M
from tools.render_road.classes import BUILDING
from tools.render_road.facades import Facade, draw_facade, wall_colors
from tools.render_road.stage import Places, Stage
from tools.render_road.street import House

NEAREST_CORNER_M = 3.0
OVERHANG_M = 0.35
ROOF_COLORS = np.array([(0.42, 0.20, 0.15), (0.28, 0.27, 0.28), (0.36, 0.25, 0.20)])


@dataclass(frozen=True)
class Block:
    """Where a house stands: metres right of the camera's line, and ahead.

    Args:
        road_side: the wall that looks at the road.
        back: the wall behind it.
        near: the wall that faces the camera.
        far: the one behind that.
        height: up to the eaves.
    """

    road_side: float
    back: float
    near: float
    far: float
    height: float

    @property
    def wall_in_view(self) -> float | None:
        """The wall along the road that the camera sees; None where it stands before the house."""
        if self.road_side * self.back <= 0:
            return None
        return min(self.road_side, self.back, key=abs)


def paint_house(stage: Stage, house: House) -> None:
    """Paint the roof, the wall along the road and the wall that faces the camera."""
    rng = np.random.default_rng([house.seed, 1])
    length, depth, rise = rng.uniform(8, 18), rng.uniform(6, 11), rng.uniform(1.6, 3)
    facade = draw_facade(rng, stage.light, house.height_m)
    roof = ROOF_COLORS[rng.integers(len(ROOF_COLORS))] * stage.lit if rng.random() < 0.7 else None
    far = house.ahead_m + length
    if far <= NEAREST_CORNER_M:
        return
    road_side = stage.street.right_of_camera(house)
    back = road_side + np.sign(house.right_m) * depth
    block = Block(road_side, back, max(house.ahead_m, NEAREST_CORNER_M), far, house.height_m)
    if roof is not None:
        _paint_gable(stage, block, facade.wall, roof, rise)
    if block.wall_in_view is not None:
        _paint_wall_along(stage, block, facade, block.wall_in_view)
    _paint_wall_facing(stage, block, facade)


def _paint_wall_along(stage: Stage, block: Block, facade: Facade, right: float) -> None:
    """The wall in the plane at a distance to the right (or left) of the camera."""
    camera, contrast = stage.camera, stage.light.contrast
    box = _box(stage, [(right, up, ahead) for up in (0, block.height) for ahead in (block.near, block.far)])
    if box is None:
        return
    rows, columns = _grid(box)
    offset = columns + 0.5 - camera.center_px
    ahead = np.where(offset * right > 0, camera.focal_px * right / np.where(offset == 0, 1, offset), block.far)
    ahead = np.broadcast_to(ahead, (len(rows), ahead.shape[1]))
    up = HEIGHT_M - (rows + 0.5 - camera.horizon_px) * ahead / camera.focal_px
    inside = (ahead > block.near) & (ahead < block.far) & (up > -0.05) & (up < block.height)
    in_shade = np.sign(right) == stage.street.sun_side
    _paint(
        stage,
        box,
        inside,
        ahead,
        wall_colors(
            facade,
            ahead[inside] - block.near,
            up[inside],
            ahead[inside] / camera.focal_px,
            stage.lit * (1 - contrast if in_shade else 1),
        ),
    )


def _paint_wall_facing(stage: Stage, block: Block, facade: Facade) -> None:
    """The wall across the view, in the plane at a distance ahead."""
    camera, left, right = stage.camera, min(block.road_side, block.back), max(block.road_side, block.back)
    box = _box(stage, [(x, up, block.near) for up in (0, block.height) for x in (left, right)])
    if box is None:
        return
    rows, columns = _grid(box)
    spread = block.near / camera.focal_px
    across, up = np.broadcast_arrays(
        (columns + 0.5 - camera.center_px) * spread, HEIGHT_M - (rows + 0.5 - camera.horizon_px) * spread
    )
    inside = (across > left) & (across < right) & (up > -0.05) & (up < block.height)
    lit = stage.lit * (1 - stage.light.contrast * 0.35)
    colors = wall_colors(facade, across[inside] - left, up[inside], np.array(spread), lit)
    _paint(stage, box, inside, np.full(inside.shape, block.near), colors)


def _paint(stage: Stage, box: tuple[slice, slice], inside: np.ndarray, ahead: np.ndarray, colors: np.ndarray) -> None:
    """Write colour, class and distance of the pixels of a wall."""
    stage.canvas.colors[box][inside] = colors
    stage.canvas.labels[box][inside] = BUILDING
    stage.canvas.distances[box][inside] = ahead[inside]


def _paint_gable(stage: Stage, block: Block, wall: np.ndarray, roof: np.ndarray, rise: float) -> None:
    """A roof whose ridge runs along the road, its gable and a chimney."""
    side = np.sign(block.back - block.road_side)
    ridge, top = (block.road_side + block.back) / 2, block.height + rise
    over, far_over, eaves = block.road_side - side * OVERHANG_M, block.back + side * OVERHANG_M, block.height - 0.1
    chimney = block.near + 0.6 * (block.far - block.near)
    stack: Places = [(ridge + x, up, chimney) for x in (-0.35, 0.35) for up in (top - 0.8, top + 0.7)]
    stage.fill(stack, wall * roof.max() * 1.4, BUILDING, chimney)
    slope = [(x, up, ahead) for x, up in ((over, eaves), (ridge, top)) for ahead in (block.near, block.far)]
    stage.fill(slope, roof * 1.1, BUILDING, block.near, lower_color=roof * 0.85)
    gable = [(over, eaves, block.near), (far_over, eaves, block.near), (ridge, top, block.near)]
    stage.fill(gable, wall * roof.max() * 2.2, BUILDING, block.near)


def _box(stage: Stage, places: Places) -> tuple[slice, slice] | None:
    """The part of the canvas around some places."""
    rows, columns = stage.canvas.labels.shape
    corners = stage.camera.project(places)
    (left, top), (right, bottom) = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    top, bottom = max(0, int(top) - 1), min(rows, int(bottom) + 2)
    left, right = max(0, int(left) - 1), min(columns, int(right) + 2)
    return (slice(top, bottom), slice(left, right)) if bottom > top and right > left else None


def _grid(box: tuple[slice, slice]) -> tuple[np.ndarray, np.ndarray]:
    """Rows (n, 1) and columns (1, n) of a part of the canvas."""
    rows, columns = box
    return np.arange(rows.start, rows.stop)[:, None], np.arange(columns.start, columns.stop)[None]
