"""Sources of exercise sets: what they offer is read, and what they may not say is refused with its cell."""

import json

import pytest

from segmetrics_lab.checks import CATALOGUE
from tools.exercise_options import known_misconceptions
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

# %% [markdown] question="half" part="why"
# - a (M25): That is a recall
#   of 0.5.
# - b (right): One half of the union is shared.

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


def with_meanings(*items):
    """The source, its part why holding these items."""
    start, end = SOURCE.index("# - a (M25)"), SOURCE.index('\n# %% question="half" part="starter"')
    return SOURCE[:start] + "".join(f"# {item}\n" for item in items) + SOURCE[end:]


def test_the_package_gets_title_starter_options_in_one_line_each_hints_and_the_solution(tmp_path):
    assert json.loads(read(tmp_path, SOURCE).texts_as_json()) == {
        "half": {
            "title": "1 · IoU 0.5",
            "starter": "my_half = ...",
            "answers": ["my_half"],
            "options": {
                "a": {
                    "words": "Half of the object is found, and nothing else.",
                    "why": "That is a recall of 0.5.",
                    "is_right": False,
                    "betrays": "M25",
                },
                "b": {
                    "words": "What is wrong is as much as what is shared.",
                    "why": "One half of the union is shared.",
                    "is_right": True,
                    "betrays": None,
                },
            },
            "hints": ["Draw two masks."],
            "solution": 'my_half = "b"',
            "points": 0.0,
        }
    }


@pytest.mark.parametrize(
    ("check", "more", "fault"),
    [
        ('ex03.half.check("b")', "", "must end its check with .check"),
        ("ex03.half.check(my_half, seed=3)", "", "must end its check with .check"),
        ("ex03.half.check()", "", "must end its check with .check"),
        ("ex03.half.hint(my_half)", "", "must end its check with .check"),
        ("ex03.half.check(my_half)", "my_half = 3", "hands over my_half, which another cell binds too"),
        ("ex03.half.check(my_half)", "for my_half in range(3):\n    pass", "hands over my_half, which another cell"),
        ("ex03.half.check(my_half)", "import numpy as my_half", "hands over my_half, which another cell"),
        ("ex03.half.check(my_half)", "def other():\n    my_half = 3", ""),
        ("ex03.half.check(my_half)", "halves = [my_half for my_half in range(3)]", ""),
    ],
)
def test_an_answer_is_handed_over_by_a_name_that_nothing_else_has(tmp_path, check, more, fault):
    text = SOURCE.replace("ex03.half.check(my_half)", check) + f"\n# %%\n{more}\n"
    if fault:
        with pytest.raises(ValueError, match=fault):
            read(tmp_path, text)
    else:
        assert read(tmp_path, text).texts()["half"]["answers"] == ["my_half"]


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
            "there is no part 'answer'; the parts are text, why, starter, solution, check, hint, hidden",
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


def test_what_an_option_means_is_in_no_notebook(tmp_path):
    source = read(tmp_path, SOURCE)
    shown = [cell.source for solved in (True, False) for cell in source.cells_for(solved=solved)]
    assert len(shown) == 8
    assert "recall" not in "".join(shown)


def test_an_option_may_betray_nothing(tmp_path):
    options = read(tmp_path, with_meanings("- a: That is a recall.", "- b (right): It is.")).texts()["half"]["options"]
    assert (options["a"]["is_right"], options["a"]["betrays"]) == (False, None)


@pytest.mark.parametrize("letters", ["a b b", "a c", "b c", "a"])
def test_options_are_lettered_in_order_and_there_are_two_at_least(tmp_path, letters):
    options = "".join(f"# - {letter}: An answer.\n" for letter in letters.split())
    start, end = SOURCE.index("# - a:"), SOURCE.index("#\n# Take your time")
    with pytest.raises(ValueError, match="at least two are needed, lettered a, b and so on"):
        read(tmp_path, SOURCE[:start] + options + SOURCE[end:])


