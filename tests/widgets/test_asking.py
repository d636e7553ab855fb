"""Asking by a key: the words come from the lesson, the answer from the cell."""

import numpy as np
import pytest

from segmetrics_lab.widgets import DrawFirst, alt_text, ask, asking, draw
from segmetrics_lab.widgets.guesses import RECORD


def text(**given):
    """The words of a guess as the builder writes them."""
    plain = {"question": "Which one\ndoes it prefer?", "because": "It counts\npixels.", "wrong": {}, "choices": []}
    return plain | {"right": None, "low": None, "high": None, "close": None, "answering": "0" * 12} | given


CHOICES = {"choices": ["too small", "too large"], "wrong": {"too large": "It does not see objects."}}
GUESSES = {
    "ring": text(**CHOICES),
    "known": text(**CHOICES, right=0),
    "share": text(low=0, high=20, close=2),
    "plain": text(),
}


@pytest.fixture(autouse=True)
def lesson(monkeypatch):
    """A lesson with these guesses and a figure."""
    monkeypatch.setattr(asking, "lesson_texts", lambda: {"guesses": GUESSES, "alts": {"cups": "Two cups."}})


@pytest.mark.parametrize("asked", [lambda: ask("ring", 0), lambda: ask("ring", np.int64(0)), lambda: ask("known")])
def test_a_choice_is_named_by_its_index_or_by_the_lesson(asked):
    widget = asked()
    assert (widget.question, widget.answer) == ("Which one does it prefer?", "too small")
    widget.guess = "too large"
    assert list(RECORD) == [widget.key]
    assert repr(widget).endswith('It is "too small". It does not see objects. It counts pixels.')


def test_a_number_has_the_scale_that_its_lesson_says():
    widget = ask("share", 7)
    assert [widget.scale[name] for name in ("low", "high", "close")] == [0, 20, 2]
    assert ask("plain", 0.3).scale["close"] == 0.1


def test_a_curve_is_asked_for_by_its_key():
    widget = draw("plain", [1, 2, 3], {"IoU": [0, 0.5, 1]}, x_label="radius", y_label="IoU")
    assert isinstance(widget, DrawFirst)
    assert (widget.key, widget.question) == ("plain", "Which one does it prefer?")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (lambda: ask("rink", 0), "key is 'rink'.*Did you mean 'ring'"),
        (lambda: ask("ring"), "the answer of 'ring' is missing: pass the index"),
        (lambda: ask("ring", 2), "value is 2.*from 0 to 1.*the index of the right one of"),
        (lambda: ask("ring", -1), "value is -1"),
        (
            lambda: ask("ring", 1),
            "the answer is 'too large', but this is explained as wrong: 'It does",
        ),
        (lambda: ask("share", 21), "the scale goes from 0 to 20"),
        (lambda: alt_text("cup"), "key is 'cup'.*Did you mean 'cups'"),
    ],
)
def test_what_does_not_fit_to_the_lesson_is_refused(asked, words):
    with pytest.raises(ValueError, match=words):
        asked()


def test_the_words_of_a_figure_are_those_of_the_lesson():
    assert alt_text("cups") == "Two cups."
