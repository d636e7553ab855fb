"""Painting a prediction in a page: by mouse, by touch and by keyboard alone."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segmetrics_lab.labels import SCORES, Palette
from segmetrics_lab.metrics import confusion_matrix, iou_per_class
from segmetrics_lab.pictures import KIND_STYLES, PixelKind
from segmetrics_lab.scenes import load
from segmetrics_lab.widgets import PredictionPainter
from tests.browser.widget_examples import (
    HEIGHT,
    IMAGE,
    PALETTE,
    TRUTH,
    WIDTH,
    array_of,
    numbers,
    painter,
    tab_to,
    touch,
    trait,
)


def at(page, column, row):
    """The place of a pixel of the image in the page."""
    box = page.locator(".paper").bounding_box()
    return box["x"] + (column + 0.5) / WIDTH * box["width"], box["y"] + (row + 0.5) / HEIGHT * box["height"]


COLORS = """([selector, places, whole]) => {
    const canvas = document.querySelector(selector);
    const f = canvas.width / 64;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    return places.flatMap(([x, y]) => {
        const [left, top, side] = whole ? [x * f, y * f, f] : [x * f + (f >> 1), y * f + (f >> 1), 1];
        const { data } = context.getImageData(left, top, side, side);
        return Array.from({ length: side * side }, (_, at) => Array.from(data.slice(4 * at, 4 * at + 4)));
    });
}"""


ALL_BACKGROUND = """() => {
    const { model } = document.querySelector("[data-segmetrics]");
    model.set("prediction", { ...model.get("prediction"), data: new DataView(new ArrayBuffer(48 * 64)) });
}"""


def colors_at(page, selector, places, *, whole=False):
    """The colours in the middle of these pixels of the image, or of the whole of each."""
    return [color[:3] for color in page.evaluate(COLORS, [selector, places, whole])]


def alphas_at(page, places):
    """How strongly these pixels are painted on the board."""
    return [color[3] for color in page.evaluate(COLORS, [".paper", places, False])]


def lit(page):
    """Which pixels the glow of the board lets through."""
    places = [(column, row) for row in range(HEIGHT) for column in range(WIDTH)]
    alphas = [color[3] for color in page.evaluate(COLORS, [".board .glow", places, False])]
    return np.array(alphas).reshape(HEIGHT, WIDTH) == 0


def check_painted(page):
    """What the page counts is what numpy counts in what the page painted."""
    prediction = array_of(page, "prediction")
    expected = confusion_matrix(TRUTH, prediction, 3)
    assert np.array(numbers(page, ".live-matrix .number")).reshape(3, 3).tolist() == expected.tolist()
    assert trait(page, "matrix") == expected.tolist()
    shown = page.locator(".scores .value").all_inner_texts()
    expected_iou = [f"{score:.3f}" for score in iou_per_class(expected)[1:]]
    assert shown[2:] == ["undefined" if text == "nan" else text for text in expected_iou]
    return prediction


def test_a_stroke_of_the_mouse_paints_without_gaps_and_is_counted(shown):
    page = shown(painter())
    page.mouse.move(*at(page, 22, 12))
    page.mouse.down()
    page.mouse.move(*at(page, 38, 28))
    page.mouse.up()
    prediction = check_painted(page)
    assert all(prediction[12 + step, 22 + step] == 1 for step in range(17))
    assert set(np.unique(prediction)) == {0, 1}


def test_a_finger_paints(shown, finger):
    page = shown(painter(), on=finger)
    page.locator(".paper").scroll_into_view_if_needed()
    touch(
        page.context,
        page,
        ("touchStart", at(page, 25, 15)),
        ("touchMove", at(page, 30, 20)),
        ("touchMove", at(page, 35, 20)),
        ("touchEnd",),
    )
    prediction = check_painted(page)
    assert [prediction[15, 25], prediction[20, 30], prediction[20, 33]] == [1, 1, 1]
    buttons = page.locator(".segmetrics button").all()
    assert min(min(button.bounding_box()["width"], button.bounding_box()["height"]) for button in buttons) >= 44


def test_everything_can_be_painted_by_keyboard_alone(shown):
    page = shown(painter())
    tab_to(page, ".paper")
    expect(page.locator(".paper")).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.press("]")
    page.keyboard.press(" ")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
    prediction = check_painted(page)
    assert (prediction[24, 32:41] == 2).all()
    painted = np.count_nonzero(prediction)
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    assert 0 < np.count_nonzero(check_painted(page)) < painted
    page.keyboard.press("1")
    page.keyboard.press("f")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Enter")
    assert (check_painted(page)[0] == 1).all()
    for _ in range(8):
        page.keyboard.press("z")
    assert not check_painted(page).any()
    for _ in range(8):
        page.keyboard.press("y")
    assert (check_painted(page)[0] == 1).all()
    page.keyboard.press("r")
    assert not check_painted(page).any()
    page.keyboard.press("Control+z")
    assert (check_painted(page)[0] == 1).all()


def test_undo_back_to_the_start_restores_the_start(shown):
    page = shown(PredictionPainter(IMAGE, TRUTH, np.roll(TRUTH % 255, 3, axis=1), palette=PALETTE))
    start = check_painted(page)
    for number in range(6):
        page.mouse.move(*at(page, 5 + 8 * number, 10))
        page.mouse.down()
        page.mouse.move(*at(page, 50 - 8 * number, 40))
        page.mouse.up()
    assert (check_painted(page) != start).any()
    undo = page.get_by_role("button", name="Undo")
    for _ in range(6):
        undo.click()
    expect(undo).to_be_disabled()
    np.testing.assert_array_equal(check_painted(page), start)


def test_a_goal_lights_up_when_it_is_met_and_is_said(shown):
    page = shown(painter())
    goal = page.locator(".goal").first
    expect(goal).to_contain_text("○not met: recall of cup ≥ 0.5")
    page.get_by_role("button", name="fill").click()
    page.mouse.click(*at(page, 50, 5))
    expect(goal).to_contain_text("✓met: recall of cup ≥ 0.5")
    expect(page.get_by_role("status")).to_contain_text("Goal met: recall of cup ≥ 0.5")


def test_the_cursor_says_what_is_there(shown):
    page = shown(painter())
    page.locator(".paper").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.get_by_role("status")).to_have_text("row 24, column 33: truth cup, predicted table")


def test_missed_and_extra_differ_without_colour(shown):
    cup = np.where(TRUTH == 1, 1, 0)
    page = shown(PredictionPainter(IMAGE, cup, np.roll(cup, 9, axis=1), palette=Palette(["table", "cup"])))
    page.wait_for_timeout(100)
    lines = page.evaluate(
        """() => {
            const canvas = document.querySelector(".beside canvas");
            const f = canvas.width / 64;
            const context = canvas.getContext("2d");
            const white = ([x, y]) => {
                const { data, width, height } = context.getImageData(x * f, y * f, 6 * f, 6 * f);
                const on = [];
                for (let p = 0; p < width * height; p++) {
                    const sum = data[4 * p] + data[4 * p + 1] + data[4 * p + 2];
                    if (sum === 765) on.push([p % width, Math.floor(p / width)]);
                }
                return on;
            };
            return [white([22, 14]), white([42, 14])];
        }"""
    )
    missed, extra = (set(map(tuple, places)) for places in lines)
    assert sum((x + 1, y - 1) in missed for x, y in missed) > 0.7 * len(missed) > 20
    assert sum((x + 1, y + 1) in extra for x, y in extra) > 0.7 * len(extra) > 20


def test_a_real_scene_with_a_background_that_is_none_can_be_painted(shown):
    scene = load("road_noon")
    page = shown(PredictionPainter(scene.image, scene.truth, palette=scene.palette))
    expect(page.get_by_role("button", name="eraser")).to_have_count(0)
    expect(page.get_by_role("figure", name="What it said where it is wrong")).to_be_visible()


def test_of_many_classes_the_page_shows_what_was_said_where_it_is_wrong(shown):
    said = np.where(TRUTH == 2, 1, TRUTH % 255)
    page = shown(PredictionPainter(IMAGE, TRUTH, said, palette=PALETTE))
    table, cup, spoon = colors_at(page, ".beside canvas", [(5, 40), (50, 35), (30, 20)])
    rest = list(KIND_STYLES[PixelKind.RIGHT_BACKGROUND].color)
    assert [table, cup, spoon] == [rest, list(PALETTE.colors[1]), rest]


def test_a_cell_of_the_matrix_lights_up_its_pixels_and_says_how_many(shown):
    said = np.where(TRUTH == 2, 1, TRUTH % 255)
    page = shown(PredictionPainter(IMAGE, TRUTH, said, palette=PALETTE))
    glow = page.locator(".board .glow")
    expect(glow).to_be_hidden()
    page.locator("td[role=gridcell]").nth(7).hover()
    expect(glow).to_be_visible()
    np.testing.assert_array_equal(lit(page), TRUTH == 2)
    expect(page.get_by_role("status")).to_have_text("spoon taken for cup: 150 pixels")
    page.mouse.move(0, 0)
    expect(glow).to_be_hidden()
    tab_to(page, "[role=gridcell]")
    expect(page.get_by_role("status")).to_have_text("table found: 2,482 pixels")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    np.testing.assert_array_equal(lit(page), TRUTH == 1)
    expect(page.get_by_role("status")).to_have_text("cup found: 400 pixels")
    page.evaluate(ALL_BACKGROUND)
    assert not lit(page).any()
    page.keyboard.press("ArrowLeft")
    np.testing.assert_array_equal(lit(page), TRUTH == 1)
    page.locator(".paper").focus()
    expect(glow).to_be_hidden()


def test_a_finger_lights_up_a_cell_until_it_touches_elsewhere(shown, finger):
    page = shown(painter(), on=finger)
    page.locator("td[role=gridcell]").nth(3).tap()
    expect(page.locator(".board .glow")).to_be_visible()
    np.testing.assert_array_equal(lit(page), TRUTH == 1)
    page.get_by_role("button", name="fill").tap()
    expect(page.locator(".board .glow")).to_be_hidden()


def test_the_cell_of_the_pixel_that_is_pointed_at_is_ringed(shown):
    page = shown(painter())
    ringed = ".live-matrix td.ringed"
    page.mouse.move(*at(page, 30, 20))
    assert numbers(page, ringed) == [400]
    page.mouse.move(*at(page, 2, 2))
    expect(page.locator(ringed)).to_have_count(0)
    page.mouse.move(*at(page, 50, 35))
    assert numbers(page, ringed) == [150]
    page.mouse.move(0, 0)
    expect(page.locator(ringed)).to_have_count(0)
    page.locator(".paper").focus()
    page.keyboard.press("Alt+ArrowRight")
    assert numbers(page, ringed) == [150]


def test_the_picture_is_shown_larger_and_the_cursor_stays_in_sight(shown):
    page = shown(painter())
    view = page.locator(".view").bounding_box()
    page.get_by_role("button", name="Show the picture larger").click()
    assert page.locator(".paper").bounding_box()["width"] == pytest.approx(2 * view["width"], rel=0.02)
    page.mouse.click(*at(page, 34, 25))
    assert array_of(page, "prediction")[25, 34] == 1
    page.locator(".paper").focus()
    page.keyboard.press("+")
    expect(page.locator(".zoom .now")).to_have_text("4×")
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    cross, view = page.locator(".cross").bounding_box(), page.locator(".view").bounding_box()
    assert cross["x"] - view["x"] > 0.1 * view["width"]  # what the cursor comes to is seen before it is there
    for _ in range(72):
        page.keyboard.press("ArrowLeft")
    cross, view = page.locator(".cross").bounding_box(), page.locator(".view").bounding_box()
    assert view["x"] <= cross["x"] + 1
    assert cross["x"] + cross["width"] <= view["x"] + view["width"] + 1
    page.keyboard.press("Space")
    assert array_of(page, "prediction")[25, 0] == 1
    for _ in range(3):
        page.keyboard.press("-")
    expect(page.locator(".zoom .now")).to_have_text("1×")
    expect(page.get_by_role("button", name="Show the picture smaller")).to_be_disabled()


def test_the_wheel_with_ctrl_shows_what_is_below_it_larger(shown):
    page = shown(painter())
    place = at(page, 10, 40)
    page.mouse.move(*place)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect(page.locator(".zoom .now")).to_have_text("2×")
    page.mouse.move(place[0] + 1, place[1])
    page.mouse.click(*place)
    assert array_of(page, "prediction")[40, 10] == 1


def test_it_starts_on_the_class_that_the_goals_ask_for(shown):
    page = shown(
        PredictionPainter(IMAGE, TRUTH, palette=PALETTE, goals=[("mean IoU", ">", 0.2), ("IoU of spoon", ">", 0.5)])
    )
    expect(page.get_by_role("button", name="class 2: spoon")).to_have_attribute("aria-pressed", "true")


def test_what_the_brush_changed_is_drawn_more_strongly_than_what_the_model_said(shown):
    page = shown(PredictionPainter(IMAGE, TRUTH, TRUTH % 255, palette=PALETTE))
    before = alphas_at(page, [(30, 20), (50, 35), (5, 40)])
    page.get_by_role("button", name="brush 9 pixels wide").click()
    page.mouse.click(*at(page, 5, 40))
    model, other, brush = alphas_at(page, [(30, 20), (50, 35), (5, 40)])
    assert before[0] == before[1] == model == other < brush
    page.keyboard.press("z")
    assert alphas_at(page, [(30, 20), (50, 35), (5, 40)]) == before


def test_a_class_is_a_plain_tint_in_an_outline(shown):
    page = shown(PredictionPainter(IMAGE, TRUTH, TRUTH % 255, palette=PALETTE))
    inside = colors_at(page, ".paper", [(column, row) for column in range(23, 37) for row in range(13, 27)], whole=True)
    assert len({tuple(color) for color in inside}) == 1
    edge = colors_at(page, ".paper", [(20, 20)], whole=True)
    assert len({tuple(color) for color in edge}) == 2


def test_it_fits_into_what_jupyterlab_shows_at_once_and_can_be_read(shown, page):
    page.set_viewport_size({"width": 880, "height": 680})
    scene = load("road_noon")
    goals, scores = [("IoU of person", ">", 0.7)], ["pixel accuracy", "mean IoU", "IoU of person"]
    shown(PredictionPainter(scene.image, scene.truth, palette=scene.palette, goals=goals, scores=scores))
    box = page.locator(".segmetrics").bounding_box()
    assert [box["width"], box["height"] <= 680] == [848, True]
    sizes = page.locator(".segmetrics :is(td, th, p, li, button, caption, figcaption)").evaluate_all(
        "all => all.map(part => parseFloat(getComputedStyle(part).fontSize))"
    )
    assert min(sizes) >= 11
    table = page.locator(".live-matrix").bounding_box()
    assert table["x"] + table["width"] <= box["x"] + box["width"]


def test_a_bar_has_the_colour_of_its_score_and_a_tick_at_its_goal(shown):
    goals, scores = [("recall of cup", ">=", 0.5)], ["pixel accuracy", "IoU of cup", "recall of cup", "mean Dice"]
    page = shown(PredictionPainter(IMAGE, TRUTH, palette=PALETTE, goals=goals, scores=scores))
    colors = page.locator(".scores .fill").evaluate_all(
        "all => all.map(fill => getComputedStyle(fill).backgroundColor)"
    )
    styles = [SCORES[name].light for name in ("accuracy", "IoU", "recall", "Dice")]
    assert colors == [f"rgb{tuple(bytes.fromhex(style[1:]))}" for style in styles]
    tick, bar = page.locator(".tick").bounding_box(), page.locator(".scores tr:nth-child(3) .bar").bounding_box()
    assert tick["x"] + 1 == pytest.approx(bar["x"] + bar["width"] / 2, abs=1)
    assert tick["height"] > bar["height"]


def test_it_names_no_score_where_none_is_shown(shown):
    page = shown(PredictionPainter(IMAGE, TRUTH, palette=PALETTE, scores=[]))
    page.locator(".paper").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".news")).to_contain_text("Painted")
    expect(page.locator(".news")).not_to_contain_text("mean IoU")
