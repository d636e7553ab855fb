"""Widgets in JupyterLab beside ipywidgets with a redraw by matplotlib: milliseconds from an event to the painted frame.

Run it with `make bench-widgets`. The goals, for 256 by 256 and for 512 by 512 pixels: a median of at most 16 and a 95th
percentile of at most 50 for single events and while dragging; at least ten times faster than the redraw; a first frame
within 300 ms of its cell finishing; and a kernel that agrees within 500 ms after the last stroke.

Everything runs on this machine: a real JupyterLab, its kernel, and Debian's chromium, drawn by the processor. An event
is over when the frame after the change was painted: the page asks for it in requestAnimationFrame, and a message that
it sends itself there is delivered once the frame is out. For matplotlib, the change is the picture that was loaded.
"""

import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import numpy as np
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, sync_playwright
from tqdm import tqdm

EVENTS = 200
STROKES = 20
DRAG_S = 3
SIDES = (256, 512)
TIMEOUT_MS = 60_000
SLIDER = ".segmetrics input[type=range]"
PAPER = ".segmetrics .paper"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
SETUP = """
import time

import ipywidgets
import numpy as np
from matplotlib import pyplot
from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, iou_per_class
from segmetrics_lab.widgets import PredictionPainter, PredictionShifter, ThresholdExplorer

%matplotlib inline
rng = np.random.default_rng({side})
row, column = np.ogrid[:{side}, :{side}]
truth = ((row - {side} / 2) ** 2 + (column - {side} / 2) ** 2 < ({side} / 3) ** 2).astype(np.uint8)
probability = np.clip(rng.normal(0.3 + 0.4 * truth, 0.2), 0, 1).astype(np.float32)
image = rng.integers(0, 256, ({side}, {side}, 3)).astype(np.uint8)
"""
EXPLORER = "ThresholdExplorer(image, truth, probability)"
PAINTER = """
arrived = []
painter = PredictionPainter(image, truth, palette=Palette(["rest", "disc"]))
painter.observe(lambda _: arrived.append(time.time()), "prediction")
painter
"""
SHIFTER = 'PredictionShifter(truth, palette=Palette(["rest", "disc"]))'
REDRAW = """
slider = ipywidgets.FloatSlider(value=0.5, min=0, max=1, step=0.001, readout_format=".3f", layout={"width": "500px"})

def redraw(threshold):
    positive = probability >= threshold
    matrix = confusion_matrix(truth, positive, 2)
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(8, 4))
    left.imshow(image)
    right.imshow(2 * truth + positive, vmin=0, vmax=3)
    right.set_title(f"IoU {iou_per_class(matrix)[1]:.3f}")
    pyplot.show()

ipywidgets.VBox([slider, ipywidgets.interactive_output(redraw, {"threshold": slider})])
"""
CELLS = {"explorer": EXPLORER, "painter": PAINTER, "shifter": SHIFTER, "redraw": REDRAW}

WATCH_EVENTS = """(kinds) => {
    window.took = [];
    const { port1, port2 } = new MessageChannel();
    let waiting = [];
    port1.onmessage = () => {
        const now = performance.now();
        for (const start of waiting) window.took.push(now - start);
        waiting = [];
    };
    for (const kind of kinds) document.addEventListener(kind, (event) => {
        requestAnimationFrame(() => {
            waiting.push(event.timeStamp);
            port2.postMessage(0);
        });
    }, true);
}"""
WATCH_PICTURES = """() => {
    window.pictures = 0;
    document.addEventListener("keydown", (event) => { window.asked = event.timeStamp; }, true);
    document.addEventListener("pointermove", (event) => { window.asked = event.timeStamp; }, true);
    document.addEventListener("load", ({ target }) => {
        if (target.tagName !== "IMG") return;
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
                window.pictures++;
                window.took = performance.now() - window.asked;
            };
            port2.postMessage(0);
        });
    }, true);
}"""
WATCH_CELLS = """() => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    window.replies = [];
    kernel.anyMessage.connect((_, { msg, direction }) => {
        if (direction === "recv" && msg.header.msg_type === "execute_reply") window.replies.push(performance.now());
    });
    document.addEventListener("pointerup", ({ timeStamp }) => {
        window.lifted = (performance.timeOrigin + timeStamp) / 1000;
    }, true);
    new MutationObserver((_, observer) => {
        if (!document.querySelector(".segmetrics")) return;
        observer.disconnect();
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => { window.firstPaint = performance.now(); };
            port2.postMessage(0);
        });
    }).observe(document.body, { childList: true, subtree: true });
}"""
IN_KERNEL = """async (code) => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const reply = await kernel.requestExecute({ code: "", user_expressions: { found: code } }).done;
    return Number(reply.content.user_expressions.found.data["text/plain"]);
}"""


