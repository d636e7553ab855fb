"""A widget whose cell is run again is as it was left; in another cell, or made of something else, it begins anew."""

from typing import Any

import numpy as np
import pytest

from segmetrics_lab.widgets import base
from tests.browser import widget_examples as examples

LEFT: dict[str, dict[str, Any]] = {
    "painter": {"prediction": examples.TRUTH % 2},
    "threshold_explorer": {"threshold": 0.25},
    "matrix_explorer": {"matrix": examples.MATRIX + 1},
    "paradox_explorer": {"window": 0.5, "model": "<b>brave</b>"},
    "split_explorer": {"by": "frame", "draw": 1, "frame": "drive 9 frame 2", "class_name": "spoon"},
    "shifter": {"offset": (3, -2), "grow": 1, "angle": 15},
    "fit_explorer": {"value": 5},
    "predict_number": {"skipped": True},
    "room_vote": {"before": (1, 2, 3), "after": (3, 2, 1), "shown": True},
}
"""What a reader sets in each widget."""


@pytest.fixture
def cell(monkeypatch):
    """Say which cell is run."""
    monkeypatch.setattr(base, "LEFT_AT", {})

    def run(name):
        monkeypatch.setattr(base, "running_cell", lambda: name)

    run("first")
    return run


@pytest.mark.parametrize("name", LEFT)
def test_a_widget_is_as_it_was_left_until_it_is_reset(cell, name):
    make = getattr(examples, name)
    widget, new = make(), make()._digest()
    for trait, value in LEFT[name].items():
        setattr(widget, trait, value)
    again = make()
    assert again._digest() == widget._digest() != new
    for trait, value in LEFT[name].items():
        assert np.array_equal(getattr(again, trait), value)
    cell("second")
    assert make()._digest() == new
    cell("first")
    assert again.reset() is again
    assert again._digest() == make()._digest() == new


def test_a_widget_that_is_made_of_something_else_begins_anew(cell):  # noqa: ARG001 (it says that there is a cell)
    examples.painter().prediction = examples.TRUTH
    other = examples.PredictionPainter(examples.IMAGE, examples.TRUTH, palette=examples.PALETTE)
    assert not other.prediction.any()
    assert examples.painter().prediction.any()


def test_without_a_page_every_widget_begins_anew():
    examples.painter().prediction = examples.TRUTH
    assert not examples.painter().prediction.any()
    assert base.LEFT_AT == {}
    assert examples.painter()._repr_mimebundle_()[1] == {}


def test_an_output_says_which_process_made_it_where_a_page_may_be_loaded_again(cell):  # noqa: ARG001
    assert base.os.getpid() in examples.painter()._repr_mimebundle_()[1]["segmetrics"]["pid"]
