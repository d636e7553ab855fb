"""The photographs and their label maps, as they are shipped."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from skimage import measure

from segmetrics_lab.labels import IGNORE_INDEX
from segmetrics_lab.scenes import load, names

ROOT = Path(__file__).parents[2]
DATA = ROOT / "segmetrics_lab" / "scenes" / "data"
MANIFEST = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))

SHAPES_AND_CLASSES = {
    "coins": ((303, 384), ("background", "coin")),
    "camera": ((512, 512), ("sky", "buildings", "grass", "person", "equipment")),
    "coffee": ((400, 600), ("table", "saucer", "coffee", "cup", "spoon", "floor")),
    "chelsea": ((300, 451), ("background", "cat", "eye", "nose")),
    "horse": ((328, 400), ("background", "horse")),
    "china": ((427, 640), ("sky", "pagoda", "trees", "water", "shore")),
}


def test_the_photographs_have_the_names_of_the_lessons_and_come_first():
    assert names()[: len(SHAPES_AND_CLASSES)] == tuple(SHAPES_AND_CLASSES)


@pytest.mark.parametrize("name", SHAPES_AND_CLASSES)
def test_a_photograph_has_its_size_and_classes(name):
    scene = load(name)
    shape, classes = SHAPES_AND_CLASSES[name]
    assert scene.truth.shape == shape == scene.image.shape[:2]
    assert scene.image.dtype == scene.truth.dtype == np.uint8
    assert scene.palette.names == classes
    assert set(np.unique(scene.truth)) - {IGNORE_INDEX} == set(range(len(classes)))
    assert scene.group == scene.name == name
    assert scene.source
    assert scene.licence


@pytest.mark.parametrize("name", SHAPES_AND_CLASSES)
def test_doubtful_pixels_are_few(name):
    assert np.mean(load(name).truth == IGNORE_INDEX) < 0.06


@pytest.mark.parametrize("name", SHAPES_AND_CLASSES)
def test_no_class_has_stray_specks(name):
    scene = load(name)
    smallest = {"horse": 1}.get(name, 9)
    for class_index in range(scene.palette.num_classes):
        areas = [region.area for region in measure.regionprops(measure.label(scene.truth == class_index))]
        assert min(areas) >= smallest, (scene.palette.names[class_index], sorted(areas)[:3])


def test_the_24_coins_are_told_apart():
    coins = load("coins")
    assert coins.object_ids is not None
    assert set(np.unique(coins.object_ids)) == set(range(25))
    assert np.array_equal(coins.object_ids > 0, coins.truth == 1)
    assert measure.label(coins.truth == 1).max() == 24
    for number in range(1, 25):
        assert measure.label(coins.object_ids == number).max() == 1


def test_the_arrays_of_a_scene_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        load("coins").truth[0, 0] = 1


@pytest.mark.parametrize("name", SHAPES_AND_CLASSES)
def test_the_files_are_those_of_the_manifest(name):
    for file, digest in MANIFEST["photographs"][name]["sha256"].items():
        assert hashlib.sha256((DATA / file).read_bytes()).hexdigest() == digest


def test_drawing_the_label_maps_again_gives_the_same_pixels(tmp_path):
    command = [sys.executable, "-m", "tools.build_photographs", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    built = sorted(path.name for path in tmp_path.glob("*.png"))
    assert built == sorted([*(path.name for path in DATA.glob("*_label_map.png")), "coins_object_ids.png"])
    for name in built:
        assert np.array_equal(np.array(Image.open(tmp_path / name)), np.array(Image.open(DATA / name))), name
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["label_map_licence"] == MANIFEST["label_map_licence"]
    for name, entry in MANIFEST["photographs"].items():
        assert manifest["photographs"][name] | {"sha256": None} == entry | {"sha256": None}
