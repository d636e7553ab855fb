"""Answers in another process, called through the same interface as those that are here."""

import importlib
import multiprocessing
from collections.abc import Callable
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from segmetrics_lab.checks.engine.calling import STOPPED, Call
from segmetrics_lab.checks.engine.handed import Here
from segmetrics_lab.checks.engine.limits import TimeIsUpError


def _serve(pipe: Connection) -> None:
    """Answer requests about entries of the tables of answers until there are no more."""
    seconds = 5.0
    for place, request, arguments in iter(pipe.recv, None):
        here = Here(place if callable(place) else _answer_at(*place))
        if request == "seconds":
            (seconds,) = arguments
        elif request == "call":
            pipe.send(_called(here, seconds, arguments))
        else:
            found = getattr(here, request)
            pipe.send(found(*arguments) if callable(found) else found)


def _answer_at(set_name, question, kind, number):
    """The entry of this number among the right or the wrong answers to a question."""
    entry = getattr(importlib.import_module(f"tests.checks.answers.{set_name}").ANSWERS[question], kind)[number]
    return entry if kind == "right" else entry[1]


def _called(here, seconds, arguments):
    """What became of a call; the alarm rings in this process."""
    try:
        with here.limited(seconds):
            return here.call(arguments)
    except TimeIsUpError:
        return Call(problem=STOPPED)


class There:
    """A function in another process: one of a module, or an entry of a table of answers."""

    def __init__(self, pipe: Connection, place: Callable[..., Any] | tuple[str, str, str, int]) -> None:
        self._pipe, self._place = pipe, place

    def _asked(self, request, *arguments):
        self._pipe.send((self._place, request, arguments))
        return self._pipe.recv()

    @property
    def name(self):
        return self._asked("name")

    def value(self):
        return self._asked  # something callable: the function itself stays where it is

    def is_starter(self, starter):
        return self._asked("is_starter", starter)

    def replaced(self):
        return self._asked("replaced")

    @contextmanager
    def limited(self, seconds):
        self._pipe.send((self._place, "seconds", (seconds,)))
        yield True

    def call(self, arguments):
        return self._asked("call", *arguments)


@contextmanager
def another_process():
    """The pipe to a process that serves all answers."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,))
    process.start()
    try:
        yield ours
    finally:
        ours.send(None)
        process.join(5)
        process.kill()
