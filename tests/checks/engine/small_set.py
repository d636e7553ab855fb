"""A question of a test, put into a set of its own: a small text, and a catalogue of a few misconceptions."""

from segmetrics_lab.checks.engine.exercise_set import ExerciseSet
from segmetrics_lab.checks.engine.misconception import Misconception
from segmetrics_lab.checks.engine.texts import QuestionText

CATALOGUE = {
    name: Misconception(f"believes {name}", f"Words on {name}.", f"Read again: {name}", f"page.html#{name}")
    for name in ("M14", "M15", "M16", "X1", "X2")
}


def in_a_set(question, **text):
    """The question as ex99.it, its source saying this."""
    text.setdefault("answers", ("answer",))
    ExerciseSet("ex99", {"it": question}, {"it": QuestionText("1 · It", **text)}, CATALOGUE)
    return question
