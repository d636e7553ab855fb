"""References to lessons, which the builder fills in: texts name a lesson by its key, never by its number.

{lesson:overlap}      lesson 3                                   {Lesson:overlap}     Lesson 3
{number:overlap}      3
{notebook:overlap}    03_accuracy_and_overlap.ipynb
{exercises:overlap}   ex03_accuracy_and_overlap.ipynb
"""

import re

from segmetrics_lab.progress import LESSONS, number_of

REFERENCE = re.compile(r"\{(\w+):(\w+)\}")
KINDS = ("lesson", "Lesson", "number", "notebook", "exercises")


def filled_in(text: str) -> str:
    """The text with its references filled in.

    >>> filled_in("In {lesson:overlap} you slid a ball.")
    'In lesson 3 you slid a ball.'
    """
    return REFERENCE.sub(lambda found: _words(found[1], found[2], found[0]), text)


def _words(kind: str, key: str, whole: str) -> str:
    """What stands for a reference; other words in braces stay as they are."""
    if kind not in KINDS:
        return whole
    if key not in LESSONS:
        raise ValueError(f"{whole} refers to no lesson; the keys are {', '.join(LESSONS)}.")
    number, stem = number_of(key), LESSONS[key]
    return {
        "lesson": f"lesson {number}",
        "Lesson": f"Lesson {number}",
        "number": str(number),
        "notebook": f"{stem}.ipynb",
        "exercises": f"{exercise_stem(stem)}.ipynb",
    }[kind]


def exercise_stem(stem: str) -> str:
    """The stem of an exercise set's notebooks from that of its source: a lesson and its set are told apart by it."""
    return f"ex{stem}" if stem[:2].isdigit() else stem


def set_name(stem: str) -> str:
    """The name of an exercise set, which is that of its module, from the stem of its source: "ex03", "capstone"."""
    return exercise_stem(stem).partition("_")[0]
