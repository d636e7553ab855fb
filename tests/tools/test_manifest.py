"""The manifest of the data folder, which several builders write."""

import importlib.util
import json
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "tools" / "manifest.py"
SPEC = importlib.util.spec_from_file_location("manifest", SOURCE)
manifest = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(manifest)


def test_a_builder_keeps_what_others_have_written(tmp_path):
    manifest.update({"display": {"road_noon": 1}, "sets": {"road": []}}, tmp_path)
    manifest.update({"display": {"road_fog": 2}}, tmp_path)
    assert manifest.read(tmp_path) == {"display": {"road_fog": 2}, "sets": {"road": []}}


def test_who_writes_first_makes_no_difference(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for folder, keys in (("a", manifest.KEYS), ("b", manifest.KEYS[::-1])):
        for key in keys:
            manifest.update({key: "é"}, tmp_path / folder)
    written = [(tmp_path / folder / "manifest.json").read_bytes() for folder in "ab"]
    assert written[0] == written[1]
    assert written[0].startswith('{\n  "label_map_licence": "é",\n'.encode())
    assert written[0].endswith(b"\n}\n")


def test_an_unknown_key_is_refused_and_nothing_written(tmp_path):
    with pytest.raises(ValueError, match=r"no key photograph\. Its keys are: .*photographs"):
        manifest.update({"photograph": {}}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_manifest(tmp_path):
    manifest.update({"sets": {}}, tmp_path)
    with pytest.raises(TypeError):
        manifest.update({"sets": {1j}}, tmp_path)
    assert json.loads((tmp_path / "manifest.json").read_text()) == {"sets": {}}
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_a_hash_goes_by_the_name_of_the_file_in_the_folder(tmp_path):
    (tmp_path / "road").mkdir()
    (tmp_path / "road" / "00.png").write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert manifest.hashes(["road/00.png"], tmp_path) == {"road/00.png": known}
