"""The keys of a notebook from inside every widget: on to the next cell, the own cell again, and out of the widget."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.in_lab import TIMEOUT_MS, in_kernel, wait_until_kernel_has
from tests.browser.widget_examples import WIDGETS

ROOT = Path(__file__).parents[2]
IMPORT = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom tests.browser import widget_examples as examples"
NAMES = [make.__name__ for make in WIDGETS]
FIRST = 2
"""The cell of the first widget; below each stands one that only counts."""

PARTS = ":is(button, input, select, summary, [tabindex='0'], .outcome)"
STATES = f"found = [widget._digest() for widget in ({', '.join(NAMES)})]"
LEFT = {
    "painter": ("prediction", "examples.FIT_TRUTHS[1] * 0"),
    "threshold_explorer": ("threshold", "0.25"),
    "matrix_explorer": ("matrix", "examples.MATRIX + 1"),
    "paradox_explorer": ("model", "'<b>brave</b>'"),
    "split_explorer": ("by", "'frame'"),
    "shifter": ("offset", "(3, -2)"),
    "fit_explorer": ("value", "5"),
    "predict_number": ("skipped", "True"),
    "predict_choice": ("guess", "'it falls'"),
}
"""What a reader could have set in each widget."""


@pytest.fixture
def everything(opened):
    """One page with all widgets on it, each with a cell of its own, and another cell below each."""
    cells = [cell for name in NAMES for cell in (f"{name} = examples.{name}()\n{name}", f"'after {name}'")]
    page = opened("keys", IMPORT, *cells)
    expect(page.locator(".segmetrics")).to_have_count(len(NAMES), timeout=TIMEOUT_MS)
    wait_until_kernel_has(page, f"'{NAMES[-1]}' in globals()")
    return page


NOTEBOOK = """() => {
    const cells = [...document.querySelectorAll(".jp-Notebook .jp-Cell")];
    return {
        prompts: cells.map((cell) => Number(cell.querySelector(".jp-InputPrompt").innerText.replace(/\\D/g, ""))),
        active: cells.findIndex((cell) => cell.classList.contains("jp-mod-active")),
        focused: cells.indexOf(document.activeElement),
        isCommand: document.querySelector(".jp-Notebook").classList.contains("jp-mod-commandMode"),
    };
}"""
KIND = "part => [part.tagName, part.type, part.role, part.getAttribute('role')].join()"
HAS_RUN = """([at, before]) => {
    const cell = document.querySelectorAll(".jp-Notebook .jp-Cell")[at];
    return Number(cell.querySelector(".jp-InputPrompt").innerText.replace(/\\D/g, "")) > before;
}"""


def cell(page, at):
    return page.locator(".jp-Notebook .jp-Cell").nth(at)


def wait_until_it_ran(page, at, before):
    """Wait until a cell has run again; returns what the notebook is like then."""
    page.wait_for_function(HAS_RUN, arg=[at, before["prompts"][at]], timeout=TIMEOUT_MS)
    return page.evaluate(NOTEBOOK)


def parts_of(page, at):
    """What can have the focus in the widget of a cell: one part of each kind."""
    parts = cell(page, at).locator(f".segmetrics {PARTS}").all()
    usable = [part for part in parts if part.is_visible() and part.is_enabled()]
    return list({part.evaluate(KIND): part for part in usable}.values())


@pytest.mark.slow
def test_shift_enter_goes_on_from_every_part_of_every_widget_and_leaves_it_as_it_is(everything):
    page = everything
    state = in_kernel(page, STATES)
    tried = 0
    for at in range(FIRST, FIRST + 2 * len(NAMES), 2):
        for part in parts_of(page, at):
            before = page.evaluate(NOTEBOOK)
            part.focus()
            page.keyboard.press("Shift+Enter")
            after = wait_until_it_ran(page, at + 1, before)
            changed = [place for place, prompt in enumerate(before["prompts"]) if after["prompts"][place] != prompt]
            assert changed == [at + 1]
            tried += 1
    assert tried > 30
    assert len(after["prompts"]) == len(before["prompts"]) == FIRST + 2 * len(NAMES) + 1  # the last one makes a new one
    assert in_kernel(page, STATES) == state


@pytest.mark.slow
def test_control_enter_runs_the_cell_again_and_every_widget_is_as_it_was_left(everything):
    page = everything
    for name, (trait, value) in LEFT.items():
        in_kernel(page, f"{name}.{trait} = {value}; before = {name}; found = 0")
        at = FIRST + 2 * NAMES.index(name)
        before = page.evaluate(NOTEBOOK)
        parts_of(page, at)[-1].focus()
        page.keyboard.press("Control+Enter")
        after = wait_until_it_ran(page, at, before)
        assert [place for place, prompt in enumerate(before["prompts"]) if after["prompts"][place] != prompt] == [at]
        same = f"{name} is not before and {name}._digest() == before._digest()"
        assert in_kernel(page, f"found = {same} and bool(np.all({name}.{trait} == {value}))")
        expect(cell(page, at).locator(".segmetrics")).to_have_count(1)
        assert in_kernel(page, f"{name}.reset(); found = {name}._digest() == examples.{name}()._digest()")


@pytest.mark.slow
def test_alt_enter_runs_the_cell_and_escape_leaves_the_widget_first(everything):
    page = everything
    for name in ("painter", "matrix_explorer", "predict_answered", "split_explorer"):
        at = FIRST + 2 * NAMES.index(name)
        parts_of(page, at)[-1].focus()
        page.keyboard.press("Escape")
        left = page.evaluate(NOTEBOOK)
        assert (left["focused"], left["active"], left["isCommand"]) == (at, at, True)
        page.keyboard.press("ArrowDown")
        assert page.evaluate(NOTEBOOK)["active"] == at + 1
        parts_of(page, at)[0].focus()
        page.keyboard.press("Alt+Enter")
        after = wait_until_it_ran(page, at, left)
        assert len(after["prompts"]) == len(left["prompts"]) + 1
        page.keyboard.press("Escape")
        for _ in range(2):
            page.keyboard.press("d")


def test_control_z_on_the_matrix_of_the_painter_takes_a_stroke_back_and_leaves_the_notebook_alone(everything):
    page = everything
    at = FIRST + 2 * NAMES.index("painter")
    paper = cell(page, at).locator(".paper")
    paper.focus()
    page.keyboard.press("Enter")
    wait_until_kernel_has(page, "painter.prediction.any()")
    cell(page, at).locator("[role=gridcell]").first.focus()
    page.keyboard.press("Control+z")
    wait_until_kernel_has(page, "not painter.prediction.any()")
    page.keyboard.press("Control+y")
    wait_until_kernel_has(page, "painter.prediction.any()")


def test_escape_closes_an_open_table_of_keys_before_it_leaves_the_widget(everything):
    page = everything
    at = FIRST + 2 * NAMES.index("painter")
    keys = cell(page, at).locator(".keys")
    keys.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(keys.locator("table")).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys.locator("table")).to_be_hidden()
    assert page.evaluate(NOTEBOOK)["focused"] == -1
    page.keyboard.press("Escape")
    assert page.evaluate(NOTEBOOK)["focused"] == at


SHOW_THE_TOP_ONLY = """root => {
    const pane = root.closest(".jp-WindowedPanel-outer");
    pane.scrollTop += root.getBoundingClientRect().top - pane.getBoundingClientRect().bottom + 100;
}"""
CUT_OFF = """root => {
    const [pane, box] = [root.closest(".jp-WindowedPanel-outer"), root].map((part) => part.getBoundingClientRect());
    return Math.round(Math.max(0, Math.min(box.bottom - pane.bottom, box.top - pane.top)));
}"""
"""How much of a widget is below the window that could be in it."""


def test_tab_in_a_widget_shows_as_much_of_it_as_the_window_can_hold(everything):
    page = everything
    for name in ("fit_explorer", "threshold_explorer", "predict_number"):
        at = FIRST + 2 * NAMES.index(name)
        root = cell(page, at).locator(".segmetrics")
        root.evaluate(SHOW_THE_TOP_ONLY)
        assert root.evaluate(CUT_OFF) > 50
        parts_of(page, at)[0].evaluate("part => part.focus({ preventScroll: true })")
        page.keyboard.press("Tab")
        assert root.evaluate(CUT_OFF) <= 1
