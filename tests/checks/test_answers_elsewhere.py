"""An answer in another process gets the same feedback as here, word for word."""

import pytest

from segmetrics_lab.checks import ex03
from segmetrics_lab.checks.engine.function_question import FunctionQuestion
from tests.checks.exercise_sets import ANSWERS, QUESTIONS, question_of
from tests.checks.other_process import There, another_process
from tests.checks.test_hostile_answers import SHORT_S, endless, floods, leaves, patches, stops, too_large

LONG_S = 60
"""For a busy machine, and for answers that import a library."""

EVERY = 6
"""One answer of so many is judged here; tests/grading/test_same_words.py judges all of them in the box."""

FUNCTIONS = [pair for pair in QUESTIONS if isinstance(question_of(*pair), FunctionQuestion)]


@pytest.fixture(scope="module")
def pipe():
    with another_process() as found:
        yield found


@pytest.mark.parametrize(("set_name", "name"), FUNCTIONS, ids=[".".join(pair) for pair in FUNCTIONS])
def test_an_answer_in_another_process_is_judged_in_the_same_words(pipe, set_name, name):
    question, answers = question_of(set_name, name), ANSWERS[set_name][name]
    handed = [("right", number, answer) for number, answer in enumerate(answers.right)]
    handed += [("wrong", number, entry[1]) for number, entry in enumerate(answers.wrong)]
    for kind, number, answer in handed[::EVERY]:
        if callable(answer):
            here = question.judge(answer, seconds=LONG_S)
            there = question.judge(There(pipe, (set_name, name, kind, number)), seconds=LONG_S)
            assert (repr(there), there.share, there.points) == (repr(here), here.share, here.points)


@pytest.mark.parametrize("function", [endless, leaves, patches, floods, too_large, stops], ids=lambda f: f.__name__)
def test_a_hostile_answer_in_another_process_is_judged_in_the_same_words(pipe, function):
    here, there = (ex03.iou.judge(handed, seconds=SHORT_S) for handed in (function, There(pipe, function)))
    assert (repr(there), there.share) == (repr(here), here.share)
