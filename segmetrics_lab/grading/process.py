"""The process in the box: started, asked, and ended with all that it started."""

import math
import os
import secrets
import select
import shutil
import signal
import subprocess
import threading
import time
from contextlib import suppress
from typing import Any

from segmetrics_lab.grading.box import IN_BOX_HOME, Box, BoxError
from segmetrics_lab.grading.boxed import wire
from segmetrics_lab.grading.judged import BOXED
from segmetrics_lab.grading.own_folders import own_folder

START_S = 60.0
"""A worker needs a third of a second of the processor to start; a busy machine may take long to give it."""

GRACE_S = 1.5
"""The alarm of a limit rings in the box; the judge waits this much longer before it kills."""

WAIT = 10
"""Time is counted on the processor; a busy machine may take so many times as long by the clock."""

WAIT_OF_IDLE = 2
"""The same for a submission that once waited until the clock stopped it: it sleeps, or lies about its time."""

WATCH_S = 0.25
"""How often it looks whether a reply is overdue."""

ENDING_S = 1.0
"""A worker that closes its streams has this long to end by itself."""

OUT_OF_TIME = getattr(signal, "SIGXCPU", 24)

TIME = "it did not end"
ENDED = "it ended the program that runs it"
TAMPERED = "it, or a process that it started, wrote where only the program that runs it writes"


class WorkerGoneError(Exception):
    """The worker is no more; the words say why."""

    @property
    def is_tampering(self) -> bool:
        """Did it send what nobody had asked for, or what cannot be read? Whose code that was is not sure."""
        return str(self) == TAMPERED

    @property
    def is_time(self) -> bool:
        """Was it killed because it took too long?"""
        return str(self) == TIME


class Process:
    """A worker in a box."""

    def __init__(self, box: Box, slot: int, wait: float = WAIT) -> None:
        self._scratch = own_folder("scratch") if box.level != BOXED else None
        self.gone, self._words = "", ""
        self.wait = wait
        self.spent = 0.0
        """Seconds that requests have taken: of the processor, or of the clock a tenth, whatever is more."""
        try:
            self._process = subprocess.Popen(
                box.command(slot),
                cwd=self._scratch,
                env=box.environment(self._scratch or IN_BOX_HOME),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,  # nothing is read before it is asked for
                start_new_session=True,
            )
        except OSError as error:
            self._remove_scratch()
            raise BoxError(f"a worker could not be started: {error}") from error
        self._until, self._ended = math.inf, threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()
        try:
            self._reply(START_S)
        except WorkerGoneError:
            raise BoxError(f"a worker could not be started: {self._words or self.gone}") from None

    def ask(self, do: str, seconds: float, **more: Any) -> dict[str, Any]:
        """Send a request and wait for its reply; in its "spent" stands what it has taken.

        The worker says itself how long it had the processor. A lie is of little use: the clock is its limit.

        Args:
            do: what to do.
            seconds: of the processor.
            **more: what the request needs.

        Raises:
            WorkerGoneError: there is none in time, or none that can be read, or the worker has ended itself.
        """
        if self.gone:
            raise WorkerGoneError(self.gone)
        token = secrets.token_hex(8)  # a reply that was written beforehand does not know it
        wait, began = self.wait * seconds, time.monotonic()
        about = {"do": do, "token": token, "seconds": seconds, "wait": wait}
        try:
            reply = self._reply(wait + GRACE_S, about | more)
        except WorkerGoneError:
            self.spent += min(seconds, time.monotonic() - began)
            raise
        finally:
            passed = time.monotonic() - began
            if passed >= wait:
                self.wait = min(self.wait, WAIT_OF_IDLE)
        said = reply.get("spent")
        spent = max(passed * seconds / wait, min(said, passed) if type(said) is float else 0.0)
        self.spent += spent
        if reply.get("token") != token:
            self.end(TAMPERED)
            raise WorkerGoneError(self.gone)
        return reply | {"spent": spent}

    def is_quiet(self, seconds: float) -> bool:
        """Does the worker send nothing for a while, as it should when nobody asks?"""
        assert self._process.stdout is not None
        if self.gone or os.name == "nt":  # there nothing tells whether a pipe holds anything
            return True
        return not select.select([self._process.stdout], [], [], seconds)[0]

    def _reply(self, seconds: float, request: dict[str, Any] | None = None) -> dict[str, Any]:
        """The next message; a worker that does not read or does not write in time is killed by the watch."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._until = time.monotonic() + seconds
        try:
            if request is not None:
                wire.send(self._process.stdin, request, wire.MOST_ASKED)
            return wire.receive(self._process.stdout, wire.MOST_REPLIED)
        except (EOFError, OSError):
            self.end(self.gone or self._why_ended())
        except wire.WireError:
            self.end(TAMPERED)
        finally:
            self._until = math.inf
        raise WorkerGoneError(self.gone)

    def _why_ended(self) -> str:
        """Did the system end a worker that had used up its time, or has it ended itself?"""
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(ENDING_S)
            return TIME if code in (-OUT_OF_TIME, 128 + OUT_OF_TIME) else ENDED
        return ENDED

    def _watch(self) -> None:
        """Look again and again whether a reply is overdue: a thread for each request would cost more than a reply."""
        while not self._ended.wait(WATCH_S):
            if time.monotonic() > self._until:
                self._kill(TIME)
                return

    def _kill(self, why: str) -> None:
        """Kill the worker with all that it started: the first process of its namespace takes the others along."""
        self.gone = self.gone or why
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def end(self, why: str = "done") -> None:
        """End the worker."""
        self._ended.set()
        self._kill(why)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None and not stream.closed:
                with suppress(OSError):
                    self._words = (
                        stream.read().decode("utf-8", "replace").strip() if stream is self._process.stderr else ""
                    )
                with suppress(OSError):  # what was not written yet can go nowhere
                    stream.close()
        self._remove_scratch()

    def _remove_scratch(self) -> None:
        """Remove the working folder; one that lies in the box goes with it."""
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