@contextmanager
def jupyterlab(folder: Path) -> Iterator[Callable[[str], str]]:
    """A JupyterLab on a folder; gives the address of a notebook in it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    token = secrets.token_hex()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"),
            *(f"--ServerApp.port={port}", f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={token}"),
            "--LabApp.expose_app_in_browser=True",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/lab", timeout=5).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        else:
            sys.exit("JupyterLab does not answer")
        yield lambda name: f"http://127.0.0.1:{port}/lab/workspaces/{name}/tree/{name}.ipynb?token={token}"
    finally:
        server.terminate()
        server.wait(30)


class Notebook:
    """A notebook of one setup cell and one cell to measure, opened in a page."""

    def __init__(self, page: Page, folder: Path, address: Callable[[str], str], side: int, kind: str) -> None:
        self.page = page
        name, cell = f"{kind}_{side}", CELLS[kind]
        cells = [new_code_cell(SETUP.replace("{side}", str(side)).strip()), new_code_cell(cell.strip())]
        nbformat.write(new_notebook(cells=cells, metadata=KERNEL), folder / f"{name}.ipynb")
        page.goto(address(name))
        page.wait_for_function(
            "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
            timeout=TIMEOUT_MS,
        )
        page.evaluate(WATCH_CELLS)
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")

    def first_paint_ms(self) -> float:
        """From the reply to the second cell to the frame that shows the widget; negative where it came before."""
        self.page.wait_for_function("() => window.firstPaint && window.replies.length > 1", timeout=TIMEOUT_MS)
        return float(self.page.evaluate("() => window.firstPaint - window.replies[1]"))

    def watch(self, *kinds: str) -> None:
        """Measure from each event of these kinds on."""
        self.page.wait_for_timeout(1500)
        self.page.evaluate(WATCH_EVENTS, list(kinds))

    def times(self) -> np.ndarray:
        """The milliseconds that the events took."""
        self.page.wait_for_timeout(300)
        return np.array(self.page.evaluate("() => window.took.splice(0)"))

    def box(self, selector: str) -> dict[str, float]:
        """Where an element is, once it is in view."""
        found = self.page.locator(selector).first
        found.scroll_into_view_if_needed()
        box = found.bounding_box()
        assert box is not None
        return dict(box)


def press_keys(notebook: Notebook, selector: str, progress: str) -> np.ndarray:
    """Arrow keys on a slider or a picture, one after the other."""
    notebook.page.locator(selector).first.focus()
    notebook.watch("keydown")
    for event in tqdm(range(EVENTS), desc=progress, unit="key", leave=False):
        notebook.page.keyboard.press("ArrowLeft" if event % 40 < 20 else "ArrowRight")
        notebook.page.wait_for_timeout(30)
    return notebook.times()


def drag(notebook: Notebook, box: dict[str, float], *, up_and_down: bool) -> np.ndarray:
    """Move a pressed mouse over a box without a pause, for three seconds."""
    mouse = notebook.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    notebook.watch("pointermove")
    start, event = time.monotonic(), 0
    while time.monotonic() < start + DRAG_S:
        across = abs((event * 7) % (2 * (box["width"] - 20)) - (box["width"] - 20))
        down = (event * 2) % (box["height"] - 20) + 10 if up_and_down else box["height"] / 2
        mouse.move(box["x"] + 10 + across, box["y"] + down)
        event += 1
    return notebook.times()


def paint(notebook: Notebook, progress: str) -> np.ndarray:
    """Single moves of a brush of 33 pixels."""
    notebook.page.get_by_role("button", name="brush 33 pixels wide").click()
    box = notebook.box(PAPER)
    notebook.page.mouse.move(box["x"] + 5, box["y"] + 5)
    notebook.page.mouse.down()
    notebook.watch("pointermove")
    for event in tqdm(range(EVENTS), desc=progress, unit="move", leave=False):
        across = 47 * event % (box["width"] - 20)
        notebook.page.mouse.move(box["x"] + 10 + across, box["y"] + 10 + event * (box["height"] - 20) / EVENTS)
        notebook.page.wait_for_timeout(30)
    notebook.page.mouse.up()
    return notebook.times()


def agree(notebook: Notebook, progress: str) -> np.ndarray:
    """Short strokes: from the mouse being lifted until the prediction has arrived in the kernel."""
    box, took = notebook.box(PAPER), []
    for event in tqdm(range(STROKES), desc=progress, unit="stroke", leave=False):
        x, y = box["x"] + 20 + (37 * event) % (box["width"] - 40), box["y"] + 20 + (53 * event) % (box["height"] - 40)
        notebook.page.get_by_role("button", name=f"class {event % 2}: ").click()
        notebook.page.mouse.move(x, y)
        notebook.page.mouse.down()
        notebook.page.mouse.move(x + 15, y + 15)
        notebook.page.mouse.up()
        notebook.page.wait_for_timeout(1000)
        lifted = notebook.page.evaluate("() => window.lifted")
        took.append(1000 * (notebook.page.evaluate(IN_KERNEL, "arrived[-1]") - lifted))
    return np.array(took)


def redraw_by_key(notebook: Notebook, progress: str) -> np.ndarray:
    """Arrow keys on a slider of ipywidgets, each pressed once the picture of the one before is there."""
    page = notebook.page
    page.wait_for_selector(".noUi-handle", timeout=TIMEOUT_MS)
    page.wait_for_timeout(2500)
    page.locator(".noUi-handle").focus()
    page.evaluate(WATCH_PICTURES)
    took = []
    for event in tqdm(range(EVENTS), desc=progress, unit="key", leave=False):
        page.keyboard.press("ArrowLeft" if event % 40 < 20 else "ArrowRight")
        page.wait_for_function("(count) => window.pictures > count", arg=event, timeout=TIMEOUT_MS, polling=5)
        took.append(page.evaluate("() => window.took"))
        page.wait_for_timeout(30)
    return np.array(took)


def redraw_by_drag(notebook: Notebook) -> float:
    """After three seconds of dragging: until the picture of the last place is there."""
    page, box = notebook.page, notebook.box(".noUi-base")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    start, event = time.monotonic(), 0
    while time.monotonic() < start + DRAG_S:
        page.mouse.move(box["x"] + 10 + (event * 7) % (box["width"] - 20), box["y"] + box["height"] / 2)
        event += 1
    before = -1
    while before != (before := page.evaluate("() => window.pictures")):  # until no more pictures come
        page.wait_for_timeout(1500)
    page.mouse.up()
    return float(page.evaluate("() => window.took"))


def report(name: str, side: int, took: np.ndarray) -> None:
    """Print a row."""
    tqdm.write(f"{name:34}{side:6}{np.median(took):9.1f}{np.percentile(took, 95):8.1f}{took.max():8.0f}{took.size:8}")


def measure(page: Page, folder: Path, address: Callable[[str], str], side: int) -> None:
    """All rows of one size."""
    explorer = Notebook(page, folder, address, side, "explorer")
    first = explorer.first_paint_ms()
    report("threshold, single keys", side, press_keys(explorer, SLIDER, f"keys {side}"))
    report("threshold, drag of 3 s", side, drag(explorer, explorer.box(SLIDER), up_and_down=False))
    page.mouse.up()
    tqdm.write(f"{'threshold, first frame':34}{side:6}{first:9.0f}   after its cell had finished")
    painter = Notebook(page, folder, address, side, "painter")
    first = painter.first_paint_ms()
    report("brush of 33 px, single moves", side, paint(painter, f"brush {side}"))
    report("brush of 33 px, drag of 3 s", side, drag(painter, painter.box(PAPER), up_and_down=True))
    page.mouse.up()
    report("brush, until the kernel agrees", side, agree(painter, f"strokes {side}"))
    tqdm.write(f"{'brush, first frame':34}{side:6}{first:9.0f}   after its cell had finished")
    shifter = Notebook(page, folder, address, side, "shifter")
    report("shift, single keys", side, press_keys(shifter, PAPER, f"shift {side}"))
    report("shift, drag of 3 s", side, drag(shifter, shifter.box(PAPER), up_and_down=True))
    page.mouse.up()
    redraw = Notebook(page, folder, address, side, "redraw")
    report("ipywidgets + matplotlib, keys", side, redraw_by_key(redraw, f"matplotlib {side}"))
    tqdm.write(
        f"{'ipywidgets + matplotlib, drag':34}{side:6}{redraw_by_drag(redraw):9.0f}   until the last picture is there"
    )


def main() -> None:
    """Measure and print."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("this benchmark needs Debian's chromium: apt-get install chromium")
    print(f"load before: {Path('/proc/loadavg').read_text().split()[0]}" if Path("/proc/loadavg").exists() else "")
    print(f"{'ms from event to painted frame':34}{'side':>6}{'median':>9}{'95 %':>8}{'most':>8}{'events':>8}")
    with tempfile.TemporaryDirectory() as name, jupyterlab(Path(name)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for side in SIDES:
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            measure(page, Path(name), address, side)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
