"""The minutes of lessons and sets: every kind of load counted by hand, and the numbers that texts get."""

import pytest

from segmetrics_lab.progress import LESSONS
from tools import lesson_minutes
from tools.lesson_minutes import (
    SETS,
    SOURCES,
    Load,
    deeper_of,
    load_of,
    minutes_of,
    rounded_up,
    set_minutes,
    sittings,
    with_minutes,
    words_of,
)

LESSON = """# %% [markdown]
# # 3 · Rings
#
# **Too small or too large?**

# %% jupyter={"source_hidden": true}
import numpy as np

from segmetrics_lab.plots import show_label_maps

# %% [markdown]
# ## By hand
#
# | truth | claim |
# |---|---|
# | 3 | 4 |

# %%
ring = np.ones((2, 2))

# a comment is read as well
show_label_maps(truth=ring)

# %%
picture = show_label_maps(truth=ring)
print(ring.sum())

# %%
picture

# %% [markdown]
# ## Predict, then run
#
# Now [guess](https://example.org/a-long-target).

# %% [markdown] guess="ring" part="question"
# Which one wins?

# %% [markdown] guess="ring" part="choice"
# - small (right)
# - large
# - neither of both

# %% [markdown] guess="ring" part="because"
# It has fewer pixels.

# %% [markdown] guess="ring" part="wrong"
# - large: No.
# - neither of both: One has
#   more pixels.

# %% [markdown] figure="cups" part="alt"
# a cup on a saucer, which nobody reads

# %%
ask("ring")

# %% answers="ring"
print(1)

# %% [markdown]
# ## Touch
#
# <details><summary>Deeper: more</summary>
#
# Three more words.
#
# </details>

# %%
explorer = widgets.MatrixExplorer(ring)
explorer
"""

SET = """# %% [markdown]
# # Exercises 3
"""

QUESTION = """
# %% [markdown] question="NAME" asks="WAY"
# ## 1 · A question of many words that do not count
#
# - a: yes
# - b: no

# %% [markdown] question="NAME" part="why"
# - a (right): Yes.
# - b: No.

# %% question="NAME" part="starter"
my_NAME = ...

# %% question="NAME" part="solution"
my_NAME = "a"

# %% question="NAME" part="check"
ex03.NAME.check(my_NAME)

# %% [markdown] question="NAME" part="hint"
# Think.
"""


def question(name, way):
    text = QUESTION.replace("NAME", name).replace("WAY", way)
    if way in ("choose", "diagnose", "select"):
        return text
    start, end = text.index("#\n# - a: yes"), text.index(f'# %% question="{name}" part="starter"')
    return f"{text[:start]}\n{text[end:]}"


@pytest.fixture
def rings(tmp_path):
    path = tmp_path / "03_rings.py"
    path.write_text(LESSON, encoding="utf-8")
    return load_of(path)


def test_each_part_of_a_lesson_is_counted_as_by_hand(rings):
    assert dict(rings.parts) == {
        "(head)": Load(words=2 + 5),  # the dot and the signs of headings are none
        "By hand": Load(words=2 + 4, lines=3 + 2 + 1, figures=2),
        "Predict, then run": Load(words=3 + 2 + 3 + 5 + 4 + 7, lines=2, guesses=1),
        "Touch": Load(words=1, lines=2, widgets=1, deeper=5),
    }
    assert rings.shown == (3, 2, 1, 1, 1, 2)
    assert rings.folded == 2


def test_minutes_are_those_of_the_formula(rings):
    assert rings.all.minutes == pytest.approx(38 / 120 + 10 * 10 / 60 + 2 * 20 / 60 + 1 + 5)
    assert Load(words=120).minutes == Load(lines=6).minutes == Load(figures=3).minutes == Load(guesses=1).minutes == 1
    assert Load(widgets=2).minutes == 10
    assert rings.all.share_of_deeper == 5 / 43


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("## A heading - and 3 × 4", 5),
        ("| a | b c |\n|---|---|\n| **1** | |", 4),
        ("see [lesson 3](03.ipynb#By-hand) at https://example.org/x", 4),
        ('<img src="data:abc" alt="a cup of coffee"> `a = b`', 2),
        ("<details><summary>Answers</summary>\n\n1. Yes.\n\n</details>\n\n**Next:** go on", 3),
        ("```\nshow_matrix(matrix)\n```", 1),
    ],
)
def test_words_are_those_that_are_read(markdown, words):
    assert words_of(markdown) == words


def test_only_what_is_folded_as_deeper_is_deeper():
    text = "<details><summary>{}</summary>\n\nOne more word.\n\n</details>"
    assert [deeper_of(text.format(title)) for title in ("Deeper: why", "Answers")] == [5, 0]


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        ("show_matrix(a)", 1),
        ("show_matrix(a)\nprint(a)", 0),
        ("made = show_matrix(a)", 0),
        ("made = plots.show_matrix(a)\nmade", 1),
        ("for a in both:\n    display(show_matrix(a))", 1),
        ("display(show_curves(x, y), overlay(a, b))", 2),
        ("def look(a):\n    return disagreement(a, b)\nlook(a)", 1),
        ("Picture(a, words)", 1),
        ("recap()", 0),
        ("", 0),
    ],
)
def test_a_figure_is_a_picture_that_a_cell_shows(tmp_path, code, figures):
    path = tmp_path / "03_rings.py"
    path.write_text(f"# %%\n{code}\n", encoding="utf-8")
    assert load_of(path).all.figures == figures


