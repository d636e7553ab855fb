"""The loader of the shipped scenes, at work in a small data folder of its own."""

import hashlib
import json
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from segmetrics_lab.scenes import data_folder, load, load_set, names, shipped
from segmetrics_lab.scenes.data_folder import SceneDataError

CACHES = (data_folder._manifest, shipped._load, shipped._load_from_set)
ROAD_SPLITS = ("train", "train", "validation", "test")


class Folder:
    """A data folder in the making."""

    def __init__(self, path):
        self.path = path
        self.manifest = {
            "label_map_licence": "CC0-1.0",
            "rendered": {
                "classes": ["sky", "road", "car"],
                "colors": ["#56b4e9", "#4d4d4d", "#d55e00"],
                "background": None,
                "author": "a renderer",
                "licence": "CC0-1.0",
            },
            "photographs": {"cup": self.photograph("cup")},
            "display": {"road_noon": self.entry("display/road_noon", render={"seed": 1})},
            "sets": {
                "road": [
                    self.entry(f"road/{at:02}", ".jpg", split=split, drive=f"road {at:02}")
                    for at, split in enumerate(ROAD_SPLITS)
                ],
                "rare": [self.entry("rare/00", ".jpg", split="test", drive="rare 00")],
                "drives": [
                    self.entry(f"drives/{drive}_{frame}", ".jpg", drive=f"drive {drive:02}", frame=frame)
                    for drive in range(2)
                    for frame in range(3)
                ],
            },
        }
        self.write()

    def write(self):
        (self.path / "manifest.json").write_text(json.dumps(self.manifest), encoding="utf-8")

    def entry(self, stem, suffix=".png", truth=((0, 1), (2, 255)), **known):
        files = {"image": f"{stem}{suffix}", "label_map": f"{stem}_map.png"}
        label_map = np.array(truth, np.uint8)
        hashes = self.saved(files["image"], np.full((*label_map.shape, 3), 100, np.uint8))
        return files | known | {"sha256": hashes | self.saved(files["label_map"], label_map)}

    def photograph(self, name):
        known = {"author": "somebody", "source": "a museum", "licence": "CC0-1.0", "classes": ["table", "cup"]}
        entry = self.entry(name, truth=((0, 1),), **known, colors=["#4d4d4d", "#e69f00"], background=0)
        ids = self.saved("cup_ids.png", np.array([[0, 1]], np.uint8))
        return entry | {"object_ids": "cup_ids.png", "sha256": entry["sha256"] | ids}

    def saved(self, file, pixels):
        path = self.path / file
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(pixels).save(path)
        return {file: hashlib.sha256(path.read_bytes()).hexdigest()}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(data_folder, "DATA", tmp_path)
    for cache in CACHES:
        cache.cache_clear()
    yield Folder(tmp_path)
    for cache in CACHES:
        cache.cache_clear()


# What is there


@pytest.mark.usefixtures("folder")
def test_the_names_are_those_of_the_photographs_then_of_the_rendered_views():
    assert names() == ("cup", "road_noon")


@pytest.mark.usefixtures("folder")
def test_a_photograph_comes_with_all_that_is_known_about_it():
    cup = load("cup")
    assert cup.truth.tolist() == [[0, 1]]
    assert cup.object_ids.tolist() == [[0, 1]]
    assert cup.palette.names == ("table", "cup")
    assert (cup.name, cup.group, cup.source, cup.licence) == ("cup", "cup", "somebody; a museum", "CC0-1.0")


@pytest.mark.usefixtures("folder")
def test_a_rendered_view_says_that_it_is_not_a_photograph():
    noon = load("road_noon")
    assert noon.truth.tolist() == [[0, 1], [2, 255]]
    assert noon.image.tolist() == [[[100] * 3] * 2] * 2
    assert (noon.palette.names, noon.palette.background) == (("sky", "road", "car"), None)
    assert noon.source == "a renderer; rendered scene, not a photograph"
    assert (noon.name, noon.group, noon.licence) == ("road_noon", "road_noon", "CC0-1.0")


@pytest.mark.usefixtures("folder")
def test_a_set_comes_whole_or_by_its_splits_in_its_own_order():
    assert [scene.name for scene in load_set("road")] == ["road 00", "road 01", "road 02", "road 03"]
    assert [scene.name for scene in load_set("road", "train")] == ["road 00", "road 01"]
    assert [scene.name for scene in load_set("road", split="validation")] == ["road 02"]
    assert [scene.name for scene in load_set("road", "test")] == ["road 03"]


@pytest.mark.usefixtures("folder")
def test_frames_of_one_drive_are_of_one_group():
    scenes = load_set("drives")
    assert [scene.name for scene in scenes][:4] == [
        "drive 00 frame 0",
        "drive 00 frame 1",
        "drive 00 frame 2",
        "drive 01 frame 0",
    ]
    assert [scene.group for scene in scenes] == ["drive 00"] * 3 + ["drive 01"] * 3


