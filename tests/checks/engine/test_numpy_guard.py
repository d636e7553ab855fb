"""What an answer assigned to numpy is put back; what an installed library put there stays, and is told."""

import sys
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from segmetrics_lab.checks.engine import numpy_guard
from segmetrics_lab.checks.engine.numpy_guard import note_on, patches, put_back

OWN_SUM, OWN_MEAN = np.sum, np.mean


@pytest.fixture(autouse=True)
def numpy_as_it_was(monkeypatch):
    monkeypatch.setattr(np, "sum", OWN_SUM)
    monkeypatch.setattr(np, "mean", OWN_MEAN)


def function_of_a_library():
    """A function whose code is in a file of an installed library."""
    names: dict[str, Any] = {}
    exec(compile("def faster_sum(values):\n    return 0", "/lib/site-packages/faster/sums.py", "exec"), names)
    return names["faster_sum"]


@pytest.fixture
def object_of_a_library(monkeypatch):
    """An object whose class is in a module of an installed library."""
    module = ModuleType("faster")
    module.__file__ = "/lib/site-packages/faster/__init__.py"
    monkeypatch.setitem(sys.modules, "faster", module)
    return type("FasterSum", (), {"__module__": "faster", "__call__": lambda self, values: 0})()


def test_numpy_as_it_is_needs_nothing():
    assert patches() == {}
    assert put_back({}) == []
    assert note_on({}) == ""


@pytest.mark.parametrize(
    "value", [5, len, sum, OWN_MEAN, np.linalg.norm, lambda values: 0, test_numpy_as_it_is_needs_nothing]
)
def test_what_somebody_assigned_is_put_back(value):
    np.sum = value
    assert patches() == {}
    assert put_back({}) == ["sum"]
    assert np.sum is OWN_SUM


def test_a_function_that_was_deleted_is_put_back():
    del np.mean
    assert put_back(patches()) == ["mean"]
    assert np.mean is OWN_MEAN


def test_what_an_installed_library_assigned_stays_but_not_what_came_after():
    faster = function_of_a_library()
    np.sum = faster
    kept = patches()
    assert kept == {"sum": faster}
    assert put_back(kept) == []
    np.sum = np.mean = function_of_a_library()
    assert sorted(put_back(kept)) == ["mean", "sum"]
    assert (np.sum, np.mean) == (faster, OWN_MEAN)


def test_an_object_of_an_installed_library_stays_too(object_of_a_library):
    np.sum = object_of_a_library
    assert patches() == {"sum": object_of_a_library}


@pytest.mark.parametrize(
    ("kept", "replaced", "note"),
    [
        (["sum", "mean"], [], "This check counted with np.sum, np.mean of an installed library, not of numpy."),
        ([], ["sum"], "Something was assigned to np.sum: numpy's own is back in its place."),
        (
            ["mean"],
            ["sum"],
            "Something was assigned to np.sum: numpy's own is back in its place. "
            "This check counted with np.mean of an installed library, not of numpy.",
        ),
    ],
)
def test_a_note_names_what_was_kept_and_what_was_put_back(kept, replaced, note):
    assert note_on(dict.fromkeys(kept), replaced) == note


def test_the_guard_knows_the_functions_that_exercises_count_with():
    assert {"sum", "array_equal", "isnan", "bincount", "mean", "unique", "logical_and"} <= set(numpy_guard.OWN)
