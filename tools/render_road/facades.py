"""Facades: how the walls of a house look."""

from dataclasses import dataclass

import numpy as np

from tools.render_road.light import Light
from tools.render_road.textures import level_for, photo_texture

STOREY_M, SILL_M, FRAME_M = 2.9, 0.95, 0.11
WALL_COLORS = np.array(
    [(0.50, 0.27, 0.21), (0.72, 0.66, 0.55), (0.58, 0.56, 0.53), (0.80, 0.76, 0.68), (0.62, 0.42, 0.30)]
)
DOOR_COLORS = np.array([(0.30, 0.16, 0.10), (0.13, 0.22, 0.18), (0.20, 0.20, 0.24)])
GLASS, LAMPLIGHT = np.array([0.15, 0.19, 0.24]), np.array([1.5, 1.15, 0.62])
SKY_IN_GLASS = np.array([0.14, 0.17, 0.20])
BRICK_COURSES_PER_M = 120


@dataclass(frozen=True)
class Facade:
    """How the walls of a house look.

    Args:
        wall: its colour.
        bricks: how strongly the bricks show, 0 to 1.
        window_m: width and height of a window.
        period_m: from one window to the next.
        height_m: up to the eaves.
        door: its colour.
        lit_windows: (8, 8) whether a lamp burns behind each window.
    """

    wall: np.ndarray
    bricks: float
    window_m: tuple[float, float]
    period_m: float
    height_m: float
    door: np.ndarray
    lit_windows: np.ndarray


def draw_facade(rng: np.random.Generator, light: Light, height: float) -> Facade:
    """A facade by chance."""
    number = int(rng.integers(len(WALL_COLORS)))
    width = rng.uniform(0.95, 1.3)
    share_lit = 0.3 if light.lamps_on and light.brightness < 0.6 else 0.0
    return Facade(
        wall=WALL_COLORS[number] * rng.uniform(0.85, 1.1),
        bricks=0.20 if number in (0, 4) else 0.07,
        window_m=(width, rng.uniform(1.2, 1.5)),
        period_m=rng.uniform(2.3, 3.2),
        height_m=height,
        door=DOOR_COLORS[rng.integers(len(DOOR_COLORS))],
        lit_windows=rng.random((8, 8)) < share_lit,
    )


def wall_colors(facade: Facade, across: np.ndarray, up: np.ndarray, spread: np.ndarray, lit: np.ndarray) -> np.ndarray:
    """The colour of places on a wall, with bricks, windows, a plinth and one door."""
    bricks = photo_texture("brick").at(
        across * BRICK_COURSES_PER_M, up * BRICK_COURSES_PER_M, level_for(spread * BRICK_COURSES_PER_M)
    )
    colors = facade.wall * (1 + facade.bricks * bricks[:, None])
    colors[up < 0.35] *= 0.72
    column, in_period = np.divmod(across, facade.period_m)
    storey, in_storey = np.divmod(up, STOREY_M)
    width, height = facade.window_m
    left = (facade.period_m - width) / 2
    from_left, from_sill = in_period - left, in_storey - SILL_M
    is_built = up < facade.height_m - 0.5
    frame = (
        is_built
        & (from_left > -FRAME_M)
        & (from_left < width + FRAME_M)
        & (from_sill > -FRAME_M)
        & (from_sill < height + FRAME_M)
    )
    pane = is_built & (from_left > 0) & (from_left < width) & (from_sill > 0) & (from_sill < height)
    pane &= np.abs(from_left - width / 2) > FRAME_M / 3
    colors[frame] = (0.82, 0.81, 0.78)
    colors[pane] = GLASS + SKY_IN_GLASS * (from_sill[pane] / height)[:, None]
    colors = colors * lit
    burning = pane & facade.lit_windows[storey.astype(int) % 8, column.astype(int) % 8]
    colors[burning] = LAMPLIGHT * (0.6 + 0.25 * from_sill[burning] / height)[:, None]
    door = (column == 1) & (storey == 0) & (from_left > 0) & (from_left < 1.0) & (up < 2.15)
    colors[door] = facade.door * lit
    return colors
