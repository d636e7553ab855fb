"""Widgets in a lecture, below .segmetrics-wide: they fit a slide, and every text is large; in print nothing is cut."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segmetrics_lab.widgets import MatrixExplorer, RoomVote
from tests.browser.overlaps import overlaps
from tests.browser.widget_examples import (
    HEIGHT,
    MATRIX,
    PALETTE,
    TRUTH,
    WIDGETS,
    WIDTH,
    array_of,
    painter,
    room_vote,
    set_trait,
    shifter,
    split_explorer,
    touch,
    trait,
)

SCREENS = [(1280, 720), (1024, 768)]
MARGINS_PX = 80
"""What a slide keeps free at both sides together; above a widget stands a headline, so that 140 are kept free there."""
HEADLINE_PX = 140
SLIDE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A slide</title>
<style>:root {{ color-scheme: light }} body {{ margin: 0; font-family: system-ui }} main {{ padding: 0 40px }}
h1 {{ margin: 0; height: 80px }}</style>
<body class="{kind}"><main><h1>A headline</h1>{html}</main></body></html>"""

TEXTS = """() => [...document.querySelectorAll(".segmetrics *")].filter((part) => part.checkVisibility()
    && !part.closest(".unseen, option") && [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
).map((part) => [parseFloat(getComputedStyle(part).fontSize) * part.currentCSSZoom, part.outerHTML.slice(0, 120)])"""
CUT = """() => {
    const page = document.querySelector(".segmetrics").getBoundingClientRect();
    const seen = (part) => part.checkVisibility() && !part.closest(".unseen, .layers, .zoomed, option, svg svg");
    const scrolls = (part) => (part.type === "number" || getComputedStyle(part).overflowX !== "visible")
        && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1);
    const isOut = ({ left, right, bottom, width }) =>
        width > 1 && (left < page.left - 1 || right > page.right + 1 || bottom > page.bottom + 1);
    return [...document.querySelectorAll(".segmetrics *")].filter(seen)
        .filter((part) => isOut(part.getBoundingClientRect()) || (!part.matches("svg, img") && scrolls(part)))
        .map((part) => part.outerHTML.slice(0, 120));
}"""
"""What stands out of its widget, or would have to be scrolled."""


def matrix_with_maps():
    slid = np.where(np.roll(TRUTH, 2, axis=1) == 255, 0, np.roll(TRUTH, 2, axis=1))
    counts = np.array([[2422, 40, 20], [40, 360, 0], [20, 0, 130]])
    return MatrixExplorer(counts, PALETTE.names, truth=TRUTH, prediction=slid)


def matrix_of_eight():
    names = ["sky", "trees", "building", "grass", "road", "marking", "vehicle", "person"]
    return MatrixExplorer(np.arange(64).reshape(8, 8) * 1501, names)


CHOICES = [
    "pixel accuracy of the whole picture",
    "mean IoU over all classes",
    "recall of the person",
    "both of them",
    "it depends",
    "I do not know",
]
ASKED = "Which of these numbers would you look at first, before you put the model into the car, and why that one?"


def vote_of_six():
    return RoomVote(ASKED, "it depends", CHOICES)


def voted_of_six():
    vote = vote_of_six()
    vote.before, vote.after, vote.shown = [1, 2, 3, 9, 5, 6], [3, 2, 1, 5, 0, 0], True
    return vote


IN_A_LECTURE = [*WIDGETS, matrix_with_maps, matrix_of_eight, vote_of_six, voted_of_six]


@pytest.fixture
def slide(page, tmp_path):
    """Show a widget on a slide of a screen."""

    def show(widget, screen, *, on=page, kind="segmetrics-wide"):
        on.set_viewport_size(dict(zip(("width", "height"), screen, strict=True)))
        (tmp_path / "slide.html").write_text(SLIDE.format(html=widget.to_html(), kind=kind), encoding="utf-8")
        on.goto((tmp_path / "slide.html").as_uri())
        expect(on.locator(".segmetrics")).to_be_visible()
        return on

    return show


@pytest.mark.parametrize("make", IN_A_LECTURE)
@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_a_widget_fits_a_slide_with_large_texts_and_nothing_covered_or_cut(slide, make, screen):
    page = slide(make(), screen)
    box = page.locator(".segmetrics").bounding_box()
    assert box["width"] <= screen[0] - MARGINS_PX
    assert box["height"] <= screen[1] - HEADLINE_PX
    texts = page.evaluate(TEXTS)
    assert texts
    assert [(size, text) for size, text in texts if size < 19.99] == []
    assert overlaps(page, ".segmetrics") == []
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_every_step_of_a_vote_fits_a_slide(slide, screen):
    page = slide(vote_of_six(), screen)
    page.locator("[type=number]").first.fill("3")
    for step in (None, "Lock the first vote", "Vote again now"):
        if step:
            page.get_by_role("button", name=step).click()
        assert page.locator(".segmetrics").bounding_box()["height"] <= screen[1] - HEADLINE_PX
        assert overlaps(page, ".segmetrics") == []
        assert page.evaluate(CUT) == []


