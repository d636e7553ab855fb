"""What a learner sees after `make lab`."""

import json

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from playwright.sync_api import expect

from segmetrics_lab.progress import LESSONS as LESSONS_BY_KEY
from tests.browser.in_lab import open_notebook as open_new_notebook
from tests.browser.in_lab import run

LESSONS = tuple(stem for key, stem in LESSONS_BY_KEY.items() if key != "capstone")
IN_EVERY_RUN = ("00_start_here", "03_accuracy_and_overlap")
"""The others are run in the browser by make test-slow; tests/test_outputs.py runs all of them, without a browser."""
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
RUN_TIMEOUT_MS = 120_000
CHARACTERS_PER_LINE = """() => {
    const pen = document.createElement("canvas").getContext("2d");
    return [...document.querySelectorAll(".jp-RenderedMarkdown :is(p, li)")]
        .filter((text) => text.clientWidth && text.textContent.length > 150)
        .map((text) => {
            pen.font = getComputedStyle(text).font;
            return text.clientWidth * text.textContent.length / pen.measureText(text.textContent).width;
        });
}"""
"""How many characters of each longer text stand in a line, in the font in which it is shown."""

KERNEL_IS_IDLE = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"


def open_notebook(page, lab, name):
    page.goto(lab.url(f"/lab/workspaces/{name}/tree/notebooks/{name}.ipynb"))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=RUN_TIMEOUT_MS)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=RUN_TIMEOUT_MS)


def test_what_the_terminal_says_at_the_start_frightens_nobody(lab):
    said, _, _ = (lab.course / "server.log").read_text(encoding="utf-8").partition("is running at:")
    assert "Your copies of the course are in" in said
    assert [line for line in said.splitlines() if line.startswith(("[E", "Fail", "Traceback"))] == []


def test_the_course_opens_on_lesson_0_with_the_files_beside_it(page, lab):
    page.goto(lab.url())
    expect(page.locator(".jp-Notebook h1").first).to_contain_text("Start here", timeout=RUN_TIMEOUT_MS)
    for name in LESSONS:
        expect(page.locator(".jp-DirListing-item", has_text=f"{name}.ipynb")).to_be_visible()
    page.wait_for_timeout(3000)  # a news pop-up would come by now
    assert page.locator(".jp-toastContainer:visible, .Toastify__toast:visible, .jp-Dialog:visible").count() == 0


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080)])
def test_a_lesson_reads_like_a_book_in_a_column_in_the_middle(page, lab, width, height):
    page.set_viewport_size({"width": width, "height": height})
    open_notebook(page, lab, "01_every_pixel_gets_a_label")
    lines = page.evaluate(CHARACTERS_PER_LINE)
    assert len(lines) >= 5
    assert 55 <= min(lines) <= max(lines) <= 75
    texts = page.locator(".jp-RenderedMarkdown")
    styles = {
        tag: texts.locator(tag).first.evaluate("e => [getComputedStyle(e).fontSize, getComputedStyle(e).fontWeight]")
        for tag in ("p", "h1", "h2")
    }
    assert styles == {"p": ["16px", "400"], "h1": ["32px", "600"], "h2": ["22px", "600"]}
    pane = page.locator(".jp-NotebookPanel").bounding_box()
    cell = page.locator(".jp-Cell").first.bounding_box()
    room = page.locator(".jp-CodeCell .jp-InputArea-editor").first.bounding_box()["width"]
    assert 820 < room <= 940  # the widest figure has its room, beside the list of files too
    assert cell["x"] - pane["x"] == pytest.approx(pane["x"] + pane["width"] - cell["x"] - cell["width"], abs=20)


