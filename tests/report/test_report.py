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
    assert report.main_mean_iou == pytest.approx((5000 / 6000 + 4500 / 5450) / 2)
    assert report.overall == ("pixel accuracy 0.92", "mean IoU of all classes 0.85", "of the main classes 0.83")


def test_a_row_of_the_table_has_the_scores_of_its_class():
    a = Report.from_matrix(*page_matrix()).table[0]
    assert (a.name, a.truth_area, a.prediction_area, a.intersection) == ("A", 5500, 5500, 5000)
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


@pytest.mark.parametrize("times", [1, 10**14])
@pytest.mark.parametrize(
    ("matrix", "verdict"),
    [
        ([[100, 0, 0], [9, 1, 0], [3, 0, 7]], "mixed"),  # the IoUs are 1/10 and 7/10, their mean 4/10
        ([[1000, 0, 0], [91, 9, 0], [30, 0, 70]], "bad"),
        ([[800, 50], [50, 100]], "mixed"),  # accuracy 9/10
        ([[60, 30], [0, 10]], "bad"),  # accuracy 7/10, mean IoU 1/4
        ([[20, 30], [0, 50]], "mixed"),  # accuracy 7/10, mean IoU 5/8
        ([[90, 3], [0, 7]], "mixed"),  # IoU 7/10
        ([[9000, 299], [0, 701]], "good"),
    ],
)
def test_a_score_on_its_limit_is_neither_above_nor_below_it(matrix, verdict, times):
    assert of(np.array(matrix, dtype=np.int64) * times, ["background", "A", "B"][: len(matrix)]).verdict == verdict


@pytest.mark.parametrize(
    ("matrix", "reason"),
    [
        ([[3996, 1004], [2000, 3000]], "pixel accuracy 0.6996 is below 0.70"),
        ([[5504, 498], [498, 3500]], "pixel accuracy 0.9004 is above 0.90"),
        ([[5496, 502], [502, 3500]], "pixel accuracy 0.8996 is not above 0.90"),
        ([[699_990, 300_010], [0, 0]], "pixel accuracy over 0.6999 is below 0.70"),
        ([[90_000, 0], [6004, 3996]], "the mean IoU of the main classes, 0.3996, is below 0.40"),
        ([[90_000, 0], [3004, 6996]], "IoU is not above 0.70 for cup 0.6996"),
        ([[99_999, 0], [1, 100_000]], "pixel accuracy over 0.9999 is above 0.90"),
        ([[10**15, 0], [10**15, 1]], "the mean IoU of the main classes, under 0.0001, is below 0.40"),
    ],
)
def test_a_number_never_contradicts_its_sentence(matrix, reason):
    report = of(matrix, main_classes=NAMES if matrix[1] == [0, 0] else None)
    assert reason in report.reasons
    if reason.startswith("pixel"):
        assert report.overall[0] == reason.split(" is ")[0]


def test_a_table_shows_no_score_as_1_or_0_that_is_neither():
    cup = str(of([[99_200, 399], [1, 400]])).splitlines()[4].split("  ")
    assert [cell.strip() for cell in cup if cell][3:] == ["0.004", "0.50", "0.998", "0.50", "0.67"]


def test_many_right_pixels_and_a_missed_object_are_an_accuracy_paradox():
    report = of([[98, 0], [2, 0]])
    assert "accuracy paradox: accuracy is 0.98, yet 0.00 of cup is found" in report.warnings
    assert "never predicted: cup" in report.warnings


def test_a_class_painted_over_others_is_named():
    words = "over-painting: more than twice as much is called cup as is there, and only 0.40 of it is cup"
    assert words in of([[50, 30], [0, 20]]).warnings


@pytest.mark.parametrize("matrix", [[[100, 2], [97, 1]], [[50, 20], [0, 20]], [[50, 30], [20, 20]], [[50, 1], [0, 0]]])
def test_few_right_pixels_of_few_claimed_are_not_painted_over_others(matrix):
    report = of(matrix, main_classes=["cup"])
    assert not [warning for warning in report.warnings if warning.startswith("over-painting")]


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


@pytest.mark.parametrize(
    ("area", "words"), [(2000, None), (1999, "1.999 %"), (1960, "1.96 %"), (1940, "1.9 %"), (20, "under 0.1 %")]
)
def test_less_than_2_in_100_is_rare(area, words):
    rare = [warning for warning in of([[100_000 - area, 0], [0, area]]).warnings if warning.startswith("rare")]
    assert rare == [f"rare: cup is {words} of the truth; its scores move with few pixels"] * (words is not None)


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


@pytest.mark.parametrize(
    "names", [["cat", "background", "dog"], ["cat", "Background", "dog"], ["a", "_background_", "b"]]
)
def test_the_class_called_background_is_the_background_wherever_it_stands(names):
    matrix = [[5, 45, 0], [0, 900, 0], [0, 5, 45]]
    by_names, by_palette, listed = of(matrix, names), of(matrix, Palette(names)), of(matrix, (name for name in names))
    assert by_names.main_classes == by_palette.main_classes == listed.main_classes == (names[0], names[2])
    assert by_names.verdict == by_palette.verdict == listed.verdict == "mixed"
    assert by_names.warnings == by_palette.warnings == listed.warnings
    first = of(np.array(matrix)[np.ix_([1, 0, 2], [1, 0, 2])], [names[1], names[0], names[2]])
    assert (first.verdict, first.main_classes, first.overall) == ("mixed", by_names.main_classes, by_names.overall)


def test_a_truth_of_background_alone_has_nothing_to_find():
    report = of([[10, 0], [0, 0]])
    assert report.verdict == "mixed"
    assert report.reasons == ("no main class occurs in the truth, so there is nothing to find",)
    assert np.isnan(report.main_mean_iou)
    assert report.overall[2] == "of the main classes undefined"


def test_main_classes_stand_in_the_order_of_the_classes():
    matrix = np.diag([3, 4, 5])
    for chosen in ({"sky", "road"}, ["road", "sky"], (name for name in ["road", "sky"])):
        assert of(matrix, ["background", "sky", "road"], main_classes=chosen).main_classes == ("sky", "road")


@pytest.mark.parametrize(
    ("matrix", "options", "words"),
    [
        ([[1, 0], [0, 1]], {"names": ["one"]}, "the matrix has 2 classes, but the number of names is 1: one"),
        ([[1, 0], [0, 1]], {"names": "ab"}, "names is of type str, but it must be a list in the order"),
        ([[1, 0], [0, 1]], {"names": {"a", "b"}}, "it must be a list in the order"),
        ([[1, 0], [0, 1]], {"names": [0, 1]}, r"names is \(0, 1\), but it must be a list of texts"),
        ([[1, 0], [0, 1]], {"names": None}, "names is of type NoneType"),
        ([[1, 0], [0, 1]], {"names": ["cup", "cup"]}, "names holds cup more than once"),
        ([[1, 0], [0, 1]], {"main_classes": ["cup", "cup"]}, "background, cup, each of them once"),
        ([[1, 0], [0, 1]], {"main_classes": [1]}, r"main_classes is \[1\]"),
        ([[1, 0], [0, 1]], {"main_classes": True}, "main_classes is True"),
        ([[1, 0], [0, 1]], {"main_classes": ["Cup"]}, "Did you mean 'cup'"),
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
        "bad: the mean IoU of the main classes, 0.00, is below 0.40 (pixel accuracy 0.98, "
        "mean IoU of all classes 0.49, of the main classes 0.00)",
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
