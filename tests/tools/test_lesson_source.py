"""The source of a lesson: what learners get of it, what its lecture has more, and which heads are refused."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest

from tools import build_notebooks
from tools.build_notebooks import LECTURES, as_notebook, built_from
from tools.lesson_source import LessonSource

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "notebooks" / "source"
LESSON = """\
# %% [markdown]
# # 3 · Cracks in a wall
#
# **Which model is right?**

# %% [markdown] slide="Cracks in a wall" minutes=1 short=1 audience="class"
# **Which model is right?**

# %% [markdown] slideshow={"slide_type": "notes"}
# Ask who has seen a crack, {lesson:matrix}.

# %%
import numpy as np


def crack():
    return np.array([0, 0, 1])


# %% slide="Vote: how many pixels are a crack?" minutes=5 audience="class"
RoomVote("How many?", answer="1", choices=["1", "2"])

# %% [markdown] slideshow={"slide_type": "notes"}
# - 2: they count the edge

# %% [markdown] guess="crack" part="question"
# How many pixels?

# %% [markdown] guess="crack" part="because"
# It is thin.

# %%
ask("crack", 1)

# %% slide="One pixel of three" minutes=2 short=1 answers="crack"
crack().sum()

# %% slideshow={"slide_type": "fragment"}
crack().mean()

# %% audience="class"
del crack

