"""Build the printable cheat sheet: formulas, conventions and traps on one page, every number from the library.

python -m tools.build_cheat_sheet               write notebooks/cheat_sheet.pdf and .png
python -m tools.build_cheat_sheet --to FOLDER   write them elsewhere
"""

import argparse
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from segmetrics_lab.metrics import prediction_area, truth_area
from segmetrics_lab.report import judging
from tools.cheat_sheet import example
from tools.cheat_sheet.page import FAINT, WIDTH_PT, Page
from tools.cheat_sheet.traps import UNDEFINED_SCORES, absent_in_scikit_learn, traps, undefined

ROOT = Path(__file__).resolve().parents[1]
MARGIN_PT, GAP_PT = 30.0, 16.0
FULL_PT = WIDTH_PT - 2 * MARGIN_PT
HALF_PT = (FULL_PT - GAP_PT) / 2
LINE_PT = 9.6
PNG_DPI, PNG_COLORS = 190, 48
TITLE = "Judging a segmentation: formulas, conventions, traps"

KINDS = {
    "TP": "found: is door, called door",
    "FN": "missed: is door, called other",
    "FP": "invented: is other, called door",
    "TN": "all else",
}

CONVENTIONS = (
    "**Truth first:** `confusion_matrix(truth, prediction, 3)`",
    "**Rows are truth** in `matrix[truth, prediction]` and its entries add up to the scored pixels.",
    "**Ignored:** 255 in the truth, and only there, keeps a pixel out of every score.",
    "**Undefined** is NaN, and means leave NaN out.",
    "**Several images:** add their matrices, then score once.",
    "**Class indices are names:** never average or blur them; resize with nearest neighbour.",
)

ELSEWHERE = (
    "**Truth first:** scikit-learn, TensorFlow, Keras.",
    "**Prediction first:** torchmetrics, MONAI, mmsegmentation, segmentation-models-pytorch, MedPy, MATLAB, R's caret.",
    "**Rows are truth:** scikit-learn, TensorFlow, torchmetrics, MATLAB.",
    "**Rows are prediction:** R's caret, Julia's MLJ.",
)

QUESTIONS = (
    "**Which** score, of which classes? One number hides the rest.",
    "**What does a blank mask score?** Accuracy counts from there, not from 0.",
    "**How large** are the objects, and what happened to absent and ignored ones?",
    "**How was it split,** and what is new in the test: frames, or drives?",
    "**On which images** were model and threshold chosen, in how many tries? Choose on validation images, report "
    "on the test.",
    "**Show me** the pictures with the worst score.",
)


def lay_out() -> Page:
    """The whole sheet."""
    page = Page()
    page.write(MARGIN_PT, 35, TITLE, style="bold", size=15)
    page.write(WIDTH_PT - MARGIN_PT, 35, "segmetrics-lab", size=9, ha="right", color=FAINT)
    below = _worked_example(page, 54)
    below = _scores(page, below + 8)
    left, right = MARGIN_PT, MARGIN_PT + HALF_PT + GAP_PT
    at = _traps(page, right, below + 8)
    _bands(page, right, at + 8)
    at = _undefined(page, left, below + 8)
    at = _list(page, left, at + 8, "Conventions of this library", CONVENTIONS)
    at = _list(page, left, at + 8, "Who has it the other way round", ELSEWHERE)
    at = _list(page, left, at + 8, "Before you believe a score, ask", QUESTIONS)
    page.write(
        WIDTH_PT / 2,
        824,
        "Every number here is computed by the library (make cheat-sheet). Definitions and sources: glossary.ipynb",
        ha="center",
        color=FAINT,
    )
    return page


def _worked_example(page: Page, y: float) -> float:
    """The two maps, their matrix with its sums, and the four kinds of pixels."""
    y = page.heading(
        MARGIN_PT, y, FULL_PT, "One example, counted: the room of lesson 2 with one more wrong pixel, in the top row"
    )
    side, top = 17.0, y + 3
    for x, name, label_map in ((MARGIN_PT, "truth", example.TRUTH), (MARGIN_PT + 86, "prediction", example.PREDICTION)):
        page.write(x, y, name, style="bold")
        letters = [[example.PALETTE.letters[index] for index in row] for row in label_map]
        wrong = [] if name == "truth" else [tuple(place) for place in np.argwhere(label_map != example.TRUTH)]
        page.cells(x, top + 3, (side, side), letters, fills=_pale(label_map), framed=wrong)
    page.write(MARGIN_PT + 86, top + 3 + 4 * side + 10, "thick frame: wrong", color=FAINT)
    _matrix(page, MARGIN_PT + 186, y)
    counts = example.door_counts()
    x, width = MARGIN_PT + 366, FULL_PT - 366
    page.write(x, y, f"Seen from {example.PALETTE.names[example.DOOR]}", style="bold")
    at = y + 12
    for name, words in KINDS.items():
        at = page.paragraph(x, at, width, f"**{name} {counts[name]}** {words}")
    note = (
        f"Together {sum(counts.values())}: each scored pixel counts once. Row: what is there, TP + FN. "
        "Column: what was claimed, TP + FP. Grey diagonal: right."
    )
    return max(page.paragraph(x, at + 3, width, note), top + 4 * side + 24)


def _pale(label_map: np.ndarray) -> np.ndarray:
    """The classes as pale colours that differ in grey as well, so that letters stay readable in print."""
    return np.array(["#ffffff", "#c6c6c6", "#f8e4b6"])[label_map]


