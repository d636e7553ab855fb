"""Textures: tiles of noise and of photographs, sampled near and far."""

from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from tools.render_road.value_noise import value_noise

PHOTOGRAPHS = Path(__file__).parent / "photographs"
"""Who made them is said in LICENSE-lessons."""

TILE_PX = 512
BROAD_PX = 16


class Texture:
    """A tile, mirrored so that it goes on without a seam, with a smaller copy for each doubling of distance.

    Args:
        tile: (512, 512) values of mean 0 and standard deviation 1.
    """

    def __init__(self, tile: np.ndarray) -> None:
        level: np.ndarray = np.block([[tile, tile[:, ::-1]], [tile[::-1], tile[::-1, ::-1]]]).astype(np.float32)
        levels = [level]
        while len(level) > BROAD_PX:
            level = (level[::2, ::2] + level[1::2, ::2] + level[::2, 1::2] + level[1::2, 1::2]) / 4
            levels.append(level)
        self._values = np.concatenate([level.ravel() for level in levels])
        self._sizes = np.array([len(level) for level in levels])
        self._starts = np.cumsum(self._sizes**2) - self._sizes**2

    def at(self, rows: np.ndarray, columns: np.ndarray, level: np.ndarray | int = 0) -> np.ndarray:
        """The values at places of the tile, in its pixels; level n averages 2**n by 2**n of them."""
        level = np.minimum(level, len(self._sizes) - 1)
        size = self._sizes[level]
        shrink = 0.5**level
        down = np.floor(rows * shrink).astype(np.int64) & (size - 1)
        right = np.floor(columns * shrink).astype(np.int64) & (size - 1)
        return self._values[self._starts[level] + down * size + right]


def level_for(tile_px_per_pixel: np.ndarray) -> np.ndarray:
    """The level whose pixels are about as large as those of the picture."""
    return np.rint(np.log2(np.maximum(tile_px_per_pixel, 1)) - 0.25).astype(np.int64)


@cache
def photo_texture(name: str) -> Texture:
    """The photograph "brick", "grass" or "gravel" without its broad changes of light."""
    photo = Image.open(PHOTOGRAPHS / f"{name}.png")
    broad = photo.resize((BROAD_PX, BROAD_PX), Image.Resampling.BOX).resize(photo.size, Image.Resampling.BICUBIC)
    return Texture(_standardized(np.array(photo, dtype=np.float64) - np.array(broad, dtype=np.float64)))


@cache
def noise_texture() -> Texture:
    """Cloudy noise: six octaves, each twice as fine and about half as strong as the one before."""
    rng = np.random.default_rng(7)
    size = (TILE_PX, TILE_PX)
    meshes = [TILE_PX / (4 * 2**octave) for octave in range(6)]
    octaves = [0.55**octave * value_noise(size, (mesh, mesh), rng) for octave, mesh in enumerate(meshes)]
    return Texture(_standardized(sum(octaves, np.zeros(size))))


def _standardized(values: np.ndarray) -> np.ndarray:
    """Mean 0 and standard deviation 1, rounded so that every platform has the same values."""
    return np.round((values - values.mean()) / values.std(), 4)
