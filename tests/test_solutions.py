"""What the lessons say in words comes out, and their folded solutions give what the lesson expects."""

import re
import runpy
from pathlib import Path

import numpy as np
import pytest

from segmetrics_lab.metrics import (
    confusion_matrix,
    iou_per_class,
    pixel_accuracy,
    precision_per_class,
    recall_per_class,
)

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


def test_what_the_lesson_on_the_matrix_says_of_the_wrong_pixels_is_right():
    lesson = solved("02_the_confusion_matrix")
    matrix, a, b = lesson["matrix"], lesson["a"], lesson["b"]
    assert (matrix[a, b] + matrix[b, a]) / lesson["wrong"] == 0.56
    # A third of the tripod's pixels and more is called person, and a byte overflows.
    found = lesson["camera_matrix"][lesson["equipment"]]
    assert 0.3 < found[lesson["person"]] / found.sum() < 0.45
    assert lesson["byte_pair"] == 143


def test_what_the_lesson_on_precision_says_of_extra_road_is_right():
    lesson = solved("05_precision_and_recall")
    # Six pixels have at least 0.8, and five of them are road.
    strict = lesson["probability"] >= 0.8
    assert (strict.sum(), (strict & lesson["there"]).sum()) == (6, 5)
    # Nearly half of the extra road is grass, but vehicles lose the largest share.
    grass, vehicle = 3, 6
    assert 0.4 < lesson["lost"][grass] / lesson["lost"].sum() < 0.55
    assert np.nanargmax(lesson["share_lost"]) == vehicle


@pytest.mark.slow
def test_what_the_lesson_on_thresholds_says_of_promises_is_right():
    lesson = solved("06_choosing_a_threshold")
    # With a model more, the promise rises; what is kept does not follow.
    promised, kept = lesson["curves"]["promised"], lesson["curves"]["kept"]
    assert np.all(np.diff(promised) >= 0)
    assert promised[-1] - kept[-1] > 0.05
    # The grey preset: its precision falls where the threshold is high.
    precision = lesson["bad"].precision
    assert np.nanmax(precision) > precision[~np.isnan(precision)][-1]


@pytest.mark.slow
def test_what_the_lesson_on_leakage_says_of_copies_is_right():
    lesson = solved("11_leakage")
    assert lesson["copied"] > lesson["in_lab"] > lesson["home"] > lesson["on_road"]
    assert lesson["home"] - lesson["away"] > 0.2
    # What the text calls perfect, and about one half.
    assert min(lesson["by_sample"]) == 1
    assert abs(np.mean(lesson["by_group"]) - 0.5) < 0.05


@pytest.mark.slow
def test_what_the_lesson_on_overfitting_says_of_trees_is_right():
    lesson = solved("12_overfitting")
    # Clean labels: a gap, and hardly a fall. Noisy ones: a top in the middle, and a fall behind it.
    assert 0 <= lesson["loss"] < 0.05
    assert lesson["clean"].training_accuracy[-1] > 0.99
    noisy = lesson["noisy"]
    assert noisy.values[int(np.argmax(noisy.validation_accuracy))] in (5, 6, 8)
    assert noisy.validation_accuracy.max() - noisy.validation_accuracy[-1] > 0.05
    # Half of the labels drawn anew cost less than two hundredths where all pixels are learned from.
    assert 0 < lesson["right"] - lesson["reached"] < 0.02


def test_what_the_lesson_on_many_tries_says_of_winners_is_right():
    lesson = solved("13_the_best_of_many_tries")
    assert abs(lesson["on_new_pixels"] - 0.5) < 0.002
    assert np.all(np.diff(lesson["luck"]["50 pixels"]) > 0)
    # Less than a quarter of a lead is kept on other scenes, and of a fall on new drives won back by a simpler tree.
    assert lesson["kept"] < 0.25
    assert lesson["won_back"] / lesson["fall"] < 0.25


