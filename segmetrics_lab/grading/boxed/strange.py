"""Strange values: what is no number, text or array crosses as words that say what it is, and a figure as a PNG, too."""

import struct
import sys
from io import BytesIO
from itertools import islice
from typing import Any

import numpy as np
from PIL import Image

from segmetrics_lab.checks import NotPlainError, TimeIsUpError, problem_of
from segmetrics_lab.pictures import Picture

MOST_BYTES = 1_000_000
DOTS = 100.0
"""Of a figure for each inch."""

MOST_SIDE = 2_000
"""Pixels of a figure from side to side: what is wider is drawn with fewer dots for each inch."""

MOST_LOOKED_AT = 20
"""Parts of a list among which a figure is looked for."""

START_OF_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
NO_PNG = "a figure that is no PNG which can be read"


class Strange:
    """A value of a type that no answer needs: whoever reads it is told which."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __iter__(self) -> Any:
        raise NotPlainError(self.words)


class Figure(Strange):
    """A figure as PNG."""

    def __init__(self, png: bytes) -> None:
        super().__init__("a figure")
        self.png = png


def figure_in(thing: Any) -> Strange | None:
    """In the box: the figure that a thing is, or the first one in a list or dictionary; None where there is none.

    A figure that cannot cross is told in words. Drawing it may run code of the learner's.
    """
    kind = type(thing)
    parts = thing if kind in (list, tuple) else thing.values() if kind is dict else (thing,)
    try:
        png = next(filter(None, map(_png_of, islice(parts, MOST_LOOKED_AT))), b"")
    except TimeIsUpError:
        return Strange("a figure that takes too long to draw")
    except BaseException as error:  # a figure may hold anything
        return Strange(f"a figure that cannot be drawn: {problem_of(error).words}")
    if len(png) > MOST_BYTES:
        return Strange(f"a figure of {len(png):,} bytes, where at most {MOST_BYTES:,} cross: draw it smaller")
    return Figure(png) if png else None


def _png_of(thing: Any) -> bytes:
    """A figure of matplotlib, or a picture of the course that has pixels, as PNG; empty for all else."""
    target = BytesIO()
    of_matplotlib = getattr(sys.modules.get("matplotlib.figure"), "Figure", None)
    if of_matplotlib is not None and isinstance(thing, of_matplotlib):
        thing.savefig(target, format="png", dpi=min(DOTS, MOST_SIDE / max(thing.get_size_inches())))
    elif isinstance(thing, Picture) and thing.image.size:
        Image.fromarray(thing.image).save(target, "png")
    return target.getvalue()


def read_figure(png: bytes) -> Strange:
    """In the judge: a figure from what is said to be its PNG, made anew from the pixels alone; or what is wrong."""
    if len(png) > MOST_BYTES or not png.startswith(START_OF_PNG) or len(png) < len(START_OF_PNG) + 8:
        return Strange(NO_PNG)
    width, height = struct.unpack_from(">II", png, len(START_OF_PNG))
    if not (1 <= width <= MOST_SIDE and 1 <= height <= MOST_SIDE):  # before anything is unpacked
        return Strange(f"a figure of {width:,} x {height:,} pixels, where at most {MOST_SIDE:,} on each side cross")
    target = BytesIO()
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as image:
            Image.fromarray(np.asarray(image.convert("RGBA"))).save(target, "png")
    except Exception:  # what is damaged may raise anything in Pillow
        return Strange(NO_PNG)
    made = target.getvalue()
    return Figure(made) if len(made) <= 2 * MOST_BYTES else Strange(NO_PNG)
