"""Painting a prediction in a page: by mouse, by touch and by keyboard alone."""

import numpy as np
from playwright.sync_api import expect

from segmetrics_lab.metrics import confusion_matrix, iou_per_class
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
    page = shown(PredictionPainter(IMAGE, TRUTH, np.roll(TRUTH % 255, 9, axis=1), palette=PALETTE))
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
    expect(page.locator(".legend")).to_contain_text("swapped")
