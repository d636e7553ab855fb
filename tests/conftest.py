"""What is not tested on this machine is said in one line for each reason, not once for each test."""

from collections.abc import Generator
from pathlib import Path

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let skipped tests differ by their reason alone, so that pytest counts them together."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple):
        _, _, reason = report.longrepr
        report.longrepr = (str(Path(__file__).parent), None, reason)  # type: ignore[assignment]
    return report
