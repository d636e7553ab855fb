"""A window that takes in more and more background: what it counts, what is refused, and that page and Python agree."""

import numpy as np
import pytest

from segmetrics_lab.labels import LabelMapError
from segmetrics_lab.widgets import ParadoxExplorer
from segmetrics_lab.widgets.windows import closest_window, window_at

TRUTH = np.zeros((10, 20), dtype=int)
TRUTH[:4, :8] = 1
TRUTH[9, :] = 255
TIMID = np.zeros((10, 20), dtype=int)
TIMID[:4, :4] = 1
BOLD = np.zeros((10, 20), dtype=int)
BOLD[:4, :10] = 1
IMAGE = np.full((10, 20), 100, dtype=np.uint8)


def explorer(**given):
    arguments = {"image": IMAGE, "truth": TRUTH, "predictions": {"timid": TIMID, "bold": BOLD}, **given}
    return ParadoxExplorer(**arguments)


def object_at(rows, columns, shape=(20, 30)):
    truth = np.zeros(shape, dtype=int)
    truth[rows, columns] = 1
    return truth


def test_the_first_window_lies_close_and_shows_the_first_model():
    widget = explorer()
    assert (widget.window, widget.model) == (0.0, "timid")
    assert widget.matrix.tolist() == [[32, 0], [16, 16]]
    assert widget.baseline_matrix.tolist() == [[32, 0], [32, 0]]
    assert widget.object_share == 0.5


def test_the_whole_picture_has_more_background_and_the_same_object():
    widget = explorer()
    widget.window = 1
    assert widget.matrix.tolist() == [[148, 0], [16, 16]]
    assert widget.baseline_matrix.tolist() == [[148, 0], [32, 0]]
    assert widget.object_share == pytest.approx(32 / 180)


def test_another_model_is_counted_in_the_same_window():
    widget = explorer()
    widget.model = "bold"
    assert widget.matrix.tolist() == [[32, 0], [0, 32]]
    widget.window = 1
    assert widget.matrix.tolist() == [[140, 8], [0, 32]]
    assert widget.baseline_matrix.tolist() == [[148, 0], [32, 0]]


@pytest.mark.parametrize(
    ("truth", "expected"),
    [
        (object_at(slice(5, 15), slice(10, 25)), (5, 15, 10, 25)),
        (object_at(9, 10), (6, 14, 7, 15)),
        (object_at(0, 29), (0, 8, 22, 30)),
        (object_at(slice(4, 7), slice(0, 30)), (2, 10, 0, 30)),
        (object_at(1, 1, (3, 5)), (0, 3, 0, 5)),
        (object_at([2, 12], [3, 17]), (2, 13, 3, 18)),
    ],
)
def test_the_closest_window_is_the_box_of_the_object_and_not_too_small(truth, expected):
    assert closest_window(truth) == expected


@pytest.mark.parametrize(
    ("window", "expected"),
    [(0, (5, 15, 22, 30)), (0.1, (5, 16, 20, 30)), (0.5, (3, 18, 11, 30)), (0.99, (0, 20, 0, 30)), (1, (0, 20, 0, 30))],
)
def test_each_side_moves_at_an_even_pace(window, expected):
    assert window_at((5, 15, 22, 30), (20, 30), window) == expected


def test_pixels_that_are_not_scored_count_nowhere_and_may_hold_anything():
    prediction = np.where(TRUTH == 255, 7, TIMID)
    widget = explorer(predictions={"odd": prediction})
    widget.window = 1
    assert widget.matrix.tolist() == [[148, 0], [16, 16]]


def test_booleans_and_one_model_will_do():
    widget = explorer(truth=TRUTH == 1, predictions={"only": TIMID == 1})
    assert widget.matrix.tolist() == [[32, 0], [16, 16]]
    assert widget.models == ("only",)