def test_a_picture_in_a_text_is_a_figure_too(tmp_path):
    path = tmp_path / "03_rings.py"
    path.write_text('# %% [markdown]\n# <img src="pictures/start.svg" alt="words">\n', encoding="utf-8")
    assert load_of(path).all.figures == 1


def test_the_minutes_of_a_set_are_those_of_its_ways_to_ask(tmp_path):
    ways = ["choose", "predict", "select", "diagnose", "falsify", "implement"]
    path = tmp_path / "03_rings.py"
    path.write_text(SET + "".join(question(f"q{at}", way) for at, way in enumerate(ways)), encoding="utf-8")
    assert set_minutes(path) == 2 + 2 + 2 + 3 + 5 + 6


def test_a_sitting_of_the_capstone_is_its_questions_and_what_is_read_between_them(tmp_path):
    path = tmp_path / "capstone.py"
    head = "# %% [markdown]\n# # The capstone\n#\n# ## Sitting one: look\n\n# %%\nshow_matrix(a)\n"
    second = "\n# %% [markdown]\n# ## Sitting two\n"
    path.write_text(SET + head + question("iou", "implement") + second + question("leak", "diagnose"), encoding="utf-8")
    assert sittings(path) == {
        "Sitting one: look": pytest.approx(6 + (2 + 5) / 120 + 10 / 60 + 20 / 60),
        "Sitting two": pytest.approx(3 + 2 / 120),
    }


@pytest.fixture
def small_course(tmp_path, monkeypatch):
    """Lesson 3 with its set, and the capstone."""
    monkeypatch.setattr(lesson_minutes, "ROOT", tmp_path)
    for name, folder in (("SOURCES", "notebooks"), ("SETS", "exercises")):
        (tmp_path / folder).mkdir()
        monkeypatch.setattr(lesson_minutes, name, tmp_path / folder)
    (tmp_path / "notebooks" / f"{LESSONS['overlap']}.py").write_text(LESSON, encoding="utf-8")
    (tmp_path / "notebooks" / f"{LESSONS['labels']}.py").write_text("# %%\n1\n", encoding="utf-8")
    (tmp_path / "exercises" / f"{LESSONS['overlap']}.py").write_text(SET + question("q", "implement"), encoding="utf-8")
    sitting = "\n# %% [markdown]\n# ## Sitting\n"
    capstone = (
        SET + sitting + question("a", "falsify") + sitting.replace("Sitting", "Sitting 2") + question("b", "select")
    )
    (tmp_path / "exercises" / "capstone.py").write_text(capstone, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{minutes} minutes, and {exercise_minutes} for", "9 minutes, and 6 for"),
        ("{minutes:labels} and {exercise_minutes:overlap}", "1 and 6"),
        ("{minutes:capstone}: {first_sitting} and {second_sitting}", "9: 6 and 3"),
        ("{sum_minutes} and {sum_exercise_minutes}", "10 and 6"),
        ("{lesson:overlap} {anything} {}", "{lesson:overlap} {anything} {}"),
    ],
)
@pytest.mark.usefixtures("small_course")
def test_texts_get_whole_minutes(text, filled):
    assert with_minutes(text, LESSONS["overlap"]) == filled


@pytest.mark.usefixtures("small_course")
def test_a_lesson_that_does_not_exist_has_no_minutes():
    with pytest.raises(ValueError, match="refers to no lesson; the keys are start, labels"):
        with_minutes("{minutes:overlaps}", LESSONS["overlap"])
    with pytest.raises(ValueError, match=r"there is no notebooks/02_the_confusion_matrix\.py"):
        with_minutes("{minutes:matrix}", LESSONS["overlap"])


def test_minutes_are_rounded_up_and_a_whole_number_stays():
    assert [rounded_up(minutes) for minutes in (29.01, 29.0, 0.1 * 3 * 10)] == [30, 29, 3]


def test_the_table_names_every_part_with_its_minutes(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["lesson_minutes", "00"])
    assert lesson_minutes.main() == 0
    printed = capsys.readouterr().out
    assert printed.startswith("00_start_here: ")
    assert "Take-away" in printed
    assert "01_" not in printed


def test_every_lesson_and_set_of_the_course_can_be_measured():
    stems = [path.stem for path in SOURCES.glob("[0-9][0-9]_*.py")]
    assert all(minutes_of(stem) > 0 for stem in stems)
    assert all(set_minutes(SETS / f"{stem}.py") > 0 for stem in stems if (SETS / f"{stem}.py").exists())
