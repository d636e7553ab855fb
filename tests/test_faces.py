"""The two faces of a part: what learners import from it, and what the other parts may use beside."""

import importlib
import pkgutil
from types import ModuleType

import pytest

import segmetrics_lab

PARTS = [module.name for module in pkgutil.iter_modules(segmetrics_lab.__path__) if module.ispkg]


def part_called(name: str) -> ModuleType:
    return importlib.import_module(f"segmetrics_lab.{name}")


@pytest.mark.parametrize("name", PARTS)
def test_a_part_gives_exactly_what_its_two_lists_name(name):
    part = part_called(name)
    listed = [*part.__all__, *getattr(part, "FOR_PARTS", ())]
    submodules = {module.name for module in pkgutil.iter_modules(part.__path__)}
    assert len(set(listed)) == len(listed)
    assert {name for name in vars(part) if not name.startswith("_")} - submodules - {"FOR_PARTS"} <= set(listed)
    assert [name for name in part.__all__ if getattr(part, name).__doc__ is None] == []
