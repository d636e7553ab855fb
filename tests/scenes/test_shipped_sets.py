"""The rendered sets and the data folder, as they are shipped."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from segmetrics_lab.scenes import load, load_set, names

DATA = Path(__file__).parents[2] / "segmetrics_lab" / "scenes" / "data"
MANIFEST = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
CLASSES = ("sky", "trees", "building", "grass", "road", "marking", "vehicle", "person")
VIEWS = ("road_noon", "road_overcast", "road_dusk", "road_fog")
SETS = ("road", "rare", "drives")


def entries():
    """Every entry of the manifest that has files."""
    for part in ("photographs", "display"):
        yield from MANIFEST[part].values()
    for name in SETS:
        yield from MANIFEST["sets"][name]


def share_of(scenes, *class_names):
    """The share of the scored pixels that are of these classes."""
    truth = np.stack([scene.truth for scene in scenes])
    wanted = [scenes[0].palette.index_of(class_name) for class_name in class_names]
    return np.isin(truth, wanted).sum() / (truth != 255).sum()


def test_the_views_of_a_road_follow_the_photographs():
    assert names()[-4:] == VIEWS


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_a_large_picture_of_eight_classes(name):
    view = load(name)
    assert view.image.shape == (240, 320, 3)
    assert view.palette.names == CLASSES
    assert view.palette.background is None
    assert set(np.unique(view.truth)) <= set(range(8)) | {255}
    assert "rendered scene, not a photograph" in view.source
    assert (DATA / MANIFEST["display"][name]["image"]).suffix == ".png"


@pytest.mark.parametrize("name", ["road", "rare"])
def test_a_set_has_half_of_its_scenes_for_training_and_a_quarter_each_for_validation_and_test(name):
    assert [len(load_set(name, split)) for split in (None, "train", "validation", "test")] == [48, 24, 12, 12]


def test_the_drives_are_twelve_of_eight_frames():
    scenes = load_set("drives")
    groups = list(dict.fromkeys(scene.group for scene in scenes))
    assert len(groups) == 12
    assert [scene.group for scene in scenes] == [group for group in groups for _ in range(8)]
    assert [scene.name for scene in scenes] == [f"{group} frame {frame}" for group in groups for frame in range(8)]


@pytest.mark.parametrize("name", SETS)
def test_the_scenes_of_a_set_are_small_rendered_and_of_the_same_classes(name):
    scenes = load_set(name)
    assert {scene.image.shape for scene in scenes} == {(120, 160, 3)}
    assert {scene.truth.shape for scene in scenes} == {(120, 160)}
    assert {scene.palette.names for scene in scenes} == {CLASSES}
    assert {scene.licence for scene in scenes} == {"CC0-1.0"}
    assert all("rendered scene, not a photograph" in scene.source for scene in scenes)
    assert len({scene.name for scene in scenes}) == len(scenes)
    assert len({scene.image.tobytes() for scene in scenes}) == len(scenes)


@pytest.mark.parametrize("name", SETS)
def test_the_pictures_of_a_set_keep_the_colour_of_every_pixel(name):
    for entry in MANIFEST["sets"][name]:
        with Image.open(DATA / entry["image"]) as image:
            assert isinstance(image, JpegImageFile)
            assert [layer[1:3] for layer in image.layer] == [(1, 1)] * 3


@pytest.mark.parametrize("name", SETS)
def test_every_class_is_in_every_part_of_a_set(name):
    for split in [None] if name == "drives" else ["train", "validation", "test"]:
        assert all(share_of(load_set(name, split), class_name) > 0 for class_name in CLASSES)


@pytest.mark.parametrize("split", [None, "train", "validation", "test"])
def test_vehicles_and_people_are_rare_in_the_rare_set(split):
    assert 0.01 <= share_of(load_set("rare", split), "vehicle", "person") <= 0.03


@pytest.mark.parametrize("name", ["road", "rare"])
def test_no_drive_is_in_two_splits(name):
    drives = [{scene.group for scene in load_set(name, split)} for split in ("train", "validation", "test")]
    assert sum(map(len, drives)) == len(set.union(*drives))


def test_no_drive_is_in_two_sets():
    drives = [{scene.group for scene in load_set(name)} for name in SETS]
    assert sum(map(len, drives)) == len(set.union(*drives))


def test_the_sets_are_a_quick_download():
    size = sum(path.stat().st_size for name in SETS for path in (DATA / name).iterdir())
    assert 0 < size <= 2.5e6


def test_every_file_is_the_one_that_the_manifest_knows():
    hashes = {file: digest for entry in entries() for file, digest in entry["sha256"].items()}
    assert hashes
    for file, digest in hashes.items():
        assert hashlib.sha256((DATA / file).read_bytes()).hexdigest() == digest, file


def test_an_entry_knows_the_hashes_of_its_own_files():
    for entry in entries():
        assert {entry[key] for key in ("image", "label_map", "object_ids") if key in entry} == set(entry["sha256"])


def test_the_folder_holds_nothing_that_the_manifest_does_not_know():
    known = {file for entry in entries() for file in entry["sha256"]}
    found = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    assert found == known | {"manifest.json"}
