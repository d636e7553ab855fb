"""Reports as pictures, alone and side by side."""

import re

import numpy as np
import pytest

from segmetrics_lab.plots import show_report, show_reports
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import page_matrix

CITY = [
    "road",
    "sidewalk",
    "building",
    "wall",
    "fence",
    "pole",
    "light",
    "sign",
    "vegetation",
    "terrain",
    "sky",
    "person",
    "rider",
    "car",
    "truck",
    "bus",
    "train",
    "motorcycle",
    "bicycle",
]
BAR, HATCHED_BAR, RING = (63, 143, 201), (213, 219, 224), (166, 60, 0)


def of(matrix, names=("background", "cup"), **options):
    return Report.from_matrix(np.array(matrix), list(names), **options)


CUP = of([[90, 2], [1, 7]])
WRONG_CUP = of([[60, 31], [8, 1]])
ABSENT = of([[98, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]], ["background", "cup", "fork", "knife"])


def many(num_classes):
    rng = np.random.default_rng(0)
    matrix = rng.integers(0, 400, (num_classes, num_classes)) * (rng.random(num_classes) ** 4)[:, None]
    matrix += np.diag(rng.integers(0, 9000, num_classes))
    matrix[-1], matrix[:, -1] = 0, 0
    return Report.from_matrix(matrix.astype(int), CITY[:num_classes])


def longest_bars(picture, color, rows):
    """The length of the longest run of a colour among these rows of the image, in shown pixels."""
    return (picture.image[rows] == color).all(axis=2).sum(axis=1).max() / 2


def test_the_words_hold_verdict_scores_and_shares():
    assert repr(show_report(CUP)) == (
        "Verdict mixed: IoU is not above 0.70 for cup 0.70. Pixel accuracy 0.97, "
        "mean IoU of all classes 0.83, of the main classes 0.70. "
        "Main classes: cup (8.0 % of the truth): IoU 0.70, recall 0.88, precision 0.78. "
        "Not in the verdict: background (92 % of the truth): IoU 0.97, recall 0.98, precision 0.99."
    )


def test_the_words_hold_every_warning_and_call_undefined_what_is_undefined():
    assert repr(show_report(ABSENT)) == (
        "Verdict bad: the mean IoU of the main classes, 0.00, is below 0.40. Pixel accuracy 0.98, "
        "mean IoU of all classes 0.33, of the main classes 0.00. "
        "Main classes: cup (1.0 % of the truth): IoU 0.00, recall 0.00, precision undefined. "
        "Not in the verdict: background (99 % of the truth): IoU 0.98, recall 0.99, precision 0.99; "
        "fork (0 % of the truth): IoU 0.00, recall undefined, precision 0.00; "
        "knife (0 % of the truth): IoU undefined, recall undefined, precision undefined. "
        "Warnings: accuracy paradox: accuracy is 0.98, yet 0.00 of cup is found; never predicted: cup; "
        "rare: cup is 1.0 % of the truth; its scores move with few pixels; "
        "invented: fork is predicted but not in the truth; "
        "absent: knife is neither in the truth nor predicted, so it has no score."
    )


def test_the_page_and_its_matrix():
    assert repr(show_report(Report.from_matrix(*page_matrix()))) == (
        "Verdict good: pixel accuracy 0.92 is above 0.90; IoU is above 0.70 for every main class. "
        "Pixel accuracy 0.92, mean IoU of all classes 0.85, of the main classes 0.83. "
        "Main classes: A (35 % of the truth): IoU 0.83, recall 0.91, precision 0.91; "
        "B (32 % of the truth): IoU 0.83, recall 0.90, precision 0.91. "
        "Not in the verdict: background (32 % of the truth): IoU 0.90, recall 0.95, precision 0.94."
    )


def test_without_a_background_every_class_is_a_main_class():
    assert "Not in the verdict" not in repr(show_report(of([[3, 1], [0, 4]], ["table", "cup"])))


def test_main_classes_come_first_and_those_left_out_are_named():
    words = repr(show_report(of([[5, 1, 0], [0, 4, 1], [0, 0, 9]], ["sky", "tree", "road"], main_classes=["road"])))
    assert words.index("Main classes: road") < words.index("Not in the verdict: sky") < words.index("; tree (")
    assert words.endswith(
        "Warnings: left out of the verdict: tree, recall 0.80; left out of the verdict: sky, recall 0.83."
    )


def test_the_bar_of_a_main_class_is_plain_and_that_of_another_hatched():
    picture = show_report(CUP)
    # The title is 40 high, each heading 24, each row 26: cup from 64 to 90, background from 114 to 140.
    cup, background = slice(2 * 76, 2 * 102), slice(2 * 114, 2 * 140)
    assert longest_bars(picture, BAR, cup) > 100
    assert longest_bars(picture, BAR, background) == 0
    assert longest_bars(picture, HATCHED_BAR, background) > 50
    assert longest_bars(picture, HATCHED_BAR, cup) == 0


def test_a_bar_is_as_long_as_the_iou():
    halves = of([[50, 0, 0], [25, 50, 25], [0, 0, 100]], ["background", "half", "most"])
    picture = show_report(halves)
    half, most = (longest_bars(picture, BAR, slice(2 * top, 2 * (top + 26))) for top in (64, 90))
    # IoU 50 / 100 and 100 / 125. The dashed line at 0.70 takes some pixels of the longer bar where it is drawn.
    assert half / most == pytest.approx(0.5 / 0.8, abs=0.03)


