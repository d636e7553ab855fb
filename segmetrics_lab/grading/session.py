"""The session: the worker of one submission, replaced when it had to be killed, and the functions in it."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from segmetrics_lab.checks import STOPPED, Call, NotPlainError, Problem, read_answer
from segmetrics_lab.grading.box import Box
from segmetrics_lab.grading.boxed import wire
from segmetrics_lab.grading.process import TAMPERED, WAIT, Process, WorkerGoneError

MOST_STARTS = 20
ALL_S = 400.0
"""After this time in cells no worker is started any more."""

MOST_S = 600.0
"""After this time by the clock a submission is asked nothing any more, whatever it waits for."""

AGAIN_S = 2.0
"""A cell that was stopped gets this long when all cells run again: what stands above its loop is defined then."""

QUIET_S = 0.25
"""For how long a worker that has sent what nobody asked for is watched after each cell."""

MOST_PRINTED = 2_000
"""Characters that are kept of what a function prints."""


@dataclass(frozen=True)
class Limits:
    """Seconds of the processor that a cell may take, all cells together, and a question."""

    cell_s: float = 20.0
    notebook_s: float = 60.0
    question_s: float = 5.0


@dataclass(frozen=True)
class Place:
    """Where an answer is found.

    Args:
        name: the name that the learner's notebook hands over.
        question: the name of its question without its set.
        at: which of the things it is that the question is handed.
        starter: what the learner was given.
        is_function: does the question ask for a function?
    """

    name: str
    question: str
    at: int
    starter: str
    is_function: bool


@dataclass
class Session:
    """The worker of a submission.

    Args:
        box: in what it runs.
        slot: its number among the workers that run at the same time.
        cells: the code of the submission.
        given: the code of the notebook that was handed out.
        names: the names of all answers.
        limits: of time.
    """

    box: Box
    slot: int
    cells: Sequence[str]
    given: Sequence[str]
    names: Sequence[str]
    limits: Limits = field(default_factory=Limits)
    stopped: dict[int, str] = field(default_factory=dict)
    """Why a cell did not come to its end, by its number."""
    own: dict[str, int] = field(default_factory=dict)
    """In which cell the learner wrote an answer, by its name."""
    starts: int = 0
    cost: dict[str, float] = field(default_factory=dict)
    _killers: set[int] = field(default_factory=set)
    _slow: set[int] = field(default_factory=set)
    _is_wary: bool = False
    _is_unreadable: bool = False
    _seconds: float = 0.0
    _began: float = field(default_factory=time.monotonic)
    _process: Process | None = None

    @property
    def is_alive(self) -> bool:
        """Is there a worker that can be asked?"""
        return self._process is not None and not self._process.gone

    def ask(self, do: str, seconds: float, **more: Any) -> dict[str, Any]:
        """Ask a worker in which all cells have run that can; in the reply's "spent" stands how long it took.

        Raises:
            WorkerGoneError: it gave no reply, or too many had to be replaced.
        """
        return self._ready().ask(do, seconds, **more)

    def _ready(self) -> Process:
        """The worker; a fresh one where the last was killed, with the same cells run but for those that kill."""
        self._refuse_when_late()
        while self._process is None or self._process.gone:
            if self.starts >= MOST_STARTS or self._seconds > ALL_S:
                raise WorkerGoneError("it had to be started anew too often")
            self.starts += 1
            self._process = Process(self.box, self.slot, self._process.wait if self._process else WAIT)
            self._run_cells(self._process)
            self._refuse_when_late()
        return self._process

    def _refuse_when_late(self) -> None:
        """Let nobody else wait any longer for this submission."""
        if time.monotonic() - self._began > MOST_S:
            raise WorkerGoneError("all of it took too long")

    def _run_cells(self, process: Process) -> None:
        """Run all cells; the worker may be gone afterwards."""
        try:
            self._plan(process)
            for number, source in enumerate(self.cells):
                if number not in self._killers:
                    self._run(process, number, source, self.limits.notebook_s - process.spent)
        except WorkerGoneError:
            pass  # whose cell it was is known
        self._seconds += process.spent

    def _plan(self, process: Process) -> None:
        """Let the worker decide which statements need to run; a text on which even that fails runs whole."""
        if self._is_unreadable:
            return
        cells = ["" if number in self._killers else source for number, source in enumerate(self.cells)]
        try:
            reply = process.ask("plan", self.limits.cell_s, cells=cells, given=self.given, answers=self.names)
        except WorkerGoneError:
            self._is_unreadable = True
            raise
        own = reply.get("own")
        pairs = own.items() if type(own) is dict else ()
        self.own = {name: at for name, at in pairs if type(at) is int and 0 <= at < len(self.cells)}

    def _run(self, process: Process, number: int, source: str, left: float) -> None:
        """Run a cell, and note whether it stopped."""
        seconds = min(AGAIN_S if number in self._slow else self.limits.cell_s, max(0.1, left))
        try:
            reply = process.ask("run", seconds, cell=number, source=source)
            if self._is_wary and not process.is_quiet(QUIET_S):
                process.end(TAMPERED)
                raise WorkerGoneError(TAMPERED)
        except WorkerGoneError as error:
            self._blame(number, error)
            raise
        if "stopped" in reply:
            self.stopped.setdefault(number, wire.clean(str(reply["stopped"]))[:300])
            if reply.get("is_time") is True:
                self._slow.add(number)

    def _blame(self, number: int, error: WorkerGoneError) -> None:
        """Do not run a cell again; where it may have been one above, look closer the next time."""
        if error.is_tampering and not self._is_wary:
            self._is_wary = True
        else:
            self._killers.add(number)
            self.stopped[number] = str(error)

    def end(self) -> None:
        """End the worker, and note what it has cost."""
        if self._process is not None:
            self._note_cost(self._process)
            self._process.end()

    def _note_cost(self, process: Process) -> None:
        """What the last worker used, as far as it says so."""
        try:
            said = process.ask("cost", 1.0)
        except WorkerGoneError:
            said = {}
        used = {name: value for name, value in said.items() if type(value) is float and 0 <= value < 1e9}
        self.cost = {"seconds_in_cells": round(self._seconds, 2), "workers": float(self.starts)}
        self.cost.update((name, round(used[name], 2)) for name in ("cpu_seconds", "megabytes") if name in used)


class Boxed:
    """A function in a box, as a question asks it."""

    def __init__(self, session: Session, place: Place, about: Mapping[str, Any]) -> None:
        self._session, self._place = session, place
        self._about = about
        self._thing = _stand_in(about)
        self._left = 0.0
        self._gone: Problem | None = None
        self.printed = ""

    @property
    def name(self) -> str:
        """What the learner calls it."""
        said = self._about.get("function")
        return wire.clean(said)[:100] if type(said) is str else "your function"

    def value(self) -> Any:
        """Something callable; where the learner handed over something else, a thing of the same kind."""
        return self.call if self._thing is None else self._thing

    def is_starter(self, _: str) -> bool:
        """As the box says: the starter is public, and a lie costs the liar alone."""
        return self._about.get("is_starter") is True

    def replaced(self) -> list[str]:
        """Functions that were replaced in the box; those of the judge are out of reach."""
        if self._thing is not None or self._gone or not self._session.is_alive:
            return []
        try:
            names = self._session.ask("replaced", 2.0).get("names")
        except WorkerGoneError as error:
            self._gone = Problem("WorkerGoneError", str(error))
            return []
        return [wire.clean(name)[:60] for name in names if type(name) is str] if type(names) is list else []

    @contextmanager
    def limited(self, seconds: float) -> Iterator[bool]:
        """All calls together; the alarm rings in the box."""
        self._left = seconds
        yield True

    def call(self, arguments: tuple[Any, ...]) -> Call:
        """Call it in the box; a function that has ended its worker is not asked again."""
        if self._gone or self._left <= 0:
            return Call(problem=self._gone or STOPPED)
        try:
            sent = [wire.encode(part) for part in arguments]
            reply = self._session.ask("call", self._left, name=self._place.name, arguments=sent)
        except WorkerGoneError as error:
            self._gone = STOPPED if error.is_time else Problem("WorkerGoneError", str(error))
            return Call(problem=self._gone)
        self._left -= reply["spent"]
        self._keep(reply.get("printed"))
        return _call_of(reply, len(arguments))

    def _keep(self, printed: Any) -> None:
        """Keep the first of what it prints."""
        if type(printed) is str and len(self.printed) < MOST_PRINTED:
            self.printed = wire.clean(self.printed + printed)[:MOST_PRINTED]


def _stand_in(about: Mapping[str, Any]) -> Any:
    """None for a function; else what the learner handed over, or an empty thing whose type has the same name."""
    if "function" in about:
        return None
    name = about.get("type")
    if type(name) is not str:
        return ...
    same: dict[str, Any] = {"dict": {}, "set": set(), "frozenset": frozenset(), "complex": 0j, "bytes": b""}
    return same[name] if name in same else type(wire.clean(name).replace("\0", "")[:100], (), {})()


def _call_of(reply: Mapping[str, Any], number: int) -> Call:
    """What became of a call, from a reply that may say anything."""
    problem = reply.get("problem")
    if type(problem) is list and len(problem) == 3:
        kind, words, is_stop = problem
        told = Problem(wire.clean(str(kind))[:80], wire.clean(str(words))[:600])
        return Call(problem=STOPPED if is_stop is True else told)
    value, strange = _value_of(reply)
    if strange:
        return Call(strange=strange)
    changed, warned = reply.get("changed"), reply.get("warned")
    places = tuple(at for at in range(number) if type(changed) is list and at in changed)
    texts = tuple(wire.clean(str(text))[:200] for text in warned[:20]) if type(warned) is list else ()
    return Call(value, changed=places, warned=texts)


def _value_of(reply: Mapping[str, Any]) -> tuple[Any, str]:
    """The value that came back, or what is strange about it."""
    if "error" in reply:
        return None, "a value that is too large, or cannot be read"
    if "strange" in reply:
        return None, wire.clean(str(reply["strange"]))[:300]
    try:
        return read_answer(wire.decode(reply.get("value"))), ""  # the box has read it so, but may say anything
    except wire.WireError:
        return None, "a value that cannot be read"
    except NotPlainError as error:
        return None, str(error)
