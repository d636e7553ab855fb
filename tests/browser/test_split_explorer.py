"""Splitting frames in a page: by mouse, by touch and by keyboard alone."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segmetrics_lab.metrics import iou_per_class, mean_iou, pixel_accuracy
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import SplitExplorer, SplitRun
from tests.browser.widget_examples import (
    LAB_PANE,
    MATRIX,
    SMALLEST_TEXT,
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
SIDES = {"pixel": [3] * 9, "frame": [1, 2, 1] * 3, DRIVE: [1] * 6 + [2] * 3}
"""The side of each frame: 1 training, 2 test, 3 both."""


def scores_of(by, draw, class_index=1):
    matrix = np.array(SPLIT_MATRICES[by, draw])
    values = (pixel_accuracy(matrix), mean_iou(matrix), iou_per_class(matrix)[class_index])
    return [f"{value:.2f}" for value in values]


def shown_scores(page):
    return page.locator(".scores .value").all_inner_texts()


def sides(page):
    return [int(side) for side in attributes(page, "[role=gridcell] .frame", "data-side")]


def attributes(page, selector, name):
    return page.locator(selector).evaluate_all("(all, name) => all.map(e => e.getAttribute(name))", name)


def selected(page):
    return page.locator("[aria-selected=true]").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")


def test_a_way_shows_its_sides_and_its_scores(shown):
    page = shown(split_explorer())
    for by, expected in SIDES.items():
        page.get_by_role("button", name=f"by {by}").click()
        assert trait(page, "by") == by
        assert trait(page, "matrix") == SPLIT_MATRICES[by, 0]
        assert sides(page) == expected
        assert shown_scores(page) == scores_of(by, 0)
        pressed = page.locator(".ways [aria-pressed=true]")
        expect(pressed).to_contain_text(f"by {by}")
    counts = page.locator(".ways .note").all_inner_texts()
    assert counts == ["9 training, 9 test", "6 training, 3 test", "6 training, 3 test"]


def test_the_sides_are_told_apart_without_colour(shown):
    page = shown(split_explorer())
    bars = page.locator(".legend .side").evaluate_all(
        """all => all.map((e) => {
            const image = getComputedStyle(e).backgroundImage;
            return [image.includes("repeating-linear"), image.replace("repeating-linear", "").includes("linear")];
        })"""
    )
    assert bars == [[False, True], [True, False], [True, True]]


def test_a_drive_that_is_wholly_on_one_side_says_so(shown):
    page = shown(split_explorer())
    words = page.locator("[role=rowheader] .note")
    expected = {"pixel": ["both"] * 3, "frame": [""] * 3, DRIVE: ["training", "training", "test"]}
    for by, said in expected.items():
        set_trait(page, "by", by)
        expect(words).to_have_text(said)
    assert attributes(page, "[role=rowheader]", "data-side") == ["1", "1", "2"]
    set_trait(page, "by", "frame")
    assert attributes(page, "[role=rowheader]", "data-side") == ["0", "0", "0"]


def test_another_draw_comes_after_the_last_one_from_the_start(shown):
    page = shown(split_explorer())
    another = page.get_by_role("button", name="Another draw")
    expect(another).to_be_disabled()
    page.get_by_role("button", name="by frame").click()
    for draw in (1, 0, 1):
        another.click()
        assert trait(page, "draw") == draw
        assert shown_scores(page) == scores_of("frame", draw)
    assert sides(page) == [2, 1, 2] * 3
    expect(page.locator(".draws .note")).to_have_text("draw 1 of 0 to 1")


def test_a_way_with_fewer_draws_goes_back_to_its_first(shown):
    page = shown(split_explorer())
    set_trait(page, "by", "frame")
    set_trait(page, "draw", 1)
    assert shown_scores(page) == scores_of("frame", 1)
    set_trait(page, "by", "pixel")
    assert (trait(page, "draw"), trait(page, "matrix")) == (0, SPLIT_MATRICES["pixel", 0])
    assert shown_scores(page) == scores_of("pixel", 0)


def test_another_class_changes_its_score_and_its_strips(shown):
    page = shown(split_explorer())
    page.get_by_role("combobox", name="Class").select_option("spoon")
    assert trait(page, "class_name") == "spoon"
    assert shown_scores(page) == scores_of("pixel", 0, 2)
    assert attributes(page, ".strip", "aria-label")[6] == (
        f"IoU of spoon by pixel, draw after draw: {scores_of('pixel', 0, 2)[2]}"
    )
    set_trait(page, "class_name", "table")
    assert shown_scores(page) == scores_of("pixel", 0, 0)
    expect(page.get_by_role("combobox", name="Class")).to_have_value("table")


def test_every_draw_stands_at_its_score(shown):
    page = shown(split_explorer())
    places = page.locator(".strip").evaluate_all(
        """all => all.map((strip) => {
            const box = strip.getBoundingClientRect();
            return [...strip.querySelectorAll(".run-dot")].map((dot) => {
                const { left, width } = dot.getBoundingClientRect();
                return (left + width / 2 - box.left) / box.width;
            });
        })"""
    )
    ways = (("pixel", 1), ("frame", 2), (DRIVE, 2))
    expected = [[float(scores_of(by, draw)[at]) for draw in range(draws)] for at in range(3) for by, draws in ways]
    assert [len(strip) for strip in places] == [1, 2, 2] * 3
    np.testing.assert_allclose(np.concatenate(places), np.concatenate(expected), atol=0.012)
    drive = [f"{value:.2f}" for value in expected[-1]]
    assert attributes(page, ".strip", "aria-label")[-1] == (
        f"IoU of cup by {DRIVE}, draw after draw: {drive[0]}, {drive[1]}"
    )
    assert page.locator(".run-dot.shown").count() == 3


def test_the_mean_of_the_draws_stands_beside_each_way(shown):
    page = shown(split_explorer())
    means = [
        np.mean([iou_per_class(np.array(matrix))[1] for (by, _), matrix in SPLIT_MATRICES.items() if by == way])
        for way in ("pixel", "frame", DRIVE)
    ]
    assert page.locator(".scores .note").all_inner_texts()[6:] == [f"{mean:.2f}" for mean in means]


def test_a_class_that_a_run_never_met_has_no_score_and_no_dot(shown):
    runs = [*split_runs(), SplitRun("empty", split_scenes(), split_scenes(), [[9, 0, 0], [0, 0, 0], [0, 0, 9]])]
    page = shown(SplitExplorer(runs, class_name="cup"))
    page.get_by_role("button", name="by empty").click()
    assert shown_scores(page) == ["1.00", "1.00", "undefined"]
    assert page.locator(".scores .note").last.inner_text() == "undefined"
    expect(page.locator(".run-dot").last).to_be_hidden()


GREY_DRAWN = """async (all) => Promise.all(all.filter((e) => e.checkVisibility()).map(async (image) => {
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.getContext("2d").getImageData(0, 0, 1, 1).data[0];
}))"""


def drawn_greys(page, selector=".pair img"):
    """The grey of each picture that is shown."""
    return page.locator(selector).evaluate_all(GREY_DRAWN)


def test_the_first_test_frame_is_shown_beside_its_nearest_before_anything_is_selected(shown):
    page = shown(split_explorer())
    assert selected(page) == ["drive 2 frame 0: training and test"]
    assert drawn_greys(page) == [10, 10]
    set_trait(page, "by", "frame")
    assert selected(page) == ["drive 2 frame 1: test"]
    assert drawn_greys(page) == [12, 10]
    assert trait(page, "frame") == ""


def test_a_test_frame_is_shown_beside_its_nearest_training_frame(shown):
    page = shown(split_explorer())
    page.get_by_role("button", name="by frame").click()
    page.get_by_role("gridcell", name="drive 9 frame 1: test").click()
    assert trait(page, "frame") == "drive 9 frame 1"
    expect(page.locator(".distance")).to_have_text("2.0 grey steps away: another drive, drive 10")
    assert drawn_greys(page) == [103, 105]
    near = page.locator("[role=gridcell].nearest")
    assert near.get_attribute("aria-label") == "drive 10 frame 2: training, nearest to the selected frame"
    expect(page.get_by_role("status")).to_have_text(
        "drive 9 frame 1, test. Nearest training frame: drive 10 frame 2, 2.0 grey steps away: another drive, drive 10"
    )


@pytest.mark.parametrize("width", [1000, 500])
def test_a_line_leads_from_the_selected_frame_to_its_nearest(shown, page, width):
    shown(split_explorer())
    set_trait(page, "by", "frame")
    set_trait(page, "frame", "drive 9 frame 1")
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(100)
    cells = [page.locator(name).bounding_box() for name in ("[aria-selected=true]", ".frames .nearest")]
    dots = [dot.bounding_box() for dot in page.locator(".link circle").all()]
    for cell, dot in zip(cells, dots, strict=True):
        for side, length in (("x", "width"), ("y", "height")):
            assert dot[side] + dot[length] / 2 == pytest.approx(cell[side] + cell[length] / 2, abs=1.5)
    set_trait(page, "by", "pixel")  # where the nearest is the frame itself
    expect(page.locator(".link *")).to_have_count(0)


def test_the_pair_follows_the_way(shown):
    page = shown(split_explorer())
    set_trait(page, "frame", "drive 10 frame 0")
    expect(page.locator(".distance")).to_have_text("0.0 grey steps away: the same picture")
    assert drawn_greys(page) == [200, 200]
    set_trait(page, "by", "frame")
    expect(page.locator(".distance")).to_have_text("The model learned from this frame, and is not judged by it.")
    assert drawn_greys(page) == [200]
    set_trait(page, "by", DRIVE)
    expect(page.locator(".distance")).to_have_text("93.0 grey steps away: another drive, drive 9")
    assert drawn_greys(page) == [200, 107]
    expect(page.get_by_role("status")).to_contain_text(f"By {DRIVE}, draw 0: pixel accuracy {scores_of(DRIVE, 0)[0]}")
    set_trait(page, "frame", "")
    assert selected(page) == ["drive 10 frame 0: test"]


def test_every_frame_of_the_grid_shows_its_picture(shown):
    page = shown(split_explorer())
    assert drawn_greys(page, "[role=gridcell] img") == [grey for row in SPLIT_GREYS.values() for grey in row]
    drives = page.get_by_role("grid").get_by_role("rowheader").locator("span:first-child").all_inner_texts()
    assert drives == list(SPLIT_GREYS)


def test_the_keyboard_alone_reaches_everything(shown):
    page = shown(split_explorer())
    tab_to(page, ".ways button:nth-child(3)")
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
        ("Backspace", ""),
        ("Enter", "drive 2 frame 0"),
    ]:
        page.keyboard.press(key)
        assert trait(page, "frame") == name
    expect(page.locator("[role=gridcell]").first).to_be_focused()
    assert selected(page) == ["drive 2 frame 0: test"]
    assert page.locator("[role=gridcell][tabindex='0']").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Class"


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
    page.get_by_role("button", name="by frame").tap()
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
    expect(page.get_by_role("button", name=f"by {DRIVE}")).to_contain_text("by <b>drive</b>")
    assert page.locator(".segmetrics b").count() == 0


def test_a_drive_may_have_fewer_frames_than_another(shown):
    runs = [SplitRun("frame", split_scenes()[:2], split_scenes()[3:6], MATRIX)]
    page = shown(SplitExplorer(runs))
    page.get_by_role("gridcell", name="drive 9 frame 2: test").click()
    page.keyboard.press("ArrowUp")
    assert trait(page, "frame") == "drive 2 frame 1"


def twelve_drives():
    """All drives of the course, split by frame, and by drive."""
    drives, matrix = load_set("drives"), np.eye(8, dtype=int)
    ways = {"frame": (drives[1::2], drives[0::2]), "drive": (drives[:48], drives[48:])}
    return SplitExplorer([SplitRun(by, *sides, matrix) for by, sides in ways.items()])


def test_twelve_drives_fit_into_a_pane_and_can_be_seen(shown, page):
    page.set_viewport_size(LAB_PANE)
    shown(twelve_drives())
    assert page.locator(".segmetrics").bounding_box()["height"] <= LAB_PANE["height"]
    frame = page.locator("[role=gridcell] img").first.bounding_box()
    assert (frame["width"], frame["height"]) >= (52, 39)
    assert min(picture.bounding_box()["width"] for picture in page.locator(".pair img").all()) >= 240
    page.set_viewport_size({**LAB_PANE, "width": LAB_PANE["width"] - 20})
    assert page.locator(".segmetrics").evaluate("root => root.scrollHeight - root.clientHeight") == 0  # no scroll bar
    assert page.locator(".pair figcaption").evaluate_all("all => all.every((c) => c.scrollWidth <= c.clientWidth)")
    assert page.evaluate(SMALLEST_TEXT) >= 11


def test_in_a_narrow_page_the_ways_stay_in_sight(shown, page):
    page.set_viewport_size({"width": 420, "height": 680})
    shown(twelve_drives())
    assert page.evaluate(SMALLEST_TEXT) >= 11
    page.evaluate("window.scrollTo(0, 700)")
    assert 0 <= page.locator(".ways").bounding_box()["y"] < 20
    page.get_by_role("button", name="by drive").click()
    assert trait(page, "by") == "drive"
