"""From the canvas to the photograph: haze, lens, noise of the sensor, and the final size."""

import numpy as np

from segmetrics_lab.labels import IGNORE_INDEX
from tools.render_road.canvas import Canvas
from tools.render_road.classes import ROAD_PALETTE, SKY
from tools.render_road.light import Light

VIGNETTE = 0.11
GAMMA = 0.80
BLUR = np.array([0.12, 0.76, 0.12], dtype=np.float32)


def develop(
    canvas: Canvas, light: Light, size: tuple[int, int], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return the image, (height, width, 3) uint8, and its label map: each pixel shows what most of its part shows."""
    colors = _blurred(_shrunk(_hazy(canvas, light), size))
    colors *= _vignette(size)[..., None]
    grain = rng.standard_normal(colors.shape, dtype=np.float32)
    grain = 0.6 * grain + 0.7 * grain.mean(axis=2, keepdims=True)
    colors += light.noise * (0.5 + np.sqrt(np.clip(colors, 0, 1))) * grain
    image = (np.clip(colors, 0, 1) ** GAMMA * 255 + 0.5).astype(np.uint8)
    return image, _majority(canvas.labels, size)


def _hazy(canvas: Canvas, light: Light) -> np.ndarray:
    """Colours fade into the haze with distance; the sky has its own."""
    clear = np.exp(-light.haze_per_m * canvas.distances)
    clear[canvas.labels == SKY] = 1
    clear = clear[..., None]
    return canvas.colors * clear + np.array(light.haze, dtype=np.float32) * (1 - clear)


def _shrunk(colors: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """The mean over the part of each pixel."""
    parts = colors.shape[0] // size[0]
    rows = colors.reshape(size[0], parts, colors.shape[1], 3).mean(axis=1)
    return rows.reshape(size[0], size[1], parts, 3).mean(axis=2)


def _blurred(colors: np.ndarray) -> np.ndarray:
    """A lens that is a little soft."""
    for axis in (0, 1):
        padded = np.pad(colors, [(1, 1) if a == axis else (0, 0) for a in range(3)], mode="edge")
        before, here, after = (padded.take(range(k, k + colors.shape[axis]), axis=axis) for k in range(3))
        colors = BLUR[0] * before + BLUR[1] * here + BLUR[2] * after
    return colors


def _vignette(size: tuple[int, int]) -> np.ndarray:
    """The corners of the picture are darker."""
    down, across = (np.linspace(-1, 1, length, dtype=np.float32) for length in size)
    return 1 - VIGNETTE * (down[:, None] ** 2 + across[None] ** 2)


def _majority(labels: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """The class that most of each pixel's part shows; of equals, the one with the lowest index."""
    parts = labels.shape[0] // size[0]
    blocks = labels.reshape(size[0], parts, size[1], parts)
    indices = np.array([*range(ROAD_PALETTE.num_classes), IGNORE_INDEX], dtype=np.uint8)
    counts = np.stack([(blocks == index).sum(axis=(1, 3), dtype=np.uint8) for index in indices])
    return indices[counts.argmax(axis=0)]
