"""What the next cell reads of a guess, what is refused, what is kept, and that nothing gives the answer away."""

import json
from html import unescape

import numpy as np
import pytest

from segmetrics_lab.widgets import PredictFirst
from segmetrics_lab.widgets.guesses import RECORD
from segmetrics_lab.widgets.scales import Scale

SHARE = "Which share is cup?"
WAY = "Rise or fall?"
JUDGE = "data => data.map(({ guess, answer, scale }) => judgedNumber(guess, answer, scale))"
NUMBERS = "({ scale, places }) => places.map((place) => numberAt(place, scale))"


def share(answer=0.0925, **given):
    return PredictFirst(SHARE, answer, **given)


def way(**given):
    return PredictFirst(WAY, "fall", **{"choices": ["rise", "fall", "stay"], **given})


def words_of(widget):
    """All that is read of a widget which does not run."""
    bundle, _ = widget._repr_mimebundle_()
    return bundle["text/plain"] + bundle["text/html"]


def test_without_anybody_to_guess_nothing_fails():
    widget = share()
    assert (widget.guess, widget.sureness, widget.is_right) == (None, None, None)


@pytest.mark.parametrize(
    ("guess", "is_right", "words"),
    [
        (0.3, False, "You said 0.30. It is 0.09: 0.21 too high, not close."),
        (0.19, True, "You said 0.19. It is 0.09: 0.10 too high, close."),
        (0, True, "You said 0.00. It is 0.09: 0.09 too low, close."),
        (0.0004, True, "You said 0.0004. It is 0.09: 0.09 too low, close."),
        (0.99996, False, "You said over 0.9999. It is 0.09: 0.91 too high, not close."),
        (0.0931, True, "You said 0.09. It is 0.09: spot on."),
        (np.float32(0.0925), True, "You said 0.09. It is 0.09: spot on."),
    ],
)
def test_a_number_is_right_where_it_is_within_a_tenth_of_the_scale(guess, is_right, words):
    widget = share()
    widget.guess = guess
    assert type(widget.guess) is float
    assert widget.is_right is is_right
    assert repr(widget) == f"PredictFirst: {SHARE} {words}"


def test_an_answer_next_to_an_end_is_not_shown_as_that_end():
    widget = share(0.9985)
    widget.guess = 1
    assert words(widget) == "You said 1.00. It is 0.999: 0.001 too high, close."


def test_how_near_is_close_can_be_said():
    widget = share(close=0.01)
    widget.guess = 0.11
    assert widget.is_right is False
    widget = PredictFirst("How many?", 24, low=0, high=50, close=0)
    widget.guess = 24
    assert widget.is_right is True


def test_a_choice_is_right_or_wrong():
    widget = way(because="It must.")
    widget.guess = "rise"
    assert widget.is_right is False
    assert repr(widget) == f'PredictFirst: {WAY} You chose "rise". It is "fall". It must.'
    widget.reset().guess = "fall"
    assert widget.is_right is True
    assert repr(widget) == f'PredictFirst: {WAY} You chose "fall". Right. It must.'


WRONG = {"rise": "Higher is not better.", "stay": "A threshold moves something."}
SIDES = {"too high": "It is not half of the picture.", "too low": "It is larger than it looks."}


def test_whoever_is_wrong_reads_what_is_wrong_with_that_choice_and_then_why():
    widget = way(because="It must.", wrong=WRONG)
    assert "Higher" not in words_of(widget)
    widget.guess = "rise"
    said = 'You chose "rise". It is "fall". Higher is not better. It must.'
    assert words(widget) == said
    assert "Higher is not better. It must." in widget._repr_mimebundle_()[0]["text/html"]
    widget.reset().guess = "fall"
    assert words(widget) == 'You chose "fall". Right. It must.'


@pytest.mark.parametrize(("guess", "said"), [(0.5, SIDES["too high"]), (0.3, SIDES["too low"]), (0.41, "")])
def test_a_number_that_is_not_close_is_too_high_or_too_low(guess, said):
    widget = share(0.4, close=0.05, wrong=SIDES)
    widget.guess = guess
    assert words(widget).endswith(f"close. {said}".strip())


def test_an_answer_that_came_out_as_one_explained_as_wrong_is_refused():
    with pytest.raises(ValueError, match="the answer is 'fall', but this is explained as wrong: 'No"):
        way(wrong={"fall": "No."})
    with pytest.raises(ValueError, match="what wrong explains is 'up', but it must be one of: rise, fall, stay"):
        way(wrong={"up": "No."})
    with pytest.raises(ValueError, match="what wrong explains is 'high', but it must be one of: too high, too low"):
        share(wrong={"high": "No."})


