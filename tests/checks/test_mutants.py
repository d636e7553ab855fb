"""Every solution and right answer with one thing changed is refused, where the change changes what it does."""

import itertools
import random
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from functools import partial
from os import devnull
from typing import Any

import numpy as np
import pytest

from segmetrics_lab.checks.engine.calling import call
from segmetrics_lab.checks.engine.comparing import agrees
from segmetrics_lab.checks.engine.limits import TimeIsUpError, time_limit
from tests.checks.exercise_sets import ANSWERS, QUESTIONS, SOURCES, handed_over, names_after, question_of
from tests.checks.mutants import changed_line, mutants, program_of

LEAST_SHARE = 0.995
MOST_MUTANTS = 20
"""Of one right answer; of a solution all are tried."""

FOR_EACH_CAUSE = 9
"""Mutants that are judged without a cause for each one with it; saying a cause must not stop a check either."""

DRAWS = 300
SECONDS = 0.5
DEEPEST = 400
COUNTER = "the number of right or wrong pixels so far in place of a label: it differs at the 256th pixel alone"
FRACTION = "a Fraction of numpy's integers, which differs in the last bit alone"
SURVIVORS = {
    "ex06.strictest: if Fraction((lambda value: value)(found), int(there.sum())) >= least_recall:": FRACTION,
    "ex06.strictest: if Fraction(int(found), (lambda value: value)(there.sum())) >= least_recall:": FRACTION,
    "ex11.alarm: answer = lambda test, training: [Fraction(value).limit_denominator(10 * 6) for value in "
    "alarm_in_loops(test, training)]": "denominators up to 60 hold the mean of every small picture",
    "capstone.road_iou: if right != 255 and there == claimed == 1:": COUNTER,
    "capstone.road_iou: elif right != 255 and there + claimed == 1:": COUNTER,
    "capstone.road_iou: if wrong != 255 and there == claimed == 1:": COUNTER,
}
"""Mutants that a check accepts, as question and changed line, each with the reason why that is no gap."""

FUNCTIONS = [pair for pair in QUESTIONS if hasattr(question_of(*pair), "cases")]


@dataclass(frozen=True)
class Program:
    """The text of an answer, how many of its mutants are tried, and how a text becomes a function."""

    name: str
    text: str
    most: int | None
    build: Callable[[str], Any]

    def mutants(self) -> list[tuple[str, str]]:
        found = list(mutants(self.text))
        return random.Random(0).sample(found, self.most) if self.most and len(found) > self.most else found


def programs_of(set_name, name) -> Iterator[Program]:
    """The solution, and each right answer whose text can be read."""
    names = names_after(set_name, "solution")

    def solution(text):
        changed = dict(names)
        exec(text, changed)  # the course's own text, one thing changed
        return handed_over(set_name, name, changed)[0]

    yield Program("the solution", SOURCES[set_name].text(name, "solution"), None, solution)
    for number, answer in enumerate(ANSWERS[set_name][name].right):
        if (text := program_of(answer)) is not None:
            yield Program(f"right answer {number}", text, MOST_MUTANTS, partial(built_like, answer))


def built_like(answer, text):
    """The function that a text defines among the names that the answer knows."""
    closure = zip(answer.__code__.co_freevars, answer.__closure__ or (), strict=True)
    names = answer.__globals__ | {name: cell.cell_contents for name, cell in closure}
    exec(text, names)  # the tests' own text, one thing changed
    return names["answer"]


def arguments_of(question):
    """The cases of the question, and many more draws than a check makes."""
    rng = np.random.default_rng(99)
    drawn = [question.random(rng, number % 40) for number in range(DRAWS)] if question.random else []
    return [*(case.arguments for case in question.cases), *drawn]


def value_of(function, arguments):
    """What a function gives: a plain value, or the kind of the problem; and whether it changes an argument."""
    made = call(function, arguments)
    if made.problem is not None and made.problem.is_stop:
        raise TimeIsUpError
    return made.problem.kind if made.problem else made.strange or made.value, made.changed


def does_the_same(function, expected, tolerance):
    try:
        with time_limit(SECONDS * 60):
            return all(_equal(value_of(function, arguments), wanted, tolerance) for arguments, wanted in expected)
    except TimeIsUpError:
        return False


def _equal(found, wanted, tolerance):
    (got, changed), (value, _) = found, wanted
    if isinstance(value, str) or isinstance(got, str):
        return not changed and isinstance(got, str) and isinstance(value, str) and got == value
    return not changed and agrees(got, value, tolerance)


def without_causes(question):
    """The question as it judges without saying why, which is faster."""
    copy = replace(question, mistakes=(), signs=())
    copy.put_into(question.place)
    return copy


def fate_of(build, text, question, expected):
    """Is a mutant refused or accepted, or does it do the same as the solution?"""
    try:
        function = build(text)
    except Exception:
        return "refused"  # a program that does not even define its function
    feedback = question.judge(function, seconds=SECONDS)
    assert "cannot be judged" not in feedback.message, feedback
    if feedback.outcome != "correct":
        return "refused"
    return "the same" if does_the_same(function, expected, question.tolerance) else "accepted"


def fates(set_name, name):
    """All mutants of a question: what becomes of each, whose it is, and the line that was changed."""
    question, programs = question_of(set_name, name), list(programs_of(set_name, name))
    asked = itertools.cycle([question, *[without_causes(question)] * FOR_EACH_CAUSE])
    solution = programs[0].build(programs[0].text)
    expected = [(arguments, value_of(solution, arguments)) for arguments in arguments_of(question)]
    return [
        (
            fate_of(program.build, text, next(asked), expected),
            f"{program.name}, {words}",
            changed_line(program.text, text),
        )
        for program in programs
        for words, text in program.mutants()
    ]


@pytest.fixture
def shallow_recursion():
    """A recursion without end stops soon, so that no alarm rings while Python tells of it."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(DEEPEST)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.slow
@pytest.mark.parametrize(("set_name", "name"), FUNCTIONS, ids=[".".join(pair) for pair in FUNCTIONS])
def test_a_mutant_that_changes_what_a_right_answer_does_is_refused(set_name, name, capsys, shallow_recursion):
    with open(devnull, "w") as nowhere, redirect_stdout(nowhere), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = fates(set_name, name)
    number = Counter(fate for fate, _, _ in found)
    share = number["refused"] / (number["refused"] + number["accepted"])
    survivors = {f"{set_name}.{name}: {line}": where for fate, where, line in found if fate == "accepted"}
    with capsys.disabled():
        print(
            f"\n{set_name}.{name}: {number['refused']} mutants refused, {number['the same']} do the same, {share:.1%}"
        )
        print("".join(f"  accepted: {survivor} ({where})\n" for survivor, where in survivors.items()), end="")
    assert {survivor: where for survivor, where in survivors.items() if survivor not in SURVIVORS} == {}
    assert share >= LEAST_SHARE
