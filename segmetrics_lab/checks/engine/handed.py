"""What a learner hands over: a function of this process, or one in another, called by a question in the same way."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from segmetrics_lab.checks.engine.calling import Call, call
from segmetrics_lab.checks.engine.limits import capped_output, numpy_warnings, time_limit
from segmetrics_lab.checks.engine.numpy_guard import patches, put_back
from segmetrics_lab.checks.engine.starters import is_starter


class Handed(Protocol):
    """A thing that somebody handed over as a function."""

    @property
    def name(self) -> str:
        """What the learner calls it."""

    def value(self) -> Any:
        """The thing itself; of a function in another process, something callable."""

    def is_starter(self, starter: str) -> bool:
        """Is it still what this text defines?"""

    def replaced(self) -> list[str]:
        """Functions of numpy and Python in whose place something else was put; they are put back."""

    def limited(self, seconds: float) -> AbstractContextManager[bool]:
        """Limits of time and output for all calls together; gives whether the time can be limited.

        Raises TimeIsUpError at the end of the time, or lets the running call say that it was stopped.
        """

    def call(self, arguments: tuple[Any, ...]) -> Call:
        """Call it with copies of the arguments, and say what became of it."""


class Here:
    """A function of this process."""

    def __init__(self, thing: Any) -> None:
        self._thing = thing
        self._warned: list[str] = []

    @property
    def name(self) -> str:
        """What the learner calls it."""
        try:
            name = getattr(self._thing, "__name__", None)
        except BaseException:  # an object of the learner's own may fail to say what it is called
            name = None
        return name if isinstance(name, str) else "your function"

    def value(self) -> Any:
        """The thing itself."""
        return self._thing

    def is_starter(self, starter: str) -> bool:
        """Is it still what this text defines?"""
        return is_starter(self._thing, starter)

    def replaced(self) -> list[str]:
        """Functions of numpy and Python in whose place something else was put; they are put back."""
        return put_back(patches())

    @contextmanager
    def limited(self, seconds: float, wait: float | None = None) -> Iterator[bool]:
        """A timer as `time_limit` has it, a cap on what is printed, and a list of what numpy warns of."""
        with capped_output(), numpy_warnings() as self._warned, time_limit(seconds, wait) as is_limited:
            yield is_limited

    def call(self, arguments: tuple[Any, ...]) -> Call:
        """Call it with copies of the arguments."""
        self._warned.clear()
        with np.errstate():  # what it sets there holds until it returns
            made = call(self._thing, arguments)
        return replace(made, warned=tuple(dict.fromkeys(self._warned)))


def handed(thing: Any) -> Handed:
    """The thing as what was handed over."""
    is_one = all(hasattr(type(thing), name) for name in vars(Handed) if not name.startswith("_"))
    return thing if is_one else Here(thing)
