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
    assert "no such lesson in notebooks/source or exercises/source: 07_leakages" in found.stderr


def test_cells_with_the_same_text_have_ids_of_their_own():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        ids = [cell.id for cell in nbformat.read(path, as_version=4).cells]
        assert len(set(ids)) == len(ids)


@pytest.mark.slow
def test_two_builds_are_the_same_to_the_byte(tmp_path):
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        found = build("--to", folder)
        assert found.returncode == 0, found.stderr
    built = [path.relative_to(folders[0]) for path in sorted(folders[0].rglob("*.*"))]
    notebooks = [path for path in built if path.suffix == ".ipynb"]
    assert len(notebooks) == 49  # 9 lessons, map, glossary, 9 sets; the solved sets; a wheel's copy of all but these
    for path in built:
        assert (folders[0] / path).read_bytes() == (folders[1] / path).read_bytes(), path
        if path.parent.name == "exercises" or "course" in path.parts:
            assert (folders[0] / path).read_bytes() == (ROOT / path).read_bytes(), path
