"""Draw it first: a curve that is drawn and locked in before the true one appears over it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from segmetrics_lab.labels import plain_array, score_named
from segmetrics_lab.widgets.guess_question import CurveQuestion, checked_curve
from segmetrics_lab.widgets.predict_first import PredictFirst
from segmetrics_lab.widgets.scales import checked_close, number_text

FEWEST_PLACES, MOST_PLACES, MOST_CURVES = 3, 40, 4


class DrawFirst(PredictFirst):
    """A curve to draw, by hand or with keys; the true one appears over it once it is locked in.

    The places of x stand in even steps. All else is as in PredictFirst.

    Args:
        x: 3 to 40 numbers, rising: the places at which the curve is drawn.
        curves: name to values of 0 to 1, one for each x. The last curve is drawn; others, up to 3, are shown.
        question: what is asked.
        x_label: what x is, with its unit.
        y_label: what the values are.
        close: how far off on average a curve may be and count as right; 0.05 where it is None.
        because: a sentence that is shown with the answer.
        wrong: sentences for curves that are "too high" or "too low" everywhere, and not close.
        key: as in PredictFirst.

    Attributes:
        guess: None until it is given, then a float for each x.
        is_right: None until there is a guess, then whether it is close: off by no more than that on average.

    Raises:
        ValueError: x does not rise, a curve does not fit to it or is no score, close is not in 0 to 1, or a guess is
            refused or the second one.

    >>> DrawFirst([3, 5, 7], {"IoU": [0.2, 0.5, 0.8]}, question="Rise?", x_label="radius", y_label="score")
    DrawFirst: Rise? (A curve over radius 3 to 7; within 0.05 on average is close. Run the cell to guess.)
    """

    _called = "Draw it first"

    def __init__(
        self,
        x: np.ndarray,
        curves: Mapping[str, np.ndarray],
        *,
        question: str,
        x_label: str,
        y_label: str,
        close: float | None = None,
        because: str = "",
        wrong: Mapping[str, str] | None = None,
        key: str = "",
    ) -> None:
        for name, text in {"question": question, "x_label": x_label, "y_label": y_label}.items():
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"{name} is {text!r}, but it must be a text that is not blank.")
        if not isinstance(curves, Mapping) or not 1 <= len(curves) <= MOST_CURVES:
            raise ValueError(f"curves is {curves!r}, but it must be a dict of 1 to {MOST_CURVES} names and values.")
        places = _checked_places(x)
        values = {name: checked_curve(scores, f"curve {name!r}", len(places)) for name, scores in curves.items()}
        named = [{"name": name, "style": (score_named(name) or "").lower()} for name in values]
        given = [look | {"values": list(values[look["name"]])} for look in named[:-1]]
        drawn, at = named[-1], x_label.partition(" in ")[0]
        near = CurveQuestion.close if close is None else checked_close(close, 1)
        asked = CurveQuestion(question, drawn["name"], values[drawn["name"]], places, at, near)
        axes = {"places": list(places), "at": at, "close": asked.close, "across": x_label, "up": y_label}
        self._ask(asked, because, wrong or {}, key=key, chart={**axes, "drawn": drawn, "given": given})


def _checked_places(x: Any) -> tuple[str, ...]:
    """The places as texts, once they are known to rise."""
    numbers = plain_array(x, "x")
    is_row = numbers.ndim == 1 and numbers.dtype.kind in "iuf" and FEWEST_PLACES <= len(numbers) <= MOST_PLACES
    if not is_row or not np.isfinite(numbers).all() or not (np.diff(numbers.astype(float)) > 0).all():
        raise ValueError(
            f"x has shape {numbers.shape} and dtype {numbers.dtype}, but a curve is drawn over {FEWEST_PLACES} to "
            f"{MOST_PLACES} numbers, each larger than the one before. Sort them, or take fewer."
        )
    return tuple(number_text(float(number)) for number in numbers)
