"""Drawing a curve in a page: by mouse, finger or keyboard alone; the true one appears after it, and not before."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.widget_examples import DRAWN_CURVES, draw_answered, draw_curve, set_trait, tab_to, touch, trait

MINE = [0.5, 0.64, 0.78, 0.9]
WORDS = "Your curve is 0.11 too high on average, not close. The largest gap is 0.35, at depth 24."


def places(page, values):
    """Where the values lie on the plane, in pixels of the page."""
    box = page.locator(".draw-first .stack > svg").first.bounding_box()
    last = len(values) - 1
    return [
        (box["x"] + box["width"] * at / last, box["y"] + box["height"] * (1 - value)) for at, value in enumerate(values)
    ]


def drag(page, points):
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point)
    page.mouse.up()


def lock(page, sureness="certain"):
    return page.get_by_role("button", name=sureness, exact=True)


def paths(page):
    return page.locator(".draw-first .lines path[d^=M]").count()


def names(page):
    return page.locator(".draw-first .end text").all_text_contents()


def test_a_curve_is_drawn_by_mouse_and_the_true_one_appears_over_it(shown):
    page = shown(draw_curve())
    assert paths(page) == 1  # the given one, and nothing of one's own yet
    assert names(page) == ["training"]
    expect(page.get_by_text('Draw "validation" here')).to_be_visible()
    drag(page, places(page, MINE))
    expect(page.get_by_text('Draw "validation" here')).to_be_hidden()
    expect(page.locator(".why")).to_have_text("Your guess is a curve from 0.50 to 0.90. How sure are you?")
    assert trait(page, "guess") is None
    lock(page).click()
    assert (trait(page, "guess"), trait(page, "sureness")) == (MINE, "certain")
    expect(page.locator(".verdict")).to_contain_text(WORDS)
    expect(page.get_by_text("It learns slips by heart.", exact=True)).to_be_visible()
    assert names(page) == ["training", "you", "validation"]
    assert paths(page) == 4  # with what lies between
    dashed = page.locator(".draw-first .true")
    assert dashed.get_attribute("stroke-dasharray") == "6 3"
    ends = [end.split() for end in dashed.get_attribute("d")[1:].split("L")]
    assert [1 - float(down) / 100 for _, down in ends] == pytest.approx(DRAWN_CURVES["validation"])


def test_a_fast_stroke_and_two_taps_leave_no_gaps_and_a_part_can_be_drawn_anew(shown):
    page = shown(draw_curve())
    first, *_, last = places(page, [0.2, 0, 0, 0.8])
    page.mouse.click(*first)
    expect(page.locator(".why")).to_have_text("Draw on, over all of 1 to 24.")
    expect(lock(page)).to_be_disabled()
    page.mouse.click(*last)
    page.mouse.click(*places(page, [0, 0.1, 0, 0])[1])
    lock(page).click()
    assert trait(page, "guess") == [0.2, 0.1, 0.6, 0.8]


def test_nothing_of_the_true_curve_is_in_the_page_before_the_lock(shown):
    page = shown(draw_curve())
    drag(page, places(page, MINE))
    heights = {round(100 * (1 - value), 6) for value in DRAWN_CURVES["validation"][1:]}

    def numbers():
        paths = page.locator(".draw-first path").evaluate_all("all => all.map(path => path.getAttribute('d'))")
        return {float(number) for path in paths for number in re.findall(r"[\d.]+", path)}

    assert "slips" not in page.locator(".segmetrics").inner_html()
    assert heights.isdisjoint(numbers())
    lock(page).click()
    assert heights <= numbers()


def test_a_curve_is_drawn_by_keyboard_alone(shown):
    page = shown(draw_curve())
    tab_to(page, "[role=slider]")
    slider = page.get_by_role("slider", name="Your curve: validation")
    assert slider.get_attribute("aria-valuetext") == "depth 1: nothing yet"
    expect(slider).to_have_accessible_description(re.compile("What does validation do as the tree grows deeper"))
    for key in ["Enter", "ArrowRight", "PageUp", "ArrowUp", "End"]:
        page.keyboard.press(key)
    assert slider.get_attribute("aria-valuetext") == "depth 24: nothing yet"
    page.keyboard.press("PageDown")
    assert slider.get_attribute("aria-valuetext") == "depth 24: 0.40"
    for key in ["Home", "ArrowDown", "ArrowRight", "ArrowRight"]:
        page.keyboard.press(key)
    assert slider.get_attribute("aria-valuetext") == "depth 5: 0.51"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert (trait(page, "guess"), trait(page, "sureness")) == ([0.48, 0.62, 0.51, 0.4], "a hunch")
    expect(page.locator(".outcome")).to_be_focused()
    expect(page.locator(".news")).to_contain_text("Your curve is 0.10 ")


def test_a_curve_stays_within_0_and_1(shown):
    page = shown(draw_curve())
    page.get_by_role("slider").focus()
    for key in [*["PageUp"] * 9, "ArrowRight", *["PageDown"] * 12, "ArrowLeft", "ArrowLeft", "End", "Enter"]:
        page.keyboard.press(key)
    lock(page).click()
    assert trait(page, "guess") == [1, 0, 0.25, 0.5]


def test_a_finger_draws_and_locks_in(shown, finger):
    page = shown(draw_curve(), on=finger)
    first, *rest = places(page, MINE)
    touch(page.context, page, ("touchStart", first), *(("touchMove", point) for point in rest), ("touchEnd",))
    assert min(lock(page).bounding_box()[side] for side in ("width", "height")) >= 44
    lock(page).click()
    assert trait(page, "guess") == pytest.approx(MINE, abs=0.011)


def test_shift_and_enter_go_on_to_the_next_cell(shown):
    page = shown(draw_curve())
    page.get_by_role("slider").focus()
    page.evaluate("addEventListener('keydown', (event) => { window.pressed = event; }, true)")
    page.keyboard.press("Shift+Enter")
    assert page.evaluate("window.pressed.defaultPrevented") is False
    assert page.get_by_role("slider").get_attribute("aria-valuetext") == "depth 1: nothing yet"


def test_a_guess_that_was_there_before_is_shown_at_once_and_a_new_one_is_taken_back(shown):
    page = shown(draw_answered())
    expect(page.locator(".verdict")).to_contain_text("off on average, not close.")
    assert page.locator(".draw-first .new").count() == 0
    assert page.locator(".segmetrics b").count() == 0
    set_trait(page, "guess", None)
    expect(page.get_by_role("slider")).to_be_visible()
    assert names(page) == []


@pytest.mark.parametrize(("motion", "name"), [("no-preference", "segmetrics-draw"), ("reduce", "none")])
def test_the_true_curve_is_drawn_from_left_to_right_only_where_motion_is_wanted(shown, page, motion, name):
    page.emulate_media(reduced_motion=motion)
    shown(draw_curve())
    drag(page, places(page, MINE))
    lock(page).click()
    assert page.locator(".draw-first .true").evaluate("e => getComputedStyle(e).animationName") == name


@pytest.mark.parametrize("width", [848, 420])
def test_every_text_of_the_chart_can_be_read_and_no_two_names_touch(shown, page, width):
    page.set_viewport_size({"width": width, "height": 700})
    shown(draw_curve())
    drag(page, places(page, [0.5, 0.6, 0.7, 0.97]))
    sizes = page.locator(".draw-first :is(text, figcaption)").evaluate_all(
        "all => all.map(e => getComputedStyle(e).fontSize)"
    )
    assert min(float(size.removesuffix("px")) for size in sizes) >= 11
    lock(page).click()
    boxes = [name.bounding_box() for name in page.locator(".draw-first .end text").all()]
    ends = sorted((box["y"], box["y"] + box["height"]) for box in boxes)
    assert all(above[1] <= below[0] for above, below in pairwise(ends))
