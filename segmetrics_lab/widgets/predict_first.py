"""Predict first: a guess that is locked in before the answer appears, and kept as long as the kernel lives."""

from collections.abc import Iterable, Mapping
from html import escape
from textwrap import shorten
from typing import Any, Self

import numpy as np
from traitlets import Any as AnyTrait
from traitlets import Bool, Dict, List, TraitType, Tuple, Unicode

from segmetrics_lab.labels import check_name
from segmetrics_lab.widgets.base import CourseWidget
from segmetrics_lab.widgets.folding import folded, folds_explanations
from segmetrics_lab.widgets.guess_question import SIDES, CurveQuestion, GuessQuestion
from segmetrics_lab.widgets.guesses import RECORD, SURENESS, Guess

LONGEST_NAME = 80


class GivenOnce(TraitType):
    """A value that is None until it is given, and then stays as it is until it is taken back."""

    def __init__(self) -> None:
        super().__init__(None)

    def validate(self, obj: "PredictFirst", value: Any) -> Any:
        """The checked value; only the first one is taken."""
        given = obj._trait_values.get(self.name)
        if value is None and given is None:
            return None
        checked = value if value is None else obj._checked(str(self.name), value)
        if given is not None and checked != given:
            raise ValueError(
                f"{self.name} is already locked in as {given!r}: only the first one counts. "
                "To guess again, call .reset() first."
            )
        return checked

    def take_back(self, obj: "PredictFirst") -> None:
        """Make it None again, and tell the page."""
        given = obj._trait_values.get(self.name)
        obj._trait_values[str(self.name)] = None
        if given is not None:
            obj._notify_trait(self.name, given, None)


