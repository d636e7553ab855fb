"""How large the decks are, and how large a browser shows their slides.

python -m benchmarks.slides [FOLDER]     of the decks in build/slides/, which make slides writes

For each lesson: the bytes of its file, its slides, the time until the first slide can be used, and in 16:9 and 4:3 the
smallest zoom, with the slide that has it.
"""

import sys
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS
from tools.build_slides import SLIDES
from tools.measured_slides import measured_slides

SHAPES = {"": ViewportSize(width=1280, height=720), "?4x3": ViewportSize(width=1024, height=768)}


def measure(deck: Path, browser: Browser) -> None:
    """Print what was measured of one deck."""
    zooms, count, seconds = [], 0, 0.0
    for query, size in SHAPES.items():
        page = browser.new_page(viewport=size)
        start = perf_counter()
        page.goto(deck.resolve().as_uri() + query)
        page.evaluate("() => deck.ready")
        seconds = seconds or perf_counter() - start
        slides = list(measured_slides(page))
        count, smallest = len(slides), min(slides, key=lambda slide: slide.zoom)
        texts = [size for slide in slides for size in (slide.smallest, slide.smallest_of_figures) if size]
        zooms.append(f"{smallest.zoom:.2f} ({smallest.headline}), text {min(texts)[0]:.0f} px")
        page.close()
    size_mb = deck.stat().st_size / 1e6
    print(f"{deck.stem}: {size_mb:.2f} MB, {count} slides, ready in {seconds:.1f} s, smallest zoom {', '.join(zooms)}")


def main() -> int:
    """Run the command line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SLIDES
    decks = sorted(path for path in folder.glob("*.html") if path.stem != "index")
    if not decks:
        print(f"There are no decks in {folder}: run make slides first.")
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        for deck in decks:
            measure(deck, browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
