"""Reports as pictures, alone and side by side."""

import re

import numpy as np
import pytest

from segmetrics_lab.labels import GROUNDS, SCORES
from segmetrics_lab.plots import show_report, show_reports
from segmetrics_lab.report import Report
from segmetrics_lab.scenes import page_matrix
from tests.plots.drawings import SVG, drawings_of, rectangles, texts_of, words_of

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


def rows_of(picture, panel=0):
    """The drawing of the rows of a panel."""
    return [drawing for drawing in drawings_of(picture) if "main classes" in texts_of(drawing)][panel]


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


def test_a_bar_is_as_long_as_the_iou_and_ticks_stand_at_recall_below_and_precision_above():
    halves = of([[50, 0, 0], [25, 50, 25], [0, 0, 100]], ["background", "half", "most"])
    rows = rows_of(show_report(halves))
    # The first one is the sample in the heads. IoU 50/100, 100/125 and 50/75 of a full bar of 86, in rows of 22.
    assert rectangles(rows, SCORES["IoU"])[1:] == [
        ("0", "27.0", "43.0", "12"),
        ("0", "49.0", "68.8", "12"),
        ("0", "93.0", "57.3", "12"),
    ]
    # Recall is 0.50, 1 and 1, precision 1, 0.80 and 50/75; a tick is 2 wide and its middle counts.
    assert rectangles(rows, SCORES["recall"])[1:] == [
        ("42.0", "36.0", "2", "7"),
        ("85.0", "58.0", "2", "7"),
        ("85.0", "102.0", "2", "7"),
    ]
    assert rectangles(rows, SCORES["precision"])[1:] == [
        ("85.0", "23.0", "2", "7"),
        ("67.8", "45.0", "2", "7"),
        ("56.3", "89.0", "2", "7"),
    ]


def test_bars_of_classes_that_the_verdict_is_not_about_are_fainter():
    opacities = [group.get("opacity") for group in rows_of(show_report(CUP)).iter(f"{SVG}g") if group.get("opacity")]
    assert opacities == ["1", "0.45"]


def test_the_line_of_the_rule_crosses_the_main_classes_alone():
    rows = rows_of(show_report(of([[5, 1, 0], [0, 4, 1], [0, 0, 9]], ["background", "tree", "road"])))
    (line,) = rows.iter(f"{SVG}path")
    assert (line.get("d"), line.get("stroke-width"), line.get("stroke-dasharray")) == ("M60.2 20V66", "1", "4 4")
    assert "good > 0.70" in texts_of(rows)


def test_an_undefined_score_has_neither_bar_nor_tick_and_is_said_to_be_undefined():
    rows = rows_of(show_report(ABSENT))
    # Cup, background and fork have an IoU, knife has none; precision of cup and recall of fork are undefined.
    assert [len(rectangles(rows, SCORES[score])) - 1 for score in ("IoU", "recall", "precision")] == [3, 2, 2]
    assert len(rectangles(rows, GROUNDS["grid"])) - 3 == 3
    assert texts_of(rows)[-5:] == ["knife", "0 %", "undefined", "undefined", "undefined"]


def test_verdict_reasons_and_warnings_are_text_that_wraps():
    words = words_of(show_report(ABSENT))
    assert words[:4] == [
        "✕ bad",
        "the mean IoU of the main classes, 0.00, is below 0.40",
        "pixel accuracy 0.98, mean IoU of all classes 0.33, of the main classes 0.00",
        "warnings",
    ]
    assert words[4:] == list(ABSENT.warnings)
    assert "font-size:16px;font-weight:700" in show_report(ABSENT).html()


@pytest.mark.parametrize(
    ("verdict", "report"), [("~ mixed", CUP), ("✕ bad", WRONG_CUP), ("✓ good", of(np.eye(2, dtype=int)))]
)
def test_every_verdict_has_a_sign(verdict, report):
    assert words_of(show_report(report))[0] == verdict


def test_of_one_main_class_and_another_the_pixels_are_shown_as_fractions():
    assert words_of(show_report(CUP))[3:8] == ["cup", " missed 1", " found 7", " extra 2", " rest 90"]
    no_object = of([[3, 1], [0, 4]], ["table", "cup"])
    assert len(drawings_of(show_report(no_object))) == len(drawings_of(show_report(ABSENT))) == 1


