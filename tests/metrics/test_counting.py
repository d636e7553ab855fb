"""The confusion matrix: maps counted by hand, scikit-learn as second authority, what callers get wrong, memory."""

import tracemalloc
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image
from sklearn.metrics import confusion_matrix as count_with_scikit_learn

from segmetrics_lab import metrics
from segmetrics_lab.labels import LabelMapError
from segmetrics_lab.metrics import confusion_matrix, counters, counting
from segmetrics_lab.metrics.parts import STEP

INTEGERS = ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", ">i2", ">i4", ">i8", ">u2", ">u4", ">u8"]
MAP = np.array([[0, 1], [1, 0]])


# By hand


COUNTED_BY_HAND = {
    "two classes": ([[0, 0, 1], [0, 1, 1]], [[0, 1, 1], [0, 0, 1]], 2, [[2, 1], [1, 2]]),
    "three classes": ([[0, 1, 2], [2, 2, 1]], [[0, 2, 2], [2, 0, 1]], 3, [[1, 0, 0], [0, 1, 1], [1, 0, 2]]),
    "empty truth": ([[0, 0, 0]], [[0, 1, 1]], 2, [[1, 2], [0, 0]]),
    "empty prediction": ([[0, 1, 1]], [[0, 0, 0]], 2, [[1, 0], [2, 0]]),
    "both empty": ([[0, 0, 0]], [[0, 0, 0]], 2, [[3, 0], [0, 0]]),
    "both full": ([[1, 1, 1]], [[1, 1, 1]], 2, [[0, 0], [0, 3]]),
    "a class in neither map": ([[0, 2, 2]], [[2, 2, 0]], 3, [[0, 0, 1], [0, 0, 0], [1, 0, 1]]),
    "one pixel": ([[1]], [[0]], 2, [[0, 0], [1, 0]]),
    "one column": ([[0], [1], [1]], [[1], [1], [1]], 2, [[0, 1], [0, 2]]),
    "a stack": ([[[0, 1]], [[1, 1]]], [[[0, 0]], [[1, 0]]], 2, [[1, 0], [2, 1]]),
}


@pytest.mark.parametrize(
    ("truth", "prediction", "num_classes", "matrix"), COUNTED_BY_HAND.values(), ids=COUNTED_BY_HAND
)
def test_every_pixel_is_counted_in_the_row_of_its_truth(truth, prediction, num_classes, matrix):
    counted = confusion_matrix(np.array(truth), np.array(prediction), num_classes)
    assert counted.dtype == np.int64
    assert counted.tolist() == matrix


IGNORED_BY_HAND = {
    "whatever is predicted there": ([[0, 255, 255, 1]], [[0, 0, 1, 1]], 2, 255, [[1, 0], [0, 1]]),
    "even values without a class": ([[0, 255, 255, 1]], [[0, 255, -9, 1]], 2, 255, [[1, 0], [0, 1]]),
    "all of them": ([[255, 255]], [[0, 1]], 2, 255, [[0, 0], [0, 0]]),
    "all of them, with many classes": ([[255, 255]], [[0, 1]], 17, 255, [[0] * 17] * 17),
    "a negative index": ([[0, -1, 1]], [[0, 1, 1]], 2, -1, [[1, 0], [0, 1]]),
    "an index beyond a byte": ([[0, 999, 1]], [[0, 1, 1]], 2, 999, [[1, 0], [0, 1]]),
    "the background": ([[0, 0, 1, 1]], [[0, 1, 0, 1]], 2, 0, [[0, 0], [1, 1]]),
    "the last class": ([[0, 1, 2, 2]], [[0, 2, 2, 1]], 3, 2, [[1, 0, 0], [0, 0, 1], [0, 0, 0]]),
    "no pixel has the index": ([[0, 1]], [[1, 1]], 2, 255, [[0, 1], [0, 1]]),
    "nothing": ([[0, 1]], [[1, 1]], 2, None, [[0, 1], [0, 1]]),
}


