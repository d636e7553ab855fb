"""A question that asks for a function: it is called for cases, and its wrong answers are told apart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from segmetrics_lab.checks.engine.calling import SECONDS, TimeIsUpError, capped_output, time_limit
from segmetrics_lab.checks.engine.cases import Case, Mistake, Sign
from segmetrics_lab.checks.engine.comparing import TOLERANCE, first_difference, show
from segmetrics_lab.checks.engine.diagnosing import Answer, ask, diagnose
from segmetrics_lab.checks.engine.feedback import CORRECT, COULD_NOT_RUN, NOT_ATTEMPTED, Feedback
from segmetrics_lab.checks.engine.illustrating import illustrate, is_map
from segmetrics_lab.checks.engine.misconception import CHANGES_ITS_ARGUMENT
from segmetrics_lab.checks.engine.numpy_guard import put_back, replaced_functions
from segmetrics_lab.checks.engine.questions import Question, is_blank, not_yet
from segmetrics_lab.checks.engine.starters import is_starter

RANDOM_CASES = 24
NO_MAPS = ("matrix",)
"""Parameters whose arrays look like label maps and are none."""


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class FunctionQuestion(Question):
    """Write a function.

    Args:
        parameters: names of its parameters, for the words of the feedback.
        cases: small cases with expected values written out; the mistakes differ on them.
        mistakes: what those answer who hold a misconception, the most telling first.
        signs: what a wrong value may look like that betrays a misconception, where no mistake fits.
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
        if is_blank(function) or (callable(function) and is_starter(function, self.text.starter)):
            return Feedback(NOT_ATTEMPTED, f"replace the ... in {self._called(function)} by lines of your own.")
        if not callable(function):
            return not_yet(
                f"this takes the function itself, but got {show_kind(function)}. Write its name alone, without "
                "parentheses behind it.",
                None,
            )
        if replaced_functions():
            return _numpy_is_changed(put_back())
        answers: list[Answer] = []
        try:
            with capped_output(), time_limit(seconds) as is_limited:
                for case in chain(self.cases, more_cases, self._random_cases(seed, answers)):
                    answers.append(ask(function, case, self.tolerance))
                    if answers[-1].call.problem is not None and answers[-1].call.problem.kind == "time":
                        raise TimeIsUpError
        except TimeIsUpError:
            return self._without_end(answers, seconds)
        finally:
            replaced = put_back()
        if replaced:
            return _numpy_is_changed(replaced)
        note = "" if is_limited else "There was no time limit: this check does not run in the main thread."
        return self._feedback(function, answers, note)

    def _random_cases(self, seed: int, answers: list[Answer]) -> Iterator[Case]:
        """Random cases with the library's answers; only where all written cases are right by then."""
        if self.random is None or self.reference is None or not all(answer.is_right for answer in answers):
            return
        rng = np.random.default_rng(seed)
        for number in range(RANDOM_CASES):
            arguments = self.random(rng, number)
            yield Case(arguments, self.reference(*arguments), "the arguments are random")

    def _feedback(self, function: Callable[..., Any], answers: list[Answer], note: str) -> Feedback:
        """What all answers together say."""
        wrong = [answer for answer in answers if not answer.is_right]
        changed = [answer for answer in answers if answer.call.changed]
        if not wrong and changed:
            names = ", ".join(self.parameters[at] for at in changed[0].call.changed)
            return not_yet(
                f"the values are right, but {self._called(function)} changes its argument {names}.",
                CHANGES_ITS_ARGUMENT,
                note=note,
            )
        if not wrong:
            return Feedback(CORRECT, f"{self._called(function)} is right in all {len(answers)} cases.", note=note)
        if all(answer.call.problem is not None for answer in answers):
            problem = answers[0].call.problem
            assert problem is not None  # for the type checker
            return Feedback(
                COULD_NOT_RUN, f"your code stopped: {problem.words}", facts=self._given(answers[0]), note=note
            )
        found = diagnose(answers, self.mistakes, self.tolerance, self.signs)
        shown = min(found.telling, key=_size)
        return not_yet(
            self._message(function, shown),
            found.misconception,
            facts=(*self._given(shown), ("expected", show(shown.case.expected)), ("got", _shown_got(shown))),
            pictures=self._pictures(shown),
            note=note,
        )

    def _message(self, function: Callable[..., Any], answer: Answer) -> str:
        """The outcome in one line."""
        name, about = self._called(function), answer.case.about
        if answer.call.problem is not None:
            return f"where {about}, {name} stops: {answer.call.problem.words}"
        if answer.strange:
            wanted = "a list" if isinstance(answer.case.expected, list) else "a plain value"
            return f"where {about}, {name} returns {answer.strange}; {wanted} is wanted."
        if isinstance(answer.case.expected, np.ndarray) and isinstance(answer.got, np.ndarray | list):
            where = first_difference(answer.got, answer.case.expected, self.tolerance)
            return f"where {about}, {name} returns another array than expected: {where}."
        if isinstance(answer.case.expected, np.ndarray):
            return f"where {about}, {name} returns {_shown_got(answer)}; an array is expected."
        return f"where {about}, {name} returns {_shown_got(answer)}; expected is {show(answer.case.expected)}."

    def _given(self, answer: Answer) -> tuple[tuple[str, str], ...]:
        """The arguments by their names."""
        pairs = zip(self.parameters, answer.case.arguments, strict=True)
        return tuple((name, show(value)) for name, value in pairs)

    def _pictures(self, answer: Answer) -> tuple[Any, ...]:
        """The label maps of the case, and the one that came back."""
        given = [pair for pair in zip(self.parameters, answer.case.arguments, strict=True) if pair[0] not in NO_MAPS]
        names, values = [name for name, _ in given], [value for _, value in given]
        if self.returns_map and is_map(answer.case.expected):
            names, values = [*names, "expected"], [*values, answer.case.expected]
            if is_map(answer.got):
                names, values = [*names, "got"], [*values, answer.got]
        return illustrate(names, values)

    def _without_end(self, answers: list[Answer], seconds: float) -> Feedback:
        """The feedback to a function that was stopped."""
        last = answers[-1].case.about if answers else self.cases[0].about
        return Feedback(
            COULD_NOT_RUN,
            f"your code was stopped after {seconds:g} seconds (last: where {last}). Is there a loop without an end?",
        )

    def _called(self, function: Any) -> str:
        """What the learner calls the function."""
        name = getattr(function, "__name__", None)
        return name if isinstance(name, str) else "your function"


def show_kind(value: Any) -> str:
    """A value as far as it helps to recognise it."""
    return f"a {type(value).__name__}" if type(value) not in (int, float, str, bool) else f"{value!r}"[:60]


def _numpy_is_changed(names: list[str]) -> Feedback:
    """The feedback where numpy is not itself."""
    return Feedback(
        COULD_NOT_RUN,
        f"np.{names[0]} was not numpy's own function any more: something was assigned to it. It has been put back. "
        "Give your own function another name, and check again.",
    )


def _size(answer: Answer) -> int:
    """How much a learner must look at; errors come after values."""
    sizes = [np.size(argument) for argument in answer.case.arguments if isinstance(argument, np.ndarray)]
    return sum(sizes) + (0 if answer.has_value else 10**9)


def _shown_got(answer: Answer) -> str:
    """What came back, or that nothing did."""
    if answer.call.problem is not None:
        return answer.call.problem.words
    return answer.strange or show(answer.got)
