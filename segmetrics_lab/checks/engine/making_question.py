"""A question that asks for things to be made: label maps on which scores disagree, for instance."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from segmetrics_lab.checks.engine.cases import Condition
from segmetrics_lab.checks.engine.comparing import show
from segmetrics_lab.checks.engine.feedback import CORRECT, NOT_ATTEMPTED, Feedback
from segmetrics_lab.checks.engine.illustrating import illustrate
from segmetrics_lab.checks.engine.numpy_guard import note_on, patches, put_back
from segmetrics_lab.checks.engine.plain_values import NotPlainError
from segmetrics_lab.checks.engine.questions import Question, is_blank, not_yet, read_answer
from segmetrics_lab.pictures import Picture


class _NotWantedError(ValueError):
    """A thing is not of the kind that is asked for; the message is the feedback."""


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MakingQuestion(Question):
    """Make something that fulfils conditions.

    Args:
        shape: the shape that each of them must have, or None where any will do.
        classes: how many classes their values may name, 0 first; None where they are numbers, which are not drawn.
        fixed: label maps that are given, for the pictures, by their names.
        conditions: what must hold, the most basic first; called with the things as arrays.
        scores: numbers to show, computed from the things.
        why: what the right answer shows.
        starts_blank: are the things of the starter arrays of zeros, which do not count as an attempt?
    """

    conditions: Sequence[Condition]
    why: str
    shape: tuple[int, ...] | None = None
    classes: int | None = 2
    fixed: Mapping[str, np.ndarray] | None = None
    scores: Callable[..., Mapping[str, float]] | None = None
    starts_blank: bool = True

    def _judge(self, *things: Any) -> Feedback:
        """Try whether all conditions hold."""
        blank = [name for name, thing in zip(self.text.answers, things, strict=True) if is_blank(thing)]
        if blank:
            return Feedback(NOT_ATTEMPTED, f"fill {', '.join(blank)} first.")
        kept = patches()
        replaced = put_back(kept)  # the conditions count with numpy's own functions
        return replace(self._judged_by_numpy(things), note=note_on(kept, replaced))

    def _judged_by_numpy(self, things: Sequence[Any]) -> Feedback:
        """What as many things as wanted are worth."""
        try:
            arrays = [self._as_array(*pair) for pair in zip(self.text.answers, things, strict=True)]
        except _NotWantedError as error:
            return not_yet(str(error), None)
        if self.starts_blank and not any(array.any() for array in arrays):
            given = "is as it was given" if len(arrays) == 1 else "are as they were given"
            return Feedback(NOT_ATTEMPTED, f"{' and '.join(self.text.answers)} {given}: change something first.")
        return self._tried(arrays)

    def _tried(self, arrays: Sequence[np.ndarray]) -> Feedback:
        """The first condition that does not hold, or that all do."""
        scores = self.scores(*arrays) if self.scores else {}
        facts = tuple((words, _shown(value)) for words, value in scores.items())
        pictures = self._pictures(arrays)
        for condition in self.conditions:
            if not condition.holds(*(array.copy() for array in arrays)):
                message = f"this does not hold: {condition.words}."
                return not_yet(message, condition.betrays, facts=facts, pictures=pictures, explanation=condition.why)
        return Feedback(CORRECT, "all that was asked for holds.", facts=facts, pictures=pictures, explanation=self.why)

    def _as_array(self, name: str, thing: Any) -> np.ndarray:
        """The thing as an array of the wanted shape and values."""
        try:
            array = np.asarray(read_answer(thing))
        except NotPlainError as error:
            raise _NotWantedError(f"{name} should be an array of numbers, but is {error}.") from None
        except ValueError:
            raise _NotWantedError(f"{name} should be an array of numbers, but its rows differ in length.") from None
        if array.dtype.kind not in "biuf":
            raise _NotWantedError(
                f"{name} should hold numbers, but holds {'texts' if array.dtype.kind == 'U' else 'other things'}."
            )
        if self.shape is not None and array.shape != self.shape:
            raise _NotWantedError(f"{name} has shape {array.shape}, but {self.shape} is wanted.")
        if self.classes is not None:
            return _as_classes(name, array, self.classes)
        if not np.isfinite(array).all():
            raise _NotWantedError(f"{name} holds a value that is not a finite number.")
        return array

    def _pictures(self, arrays: Sequence[np.ndarray]) -> tuple[tuple[str, Picture], ...]:
        """The given label maps and the made ones."""
        if self.classes is None:
            return ()
        fixed = self.fixed or {}
        shown = list(illustrate(list(fixed)[:1], list(fixed.values())[:1]))
        for name, array in zip(self.text.answers, arrays, strict=True):
            shown += illustrate([*fixed, name], [*fixed.values(), array])[len(fixed) :]
        return tuple(shown)


def _shown(value: float) -> str:
    """A count as a whole number, a score with its decimals."""
    return show(int(value) if isinstance(value, int | np.integer) else float(value))


def _as_classes(name: str, array: np.ndarray, classes: int) -> np.ndarray:
    """The array as class indices."""
    wrong = array[~np.isin(array, np.arange(classes))]
    if wrong.size:
        raise _NotWantedError(f"{name} holds {wrong[0]}, but it may hold only the class indices 0 to {classes - 1}.")
    return array.astype(np.int64)
