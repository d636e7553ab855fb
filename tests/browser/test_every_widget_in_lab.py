"""Every widget in a real JupyterLab: shown, kept to itself, for everyone, and in step with the kernel both ways."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.in_lab import TIMEOUT_MS, in_kernel, wait_until_kernel_has
from tests.browser.widget_examples import WIDGETS

ROOT = Path(__file__).parents[2]
IMPORT = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom tests.browser import widget_examples as examples"
KEYS_THAT_CHANGE_A_NOTEBOOK = [*"xabddcvmyr00", "Delete", "ArrowUp", "Escape"]
"""In command mode of JupyterLab these delete, insert, cut and paste cells, and restart the kernel."""


@pytest.fixture
def everything(opened):
    """One page with all widgets on it, each called by the name of its example in the kernel."""
    page = opened(
        "everything", IMPORT, *[f"{make.__name__} = examples.{make.__name__}()\n{make.__name__}" for make in WIDGETS]
    )
    expect(page.locator(".segmetrics")).to_have_count(len(WIDGETS), timeout=TIMEOUT_MS)
    return page


@pytest.mark.slow
def test_no_key_leaves_a_widget_and_no_rule_for_accessible_pages_is_broken(everything):
    page = everything
    assert len(WIDGETS) >= 8
    cells = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")
    parts = page.locator(".segmetrics :is(button, input, select, canvas, summary, [tabindex='0'])")
    tried = 0
    for part in parts.all():
        if part.is_visible() and part.is_enabled() and part.evaluate("e => e.tabIndex >= 0"):
            part.focus()
            tried += 1
            for key in KEYS_THAT_CHANGE_A_NOTEBOOK:
                page.keyboard.press(key)
    assert tried > 60
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length") == cells
    assert page.locator(".jp-Dialog").count() == 0
    found = Axe().run(page, context=".jp-OutputArea-output")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []


def test_what_is_touched_arrives_in_the_kernel_and_what_is_set_there_is_shown(everything):
    page = everything
    board = page.locator(".prediction-shifter [role=application]")
    board.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    wait_until_kernel_has(page, "shifter.offset == (3, 0)")
    slid = "np.where(np.roll(shifter.truth, 3, axis=1) == 255, 0, np.roll(shifter.truth, 3, axis=1))"
    wait_until_kernel_has(page, f"(shifter.prediction == {slid}).all()")
    in_kernel(page, "shifter.offset = (0, -2); found = 0")
    expect(page.locator(".prediction-shifter")).to_contain_text("slid 2 up")

    paradox = page.locator(".paradox-explorer")
    paradox.get_by_role("slider").press("End")
    wait_until_kernel_has(
        page, "paradox_explorer.window == 1 and paradox_explorer.matrix.sum() == (examples.TRUTH != 255).sum()"
    )
    in_kernel(page, "paradox_explorer.model = '<b>brave</b>'; found = 0")
    expect(paradox.get_by_role("button", name="<b>brave</b>")).to_have_attribute("aria-pressed", "true")

    split = page.locator(".split-explorer")
    split.get_by_role("button", name=re.compile("by frame")).click()
    wait_until_kernel_has(
        page, "split_explorer.by == 'frame' and split_explorer.matrix.tolist() == examples.SPLIT_MATRICES['frame', 0]"
    )
    in_kernel(page, "split_explorer.draw = 1; found = 0")
    expect(split).to_contain_text("draw 1")

    fit = page.locator(".fit")
    fit.get_by_role("slider").press("End")
    wait_until_kernel_has(page, "fit_explorer.value == 24")
    in_kernel(page, "fit_explorer.value = 2; found = 0")
    expect(fit).to_contain_text("how deep a tree may grow: 2")

    choice = page.locator(".predict-first").nth(1)
    choice.get_by_text("it falls").click()
    choice.get_by_role("button", name="fairly sure").click()
    wait_until_kernel_has(
        page,
        "predict_choice.guess == 'it falls' and predict_choice.sureness == 'fairly sure' and predict_choice.is_right",
    )
    in_kernel(page, "predict_number.guess = 0.3; found = 0")
    expect(page.locator(".predict-first").nth(0)).to_contain_text("You said 0.30")

    drawing = page.locator(".draw-first").first
    for key in ["Enter", *["ArrowRight"] * 3]:
        drawing.get_by_role("slider").press(key)
    drawing.get_by_role("button", name="a hunch").click()
    wait_until_kernel_has(page, "draw_curve.guess == (0.5, 0.5, 0.5, 0.5) and draw_curve.is_right is False")
