"""Trees and bushes: crowns of several round clumps, ragged at the edge, lit from the side of the sun."""

import numpy as np

from tools.render_road.canvas import Canvas
from tools.render_road.classes import TREES
from tools.render_road.stage import Stage, disc_on_ground
from tools.render_road.street import Tree
from tools.render_road.textures import noise_texture, photo_texture

BUSH_BELOW_M = 2.0
TRUNK_COLOR = np.array([0.20, 0.15, 0.11])


def paint_tree(stage: Stage, tree: Tree) -> None:
    """Paint a broad tree, a conifer or a bush, and its shadow."""
    canvas, camera = stage.canvas, stage.camera
    rng = np.random.default_rng([tree.seed, 1])
    foot = camera.project([(stage.street.right_of_camera(tree), 0, tree.ahead_m)])[0]
    height = tree.height_m * camera.scale_at(tree.ahead_m)
    is_bush = tree.height_m < BUSH_BELOW_M
    is_conifer = not is_bush and rng.random() < 0.28
    half_width = height * (rng.uniform(0.55, 0.9) if is_bush else rng.uniform(0.22, 0.3 if is_conifer else 0.48))
    _paint_shadow(stage, tree, half_width / camera.scale_at(tree.ahead_m))
    if not is_bush:
        _paint_trunk(canvas, foot, height, tree.ahead_m, TRUNK_COLOR * stage.lit)
    box = _box(canvas, foot, half_width, height)
    if box is None:
        return
    rows, columns = np.mgrid[box]
    across, up = (columns - foot[0]) / half_width, (foot[1] - rows) / height
    coarse = noise_texture().at(up * 150 + rng.integers(400), across * 70 + rng.integers(400))
    fine = noise_texture().at(up * 600 + rng.integers(400), across * 280 + rng.integers(400))
    shape = _conifer(across, up) if is_conifer else _clumps(across, up, is_bush, rng, stage.street.sun_side)
    crown = shape[0] + 0.2 * coarse + 0.3 * fine < 1
    green = np.array([0.15, 0.25, 0.09]) * rng.uniform(0.75, 1.35) * rng.uniform(0.8, 1.2, 3)
    blades = photo_texture("grass").at(up * 500 + 99, across * 230 + 7)
    sunward = shape[1] * (0.45 + stage.light.contrast) + 0.16 * coarse + 0.2 * fine
    tone = np.clip((0.95 + sunward) * (1 + 0.38 * blades), 0.15, 2.2)
    part = canvas.colors[box]
    part[crown] = (tone[crown][:, None] * green * stage.lit).astype(np.float32)
    canvas.labels[box][crown] = TREES
    canvas.distances[box][crown] = tree.ahead_m


def _box(canvas: Canvas, foot: np.ndarray, half_width: float, height: float) -> tuple[slice, slice] | None:
    """The part of the canvas that the crown can reach."""
    rows, columns = canvas.labels.shape
    top, bottom = max(0, int(foot[1] - height * 1.12)), min(rows, int(foot[1]) + 1)
    left, right = max(0, int(foot[0] - half_width * 1.3)), min(columns, int(foot[0] + half_width * 1.3) + 1)
    return (slice(top, bottom), slice(left, right)) if bottom - top > 1 and right - left > 1 else None


def _clumps(
    across: np.ndarray, up: np.ndarray, is_bush: bool, rng: np.random.Generator, sun_side: int
) -> tuple[np.ndarray, np.ndarray]:
    """How far out of the nearest clump each pixel lies (1: its edge), and how much that place faces the sun."""
    outside = np.full(across.shape, 9.0)
    sunward = np.zeros(across.shape)
    low, high, most = (0.15, 0.6, 0.45) if is_bush else (0.42, 0.84, 0.5)
    for _ in range(5 if is_bush else 8):
        middle, level, radius = rng.uniform(-0.5, 0.5), rng.uniform(low, high), rng.uniform(0.26, most)
        right, above = (across - middle) / radius, (up - level) * (1.3 if is_bush else 1.8) / radius
        distance = right * right + above * above
        nearest = distance < outside
        outside = np.where(nearest, distance, outside)
        sunward = np.where(nearest, 0.55 * above + 0.4 * sun_side * right, sunward)
    return outside + (9 * (up < 0) if is_bush else 0), sunward


def _conifer(across: np.ndarray, up: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A cone whose branches hang in tiers."""
    tiers = 0.82 + 0.3 * (up * 9 % 1)
    outside = np.abs(across) * 1.25 / (np.clip(1.06 - up, 0, 1) * tiers + 0.02) + 9 * (up < 0.1)
    return outside, 0.3 - 0.9 * (up * 9 % 1) * 0.6 - 0.2 * np.abs(across)


def _paint_trunk(canvas: Canvas, foot: np.ndarray, height: float, distance: float, color: np.ndarray) -> None:
    """A trunk that narrows upwards."""
    low, high = max(0.028 * height, 0.6), max(0.016 * height, 0.4)
    corners = [(-low, 0), (low, 0), (high, -0.55 * height), (-high, -0.55 * height)]
    canvas.fill(foot + np.array(corners), color * 0.6, TREES, distance, lower_color=color)


def _paint_shadow(stage: Stage, tree: Tree, half_width_m: float) -> None:
    """The crown's shadow away from the sun, darker at the foot."""
    right = stage.street.right_of_camera(tree)
    foot = disc_on_ground(right, tree.ahead_m, half_width_m * 0.3)
    crown = disc_on_ground(right + 0.6 * stage.away_from_sun_m * tree.height_m, tree.ahead_m, half_width_m)
    stage.shade(np.concatenate([foot, crown]), stage.light.shadow)
    stage.shade(foot, 0.7 + 0.3 * stage.light.shadow)
