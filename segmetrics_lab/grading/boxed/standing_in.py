"""What stands in the box in the place of a set: its questions know nothing, and note what they are handed."""

from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from segmetrics_lab.checks import Feedback

HANDED: dict[str, tuple[Any, ...]] = {}
"""What a check cell handed over last, by the names of the questions."""


class StandIn(ModuleType):
    """A set: any name of it is a question."""

    def __getattr__(self, name: str) -> "StandInQuestion":
        if name.startswith("_"):
            raise AttributeError(name)
        return StandInQuestion(name)

    def progress(self) -> None:
        """Nothing is kept in the box."""


class StandInQuestion:
    """A question that takes everything and says nothing."""

    def __init__(self, name: str) -> None:
        self._name = name

    def check(self, *things: Any, **_: Any) -> "Feedback":
        """Note what was handed over; cells may go on with a feedback, which counts for nothing."""
        HANDED[self._name] = things
        from segmetrics_lab.checks import CORRECT, Feedback  # noqa: PLC0415 (which imports this)

        return Feedback(CORRECT, "this is judged later.")

    def hint(self, *_: Any) -> None:
        """Nobody reads a hint here."""

    def solution(self) -> None:
        """There is none in the box."""


class Silence:
    """What stands for IPython: all that is asked of it does nothing."""

    def __init__(self, *_: Any, **__: Any) -> None:
        """Take everything."""

    def __getattr__(self, name: str) -> type["Silence"]:
        if name.startswith("__"):
            raise AttributeError(name)
        return Silence
