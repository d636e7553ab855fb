"""Slides found by the page of `segmetrics present` are those that the decks are built from."""

import json
from dataclasses import asdict
from pathlib import Path

import nbformat
import pytest

from tools.slides import slides_of

ROOT = Path(__file__).parents[2]
RULE = ROOT / "segmetrics_lab/course/labextension/segmetrics-present/static/slides.js"
CASES = sorted((ROOT / "tests/tools/slides").glob("*.json"))
LECTURES = sorted((ROOT / "segmetrics_lab/course/lectures").glob("*.ipynb"))


@pytest.fixture
def found(page):
    """Find the slides of cells as the page does."""
    code = """async ([rule, cells]) => {
        const { slidesOf } = await import(`data:text/javascript,${encodeURIComponent(rule)}`);
        return slidesOf(cells);
    }"""
    return lambda cells: page.evaluate(code, [RULE.read_text(encoding="utf-8"), cells])


def test_the_page_finds_the_slides_that_are_written_out_beside_the_notebooks(found):
    assert len(CASES) >= 8
    for path in CASES:
        case = json.loads(path.read_text(encoding="utf-8"))
        assert found(case["notebook"]["cells"]) == case["slides"], case["about"]


def test_the_page_finds_the_slides_of_every_lecture_as_the_decks_do(found):
    assert len(LECTURES) == 14
    for path in LECTURES:
        cells = nbformat.read(path, as_version=4).cells
        assert found(cells) == json.loads(json.dumps([asdict(slide) for slide in slides_of(cells)])), path.name
