"""What is not tested on this machine is said in one line for each reason; and the site, built once for all tests."""

import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let skipped tests differ by their reason alone, so that pytest counts them together."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple):
        _, _, reason = report.longrepr
        report.longrepr = (str(Path(__file__).parent), None, reason)  # type: ignore[assignment]
    return report


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the web site, which is built once, by whichever of the processes that run tests needs it first."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    said = folder / "site-was-built.txt"
    with FileLock(folder / "site.lock"):
        if not said.exists():
            command = [sys.executable, "-m", "tools.build_site", str(folder / "site")]
            found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
            said.write_text("" if found.returncode == 0 else found.stderr, encoding="utf-8")
    if problem := said.read_text(encoding="utf-8"):
        pytest.fail(problem)
    return folder / "site"
