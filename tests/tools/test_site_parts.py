"""What the site is put together from: links, plans of lectures, and the sentence where a lesson does not run."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools import alive, build_site
from tools.site import course_map, lesson_pages, plans
from tools.site.lessons import all_lessons, lesson_of, pages
from tools.site.links import for_site
from tools.slides import slides_of


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[2](02_the_confusion_matrix.ipynb#By-hand)", "[2](../lessons/02_the_confusion_matrix.ipynb#by-hand)"),
        ("[x](../exercises/capstone.ipynb)", "[x](../exercises/capstone.ipynb)"),
        ("[map](index.ipynb), [words](glossary.ipynb#I)", "[map](../map.md), [words](../glossary.ipynb#i)"),
        ("[below](#The-traps,-shown)", "[below](#the-traps-shown)"),
        ("[numpy](https://numpy.org/index.html#a,b)", "[numpy](https://numpy.org/index.html#a,b)"),
        ("[sheet](cheat_sheet.pdf)", "[sheet](../cheat_sheet.md)"),
    ],
)
def test_a_link_of_a_notebook_leads_to_its_page(written, shown):
    assert for_site(written, pages()) == shown


def test_every_lesson_says_its_question_and_how_long_it_takes():
    assert len(all_lessons()) == 15
    assert [lesson.key for lesson in all_lessons() if not lesson.question.endswith("?") or lesson.minutes < 15] == []
    assert lesson_of("capstone").minutes == 50


def test_a_page_has_no_cell_that_is_for_a_class():
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# A lesson"),
            new_markdown_cell("For the room.", metadata={"audience": "class"}),
            new_markdown_cell("For the lecturer.", metadata={"slideshow": {"slide_type": "notes"}}),
            new_code_cell("1 + 1", metadata={"slide": "What is it?"}),
        ]
    )
    page = lesson_pages.page_of(notebook, {}, note="How to run it.", answers={})
    assert [cell.source for cell in page.cells] == ["# A lesson", "How to run it.", "1 + 1"]
    assert len(notebook.cells) == 4


SHORT_PLAN = """Plan:

<!-- plan of 20 minutes -->

| slide | at minute | minutes | headline |
|---:|---:|---:|:---|
| 1 | 0 | 4 | Where is it? |
| 2 | 4 | 16 | Take-away |

<!-- end of plan -->
"""


@pytest.fixture
def slides():
    """Those of a lecture of three, of which the second is left out where there is little time."""
    heads = [("Where is it?", 5, 4), ("How sure?", 10, None), ("Take-away", 30, 16)]
    cells = [
        new_code_cell("1", metadata={"slide": slide, "minutes": minutes} | ({"short": short} if short else {}))
        for slide, minutes, short in heads
    ]
    return slides_of(cells)


@pytest.mark.parametrize("before", ["", "\n| what | stood | there |\n\n"])
def test_a_plan_says_which_slide_is_there_at_which_minute(slides, before):
    page = f"Plan:\n\n<!-- plan of 20 minutes -->\n{before}<!-- end of plan -->\n"
    assert plans.with_plans(page, slides) == SHORT_PLAN


def test_each_plan_of_a_page_has_its_own_slides(slides):
    page = plans.with_plans(f"{SHORT_PLAN}\n<!-- plan of 45 minutes -->\n<!-- end of plan -->\n\nThe end.\n", slides)
    assert page.startswith(SHORT_PLAN)
    assert "| 2 | 5 | 10 | How sure? |\n| 3 | 15 | 30 | Take-away |\n\n<!-- end of plan -->\n\nThe end." in page


def test_a_plan_of_a_lecture_without_slides_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="A plan of 20 minutes is asked for, but the lecture has no slides for it"):
        plans.with_plans(SHORT_PLAN, [])


def test_a_lesson_that_does_not_run_is_said_in_a_sentence(monkeypatch):
    def fail(stem):
        raise ValueError(f"{stem} has a mistake")

    monkeypatch.setattr(alive, "run_of", fail)
    with pytest.raises(RuntimeError, match=r"no page of lesson 03, since .* has a mistake\n.*make alive LESSON=03"):
        build_site.run_of(lesson_of("overlap"))


def test_slides_are_linked_where_they_were_built(monkeypatch, tmp_path):
    monkeypatch.setattr(build_site, "SLIDES", tmp_path)
    assert "`make slides` builds them" in build_site.decks()
    (tmp_path / "03_accuracy_and_overlap.html").touch()
    assert build_site.decks().count("<a ") == 2
    assert 'href="slides/03_accuracy_and_overlap.html" aria-label="slides of lesson 3">' in build_site.decks()
    assert 'href="slides/03_accuracy_and_overlap.html?minutes=20"' in build_site.decks()


def test_every_lesson_has_a_row_for_lecturers(monkeypatch, tmp_path):
    monkeypatch.setattr(build_site, "SLIDES", tmp_path)
    rows = [line for line in build_site.decks().splitlines() if "[plan]" in line]
    assert len(rows) == 14
    assert rows[9] == (
        "| 9 · The accuracy paradox | [plan](lectures/09_the_accuracy_paradox.md) |  "
        f"| [{lesson_of('paradox').exercise_minutes} minutes](exercises/ex09_the_accuracy_paradox.ipynb) |"
    )


def test_the_page_of_a_lecture_leads_to_all_that_its_lesson_has(monkeypatch, tmp_path):
    monkeypatch.setattr(build_site, "SLIDES", tmp_path)
    (tmp_path / "09_the_accuracy_paradox.html").touch()
    page = build_site.with_ways("# Lesson 9: The accuracy paradox\n\n*How?*\n", "09_the_accuracy_paradox")
    assert page.startswith(
        "# Lecture 9: The accuracy paradox\n\n[the lesson](../lessons/09_the_accuracy_paradox.ipynb)"
    )
    assert 'href="../slides/09_the_accuracy_paradox.html"' in page
    assert "[its exercises](../exercises/ex09_the_accuracy_paradox.ipynb)" in page
    assert "`segmetrics present 09`\n\n*How?*" in page


def test_what_a_lesson_needs_is_one_sentence_on_the_map():
    assert "needs Python functions and numpy arrays; no machine learning" in course_map.with_lessons("{lessons:start}")
