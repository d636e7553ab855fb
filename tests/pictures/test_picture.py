"""The picture: an image with its words, small enough for a notebook."""

import re
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from segmetrics_lab.pictures import Picture

CHECKS = np.array([[0, 255], [255, 0]], dtype=np.uint8)


def decoded(content):
    return np.array(Image.open(BytesIO(content)).convert("RGB"))


def shown(image, **options):
    kind, content = Picture(image, "words", **options).encoded()
    return kind, decoded(content)


def noise(height, width):
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)


class ImageTag(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_a_terminal_shows_the_words():
    assert repr(Picture(CHECKS, "two white pixels")) == "two white pixels"


def test_a_notebook_gets_an_image_with_its_alternative_text():
    bundle = Picture(CHECKS, "two white pixels")._repr_mimebundle_()
    assert sorted(bundle) == ["text/html", "text/plain"]
    assert bundle["text/plain"] == "two white pixels"
    [(tag, attributes)] = ImageTag(bundle["text/html"]).tags
    assert tag == "img"
    assert sorted(attributes) == ["alt", "src", "style", "width"]
    assert attributes["alt"] == "two white pixels"
    assert attributes["width"] == "2"
    assert attributes["style"] == "max-width:100%;height:auto;vertical-align:middle"
    start = "data:image/png;base64,"
    assert attributes["src"].startswith(start)
    white, black = [255] * 3, [0] * 3
    assert decoded(b64decode(attributes["src"].removeprefix(start))).tolist() == [[black, white], [white, black]]


def test_words_cannot_break_out_of_the_html():
    words = """a "quoted" <script>alert('x')</script> & more"""
    html = Picture(CHECKS, words)._repr_mimebundle_()["text/html"]
    assert "<script" not in html
    [(_, attributes)] = ImageTag(html).tags
    assert attributes["alt"] == words


@pytest.mark.parametrize(
    "image",
    [
        np.array([[0, 7], [200, 255]], dtype=np.uint8),
        np.array([[[1, 2, 3], [4, 5, 6]]], dtype=np.uint8),
        np.arange(64 * 3, dtype=np.uint8).reshape(8, 8, 3),
    ],
    ids=["grey", "two colours", "few colours"],
)
def test_a_small_image_keeps_every_pixel(image):
    expected = image if image.ndim == 3 else np.stack([image] * 3, axis=2)
    kind, pixels = shown(image)
    assert kind == "png"
    assert pixels.tolist() == expected.tolist()


def test_a_mask_is_shown_in_black_and_white():
    assert Picture(np.array([[True, False]]), "left").image.tolist() == [[255, 0]]


def test_a_large_flat_image_keeps_its_pixels():
    image = np.zeros((1500, 1500, 3), dtype=np.uint8)
    image[:700, :900] = (230, 159, 0)
    kind, pixels = shown(image)
    assert kind == "png"
    assert (pixels == image).all()


@pytest.mark.parametrize("image", [noise(700, 900), noise(900, 700)[..., 0], noise(1500, 400)])
def test_noise_is_embedded_in_at_most_200_kilobytes(image):
    picture = Picture(image, "noise")
    kind, content = picture.encoded()
    assert kind == "webp"
    assert len(content) <= 200_000
    height, width = decoded(content).shape[:2]
    assert 1 < width < image.shape[1]
    assert height / width == pytest.approx(image.shape[0] / image.shape[1], rel=0.02)
    assert f'width="{image.shape[1]}"' in picture._repr_mimebundle_()["text/html"]


def slope():
    row = np.linspace(0, 255, 500).astype(np.uint8)
    colors = np.stack(np.broadcast_arrays(row, row[:, np.newaxis], row[::-1]), axis=2)
    return (colors // 2 + noise(500, 500) // 48).astype(np.uint8)


def test_a_photograph_keeps_its_pixels_and_nearly_its_colours():
    kind, pixels = shown(slope())
    assert kind == "webp"
    assert pixels.shape == (500, 500, 3)
    assert np.abs(pixels.astype(int) - slope()).mean() < 4


def test_a_line_on_a_photograph_keeps_its_colour():
    image = slope()
    image[200:204] = (201, 54, 13)
    kind, pixels = shown(image, is_drawn_on=True)
    assert kind == "jpeg"
    assert np.abs(pixels[201:203].astype(int) - (201, 54, 13)).mean() < 8


def test_the_same_image_gives_the_same_bytes():
    assert Picture(noise(300, 300), "noise").encoded() == Picture(noise(300, 300), "other words").encoded()


def test_a_saved_file_keeps_every_pixel_and_the_words(tmp_path):
    image = noise(300, 300)
    Picture(image, "noise, “quoted” – and 3 µm").save(tmp_path / "noise.png")
    with Image.open(tmp_path / "noise.png") as saved:
        assert saved.info["Description"] == "noise, “quoted” – and 3 µm"
        assert (np.array(saved) == image).all()


def test_a_picture_does_not_change_with_its_source():
    source = CHECKS.copy()
    picture = Picture(source, "two white pixels")
    source[:] = 9
    assert picture.image.tolist() == [[0, 255], [255, 0]]
    with pytest.raises(ValueError, match="read-only"):
        picture.image[0, 0] = 1


def test_it_can_be_shown_narrower_than_it_is():
    assert re.search(r'width="1" style', Picture(CHECKS, "checks", width_px=1)._repr_mimebundle_()["text/html"])


@pytest.mark.parametrize(
    ("image", "message"),
    [
        ([[0, 1]], "image is of type list, not a numpy array"),
        (np.zeros((2, 2)), "dtype float64, but a picture holds uint8"),
        (np.zeros((2, 2), dtype=int), "dtype int64, but a picture holds uint8"),
        (np.zeros((2, 2, 4), dtype=np.uint8), r"shape \(2, 2, 4\), but a picture is \(height, width\) in grey"),
        (np.zeros(4, dtype=np.uint8), r"shape \(4,\), but a picture"),
        (
            np.ma.masked_array(CHECKS, CHECKS),
            "image is a masked array, but .* counted like all others. Decide",
        ),
        (np.zeros((0, 4), dtype=np.uint8), r"shape \(0, 4\), but a picture"),
    ],
)
def test_what_is_not_an_image_is_refused(image, message):
    with pytest.raises(ValueError, match=message):
        Picture(image, "words")


@pytest.mark.parametrize("alt", ["", " \n", None, 3])
def test_missing_words_are_refused(alt):
    with pytest.raises(ValueError, match="a picture needs words for those who cannot see it"):
        Picture(CHECKS, alt)


@pytest.mark.parametrize("markup", ["", " ", None, 3])
def test_panels_without_html_are_refused(markup):
    with pytest.raises(ValueError, match="must be the HTML of the panels"):
        Picture.from_html(markup, "words")


@pytest.mark.parametrize("width_px", [0, -2, 2.5, True])
def test_a_width_that_is_not_a_number_of_pixels_is_refused(width_px):
    with pytest.raises(ValueError, match=f"width_px is {width_px}, but it must be a whole number of at least 1"):
        Picture(CHECKS, "checks", width_px=width_px)


@pytest.mark.parametrize(
    "text",
    [
        '<svg xmlns="http://www.w3.org/2000/svg" width="0"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="inf"/>',
        '<svg width="8"/>',
        '<p width="8"/>',
    ],
)
def test_a_drawing_that_a_page_would_not_show_is_refused(text):
    with pytest.raises(ValueError, match="this is not an SVG text with a width"):
        Picture.from_svg(text, "words")
