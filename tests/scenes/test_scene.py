"""What a scene refuses."""

import numpy as np
import pytest

from segmetrics_lab.labels import LabelMapError, Palette
from segmetrics_lab.scenes import Scene

PALETTE = Palette(["background", "object"])


def scene(image, truth):
    return Scene("toy", image, truth, PALETTE, source="here", licence="CC0", group="toy")


def test_a_scene_says_its_size_and_classes():
    toy = scene(np.zeros((2, 3), np.uint8), np.zeros((2, 3), np.uint8))
    assert repr(toy) == "<Scene toy: 2 by 3 pixels; background, object>"


@pytest.mark.parametrize(
    ("image", "truth", "words"),
    [
        (np.zeros((2, 3), np.uint8), np.zeros((3, 2), np.uint8), r"image has shape \(2, 3\).*truth has shape \(3, 2\)"),
        (np.zeros((2, 3)), np.zeros((2, 3), np.uint8), "dtype float64.*uint8 image"),
        (np.zeros((2, 3, 4), np.uint8), np.zeros((2, 3), np.uint8), "three channels"),
        (np.zeros((2, 3), np.uint8), np.full((2, 3), 2), "truth holds 6 scored pixels outside"),
        (np.zeros((2, 3), np.uint8), np.zeros((2, 3)), "truth holds floats"),
    ],
)
def test_image_and_truth_must_fit_together(image, truth, words):
    with pytest.raises(LabelMapError, match=words):
        scene(image, truth)


def test_ignored_pixels_are_no_class_and_welcome():
    truth = np.array([[0, 1, 255]])
    assert scene(np.zeros((1, 3, 3), np.uint8), truth).truth is truth
