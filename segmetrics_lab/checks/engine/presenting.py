"""Presenting: the answer of a function for one case, as its learner sees it: a line, the values, the pictures."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from segmetrics_lab.checks.engine.comparing import first_difference, show
from segmetrics_lab.checks.engine.diagnosing import Answer
from segmetrics_lab.checks.engine.illustrating import illustrate, is_map
from segmetrics_lab.pictures import Picture

NO_MAPS = ("matrix",)
"""Parameters whose arrays look like label maps but are not."""


def in_one_line(answer: Answer, name: str, tolerance: float) -> str:
    """What a wrong answer of the function of this name is, and what is wanted."""
    about, expected = answer.case.about, answer.case.expected
    if answer.call.problem is not None:
        return f"where {about}, {name} stops: {answer.call.problem.words}"
    if answer.call.strange:
        return f"where {about}, {name} returns {answer.call.strange}; {_wanted(expected)} is wanted."
    if isinstance(expected, np.ndarray) and isinstance(answer.got, np.ndarray | list):
        where = first_difference(answer.got, expected, tolerance)
        return f"where {about}, {name} returns another array than expected: {where}."
    if isinstance(expected, np.ndarray):
        return f"where {about}, {name} returns {_shown_got(answer)}; an array is expected."
    return f"where {about}, {name} returns {_shown_got(answer)}; expected is {show(expected, answer.got)}."


def _wanted(expected: Any) -> str:
    """What kind of value is expected."""
    if isinstance(expected, np.ndarray):
        return "an array"
    if isinstance(expected, list | tuple):
        return f"a list or tuple of {len(expected)} values"
    if expected is None:
        return "None"
    return "a text" if isinstance(expected, str) else "a number"


def given(answer: Answer, parameters: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The arguments of the case by their names."""
    pairs = zip(parameters, answer.case.arguments, strict=True)
    return tuple((name, show(value)) for name, value in pairs)


def facts_of(answer: Answer, parameters: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The arguments, the expected value, what came back, and what numpy warned of on the way."""
    expected = show(answer.case.expected, answer.got)
    warned = [("numpy warns", warning) for warning in answer.call.warned]
    return (*given(answer, parameters), ("expected", expected), ("got", _shown_got(answer)), *warned)


def pictured(answer: Answer, parameters: Sequence[str], *, returns_map: bool) -> tuple[tuple[str, Picture], ...]:
    """The label maps of the case; where a map is returned, the expected one and the one that came back."""
    pairs = zip(parameters, answer.case.arguments, strict=True)
    maps = {name: value for name, value in pairs if name not in NO_MAPS}
    if returns_map and is_map(answer.case.expected):
        maps["expected"] = answer.case.expected
        if is_map(answer.got):
            maps["got"] = answer.got
    return illustrate(maps.keys(), maps.values())


def _shown_got(answer: Answer) -> str:
    """What came back, or why nothing did."""
    if answer.call.problem is not None:
        return answer.call.problem.words
    return answer.call.strange or show(answer.got, answer.case.expected)
