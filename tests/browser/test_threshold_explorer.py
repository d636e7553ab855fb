"""Moving a threshold in a page: by mouse, by touch and by keyboard alone."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segmetrics_lab.metrics import confusion_matrix
from segmetrics_lab.widgets import ThresholdExplorer
from tests.browser.widget_examples import (
    BINARY,
    IMAGE,
    PROBABILITY,
    numbers,
    paradox_explorer,
    set_trait,
    threshold_explorer,
    trait,
)


def check_threshold(page, threshold):
    truth = BINARY
    expected = confusion_matrix(truth, threshold <= PROBABILITY, 2)
    assert numbers(page, ".counts .number") == expected.ravel().tolist()
    assert trait(page, "matrix") == expected.tolist()
    precision = expected[1, 1] / expected[:, 1].sum() if expected[:, 1].any() else None
    assert page.locator(".scores .value").first.inner_text() == (
        "undefined" if precision is None else f"{precision:.3f}"
    )


def test_the_slider_follows_keys_mouse_and_the_exact_number(shown):
    page = shown(threshold_explorer())
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    check_threshold(page, 0.501)
    page.keyboard.press("PageDown")
    check_threshold(page, trait(page, "threshold"))
    assert trait(page, "threshold") == pytest.approx(0.401)
    page.keyboard.press("End")
    check_threshold(page, 1.0)
    box = slider.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    assert 0.2 < trait(page, "threshold") < 0.3
    check_threshold(page, trait(page, "threshold"))
    page.get_by_role("spinbutton").fill("0.4321")
    check_threshold(page, 0.4321)
    expect(slider).to_have_value("432")
    assert "found" in slider.get_attribute("aria-valuetext")


def test_a_finger_moves_the_slider(shown, finger):
    page = shown(threshold_explorer(), on=finger)
    box = page.get_by_role("slider").bounding_box()
    assert box["height"] >= 44
    page.touchscreen.tap(box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2)
    assert 0.6 < trait(page, "threshold") < 0.8
    check_threshold(page, trait(page, "threshold"))


def test_the_page_and_numpy_agree_at_200_thresholds_in_every_pixel(shown):
    page = shown(threshold_explorer())
    rng = np.random.default_rng(9)
    truth = BINARY
    for threshold in [0.0, 1.0, *rng.choice(PROBABILITY.ravel(), 99), *rng.random(99)]:
        set_trait(page, "threshold", float(threshold))
        assert trait(page, "matrix") == confusion_matrix(truth, threshold <= PROBABILITY, 2).tolist()
    set_trait(page, "threshold", 0.5)
    drawn = page.evaluate(
        """() => {
            const canvas = document.querySelectorAll(".layers canvas")[1];
            const f = canvas.width / 64;
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            const alphas = [];
            for (let y = 0; y < 48; y++) for (let x = 0; x < 64; x++) {
                const counts = {};
                for (let p = 0; p < f * f; p++) {
                    const at = 4 * ((y * f + Math.floor(p / f)) * canvas.width + x * f + (p % f));
                    const key = [...data.slice(at, at + 3)].map((v) => Math.round(v / 24)).join();
                    counts[key] = (counts[key] ?? 0) + 1;
                }
                alphas.push(Object.entries(counts).sort((a, b) => b[1] - a[1])[0][0]);
            }
            return alphas;
        }"""
    )
    positive = PROBABILITY >= 0.5
    kinds = np.select([truth == 255, (truth == 1) & positive, truth == 1, positive], [5, 1, 2, 3], 0).ravel()
    assert (
        len({(kind, color) for kind, color in zip(kinds.tolist(), drawn, strict=True)}) == len(set(kinds.tolist())) == 5
    )


def test_beta_changes_the_score_that_it_belongs_to(shown):
    page = shown(threshold_explorer())
    before = page.locator(".scores .value").all_inner_texts()
    page.get_by_role("combobox").select_option("2")
    after = page.locator(".scores .value").all_inner_texts()
    assert before[:3] == after[:3]
    assert before[3] != after[3]


def test_a_goal_lights_up_where_it_is_met(shown):
    page = shown(threshold_explorer())
    expect(page.locator(".goal")).to_contain_text("not met: recall of cup ≥ 0.99")
    page.get_by_role("slider").press("Home")
    expect(page.locator(".goal")).to_contain_text("✓met: recall of cup ≥ 0.99")
    expect(page.get_by_role("status")).to_contain_text("Goal met: recall of cup ≥ 0.99")


def test_the_object_is_called_by_its_name(shown):
    page = shown(threshold_explorer())
    assert page.locator(".counts th").all_inner_texts() == [
        "predicted not cup",
        "predicted cup",
        "truly not cup",
        "truly cup",
    ]


def test_an_arrow_goes_to_the_next_threshold_at_which_something_changes(shown):
    probability = np.where(BINARY == 1, 0.6, 0.2)
    page = shown(ThresholdExplorer(IMAGE, BINARY, probability, name="cup"))
    slider = page.get_by_role("slider")
    for key, threshold in [("ArrowRight", 0.601), ("ArrowRight", 0.602), ("ArrowLeft", 0.6), ("ArrowDown", 0.2)]:
        slider.press(key)
        assert trait(page, "threshold") == threshold, key
        check_threshold_of(page, probability, threshold)
    page.get_by_role("spinbutton").fill("0.5")
    page.get_by_role("spinbutton").press("ArrowUp")
    assert trait(page, "threshold") == 0.501


def check_threshold_of(page, probability, threshold):
    assert trait(page, "matrix") == confusion_matrix(BINARY, threshold <= probability, 2).tolist()


def test_dragging_on_the_chart_moves_the_slider(shown):
    page = shown(threshold_explorer())
    box = page.locator(".stack > svg").first.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    assert trait(page, "threshold") == 0.5
    page.mouse.down()
    assert trait(page, "threshold") == pytest.approx(0.3, abs=0.003)
    page.mouse.move(box["x"] + box["width"] * 0.7, middle)
    page.mouse.up()
    assert trait(page, "threshold") == pytest.approx(0.7, abs=0.003)
    page.mouse.move(box["x"] + box["width"] * 0.4, middle)
    assert trait(page, "threshold") == pytest.approx(0.7, abs=0.003)
    check_threshold(page, trait(page, "threshold"))


def shares_of(page):
    """Where each part and each bracket of the two bars lies: start and length, as shares of its bar."""
    return page.locator(".shares :is(svg, rect)[x]").evaluate_all(
        "all => all.map((part) => ['x', 'width'].map((name) => parseFloat(part.getAttribute(name)) / 100))"
    )


@pytest.mark.parametrize("threshold", [0.0, 0.3, 0.55, 1.0])
def test_each_bracket_lies_over_the_pixels_of_its_score(shown, threshold):
    page = shown(threshold_explorer())
    set_trait(page, "threshold", threshold)
    (rest, extra), (missed, found) = confusion_matrix(BINARY, threshold <= PROBABILITY, 2).tolist()
    all_four, three = missed + found + extra + rest, missed + found + extra
    expected = [
        *[(0, missed), (missed, found), (missed + found, extra), (three, rest)],
        *[(0, all_four), (missed, found), (three, rest)],
    ]
    enlarged = [
        *[(0, missed), (missed, found), (missed + found, extra)],
        *[(0, missed + found), (missed, found)],
        *[(missed, found + extra), (missed, found)],
        *[(0, three), (missed, found)],
    ]
    whole = [[start / all_four, length / all_four] for start, length in expected]
    whole += [[start / three, length / three] for start, length in enlarged]
    np.testing.assert_allclose(shares_of(page), whole, atol=1e-6)
    precision = f"{found / (found + extra):.3f}" if found + extra else "undefined"
    shown_scores = page.locator(".shares .value").all_inner_texts()
    assert shown_scores == [
        f"{(found + rest) / all_four:.3f}",
        f"{found / (missed + found):.3f}",
        precision,
        f"{found / three:.3f}",
    ]


def test_a_goal_is_a_tick_on_the_bar_of_its_score(shown):
    page = shown(threshold_explorer())
    assert page.locator(".scores .tick").evaluate_all("all => all.map((tick) => tick.style.left)") == ["99%"]
    expect(page.locator(".scores tr").nth(1).locator(".tick")).to_have_count(1)


TINTED = """() => {
    window.tinted = [];
    Element.prototype.animate = function () { window.tinted.push(this.className); };
}"""


@pytest.mark.parametrize(("motion", "tints"), [("no-preference", True), ("reduce", False)])
def test_what_a_key_changes_is_tinted_and_what_a_drag_changes_is_not(shown, page, motion, tints):
    page.emulate_media(reduced_motion=motion)
    shown(threshold_explorer())
    page.evaluate(TINTED)
    page.get_by_role("slider").press("ArrowRight")
    assert bool(page.evaluate("tinted.length")) is tints
    assert set(page.evaluate("tinted")) <= {"number", "value"}
    page.evaluate(TINTED)
    box = page.locator(".stack > svg").first.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 30)
    assert trait(page, "threshold") < 0.5
    assert page.evaluate("tinted") == []
    page.mouse.up()


MOVING = ".control, .layers, .legend, .stack, .shares, .number, .value, .scores .bar, .formula, .share"


@pytest.mark.parametrize("make", [threshold_explorer, paradox_explorer])
def test_all_that_moves_is_seen_at_once_beside_the_code_of_a_lesson(shown, page, make):
    page.set_viewport_size({"width": 880, "height": 680})
    shown(make())
    widget = page.locator(".segmetrics").bounding_box()
    assert widget["width"] == pytest.approx(848, abs=1)
    for part in page.locator(MOVING).all():
        box = part.bounding_box()
        assert box["y"] + box["height"] - widget["y"] <= 650, part.get_attribute("class")
        assert box["x"] + box["width"] <= widget["x"] + widget["width"] + 1
    picture, chart = (page.locator(part).first.bounding_box() for part in (".layers", ".stack"))
    assert picture["x"] + picture["width"] <= chart["x"]
    assert abs(picture["y"] - chart["y"]) < 30


@pytest.mark.parametrize("make", [threshold_explorer, paradox_explorer])
@pytest.mark.parametrize("width", [420, 880])
def test_texts_of_charts_have_one_size_at_every_width(shown, page, make, width):
    page.set_viewport_size({"width": width, "height": 800})
    shown(make())
    sizes = page.locator(".plot text").evaluate_all(
        "all => all.map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    assert {round(size, 2) for size in sizes} == {12, 13}
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_below_560_pixels_the_control_stays_on_the_screen(shown, page):
    page.set_viewport_size({"width": 420, "height": 600})
    shown(threshold_explorer())
    page.mouse.wheel(0, 500)
    page.wait_for_function("scrollY > 300")
    assert page.get_by_role("slider").bounding_box()["y"] >= 0
    lefts = {round(page.locator(part).first.bounding_box()["x"]) for part in (".seen", ".plot", ".shares", ".counts")}
    assert len(lefts) == 1


def test_a_count_lights_up_its_pixels_and_a_pixel_rings_its_count(shown):
    page = shown(threshold_explorer())
    cells = page.locator(".counts td[role=gridcell]:has(.number)")
    glow = page.locator("canvas.glow")
    expect(glow).to_be_hidden()
    cells.nth(2).hover()
    expect(glow).to_be_visible()
    clear = glow.evaluate(
        "canvas => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
        " return data.filter((value, at) => at % 4 === 3 && value === 0).length; }"
    )
    assert clear == np.count_nonzero((BINARY == 1) & (PROBABILITY < 0.5))
    cells.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.get_by_role("application", name="The picture").focus()
    expect(page.locator("td.ringed")).to_have_count(1)