class PredictFirst(CourseWidget):
    """A question whose answer appears once a guess is locked in, or once it is skipped.

    The guess is kept in the kernel: the same question, shown again, shows it; `recap` lists all of them. A question
    with the same words but another answer is asked again. If nobody guesses, the notebook runs on.

    Args:
        question: what is asked.
        answer: one of the choices, or a finite number.
        choices: 2 to 6 different texts; None where a number is asked for. An int on a scale of whole numbers asks for
            a whole number.
        low: the least number of the scale; 0 where low and high are None and the answer is in 0 to 1.
        high: its largest number; 1 likewise.
        close: how near to the answer a number counts as right; a tenth of the scale where it is None.
        because: a sentence that is shown with the answer.
        wrong: for a wrong choice the sentence that is shown to whoever took it; for a number that is not close, one for
            "too high" and one for "too low".
        key: its name in a lesson, under which the guess is kept; without one it is kept under the question.

    Attributes:
        guess: None until it is given, then a str or a float. It can be set once, as when a room has voted.
        skipped: was the answer opened without a guess?
        sureness: None until it is said, then "a hunch", "fairly sure" or "certain".
        is_right: None until there is a guess, then whether it is the right choice, or close.

    Raises:
        ValueError: the answer is not among the choices or not on the scale, or is explained as wrong; or a guess is
            refused or the second one.

    >>> PredictFirst("Which share of the pixels is cup?", 0.0925)
    PredictFirst: Which share of the pixels is cup? (A number from 0 to 1; within 0.1 is close. Run the cell to guess.)
    """

    _module = "predict_first"
    _called = "Predict first"
    _question: GuessQuestion | CurveQuestion

    question = Unicode(read_only=True).tag(sync=True)
    answer = AnyTrait(read_only=True).tag(sync=True)
    choices = Tuple(read_only=True).tag(sync=True)
    scale = AnyTrait(read_only=True).tag(sync=True)
    chart = AnyTrait(read_only=True).tag(sync=True)
    because = Unicode(read_only=True).tag(sync=True)
    wrong = Dict(read_only=True).tag(sync=True)
    key = Unicode(read_only=True).tag(sync=True)
    sureness_levels = List(Unicode(), list(reversed(SURENESS)), read_only=True).tag(sync=True)
    guess = GivenOnce().tag(sync=True, echo_update=False)
    sureness = GivenOnce().tag(sync=True, echo_update=False)
    skipped = Bool(False).tag(sync=True, echo_update=False)

    def __init__(
        self,
        question: str,
        answer: str | float | np.number,
        *,
        choices: Iterable[str] | None = None,
        low: float | None = None,
        high: float | None = None,
        close: float | None = None,
        because: str = "",
        wrong: Mapping[str, str] | None = None,
        key: str = "",
    ) -> None:
        asked = GuessQuestion.asked(question, answer, choices=choices, low=low, high=high, close=close)
        page = {"choices": list(asked.choices), "scale": asked.scale and asked.scale.to_page()}
        self._ask(asked, because, wrong or {}, key=key, **page)

    def _ask(self, asked: GuessQuestion | CurveQuestion, because: str, wrong: Mapping[str, str], **traits: Any) -> None:
        """Begin with a question: unasked, or with the guess that it was given before."""
        if not isinstance(because, str):
            raise ValueError(f"because is {because!r}, but it must be a text that is shown with the answer.")
        traits["wrong"] = _checked_wrong(wrong, asked)
        self._question = asked
        self.words = f"{self._called}: {shorten(asked.text, LONGEST_NAME, placeholder=' ...')}"
        for name, value in {"question": asked.text, "answer": asked.answer, "because": because, **traits}.items():
            self.set_trait(name, value)
        RECORD.asked(self._name)
        kept = RECORD.get(self._name)
        if kept is not None and kept.question == asked:
            self.guess, self.sureness = kept.value, kept.sureness
        else:
            RECORD.pop(self._name, None)
        self._begin("skipped")
        self.observe(self._keep, ["guess", "sureness"])

    @property
    def _name(self) -> str:
        """Under what its guess is kept."""
        return self.key or self.question

    @property
    def is_answered(self) -> bool:
        """Is the answer shown, since a guess was locked in or the question was skipped?"""
        return self.guess is not None or self.skipped

    @property
    def is_right(self) -> bool | None:
        """Is the guess the right choice, or close? None without a guess."""
        return None if self.guess is None else self._question.is_right(self.guess)

    def reset(self) -> Self:
        """Take the guess back, out of the recap too, and return the widget: it asks again."""
        RECORD.pop(self._name, None)
        with self.hold_sync():
            super().reset()
            for name in ("guess", "sureness"):
                self.traits()[name].take_back(self)
        return self

    def _checked(self, name: str, value: Any) -> Any:
        """The guess or the sureness, if it is one."""
        if name == "guess":
            return self._question.checked_guess(value)
        return check_name(value, SURENESS, called="sureness")

    def _keep(self, _: Any) -> None:
        """Keep the guess for the next cell that asks the same, and for the recap."""
        if self.guess is not None:
            RECORD[self._name] = Guess(self._question, self.guess, self.sureness)

    def _still_words(self) -> str:
        """The question and what may be guessed; the answer only after a guess or a skip."""
        if not self.is_answered:
            return f"{self.question} ({self._question.hint} Run the cell to guess.)"
        return f"{self.question} {self._explanation()}"

    def _still_html(self) -> str:
        """The same as paragraphs, with what may be guessed."""
        first = f"<p><strong>{self._called}:</strong> {escape(self.question)}</p>"
        if self.is_answered:
            return f"{first}<p>{escape(self._explanation())}</p>"
        choices = "".join(f"<li>{escape(choice)}</li>" for choice in self._question.choices)
        possible = f"<ul>{choices}</ul>" if choices else f"<p>{escape(self._question.hint)}</p>"
        waiting = folded(f"<p>{escape(self._explanation())}</p>") if folds_explanations() else ""
        return f"{first}{possible}<p>Run this cell to guess.</p>{waiting}"

    def _explanation(self) -> str:
        """What came out, what is wrong with the guess if anything is, and why."""
        if self.guess is None:
            return f"{self._question.told} {self.because}".strip()
        slip = self.wrong.get(self._question.slip(self.guess), "")
        return " ".join(filter(None, [self._question.verdict(self.guess), slip, self.because]))


def _checked_wrong(wrong: Mapping[str, str], asked: GuessQuestion | CurveQuestion) -> dict[str, str]:
    """The sentences for wrong guesses, if none of them is for something that cannot be guessed, or for the answer."""
    known = asked.choices or SIDES
    for name, sentence in wrong.items():
        check_name(name, known, called="what wrong explains")
        if name == asked.answer:
            raise ValueError(
                f"the answer is {name!r}, but this is explained as wrong: {sentence!r}. Either the answer came out "
                "otherwise than its author expected, or the sentences do not fit."
            )
    return dict(wrong)
