"""Guess first, in a real JupyterLab: what answers a question waits in the page, and execution never stops."""

import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from playwright.sync_api import expect

from tests.browser.in_lab import KERNEL_IS_IDLE, TIMEOUT_MS, in_kernel, open_notebook, run

LESSON = """
from segmetrics_lab.widgets import ask, asking
words = {"because": "It counts pixels.", "low": None, "high": None, "close": None, "answering": ""}
ring = {"question": "Which one?", "choices": ["small", "large"], "right": None, "wrong": {"large": "No objects."}}
share = {"question": "How much?", "choices": [], "right": None, "wrong": {}}
loop = {"question": "How long?", "choices": [], "right": None, "wrong": {}}
guesses = {"ring": ring, "share": share, "loop": loop}
asking.lesson_texts = lambda: {"guesses": {key: guess | words for key, guess in guesses.items()}, "alts": {}}
"""
RING = """
from IPython.display import HTML, clear_output, display
print("printed answer")
display(HTML("<b class='pic'>shown answer</b>"))
answer = 42
answer
"""
SHARE = """
print("before", "the error")
1 / 0
"""
LOOP = """
for step in range(3):
    clear_output(wait=True)
    print("step", step)
"""
ASK_RING, ANSWER_RING, ASK_SHARE, ANSWER_SHARE, ASK_LOOP, ANSWER_LOOP, LAST = 2, 4, 5, 6, 7, 8, 9
"""Where these cells stand in the notebook."""

SAMPLER = """() => {
    window.frames_seen = [];
    const look = () => {
        const shown = document.querySelector(".jp-OutputArea .pic");
        if (shown) window.frames_seen.push(getComputedStyle(shown).visibility);
        requestAnimationFrame(look);
    };
    look();
}"""
"""Looks at every frame that the page draws, whether the answer can be seen in it."""

FRAMES_SEEN = "() => window.frames_seen"
ENOUGH_FRAMES = "() => window.frames_seen.length > 60"
ACTIVE = """() => {
    const cells = [...document.querySelectorAll(".jp-Notebook .jp-Cell")];
    return {
        active: cells.findIndex((cell) => cell.classList.contains("jp-mod-active")),
        prompts: cells.map((cell) => cell.querySelector(".jp-InputPrompt")?.innerText.replace(/\\D/g, "") ?? ""),
        isCommand: document.querySelector(".jp-Notebook").classList.contains("jp-mod-commandMode"),
        inWidget: document.activeElement.closest(".segmetrics") !== null,
    };
}"""


@pytest.fixture
def lesson(lab, page, request):
    """A notebook with three questions, each above the cell that answers it; its first cells have run."""
    name = request.node.name.split("[")[0][:40]
    answers = [new_code_cell(source.strip()) for source in (RING, SHARE, LOOP)]
    for cell, key in zip(answers, ("ring", "share", "loop"), strict=True):
        cell["id"] = f"answers-{key}"
    ring, share, loop = answers
    asks = [new_code_cell(source) for source in ('ask("ring", 0)', 'ask("share", 0.3)', 'ask("loop", 0.3)')]
    cells = [asks[0], new_markdown_cell("Between."), ring, asks[1], share, asks[2], loop, new_code_cell("'last'")]
    open_notebook(lab, page, name, new_code_cell(LESSON.strip()), *cells)
    page.set_viewport_size({"width": 1280, "height": 1600})
    select(page, 0)
    for _ in range(2):
        page.keyboard.press("Shift+Enter")
    wait_for_prompt(page, 1)
    return page


def cell(page, at):
    return page.locator(".jp-Notebook .jp-Cell").nth(at)


def select(page, at):
    cell(page, at).locator(".jp-InputPrompt").first.click()


def wait_for_prompt(page, at, count=""):
    """Wait until a cell has run, for the time that this is where it says so."""
    prompt = cell(page, at).locator(".jp-InputPrompt")
    expect(prompt).to_have_text(f"[{count}]:" if count else re.compile(r"\[\d+\]:"), timeout=TIMEOUT_MS)


def outputs(page, at):
    """The texts of the outputs of a cell that can be seen."""
    found = cell(page, at).locator(".jp-OutputArea-child .jp-OutputArea-output")
    return [output.inner_text().strip() for output in found.all() if output.is_visible()]


WAITS = "Guess first: what this shows waits for your guess above."


def test_two_quick_shift_enters_hold_the_answer_without_a_visible_frame(lesson):
    page = lesson
    page.evaluate(SAMPLER)
    select(page, ASK_RING)
    for _ in range(3):  # the text between them too
        page.keyboard.press("Shift+Enter")
    wait_for_prompt(page, ANSWER_RING)
    page.wait_for_function(ENOUGH_FRAMES, timeout=TIMEOUT_MS)
    assert set(page.evaluate(FRAMES_SEEN)) == {"hidden"}
    assert outputs(page, ANSWER_RING) == [WAITS]
    assert in_kernel(page, "found = answer") == 42
    page.wait_for_timeout(3500)  # longer than what is hidden by the sign alone
    assert set(page.evaluate(FRAMES_SEEN)) == {"hidden"}
    assert outputs(page, ANSWER_RING) == [WAITS]
    question = cell(page, ASK_RING)
    question.get_by_text("large").click()
    question.get_by_role("button", name="certain").click()
    expect(page.locator(".pic")).to_be_visible()
    assert outputs(page, ANSWER_RING) == ["printed answer", "shown answer", "42"]
    expect(question.locator(".outcome")).to_contain_text('It is "small".No objects.It counts pixels.')
    expect(question.locator(".outcome")).to_be_focused()
    expect(question.locator(".news")).to_contain_text("What waited for your guess is shown below.")


