"""An exercise set gives its questions their names, texts and catalogue, and refuses what does not fit its source."""

import pytest

from segmetrics_lab.checks import ex03
from segmetrics_lab.checks.engine.cases import Mistake
from segmetrics_lab.checks.engine.choice_question import ChoiceQuestion
from segmetrics_lab.checks.engine.exercise_set import ExerciseSet
from segmetrics_lab.checks.engine.misconception import Misconception
from segmetrics_lab.checks.engine.texts import Option, QuestionText
from segmetrics_lab.checks.engine.value_question import ValueQuestion

OPTIONS = {"a": Option("Answer a", "Minus.", betrays="X1"), "b": Option("Answer b", "Plus.", is_right=True)}
CATALOGUE = {"X1": Misconception("adds twice", "You add twice.", "Read again: page 7", "page7.html#Sums")}


def small_set(*, names=("sum", "sign")):
    """Two questions, and texts of these names."""
    questions = {
        "sum": ValueQuestion(expected=2, why="1 + 1", mistakes=[Mistake("X1", 4)]),
        "sign": ChoiceQuestion(),
    }
    texts = [QuestionText("1 · Sum"), QuestionText("2 · Sign", options=OPTIONS, points=3)]
    return ExerciseSet("ex99", questions, dict(zip(names, texts, strict=True)), CATALOGUE)


def test_a_question_speaks_with_the_name_the_text_and_the_catalogue_of_its_set():
    questions = small_set().questions
    assert repr(questions["sum"]) == "ex99.sum: 1 · Sum. It has .check(), .hint() and .solution()."
    feedback = questions["sum"].check(4)
    assert (feedback.misconception, feedback.explanation) == ("X1", "You add twice.")
    assert "Read again: page 7" in repr(feedback)
    assert questions["sign"].check("b").points == 3


def test_a_choice_shows_the_words_of_the_source_and_its_reason():
    feedback = small_set().questions["sign"].check("a")
    assert feedback.facts == (("you chose", "Answer a"),)
    assert (feedback.misconception, feedback.explanation) == ("X1", "Minus.")


def test_progress_counts_the_questions_under_the_names_of_the_set():
    of_set = small_set()
    of_set.questions["sign"].check("b")
    assert repr(of_set.progress()) == "ex99: 1 of 2 done, 3 of 3 points   ○ sum   ✓ sign"


@pytest.mark.parametrize("names", [("sign", "sum"), ("sum", "signs")])
def test_a_set_whose_source_has_other_questions_is_refused(names):
    with pytest.raises(ValueError, match=f"the questions sum, sign, but its source has {', '.join(names)}"):
        small_set(names=names)


def test_a_question_keeps_the_place_that_its_set_gave_it():
    with pytest.raises(AttributeError):
        ex03.iou.place = ex03.shifted.place
    assert str(ex03.iou.place) == "ex03.iou"
