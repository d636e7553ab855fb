"""The folded solutions of the lessons, put into the lesson in place of the starters, give what the lesson expects."""

import re
import runpy
from pathlib import Path

import numpy as np

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


def wrong_verdicts():
    """Rules that a learner may write by mistake: each has to fail at one of the cases of lesson 5."""

    def rule(bad_by=np.nanmean, good_by=np.nanmin, above=np.greater, below=np.less, *, accuracy_counts=True):
        def verdict_of(matrix, main):
            accuracy, ious = pixel_accuracy(matrix), iou_per_class(matrix)[main]
            if below(bad_by(ious), 0.40) or (accuracy_counts and below(accuracy, 0.70)):
                return "bad"
            if above(good_by(ious), 0.70) and (not accuracy_counts or above(accuracy, 0.90)):
                return "good"
            return "mixed"

        return verdict_of

    yield rule(accuracy_counts=False)
    yield rule(bad_by=np.nanmin)
    yield rule(bad_by=np.nanmax)
    yield rule(bad_by=np.nanmax, above=np.greater_equal)
    yield rule(good_by=np.nanmean)
    yield rule(above=np.greater_equal)
    yield rule(below=np.less_equal)
    yield rule(bad_by=np.mean, good_by=np.min)


def test_the_solutions_of_lesson_5_are_right():
    lesson = solved("05_good_bad_and_misleading")
    verdict_of, cases = lesson["verdict_of"], lesson["cases"]
    assert [verdict_of(matrix, main) for matrix, main, *_ in cases] == [expected for *_, expected, _ in cases]
    for wrong in wrong_verdicts():
        assert any(wrong(matrix, main) != expected for matrix, main, expected, _ in cases)
    post, careless = lesson["post"], lesson["careless"]
    report = lesson["Report"].from_matrix(confusion_matrix(post, careless, 2), ["background", "post"])
    assert (report.verdict, lesson["post_report"].verdict) == ("good", "bad")
    assert careless[:, :2].any()
    without_people = lesson["Report"].from_matrix(lesson["without_people"], lesson["palette"])
    assert any(warning.startswith("absent: person") for warning in without_people.warnings)
    all_ious = iou_per_class(lesson["totals"]["good"])
    struck = np.delete(all_ious, lesson["person"]).mean()
    assert struck - all_ious.mean() > without_people.mean_iou - struck > 0
    # The guess about two teams: A at noon, B in fog. And the verdict that a blind model gets, too.
    assert pixel_accuracy(sum(lesson["counts"]["middle"][0::4])) > 0.90
    assert pixel_accuracy(sum(lesson["counts"]["good"][3::4])) < 0.90
    assert lesson["blind_report"].verdict == "good"
    assert pixel_accuracy(lesson["seeing"]) > lesson["blind_report"].pixel_accuracy + 0.03
    # "The same IoU to within two hundredths": the ball, and the sky of the model that never looks.
    ball = iou_per_class(confusion_matrix(lesson["ball"], lesson["slid_ball"], 2))[1]
    assert abs(iou_per_class(lesson["totals"]["by place"])[0] - ball) < 0.02


def test_the_solutions_of_lesson_4_are_right():
    lesson = solved("04_precision_and_recall")
    truth, probability, sweep = lesson["truth"], lesson["probability"], lesson["threshold_sweep"]
    both = lesson["precision_and_recall"]
    assert both(truth, probability, 0.5) == (0.8, 0.75)
    assert np.isnan(both(truth, probability, 1.0)[0])
    assert both(truth, probability, 1.0)[1] == 0
    assert both(lesson["row"], lesson["row_probability"], 0.5) == (0.5, 0.5)
    # On real truths, where some pixels are ignored, it says what the library says.
    truths, probabilities = lesson["truths"], lesson["probabilities"]
    matrix = confusion_matrix(truths, probabilities >= 0.15, 2)
    assert (truths == 255).any()
    assert both(truths, probabilities, 0.15) == (precision_per_class(matrix)[1], recall_per_class(matrix)[1])
    # What the text says of the good forest's steps, and of the gain from choosing on test images.
    falls, rises = lesson["falls"], lesson["rises"]
    assert 0.4 < falls.size / lesson["steps"].size < 0.6
    assert -falls.sum() < rises.sum() / 100
    assert lesson["wrong"] - lesson["honest"] < 0.005
    assert lesson["strictest"](sweep(truth, probability), 0.8) == 0.4
    assert lesson["strictest"](sweep(truth, probability), 0.75) == 0.5
    low, high = sweep(lesson["six_truth"], lesson["six"], thresholds=[0.5, 0.8]).precision
    assert (low, high) == (0.75, 0.5)
    # What the hint of the first exercise calls the result of > in place of >=.
    above = sweep(truth, probability, thresholds=[np.nextafter(0.5, 1)])
    assert (above.precision.round(2).item(), above.recall.item()) == (0.83, 0.625)


