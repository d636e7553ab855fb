"""Pictures whose pixels are all ignored, and scores next to 0 and 1: nothing fails, and no score is made up."""

import re
from dataclasses import replace

import numpy as np
import pytest

from segmetrics_lab.widgets import FitExplorer, MatrixExplorer, PredictionPainter, SplitExplorer, ThresholdExplorer
from tests.browser.widget_examples import (
    IMAGE,
    PALETTE,
    PROBABILITY,
    TRUTH,
    fit_curve,
    split_runs_with,
)

IGNORED = np.full_like(TRUTH, 255)
NOTHING = np.zeros((3, 3), int)
ALMOST = np.array([[10**7, 1, 0], [0, 0, 0], [0, 0, 10**7]])


def fit_explorer(**changed):
    """A fit explorer whose validation scene is ignored, and some of whose scores are undefined."""
    curve = fit_curve()
    [validation] = curve.validation
    changed = {"validation": (replace(validation, truth=IGNORED),), **changed}
    return FitExplorer(replace(curve, **changed))


ALL_IGNORED = {
    "painter": lambda: PredictionPainter(IMAGE, IGNORED, palette=PALETTE, goals=[("mean IoU", "<", 0.5)]),
    "threshold": lambda: ThresholdExplorer(IMAGE, IGNORED, PROBABILITY, goals=[("IoU of object", "<", 0.5)]),
    "fit": fit_explorer,
    "matrix": lambda: MatrixExplorer(NOTHING, PALETTE.names),
    "split": lambda: SplitExplorer(split_runs_with(NOTHING), class_name="cup"),
}


def everything_said(page):
    """The texts of the page, and what a screen reader is told beside them."""
    return page.locator(".segmetrics").evaluate(
        "e => [e.textContent, ...[...e.querySelectorAll('*')].flatMap(part =>"
        " [part.ariaLabel, part.getAttribute('aria-valuetext'), part.title])].filter(Boolean).join('\\n')"
    )


@pytest.mark.parametrize("make", ALL_IGNORED.values(), ids=ALL_IGNORED)
def test_where_nothing_is_scored_no_score_is_made_up(shown, make):
    page = shown(make())
    page.locator(".segmetrics :is(input, canvas, button, select)").first.focus()
    for key in ("ArrowRight", "Space", "ArrowLeft"):
        page.keyboard.press(key)
    said = everything_said(page)
    assert "undefined" in said
    assert re.findall(r"NaN|Infinity|null|\b[01]\.00+\b", said) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: MatrixExplorer(ALMOST, PALETTE.names),
        lambda: SplitExplorer(split_runs_with(ALMOST), class_name="table"),
        lambda: fit_explorer(training_accuracy=np.array([0.99999, 0.999999, 0.9999999, 1 - 1e-9])),
    ],
)
def test_a_score_next_to_1_is_never_shown_as_1(shown, page, make):
    page.set_viewport_size({"width": 720, "height": 900})
    shown(make())
    said = everything_said(page)
    assert "over 0.9999" in said
    assert "accuracy 1.00" not in said
    assert "training 1.00" not in said
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
