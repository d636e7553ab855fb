"""The reference of the library, built from its docstrings."""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import segmetrics_lab

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[2] / "docs"
PARTS = [module.name for module in pkgutil.iter_modules(segmetrics_lab.__path__) if module.ispkg]
DOCUMENTED = [part for part in PARTS if hasattr(importlib.import_module(f"segmetrics_lab.{part}"), "__all__")]


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The folder of the built pages; a warning stops the building."""
    folder = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "--builder", "html"]
    found = subprocess.run(
        [*command, "--doctree-dir", folder / "doctrees", DOCS, folder / "html"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return folder / "html"


@pytest.mark.parametrize("part", DOCUMENTED)
def test_every_public_name_of_a_part_is_on_its_page(pages, part):
    page = (pages / "library" / f"segmetrics_lab.{part}.html").read_text(encoding="utf-8")
    module = importlib.import_module(f"segmetrics_lab.{part}")
    names = [name for name in module.__all__ if not isinstance(getattr(module, name), ModuleType)]  # sets are modules
    assert [name for name in names if f'id="segmetrics_lab.{part}.{name}"' not in page] == []


@pytest.mark.parametrize("part", DOCUMENTED)
def test_no_first_line_of_a_property_is_taken_for_its_type(pages, part):
    page = (pages / "library" / f"segmetrics_lab.{part}.html").read_text(encoding="utf-8")
    assert "Type<span" not in page


def test_no_page_loads_anything_from_a_network(pages):
    loading = [
        (page.name, tag)
        for page in pages.rglob("*.html")
        for tag in ('src="http', 'src="//', 'rel="stylesheet" href="http', "@import")
        if tag in page.read_text(encoding="utf-8")
    ]
    assert loading == []
