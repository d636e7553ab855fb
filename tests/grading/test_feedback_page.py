"""A learner's page holds what its learner needs, and nothing of anybody else, of hidden cases, or of scripts."""

import re
from dataclasses import replace

import pytest

from segmetrics_lab.grading.by_hand import Written, with_marks
from segmetrics_lab.grading.feedback_page import feedback_page
from segmetrics_lab.grading.judged import BOXED, Judged, Result
from tests.grading.judged_answers import BY_PREDICTION, a_learner

TITLE = "Exercises 3 · Accuracy and overlap"


@pytest.fixture(scope="module")
def page():
    judged = a_learner("Dmitri-14", BY_PREDICTION, half="a", score=1.5, printed="<b>hello</b>\n" * 100)
    return feedback_page(judged, title=TITLE)


def test_points_stand_first_and_each_question_has_its_heading_in_order(page):
    headings = re.findall(r"<h(\d)>(.*?)</h\1>", page)
    assert headings == [
        ("1", TITLE),
        ("2", "1 · The IoU of two masks"),
        ("2", "3 · IoU 0.5"),
        ("2", "5 · Both scores, from two label maps"),
    ]
    assert page.index("1.5 of 3 points") < page.index("1 · The IoU")
    assert page.count(">to check yourself</p>") == 2


def test_the_feedback_is_what_the_check_says_with_its_pictures(page):
    assert "You divide by all pixels that the prediction claims." in page
    assert page.count("<img ") == 3


def test_a_letter_that_nobody_has_marked_yet_is_not_said_to_have_no_points():
    letter = Written("capstone.letter", "8 · The letter", "", 4, ())
    waiting = with_marks(Judged("capstone", "Ada-1", "ab", BOXED, ()), [letter], {letter.question: "Take B."}, {})
    page = feedback_page(waiting, title="The capstone")
    assert '<p class="faint points">up to 4 points</p><p>Waits to be marked by hand.</p>' in page


def test_nothing_is_loaded_and_nothing_runs(page):
    assert "default-src 'none'" in page
    assert re.findall(r"(?:src|href)=\"(?!data:)", page) == []
    assert "<script" not in page


def test_what_was_printed_is_shown_as_text_and_cut_off(page):
    assert page.count("&lt;b&gt;hello&lt;/b&gt;") == 40
    assert "(60 more lines)" in page
    assert "<b>hello" not in page


def test_a_flood_in_one_line_is_cut_off_too():
    judged = a_learner("Dmitri-14", BY_PREDICTION, printed="x" * 1_000_000)
    assert len(feedback_page(judged, title=TITLE)) < 200_000


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_texts_of_learners_stay_texts(text):
    result = Result("ex03.iou", text, 0, 1, "not yet", text, answer=text, printed=text)
    shown = feedback_page(Judged("ex03", text, "d", BOXED, (result,), problem=text), title=text, counted=text)
    assert text not in shown


def test_a_submission_that_cannot_be_read_says_why():
    judged = Judged("ex03", "Lena-22", "d", BOXED, (), problem="this is no notebook: it is empty")
    assert "could not be graded:</strong> this is no notebook: it is empty" in feedback_page(judged, title=TITLE)


def test_what_late_costs_is_said():
    judged = a_learner("Dmitri-14", BY_PREDICTION)
    assert "<p>Two days late: 0.6 points less.</p>" in feedback_page(
        judged, title=TITLE, counted="Two days late: 0.6 points less."
    )


def test_a_link_into_the_course_becomes_its_words_as_the_course_lies_elsewhere():
    judged = a_learner("Dmitri-14", BY_PREDICTION)
    linked = replace(
        judged.results[0], html='<p><a href="../notebooks/03.ipynb#Definition">Read again: lesson 3</a></p>'
    )
    shown = feedback_page(replace(judged, results=(linked,)), title=TITLE)
    assert "<p>Read again: lesson 3</p>" in shown


def test_a_submission_beyond_the_limit_is_not_told_how_questions_with_points_went():
    judged = a_learner("Dmitri-14", BY_PREDICTION, score=1.5)
    page = feedback_page(judged, title=TITLE, is_told=False, counted="1.2 points count.")
    assert "This submission is kept and counts." in page
    assert "1 · The IoU of two masks" in page
    assert [text for text in ("Both scores", "right in 5 of 8", "1.5", "1.2") if text in page.split("<main>")[1]] == []
