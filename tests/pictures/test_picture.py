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


def decoded(png):
    return np.array(Image.open(BytesIO(png)).convert("RGB"))


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
    assert attributes["style"] == "max-width:100%;height:auto"
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
        np.arange(40 * 30 * 3, dtype=np.uint32).reshape(40, 30, 3).astype(np.uint8),
        noise(60, 60),
    ],
    ids=["grey", "two colours", "few colours", "more than 256 colours"],
)
def test_a_small_image_keeps_every_pixel(image):
    expected = image if image.ndim == 3 else np.stack([image] * 3, axis=2)
    assert decoded(Picture(image, "small").png()).tolist() == expected.tolist()


def test_a_mask_is_shown_in_black_and_white():
    assert Picture(np.array([[True, False]]), "left").image.tolist() == [[255, 0]]


def test_a_large_flat_image_keeps_its_pixels():
    image = np.zeros((1500, 1500, 3), dtype=np.uint8)
    image[:700, :900] = (230, 159, 0)
    assert (decoded(Picture(image, "a large rectangle").png()) == image).all()


@pytest.mark.parametrize("image", [noise(400, 600), noise(400, 600)[..., 0], noise(900, 300)])
def test_noise_is_embedded_in_at_most_100_kilobytes(image):
    picture = Picture(image, "noise")
    png = picture.png()
    assert len(png) <= 100_000
    height, width = decoded(png).shape[:2]
    assert 1 < width < image.shape[1]
    assert height / width == pytest.approx(image.shape[0] / image.shape[1], rel=0.02)
    assert f'width="{image.shape[1]}"' in picture._repr_mimebundle_()["text/html"]
    assert not picture.fits_whole()


def test_too_many_colours_are_reduced_before_pixels_are():
    row = np.linspace(0, 255, 500).astype(np.uint8)
    slope = np.stack(np.broadcast_arrays(row, row[:, np.newaxis], row[::-1]), axis=2)
    noisy = (slope // 2 + noise(500, 500) // 48).astype(np.uint8)
    exact = BytesIO()
    Image.fromarray(noisy).save(exact, "PNG", optimize=True)
    assert len(exact.getvalue()) > 100_000
    embedded = decoded(Picture(noisy, "a slope").png())
    assert embedded.shape == noisy.shape
    assert np.abs(embedded.astype(int) - noisy).max() < 64


def test_the_colour_of_an_area_stays_exact_when_colours_are_reduced():
    image = noise(300, 400)
    image[:, :120] = (213, 94, 0)
    image[:, 120:240] = (77, 77, 77)
    embedded = decoded(Picture(image, "two areas beside noise").png())
    assert embedded.shape == image.shape
    assert not (embedded == image).all()
    assert embedded[100, 60].tolist() == [213, 94, 0]
    assert embedded[100, 180].tolist() == [77, 77, 77]


def test_the_same_image_gives_the_same_bytes():
    assert Picture(noise(300, 300), "noise").png() == Picture(noise(300, 300), "other words").png()


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


@pytest.mark.parametrize("width_px", [0, -2, 2.5, True])
def test_a_width_that_is_not_a_number_of_pixels_is_refused(width_px):
    with pytest.raises(ValueError, match=f"width_px is {width_px}, but it must be a whole number of at least 1"):
        Picture(CHECKS, "checks", width_px=width_px)
