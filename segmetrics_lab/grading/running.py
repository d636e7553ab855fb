"""A run: submissions are judged side by side, each result is kept, and it may be stopped and gone on with.

The processes that judge die with their parent, and one that dies takes no other's work with it.
"""

import ctypes
import errno
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from threading import Event, current_thread, main_thread
from types import FrameType, MappingProxyType

from segmetrics_lab.grading.box import BoxError
from segmetrics_lab.grading.class_judge import ClassJudge
from segmetrics_lab.grading.judged import Judged
from segmetrics_lab.grading.kept import Kept
from segmetrics_lab.grading.submissions import Submission

FAILED = "judging it failed"
"""How a problem begins that is ours or the machine's: such a submission is judged again in the next run."""

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

LONGEST_READ = 20_000_001
"""Bytes that are read of a submission: one more than are judged, so that its judge sees that it is too large."""

GO_ON = "what was judged is kept, and the same command goes on from here"
TRAINS = {"capstone": "The judge trains two models of its own before the first result, which takes half a minute."}
NOBODY: Mapping[str, str] = MappingProxyType({})

JudgeAndKept = tuple[ClassJudge, Kept]
Task = tuple[int, Submission]
Running = dict[Future[Judged], Task]

_SIGNAL_AT_PARENTS_DEATH = 1
"""PR_SET_PDEATHSIG of Linux."""

_here: list[JudgeAndKept] = []
"""The judge of this process of a pool, and where it keeps results: it has no other place for what its tasks need."""


class RunError(RuntimeError):
    """A run ended before all was judged; the words say why, and how to go on."""


class NoRoomError(RuntimeError):
    """The disk is full."""


def judge_all(
    submissions: Sequence[Submission],
    judge: ClassJudge,
    kept: Kept,
    *,
    workers: int | None = None,
    progress: bool = True,
    without_notebook: Mapping[str, str] = NOBODY,
) -> tuple[Judged, ...]:
    """Judge the submissions of a class, but for those whose results are kept, and keep the results.

    Args:
        submissions: one for each learner.
        judge: of the class; it crosses into other processes.
        kept: where results are kept.
        workers: how many processes judge; as many as there are cores where it is left out.
        progress: say on the console how many are done, and how long the others take.
        without_notebook: learners of whom nothing could be taken, and why.

    Returns:
        What became of each, in the order of the submissions, then of those without a notebook.

    Raises:
        RunError: Ctrl-C was pressed, and what ran then was judged to its end; or the disk is full, or no box can be
            made.
        HiddenError: the file of hidden cases cannot be used.
        KeptError: the secret is damaged.
    """
    judge.get_ready()
    kept.remove_unfinished(judge.name)
    done = [known(submission, judge, kept) for submission in submissions]
    left = [at for at, judged in enumerate(done) if judged is None]
    number = min(workers or os.cpu_count() or 1, max(len(left), 1))
    with _bar(judge.name, len(done), len(left), progress) as step, _stopping() as stopping:
        todo = [submissions[at] for at in left]
        try:
            for at, judged in _side_by_side(todo, judge, kept, number, stopping.is_set):
                done[left[at]] = judged
                step()
            others = [judge.problem(learner, why) for learner, why in without_notebook.items()]
            for other in others:
                _keep(other, kept)
        except NoRoomError as error:
            raise RunError(f"{error}. {_so_far(done)}. Make room: {GO_ON}.") from error
        except BoxError as error:
            raise RunError(f"{error}\n{_so_far(done)}; {GO_ON}.") from error
    if stopping.is_set() and None in done:
        raise RunError(f"Stopped. {_so_far(done)}; {GO_ON}.")
    return (*(judged for judged in done if judged is not None), *others)


def _so_far(done: Sequence[Judged | None]) -> str:
    """How many are judged."""
    return f"{sum(judged is not None for judged in done)} of {len(done)} submissions are judged"


@contextmanager
def _bar(assignment: str, total: int, left: int, shown: bool) -> Iterator[Callable[[], object]]:
    """A line on the console with counts and the time that is left; gives what is called after each submission."""
    from tqdm import tqdm  # only whoever grades has it  # noqa: PLC0415

    if shown and left and assignment in TRAINS:
        print(TRAINS[assignment], file=sys.stderr)
    about = {"desc": f"Judging {assignment}", "unit": " submissions", "total": total, "initial": total - left}
    with tqdm(**about, disable=not shown, file=sys.stderr) as bar:
        yield bar.update


@contextmanager
def _stopping() -> Iterator[Event]:
    """While this lasts, Ctrl-C asks for an end and is noted; pressed twice, it ends the process at once."""
    stopping = Event()
    if current_thread() is not main_thread():
        yield stopping
        return

    def ask(_number: int, _frame: FrameType | None) -> None:
        stopping.set()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        print("\nStopping after those that are being judged, a minute at most ...", file=sys.stderr)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGINT, before)


