"""What every widget does in a page without a kernel: it is for every eye, hand and screen."""

import io
import re
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from segmetrics_lab.widgets import PredictFirst
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


WORD = """button => {
    const words = document.createRange();
    words.selectNodeContents(button);
    const { x, y, width, height } = words.getBoundingClientRect();
    return { x: x + 2, y: y + 4, width: width - 4, height: height - 8 };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_buttons_can_be_read_where_colours_are_forced(shown, page, scheme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    shown(PredictFirst("Which share?", 0.3))
    page.get_by_role("slider").press("ArrowRight")
    for button in page.locator(".segments button").all():
        picture = Image.open(io.BytesIO(page.screenshot(clip=button.evaluate(WORD)))).convert("L")
        counts = Counter(picture.tobytes())
        ground = counts.most_common(1)[0][0]
        ink = sum(count for tone, count in counts.items() if abs(tone - ground) > 100)
        assert ink > counts.total() / 20, counts.most_common(4)


def luminance(color):
    """How bright a colour of the browser is, from 0 to 1, as WCAG 2 defines it."""
    parts = [float(part) for part in re.findall(r"[0-9.]+", color)[:3]]
    scaled = [part if "srgb" in color else part / 255 for part in parts]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in scaled]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("make", [make for make in WIDGETS if make.__name__ == "paradox_explorer"])
def test_words_on_the_bar_of_shares_can_be_read_where_colours_are_forced(shown, page, make, scheme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    shown(make())
    pairs = page.locator(".shares .parts svg:has(text)").evaluate_all(
        "all => all.map(e => ['text', 'rect'].map(part => getComputedStyle(e.querySelector(part)).fill))"
    )
    contrasts = [(max(two) + 0.05) / (min(two) + 0.05) for two in ([luminance(one) for one in pair] for pair in pairs)]
    assert len(contrasts) >= 4
    assert min(contrasts) >= 4.5, pairs


WRONGLY_CALLED = """() => {
    const words = (text) => text.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, " ").trim();
    const parts = [...document.querySelectorAll(".segmetrics :is(button, input, select, summary, [role=gridcell])")];
    return parts.filter((part) => {
        const read = part.matches("select") ? "" : words(part.innerText);
        const label = [...(part.labels ?? [])].map((one) => one.innerText).join(" ");
        const called = words(part.ariaLabel || label || read);
        return !called || !` ${called} `.includes(read && ` ${read} `);
    }).map((part) => part.outerHTML);
}"""
FAINT = """() => {
    const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
    const rgba = (color) => {
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data];
    };
    const light = (color) => color.slice(0, 3).map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = (part) => {
        const before = part.previousElementSibling;
        if (before?.matches("rect")) return rgba(getComputedStyle(before).fill);
        const color = rgba(getComputedStyle(part).backgroundColor);
        return color[3] === 255 || !part.parentElement ? color : ground(part.parentElement);
    };
    const said = (part) => [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return [...document.querySelectorAll(".segmetrics *")].filter((part) => {
        if (!said(part) || !part.checkVisibility() || part.closest("[disabled], option")) return false;
        const { color, fill } = getComputedStyle(part);
        const lights = [rgba(part.ownerSVGElement ? fill : color), ground(part)].map(light).sort((a, b) => a - b);
        return (lights[1] + 0.05) / (lights[0] + 0.05) < 4.5;
    }).map((part) => part.outerHTML);
}"""


@pytest.mark.parametrize("make", WIDGETS)
def test_what_is_read_on_a_control_is_in_the_name_by_which_it_is_called(shown, make):
    page = shown(make())
    assert page.evaluate(WRONGLY_CALLED) == []


@pytest.mark.parametrize("make", WIDGETS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(shown, page, make, scheme):
    page.emulate_media(color_scheme=scheme)
    shown(make())
    page.locator("summary").click()
    assert page.evaluate(FAINT) == []
