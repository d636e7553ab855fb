"""A figure crosses as a PNG that is checked before it is unpacked; what is none is said in a sentence."""

import io
import json
import struct
import zlib

import numpy as np
import pytest
from matplotlib.figure import Figure as OfMatplotlib
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from segmetrics_lab.grading.boxed.strange import MOST_BYTES, NO_PNG, START_OF_PNG, Figure, figure_in, read_figure
from segmetrics_lab.grading.boxed.wire import decode, encode
from segmetrics_lab.pictures import Picture


def png(height=2, width=3, **more):
    target = io.BytesIO()
    Image.fromarray(np.full((height, width, 3), 7, dtype=np.uint8)).save(target, "png", **more)
    return target.getvalue()


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(side, rows):
    """A PNG that says it has so many pixels on each side; its rows, all of one colour, are short once packed."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0))
    packed = zlib.compress(b"\0" * (rows * (1 + 4 * side)), 9)
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def size_of(content):
    with Image.open(io.BytesIO(content)) as image:
        return image.size


def drawn(inches=(4, 3)):
    figure = OfMatplotlib(figsize=inches)
    figure.subplots().plot([1, 2, 3])
    return figure


PICTURE = Picture(np.zeros((4, 6), dtype=np.uint8), "black")


@pytest.mark.parametrize(
    ("thing", "size"),
    [
        (drawn(), (400, 300)),
        (drawn((500, 250)), (2000, 1000)),
        ([1, drawn()], (400, 300)),
        ({"left": drawn()}, (400, 300)),
        (PICTURE, (6, 4)),
    ],
    ids=["figure", "figure of ten metres", "list", "dictionary", "picture"],
)
def test_a_figure_crosses_as_png(thing, size):
    found = decode(json.loads(json.dumps(encode(figure_in(thing)))))
    assert type(found) is Figure
    assert size_of(found.png) == size


@pytest.mark.parametrize("thing", [1, "text", [1, 2], {}, np.zeros(3), None, ...])
def test_what_is_no_figure_is_read_as_before(thing):
    assert figure_in(thing) is None


def test_a_figure_that_is_too_large_is_said_to_be():
    noise = np.random.default_rng(1).integers(0, 256, (800, 800, 3), dtype=np.uint8)
    found = figure_in(Picture(noise, "noise"))
    assert type(found) is not Figure
    assert f"at most {MOST_BYTES:,} cross: draw it smaller" in found.words


def test_a_figure_that_cannot_be_drawn_says_why():
    class Broken(OfMatplotlib):
        def savefig(self, *_, **__):
            raise SystemExit

    assert figure_in(Broken()).words.startswith("a figure that cannot be drawn: it called exit")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", NO_PNG),
        (b"GIF89a" + b"0" * 100, NO_PNG),
        (START_OF_PNG, NO_PNG),
        (START_OF_PNG + b"\0\0\0\1\0\0\0\1" + b"x" * 50, NO_PNG),
        (png()[:40], NO_PNG),
        (png(900, 900) + b"\0" * MOST_BYTES, NO_PNG),
        (png(1, 2001), "2,001 x 1 pixels, where at most 2,000"),
        (bomb(60_000, 1), "60,000 x 60,000 pixels"),
    ],
    ids=["nothing", "gif", "start alone", "forged", "cut off", "too long", "too wide", "bomb"],
)
def test_what_is_no_figure_is_refused_in_words(content, words):
    found = read_figure(content)
    assert type(found) is not Figure
    assert words in found.words


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("it was opened"))
    assert "500,000 x 500,000" in read_figure(bomb(500_000, 1)).words


def test_only_the_pixels_of_a_figure_are_kept():
    about = PngInfo()
    about.add_text("comment", "<script>")
    found = read_figure(png(pnginfo=about) + b"<script>")
    assert isinstance(found, Figure)
    assert b"script" not in found.png
    assert size_of(found.png) == (3, 2)


def test_figures_within_a_list_of_a_reply_are_not_read():
    raw = encode([Figure(png())])
    with pytest.raises(ValueError, match="no value"):
        decode(raw)
