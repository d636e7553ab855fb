"""The misconception: what somebody believes, and the words that correct it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Misconception:
    """A belief that leads to wrong answers; a catalogue holds such beliefs by their ids.

    Args:
        belief: what is believed, in a few words.
        words: two sentences that correct it.
        read_again: where to read again, as a line of text.
        link: the address of that place, seen from the folder of the exercises.
        lesson: the number of the lesson that explains it.
    """

    belief: str
    words: str
    read_again: str
    link: str
    lesson: int = 0


DIVIDES_BY_ZERO, RETURNS_NOTHING, CHANGES_ITS_ARGUMENT = "M14", "M15", "M16"
"""The ids of what can go wrong in every function, whatever it is asked for; each catalogue holds them."""
