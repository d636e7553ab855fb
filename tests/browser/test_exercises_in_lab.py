"""A learner at work: wrong answers, their words, a hint, a right answer; in a real JupyterLab, by keyboard alone."""

import json

from playwright.sync_api import expect

from tests.browser.in_lab import KERNEL_IS_IDLE, TIMEOUT_MS

NAME = "ex03_accuracy_and_overlap"
WRONG = (
    "def my_iou(truth_mask, prediction_mask):\nreturn np.sum(truth_mask & prediction_mask) / np.sum(prediction_mask)"
)
ENDLESS = "def my_iou(truth_mask, prediction_mask):\nwhile True:\ntruth_mask = ~truth_mask"
RIGHT = (
    "def my_iou(truth_mask, prediction_mask):\nunion = np.sum(truth_mask | prediction_mask)\n"
    "return np.sum(truth_mask & prediction_mask) / union if union else float('nan')"
)


def go_to_cell(page, number):
    """From wherever the cursor is: command mode, the first cell, then down."""
    page.keyboard.press("Escape")
    page.evaluate("() => window.jupyterapp.shell.currentWidget.content.activate()")
    for _ in range(80):
        page.keyboard.press("k")
    for _ in range(number):
        page.keyboard.press("j")


def write(page, text):
    """Replace the text of the selected cell; JupyterLab indents the lines itself."""
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def number_of(cells, source):
    return next(number for number, cell in enumerate(cells) if source in "".join(cell["source"]))


def test_a_learner_answers_wrongly_takes_a_hint_and_answers_rightly_by_keyboard(page, lab):
    path = lab.course / "my_course" / "exercises" / f"{NAME}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    starter, check = number_of(cells, "def my_iou("), number_of(cells, "ex03.iou.check(my_iou)")
    page.goto(lab.url(f"/lab/workspaces/exercises/tree/exercises/{NAME}.ipynb"))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=TIMEOUT_MS)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=TIMEOUT_MS)
    output = page.locator(".jp-Cell").nth(check).locator(".jp-OutputArea-output")

    go_to_cell(page, number_of(cells, "import ex03"))
    page.keyboard.press("Shift+Enter")
    go_to_cell(page, starter)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(output).to_contain_text("not attempted: replace the ... in my_iou", timeout=TIMEOUT_MS)

    go_to_cell(page, starter)
    write(page, WRONG)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(output.last).to_contain_text("not yet: where two pixels are found, two missed", timeout=TIMEOUT_MS)
    expect(output.last).to_contain_text("as well: precision, in lesson 5")
    expect(output.last.get_by_role("link")).to_have_text("Read again: lesson 3, Definition")
    assert output.last.locator("img").first.evaluate("image => image.complete && image.naturalWidth > 50")

    go_to_cell(page, starter)
    write(page, ENDLESS)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(output.last).to_contain_text("could not run: your code was stopped after 5 seconds", timeout=TIMEOUT_MS)

    go_to_cell(page, check)
    write(page, "ex03.iou.hint()")
    page.keyboard.press("Control+Enter")
    expect(output.last).to_contain_text("Hint 1 of 3: How many pixels do both masks share?", timeout=TIMEOUT_MS)

    go_to_cell(page, starter)
    write(page, RIGHT)
    page.keyboard.press("Shift+Enter")
    write(page, "ex03.iou.check(my_iou)")
    page.keyboard.press("Shift+Enter")
    expect(output.last).to_contain_text("correct: my_iou is right in all", timeout=TIMEOUT_MS)
    kept = json.loads((lab.course / "my_course" / "segmetrics_progress.json").read_text())["ex03"]["iou"]
    assert kept == {"hints": 1, "outcome": "correct", "tries": 3}
