"""The cheat sheet: its numbers by hand, and the committed page as built. tests/browser/ looks at its print."""

import ast
import re
from pathlib import Path

import pytest
from PIL import Image, ImageColor

from segmetrics_lab import metrics
from segmetrics_lab.labels import ERRORS
from tools import build_cheat_sheet
from tools.cheat_sheet import example, traps

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "notebooks"
LARGEST_PNG = 400_000


def test_the_example_is_the_room_of_lesson_2():
    lesson = (COMMITTED / "source" / "02_the_confusion_matrix.py").read_text(encoding="utf-8")
    for name, label_map in (("truth", example.TRUTH), ("prediction", example.PREDICTION)):
        written = re.search(rf"^{name} = np\.array\((.*)\)$", lesson, flags=re.MULTILINE)[1]
        assert label_map.tolist() == ast.literal_eval(written)
    assert f"room = Palette({list(example.PALETTE.names)})".replace("'", '"') in lesson


def test_the_example_is_counted_as_a_finger_counts_it():
    assert example.MATRIX.tolist() == [[3, 1, 0], [0, 6, 2], [1, 0, 3]]
    assert example.door_counts() == {"TP": 3, "FP": 2, "FN": 1, "TN": 10}
    found = {row.name: (row.counted, row.value) for row in example.rows()}
    assert found["pixel accuracy"] == ("12/16", 0.75)
    assert found["precision"] == ("3/5", 0.6)
    assert found["recall"] == ("3/4", 0.75)
    assert found["specificity"] == ("10/12", pytest.approx(5 / 6))
    assert found["IoU, Jaccard"] == ("3/6", 0.5)
    assert found["Dice, F1"] == ("6/9", pytest.approx(2 / 3))
    assert found["F-beta, here 2"] == ("15/21", pytest.approx(5 / 7))
    assert found["mean IoU"] == (".60 .67 .50", pytest.approx((3 / 5 + 6 / 9 + 3 / 6) / 3))
    assert found["average precision"] == ("½·1 + ½·⅔", pytest.approx(5 / 6))
    assert " .9 .7* .4 .2*," in example.probabilities()


def test_the_bar_holds_every_pixel_once_and_a_score_spans_those_that_it_counts():
    assert example.bar() == [("FN", 1), ("TP", 3), ("FP", 2), ("TN", 10)]
    assert example.brackets() == [("recall", 1, 4), ("IoU", 1, 6), ("precision", 2, 6)]
    page = (COMMITTED / "cheat_sheet.html").read_text(encoding="utf-8")
    told = re.findall(r"<b>(\w+) (\d) of (\d)</b>", page)
    assert told == [("recall", "3", "4"), ("IoU", "3", "6"), ("precision", "3", "5")]


def test_the_matrix_is_shown_with_the_sums_of_its_rows_and_columns():
    counts = {name: [count for _, count in cells] for name, cells in example.matrix_rows()}
    assert counts == {"is floor": [3, 1, 0, 4], "is wall": [0, 6, 2, 8], "is door": [1, 0, 3, 4], "sum": [4, 7, 5, 16]}
    right = [count for _, cells in example.matrix_rows() for mark, count in cells if mark == "right"]
    assert right == [3, 6, 3]


def test_a_pixel_is_told_by_letters_and_a_wrong_one_by_a_frame_or_a_hatch_too():
    def letters(cells):
        return ["".join(cell.text for cell in row) for row in cells]

    def marked(cells):
        return [(cell.text, cell.marks) for row in cells for cell in row if cell.marks]

    assert letters(example.truth_cells()) == ["WWWW", "WDDW", "WDDW", "FFFF"]
    assert letters(example.prediction_cells()) == ["WWWW", "WDDD", "WDFD", "FFFW"]
    assert marked(example.prediction_cells()) == [(letter, "framed") for letter in "DFDW"]
    assert letters(example.door_cells()) == ["TNTNTNTN", "TNTPTPFP", "TNTPFNFP", "TNTNTNTN"]
    assert marked(example.door_cells()) == [("FP", "falling"), ("FN", "rising"), ("FP", "falling")]


def test_scores_of_the_example_that_mean_different_things_are_different_numbers_or_explained():
    values = {row.name: f"{row.value:.3f}" for row in example.rows()}
    del values["average precision"]  # has an example of its own
    explained = {values.pop(name) for name in ("pixel accuracy", "recall", "mean recall")}
    assert explained == {"0.750"}
    assert "Accuracy, recall and mean recall agree because" in example.equal_scores()
    assert len({*values.values(), *explained}) == len(values) + 1


def test_a_formula_that_contradicts_the_library_is_refused():
    with pytest.raises(ValueError, match="the sheet counts 1/2"):
        example._counted("IoU", "", "", "pixel_accuracy", (1, 2))


def test_every_score_of_the_library_is_on_the_sheet():
    scores = {
        name for name in metrics.__all__ if re.search(r"per_class|mean|accuracy|kappa|correlation|weighted", name)
    }
    on_sheet = {re.match(r"\w+", row.function)[0] for row in example.rows()}
    assert scores <= on_sheet


