"""Value noise: smooth random fields that are the same on every platform."""

import numpy as np


def value_noise(size: tuple[int, int], mesh_px: tuple[float, float], rng: np.random.Generator) -> np.ndarray:
    """A smooth field of -1 to 1: random values on a lattice of this mesh, with soft steps between them.

    Only additions, multiplications and divisions, which IEEE 754 rounds the same everywhere: borders of label maps
    may depend on it.

    Args:
        size: height and width of the field.
        mesh_px: height and width of a mesh of the lattice.
        rng: where the values come from.
    """
    rows, columns = (np.arange(pixels) / mesh for pixels, mesh in zip(size, mesh_px, strict=True))
    top, left = rows.astype(np.int64), columns.astype(np.int64)
    lattice = 2 * rng.random((int(top[-1]) + 2, int(left[-1]) + 2)) - 1
    down, right = _soft_step(rows - top)[:, None], _soft_step(columns - left)
    upper = lattice[np.ix_(top, left)] * (1 - right) + lattice[np.ix_(top, left + 1)] * right
    lower = lattice[np.ix_(top + 1, left)] * (1 - right) + lattice[np.ix_(top + 1, left + 1)] * right
    return upper * (1 - down) + lower * down


def _soft_step(position: np.ndarray) -> np.ndarray:
    """0 to 1 as the position goes from 0 to 1, level at both ends."""
    return position * position * (3 - 2 * position)
