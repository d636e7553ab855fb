"""Sources of exercise sets: what they offer is read, and what they may not say is refused with its cell."""

import json

import pytest

from tools.exercise_source import ExerciseSource

HEAD = '# %% [markdown] question="half" asks="choose"'
SOURCE = """# %% [markdown]
# # Exercises 3

# %% [markdown] question="half" asks="choose"
# ## 1 · IoU 0.5
#
# What do you know for certain?
#
# - a: Half of the object is found,
#   and nothing else.
# - b: What is wrong is as much as what is
# shared.
#
# Take your time.

# %% question="half" part="starter"
my_half = ...

# %% question="half" part="solution"
my_half = "b"

# %% question="half" part="check"
ex03.half.check(my_half)

# %% [markdown] question="half" part="hint"
# Draw two masks.
"""


def read(folder, text):
    path = folder / "03_accuracy.py"
    path.write_text(text, encoding="utf-8")
    return ExerciseSource.read(path)


def test_the_options_of_a_question_are_read_from_its_list_whatever_the_line_breaks(tmp_path):
    assert read(tmp_path, SOURCE).options("half") == {
        "a": "Half of the object is found, and nothing else.",
        "b": "What is wrong is as much as what is shared.",
    }


def test_the_package_gets_title_starter_options_hints_and_the_solution(tmp_path):
    assert json.loads(read(tmp_path, SOURCE).texts_as_json()) == {
        "half": {
            "title": "1 · IoU 0.5",
            "starter": "my_half = ...",
            "options": {
                "a": "Half of the object is found, and nothing else.",
                "b": "What is wrong is as much as what is shared.",
            },
            "hints": ["Draw two masks."],
            "solution": 'my_half = "b"',
            "points": 0.0,
        }
    }


def test_the_solution_of_a_graded_question_stays_out_of_the_package(tmp_path):
    graded = read(tmp_path, SOURCE.replace(HEAD, f"{HEAD} points=3"))
    assert graded.texts()["half"]["points"] == 3
    assert graded.texts()["half"]["solution"] is None


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (
            f'{HEAD} level="open"',
            r"^03_accuracy.py, cell 2 \('## 1 · IoU 0.5'\): the key 'level' is unknown; a cell may say question, part, "
            "asks, points.$",
        ),
        (
            f'{HEAD} part="answer"',
            "there is no part 'answer'; the parts are text, starter, solution, check, hint, hidden",
        ),
        (
            '# %% [markdown] question="half" asks="guess"',
            "no question asks to 'guess'; it may ask to implement, predict",
        ),
        (f"{HEAD} points=-1", "points must be a number of at least 0, but are -1"),
        (f'{HEAD} points="3"', "but are '3'"),
        ('# %% [markdown] asks="choose"', 'add question="..."'),
        (
            '# %% [markdown] question="half"',
            "question 'half' must say in its first cell what it asks: implement, predict",
        ),
        ('# %% [markdown] question="half" asks="predict"', "asks to predict, so its text must not hold a list"),
        ('# %% [markdown] question="halve" asks="choose"', "question 'halve' lacks starter, solution, check, hint"),
    ],
)
def test_metadata_without_meaning_is_refused_with_file_and_cell(tmp_path, head, message):
    with pytest.raises(ValueError, match=message):
        read(tmp_path, SOURCE.replace(HEAD, head))


def test_a_starter_cannot_earn_points(tmp_path):
    with pytest.raises(ValueError, match="belong in the first text cell of a question"):
        read(tmp_path, SOURCE.replace('part="starter"', 'part="starter" points=2'))


@pytest.mark.parametrize("letters", ["a b b", "a c", "b c", "a"])
def test_options_are_lettered_in_order_and_there_are_two_at_least(tmp_path, letters):
    options = "".join(f"# - {letter}: An answer.\n" for letter in letters.split())
    start, end = SOURCE.index("# - a:"), SOURCE.index("#\n# Take your time")
    with pytest.raises(ValueError, match="at least two are needed, lettered a, b and so on"):
        read(tmp_path, SOURCE[:start] + options + SOURCE[end:])
