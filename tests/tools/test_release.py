"""What a release consists of, and what is asked for before it is built."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools import release

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path):
    """The files that name a version, all the same one."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n')
    (tmp_path / "CITATION.cff").write_text("version: 1.2.0\ndate-released: 2027-01-31\n")
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changelog\n\n## 1.2.0 (2027-01-31)\n\n- A lesson.\n\n## 1.1.0 (2026-12-01)\n"
    )
    return tmp_path


def test_nothing_is_missing_where_all_files_name_the_version(checkout):
    assert release.missing(checkout) == []


def test_a_citation_of_another_version_is_named(checkout):
    (checkout / "CITATION.cff").write_text("version: 1.1.0\ndate-released: 2027-01-31\n")
    assert release.missing(checkout) == ["CITATION.cff gives version 1.1.0, but pyproject.toml 1.2.0."]


@pytest.mark.parametrize("newest", ["Unreleased", "1.1.0 (2026-12-01)", "1.2.0 (2027-01-30)"])
def test_a_changelog_that_begins_with_something_else_is_named(checkout, newest):
    (checkout / "CHANGELOG.md").write_text(f"# Changelog\n\n## {newest}\n\n- A lesson.\n")
    [sentence] = release.missing(checkout)
    assert f"'## {newest}'" in sentence
    assert "'## 1.2.0 (2027-01-31)'" in sentence


@pytest.mark.slow
def test_a_release_is_a_wheel_and_the_lock_beside_it(tmp_path):
    wheel = release.build(ROOT, tmp_path / "dist")
    named = f"segmetrics_lab-{release.version_of(ROOT)}"
    here = {path.name for path in wheel.parent.iterdir()}
    assert here == {"requirements.lock", f"{named}-py3-none-any.whl", "for_classes"}
    packed = zipfile.ZipFile(wheel).namelist()
    assert "segmetrics_lab/py.typed" in packed
    assert "segmetrics_lab/course/lectures/09_the_accuracy_paradox.ipynb" in packed
    assert {name.split("/")[0] for name in packed} == {"segmetrics_lab", f"{named}.dist-info"}
    for_classes = tmp_path / "dist" / "for_classes" / wheel.name
    assert set(packed) - set(zipfile.ZipFile(for_classes).namelist()) == {"segmetrics_lab/course/solutions.json"}
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target"]
    subprocess.run([*command, str(tmp_path / "installed"), str(for_classes)], check=True)  # its RECORD is whole
    asks = "f = lambda *_: 0\nfor _ in range(4): ex03.both_scores.check(f)\nprint(ex03.both_scores.solution())"
    found = subprocess.run(
        [sys.executable, "-c", f"from segmetrics_lab.checks import ex03\n{asks}"],
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed"), "SEGMETRICS_PROGRESS": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "is handed out after the deadline" in found.stdout
