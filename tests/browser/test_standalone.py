"""Widgets in pages from a local file: they come alive, or their still picture stays with a sentence."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.untroubled import untroubled
from tests.browser.widget_examples import painter, predict_choice

UNSTARTED = "This cannot be used in this browser. Shown is how it was at first."
WITHOUT_STREAMS = "delete window.DecompressionStream"


@pytest.fixture
def page(own_page):
    """A page of its own: scripts that run before those of a page stay with it."""
    return own_page


@pytest.fixture
def opened(page, tmp_path):
    """Open a page from a file; nothing in it may fail or ask for a network."""

    def open_it(html):
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        page.goto((tmp_path / "page.html").as_uri())

    with untroubled(page):
        yield open_it


def cut(html):
    """The page with one deflated array that ends too early."""
    return re.sub(r'("deflated": "[^"]{20})[^"]*"', r'\1"', html, count=1)


@pytest.mark.parametrize(("script", "change"), [(WITHOUT_STREAMS, str), ("", cut)], ids=["an old browser", "cut bytes"])
def test_a_state_that_cannot_be_read_leaves_the_still_picture_and_says_so(page, opened, script, change):
    page.add_init_script(script)
    opened(change(painter().to_page()))
    expect(page.get_by_text(UNSTARTED)).to_be_visible()
    expect(page.locator("[data-segmetrics] img")).to_be_visible()
    expect(page.locator("[aria-busy]")).to_have_count(0)
    expect(page.locator(".segmetrics")).to_have_count(0)


def test_a_widget_without_bytes_lives_in_an_old_browser_too(page, opened):
    page.add_init_script(WITHOUT_STREAMS)
    opened(predict_choice().to_page())
    expect(page.get_by_role("button", name="Skip")).to_be_visible()
    expect(page.get_by_text(UNSTARTED)).to_have_count(0)
