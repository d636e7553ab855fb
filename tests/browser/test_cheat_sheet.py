"""The cheat sheet in print: one page on which everything can be read and nothing covers anything else."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page

from tools import build_cheat_sheet

COMMITTED = Path(__file__).parents[2] / "notebooks"
SHEET = (COMMITTED / "cheat_sheet.html").read_text(encoding="utf-8")
SMALLEST_PRINT_PX = 10
"""7.5 points."""
MARGIN_PX = 44
"""12 millimetres, but for what a font leaves above its capitals."""

OVERFLOWING = """() => [...document.querySelectorAll("body, body *:not(svg *)")]
    .filter((one) => one.clientWidth > 0)
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
    .map((one) => one.outerHTML.slice(0, 80))"""

TEXTS = """() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const size = parseFloat(getComputedStyle(walker.currentNode.parentElement).fontSize);
        for (const { left, top, right, bottom } of walker.currentNode.data.trim() ? range.getClientRects() : [])
            found.push([walker.currentNode.data.trim(), size, left, top, right, bottom]);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    tab = build_cheat_sheet.opened(SHEET, browser)
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def printed(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    build_cheat_sheet.save(SHEET, browser, folder)
    return folder


def test_nothing_leaves_its_box(tab: Page) -> None:
    assert tab.evaluate(OVERFLOWING) == []


def test_a_box_that_is_too_small_is_noticed(browser: Browser) -> None:
    tab = build_cheat_sheet.opened(
        SHEET.replace("</style>", ".scores { display: block; width: 300px }</style>"), browser
    )
    assert tab.evaluate(OVERFLOWING) != []
    tab.close()


def test_no_text_is_tiny_near_the_edge_of_the_paper_or_over_another(tab: Page) -> None:
    texts = tab.evaluate(TEXTS)
    assert len(texts) > 200
    assert min(size for _, size, *_ in texts) >= SMALLEST_PRINT_PX
    left, top, right, bottom = np.array([box for _, _, *box in texts]).T
    assert min(left.min(), top.min()) >= MARGIN_PX
    assert right.max() <= build_cheat_sheet.A4_PX["width"] - MARGIN_PX
    assert bottom.max() <= build_cheat_sheet.A4_PX["height"] - MARGIN_PX
    wide = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    high = np.minimum.outer(bottom, bottom) - np.maximum.outer(top, top)
    over = np.argwhere(np.triu(np.minimum(wide, high) > 1, k=1))
    assert [(texts[one][0], texts[other][0]) for one, other in over] == []


def test_every_font_comes_with_the_page(tab: Page) -> None:
    loaded = tab.evaluate("[...document.fonts].map((font) => [font.family, font.weight, font.status])")
    families = [("DejaVu Sans", "400"), ("DejaVu Sans", "700"), ("DejaVu Sans Mono", "400")]
    assert [(family.strip('"'), weight) for family, weight, _ in loaded] == families
    assert {status for *_, status in loaded} == {"loaded"}


def test_the_page_is_accessible(tab: Page) -> None:
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()


def test_it_prints_on_one_page_that_is_tagged_for_screen_readers(printed: Path) -> None:
    pdf = (printed / "cheat_sheet.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf
    assert b"/StructTreeRoot" in pdf


def test_two_prints_are_the_same_to_the_byte_and_say_no_day(browser: Browser, printed: Path, tmp_path: Path) -> None:
    build_cheat_sheet.save(SHEET, browser, tmp_path)
    for name in ("cheat_sheet.html", "cheat_sheet.pdf", "cheat_sheet.png"):
        assert (printed / name).read_bytes() == (tmp_path / name).read_bytes()
    assert set(re.findall(rb"\(D:(\d{8})", (printed / "cheat_sheet.pdf").read_bytes())) == {b"20000101"}


def test_the_committed_picture_is_what_the_browser_shows(printed: Path) -> None:
    new, old = (np.asarray(Image.open(folder / "cheat_sheet.png").convert("L")) for folder in (printed, COMMITTED))
    assert new.shape == old.shape == (2246, 1588)
    assert np.mean(np.abs(new.astype(int) - old) > 64) < 0.001
