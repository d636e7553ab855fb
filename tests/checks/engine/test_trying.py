"""A trial asks case by case, goes on to further cases only where all is right, and leaves numpy as it was."""

import threading
import time
from typing import Any

import numpy as np
import pytest

from segmetrics_lab.checks.engine.cases import Case
from segmetrics_lab.checks.engine.trying import try_function

OWN_SUM = np.sum
CASES = [Case((1,), 2, "one"), Case((2,), 4, "two")]
FURTHER = [Case((3,), 6, "three"), Case((4,), 8, "four")]


def tried(function, seconds=5.0):
    return try_function(function, CASES, lambda: FURTHER, tolerance=1e-5, seconds=seconds)


@pytest.mark.parametrize(
    ("function", "about"),
    [
        (lambda n: 2 * n, ["one", "two", "three", "four"]),
        (lambda n: 2 * n if n < 3 else 0, ["one", "two", "three", "four"]),
        (lambda n: 2, ["one", "two"]),
        (lambda n: 1 / 0, ["one", "two"]),
    ],
)
def test_further_cases_come_where_all_before_are_right(function, about):
    trial = tried(function)
    assert [answer.case.about for answer in trial.answers] == about
    assert (trial.is_stopped, trial.replaced, trial.note) == (False, [], "")


def test_a_stop_keeps_the_answers_up_to_it():
    def waits(number):
        while number == 2:
            time.sleep(0.01)
        return 2 * number

    trial = tried(waits, seconds=0.2)
    assert trial.is_stopped
    assert [answer.is_stopped for answer in trial.answers] == [False, True]


def test_what_the_function_assigns_to_numpy_is_put_back_and_named(monkeypatch):
    def assigns(number):
        monkeypatch.setattr(np, "sum", max)
        return 2 * number

    assert tried(assigns).replaced == ["sum"]
    assert np.sum is OWN_SUM


def test_a_numpy_that_was_changed_before_is_put_back_and_nothing_is_called(monkeypatch):
    monkeypatch.setattr(np, "sum", max)
    trial = tried(lambda number: 2 * number)
    assert (trial.replaced, trial.answers) == (["sum"], ())
    assert np.sum is OWN_SUM


def test_numpy_is_put_back_even_if_the_learner_interrupts(monkeypatch):
    def interrupted(number):
        monkeypatch.setattr(np, "sum", max)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tried(interrupted)
    assert np.sum is OWN_SUM


def test_a_patch_of_an_installed_library_is_counted_with_and_told(monkeypatch):
    names: dict[str, Any] = {}
    exec(compile("def faster(values):\n    return 0", "/lib/site-packages/faster.py", "exec"), names)
    monkeypatch.setattr(np, "sum", names["faster"])
    trial = tried(lambda number: 2 * number)
    assert len(trial.answers) == 4
    assert trial.note == "This check counted with np.sum of an installed library, not of numpy."
    assert np.sum is names["faster"]


def test_outside_of_the_main_thread_the_note_says_that_nothing_was_limited():
    found = []
    thread = threading.Thread(target=lambda: found.append(tried(lambda number: 2 * number)))
    thread.start()
    thread.join()
    assert found[0].note == "There was no time limit: this check does not run in the main thread."
