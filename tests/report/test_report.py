"""The report: verdicts, reasons, warnings and exports."""

import numpy as np
import pytest

from segmetrics_lab.labels import Palette
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import page_matrix

NAMES = ["background", "cup"]


def of(matrix, names=NAMES, **options):
    return Report.from_matrix(np.array(matrix), names, **options)


def test_the_page_calls_its_own_matrix_good():
    report = Report.from_matrix(*page_matrix())
    assert report.verdict == "good"
    assert report.main_classes == ("A", "B")
    assert report.reasons == ("pixel accuracy 0.92 is above 0.90", "IoU is above 0.70 for every main class")
    assert report.warnings == ()
    assert report.pixel_accuracy == pytest.approx(14300 / 15550)
    assert report.mean_iou == pytest.approx((5000 / 6000 + 4500 / 5450 + 4800 / 5350) / 3)


def test_a_row_of_the_table_has_the_scores_of_its_class():
    a = Report.from_matrix(*page_matrix()).table[0]
    assert (a.name, a.truth_area, a.prediction_area) == ("A", 5500, 5500)
    assert a.share == pytest.approx(5500 / 15550)
    assert a.precision == a.recall == a.dice == pytest.approx(5000 / 5500)
    assert a.iou == pytest.approx(5000 / 6000)


@pytest.mark.parametrize(
    ("matrix", "verdict", "reason"),
    [
        ([[90, 1], [1, 8]], "good", "IoU is above 0.70 for every main class"),
        ([[80, 10], [0, 10]], "mixed", "pixel accuracy 0.90 is not above 0.90"),
        ([[90, 3], [0, 7]], "mixed", "IoU is not above 0.70 for cup 0.70"),
        ([[60, 31], [0, 9]], "bad", "pixel accuracy 0.69 is below 0.70"),
        ([[96, 0], [3, 1]], "bad", "the mean IoU of the main classes, 0.25, is below 0.40"),
    ],
)
def test_the_bands_of_the_page_decide(matrix, verdict, reason):
    report = of(matrix)
    assert report.verdict == verdict
    assert any(reason in said for said in report.reasons)


def test_many_right_pixels_and_a_missed_object_are_an_accuracy_paradox():
    report = of([[98, 0], [2, 0]])
    assert "accuracy paradox: accuracy is 0.98, yet 0.00 of cup is found" in report.warnings
    assert "never predicted: cup" in report.warnings


def test_a_class_painted_over_others_is_named():
    assert "over-painting: only 0.40 of what is called cup is cup" in of([[50, 30], [0, 20]]).warnings


def test_absent_invented_and_rare_classes_are_named():
    report = of(
        [[985, 0, 0, 5], [0, 10, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]], names=["background", "cup", "boat", "ship"]
    )
    assert report.main_classes == ("cup",)
    assert report.warnings == (
        "rare: cup is 1.0 % of the truth; its scores move with few pixels",
        "absent: boat is neither in the truth nor predicted, so it has no score",
        "invented: ship is predicted but not in the truth",
    )


def test_a_rare_class_is_flagged_and_never_dropped():
    report = of([[990, 0], [10, 0]])
    assert report.main_classes == ("cup",)
    assert report.verdict == "bad"


def test_classes_left_out_by_choice_are_named_with_their_recall():
    matrix = [[90, 0, 0], [0, 50, 0], [8, 0, 2]]
    report = of(matrix, names=["background", "road", "person"], main_classes=["road"])
    assert report.verdict == "good"
    assert "left out of the verdict: person, recall 0.20" in report.warnings


def test_a_palette_says_which_class_is_the_background():
    matrix = np.array([[8, 0], [0, 2]])
    assert Report.from_matrix(matrix, Palette(["sky", "cup"])).main_classes == ("cup",)
    assert Report.from_matrix(matrix, Palette(["sky", "cup"], background=None)).main_classes == ("sky", "cup")
    assert Report.from_matrix(matrix, ["sky", "cup"]).main_classes == ("sky", "cup")


def test_a_truth_of_background_alone_has_nothing_to_find():
    report = of([[10, 0], [0, 0]])
    assert report.verdict == "mixed"
    assert report.reasons == ("no main class occurs in the truth, so there is nothing to find",)


@pytest.mark.parametrize(
    ("matrix", "options", "words"),
    [
        ([[1, 0], [0, 1]], {"names": ["one"]}, "the matrix has 2 classes, but 1 names"),
        ([[0, 0], [0, 0]], {}, "counts no pixel"),
        ([[1, 0], [0, 1]], {"main_classes": ["mug"]}, r"\['mug'\].*one or more of: background, cup"),
        ([[1, 0], [0, 1]], {"main_classes": []}, r"main_classes is \[\]"),
        ([[1, 0], [0, 1]], {"main_classes": "cup"}, "must be a list"),
        ([[0.5, 0], [0, 0.5]], {}, "counts of pixels"),
    ],
)
def test_what_cannot_be_judged_is_refused(matrix, options, words):
    with pytest.raises(ValueError, match=words):
        of(matrix, **options)


def test_a_terminal_shows_an_aligned_table():
    assert str(of([[98, 0], [2, 0]])) == repr(of([[98, 0], [2, 0]]))
    assert str(of([[98, 0], [2, 0]])).splitlines() == [
        "bad: the mean IoU of the main classes, 0.00, is below 0.40 (pixel accuracy 0.98, mean IoU 0.49)",
        "",
        "name        truth area  prediction area  share  precision  recall   IoU  Dice",
        "background          98              100   0.98       0.98    1.00  0.98  0.99",
        "cup                  2                0   0.02          –    0.00  0.00  0.00",
        "",
        "accuracy paradox: accuracy is 0.98, yet 0.00 of cup is found",
        "never predicted: cup",
    ]


def test_a_notebook_shows_a_table_with_heads_and_escaped_names():
    html = of([[98, 0], [2, 0]], names=["background", "<cup>"])._repr_html_()
    assert '<th scope="row">&lt;cup&gt;</th><td>2</td><td>0</td><td>0.02</td><td>–</td>' in html
    assert "<cup>" not in html
    assert html.count("<tr>") == 3
