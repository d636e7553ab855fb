"""Photograph five pictures of the course in Chromium, as learners see them: docs/pictures/*.png.

python -m tools.build_showcase            (needs chromium)

The scenes, models and scores are those of the lessons 0, 3 and 7, which are run as scripts.
"""

import argparse
import runpy
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, ViewportSize, sync_playwright
from tqdm import tqdm

from segmetrics_lab.metrics import confusion_matrix
from segmetrics_lab.plots import show_fractions, show_label_maps
from segmetrics_lab.widgets import PredictionPainter, draw

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "notebooks" / "source"
PICTURES = ROOT / "docs" / "pictures"
PANE: ViewportSize = {"width": 912, "height": 900}
REST_MS = 1_500
"""Until a curve is drawn and the page is still."""

HEAD = '<!doctype html><meta charset="utf-8"><style>body{font-family:system-ui,sans-serif}</style><main>'


def shots() -> dict[str, tuple[str, Callable[[Page], None]]]:
    """The name of each picture, the page that it is taken of, and what is done there first."""
    streets = runpy.run_path(str(SOURCES / "07_good_bad_and_misleading.py"))
    balls = runpy.run_path(str(SOURCES / "03_accuracy_and_overlap.py"))
    dusk, palette, said = streets["dusk"], streets["palette"], streets["answer"]
    where = show_label_maps(image=dusk.image, truth=dusk.truth, prediction=said, palette=palette)
    vehicle = palette.index_of("vehicle")
    counts = confusion_matrix(np.where(dusk.truth == 255, 255, dusk.truth == vehicle), said == vehicle, num_classes=2)
    drawn = draw("balls", balls["radii"], {"IoU": balls["ious"]}, x_label="radius in pixels", y_label="IoU")
    drawn.guess = np.linspace(0.3, 0.9, len(balls["radii"])).tolist()
    painter = PredictionPainter(dusk.image, dusk.truth, said, palette=palette)
    start = (SOURCES / "pictures" / "start.svg").read_text(encoding="utf-8")
    return {
        "first_screen": (HEAD + start, still),
        "said_where_wrong": (HEAD + where.html(), still),
        "matrix_lights_up": (painter.to_page(), lambda page: point_at(page, "person", "building")),
        "draw_it_first": (drawn.to_page(), still),
        "one_bar": (HEAD + show_fractions(counts, ["rest", "vehicle"], "vehicle").html(), still),
    }


def still(page: Page) -> None:
    """Nothing is done."""


def point_at(page: Page, truth: str, said: str) -> None:
    """Point at a cell of the matrix."""
    names = page.locator(".live-matrix tbody th").all_inner_texts()
    row, column = (next(at for at, text in enumerate(names) if name in text) for name in (truth, said))
    page.locator(f".live-matrix tbody tr:nth-child({row + 1}) td").nth(column).hover()


def main() -> None:
    """Take all five."""
    chromium = shutil.which("chromium")
    if chromium is None:
        argparse.ArgumentParser().error("this machine has no chromium. Install it first.")
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (html, prepare) in tqdm(shots().items(), desc="pictures", unit="picture"):
            page = browser.new_page(viewport=PANE, color_scheme="light")
            page.set_content(html)
            page.add_style_tag(content="main{padding:16px;max-width:880px;box-sizing:border-box}")
            page.wait_for_timeout(REST_MS)
            prepare(page)
            page.wait_for_timeout(REST_MS)
            page.locator("main").screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
