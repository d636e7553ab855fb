"""What every widget does in a page without a kernel: it is for every eye, hand and screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.widget_examples import WIDGETS


@pytest.mark.parametrize("make", WIDGETS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_for_accessible_pages_is_broken(shown, page, make, scheme):
    page.emulate_media(color_scheme=scheme)
    shown(make())
    page.locator("summary").click()
    found = Axe().run(page)
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []


@pytest.mark.parametrize("make", WIDGETS)
@pytest.mark.parametrize("width", [720, 400])
def test_nothing_is_cut_off_when_there_is_little_room(shown, page, make, width):
    page.set_viewport_size({"width": width, "height": 450})
    shown(make())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.locator(".segmetrics :is(button, input, select)").evaluate_all(
        "(all, width) => all.filter(e => !e.closest('.left, .right, .wide') && e.getBoundingClientRect().right > width)"
        ".map(e => e.outerHTML)",
        width,
    )
    assert cut == []


@pytest.mark.parametrize("make", WIDGETS)
def test_the_colours_forced_by_a_user_are_kept(shown, page, make):
    page.emulate_media(forced_colors="active")
    shown(make())
    ground, ink = page.locator(".segmetrics").evaluate(
        "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    )
    assert ground != ink


@pytest.mark.parametrize("make", [make for make in WIDGETS if make.__name__ in ("painter", "split_explorer")])
def test_a_pressed_button_is_told_apart_where_colours_are_forced(shown, page, make):
    page.emulate_media(forced_colors="active")
    shown(make())
    styles = page.locator(".segmetrics button[aria-pressed]").evaluate_all(
        "all => all.map(e => [e.getAttribute('aria-pressed'), getComputedStyle(e).borderTopStyle])"
    )
    assert {style for pressed, style in styles if pressed == "true"} == {"double"}
    assert {style for pressed, style in styles if pressed == "false"} == {"solid"}
