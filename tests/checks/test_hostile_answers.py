"""Whatever is handed over, a check ends in a clear outcome: never an exception, never "correct" by a trick."""

import builtins
import os
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

import numpy as np
import pytest

from segmetrics_lab.checks import capstone, ex03
from segmetrics_lab.checks.engine.calling import Call, call
from segmetrics_lab.checks.engine.limits import MOST_OUTPUT
from tests.checks.engine.whole_process import everything, touch_everything

ROOT = Path(__file__).parents[2]
SHORT_S = 0.2
MEGABYTE = "x" * 1_000_000
LONGEST = 5000


class EqualToEverything(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return EqualToEverything(0)

    __rsub__ = __sub__

    def __abs__(self):
        return EqualToEverything(0)

    def __le__(self, other):
        return True

    __lt__ = __le__
    __hash__ = float.__hash__


class ArrayOfLies(np.ndarray):
    def __eq__(self, other):
        return True

    __hash__ = None


class SpeechlessError(Exception):
    def __str__(self):
        raise RuntimeError


def endless(truth_mask, prediction_mask):
    while True:
        pass


def endless_that_catches(truth_mask, prediction_mask):
    while True:
        try:
            time.sleep(0.01)
        except Exception:
            continue


def recursion(truth_mask, prediction_mask):
    return recursion(prediction_mask, truth_mask)


def leaves(truth_mask, prediction_mask):
    sys.exit(0)


def stops(truth_mask, prediction_mask):
    raise KeyError("iou")


def raises_a_base_exception(truth_mask, prediction_mask):
    raise GeneratorExit


def floods(truth_mask, prediction_mask):
    for _ in range(1000):
        print(MEGABYTE)
    return 0.5


def patches(truth_mask, prediction_mask):
    np.array_equal = np.isnan = np.sum = lambda *_, **__: True  # type: ignore[assignment]
    return 0.5


def patches_python(truth_mask, prediction_mask):
    builtins.all = builtins.isinstance = lambda *_, **__: True  # type: ignore[assignment]
    return 0.5


def touches_everything(truth_mask, prediction_mask):
    touch_everything()
    return 0.5


def touches_everything_and_waits(truth_mask, prediction_mask):
    touch_everything()
    patches(truth_mask, prediction_mask)
    patches_python(truth_mask, prediction_mask)
    endless(truth_mask, prediction_mask)


def holds_itself(truth_mask, prediction_mask):
    out = [0.5]
    out.append(out)
    return out


def fails_to_say_why(truth_mask, prediction_mask):
    raise SpeechlessError


def gives_then_stops(truth_mask, prediction_mask):
    yield 0.5
    raise KeyError("iou")


async def waits(truth_mask, prediction_mask):
    return 0.5


def checks_itself(truth_mask, prediction_mask):
    return ex03.iou.check(checks_itself).share


def puts_a_trap_in_its_argument(truth_mask, prediction_mask):
    truth_mask.dtype = object
    return 0.5


def too_large(truth_mask, prediction_mask):
    return np.ones((1 << 62, 1 << 62))


NOT_YET = {
    "a number": 0.5,
    "a text": "my_iou",
    "a list": [1, 2],
    "a class": float,
    "NaN everywhere": lambda t, p: float("nan"),
    "an array": lambda t, p: t & p,
    "a text each time": lambda t, p: "0.5",
    "a lie": lambda t, p: EqualToEverything(0.5),
    "an array of lies": lambda t, p: np.zeros(1).view(ArrayOfLies),
    "an array of objects": lambda t, p: np.array([EqualToEverything(0)], dtype=object),
    "True": lambda t, p: True,
    "a function": lambda t, p: floods,
    "infinity": lambda t, p: float("inf"),
    "a complex number": lambda t, p: 0.5 + 0j,
    "a dictionary": lambda t, p: {"iou": 0.5},
    "a list that holds itself": holds_itself,
    "a huge number": lambda t, p: 10**400,
    "a long text": lambda t, p: MEGABYTE,
    "long texts": lambda t, p: np.array([MEGABYTE, MEGABYTE]),
    "an array without an end": lambda t, p: np.broadcast_to(0.5, (1 << 40,)),
    "a generator": lambda t, p: (part for part in (0.5,)),
    "a coroutine": waits,
    "a huge number itself": 10**5000,
    "a long text itself": MEGABYTE,
}
COULD_NOT_RUN = {
    "sys.exit": leaves,
    "an exception": stops,
    "a base exception": raises_a_base_exception,
    "recursion": recursion,
    "too few parameters": lambda truth_mask: 0.5,
    "too much memory": too_large,
    "an error that cannot say why": fails_to_say_why,
    "a generator that stops": gives_then_stops,
    "a check inside of the function": checks_itself,
    "another dtype": puts_a_trap_in_its_argument,
    "a name that is not there": lambda t, p: np.intersection(t & p),  # type: ignore[attr-defined]
}


LEAVES_NOTHING = {
    **NOT_YET,
    **COULD_NOT_RUN,
    "touches everything": touches_everything,
    "touches everything and waits": touches_everything_and_waits,
    "patches numpy": patches,
    "patches Python": patches_python,
}


@pytest.mark.parametrize("answer", NOT_YET.values(), ids=NOT_YET)
def test_what_is_no_answer_is_not_yet_one(answer):
    feedback = ex03.iou.check(answer)
    assert feedback.outcome in ("not yet", "could not run")
    assert len(repr(feedback)) < LONGEST


@pytest.mark.parametrize("answer", LEAVES_NOTHING.values(), ids=LEAVES_NOTHING)
def test_whatever_an_answer_touches_is_afterwards_what_it_was(answer):
    before = everything()
    ex03.iou.check(answer, seconds=SHORT_S)
    assert everything() == before


@pytest.mark.parametrize("question", [ex03.shifted, ex03.half, capstone.decision], ids=["value", "choice", "selection"])
def test_whatever_an_answer_touches_while_it_is_read_is_afterwards_what_it_was(question):
    def touches():
        touch_everything()
        yield 0.5

    before = everything()
    assert question.check(touches()).outcome == "not yet"
    assert everything() == before


def test_four_threads_at_once_leave_everything_as_it_was():
    before, found = everything(), []
    answers = [touches_everything, stops, patches_python, lambda t, p: 0.5]
    threads = [
        threading.Thread(target=lambda answer=answer: found.append(ex03.iou.check(answer))) for answer in answers
    ]
    for thread in threads:
        thread.start()
    endings = [ex03.iou.check(endless, seconds=SHORT_S) for _ in range(2)]
    for thread in threads:
        thread.join()
    assert everything() == before
    assert sorted(feedback.outcome for feedback in found) == ["could not run"] * 2 + ["not yet"] * 2
    assert all("stopped after 0.2 seconds" in feedback.message for feedback in endings)


@pytest.mark.parametrize("answer", COULD_NOT_RUN.values(), ids=COULD_NOT_RUN)
def test_what_cannot_run_says_so(answer):
    feedback = ex03.iou.check(answer)
    assert feedback.outcome == "could not run"
    assert "segmetrics_lab" not in feedback.message


@pytest.mark.parametrize("answer", [None, ...])
def test_nothing_is_not_attempted(answer):
    assert all(question.check(answer).outcome == "not attempted" for question in (ex03.iou, ex03.shifted, ex03.half))


@pytest.mark.parametrize("function", [endless, endless_that_catches])
def test_an_endless_loop_is_stopped(function):
    feedback = ex03.iou.check(function, seconds=SHORT_S)
    assert feedback.outcome == "could not run"
    assert "stopped after 0.2 seconds" in feedback.message


def test_a_function_that_is_stopped_leaves_no_alarm_behind():
    ex03.iou.check(endless, seconds=SHORT_S)
    time.sleep(3 * SHORT_S)
    assert ex03.iou.check(stops).outcome == "could not run"


def test_outside_of_the_main_thread_there_is_no_limit_and_the_feedback_says_so():
    found = []
    thread = threading.Thread(target=lambda: found.append(ex03.iou.check(stops)))
    thread.start()
    thread.join()
    assert "no time limit" in found[0].note


def test_output_is_capped_while_it_is_written(capsys):
    ex03.iou.check(floods)
    printed = capsys.readouterr().out
    assert MOST_OUTPUT <= len(printed) < MOST_OUTPUT + 200
    assert "the rest is dropped" in printed


def test_what_a_learner_prints_and_warns_is_still_seen(capsys):
    def talks(truth_mask, prediction_mask):
        print("looking")
        warnings.warn("careful", stacklevel=1)
        return 0.5

    with pytest.warns(UserWarning, match="careful"):
        ex03.iou.check(talks)
    assert "looking" in capsys.readouterr().out


def test_a_patched_numpy_proves_nothing_and_is_put_back(monkeypatch):
    own = np.sum, np.isnan, np.array_equal
    feedback = ex03.iou.check(patches)
    assert feedback.outcome == "could not run"
    assert "numpy's own" in feedback.message
    assert (np.sum, np.isnan, np.array_equal) == own
    monkeypatch.setattr(np, "sum", len)
    assert ex03.iou.check(lambda t, p: 0.5).outcome == "could not run"
    assert np.sum is own[0]


def test_a_patched_python_proves_nothing_and_is_put_back():
    own = all, isinstance
    feedback = ex03.iou.check(patches_python)
    assert (feedback.outcome, (all, isinstance)) == ("could not run", own)
    assert "was not Python's own" in feedback.message


def test_a_function_cannot_change_the_cases():
    def writes(truth_mask, prediction_mask):
        truth_mask[:] = False
        prediction_mask[:] = False
        return float("nan")

    ex03.iou.check(writes)
    assert ex03.iou.cases[0].arguments[0].any()
    assert ex03.iou.check(writes).outcome == "not yet"


def test_the_learners_own_line_is_named(tmp_path):
    path = tmp_path / "mine.py"
    path.write_text("import numpy as np\n\ndef mine(truth_mask, prediction_mask):\n    return np.summ(truth_mask)\n")
    names = {}
    exec(compile(path.read_text(), str(path), "exec"), names)
    message = ex03.iou.check(names["mine"]).message
    assert "AttributeError" in message
    assert "in your line 4: return np.summ(truth_mask)" in message


def test_an_interruption_by_the_user_is_passed_on():
    def interrupted(truth_mask, prediction_mask):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ex03.iou.check(interrupted)


def test_a_call_keeps_its_value_and_says_which_argument_was_changed():
    def sorts(first, second):
        second.sort()
        return first

    assert call(sorts, (1, [2, 1])) == Call(value=1, changed=(1,))


def test_checks_of_metrics_load_no_library_for_plots_models_or_widgets():
    script = (
        "import sys; from segmetrics_lab.checks import ex03\n"
        "print([name for name in ('matplotlib', 'sklearn', 'skimage', 'scipy', 'ipywidgets') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert found.stdout.strip() == "[]"