@pytest.mark.parametrize(
    ("items", "message"),
    [
        (["- b (right): It is."], "offers the options a, b, but its part why explains b; explain each option once"),
        (
            ["- a: No.", "- b (right): It is.", "- c: No."],
            "offers the options a, b, but its part why explains a, b, c",
        ),
        (
            ["- a: No.", "- b (right): It is.", "- b: No."],
            "offers the options a, b, but its part why explains a, b, b",
        ),
        (["- b (right): It is.", "- a: No."], "offers the options a, b, but its part why explains b, a;"),
        ([], r"offers the options a, b, but its part why explains \(none\);"),
        (["- a: No.", "- b: No."], r"asks to choose, so exactly one option must be right, but right are \(none\)"),
        (
            ["- a (right): It is.", "- b (right): It is."],
            "asks to choose, so exactly one option must be right, but right are a, b",
        ),
        (
            ["- a (M99): No.", "- b (right): It is."],
            "marks option a with 'M99', which is neither right nor an id of misconceptions.py",
        ),
        (["- a (wrong): No.", "- b (right): It is."], "marks option a with 'wrong', which is neither"),
        (["- a (right, M25): No.", "- b: No."], r"holds '- a \(right, M25\): No.' in its part why; write"),
        (["- a: No.", "", "Because.", "- b (right): It is."], r"holds '- a: No.*Because.' in its part why; write"),
        (["Because:", "- a: No.", "- b (right): It is."], "holds 'Because:' in its part why; write"),
    ],
)
def test_options_that_are_not_explained_once_and_marked_well_are_refused(tmp_path, items, message):
    with pytest.raises(ValueError, match=f"^03_accuracy.py: question 'half' {message}"):
        read(tmp_path, with_meanings(*items))


def test_in_a_selection_several_options_may_be_right_and_one_must(tmp_path):
    both = with_meanings("- a (right): It is.", "- b (right): It is, too.").replace('asks="choose"', 'asks="select"')
    assert [option["is_right"] for option in read(tmp_path, both).texts()["half"]["options"].values()] == [True, True]
    with pytest.raises(ValueError, match="asks to select, so at least one option must be right"):
        read(tmp_path, both.replace("(right)", "(M25)"))


def test_a_question_that_offers_nothing_to_choose_neither_asks_to_choose_nor_explains_options(tmp_path):
    start, end = SOURCE.index("# - a: Half"), SOURCE.index("#\n# Take your time")
    without = SOURCE[:start] + SOURCE[end:]
    with pytest.raises(ValueError, match=r"has the options \(none\); at least two are needed"):
        read(tmp_path, without)
    with pytest.raises(ValueError, match="asks to predict, so it must not have the part why"):
        read(tmp_path, without.replace('asks="choose"', 'asks="predict"'))


def test_the_builder_knows_the_misconceptions_of_the_catalogue():
    assert known_misconceptions() == list(CATALOGUE)


LETTER = """
# %% [markdown] question="letter" asks="write" points=2
# ## 2 · The letter
#
# Write to the town.

# %% [markdown] question="letter" part="written"
# *Write here.*

# %% [markdown] question="letter" part="rubric"
# - 1.5: names
#   a model
# - 0.5: says why
"""


def test_a_question_that_asks_to_write_has_its_cell_in_the_notebook_and_its_rubric_elsewhere(tmp_path):
    source = read(tmp_path, SOURCE + LETTER)
    assert source.questions == ["half"]
    assert list(source.texts()) == ["half"]
    rubric = [(1.5, "names a model"), (0.5, "says why")]
    letter = {"title": "2 · The letter", "starter": "*Write here.*", "points": 2.0, "rubric": rubric}
    assert source.written_texts() == {"letter": letter}
    for solved in (False, True):
        cells = source.cells_for(solved=solved)
        assert cells[-1].metadata == {"segmetrics": {"question": "ex03.letter", "part": "written"}}
        assert "names" not in "".join(cell.source for cell in cells)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("points=2", "points=3", "earns 3 points, but the lines of its rubric 2"),
        ("points=2", "", "earns 0 points, but the lines of its rubric 2"),
        ("- 0.5: says why", "- says why", "has a line that is not '- 1: what earns it'"),
        ('part="written"', 'part="hint"', "lacks written"),
    ],
)
def test_a_written_question_whose_rubric_does_not_earn_its_points_is_refused(tmp_path, old, new, fault):
    with pytest.raises(ValueError, match=fault):
        read(tmp_path, SOURCE + LETTER.replace(old, new))
