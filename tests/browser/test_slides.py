"""Widgets in slides: pages that are scaled, hidden at first, and listen to keys of their own."""

import numpy as np
from playwright.sync_api import expect

from segmetrics_lab.metrics import confusion_matrix
from tests.browser.widget_examples import HEIGHT, TRUTH, WIDTH, array_of, numbers, painter, predict_choice, shifter

SLIDES = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A lecture</title>
<style>body {{ margin: 0 }} section {{ display: none; transform: scale(0.8); transform-origin: 0 0; width: 1100px }}
section.present {{ display: block }}</style>
<section class="present"><h1>A slide</h1></section><section>{painter}</section><section>{choice}</section>
<section>{shifter}</section>
<script>
let at = 0;
document.addEventListener("keydown", ({{ key }}) => {{
    const step = {{ ArrowRight: 1, " ": 1, ArrowLeft: -1 }}[key];
    if (!step) return;
    const slides = document.querySelectorAll("section");
    slides[at].classList.remove("present");
    slides[at = Math.min(slides.length - 1, Math.max(0, at + step))].classList.add("present");
}});
</script></html>"""


def shown_slide(page):
    return page.evaluate(
        "() => [...document.querySelectorAll('section')].findIndex(s => s.classList.contains('present'))"
    )


def test_widgets_live_in_scaled_slides_and_their_keys_turn_no_slide(page, tmp_path):
    html = SLIDES.format(painter=painter().to_html(), choice=predict_choice().to_html(), shifter=shifter().to_html())
    (tmp_path / "slides.html").write_text(html, encoding="utf-8")
    page.goto((tmp_path / "slides.html").as_uri())
    page.keyboard.press("ArrowRight")
    paper = page.locator("section.present .paper")
    expect(paper).to_be_visible()
    box = paper.bounding_box()
    page.mouse.click(box["x"] + 30.5 / WIDTH * box["width"], box["y"] + 20.5 / HEIGHT * box["height"])
    prediction = array_of(page, "prediction")
    assert prediction[20, 30] == 1
    assert np.argwhere(prediction).mean(axis=0).tolist() == [20, 30]
    counted = confusion_matrix(TRUTH, prediction, 3).ravel().tolist()
    assert numbers(page, "section.present .live-matrix .number") == counted
    paper.focus()
    for key in ("ArrowRight", " ", "ArrowLeft"):
        page.keyboard.press(key)
    assert shown_slide(page) == 1
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    page.get_by_text("it falls").click()
    page.get_by_role("button", name="certain").click()
    expect(page.locator("section.present .predict-first")).to_contain_text("it falls")
    assert shown_slide(page) == 2
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    page.locator(".prediction-shifter [role=application]").press("ArrowRight")
    expect(page.locator(".prediction-shifter")).to_contain_text("slid 1 right")
    assert shown_slide(page) == 3
