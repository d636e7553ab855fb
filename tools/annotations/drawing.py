"""Shapes that annotations are drawn with; points are (x, y) in pixels, as image viewers show them."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy import ndimage
from skimage import draw, measure

UNDECIDED = 255
"""Where nobody can tell the class."""

Mask = np.ndarray
Points = Sequence[tuple[float, float]]


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


def without_specks(labels: np.ndarray, smallest_px: int = 20) -> np.ndarray:
    """Give every component that is too small to be drawn on purpose the label of its nearest neighbour."""
    components, count = measure.label(labels, background=-1, connectivity=1, return_num=True)
    sizes = np.bincount(components.ravel(), minlength=count + 1)
    specks = sizes[components] < smallest_px
    nearest = ndimage.distance_transform_edt(specks, return_distances=False, return_indices=True)
    return labels[tuple(nearest)]
