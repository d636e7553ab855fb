"""The texture mosaic: regions of brick, grass and gravel whose true borders are known exactly."""

from operator import index

import numpy as np

from segmetrics_lab.labels import Palette
from segmetrics_lab.scenes.nearest import did_you_mean
from segmetrics_lab.scenes.scene import Scene
from segmetrics_lab.scenes.seed import check_seed
from segmetrics_lab.scenes.texture_photographs import texture_credit, texture_photograph
from segmetrics_lab.scenes.value_noise import value_noise

TEXTURES = ("brick", "grass", "gravel")
COLORS = ("#d55e00", "#009e73", "#56b4e9")
HALVES = ("train", "test")

HALF_SIZE = (512, 256)
"""Height and width of half a texture photograph: no mosaic is larger."""

MIN_SIDE = 64
"""A smaller mosaic has no room for its regions."""

MIN_CLASS_SHARE = 0.1
"""A layout that gives a class fewer of the pixels is drawn again."""

WAVES = ((0.20, 0.075), (0.07, 0.025))
"""Of the long and the short wave along the borders: length and height, as shares of the mosaic's shorter side."""


def render_mosaic(seed: int, *, size: tuple[int, int] = (192, 192), half: str = "train") -> Scene:
    """Lay a mosaic of brick, grass and gravel with wavy borders; its truth is exact, and all three classes are in it.

    The pixels come from one half of each texture photograph, unchanged: a model that learned on mosaics of the
    "train" half has seen no pixel of a "test" mosaic. The same seed gives the same pixels on every computer.

    Args:
        seed: 0 or a larger whole number.
        size: height and width, 64 to 512 by 64 to 256 pixels.
        half: "train" takes the left halves of the photographs, "test" the right ones.

    Raises:
        ValueError: the seed, the size or the half is none of these.

    >>> mosaic = render_mosaic(3, half="test")
    >>> mosaic.palette.names, mosaic.truth.shape
    (('brick', 'grass', 'gravel'), (192, 192))
    """
    size = _checked_size(size)
    if half not in HALVES:
        raise ValueError(f"half is {half!r}, but it must be one of: {', '.join(HALVES)}.{did_you_mean(half, HALVES)}")
    rng = np.random.default_rng([check_seed(seed), HALVES.index(half)])
    truth = _layout(size, rng)
    crops = [_crop(_half_texture(name, half), size, rng) for name in TEXTURES]
    return Scene(
        name=f"mosaic {seed} {half}",
        image=np.choose(truth, crops),
        truth=truth,
        palette=Palette(TEXTURES, COLORS, background=None),
        source=f"mosaic of texture photographs: {', '.join(texture_credit(name) for name in TEXTURES)}",
        licence="CC0-1.0",
        group=f"mosaics {half}",
    )


def _checked_size(size: tuple[int, int]) -> tuple[int, int]:
    """Height and width, each in its range."""
    try:
        height, width = (index(side) for side in size)
    except (TypeError, ValueError):
        height = width = 0
    if not (MIN_SIDE <= height <= HALF_SIZE[0] and MIN_SIDE <= width <= HALF_SIZE[1]):
        raise ValueError(
            f"size is {size!r}, but it must be (height, width) of {MIN_SIDE} to {HALF_SIZE[0]} by {MIN_SIDE} to "
            f"{HALF_SIZE[1]} pixels: a mosaic is cut out of half a texture photograph."
        )
    return height, width


def _layout(size: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """The label map: six to nine regions, and every class covers a tenth of the pixels or more."""
    while True:
        count = int(rng.integers(6, 10))
        classes = (np.arange(count) + rng.integers(len(TEXTURES))) % len(TEXTURES)
        label_map = classes[_regions(size, count, rng)].astype(np.uint8)
        if np.bincount(label_map.ravel(), minlength=len(TEXTURES)).min() >= MIN_CLASS_SHARE * label_map.size:
            return label_map


def _regions(size: tuple[int, int], count: int, rng: np.random.Generator) -> np.ndarray:
    """Each pixel's region: the one whose centre is nearest after the waves have moved the pixel.

    Only arithmetic that IEEE 754 rounds the same everywhere decides a border: + - * / and the square root.
    """
    side = min(size)
    rows, columns = np.indices(size).astype(np.float64)
    for length, height in WAVES:
        rows = rows + side * height * value_noise(size, (side * length, side * length), rng)
        columns = columns + side * height * value_noise(size, (side * length, side * length), rng)
    centre_rows, centre_columns = size[0] * rng.random(count), size[1] * rng.random(count)
    reach = 0.2 * side * rng.random(count)
    distances = [
        np.sqrt(np.square(rows - centre_rows[region]) + np.square(columns - centre_columns[region])) - reach[region]
        for region in range(count)
    ]
    return np.argmin(distances, axis=0)


def _crop(texture: np.ndarray, size: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """A window of this size, somewhere in the texture."""
    top, left = (int(rng.integers(room - side + 1)) for room, side in zip(texture.shape, size, strict=True))
    return texture[top : top + size[0], left : left + size[1]]


def _half_texture(name: str, half: str) -> np.ndarray:
    """The half of a texture photograph that mosaics of this kind are cut from."""
    return np.hsplit(texture_photograph(name), len(HALVES))[HALVES.index(half)]
