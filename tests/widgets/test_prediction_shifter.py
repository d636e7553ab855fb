"""Moving the truth as its own prediction: what follows, what is refused, and that the page moves the same pixels."""

import numpy as np
import pytest
from ipywidgets import IntSlider, link
from scipy.ndimage import distance_transform_edt

from segmetrics_lab.labels import LabelMapError, Palette
from segmetrics_lab.metrics import confusion_matrix
from segmetrics_lab.widgets import MatrixExplorer, PredictionShifter
from segmetrics_lab.widgets.shifting import COSINES

PALETTE = Palette(["table", "cup", "spoon", "fork"])


def drawn(*rows):
    """A label map from a drawing: a dot is background, a digit a class, x an ignored pixel."""
    return np.array([[{".": 0, "x": 255}.get(sign) or int(sign.replace(".", "0")) for sign in row] for row in rows])


SQUARE = drawn(
    "........",
    "........",
    "..1111..",
    "..1111..",
    "..1111..",
    "..1111..",
    "........",
    "........",
)


def shifter(truth=SQUARE, **given):
    return PredictionShifter(truth, **{"palette": PALETTE, **given})


def moved(truth, *, offset=(0, 0), grow=0, angle=0):
    """The prediction after a movement."""
    widget = shifter(truth)
    widget.offset, widget.grow, widget.angle = offset, grow, angle
    return widget.prediction


def blobs(rng, shape=(40, 52)):
    """Three objects that touch or lie apart, edges of the picture included, and ignored pixels."""
    truth = np.zeros(shape, dtype=int)
    rows, columns = np.indices(shape)
    for class_index in (1, 2, 3):
        row, column, radius = rng.integers(shape[0]), rng.integers(shape[1]), rng.integers(3, 10)
        truth[(rows - row) ** 2 + 2 * (columns - column) ** 2 <= radius**2] = class_index
    truth[rng.random(shape) < 0.03] = 255
    return truth


def test_the_prediction_starts_as_the_truth():
    truth = drawn("11..", ".x22")
    widget = shifter(truth)
    assert widget.prediction.tolist() == [[1, 1, 0, 0], [0, 0, 2, 2]]
    assert widget.matrix.tolist() == [[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 2, 0], [0, 0, 0, 0]]
    assert (widget.offset, widget.grow, widget.angle) == ((0, 0), 0, 0)


def test_objects_slide_together_and_only_background_comes_in():
    truth = drawn("11....22", "1.....22")
    assert moved(truth, offset=(1, 0)).tolist() == drawn(".11....2", ".1.....2").tolist()
    assert moved(truth, offset=(-1, -1)).tolist() == drawn(".....22.", "........").tolist()


def test_an_object_grows_to_every_pixel_that_is_near_enough():
    expected = drawn(
        "........",
        "..1111..",
        ".111111.",
        ".111111.",
        ".111111.",
        ".111111.",
        "..1111..",
        "........",
    )
    assert moved(SQUARE, grow=1).tolist() == expected.tolist()
    expected = drawn(
        "..1111..",
        ".111111.",
        "11111111",
        "11111111",
        "11111111",
        "11111111",
        ".111111.",
        "..1111..",
    )
    assert moved(SQUARE, grow=2).tolist() == expected.tolist()


def test_an_object_keeps_what_is_deep_enough_and_shrinks_from_the_edge_of_the_picture_too():
    truth = drawn("1111....", "1111....", "1111....", "1111....", "........", "........", "........", "........")
    expected = np.zeros((8, 8), dtype=int)
    expected[1:3, 1:3] = 1
    assert moved(truth, grow=-1).tolist() == expected.tolist()
    assert not moved(truth, grow=-2).any()


def test_objects_do_not_grow_into_each_other_and_the_lower_index_wins_in_the_middle():
    truth = np.zeros((8, 9), dtype=int)
    truth[2:6, 0:3] = 2
    truth[2:6, 6:9] = 1
    assert moved(truth, grow=2)[4].tolist() == [2, 2, 2, 2, 1, 1, 1, 1, 1]
    truth[2:6, 3] = 2
    assert moved(truth, grow=2)[4].tolist() == [2, 2, 2, 2, 2, 1, 1, 1, 1]


def test_an_object_next_to_another_or_to_ignored_pixels_shrinks_from_there():
    truth = drawn("........", "........", ".111222.", ".111222.", ".111xxx.", "........", "........", "........")
    assert np.argwhere(moved(truth, grow=-1)).tolist() == [[3, 2]]