@pytest.mark.parametrize(
    ("truth", "prediction", "num_classes", "ignore_index", "matrix"), IGNORED_BY_HAND.values(), ids=IGNORED_BY_HAND
)
def test_the_truth_alone_decides_which_pixels_are_ignored(truth, prediction, num_classes, ignore_index, matrix):
    counted = confusion_matrix(np.array(truth), np.array(prediction), num_classes, ignore_index=ignore_index)
    assert counted.tolist() == matrix


@pytest.mark.parametrize(("ignore_index", "matrix_at_255"), [(None, 2), (255, 0), (254, 2)])
def test_255_is_a_class_like_any_other_among_256_unless_it_is_ignored(ignore_index, matrix_at_255):
    truth = np.array([[255, 255, 7]], dtype=np.uint8)
    counted = confusion_matrix(truth, truth, 256, ignore_index=ignore_index)
    assert counted[255, 255] == matrix_at_255
    assert counted[7, 7] == 1
    assert counted.sum() == matrix_at_255 + 1


def test_booleans_count_as_0_and_1():
    truth = np.array([[True, True, False]])
    prediction = np.array([[True, False, False]])
    assert confusion_matrix(truth, prediction, 2).tolist() == [[1, 0], [1, 1]]
    assert confusion_matrix(truth, prediction.astype(int), 2).tolist() == [[1, 0], [1, 1]]
    assert confusion_matrix(truth, prediction, 2, ignore_index=0).tolist() == [[0, 0], [1, 1]]


@pytest.mark.parametrize("num_classes", [2, np.uint8(2), np.int64(2)])
def test_the_number_of_classes_may_be_any_whole_number(num_classes):
    assert confusion_matrix(MAP, MAP, num_classes, ignore_index=np.uint8(255)).tolist() == [[2, 0], [0, 2]]


def test_a_small_dtype_of_the_number_of_classes_does_not_wrap_around():
    corner = np.array([[15, 15]], dtype=np.uint8)
    assert confusion_matrix(corner, corner, np.uint8(16))[15, 15] == 2


def test_every_call_gives_a_matrix_of_its_own():
    first = confusion_matrix(MAP, MAP, 2)
    first[:] = 99
    assert confusion_matrix(MAP, MAP, 2).tolist() == [[2, 0], [0, 2]]


@pytest.mark.parametrize("dtype", INTEGERS)
@pytest.mark.parametrize("num_classes", [3, 17])
def test_arguments_are_never_changed(dtype, num_classes):
    truth = np.array([[0, 1, 2], [2, 99, 99]]).astype(dtype)
    prediction = np.array([[0, 2, 2], [1, 88, 0]]).astype(dtype)
    confusion_matrix(truth, prediction, num_classes, ignore_index=99)
    assert truth.tolist() == [[0, 1, 2], [2, 99, 99]]
    assert prediction.tolist() == [[0, 2, 2], [1, 88, 0]]
    assert truth.dtype == prediction.dtype == dtype


def test_maps_in_a_file_are_counted_where_they_lie(tmp_path):
    truth = np.memmap(tmp_path / "truth", dtype=np.uint8, mode="w+", shape=(2, 3))
    truth[:] = [[0, 1, 255], [1, 1, 0]]
    truth.flush()
    on_disk = np.memmap(tmp_path / "truth", dtype=np.uint8, mode="r", shape=(2, 3))
    prediction = np.array([[0, 1, 1], [0, 1, 0]])
    assert confusion_matrix(on_disk, prediction, 2).tolist() == [[2, 0], [1, 2]]


# Beside peers


LAYOUTS = ["C", "Fortran", "transposed", "negative", "strided", "read-only"]


@dataclass
class Pair:
    """Two label maps as they come, and the same two as plain lists of what is scored."""

    truth: np.ndarray
    prediction: np.ndarray
    num_classes: int
    ignore_index: int | None
    scored_truth: np.ndarray
    scored_prediction: np.ndarray


def laid_out(values, layout):
    """The same values, in another place in memory."""
    if layout == "Fortran":
        return np.asfortranarray(values)
    if layout == "transposed":
        return np.ascontiguousarray(values.transpose()).transpose()
    if layout == "negative":
        return np.flip(np.flip(values).copy())
    if layout == "strided":
        wide = np.full([3 * size for size in values.shape], True, dtype=values.dtype)
        wide[(slice(1, None, 3),) * values.ndim] = values
        return wide[(slice(1, None, 3),) * values.ndim]
    copy = values.copy()
    copy.flags.writeable = layout != "read-only"
    return copy