def test_all_cells_run_at_once_hold_every_answer_until_it_is_guessed_or_skipped(lesson):
    page = lesson
    page.evaluate(SAMPLER)
    run(page)
    wait_for_prompt(page, ANSWER_SHARE)  # where the error stops it
    page.wait_for_function(ENOUGH_FRAMES, timeout=TIMEOUT_MS)
    assert set(page.evaluate(FRAMES_SEEN)) == {"hidden"}
    select(page, ASK_LOOP)
    for _ in range(3):
        page.keyboard.press("Shift+Enter")
    wait_for_prompt(page, LAST)
    assert [outputs(page, at) for at in (ANSWER_RING, ANSWER_LOOP, LAST)] == [[WAITS], [WAITS], ["'last'"]]
    cell(page, ASK_RING).get_by_role("button", name="Skip").click()
    expect(page.locator(".pic")).to_be_visible()
    assert [outputs(page, at) for at in (ANSWER_RING, ANSWER_LOOP)] == [
        ["printed answer", "shown answer", "42"],
        [WAITS],
    ]
    expect(cell(page, ASK_RING).locator(".verdict")).to_have_text('It is "small".')
    cell(page, ASK_LOOP).get_by_role("button", name="Skip").click()
    expect(cell(page, ANSWER_LOOP).get_by_text("step 2")).to_be_visible()
    assert outputs(page, ANSWER_LOOP) == ["step 2"]


def test_an_error_is_shown_at_once_and_what_came_before_it_waits(lesson):
    page = lesson
    select(page, ASK_SHARE)
    for _ in range(2):
        page.keyboard.press("Shift+Enter")
    expect(cell(page, ANSWER_SHARE).get_by_text("ZeroDivisionError").first).to_be_visible(timeout=TIMEOUT_MS)
    assert "before the error" not in " ".join(outputs(page, ANSWER_SHARE))
    cell(page, ASK_SHARE).get_by_role("button", name="Skip").click()
    expect(cell(page, ANSWER_SHARE).get_by_text("before the error")).to_be_visible()


def test_nothing_is_held_where_the_question_is_answered_or_not_asked(lesson):
    page = lesson
    select(page, ANSWER_RING)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".pic")).to_be_visible(timeout=TIMEOUT_MS)
    select(page, ASK_RING)
    page.keyboard.press("Control+Enter")
    question = cell(page, ASK_RING)
    question.get_by_role("button", name="Skip").click()
    select(page, ASK_RING)
    page.keyboard.press("Control+Enter")
    wait_for_prompt(page, ASK_RING, 5)
    expect(question.locator(".verdict")).to_have_text('It is "small".')  # a skip is kept, as a guess is
    select(page, ANSWER_RING)
    page.keyboard.press("Control+Enter")
    wait_for_prompt(page, ANSWER_RING, 6)
    assert outputs(page, ANSWER_RING) == ["printed answer", "shown answer", "42"]
    assert page.locator("[data-answers]").count() == 0


def test_a_question_that_is_asked_again_in_its_cell_goes_on_holding(lesson):
    page = lesson
    select(page, ASK_RING)
    for _ in range(3):
        page.keyboard.press("Shift+Enter")
    wait_for_prompt(page, ANSWER_RING)
    page.evaluate(SAMPLER)
    select(page, ASK_RING)
    page.keyboard.press("Control+Enter")
    wait_for_prompt(page, ASK_RING, 5)
    page.wait_for_function(ENOUGH_FRAMES, timeout=TIMEOUT_MS)
    assert set(page.evaluate(FRAMES_SEEN)) == {"hidden"}
    expect(cell(page, ASK_RING).locator(".segmetrics")).to_have_count(1)
    assert page.locator("style[data-gate=ring]").count() == 1
    assert outputs(page, ANSWER_RING) == [WAITS]


def save_and_reload(page):
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.reload()
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=TIMEOUT_MS)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=TIMEOUT_MS)


def test_a_reloaded_page_shows_widgets_of_a_living_kernel_and_pictures_after_a_restart(lesson):
    page = lesson
    select(page, ASK_RING)
    for _ in range(3):
        page.keyboard.press("Shift+Enter")
    wait_for_prompt(page, ANSWER_RING)
    save_and_reload(page)
    question = cell(page, ASK_RING)
    expect(question.get_by_role("button", name="Skip")).to_be_visible(timeout=TIMEOUT_MS)
    expect(cell(page, ANSWER_RING).get_by_text(WAITS)).to_be_visible()
    assert outputs(page, ANSWER_RING) == [WAITS]
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    save_and_reload(page)
    expect(question.get_by_text("Run this cell to guess.")).to_be_visible(timeout=TIMEOUT_MS)
    expect(page.locator(".pic")).to_be_visible()
    assert outputs(page, ANSWER_RING) == ["printed answer", "shown answer", "42"]
    page.wait_for_timeout(3000)  # by now JupyterLab would have said that it found no model
    assert page.get_by_text("model not found").count() == page.locator(".segmetrics").count() == 0
