"""What the next cell reads and sets, what is refused, and what is seen where no page runs."""

import json
import zlib
from base64 import b64decode

import ipywidgets
import numpy as np
import pytest

from segmetrics_lab.labels import LabelMapError, Palette
from segmetrics_lab.widgets import Goal, MatrixExplorer, PredictionPainter, ThresholdExplorer

PALETTE = Palette(["table", "cup"])
IMAGE = np.zeros((2, 3), dtype=np.uint8)
TRUTH = np.array([[0, 1, 1], [0, 0, 255]])
PROBABILITY = np.array([[0.2, 0.4, 0.9], [0.5, 0.1, 0.9]])
MATRIX = np.array([[3, 1], [2, 4]])
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def explorer(**given):
    return ThresholdExplorer(**{"image": IMAGE, "truth": TRUTH, "probability": PROBABILITY, **given})


TWO = np.array([[0, 1]])


def painter(**given):
    return PredictionPainter(**{"image": IMAGE, "truth": TRUTH, "palette": PALETTE, **given})


def test_a_painter_that_shows_no_scores_does_not_name_any():
    assert "mean IoU" in painter().still().alt
    assert not {"accuracy", "IoU"} & set(painter(scores=[]).still().alt.split())


def test_a_pixel_is_positive_from_the_threshold_on():
    widget = explorer(threshold=0.4)
    assert widget.matrix.tolist() == [[2, 1], [0, 2]]
    widget.threshold = 0.41
    assert widget.matrix.tolist() == [[2, 1], [1, 1]]


@pytest.mark.parametrize(("dtype", "sent"), [(np.float32, "float32"), (np.float64, "float64"), (np.float16, "float32")])
def test_probabilities_cross_without_loss(dtype, sent):
    widget = explorer(probability=PROBABILITY.astype(dtype))
    assert widget.get_state()["probability"]["dtype"] == sent
    np.testing.assert_array_equal(widget.probability, PROBABILITY.astype(dtype))


def test_an_unscored_pixel_may_have_no_probability():
    probability = PROBABILITY.copy()
    probability[1, 2] = np.nan
    assert explorer(probability=probability).matrix.sum() == 5


def test_what_is_painted_is_counted():
    widget = painter()
    assert widget.prediction.tolist() == [[0, 0, 0], [0, 0, 0]]
    assert widget.matrix.tolist() == [[3, 0], [2, 0]]
    widget.prediction = np.array([[1, 1, 1], [0, 0, 0]])
    assert widget.matrix.tolist() == [[2, 1], [0, 2]]


def test_an_unscored_pixel_of_the_prediction_may_hold_anything():
    widget = painter(prediction=np.array([[0, 1, 1], [0, 0, 255]]))
    assert widget.matrix.tolist() == [[3, 0], [0, 2]]
    assert "cup 33 %" in repr(widget)


def test_goals_are_judged_in_python_as_well():
    widget = painter(goals=[("IoU of cup", ">=", 0.9), Goal("pixel accuracy", "<", 0.95)])
    assert widget.goals_met == (False, True)
    widget.prediction = np.where(TRUTH == 255, 0, TRUTH)
    assert widget.goals_met == (True, False)


def test_an_undefined_score_meets_no_goal():
    assert not Goal("precision of cup", "<", 0.5).is_met(np.array([[3, 0], [2, 0]]), PALETTE.names)


def test_a_matrix_can_be_set():
    widget = MatrixExplorer(MATRIX, ["table", "cup"])
    widget.matrix = [[1, 0], [0, 1]]
    assert widget.matrix.tolist() == [[1, 0], [0, 1]]
    assert widget.matrix.dtype == np.int64


def test_what_the_page_sends_arrives_as_arrays():
    widget = painter()
    heard = []
    widget.observe(lambda change: heard.append(change["new"].tolist()), "matrix")
    data = memoryview(bytes([1, 1, 1, 0, 0, 0]))
    widget.set_state({"prediction": {"shape": [2, 3], "dtype": "uint8", "data": data}, "matrix": [[2, 1], [0, 2]]})
    assert widget.prediction.tolist() == [[1, 1, 1], [0, 0, 0]]
    assert widget.matrix.tolist() == [[2, 1], [0, 2]]
    assert heard == [[[2, 1], [0, 2]]]


def test_an_observer_hears_of_changes_only():
    widget, heard = painter(), []
    widget.observe(heard.append, "prediction")
    widget.prediction = np.zeros((2, 3), dtype=int)
    assert heard == []
    widget.prediction = np.ones((2, 3), dtype=int)
    assert len(heard) == 1


