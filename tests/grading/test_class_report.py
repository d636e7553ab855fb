"""The class report says what a class believes, names nobody, and never speaks a verdict."""

import csv
import io
import re

import pytest

from segmetrics_lab.grading.class_report import class_report, names_csv, percent_of, remark_on
from segmetrics_lab.grading.item_analysis import Item
from segmetrics_lab.grading.judged import BOXED, LIMITS_ONLY, Judged, Result
from segmetrics_lab.grading.same_answers import Same, same_answers
from tests.grading.judged_answers import a_class

TITLE = "Exercises 3 · Accuracy and overlap"
NAMES = ["Ada", "Quill", "Benno", "Cleo", "Dmitri", "Efe", "Farah", "Goro", "Hilde", "Ines", "Karim", "Lena"]


def report(judged, **more):
    return class_report(judged, title=TITLE, **more)


@pytest.fixture(scope="module")
def page():
    options = {"ex03.half": {"a": "Half of the object's pixels are found.", "b": "Half of all pixels.", "d": "Dice."}}
    return report(a_class(), refused=2, attempts={"Ada": 1, "Benno": 3}, options=options)


def text_of(page):
    return re.sub(r"<[^>]+>", " ", re.sub(r"<(style|head)>.*?</\1>", "", page, flags=re.DOTALL))


def test_no_learner_is_named_though_answers_held_their_names(page):
    assert all("Ada" in judged.results[0].answer for judged in a_class()[:1])
    words = set(re.findall(r"\w+", page))
    assert [name for name in NAMES if name in words] == []
    assert re.findall(r"-\d\d\b(?! )", text_of(page)) == []


def test_headings_stand_in_order_and_nothing_is_loaded(page):
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels == [1, 2, 2, 2, 3, 3, 3, 3, 3, 2]
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["Points", "Questions", "Misconceptions", "Answers that look alike"]
    assert "<script" not in page
    assert re.findall(r"(?:src|href)=\"(?!data:)", page) == []


def test_submissions_and_points_are_counted(page):
    text = text_of(page)
    assert "12 learners; 1 of their submissions could not be graded." in text
    assert "2 files were not taken as submissions." in text
    assert "The median is 1.5 of 3 points, the mean 1.4." in text
    assert "Handed in 2.0 times on average, at most 3." in text
    assert "0: 4; 0.5: 0; 1: 0; 1.5: 4; 2: 0; 2.5: 0; 3: 3." in page


def test_each_question_has_its_row(page):
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<tr>(.*?)</tr>", page)]
    iou = next(row for row in rows if "ex03.iou" in row)
    cells = [cell for cell in iou.split("|") if cell]
    # Shares of question 1 are 1, 1, 1, then 0; the others' sums 1, 1, 0.5, 0.5, 0, 0, 1, 0, 0.5, 0.5, 0: r = 0.585.
    assert cells == [
        "1 · The IoU of two masks",
        "ex03.iou",
        "–",
        "10 of 11",
        "3",
        "27 %",
        "0.59",
        "Hard: worth going over in class.",
    ]
    assert "undefined: nobody was right" in page


def test_misconceptions_stand_by_frequency_with_the_words_of_the_catalogue_and_an_answer(page):
    found = re.findall(r"<h3>(.*?) <span class=\"faint\">\((M\d+)\)</span></h3>\n?<p class=\"faint\">(\d+) of", page)
    assert [(name, int(number)) for _, name, number in found] == [
        ("M10", 5),
        ("M25", 4),
        ("M01", 3),
        ("M02", 2),
        ("M11", 2),
    ]
    assert "You divide by all pixels that the prediction claims." in page
    assert "return np.sum(truth_mask &amp; prediction_mask) / np.sum(prediction_mask)</pre>" in page
    assert "<pre>a: Half of the object&#x27;s pixels are found.</pre>" in page


def test_a_small_class_is_told_that_correlations_are_unsure(page):
    assert "With 11 learners these correlations are unsure" in page
    assert "Do not drop a question for such a number alone." in page