def test_a_turn_is_clockwise_about_the_own_center_of_each_object():
    truth = drawn(
        ".........",
        "...1.....",
        "...1.....",
        "...1.....",
        "..111.222",
        ".........",
    )
    quarter = drawn(
        ".........",
        ".........",
        "..1......",
        "..1111.2.",
        "..1....2.",
        ".......2.",
    )
    assert moved(truth, angle=90).tolist() == quarter.tolist()
    bar = drawn(".......", ".......", ".......", ".11111.", ".......", ".......", ".......")
    assert moved(bar, angle=90).tolist() == bar.T.tolist()
    diagonal = drawn(".......", ".......", "..1....", "...1...", "....1..", ".......", ".......")
    assert moved(bar, angle=45).tolist() == diagonal.tolist()


def test_quarter_turns_of_shapes_with_a_center_are_those_of_numpy():
    rng = np.random.default_rng(1)
    for _ in range(20):
        mask = rng.random((9, 9)) < 0.4
        truth = (mask | mask[::-1, ::-1]).astype(int)
        for angle, turns in ((90, -1), (-90, 1), (180, 2), (-180, 2)):
            assert moved(truth, angle=angle).tolist() == np.rot90(truth, turns).tolist()


def test_growth_is_that_of_exact_distances():
    rng = np.random.default_rng(2)
    for _ in range(60):
        truth, grow = blobs(rng), int(rng.integers(-10, 11))
        right, down = (int(part) for part in rng.integers(-15, 16, 2))
        plane = np.pad(truth, 40)
        outside = np.stack([distance_transform_edt(plane != k) ** 2 for k in (1, 2, 3)]).round()
        inside = np.stack([distance_transform_edt(plane == k) ** 2 for k in (1, 2, 3)]).round().max(axis=0)
        if grow >= 0:
            expected = np.where(outside.min(axis=0) <= grow**2, outside.argmin(axis=0) + 1, 0)
        else:
            expected = np.where(inside > grow**2, plane, 0)
            expected[plane == 255] = 0
        slid = expected[40 - down : 80 - down, 40 - right : 92 - right]
        np.testing.assert_array_equal(moved(truth, offset=(right, down), grow=grow), slid)


MOVE = """({ truth, width, K, movable, cosines, movements }) => {
    const sent = movable.map((one) => ({
        ...one, depth: { ...one.depth, data: new DataView(Int16Array.from(one.depth.data).buffer) },
    }));
    const shifting = new Shifting({ truth: Uint8Array.from(truth), width, K, background: 0, movable: sent, cosines });
    return movements.map(({ offset, grow, angle }) => {
        shifting.moveTo(offset, grow, angle);
        return { prediction: Array.from(shifting.prediction), counts: Array.from(shifting.counts) };
    });
}"""


