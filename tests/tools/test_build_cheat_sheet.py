"""The cheat sheet: its numbers by hand, nothing over anything else, and the committed files as built."""

import re
import zlib
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox
from PIL import Image

from segmetrics_lab import metrics
from tools import build_cheat_sheet
from tools.cheat_sheet import example, traps
from tools.cheat_sheet.page import HEIGHT_PT, WIDTH_PT, Page, width_of

COMMITTED = Path(__file__).parents[2] / "notebooks"
SMALLEST_PRINT_PT = 7.5
LARGEST_PNG = 400_000
FINE = 8


@pytest.fixture(scope="module")
def sheet():
    return build_cheat_sheet.lay_out()


@pytest.fixture(scope="module")
def built(sheet, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheet")
    build_cheat_sheet.save(sheet, folder)
    return folder


def boxes(page):
    """Each text with its box in points, measured finely, so that hinting makes nothing wider."""
    page.figure.dpi = 72 * FINE
    renderer = FigureCanvasAgg(page.figure).get_renderer()
    extents = [(text.get_text(), text.get_window_extent(renderer)) for text in page.texts()]
    return [(text, Bbox(extent.get_points() / FINE)) for text, extent in extents]


def drawn(pdf):
    """All that the page of a PDF draws, texts with their places."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf.read_bytes(), flags=re.DOTALL)
    contents = [zlib.decompress(stream) for stream in streams if stream[:1] == b"x"]
    return next(content for content in contents if b" Tj" in content or b" TJ" in content)


def test_the_example_is_counted_as_a_finger_counts_it():
    assert example.MATRIX.tolist() == [[3, 1, 0], [1, 5, 2], [1, 0, 3]]
    assert example.door_counts() == {"TP": 3, "FP": 2, "FN": 1, "TN": 10}
    found = {row.name: (row.counted, row.value) for row in example.rows()}
    assert found["pixel accuracy"] == ("11/16", 11 / 16)
    assert found["precision"] == ("3/5", 0.6)
    assert found["recall"] == ("3/4", 0.75)
    assert found["specificity"] == ("10/12", pytest.approx(5 / 6))
    assert found["IoU, Jaccard"] == ("3/6", 0.5)
    assert found["Dice, F1"] == ("6/9", pytest.approx(2 / 3))
    assert found["F-beta, here 2"] == ("15/21", pytest.approx(5 / 7))
    assert found["mean IoU"] == (".50 .56 .50", pytest.approx(14 / 27))
    assert found["average precision"] == ("½·1 + ½·⅔", pytest.approx(5 / 6))
    assert " .9 .7* .4 .2*," in example.probabilities()


def test_scores_of_the_example_that_mean_different_things_are_different_numbers():
    values = [f"{row.value:.3f}" for row in example.rows()]
    of_pixels = values[:-1]  # average precision has an example of its own
    assert len(set(of_pixels)) == len(of_pixels)


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
        (traps.paradox, ["100", "3", "0.97", "0", "0.97", "0.5", "1"]),
        (traps.base_rate, ["0.90", "0.80", "0.82", "0.08", "2"]),
        (traps.means_disagree, ["0.80", "0.79", "0.67", "0.70"]),
        (traps.small_objects, ["3", "0.61", "10", "0.88", "80", "0.98"]),
        (traps.too_small_too_large, ["4", "4", "2", "2", "0.81", "0.25", "6", "6", "0.69", "0.44"]),
        (traps.forgotten_places, ["32", "0.97", "1", "23"]),
        (traps.swapped, ["0.60", "0.75"]),
        (traps.pooled, ["0.90", "0.50"]),
        (traps.overflow, ["20", "19", "20", "19", "399", "8", "143"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_trap_quotes_the_numbers_that_a_hand_computes(trap, numbers):
    assert re.findall(r"\d+(?:\.\d+)?", trap()) == numbers


def test_words_are_broken_where_the_column_ends():
    page = Page()
    below = page.paragraph(0, 10, width_of("one two "), "one two **three** `four`", size=7.6)
    assert [text.get_text() for text in page.texts()] == ["one two", "three", "four"]
    assert below > 10 + 2 * 7.6


def test_nothing_is_clipped_tiny_or_over_something_else(sheet):
    found = boxes(sheet)
    assert min(text.get_fontsize() for text in sheet.texts()) >= SMALLEST_PRINT_PT
    for text, box in found:
        assert box.x0 >= 14, text
        assert box.x1 <= WIDTH_PT - 14, text
        assert box.y0 >= 14, text
        assert box.y1 <= HEIGHT_PT - 14, text
    for place, (text, box) in enumerate(found):
        over = [other for other, its in found[place + 1 :] if _overlap_pt(box, its) > 1]
        assert over == [], text


def _overlap_pt(one, other):
    """The smaller side of what two boxes share."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return min(width, height)


def test_the_committed_files_are_what_the_tool_builds(built):
    assert drawn(built / "cheat_sheet.pdf") == drawn(COMMITTED / "cheat_sheet.pdf")
    new, old = (np.asarray(Image.open(folder / "cheat_sheet.png").convert("L")) for folder in (built, COMMITTED))
    assert new.shape == old.shape
    assert np.mean(np.abs(new.astype(int) - old) > 64) < 0.001


def test_two_builds_are_the_same_to_the_byte_and_carry_no_date(sheet, built, tmp_path):
    build_cheat_sheet.save(sheet, tmp_path)
    for name in ("cheat_sheet.pdf", "cheat_sheet.png"):
        assert (built / name).read_bytes() == (tmp_path / name).read_bytes()
    assert b"Date" not in (built / "cheat_sheet.pdf").read_bytes()


def test_the_picture_is_small_and_carries_words(built):
    picture = built / "cheat_sheet.png"
    assert picture.stat().st_size <= LARGEST_PNG
    assert len(Image.open(picture).text["Description"].split()) >= 5
