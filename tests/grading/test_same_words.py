"""An answer in the box gets the same feedback as a check in the learner's notebook, word for word."""

import shutil
import warnings
from dataclasses import replace

import pytest

from segmetrics_lab.grading.assignment import read_assignment
from segmetrics_lab.grading.judging import Asking
from segmetrics_lab.grading.session import Limits, Session
from tests.checks.exercise_sets import ANSWERS, QUESTIONS, ROOT, question_of

LIMITS = Limits(cell_s=120, notebook_s=300, question_s=60)
"""For a busy machine, and for answers that import a library."""

QUICK, EVERY = "ex03", 6
"""Each sixth answer of this set is judged in the quick tests, all answers of all sets in the slow ones."""

ELSEWHERE = ("capstone_models.py", "shares.py")
"""What the answers to the capstone are made with; no box of a class has these."""


@pytest.fixture(scope="module")
def box_with_answers(box, tmp_path_factory):
    folder = tmp_path_factory.mktemp("view") / "view"
    shutil.copytree(box.view, folder)
    shutil.copytree(ROOT / "tests/checks/answers", folder / "tests/checks/answers")
    for name in ELSEWHERE:
        shutil.copy(ROOT / "segmetrics_lab/checks" / name, folder / "segmetrics_lab/checks" / name)
    return replace(box, view=folder)


@pytest.fixture(scope="module")
def session_of(box_with_answers):
    """A worker for each set, started when it is needed."""
    started = {}

    def session(set_name):
        if set_name not in started:
            names = [name for asked in read_assignment(set_name).asked for name in asked.names]
            cells = [f"from tests.checks.answers.{set_name} import ANSWERS"]
            started[set_name] = Session(box_with_answers, 0, cells, (), names, LIMITS)
        return started[set_name]

    yield session
    for one in started.values():
        one.end()


def answers_to(set_name, question):
    """Where an answer stands in its table, and the things that it hands over."""
    answers = ANSWERS[set_name][question]
    found = [(f"right[{number}]", answer) for number, answer in enumerate(answers.right)]
    found += [(f"wrong[{number}][1]", entry[1]) for number, entry in enumerate(answers.wrong)]
    return [(place, answer if isinstance(answer, tuple) else (answer,)) for place, answer in found]


def in_box(session, asked, place):
    name = asked.full_name.partition(".")[2]
    source = (
        f"found = ANSWERS[{name!r}].{place}\n{', '.join(asked.names)}, = found if type(found) is tuple else (found,)"
    )
    told = session.ask("run", 120, cell=1, source=source)
    assert "stopped" not in told
    asking = Asking(session, asked)
    asking.ask_openly()
    assert asking.note == ""
    return asking.feedback


def in_this_process(question, answer):
    options = {"seconds": 60} if hasattr(question, "cases") else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return question.judge(*answer, **options)


@pytest.mark.parametrize(
    ("set_name", "name", "every"),
    [
        *((*pair, EVERY) for pair in QUESTIONS if pair[0] == QUICK),
        *(pytest.param(*pair, 1, marks=pytest.mark.slow) for pair in QUESTIONS),
    ],
)
def test_an_answer_in_the_box_is_judged_in_the_same_words(session_of, set_name, name, every):
    (asked,) = (one for one in read_assignment(set_name).asked if one.full_name == f"{set_name}.{name}")
    for place, answer in answers_to(set_name, name)[::every]:
        there = in_box(session_of(set_name), asked, place)
        here = in_this_process(question_of(set_name, name), answer)
        assert (repr(there), there.share, there.points) == (repr(here), here.share, here.points), place
