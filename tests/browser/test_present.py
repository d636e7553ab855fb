"""A lecture given from its running notebook: by keyboard alone, with widgets that reach the kernel, and back again.

All tests but the slow ones share one page: each begins on a slide of its own, with the show on, whatever was before.
"""

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Lab, copy_of_the_course, free_port, wait_until_it_answers
from tests.browser.example_lecture import CELLS, HEADLINES, write_example
from tests.browser.in_lab import in_kernel, wait_until_kernel_has
from tests.browser.overlaps import overlaps

ROOT = Path(__file__).parents[2]
LECTURES = sorted((ROOT / "segmetrics_lab/course/lectures").glob("*.ipynb"))
TIMEOUT_MS = 120_000
LEAST_ZOOM = 0.75
FEWEST_SLIDES = 8
SIZES = ((1280, 720), (1024, 768))
TIGHT = {"07", "09", "11"}
"""The lessons whose decks have least room at the smaller size. (Decks are measured at both sizes, all of them.)"""
TITLE, PICTURE, THRESHOLD, PAINTER, GUESS, FAULT, END = range(len(HEADLINES))
BEFORE_THE_FIRST_RESULT = ["imports", "data"]

SENTENCE = ".present-foot [role=status]"
IS_READY = "() => window.segmetricsPresent?.isOn && !segmetricsPresent.isBusy"
SHOWN = """() => {
    const { at, stage } = segmetricsPresent;
    return [at, document.querySelector(".present-headline").textContent,
        segmetricsPresent.cells.map(({ node }, n) => node.checkVisibility() ? n : -1).filter((n) => n >= 0)];
}"""
ESCAPE = "new KeyboardEvent('keydown', { key: 'Escape' })"
NOTEBOOK = """() => {
    const box = (part) => part ? Object.values(part.getBoundingClientRect().toJSON()).map(Math.round) : [];
    const panel = segmetricsPresent.app.shell.currentWidget;
    const parts = [".jp-NotebookPanel-toolbar", ".jp-Notebook", ".jp-WindowedPanel-outer", "#jp-menu-panel",
        "#jp-left-stack", ".lm-DockPanel-tabBar", "#jp-bottom-panel"];
    return JSON.stringify({
        boxes: parts.map((part) => box(document.querySelector(part))),
        config: panel.content.notebookConfig,
        active: panel.content.activeCellIndex,
        scroll: Math.round(panel.node.querySelector(".jp-WindowedPanel-outer").scrollTop),
        leftOver: document.querySelectorAll(".present-up, .present-panel, .present-here, .segmetrics-wide").length,
        isMarked: document.documentElement.className.includes("present"),
    });
}"""


@contextmanager
def presenting(course: Path, *arguments: str) -> Iterator[Lab]:
    """A running `segmetrics present` on a copy of the course."""
    port, token = free_port(), secrets.token_hex()
    options = ["--no-browser", f"--port={port}", "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={token}"]
    options.append("--LabApp.expose_app_in_browser=True")
    with (course / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "segmetrics_lab.cli", "present", *arguments, *options],
            cwd=course,
            env={**os.environ, "HOME": str(course / "home")},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_it_answers(server, port, course)
        yield Lab(port, token, course)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


