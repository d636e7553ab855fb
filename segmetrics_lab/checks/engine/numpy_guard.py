"""A guard for numpy: a check that counts with functions which an answer has replaced proves nothing."""

from collections.abc import Callable
from typing import Any

import numpy

OWN: dict[str, Callable[..., Any]] = {name: value for name, value in vars(numpy).items() if callable(value)}
"""The functions of numpy as they were when the checks were loaded."""


def replaced_functions() -> list[str]:
    """Names of functions of numpy that somebody has put something else in the place of."""
    return [name for name, own in OWN.items() if vars(numpy).get(name) is not own]


def put_back() -> list[str]:
    """Give numpy its own functions again; returns the names of those that were replaced."""
    replaced = replaced_functions()
    for name in replaced:
        setattr(numpy, name, OWN[name])
    return replaced
