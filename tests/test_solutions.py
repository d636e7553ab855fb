"""What the lessons say in words comes out, and their folded solutions give what the lesson expects."""

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


def test_what_lesson_2_says_of_the_wrong_pixels_is_right():
    lesson = solved("02_the_confusion_matrix")
    wrong, a, b = lesson["wrong"], lesson["a"], lesson["b"]
    assert np.sort(wrong, axis=None)[:-3:-1].tolist() == [wrong[b, a], wrong[a, b]]
    assert wrong[a, b] + wrong[b, a] > wrong.sum() / 2


def test_what_lesson_5_says_of_verdicts_is_right():
    lesson = solved("05_good_bad_and_misleading")
    assert lesson["post_report"].verdict == "bad"
    # The rule in numpy and the report of the cart agree.
    report = lesson["Report"].from_matrix(lesson["cart_matrix"], lesson["street"])
    assert (report.verdict, lesson["is_good"], lesson["is_bad"]) == ("mixed", False, False)
    # The guess about two teams: A at noon, B in fog. And the verdict that a blind model gets, too.
    assert pixel_accuracy(sum(lesson["counts"]["middle"][0::4])) > 0.90
    assert pixel_accuracy(sum(lesson["counts"]["good"][3::4])) < 0.90
    assert lesson["blind_report"].verdict == "good"
    assert pixel_accuracy(lesson["seeing"]) > lesson["blind_report"].pixel_accuracy + 0.03
    # "The same IoU to within two hundredths": the ball, and the sky of the model that never looks.
    ball = iou_per_class(confusion_matrix(lesson["ball"], lesson["slid_ball"], 2))[1]
    assert abs(iou_per_class(lesson["totals"]["by place"])[0] - ball) < 0.02


def test_what_lesson_4_says_of_thresholds_is_right():
    lesson = solved("04_precision_and_recall")
    truth, probability, sweep = lesson["truth"], lesson["probability"], lesson["threshold_sweep"]
    # Pixels at exactly 0.5, and what > in place of >= does to both scores.
    at_half = truth[probability == 0.5]
    assert (at_half.size, at_half.sum()) == (3, 2)
    both = sweep(truth, probability, thresholds=[0.5, np.nextafter(0.5, 1)])
    assert both.precision.round(2).tolist() == [0.8, 0.83]
    assert both.recall.tolist() == [0.75, 0.625]
    # Right, missed and invented pixels, from which F-beta is counted by hand.
    counts = both.true_positives[0], both.false_negatives[0], both.false_positives[0]
    assert counts == (12, 4, 3)
    # The good forest's steps, and the gain from choosing on test images.
    falls, rises = lesson["falls"], lesson["rises"]
    assert 0.4 < falls.size / lesson["steps"].size < 0.6
    assert -falls.sum() < rises.sum() / 100
    assert lesson["wrong"] - lesson["honest"] < 0.005
    # The invented road: half is grass, a quarter vehicles, a hundredth people, who lose a third, most of it one man.
    invented, painted = lesson["counts"] / lesson["counts"].sum(), lesson["counts"] / lesson["areas"]
    grass, vehicle, person = 3, 6, 7
    assert np.abs(invented[[grass, vehicle, person]] - [0.5, 0.25, 0.01]).max() < 0.03
    assert painted.argmax() == vehicle
    assert np.abs(painted[[vehicle, person]] - [0.45, 0.3]).max() < 0.05
    assert lesson["his"] > lesson["counts"][person] / 2


def test_what_lesson_7_says_of_leaks_is_right():
    lesson = solved("07_leakage")
    # Copying a neighbour "mostly beats" the forest. A training frame is near by frame, and "several times as many grey
    # steps away" by drive.
    assert lesson["copied"] > lesson["in_lab"]
    thumbnail = lesson["thumbnail"]
    for by, low, high in (("frame", 2.5, 3.5), ("drive", 14, 30)):
        training, test = lesson["split"](lesson["drives"], by=by)
        known = np.array([thumbnail(scene.image) for scene in training])
        distances = [np.abs(known - thumbnail(scene.image)).mean(axis=(1, 2)).min() for scene in test]
        assert low < np.median(distances) < high
    # "A copy made brighter moves away, a mirrored one too": as far as a frame of another drive.
    for change in (lambda image: image[:, ::-1], lambda image: np.minimum(image, 225) + 30):
        pairs = [(thumbnail(scene.image), thumbnail(change(scene.image))) for scene in lesson["drives"]]
        assert np.median([np.abs(one - other).mean() for one, other in pairs]) > 10
    # What the text calls perfect, and about one half.
    assert lesson["scores"][:, 0].min() == 1
    assert abs(lesson["scores"][:, 1].mean() - 0.5) < 0.1


