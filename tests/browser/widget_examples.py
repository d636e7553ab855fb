"""One example of each widget, small enough to be counted again by numpy, and what tests read from its page."""

import numpy as np

from segmetrics_lab.labels import Palette
from segmetrics_lab.widgets import MatrixExplorer, PredictionPainter, ThresholdExplorer

HEIGHT, WIDTH = 48, 64
PALETTE = Palette(["table", "cup", "spoon"])
RNG = np.random.default_rng(2)
IMAGE = RNG.integers(90, 160, (HEIGHT, WIDTH, 3)).astype(np.uint8)
TRUTH = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
TRUTH[10:30, 20:40] = 1
TRUTH[30:40, 45:60] = 2
TRUTH[:4, :10] = 255
BINARY = np.where(TRUTH == 2, 0, TRUTH)
PROBABILITY = np.clip(np.where(TRUTH == 1, 0.7, 0.3) + RNG.normal(0, 0.15, TRUTH.shape), 0, 1)
MATRIX = np.array([[50, 3, 2], [4, 45, 1], [1, 2, 48]])
GOALS = [("recall of cup", ">=", 0.5), ("pixel accuracy", "<", 0.5)]


def painter():
    return PredictionPainter(IMAGE, TRUTH, palette=PALETTE, goals=GOALS)


def threshold_explorer():
    return ThresholdExplorer(IMAGE, BINARY, PROBABILITY, name="cup", goals=[("recall of cup", ">=", 0.99)])


def matrix_explorer():
    return MatrixExplorer(MATRIX, PALETTE.names)


WIDGETS = [painter, threshold_explorer, matrix_explorer]
"""What every widget must do is tested with each of these."""


def trait(page, name):
    """What the page of a single widget holds for a trait."""
    return page.evaluate("name => document.querySelector('[data-segmetrics]').model.get(name)", name)


def set_trait(page, name, value):
    """Set a trait as Python would."""
    page.evaluate("([n, v]) => document.querySelector('[data-segmetrics]').model.set(n, v)", [name, value])


def array_of(page, name):
    """An array of bytes that the page holds, once a change had the time to be sent."""
    shape, flat = page.evaluate(
        """async (name) => {
            const { model } = document.querySelector("[data-segmetrics]");
            await new Promise((resolve) => setTimeout(resolve, 400));
            const { shape, data } = model.get(name);
            return [shape, Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))];
        }""",
        name,
    )
    return np.array(flat).reshape(shape)


def numbers(page, selector):
    """The whole numbers that elements show."""
    return [int(text.replace(",", "")) for text in page.locator(selector).all_inner_texts()]


def touch(context, page, *steps):
    """Send what a finger does: ("touchStart", (x, y)), ("touchMove", (x, y)), ("touchEnd",)."""
    session = context.new_cdp_session(page)
    for kind, *places in steps:
        points = [dict(zip("xy", place, strict=True)) for place in places]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def tab_to(page, selector):
    """Press Tab until this element has the focus, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")
