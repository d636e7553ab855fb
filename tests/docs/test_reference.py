"""The reference of the library, built from its docstrings."""

import importlib
import pkgutil
from types import ModuleType

import pytest

import segmetrics_lab

PARTS = [module.name for module in pkgutil.iter_modules(segmetrics_lab.__path__) if module.ispkg]
DOCUMENTED = [part for part in PARTS if getattr(importlib.import_module(f"segmetrics_lab.{part}"), "__all__", [])]


@pytest.mark.parametrize("part", DOCUMENTED)
def test_every_public_name_of_a_part_is_on_its_page(site, part):
    page = (site / "library" / f"segmetrics_lab.{part}.html").read_text(encoding="utf-8")
    module = importlib.import_module(f"segmetrics_lab.{part}")
    names = [name for name in module.__all__ if not isinstance(getattr(module, name), ModuleType)]  # sets are modules
    assert [name for name in names if f'id="segmetrics_lab.{part}.{name}"' not in page] == []


@pytest.mark.parametrize("part", DOCUMENTED)
def test_no_first_line_of_a_property_is_taken_for_its_type(site, part):
    page = (site / "library" / f"segmetrics_lab.{part}.html").read_text(encoding="utf-8")
    assert "Type<span" not in page