def test_widgets_can_be_linked():
    slider, moved = ipywidgets.FloatSlider(value=0.3, max=1), explorer()
    ipywidgets.link((slider, "value"), (moved, "threshold"))
    slider.value = 0.9
    assert moved.threshold == 0.9
    first, second = painter(), MatrixExplorer(MATRIX, ["table", "cup"])
    ipywidgets.dlink((first, "matrix"), (second, "matrix"))
    assert second.matrix.tolist() == first.matrix.tolist()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: explorer(truth=TRUTH[:1]), "truth has shape"),
        (lambda: explorer(truth=TRUTH + 1), "outside the class indices"),
        (lambda: explorer(image=IMAGE[:, :2]), "image has shape"),
        (lambda: explorer(probability=PROBABILITY > 0.5), "needs the floats"),
        (lambda: explorer(threshold=2), "number of 0 to 1"),
        (lambda: explorer(truth=TRUTH[None], probability=PROBABILITY[None]), "one picture"),
        (lambda: painter(palette=["table", "cup"]), "palette is"),
        (lambda: painter(palette=None), "palette is"),
        (lambda: painter(prediction=TRUTH[:1]), "prediction"),
        (lambda: painter(prediction=TRUTH + 1), "prediction holds"),
        (lambda: painter(image=IMAGE.astype(float)), "image holds"),
        (lambda: painter(goals=[("IoU of mug", ">", 0.5)]), "the classes are table, cup"),
        (lambda: painter(goals=["IoU of cup"]), "is not a goal"),
        (lambda: painter(goals=[("mean IoU", "=", 0.5)]), "compares with"),
        (lambda: painter(goals=[("mean IoU", ">", 90)]), "0 to 1"),
        (lambda: painter(scores=["accuracy"]), "there is no score 'accuracy'"),
        (lambda: MatrixExplorer(MATRIX, ["table"]), "one name per class"),
        (lambda: MatrixExplorer(MATRIX, ["table", "cup"], truth=TRUTH), "no prediction, but .* two maps"),
        (lambda: MatrixExplorer(MATRIX, ["table", "cup"], prediction=TRUTH), "no truth, but .* two maps"),
        (
            lambda: MatrixExplorer(np.array([[3, 1], [0, 4]]), ["table", "cup"], truth=TWO, prediction=TWO),
            "table taken for table is 3 in the matrix, and 1 in the maps",
        ),
        (lambda: MatrixExplorer(MATRIX, ["cup", "cup"]), "names holds cup more than once"),
        (lambda: MatrixExplorer(MATRIX / 10, ["table", "cup"]), "before normalize"),
        (lambda: MatrixExplorer(np.full((2, 2), 2**52), ["table", "cup"]), "2\\*\\*53"),
        (lambda: MatrixExplorer(np.eye(17, dtype=int), [str(k) for k in range(17)]), "at most 16"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_too_many_classes_are_refused():
    names = [str(number) for number in range(17)]
    palette = Palette(names, [(number, 0, 0) for number in range(17)])
    with pytest.raises(LabelMapError, match="at most 16 apart"):
        painter(palette=palette)


def test_a_large_image_is_refused_with_the_step_that_shrinks_it():
    truth = np.zeros((3000, 2000), dtype=np.uint8)
    with pytest.raises(ValueError, match=r"6\.0 million.*image\[::2, ::2\]"):
        painter(image=truth, truth=truth)
    painter(image=truth[::2, ::2], truth=truth[::2, ::2])


@pytest.mark.parametrize("trait", ["matrix", "truth", "image"])
def test_what_follows_from_other_values_cannot_be_set(trait):
    with pytest.raises(ValueError, match=f"{trait} cannot be set"):
        setattr(painter(), trait, np.zeros((2, 2), dtype=int))


def test_an_array_of_a_widget_cannot_be_written_to_unseen():
    with pytest.raises(ValueError, match="read-only"):
        painter().prediction[0, 0] = 1


def test_arguments_are_not_changed_and_not_shared():
    prediction = np.zeros((2, 3), dtype=np.uint8)
    widget = painter(prediction=prediction)
    prediction[0, 0] = 1
    assert widget.prediction[0, 0] == 0


@pytest.mark.parametrize("make", [explorer, painter, lambda: MatrixExplorer(MATRIX, ["table", "cup"])])
def test_a_widget_shows_something_where_it_does_not_run(make):
    first, second = make(), make()
    bundle, _ = first._repr_mimebundle_(include=None, exclude=None)
    assert bundle[WIDGET_VIEW]["model_id"] == first.model_id
    assert bundle["text/html"] == second._repr_mimebundle_()[0]["text/html"]
    assert "<img alt=" in bundle["text/html"] or "<caption>" in bundle["text/html"]
    assert bundle["text/plain"] == repr(second)
    assert len(bundle["text/plain"].split()) > 8


def test_a_page_holds_all_it_needs_and_no_name_can_end_its_script():
    html = painter(palette=Palette(["table", "</script><b>"])).to_html()
    assert 'src="http' not in html
    assert "\nimport " not in html
    state = html.split('<script type="application/json">')[1].split("</script>")[0]
    assert json.loads(state)["classes"]["names"][1] == "</script><b>"


def test_a_state_holds_the_name_of_its_page_and_deflates_its_bytes():
    sent = painter().to_state()
    assert sent["widget"] == "prediction_painter"
    truth = sent["state"]["truth"]
    inflated = zlib.decompress(b64decode(truth["data"]["deflated"]))
    assert np.frombuffer(inflated, dtype=truth["dtype"]).reshape(truth["shape"]).tolist() == TRUTH.tolist()
    assert json.loads(json.dumps(sent, allow_nan=False)) == sent


def test_a_piece_of_html_holds_the_state():
    widget = painter()
    text = widget.to_html().split('<script type="application/json">')[1].split("</script>")[0]
    assert json.loads(text) == widget.to_state()["state"]
