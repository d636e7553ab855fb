"""Widgets through a long session in JupyterLab: many strokes, many at once, a restart, a lost line, a reopening."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.in_lab import KERNEL_IS_IDLE, TIMEOUT_MS, in_kernel, run, wait_until_kernel_has
from tests.browser.widget_examples import numbers

HEIGHT, WIDTH = 48, 64
PAINTER = """widget = PredictionPainter(image, np.where(np.arange(64) < 30, truth, 2 * truth), palette=Palette(
    ["table", "cup", "spoon"], [(0, 0, 0), (230, 159, 0), (0, 114, 178)]))
widget"""
THRESHOLD = "widget = ThresholdExplorer(image, truth, probability, name='cup')\nwidget"
MATRIX = "widget = MatrixExplorer(np.array([[50, 3], [4, 45]]), ['table', 'cup'])\nwidget"
STROKES = 500

CLASSES_SEEN = """() => {
    const canvas = document.querySelector(".paper");
    const f = canvas.width / 64;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = [];
    for (let y = 0; y < 48; y++) for (let x = 0; x < 64; x++) {
        const counts = [0, 0, 0];
        for (let p = 0; p < f * f; p++) {
            const at = 4 * ((y * f + Math.floor(p / f)) * canvas.width + x * f + (p % f));
            const [red, green, blue] = data.slice(at, at + 3);
            if (red + green + blue < 30) counts[0]++;
            else if (red > 200 && blue < 60) counts[1]++;
            else if (red < 60 && blue > 150) counts[2]++;
        }
        seen.push(counts.indexOf(Math.max(...counts)));
    }
    return seen;
}"""


def in_page(page):
    """The class of each pixel as the page shows it, told by its colour."""
    return np.array(page.evaluate(CLASSES_SEEN)).reshape(HEIGHT, WIDTH)


def in_python(page, name="widget"):
    return np.array(in_kernel(page, f"found = {name}.prediction.tolist()"))


def place(box, rng):
    return box["x"] + rng.random() * box["width"], box["y"] + rng.random() * box["height"]


def stroke(page, paper, rng, moves=2):
    """Press, move and lift the mouse at random places."""
    box = paper.bounding_box()
    page.mouse.move(*place(box, rng))
    page.mouse.down()
    for _ in range(moves):
        page.mouse.move(*place(box, rng))
    page.mouse.up()


def restart_kernel(page):
    page.evaluate("async () => await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.wait_for_function(KERNEL_IS_IDLE, timeout=TIMEOUT_MS)


@pytest.mark.slow
def test_page_and_kernel_hold_the_same_pixels_after_500_strokes_and_undo_leads_back(opened):
    page = opened("strokes", PAINTER)
    rng = np.random.default_rng(11)
    paper = page.locator(".paper")
    paper.scroll_into_view_if_needed()
    start = in_page(page)
    paper.focus()
    for number in range(STROKES):
        page.keyboard.press(str(rng.choice(["0", "1", "2", "[", "]", "b", "b", "e", "f" if number % 50 == 0 else "b"])))
        stroke(page, paper, rng, moves=int(rng.integers(0, 4)))
    matrix = np.array(numbers(page, ".live-matrix .number")).reshape(3, 3)
    wait_until_kernel_has(page, f"widget.matrix.tolist() == {matrix.tolist()}")
    painted = in_page(page)
    assert len(np.unique(painted)) > 1
    assert (painted != start).any()
    np.testing.assert_array_equal(in_python(page), painted)
    truth = np.array(in_kernel(page, "found = widget.truth.tolist()"))
    counted = [[int(np.sum((truth == row) & (painted == column))) for column in range(3)] for row in range(3)]
    assert matrix.tolist() == counted
    undo = page.get_by_role("button", name="Undo")
    paper.focus()
    for _ in range(STROKES):
        if undo.is_disabled():
            break
        page.keyboard.press("z")
    expect(undo).to_be_disabled()
    np.testing.assert_array_equal(in_page(page), start)
    wait_until_kernel_has(page, "(widget.prediction == 0).all()")


@pytest.mark.slow
def test_a_finger_paints_in_jupyterlab(opened):
    page = opened("finger", PAINTER)
    paper = page.locator(".paper")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    session = page.context.new_cdp_session(page)
    for kind, places in (
        ("touchStart", [(0.4, 0.4)]),
        ("touchMove", [(0.5, 0.5)]),
        ("touchMove", [(0.6, 0.5)]),
        ("touchEnd", []),
    ):
        points = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in places]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    wait_until_kernel_has(page, "widget.prediction[24, 32] == 1 and widget.prediction[24, 36] == 1")
    np.testing.assert_array_equal(in_python(page), in_page(page))


@pytest.mark.slow
def test_ten_widgets_on_a_page_keep_apart(opened):
    cells = [PAINTER.replace("widget", f"painter_{number}") for number in range(6)]
    cells += [THRESHOLD.replace("widget", f"explorer_{number}") for number in range(2)]
    cells += [MATRIX.replace("widget", f"matrix_{number}") for number in range(2)]
    page = opened("ten", *cells)
    expect(page.locator(".segmetrics")).to_have_count(10, timeout=TIMEOUT_MS)
    rng = np.random.default_rng(12)
    for number in (1, 4):
        paper = page.locator(".paper").nth(number)
        paper.scroll_into_view_if_needed()
        stroke(page, paper, rng)
        wait_until_kernel_has(page, f"painter_{number}.prediction.any()")
    page.get_by_role("slider").nth(1).press("End")
    wait_until_kernel_has(page, "explorer_1.threshold == 1")
    page.get_by_label("truly cup, predicted cup").nth(0).fill("7")
    wait_until_kernel_has(page, "matrix_0.matrix[1, 1] == 7")
    touched = in_kernel(
        page, "found = [bool(p.prediction.any()) for p in (painter_0, painter_1, painter_2, painter_3)]"
    )
    assert touched == [False, True, False, False]
    assert in_kernel(page, "found = bool(painter_4.prediction.any()), bool(painter_5.prediction.any())") == (
        True,
        False,
    )
    assert in_kernel(page, "found = explorer_0.threshold, matrix_1.matrix.tolist()") == (0.5, [[50, 3], [4, 45]])


@pytest.mark.slow
def test_a_restarted_kernel_leaves_the_widget_alive_in_the_page_and_running_the_cell_connects_it_again(opened):
    page = opened("restart", PAINTER)
    rng = np.random.default_rng(13)
    paper = page.locator(".paper")
    stroke(page, paper, rng)
    wait_until_kernel_has(page, "widget.prediction.any()")
    restart_kernel(page)
    before = in_page(page)
    stroke(page, paper, rng)
    page.wait_for_timeout(400)
    assert (in_page(page) != before).any()
    page.evaluate("() => { document.querySelector('.segmetrics').classList.add('of-the-old-kernel') }")
    run(page)
    expect(page.locator(".of-the-old-kernel")).to_have_count(0, timeout=TIMEOUT_MS)
    expect(paper).to_be_visible(timeout=TIMEOUT_MS)
    assert not in_python(page).any()
    stroke(page, paper, rng)
    wait_until_kernel_has(page, "widget.prediction.any()")
    np.testing.assert_array_equal(in_python(page), in_page(page))


@pytest.mark.slow
def test_what_was_painted_while_the_connection_was_lost_arrives_after_it(opened):
    page = opened("reconnect", PAINTER)
    rng = np.random.default_rng(14)
    paper = page.locator(".paper")
    stroke(page, paper, rng)
    wait_until_kernel_has(page, "widget.prediction.any()")
    page.evaluate("async () => await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.reconnect()")
    page.wait_for_function(KERNEL_IS_IDLE, timeout=TIMEOUT_MS)
    expect(paper).to_be_visible(timeout=TIMEOUT_MS)
    stroke(page, paper, rng)
    seen = in_page(page)
    wait_until_kernel_has(page, f"int(widget.prediction.sum()) == {int(seen.sum())}")
    np.testing.assert_array_equal(in_python(page), seen)


def test_a_notebook_saved_reopened_and_not_run_shows_the_still_picture(opened):
    page = opened("reopened", PAINTER)
    stroke(page, page.locator(".paper"), np.random.default_rng(15))
    page.evaluate(
        """async () => {
            const panel = window.jupyterapp.shell.currentWidget;
            await panel.context.save();
            await panel.sessionContext.shutdown();
        }"""
    )
    page.reload()
    still = page.locator(".jp-OutputArea-output img")
    expect(still).to_be_visible(timeout=TIMEOUT_MS)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=TIMEOUT_MS)
    expect(still).to_be_visible()
    expect(page.locator(".segmetrics")).to_have_count(0)
    assert still.get_attribute("alt").startswith("Classes drawn over the image: table 100 %")
    assert still.evaluate("image => image.complete && image.naturalWidth > 100")


@pytest.mark.slow
def test_a_page_loaded_again_finds_the_widget_as_it_was_while_its_kernel_runs(opened):
    page = opened("again", PAINTER)
    stroke(page, page.locator(".paper"), np.random.default_rng(16))
    wait_until_kernel_has(page, "widget.prediction.any()")
    before = in_page(page)
    page.evaluate("async () => await window.jupyterapp.shell.currentWidget.context.save()")
    page.reload()
    expect(page.locator(".paper")).to_be_visible(timeout=TIMEOUT_MS)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=TIMEOUT_MS)
    np.testing.assert_array_equal(in_page(page), before)
    stroke(page, page.locator(".paper"), np.random.default_rng(17))
    seen = in_page(page)
    assert (seen != before).any()
    wait_until_kernel_has(page, f"int(widget.prediction.sum()) == {int(seen.sum())}")
