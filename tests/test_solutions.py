"""The folded solutions of the lessons, put into the lesson in place of the starters, give what the lesson expects."""

import re
import runpy
from pathlib import Path

import numpy as np

from segmetrics_lab.metrics import confusion_matrix, iou_per_class, pixel_accuracy

SOURCES = Path(__file__).parents[1] / "notebooks" / "source"


def solved(name):
    """The names of a lesson after it was run and its solutions were defined."""
    path = SOURCES / f"{name}.py"
    names = runpy.run_path(str(path))
    for block in re.findall(r"# ```python\n((?:#.*\n)+?)# ```", path.read_text(encoding="utf-8")):
        lines = [re.sub(r"^# ?", "", line) for line in block.splitlines()]
        exec("\n".join(lines), names)  # the course's own text
    return names


def test_the_solutions_of_lesson_0_are_right():
    lesson = solved("00_start_here")
    assert lesson["share_right"](lesson["small_truth"], lesson["small_prediction"]) == 0.75


def test_the_solutions_of_lesson_1_are_right():
    lesson = solved("01_every_pixel_gets_a_label")
    assert lesson["class_shares"](lesson["small"], 2) == [0.75, 0.25]
    assert lesson["box_of"](lesson["wide"]) == (1, 2, 4, 7)


def test_the_solutions_of_lesson_2_are_right():
    lesson = solved("02_the_confusion_matrix")
    count_pairs = lesson["count_pairs"]
    assert np.argwhere(count_pairs(lesson["byte_truth"], lesson["byte_prediction"], 20)).tolist() == [[19, 19]]
    assert count_pairs(lesson["truth"], lesson["prediction"], 3).tolist() == [[3, 1, 0], [0, 6, 2], [1, 0, 3]]
    assert lesson["most_confused"](lesson["matrix"]) == (1, 0)


def test_the_solutions_of_lesson_3_are_right():
    lesson = solved("03_accuracy_and_overlap")
    square, empty = lesson["square"], lesson["empty"]
    assert lesson["iou_of"](square == 1, lesson["slid_square"] == 1) == 0.6
    assert np.isnan(lesson["iou_of"](empty, empty))
    # The solution of "fool the metric" starts from two blank maps.
    blank = {"first": np.zeros_like(square), "second": np.zeros_like(square)}
    lines = re.findall(
        r"# ((?:first|second)\[.*\] = 1)  # (?:half|all)", (SOURCES / "03_accuracy_and_overlap.py").read_text()
    )
    exec("\n".join(lines), blank)
    first, second = (confusion_matrix(square, blank[name], 2) for name in ("first", "second"))
    assert len(lines) == 2
    assert pixel_accuracy(first) > pixel_accuracy(second)
    assert iou_per_class(second)[1] > iou_per_class(first)[1]