def _matrix(page: Page, x: float, y: float) -> None:
    """The confusion matrix with the sums of its rows and columns."""
    names, matrix = example.PALETTE.names, example.MATRIX
    page.write(x, y, "matrix[truth, prediction]", style="bold")
    page.write(x + 108, y, "called …", color=FAINT)
    width, height = 27.0, 17.0
    left, top = x + 46, y + 16
    for column, name in enumerate((*names, "sum")):
        page.write(
            left + (column + 0.5) * width, top - 3.5, name, ha="center", color=FAINT if name == "sum" else "black"
        )
    for row, name in enumerate((*names, "sum")):
        page.write(left - 4, top + (row + 0.5) * height + 2.8, f"is {name}" if name != "sum" else name, ha="right")
    inside = [[str(count) for count in row] for row in matrix]
    shades = np.where(np.eye(3, dtype=bool), "#d9d9d9", "#ffffff")
    page.cells(left, top, (width, height), inside, fills=shades)
    rows, columns = truth_area(matrix), prediction_area(matrix)
    for place in range(3):
        page.write(left + 3.5 * width, top + (place + 0.5) * height + 2.8, str(rows[place]), style="bold", ha="center")
        page.write(
            left + (place + 0.5) * width, top + 3.5 * height + 2.8, str(columns[place]), style="bold", ha="center"
        )
    page.write(left + 3.5 * width, top + 3.5 * height + 2.8, str(matrix.sum()), style="bold", ha="center")


def _scores(page: Page, y: float) -> float:
    """The table of all scores."""
    y = page.heading(
        MARGIN_PT, y, FULL_PT, "The scores, of the class door where a score is of one class (m is the matrix)"
    )
    head = ("score", "formula", "in words", "in segmetrics_lab.metrics", "counted", "value")
    body = [(row.name, row.formula, row.words, row.function, row.counted, f"{row.value:.3f}") for row in example.rows()]
    y = page.table(MARGIN_PT, y, (84, 140, 113, 120, 48, 30), [head, *body], aligned="lllmrr", step=LINE_PT + 1.4)
    page.write(MARGIN_PT, y, example.probabilities(), color=FAINT)
    return y + LINE_PT


def _undefined(page: Page, x: float, y: float) -> float:
    """What each score is where there is nothing to divide by."""
    y = page.heading(x, y, HALF_PT, "Where a score is undefined: 0/0 is NaN")
    head = ("the class …", *UNDEFINED_SCORES)
    y = page.table(x, y, (108, 29, 29, 29, 33, 31), [head, *undefined()], aligned="lccccc", step=LINE_PT + 1.2)
    notes = (
        "0.75 and 0.86 are examples. Elsewhere, a class in neither map: scikit-learn "
        f"{absent_in_scikit_learn():.0f} with a warning, torchmetrics −1, MedPy 1; left out of the mean by Cityscapes, "
        "mmsegmentation, Keras. MONAI also leaves out one that is claimed but not there."
    )
    return page.paragraph(x, y + 1, HALF_PT, notes)


def _list(page: Page, x: float, y: float, heading: str, entries: tuple[str, ...]) -> float:
    """A heading, and a paragraph for each entry."""
    y = page.heading(x, y, HALF_PT, heading)
    for entry in entries:
        y = page.paragraph(x, y, HALF_PT, entry, indent=8) + 2.2
    return y


def _bands(page: Page, x: float, y: float) -> float:
    """The rule of thumb of the reports."""
    y = page.heading(x, y, HALF_PT, "A rule of thumb, and no more")
    text = (
        f"**good:** accuracy above {judging.GOOD_ACCURACY:.2f} and IoU above {judging.GOOD_IOU:.2f} for every main "
        f"class. **bad:** accuracy below {judging.BAD_ACCURACY:.2f}, or mean IoU of the main classes below "
        f"{judging.BAD_MEAN_IOU:.2f}. **mixed:** all else. No standard stands behind it."
    )
    return page.paragraph(x, y, HALF_PT, text)


def _traps(page: Page, x: float, y: float) -> float:
    """All traps, one below the other."""
    y = page.heading(x, y, HALF_PT, "Traps, each with its number")
    for trap in traps():
        y = page.paragraph(x, y, HALF_PT, trap) + 4.2
    return y


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=ROOT / "notebooks", metavar="FOLDER", help="where to write them")
    save(lay_out(), parser.parse_args().to)


def save(page: Page, folder: Path) -> None:
    """Write the sheet as PDF and as PNG, the same bytes each time."""
    with mpl.rc_context({"pdf.fonttype": 42, "text.hinting": "none"}):
        about = {"Title": TITLE, "Author": "The segmetrics-lab authors", "CreationDate": None, "Producer": None}
        page.figure.savefig(folder / "cheat_sheet.pdf", metadata=about)
        drawn = BytesIO()
        page.figure.savefig(drawn, format="png", dpi=PNG_DPI)
    few = Image.open(drawn).convert("RGB").quantize(PNG_COLORS, dither=Image.Dither.NONE)
    words = PngInfo()
    words.add_text("Description", TITLE)
    few.save(folder / "cheat_sheet.png", optimize=True, dpi=(PNG_DPI, PNG_DPI), pnginfo=words)


if __name__ == "__main__":
    main()
