"""The worker: runs a learner's cells in the box, and calls what they define. It knows no case and no expectation.

Requests come on its standard input and replies go to its standard output, which no cell reaches by accident.
"""

import ast
import builtins
import io
import linecache
import math
import os
import sys
import time
from contextlib import suppress
from inspect import iscoroutine
from types import ModuleType
from typing import IO, Any

import numpy.ma  # noqa: F401 - reading an array looks into it, and a cell may have used up all open files

from segmetrics_lab.checks import (
    STOPPED,
    Call,
    Here,
    NotPlainError,
    TimeIsUpError,
    is_blank,
    problem_of,
    read_answer,
    time_limit,
    undisturbed,
)
from segmetrics_lab.grading.boxed import slicing, wire
from segmetrics_lab.grading.boxed.forbidden import forbid
from segmetrics_lab.grading.boxed.standing_in import HANDED, Silence
from segmetrics_lab.grading.boxed.strange import Strange, figure_in

MOST_OUTPUT = 20_000
"""Characters that are kept of what one request prints."""

GRACE_S = 2.0
"""A function that is deaf to the alarm is killed by the system after so much more time of the processor."""

MISSING = object()


class Printed(io.StringIO):
    """A stream that keeps the first characters and drops the rest."""

    def write(self, text: str) -> int:
        """Keep what still fits."""
        super().write(text[: max(0, MOST_OUTPUT - self.tell())])
        return len(text)


class Notebook:
    """The names that the cells define, and where to find the answers among them."""

    def __init__(self) -> None:
        main = ModuleType("__main__")
        sys.modules["__main__"] = main  # as in a notebook, classes and functions of the cells belong to it
        self._names = main.__dict__
        self._names.update(__builtins__=builtins, display=print, get_ipython=Silence)
        self._names.update(_="", __="", In=[""], Out={})
        self._plan = slicing.Plan({}, {})
        self._found: dict[str, Any] = {}
        self.limit = (0.0, 0.0)
        """Seconds of the processor, and by the clock, that the request may take."""

    def plan(self, cells: list[str], given: list[str], answers: list[str]) -> dict[str, Any]:
        """Decide which statements run; says where the learner wrote the answers."""
        self._plan = slicing.plan(cells, given, answers)
        left_out = sum(map(len, self._plan.left_out.values()))
        return {"own": {name: self._plan.own[name] for name in answers if name in self._plan.own}, "left_out": left_out}

    def run(self, cell: int, source: str) -> dict[str, Any]:
        """Run a cell as Jupyter would; says why it stopped, if it did."""
        name = f"<cell {cell + 1}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        self._found.clear()
        try:
            with time_limit(*self.limit):
                left_out = self._plan.left_out.get(cell, set())
                kept = [node for at, node in enumerate(slicing.statements(source)) if at not in left_out]
                awaits = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT  # as in Jupyter
                running = eval(compile(ast.Module(kept, []), name, "exec", awaits, dont_inherit=True), self._names)
                if iscoroutine(running):
                    import asyncio  # noqa: PLC0415 (few cells wait for anything)

                    asyncio.run(running)
        except TimeIsUpError:
            return {"stopped": f"it was stopped after {self.limit[0]:.3g} seconds", "is_time": True}
        except BaseException as error:  # a learner's cell may raise anything
            return {"stopped": problem_of(error).words}
        return {}

    def look(self, name: str, question: str, at: int, starter: str, is_function: bool) -> dict[str, Any]:
        """Find an answer: of a function what is to be known of it, else its value."""
        thing = self._find(name, question, at, starter, is_function)
        self._found[name] = thing
        if thing is MISSING:
            return {"missing": True}
        if not is_function or is_blank(thing):
            with time_limit(*self.limit):
                figure = figure_in(thing)
            return {"value": wire.encode(figure) if figure else _read(thing)}
        if not callable(thing):
            return {"type": type(thing).__name__}
        here = Here(thing)
        return {"function": here.name, "is_starter": here.is_starter(starter)}

    def _find(self, name: str, question: str, at: int, starter: str, is_function: bool) -> Any:
        """What a name stands for when all cells have run; if that is none of one's own, what was handed over last."""
        thing = self._names.get(name, MISSING)
        handed = HANDED.get(question, ())
        other = handed[at] if at < len(handed) else MISSING
        if other is MISSING or is_blank(other) or (is_function and not callable(other)):
            return thing
        is_mine = thing is not MISSING and not is_blank(thing) and name in self._plan.own
        if is_function and is_mine:
            is_mine = callable(thing) and not Here(thing).is_starter(starter)
        return thing if is_mine else other

    def call(self, name: str, arguments: list[Any]) -> dict[str, Any]:
        """Call a function that was looked for, as a check does."""
        here = Here(self._found[name])
        with undisturbed():
            try:
                with here.limited(*self.limit):
                    made = here.call(tuple(wire.decode(part) for part in arguments))
            except TimeIsUpError:
                made = Call(problem=STOPPED)
        if made.problem is not None:
            return {"problem": [made.problem.kind, made.problem.words, made.problem.is_stop]}
        told = {"changed": list(made.changed), "warned": list(made.warned)}
        return told | ({"strange": made.strange} if made.strange else {"value": wire.encode(made.value)})

    def replaced(self) -> dict[str, Any]:
        """Put numpy and Python back, and say what had been replaced."""
        return {"names": Here(None).replaced()[:3]}

    def cost(self) -> dict[str, Any]:
        """What the worker has used so far."""
        return {"cpu_seconds": sum(os.times()[:2]), "megabytes": _most_memory()}


