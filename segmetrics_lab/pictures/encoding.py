"""Encoding: the bytes of an image, in the format that keeps what it shows and is small enough for a notebook."""

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from segmetrics_lab.labels import packed_colors

LARGEST_BYTES = 200_000
"""Of an embedded image at most; a map of classes needs far less."""

LARGEST_GREY = 100_000
"""Of a grey PNG: what is larger is a photograph."""

COLORS = 256
QUALITIES = (95, 90)
SHRINK_BY = 0.95


def encode(image: np.ndarray, *, is_drawn_on: bool) -> tuple[str, bytes]:
    """The kind of an image, "png", "webp" or "jpeg", and its bytes: no more than 200 kB.

    A map, with up to 256 colours, is an exact PNG, and so is a small grey image. A photograph is WebP; one that is
    drawn on is JPEG with all of its colours, since WebP smears outlines. Where that is too large, it has fewer pixels,
    never fewer colours.
    """
    whole = _exact(image)
    encoded = b"" if whole.mode == "RGB" else _saved(whole, "png")
    if 0 < len(encoded) <= (LARGEST_GREY if whole.mode == "L" else LARGEST_BYTES):
        return "png", encoded
    whole = smaller = Image.fromarray(image).convert("RGB")
    kind, options = ("jpeg", {"subsampling": 0}) if is_drawn_on else ("webp", {"method": 4})
    scale = 1.0
    while True:
        for quality in QUALITIES:
            encoded = _saved(smaller, kind, quality=quality, **options)
            if len(encoded) <= LARGEST_BYTES or max(smaller.size) == 1:
                return kind, encoded
        scale *= SHRINK_BY * min(1.0, (LARGEST_BYTES / len(encoded)) ** 0.5)
        width, height = (max(1, round(scale * side)) for side in whole.size)
        smaller = whole.resize((width, height), Image.Resampling.LANCZOS)


def encode_exactly(image: np.ndarray, *, description: str) -> bytes:
    """The image as PNG without any loss, with its description as a text chunk."""
    info = PngInfo()
    info.add_text("Description", description)
    return _saved(_exact(image), "png", optimize=True, pnginfo=info)


def _exact(image: np.ndarray) -> Image.Image:
    """The image in the mode that needs the fewest bytes: a palette, grey, or full colours."""
    whole = Image.fromarray(image)
    colors = whole.getcolors(COLORS) if whole.mode == "RGB" else None
    if colors is not None and all(red == green == blue for _, (red, green, blue) in colors):  # type: ignore[misc]
        whole, colors = whole.getchannel(0), None
    if colors is None:
        return whole
    triples = np.array(sorted(color for _, color in colors), dtype=np.uint8)
    places = np.searchsorted(packed_colors(triples), packed_colors(image)).astype(np.uint8)
    with_palette = Image.fromarray(places)
    with_palette.putpalette(triples.tobytes())
    return with_palette


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a file."""
    target = BytesIO()
    image.save(target, format=kind, **options)
    return target.getvalue()
