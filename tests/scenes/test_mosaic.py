"""Texture mosaics: exact truth, and halves that never mix."""

import hashlib

import numpy as np
import pytest
from skimage import measure

from segmetrics_lab.scenes import mosaic, render_mosaic

BRICK, GRASS, GRAVEL = range(3)


def sha256(array):
    return hashlib.sha256(array.tobytes()).hexdigest()[:16]


def test_a_mosaic_knows_what_it_is():
    scene = render_mosaic(4, half="test")
    assert scene.image.shape == scene.truth.shape == (192, 192)
    assert scene.image.dtype == scene.truth.dtype == np.uint8
    assert scene.palette.names == ("brick", "grass", "gravel")
    assert scene.palette.background is None
    assert (scene.name, scene.group, scene.licence) == ("mosaic 4 test", "mosaics test", "CC0-1.0")
    assert scene.source == (
        "mosaic of texture photographs: brick by CC0Textures, grass by linolafett, gravel by CC0Textures"
    )


@pytest.mark.parametrize("half", ["train", "test"])
def test_each_pixel_shows_the_texture_of_its_class_out_of_its_own_half(half, monkeypatch):
    # Left halves of 10, 20, 30; right halves of 11, 21, 31.
    coded = {name: np.full((512, 512), 10 * number, np.uint8) for number, name in enumerate(mosaic.TEXTURES, start=1)}
    for texture in coded.values():
        texture[:, 256:] += 1
    monkeypatch.setattr(mosaic, "texture_photograph", coded.__getitem__)
    for seed in range(20):
        scene = render_mosaic(seed, size=(150, 256), half=half)
        assert np.array_equal(scene.image, 10 * (scene.truth + 1) + (half == "test"))


def test_pixels_are_those_of_the_photograph_and_lie_as_they_lie_there(monkeypatch):
    place = np.arange(512 * 512).reshape(512, 512)
    for wanted in (place % 256, place // 512 % 256):
        monkeypatch.setattr(mosaic, "texture_photograph", lambda _, values=wanted: values.astype(np.uint8))
        scene = render_mosaic(0)
        for class_index in (BRICK, GRASS, GRAVEL):
            shift = scene.image.astype(int) - wanted[:192, :192]
            assert len(np.unique(shift[scene.truth == class_index] % 256)) == 1


def test_every_class_covers_a_tenth_of_every_mosaic_or_more():
    for seed in range(60):
        for size in ((64, 64), (192, 192), (512, 64)):
            areas = np.bincount(render_mosaic(seed, size=size).truth.ravel(), minlength=3)
            assert areas.min() >= 0.1 * areas.sum()


def test_regions_are_of_different_size():
    areas = [region.area for region in measure.regionprops(measure.label(render_mosaic(2).truth + 1))]
    assert len(areas) >= 5
    assert max(areas) > 4 * min(areas)


def test_borders_are_wavy(monkeypatch):
    def mean_solidity():  # the area of a region by that of a rubber band around it: bays and tongues make it less
        label_maps = [measure.label(render_mosaic(seed).truth + 1) for seed in range(10)]
        return np.mean([region.solidity for label_map in label_maps for region in measure.regionprops(label_map)])

    wavy = mean_solidity()
    monkeypatch.setattr(mosaic, "WAVES", [(length, 0) for length, _ in mosaic.WAVES])
    assert wavy < mean_solidity() - 0.03


def test_the_same_seed_gives_the_same_pixels_on_every_computer():
    scene, tall = render_mosaic(0), render_mosaic(3, size=(512, 256), half="test")
    assert (sha256(scene.truth), sha256(scene.image)) == ("f393170adbb6ee05", "853c4d67fc770599")
    assert (sha256(tall.truth), sha256(tall.image)) == ("c99cefed5614d890", "ea0e641ca855dab5")


def test_another_seed_or_the_other_half_gives_another_layout():
    layouts = [render_mosaic(seed, half=half).truth.tobytes() for seed in range(3) for half in ("train", "test")]
    assert len(set(layouts)) == 6


@pytest.mark.parametrize(
    "size", [(63, 192), (192, 63), (513, 192), (192, 257), (192,), (192, 192, 3), 192, (192.0, 192), None, "ab"]
)
def test_a_size_that_half_a_photograph_cannot_give_is_refused(size):
    with pytest.raises(ValueError, match=r"size is .*64 to 512 by 64 to 256 pixels") as error:
        render_mosaic(0, size=size)
    assert repr(size) in str(error.value)


def test_an_unknown_half_is_answered_with_the_two_there_are():
    with pytest.raises(ValueError, match=r"half is 'tests'.*train, test\. Did you mean 'test'\?"):
        render_mosaic(0, half="tests")


def test_a_seed_below_0_is_refused():
    with pytest.raises(ValueError, match="seed is -1"):
        render_mosaic(-1)