def test_a_skipped_question_shows_its_answer_and_is_no_guess():
    widget = way(because="It must.")
    widget.set_state({"skipped": True})
    assert (widget.guess, widget.is_right, widget.is_answered, RECORD) == (None, None, True, {})
    assert words(widget) == 'It is "fall". It must.'
    assert 'It is "fall". It must.' in unescape(widget._repr_mimebundle_()[0]["text/html"])
    assert widget.reset().is_answered is False
    assert "It must" not in words_of(widget)
    widget = share()
    widget.skipped = True
    assert words(widget) == "It is 0.09."


def test_a_guess_with_a_key_is_kept_under_it():
    way(key="slope").guess = "rise"
    assert list(RECORD) == ["slope"]
    assert way(key="slope").guess == "rise"
    assert way().guess is None
    way(key="slope").reset()
    assert RECORD == {}


@pytest.mark.parametrize(
    ("answer", "low", "high", "shown"),
    [
        (0.5, None, None, ("A number from 0 to 1; within 0.1 is close.", 0.01, "0.50")),
        (1, None, None, ("A number from 0 to 1; within 0.1 is close.", 0.01, "1.00")),
        (np.int64(24), 0, 50, ("A whole number from 0 to 50; within 5 is close.", 1.0, "24")),
        (24.0, 0, 50, ("A number from 0 to 50; within 5 is close.", 0.1, "24.0")),
        (3, 0, 8, ("A whole number from 0 to 8; only the exact number is right.", 1.0, "3")),
        (12345, 0, 20000, ("A whole number from 0 to 20,000; within 2,000 is close.", 100.0, "12,345")),
        (-0.2, -1, 1, ("A number from -1 to 1; within 0.2 is close.", 0.01, "-0.20")),
        (0.004, 0, 0.01, ("A number from 0 to 0.01; within 0.001 is close.", 0.0001, "0.0040")),
    ],
)
def test_a_scale_has_steps_and_places_that_suit_its_length(answer, low, high, shown):
    scale = Scale.around(answer, low, high)
    assert (scale.hint, scale.step, scale.text(answer)) == shown


def test_the_guess_counts_once_until_it_is_taken_back():
    widget = share()
    widget.guess = 0.3
    widget.guess = 0.3
    with pytest.raises(ValueError, match=r"guess is already locked in as 0\.3.*\.reset\(\)"):
        widget.guess = 0.1
    with pytest.raises(ValueError, match="already locked in"):
        widget.guess = None
    widget.sureness = "certain"
    with pytest.raises(ValueError, match="sureness is already locked in as 'certain'"):
        widget.sureness = "a hunch"
    assert (widget.guess, widget.sureness) == (0.3, "certain")
    assert widget.reset() is widget
    assert (widget.guess, widget.sureness, widget.is_right) == (None, None, None)
    assert RECORD == {}
    widget.guess = 0.1
    assert widget.guess == 0.1


def test_what_the_page_locks_in_arrives_and_is_heard():
    widget, heard = share(), []
    widget.observe(lambda change: heard.append((change["new"], widget.sureness)), "guess")
    widget.set_state({"sureness": "a hunch", "guess": 1})
    assert heard == [(1.0, "a hunch")]
    assert type(widget.guess) is float
    [kept] = RECORD.values()
    assert (kept.value, kept.sureness) == (1.0, "a hunch")
    with pytest.raises(ValueError, match="already locked in"):
        widget.set_state({"guess": 0.5})
    assert widget.guess == 1.0


def test_the_cell_that_is_run_again_shows_the_first_guess():
    first = share()
    first.guess, first.sureness = 0.3, "fairly sure"
    again = share(because="We see objects.")
    assert (again.guess, again.sureness) == (0.3, "fairly sure")
    assert "We see objects." in words_of(again)


@pytest.mark.parametrize("change", [{"answer": 0.4}, {"low": 0, "high": 2}, {"close": 0.5}])
def test_another_answer_or_scale_starts_anew(change):
    share().guess = 0.3
    assert share(**change).guess is None
    assert RECORD == {}