@pytest.mark.usefixtures("folder")
def test_the_photographs_are_a_set_too():
    assert load_set("photographs") == (load("cup"),)


@pytest.mark.usefixtures("folder")
def test_a_scene_is_read_once_however_it_is_asked_for():
    assert load("cup") is load("cup")
    assert load_set("road", "test")[0] is load_set("road")[3]


def test_a_scene_is_read_only_when_somebody_asks_for_it(folder):
    (folder.path / "road" / "00.jpg").unlink()
    assert [scene.name for scene in load_set("road", "test")] == ["road 03"]


# What is not


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("call", "arguments", "message"),
    [
        (load, ["cups"], "name is 'cups', but it must be one of: cup, road_noon. Did you mean 'cup'?"),
        (load, ["moon"], "name is 'moon', but it must be one of: cup, road_noon."),
        (load, [["cup"]], "name is ['cup'], but it must be one of: cup, road_noon."),
        (load, [None], "name is None, but it must be one of: cup, road_noon."),
        (
            load_set,
            ["Drive"],
            "name is 'Drive', but it must be one of: photographs, road, rare, drives. Did you mean 'drives'?",
        ),
        (load_set, ["cup"], "name is 'cup', but it must be one of: photographs, road, rare, drives."),
        (
            load_set,
            ["road", "valid"],
            "the set 'road' has no split 'valid'. Its splits are: train, validation, test. Did you mean 'validation'?",
        ),
        (load_set, ["road", 0], "the set 'road' has no split 0. Its splits are: train, validation, test."),
        (
            load_set,
            ["drives", "train"],
            "the set 'drives' has no split 'train'. It has none: splitting it is up to you. "
            'Call segmetrics_lab.models.split(load_set("drives"), by="drive").',
        ),
        (
            load_set,
            ["photographs", "test"],
            "the set 'photographs' has no split 'test'. It has none: leave split out. "
            "Photographs have different classes, so none tests another.",
        ),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(call, arguments, message):
    with pytest.raises(ValueError, match=r".") as error:
        call(*arguments)
    assert str(error.value) == message


def damaged(call, *arguments):
    """What the loader says of a damaged data folder."""
    with pytest.raises(SceneDataError) as error:
        call(*arguments)
    message = str(error.value)
    for way_out in ("pip install --force-reinstall", "git restore segmetrics_lab/scenes/data", "Nothing in your code"):
        assert way_out in message
    return message


@pytest.mark.parametrize("file", ["cup.png", "cup_map.png", "cup_ids.png"])
def test_a_missing_file_is_named_with_the_way_to_restore_it(folder, file):
    (folder.path / file).unlink()
    assert f"The data file {folder.path / file} cannot be read (No such file or directory)" in damaged(load, "cup")


@pytest.mark.parametrize("file", ["road/02.jpg", "road/02_map.png"])
@pytest.mark.parametrize("left", [0, 20, -1])
def test_a_truncated_file_is_named_with_the_way_to_restore_it(folder, file, left):
    path = folder.path / file
    path.write_bytes(path.read_bytes()[:left])
    assert f"{path} is damaged or was changed" in damaged(load_set, "road", "validation")


def test_a_label_map_that_somebody_painted_in_is_not_taken_for_the_truth(folder):
    folder.saved("display/road_noon_map.png", np.array([[0, 0], [0, 0]], np.uint8))
    assert "road_noon_map.png is damaged or was changed" in damaged(load, "road_noon")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is damaged (Expecting value"),
        (b'{"photographs": {', "is damaged (Expecting"),
        (b"\xff\xfe\x00\x01\x02", "is damaged ("),
        (b"[]", "it holds a list"),
        (b"{}", "has no part 'photographs'"),
        (b'{"photographs": {}}', "has no part 'display'"),
    ],
)
def test_a_damaged_manifest_is_named_with_the_way_to_restore_it(folder, content, words):
    (folder.path / "manifest.json").write_bytes(content)
    message = damaged(names)
    assert "manifest.json" in message
    assert words in message


def test_a_missing_manifest_is_named_with_the_way_to_restore_it(folder):
    (folder.path / "manifest.json").unlink()
    assert "manifest.json cannot be read" in damaged(names)


@pytest.mark.parametrize("gap", ["image", "label_map", "sha256", "classes", "licence"])
def test_a_manifest_with_a_gap_says_where(folder, gap):
    del folder.manifest["photographs"]["cup"][gap]
    folder.write()
    message = damaged(load, "cup")
    assert "manifest.json is damaged: what it says about the scene 'cup' is not complete" in message
    assert gap in message


def test_a_manifest_with_a_gap_in_a_set_says_where(folder):
    del folder.manifest["sets"]["road"][1]["drive"]
    folder.write()
    assert "scene 1 of the set 'road'" in damaged(load_set, "road")


def test_scenes_start_without_the_library_that_only_models_need():
    code = "import sys, segmetrics_lab.scenes; print('skimage' in sys.modules, 'scipy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "False"]
