"""Moving a threshold in a page: by mouse, by touch and by keyboard alone."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segmetrics_lab.metrics import confusion_matrix
from tests.browser.widget_examples import BINARY, PROBABILITY, numbers, set_trait, threshold_explorer, trait


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