# %% [markdown]
# ## Take-away
#
# Cracks are thin.
"""


@pytest.fixture
def read(tmp_path):
    """Read a text as a source."""

    def read_it(text):
        (tmp_path / "03_cracks.py").write_text(text, encoding="utf-8")
        return LessonSource.read(tmp_path / "03_cracks.py")

    return read_it


def without_lecture(text):
    """The same text, as it was before anybody thought of a lecture."""
    blocks = re.split(r"(?=^# %%)", text, flags=re.MULTILINE)
    kept = [block for block in blocks if 'audience="class"' not in block and '"notes"' not in block]
    return re.sub(r' (slide|minutes|short|slideshow)=("[^"]*"|\d+|\{[^}]*\})', "", "".join(kept))


def test_learners_get_the_notebook_that_they_would_get_without_a_lecture(read):
    found = nbformat.writes(as_notebook(read(LESSON).cells_of_notebook()))
    assert "%% slide" not in without_lecture(LESSON)
    assert found == nbformat.writes(as_notebook(read(without_lecture(LESSON)).cells_of_notebook()))
    assert "RoomVote" not in found
    assert "who has seen" not in found


def test_the_lecture_has_all_cells_in_order_with_what_their_heads_say_of_it(read):
    cells = as_notebook(read(LESSON).cells_of_lecture()).cells
    assert [(cell.source.splitlines()[0][:20], cell.metadata) for cell in cells] == [
        ("# 3 · Cracks in a wa", {}),
        (
            "**Which model is rig",
            {"slide": "Cracks in a wall", "minutes": 1, "short": 1, "audience": "class"},
        ),
        ("Ask who has seen a c", {"slideshow": {"slide_type": "notes"}}),
        ("import numpy as np", {}),
        (
            'RoomVote("How many?"',
            {"slide": "Vote: how many pixels are a crack?", "minutes": 5, "audience": "class"},
        ),
        ("- 2: they count the ", {"slideshow": {"slide_type": "notes"}}),
        ('ask("crack", 1)', {}),
        ("crack().sum()", {"slide": "One pixel of three", "minutes": 2, "short": 1}),
        ("crack().mean()", {"slideshow": {"slide_type": "fragment"}}),
        ("del crack", {"audience": "class"}),
        ("## Take-away", {}),
    ]
    assert cells[2].source == "Ask who has seen a crack, lesson 2."


def test_a_cell_has_the_same_id_in_both_notebooks_but_for_the_one_that_waits_for_a_guess(read):
    source = read(LESSON)
    learners = {cell.source: cell.id for cell in as_notebook(source.cells_of_notebook()).cells}
    lecture = {cell.source: cell.id for cell in as_notebook(source.cells_of_lecture()).cells}
    assert learners["crack().sum()"] == "answers-crack"
    assert lecture["crack().sum()"] == "lecture-crack"
    both = learners.keys() - {"crack().sum()"}
    assert len(both) == 5
    assert {said: lecture[said] for said in both} == {said: learners[said] for said in both}
    assert len(set(lecture.values())) == 11


def test_reading_the_cells_changes_nothing_in_the_source(read):
    source = read(LESSON)
    assert as_notebook(source.cells_of_lecture()) == as_notebook(source.cells_of_lecture())
    assert as_notebook(source.cells_of_notebook()) == as_notebook(source.cells_of_notebook())
    assert list(source.guesses) == ["crack"]


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (
            'audience="clas"',
            "audience is 'clas'; write audience=\"class\", or leave it out where learners get the cell",
        ),
        ("audience=class", 'audience=class cannot be read; write key="text", key=3 or key={"name": "text"}'),
        ('slide="A" minutes="two"', "minutes is 'two'; write a number above 0, such as minutes=2"),
        ('slide="A" minutes=0', "minutes is 0; write a number above 0, such as minutes=2"),
        ('slide="A" minutes=2 short=true', "short is True; write a number above 0, such as short=2"),
        ('slide="A"', "its slide has no minutes; write minutes=2, or how long you speak there"),
        ('slide="" minutes=2', "slide is ''; write the headline as a text"),
        ("slide=3 minutes=2", "slide is 3; write the headline as a text"),
        (f'slide="{"x" * 71}" minutes=2', "its headline has 71 characters; write at most 70"),
        ("minutes=2", "it has minutes and starts no slide; write slide= too, or leave them out"),
        ('slid="A" minutes=2', "slid is not known; write slide"),
        ('colour="A"', "colour is not known; keys are slide, minutes, short, slideshow, audience, guess"),
        ('slideshow="fragment"', 'slideshow is \'fragment\'; write {"slide_type": "fragment"} or'),
        ('slideshow={"slide_type": "skip"}', "slideshow is {'slide_type': 'skip'}; write {\"slide_type\":"),
        (
            'slide="A" minutes=1 slideshow={"slide_type": "fragment"}',
            'it starts a slide and is also "fragment"; leave one of them out',
        ),
        ('slideshow={"slide_type": "notes"}', 'it is code, and notes are text; write "# %% [markdown]"'),
        (
            '[markdown] slideshow={"slide_type": "fragment"}',
            "it is text, and only code can be a fragment; write it into the notes, or as a slide of its own",
        ),
        ('[markdown] audience="class"', "its text would be seen nowhere; write slide= too, or slideshow="),
    ],
)
def test_a_head_that_means_nothing_is_refused_with_file_cell_and_what_to_do(read, head, fault):
    with pytest.raises(ValueError, match=r"^03_cracks\.py, cell 14 \((# )?last\): " + re.escape(fault)):
        read(f"{LESSON}\n# %% {head}\n# last\n")


@pytest.mark.parametrize("kind", ["fragment", "notes"])
def test_a_step_before_the_first_slide_is_refused(read, kind):
    head = "# %%" if kind == "fragment" else "# %% [markdown]"
    with pytest.raises(ValueError, match=rf'cell 1 .*: it is "{kind}" before the first slide; put it after'):
        read(f'{head} slideshow={{"slide_type": "{kind}"}}\n# 1\n\n{LESSON}')


def test_a_line_of_a_text_that_looks_like_a_head_is_refused(read):
    with pytest.raises(ValueError, match=r"03_cracks\.py: a line inside a cell begins with '# %%'"):
        read(LESSON.replace("del crack", 'say = """\n# %% not a head\n"""'))


def test_a_lesson_has_a_lecture_and_a_page_of_the_course_has_none():
    assert LECTURES / "11_leakage.ipynb" in [built.path for built in built_from(SOURCES / "11_leakage.py")]
    assert [built.path.parent.name for built in built_from(SOURCES / "glossary.py")] == ["notebooks", "notebooks"]


def test_a_lecture_that_no_source_makes_is_named(monkeypatch, tmp_path):
    (tmp_path / LECTURES).mkdir(parents=True)
    shutil.copy(ROOT / LECTURES / "11_leakage.ipynb", tmp_path / LECTURES / "11_leaks.ipynb")
    monkeypatch.setattr(build_notebooks, "ROOT", tmp_path)
    assert build_notebooks.orphans([]) == ["segmetrics_lab/course/lectures/11_leaks.ipynb has no source"]
