"""Every question knows right from wrong: starters, solutions, right answers however written, wrong ones by name."""

import warnings
from dataclasses import replace

import numpy as np
import pytest

from segmetrics_lab.checks import CATALOGUE
from segmetrics_lab.checks.engine.cases import Case, drawn, mask
from segmetrics_lab.checks.engine.function_question import RANDOM_CASES
from tests.checks.exercise_sets import ANSWERS, MODULES, QUESTIONS, SOURCES, handed_over, names_after, question_of

HELD_BACK = {"M27"}
LONG = {("capstone", "fair"), ("capstone", "threshold"), ("ex06", "strictest"), ("ex07", "verdict")}
"""Questions whose answers are judged for many seconds: they wait for the slow tests."""

of_questions = pytest.mark.parametrize(
    ("set_name", "question"),
    [pytest.param(*pair, marks=pytest.mark.slow) if pair in LONG else pair for pair in QUESTIONS],
    ids=[f"{s}.{q}" for s, q in QUESTIONS],
)
FUNCTIONS = [pair for pair in QUESTIONS if hasattr(question_of(*pair), "cases")]
of_functions = pytest.mark.parametrize(("set_name", "question"), FUNCTIONS, ids=[f"{s}.{q}" for s, q in FUNCTIONS])


def check(set_name, question, answer, **options):
    """Hand over an answer as a learner does; a tuple is several things. Its warnings are the learner's own.

    A busy machine gets more time than a learner.
    """
    if (set_name, question) in FUNCTIONS:
        options = {"seconds": 60, **options}
    things = answer if isinstance(answer, tuple) else (answer,)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return question_of(set_name, question).check(*things, **options)


@of_questions
def test_a_starter_is_not_attempted(set_name, question):
    given = handed_over(set_name, question, names_after(set_name, "starter"))
    assert check(set_name, question, given).outcome == "not attempted"


@of_questions
def test_a_solution_is_correct_and_earns_its_points(set_name, question):
    given = handed_over(set_name, question, names_after(set_name, "solution"))
    feedback = check(set_name, question, given)
    assert feedback.outcome == "correct", feedback
    assert feedback.points == SOURCES[set_name].points(question)


@of_questions
def test_a_right_answer_is_never_refused_however_it_is_written(set_name, question):
    right = ANSWERS[set_name][question].right
    assert len(right) >= 2
    for number, answer in enumerate(right):
        feedback = check(set_name, question, answer)
        assert feedback.outcome == "correct", (number, feedback)


@of_questions
def test_a_wrong_answer_gets_the_words_of_its_misconception_and_no_others(set_name, question):
    wrong = ANSWERS[set_name][question].wrong
    assert len(wrong) >= 3
    for number, (misconception, answer, *own_words) in enumerate(wrong):
        feedback = check(set_name, question, answer)
        assert (feedback.outcome, feedback.misconception) == ("not yet", misconception), (number, feedback)
        if own_words:
            assert own_words[0] in repr(feedback), (number, feedback)
        elif misconception is not None and not hasattr(question_of(set_name, question), "options"):
            assert CATALOGUE[misconception].words in repr(feedback), (number, feedback)
        assert feedback.points == 0


@of_questions
def test_hidden_cases_accept_the_solution(set_name, question):
    hidden = SOURCES[set_name].text(question, "hidden")
    graded_function = SOURCES[set_name].points(question) and hasattr(question_of(set_name, question), "cases")
    assert bool(hidden) == bool(graded_function), "a graded function has hidden cases, and no other question has"
    if hidden:
        names = {"np": np, "Case": Case, "drawn": drawn, "mask": mask, "NAN": float("nan")}
        exec(hidden, names)  # the course's own text
        given = handed_over(set_name, question, names_after(set_name, "solution"))
        feedback = check(set_name, question, given, more_cases=names["CASES"])
        assert feedback.outcome == "correct", feedback


@of_functions
def test_a_wrong_function_is_refused_by_the_written_cases_alone(set_name, question):
    asked = question_of(set_name, question)
    written = replace(asked, random=None, mistakes=(), signs=())  # no cause is asked for: that is faster
    written.put_into(asked.place)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        outcomes = [written.judge(answer).outcome for _, answer, *_ in ANSWERS[set_name][question].wrong]
    assert [number for number, outcome in enumerate(outcomes) if outcome != "not yet"] == []


@of_functions
def test_a_solution_is_correct_whatever_is_drawn(set_name, question):
    given = handed_over(set_name, question, names_after(set_name, "solution"))
    assert all(check(set_name, question, given, seed=seed).outcome == "correct" for seed in range(1, 6))


@of_functions
def test_cases_can_be_drawn_from_any_seed(set_name, question):
    asked = question_of(set_name, question)
    assert {len(asked.random_cases(seed)) for seed in range(25)} <= {0, RANDOM_CASES}


def test_every_misconception_of_the_catalogue_is_recognised_somewhere(capsys):
    recognised = {m for answers in ANSWERS.values() for a in answers.values() for m, *_ in a.wrong if m is not None}
    with capsys.disabled():
        print(f"\nmisconceptions recognised: {len(recognised)} of {len(CATALOGUE)}", end=" ")
        missing = [f"{name}, {CATALOGUE[name].belief}" for name in sorted(set(CATALOGUE) - recognised)]
        print(f"(missing: {'; '.join(missing) or 'none'})")
    assert recognised == set(CATALOGUE)
    assert HELD_BACK.isdisjoint(CATALOGUE)


def test_each_set_has_the_questions_of_its_source_in_their_order():
    for name, source in SOURCES.items():
        assert list(MODULES[name].SET.questions) == source.questions
        assert all(getattr(MODULES[name], of_set) is asked for of_set, asked in MODULES[name].SET.questions.items())


def test_no_two_questions_of_the_course_have_the_same_name():
    names = [question for _, question in QUESTIONS]
    assert len(names) == len(set(names)) == 70


def betrayed_by(question):
    """All ids of misconceptions that a question names."""
    parts = [*getattr(question, "conditions", ())]
    parts += getattr(question, "options", {}).values()
    named = [part.betrays for part in parts]
    named += [part.misconception for name in ("mistakes", "signs") for part in getattr(question, name, ())]
    return {misconception for misconception in named if misconception is not None}


@of_questions
def test_a_question_names_misconceptions_of_the_catalogue_only(set_name, question):
    assert betrayed_by(question_of(set_name, question)) <= set(CATALOGUE)
