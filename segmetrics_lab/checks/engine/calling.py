"""Calling a learner's function: with copies, within a time limit, its output capped, and whatever it raises kept."""

import _thread
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from numpy import array_equal, ndarray

SECONDS = 5.0
MOST_OUTPUT = 100_000
"""Characters that a function may print in one check; what comes after them is dropped."""

LIBRARY = Path(__file__).parents[1]
INSTALLED = ("site-packages", "dist-packages")
"""Folders of what is installed, as they stand in the names of files."""

AGAIN_S = 0.2
"""A loop that catches the first alarm gets another one after this time, and another."""


class TimeIsUpError(BaseException):
    """Raised in the learner's code when the limit is reached; no `except Exception` stops it."""


@dataclass(frozen=True)
class Problem:
    """Why a call gave no value.

    Args:
        kind: name of the exception, or "time" where the limit was reached.
        words: what happened, with the learner's own line where there is one.
    """

    kind: str
    words: str


@dataclass(frozen=True)
class Call:
    """What became of one call: a value or a problem, and whether the arguments were changed."""

    value: Any = None
    problem: Problem | None = None
    changed: tuple[int, ...] = ()


def call(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Call:
    """Call a function with copies of the arguments; only an interruption by the user is raised."""
    copies = deepcopy(arguments)
    try:
        value = function(*copies)
    except KeyboardInterrupt:
        raise
    except TimeIsUpError:
        return Call(problem=Problem("time", "it did not end"))
    except BaseException as error:  # a learner's function may raise anything, sys.exit included
        return Call(problem=problem_of(error))
    changed = tuple(at for at, pair in enumerate(zip(arguments, copies, strict=True)) if not _is_same(*pair))
    return Call(value=value, changed=changed)


def problem_of(error: BaseException) -> Problem:
    """The error in the words of Python, with the last line of the learner's own code."""
    kind = type(error).__name__
    if isinstance(error, SystemExit):
        return Problem(kind, "it called exit, which ends the program; return a value instead")
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_learners(frame.filename)]
    text = f"{kind}: {error}" if str(error) else kind
    where = f", in your line {own[-1].lineno}: {own[-1].line}" if own and own[-1].line else ""
    return Problem(kind, text.splitlines()[0][:300].rstrip(".") + where)


def _is_learners(filename: str) -> bool:
    """Is this the learner's code: a cell of a notebook, or a file outside of the library and of what is installed?"""
    installed = any(part in filename for part in (*INSTALLED, "<frozen", "<__array_function__"))
    return not installed and not filename.startswith((str(LIBRARY), sys.base_prefix))


def _is_same(before: Any, after: Any) -> bool:
    """Is the copy still what it was? Arrays are compared with shape, dtype and every value, lists part by part."""
    if isinstance(before, ndarray):
        return (
            isinstance(after, ndarray)
            and before.dtype == after.dtype
            and array_equal(before, after, equal_nan=before.dtype.kind == "f")
        )
    if isinstance(before, list | tuple):
        return (
            isinstance(after, list | tuple)
            and len(before) == len(after)
            and all(_is_same(*pair) for pair in zip(before, after, strict=True))
        )
    return before is after or bool(before == after)  # NaN is itself, and equal to nothing


@contextmanager
def time_limit(seconds: float) -> Iterator[bool]:
    """Raise TimeIsUpError in the main thread after so many seconds; gives False if this thread cannot be stopped.

    An interval timer where the system has one, else an interrupt of the main thread. A long call of C code returns
    first, and a bare `except:` around a loop without end swallows every alarm: that cannot be helped from inside.
    """
    if threading.current_thread() is not threading.main_thread():
        yield False
    elif hasattr(signal, "setitimer"):
        with _alarm(seconds):
            yield True
    else:
        with _interrupt(seconds):
            yield True


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """An interval timer; the one that ran before goes on afterwards."""

    def ring(*_: object) -> None:
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _interrupt(seconds: float) -> Iterator[None]:
    """On systems without such a timer: a thread that interrupts the main one."""
    rung = threading.Event()

    def ring() -> None:
        rung.set()
        _thread.interrupt_main()

    timer = threading.Timer(seconds, ring)
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if not rung.is_set():
            raise
        raise TimeIsUpError from None
    finally:
        timer.cancel()


class CappedWriter:
    """A text stream that passes on the first characters, then says once that it drops the rest."""

    def __init__(self, stream: TextIO, most: int) -> None:
        self._stream = stream
        self._left = most

    def write(self, text: str) -> int:
        """Pass on what still fits."""
        if self._left > 0:
            self._stream.write(text[: self._left])
            self._left -= len(text)
            if self._left <= 0:
                self._stream.write(
                    f"\n[your function prints more than {MOST_OUTPUT:,} characters: the rest is dropped]\n"
                )
        return len(text)

    def __getattr__(self, name: str) -> Any:
        """All else is the stream's own."""
        return getattr(self._stream, name)


@contextmanager
def capped_output() -> Iterator[None]:
    """Cap what is printed while it is printed; prints and warnings stay the learner's."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (CappedWriter(stream, MOST_OUTPUT) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
