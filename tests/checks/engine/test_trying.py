"""A trial asks case by case, further cases only where all is right, and leaves numpy and Python as they were."""

import builtins
import threading
import time
from typing import Any

import numpy as np
import pytest

from segmetrics_lab.checks.engine.cases import Case
from segmetrics_lab.checks.engine.handed import Here
from segmetrics_lab.checks.engine.trying import try_function

OWN_SUM = np.sum
OWN = {
    name: getattr(builtins, name) for name in ("all", "len", "max", "isinstance", "setattr", "getattr", "type", "any")
}
CASES = [Case((1,), 2, "one"), Case((2,), 4, "two")]
FURTHER = [Case((3,), 6, "three"), Case((4,), 8, "four")]


@pytest.fixture(autouse=True)
def numpy_and_python_as_they_were(monkeypatch):
    monkeypatch.setattr(np, "sum", OWN_SUM)
    for name, value in OWN.items():
        monkeypatch.setattr(builtins, name, value)


def doubled(number):
    return 2 * number


def tried(function, seconds=5.0, further=lambda: FURTHER):
    return try_function(Here(function), CASES, further, tolerance=1e-5, seconds=seconds)


@pytest.mark.parametrize(
    ("function", "about"),
    [
        (doubled, ["one", "two", "three", "four"]),
        (lambda n: 2 * n if n < 3 else 0, ["one", "two", "three", "four"]),
        (lambda n: 2, ["one", "two"]),
        (lambda n: 1 / 0, ["one", "two"]),
    ],
)
def test_further_cases_come_where_all_before_are_right(function, about):
    trial = tried(function)
    assert [answer.case.about for answer in trial.answers] == about
    assert (trial.stop, trial.replaced, trial.note) == (None, [], "")


def waits_at_two(number):
    while number == 2:
        time.sleep(0.01)
    return 2 * number


def waits_deafly_at_two(number):
    while number == 2:
        try:
            time.sleep(0.01)
        except Exception:
            continue
    return 2 * number


def gives_for_ever_at_two(number):
    def parts():
        while True:
            time.sleep(0.01)
            yield 1

    return parts() if number == 2 else 2 * number


@pytest.mark.parametrize("function", [waits_at_two, waits_deafly_at_two, gives_for_ever_at_two])
def test_a_stop_keeps_the_answers_before_it_and_its_case(function):
    trial = tried(function, seconds=0.2)
    assert [answer.case.about for answer in trial.answers] == ["one"]
    assert trial.stop.case is CASES[1]
    assert trial.stop.seconds > 0.1


def test_a_slow_function_is_stopped_in_a_case_that_had_just_begun():
    cases = [Case((number,), 2 * number, "any") for number in range(100)]
    trial = try_function(Here(slow_double), cases, list, tolerance=1e-5, seconds=0.5)
    assert len(trial.answers) > 1
    assert trial.stop.seconds < 0.25


def slow_double(number):
    time.sleep(0.05)
    return 2 * number


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("value", [lambda *_, **__: True, lambda *_, **__: None, lambda *_, **__: 1 / 0, 5])
def test_what_the_function_assigns_to_python_is_put_back_and_named(name, value):
    def assigns(number):
        setattr(builtins, name, value)
        return 2 * number

    assert tried(assigns).replaced == [name]
    assert {name: getattr(builtins, name) for name in OWN} == OWN


def test_what_the_function_assigns_to_numpy_is_put_back_and_named():
    def assigns(number):
        np.sum = max  # type: ignore[assignment]
        return 2 * number

    assert tried(assigns).replaced == ["np.sum"]
    assert np.sum is OWN_SUM


def test_what_a_function_assigns_before_it_waits_for_ever_is_put_back_too():
    def assigns_and_waits(number):
        builtins.max = len  # type: ignore[assignment]
        while True:
            time.sleep(0.01)

    trial = tried(assigns_and_waits, seconds=0.2)
    assert (trial.replaced, trial.stop.case) == (["max"], CASES[0])
    assert max is OWN["max"]


@pytest.mark.parametrize(("module", "name", "called"), [(np, "sum", "np.sum"), (builtins, "max", "max")])
def test_what_was_changed_before_is_put_back_and_nothing_is_called(monkeypatch, module, name, called):
    own = getattr(module, name)
    monkeypatch.setattr(module, name, len)
    trial = tried(doubled)
    assert (trial.replaced, trial.answers) == ([called], ())
    assert getattr(module, name) is own


def test_all_is_put_back_even_if_the_learner_interrupts():
    def interrupted(number):
        np.sum = builtins.max = len  # type: ignore[assignment]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tried(interrupted)
    assert (np.sum, max) == (OWN_SUM, OWN["max"])


def test_a_fault_of_the_further_cases_is_raised():
    with pytest.raises(KeyError):
        tried(doubled, further=lambda: {}["further"])


def test_a_patch_of_an_installed_library_is_counted_with_and_told(monkeypatch):
    names: dict[str, Any] = {}
    exec(compile("def faster(values):\n    return 0", "/lib/site-packages/faster.py", "exec"), names)
    monkeypatch.setattr(np, "sum", names["faster"])
    trial = tried(doubled)
    assert len(trial.answers) == 4
    assert trial.note == "This check counted with np.sum of an installed library, not of numpy."
    assert np.sum is names["faster"]


def test_outside_of_the_main_thread_the_note_says_that_nothing_was_limited():
    found = []
    thread = threading.Thread(target=lambda: found.append(tried(doubled)))
    thread.start()
    thread.join()
    assert found[0].note == "There was no time limit: this check does not run in the main thread."