def _read(thing: Any) -> Any:
    """A value in plain types for the wire; what a selection is handed may also be a set."""
    if thing is None or thing is ...:
        return wire.encode(thing)
    try:
        with undisturbed():
            if type(thing) in (set, frozenset):
                return {type(thing).__name__: wire.encode(read_answer(list(thing)))}
            return wire.encode(read_answer(thing))
    except NotPlainError as error:
        return wire.encode(Strange(str(error)))


def _most_memory() -> float:
    """The most memory that this process ever had, in megabytes."""
    with suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    return 0.0


def _limit(limits: dict[str, int]) -> None:
    """Set limits for this process and all that it starts; where the system has none of a kind, it goes without."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 (Windows has no such module)

        for name, most in limits.items():
            with suppress(ValueError, OSError, AttributeError):
                resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
        score.write("1000")  # where memory ends, it is the worker that has to go


def _allow(seconds: float) -> None:
    """Let this process have so much more time of the processor; after that the system ends it."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 (Windows has no such module)

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        until = math.ceil(time.process_time() + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (until if most < 0 else min(until, most), most))


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Take standard input and output for the judge; what cells read and write there goes nowhere."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    return requests, replies


def serve(limits: dict[str, int]) -> None:
    """Answer one request after the other, until there are no more."""
    requests, replies = _own_streams()
    _limit(limits)
    forbid()
    notebook = Notebook()
    wire.send(replies, {"token": ""}, wire.MOST_REPLIED)
    while True:
        try:
            asked = wire.receive(requests, wire.MOST_ASKED)
        except EOFError:
            return
        token, do = asked.pop("token"), asked.pop("do")
        notebook.limit = asked.pop("seconds"), asked.pop("wait")
        began = time.process_time()
        _allow(notebook.limit[0] + GRACE_S)
        reply = _answered(getattr(notebook, do), asked) | {"token": token}
        reply["spent"] = time.process_time() - began
        try:
            wire.send(replies, reply, wire.MOST_REPLIED)
        except wire.WireError as error:
            wire.send(replies, {"token": token, "error": str(error)}, wire.MOST_REPLIED)


def _answered(method: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """The reply to a request, with what was printed meanwhile."""
    streams, printed = (sys.stdout, sys.stderr), Printed()
    sys.stdout = sys.stderr = printed
    try:
        reply: dict[str, Any] = method(**asked)
    except BaseException as error:  # reading a learner's object may raise anything
        reply = {"error": problem_of(error).words}
    finally:
        sys.stdout, sys.stderr = streams
    return reply | {"printed": printed.getvalue()[:MOST_OUTPUT]}
