"""The page of the styles shows the table of the library, as built."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from segmetrics_lab.labels import CLASSES, ERRORS, GROUNDS, SCORES, TONES
from segmetrics_lab.labels.styles import CONTROLS
from tools import build_styles

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "styles.md").read_text(encoding="utf-8")
PICTURES = sorted((DOCS / "styles").glob("*.svg"))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    build_styles.build(folder)
    return folder


def test_the_committed_page_and_pictures_are_what_the_tool_builds(built):
    assert (built / "styles.md").read_text(encoding="utf-8") == PAGE
    assert [path.name for path in sorted((built / "styles").iterdir())] == [path.name for path in PICTURES]
    for path in PICTURES:
        assert (built / "styles" / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("table", [CLASSES, CONTROLS, ERRORS, GROUNDS, SCORES, TONES])
def test_every_style_is_on_the_page_with_both_colours(table):
    for name, style in table.items():
        assert f"| {name} | `{style.light}` | `{style.dark}` |" in PAGE


def test_every_picture_of_the_page_is_there_with_words_and_can_be_read_as_svg():
    shown = re.findall(r"!\[([^\]]+)\]\(styles/(\w+\.svg)\)", PAGE)
    assert sorted(name for _, name in shown) == [path.name for path in PICTURES]
    assert min(len(words.split()) for words, _ in shown) > 8
    for path in PICTURES:
        texts = [part.text for part in ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}text")]
        assert len(texts) >= 8
    assert "{" not in PAGE


def test_a_line_is_drawn_with_its_dashes_and_its_marker():
    dotted = build_styles.line(SCORES["recall"], "dark", 20)
    assert 'stroke="#f36f2b" stroke-width="2.5" stroke-dasharray="2 3"' in dotted
    assert 'd="M44-6 50 5H38z" fill="#f36f2b"' in dotted
    assert "dasharray" not in build_styles.line(SCORES["accuracy"], "light", 20)


def test_an_area_is_drawn_with_its_hatch_and_its_sign():
    missed, found = (build_styles.area(ERRORS[name], "light", 20) for name in ("missed", "found"))
    assert 'fill="#c9360d"' in missed
    assert 'stroke="#ffffff" stroke-width="2"' in missed
    assert ">−</text>" in missed
    assert "<path" not in found
    assert "</text>" not in found
