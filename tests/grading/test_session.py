"""A worker that has to be killed is replaced, and a reply may say anything without harm."""

import numpy as np
import pytest

from segmetrics_lab.checks.engine.calling import STOPPED
from segmetrics_lab.grading import session as module_of_session
from segmetrics_lab.grading.process import WorkerGoneError
from segmetrics_lab.grading.session import Boxed, Limits, Place, Session, _call_of

SHORT = Limits(cell_s=1.0, notebook_s=20.0, question_s=1.0)
HEAD = "def f(*_):\n    "


@pytest.fixture
def session_of(box):
    """A session of these cells."""
    started = []

    def session(*cells, limits=SHORT):
        started.append(Session(box, 5, cells, (), ("f", "x"), limits))
        return started[-1]

    yield session
    for one in started:
        one.end()


def look(session, name="x", *, is_function=False):
    return session.ask("look", 5, **vars(Place(name, "it", 0, "", is_function)))


def function_of(session):
    return Boxed(session, Place("f", "it", 0, "", is_function=True), look(session, "f", is_function=True))


def test_cells_run_once_for_all_questions(session_of):
    session = session_of("x = 1", "x += 1")
    assert look(session)["value"] == look(session)["value"] == 2
    assert session.starts == 1


def test_after_a_killed_worker_all_cells_run_again_but_the_one_that_killed(session_of):
    session = session_of("x = 1", "import os\nos._exit(0)", "x += 1")
    assert look(session)["value"] == 2
    assert (session.starts, session.stopped) == (2, {1: "it ended the program that runs it"})


def test_a_function_that_ended_its_worker_is_not_asked_again(session_of):
    session = session_of(f"x = 1\n{HEAD}import os\n    os._exit(0)")
    boxed = function_of(session)
    with boxed.limited(5):
        problems = [boxed.call((1,)).problem for _ in range(3)]
    assert [problem.words for problem in problems] == ["it ended the program that runs it"] * 3
    assert session.starts == 1
    assert look(session)["value"] == 1
    assert session.starts == 2


def test_a_function_is_stopped_and_the_next_question_finds_the_same_worker(session_of):
    session = session_of(f"x = 1\n{HEAD}while True:\n        pass")
    boxed = function_of(session)
    with boxed.limited(0.2):
        assert boxed.call(()).problem is STOPPED
    assert look(session)["value"] == 1
    assert session.starts == 1


@pytest.mark.slow
def test_a_cell_that_was_stopped_runs_again_for_what_stands_above_its_loop(session_of):
    session = session_of(f"x = 1\n{HEAD}import os\n    os._exit(0)\nwhile True:\n    pass")
    assert look(session)["value"] == 1
    boxed = function_of(session)
    with boxed.limited(5):
        boxed.call(())
    assert look(session)["value"] == 1
    assert session.starts == 2
    assert session.stopped == {0: "it was stopped after 1 seconds"}


@pytest.mark.slow
def test_workers_are_not_replaced_for_ever(session_of):
    session = session_of(*["import os\nos._exit(0)"] * 40)
    with pytest.raises(WorkerGoneError, match="too often"):
        look(session)
    assert session.starts == 20


NOISE = """\
import os, threading, time
def noise():
    time.sleep(0.02)
    for stream in range(3, 64):
        try:
            os.write(stream, b"x" * 100)
        except OSError:
            pass
threading.Thread(target=noise).start()
"""


@pytest.mark.slow
def test_a_cell_is_found_that_writes_into_the_replies_later(session_of):
    session = session_of("x = 1", NOISE, "import time\ntime.sleep(0.5)", "x = 2")
    assert look(session)["value"] == 2
    assert list(session.stopped) == [1]


def test_values_cross_in_plain_types(session_of):
    session = session_of(f"import numpy as np\n{HEAD}return _")
    boxed = function_of(session)
    with boxed.limited(5):
        made = boxed.call((np.arange(3, dtype=np.uint8), [1, 2.5], "a", None))
    array, numbers, text, nothing = made.value
    assert (array.dtype, array.tolist(), numbers, text, nothing) == (np.uint8, [0, 1, 2], [1, 2.5], "a", None)


