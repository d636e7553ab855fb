"""Splitting frames in a page: by mouse, by touch and by keyboard alone."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segmetrics_lab.metrics import iou_per_class, mean_iou, pixel_accuracy
from segmetrics_lab.widgets import SplitExplorer, SplitRun
from tests.browser.widget_examples import (
    MATRIX,
    SPLIT_GREYS,
    SPLIT_MATRICES,
    set_trait,
    split_explorer,
    split_runs,
    split_scenes,
    tab_to,
    trait,
)

DRIVE = "<b>drive</b>"
SIDES = {"pixel": ["T?"] * 9, "frame": ["T", "?", "T"] * 3, DRIVE: ["T"] * 6 + ["?"] * 3}


def scores_of(by, draw, class_index=1):
    matrix = np.array(SPLIT_MATRICES[by, draw])
    values = (pixel_accuracy(matrix), mean_iou(matrix), iou_per_class(matrix)[class_index])
    return [f"{value:.2f}" for value in values]


def shown_scores(page):
    return page.locator(".scores .value").all_inner_texts()


def letters(page):
    return page.locator("[role=gridcell] .letters").all_text_contents()


def selected(page):
    return page.locator("[aria-selected=true]").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")


def test_a_way_shows_its_sides_and_its_scores(shown):
    page = shown(split_explorer())
    for by, sides in SIDES.items():
        page.get_by_role("button", name=f"split by {by}", exact=True).click()
        assert trait(page, "by") == by
        assert trait(page, "matrix") == SPLIT_MATRICES[by, 0]
        assert letters(page) == sides
        assert shown_scores(page) == scores_of(by, 0)
        pressed = page.locator(".ways [aria-pressed=true]")
        assert pressed.get_attribute("aria-label") == f"split by {by}"
    counts = page.locator(".ways .note").all_inner_texts()
    assert counts == ["9 training, 9 test", "6 training, 3 test", "6 training, 3 test"]


def test_the_sides_are_told_apart_without_colour(shown):
    page = shown(split_explorer())
    grounds = page.evaluate(
        """() => [...document.querySelectorAll(".key-frame")].map((e) => {
            const image = getComputedStyle(e).backgroundImage;
            return [image.includes("repeating-linear"), image.replace("repeating-linear", "").includes("linear")];
        })"""
    )
    assert grounds == [[False, False], [True, False], [True, True]]


def test_another_draw_comes_after_the_last_one_from_the_start(shown):
    page = shown(split_explorer())
    another = page.get_by_role("button", name="Another draw")
    expect(another).to_be_disabled()
    page.get_by_role("button", name="split by frame").click()
    for draw in (1, 0, 1):
        another.click()
        assert trait(page, "draw") == draw
        assert shown_scores(page) == scores_of("frame", draw)
    assert letters(page) == ["?", "T", "?"] * 3
    expect(page.locator(".draws .note")).to_have_text("draw 1 (they go from 0 to 1)")


def test_a_way_with_fewer_draws_goes_back_to_its_first(shown):
    page = shown(split_explorer())
    set_trait(page, "by", "frame")
    set_trait(page, "draw", 1)
    assert shown_scores(page) == scores_of("frame", 1)
    set_trait(page, "by", "pixel")
    assert (trait(page, "draw"), trait(page, "matrix")) == (0, SPLIT_MATRICES["pixel", 0])
    assert shown_scores(page) == scores_of("pixel", 0)


def test_another_class_changes_its_score_and_the_chart(shown):
    page = shown(split_explorer())
    page.get_by_role("combobox", name="Class").select_option("spoon")
    assert trait(page, "class_name") == "spoon"
    assert shown_scores(page) == scores_of("pixel", 0, 2)
    expect(page.locator(".split-chart figcaption")).to_have_text("IoU of spoon in every draw")
    set_trait(page, "class_name", "table")
    assert shown_scores(page) == scores_of("pixel", 0, 0)
    expect(page.get_by_role("combobox", name="Class")).to_have_value("table")


@pytest.mark.parametrize(("kind", "at"), [("pixel accuracy", 0), ("mean IoU", 1), ("IoU of the class", 2)])
def test_the_chart_holds_every_draw_at_its_height(shown, kind, at):
    page = shown(split_explorer())
    page.get_by_role("button", name=f"chart of {kind}").click()
    heights = page.locator(".way").evaluate_all(
        """all => all.map((way) => {
            const box = way.querySelector(".dots").getBoundingClientRect();
            return [...way.querySelectorAll(".run-dot")].map((dot) => {
                const { top, height } = dot.getBoundingClientRect();
                return (box.bottom - 1 - top - height / 2) / (box.height - 2);
            });
        })"""
    )
    expected = [
        [float(scores_of(by, draw)[at]) for draw in range(draws)]
        for by, draws in (("pixel", 1), ("frame", 2), (DRIVE, 2))
    ]
    assert [len(column) for column in heights] == [1, 2, 2]
    np.testing.assert_allclose(np.concatenate(heights), np.concatenate(expected), atol=0.012)
    drive = [f"{value:.2f}" for value in expected[2]]
    assert page.locator(".draw-chart").get_attribute("aria-label").endswith(f"by {DRIVE} {drive[0]}, {drive[1]}")
    assert page.locator(".run-dot.shown").count() == 1


def test_the_mean_of_the_draws_stands_below_each_way(shown):
    page = shown(split_explorer())
    means = [
        np.mean([iou_per_class(np.array(matrix))[1] for (by, _), matrix in SPLIT_MATRICES.items() if by == way])
        for way in ("pixel", "frame", DRIVE)
    ]
    assert page.locator(".way .note").all_inner_texts() == [f"mean {mean:.2f}" for mean in means]


def test_a_class_that_a_run_never_met_has_no_score_and_no_dot(shown):
    runs = [*split_runs(), SplitRun("empty", split_scenes(), split_scenes(), [[9, 0, 0], [0, 0, 0], [0, 0, 9]])]
    page = shown(SplitExplorer(runs, class_name="cup"))
    page.get_by_role("button", name="split by empty").click()
    assert shown_scores(page) == ["1.00", "1.00", "undefined"]
    assert page.locator(".way .note").last.inner_text() == "mean undefined"
    expect(page.locator(".run-dot").last).to_be_hidden()


def drawn_greys(page):
    """The grey in the middle of both large pictures; None where nothing is drawn."""
    return page.locator(".pair canvas").evaluate_all(
        """all => all.map((canvas) => {
            const middle = [canvas.width >> 1, canvas.height >> 1, 1, 1];
            const [red, , , alpha] = canvas.getContext("2d").getImageData(...middle).data;
            return alpha ? red : null;
        })"""
    )


def test_a_test_frame_is_shown_beside_its_nearest_training_frame(shown):
    page = shown(split_explorer())
    expect(page.locator(".distance")).to_contain_text("Select a frame marked ?")
    assert drawn_greys(page) == [None, None]
    page.get_by_role("button", name="split by frame").click()
    page.get_by_role("gridcell", name="drive 9 frame 1: test").click()
    assert trait(page, "frame") == "drive 9 frame 1"
    expect(page.locator(".distance")).to_have_text("2.0 grey steps away: another drive, drive 10")
    assert drawn_greys(page) == [103, 105]
    near = page.locator("[role=gridcell].nearest")
    assert near.get_attribute("aria-label") == "drive 10 frame 2: training, nearest to the selected frame"
    expect(page.get_by_role("status")).to_have_text(
        "drive 9 frame 1, test. Nearest training frame: drive 10 frame 2, 2.0 grey steps away: another drive, drive 10"
    )


def test_the_pair_follows_the_way(shown):
    page = shown(split_explorer())
    set_trait(page, "frame", "drive 10 frame 0")
    expect(page.locator(".distance")).to_have_text("0.0 grey steps away: the same picture")
    assert drawn_greys(page) == [200, 200]
    set_trait(page, "by", "frame")
    expect(page.locator(".distance")).to_have_text("The model learned from this frame, and is not judged by it.")
    assert drawn_greys(page) == [200, None]
    set_trait(page, "by", DRIVE)
    expect(page.locator(".distance")).to_have_text("93.0 grey steps away: another drive, drive 9")
    assert drawn_greys(page) == [200, 107]
    expect(page.get_by_role("status")).to_contain_text(f"By {DRIVE}, draw 0: pixel accuracy {scores_of(DRIVE, 0)[0]}")
    set_trait(page, "frame", "")
    assert selected(page) == []
    assert drawn_greys(page) == [None, None]


def test_every_frame_of_the_grid_shows_its_picture(shown):
    page = shown(split_explorer())
    greys = page.locator("[role=gridcell] canvas").evaluate_all(
        "all => all.map(c => c.getContext('2d').getImageData(0, 0, 1, 1).data[0])"
    )
    assert greys == [grey for row in SPLIT_GREYS.values() for grey in row]
    assert page.get_by_role("grid").get_by_role("rowheader").all_inner_texts() == list(SPLIT_GREYS)


def test_the_keyboard_alone_reaches_everything(shown):
    page = shown(split_explorer())
    tab_to(page, f"[aria-label='split by {DRIVE}']")
    page.keyboard.press("Enter")
    assert trait(page, "by") == DRIVE
    tab_to(page, ".draws button")
    page.keyboard.press("Space")
    assert trait(page, "draw") == 1
    tab_to(page, "[role=gridcell]")
    for key, name in [
        ("ArrowRight", "drive 2 frame 1"),
        ("ArrowDown", "drive 9 frame 1"),
        ("End", "drive 9 frame 2"),
        ("ArrowRight", "drive 9 frame 2"),
        ("PageDown", "drive 10 frame 2"),
        ("ArrowDown", "drive 10 frame 2"),
        ("Home", "drive 10 frame 0"),
        ("ArrowLeft", "drive 10 frame 0"),
        ("PageUp", "drive 2 frame 0"),
        ("ArrowUp", "drive 2 frame 0"),
        ("Escape", ""),
        ("Enter", "drive 2 frame 0"),
    ]:
        page.keyboard.press(key)
        assert trait(page, "frame") == name
    expect(page.locator("[role=gridcell]").first).to_be_focused()
    assert selected(page) == ["drive 2 frame 0: test"]
    assert page.locator("[role=gridcell][tabindex='0']").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "chart of pixel accuracy"


def test_tab_comes_back_to_the_frame_that_python_selected(shown):
    page = shown(split_explorer())
    set_trait(page, "frame", "drive 9 frame 2")
    tab_to(page, "[role=gridcell]")
    assert page.evaluate("document.activeElement.ariaLabel") == "drive 9 frame 2: training and test"


def test_no_key_leaves_the_widget(shown):
    page = shown(split_explorer())
    page.evaluate("window.leaked = []; document.addEventListener('keydown', (e) => window.leaked.push(e.key))")
    page.locator("[role=gridcell]").first.focus()
    for key in ("x", "a", "ArrowDown", "Escape", "Enter"):
        page.keyboard.press(key)
    assert page.evaluate("window.leaked") == []


def test_a_finger_splits_and_selects(shown, finger):
    page = shown(split_explorer(), on=finger)
    page.get_by_role("button", name="split by frame").tap()
    page.get_by_role("button", name="Another draw").tap()
    cell = page.get_by_role("gridcell", name="drive 10 frame 0: test")
    cell.tap()
    assert [trait(page, name) for name in ("by", "draw", "frame")] == ["frame", 1, "drive 10 frame 0"]
    expect(page.locator(".distance")).to_have_text("20.0 grey steps away: the frame after it in the same drive")
    for target in (cell, page.get_by_role("button", name="Another draw"), page.get_by_role("combobox")):
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_names_are_texts_and_not_html(shown):
    page = shown(split_explorer())
    expect(page.get_by_role("button", name=f"split by {DRIVE}")).to_contain_text("by <b>drive</b>")
    assert page.locator(".segmetrics b").count() == 0


def test_a_drive_may_have_fewer_frames_than_another(shown):
    runs = [SplitRun("frame", split_scenes()[:2], split_scenes()[3:6], MATRIX)]
    page = shown(SplitExplorer(runs))
    page.get_by_role("gridcell", name="drive 9 frame 2: test").click()
    page.keyboard.press("ArrowUp")
    assert trait(page, "frame") == "drive 2 frame 1"
