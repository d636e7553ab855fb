"""The widgets in a real JupyterLab: page and kernel hold the same, keys stay inside, a still picture comes first."""

import nbformat
import numpy as np
from nbformat.v4 import new_code_cell
from playwright.sync_api import expect

from segmetrics_lab.labels import Palette
from segmetrics_lab.widgets import PredictionPainter
from tests.browser.in_lab import KERNEL_IS_IDLE, TIMEOUT_MS, in_kernel, open_notebook, run
from tests.browser.widget_examples import numbers

PAINTER = "widget = PredictionPainter(image, truth, palette=Palette(['table', 'cup']))\nwidget"
THRESHOLD = "widget = ThresholdExplorer(image, truth, probability, name='cup')\nwidget"
MATRIX = "widget = MatrixExplorer(np.array([[50, 3], [4, 45]]), ['table', 'cup'])\nwidget"
NEIGHBOURS = ("'a cell above'", "'a cell below'")


def number_of_cells(page):
    return page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")


def press_keys_that_would_change_the_notebook(page):
    """In command mode of JupyterLab these delete and insert cells."""
    for key in "xabdddcvmyr":
        page.keyboard.press(key)
    for key in ("ArrowUp", "ArrowDown", "Delete", "0", "0"):
        page.keyboard.press(key)


def test_a_painted_prediction_arrives_in_the_next_cell_and_back(opened):
    page = opened("painter", PAINTER, *NEIGHBOURS)
    paper = page.locator(".paper")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.5 * box["height"])
    page.mouse.up()
    page.wait_for_timeout(600)
    matrix, recounted, painted = in_kernel(
        page,
        "found = widget.matrix.tolist(), confusion_matrix(truth, widget.prediction, 2).tolist();"
        "found = (*found, int(widget.prediction.sum()))",
    )
    assert painted > 20
    assert (
        matrix == recounted == [[a, b] for a, b in zip(*[iter(numbers(page, ".live-matrix .number"))] * 2, strict=True)]
    )
    in_kernel(page, "widget.prediction = truth; found = 0")
    expect(page.locator(".live-matrix .number").nth(1)).to_have_text("0")
    assert numbers(page, ".live-matrix .number") == [48 * 64 - 400, 0, 0, 400]
    page.get_by_role("button", name="Undo").click()
    page.wait_for_timeout(600)
    assert in_kernel(page, "found = widget.matrix.tolist()") == matrix
    paper.focus()
    before = number_of_cells(page)
    press_keys_that_would_change_the_notebook(page)
    page.get_by_role("button", name="fill").focus()
    press_keys_that_would_change_the_notebook(page)
    assert number_of_cells(page) == before == 4


def test_a_threshold_crosses_both_ways_and_page_and_kernel_count_the_same(opened):
    page = opened("threshold", THRESHOLD, *NEIGHBOURS)
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(600)
    threshold, matrix = in_kernel(page, "found = widget.threshold, widget.matrix.ravel().tolist()")
    assert threshold == 0.497
    assert numbers(page, ".counts .number") == matrix
    thresholds = in_kernel(
        page,
        "found = [0.0, 1.0, *rng.choice(probability.ravel(), 5), *rng.random(5)]; found = [float(t) for t in found]",
    )
    for value in thresholds:
        expected = in_kernel(page, f"widget.threshold = {value!r}; found = widget.matrix.ravel().tolist()")
        expect(page.get_by_label("Threshold, exactly")).to_have_value(repr(value).removesuffix(".0"))
        assert numbers(page, ".counts .number") == expected
    before = number_of_cells(page)
    slider.focus()
    press_keys_that_would_change_the_notebook(page)
    assert number_of_cells(page) == before == 4


def test_a_linked_matrix_follows_in_the_page(opened):
    page = opened("matrix", MATRIX, *NEIGHBOURS)
    page.get_by_label("truly cup, predicted cup").fill("60")
    page.wait_for_timeout(600)
    assert in_kernel(page, "found = widget.matrix.tolist()") == [[50, 3], [4, 60]]
    in_kernel(page, "widget.matrix = np.array([[9, 1], [2, 8]]); found = 0")
    expect(page.get_by_label("truly cup, predicted cup")).to_have_value("8")
    in_kernel(
        page,
        "import ipywidgets; slider = ThresholdExplorer(image, truth, probability);"
        "link = ipywidgets.jslink((slider, 'matrix'), (widget, 'matrix')); slider.threshold = 0.25; found = 0",
    )
    expected = in_kernel(page, "found = slider.matrix.ravel().tolist()")
    expect(page.get_by_label("truly cup, predicted cup")).to_have_value(str(expected[3]))
    before = number_of_cells(page)
    page.get_by_role("button", name="mean IoU:").focus()
    press_keys_that_would_change_the_notebook(page)
    page.get_by_label("truly cup, predicted cup").focus()
    press_keys_that_would_change_the_notebook(page)
    assert number_of_cells(page) == before == 4


def test_a_notebook_that_was_not_run_shows_a_still_picture_and_then_the_widget(lab, page):
    truth = np.zeros((48, 64), dtype=np.uint8)
    truth[10:30, 20:40] = 1
    widget = PredictionPainter(np.full((48, 64), 120, np.uint8), truth, palette=Palette(["table", "cup"]))
    data, metadata = widget._repr_mimebundle_()
    output = nbformat.v4.new_output("execute_result", data=data, metadata=metadata, execution_count=2)
    open_notebook(lab, page, "still", new_code_cell(PAINTER, outputs=[output], execution_count=2))
    still = page.locator(".jp-OutputArea-output img")
    expect(still).to_be_visible(timeout=TIMEOUT_MS)
    assert still.get_attribute("alt").startswith(
        "Classes drawn over the image: table 100 %. Disagreement: 400 pixels missed"
    )
    assert still.evaluate("image => image.complete && image.naturalWidth > 100")
    page.wait_for_function(KERNEL_IS_IDLE, timeout=TIMEOUT_MS)
    run(page)
    expect(page.locator(".segmetrics .paper")).to_be_visible(timeout=TIMEOUT_MS)
    expect(still).to_have_count(0)


def test_the_dark_theme_of_jupyterlab_is_followed(opened):
    page = opened("dark", MATRIX)
    light = page.locator(".segmetrics").evaluate("e => getComputedStyle(e).backgroundColor")
    page.evaluate("() => window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })")
    page.wait_for_selector("body[data-jp-theme-light='false']", state="attached", timeout=TIMEOUT_MS)
    dark, scheme = page.locator(".segmetrics").evaluate(
        "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).colorScheme]"
    )
    page.evaluate("() => window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Light' })")
    page.wait_for_selector("body[data-jp-theme-light='true']", state="attached", timeout=TIMEOUT_MS)
    assert scheme == "dark"
    assert light != dark