@pytest.mark.parametrize(
    ("reply", "strange"),
    [
        ({}, ""),
        ({"value": {"code": 1}}, "a value that cannot be read"),
        ({"value": (1 << 1023) + (1 << 1022)}, "a whole number of more than 300 digits"),
        ({"value": {"dict": []}}, "a dictionary"),
        ({"value": {"strange": "a tale"}}, "a tale"),
        ({"error": "x"}, "a value that is too large, or cannot be read"),
        ({"strange": "a \ud800"}, "a ?"),
        ({"problem": [1, 2]}, ""),
        ({"value": 1, "changed": "01", "warned": {"a": 1}}, ""),
        ({"value": 1, "changed": [[0], 7, -1, "0"], "warned": [1, None, "\ud800"]}, ""),
    ],
)
def test_a_reply_may_say_anything(reply, strange):
    made = _call_of(reply, 2)
    assert (made.strange, made.changed, made.problem) == (strange, (), None)
    assert all(type(text) is str and text.isprintable() for text in made.warned)


def test_a_problem_of_any_kind_is_words():
    problem = _call_of({"problem": [{"a": 1}, ["\ud800"], "yes"]}, 1).problem
    assert (problem.kind, problem.words, problem.is_stop) == ("{'a': 1}", "['\\ud800']", False)


def busy(seconds):
    """A function that has the processor for so long, whatever else runs on the machine."""
    return (
        f"import time\n{HEAD}end = time.process_time() + {seconds}\n    while time.process_time() < end:\n        pass"
    )


@pytest.mark.slow
def test_only_time_on_the_processor_counts(session_of):
    session = session_of(f"import time\n{HEAD}time.sleep(1.5)\n    return 1")
    boxed = function_of(session)
    with boxed.limited(1.0):
        assert boxed.call(()).value == 1
    session = session_of("import time\ntime.sleep(1.5)", "x = 1")
    assert (look(session)["value"], session.stopped) == (1, {})


def test_calls_share_the_time_of_a_question(session_of):
    boxed = function_of(session_of(busy(0.4)))
    with boxed.limited(1.0):
        problems = [boxed.call(()).problem for _ in range(4)]
    assert problems[:2] == [None, None]
    assert problems[2] is problems[3] is STOPPED


def test_who_lies_about_time_has_the_clock_for_a_limit(session_of):
    session = session_of(f"import time\ntime.process_time = lambda: 0.0\nx = 1\n{HEAD}time.sleep(0.5)")
    boxed = function_of(session)
    with boxed.limited(0.12):
        problems = [boxed.call(()).problem for _ in range(4)]
    assert problems[0] is None
    assert problems[-1] is STOPPED


@pytest.mark.slow
def test_a_submission_that_sleeps_once_is_waited_for_less_afterwards(session_of):
    sleeping = "import time\ntime.sleep(100)"
    session = session_of(sleeping, sleeping, "x = 1", limits=Limits(cell_s=0.4, notebook_s=20, question_s=1))
    assert session._ready().wait == 2
    assert (look(session)["value"], list(session.stopped)) == (1, [0, 1])


def test_a_function_that_is_deaf_to_the_alarm_is_ended_by_the_system(session_of):
    deaf = "try:\n            while True:\n                pass\n        except BaseException:\n            pass"
    session = session_of(f"x = 1\n{HEAD}while True:\n        {deaf}")
    boxed = function_of(session)
    with boxed.limited(0.1):
        assert boxed.call(()).problem is STOPPED
    assert look(session)["value"] == 1
    assert session.starts == 2


def test_nobody_waits_for_a_submission_without_end(session_of, monkeypatch):
    session = session_of("x = 1")
    assert look(session)["value"] == 1
    monkeypatch.setattr(module_of_session, "MOST_S", 0.0)
    with pytest.raises(WorkerGoneError, match="all of it took too long"):
        look(session)
