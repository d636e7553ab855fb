"""What a check says, as a page shows it: for every eye, on light and on dark pages, and on a telephone."""

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from segmetrics_lab.checks.engine.feedback import Feedback
from segmetrics_lab.labels import GROUNDS, TONES
from segmetrics_lab.pictures import Picture

MAPS = tuple(
    (name, Picture(np.zeros((90, 150), np.uint8), f"the {name}")) for name in ("truth", "prediction", "errors")
)
PAGE = """<!doctype html><html lang="en"><title>Feedback</title><style>:root {{ color-scheme: light dark }}
body {{ background: light-dark({page.light}, {page.dark}); color: light-dark({text.light}, {text.dark}) }}</style>
<main><h1>Feedback</h1>{feedback}</main></html>"""


def feedback(outcome):
    return Feedback(
        outcome,
        "where two pixels are found, it returns 0.5714; expected is 0.4.",
        cases=(28, 31),
        facts=(("truth_mask", "[[0 1 1 0]\n [0 1 1 0]]"), ("got", "0.5714")),
        pictures=() if outcome == "could not run" else MAPS,
        explanation="That is Dice: it counts the shared pixels twice, above and below the line.",
    )


@pytest.fixture(params=["light", "dark"])
def shown(request, page):
    page.emulate_media(color_scheme=request.param)
    page.set_content(PAGE.format(**GROUNDS, feedback="".join(feedback(outcome)._repr_html_() for outcome in TONES)))
    return page


def test_no_rule_for_accessible_pages_is_broken(shown):
    found = Axe().run(shown)
    assert found.violations_count == 0, found.generate_report()


def test_it_fits_a_telephone_and_every_case_has_its_square(shown):
    shown.set_viewport_size({"width": 420, "height": 900})
    assert shown.evaluate("document.documentElement.scrollWidth") <= 420
    squares = shown.get_by_text("28 of 31 cases are right")
    assert squares.count() == len(TONES)
    sizes = squares.first.locator("span span").evaluate_all("all => all.map(e => [e.offsetWidth, e.offsetHeight])")
    assert sizes == [[8, 8]] * 31


def test_values_are_folded_below_the_pictures_until_one_asks(shown):
    values = shown.locator("details table").first
    assert not values.is_visible()
    shown.get_by_text("the values").first.click()
    assert values.is_visible()