def test_the_solutions_of_lesson_7_are_right():
    lesson = solved("07_leakage")
    lab, road, shared_groups = lesson["lab"], lesson["road"], lesson["shared_groups"]
    assert shared_groups(lab[20:6:-1], lab[0:20]) == [lab[place].group for place in (7, 8, 16)]
    assert shared_groups(lesson["planted"], road) == []
    black, grey, white = lesson["black"], lesson["grey"], lesson["white"]
    assert lesson["nearest"]([black, white, lesson["half"]], [white, grey]).tolist() == [50, 0, 127.5]
    for by, low, high in (("frame", 2.5, 3.5), ("drive", 14, 30)):
        training, test = ([scene.image for scene in side] for side in lesson["split"](lesson["drives"], by=by))
        assert low < np.median(lesson["nearest"](test, training)) < high
    assert lesson["suspect"] == lesson["secret"]
    with_column = np.column_stack([lesson["places"], lesson["column"]])
    assert lesson["memoriser_score"](with_column, lesson["coins"], lesson["members"] >= 10) == 1
    # What the text calls perfect, and about one half.
    assert lesson["scores"][:, 0].min() == 1
    assert abs(lesson["scores"][:, 1].mean() - 0.5) < 0.1


def test_the_solutions_of_lesson_8_are_right():
    lesson = solved("08_overfitting")
    simplest, stop_at, hills = lesson["simplest"], lesson["stop_at"], lesson["hills"]
    assert simplest([1, 2, 4, 8, 16], [0.60, 0.78, 0.80, 0.81, 0.70], 0.02) == 4
    assert simplest([16, 8, 4, 2, 1], [0.70, 0.81, 0.80, 0.78, 0.60], 0.05) == 2
    assert simplest([1, 2, 4], [0.25, 0.50, 0.75], 0.25) == 2
    assert [stop_at(hills, patience) for patience in (3, 5)] == [3, 7]
    assert [stop_at(lesson["three"], patience) for patience in (3, 5)] == [6, 10]
    run = lesson["sweep"](lesson["mine"], lesson["training"], lesson["validation"], parameter="pixels", values=[3000])
    assert abs(run.training_accuracy[0] - run.validation_accuracy[0]) < 0.05
    assert run.validation_accuracy[0] < 0.5
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


def test_the_solutions_of_lesson_6_are_right():
    lesson = solved("06_the_accuracy_paradox")
    wall, never_object, baseline = lesson["wall"], lesson["never_object"], lesson["baseline_accuracy"]
    assert np.array_equal(never_object(lesson["test"][0].image), lesson["blank"][0])
    assert baseline(wall) == 0.97
    assert baseline(np.array([[0, 2, 2], [2, 1, 255]])) == 0.6
    assert baseline(np.array([[1, 1], [0, 1]])) == 0.75
    largest = lesson["largest_base_rate"]
    pairs = ((0.98, 0.12), (0.90, 0.50), (0.90, 0.95), (1.0, 1.0))
    assert [round(largest(*pair), 4) for pair in pairs] == [0.0227, 0.2, 0.9474, 1.0]
    # The solution of "fool the metric" starts from two blank maps.
    blank = {"first": np.zeros_like(wall), "second": np.zeros_like(wall)}
    text = (SOURCES / "06_the_accuracy_paradox.py").read_text(encoding="utf-8")
    lines = re.findall(r"# ((?:first|second)\[.*\] = 1)  # (?:one|all)", text)
    exec("\n".join(lines), blank)
    first, second = (confusion_matrix(wall, blank[name], 2) for name in ("first", "second"))
    assert len(lines) == 2
    assert pixel_accuracy(first) > pixel_accuracy(second)
    assert first[1, 1] < second[1, 1]
    assert iou_per_class(second)[1] > iou_per_class(first)[1]
    # What the folded answers say of numbers.
    cracks = lesson["Report"].from_matrix(np.array([[98950, 0], [1050, 0]]), ["background", "crack"])
    assert (round(cracks.pixel_accuracy, 2), round(cracks.mean_iou, 2)) == (0.99, 0.49)
    assert np.isnan(cracks.table[1].precision)
    forest, blank_mask = lesson["forest_report"], lesson["blank_report"]
    assert (round(forest.pixel_accuracy, 2), round(forest.table[1].recall, 2)) == (0.98, 0.12)
    assert 0 < forest.pixel_accuracy - blank_mask.pixel_accuracy < 0.005
