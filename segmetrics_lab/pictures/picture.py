"""The picture: an image that carries its words."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from html import escape
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from segmetrics_lab.labels import plain_array, whole_number
from segmetrics_lab.pictures.png import LARGEST_PNG, encode_exactly, encode_small, encode_whole


@dataclass(frozen=True, init=False, eq=False, repr=False)
class Picture:
    """An image and the words that say what it shows: a notebook shows the one, a terminal or screen reader the other.

    Args:
        image: (height, width) or (height, width, 3) uint8, or a boolean mask, shown in black and white. It is copied.
        alt: what the image shows, for those who cannot see it.
        width_px: how wide it is shown, where that is not the width of the image (sharp figures have more pixels).

    Raises:
        ValueError: the array is not an image, the words are missing, or the width is not a number of pixels.

    >>> Picture(np.array([[True, False]]), "the left pixel is white")
    the left pixel is white
    """

    image: np.ndarray
    alt: str
    width_px: int

    def __init__(self, image: np.ndarray, alt: str, *, width_px: int | None = None) -> None:
        checked = _checked_image(image)
        checked.flags.writeable = False
        width = checked.shape[1] if width_px is None else width_px
        object.__setattr__(self, "image", checked)
        object.__setattr__(self, "alt", _checked_alt(alt))
        hint = "how many pixels wide it is shown"
        object.__setattr__(self, "width_px", whole_number(width, "width_px", least=1, hint=hint))

    def png(self) -> bytes:
        """The image as it is embedded: a PNG of at most 100 kB.

        Too large an image gets 256 colours, and if that does not do, fewer pixels; it is shown as wide as before.
        """
        return self._png

    def fits_whole(self) -> bool:
        """Is the embedded PNG as large as the image, so that no pixel had to be left out?"""
        return len(self._whole_png) <= LARGEST_PNG

    def save(self, path: str | PathLike[str]) -> None:
        """Write the image to a PNG file without any loss, with its words as the text chunk "Description"."""
        Path(path).write_bytes(encode_exactly(self.image, description=self.alt))

    @cached_property
    def _png(self) -> bytes:
        """The embedded PNG, made once."""
        return self._whole_png if self.fits_whole() else encode_small(self.image)

    @cached_property
    def _whole_png(self) -> bytes:
        """The PNG with all pixels, however large, made once."""
        return encode_whole(self.image)

    def __repr__(self) -> str:
        """The words."""
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ARG002
        """What Jupyter shows: an HTML image with its alternative text, and the text alone.

        JupyterLab and nbconvert leave out a text alternative that is given with image/png.
        """
        source = "data:image/png;base64," + b64encode(self.png()).decode("ascii")
        return {
            "text/html": f'<img alt="{escape(self.alt)}" src="{source}" width="{self.width_px}" '
            'style="max-width:100%;height:auto">',
            "text/plain": self.alt,
        }


def _checked_image(image: np.ndarray) -> np.ndarray:
    """A copy of the image as uint8."""
    if not isinstance(image, np.ndarray):
        raise ValueError(
            f"image is of type {type(image).__name__}, not a numpy array. Convert it first: np.asarray(image)."
        )
    image = plain_array(image, "image")
    grey_or_colours = image.ndim == 2 or (image.ndim == 3 and image.shape[2] == 3)
    if not grey_or_colours or image.size == 0:
        raise ValueError(
            f"image has shape {image.shape}, but a picture is (height, width) in grey or (height, width, 3) in "
            "colours, with at least one pixel. Leave out a fourth channel with image[..., :3]."
        )
    if image.dtype == bool:
        return image * np.uint8(255)
    if image.dtype != np.uint8:
        raise ValueError(
            f"image holds values of dtype {image.dtype}, but a picture holds uint8, 0 (black) to 255 (white). "
            "From 0 to 1, convert it with (255 * image).round().astype(np.uint8)."
        )
    return image.copy()


def _checked_alt(alt: str) -> str:
    """The words, without blanks around them."""
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError(
            f"alt is {alt!r}, but a picture needs words for those who cannot see it. "
            "Say what is to be seen, not that it is a picture."
        )
    return alt.strip()
