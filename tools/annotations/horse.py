"""The silhouette of a horse; the file is itself a ready mask (a dark horse on white), so the label map is exact."""

import numpy as np

CLASSES = ("background", "horse")
BACKGROUND = 0

MIDDLE_GREY = 128


def label_map(image: np.ndarray) -> np.ndarray:
    """Class index of every pixel; the picture is RGBA with opaque pixels, all its channels of colour are equal."""
    grey = image if image.ndim == 2 else image[..., 0]
    return (grey < MIDDLE_GREY).astype(np.uint8)
