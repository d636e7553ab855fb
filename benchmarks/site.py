"""How fast the pages of the site are shown: from the request to the first paint, and until the widgets live.

python -m benchmarks.site [FOLDER]     (build/site, where no folder is named: make site builds it)
"""

import argparse
import functools
import shutil
import statistics
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.site.lessons import ROOT, all_lessons

TIMES = 5
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
LIVES = "!document.querySelector('[aria-busy]')"
SIZE = "performance.getEntries().reduce((sum, entry) => sum + (entry.transferSize ?? 0), 0)"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def measured(browser: Browser, address: str) -> tuple[float, float, int]:
    """Milliseconds to the first paint and until all widgets live, and bytes loaded, of a page that was never seen."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(LIVES)
    found = page.evaluate(f"[{FIRST_PAINT}, performance.now(), {SIZE}]")
    context.close()
    return found[0], found[1], int(found[2])


def main() -> None:
    """Print a table, the slowest pages last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "site")
    folder = parser.parse_args().folder
    if not (folder / "index.html").is_file():
        sys.exit(f"There is no site in {folder}. Build it first: make site.")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    lessons = [lesson.page.replace(".ipynb", ".html") for lesson in all_lessons()]
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in ["index.html", "map.html", "glossary.html", *lessons]:
            runs = [measured(browser, f"http://127.0.0.1:{server.server_port}/{name}") for _ in range(TIMES)]
            paint, lives, size = (statistics.median(column) for column in zip(*runs, strict=True))
            rows.append((paint, max(run[0] for run in runs), lives, size, name))
        browser.close()
    server.shutdown()
    print(f"{'page':48} first paint (most of {TIMES})   widgets live   loaded")
    for paint, most, lives, size, name in sorted(rows):
        print(f"{name:48} {paint:8.0f} ms ({most:5.0f})      {lives:8.0f} ms   {size / 1e6:5.2f} MB")


if __name__ == "__main__":
    main()