# One submission


def known(submission: Submission, judge: ClassJudge, kept: Kept) -> Judged | None:
    """What is kept of a submission; None where it was never judged, or judging it failed."""
    data, _ = _read(submission.path)
    judged = kept.get(submission.learner, judge.digest(data, submission.learner))
    return None if judged is None or judged.problem.startswith(FAILED) else judged


def judge_one(submission: Submission, judge: ClassJudge, kept: Kept, *, fault: str = "") -> Judged:
    """Judge a submission, and keep what became of it.

    Args:
        submission: whose it is, and where it lies.
        judge: of the class.
        kept: where the result is kept.
        fault: why it cannot be judged, where that is known.

    Raises:
        NoRoomError: the disk is full; nothing is kept of this submission then.
        BoxError: no box can be made.
    """
    learner = submission.learner
    data, problem = _read(submission.path)
    try:
        judged = judge.problem(learner, problem or fault) if problem or fault else judge.judge(data, learner)
    except BoxError:
        raise
    except Exception as error:  # a fault of the judge
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise _no_room(learner, kept, error) from error
        judged = judge.problem(learner, f"{FAILED}: {type(error).__name__}: {error}")
    return _keep(replace(judged, digest=judge.digest(data, learner)), kept)


def _keep(judged: Judged, kept: Kept) -> Judged:
    """Keep a result."""
    try:
        kept.keep(judged)
    except OSError as error:
        raise _no_room(judged.learner, kept, error) from error
    return judged


def _no_room(learner: str, kept: Kept, error: OSError) -> NoRoomError:
    """What is said where the disk is full."""
    return NoRoomError(f"the result of {learner} cannot be kept in {kept.folder}: {error.strerror}")


def _read(path: Path) -> tuple[bytes, str]:
    """The first bytes of a submission, and why it cannot be read where that is so."""
    try:
        if path.is_symlink() or not path.is_file():
            return b"", "it is no file"
        with path.open("rb") as file:
            return file.read(LONGEST_READ), ""
    except OSError as error:
        return b"", f"it cannot be read ({error.strerror})"


# Side by side


def _side_by_side(
    submissions: Sequence[Submission], judge: ClassJudge, kept: Kept, workers: int, stopping: Callable[[], bool]
) -> Iterator[tuple[int, Judged]]:
    """Judge submissions in processes of their own: the place of each and what became of it, as soon as it is there.

    Once it is time to stop, nothing further is begun; what runs is judged to its end, also where the disk is full.
    """
    waiting = deque(enumerate(submissions))
    while waiting and not stopping():
        suspects: Running = {}
        try:
            yield from _by_a_pool(waiting, suspects, (judge, kept), workers, stopping)
        except BrokenProcessPool:
            for task in suspects.values():
                yield from _alone(task, judge, kept)


def _by_a_pool(
    waiting: deque[Task], running: Running, by: JudgeAndKept, workers: int, stopping: Callable[[], bool]
) -> Iterator[tuple[int, Judged]]:
    """Judge what waits; no more is handed over than is running, so that whoever breaks the pool is one of these.

    Raises:
        BrokenProcessPool: a process has died; what is left in `running` was on its way.
    """
    initial = (*by, os.getpid())
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=initial)
    with pool:
        while running or (waiting and not stopping()):
            while waiting and len(running) < workers and not stopping():
                with _undisturbed():
                    job = pool.submit(_judge_here, waiting[0][1])
                running[job] = waiting.popleft()
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for job in done:
                judged = job.result()  # raises before the task leaves those that were running
                yield running.pop(job)[0], judged


def _alone(task: Task, judge: ClassJudge, kept: Kept) -> Iterator[tuple[int, Judged]]:
    """Judge a submission in a process that judges nothing else; if that dies too, this is its result."""
    at, submission = task
    try:
        yield from _by_a_pool(deque([task]), {}, (judge, kept), 1, lambda: False)
    except BrokenProcessPool:
        fault = f"{FAILED}: its process was ended twice, perhaps for lack of memory"
        yield at, judge_one(submission, judge, kept, fault=fault)


def _begin(judge: ClassJudge, kept: Kept, parent: int) -> None:
    """Make a process ready: it ends with its parent, and Ctrl-C in the console does not reach it or its boxes."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_AT_PARENTS_DEATH, signal.SIGKILL)
        if os.getppid() != parent:  # it died before it was asked
            os._exit(1)
    if os.name == "posix":
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # also one that came while this process began
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, signal.default_int_handler)
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["TQDM_DISABLE"] = "1"  # one bar is enough: that of the run
    _here.append((judge, kept))


def _judge_here(submission: Submission) -> Judged:
    """Judge a submission in a process of a pool."""
    return judge_one(submission, *_here[0])


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait, also in a process that is begun here, until that is ready for it."""
    if os.name != "posix":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
