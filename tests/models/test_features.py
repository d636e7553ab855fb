"""The features of a pixel: by hand, in pieces, and from the cache."""

import numpy as np
import pytest

from segmetrics_lab.models import features
from segmetrics_lab.models.features import FEATURES, feature_pieces, features_at

GRAY = np.array([[0, 51, 102], [153, 204, 255]], np.uint8)
COLOR = np.array([[[0, 51, 102], [255, 255, 255]], [[51, 0, 0], [0, 0, 153]]], np.uint8)


def noise(*shape):
    return np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)


def all_rows(image, name):
    return np.concatenate(list(feature_pieces(image, name)))


def test_gray_is_the_mean_of_the_channels():
    assert all_rows(GRAY, "gray") == pytest.approx(np.array([[0], [0.2], [0.4], [0.6], [0.8], [1]]))
    assert all_rows(COLOR, "gray") == pytest.approx(np.array([[0.2], [1], [0.2 / 3], [0.2]]))


def test_color_is_every_channel():
    assert all_rows(COLOR, "color") == pytest.approx(np.array([[0, 0.2, 0.4], [1, 1, 1], [0.2, 0, 0], [0, 0, 0.6]]))
    assert np.array_equal(all_rows(GRAY, "color"), all_rows(GRAY, "gray"))


def test_position_is_how_far_down_and_how_far_from_the_middle():
    assert all_rows(GRAY, "position").tolist() == [[0, 1], [0, 0], [0, 1], [1, 1], [1, 0], [1, 1]]


@pytest.mark.parametrize(
    ("name", "of_gray", "of_color"),
    [
        ("gray", 1, 1),
        ("color", 1, 3),
        ("position", 2, 2),
        ("color and position", 3, 5),
        ("multiscale", 16, 48),
        ("multiscale and position", 18, 50),
    ],
)
def test_every_kind_of_features_gives_a_row_for_each_pixel(name, of_gray, of_color):
    assert all_rows(noise(5, 7), name).shape == (35, of_gray)
    assert all_rows(noise(5, 7, 3), name).shape == (35, of_color)
    assert all_rows(noise(5, 7, 3), name).dtype == np.float64


def test_no_kind_of_features_is_left_out_above():
    assert FEATURES == ("gray", "color", "position", "color and position", "multiscale", "multiscale and position")


@pytest.mark.parametrize("name", ["color and position", "multiscale and position"])
@pytest.mark.parametrize("shape", [(90, 11), (90, 11, 3)])
def test_features_computed_strip_by_strip_are_those_of_the_whole_image(name, shape, empty_cache, monkeypatch):
    image = noise(*shape)
    whole = all_rows(image, name)
    monkeypatch.setattr(features, "STEP", 7 * 11)
    monkeypatch.setattr(features, "PIECE", 50)
    monkeypatch.setattr(features, "LARGEST_KEPT", 0)
    pieces = list(feature_pieces(image, name))
    assert max(map(len, pieces)) == 50
    assert np.array_equal(np.concatenate(pieces), whole)
    assert len(empty_cache) == (name == "multiscale and position")


@pytest.mark.parametrize("name", FEATURES)
def test_the_features_of_some_pixels_are_rows_of_those_of_all(name, monkeypatch):
    monkeypatch.setattr(features, "STEP", 4 * 9)
    image = noise(10, 9, 3)
    some = np.array([0, 35, 36, 71, 89])
    assert np.array_equal(features_at(image, name, some), all_rows(image, name)[some])
    assert len(features_at(image, name, some[:0])) == 0


def test_multiscale_features_are_computed_once_and_no_others_are_kept(empty_cache, monkeypatch):
    image = noise(6, 8, 3)
    first = all_rows(image, "multiscale")
    monkeypatch.setattr(features, "multiscale_basic_features", None)
    assert np.array_equal(all_rows(image.copy(), "multiscale"), first)
    assert np.array_equal(all_rows(image, "multiscale and position")[:, :48], first)
    all_rows(image, "color and position")
    assert len(empty_cache) == 1


def test_images_of_the_same_bytes_but_another_shape_are_told_apart(empty_cache):
    image = noise(6, 8)
    assert not np.array_equal(all_rows(image, "multiscale"), all_rows(image.reshape(8, 6), "multiscale"))
    assert len(empty_cache) == 2


def test_one_image_cannot_fill_the_cache():
    values_of_a_pixel = 48
    assert 4 * features.LARGEST_KEPT * values_of_a_pixel * np.float16().nbytes <= 1.01 * features.cache.most_bytes
