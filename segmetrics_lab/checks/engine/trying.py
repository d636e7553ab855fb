"""Trying: a function is called for cases within limits, and numpy stays what it was."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from segmetrics_lab.checks.engine.calling import TimeIsUpError, capped_output, time_limit
from segmetrics_lab.checks.engine.cases import Case
from segmetrics_lab.checks.engine.diagnosing import Answer, ask
from segmetrics_lab.checks.engine.numpy_guard import note_on, patches, put_back


@dataclass(frozen=True, eq=False)
class Trial:
    """What came of trying a function.

    Args:
        answers: its answers in the order of the cases; after a stop, those up to it.
        is_stopped: was the time up?
        replaced: names of numpy's functions that something else had been assigned to, before or while it was called.
        note: what a reader must know of the trial itself.
    """

    answers: Sequence[Answer] = ()
    is_stopped: bool = False
    replaced: Sequence[str] = ()
    note: str = ""


def try_function(
    function: Callable[..., Any],
    cases: Iterable[Case],
    further_cases: Callable[[], Iterable[Case]],
    *,
    tolerance: float,
    seconds: float,
) -> Trial:
    """Call a function for cases, and for further ones where it is right in all of these; its output is capped."""
    kept = patches()
    replaced = put_back(kept)
    if replaced:
        return Trial(replaced=replaced)
    answers: list[Answer] = []
    is_limited, is_stopped = True, False
    try:
        with capped_output(), time_limit(seconds) as is_limited:
            _ask_all(function, cases, tolerance, answers)
            if all(answer.is_right for answer in answers):
                _ask_all(function, further_cases(), tolerance, answers)
    except TimeIsUpError:
        is_stopped = True
    finally:
        replaced = put_back(kept)
    return Trial(answers, is_stopped, replaced, _note(is_limited, note_on(kept)))


def _ask_all(function: Callable[..., Any], cases: Iterable[Case], tolerance: float, answers: list[Answer]) -> None:
    """Add the answers to the cases one by one, so that those before a stop are there."""
    for case in cases:
        answers.append(ask(function, case, tolerance))
        if answers[-1].is_stopped:
            raise TimeIsUpError


def _note(is_limited: bool, about_numpy: str) -> str:
    """What a reader must know, in one line."""
    unlimited = "" if is_limited else "There was no time limit: this check does not run in the main thread."
    return f"{unlimited} {about_numpy}".strip()
