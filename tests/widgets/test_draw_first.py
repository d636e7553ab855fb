"""What the next cell reads of a drawn curve, what is refused and kept, and that nothing gives the true one away."""

import json

import numpy as np
import pytest

from segmetrics_lab.widgets import DrawFirst
from segmetrics_lab.widgets.guesses import RECORD

ASKED = "How does IoU change with the radius?"
RADII = [3, 5, 10, 40]
IOU = [0.61, 0.76, 0.87, 0.97]
JUDGE = "data => data.map(({ guess, answer, chart }) => judgedCurve(guess, answer, chart))"


def rise(**given):
    axes = {"question": ASKED, "x_label": "radius in pixels", "y_label": "score"}
    return DrawFirst(**{"x": RADII, "curves": {"IoU": IOU}, **axes, **given})


def verdict(widget):
    return repr(widget).removeprefix(f"DrawFirst: {widget.question} ")


def test_without_anybody_to_draw_nothing_fails():
    widget = rise()
    assert (widget.guess, widget.sureness, widget.is_right) == (None, None, None)
    assert verdict(widget) == "(A curve over radius 3 to 40; within 0.05 on average is close. Run the cell to guess.)"


@pytest.mark.parametrize(
    ("guess", "is_right", "words"),
    [
        (IOU, True, "Your curve is spot on."),
        ([0.61, 0.76, 0.87, 0.974], True, "Your curve is spot on."),
        (
            [0.71, 0.82, 0.87, 1],
            True,
            "Your curve is 0.05 too high on average, close. The largest gap is 0.10, at radius 3.",
        ),
        (
            [0.21, 0.36, 0.47, 0.77],
            False,
            "Your curve is 0.35 too low on average, not close. The largest gap is 0.40, at radius 3.",
        ),
        (
            np.array([0.61, 0.86, 0.67, 0.97]),
            False,
            "Your curve is 0.07 off on average, not close. The largest gap is 0.20, at radius 10.",
        ),
        (
            [0.8, 0.76, 0.87, 0.96],
            True,
            "Your curve is 0.05 off on average, close. The largest gap is 0.19, at radius 3.",
        ),
        (
            [0, 0, 0, 0],
            False,
            "Your curve is 0.80 too low on average, not close. The largest gap is 0.97, at radius 40.",
        ),
    ],
)
def test_the_gap_between_both_curves_is_said_in_words(guess, is_right, words):
    widget = rise(because="Border.")
    widget.guess = guess
    assert verdict(widget) == f"{words} Border."
    assert widget.is_right is is_right
    assert {type(value) for value in widget.guess} == {float}


def test_a_lesson_says_how_near_is_close():
    widget = rise(close=0.02)
    assert "within 0.02 on average is close" in repr(widget)
    assert json.loads(json.dumps(widget.chart))["close"] == 0.02
    widget.guess = [0.64, 0.79, 0.9, 1]
    assert verdict(widget) == "Your curve is 0.03 too high on average, not close. The largest gap is 0.03, at radius 3."
    assert rise(close=0.02).guess == (0.64, 0.79, 0.9, 1)


