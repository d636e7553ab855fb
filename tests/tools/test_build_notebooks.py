"""The builder of the notebooks."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]


def build(*arguments):
    command = [sys.executable, "-m", "tools.build_notebooks", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_an_unknown_lesson_is_refused_by_name():
    found = build("07_leakages")
    assert found.returncode == 2
    assert "no such lesson in notebooks/source: 07_leakages" in found.stderr


def test_cells_with_the_same_text_have_ids_of_their_own():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        ids = [cell.id for cell in nbformat.read(path, as_version=4).cells]
        assert len(set(ids)) == len(ids)


@pytest.mark.slow
def test_two_builds_are_the_same_to_the_byte(tmp_path):
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
        found = build("--to", folder)
        assert found.returncode == 0, found.stderr
    names = sorted(path.name for path in folders[0].iterdir())
    assert names == sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name
