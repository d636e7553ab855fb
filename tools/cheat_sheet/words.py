"""The words of the cheat sheet, in Markdown; limits and the answers of other libraries are computed."""

from segmetrics_lab.report import judging
from tools.cheat_sheet.traps import absent_in_scikit_learn

TITLE = "Judging a segmentation: formulas, conventions, traps"

KINDS = {
    "TP": "found: is door, called door",
    "FN": "missed: is door, called other",
    "FP": "extra: is other, called door",
    "TN": "all else",
}

READING = "Row: what is there, TP + FN. Column: what was claimed, TP + FP. Green: right."

CONVENTIONS = (
    "**Truth first:** `confusion_matrix(truth, prediction, 3)`",
    "**Rows are truth** in `matrix[truth, prediction]`.",
    "**Ignored** is 255, in the truth and only there.",
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
    "**What does a blank mask score?** Count from there.",
    "**How large** are the objects, and what happened to absent and ignored ones?",
    "**How was it split:** are frames new in the test, or drives?",
    "**On which images** were model and threshold chosen, in how many tries? Choose on validation images, report "
    "on the test.",
    "**Show me** the pictures with the worst score.",
)


def undefined_elsewhere() -> str:
    """What other libraries answer where a class is in neither map."""
    return (
        "Elsewhere, a class in neither map: scikit-learn "
        f"{absent_in_scikit_learn():.0f} with a warning, torchmetrics −1, MedPy 1; left out of the mean by Cityscapes, "
        "mmsegmentation, Keras. MONAI also leaves out one that is claimed but not there."
    )


def rule_of_thumb() -> str:
    """When a report says good, bad or mixed."""
    return (
        f"**good:** accuracy above {judging.GOOD_ACCURACY:.2f} and IoU above {judging.GOOD_IOU:.2f} for every main "
        f"class. **bad:** accuracy below {judging.BAD_ACCURACY:.2f}, or mean IoU of the main classes below "
        f"{judging.BAD_MEAN_IOU:.2f}. **mixed:** all else. No standard stands behind it."
    )
