"""Feedback shows its outcome first, then what it has to show, in a terminal and in a notebook."""

from dataclasses import replace

import numpy as np
import pytest

from segmetrics_lab.checks.engine.feedback import Feedback
from segmetrics_lab.labels import TONES
from segmetrics_lab.pictures import Picture

FULL = Feedback(
    "not yet",
    "it returns 1 < 2.",
    misconception="X1",
    facts=(("matrix", "[[1 2]\n [3 4]]"), ("got", "'<b>'")),
    explanation="You divide.",
    read_again="Read again: lesson 3",
    link="03.ipynb#A&B",
    pictures=(("truth", Picture(np.zeros((2, 2, 3), np.uint8), "4 pixels")),),
    note="There was no time limit.",
)


@pytest.mark.parametrize(
    ("outcome", "first_line"),
    [
        ("correct", "✓ correct: so it is."),
        ("not yet", "→ not yet: so it is."),
        ("not attempted", "○ not attempted: so it is."),
        ("could not run", "! could not run: so it is."),
    ],
)
def test_each_outcome_has_its_sign(outcome, first_line):
    assert repr(Feedback(outcome, "so it is.")) == first_line


def test_a_terminal_shows_facts_pictures_explanation_where_to_read_and_note():
    assert repr(FULL).splitlines() == [
        "→ not yet: it returns 1 < 2.",
        "  matrix  [[1 2]",
        "           [3 4]]",
        "     got  '<b>'",
        "  truth: 4 pixels",
        "  You divide.",
        "  Read again: lesson 3",
        "  There was no time limit.",
    ]


def test_a_notebook_shows_pictures_before_values_in_this_order_and_escaped():
    html = FULL._repr_html_()
    parts = [
        "not yet:</strong> it returns 1 &lt; 2.",
        ">truth</",
        '<img alt="4 pixels"',
        "<details><summary>the values</summary>",
        ">matrix</th>",
        "&#x27;&lt;b&gt;&#x27;",
        "</details>",
        ">You divide.</p>",
        ">There was no time limit.</p>",
        '<a href="03.ipynb#A&amp;B">Read again: lesson 3</a>',
    ]
    places = [html.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_values_without_a_picture_are_not_folded():
    html = replace(FULL, pictures=())._repr_html_()
    assert ">matrix</th>" in html
    assert "<details" not in html


@pytest.mark.parametrize("outcome", TONES)
def test_an_outcome_has_a_sign_and_its_tone_on_light_and_dark_pages(outcome):
    html = Feedback(outcome, "so it is.")._repr_html_()
    style = TONES[outcome]
    assert f"--tone:light-dark({style.light},{style.dark});border-left:6px solid var(--tone)" in html
    assert f'<span aria-hidden="true">{style.sign} </span>{outcome}:' in html


def test_cases_are_squares_full_where_right_and_counted_in_words():
    html = Feedback("not yet", "so it is.", cases=(28, 31))._repr_html_()
    assert "</span> 28 of 31 cases are right</div>" in html
    assert (html.count("background:var(--tone)"), html.count("width:8px")) == (28, 31)
    assert "role=" not in Feedback("could not run", "so it is.", cases=(0, 31))._repr_html_()


def test_what_is_empty_takes_no_room():
    html = Feedback("correct", "so it is.")._repr_html_()
    assert [part for part in ("<table", "<img", "<details", "role=", "<a ") if part in html] == []
    assert html.count("<p ") == 1
