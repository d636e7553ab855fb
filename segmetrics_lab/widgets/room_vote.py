"""Room vote: a room votes by hands, talks, and votes again before it sees either vote."""

from collections.abc import Iterable
from html import escape
from textwrap import shorten
from typing import Any

from traitlets import Bool, TraitType, Tuple, Unicode

from segmetrics_lab.widgets.base import CourseWidget
from segmetrics_lab.widgets.guess_question import GuessQuestion
from segmetrics_lab.widgets.limits import listed
from segmetrics_lab.widgets.predict_first import LONGEST_NAME
from segmetrics_lab.widgets.scales import finite_number

MOST_HANDS = 999


class Hands(TraitType):
    """How many hands were up for each choice, as a tuple of whole numbers; None until the vote is locked."""

    def __init__(self) -> None:
        super().__init__(None)
        self.tag(sync=True, echo_update=False)

    def validate(self, obj: "RoomVote", value: Any) -> tuple[int, ...] | None:
        """The checked hands."""
        if value is None:
            return None
        hands = listed(value, str(self.name), "hands")
        if len(hands) != len(obj.choices) or not all(map(_is_count_of_hands, hands)):
            raise ValueError(
                f"{self.name} is {value!r}, but it must hold {len(obj.choices)} whole numbers from 0 to {MOST_HANDS}: "
                f"the hands for {', '.join(map(repr, obj.choices))}."
            )
        if not any(hands):
            raise ValueError(f"{self.name} is {value!r}: no hand is up. Count one for at least one choice.")
        return tuple(map(int, hands))


class RoomVote(CourseWidget):
    """A question on which a room votes twice by hands, before and after talking; then the answer can be shown.

    The lecturer types the hands for each choice and locks them. Nothing of the first vote is shown before the second
    one is locked, so that it pulls nobody. The second vote may be skipped where time is short.

    Args:
        question: what the room is asked.
        answer: the right one of the choices.
        choices: 2 to 6 different texts.

    Attributes:
        before: the hands of the first vote, one number for each choice; None until it is locked.
        after: those of the second vote, likewise.
        skipped: is there no second vote?
        shown: is the answer shown, below the votes?

    Raises:
        ValueError: the question is empty, the answer is not among the choices, the choices are too few, too many or
            not different; or hands are set that are not whole numbers from 0 to 999, or all 0.

    >>> RoomVote("Which model finds more cups?", "A", ["A", "B", "neither"])
    RoomVote: Which model finds more cups? (A / B / neither. The room votes twice; run the cell to vote.)
    """

    _module = "room_vote"

    question = Unicode(read_only=True).tag(sync=True)
    choices = Tuple(read_only=True).tag(sync=True)
    answer = Unicode(read_only=True).tag(sync=True)
    before = Hands()
    after = Hands()
    skipped = Bool(False).tag(sync=True, echo_update=False)
    shown = Bool(False).tag(sync=True, echo_update=False)

    def __init__(self, question: str, answer: str, choices: Iterable[str]) -> None:
        asked = GuessQuestion.asked(question, answer, choices=() if choices is None else choices)
        self.words = f"Vote: {shorten(asked.text, LONGEST_NAME, placeholder=' ...')}"
        for name, value in {"question": asked.text, "choices": asked.choices, "answer": asked.answer}.items():
            self.set_trait(name, value)
        self._begin("before", "after", "skipped", "shown")

    def _still_words(self) -> str:
        """The question and its choices; neither hands nor the answer, so that a saved page gives nothing away."""
        return f"{self.question} ({' / '.join(self.choices)}. The room votes twice; run the cell to vote.)"

    def _still_html(self) -> str:
        """The same as paragraphs."""
        choices = "".join(f"<li>{escape(choice)}</li>" for choice in self.choices)
        first = f"<p><strong>Vote:</strong> {escape(self.question)}</p>"
        return f"{first}<ul>{choices}</ul><p>The room votes twice. Run this cell to vote.</p>"


def _is_count_of_hands(value: Any) -> bool:
    """Is it a whole number of hands that a room can hold?"""
    number = finite_number(value)
    return number is not None and number == int(number) and 0 <= number <= MOST_HANDS
