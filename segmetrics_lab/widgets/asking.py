"""Asking: a lesson names a guess by its key, and the words stand in the package, so that no cell answers it."""

from collections.abc import Mapping
from typing import Any

from segmetrics_lab.labels import check_name, whole_number
from segmetrics_lab.progress import lesson_texts
from segmetrics_lab.widgets.draw_first import DrawFirst
from segmetrics_lab.widgets.gate import await_answer
from segmetrics_lab.widgets.predict_first import PredictFirst

SCALE = ("low", "high", "close")


def ask(key: str, value: Any = None) -> PredictFirst:
    """The question of a lesson that is known by this key.

    Args:
        key: its name in the source of the lesson.
        value: the answer: a number, or the index of the right choice; nothing where the source marks that choice.

    Raises:
        ValueError: there is no such question, the value is no answer to it, or it is a choice that the lesson explains
            as wrong.
    """
    guess, words = _guess_named(key)
    choices, marked = guess["choices"], guess["right"]
    if not choices:
        asked = PredictFirst(answer=value, **words, **{name: guess[name] for name in SCALE})
        return await_answer(asked, guess["answering"])
    if value is None and marked is None:
        raise ValueError(f"the answer of {key!r} is missing: pass the index of the right one of {choices}.")
    hint = f"the index of the right one of {choices}"
    right = marked if value is None else whole_number(value, "value", least=0, most=len(choices) - 1, hint=hint)
    return await_answer(PredictFirst(answer=choices[right], choices=choices, **words), guess["answering"])


def draw(key: str, x: Any, curves: Mapping[str, Any], *, x_label: str, y_label: str) -> DrawFirst:
    """The question of a lesson that is known by this key, and whose answer is a curve to draw: see DrawFirst.

    Raises:
        ValueError: there is no such question, or a curve does not fit to x.
    """
    guess, words = _guess_named(key)
    asked = DrawFirst(x, curves, x_label=x_label, y_label=y_label, close=guess["close"], **words)
    return await_answer(asked, guess["answering"])


def _guess_named(key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the lesson says of a guess, and those of its words that every question shows."""
    guesses = lesson_texts()["guesses"]
    guess = guesses[check_name(key, list(guesses), called="key")]
    texts = {name: " ".join(guess[name].split()) for name in ("question", "because")}
    return guess, {**texts, "wrong": guess["wrong"], "key": key}


def alt_text(key: str) -> str:
    """The words of a figure of a lesson, in place of the picture; they stand in the source of the lesson."""
    alts = lesson_texts()["alts"]
    return str(alts[check_name(key, list(alts), called="key")])