@pytest.fixture(scope="module")
def course(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 (skip early)
    copy = copy_of_the_course(tmp_path_factory.mktemp("a lecture"))
    write_example(copy)
    return copy


@pytest.fixture(scope="module")
def lecture(course: Path) -> Iterator[Lab]:
    with presenting(course, "98") as lab:
        yield lab


@pytest.fixture(scope="module")
def room(lecture: Lab, browser: Browser) -> Iterator[Page]:
    """The page that the room sees, as it opens by itself; nothing in it may fail or ask for a network."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, has_touch=True)
    page = context.new_page()
    problems: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(lecture.url())
    wait(page)
    yield page
    context.close()
    own = (f"http://127.0.0.1:{lecture.port}/", "data:", "blob:", "about:")
    assert (problems, [url for url in asked if not url.startswith(own)]) == ([], [])


@pytest.fixture
def on(room: Page) -> Callable[[int], Page]:
    """Begin on a slide, on request with a kernel that has run nothing."""

    def turn(slide: int, *, is_fresh: bool = False) -> Page:
        if is_fresh:
            room.evaluate("() => segmetricsPresent.stop()")
            room.evaluate("async () => { await segmetricsPresent.panel.sessionContext.restartKernel(); }")
            room.evaluate("async () => { segmetricsPresent.seen.clear(); segmetricsPresent.at = 0; }")
        if not room.evaluate("() => segmetricsPresent.isOn"):
            room.keyboard.press("Alt+p")
            wait(room)
        room.evaluate("async (slide) => { segmetricsPresent.stage.close(); await segmetricsPresent.go(slide); }", slide)
        wait(room)
        return room

    return turn


def wait(page: Page) -> None:
    page.wait_for_function(IS_READY, timeout=TIMEOUT_MS)


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)
    wait(page)


def runs(page: Page) -> list[str]:
    """The names of the cells that the kernel has run, in order."""
    return in_kernel(page, "found = runs")


def shown(page: Page) -> tuple[int, str, list[int]]:
    """The place of the slide, its headline, and the places of the cells that are seen."""
    at, headline, cells = page.evaluate(SHOWN)
    return at, headline, cells


def test_a_lecture_is_given_by_one_key_from_its_start_to_its_end(on):
    room = on(TITLE, is_fresh=True)
    assert shown(room) == (TITLE, HEADLINES[TITLE], [0])
    assert runs(room) == BEFORE_THE_FIRST_RESULT  # so that the first key is fast
    told = BEFORE_THE_FIRST_RESULT.copy()
    for key, slide, cells, new in (
        ("PageDown", PICTURE, [5], ["picture"]),
        ("Space", PICTURE, [5, 7], ["step"]),
        ("ArrowRight", THRESHOLD, [9], ["threshold"]),
        ("Shift+Enter", PAINTER, [10], ["painter"]),
        ("PageUp", THRESHOLD, [9], []),
        ("ArrowLeft", PICTURE, [5, 7], []),
        ("PageDown", THRESHOLD, [9], []),
        ("PageDown", PAINTER, [10], []),
        ("PageDown", GUESS, [11], ["guess"]),
        ("PageDown", FAULT, [13], ["hidden fault", "fault"]),
        ("PageDown", END, [14], []),
        ("PageDown", END, [14], []),
    ):
        press(room, key)
        told += new
        assert (shown(room), runs(room)) == ((slide, HEADLINES[slide], cells), told), key
    expect(room.locator(SENTENCE)).to_contain_text("last slide")


def test_a_key_that_is_pressed_while_the_first_cells_run_counts_once_when_they_have(on):
    page = on(TITLE)
    page.keyboard.press("Escape")
    page.evaluate("async () => { await segmetricsPresent.panel.sessionContext.restartKernel(); }")
    page.evaluate("() => segmetricsPresent.seen.clear()")
    page.keyboard.press("Alt+p")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.wait_for_function("() => segmetricsPresent.at > 0 && !segmetricsPresent.isBusy", timeout=TIMEOUT_MS)
    assert shown(page) == (PICTURE, HEADLINES[PICTURE], [5])
    assert runs(page) == [*BEFORE_THE_FIRST_RESULT, "picture"]


def test_what_fails_is_said_on_the_slide_and_the_show_goes_on(on):
    page = on(FAULT)
    said = page.locator(".present-errors p")
    expect(said).to_have_text(
        [
            "Cell 13 failed. NameError: name 'not_there' is not defined",
            "Cell 14 failed. ZeroDivisionError: division by zero",
        ]
    )
    expect(page.locator(".present-here pre:visible")).to_have_text("before the fault\n")
    press(page, "PageDown")
    assert shown(page)[0] == END
    expect(said).to_have_count(0)


def test_widgets_reach_the_kernel_by_mouse_finger_and_keyboard(on):
    page = on(THRESHOLD)
    slider = page.locator(".present-here input[type=range]")
    box = slider.bounding_box()
    page.mouse.click(box["x"] + 0.7 * box["width"], box["y"] + box["height"] / 2)
    wait_until_kernel_has(page, "0.68 <= explorer.threshold <= 0.72")
    page.touchscreen.tap(box["x"] + 0.3 * box["width"], box["y"] + box["height"] / 2)
    wait_until_kernel_has(page, "0.28 <= explorer.threshold <= 0.32")
    before = in_kernel(page, "found = explorer.threshold")
    slider.focus()
    page.keyboard.press("ArrowRight")
    wait_until_kernel_has(page, f"{before} < explorer.threshold < {before} + 0.02")
    assert shown(page)[0] == THRESHOLD


def test_a_stroke_hits_the_pixel_under_the_pointer_at_every_size_of_a_slide(on):
    page = on(PAINTER)
    width, height = SIZES[0]
    page.set_viewport_size({"width": width * 5 // 4, "height": height * 5 // 4})
    page.wait_for_function("() => segmetricsPresent.stage.zoom > 1")
    box = page.locator(".present-here .paper").first.bounding_box()
    page.mouse.click(box["x"] + 30.5 / 64 * box["width"], box["y"] + 40.5 / 48 * box["height"])
    wait_until_kernel_has(page, "np.argwhere(painter.prediction).mean(axis=0).tolist() == [40, 30]")
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("() => segmetricsPresent.stage.zoom <= 1")


def test_page_keys_turn_from_inside_a_widget_and_all_others_stay_its_own(on):
    page = on(THRESHOLD)
    before = runs(page)
    slider = page.locator(".present-here input[type=range]")
    slider.focus()
    page.keyboard.press("b")
    page.keyboard.press("3")
    expect(page.locator(".present-blank")).to_be_hidden()
    threshold = in_kernel(page, "found = explorer.threshold")
    press(page, "PageDown")
    assert shown(page)[0] == PAINTER
    assert in_kernel(page, "found = explorer.threshold") == threshold
    page.locator(".present-here button").first.focus()
    press(page, "PageUp")
    assert shown(page)[0] == THRESHOLD
    assert runs(page) == before


def test_no_key_of_the_notebook_changes_it_while_slides_are_shown(on):
    page = on(GUESS)
    for key in ("x", "a", "d", "d", "y", "m", "Enter", "Backspace", "ArrowDown", "z"):
        page.keyboard.press(key)
    assert page.evaluate("() => segmetricsPresent.cells.map(({ model }) => model.id)") == [
        f"cell-{number}" for number in range(len(CELLS))
    ]
    assert shown(page) == (GUESS, HEADLINES[GUESS], [11])


def test_escape_leaves_a_widget_then_what_lies_over_the_slide_then_the_show(on):
    page = on(PAINTER)
    page.locator(".present-here button").first.focus()
    page.keyboard.press("Escape")
    assert page.evaluate("() => Boolean(document.activeElement.closest('.segmetrics'))") is False
    dialog = page.locator(".present-dialog")
    for key, over in (
        ("o", dialog),
        ("?", dialog),
        ("b", page.locator(".present-blank")),
        (".", page.locator(".present-blank")),
    ):
        page.keyboard.press(key)
        expect(over).to_be_visible()
        page.keyboard.press("PageDown")  # goes to the slide that lies below, and no further
        expect(over).to_be_hidden()
        page.keyboard.press(key)
        page.keyboard.press("Escape")
        expect(over).to_be_hidden()
    assert shown(page)[0] == PAINTER
    page.keyboard.press("Escape")
    assert page.evaluate("() => segmetricsPresent.isOn") is False


def test_the_overview_goes_anywhere_by_keyboard_and_by_mouse(on):
    page = on(THRESHOLD)
    page.keyboard.press("o")
    lines = page.locator(".present-overview button")
    expect(lines).to_have_text([f"{number}  {headline}" for number, headline in enumerate(HEADLINES, 1)])
    expect(lines.nth(THRESHOLD)).to_be_focused()
    page.keyboard.press("ArrowDown")
    press(page, "Enter")
    assert shown(page)[0] == PAINTER
    page.keyboard.press("o")
    lines.nth(PICTURE).click()
    wait(page)
    assert shown(page)[0] == PICTURE


def test_code_is_shown_on_demand(on):
    page = on(PICTURE)
    code = page.locator(".present-here .jp-InputArea-editor").first
    expect(code).to_be_hidden()
    page.keyboard.press("c")
    expect(code).to_be_visible()
    page.keyboard.press("c")
    expect(code).to_be_hidden()


def test_nothing_of_jupyterlab_lies_over_what_is_shown(on):
    page = on(THRESHOLD)
    expect(page.locator(".present-here .jp-OutputArea-promptOverlay").first).to_be_hidden()


def test_the_code_of_a_vote_is_not_shown_since_it_holds_the_answer(on):
    page = on(GUESS)
    page.keyboard.press("c")
    expect(page.locator("html.present-code")).to_have_count(1)
    expect(page.locator(".present-here .segmetrics")).to_be_visible()
    expect(page.locator(".present-here .jp-InputArea-editor")).to_be_hidden()
    page.keyboard.press("c")


def test_what_a_cell_prints_beside_its_widget_is_not_on_the_slide(on):
    page = on(PAINTER)
    expect(page.locator(".present-here .prediction-painter")).to_be_visible()
    expect(page.locator(".present-here [data-mime-type$=stdout]")).to_be_hidden()


def test_on_the_title_slide_the_title_is_larger_than_the_question_and_above_it(on):
    page = on(TITLE)
    size = "part => parseFloat(getComputedStyle(part).fontSize) * part.currentCSSZoom"
    title, question = page.locator(".present-headline"), page.locator(".present-here strong")
    assert title.evaluate(size) > question.evaluate(size) > 30
    upper, lower = title.bounding_box(), question.bounding_box()
    assert upper["y"] + upper["height"] <= lower["y"] + 1


def test_the_notes_window_follows_and_takes_the_keys_of_a_clicker(on):
    page = on(THRESHOLD)
    with page.context.expect_page() as opened:
        page.keyboard.press("n")
    notes = opened.value
    expect(notes.locator("header")).to_contain_text("slide 3 of 7, minute 3 to 8")
    expect(notes.locator("#clock")).to_have_text(re.compile(r"^\d+:\d\d$"))
    expect(notes.locator("main")).to_contain_text("Prose before the threshold.")
    expect(notes.locator("footer")).to_have_text(f"Next: {HEADLINES[PAINTER]}")
    notes.keyboard.press("PageUp")
    wait(page)
    assert shown(page)[0] == PICTURE
    expect(notes.locator("main")).to_contain_text("Prose after the picture.")
    with notes.expect_event("close"):
        notes.evaluate(
            "() => void setTimeout(() => document.onkeydown(new KeyboardEvent('keydown', { key: 'Escape' })))"
        )
    expect(page.locator(".present-headline")).to_have_text(HEADLINES[PICTURE])


def test_the_clock_begins_anew_where_pages_were_turned_before_the_lecture(on):
    page = on(TITLE)
    press(page, "PageDown")
    began = "() => segmetricsPresent.notesWindow.began"
    assert page.evaluate(began) is not None
    page.keyboard.press("o")
    page.keyboard.press("Home")
    press(page, "Enter")
    assert shown(page)[0] == TITLE
    assert page.evaluate(began) is None


def test_a_blocked_notes_window_is_said_in_a_sentence(on):
    page = on(PICTURE)
    page.evaluate("() => { window.opened = window.open; window.open = () => null; }")
    page.keyboard.press("n")
    expect(page.locator(SENTENCE)).to_contain_text("Allow pop-ups")
    page.evaluate("() => { window.open = window.opened; }")


SCROLLED_DOWN = """() => {
    const cells = document.querySelector('.jp-WindowedPanel-outer');
    cells.scrollTop = 300;
    return cells.scrollTop === 300;
}"""
DRAWN = "() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 300))"
"""What a page does in its next frames has come."""


def test_the_notebook_is_as_it_was_with_all_results_and_the_show_goes_on_where_it_was(on):
    page = on(PAINTER)
    page.keyboard.press("Escape")
    page.evaluate(DRAWN)  # the notebook goes back to where it was
    page.wait_for_function(SCROLLED_DOWN)
    page.evaluate(DRAWN)
    before = json.loads(page.evaluate(NOTEBOOK))
    assert before["leftOver"] == 0
    page.keyboard.press("Alt+p")
    wait(page)
    assert shown(page) == (PAINTER, HEADLINES[PAINTER], [10])
    page.keyboard.press("Escape")
    page.evaluate(DRAWN)
    assert json.loads(page.evaluate(NOTEBOOK)) == before
    assert before["scroll"] == 300
    expect(page.locator(".jp-OutputArea .prediction-painter")).to_have_count(1)
    expect(page.locator(".jp-OutputArea pre", has_text="400 pixels")).to_be_visible()


EDIT = "([at, source]) => { segmetricsPresent.cells[at].model.sharedModel.source = source; }"


def test_an_edited_cell_runs_again_and_no_other(on):
    page = on(PICTURE)
    press(page, "PageDown")
    page = on(PICTURE)
    before = runs(page)
    page.evaluate(EDIT, [7, "runs.append('edited')\nprint('new')"])
    press(page, "PageDown")
    assert runs(page) == [*before, "edited"]
    assert shown(page) == (PICTURE, HEADLINES[PICTURE], [5, 7])
    expect(page.locator(".present-here pre").last).to_have_text("new\n")
    page.evaluate(EDIT, [7, CELLS[7].source])


def test_after_a_restart_of_the_kernel_everything_counts_as_not_run(on):
    page = on(PICTURE)
    steps = len(shown(page)[2])
    page.evaluate("async () => { await segmetricsPresent.panel.sessionContext.restartKernel(); }")
    press(page, "PageDown")
    assert runs(page) == [*BEFORE_THE_FIRST_RESULT, "picture", "step"][: len(BEFORE_THE_FIRST_RESULT) + steps]
    assert shown(page)[0] == PICTURE


@pytest.mark.parametrize(
    ("harm", "mend", "lack"),
    [
        (
            "commands = segmetricsPresent.app.commands; commands.hasCommand = () => false",
            "delete commands.hasCommand",
            "the command notebook:run-cell",
        ),
        (
            "pane = document.querySelector('.jp-WindowedPanel-outer'); pane.classList.remove('jp-WindowedPanel-outer')",
            "pane.classList.add('jp-WindowedPanel-outer')",
            "an element .jp-WindowedPanel-outer",
        ),
    ],
)
def test_another_jupyterlab_is_refused_with_the_names_of_what_it_lacks(on, harm, mend, lack):
    page = on(PICTURE)
    lacking = "() => segmetricsPresent.missing()"
    assert page.evaluate(lacking) == []  # what an upgrade of JupyterLab breaks is named here
    page.keyboard.press("Escape")
    page.evaluate(f"() => {{ {harm} }}")
    assert page.evaluate(lacking) == [lack]
    page.evaluate("() => segmetricsPresent.start()")
    expect(page.locator(SENTENCE)).to_contain_text(f"it lacks {lack}. Take the deck.")
    page.evaluate(f"() => {{ {mend} }}")


MEASURES = """() => {
    segmetricsPresent.stage.fit();
    const { stage } = segmetricsPresent;
    return { zoom: stage.zoom, isCut: stage.isCut(), errors: stage.errors.textContent };
}"""


def measured(page: Page, place: str, sizes=SIZES) -> list[str]:
    """What is wrong with the slide that is shown, at these sizes of a room's screen."""
    faults = []
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)  # widgets lay themselves out anew
        found = page.evaluate(MEASURES)
        about = f"{place} at {width} x {height}"
        faults += [f"{about}: zoom {found['zoom']:.2f}"] if found["zoom"] < LEAST_ZOOM else []
        faults += [f"{about}: does not fit"] if found["isCut"] else []
        faults += [f"{about}: {found['errors']}"] if found["errors"] else []
        faults += [f"{about}: {one} and {other}" for one, other in overlaps(page, ".present-panel")]
    return faults


