"""Moving a prediction in a page: by mouse, by touch and by keyboard alone."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import iou_per_class
from segmetrics_lab.pictures import pixel_kinds
from segmetrics_lab.widgets import PredictionShifter
from segmetrics_lab.widgets.page_styles import kinds_for_page
from tests.browser.widget_examples import (
    HEIGHT,
    PALETTE,
    TRUTH,
    WIDTH,
    numbers,
    set_trait,
    shifter,
    tab_to,
    touch,
    trait,
)

CHART = ".plot svg[role=img]"

KINDS_SEEN = """(grounds) => {
    const canvas = document.querySelector(".paper");
    const f = canvas.width / 64;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colors = new Uint32Array(data.buffer);
    const kinds = new Map(grounds.map(([red, green, blue], kind) => [
        (blue * 65536 + green * 256 + red) + 0xff000000, kind]));
    const seen = [];
    for (let y = 0; y < 48; y++) for (let x = 0; x < 64; x++) {
        const counts = [0, 0, 0, 0, 0, 0];
        for (let p = 0; p < f * f; p++) {
            const kind = kinds.get(colors[(y * f + Math.floor(p / f)) * canvas.width + x * f + (p % f)]);
            if (kind !== undefined) counts[kind]++;
        }
        seen.push(counts.indexOf(Math.max(...counts)));
    }
    return seen;
}"""

LETTERS_ARE_OFF_THEIR_DOTS = """letters => letters.map((letter) => {
    const dot = letter.parentNode.querySelector("circle, path").getBoundingClientRect();
    return letter.getBoundingClientRect().bottom <= dot.top + dot.height;
})"""
"""Whether each letter ends above its dot, where the trail of the places farther away does not run through it."""

MATRICES = """(places) => places.map((place) => {
    const { model } = document.querySelector("[data-segmetrics]");
    for (const [name, value] of Object.entries(place)) model.set(name, value);
    return model.get("matrix");
})"""


def at(page, column, row):
    """The place of a pixel of the truth in the page."""
    box = page.locator(".outlines").bounding_box()  # the drawing below it may be nudged at first
    return box["x"] + (column + 0.5) / WIDTH * box["width"], box["y"] + (row + 0.5) / HEIGHT * box["height"]


def check_moved(page, offset=(0, 0), grow=0, angle=0):
    """The page is in this place, and counts and draws there what Python does."""
    assert [trait(page, name) for name in ("offset", "grow", "angle")] == [list(offset), grow, angle]
    widget = shifter()
    widget.offset, widget.grow, widget.angle = offset, grow, angle
    assert np.array(numbers(page, ".live-matrix .number")).reshape(3, 3).tolist() == widget.matrix.tolist()
    assert trait(page, "matrix") == widget.matrix.tolist()
    shown = [float(text) for text in page.locator(".scores .value").all_inner_texts()]
    assert shown[2:] == pytest.approx(iou_per_class(widget.matrix)[1:].tolist(), abs=0.00051)
    kinds = pixel_kinds(TRUTH, widget.prediction, PALETTE)
    np.testing.assert_array_equal(
        np.array(page.evaluate(KINDS_SEEN, [kind["color"] for kind in kinds_for_page()])).reshape(kinds.shape), kinds
    )


def test_the_mouse_drags_the_prediction(shown):
    page = shown(shifter())
    check_moved(page)
    page.mouse.move(*at(page, 50, 35))
    page.mouse.down()
    page.mouse.move(*at(page, 55, 30))
    page.mouse.move(*at(page, 43, 33))
    check_moved(page, (-7, -2))
    page.mouse.up()
    page.mouse.move(*at(page, 10, 10))
    check_moved(page, (-7, -2))
    page.mouse.move(*at(page, 5, 5))
    page.mouse.down()
    page.mouse.move(*at(page, 8, 5))
    page.mouse.up()
    check_moved(page, (-4, -2))


def test_a_finger_drags_the_prediction_and_the_sliders(shown, finger):
    page = shown(shifter(), on=finger)
    page.locator(".paper").scroll_into_view_if_needed()
    steps = [("touchStart", at(page, 30, 20)), ("touchMove", at(page, 33, 22)), ("touchMove", at(page, 36, 26))]
    touch(page.context, page, *steps, ("touchEnd",))
    check_moved(page, (6, 6))
    box = page.get_by_role("slider", name="Grow or shrink").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    assert trait(page, "grow") in (5, 6, 7)
    check_moved(page, (6, 6), grow=trait(page, "grow"))
    page.get_by_role("button", name="Back onto the truth").tap()
    check_moved(page)
    touched = page.locator(".segmetrics :is(button, input)").all()
    assert min(part.bounding_box()["height"] for part in touched) >= 44


def test_everything_can_be_moved_by_keyboard_alone(shown):
    page = shown(shifter())
    tab_to(page, ".paper")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "Shift+ArrowUp", "Shift+ArrowRight"):
        page.keyboard.press(key)
    check_moved(page, (6, -4))
    for key in ("+", "=", "+", "-"):
        page.keyboard.press(key)
    check_moved(page, (6, -4), grow=2)
    for key in (".", "Shift+.", ",", "."):
        page.keyboard.press(key)
    check_moved(page, (6, -4), grow=2, angle=16)
    page.keyboard.press("r")
    check_moved(page)
    for _ in range(14):
        page.keyboard.press("-")
    for _ in range(13):
        page.keyboard.press("Shift+,")
    assert [trait(page, "grow"), trait(page, "angle")] == [-12, -180]
    tab_to(page, "input[type=range]")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    check_moved(page, grow=11, angle=-180)
    page.get_by_role("spinbutton", name="Rotate, exactly").fill("30")
    check_moved(page, grow=11, angle=30)


def test_nothing_is_slid_farther_than_the_picture_is_wide_and_high(shown):
    page = shown(shifter())
    page.locator(".paper").focus()
    for _ in range(15):
        page.keyboard.press("Shift+ArrowLeft")
        page.keyboard.press("Shift+ArrowDown")
    check_moved(page, (-64, 48))


def test_page_and_numpy_agree_at_200_places(shown):
    page, widget = shown(shifter()), shifter()
    rng = np.random.default_rng(5)
    places = [
        {
            "offset": [int(rng.integers(-20, 21)), int(rng.integers(-15, 16))],
            "grow": int(rng.integers(-6, 13)),
            "angle": int(rng.integers(-180, 181)),
        }
        for _ in range(200)
    ]
    matrices = page.evaluate(MATRICES, places)
    for place, matrix in zip(places, matrices, strict=True):
        widget.offset, widget.grow, widget.angle = place["offset"], place["grow"], place["angle"]
        assert matrix == widget.matrix.tolist()
    assert len({str(matrix) for matrix in matrices}) > 190
    check_moved(page, **places[-1])


def test_what_python_sets_is_shown_where_the_page_shows_it(shown):
    page = shown(shifter())
    set_trait(page, "angle", 45)
    set_trait(page, "grow", -3)
    check_moved(page, grow=-3, angle=45)
    expect(page.get_by_role("slider", name="Rotate")).to_have_value("45")
    expect(page.get_by_role("slider", name="Grow or shrink")).to_have_attribute("aria-valuetext", "shrunk by 3 pixels")
    expect(page.locator(".placed")).to_contain_text("shrunk by 3 pixels, rotated by 45 degrees clockwise.")


def test_the_trail_ends_where_the_smallest_class_has_left_its_truth(shown):
    truth = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    truth[10:40, 4:44] = 1
    truth[20:24, 52:56] = 2
    page = shown(PredictionShifter(truth, palette=Palette(["yard", "house", "cat"])))
    expect(page.locator(CHART)).to_contain_text("10+")


def test_escape_closes_the_help_wherever_the_focus_is(shown):
    page = shown(shifter())
    keys = page.locator("details.keys")
    keys.locator("summary").press("Enter")
    expect(keys.get_by_role("table")).to_be_visible()
    page.locator(".paper").press("Escape")
    expect(keys.get_by_role("table")).to_be_hidden()


def test_the_trail_keeps_the_places_visited_until_the_shape_changes(shown):
    page = shown(shifter())
    page.locator(".paper").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    # The cup is 20 pixels wide and the spoon 15: slid by s, IoU is (width - s) / (width + s).
    expect(page.locator(CHART)).to_have_attribute(
        "aria-label",
        "Slid by 3.0 pixels: IoU of cup 0.74, IoU of spoon 0.67. The trail has 5 places, up to 4.0 pixels: "
        "IoU of cup 0.67, IoU of spoon 0.58 there",
    )
    cup, spoon = (
        [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", line.get_attribute("d"))]
        for line in page.locator(".plot .lines path:not(.dots)").all()
    )
    assert cup == pytest.approx([100 * (1 - (20 - s) / (20 + s)) for s in range(5)], abs=0.006)
    assert spoon == pytest.approx([100 * (1 - (15 - s) / (15 + s)) for s in range(5)], abs=0.006)
    inks = {line.get_attribute("style") for line in page.locator(".plot .lines path:not(.dots)").all()}
    assert len(inks) == 2
    assert page.locator(".plot .mark text").evaluate_all("all => all.map((text) => text.textContent)") == ["C", "S"]
    assert page.locator(".plot .mark text").evaluate_all(LETTERS_ARE_OFF_THEIR_DOTS) == [True, True]
    page.keyboard.press("+")
    expect(page.locator(CHART)).to_have_attribute(
        "aria-label", re.compile(r"^Slid by 3\.0 pixels: [^.]*\.\d\d, [^.]*\.\d\d$")
    )
    page.keyboard.press("r")
    expect(page.locator(CHART)).to_have_attribute(
        "aria-label", "Slid by 0.0 pixels: IoU of cup 1.00, IoU of spoon 1.00"
    )


def test_the_page_says_what_happened_and_which_goal_is_met(shown):
    page = shown(shifter())
    expect(page.locator(".goal").first).to_contain_text("not met: IoU of spoon < 0.5")
    page.locator(".paper").focus()
    page.keyboard.press("Shift+ArrowDown")
    # The spoon is 10 pixels high: 5 of 15 rows are shared. The cup is 20 high: 15 of 25.
    expect(page.get_by_role("status")).to_have_text(
        "The prediction is slid 5 down (5.0 pixels): 175 pixels missed, 175 extra, 0 swapped. Pixel accuracy 0.88, "
        "IoU of cup 0.60, IoU of spoon 0.33. Goal met: IoU of spoon < 0.5."
    )
    expect(page.locator(".goal").first).to_contain_text("✓met: IoU of spoon < 0.5")


def test_legends_name_what_is_wrong_and_every_object(shown):
    page = shown(shifter())
    words = page.locator(".legend").all_inner_texts()
    assert words[0].split() == ["found", "missed", "extra", "swapped", "ignored", "outline", "of", "the", "truth"]
    assert words[1].splitlines() == ["C: cup", "S: spoon"]
    assert page.locator(".badge").all_inner_texts() == ["C", "S"]


def test_a_class_may_be_called_anything_and_one_object_is_enough(shown):
    truth = np.where(TRUTH == 1, 1, 0)
    page = shown(PredictionShifter(truth, palette=Palette(["table", "<b>cup</b>"]), scores=["Dice of <b>cup</b>"]))
    expect(page.locator(".scores tbody")).to_contain_text("Dice of <b>cup</b>")
    expect(page.locator(".trail .legend")).to_have_text("B: <b>cup</b>")
    expect(page.locator(".legend").first).not_to_contain_text("swapped")


def test_a_handle_on_the_largest_object_goes_with_the_first_drag(shown, page):
    page.emulate_media(reduced_motion="reduce")  # or it may be measured while it is nudged
    shown(shifter())
    box = page.locator(".handle").bounding_box()
    x, y = at(page, 29.5, 19.5)
    assert [box["width"], box["height"]] == [28, 28]
    assert [box["x"] + 14, box["y"] + 14] == pytest.approx([x, y], abs=1)
    page.locator(".paper").focus()
    page.keyboard.press("Shift+ArrowRight")
    box = page.locator(".handle").bounding_box()
    assert box["x"] + 14 == pytest.approx(at(page, 34.5, 19.5)[0], abs=1)
    page.mouse.move(*at(page, 34, 19))
    page.mouse.down()
    expect(page.locator(".handle")).to_have_count(0)
    page.mouse.up()
    check_moved(page, (5, 0))


@pytest.mark.parametrize(("motion", "name"), [("no-preference", "nudge"), ("reduce", "none")])
def test_the_drawing_is_nudged_when_it_is_seen_unless_motion_is_unwanted_and_no_count_follows(
    shown, page, motion, name
):
    page.emulate_media(reduced_motion=motion)
    shown(shifter())
    expect(page.locator(".board.nudge")).to_have_count(1)
    assert page.locator(".paper").evaluate("e => getComputedStyle(e).animationName") == name
    check_moved(page)


def test_a_cell_lights_up_its_pixels_and_a_pixel_rings_its_cell(shown):
    page = shown(shifter())
    page.locator(".paper").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.locator("td[role=gridcell]").nth(3).hover()
    expect(page.locator(".board .glow")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("cup taken for table: 100 pixels")
    page.mouse.move(*at(page, 22, 20))
    assert numbers(page, ".live-matrix td.ringed") == [100]
    expect(page.locator(".board .glow")).to_be_hidden()


def test_picture_and_trail_stand_side_by_side_in_what_jupyterlab_shows_at_once(shown, page):
    page.set_viewport_size({"width": 880, "height": 680})
    shown(shifter())
    assert page.locator(".segmetrics").bounding_box()["height"] <= 680
    board, chart = page.locator(".board").bounding_box(), page.locator(".plot").bounding_box()
    assert board["x"] + board["width"] < chart["x"]
    assert abs(board["y"] - chart["y"]) < 120


def test_in_one_column_the_picture_stays_in_sight_while_the_rest_is_scrolled(shown, page):
    page.set_viewport_size({"width": 420, "height": 800})
    shown(shifter())
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    board = page.locator(".board").bounding_box()
    assert 0 <= board["y"] < 60
    page.evaluate("() => scrollTo(0, 0)")
    board, legend = page.locator(".board").bounding_box(), page.locator(".legend").first.bounding_box()
    assert board["y"] + board["height"] <= legend["y"]
