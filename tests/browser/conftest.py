"""A real JupyterLab, started by `make lab`, and a real browser on it."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from segmetrics_lab.widgets.base import CourseWidget
from tests.browser.in_lab import TIMEOUT_MS, open_notebook, run
from tests.browser.untroubled import untroubled

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
START_TIMEOUT_S = 120
VIEWPORT: ViewportSize = {"width": 1440, "height": 900}


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab on a copy of the course."""

    port: int
    token: str
    course: Path

    def url(self, path: str = "") -> str:
        """The address of a page of JupyterLab, with the token that opens it; of its first page where none is named."""
        return f"http://127.0.0.1:{self.port}{path or '/'}?token={self.token}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have a browser, but there is no chromium: .ci/run installs it")
        pytest.skip("tests in the browser need Debian's chromium, which is not installed here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def kept_pages() -> list[Page]:
    """At most one page, which tests of files hand on: to start one takes longer than most of them."""
    return []


@pytest.fixture
def own_page(browser: Browser) -> Iterator[Page]:
    """A page with a browser profile of its own, for what keeps things in it or changes every later page."""
    page = browser.new_page(viewport=VIEWPORT)
    yield page
    page.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, kept_pages: list[Page]) -> Iterator[Page]:
    """A page at rest; one of its own where JupyterLab is opened in it."""
    if "lab" in request.fixturenames:
        yield request.getfixturevalue("own_page")
        return
    page = kept_pages.pop() if kept_pages else browser.new_page()
    page.set_viewport_size(VIEWPORT)
    yield page
    page.goto("about:blank")
    page.mouse.up()
    page.mouse.move(0, 0)
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
    kept_pages.append(page)


@pytest.fixture
def finger(browser: Browser) -> Iterator[Page]:
    """A page of a telephone, which is touched."""
    context = browser.new_context(viewport={"width": 700, "height": 900}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def shown(page: Page, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a widget in a page of its own, without a kernel; nothing in it may fail or ask for a network."""
    with ExitStack() as watches:
        watched: set[Page] = set()

        def show(widget: CourseWidget, *, on: Page = page) -> Page:
            if on not in watched:
                watched.add(on)
                watches.enter_context(untroubled(on))
            (tmp_path / "page.html").write_text(widget.to_page(), encoding="utf-8")
            on.goto((tmp_path / "page.html").as_uri())
            expect(on.locator(".segmetrics")).to_be_visible()
            return on

        yield show


@pytest.fixture(scope="session")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:  # noqa: ARG001 (skip early)
    course = copy_of_the_course(tmp_path_factory.mktemp("a course"))
    port, token = free_port(), secrets.token_hex()
    options = f"--ServerApp.ip=127.0.0.1 --ServerApp.port={port} --IdentityProvider.token={token}"
    with (course / "server.log").open("w") as log:
        server = subprocess.Popen(
            ["make", "lab", "BROWSER=none", f"LAB_OPTIONS={options} --LabApp.expose_app_in_browser=True"],
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


def copy_of_the_course(folder: Path) -> Path:
    """What a fresh clone has, with this environment in place of a newly installed one."""
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder)
    for name in ("segmetrics_lab", "notebooks", "exercises"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "home").mkdir()
    environment = folder / ".venv"
    environment.mkdir()
    for part in Path(sys.prefix).iterdir():
        if part.suffix != ".stamp":
            (environment / part.name).symlink_to(part)
    for stamp in ("venv.stamp", "lessons.stamp", "dev.stamp"):
        (environment / stamp).touch()
    return folder


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_it_answers(server: subprocess.Popen[bytes], port: int, course: Path) -> None:
    for _ in range(START_TIMEOUT_S * 10):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/lab", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"JupyterLab does not answer:\n{(course / 'server.log').read_text()[-2000:]}")


@pytest.fixture
def opened(lab: Lab, page: Page) -> Callable[..., Page]:
    """Open a notebook with these cells after the setup, and run it."""

    def open_it(name: str, *cells: str) -> Page:
        open_notebook(lab, page, name, *[new_code_cell(source) for source in cells])
        run(page)
        expect(page.locator(".segmetrics").first).to_be_visible(timeout=TIMEOUT_MS)
        return page

    return open_it
