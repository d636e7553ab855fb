"""A page from a local file with one script for all of its widgets: they live, and answers wait for their guesses."""

import pytest
from nbformat.v4 import new_output
from playwright.sync_api import expect

from segmetrics_lab.widgets import PredictFirst
from segmetrics_lab.widgets.base import ALIVE
from tests.browser import widget_examples as examples
from tests.browser.untroubled import untroubled
from tools.page_parts import STYLE, answers_html, html_of, script_for

WIDGETS = [
    examples.painter,
    examples.threshold_explorer,
    examples.matrix_explorer,
    examples.paradox_explorer,
    examples.split_explorer,
    examples.shifter,
    examples.fit_explorer,
    examples.predict_number,
    examples.draw_curve,
]
EVERY_MODULE = {make()._module for make in WIDGETS}
PAINTED = """() => {
    const { model } = document.querySelector("[data-widget=prediction_painter]");
    return new Uint8Array(model.get("prediction").data.buffer).some((painted) => painted > 0);
}"""
LATEST_ANSWER = '<p>It is small.</p><button type="button">In the answer</button>'


def part(widget):
    data = {name: text for name, text in widget._repr_mimebundle_()[0].items() if name.startswith("text/")}
    return html_of(new_output("execute_result", data=data | {ALIVE: widget.to_state()}))


def ring():
    return PredictFirst(
        "Which is preferred?",
        "small",
        choices=["small", "large"],
        because="It is so.",
        wrong={"large": "No."},
        key="ring",
    )


def page_of(
    *parts, names=EVERY_MODULE, start="segmetrics.gate(document); window.started = segmetrics.start(document);"
):
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>'
        f"<style>{STYLE}</style><main>{''.join(parts)}</main>"
        f"<script>{script_for(names)}</script><script>{start}</script></html>"
    )


@pytest.fixture
def opened(page, tmp_path):
    """Open a page from a file; nothing in it may fail or ask for a network."""

    def open_it(html, on=page):
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        on.goto((tmp_path / "page.html").as_uri())
        return on

    with untroubled(page):
        yield open_it


def test_every_widget_of_a_page_lives_by_one_script(opened):
    page = opened(page_of(*[part(make()) for make in WIDGETS]))
    page.evaluate("() => window.started")
    expect(page.locator(".segmetrics")).to_have_count(len(WIDGETS))
    expect(page.locator("[aria-busy]")).to_have_count(0)
    page.locator(".prediction-shifter [role=application]").press("ArrowRight")
    expect(page.locator(".prediction-shifter")).to_contain_text("slid 1 right")
    paper = page.locator(".prediction-painter .paper")
    paper.click(position={"x": 20, "y": 20})
    page.wait_for_function(PAINTED)


def test_a_widget_starts_once_and_only_where_it_is_asked_to(opened):
    first, second = f'<section id="a">{part(ring())}</section>', f'<section id="b">{part(ring())}</section>'
    page = opened(page_of(first, second, start=""))
    start = "() => Promise.all([segmetrics.start(a), segmetrics.start(a)])"
    page.evaluate(start)
    expect(page.locator("#a .segmetrics")).to_have_count(1)
    page.locator("#a").get_by_text("large", exact=True).click()
    page.evaluate(start)
    expect(page.locator("#a").get_by_role("button", name="certain")).to_be_enabled()
    expect(page.locator("#b .segmetrics")).to_have_count(0)


GATED = [part(ring()), answers_html("ring", LATEST_ANSWER + part(examples.shifter())), "<button>Last</button>"]


@pytest.mark.parametrize("way", ["certain", "Skip"])
def test_an_answer_waits_out_of_sight_until_the_guess_is_locked_in_or_skipped(opened, way):
    page = opened(page_of(*GATED))
    expect(page.locator(".predict-first")).to_be_visible()
    answer = page.get_by_text("It is small.")
    expect(page.get_by_text("Guess first: what this shows waits for your guess above.")).to_be_visible()
    for hidden in (answer, page.get_by_text("Guess first, then open the answer")):
        expect(hidden).to_be_hidden()
    assert "It is small" not in page.locator("main").aria_snapshot()
    page.get_by_role("button", name="Skip").focus()
    page.keyboard.press("Tab")
    if page.evaluate("() => document.activeElement.tagName") == "SUMMARY":  # the keys of the question
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Last")).to_be_focused()
    page.get_by_text("large", exact=True).click()
    page.get_by_role("button", name=way).click()
    expect(answer).to_be_visible()
    expect(page.locator(".prediction-shifter")).to_be_visible()
    expect(page.locator("main details[data-answers], .segmetrics-waits, [aria-busy]")).to_have_count(0)
    said = 'It is "small".It is so.' if way == "Skip" else 'You chose "large". It is "small".No.It is so.'
    expect(page.locator(".outcome")).to_contain_text(said)
    expect(page.locator(".outcome")).to_be_focused()
    expect(page.locator(".predict-first .news")).to_contain_text("What waited for your guess is shown below.")


def test_an_answer_is_folded_where_the_page_does_not_ask(opened):
    page = opened(page_of(answers_html("ring", LATEST_ANSWER + part(examples.shifter()))))
    expect(page.get_by_text("It is small.")).to_be_hidden()
    page.get_by_text("Guess first, then open the answer").click()
    expect(page.get_by_text("It is small.")).to_be_visible()
    expect(page.locator(".prediction-shifter")).to_be_visible()


def test_an_answer_is_folded_where_the_question_cannot_start(opened):
    page = opened(page_of(*GATED, names={"prediction_shifter"}))
    expect(page.get_by_text("This cannot be used in this browser.")).to_be_visible()
    page.get_by_text("Guess first, then open the answer").click()
    expect(page.get_by_text("It is small.")).to_be_visible()


def test_without_scripts_pictures_stand_and_answers_are_folded(browser, opened):
    context = browser.new_context(java_script_enabled=False)
    page = opened(page_of(*GATED, part(examples.painter())), on=context.new_page())
    expect(page.get_by_text("Which is preferred?")).to_be_visible()
    expect(page.locator("[data-widget=prediction_painter] img")).to_be_visible()
    expect(page.get_by_text("It is small.")).to_be_hidden()
    page.get_by_text("Guess first, then open the answer").click()
    expect(page.get_by_text("It is small.")).to_be_visible()
    context.close()