def test_what_lesson_8_says_of_trees_is_right():
    lesson = solved("08_overfitting")
    # What the folded answer of the widget says: a broad top, and a memory of some pixels in a scene that is not known.
    top = lesson["curve"].validation_accuracy[4:8]
    assert lesson["curve"].values[4:8].tolist() == [5, 6, 8, 10]
    assert lesson["curve"].validation_accuracy.max() - top.min() < 0.03
    fit = lesson["FitExplorer"](lesson["curve"])
    fit.value = 24
    learned, said = fit.learned_from[0] == 1, fit.training_predictions[-1]
    assert abs(learned.sum() - 130) <= 10
    assert (said == fit.training_truth)[learned].mean() > 0.95
    assert pixel_accuracy(confusion_matrix(lesson["training"][0].truth, said, 8)) < pixel_accuracy(fit.matrix)
    assert 1 / 7 < 1 - lesson["is_right"].mean() < 1 / 5
    # The scores that the folded answer of "Touch" names.
    touched = [(0.2, 300, 6, 0.73), (0.2, 30_000, 24, 0.74), (0.2, 450_000, 24, 0.81), (0, 300, 24, 0.78)]
    for noise, pixels, depth, expected in [(0.2, 300, 24, 0.62), *touched, (0.5, 450_000, 10, 0.87)]:
        scenes = [lesson["with_label_noise"](scene, noise, seed=1) for scene in lesson["training"]]
        tree = lesson["DecisionTreeClassifier"](max_depth=depth)
        model = lesson["PixelModel"]("color and position", tree).fit(scenes, pixels=pixels)
        assert abs(pixel_accuracy(model.confusion_matrix(lesson["validation"])) - expected) < 0.02


def test_what_lesson_6_says_of_the_blank_mask_is_right():
    lesson = solved("06_the_accuracy_paradox")
    assert np.array_equal(lesson["never_object"](lesson["test"][0].image), lesson["blank"][0])
    # 98 % and 12 %: of this forest, and what the two numbers alone say of any pictures.
    forest, blank_mask = lesson["forest_report"], lesson["blank_report"]
    assert (round(forest.pixel_accuracy, 2), round(forest.table[1].recall, 2)) == (0.98, 0.12)
    assert 0 < forest.pixel_accuracy - blank_mask.pixel_accuracy < 0.005
    assert round(lesson["largest_base_rate"], 4) == 0.0227
    assert lesson["missed"] / 3 > lesson["wrong"], "where the object fills a third, the misses alone are too many"
    # The widget: with more background the blank mask comes near, the forest's IoU stays, that of class weights falls.
    truth, models = lesson["test"][5].truth, lesson["models"]
    rows, columns = np.nonzero(truth == 1)
    box = slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)
    blank, near, all_of_it = np.zeros_like(truth), {}, {}
    for name, drawn in {**models, "blank": blank}.items():
        near[name], all_of_it[name] = (confusion_matrix(truth[part], drawn[part], 2) for part in (box, slice(None)))
    for of_part, least, most in ((near, 0.15, 1), (all_of_it, 0, 0.01)):
        assert least < pixel_accuracy(of_part["forest"]) - pixel_accuracy(of_part["blank"]) < most
    assert abs(iou_per_class(near["forest"])[1] - iou_per_class(all_of_it["forest"])[1]) < 0.01
    assert iou_per_class(near["class weights"])[1] - iou_per_class(all_of_it["class weights"])[1] > 0.2
    assert pixel_accuracy(near["class weights"]) > pixel_accuracy(near["blank"])
    assert pixel_accuracy(all_of_it["class weights"]) < pixel_accuracy(all_of_it["blank"])