def test_the_page_moves_every_pixel_as_python_does(javascript):
    rng = np.random.default_rng(3)
    different = set()
    for _ in range(5):
        truth = blobs(rng)
        widget = shifter(truth)
        most = widget.most_grow
        assert most == 10
        movements = [
            {
                "offset": [int(rng.integers(-52, 53)) // 2, int(rng.integers(-40, 41)) // 2],
                "grow": int(rng.integers(-most, most + 1)) // int(rng.integers(1, 4)),
                "angle": int(rng.choice([rng.integers(-180, 181), 90, -45, 180, 0])),
            }
            for _ in range(60)
        ]
        movable = [
            {**one, "depth": {**one["depth"], "data": list(one["depth"]["data"].cast("h"))}} for one in widget.movable
        ]
        data = {"truth": truth.ravel().tolist(), "width": 52, "K": 4, "movable": movable, "cosines": list(COSINES)}
        found = javascript(["shifting"], MOVE, {**data, "movements": movements})
        for movement, page in zip(movements, found, strict=True):
            widget.offset, widget.grow, widget.angle = movement["offset"], movement["grow"], movement["angle"]
            np.testing.assert_array_equal(np.array(page["prediction"]).reshape(truth.shape), widget.prediction)
            assert page["counts"] == confusion_matrix(truth, widget.prediction, 4).ravel().tolist()
            different.add(widget.prediction.tobytes())
    assert len(different) > 200


def test_sines_and_cosines_of_right_angles_are_exact():
    assert [COSINES[degrees] for degrees in (0, 60, 90, 180, 270, 300)] == [1, 0.5, 0, -1, 0, 0.5]


def test_goals_are_judged_in_python_as_well():
    widget = shifter(goals=[("IoU of cup", "<", 0.5), ("pixel accuracy", ">", 0.9)])
    assert widget.goals_met == (False, True)
    widget.offset = (2, 0)
    assert widget.matrix[1, 1] == 8
    assert widget.goals_met == (True, False)


def test_what_the_page_sends_moves_the_prediction():
    widget = shifter()
    widget.set_state({"offset": [0, 3], "grow": -1, "angle": 10, "matrix": [[0] * 4] * 4})
    assert (widget.offset, widget.grow, widget.angle) == ((0, 3), -1, 10)
    assert widget.matrix.tolist() == confusion_matrix(SQUARE, widget.prediction, 4).tolist()
    assert widget.prediction[6:8, 3:5].all()


def test_a_movement_can_be_linked_and_observed():
    widget, slider, heard = shifter(), IntSlider(min=-2, max=2), []
    link((slider, "value"), (widget, "grow"))
    widget.observe(lambda change: heard.append(int(np.count_nonzero(change["new"]))), "prediction")
    slider.value = 1
    widget.offset = np.array([1, 0])
    widget.offset = [1, 0]
    assert heard == [32, 32]
    assert widget.offset == (1, 0)
    follower = MatrixExplorer(widget.matrix, PALETTE.names)
    link((widget, "matrix"), (follower, "matrix")).unlink()
    assert follower.matrix.tolist() == widget.matrix.tolist()


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("offset", 3, r"two whole numbers of pixels, \(right, down\)"),
        ("offset", (1.5, 0), "right -8 to 8"),
        ("offset", (0, 9), "down -8 to 8"),
        ("offset", (1, 2, 3), "negative to the left and upwards"),
        ("grow", 3, "from -2 to 2: pixels"),
        ("grow", "large", "grow is 'large'"),
        ("angle", 181, "from -180 to 180: degrees"),
        ("angle", 0.5, "whole number"),
        ("prediction", SQUARE, "prediction cannot be set"),
        ("matrix", np.eye(4, dtype=int), "offset, grow and angle"),
        ("truth", SQUARE, "truth cannot be set"),
    ],
)
def test_a_movement_out_of_range_is_refused_and_nothing_moves(trait, value, words):
    widget = shifter()
    with pytest.raises(ValueError, match=words):
        setattr(widget, trait, value)
    assert widget.prediction.tolist() == SQUARE.tolist()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"palette": None}, "palette is None"),
        ({"palette": Palette(["road", "sky"], background=None)}, "the palette has no background"),
        ({"truth": np.zeros((4, 4), dtype=int)}, "no pixel of an object, only table"),
        ({"truth": np.full((4, 4), 255)}, "nothing to move"),
        ({"truth": SQUARE + 4}, "outside the class indices"),
        ({"truth": SQUARE[None]}, "truth has shape"),
        ({"truth": SQUARE / 2}, "truth"),
        ({"truth": np.ones((2000, 1001), dtype=np.uint8)}, r"2\.0 million"),
        ({"goals": [("IoU of mug", ">", 0.5)]}, "the classes are table, cup, spoon, fork"),
        ({"scores": ["accuracy"]}, "there is no score 'accuracy'"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(given, words):
    with pytest.raises(ValueError, match=words):
        shifter(**given)


def test_too_many_classes_are_refused():
    palette = Palette([str(number) for number in range(17)], [(number, 0, 0) for number in range(17)])
    with pytest.raises(LabelMapError, match="at most 16 apart"):
        shifter(palette=palette)


def test_a_truth_of_booleans_is_a_truth():
    assert shifter(SQUARE == 1).matrix[1, 1] == 16


def test_arguments_are_not_changed_and_not_shared():
    truth = SQUARE.copy()
    widget = shifter(truth)
    widget.offset = (1, 1)
    assert truth.tolist() == SQUARE.tolist()
    truth[:] = 0
    assert widget.truth.tolist() == SQUARE.tolist()
    with pytest.raises(ValueError, match="read-only"):
        widget.prediction[0, 0] = 1


def test_the_growth_that_is_possible_follows_from_the_picture():
    assert shifter().most_grow == 2
    assert shifter(np.ones((3, 100), dtype=int)).most_grow == 1
    assert shifter(np.ones((200, 100), dtype=int)).most_grow == 20


def test_the_still_picture_says_how_the_prediction_is_moved_and_what_it_costs():
    widget = shifter()
    widget.offset, widget.angle = (1, -1), -90
    words = repr(widget)
    assert words == (
        "PredictionShifter: The truth (cup 25 %, table 75 %) as its own prediction, slid 1 right and 1 up "
        "(1.4 pixels), rotated by 90 degrees counterclockwise: 7 pixels missed (11 % of scored), 7 extra, 0 swapped. "
        "Pixel accuracy 0.78, IoU of cup 0.39"
    )
    bundle, _ = widget._repr_mimebundle_(include=None, exclude=None)
    assert words.partition(": ")[2] in bundle["text/html"]
    assert len(bundle["text/html"]) < 100_000
