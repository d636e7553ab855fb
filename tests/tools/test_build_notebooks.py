"""The builder of the notebooks."""

import re
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest

from segmetrics_lab.labels import ERRORS
from tools.build_notebooks import built_from
from tools.build_start_picture import PICTURE

ROOT = Path(__file__).parents[2]


def build(*arguments):
    command = [sys.executable, "-m", "tools.build_notebooks", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_an_unknown_lesson_is_refused_by_name():
    found = build("11_leakages")
    assert found.returncode == 2
    assert "no such lesson in notebooks/source or exercises/source: 11_leakages" in found.stderr


def test_cells_with_the_same_text_have_ids_of_their_own():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        ids = [cell.id for cell in nbformat.read(path, as_version=4).cells]
        assert len(set(ids)) == len(ids)


def test_a_picture_beside_a_source_is_inside_the_notebooks_that_learners_copy():
    for built in built_from(ROOT / "notebooks" / "source" / "00_start_here.py"):
        text = built.notebook.cells[0].source
        [content] = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)" width="820" alt="The same ', text)
        assert b64decode(content) == PICTURE.read_bytes()
        assert "pictures/start.svg" not in text


def test_the_first_picture_of_the_course_shows_no_error_stands_still_where_wanted_and_is_small():
    text = PICTURE.read_text(encoding="utf-8")
    assert PICTURE.stat().st_size <= 150_000
    assert "@media (prefers-reduced-motion: reduce) { .wipe { animation: none }" in text
    assert not any(ERRORS[kind].light in text or ERRORS[kind].dark in text for kind in ("missed", "extra"))
    root = ElementTree.fromstring(text)
    assert root.get("width") == "820"
    words = ["".join(part.itertext()) for part in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words[:2] == ["A 0.98 of the pixels are right", "B 0.98 of the pixels are right"]


@pytest.mark.slow
def test_a_build_is_complete_agrees_with_what_is_committed_and_can_be_repeated_to_the_byte(tmp_path):
    whole, again = tmp_path / "whole", tmp_path / "again"
    for folder, names in ((whole, ()), (again, ("03", "09"))):
        found = build(*names, "--to", folder)
        assert found.returncode == 0, found.stderr
    command = ["git", "ls-files", "*.ipynb"]
    committed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert sorted(str(path.relative_to(whole)) for path in whole.rglob("*.ipynb")) == sorted(committed.splitlines())
    for path in whole.rglob("*.*"):
        name = path.relative_to(whole)
        if path.parent.name == "exercises" or "course" in name.parts:
            assert path.read_bytes() == (ROOT / name).read_bytes(), name
    repeated = [path for path in again.rglob("*.*") if path.is_file()]
    assert {path.name for path in repeated} >= {"03_accuracy_and_overlap.ipynb", "09_the_accuracy_paradox.ipynb"}
    for path in repeated:
        name = path.relative_to(again)
        assert path.read_bytes() == (whole / name).read_bytes(), name
