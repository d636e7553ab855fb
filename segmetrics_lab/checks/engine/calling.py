"""Calling a learner's function: with copies, what it warns of and raises kept, and its value read."""

import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy import array_equal, ndarray

from segmetrics_lab.checks.engine.limits import TimeIsUpError
from segmetrics_lab.checks.engine.plain_values import NotPlainError, plain

LIBRARY = Path(__file__).parents[1]
INSTALLED = ("site-packages", "dist-packages")
"""Folders of what is installed, as they stand in the names of files."""

MOST_WORDS = 300
"""Characters of an error that a feedback repeats."""

_running = threading.local()


class CheckInsideError(BaseException):
    """Raised by a check that a learner's function calls itself; no `except Exception` stops it."""


@dataclass(frozen=True)
class Problem:
    """Why a call gave no value.

    Args:
        kind: name of the exception.
        words: what happened, with the learner's own line where there is one.
        is_stop: was the time up? Then there is no exception.
    """

    kind: str
    words: str
    is_stop: bool = False


STOPPED = Problem("", "it did not end", is_stop=True)


@dataclass(frozen=True)
class Call:
    """What became of one call.

    Args:
        value: what came back, in plain types; None if there is a problem, or the value is strange.
        strange: what the value is, if no answer needs its type.
        problem: why there is no value.
        changed: places of the arguments that were changed.
        warned: what numpy warned of.
    """

    value: Any = None
    strange: str = ""
    problem: Problem | None = None
    changed: tuple[int, ...] = ()
    warned: tuple[str, ...] = ()


def call(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Call:
    """Call a function with copies of the arguments; only an interruption by the user is raised.

    What is iterated over is read to its end here, since that runs the learner's code too.
    """
    copies = deepcopy(arguments)
    value, strange, problem = None, "", None
    with _inside():
        try:
            value = plain(function(*copies))
        except NotPlainError as error:
            strange = str(error)
        except KeyboardInterrupt:
            raise
        except TimeIsUpError:
            problem = STOPPED
        except BaseException as error:  # a learner's function may raise anything, sys.exit included
            problem = problem_of(error)
    changed = tuple(at for at, pair in enumerate(zip(arguments, copies, strict=True)) if not _is_same(*pair))
    return Call(value, strange, problem, changed)


def is_calling() -> bool:
    """Is a learner's function being called in this thread?"""
    return getattr(_running, "is_calling", False)


@contextmanager
def _inside() -> Iterator[None]:
    """While a learner's function is called."""
    before = is_calling()
    _running.is_calling = True
    try:
        yield
    finally:
        _running.is_calling = before


def problem_of(error: BaseException) -> Problem:
    """The error in the words of Python, with the last line of the learner's own code."""
    kind = type(error).__name__
    if isinstance(error, SystemExit):
        return Problem(kind, "it called exit, which ends the program; return a value instead")
    if isinstance(error, CheckInsideError):
        return Problem(kind, "it calls a check itself. Move the line with .check out of the function, to the left")
    if isinstance(error, SyntaxError) and error.text:
        return Problem(kind, f"{kind}: {error.msg}, in your line {error.lineno}: {error.text.strip()[:MOST_WORDS]}")
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_learners(frame.filename)]
    said = _words_of(error)
    text = f"{kind}: {said}" if said else kind
    where = f", in your line {own[-1].lineno}: {own[-1].line}" if own and own[-1].line else ""
    return Problem(kind, text.rstrip(".") + where)


def _words_of(error: BaseException) -> str:
    """The first line of what the error says; empty where it cannot say anything."""
    try:
        return str(error).strip().partition("\n")[0][:MOST_WORDS]
    except Exception:  # an exception of the learner's own may fail to say anything
        return ""


def _is_learners(filename: str) -> bool:
    """Is this the learner's code: a cell of a notebook, or a file outside of the library and of what is installed?"""
    installed = any(part in filename for part in (*INSTALLED, "<frozen", "<__array_function__"))
    return not installed and not filename.startswith((str(LIBRARY), sys.base_prefix))


def _is_same(before: Any, after: Any) -> bool:
    """Is the copy still what it was? Arrays are compared with shape, dtype and every value, lists part by part."""
    if type(before) is not type(after):
        return False
    if isinstance(before, ndarray):
        is_float = before.dtype.kind == "f"
        return before.dtype == after.dtype and array_equal(before, after, equal_nan=is_float)
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(_is_same(*pair) for pair in zip(before, after, strict=True))
    return before is after or bool(before == after)  # NaN is itself, and equal to nothing