def test_what_the_page_sends_arrives():
    widget, heard = explorer(), []
    widget.observe(lambda change: heard.append(change["new"]), "object_share")
    widget.set_state(
        {
            "window": 1.0,
            "model": "bold",
            "matrix": [[140, 8], [0, 32]],
            "baseline_matrix": [[148, 0], [32, 0]],
            "object_share": 32 / 180,
        }
    )
    assert (widget.window, widget.model) == (1.0, "bold")
    assert widget.matrix.tolist() == [[140, 8], [0, 32]]
    assert heard == [32 / 180]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"truth": np.zeros((10, 20), dtype=int)}, "no object to put the window around"),
        ({"truth": TRUTH * 2}, "outside the class indices"),
        ({"truth": TRUTH[None]}, "a label map is"),
        ({"truth": TRUTH / 1.0}, "holds floats"),
        ({"image": IMAGE[:5]}, "image has shape"),
        ({"image": IMAGE / 255}, "image holds"),
        ({"predictions": {}}, "predictions is empty"),
        ({"predictions": TIMID}, "predictions is of type ndarray"),
        ({"predictions": {"small": TIMID[:5]}}, "prediction of 'small' does not fit"),
        ({"predictions": {"timid": TIMID, "sure": TIMID * 0.9}}, "prediction of 'sure' does not fit.*floats"),
        ({"predictions": {"many": TIMID * 2}}, "prediction of 'many' does not fit"),
        ({"predictions": {" ": TIMID}}, "not a name for a model"),
        ({"predictions": {3: TIMID}}, "not a name for a model"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(given, words):
    with pytest.raises(ValueError, match=words):
        explorer(**given)


def test_a_prediction_that_does_not_fit_is_a_label_map_error():
    with pytest.raises(LabelMapError):
        explorer(predictions={"small": TIMID[:5]})


@pytest.mark.parametrize("window", [-0.01, 1.01, float("nan")])
def test_a_window_outside_the_picture_is_refused(window):
    widget = explorer()
    with pytest.raises(ValueError, match="0 is close around the object, 1 is the whole picture"):
        widget.window = window
    assert widget.window == 0


def test_an_unknown_model_is_refused_with_the_names_there_are():
    widget = explorer()
    with pytest.raises(ValueError, match=r"model is 'brave', but it must be one of: timid, bold"):
        widget.model = "brave"
    assert widget.model == "timid"


@pytest.mark.parametrize("trait", ["matrix", "baseline_matrix", "object_share", "predictions", "truth"])
def test_what_is_counted_or_given_cannot_be_set(trait):
    with pytest.raises(ValueError, match=f"{trait} cannot be set"):
        setattr(explorer(), trait, 0.5)


def test_arguments_are_not_changed_and_not_shared():
    truth, prediction = TRUTH.copy(), TIMID.copy()
    widget = explorer(truth=truth, predictions={"timid": prediction})
    prediction[:] = 1
    truth[:] = 1
    widget.window = 1
    assert widget.matrix.tolist() == [[148, 0], [16, 16]]


def test_its_words_say_how_rare_the_object_is_and_what_both_score():
    assert repr(explorer(name="crack")) == (
        "ParadoxExplorer: crack is 50 % of the scored pixels in rows 0 to 7, columns 0 to 7; "
        "timid: pixel accuracy 0.75, recall 0.50, IoU 0.50, precision 1.00; "
        "all background: pixel accuracy 0.50, recall 0.00, IoU 0.00, precision undefined"
    )


def test_the_still_picture_is_dark_outside_the_window():
    still = explorer().still()
    photograph = still.image[:, : still.image.shape[1] // 2 - 4]
    factor = photograph.shape[0] // 10
    assert np.all(photograph[: 8 * factor, : 8 * factor] == 100)
    assert np.all(photograph[8 * factor :] == 35)
    assert np.all(photograph[:, 8 * factor :] == 35)


def test_the_page_puts_the_window_where_python_does(javascript):
    rng = np.random.default_rng(4)
    cases = []
    for _ in range(500):
        shape = rng.integers(1, 600, 2).tolist()
        closest = [side for length in shape for side in sorted(rng.integers(0, length + 1, 2).tolist())]
        window = float(rng.choice([0.0, 0.5, 1.0, rng.random(), rng.integers(101) / 100]))
        cases.append({"closest": closest, "height": shape[0], "width": shape[1], "window": window})
    function = "cases => cases.map((one) => windowAt(one.closest, one, one.window))"
    expected = [list(window_at(one["closest"], (one["height"], one["width"]), one["window"])) for one in cases]
    assert javascript(["windows"], function, cases) == expected


def test_the_window_reaches_as_far_as_the_pointer_is(javascript):
    places = [[11, 10], [25, 10], [0, 0], [22, 17.5], [24, 2.5], [-5, 10], [11, 19]]
    function = "places => places.map((place) => windowReaching([5, 15, 22, 30], { height: 20, width: 30 }, place))"
    expected = [0.5, 0, 1, 0.5, 0.5, 1, 0.8]
    assert javascript(["windows"], function, places) == pytest.approx(expected)


COUNT = """({ truth, prediction, height, width, windows }) => {
    const counter = newCounter(truth, { height, width });
    const ofModel = counter.of(prediction);
    return windows.map((sides) => [ofModel(sides), counter.blank(sides)]);
}"""


def test_the_page_counts_windows_pixel_by_pixel(javascript):
    rng = np.random.default_rng(5)
    truth = rng.choice([0, 1, 255], (31, 43), p=[0.6, 0.3, 0.1])
    prediction = rng.integers(0, 2, (31, 43))
    rows, columns = (np.sort(rng.integers(0, length + 1, (300, 2))) for length in truth.shape)
    windows = np.hstack([rows, columns]).tolist()
    data = {"truth": truth.ravel().tolist(), "prediction": prediction.ravel().tolist(), "windows": windows}
    found = javascript(["windows"], COUNT, {**data, "height": 31, "width": 43})
    for (top, bottom, left, right), counted in zip(windows, found, strict=True):
        t, p = truth[top:bottom, left:right], prediction[top:bottom, left:right]
        pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
        expected = [int(np.sum((t == there) & (p == claimed))) for there, claimed in pairs]
        assert counted == [expected, [int(np.sum(t == 0)), 0, int(np.sum(t == 1)), 0]]
