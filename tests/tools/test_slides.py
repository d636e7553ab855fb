"""The slides of a lecture, from small notebooks that the page of `segmetrics present` is tested with too."""

import json
from dataclasses import asdict
from pathlib import Path

import nbformat
import pytest

from tools.slides import Slide, planned, slides_of

CASES = sorted((Path(__file__).parent / "slides").glob("*.json"))
LECTURE = [
    Slide("Cracks in a wall", 1, 1, (0,), ()),
    Slide("How many?", 4.5, None, (2,), ()),
    Slide("And here?", 3, 2, (3,), ()),
    Slide("Take-away", 2, 1, (4,), ()),
]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_slides_are_those_written_out_beside_the_notebook(path):
    case = json.loads(path.read_text(encoding="utf-8"))
    found = slides_of(nbformat.from_dict(case["notebook"]["cells"]))
    assert json.loads(json.dumps([asdict(slide) for slide in found])) == case["slides"], case["about"]


def test_there_are_cases():
    assert len(CASES) == 8


def test_the_long_lecture_has_all_slides_and_says_when_to_be_where():
    assert [(slide.headline, minute) for slide, minute in planned(LECTURE, 45)] == [
        ("Cracks in a wall", 0),
        ("How many?", 1),
        ("And here?", 5.5),
        ("Take-away", 8.5),
    ]


def test_the_short_lecture_has_the_slides_with_short_minutes_and_says_when_to_be_where():
    assert [(slide.headline, minute) for slide, minute in planned(LECTURE, 20)] == [
        ("Cracks in a wall", 0),
        ("And here?", 1),
        ("Take-away", 3),
    ]
