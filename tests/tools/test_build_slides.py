"""The builder of slides: which lesson is meant, what a deck holds, and the sentences for what cannot be built."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools import build_slides
from tools.build_slides import deck_of, index_of, page_of, stem_of

ROOT = Path(__file__).parents[2]
SLIDE = {"slide": "Is 1 < 2?", "minutes": 1}
PRINTED = [new_output("stream", text="</script> <b>\n")]


@pytest.mark.parametrize("name", ["09", "9", "09_the_accuracy_paradox"])
def test_a_lesson_may_be_named_by_its_number_or_its_file(name):
    assert stem_of(name) == "09_the_accuracy_paradox"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("09_the_acuracy_paradox", "09_the_accuracy_paradox"),
        ("overfiting", "12_overfitting"),
        ("leak", "11_leakage"),
        ("14", "13_the_best_of_many_tries"),
    ],
)
def test_an_unknown_lesson_is_refused_and_the_nearest_named(name, nearest):
    with pytest.raises(ValueError, match=f"There is no lesson '{name}'; the nearest is {nearest}."):
        stem_of(name)


def test_the_command_refuses_an_unknown_lesson_in_a_sentence(tmp_path):
    command = [sys.executable, "-m", "tools.build_slides", "paradx", "--to", tmp_path / "out"]
    found = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert found.returncode == 2
    assert "There is no lesson 'paradx'; the nearest is 09_the_accuracy_paradox." in found.stderr
    assert not (tmp_path / "out").exists()


@pytest.fixture
def lecture_without_headlines(monkeypatch, tmp_path):
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), tmp_path / "11_leakage.ipynb")
    monkeypatch.setattr(build_slides, "LECTURES", tmp_path)


@pytest.mark.usefixtures("lecture_without_headlines")
def test_a_lesson_without_headlines_is_not_run_and_answered_with_what_to_do():
    with pytest.raises(ValueError, match=r"11_leakage has no slides: none of its cells has a headline\. Write"):
        deck_of("11_leakage")


@pytest.mark.usefixtures("lecture_without_headlines")
def test_the_command_names_a_lesson_without_headlines_and_fails(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(sys, "argv", ["build_slides", "11", "--to", str(tmp_path / "out")])
    assert build_slides.main() == 1
    assert "Lesson 11_leakage has no slides" in capsys.readouterr().err
    assert not (tmp_path / "out" / "11_leakage.html").exists()


def test_what_is_printed_or_said_in_a_headline_is_text_and_not_html():
    page = page_of([new_code_cell("1", metadata=SLIDE, outputs=PRINTED)], number=1, title="A & B")
    assert "<h1>Is 1 &lt; 2?</h1>" in page
    assert "&lt;/script&gt; &lt;b&gt;" in page
    assert "<title>1 · A &amp; B</title>" in page


def test_the_code_of_a_vote_is_not_in_the_deck_since_it_holds_the_answer():
    vote = new_code_cell("RoomVote('?', answer='B')", metadata=SLIDE | {"audience": "class"}, outputs=PRINTED)
    assert "RoomVote" not in page_of([vote], number=1, title="A")


def test_notes_have_no_pictures_and_no_links_to_files_that_a_deck_does_not_have():
    prose = new_markdown_cell(
        'See [lesson 2](02_matrix.ipynb). <img src="data:x" width="3" alt="A cup"> ![Two](two.png)'
    )
    page = page_of([prose, new_code_cell("1", metadata=SLIDE, outputs=PRINTED)], number=1, title="A")
    assert "See lesson 2. [A cup] [Two]" in page


def test_the_licences_of_others_stand_in_every_deck():
    page = page_of([new_code_cell("1", metadata=SLIDE, outputs=PRINTED)], number=1, title="A")
    for owner in ("Hakim El Hattab", "MarkedJS", "Christopher Jeffrey"):
        assert f"{owner}" in page.partition("<style>")[0]


def test_the_list_of_decks_names_each_with_its_short_lecture():
    page = index_of(["09_the_accuracy_paradox"])
    assert '<a href="09_the_accuracy_paradox.html">9 · The accuracy paradox</a>' in page
    assert 'href="09_the_accuracy_paradox.html?minutes=20"' in page
