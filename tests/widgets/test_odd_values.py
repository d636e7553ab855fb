"""Odd values: what every widget does with masked arrays, masks in black and white, ignored pictures and wrong types."""

from decimal import Decimal

import numpy as np
import pytest

from segmetrics_lab.labels import Palette
from segmetrics_lab.scenes import Scene
from segmetrics_lab.widgets import (
    MatrixExplorer,
    ParadoxExplorer,
    PredictFirst,
    PredictionPainter,
    PredictionShifter,
    SplitExplorer,
    SplitRun,
    ThresholdExplorer,
)

PALETTE = Palette(["table", "cup"])
IMAGE = np.zeros((4, 6), np.uint8)
TRUTH = np.zeros((4, 6), int)
TRUTH[1:3, 1:4] = 1
TRUTH[0, 0] = 255
SURE = np.where(TRUTH == 1, 0.8, 0.2)
MATRIX = np.array([[3, 1], [2, 4]])
BLACK_AND_WHITE = np.where(TRUTH == 1, 255, 0)
IGNORED = np.full_like(TRUTH, 255)


def masked(array):
    return np.ma.masked_array(array, mask=np.arange(array.size).reshape(array.shape) == 1)


def threshold_explorer(**given):
    return ThresholdExplorer(**{"image": IMAGE, "truth": TRUTH, "probability": SURE, **given})


def painter(**given):
    return PredictionPainter(**{"image": IMAGE, "truth": TRUTH, "palette": PALETTE, **given})


def paradox_explorer(**given):
    return ParadoxExplorer(**{"image": IMAGE, "truth": TRUTH, "predictions": {"bold": TRUTH == 1}, **given})


def shifter(**given):
    return PredictionShifter(**{"truth": TRUTH, "palette": PALETTE, **given})


def matrix_explorer(**given):
    return MatrixExplorer(**{"matrix": MATRIX, "names": ["table", "cup"], **given})


def scene(name, **given):
    return Scene(
        **{"name": name, "image": IMAGE, "truth": TRUTH, "palette": PALETTE, "source": "", "licence": "", "group": "d"}
        | given
    )


def split_run(**given):
    return SplitRun(**{"by": "drive", "training": [scene("a")], "test": [scene("b")], "matrix": MATRIX, **given})


def split_explorer(**given):
    return SplitExplorer(**{"runs": [split_run()], **given})


@pytest.mark.parametrize(
    ("make", "given"),
    [
        (threshold_explorer, {"truth": masked(TRUTH)}),
        (threshold_explorer, {"probability": masked(SURE)}),
        (threshold_explorer, {"image": masked(IMAGE)}),
        (painter, {"truth": masked(TRUTH)}),
        (painter, {"prediction": masked(TRUTH % 255)}),
        (painter, {"image": masked(IMAGE)}),
        (paradox_explorer, {"truth": masked(TRUTH)}),
        (paradox_explorer, {"predictions": {"bold": masked(TRUTH % 255)}}),
        (paradox_explorer, {"image": masked(IMAGE)}),
        (shifter, {"truth": masked(TRUTH)}),
        (matrix_explorer, {"matrix": masked(MATRIX)}),
        (split_run, {"matrix": masked(MATRIX)}),
    ],
)
def test_a_masked_array_is_refused_wherever_a_widget_takes_one(make, given):
    with pytest.raises(ValueError, match="masked array"):
        make(**given)


def test_a_masked_array_is_refused_where_it_is_set_later():
    with pytest.raises(ValueError, match="prediction is a masked array"):
        painter().prediction = masked(TRUTH % 255)
    with pytest.raises(ValueError, match="matrix is a masked array"):
        matrix_explorer().matrix = masked(MATRIX)
    widget = painter()
    with pytest.raises(ValueError, match="masked"):
        widget.prediction = masked(TRUTH % 255)
    assert widget.prediction.max() == 0


@pytest.mark.parametrize("make", [threshold_explorer, painter, paradox_explorer, shifter])
def test_a_truth_in_black_and_white_is_refused_since_its_object_would_be_ignored(make):
    with pytest.raises(ValueError, match=r"truth holds only 0 and 255.*pass truth == 255, which is class 1"):
        make(truth=BLACK_AND_WHITE)


@pytest.mark.parametrize("make", [painter, threshold_explorer])
def test_a_picture_whose_pixels_are_all_ignored_is_shown_without_a_score(make):
    words = repr(make(truth=IGNORED))
    assert "no pixel is scored" in words
    assert "undefined" in words
    assert "nan" not in words.lower()
    assert "0.00" not in words


def test_the_scores_of_nothing_counted_are_undefined_in_the_still_picture():
    html = matrix_explorer(matrix=np.zeros((2, 2), int))._repr_mimebundle_()[0]["text/html"]
    assert "pixel accuracy undefined, mean IoU undefined" in html
    assert "IoU of cup undefined" in repr(split_explorer(runs=[split_run(matrix=[[5, 0], [0, 0]])], class_name="cup"))


ALMOST = np.array([[10**6, 1], [0, 0]])
"""The accuracy is 0.999999..., and that is also the IoU of the first class."""


@pytest.mark.parametrize(
    "make",
    [
        lambda: matrix_explorer(matrix=ALMOST),
        lambda: split_explorer(runs=[split_run(matrix=ALMOST)], class_name="table"),
    ],
)
def test_a_score_next_to_1_is_not_shown_as_1(make):
    words = repr(make())
    assert "ixel accuracy over 0.9999" in words
    assert "1.00" not in words