def test_answers_that_look_alike_are_a_hint_and_their_names_stand_beside(page):
    assert "is a hint to look, and no verdict" in page
    assert not re.search("cheat|plagiar|copied", page)
    rows = list(csv.reader(io.StringIO(names_csv(same_answers(a_class())))))
    assert rows == [["hint", "question", "learner"], ["1", "ex03.iou", "Ines-19"], ["1", "ex03.iou", "Jo-20"]]


def test_a_name_that_is_a_formula_is_a_text_in_the_file_of_names():
    text = names_csv([Same("ex03.iou", "IoU", ("=1+1", 'a,"b"'), "")])
    assert text.splitlines()[1:] == ["1,ex03.iou,'=1+1", '1,ex03.iou,"a,""b"""']


def wrong(name, answer):
    return Judged("ex03", name, "d", BOXED, (Result("ex03.iou", "1", 0, 1, "not yet", "", "M01", answer=answer),))


def test_an_example_that_holds_a_name_is_left_out():
    naming = wrong("Ada-Quill-1", "def quill():\n    return 1")
    assert "quill" not in report([naming])
    assert "No example can be shown without a name." in report([naming])
    assert "def other():" in report([naming, wrong("Ben-2", "def other():\n    return 1\n    return 2")])
    assert "No example can be shown" in report([wrong("x-1", "def quill(): ...")], names=["Ada Quill"])


def test_somebody_called_max_hides_no_program_that_looks_for_the_largest():
    assert "max(1, a)" in report([wrong("Max-Sum-3", "b = max(1, a)")])


def test_an_example_is_cut_off_and_escaped():
    long = "\n".join(["if a < 1:", *(f"    x{at} = {at}" for at in range(30))])
    page = report([wrong("Ben-2", long)])
    assert "if a &lt; 1:" in page
    assert "(11 more lines)" in page
    assert "x25" not in page


def test_limits_only_is_said_and_boxed_is_not():
    (judged,) = [wrong("Ben-2", "a = 1")]
    assert "Limits only:" not in report([judged])
    assert "Limits only:" in report([Judged("ex03", "Ben-2", "d", LIMITS_ONLY, judged.results)])


@pytest.mark.parametrize("judged", [[], [Judged("ex03", "Ben-2", "d", BOXED, (), problem="empty")]])
def test_a_class_of_which_nothing_could_be_read_has_a_report_too(judged):
    assert "There is nothing to count yet." in report(judged)


@pytest.mark.parametrize(
    ("difficulty", "discrimination", "learners", "remark"),
    [
        (0.2, 0.5, 20, "Hard: worth going over in class."),
        (0.99, 0.5, 20, "Easy for this class."),
        (0.5, 0.0, 20, "Perhaps look at its wording."),
        (0.5, 0.0, 100, "Look at its wording."),
        (0.5, 0.5, 20, ""),
        (0.5, None, 20, ""),
    ],
)
def test_a_remark_says_where_to_look(difficulty, discrimination, learners, remark):
    assert remark_on(Item("q", "t", 1, learners, 1, 1, difficulty, discrimination)) == remark


def test_a_question_that_waits_for_marks_is_not_called_hard():
    judged = [wrong(f"x-{at}", "a = 1") for at in range(5)]
    assert "Hard: worth going over" in report(judged)
    page = report(judged, waiting=["ex03.iou"], by_hand="1 of 5 written answers are marked by hand.")
    assert "Hard: worth going over" not in page
    assert "Not all are marked yet." in page
    assert "<p>1 of 5 written answers are marked by hand.</p>" in page
    assert "5 learners; all submissions could be graded." in page


def test_a_share_is_never_rounded_to_nobody_or_everybody():
    assert [percent_of(share) for share in (0, 0.002, 0.5, 0.998, 1)] == [
        "0 %",
        "under 1 %",
        "50 %",
        "over 99 %",
        "100 %",
    ]
