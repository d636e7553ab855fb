"""The picture: an image, a drawing or panels of them, with the words that say what they show."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from html import escape
from os import PathLike
from pathlib import Path
from typing import Any, Self
from xml.etree import ElementTree

import numpy as np

from segmetrics_lab.labels import plain_array, whole_number
from segmetrics_lab.pictures.encoding import encode, encode_exactly


@dataclass(frozen=True, init=False, eq=False, repr=False)
class Picture:
    """What a notebook shows as an image, and a terminal or screen reader as words: pixels, a drawing, or panels.

    Args:
        image: (height, width) or (height, width, 3) uint8, or a boolean mask, shown in black and white. It is copied.
        alt: what the image shows, for those who cannot see it.
        width_px: how wide it is shown, where that is not the width of the image (sharp figures have more pixels).
        is_drawn_on: is it a photograph with outlines or signs, which have to stay sharp?

    Raises:
        ValueError: the array is not an image, the words are missing, or the width is not a number of pixels.

    >>> Picture(np.array([[True, False]]), "the left pixel is white")
    the left pixel is white
    """

    alt: str
    image: np.ndarray
    """The pixels; empty, (0, 0), of a drawing and of panels."""

    width_px: int
    """How wide it is shown at most; 0 for panels, which take the room that they find."""

    is_drawn_on: bool
    _markup: str
    """The SVG of a drawing, or the HTML of panels."""

    def __init__(self, image: np.ndarray, alt: str, *, width_px: int | None = None, is_drawn_on: bool = False) -> None:
        checked = _checked_image(image)
        width = checked.shape[1] if width_px is None else width_px
        hint = "how many pixels wide it is shown"
        self._set(alt, checked, whole_number(width, "width_px", least=1, hint=hint), "")
        object.__setattr__(self, "is_drawn_on", is_drawn_on)

    @classmethod
    def from_svg(cls, text: str, alt: str) -> Self:
        """A drawing: one SVG text that says how wide it is. It stays sharp at every size, and may follow the theme.

        Raises:
            ValueError: the text is not an SVG with a width in pixels, or the words are missing.

        >>> Picture.from_svg('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>', "nothing yet")
        nothing yet
        """
        drawing = cls.__new__(cls)
        drawing._set(alt, np.empty((0, 0), dtype=np.uint8), _width_of_svg(text), text)
        return drawing

    @classmethod
    def from_html(cls, markup: str, alt: str) -> Self:
        """Several panels with texts around them, as HTML whose images have their own words.

        Raises:
            ValueError: the HTML is not a text, or the words are missing.
        """
        if not isinstance(markup, str) or not markup.strip():
            raise ValueError(f"markup is {markup!r}, but it must be the HTML of the panels.")
        panels = cls.__new__(cls)
        panels._set(alt, np.empty((0, 0), dtype=np.uint8), 0, markup)
        return panels

    def _set(self, alt: str, image: np.ndarray, width_px: int, markup: str) -> None:
        """Set what a frozen object cannot set otherwise."""
        image.flags.writeable = False
        object.__setattr__(self, "alt", _checked_alt(alt))
        object.__setattr__(self, "image", image)
        object.__setattr__(self, "width_px", width_px)
        object.__setattr__(self, "is_drawn_on", False)
        object.__setattr__(self, "_markup", markup)

    def encoded(self) -> tuple[str, bytes]:
        """How it is embedded: its kind, "png", "webp", "jpeg" or "svg+xml", and the bytes; not for panels."""
        return self._encoded

    @cached_property
    def _encoded(self) -> tuple[str, bytes]:
        """The embedded image, made once."""
        if self._markup:
            return "svg+xml", self._markup.encode()
        return encode(self.image, is_drawn_on=self.is_drawn_on)

    def html(self, alt: str | None = None) -> str:
        """What a page shows: an HTML image with its alternative text, or the panels."""
        if not self.width_px:
            return self._markup
        return (
            f'<img alt="{escape(self.alt if alt is None else alt)}" '
            f'src="{data_address(*self.encoded())}" width="{self.width_px}" '
            'style="max-width:100%;height:auto;vertical-align:middle">'
        )

    def save(self, path: str | PathLike[str]) -> None:
        """Write it to a file of its own kind: pixels to a PNG without any loss, a drawing to an SVG, panels to HTML.

        Raises:
            ValueError: the name of the file ends otherwise; the message says how it must end.
        """
        target = Path(path)
        ending = ".png" if not self._markup else ".svg" if self.width_px else ".html"
        if target.suffix.lower() != ending:
            raise ValueError(f"{target.name} is not a name for this picture: it is saved as {target.stem}{ending}.")
        if self._markup:
            target.write_text(self._markup, encoding="utf-8")
        else:
            target.write_bytes(encode_exactly(self.image, description=self.alt))

    def __repr__(self) -> str:
        """The words."""
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ARG002
        """What Jupyter shows: HTML with its alternative text, and the text alone.

        JupyterLab and nbconvert leave out a text alternative that is given with image/png.
        """
        return {"text/html": self.html(), "text/plain": self.alt}


def data_address(kind: str, content: bytes) -> str:
    """An image of this kind as an address that holds all of it, for <img src=...>."""
    return f"data:image/{kind};base64,{b64encode(content).decode('ascii')}"


def _width_of_svg(text: str) -> int:
    """How wide an SVG says it is."""
    try:
        root = ElementTree.fromstring(text)
        width = round(float(root.get("width", "").removesuffix("px")))
        if root.tag != "{http://www.w3.org/2000/svg}svg" or width < 1:
            raise ValueError(f"<{root.tag}> of width {width}")
    except (ElementTree.ParseError, ValueError, TypeError, OverflowError) as error:
        raise ValueError(
            f"this is not an SVG text with a width ({error}). Write one element <svg> with width, height and xmlns."
        ) from None
    return width


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
