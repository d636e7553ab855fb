"""Every solution with one thing changed is refused, where the change changes what it does."""

import warnings

import numpy as np
import pytest

from segmetrics_lab.checks.engine.calling import call
from segmetrics_lab.checks.engine.comparing import agrees
from segmetrics_lab.checks.engine.limits import TimeIsUpError, capped_output, time_limit
from tests.checks.exercise_sets import QUESTIONS, SOURCES, handed_over, names_after, question_of
from tests.checks.mutants import mutants

LEAST_SHARE = 0.98
DRAWS = 300
SECONDS = 1.0
SURVIVORS: dict[str, str] = {}
"""Mutants that a check accepts, each with the reason why that is no gap."""

FUNCTIONS = [pair for pair in QUESTIONS if hasattr(question_of(*pair), "cases")]


def arguments_of(question):
    """The cases of the question, and many more draws than a check makes."""
    rng = np.random.default_rng(99)
    drawn = [question.random(rng, number % 40) for number in range(DRAWS)] if question.random else []
    return [*(case.arguments for case in question.cases), *drawn]


def values_of(function, pool):
    """What a function gives for each of the arguments: plain values, or the kind of the problem."""
    found = []
    for arguments in pool:
        made = call(function, arguments)
        if made.problem is not None and made.problem.is_stop:
            raise TimeIsUpError
        found.append(made.problem.kind if made.problem else made.strange or made.value)
        if made.changed:
            found.append("changed")
    return found


def does_the_same(function, expected, pool, tolerance):
    try:
        with time_limit(SECONDS * 5):
            found = values_of(function, pool)
    except TimeIsUpError:
        return False
    pairs = zip(found, expected, strict=False)
    return len(found) == len(expected) and all(_equal(got, wanted, tolerance) for got, wanted in pairs)


def _equal(got, wanted, tolerance):
    if isinstance(wanted, str) or isinstance(got, str):
        return isinstance(got, str) and isinstance(wanted, str) and got == wanted
    return agrees(got, wanted, tolerance)


@pytest.mark.slow
def test_a_mutant_that_changes_what_a_solution_does_is_refused(capsys):
    refused, survivors, made = 0, [], 0
    warnings.simplefilter("ignore")
    for set_name, name in FUNCTIONS:
        question = question_of(set_name, name)
        names = names_after(set_name, "solution")
        pool = arguments_of(question)
        with capped_output():
            expected = values_of(handed_over(set_name, name, names)[0], pool)
        for words, program in mutants(SOURCES[set_name].text(name, "solution")):
            made += 1
            changed = dict(names)
            with capped_output():
                try:
                    exec(program, changed)  # the course's own text, one thing changed
                    function = handed_over(set_name, name, changed)[0]
                except Exception:
                    refused += 1  # a program that does not even define its function
                    continue
                if does_the_same(function, expected, pool, question.tolerance):
                    continue
                outcome = question.check(function, seconds=SECONDS).outcome
            if outcome == "correct":
                survivors.append(f"{set_name}.{name}, {words}")
            else:
                refused += 1
    share = refused / (refused + len(survivors))
    with capsys.disabled():
        print(
            f"\nmutants: {made}, of which {refused + len(survivors)} change what the solution does; refused {share:.1%}"
        )
        print("\n".join(f"  accepted: {survivor}" for survivor in survivors))
    assert share >= LEAST_SHARE
    assert [survivor for survivor in survivors if survivor not in SURVIVORS] == []