def highest_of(dtype, num_classes):
    """How many of the classes this dtype can name."""
    return 2 if dtype == "?" else min(num_classes, int(np.iinfo(dtype).max) + 1)


def holds(dtype, value):
    """Can this dtype hold the value?"""
    return value in (0, 1) if dtype == "?" else np.iinfo(dtype).min <= value <= np.iinfo(dtype).max


def random_classes(rng, shape, num_classes, run):
    """Runs of pixels of one class; a run of 1 makes noise."""
    size = int(np.prod(shape))
    return np.repeat(rng.integers(0, num_classes, size // run + 1), run)[:size].reshape(shape)


def ignored_values(rng, dtype, shape):
    """What a prediction may say where nobody looks: anything."""
    if dtype == "?":
        return rng.integers(0, 2, shape).astype(bool)
    return rng.integers(np.iinfo(dtype).min, np.iinfo(dtype).max, shape, dtype=np.dtype(dtype).newbyteorder("="))


def looks_refused(truth, prediction):
    """Are these masks in black and white, or do the planes hold a single 1 in most places? Random maps rarely do."""
    if {*truth.flat} == {0, 255} and {*prediction.flat} <= {0, 1, 255}:
        return True
    sums = [(each == 1).sum(axis=axis) for axis in (0, -1) for each in (truth, prediction)]
    return truth.ndim == 3 and any((each == 1).mean() > 0.7 for each in sums)


@st.composite
def pairs(draw):
    """Two random maps of any dtype and layout, some pixels ignored, some classes absent."""
    num_classes = draw(st.sampled_from([2, 2, 3, 5, 16, 16, 17, 19, 150, 255, 256]))
    ignore_index = draw(st.sampled_from([255, 255, None, -1, 0, num_classes - 1, 300]))
    dtypes = draw(st.tuples(st.sampled_from(["?", *INTEGERS]), st.sampled_from(["?", *INTEGERS])))
    layouts = draw(st.tuples(st.sampled_from(LAYOUTS), st.sampled_from(LAYOUTS)))
    shape = draw(st.sampled_from([(1,), (2,), (3,), ()])) + draw(st.tuples(st.integers(1, 23), st.integers(5, 23)))
    run = draw(st.sampled_from([1, 1, 4, 15, 100]))
    ignored_share = draw(st.sampled_from([0, 0, 0.1, 0.9, 1]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))

    truth = random_classes(rng, shape, highest_of(dtypes[0], num_classes), run)
    prediction = random_classes(rng, shape, highest_of(dtypes[1], num_classes), run)
    if ignore_index is not None and holds(dtypes[0], ignore_index):
        truth[rng.random(shape) < ignored_share] = ignore_index
    is_scored = np.ones(shape, dtype=bool) if ignore_index is None else truth != ignore_index
    arrays = [truth.astype(dtypes[0]), prediction.astype(dtypes[1])]
    arrays[1][~is_scored] = ignored_values(rng, dtypes[1], shape)[~is_scored]
    assume(not looks_refused(*arrays))
    truth_map, prediction_map = (laid_out(array, layout) for array, layout in zip(arrays, layouts, strict=True))
    return Pair(truth_map, prediction_map, num_classes, ignore_index, truth[is_scored], prediction[is_scored])


STEPS = st.sampled_from([16, 64, 256, STEP])


FEW_PIXELS = pytest.mark.filterwarnings("ignore:The number of unique classes")  # scikit-learn below 1.8, of small maps


def check_against_scikit_learn(pair, step):
    with pytest.MonkeyPatch.context() as patch:  # small steps bring the seams between them into small maps
        patch.setattr(counting, "STEP", step)
        patch.setattr(counters, "STEP", step)
        patch.setattr(counters.RunCounter, "MOST_RUNS", max(1, step // 4))
        patch.setattr(counters.HistogramCounter, "WAITING", 2 * step)
        ours = confusion_matrix(pair.truth, pair.prediction, pair.num_classes, ignore_index=pair.ignore_index)
    labels = np.arange(pair.num_classes)
    theirs = np.zeros((pair.num_classes, pair.num_classes), dtype=int)
    if pair.scored_truth.size:
        theirs = count_with_scikit_learn(pair.scored_truth, pair.scored_prediction, labels=labels)
    np.testing.assert_array_equal(ours, theirs)


@FEW_PIXELS
@settings(max_examples=500, deadline=None, database=None)
@given(pair=pairs(), step=STEPS)
def test_scikit_learn_counts_the_same(pair, step):
    check_against_scikit_learn(pair, step)


@pytest.mark.slow
@settings(max_examples=8_000, deadline=None, database=None)
@given(pair=pairs(), step=STEPS)
def test_scikit_learn_counts_the_same_on_many_more(pair, step):
    check_against_scikit_learn(pair, step)


def counted_by_bincount(truth, prediction, num_classes):
    """The counts of maps without ignored pixels."""
    pair_of_each = truth.astype(np.int64).ravel() * num_classes + prediction.astype(np.int64).ravel()
    return np.bincount(pair_of_each, minlength=num_classes**2).reshape(num_classes, num_classes)


@pytest.mark.parametrize("run", [1, 2, 9, 40, 10**7])
@pytest.mark.parametrize("num_classes", [2, 16, 17, 150, 256])
def test_maps_larger_than_any_buffer_are_counted_to_the_last_pixel(num_classes, run):
    shape = (1451, 1453)  # 2,108,303 pixels: odd, more than 16 steps and than all that waits in either counter
    rng = np.random.default_rng(run)
    truth = random_classes(rng, shape, num_classes, run).astype(np.uint8)
    prediction = random_classes(rng, shape, num_classes, run).astype(np.uint8)
    expected = counted_by_bincount(truth, prediction, num_classes)
    np.testing.assert_array_equal(confusion_matrix(truth, prediction, num_classes, ignore_index=None), expected)


@pytest.mark.parametrize("layouts", [("C", "Fortran"), ("strided", "C"), ("negative", "transposed")])
@pytest.mark.parametrize("dtypes", [("u1", "u1"), (">i4", "u8")])
@pytest.mark.parametrize("num_classes", [16, 19])
def test_large_maps_may_lie_in_memory_as_they_like(num_classes, dtypes, layouts):
    rng = np.random.default_rng(0)
    truth = random_classes(rng, (3, 401, 437), num_classes, 20)
    prediction = random_classes(rng, (3, 401, 437), num_classes, 30)
    maps = [
        laid_out(values.astype(dtype), layout)
        for values, dtype, layout in zip((truth, prediction), dtypes, layouts, strict=True)
    ]
    expected = counted_by_bincount(truth, prediction, num_classes)
    np.testing.assert_array_equal(confusion_matrix(*maps, num_classes, ignore_index=None), expected)


@pytest.mark.parametrize("size", [*range(1, 18), STEP - 1, STEP, STEP + 1, 2 * STEP - 3, 2 * STEP, 3 * STEP + 5])
@pytest.mark.parametrize("num_classes", [3, 40])
def test_no_pixel_is_lost_if_the_size_is_not_a_multiple_of_anything(num_classes, size):
    rng = np.random.default_rng(size)
    truth = random_classes(rng, (1, size), num_classes, 5)
    prediction = random_classes(rng, (1, size), num_classes, 3)
    expected = counted_by_bincount(truth, prediction, num_classes)
    np.testing.assert_array_equal(confusion_matrix(truth, prediction, num_classes), expected)


@pytest.mark.parametrize("num_classes", [16, 19])
def test_calm_and_noisy_parts_of_one_map_add_up(num_classes):
    rng = np.random.default_rng(0)
    noise = random_classes(rng, (300, 1001), num_classes, 1)
    truth = np.concatenate([np.full_like(noise, 3), noise, np.full_like(noise, 5), noise])
    prediction = np.roll(truth, 1)
    expected = counted_by_bincount(truth, prediction, num_classes)
    np.testing.assert_array_equal(confusion_matrix(truth, prediction, num_classes), expected)


@pytest.mark.parametrize("num_classes", [16, 19])
def test_a_large_map_counts_its_ignored_pixels_in_no_cell(num_classes):
    rng = np.random.default_rng(0)
    truth = random_classes(rng, (1000, 1001), num_classes, 10)
    prediction = random_classes(rng, (1000, 1001), num_classes, 10)
    expected = counted_by_bincount(truth[300:], prediction[300:], num_classes)
    truth[:300] = 255
    prediction[:300] = 200
    np.testing.assert_array_equal(confusion_matrix(truth, prediction, num_classes), expected)


# What callers get wrong


SCORES_OF_ALL = [
    metrics.pixel_accuracy,
    metrics.mean_iou,
    metrics.mean_dice,
    metrics.mean_recall,
    metrics.frequency_weighted_iou,
    metrics.cohen_kappa,
    metrics.matthews_correlation,
]
SCORES_PER_CLASS = [
    metrics.iou_per_class,
    metrics.dice_per_class,
    metrics.precision_per_class,
    metrics.recall_per_class,
    metrics.specificity_per_class,
]


def test_where_everything_is_ignored_nothing_is_defined_and_nothing_warns():
    matrix = confusion_matrix(np.full((2, 2), 255), MAP, 2)
    assert matrix.tolist() == [[0, 0], [0, 0]]
    assert np.isnan([score(matrix) for score in SCORES_OF_ALL]).all()
    assert np.isnan([score(matrix) for score in SCORES_PER_CLASS]).all()
    assert np.isnan(metrics.f_beta_per_class(matrix, 2)).all()
    assert np.isnan(metrics.normalize(matrix)).all()


def with_value(value, dtype=int):
    """A map of 2 by 2 with this value in its second row, first column."""
    return np.array([[0, 1], [value, 0]], dtype=dtype)


RGB = np.resize(np.array([0, 128, 64, 0], dtype=np.uint8), (4, 5, 3))
RGBA = np.dstack([RGB, np.full((4, 5), 255, dtype=np.uint8)])
LARGE = np.zeros((4, 5), dtype=np.uint8)
COLOURS = ["mask in colours", "label_map_of"]
PLANES = np.resize([0, 1, 2, 3, 2, 1, 2], (4, 5)) == np.arange(4)[:, None, None]

BAD_PAIRS = {
    "widths differ": (MAP, np.zeros((2, 3), int), ["truth", "(2, 2)", "prediction", "(2, 3)", "nearest-neighbour"]),
    "one is turned": (LARGE, LARGE.T, ["truth", "(4, 5)", "prediction", "(5, 4)"]),
    "a map and a stack": (MAP, MAP[np.newaxis], ["truth", "(2, 2)", "prediction", "(1, 2, 2)"]),
    "a flat truth": (MAP.ravel(), MAP.ravel(), ["truth", "(4,)", "(height, width)", "Reshape"]),
    "a flat prediction": (MAP, MAP.ravel(), ["prediction", "(4,)", "(height, width)", "Reshape"]),
    "a single number": (np.array(1), np.array(1), ["truth", "()", "(height, width)"]),
    "four axes": (
        MAP[None, None],
        MAP[None, None],
        ["truth", "(1, 1, 2, 2)", "stack (n, height, width)", "take truth[0]"],
    ),
    "floats in truth": (MAP / 1, MAP, ["truth", "float64", "np.rint", "astype(int)"]),
    "probabilities": (MAP, np.float32(MAP), ["prediction", "float32", "argmax", ">= threshold"]),
    "NaN in truth": (with_value(np.nan, float), MAP, ["truth", "float64", "1 of them NaN"]),
    "NaN in prediction": (MAP, np.full((2, 2), np.nan), ["prediction", "4 of them NaN"]),
    "complex numbers": (MAP, MAP * 1j, ["prediction", "complex128", "whole numbers"]),
    "a list": (MAP.tolist(), MAP, ["truth", "list", "np.asarray(truth)"]),
    "a ragged list": ([[0, 1], [1]], MAP, ["truth", "list"]),
    "a list as prediction": (MAP, MAP.tolist(), ["prediction", "list", "np.asarray(prediction)"]),
    "None": (None, MAP, ["truth", "NoneType"]),
    "None as prediction": (MAP, None, ["prediction", "NoneType"]),
    "a number": (1, 1, ["truth", "int"]),
    "a file name": ("truth.png", MAP, ["truth", "str"]),
    "a PIL image": (Image.fromarray(LARGE), LARGE, ["truth", "Image", "np.asarray(truth)"]),
    "a PIL image as prediction": (LARGE, Image.fromarray(LARGE), ["prediction", "Image", "np.asarray(prediction)"]),
    "a masked truth": (np.ma.masked_equal(MAP, 0), MAP, ["truth", "masked array", "truth.astype(int).filled(255)"]),
    "a masked prediction": (MAP, np.ma.masked_equal(MAP, 0), ["prediction", "masked array", "truth[prediction.mask]"]),
    "one plane per class": (PLANES, PLANES[:, ::-1], ["truth and prediction", "(4, 4, 5)", "argmax(axis=0)"]),
    "planes as prediction": (MAP, np.stack([MAP] * 5), ["(2, 2)", "(5, 2, 2)", "prediction.argmax(axis=0)"]),
    "an axis of 1": (MAP, MAP[..., None], ["(2, 2, 1)", "prediction[..., 0]"]),
    "objects": (MAP.astype(object), MAP, ["truth", "object", "astype(int)"]),
    "names": (np.array([["cup", "cup"], ["cup", "table"]]), MAP, ["truth", "<U5", "Palette.index_of"]),
    "bytes": (MAP, np.array([[b"a", b"b"], [b"a", b"b"]]), ["prediction", "S1"]),
    "dates": (MAP.astype("M8[D]"), MAP, ["truth", "datetime64"]),
    "RGB truth": (RGB, LARGE, ["truth", "(4, 5, 3)", "3 channels", *COLOURS]),
    "RGB prediction": (LARGE, RGB, ["prediction", "(4, 5, 3)", "3 channels", *COLOURS]),
    "RGB both": (RGB, RGB, ["truth", "(4, 5, 3)", *COLOURS]),
    "RGBA truth": (RGBA, RGBA[:, :, 0], ["truth", "(4, 5, 4)", "4 channels", *COLOURS]),
    "RGB of one row": (RGB[:1], LARGE[:1], ["truth", "(1, 5, 3)", *COLOURS]),
    "RGB of another size": (RGB, MAP, ["truth", "(4, 5, 3)", *COLOURS]),
    "no pixel": (np.zeros((0, 0), int), np.zeros((0, 0), int), ["truth", "empty", "(0, 0)"]),
    "no row": (np.zeros((0, 3), int), np.zeros((0, 3), int), ["truth", "empty", "(0, 3)"]),
    "no map in the stack": (np.zeros((0, 2, 2), int), np.zeros((0, 2, 2), int), ["truth", "empty", "(0, 2, 2)"]),
    "empty prediction array": (MAP, np.zeros((2, 0), int), ["prediction", "empty", "(2, 0)"]),
}


@pytest.mark.parametrize(("truth", "prediction", "words"), BAD_PAIRS.values(), ids=BAD_PAIRS)
def test_what_is_not_a_pair_of_label_maps_is_refused_with_a_way_out(truth, prediction, words):
    with pytest.raises(LabelMapError) as refusal:
        confusion_matrix(truth, prediction, 2)
    assert not [word for word in words if word not in str(refusal.value)], refusal.value


BAD_INDICES = {
    "too large in truth": (
        with_value(2),
        MAP,
        ["truth", "1 scored pixel ", "first is 2 at row 1, column 0", "ignore_index"],
    ),
    "negative in truth": (with_value(-1), MAP, ["truth", "first is -1 at row 1, column 0", "ignore_index"]),
    "255 read as int8": (with_value(-1, "i1"), MAP, ["truth", "first is -1 at row 1, column 0"]),
    "254 in truth": (with_value(254, "u1"), MAP, ["truth", "first is 254 at row 1, column 0"]),
    "too large in prediction": (MAP, with_value(2), ["prediction", "1 scored pixel ", "first is 2 at row 1, column 0"]),
    "negative in prediction": (MAP, with_value(-5), ["prediction", "first is -5 at row 1, column 0"]),
    "ignored by the prediction": (MAP, with_value(255), ["prediction", "first is 255", "truth alone decides"]),
    "one byte too far": (MAP, with_value(256), ["prediction", "first is 256"]),
    "as large as can be": (with_value(2**64 - 1, "u8"), MAP, ["truth", f"first is {2**64 - 1}"]),
    "as small as can be": (with_value(-(2**63)), MAP, ["truth", f"first is {-(2**63)}"]),
    "in another byte order": (with_value(2, ">u2"), MAP, ["truth", "first is 2 at row 1, column 0"]),
    "several": (np.array([[0, 9], [8, 7]]), MAP, ["truth", "3 scored pixels", "first is 9 at row 0, column 1"]),
    "in both": (with_value(4), with_value(5), ["truth", "first is 4"]),
    "in a stack": (
        np.array([[[0, 1], [0, 1]], [[0, 1], [1, 6]]]),
        np.zeros((2, 2, 2), int),
        ["truth", "first is 6 at image 1, row 1, column 1"],
    ),
    "a mask of 0 and 255": (MAP, MAP * 255, ["prediction", "2 scored pixels", "first is 255 at row 0, column 1"]),
    "a mask of 0 and 255 among others": (MAP, MAP * 255, ["mask in black and white", "pass prediction == 255"]),
}


@pytest.mark.parametrize(("truth", "prediction", "words"), BAD_INDICES.values(), ids=BAD_INDICES)
def test_an_index_of_no_class_is_counted_and_shown_where_it_comes_first(truth, prediction, words):
    with pytest.raises(LabelMapError) as refusal:
        confusion_matrix(truth, prediction, 2)
    assert not [word for word in words if word not in str(refusal.value)], refusal.value


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_first_wrong_pixel_is_the_first_one_reads_in_any_layout(layout):
    truth = np.array([[0, 1, 0], [0, 1, 8], [9, 1, 0]])
    with pytest.raises(LabelMapError, match=r"2 scored pixels .* the first is 8 at row 1, column 2\."):
        confusion_matrix(laid_out(truth, layout), np.zeros((3, 3), int), 2)


@pytest.mark.parametrize("num_classes", [3, 19])
def test_a_wrong_pixel_far_into_a_large_map_is_found(num_classes):
    truth = np.zeros((1000, 1001), dtype=np.uint8)
    truth[:500] = 255
    prediction = np.full((1000, 1001), 99)
    prediction[500:] = 0
    prediction[998, 7] = 77
    with pytest.raises(
        LabelMapError, match=r"prediction holds 1 scored pixel .* the first is 77 at row 998, column 7\."
    ):
        confusion_matrix(truth, prediction, num_classes)


def test_ignored_pixels_are_left_out_of_the_count_of_wrong_ones():
    truth = np.array([[255, 255, 0, 1]])
    prediction = np.array([[9, -9, 9, 1]])
    with pytest.raises(LabelMapError, match=r"prediction holds 1 scored pixel .* the first is 9 at row 0, column 2\."):
        confusion_matrix(truth, prediction, 2)


def test_255_is_wrong_in_the_truth_once_nothing_is_ignored():
    with pytest.raises(LabelMapError, match=r"truth holds 1 scored pixel .* the first is 255 at row 1, column 0\."):
        confusion_matrix(with_value(255), MAP, 2, ignore_index=None)


BAD_NUM_CLASSES = {
    "one class": (1, ["num_classes is 1", "2 to 256", "background"]),
    "none": (0, ["num_classes is 0", "2 to 256"]),
    "fewer than none": (-3, ["num_classes is -3", "2 to 256"]),
    "more than a byte holds": (257, ["num_classes is 257", "2 to 256"]),
    "a fraction": (2.5, ["num_classes is 2.5", "whole number", "how many classes"]),
    "a float": (np.float64(2), ["num_classes", "float64"]),
    "a text": ("3", ["num_classes is '3'", "whole number"]),
    "a truth value": (True, ["num_classes is", "2 to 256"]),
    "nothing": (None, ["num_classes is None", "whole number"]),
    "the names": (["table", "cup"], ["num_classes is ['table', 'cup']", "how many classes"]),
}


@pytest.mark.parametrize(("num_classes", "words"), BAD_NUM_CLASSES.values(), ids=BAD_NUM_CLASSES)
def test_a_number_of_classes_is_a_whole_number_from_2_to_256(num_classes, words):
    with pytest.raises(LabelMapError) as refusal:
        confusion_matrix(MAP, MAP, num_classes)
    assert not [word for word in words if word not in str(refusal.value)], refusal.value


SQUARE = np.pad(np.full((4, 4), 255, dtype=np.uint8), 2)
SHIFTED = np.roll(SQUARE, 1, axis=0)


@pytest.mark.parametrize("prediction", [SHIFTED, SHIFTED.astype(int), SHIFTED > 0, (SHIFTED > 0).astype(int), SQUARE])
@pytest.mark.parametrize("options", [{}, {"ignore_index": 255}])
def test_a_mask_in_black_and_white_is_not_scored_as_if_its_object_were_ignored(prediction, options):
    with pytest.raises(LabelMapError, match=r"truth holds only 0 and 255.* mask in black and white.*truth == 255"):
        confusion_matrix(SQUARE, prediction, 2, **options)
    assert confusion_matrix(SQUARE == 255, SHIFTED == 255, 2).tolist() == [[44, 4], [4, 12]]


def test_more_classes_do_not_make_a_mask_in_black_and_white_right():
    with pytest.raises(LabelMapError, match="prediction == 255"):
        confusion_matrix(SQUARE, SHIFTED, 256)


def test_where_nothing_is_ignored_255_is_a_class_or_wrong():
    assert confusion_matrix(SQUARE, SHIFTED, 256, ignore_index=None)[255].tolist()[::255] == [4, 12]
    with pytest.raises(LabelMapError, match="mask in black and white, 255 is the object: pass truth == 255"):
        confusion_matrix(SQUARE, SHIFTED, 2, ignore_index=None)


@pytest.mark.parametrize(("claimed", "counts"), [(0, [48, 0]), (1, [0, 48])])
def test_a_picture_without_the_object_is_scored_where_it_is_not_ignored(claimed, counts):
    matrix = confusion_matrix(SQUARE, np.full((8, 8), claimed), 2)
    assert matrix.tolist() == [counts, [0, 0]]


@pytest.mark.parametrize("ignore_index", [255.0, "255", [255], np.nan, True, False])
def test_an_index_to_ignore_is_a_whole_number_or_none(ignore_index):
    with pytest.raises(LabelMapError, match=r"ignore_index is .* must be a whole number: .* None to score every pixel"):
        confusion_matrix(MAP, MAP, 2, ignore_index=ignore_index)


def test_the_index_to_ignore_is_passed_by_name():
    with pytest.raises(TypeError):
        confusion_matrix(MAP, MAP, 2, 255)


# Memory


def regions(num_classes):
    """A map of 2048 by 1024 pixels: squares of 64 by 64."""
    rows, columns = np.mgrid[:1024, :2048] // 64
    return (rows * 7 + columns * 3) % num_classes


@pytest.mark.parametrize("picture", ["regions", "noise"])
@pytest.mark.parametrize("ignored_rows", [0, 100])
@pytest.mark.parametrize("dtype", [np.uint8, np.int64])
@pytest.mark.parametrize("num_classes", [2, 16, 19, 150])
def test_counting_a_street_scene_takes_less_than_4_mb(num_classes, dtype, ignored_rows, picture):
    noise = np.random.default_rng(0).integers(0, num_classes, (1024, 2048))
    truth = (regions(num_classes) if picture == "regions" else noise).astype(dtype)
    truth[:ignored_rows] = 255
    prediction = np.roll(truth, (3, 5), axis=(0, 1))
    prediction[prediction == 255] = 0
    confusion_matrix(truth[:9], prediction[:9], num_classes)  # what the first call ever loads is not counting
    tracemalloc.start()
    try:
        confusion_matrix(truth, prediction, num_classes)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000
