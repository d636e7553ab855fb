"""Where marks and labels stand, which points are drawn, and where lines break."""

import numpy as np
import pytest

from segmetrics_lab.plots.axes import Box
from segmetrics_lab.plots.figure import text_width
from segmetrics_lab.plots.marks import in_a_row
from segmetrics_lab.plots.paragraphs import Paragraph, height_of, wrapped
from segmetrics_lab.plots.placing import Label, place_labels
from segmetrics_lab.plots.thinning import kept_points

PANEL = Box(0, 0, 300, 300)
NO_CURVE = np.array([[0.0, 0.0]])


@pytest.mark.parametrize(
    ("centres", "widths", "starts"),
    [
        ([50], [20], [40]),
        ([50, 200], [20, 40], [40, 180]),
        ([50, 50], [20, 20], [23, 57]),
        ([60, 50], [20, 20], [62, 28]),
    ],
)
def test_labels_that_would_touch_are_pushed_apart_to_both_sides(centres, widths, starts):
    assert in_a_row(centres, widths, (0, 300)) == starts


def test_labels_stay_within_their_limits():
    first, second = in_a_row([0, 100], [40, 40], (0, 100))
    assert first >= 0
    assert second + 40 <= 100
    assert second - first >= 40 + 14


def test_few_points_are_all_drawn():
    assert kept_points(np.arange(5), np.zeros((1, 5)), columns=3).tolist() == [0, 1, 2, 3, 4]


def test_a_peak_among_many_points_is_drawn():
    values = np.zeros((2, 10_000))
    values[0, 4321], values[1, 1234] = 1, -1
    kept = kept_points(np.linspace(0, 1, 10_000), values, columns=100)
    assert {0, 1234, 4321, 9999} <= set(kept.tolist())
    assert len(kept) <= 6 * 100


def test_both_sides_of_a_gap_are_drawn():
    values = np.ones((1, 10_000))
    values[0, 5003:5011] = np.nan
    kept = set(kept_points(np.linspace(0, 1, 10_000), values, columns=10).tolist())
    assert {5002, 5003, 5010, 5011} <= kept


def test_points_that_fall_from_right_to_left_are_thinned_too():
    falling = np.linspace(1, 0, 1000)
    assert len(kept_points(falling, falling[np.newaxis], columns=10)) <= 40


def test_a_label_does_not_hide_its_curve():
    rising = np.stack([np.arange(300.0), np.arange(300.0)], axis=1)
    (where,) = place_labels([Label("strict", (150, 150))], [rising], PANEL)
    inside = (rising > (where.left, where.top)) & (rising < (where.left + where.width, where.top + where.height))
    assert not inside.all(axis=1).any()


def test_labels_hide_neither_each_other_nor_a_point():
    labels = [Label("strict", (150, 150)), Label("generous", (154, 160)), Label("0.50", (140, 155))]
    boxes = place_labels(labels, [NO_CURVE], PANEL)
    boxes += [Box(label.point[0] - 5, label.point[1] - 5, 10, 10) for label in labels]
    for index, one in enumerate(boxes[:3]):
        for other in boxes[index + 1 :]:
            is_beside = one.left >= other.left + other.width or other.left >= one.left + one.width
            is_above = one.top >= other.top + other.height or other.top >= one.top + one.height
            assert is_beside or is_above or (other in boxes[3:] and boxes.index(other) - 3 == index)


@pytest.mark.parametrize("point", [(0, 0), (300, 0), (0, 300), (300, 300)])
def test_a_label_in_a_corner_stays_in_the_panel(point):
    (where,) = place_labels([Label("generous", point)], [NO_CURVE], PANEL)
    assert where.left >= 0
    assert where.top >= 0
    assert where.left + where.width <= 300
    assert where.top + where.height <= 300


def test_lines_are_as_long_as_they_may_be():
    width = text_width("as long as")
    assert wrapped("as long as they may", width) == ["as long as", "they may"]
    assert wrapped("as long as they may", width - 1) == ["as long", "as they", "may"]


def test_a_word_that_is_too_long_stands_alone():
    assert wrapped("an extraordinarilylongword here", 40) == ["an", "extraordinarilylongword", "here"]


def test_the_height_counts_lines_and_the_space_between_paragraphs():
    assert height_of([Paragraph("reasons", ("one", "two")), Paragraph("warnings", ("three",))], 800) == 3 * 19 + 5