def test_what_is_drawn_of_a_report_has_its_own_words_without_those_around_it():
    alts = re.findall('alt="([^"]+)"', show_report(ABSENT).html())
    assert len(alts) == 1
    assert alts[0].startswith("Main classes: cup (1.0 % of the truth): IoU 0.00, recall 0.00, precision undefined. Not")
    assert "Warnings" not in alts[0]


@pytest.mark.parametrize("num_classes", [2, 3, 8, 19])
def test_rows_are_readable_on_a_phone_and_stand_in_twos_on_a_page(num_classes):
    report = many(num_classes)
    alone, *beside = (
        drawings_of(show_report(report))[-1],
        *drawings_of(show_reports({"a": report, "b": report, "c": report, "sixteen letters!": report})),
    )
    assert 13 * 388 / int(alone.get("width")) >= 11
    assert int(alone.get("height")) == 22 * (num_classes + 2)
    assert [2 * (int(drawing.get("width")) + 16) <= 820 for drawing in beside] == [True] * 4


def test_a_score_of_many_signs_is_written_smaller():
    nearly = of([[99_999, 1], [0, 100_000]], main_classes=["background", "cup"])
    assert "IoU over 0.9999, recall over 0.9999, precision 1.00" in repr(show_report(nearly))
    sizes = {text.text: text.get("font-size") for text in rows_of(show_report(nearly)).iter(f"{SVG}text")}
    assert (sizes["over 0.9999"], sizes["1.00"]) == ("11", None)


def test_no_number_of_a_report_contradicts_its_reasons():
    words = repr(show_report(of([[90_000, 0], [3004, 6996]])))
    assert "not above 0.70 for cup 0.6996" in words
    assert "cup (10 % of the truth): IoU 0.6996, recall 0.70, precision 1.00" in words
    assert "pixel accuracy 0.6996," in repr(show_reports({"low": of([[3996, 1004], [2000, 3000]])}))


def test_a_very_long_name_is_cut_off_in_the_figure():
    report = of([[90, 2], [1, 7]], ["background", "$cup_{" + 80 * "o" + "f tea"])
    assert "$cup_{ooooooooo…" in texts_of(rows_of(show_report(report)))
    assert "f tea (8.0 % of the truth)" in repr(show_report(report))


def test_names_are_text_and_no_markup():
    assert "<b>cup" not in show_report(of([[90, 2], [1, 7]], ["background", "<b>cup"])).html()
    assert "<i>" not in show_reports({"<i>": CUP}).html()


def test_a_reason_is_said_once_with_the_classes_of_each_report():
    pot = of([[90, 2], [1, 7]], ["background", "cup"], main_classes=["background", "cup"])
    words = words_of(show_reports({"forest": CUP, "tree": pot, "stump": WRONG_CUP}))
    assert words[words.index("reasons") :] == [
        "reasons",
        "IoU is not above 0.70 for cup 0.70 (forest, tree)",
        "pixel accuracy 0.61 is below 0.70 (stump)",
        "the mean IoU of the main classes, 0.03, is below 0.40 (stump)",
        "warnings",
        "over-painting (stump)",
    ]


def test_each_panel_has_its_name_and_verdict():
    words = words_of(show_reports({"a forest of many trees": CUP, "tree": WRONG_CUP}))
    assert words[0] == "a forest of many trees: ~ mixed"
    assert words[2] == "tree: ✕ bad"


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


def test_a_class_that_is_main_in_one_report_only_is_fainter_in_the_other():
    matrix, names = [[5, 1], [0, 4]], ["sky", "road"]
    picture = show_reports({"both": of(matrix, names), "road": of(matrix, names, main_classes=["road"])})
    for panel, expected in ((0, ["1", "1"]), (1, ["0.45", "1"])):
        groups = rows_of(picture, panel).iter(f"{SVG}g")
        assert [group.get("opacity") for group in groups if group.get("opacity")] == expected


def test_own_words_replace_the_composed_ones():
    assert repr(show_report(CUP, alt="the cup is found")) == "the cup is found"
    assert repr(show_reports({"forest": CUP}, alt="the cup is found")) == "the cup is found"


def test_a_figure_is_the_same_every_time():
    assert show_report(CUP).html() == show_report(CUP).html()
    assert show_reports({"forest": CUP}).html() == show_reports({"forest": CUP}).html()


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
        ({7: CUP}, "but it must be a dict of names and Reports"),
        (
            {"forest": CUP, "tree": of([[9, 1], [0, 9]], ["background", "pot"])},
            "the report 'tree' has the classes background, pot, but the first one has background, cup",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(reports, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        show_reports(reports)
