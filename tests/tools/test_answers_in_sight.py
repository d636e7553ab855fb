"""Answers in sight: each way in which a lesson of the first edition gave an answer away is found, and nothing else."""

import nbformat
import pytest

from tools.answers_in_sight import answers_in_sight
from tools.lesson_source import LessonSource

RINGS = """# %% [markdown]
# ## {heading}
#
# The object is 4 by 4. One model draws it too small, another too large: each outline is off by one pixel. {above}

# %%
small, large = squares(2), squares(6)
{code}
matrices = [confusion_matrix(square, drawn, num_classes=2) for drawn in (small, large)]

# %% [markdown]
# Now guess.

# %% [markdown] guess="ring" part="question"
# Which of both does accuracy prefer?

# %% [markdown] guess="ring" part="choice"
# - the thin outline inside
# - the broad outline around
# - neither of the two

# %% [markdown] guess="ring" part="because"
# It counts wrong pixels, and a ring around an object holds more of them than the border within.

# %% [markdown] guess="ring" part="wrong"
# - the broad outline around: It found the whole object, but accuracy does not see objects.
# - neither of the two: Their sizes differ.

# %%
ask("ring", {value})

# %% answers="ring"
for name, matrix in zip(("small", "large"), matrices):
    print(f"{{name}}: {{pixel_accuracy(matrix):.3f}}")

# %% [markdown]
# {below}

# %%
show_label_maps(truth=square, prediction=small)

# %%
show_label_maps(truth=square, prediction=large)

# %% [markdown]
# {later}
#
# ## {next}

# %%
print(1)

# %% [markdown]
# Accuracy prefers the thin one that lies inside: a conclusion, but far below.
"""
CLEAN = {
    "heading": "Surprise",
    "above": "",
    "code": "",
    "value": "0 if pixel_accuracy(matrices[0]) > pixel_accuracy(matrices[1]) else 1",
    "below": "Here are both maps.",
    "later": "That was that.",
    "next": "Another idea",
}
BECAUSE = "A ring around the object holds more wrong pixels than the border within it."


def found_in(folder, text, *, outputs=None, readme=""):
    """The findings in a lesson; outputs are those of its cells of code, a text for each."""
    path = folder / "notebooks" / "source" / "03_rings.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if outputs is not None:
        notebook = nbformat.v4.new_notebook(cells=LessonSource.read(path).cells_of_notebook())
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        for cell, shown in zip(code, outputs, strict=True):
            is_html = shown.startswith("<")
            html = nbformat.v4.new_output("display_data", {"text/html": shown})
            cell.outputs = [html if is_html else nbformat.v4.new_output("stream", text=shown)] if shown else []
        path.parent.parent.joinpath("03_rings.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
    return answers_in_sight(path, readme)


def test_a_lesson_that_keeps_its_answer_is_clean(tmp_path):
    outputs = ["", "", "small: 0.812\nlarge: 0.688", "", "", ""]
    assert found_in(tmp_path, RINGS.format(**CLEAN), outputs=outputs, readme="Guess before you compute.") == []


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"code": f'why = "{BECAUSE}"'}, "code"),
        ({"code": f"# {BECAUSE}"}, "code"),
        ({"code": "is_thin_inside = True"}, "code"),
        ({"value": "0"}, "code"),
        ({"heading": "Surprise: thin, inside"}, "heading"),
        ({"next": "Why the thin one inside wins"}, "heading"),
        ({"above": BECAUSE}, "text above"),
        ({"above": "Accuracy will prefer the thin outline inside."}, "text above"),
        ({"below": BECAUSE}, "text below"),
        ({"below": "Accuracy prefers the thin one, inside."}, "text below"),
        ({"later": BECAUSE}, "text below"),
        ({"below": "| score | prefers |\n# |---|---|\n# | accuracy | thin, inside |"}, "text below"),
    ],
)
def test_what_answers_before_the_guess_is_found_with_its_place(tmp_path, changed, place):
    found = found_in(tmp_path, RINGS.format(**CLEAN | changed))
    assert [finding.place for finding in found] == [place], found


