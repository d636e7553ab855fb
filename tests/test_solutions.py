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


def test_the_solutions_of_lesson_5_are_right():
    lesson = solved("05_good_bad_and_misleading")
    verdict_of, page, street = lesson["verdict_of"], lesson["page_matrix"]()[0], lesson["matrix"]
    assert [verdict_of(page, [0, 1]), verdict_of(street, [1, 2])] == ["good", "mixed"]
    assert verdict_of(np.array([[90, 0], [8, 2]]), [1]) == "bad"
    post, careless = lesson["post"], lesson["careless"]
    report = lesson["Report"].from_matrix(confusion_matrix(post, careless, 2), ["background", "post"])
    assert (report.verdict, lesson["post_report"].verdict) == ("good", "bad")
    assert careless[:, :2].any()
    without_people = lesson["Report"].from_matrix(lesson["without_people"], lesson["palette"])
    assert any(warning.startswith("absent: person") for warning in without_people.warnings)
    assert without_people.mean_iou > lesson["reports"]["good"].mean_iou
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
    assert shared_groups(lab[0:9], lab[7:20]) == [lab[7].group, lab[8].group]
    assert shared_groups(lesson["planted"], road) == []
    black, grey, white = lesson["black"], lesson["grey"], lesson["white"]
    assert lesson["nearest"]([black, white], [white, grey]).tolist() == [50, 0]
    for by, low, high in (("frame", 0, 5), ("drive", 10, 30)):
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
    assert [stop_at(hills, patience) for patience in (3, 5)] == [3, 7]
    run = lesson["sweep"](lesson["mine"], lesson["training"], lesson["validation"], parameter="pixels", values=[3000])
    assert abs(run.training_accuracy[0] - run.validation_accuracy[0]) < 0.05
    assert run.validation_accuracy[0] < 0.5


def test_the_solutions_of_lesson_6_are_right():
    lesson = solved("06_the_accuracy_paradox")
    wall, never_object, baseline = lesson["wall"], lesson["never_object"], lesson["baseline_accuracy"]
    assert np.array_equal(never_object(lesson["test"][0].image), lesson["blank"][0])
    assert baseline(wall) == 0.97
    assert baseline(np.array([[0, 2, 2], [2, 1, 255]])) == 0.6
    largest = lesson["largest_base_rate"]
    assert [round(largest(*pair), 4) for pair in ((0.98, 0.12), (0.90, 0.50), (1.0, 1.0))] == [0.0227, 0.2, 1.0]
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
