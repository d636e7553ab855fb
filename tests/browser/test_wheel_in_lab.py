"""What somebody has who installs the wheel in an empty folder: no clone, no make, an empty home."""

import os
import re
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Lab, free_port, wait_until_it_answers

ROOT = Path(__file__).parents[2]
TIMEOUT_MS = 120_000
LESSON = "my_course/notebooks/00_start_here.ipynb"
EXERCISE = "my_course/exercises/ex03_accuracy_and_overlap.ipynb"

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel, and the folder from which it is used."""

    environment: Path
    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.environment / "bin" / "segmetrics", *arguments],
            cwd=self.folder,
            env=self.variables(),
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def lab(self) -> Iterator[Lab]:
        """A running `segmetrics lab` at a terminal; Ctrl-C twice must end it cleanly."""
        port, token = free_port(), secrets.token_hex()
        command = [self.environment / "bin" / "segmetrics", "lab", "--no-browser", f"--port={port}"]
        log = self.folder / "server.log"
        ours, terminal = os.openpty()
        with log.open("w") as output:
            server = subprocess.Popen(
                [*command, f"--IdentityProvider.token={token}", "--LabApp.expose_app_in_browser=True"],
                cwd=self.folder,
                env=self.variables(),
                stdin=terminal,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_until_it_answers(server, port, self.folder)
            yield Lab(port, token, self.folder)
            server.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                server.wait(2)
            server.send_signal(signal.SIGINT)
            assert server.wait(60) == 0
        finally:
            server.kill()
            server.wait()
            os.close(ours)
            os.close(terminal)

    def variables(self) -> dict[str, str]:
        """The environment variables of somebody who has just logged in."""
        return {"HOME": str(self.folder / "home"), "PATH": os.defpath, "LANG": "C.UTF-8"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a new environment; the packages of the lock are borrowed from this one."""
    work = tmp_path_factory.mktemp("a wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", ROOT, "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", work]
    subprocess.run([*pip, *build], check=True)
    environment = work / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    (wheel,) = work.glob("*.whl")
    python = environment / "bin" / "python"
    subprocess.run([*pip, f"--python={python}", "install", "--no-deps", "--no-index", wheel], check=True)
    packages = Path("lib", f"python{sys.version_info.major}.{sys.version_info.minor}", "site-packages")
    (environment / packages / "borrowed.pth").write_text(f"{Path(sys.prefix) / packages}\n")
    for name in ("share", "etc"):
        (environment / name).symlink_to(Path(sys.prefix) / name)
    folder = work / "an empty folder"
    (folder / "home").mkdir(parents=True)
    return Installed(environment, folder)


def test_the_package_comes_from_the_wheel_and_says_so_in_a_folder_without_a_clone(installed):
    code = "import segmetrics_lab; print(segmetrics_lab.__file__)"
    command = [installed.environment / "bin" / "python", "-c", code]
    found = subprocess.run(command, cwd=installed.folder, capture_output=True, text=True, check=True).stdout
    assert Path(found).is_relative_to(installed.environment)
    assert installed.run("--help").stdout.startswith("usage: segmetrics ")


def test_a_wheel_opens_on_lesson_0_runs_it_and_comes_back_to_what_was_saved_last(installed, own_page):
    page = own_page
    with installed.lab() as lab:
        page.goto(lab.url())
        expect(page.locator(".jp-Notebook h1").first).to_contain_text("Start here", timeout=TIMEOUT_MS)
        page.wait_for_timeout(3000)  # a news pop-up would come by now
        assert page.locator(".jp-toastContainer:visible, .Toastify__toast:visible, .jp-Dialog:visible").count() == 0
        page.locator(".jp-Notebook .jp-Cell").first.click()
        for _ in range(6):  # the second code cell shows the photograph
            page.keyboard.press("Shift+Enter")
        expect(page.locator(".jp-OutputArea-output").first).to_contain_text(
            "Everything is installed", timeout=TIMEOUT_MS
        )
        expect(page.locator(".jp-OutputArea img").first).to_have_attribute(
            "alt", re.compile("24 worn coins"), timeout=TIMEOUT_MS
        )
    exercise = (installed.folder / EXERCISE).read_text(encoding="utf-8")
    (installed.folder / EXERCISE).write_text(exercise.replace("...", "pass", 1), encoding="utf-8")
    with installed.lab() as lab:
        page.goto(lab.url())
        tab = page.locator("#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current")
        expect(tab).to_contain_text("03_accuracy", timeout=TIMEOUT_MS)


def test_a_lesson_started_anew_twice_at_once_is_kept_beside_the_new_one(installed):
    assert installed.run("fresh", "00").returncode == 0
    (installed.folder / LESSON).write_text("my answers")
    for _ in range(2):
        found = installed.run("fresh", "0")
        assert (found.returncode, found.stderr) == (0, "")
    kept = [path.read_text() for path in (installed.folder / LESSON).parent.glob("00_start_here.2*.ipynb")]
    assert "my answers" in kept


def test_nothing_was_written_beside_the_copies(installed):
    assert sorted(path.name for path in installed.folder.iterdir()) == ["home", "my_course", "server.log"]
