"""Starters: is this function still what the learner was given?"""

import dis
from collections.abc import Callable
from types import CodeType
from typing import Any

import numpy as np

OF_THE_COMPILER = {"CACHE", "COPY_FREE_VARS", "EXTENDED_ARG", "NOP", "PRECALL", "PUSH_NULL", "RESUME"}
"""Instructions that depend on where a function stands, not on what it says."""

Instruction = tuple[str, Any]


def is_starter(function: Callable[..., Any], starter: str) -> bool:
    r"""Does a function say the same as one that the text of a starter defines?

    >>> def mine(label_map):
    ...     pass
    >>> is_starter(mine, "def share(label_map):\n    ...  # replace this line")
    True
    """
    code = getattr(function, "__code__", None)
    names: dict[str, Any] = {"np": np}
    exec(starter, names)  # the course's own text
    given = [value.__code__ for value in names.values() if isinstance(getattr(value, "__code__", None), CodeType)]
    return isinstance(code, CodeType) and any(_instructions(code) == _instructions(other) for other in given)


def _instructions(code: CodeType) -> list[Instruction]:
    """What the code does, step by step, without lines, files and what only the compiler needs."""
    return [
        (instruction.opname.replace("LOAD_METHOD", "LOAD_ATTR"), _argument(instruction.argval))
        for instruction in dis.get_instructions(code)
        if instruction.opname not in OF_THE_COMPILER and instruction.opname != "MAKE_CELL"
    ]


def _argument(value: Any) -> Any:
    """The argument of an instruction; of a function inside of the function, its own instructions."""
    return _instructions(value) if isinstance(value, CodeType) else (type(value), value)
