"""The rendered scenes that ship: rendering them again gives the same label maps, bit by bit."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tools import manifest
from tools.build_scenes import DISPLAY_SIZE, SET_SIZE
from tools.render_road import render_road

ROOT = Path(__file__).parents[2]
MANIFEST = manifest.read()
SETS = [entry for entries in MANIFEST["sets"].values() for entry in entries]


def read(file_name, folder=manifest.DATA):
    return np.array(Image.open(folder / file_name))


@pytest.mark.parametrize("entry", SETS[::12], ids=lambda entry: entry["label_map"])
def test_a_scene_of_a_set_can_be_rendered_again(entry):
    scene = render_road(**entry["render"], size=SET_SIZE)
    assert np.array_equal(scene.truth, read(entry["label_map"]))
    difference = np.abs(scene.image.astype(int) - read(entry["image"]))
    assert difference.mean() < 4, "the file is a JPEG of this picture"


@pytest.mark.parametrize("name", MANIFEST["display"])
def test_a_display_scene_can_be_rendered_again(name):
    entry = MANIFEST["display"][name]
    scene = render_road(**entry["render"], size=DISPLAY_SIZE)
    assert np.array_equal(scene.truth, read(entry["label_map"]))
    levels = np.abs(scene.image.astype(int) - read(entry["image"]))
    assert (levels <= 1).mean() >= 0.999


@pytest.mark.slow
def test_building_all_scenes_again_gives_the_same_label_maps_and_entries(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "tools.build_scenes", str(tmp_path)], cwd=ROOT, check=True, capture_output=True
    )
    built = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    entries = [*SETS, *MANIFEST["display"].values()]
    for entry in entries:
        assert np.array_equal(read(entry["label_map"]), read(entry["label_map"], tmp_path)), entry["label_map"]
    assert without_hashes(built["sets"]) == without_hashes(MANIFEST["sets"])
    assert without_hashes(built["display"]) == without_hashes(MANIFEST["display"])
    assert built["rendered"] == MANIFEST["rendered"]


def without_hashes(value):
    """Colours may differ by a level on another machine, and so may the hash of a picture."""
    if isinstance(value, dict):
        return {key: without_hashes(inner) for key, inner in value.items() if key != "sha256"}
    return [without_hashes(inner) for inner in value] if isinstance(value, list) else value
