"""A guard for numpy: a check that counts with functions which an answer has replaced proves nothing.

What an installed library has replaced on purpose stays, since other work of the learner may build on it.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy

from segmetrics_lab.checks.engine.calling import INSTALLED

OWN: dict[str, Callable[..., Any]] = {name: value for name, value in vars(numpy).items() if callable(value)}
"""The functions of numpy as they were when the checks were loaded."""

FOLDER = str(Path(numpy.__file__).parent)


def patches() -> dict[str, Any]:
    """Functions of numpy in whose place an installed library has put its own, by their names."""
    now = {name: vars(numpy).get(name) for name in OWN}
    return {name: value for name, value in now.items() if value is not OWN[name] and _is_of_a_library(value)}


def put_back(kept: Mapping[str, Any]) -> list[str]:
    """Give numpy its own functions again, but keep these patches; returns the names of those that were replaced."""
    wanted = OWN | dict(kept)
    replaced = [name for name, value in wanted.items() if vars(numpy).get(name) is not value]
    for name in replaced:
        setattr(numpy, name, wanted[name])
    return replaced


def note_on(kept: Mapping[str, Any], replaced: Sequence[str] = ()) -> str:
    """What a reader must know of patches with which a check counted, and of functions that it put back."""
    foreign = f"This check counted with {_listed(kept)} of an installed library, not of numpy." if kept else ""
    own = f"Something was assigned to {_listed(replaced)}: numpy's own is back in its place." if replaced else ""
    return f"{own} {foreign}".strip()


def _listed(names: Iterable[str]) -> str:
    """The names as a learner writes them."""
    return ", ".join(f"np.{name}" for name in names)


def _is_of_a_library(value: Any) -> bool:
    """Was this, or its class, written in an installed library other than numpy?"""
    if isinstance(value, FunctionType):
        file = value.__code__.co_filename
    else:
        file = getattr(sys.modules.get(type(value).__module__), "__file__", None) or ""
    return any(part in file for part in INSTALLED) and not file.startswith(FOLDER)