def test_the_drawn_curve_counts_once_is_kept_and_can_be_taken_back():
    widget = rise()
    widget.set_state({"sureness": "certain", "guess": [0, 0.25, 0.5, 1]})
    assert widget.guess == (0, 0.25, 0.5, 1)
    with pytest.raises(ValueError, match="already locked in"):
        widget.guess = IOU
    again = rise()
    assert (again.guess, again.sureness) == ((0, 0.25, 0.5, 1), "certain")
    assert rise(curves={"IoU": IOU[::-1]}).guess is None
    assert RECORD == {}
    assert again.reset().guess is None


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"x": [3, 5, 5, 40]}, "each larger than the one before"),
        ({"x": [3, 5]}, r"x has shape \(2,\).*3 to 40 numbers"),
        ({"x": range(41)}, "3 to 40 numbers"),
        ({"x": ["a", "b", "c"]}, "dtype <U1"),
        ({"x": [1, 2, np.nan, 4]}, "each larger"),
        ({"curves": IOU}, "a dict of 1 to 4 names"),
        ({"curves": {}}, "a dict of 1 to 4 names"),
        ({"curves": dict.fromkeys("abcde", IOU)}, "a dict of 1 to 4 names"),
        ({"curves": {"IoU": IOU[1:]}}, r"curve 'IoU' has shape \(3,\).*4 numbers of 0 to 1"),
        ({"curves": {"IoU": [0.1, 0.2, 0.3, 1.1]}}, "numbers of 0 to 1"),
        ({"curves": {"IoU": [0.1, 0.2, 0.3, np.nan]}}, "numbers of 0 to 1"),
        ({"curves": {"a": ["0"] * 4, "IoU": IOU}}, "curve 'a' has shape"),
        ({"curves": {"IoU": np.ma.masked_array(IOU, mask=[0, 0, 0, 1])}}, "masked array"),
        ({"question": " "}, "question is ' '"),
        ({"x_label": None}, "x_label is None"),
        ({"y_label": ""}, "y_label is ''"),
        ({"because": None}, "because is None"),
        ({"close": -0.1}, r"close is -0.1.*0 to 1"),
        ({"close": "near"}, r"close is 'near'.*0 to 1"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(given, words):
    with pytest.raises(ValueError, match=words):
        rise(**given)


@pytest.mark.parametrize("guess", [0.5, "0.5", [0.5] * 3, [0.5, 0.5, 0.5, 2], [0.5, None, 0.5, 0.5], [True] * 4])
def test_what_is_no_curve_is_refused_as_a_guess(guess):
    with pytest.raises(ValueError, match=r"guess has shape.*4 numbers of 0 to 1"):
        rise().guess = guess


def test_nothing_gives_the_curve_away_before_the_guess():
    bundle, _ = rise(because="It rises.")._repr_mimebundle_()
    for text in (bundle["text/plain"], bundle["text/html"]):
        assert not any(str(value) in text for value in IOU)
        assert "rises" not in text
        assert "to guess" in text


def test_the_page_gets_the_curves_with_the_names_of_their_styles():
    curves = {"training accuracy": [0, 0, 0, 1], "noon": [1, 1, 1, 1], "test": IOU}
    text = rise(curves=curves).to_html().split('<script type="application/json">')[1].split("</script>")[0]
    state = json.loads(text)
    assert state["chart"]["drawn"] == {"name": "test", "style": "validation"}
    assert [line["style"] for line in state["chart"]["given"]] == ["training", ""]
    assert state["chart"]["given"][0]["values"] == [0, 0, 0, 1]
    assert (state["answer"], state["guess"], state["chart"]["at"]) == (IOU, None, "radius")


def test_the_page_judges_every_curve_as_python_does(javascript):
    rng = np.random.default_rng(6)
    cases = []
    for number in range(600):
        length = int(rng.integers(3, 12))
        answer = rng.random(length).round(int(rng.integers(2, 9)))
        off = rng.normal(rng.choice([0, 0.05, -0.05]), rng.choice([0.001, 0.02, 0.1]), length)
        guess = np.clip(answer + off, 0, 1).round(2)
        widget = rise(x=range(length), curves={"IoU": answer}, question=f"Question {number}?")
        widget.guess = guess
        cases.append((widget, {"guess": guess.tolist(), "answer": answer.tolist(), "chart": widget.chart}))
    found = javascript(["guesses"], JUDGE, [data for _, data in cases])
    assert found == [
        {"right": widget.is_right, "words": verdict(widget), "slip": widget._question.slip(widget.guess)}
        for widget, _ in cases
    ]
    assert {judged["slip"] for judged in found} == {"", "off", "too high", "too low"}
    assert 200 < sum(judged["right"] for judged in found) < 550