def test_what_the_lesson_on_the_paradox_says_of_the_blank_mask_is_right():
    lesson = solved("09_the_accuracy_paradox")
    # 98 % and 12 %: of this forest, and what the two numbers alone say of any pictures.
    forest, blank_mask, second = lesson["by_forest"], lesson["by_blank"], lesson["by_second"]
    assert (round(pixel_accuracy(forest), 2), round(recall_per_class(forest)[1], 2)) == (0.98, 0.12)
    assert 0 < pixel_accuracy(forest) - pixel_accuracy(blank_mask) < 0.005
    assert pixel_accuracy(second) < pixel_accuracy(blank_mask)
    assert recall_per_class(second)[1] > 0.5
    assert round(lesson["largest"], 4) == 0.0227
    found = [np.sum(lesson["forest"].predict(scene.image)[scene.truth == 1]) for scene in lesson["test"]]
    assert np.argmax(found) == 5, "the street in which the first forest finds most"
    # The widget: with more background the blank mask comes near, the forest's IoU stays, that of the second falls.
    truth, models = lesson["street"].truth, lesson["forests"]
    rows, columns = np.nonzero(truth == 1)
    box = slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)
    blank, near, all_of_it = np.zeros_like(truth), {}, {}
    for name, drawn in {**models, "blank": blank}.items():
        near[name], all_of_it[name] = (confusion_matrix(truth[part], drawn[part], 2) for part in (box, slice(None)))
    for of_part, least, most in ((near, 0.15, 1), (all_of_it, 0, 0.01)):
        assert least < pixel_accuracy(of_part["forest"]) - pixel_accuracy(of_part["blank"]) < most
    assert abs(iou_per_class(near["forest"])[1] - iou_per_class(all_of_it["forest"])[1]) < 0.01
    assert iou_per_class(near["second forest"])[1] - iou_per_class(all_of_it["second forest"])[1] > 0.2
    assert pixel_accuracy(near["second forest"]) > pixel_accuracy(near["blank"])
    assert pixel_accuracy(all_of_it["second forest"]) < pixel_accuracy(all_of_it["blank"])


@pytest.mark.slow
def test_what_the_lesson_on_remedies_says_of_their_price_is_right():
    lesson = solved("10_remedies")
    at_half, at_lower = lesson["forest"].confusion_matrix(lesson["validation"]), lesson["by_lower"]
    assert abs(pixel_accuracy(at_half) - pixel_accuracy(at_lower)) < 0.002
    assert recall_per_class(at_lower)[1] > 4 * recall_per_class(at_half)[1]
    assert precision_per_class(at_lower)[1] < precision_per_class(at_half)[1]
    assert lesson["sweep"].best("iou") == 0.2
    flat = lesson["right"][lesson["sweep"].thresholds >= 0.2]
    assert flat.max() - flat.min() < 0.006
    ious = [iou_per_class(matrix)[1] for matrix in lesson["matrices"]]
    assert ious[2] > ious[0] > ious[1]
    # Red: more than half of its pixels lie on few objects, and painted red, most of the object is found.
    is_red, objects = lesson["is_red"], lesson["objects"]
    on_red = [np.sum(is_red[number][mask]) for number, mask in objects if is_red[number][mask].mean() > 0.5]
    assert len(on_red) == 3
    assert sum(on_red) > np.sum(is_red & (lesson["truths"] == 1)) / 2
    assert recall_per_class(lesson["by_red"])[1] > 0.7
    green = lesson["forest"].confusion_matrix(lesson["green_scenes"])
    assert recall_per_class(green)[1] < recall_per_class(at_half)[1]
    # The folded answer of "Touch": all goals only between 0.1 and 0.2, recall equals precision between 0.2 and 0.3.
    street, probability = lesson["street"], lesson["probabilities"][9]
    scores = {}
    for threshold in np.arange(1, 100) / 100:
        matrix = confusion_matrix(street.truth, probability >= threshold, 2)
        scores[threshold] = pixel_accuracy(matrix), recall_per_class(matrix)[1], precision_per_class(matrix)[1]
    met = [threshold for threshold, (a, r, p) in scores.items() if a >= 0.97 and r >= 0.8 and p >= 0.5]
    assert 0.1 < min(met) <= max(met) < 0.2
    assert scores[0.2][1] > scores[0.2][2]
    assert scores[0.3][1] < scores[0.3][2]