@pytest.mark.parametrize(
    "changed",
    [
        {"below": "<details><summary>Why</summary>\n#\n# Accuracy prefers the thin one inside.\n#\n# </details>"},
        {"below": "The thin outline lies inside, the broad one around."},
        {"code": "inside, thin, around, broad = 1, 2, 3, 4"},
    ],
)
def test_what_is_folded_or_names_the_other_choices_as_well_answers_nothing(tmp_path, changed):
    assert found_in(tmp_path, RINGS.format(**CLEAN | changed)) == []


def test_an_earlier_print_and_the_readme_are_searched_too(tmp_path):
    lesson = RINGS.format(**CLEAN)
    printed = found_in(
        tmp_path / "built", lesson, outputs=["accuracy prefers the thin, inside", "", "0.812", "", "", ""]
    )
    assert [finding.place for finding in printed] == ["print"]
    [finding] = found_in(tmp_path, lesson, readme="Learn why accuracy prefers a thin outline inside.\n\n# Install")
    assert str(finding).startswith("guess 'ring': the README says 'insid thin': 'Learn why accuracy")


def test_the_words_of_a_figure_above_are_searched_and_those_of_one_below_are_not(tmp_path):
    words = f'# %% [markdown] figure="rings" part="alt"\n# {BECAUSE}\n\n# %%\n'
    shown = 'show_label_maps(truth=square, prediction=large, alt=alt_text("rings"))\n'
    above = RINGS.format(**CLEAN).replace("# %% [markdown]\n# Now guess.", f"{words}{shown}\n# %% [markdown]\n# Guess.")
    assert [finding.place for finding in found_in(tmp_path, above)] == ["words of a figure"]
    below = f"{RINGS.format(**CLEAN)}\n{words}{shown}"
    assert found_in(tmp_path, below) == []


BALL = """# %% [markdown]
# ## Question
#
# A ball is slid by one pixel.

# %%
print("earlier")

# %% [markdown]
# ## Predict, then run
#
# {above}

# %% [markdown] guess="ball" part="question"
# A ball of radius 5 is slid. What is its IoU?

# %% [markdown] guess="ball" part="because"
# Much of a small ball is border.

# %%
{code}
ask("ball", {value})

# %% answers="ball"
print(f"{{iou(ball):.2f}}")

# %% [markdown]
# {below}
#
# ## Touch
"""
TOLD = "<p>Its IoU?</p><details><summary>Open</summary><p>It is 0.76. Much of a small ball is border.</p></details>"
CLEAN_BALL = {"above": "Of 81 pixels, 0.5 are shared.", "code": "ball = disc(5)", "value": "iou(ball)", "below": "On."}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, None),
        ({"below": "It is 0.76, no more."}, "0.76"),
        ({"below": "It has kept 76 % of its union."}, "0.76"),
        ({"above": "Remember 0.7612."}, "0.7612"),
        ({"code": "expected = 0.761"}, "0.761"),
        ({"below": "It is 0.77, no more."}, None),
    ],
)
def test_the_number_that_is_the_answer_is_searched(tmp_path, changed, words):
    lesson = BALL.format(**CLEAN_BALL | changed)
    for number, told in enumerate((TOLD, "")):  # folded in the question, or else as the answering cell prints it
        found = found_in(tmp_path / str(number), lesson, outputs=["", told, "0.76"])
        assert [finding.words for finding in found] == ([words] if words else [])


def test_a_number_that_is_written_as_the_answer_is_found(tmp_path):
    found = found_in(tmp_path, BALL.format(**CLEAN_BALL | {"value": "0.76"}), outputs=["", "", "0.76"])
    assert {finding.text for finding in found} >= {"the answer 0.76 is written, not computed"}


def test_a_number_printed_far_above_counts_where_its_line_is_about_the_question(tmp_path):
    for line, places in (("the IoU of a slid ball is 0.76", ["earlier print"]), ("precision 0.76", [])):
        found = found_in(tmp_path, BALL.format(**CLEAN_BALL), outputs=[line, TOLD, "0.76"])
        assert [finding.place for finding in found] == places


def test_a_number_that_is_printed_again_beside_the_answer_is_no_answer(tmp_path):
    for told in (TOLD, ""):
        found = found_in(tmp_path, BALL.format(**CLEAN_BALL), outputs=["IoU of the ball 0.93", told, "0.93, now 0.76"])
        assert found == []
