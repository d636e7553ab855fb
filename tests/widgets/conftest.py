"""The modules of the page, run without a page: by node where there is one, else by the browser."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from segmetrics_lab.widgets.static_files import joined_modules

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(autouse=True)
def own_progress(progress_folder: Path) -> None:
    """Guesses are kept there."""


@pytest.fixture(scope="session")
def javascript() -> Callable[..., Any]:
    """Call a function of the page: modules, its source, and the data it is called with."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if node is None and chromium is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have a browser, but there is no chromium: .ci/run installs it")
        pytest.skip("the formulas of the page need node or chromium, and neither is installed here")

    def call(modules: list[str], function: str, data: Any) -> Any:
        source = joined_modules(*modules)
        if node:
            return by_node(node, source, function, data)
        with ThreadPoolExecutor(1) as thread:  # another test of this process may hold a browser open in this one
            return thread.submit(by_chromium, chromium, source, function, data).result()

    return call


def by_node(node: str, source: str, function: str, data: Any) -> Any:
    script = f"{source}\nconst data = JSON.parse(require('fs').readFileSync(0));"
    script += f"\nprocess.stdout.write(JSON.stringify(({function})(data)));"
    found = subprocess.run([node, "-e", script], input=json.dumps(data), capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def by_chromium(chromium: str, source: str, function: str, data: Any) -> Any:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            page = browser.new_page()
            return json.loads(
                page.evaluate(f"data => {{ {source}\nreturn JSON.stringify(({function})(data)); }}", data)
            )
        finally:
            browser.close()
