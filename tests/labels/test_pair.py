"""Truth and prediction of one shape, and what only looks like such a pair."""

import numpy as np
import pytest

from segmetrics_lab.labels import LabelMapError, check_black_and_white, check_pair, check_planes

MAP = np.array([[0, 1, 2], [2, 1, 0]])
CLASSES = np.array([[0, 1, 2, 3], [4, 3, 2, 1], [0, 0, 4, 2]])  # 5 classes
SHIFTED = np.array([[0, 0, 1, 2], [3, 4, 3, 2], [1, 0, 0, 4]])


def refusal(check, *arguments):
    """What a check says to its caller when it refuses."""
    with pytest.raises(LabelMapError) as error:
        check(*arguments)
    return str(error.value)


def one_hot(classes, number=5, first=False):
    """One plane of 0 and 1 for each class, at the end or first."""
    planes = np.eye(number, dtype=np.uint8)[classes]
    return np.moveaxis(planes, -1, 0) if first else planes


def test_a_pair_passes_with_dtypes_of_its_own():
    mask = np.array([[True, False]])
    truth, prediction = check_pair(mask, np.array([[7, 8]]))
    assert truth.tolist() == [[1, 0]]
    assert truth.dtype == np.uint8
    assert prediction.tolist() == [[7, 8]]


def test_a_pair_may_be_a_pair_of_stacks():
    stack = np.zeros((5, 2, 2), dtype=int)
    assert check_pair(stack, stack)[0] is stack


@pytest.mark.parametrize(
    ("truth", "prediction", "words"),
    [
        (MAP, MAP.T, ["truth has shape (2, 3)", "prediction (3, 2)", "nearest-neighbour", "interpolation"]),
        (MAP, MAP[:, :2], ["truth has shape (2, 3)", "prediction (2, 2)"]),
        (MAP, np.zeros((2, 3, 3), np.uint8), ["prediction has shape (2, 3, 3)", "mask in colours", "label_map_of"]),
        (np.zeros((2, 3, 4), np.uint8), MAP, ["truth has shape (2, 3, 4)", "mask in colours", "4 channels"]),
        (MAP, np.zeros((2, 3, 2), np.uint8), ["truth has shape (2, 3)", "prediction (2, 3, 2)"]),
        (MAP, MAP.tolist(), ["prediction is of type list"]),
        ([[0, 1], [1]], MAP, ["truth is of type list"]),
        (MAP, [[0, 1], [1]], ["prediction is of type list"]),
    ],
)
def test_two_maps_that_do_not_fit_are_refused_with_a_way_out(truth, prediction, words):
    message = refusal(check_pair, truth, prediction)
    assert not [word for word in words if word not in message], message


OTHER_SHAPES = {
    "an axis of 1 at the end": (MAP, MAP[..., np.newaxis], "take prediction[..., 0]"),
    "an axis of 1 at the start": (MAP, MAP[np.newaxis], "take prediction[0]"),
    "an axis of 1 in the truth": (MAP[..., np.newaxis], MAP, "take truth[..., 0]"),
    "an axis of 1 in both": (MAP[np.newaxis], MAP[..., np.newaxis], "take truth[0]"),
    "one row, and an axis of 1": (MAP[:1], MAP[:1, :, np.newaxis], "take prediction[..., 0]"),
    "classes first": (CLASSES, one_hot(SHIFTED, first=True), "prediction.argmax(axis=0)"),
    "classes last": (CLASSES, one_hot(SHIFTED), "prediction.argmax(axis=-1)"),
    "classes in the truth": (one_hot(CLASSES, first=True), SHIFTED, "truth.argmax(axis=0)"),
    "three classes last": (MAP, one_hot(MAP, 3), "prediction.argmax(axis=-1)"),
    "indices as a grey picture": (np.repeat(MAP[..., np.newaxis], 3, axis=2), MAP, "take one channel, truth[..., 0]"),
}


@pytest.mark.parametrize(("truth", "prediction", "way_out"), OTHER_SHAPES.values(), ids=OTHER_SHAPES)
def test_nobody_is_told_to_resize_what_has_an_axis_too_many(truth, prediction, way_out):
    message = refusal(check_pair, truth, prediction)
    assert way_out in message
    assert "resiz" not in message


# One plane per class


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int64])
@pytest.mark.parametrize(("first", "axis"), [(True, 0), (False, -1)])
def test_one_plane_per_class_is_not_a_stack(first, axis, dtype):
    planes = [one_hot(classes, first=first).astype(dtype) for classes in (CLASSES, SHIFTED)]
    message = refusal(check_planes, *planes, "prediction", 5)
    assert f"truth and prediction have shape {planes[0].shape}" in message
    assert f"Take the class of each pixel with argmax(axis={axis})" in message


def test_planes_of_other_classes_than_are_scored_are_known_where_they_are_not_tiny():
    planes = [one_hot(np.tile(classes, (2, 2))) for classes in (CLASSES, SHIFTED)]
    assert "argmax(axis=-1)" in refusal(check_planes, *planes, "prediction", 2)


