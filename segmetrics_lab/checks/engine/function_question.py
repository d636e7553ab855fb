"""A question that asks for a function: it is called for cases, and its wrong answers are told apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from segmetrics_lab.checks.engine.calling import SECONDS
from segmetrics_lab.checks.engine.cases import Case, Mistake, Sign
from segmetrics_lab.checks.engine.comparing import TOLERANCE
from segmetrics_lab.checks.engine.diagnosing import Answer, diagnose
from segmetrics_lab.checks.engine.feedback import CORRECT, COULD_NOT_RUN, NOT_ATTEMPTED, Feedback
from segmetrics_lab.checks.engine.misconception import CHANGES_ITS_ARGUMENT
from segmetrics_lab.checks.engine.presenting import given, given_expected_got, in_one_line, name_of, pictured
from segmetrics_lab.checks.engine.questions import Question, is_blank, not_yet
from segmetrics_lab.checks.engine.starters import is_starter
from segmetrics_lab.checks.engine.trying import Trial, try_function

RANDOM_CASES = 24


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class FunctionQuestion(Question):
    """Write a function.

    Args:
        parameters: names of its parameters, for the words of the feedback.
        cases: small cases with expected values written out; the mistakes differ on them.
        mistakes: what a misconception answers in the same cases, the most telling first.
        signs: marks of a misconception on a wrong value, used if no mistake fits.
        reference: the right answer for any arguments, from the library.
        random: arguments drawn with a random generator; called with it and the number of the draw, 0 for the smallest.
        tolerance: how far a number may be off.
        returns_map: may a returned array be drawn as a label map, where it looks like one? Not a table of counts.
    """

    parameters: tuple[str, ...]
    cases: Sequence[Case]
    mistakes: Sequence[Mistake] = ()
    signs: Sequence[Sign] = ()
    reference: Callable[..., Any] | None = None
    random: Callable[[np.random.Generator, int], tuple[Any, ...]] | None = None
    tolerance: float = TOLERANCE
    returns_map: bool = True

    def check(
        self, function: Any, *, seconds: float = SECONDS, more_cases: Sequence[Case] = (), seed: int = 0
    ) -> Feedback:
        """Try a function, and say what is right or wrong about it; nothing that it does is raised here.

        Args:
            function: the learner's function itself, without parentheses.
            seconds: after which a check that does not end is stopped.
            more_cases: cases that the learner does not see, from a lecturer.
            seed: of the random cases.
        """
        return self._kept(self._judge(function, seconds, more_cases, seed))

    def _judge(self, function: Any, seconds: float, more_cases: Sequence[Case], seed: int) -> Feedback:
        """What the function is worth."""
        if is_blank(function) or is_starter(function, self.text.starter):
            return Feedback(NOT_ATTEMPTED, f"replace the ... in {name_of(function)} with lines of your own.")
        if not callable(function):
            return not_yet(
                f"this takes the function itself, but got {_kind_of(function)}. Write only its name, without "
                "parentheses after it.",
                None,
            )
        trial = try_function(
            function,
            [*self.cases, *more_cases],
            lambda: self._random_cases(seed),
            tolerance=self.tolerance,
            seconds=seconds,
        )
        if trial.is_stopped:
            return self._stopped(trial, seconds)
        if trial.replaced:
            return _numpy_was_changed(trial.replaced[0])
        return self._judged(name_of(function), trial)

    def _random_cases(self, seed: int) -> list[Case]:
        """Random cases with the library's answers."""
        if self.random is None or self.reference is None:
            return []
        rng = np.random.default_rng(seed)
        drawn = [self.random(rng, number) for number in range(RANDOM_CASES)]
        return [Case(arguments, self.reference(*arguments), "the arguments are random") for arguments in drawn]

    def _judged(self, name: str, trial: Trial) -> Feedback:
        """What all answers together say."""
        answers, note = trial.answers, trial.note
        if all(answer.is_right for answer in answers):
            return self._right(name, trial)
        problem = answers[0].call.problem
        if problem is not None and all(answer.call.problem is not None for answer in answers):
            facts = given(answers[0], self.parameters)
            return Feedback(COULD_NOT_RUN, f"your code stopped: {problem.words}", facts=facts, note=note)
        found = diagnose(answers, self.mistakes, self.tolerance, self.signs)
        shown = min(found.telling, key=_size)
        return not_yet(
            in_one_line(shown, name, self.tolerance),
            found.misconception,
            facts=given_expected_got(shown, self.parameters),
            pictures=pictured(shown, self.parameters, returns_map=self.returns_map),
            note=note,
        )

    def _right(self, name: str, trial: Trial) -> Feedback:
        """The feedback to right values, unless an argument was changed on the way."""
        changed = next((answer.call.changed for answer in trial.answers if answer.call.changed), ())
        if changed:
            names = ", ".join(self.parameters[at] for at in changed)
            message = f"the values are right, but {name} changes its argument {names}."
            return not_yet(message, CHANGES_ITS_ARGUMENT, note=trial.note)
        return Feedback(CORRECT, f"{name} is right in all {len(trial.answers)} cases.", note=trial.note)

    def _stopped(self, trial: Trial, seconds: float) -> Feedback:
        """The feedback to a function that did not end."""
        last = trial.answers[-1].case if trial.answers else self.cases[0]
        return Feedback(
            COULD_NOT_RUN,
            f"your code was stopped after {seconds:g} seconds (last: where {last.about}). Is there a loop without an "
            "end?",
        )


def _kind_of(value: Any) -> str:
    """A value as far as it helps to recognise it."""
    return f"a {type(value).__name__}" if type(value) not in (int, float, str, bool) else f"{value!r}"[:60]


def _numpy_was_changed(name: str) -> Feedback:
    """The feedback where a function of numpy was not numpy's."""
    return Feedback(
        COULD_NOT_RUN,
        f"np.{name} was not numpy's own function any more: something was assigned to it. It has been put back. "
        "Give your own function another name, and check again.",
    )


def _size(answer: Answer) -> int:
    """How much a learner must look at; errors come after values."""
    sizes = [np.size(argument) for argument in answer.case.arguments if isinstance(argument, np.ndarray)]
    return sum(sizes) + (0 if answer.has_value else 10**9)