def test_undefined_cases_are_what_the_design_says():
    table = {case: values for case, *values in traps.undefined()}
    #                                         IoU    Dice   prec.  recall spec.
    assert table["in neither map"] == ["NaN", "NaN", "NaN", "NaN", "1"]
    assert table["not there, but claimed"] == ["0", "0", "0", "NaN", "0.75"]
    assert table["there, never claimed"] == ["0", "0", "NaN", "0", "1"]
    assert table["fills the picture"] == ["0.75", "0.86", "1", "0.75", "NaN"]
    assert table["every pixel ignored"] == ["NaN"] * 5


@pytest.mark.parametrize(
    ("trap", "numbers"),
    [
        (traps.paradox, ["100", "3", "0.97", "0", "0.97", "0.5"]),
        (traps.base_rate, ["0.90", "0.80", "0.82", "0.08", "2"]),
        (traps.means_disagree, ["0.80", "0.79", "0.67", "0.70"]),
        (traps.small_objects, ["3", "0.61", "10", "0.88", "80", "0.98"]),
        (traps.too_small_too_large, ["4", "4", "2", "2", "0.81", "0.25", "6", "6", "0.69", "0.44"]),
        (traps.forgotten_places, ["8", "0.89", "1", "7"]),
        (traps.swapped, ["0.60", "0.75"]),
        (traps.pooled, ["0.90", "0.50"]),
        (traps.overflow, ["20", "19", "20", "19", "399", "8", "143"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_trap_quotes_the_numbers_that_a_hand_computes(trap, numbers):
    assert re.findall(r"\d+(?:\.\d+)?", trap().text) == numbers


@pytest.mark.parametrize(
    ("trap", "seen"),
    [
        (traps.paradox, [(0, 3, 0), (3, 0, 3)]),
        (traps.base_rate, [(45, 5, 10), (2, 0, 20)]),
        (traps.dice_is_not_iou, [(2, 1, 1)]),
        (traps.small_objects, [(22, 7, 7), (296, 21, 21)]),
        (traps.too_small_too_large, [(4, 12, 0), (16, 0, 20)]),
        (traps.forgotten_places, [(64, 0, 8), (64, 0, 8)]),
        (traps.at_least, [(3, 0, 0), (1, 2, 0)]),
        (traps.swapped, [(3, 1, 2), (3, 2, 1)]),
        (traps.pooled, [(90, 0, 0), (0, 10, 0)]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_maps_of_a_trap_have_as_many_found_missed_and_extra_pixels_as_it_says(trap, seen):
    colors = [ImageColor.getrgb(ERRORS[name].light) for name in ("found area", "missed", "extra")]
    pictures = trap().pictures()
    assert [tuple(int((picture.image == color).all(axis=2).sum()) for color in colors) for picture in pictures] == seen
    assert [picture.alt for picture in pictures] == [f"{missed} missed, {extra} extra" for _, missed, extra in seen]


def test_nine_traps_show_their_maps_on_the_page():
    page = (COMMITTED / "cheat_sheet.html").read_text(encoding="utf-8")
    rows = page.partition('<section class="traps">')[2].partition("</section>")[0].split("<li>")[1:]
    assert ["<img" in row for row in rows].count(True) == 9
    assert len(rows) == 13


def test_counts_are_printed_in_the_colours_of_errors_and_what_is_no_tag_stays_text():
    shown = '2<b class="found">TP</b> / (<b class="missed">FN</b> + <b class="extra">FP</b> + TN) &lt; 1'
    assert build_cheat_sheet.in_their_colors("2TP / (FN + FP + TN) < 1") == shown


def test_words_are_marked_up_and_nothing_else_is_taken_for_a_tag():
    page = (COMMITTED / "cheat_sheet.html").read_text(encoding="utf-8")
    assert "<strong>Truth first:</strong> <code>confusion_matrix(truth, prediction, 3)</code>" in page
    assert "mean Dice 0.80 &gt; 0.79, but mean IoU 0.67 &lt; 0.70" in page
    assert re.findall(r"\*\*|`|{{|{%", page) == []


def test_a_pdf_is_the_same_however_the_browser_has_numbered_its_parts():
    def pdf(parts, names):
        first, second = (b"(node%08d)" % part for part in parts)
        low, high = sorted((first, second))
        return b"/ID %b /ID %b /Limits [%b %b] /Names [%b]" % (first, second, low, high, names)

    one = pdf((7, 3), b"(node00000003) 8 0 R (node00000007) 12 0 R")
    other = pdf((4, 5), b"(node00000004) 12 0 R (node00000005) 8 0 R")
    told = pdf((0, 1), b"(node00000000) 12 0 R (node00000001) 8 0 R")
    assert build_cheat_sheet._without_traces(one) == build_cheat_sheet._without_traces(other) == told


def test_the_committed_page_is_what_the_tool_builds():
    assert build_cheat_sheet.sheet() == (COMMITTED / "cheat_sheet.html").read_text(encoding="utf-8")


def test_pdf_and_picture_are_prints_of_the_committed_page():
    title = build_cheat_sheet.title_of((COMMITTED / "cheat_sheet.html").read_text(encoding="utf-8"))
    assert re.fullmatch(r"Judging a segmentation: .* \(edition [0-9a-f]{8}\)", title)
    written = title.replace("(", r"\(").replace(")", r"\)")
    assert f"/Title ({written})".encode() in (COMMITTED / "cheat_sheet.pdf").read_bytes()
    picture = COMMITTED / "cheat_sheet.png"
    with Image.open(picture) as image:
        assert image.info["Description"] == title
    assert picture.stat().st_size <= LARGEST_PNG
