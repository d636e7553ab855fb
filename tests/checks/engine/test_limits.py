"""Limits stop what does not end, cap what is printed, and leave everything else as it was."""

import signal
import sys
import threading
import time
import warnings
from contextlib import suppress

import numpy as np
import pytest

from segmetrics_lab.checks.engine import limits
from segmetrics_lab.checks.engine.limits import (
    CappedWriter,
    TimeIsUpError,
    capped_output,
    numpy_warnings,
    time_limit,
    undisturbed,
)
from tests.checks.engine.whole_process import everything, touch_everything

SHORT_S = 0.1
LONG_S = 60.0
needs_alarms = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timer on this system")


@pytest.fixture
def rung():
    """The times at which a handler of the user's own was called."""
    found = []
    before = signal.signal(signal.SIGALRM, lambda *_: found.append(time.monotonic()))
    yield found
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def wait_for_ever():
    while True:
        time.sleep(0.01)


def wait_deafly(waits):
    """Catch the first alarms."""
    for _ in range(waits):
        with suppress(TimeIsUpError):
            wait_for_ever()
    wait_for_ever()


def wait_within_limits(*seconds):
    """Wait for ever in each of these limits, the first around the others."""
    with time_limit(seconds[0]) as is_limited:
        assert is_limited
        with suppress(TimeIsUpError):
            if seconds[1:]:
                wait_within_limits(*seconds[1:])
        wait_for_ever()


@needs_alarms
@pytest.mark.parametrize("seconds", [(SHORT_S,), (3 * SHORT_S, SHORT_S)])
def test_what_does_not_end_is_stopped_by_each_limit_around_it(seconds):
    with pytest.raises(TimeIsUpError):
        wait_within_limits(*seconds)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@needs_alarms
def test_what_catches_the_first_alarms_gets_another_one():
    with pytest.raises(TimeIsUpError), time_limit(SHORT_S):
        wait_deafly(2)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@needs_alarms
def test_an_alarm_that_python_drops_is_not_told_and_the_next_one_stops(capsys, monkeypatch):
    dropped = []
    monkeypatch.setattr(sys, "unraisablehook", dropped.append)

    class Endless:
        def __init__(self, *, fails):
            self.fails = fails

        def __del__(self):
            if self.fails:
                raise ValueError("its own")
            wait_for_ever()

    def delete_and_wait():
        Endless(fails=True)
        Endless(fails=False)
        wait_for_ever()

    with pytest.raises(TimeIsUpError), time_limit(SHORT_S):
        delete_and_wait()
    assert [type(one.exc_value) for one in dropped] == [ValueError]
    assert capsys.readouterr() == ("", "")


@needs_alarms
def test_a_limit_is_over_with_its_block():
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(LONG_S):
        assert signal.getsignal(signal.SIGALRM) is not before
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@needs_alarms
def test_a_timer_that_ran_before_goes_on_afterwards(rung):
    handler = signal.getsignal(signal.SIGALRM)
    signal.setitimer(signal.ITIMER_REAL, LONG_S, 2 * LONG_S)
    with time_limit(LONG_S / 2):
        pass
    left, interval = signal.getitimer(signal.ITIMER_REAL)
    assert 0 < left < LONG_S
    assert interval == 2 * LONG_S
    assert signal.getsignal(signal.SIGALRM) is handler
    assert rung == []


@needs_alarms
def test_a_timer_that_was_due_meanwhile_rings_afterwards(rung):
    signal.setitimer(signal.ITIMER_REAL, SHORT_S / 4)
    with pytest.raises(TimeIsUpError), time_limit(SHORT_S):
        wait_for_ever()
    while not rung:
        signal.pause()
    assert len(rung) == 1


@needs_alarms
def test_a_handler_that_python_does_not_know_becomes_that_of_the_system(monkeypatch):
    handlers = []
    monkeypatch.setattr(limits.signal, "signal", lambda _, handler: handlers.append(handler))
    with time_limit(LONG_S):
        pass
    assert handlers[1:] == [signal.SIG_DFL]


@pytest.fixture
def interruptible():
    """What is started in the background of a shell is often deaf to interrupts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_without_alarms_the_main_thread_is_interrupted(monkeypatch):
    monkeypatch.delattr(limits.signal, "setitimer")
    with pytest.raises(TimeIsUpError), time_limit(SHORT_S):
        wait_for_ever()
    with pytest.raises(KeyboardInterrupt), time_limit(LONG_S):
        raise KeyboardInterrupt


def test_outside_of_the_main_thread_nothing_is_limited():
    found = []

    def enter():
        with time_limit(LONG_S) as is_limited:
            found.append(is_limited)

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert found == [False]


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["ab", "cd"], "abcd"),
        (["abcdefgh"], "abcde\n[your function prints more than 100,000 characters: the rest is dropped]\n"),
        (["abc", "def", "g"], "abcde\n[your function prints more than 100,000 characters: the rest is dropped]\n"),
    ],
)
def test_output_is_cut_once_and_says_so(capsys, texts, shown):
    writer = CappedWriter(sys.stdout, 5)
    assert [writer.write(text) for text in texts] == [len(text) for text in texts]
    assert capsys.readouterr().out == shown


def test_output_and_errors_are_capped_within_the_block_only(capsys, monkeypatch):
    monkeypatch.setattr(limits, "MOST_OUTPUT", 3)
    with capped_output():
        print("abcdef")
        print("ghi", file=sys.stderr)
    print("jkl")
    out, err = capsys.readouterr()
    assert (out[:4], out[-4:], err[:4]) == ("abc\n", "jkl\n", "ghi\n")


@pytest.mark.parametrize("ends_well", [True, False])
def test_everything_is_left_as_it_was(ends_well):
    before = everything()
    try:
        with undisturbed():
            touch_everything()
            if not ends_well:
                raise ValueError
    except ValueError:
        pass
    assert everything() == before


def test_a_folder_that_is_no_longer_there_disturbs_nothing(tmp_path, monkeypatch):
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with undisturbed():
        folder.rmdir()
    with undisturbed():
        pass


def test_one_thread_at_a_time_is_judged():
    inside, most = [], []

    def enter(number):
        with undisturbed():
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.01)
            inside.remove(number)

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


def warned_by_division_and_by_hand():
    """What is collected of two divisions by 0 and of a learner's own warning."""
    with numpy_warnings() as warned:
        np.divide(0, 0)
        np.divide(1, 0)
        warnings.warn("careful", stacklevel=1)
    return warned


def test_numpy_warnings_are_collected_and_others_go_where_they_went():
    with pytest.warns(UserWarning, match="careful") as seen:
        warned = warned_by_division_and_by_hand()
    assert warned == ["invalid value encountered in divide", "divide by zero encountered in divide"]
    assert [str(warning.message) for warning in seen] == ["careful"]