def test_tables_stand_where_texts_begin_and_pictures_are_shown_as_large_as_they_are(page, lab):
    cells = [
        new_markdown_cell("Some text.\n\n| way | where |\n|---|---|\n| why | Question |"),
        new_code_cell("from segmetrics_lab.pictures import Picture\nPicture(np.zeros((9, 820), np.uint8), 'black')"),
    ]
    open_new_notebook(lab, page, "looks", *cells)
    run(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".jp-OutputArea img")).to_be_visible(timeout=RUN_TIMEOUT_MS)
    text, table = (page.locator(f".jp-RenderedMarkdown {tag}").bounding_box() for tag in ("p", "table"))
    assert table["x"] == text["x"]
    assert page.locator(".jp-OutputArea img").evaluate("e => [e.clientWidth, e.naturalWidth]") == [820, 820]


def test_two_pictures_as_wide_as_a_figure_may_be_stand_side_by_side(page, lab):
    pair = "from segmetrics_lab.plots import show_label_maps\nflat = np.zeros((512, 512), np.uint8)"
    cells = [new_code_cell(f"{pair}\nshow_label_maps(image=flat, prediction=flat)")]
    open_new_notebook(lab, page, "pair", *cells)
    run(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    panels = page.locator(".jp-OutputArea img[width]")
    expect(panels.nth(1)).to_be_visible(timeout=RUN_TIMEOUT_MS)
    left, right = (panels.nth(at).bounding_box() for at in (0, 1))
    assert left["width"] + right["width"] > 780
    assert left["y"] == right["y"]


def test_no_answer_is_seen_before_the_guess(page, lab):
    open_notebook(page, lab, "01_every_pixel_gets_a_label")
    assert page.locator(".jp-OutputArea-output").count() == 0


@pytest.mark.parametrize(
    "name", [name if name in IN_EVERY_RUN else pytest.param(name, marks=pytest.mark.slow) for name in LESSONS]
)
def test_a_learner_runs_a_lesson_from_top_to_bottom(page, lab, name):
    open_notebook(page, lab, name)
    page.evaluate(
        "() => { window.jupyterapp.commands.execute('notebook:run-all-cells').then(ok => window.ranAll = ok) }"
    )
    page.wait_for_function("() => window.ranAll !== undefined", timeout=RUN_TIMEOUT_MS)
    assert page.evaluate("() => window.ranAll") is True
    outputs = json.loads(
        page.evaluate(
            """() => JSON.stringify([...window.jupyterapp.shell.currentWidget.content.model.cells]
                .filter(cell => cell.type === 'code').map(cell => cell.outputs.toJSON()))"""
        )
    )
    assert [output for cell in outputs for output in cell if output["output_type"] == "error"] == []
    assert any("text/html" in output.get("data", {}) for cell in outputs for output in cell)
    widgets = sum(WIDGET_VIEW in output.get("data", {}) for cell in outputs for output in cell)
    assert name.startswith("00") or widgets >= 3
    expect(page.locator(".segmetrics")).to_have_count(widgets, timeout=RUN_TIMEOUT_MS)
    pictures = page.locator(".jp-OutputArea-output:has(img)").first.locator("img")
    assert pictures.first.evaluate("image => image.complete && image.naturalWidth > 100")
    words = " ".join(picture.get_attribute("alt") for picture in pictures.all())
    assert len(words.split()) >= 5


def test_saving_a_lesson_changes_the_learners_copy_only(page, lab):
    original = lab.course / "notebooks" / "00_start_here.ipynb"
    before = original.read_bytes()
    open_notebook(page, lab, "00_start_here")
    page.evaluate(
        """async () => {
            const panel = window.jupyterapp.shell.currentWidget;
            panel.content.model.cells.get(0).sharedModel.setSource('# mine');
            await panel.context.save();
        }"""
    )
    assert "# mine" in (lab.course / "my_course" / "notebooks" / "00_start_here.ipynb").read_text()
    assert original.read_bytes() == before


def test_the_users_own_settings_are_left_alone(page, lab):
    open_notebook(page, lab, "00_start_here")
    written = [
        path for path in (lab.course / "home").rglob("*") if path.is_file() and path.suffix == ".jupyterlab-settings"
    ]
    assert written == []