def test_planes_may_be_empty_where_a_pixel_is_ignored():
    truth, prediction = one_hot(CLASSES), one_hot(SHIFTED)
    truth[0, :2] = 0
    message = refusal(check_planes, truth, prediction, "prediction", 5)
    assert "write 255 where the truth holds no 1" in message
    large = np.tile(CLASSES, (5, 5))
    truth, prediction = one_hot(large), one_hot(np.roll(large, 1))
    truth[:2] = prediction[:2] = 0
    assert "argmax(axis=-1)" in refusal(check_planes, truth, prediction, "prediction", 5)


def test_planes_of_two_classes_are_found_too():
    mask = np.tile(CLASSES > 1, (2, 1))
    planes = np.stack([~mask, mask])
    assert "argmax(axis=0)" in refusal(check_planes, planes, planes[:, ::-1], "prediction", 2)


STACKS = {
    "a single map": np.ones((1, 6, 8), dtype=int),
    "a single column": np.ones((3, 6, 1), dtype=int),
    "an object in each": np.stack([CLASSES > 1, CLASSES > 2, CLASSES > 3]),
    "a small object in each, nowhere twice": one_hot(np.where(CLASSES == 0, 0, CLASSES), first=True)[1:],
    "as small as a hand draws it": np.array([[[0, 1]], [[1, 0]]]),
    "maps with a single 1 in each row": np.stack([np.eye(3, dtype=int)] * 5),
    "small maps with a single 1 in each row": np.stack([np.eye(2, dtype=int)] * 9),
    "more classes than two": np.stack([MAP, MAP[::-1]]),
    "nothing": np.zeros((5, 6, 8), dtype=int),
    "ignored pixels": np.full((8, 8, 4), 255),
}


@pytest.mark.parametrize("stack", STACKS.values(), ids=STACKS)
def test_stacks_of_maps_pass(stack):
    truth, prediction = check_pair(stack, stack[::-1])
    assert check_planes(truth, prediction, "prediction", 2) is None


def test_a_grey_picture_in_three_channels_is_not_a_stack_however_small():
    pair = [np.repeat(np.tile(classes, (2, 1))[..., np.newaxis], 3, axis=2) for classes in (CLASSES, SHIFTED)]
    assert "take one channel, truth[..., 0]" in refusal(check_planes, *pair, "prediction", 5)


def test_planes_of_probabilities_are_known_by_their_sum():
    truth = one_hot(np.tile(CLASSES, (2, 1)))
    probability = (truth + 0.25) / 2.25
    assert "truth and probability have shape (6, 4, 5)" in refusal(check_planes, truth, probability, "probability", 2)
    assert check_planes(truth[..., 1:3], probability[..., 1:3], "probability", 2) is None


# Masks in black and white


def square(value, row=2):
    """A picture of 0 with a square of 4 by 4 pixels of this value."""
    picture = np.zeros((8, 8), dtype=np.uint8)
    picture[row : row + 4, 2:6] = value
    return picture


BLACK_AND_WHITE = {
    "both": (square(255), square(255, row=3), 2, "Pass truth == 255 and prediction == 255."),
    "both, far apart": (square(255), np.eye(8, dtype=int) * 255, 2, "prediction == 255"),
    "both, alike": (square(255), square(255), 2, "prediction == 255"),
    "both, of few pixels": (np.array([[0, 255]]), np.array([[255, 0]]), 2, "prediction == 255"),
    "both, with too many classes": (square(255), square(255, row=3), 256, "prediction == 255"),
    "the truth": (square(255), square(1, row=3), 2, "Pass truth == 255."),
    "the truth, and a mask of booleans": (square(255), square(1).astype(bool), 2, "Pass truth == 255."),
    "int64": (square(255).astype(int), square(1).astype(int), 2, "Pass truth == 255."),
    "a stack": (np.stack([square(255)] * 3), np.stack([square(255, row=3)] * 3), 2, "prediction == 255"),
}


@pytest.mark.parametrize(("truth", "prediction", "num_classes", "words"), BLACK_AND_WHITE.values(), ids=BLACK_AND_WHITE)
def test_where_255_is_the_object_it_is_not_ignored_in_silence(truth, prediction, num_classes, words):
    message = refusal(check_black_and_white, truth, prediction, num_classes)
    assert "mask in black and white" in message
    assert words in message


IGNORED = {
    "all of it": (np.full((8, 8), 255), square(255), 2),
    "some, beside an object": (np.maximum(square(255), np.eye(8, dtype=np.uint8)), square(1), 2),
    "some, and nothing is claimed": (square(255), square(0), 2),
    "some, and little is claimed on it": (square(255), square(1, row=4), 2),
    "some, and everything is claimed": (square(255), np.ones((8, 8), dtype=int), 2),
    "few, and just these are claimed": (np.array([[0, 255, 255]]), np.array([[0, 1, 1]]), 2),
    "some, where class 1 of three is claimed": (square(255), square(1), 3),
    "none": (square(0), square(1), 2),
}


@pytest.mark.parametrize(("truth", "prediction", "num_classes"), IGNORED.values(), ids=IGNORED)
def test_a_picture_without_the_object_may_have_ignored_pixels(truth, prediction, num_classes):
    assert check_black_and_white(truth, prediction, num_classes) is None