def test_scores_next_to_1_and_0_stand_as_such_in_stills_of_predictions():
    image, truth = np.zeros((100, 100), np.uint8), np.zeros((100, 100), int)
    truth[50:, 50:] = 1
    prediction = truth.copy()
    prediction[0, 0] = 1
    assert "Pixel accuracy 0.9999, mean IoU 0.9997" in repr(
        PredictionPainter(image, truth, prediction, palette=PALETTE)
    )
    words = repr(ThresholdExplorer(image, truth, np.where(prediction == 1, 0.8, 0.2)))
    assert "precision 0.9996, recall 1.00, IoU 0.9996" in words


@pytest.mark.parametrize(("make", "name"), [(threshold_explorer, "threshold"), (paradox_explorer, "window")])
def test_a_share_may_be_any_kind_of_number_and_nothing_else(make, name):
    for value in (0.25, np.float32(0.25), np.float64(0.25)):
        widget = make()
        setattr(widget, name, value)
        assert getattr(widget, name) == 0.25
    for wrong in (True, np.True_, "0.5", None, np.nan, 1.0000001, -0.1, [0.5], np.array(0.5), Decimal("0.5"), 10**400):
        with pytest.raises(ValueError, match=f"{name} is .*, but it must be a number of 0 to 1: "):
            setattr(widget, name, wrong)
    assert getattr(widget, name) == 0.25


@pytest.mark.parametrize(
    ("make", "name", "values"),
    [
        (shifter, "grow", [None, 0.5, "1", 99]),
        (shifter, "angle", [None, 0.5, "1", 999]),
        (
            shifter,
            "offset",
            [None, 1, (1,), (1.0, 1), (True, 1), {1, 2}, "11", (7, 0), np.array(1), masked(np.ones(2))],
        ),
        (paradox_explorer, "model", ["b", 3, None, True, ["bold"]]),
        (split_explorer, "by", ["frame", 3, None, ["drive"]]),
        (split_explorer, "draw", [1, "0", 0.0, None]),
        (split_explorer, "frame", ["z", 3, None, True, ["a"]]),
        (split_explorer, "class_name", ["Cup", 3, None, ["cup"]]),
    ],
)
def test_a_wrong_value_is_named_and_the_widget_stays_as_it_was(make, name, values):
    widget = make()
    before = getattr(widget, name)
    for value in values:
        with pytest.raises(ValueError, match=rf"(?s){name}|no class is called|no model"):
            setattr(widget, name, value)
        assert getattr(widget, name) == before


def test_an_unknown_class_is_answered_with_the_nearest():
    with pytest.raises(
        ValueError, match=r"no class is called 'Cup'. The classes are: table, cup. Did you mean 'cup'\?"
    ):
        split_explorer(class_name="Cup")


@pytest.mark.parametrize(
    ("make", "given", "words"),
    [
        (matrix_explorer, {"names": 3}, "names is of type int, but it must be a list in the order"),
        (matrix_explorer, {"names": {"a", "b"}}, "names is of type set, but it must be a list"),
        (matrix_explorer, {"matrix": MATRIX, "names": ["a"]}, "there is 1 name: a"),
        (painter, {"scores": 3}, "scores is 3, but it must be a list of names of scores"),
        (painter, {"scores": "IoU"}, "there is no score 'IoU'"),
        (painter, {"goals": None}, "goals is None, but it must be a list of goals, such as"),
        (split_explorer, {"runs": None}, "runs is None, but it must be a list of SplitRuns"),
        (threshold_explorer, {"name": 3}, "name is 3, but it must be a text that is not blank: what the object"),
        (paradox_explorer, {"name": " "}, "name is ' ', but it must be a text"),
        (split_run, {"training": [scene("a"), scene("a")]}, "'a' more than once.*different names: dataclasses.replace"),
    ],
)
def test_an_argument_of_the_wrong_kind_is_refused_in_words(make, given, words):
    with pytest.raises(ValueError, match=words):
        make(**given)


def test_choices_that_are_not_a_list_are_refused():
    with pytest.raises(ValueError, match="choices is 3, but it must be a list of different texts"):
        PredictFirst("Which?", "a", choices=3)


def test_nothing_that_a_widget_hands_out_or_was_given_leads_into_it():
    image, truth, probability, matrix = IMAGE.copy(), TRUTH.copy(), SURE.copy(), MATRIX.copy()
    prediction, counts = TRUTH % 255, MATRIX.copy()
    widgets = {
        painter(image=image, truth=truth, prediction=prediction): ["image", "truth", "prediction", "start", "matrix"],
        threshold_explorer(image=image, truth=truth, probability=probability): ["image", "truth", "probability"],
        paradox_explorer(image=image, truth=truth, predictions={"bold": prediction}): ["image", "truth", "predictions"],
        shifter(truth=truth): ["truth", "prediction", "matrix"],
        matrix_explorer(matrix=matrix): ["matrix", "start"],
        split_explorer(runs=[split_run(matrix=counts)]): ["matrix"],
    }
    before = {(widget, name): getattr(widget, name).copy() for widget, names in widgets.items() for name in names}
    for given in (image, truth, probability, prediction, matrix, counts):
        given[...] = 1
    for (widget, name), array in before.items():
        assert np.array_equal(getattr(widget, name), array)
        with pytest.raises(ValueError, match="cannot set WRITEABLE flag"):
            getattr(widget, name).setflags(write=True)


def test_the_names_that_a_widget_hands_out_cannot_be_changed_in_place():
    made = [
        matrix_explorer().names,
        paradox_explorer().models,
        threshold_explorer().names,
        split_explorer().names,
        PredictFirst("Which?", "a", choices=["a", "b"]).choices,
    ]
    assert all(isinstance(names, tuple) for names in made)