@pytest.mark.slow
@pytest.mark.parametrize("name", [path.name for path in LECTURES])
def test_every_slide_of_every_lesson_fits_and_covers_nothing(lecture, browser, name):
    shutil.copy2(LECTURES[0].with_name(name), lecture.course / "my_course" / "lectures")
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(lecture.url(f"/lab/tree/lectures/{name}"))
    wait(page)
    assert page.evaluate("() => segmetricsPresent.panel.context.path") == f"lectures/{name}"
    slides = page.evaluate("() => segmetricsPresent.slides.length")
    assert slides >= FEWEST_SLIDES
    faults, sizes = [], SIZES if name[:2] in TIGHT else SIZES[:1]
    for _ in range(4 * slides):
        at, headline, cells = shown(page)
        assert cells, f"{headline}: nothing is shown"
        faults += measured(page, f"{at + 1}, {headline}", sizes)
        press(page, "PageDown")
        if "last slide" in page.locator(SENTENCE).inner_text():
            break
    assert (shown(page)[0], faults) == (slides - 1, [])
    page.close()


@pytest.mark.slow
def test_a_short_lecture_leaves_slides_out_but_runs_their_cells_and_may_begin_anywhere(course, browser):
    with presenting(course, "98", "--minutes", "20", "--from", "3") as lab:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(lab.url())
        wait(page)
        assert shown(page) == (2, HEADLINES[THRESHOLD], [9])
        assert runs(page) == [*BEFORE_THE_FIRST_RESULT, "picture", "step", "threshold"]
        press(page, "PageDown")
        assert shown(page) == (3, HEADLINES[GUESS], [11])
        assert runs(page)[-2:] == ["painter", "guess"]
        page.reload()  # by a slip of the hand
        wait(page)
        assert shown(page) == (3, HEADLINES[GUESS], [11])
        page.close()


@pytest.mark.slow
def test_a_learner_gets_no_slides(lab, page):
    page.goto(lab.url())
    expect(page.locator(".jp-Notebook h1").first).to_be_visible(timeout=TIMEOUT_MS)
    assert page.evaluate("() => window.segmetricsPresent === undefined")
