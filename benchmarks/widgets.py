"""Widgets in the page beside a redraw by matplotlib: milliseconds from an event to the painted frame.

Run it with `python benchmarks/widgets.py`. The goal: a median under 16 ms at 512 by 512, one frame at 60 per second.
The widgets run in a page of Debian's chromium, drawn by the processor. The redraw is what a callback of ipywidgets does
in the kernel (threshold, matrix, figure, PNG), without the way to the page and back: it is at least this slow.
"""

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from time import perf_counter

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from playwright.sync_api import Page, sync_playwright
from tqdm import tqdm

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, iou_per_class
from segmetrics_lab.widgets import PredictionPainter, ThresholdExplorer
from segmetrics_lab.widgets.base import CourseWidget

EVENTS = 200
REDRAWS = 40
SIDES = (256, 512)
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WATCH = """(kind) => {
    window.took = [];
    document.addEventListener(kind, (event) => {
        const { timeStamp } = event;
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.took.push(performance.now() - timeStamp);
            port2.postMessage(0);
        });
    }, true);
}"""


def example(side: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An image, a disc to find in it, and an unsure probability."""
    rng = np.random.default_rng(side)
    row, column = np.ogrid[:side, :side]
    truth = ((row - side / 2) ** 2 + (column - side / 2) ** 2 < (side / 3) ** 2).astype(np.uint8)
    probability = np.clip(rng.normal(0.3 + 0.4 * truth, 0.2), 0, 1).astype(np.float32)
    return rng.integers(0, 256, (side, side, 3)).astype(np.uint8), truth, probability


def show(page: Page, widget: CourseWidget, kind: str) -> None:
    """Open a widget in the page, and measure from every event of this kind on."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(widget.to_page(), encoding="utf-8")
        page.goto(path.as_uri())
        page.wait_for_selector(".segmetrics")
    page.evaluate(WATCH, kind)


def times_of(page: Page) -> np.ndarray:
    """The milliseconds that the events took."""
    page.wait_for_timeout(200)
    return np.array(page.evaluate("window.took"))


def slide(page: Page, side: int) -> np.ndarray:
    """Press an arrow key on the slider again and again."""
    show(page, ThresholdExplorer(*example(side)), "keydown")
    page.get_by_role("slider").focus()
    for event in tqdm(range(EVENTS), desc=f"slider {side}", unit="key", leave=False):
        page.keyboard.press("ArrowLeft" if event % 40 < 20 else "ArrowRight")
        page.wait_for_timeout(15)
    return times_of(page)


def paint(page: Page, side: int) -> np.ndarray:
    """Move a brush of 33 pixels over the picture."""
    image, truth, _ = example(side)
    show(page, PredictionPainter(image, truth, palette=Palette(["rest", "disc"])), "pointermove")
    page.get_by_role("button", name="brush 33 pixels wide").click()
    box = page.locator(".paper").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    for event in tqdm(range(EVENTS), desc=f"brush {side}", unit="move", leave=False):
        page.mouse.move(
            box["x"] + 10 + 47 * event % (box["width"] - 20), box["y"] + 10 + event * (box["height"] - 20) / EVENTS
        )
        page.wait_for_timeout(15)
    page.mouse.up()
    return times_of(page)


def redraw(side: int) -> np.ndarray:
    """What a callback does that draws with matplotlib."""
    image, truth, probability = example(side)
    took = []
    for event in tqdm(range(REDRAWS), desc=f"matplotlib {side}", unit="figure", leave=False):
        start = perf_counter()
        positive = probability >= event / REDRAWS
        iou = iou_per_class(confusion_matrix(truth, positive, 2))[1]
        figure = Figure(figsize=(8, 4))
        left, right = figure.subplots(1, 2)
        left.imshow(image)
        right.imshow(2 * truth + positive, vmin=0, vmax=3)
        right.set_title(f"IoU {iou:.3f}")
        FigureCanvasAgg(figure).print_png(BytesIO())
        took.append(1000 * (perf_counter() - start))
    return np.array(took)


def main() -> None:
    """Measure and print."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("this benchmark needs Debian's chromium: apt-get install chromium")
    print(f"{'':26}{'side':>6}{'median':>9}{'95 %':>8}{'events':>8}   (ms from event to painted frame)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 1000})
        for name, measure in (("threshold slider, key", slide), ("brush of 33 px, move", paint)):
            for side in SIDES:
                report(name, side, measure(page, side))
        browser.close()
    for side in SIDES:
        report("matplotlib redraw, kernel", side, redraw(side))


def report(name: str, side: int, took: np.ndarray) -> None:
    """Print a row."""
    print(f"{name:26}{side:6}{np.median(took):9.1f}{np.percentile(took, 95):8.1f}{took.size:8}")


if __name__ == "__main__":
    main()
