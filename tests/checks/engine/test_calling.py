"""A call gives a value or a problem, names the learner's own line, and tells which arguments were changed."""

import signal
import sys
import threading

import numpy as np
import pytest

from segmetrics_lab.checks.engine.calling import Call, CappedWriter, Problem, TimeIsUpError, call, time_limit

NAN = float("nan")


def raises(error):
    raise error


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (ValueError("too few"), "ValueError", "ValueError: too few"),
        (KeyError("iou"), "KeyError", "KeyError: 'iou'"),
        (IndexError(), "IndexError", "IndexError"),
        (ValueError("first.\nsecond"), "ValueError", "ValueError: first"),
        (ValueError("x" * 400), "ValueError", "ValueError: " + "x" * 288),
        (SystemExit(1), "SystemExit", "it called exit, which ends the program; return a value instead"),
    ],
)
def test_a_problem_is_told_in_the_words_of_python_and_with_the_learners_line(error, kind, words):
    own_line = "" if kind == "SystemExit" else ", in your line 16: raise error"
    assert call(raises, (error,)) == Call(problem=Problem(kind, words + own_line))


def test_a_call_that_is_stopped_did_not_end():
    assert call(raises, (TimeIsUpError(),)) == Call(problem=Problem("time", "it did not end"))


def put_five(values):
    values[0] = 5


@pytest.mark.parametrize(
    ("function", "arguments", "changed"),
    [
        (lambda values: values, (np.array([1, 2]),), ()),
        (put_five, (np.array([1, 2]),), (0,)),
        (put_five, (np.array([5, 2]),), ()),
        (put_five, ([1, 2],), (0,)),
        (lambda values: None, (np.array([NAN, 1.0]),), ()),
        (lambda values: None, ([NAN, 1.0],), ()),
        (lambda first, second: second.append(1), ([], []), (1,)),
        (lambda maps: put_five(maps[1]), ((np.zeros(2), np.zeros(2)),), (0,)),
        (lambda values: values.resize((2, 1), refcheck=False), (np.array([1, 2]),), (0,)),
    ],
)
def test_a_changed_argument_is_named_by_its_place(function, arguments, changed):
    assert call(function, arguments).changed == changed


def test_the_arguments_themselves_are_never_changed():
    values = np.array([1, 2])
    call(put_five, (values,))
    assert values.tolist() == [1, 2]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timer on this system")
def test_a_time_limit_is_over_with_its_block():
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(60) as is_limited:
        assert is_limited
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_outside_of_the_main_thread_nothing_is_limited():
    found = []

    def enter():
        with time_limit(60) as is_limited:
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
