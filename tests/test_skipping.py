"""What a machine without a browser is told, and what CI is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


@pytest.fixture
def without_a_browser(tmp_path):
    """Run the tests of the widgets where no program is found, with further variables of the environment."""

    def run(**variables):
        kept = {name: value for name, value in os.environ.items() if name != "CI"}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", "tests/browser/test_widgets.py"],
            env={**kept, "PATH": str(tmp_path), **variables},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_without_a_browser_one_line_says_how_many_tests_are_skipped_and_why(without_a_browser):
    found = without_a_browser()
    skipped = [line for line in found.stdout.splitlines() if line.startswith("SKIPPED")]
    assert found.returncode == 0, found.stdout
    assert len(skipped) == 1
    assert skipped[0].endswith(" tests: tests in the browser need Debian's chromium, which is not installed here")


def test_in_ci_a_missing_browser_is_a_failure(without_a_browser):
    found = without_a_browser(CI="true")
    assert found.returncode == 1
    assert "CI must have a browser" in found.stdout
