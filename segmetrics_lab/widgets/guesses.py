"""Guesses that were locked in: those of lessons are kept with the progress, others as long as the kernel lives."""

import json
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import asdict, dataclass
from datetime import datetime
from html import escape
from typing import Any

from segmetrics_lab.progress import change, entries, lesson_of, read, set_aside
from segmetrics_lab.widgets.guess_pictures import curve_picture, dumbbell
from segmetrics_lab.widgets.guess_question import CurveQuestion, GuessQuestion
from segmetrics_lab.widgets.scales import Scale

SURENESS = ("certain", "fairly sure", "a hunch")
"""How sure one can say to be, from the surest to the least sure."""

SECTION = "guesses"
"""Where the progress file keeps them."""


@dataclass(frozen=True)
class Guess:
    """A guess that was locked in: the question, what was guessed, and how sure its owner was (None: not said)."""

    question: GuessQuestion | CurveQuestion
    value: Any
    sureness: str | None = None

    @property
    def is_right(self) -> bool:
        """Is it the right choice, or close to the right number or curve?"""
        return self.question.is_right(self.value)

    @property
    def words(self) -> str:
        """What was guessed and what came out, and how sure its owner was."""
        return f"{self.question.verdict(self.value)} ({self.sureness or 'not said how sure'})"

    def html(self) -> str:
        """The guess beside its answer: a dumbbell for a number, a small chart for a curve, two words for a choice."""
        question, value = self.question, self.value
        if isinstance(question, CurveQuestion):
            return curve_picture(question, value, self.words).html()
        if question.scale is not None:
            return dumbbell(question, value, self.sureness, self.words).html()
        answer = "" if self.is_right else f" · it is <b>{escape(str(question.answer))}</b>"
        return f"you said <b>{escape(value)}</b>{answer}{f' · {self.sureness}' if self.sureness else ''}"


class KeptGuesses(MutableMapping[str, Guess]):
    """The newest guess for each question by its name, in the order in which they were locked in.

    Attributes:
        lessons: the keys of the lessons that asked something since the kernel started.
        trouble: what the progress file last had to say; empty where all went well.
    """

    def __init__(self) -> None:
        self.lessons: set[str] = set()
        self.trouble = ""
        self._of_kernel: dict[str, Guess] = {}

    def asked(self, name: str) -> None:
        """Note that a question was asked."""
        self.lessons |= {lesson_of(name)} - {""}

    def of_lessons_here(self) -> dict[str, Guess]:
        """Those of the lessons that asked something since the kernel started; all where none did."""
        return {name: guess for name, guess in self.items() if not self.lessons or lesson_of(name) in self.lessons}

    def set_aside(self, names: Iterable[str]) -> None:
        """Forget these; of lessons, the progress file keeps them under another name."""
        asked = list(names)
        set_aside(SECTION, asked)
        for name in asked:
            self._of_kernel.pop(name, None)

    def __getitem__(self, name: str) -> Guess:
        if not lesson_of(name):
            return self._of_kernel[name]
        found = _from_entry(read(SECTION, name))
        if found is None:
            raise KeyError(name)
        return found

    def __setitem__(self, name: str, guess: Guess) -> None:
        if lesson_of(name):
            entry = _as_entry(guess)
            self._change(name, lambda kept: entry | {"at": kept.get("at", entry["at"])})
        else:
            self._of_kernel.pop(name, None)
            self._of_kernel[name] = guess

    def __delitem__(self, name: str) -> None:
        if lesson_of(name):
            self._change(name, lambda _: {})
        else:
            del self._of_kernel[name]

    def __iter__(self) -> Iterator[str]:
        kept = {name: str(entry.get("at")) for name, entry in entries(SECTION).items() if _from_entry(entry)}
        yield from [name for name in sorted(kept, key=kept.__getitem__) if lesson_of(name)]
        yield from self._of_kernel

    def __len__(self) -> int:
        return len(list(iter(self)))

    def _change(self, name: str, renew: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Change what the progress file keeps of a guess; what it says of trouble, it says once."""
        self.trouble = change(SECTION, name, renew) or self.trouble


RECORD = KeptGuesses()
"""All guesses; beside the progress file and this, the library keeps no state."""


def _as_entry(guess: Guess) -> dict[str, Any]:
    """A guess as the progress file keeps it, with its question: what was asked then, whatever the lesson asks now."""
    return {
        "at": f"{datetime.now():%Y-%m-%d %H:%M:%S.%f}",
        "guess": json.dumps(guess.value),
        "sureness": guess.sureness,
        "question": json.dumps(asdict(guess.question)),
    }


def _from_entry(entry: dict[str, Any]) -> Guess | None:
    """The guess that an entry keeps; None where it keeps none that can be read."""
    try:
        value, fields = json.loads(entry["guess"]), _with_tuples(json.loads(entry["question"]))
        if "places" in fields:
            return Guess(CurveQuestion(**fields), tuple(value), entry["sureness"])
        scale = Scale(**fields["scale"]) if fields["scale"] else None
        return Guess(GuessQuestion(**{**fields, "scale": scale}), value, entry["sureness"])
    except (KeyError, TypeError, ValueError):
        return None


def _with_tuples(fields: dict[str, Any]) -> dict[str, Any]:
    """The same with tuples, which JSON does not know."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