@pytest.mark.parametrize("zoom", [1, 0.9])
@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_painting_hits_the_pixel_by_mouse(slide, screen, zoom):
    page = slide(painter(), screen)
    page.evaluate("zoom => { document.querySelector('main').style.zoom = zoom }", zoom)
    page.get_by_role("button", name="brush 1 pixel wide", exact=True).click()
    box = page.locator(".paper").bounding_box()
    for x, y in ((30, 20), (0, 0), (63, 47), (5, 40)):
        page.mouse.click(box["x"] + (x + 0.5) / WIDTH * box["width"], box["y"] + (y + 0.5) / HEIGHT * box["height"])
    painted = np.argwhere(array_of(page, "prediction"))
    assert painted.tolist() == [[0, 0], [20, 30], [40, 5], [47, 63]]


def test_painting_hits_the_pixel_by_finger_and_in_an_enlarged_picture(slide, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 720}, has_touch=True)
    page = slide(painter(), (1280, 720), on=context.new_page())
    page.get_by_role("button", name="brush 1 pixel wide", exact=True).tap()
    paper = page.locator(".paper")
    box = paper.bounding_box()
    place = (box["x"] + 30.5 / WIDTH * box["width"], box["y"] + 20.5 / HEIGHT * box["height"])
    touch(context, page, ("touchStart", place), ("touchEnd",))
    assert np.argwhere(array_of(page, "prediction")).tolist() == [[20, 30]]
    page.mouse.move(*place)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.mouse.click(*place)  # the pixel stays below the pointer that enlarges the picture
    assert paper.bounding_box()["width"] > 1.2 * box["width"]
    assert np.argwhere(array_of(page, "prediction")).tolist() == [[20, 30]]
    context.close()


def test_a_prediction_is_dragged_by_as_many_pixels_as_the_pointer_passes(slide):
    page = slide(shifter(), (1280, 720))
    box = page.locator(".prediction-shifter .paper").bounding_box()
    pixel = box["width"] / WIDTH
    page.mouse.move(box["x"] + 30 * pixel, box["y"] + 20 * pixel)
    page.mouse.down()
    page.mouse.move(box["x"] + 36 * pixel, box["y"] + 17 * pixel, steps=4)
    page.mouse.up()
    assert trait(page, "offset") == [6, -3]


def test_the_line_between_two_frames_ends_on_both(slide):
    page = slide(split_explorer(), (1280, 720))
    page.get_by_role("button", name="by frame").click()
    ends = page.locator(".link circle").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(({ left, top }) => [left, top])"
    )
    chosen = [page.locator(".frames [aria-selected=true]"), page.locator(".frames .nearest")]
    for (left, top), cell in zip(ends, chosen, strict=True):
        box = cell.bounding_box()
        assert box["x"] < left < box["x"] + box["width"]
        assert box["y"] - 4 < top < box["y"] + box["height"]


PAPER = (794, 1123)
"""A sheet of A4 in pixels of a page."""


@pytest.mark.parametrize("make", IN_A_LECTURE)
@pytest.mark.parametrize("kind", ["", "segmetrics-wide"])
def test_in_print_nothing_is_cut_and_no_control_is_left(slide, make, kind):
    page = slide(make(), PAPER if not kind else SCREENS[0], kind=kind)
    page.emulate_media(media="print")
    page.wait_for_timeout(100)
    assert page.locator(".segmetrics").is_visible()
    assert page.evaluate(CUT) == []
    assert overlaps(page, ".segmetrics") == []
    controls = page.locator(".segmetrics :is(button:not(.score, [aria-pressed=true]), [type=range], summary)")
    assert [control.inner_text() for control in controls.all() if control.is_visible()] == []
    assert page.locator(".segmetrics").evaluate("e => getComputedStyle(e).breakInside") == "avoid"


def test_in_print_stands_what_was_chosen_and_voted(slide):
    page = slide(room_vote(), PAPER, kind="")
    set_trait(page, "before", [15, 5, 0])
    set_trait(page, "skipped", True)
    page.emulate_media(media="print")
    expect(page.get_by_text("15 of 20")).to_be_visible()
    expect(page.get_by_text("Start anew")).to_be_hidden()
    page.emulate_media(media="screen")
    explorer = slide(MatrixExplorer(MATRIX, PALETTE.names), PAPER, kind="")
    explorer.emulate_media(media="print")
    values = explorer.locator(".grid input").evaluate_all("all => all.map(e => e.value)")
    assert values == [str(count) for count in MATRIX.ravel()]
    expect(explorer.locator(".score").first).to_be_visible()
