"""Changing the counts of a matrix in a page: by mouse, by touch and by keyboard alone."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segmetrics_lab.metrics import confusion_matrix, iou_per_class
from segmetrics_lab.widgets import MatrixExplorer
from tests.browser.widget_examples import MATRIX, PALETTE, TRUTH, matrix_explorer, set_trait, tab_to, trait

GROUNDS = "all => all.map(part => getComputedStyle(part).backgroundColor)"
SAID = np.where(TRUTH == 2, 1, TRUTH % 255)


def linked():
    """An explorer with the maps that its matrix was counted of."""
    return MatrixExplorer(confusion_matrix(TRUTH, SAID, 3), PALETTE, truth=TRUTH, prediction=SAID)


def test_every_score_follows_a_count_at_once(shown):
    page = shown(matrix_explorer())
    field = page.get_by_label("truly cup, predicted table")
    field.focus()
    page.keyboard.press("ArrowUp")
    changed = MATRIX.copy()
    changed[1, 0] = 5
    expect(page.get_by_role("button", name="IoU of cup:")).to_contain_text(f"{iou_per_class(changed)[1]:.3f}")
    page.keyboard.press("PageUp")
    changed[1, 0] = 105
    expect(page.get_by_role("button", name="IoU of cup:")).to_contain_text(f"{iou_per_class(changed)[1]:.3f}")
    page.keyboard.press("Enter")
    expect(page.get_by_label("truly spoon, predicted table")).to_be_focused()
    assert trait(page, "matrix") == changed.tolist()
    page.get_by_role("button", name="Reset").click()
    assert trait(page, "matrix") == MATRIX.tolist()
    expect(field).to_have_value("4")


def test_a_score_in_focus_shows_its_cells_and_its_formula(shown):
    page = shown(matrix_explorer())
    page.get_by_role("button", name="recall of cup:").focus()
    expect(page.locator(".formula")).to_have_text("recall of cup = found / (found + missed) = 45 / (45 + 5) = 0.900")
    assert page.locator("td.above input").evaluate_all("all => all.map(f => f.value)") == ["45"]
    assert page.locator("td.below input").evaluate_all("all => all.map(f => f.value)") == ["4", "1"]
    page.get_by_role("button", name="pixel accuracy:").hover()
    expect(page.locator(".formula")).to_have_text("pixel accuracy = right / all = (50 + 45 + 48) / 156 = 0.917")
    styles = page.locator("td.above, td.below").evaluate_all("all => all.map(c => getComputedStyle(c).outlineStyle)")
    assert sorted(set(styles)) == ["none", "solid"]
    page.get_by_role("button", name="recall of cup:").hover()
    assert page.locator(".formula .above").all_inner_texts() == ["found", "45"]
    assert page.locator(".formula .below").all_inner_texts() == ["(found + missed)", "(45 + 5)"]
    grounds = page.locator("td.above, .formula .above").evaluate_all(GROUNDS)
    assert len(set(grounds)) == 1
    assert grounds[0] not in page.locator("td.below, .formula .below").evaluate_all(GROUNDS)


@pytest.mark.parametrize("wrong", ["", "-3", "1.5"])
def test_a_wrong_count_is_reported_and_changes_nothing(shown, wrong):
    page = shown(matrix_explorer())
    field = page.get_by_label("truly cup, predicted cup")
    field.fill(wrong)
    expect(page.get_by_role("alert")).to_contain_text("whole number")
    assert trait(page, "matrix") == MATRIX.tolist()
    field.fill("7")
    expect(page.get_by_role("alert")).to_have_text("")
    assert trait(page, "matrix")[1][1] == 7


def test_a_matrix_set_by_python_clears_what_was_wrong_in_a_field(shown):
    page = shown(matrix_explorer())
    field = page.get_by_label("truly cup, predicted cup")
    field.fill("-3")
    expect(field).to_have_attribute("aria-invalid", "true")
    set_trait(page, "matrix", [[50, 0, 0], [4, 45, 1], [0, 9, 47]])
    expect(page.get_by_role("alert")).to_have_text("")
    expect(field).to_have_value("45")
    assert page.locator("[aria-invalid=true]").count() == 0


def test_a_class_in_neither_map_has_no_score(shown):
    page = shown(MatrixExplorer(np.array([[3, 0], [0, 0]]), ["table", "cup"]))
    expect(page.get_by_role("button", name="IoU of cup: undefined")).to_be_visible()
    expect(page.get_by_role("button", name="mean IoU: 1.000")).to_be_visible()


def test_a_finger_opens_a_formula_and_types_a_count(shown, finger):
    page = shown(matrix_explorer(), on=finger)
    page.get_by_role("button", name="precision of spoon:").tap()
    expect(page.locator(".formula")).to_have_text(
        "precision of spoon = found / (found + extra) = 48 / (48 + 3) = 0.941"
    )
    field = page.get_by_label("truly spoon, predicted table")
    field.tap()
    expect(field).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("30")
    assert trait(page, "matrix")[2] == [30, 2, 48]
    sides = [page.get_by_role("button", name="Reset").bounding_box(), field.bounding_box()]
    assert min(min(box["width"], box["height"]) for box in sides) >= 44
    page.get_by_role("button", name="Reset").tap()
    assert trait(page, "matrix") == MATRIX.tolist()


def test_every_count_and_score_is_reached_by_the_tab_key(shown):
    page = shown(matrix_explorer())
    tab_to(page, "[aria-label='truly spoon, predicted spoon']")
    page.keyboard.press("ArrowDown")
    assert trait(page, "matrix")[2] == [1, 2, 47]
    tab_to(page, "[aria-label^='recall of spoon:']")
    expect(page.locator(".formula")).to_contain_text("recall of spoon = found / (found + missed) = 47 / (47 + 3)")


def test_a_cell_lights_up_its_pixels_in_both_maps(shown):
    page = shown(linked())
    glow = page.locator(".maps .glow")
    expect(glow.first).to_be_hidden()
    page.get_by_label("truly spoon, predicted cup").focus()
    expect(page.get_by_role("status")).to_have_text("spoon taken for cup: 150 pixels")
    for layer in range(2):
        clear = glow.nth(layer).evaluate(
            "c => Array.from(c.getContext('2d').getImageData(0, 0, 64, 48).data.filter((_, at) => at % 4 === 3))"
        )
        np.testing.assert_array_equal(np.array(clear).reshape(TRUTH.shape) == 0, TRUTH == 2)
    page.get_by_role("button", name="Reset").focus()
    expect(glow.first).to_be_hidden()
    page.get_by_label("truly cup, predicted cup").hover()
    expect(glow.nth(1)).to_be_visible()


def test_the_cell_of_a_pixel_is_ringed_by_pointer_and_by_keys(shown):
    page = shown(linked())
    board = page.get_by_role("application").last
    box = board.bounding_box()
    page.mouse.move(box["x"] + 30.5 / 64 * box["width"], box["y"] + 20.5 / 48 * box["height"])
    assert page.locator("td.ringed input").get_attribute("aria-label") == "truly cup, predicted cup"
    page.mouse.move(0, 0)
    expect(page.locator("td.ringed")).to_have_count(0)
    board.focus()
    for key in ("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.get_by_role("status")).to_have_text("row 30, column 50: spoon taken for cup")
    assert page.locator("td.ringed input").get_attribute("aria-label") == "truly spoon, predicted cup"


def test_changed_counts_are_told_apart_from_those_of_the_maps(shown):
    page = shown(linked())
    note = page.locator(".maps .note")
    expect(note).not_to_contain_text("as they were at first")
    page.get_by_label("truly spoon, predicted cup").fill("7")
    expect(note).to_contain_text("as they were at first")
    page.get_by_role("button", name="Reset").click()
    expect(note).not_to_contain_text("as they were at first")


def test_with_little_room_the_scores_of_a_class_stand_below_each_other_with_their_names(shown, page):
    page.set_viewport_size({"width": 420, "height": 900})
    shown(linked())
    scores = page.locator(".score-grid .score").all()
    assert all(score.bounding_box()["x"] + score.bounding_box()["width"] <= 420 for score in scores)
    names = page.locator(".score-grid .score").evaluate_all(
        "all => all.map(e => getComputedStyle(e, '::before').content)"
    )
    assert names[:5] == [f'"{name}"' for name in ("IoU", "Dice", "precision", "recall", "specificity")]
