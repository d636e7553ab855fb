"""The 24 ancient coins: each rim is the closed path along which grey falls most around a centre."""

import numpy as np
from scipy import ndimage

from tools.annotations.drawing import polygon

CLASSES = ("background", "coin")
BACKGROUND = 0

# Centre x, centre y and mean radius of every coin in pixels, in reading order.
COINS = (
    *((44, 54, 21), (100, 56, 19), (155, 51, 23), (215, 51, 23), (276, 52, 20), (335, 44, 29)),
    *((45, 124, 20), (102, 126, 19), (154, 127, 19), (205, 124, 20), (271, 119, 25), (336, 124, 19)),
    *((44, 197, 19), (102, 196, 22), (154, 198, 19), (212, 193, 24), (273, 194, 22), (347, 187, 32)),
    *((46, 260, 28), (114, 265, 21), (172, 261, 27), (244, 263, 24), (301, 263, 25), (358, 268, 22)),
)

ANGLES = 240
RADIUS_STEP_PX = 0.5
NEAREST_RIM, FARTHEST_RIM = 0.78, 1.26  # shares of the mean radius between which the rim is looked for
SMOOTHING_PX = 0.7
HALF_SPAN_PX = 1.0  # the darkening is measured from this far inside to this far outside
DARKEST_CLOTH = 60  # grey level; no coin is darker, the black border of the picture beside the last coin is
DARK_OFFSET = 10  # grey levels added before logarithms, so that noise in dark cloth counts little
FULL_GAIN = 0.25  # beyond this darkening (in logarithms) more counts less: dim rims must not lose to bright relief
EXTRA_WEIGHT = 0.2  # of what exceeds it
LARGEST_JUMP = 2  # radius steps between neighbouring angles
JUMP_COST = 0.02  # logarithm of grey per radius step of jump


def object_ids(image: np.ndarray) -> np.ndarray:
    """0 for the background, 1 to 24 for the coins in reading order."""
    cloth_or_coin = np.maximum(image, DARKEST_CLOTH).astype(float)
    smooth = np.log(ndimage.gaussian_filter(cloth_or_coin, SMOOTHING_PX) + DARK_OFFSET)
    ids = np.zeros(image.shape, dtype=np.uint8)
    for number, (x, y, radius) in enumerate(COINS, start=1):
        ids[polygon(image.shape, rim_outline(smooth, (x, y), radius))] = number
    return ids


def label_map(image: np.ndarray) -> np.ndarray:
    """Class index of every pixel: coin wherever an object lies."""
    return (object_ids(image) > 0).astype(np.uint8)


def rim_outline(smooth: np.ndarray, centre: tuple[float, float], radius: float) -> list[tuple[float, float]]:
    """The points (x, y) of one coin's rim in a picture of logarithms of grey."""
    angles = np.linspace(0, 2 * np.pi, ANGLES, endpoint=False)
    radii = np.arange(NEAREST_RIM * radius, FARTHEST_RIM * radius, RADIUS_STEP_PX)
    inside = grey_at(smooth, centre, angles, radii - HALF_SPAN_PX)
    outside = grey_at(smooth, centre, angles, radii + HALF_SPAN_PX)
    darkening = inside - outside
    gain = np.minimum(darkening, FULL_GAIN) + EXTRA_WEIGHT * np.maximum(darkening - FULL_GAIN, 0)
    rim = radii[closed_path(gain)]
    return [
        (centre[0] + float(distance * np.cos(angle)), centre[1] + float(distance * np.sin(angle)))
        for angle, distance in zip(angles, rim, strict=True)
    ]


def grey_at(smooth: np.ndarray, centre: tuple[float, float], angles: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """Interpolated values around the centre, one row for every angle."""
    columns = centre[0] + np.outer(np.cos(angles), radii)
    rows = centre[1] + np.outer(np.sin(angles), radii)
    return ndimage.map_coordinates(smooth, [rows, columns], order=1, mode="nearest")


def closed_path(gain: np.ndarray) -> np.ndarray:
    """For every row a column, with a large sum of gains and small jumps; the last row joins the first.

    The rows are passed twice; the middle of the second pass starts and ends where the path has settled.
    """
    count = len(gain)
    path = best_path(np.concatenate([gain, gain]))
    half = count // 2
    return np.roll(path[half : half + count], half)


def best_path(gain: np.ndarray) -> np.ndarray:
    """Dynamic programming from the first row to the last."""
    total = gain[0]
    came_from = []
    jumps = np.arange(-LARGEST_JUMP, LARGEST_JUMP + 1)
    columns = np.arange(gain.shape[1])
    for row_gain in gain[1:]:
        sources = columns + jumps[:, None]
        inside = (sources >= 0) & (sources < len(columns))
        sources = np.clip(sources, 0, len(columns) - 1)
        offers = np.where(inside, total[sources] - JUMP_COST * np.abs(jumps)[:, None], -np.inf)
        best = offers.argmax(axis=0)
        came_from.append(sources[best, columns])
        total = row_gain + offers[best, columns]
    path = [int(total.argmax())]
    for source in reversed(came_from):
        path.append(int(source[path[-1]]))
    return np.array(path[::-1])
