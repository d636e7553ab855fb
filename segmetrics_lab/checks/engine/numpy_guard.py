"""A guard for numpy and Python: a check that counts with functions which an answer has replaced proves nothing.

What an installed library has replaced in numpy on purpose stays, since other work of the learner may build on it.
"""

import builtins
import sys
from builtins import any, getattr, isinstance, setattr, type, vars  # noqa: A004, UP029 - its own, whatever is assigned
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import BuiltinFunctionType, FunctionType
from typing import Any

import numpy

from segmetrics_lab.checks.engine.calling import INSTALLED

TALKING = ("input", "print", "open", "__import__")
"""What a notebook replaces in Python; no check counts with it."""

FOLDER = str(Path(numpy.__file__).parent)


def _now() -> dict[str, Any]:
    """All that stands in numpy and in Python, as a learner writes it."""
    return {**{f"np.{name}": value for name, value in vars(numpy).items()}, **vars(builtins)}


def _is_of_numpy(name: str) -> bool:
    """Is it written with the name of numpy?"""
    return name[:3] == "np."


def _is_of_python(name: str, value: Any) -> bool:
    """Is this a function or class of Python itself, with which a check may count?"""
    return isinstance(value, type | BuiltinFunctionType) and value.__name__ == name not in TALKING


OWN = {
    name: value
    for name, value in _now().items()
    if (callable(value) if _is_of_numpy(name) else _is_of_python(name, value))
}
"""The functions of numpy and of Python as they were when the checks were loaded."""


def patches() -> dict[str, Any]:
    """Functions of numpy in whose place an installed library has put its own, by their names."""
    now = _now()
    replaced = {name: now.get(name) for name in OWN if _is_of_numpy(name) and now.get(name) is not OWN[name]}
    return {name: value for name, value in replaced.items() if _is_of_a_library(value)}


def put_back(kept: Mapping[str, Any]) -> list[str]:
    """Give numpy and Python their own functions again, but keep these; returns the names of those replaced."""
    wanted, now = {**OWN, **kept}, _now()
    replaced = [name for name, value in wanted.items() if now.get(name) is not value]
    for name in replaced:
        setattr(numpy if _is_of_numpy(name) else builtins, name.removeprefix("np."), wanted[name])
    return replaced


def note_on(kept: Mapping[str, Any], replaced: Sequence[str] = ()) -> str:
    """What a reader must know of patches with which a check counted, and of functions that it put back."""
    foreign = f"This check counted with {', '.join(kept)} of an installed library, not of numpy." if kept else ""
    own = f"Something was assigned to {', '.join(replaced)}: this has been undone." if replaced else ""
    return f"{own} {foreign}".strip()


def _is_of_a_library(value: Any) -> bool:
    """Was this, or its class, written in an installed library other than numpy?"""
    module = sys.modules.get(type(value).__module__)
    file = value.__code__.co_filename if isinstance(value, FunctionType) else getattr(module, "__file__", None) or ""
    return any(part in file for part in INSTALLED) and not file.startswith(FOLDER)