def test_two_questions_are_kept_apart():
    share().guess = 0.3
    way().guess = "stay"
    assert [(guess.question.text, guess.value) for guess in RECORD.values()] == [(SHARE, 0.3), (WAY, "stay")]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: share(7), "outside 0 to 1.*pass low and high"),
        (lambda: share(-0.1), "outside 0 to 1"),
        (lambda: share(float("nan")), "must be a finite number"),
        (lambda: share(np.inf), "must be a finite number"),
        (lambda: share(10**400), "must be a finite number"),
        (lambda: share(True), "answer is True of type bool.*finite number"),
        (lambda: share(np.bool_(True)), "finite number"),
        (lambda: share("fall"), r"pass choices=\[\.\.\.\]"),
        (lambda: share(np.array([0.5])), "type ndarray"),
        (lambda: share(0.5, low=0), "low is 0 and high is None"),
        (lambda: share(0.5, low=1, high=0), "low the smaller one"),
        (lambda: share(0.5, low=1, high=2), "the scale goes from 1 to 2. Make it wider"),
        (lambda: share(0.5, close=-1), "close is -1.*0 to 1"),
        (lambda: share(0.5, close="near"), "close is 'near'"),
        (lambda: share(0.5, because=None), "because is None"),
        (lambda: PredictFirst(" ", 0.5), "question is ' '"),
        (lambda: PredictFirst(None, 0.5), "question is None"),
        (lambda: way(choices=["rise", "stay"]), "answer is 'fall', but it must be one of: rise, stay"),
        (lambda: way(choices=["fall"]), "1 text, but it must have 2 to 6"),
        (lambda: way(choices=["fall", *"abcdef"]), "7 texts"),
        (lambda: way(choices=["fall", "fall"]), "different texts"),
        (lambda: way(choices=["fall", 1]), "different texts"),
        (lambda: way(choices="fall"), "1 text"),
        (lambda: way(low=0, high=1), "choices, and low, high or close as well"),
        (lambda: setattr(way(), "guess", "up"), "guess is 'up', but it must be one of: "),
        (lambda: setattr(way(), "guess", 1), "guess is 1"),
        (lambda: setattr(share(), "guess", 1.01), "guess is 1.01.*a number from 0 to 1"),
        (lambda: setattr(share(), "guess", float("nan")), "guess is nan"),
        (lambda: setattr(share(), "guess", "0.3"), "guess is '0.3'"),
        (lambda: setattr(share(5, low=0, high=9), "guess", 2.5), "guess is 2.5.*a whole number from 0 to 9"),
        (lambda: setattr(share(), "sureness", "sure"), "must be one of: certain, fairly sure, a hunch"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_nothing_gives_the_answer_away_before_the_guess():
    texts = words_of(share(0.4321, because="Since it is small."))
    assert "0.43" not in texts
    assert "small" not in texts
    assert "Run the cell to guess" in texts
    assert "Run this cell to guess" in texts
    assert f"<strong>Predict first:</strong> {SHARE}" in texts
    assert words_of(way()).count("fall") == words_of(way()).count("rise") + WAY.lower().count("fall") * 2


def test_a_still_is_the_same_in_every_session_and_its_words_are_no_html():
    asked = PredictFirst("Is a < b?", "<b>", choices=["<b>", "&"])
    again = PredictFirst("Is a < b?", "<b>", choices=["<b>", "&"])
    assert words_of(asked) == words_of(again)
    html = asked._repr_mimebundle_()[0]["text/html"]
    assert "Is a &lt; b?" in html
    assert "<li>&lt;b&gt;</li><li>&amp;</li>" in html


def test_a_page_holds_the_question_and_the_scale():
    text = share().to_html().split('<script type="application/json">')[1].split("</script>")[0]
    state = json.loads(text)
    assert (state["question"], state["answer"], state["guess"], state["choices"]) == (SHARE, 0.0925, None, [])
    assert state["scale"]["ends"] == ["0", "1"]


def test_the_page_judges_every_guess_as_python_does(javascript):
    rng = np.random.default_rng(5)
    cases = []
    for number in range(1000):
        low = float(rng.choice([0, -1, 3, -500]))
        high = low + float(rng.choice([0.01, 0.5, 1, 7, 24, 255, 15550, 2e6]))
        near = (high - low) * 10.0 ** -rng.uniform(2, 8)
        answer = float(rng.choice([rng.uniform(low, high), low, high, (low + high) / 2, low + near, high - near]))
        guess = float(rng.choice([rng.uniform(low, high), answer, min(high, answer + (high - low) / 10), high]))
        widget = PredictFirst(f"Question {number}?", answer, low=low, high=high)
        widget.guess = guess
        cases.append((widget, {"guess": guess, "answer": answer, "scale": widget.scale}))
    found = javascript(["guesses"], JUDGE, [data for _, data in cases])
    expected = [
        {"right": widget.is_right, "words": words(widget), "slip": widget._question.slip(widget.guess)}
        for widget, _ in cases
    ]
    assert found == expected
    assert 300 < sum(judged["right"] for judged in found) < 950


def words(widget):
    """The verdict, without the name of the class and the question."""
    return repr(widget).removeprefix(f"PredictFirst: {widget.question} ")


def test_the_slider_reaches_both_ends_in_steps_of_a_power_of_ten(javascript):
    scale = share().scale
    numbers = javascript(["guesses"], NUMBERS, {"scale": scale, "places": list(range(101))})
    assert numbers == [round(place / 100, 2) for place in range(101)]
    uneven = PredictFirst("Uneven?", 3.0, low=0.5, high=24.33).scale
    numbers = javascript(["guesses"], NUMBERS, {"scale": uneven, "places": [0, 1, 238, 239]})
    assert numbers == [0.5, 0.6, 24.3, 24.33]
