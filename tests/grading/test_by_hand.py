"""Written answers are found wherever their learner wrote them, and count once they are marked."""

import json

import pytest

from segmetrics_lab.grading.by_hand import Written, marking_page, with_marks, written_answer, written_questions
from segmetrics_lab.grading.judged import BOXED, Judged, Result
from segmetrics_lab.grading.marks import Mark

LETTER = Written("capstone.letter", "8 · The letter", "*Write here.*", 4, ((3, "names a model"), (1, "says why")))
TEXT = {"segmetrics": {"question": "capstone.letter", "part": "text"}}
WRITTEN = {"segmetrics": {"question": "capstone.letter", "part": "written"}}
HEAD = ("markdown", "## 8 · The letter\n\nWrite to the town.", TEXT)
END = ("markdown", "## How far you are", {})


def notebook(*cells):
    """A notebook of cells, each a kind, a text and metadata."""
    made = [{"cell_type": kind, "source": text, "metadata": metadata} for kind, text, metadata in cells]
    return json.dumps({"cells": made, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}).encode()


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        ([HEAD, ("markdown", "Take B.", WRITTEN), END], "Take B."),
        ([HEAD, ("markdown", ["Take B.\n", "It finds more."], WRITTEN)], "Take B.\nIt finds more."),
        ([HEAD, ("markdown", "*Write here.*", WRITTEN), END], ""),
        ([HEAD, ("markdown", "Take B.", WRITTEN), ("markdown", "It costs.", WRITTEN), END], "Take B.\n\nIt costs."),
        ([HEAD, ("markdown", "Take B.", WRITTEN), ("markdown", "Take B.", WRITTEN), END], "Take B."),
        ([("markdown", "Take B.", WRITTEN), END], "Take B."),
        ([HEAD, ("markdown", "Take B.", {}), END], "Take B."),
        ([HEAD, ("markdown", "*Write here.*", WRITTEN), ("markdown", "Take B.", {}), END], "Take B."),
        ([HEAD, ("markdown", "Take B.", {}), ("code", "1 + 1", {}), ("markdown", "Not this.", {})], "Take B."),
        ([HEAD, END, ("markdown", "Not this.", {})], ""),
        ([HEAD, ("markdown", "Take B \ud800.", WRITTEN), END], "Take B ?."),
        ([], ""),
    ],
)
def test_an_answer_is_found_by_its_cell_or_else_below_its_heading(cells, answer):
    assert written_answer(notebook(*cells), LETTER) == answer


def test_an_answer_is_found_in_a_notebook_of_version_3():
    cells = [{"cell_type": "markdown", "source": text} for text in ("## 8 · The letter", "Take B.")]
    assert written_answer(json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode(), LETTER) == "Take B."


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff\xfe", b'{"cells": 3}', b'{"cells": ["a", {}]}', b"[" * 100_000])
def test_what_is_no_notebook_holds_no_answer(data):
    assert written_answer(data, LETTER) == ""


def judged():
    first = Result("capstone.fair", "1 · A leaflet", 0, 0, "correct", "right")
    return Judged("capstone", "Ada-1", "ab12", BOXED, (first,))


def of_ada(answer, mark):
    marks = {("Ada-1", "capstone.letter"): mark} if mark else {}
    return with_marks(judged(), [LETTER], {"capstone.letter": answer}, marks)


@pytest.mark.parametrize(
    ("answer", "mark", "points", "outcome", "message"),
    [
        ("Take B.", None, 0, "not yet", "waits to be marked by hand"),
        ("", None, 0, "not attempted", "nothing is written in its cell"),
        ("Take B.", Mark(2.5, "Say <why>."), 2.5, "not yet", "2.5 of 4 points, marked by hand"),
        ("Take B.", Mark(4), 4, "correct", "4 of 4 points, marked by hand"),
        ("", Mark(4), 4, "correct", "4 of 4 points, marked by hand"),
    ],
)
def test_a_mark_counts_among_the_points(answer, mark, points, outcome, message):
    marked = of_ada(answer, mark)
    assert (marked.points, marked.most) == (points, 4)
    assert (marked.results[-1].outcome, marked.results[-1].message) == (outcome, message)


def test_a_remark_reaches_its_learner_as_a_text():
    assert "Say &lt;why&gt;." in of_ada("Take B.", Mark(2.5, "Say <why>.")).results[-1].html


def test_the_page_to_mark_from_shows_the_rubric_and_each_answer_as_a_text():
    page = marking_page("The capstone", [LETTER], {("Ben-2", LETTER.question): "<script>", ("Ada-1", "other"): "no"})
    assert "<li>3: names a model</li><li>1: says why</li>" in page
    assert "<h3>Ben-2</h3><pre>&lt;script&gt;</pre>" in page
    assert "Ada-1" not in page


def test_the_capstone_asks_for_a_letter_and_a_set_for_none():
    (letter,) = written_questions("capstone")
    assert (letter.question, letter.most, len(letter.rubric)) == ("capstone.letter", 4, 4)
    assert written_questions("ex03") == ()
