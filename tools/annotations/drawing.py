"""Shapes that annotations are drawn with; points are (x, y) in pixels, as image viewers show them."""

from itertools import pairwise

import numpy as np
from skimage import draw

Mask = np.ndarray
Points = list[tuple[float, float]]


def polygon(shape: tuple[int, int], points: Points) -> Mask:
    """The pixels whose centre lies inside the closed outline through the points."""
    return draw.polygon2mask(shape, np.array(points, dtype=float)[:, ::-1])


def ellipse(
    shape: tuple[int, int], centre: tuple[float, float], radii: tuple[float, float], degrees: float = 0.0
) -> Mask:
    """A filled ellipse; radii are (horizontal, vertical) before it is turned by the degrees."""
    mask = np.zeros(shape, dtype=bool)
    rows, columns = draw.ellipse(centre[1], centre[0], radii[1], radii[0], shape=shape, rotation=np.deg2rad(degrees))
    mask[rows, columns] = True
    return mask


def stroke(shape: tuple[int, int], points: Points, width_px: float) -> Mask:
    """A polyline of the given width."""
    mask = np.zeros(shape, dtype=bool)
    for start, end in pairwise(points):
        along = np.subtract(end, start).astype(float)
        across = np.array([-along[1], along[0]]) / np.hypot(*along) * width_px / 2
        corners = [start + across, end + across, end - across, start - across]
        mask |= polygon(shape, [(float(x), float(y)) for x, y in corners])
    return mask
