"""Limits within which an answer is judged: of time and of output, with everything put back afterwards."""

import _thread
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from time import monotonic, process_time
from typing import Any, TextIO

import numpy as np

SECONDS = 5.0
MOST_OUTPUT = 100_000
"""Characters that a function may print in one check; what comes after them is dropped."""

AGAIN_S = 0.2
"""A loop that catches the first alarm gets another one after this time, and another."""

SOON_S = 0.001
"""When an alarm rings that was due while another limit ran."""

_one_at_a_time = threading.RLock()


class TimeIsUpError(BaseException):
    """Raised in the learner's code when the limit is reached; no `except Exception` stops it."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """Leave everything that an answer may touch as it was: streams, warning filters, folder, and numpy's settings.

    These belong to the whole process, so only one thread judges at a time.
    """
    with _one_at_a_time, warnings.catch_warnings(), np.errstate(all="warn"), np.printoptions():
        streams, folder = (sys.stdout, sys.stderr), _folder()
        drawn = np.random.get_state(legacy=False)  # noqa: NPY002 - learners may draw with it
        try:
            yield
        finally:
            sys.stdout, sys.stderr = streams
            np.random.set_state(drawn)  # noqa: NPY002
            with suppress(OSError):  # somebody may have deleted it
                os.chdir(folder)


def _folder() -> str:
    """The working folder; empty if it was deleted."""
    try:
        return os.getcwd()
    except OSError:
        return ""


@contextmanager
def numpy_warnings() -> Iterator[list[str]]:
    """Collect what numpy warns of in a list; all other warnings go where they would have gone."""
    warned: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("always", RuntimeWarning)
        show_others = warnings.showwarning

        def collect(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
            if issubclass(category, RuntimeWarning):
                warned.append(str(message))
            else:
                show_others(message, category, *where, **more)

        warnings.showwarning = collect
        yield warned


@contextmanager
def time_limit(seconds: float, wait: float | None = None) -> Iterator[bool]:
    """Raise TimeIsUpError in the main thread after so many seconds; gives False if this thread cannot be stopped.

    An interval timer where the system has one, else an interrupt of the main thread. A long call of C code returns
    first, and a bare `except:` around a loop without end swallows every alarm: that cannot be helped from inside.
    Python drops what is raised while it deletes an object: nothing is said of it, since the next alarm follows soon.

    Args:
        seconds: by the clock; where `wait` is given, of the processor, so that a busy machine is nobody's fault.
        wait: seconds by the clock then.
    """
    if threading.current_thread() is not threading.main_thread():
        yield False
    elif hasattr(signal, "setitimer"):
        by_clock = seconds if wait is None else wait
        with (
            _dropped_quietly(),
            _alarm(by_clock),
            nullcontext() if wait is None else _alarm(seconds, of_processor=True),
        ):
            yield True
    else:
        with _interrupt(seconds if wait is None else wait):
            yield True


@contextmanager
def _alarm(seconds: float, *, of_processor: bool = False) -> Iterator[None]:
    """An interval timer; the one that ran before goes on afterwards, and rings then if it was due meanwhile."""
    timer, number = (signal.ITIMER_PROF, signal.SIGPROF) if of_processor else (signal.ITIMER_REAL, signal.SIGALRM)
    clock = process_time if of_processor else monotonic
    is_over = False

    def ring(*_: object) -> None:
        if not is_over:
            raise TimeIsUpError

    started = clock()
    handler = signal.signal(number, ring)
    left, interval = signal.setitimer(timer, seconds, AGAIN_S)
    try:
        yield
    finally:
        is_over = True
        signal.setitimer(timer, 0)
        signal.signal(number, signal.SIG_DFL if handler is None else handler)
        if left:
            signal.setitimer(timer, max(SOON_S, left - (clock() - started)), interval)


@contextmanager
def _dropped_quietly() -> Iterator[None]:
    """Nothing is printed of an alarm that Python drops."""
    tell = sys.unraisablehook

    def tell_others(dropped: Any) -> None:
        if not isinstance(dropped.exc_value, TimeIsUpError):
            tell(dropped)

    sys.unraisablehook = tell_others
    try:
        yield
    finally:
        sys.unraisablehook = tell


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
