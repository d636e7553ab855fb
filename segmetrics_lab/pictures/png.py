"""PNG: the bytes of an image, small enough for a notebook."""

from io import BytesIO

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from segmetrics_lab.labels import packed_colors

LARGEST_PNG = 100_000
"""Bytes of an embedded PNG at most."""

COLORS = 256
SHRINK_BY = 0.95
HOPELESS = 6
"""256 colours cannot make a PNG this many times smaller."""

KEPT_SHARE = 0.0005
MOST_KEPT = 40
METHODS = (Image.Quantize.MEDIANCUT, Image.Quantize.MAXCOVERAGE)
"""Ways to choose 256 colours: the first comes nearer to the image on average, the second makes smaller files."""

MOVES = 2
"""How often the chosen colours move to the middle of the pixels nearest to them, which halves the largest errors."""

COARSEST = Image.Quantize.FASTOCTREE
"""The way that makes the smallest files, with steps in smooth areas; still better than fewer pixels."""


def encode_whole(image: np.ndarray) -> bytes:
    """The image, (height, width) or (height, width, 3) uint8, as PNG with all its pixels.

    Exact, or in 256 colours where that may make it small enough.
    """
    encoded = _bytes(_exact(image))
    if len(encoded) > HOPELESS * LARGEST_PNG:
        return encoded
    for method in METHODS:
        if len(encoded) <= LARGEST_PNG:
            break
        encoded = _bytes(_few_colors(Image.fromarray(image), method))
    return encoded


def encode_small(image: np.ndarray) -> bytes:
    """The image as PNG in 256 colours, with fewer and fewer pixels until it is small enough."""
    whole = smaller = Image.fromarray(image)
    scale, encoded = 1.0, _bytes(_few_colors(whole, COARSEST))
    while len(encoded) > LARGEST_PNG and max(smaller.size) > 1:
        scale *= SHRINK_BY * min(1.0, (LARGEST_PNG / len(encoded)) ** 0.5)
        width, height = (max(1, round(scale * side)) for side in whole.size)
        smaller = whole.resize((width, height), Image.Resampling.LANCZOS)
        encoded = _bytes(_few_colors(smaller, COARSEST))
    return encoded


def encode_exactly(image: np.ndarray, *, description: str) -> bytes:
    """The image as PNG without any loss, with its description as a text chunk."""
    return _bytes(_exact(image), description)


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


def _few_colors(image: Image.Image, method: Image.Quantize) -> Image.Image:
    """The image in 256 colours, without dithering; grey has no more than these anyway.

    Colours that fill an area of their own are kept as they are, so that a legend stays true.
    """
    if image.mode == "L":
        return image
    pixels = np.asarray(image)
    kept = _frequent_colors(image)
    chosen = image.quantize(COLORS - len(kept), method=method, dither=Image.Dither.NONE, kmeans=MOVES)
    triples = np.array(chosen.getpalette(), dtype=np.uint8).reshape(-1, 3)[: COLORS - len(kept)]
    places = np.array(chosen)
    packed = packed_colors(pixels)
    for place, color in enumerate(packed_colors(kept), start=len(triples)):
        places[packed == color] = place
    with_palette = Image.fromarray(places)
    with_palette.putpalette(np.concatenate([triples, kept]).tobytes())
    return with_palette


def _frequent_colors(image: Image.Image) -> np.ndarray:
    """The colours that fill most of the image, (n, 3) uint8, without those of small areas."""
    counted = image.getcolors(image.width * image.height) or []
    least = KEPT_SHARE * image.width * image.height
    frequent = sorted((entry for entry in counted if entry[0] >= least), reverse=True)[:MOST_KEPT]
    return np.array([color for _, color in frequent], dtype=np.uint8).reshape(-1, 3)


def _bytes(image: Image.Image, description: str | None = None) -> bytes:
    """An image as optimised PNG."""
    info = PngInfo()
    if description is not None:
        info.add_text("Description", description)
    target = BytesIO()
    image.save(target, format="PNG", optimize=True, pnginfo=info)
    return target.getvalue()
