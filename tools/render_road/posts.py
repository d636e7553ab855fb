"""Marker posts and signs: thin things of no class, left out of every score."""

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX
from tools.render_road.stage import CIRCLE, Stage
from tools.render_road.street import Post

SIGN_FROM_M = 2.0
WHITE, BLACK, RED, GRAY = (np.array(color) for color in ((0.85,) * 3, (0.1,) * 3, (0.68, 0.06, 0.06), (0.5,) * 3))


def paint_post(stage: Stage, post: Post) -> None:
    """Paint a white marker post with a black band, or a round sign on its pole."""
    right, ahead = stage.street.right_of_camera(post), post.ahead_m

    def part(corners: list[tuple[float, float]], color: np.ndarray) -> None:
        places = [(right + x, up, ahead) for x, up in corners]
        stage.fill(places, color * stage.lit, IGNORE_INDEX, ahead)

    if post.height_m < SIGN_FROM_M:
        part(_bar(0.05, 0, post.height_m), WHITE)
        part(_bar(0.05, 0.65 * post.height_m, 0.85 * post.height_m), BLACK)
        return
    part(_bar(0.04, 0, post.height_m), GRAY)
    for radius, color in ((0.32, RED), (0.23, WHITE)):
        part([(x * radius, post.height_m + y * radius) for x, y in CIRCLE], color)


def _bar(half_width: float, low: float, high: float) -> list[tuple[float, float]]:
    """Corners of an upright bar."""
    return [(x, up) for x in (-half_width, half_width) for up in (low, high)]