def test_an_undefined_score_has_neither_bar_nor_mark():
    picture = show_report(ABSENT)
    # A heading, cup from 76 to 102, a heading, background from 128 to 154, fork to 180, knife to 206.
    knife = picture.image[2 * 180 : 2 * 206]
    for color in (BAR, HATCHED_BAR, RING):
        assert not (knife == color).all(axis=2).any()
    fork = picture.image[2 * 154 : 2 * 180]
    assert not (fork == RING).all(axis=2).any()


@pytest.mark.parametrize("num_classes", [2, 3, 8, pytest.param(19, marks=pytest.mark.slow)])
def test_every_report_fits_into_900_pixels_and_100_kilobytes(num_classes):
    report = many(num_classes)
    for picture in (
        show_report(report),
        show_reports({"a": report, "b": report, "c": report, "sixteen letters!": report}),
    ):
        assert picture.width_px == 900
        assert picture.fits_whole()
        border = np.concatenate([picture.image[:, -6:].reshape(-1, 3), picture.image[-6:].reshape(-1, 3)])
        assert (border == 255).all()


def test_a_score_of_many_signs_leaves_the_bar_less_room():
    nearly = of([[99_999, 1], [0, 100_000]], main_classes=["background", "cup"])
    assert "IoU over 0.9999, recall over 0.9999, precision 1.00" in repr(show_report(nearly))
    bars = [longest_bars(show_report(report), BAR, slice(2 * 64, 2 * 90)) for report in (nearly, of([[9, 0], [0, 9]]))]
    assert bars[0] < bars[1] - 20


def test_no_number_of_a_report_contradicts_its_reasons():
    words = repr(show_report(of([[90_000, 0], [3004, 6996]])))
    assert "not above 0.70 for cup 0.6996" in words
    assert "cup (10 % of the truth): IoU 0.6996, recall 0.70, precision 1.00" in words
    assert "pixel accuracy 0.6996," in repr(show_reports({"low": of([[3996, 1004], [2000, 3000]])}))


def test_a_very_long_name_leaves_room_for_the_scores():
    report = of([[90, 2], [1, 7]], ["background", "$cup_{" + 80 * "o" + "f tea"])
    assert longest_bars(show_report(report), BAR, slice(2 * 76, 2 * 102)) > 100


def test_of_many_warnings_of_a_kind_three_are_written_out_in_the_figure():
    heights = [show_report(many_rare(count)).image.shape[0] / 2 for count in (3, 4, 5, 9)]
    # Each class adds a row of 26 pixels; the figure has 3 warnings, then 4, then 3 with a line for the rest.
    assert np.diff(heights).tolist() == [26 + 19, 26, 4 * 26]


def many_rare(count):
    areas = [1000, *[1] * count]
    return of(np.diag(areas), ["background", *(f"class {number}" for number in range(count))])


def test_the_words_of_several_reports_hold_verdict_reasons_and_iou_of_each():
    assert repr(show_reports({"forest": CUP, "tree": WRONG_CUP})) == (
        "forest: verdict mixed, since IoU is not above 0.70 for cup 0.70; pixel accuracy 0.97, "
        "mean IoU of all classes 0.83, of the main classes 0.70; IoU cup 0.70, background 0.97. "
        "tree: verdict bad, since pixel accuracy 0.61 is below 0.70; the mean IoU of the main classes, 0.03, is "
        "below 0.40; pixel accuracy 0.61, mean IoU of all classes 0.32, of the main classes 0.03; "
        "IoU cup 0.03, background 0.61."
    )


def test_an_undefined_iou_is_said_to_be_undefined_in_a_comparison():
    assert repr(show_reports({"forest": ABSENT})).endswith("IoU cup 0.00, background 0.98, fork 0.00, knife undefined.")


def test_a_class_that_is_main_in_one_report_only_is_hatched_in_the_other():
    matrix, names = [[5, 1], [0, 4]], ["sky", "road"]
    picture = show_reports({"both": of(matrix, names), "road": of(matrix, names, main_classes=["road"])})
    sky = picture.image[2 * 133 : 2 * 159]
    left, right = sky[:, :980], sky[:, 980:]
    assert (left == BAR).all(axis=2).any()
    assert not (right == BAR).all(axis=2).any()
    assert (right == HATCHED_BAR).all(axis=2).any()


def test_own_words_replace_the_composed_ones():
    assert repr(show_report(CUP, alt="the cup is found")) == "the cup is found"
    assert repr(show_reports({"forest": CUP}, alt="the cup is found")) == "the cup is found"


def test_a_figure_is_the_same_every_time():
    assert show_report(CUP).png() == show_report(CUP).png()
    assert show_reports({"forest": CUP}).png() == show_reports({"forest": CUP}).png()


def test_what_is_not_a_report_is_refused():
    message = "report is of type list, but it must be a Report. Make one from a confusion matrix"
    with pytest.raises(ValueError, match=re.escape(message)):
        show_report([[90, 2], [1, 7]])


@pytest.mark.parametrize(
    ("reports", "message"),
    [
        (CUP, "reports is of type Report, but it must be a dict of names and Reports"),
        ([CUP], "reports is of type list, but it must be a dict"),
        ({"forest": [[90, 2], [1, 7]]}, "but it must be a dict of names and Reports"),
        ({}, "reports holds 0 reports, but 1 to 4 have room side by side"),
        ({str(name): CUP for name in range(5)}, "reports holds 5 reports"),
        ({7: CUP}, "7 is not a name for a report"),
        ({"n" * 17: CUP}, "it must be a text of up to 16 signs"),
        (
            {"forest": CUP, "tree": of([[9, 1], [0, 9]], ["background", "pot"])},
            "the report 'tree' has the classes background, pot, but the first one has background, cup",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(reports, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        show_reports(reports)
