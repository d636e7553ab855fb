"""A question that asks for a function: it is called for cases, and its wrong answers are told apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from segmetrics_lab.checks.engine.calling import call
from segmetrics_lab.checks.engine.cases import Case, Mistake, Sign
from segmetrics_lab.checks.engine.comparing import TOLERANCE
from segmetrics_lab.checks.engine.diagnosing import Answer, ask, diagnose
from segmetrics_lab.checks.engine.feedback import CORRECT, COULD_NOT_RUN, NOT_ATTEMPTED, Feedback
from segmetrics_lab.checks.engine.handed import handed
from segmetrics_lab.checks.engine.limits import SECONDS
from segmetrics_lab.checks.engine.misconception import CHANGES_ITS_ARGUMENT
from segmetrics_lab.checks.engine.plain_values import said
from segmetrics_lab.checks.engine.presenting import facts_of, given, in_one_line, pictured
from segmetrics_lab.checks.engine.questions import Question, is_blank, not_yet
from segmetrics_lab.checks.engine.trying import Stop, Trial, try_function

RANDOM_CASES = 24


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class FunctionQuestion(Question):
    """Write a function.

    Args:
        parameters: names of its parameters, for the words of the feedback.
        cases: small cases with expected values written out, the plainest first; the mistakes differ on them.
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

    def _judge(
        self, function: Any, *, seconds: float = SECONDS, more_cases: Sequence[Case] = (), seed: int = 0
    ) -> Feedback:
        """What the function is worth; it may be a `Handed` of another process.

        Args:
            function: the learner's function itself, without parentheses.
            seconds: after which a check that does not end is stopped.
            more_cases: cases that the learner does not see, from a lecturer.
            seed: of the random cases.
        """
        given = handed(function)
        thing = given.value()
        if is_blank(thing) or given.is_starter(self.text.starter):
            return Feedback(NOT_ATTEMPTED, f"replace the ... in {given.name} with lines of your own.")
        if not callable(thing):
            return not_yet(
                f"this takes the function itself, but got {said(thing)}. Write only its name, without parentheses "
                "after it.",
                None,
            )
        cases = [*self.cases, *(replace(case, hidden=True) for case in more_cases)]
        trial = try_function(given, cases, lambda: self.random_cases(seed), tolerance=self.tolerance, seconds=seconds)
        good = [answer.is_right and not answer.call.changed for answer in trial.answers]
        share = sum(good) / max(len(cases), len(good))
        feedback = self._tried(given.name, trial, seconds)
        return replace(feedback, share=share, cases=(sum(good), len(good)), note=trial.note)

    def random_cases(self, seed: int) -> list[Case]:
        """Random cases with the library's answers; none where the question has no way to draw them."""
        if self.random is None or self.reference is None:
            return []
        rng = np.random.default_rng(seed)
        drawn = [self.random(rng, number) for number in range(RANDOM_CASES)]
        return [Case(arguments, self.reference(*arguments), "the arguments are random") for arguments in drawn]

    def own_answer(self, case: Case) -> Answer | None:
        """What the library's answer gives in a case; None where there is no such answer."""
        reference = self.reference
        return None if reference is None else ask(lambda given: call(reference, given), case, self.tolerance)

    def _tried(self, name: str, trial: Trial, seconds: float) -> Feedback:
        """What all answers together say: causes first, then symptoms."""
        answers = trial.answers
        if trial.replaced:
            return _was_replaced(trial.replaced[0])
        changed = next((answer for answer in answers if answer.call.changed), None)
        if changed is not None:
            names = ", ".join(self.parameters[at] for at in changed.call.changed)
            return not_yet(f"{name} changes its argument {names}.", CHANGES_ITS_ARGUMENT)
        if trial.stop is not None:
            return _stopped(trial.stop, len(answers), seconds)
        if all(answer.is_right for answer in answers):
            return Feedback(CORRECT, f"{name} is right in all {len(answers)} cases.")
        problem = answers[0].call.problem
        if problem is not None and all(answer.call.problem is not None for answer in answers):
            return Feedback(
                COULD_NOT_RUN, f"your code stopped: {problem.words}", facts=given(answers[0], self.parameters)
            )
        return self._wrong(name, answers)

    def _wrong(self, name: str, answers: Sequence[Answer]) -> Feedback:
        """The cause, and the case that tells most about it."""
        found = diagnose(answers, self.mistakes, self.tolerance, self.signs)
        wrong = [answer for answer in answers if not answer.is_right]
        shown = next((answer for answer in [*found.telling, *wrong] if not answer.case.hidden), None)
        if shown is None:
            message = f"{name} is right in all cases that can be shown, but not in {len(wrong)} of your lecturer's own."
            return not_yet(message, found.misconception, explanation=found.words)
        return not_yet(
            in_one_line(shown, name, self.tolerance),
            found.misconception,
            explanation=found.words,
            facts=facts_of(shown, self.parameters),
            pictures=pictured(shown, self.parameters, returns_map=self.returns_map),
        )


def _stopped(stop: Stop, answered: int, seconds: float) -> Feedback:
    """The feedback to a function that did not come to its end: a loop without end, or a slow one."""
    where = "a case of your lecturer's" if stop.case.hidden else f"where {stop.case.about}"
    if stop.seconds < seconds / 2:
        return Feedback(
            COULD_NOT_RUN,
            f"your code was stopped after {seconds:g} seconds, which is the limit for all cases together; {answered} "
            f"of them were answered by then. It is slow: your own check with seconds={4 * seconds:g} gives it longer.",
        )
    return Feedback(
        COULD_NOT_RUN,
        f"your code was stopped after {seconds:g} seconds (last: {where}). Is there a loop without an end?",
    )


def _was_replaced(name: str) -> Feedback:
    """The feedback where a function of numpy or of Python was not their own."""
    owner = "numpy" if name.startswith("np.") else "Python"
    return Feedback(
        COULD_NOT_RUN,
        f"{name} was not {owner}'s own function any more: something was assigned to it. It has been put back. "
        "Give your own function another name, and check again.",
    )
