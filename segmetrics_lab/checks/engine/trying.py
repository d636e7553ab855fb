"""Trying: a function is called for cases within limits, and numpy and Python stay what they were."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

from segmetrics_lab.checks.engine.cases import Case
from segmetrics_lab.checks.engine.diagnosing import Answer, ask
from segmetrics_lab.checks.engine.handed import Handed
from segmetrics_lab.checks.engine.limits import TimeIsUpError
from segmetrics_lab.checks.engine.numpy_guard import note_on, patches


@dataclass(frozen=True, eq=False)
class Stop:
    """Where a function was stopped since the time was up.

    Args:
        case: the case that was running.
        seconds: how long it had been running.
    """

    case: Case
    seconds: float


@dataclass(frozen=True, eq=False)
class Trial:
    """What came of trying a function.

    Args:
        answers: its answers in the order of the cases; after a stop, those before it.
        stop: where it was stopped; None if it came to its end.
        replaced: functions of numpy and Python that something was assigned to, before or while it was called.
        note: what a reader must know of the trial itself.
    """

    answers: Sequence[Answer] = ()
    stop: Stop | None = None
    replaced: Sequence[str] = ()
    note: str = ""


def try_function(
    function: Handed,
    cases: Iterable[Case],
    further_cases: Callable[[], Iterable[Case]],
    *,
    tolerance: float,
    seconds: float,
) -> Trial:
    """Call a function for cases, and for further ones where it is right in all of these."""
    about_numpy = note_on(patches())
    if replaced := function.replaced():
        return Trial(replaced=replaced)
    asking = _Asking(function, tolerance)
    is_limited, stop = True, None
    try:
        with function.limited(seconds) as is_limited:
            try:
                asking.ask_all(cases)
                if all(answer.is_right for answer in asking.answers):
                    asking.ask_all(further_cases())
            finally:
                replaced = function.replaced()  # before anything else counts with it
    except TimeIsUpError:
        stop = asking.stopped()
    except Exception:
        if not replaced:
            raise
    return Trial(asking.answers, stop, [*replaced, *function.replaced()], _note(is_limited, about_numpy))


class _Asking:
    """Asks a function case by case, and knows which one is running."""

    def __init__(self, function: Handed, tolerance: float) -> None:
        self._function, self._tolerance = function, tolerance
        self._case, self._started = Case((), None, "nothing was asked yet"), monotonic()
        self.answers: list[Answer] = []

    def ask_all(self, cases: Iterable[Case]) -> None:
        """Add the answers one by one, so that those before a stop are there."""
        for case in cases:
            self._case, self._started = case, monotonic()
            answer = ask(self._function.call, case, self._tolerance)
            if answer.is_stopped:
                raise TimeIsUpError
            self.answers.append(answer)

    def stopped(self) -> Stop:
        """Where the time was up."""
        return Stop(self._case, monotonic() - self._started)


def _note(is_limited: bool, about_numpy: str) -> str:
    """What a reader must know, in one line."""
    unlimited = "" if is_limited else "There was no time limit: this check does not run in the main thread."
    return f"{unlimited} {about_numpy}".strip()
