"""What an answer assigned to numpy or Python is put back; what a library put into numpy stays, and is told."""

import builtins
import sys
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from segmetrics_lab.checks.engine import numpy_guard
from segmetrics_lab.checks.engine.numpy_guard import note_on, patches, put_back

OWN_SUM, OWN_MEAN, OWN_MAX = np.sum, np.mean, max


@pytest.fixture(autouse=True)
def as_they_were(monkeypatch):
    monkeypatch.setattr(np, "sum", OWN_SUM)
    monkeypatch.setattr(np, "mean", OWN_MEAN)
    monkeypatch.setattr(builtins, "max", OWN_MAX)


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
    assert put_back({}) == ["np.sum"]
    assert np.sum is OWN_SUM


@pytest.mark.parametrize("value", [5, len, OWN_MEAN, lambda values: 0])
def test_what_somebody_assigned_to_a_name_of_python_is_put_back(value):
    builtins.max = value
    assert patches() == {}
    assert put_back({}) == ["max"]
    assert max is OWN_MAX


def test_what_was_deleted_is_put_back():
    del np.mean, builtins.max
    assert put_back(patches()) == ["np.mean", "max"]
    assert (np.mean, max) == (OWN_MEAN, OWN_MAX)


@pytest.mark.parametrize("name", ["print", "input", "open", "display", "_", "exit", "ours"])
def test_what_notebooks_put_into_python_stays(monkeypatch, name):
    monkeypatch.setattr(builtins, name, len, raising=False)
    assert put_back(patches()) == []
    assert getattr(builtins, name) is len


def test_what_an_installed_library_assigned_stays_but_not_what_came_after():
    faster = function_of_a_library()
    np.sum = faster
    kept = patches()
    assert kept == {"np.sum": faster}
    assert put_back(kept) == []
    np.sum = np.mean = function_of_a_library()
    assert sorted(put_back(kept)) == ["np.mean", "np.sum"]
    assert (np.sum, np.mean) == (faster, OWN_MEAN)


def test_an_object_of_an_installed_library_stays_too(object_of_a_library):
    np.sum = object_of_a_library
    assert patches() == {"np.sum": object_of_a_library}


@pytest.mark.parametrize(
    ("kept", "replaced", "note"),
    [
        (["np.sum", "np.mean"], [], "This check counted with np.sum, np.mean of an installed library, not of numpy."),
        ([], ["np.sum", "max"], "Something was assigned to np.sum, max: this has been undone."),
        (
            ["np.mean"],
            ["np.sum"],
            "Something was assigned to np.sum: this has been undone. "
            "This check counted with np.mean of an installed library, not of numpy.",
        ),
    ],
)
def test_a_note_names_what_was_kept_and_what_was_put_back(kept, replaced, note):
    assert note_on(dict.fromkeys(kept), replaced) == note


def test_the_guard_knows_the_functions_that_exercises_and_checks_count_with():
    of_numpy = {f"np.{name}" for name in ("sum", "array_equal", "isnan", "bincount", "mean", "unique", "logical_and")}
    of_python = {"sum", "len", "max", "min", "all", "any", "abs", "isinstance", "zip", "float", "type", "range"}
    assert of_numpy | of_python <= set(numpy_guard.OWN)
