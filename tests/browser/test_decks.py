"""Decks: files that need no network, on which every slide of every lesson fits and can be read from the last row."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from segmetrics_lab.progress import LESSONS
from tests.browser.overlaps import overlaps
from tests.browser.small_lecture import TITLE, printed, small_lecture
from tools.build_slides import STEMS, deck_of, page_of
from tools.measured_slides import measured_slides

MAX_BYTES = 3_000_000
MAX_HEADLINE = 70
MAX_OUTPUTS = 2
LEAST_ZOOM = 0.75
LEAST_TEXT_PX = 18
LEAST_TEXT_OF_FIGURES_PX = 16
WIDE, OLD_PROJECTOR = {"width": 1280, "height": 720}, {"width": 1024, "height": 768}
CURRENT = "section.present"
THREE_FRAMES = "async () => { for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame); }"
SENTENCE = "These slides need JavaScript, and a browser of 2024 or later"

of_lessons = pytest.mark.parametrize("stem", STEMS)


class Deck:
    """Opens decks from files, and notes what goes wrong in them and what they ask a network for."""

    def __init__(self, browser, folder, html):
        self.browser, self.path, self.problems = browser, folder / "deck.html", []
        self.path.write_text(html, encoding="utf-8")

    def open(self, query="", size=WIDE, **options):
        context = self.browser.new_context(viewport=size, **options)
        context.on("request", lambda asked: self._note(asked.url) if asked.url.startswith(("http", "ws")) else None)
        context.on("weberror", lambda error: self._note(str(error.error)))
        page = context.new_page()
        page.goto(self.path.as_uri() + query)
        page.evaluate("() => window.deck && deck.ready")
        return page

    def _note(self, problem):
        self.problems.append(problem)


@pytest.fixture
def deck(browser, tmp_path):
    """The deck of the small lecture."""
    found = Deck(browser, tmp_path, page_of(small_lecture(), number=3, title=TITLE))
    yield found
    assert found.problems == []


def headline(page):
    return page.locator(f"{CURRENT} :is(h1, h2)").inner_text()


# --- every slide of every lesson


def faults_of_slides(page, least_text_px, least_text_of_figures_px):
    """What is wrong with each slide of a deck, in words."""
    faults = []
    for slide in measured_slides(page):
        shown = {
            "its headline is long": len(slide.headline) > MAX_HEADLINE,
            "it has too many outputs": slide.outputs > MAX_OUTPUTS,
            f"its zoom is {slide.zoom}": slide.zoom < LEAST_ZOOM,
            "a widget has not started": slide.waiting > 0,
            f"outside is {slide.outside[:3]}": slide.outside,
            f"cut is {slide.cut[:3]}": slide.cut,
            f"small is {slide.smallest}": slide.smallest and slide.smallest[0] < least_text_px,
            f"small is {slide.smallest_of_figures}": slide.smallest_of_figures
            and slide.smallest_of_figures[0] < least_text_of_figures_px,
        }
        covered = overlaps(page, CURRENT)
        faults += [f"{slide.headline}: {fault}" for fault, is_so in shown.items() if is_so]
        faults += [f"{slide.headline}: {one} covers {other}" for one, other in covered[:3]]
    page.context.close()
    return faults


@of_lessons
def test_every_slide_fits_and_can_be_read_and_nothing_is_asked_of_a_network(browser, tmp_path, stem):
    html = deck_of(stem)
    assert len(html.encode()) < MAX_BYTES
    found = Deck(browser, tmp_path, html)
    assert faults_of_slides(found.open(), LEAST_TEXT_PX, LEAST_TEXT_OF_FIGURES_PX) == []
    assert found.problems == []


@pytest.mark.slow
@of_lessons
def test_every_slide_fits_an_old_projector(browser, tmp_path, stem):
    found = Deck(browser, tmp_path, deck_of(stem))
    assert faults_of_slides(found.open("?4x3", OLD_PROJECTOR), 0, 0) == []


def test_on_a_title_slide_the_title_is_larger_than_the_question(deck):
    page = deck.open()
    size = "part => parseFloat(getComputedStyle(part).fontSize) * part.currentCSSZoom"
    title, question = (page.locator(f"{CURRENT} {part}").evaluate(size) for part in ("> h1", "strong"))
    assert title > 1.5 * question > 45


def test_every_lesson_has_a_deck():
    assert len(STEMS) == len(LESSONS) - 1 == 14


# --- keys, fingers, plans


def test_one_key_shows_the_next_step_and_then_the_next_slide_and_nothing_jumps(deck):
    page = deck.open("#/2")
    first, second = (page.locator(f"{CURRENT} pre", has_text=f"{name}: accuracy") for name in "AB")
    before = first.bounding_box()
    expect(first).to_be_visible()
    assert second.evaluate("part => getComputedStyle(part.closest('.fragment')).visibility") == "hidden"
    page.keyboard.press("PageDown")
    expect(second).to_be_visible()
    assert second.evaluate("part => getComputedStyle(part.closest('.fragment')).visibility") == "visible"
    assert first.bounding_box() == before
    page.keyboard.press("PageDown")
    assert headline(page) == "Paint it yourself"
    page.keyboard.press("PageUp")
    assert headline(page) == "Two models: which one would you buy?"


def test_a_clicker_turns_the_slide_where_a_slider_has_the_focus_and_arrows_move_the_slider(deck):
    page = deck.open("#/1")
    slider = page.locator(f"{CURRENT} input[type=range]")
    slider.focus()
    before = slider.input_value()
    page.keyboard.press("ArrowRight")
    assert slider.input_value() != before
    moved = slider.input_value()
    assert headline(page) == "How large is it?"
    page.keyboard.press("PageDown")
    assert headline(page) == "Two models: which one would you buy?"
    page.keyboard.press("PageUp")
    assert page.locator(f"{CURRENT} input[type=range]").input_value() == moved


def test_escape_leaves_a_widget_first_and_opens_the_overview_then(deck):
    page = deck.open("#/1")
    page.locator(f"{CURRENT} input[type=range]").focus()
    page.keyboard.press("Escape")
    assert page.evaluate("() => [document.activeElement.localName, Reveal.isOverview()]") == ["body", False]
    page.keyboard.press("Escape")
    assert page.evaluate("() => Reveal.isOverview()")
    page.keyboard.press("Escape")
    assert not page.evaluate("() => Reveal.isOverview()")


def test_b_blanks_the_screen_and_brings_it_back(deck):
    page = deck.open()
    page.keyboard.press("b")
    expect(page.locator(".reveal.paused")).to_have_count(1)
    page.keyboard.press("b")
    expect(page.locator(".reveal.paused")).to_have_count(0)


def test_c_shows_the_code_of_the_slide_and_all_still_fits(deck):
    page = deck.open("#/2")
    code = page.locator(f"{CURRENT} .deck-code").first
    expect(code).to_be_hidden()
    page.keyboard.press("c")
    expect(code).to_contain_text("for name in ('A', 'B'):")
    room, box = (page.locator(f"{CURRENT} {part}").bounding_box() for part in (".deck-room", ".deck-fit"))
    assert box["y"] + box["height"] <= room["y"] + room["height"] + 1
    page.get_by_role("button", name="Code").click()
    expect(code).to_be_hidden()


def test_a_slide_of_text_and_a_vote_have_no_code_to_show(deck):
    page = deck.open()
    expect(page.get_by_role("button", name="Code")).to_be_hidden()


def test_widgets_hear_the_mouse_and_a_finger_at_the_place_that_is_touched(deck):
    page = deck.open("#/1", has_touch=True)
    slider = page.locator(f"{CURRENT} input[type=range]")
    for share, press in ((0.2, page.mouse.click), (0.7, page.touchscreen.tap)):
        box = slider.bounding_box()
        press(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        assert abs(float(slider.input_value()) - 100 * share) <= 3
    assert headline(page) == "How large is it?"


def test_what_is_printed_beside_a_widget_is_left_out_unless_it_is_read_before_a_guess(browser, tmp_path):
    cells = small_lecture()
    for name in ("guess", "paint"):
        next(cell for cell in cells if cell.source == name).outputs.insert(0, printed(f"printed by {name}"))
    page = Deck(browser, tmp_path, page_of(cells, number=3, title=TITLE)).open("#/1")
    expect(page.get_by_text("printed by guess", exact=True)).to_be_visible()
    page.evaluate("() => { Reveal.slide(3); return deck.settled; }")
    expect(page.locator(f"{CURRENT} .prediction-painter")).to_be_visible()
    expect(page.get_by_text("printed by paint", exact=True)).to_be_hidden()
    page.context.close()


def test_a_widget_starts_when_its_slide_is_first_shown(deck):
    page = deck.open()
    waiting = "() => document.querySelectorAll('[data-widget][aria-busy]').length"
    assert page.evaluate(waiting) == 2
    page.evaluate("() => { Reveal.slide(1); return deck.settled; }")
    assert page.evaluate(waiting) == 1


def test_what_grows_under_the_hand_shrinks_and_never_grows_again(deck):
    page = deck.open("#/2")
    box = page.locator(f"{CURRENT} .deck-fit")
    zoom = "box => Number(box.style.zoom)"
    before = box.evaluate(zoom)
    box.evaluate("box => { box.lastElementChild.style.paddingBottom = '400px'; }")
    page.wait_for_function("([box, before]) => Number(box.style.zoom) < before", arg=[box.element_handle(), before])
    page.evaluate(THREE_FRAMES)
    small = box.evaluate(zoom)
    box.evaluate("box => { box.lastElementChild.style.paddingBottom = 0; }")
    page.evaluate(THREE_FRAMES)
    assert box.evaluate(zoom) == small


def test_the_short_lecture_has_fewer_slides_and_other_minutes(deck):
    minutes = "() => [...document.querySelectorAll('.deck-minute')].map((part) => part.textContent)"
    page = deck.open("?minutes=20")
    assert page.evaluate(minutes) == [
        "Be here at minute 0; this takes 1 minute.",
        "Be here at minute 1; this takes 2 minutes.",
        "Be here at minute 3; this takes 1 minute.",
    ]
    assert page.locator(".deck-place").inner_text() == "1 / 3"
    assert deck.open().evaluate(minutes)[-2:] == [
        "Be here at minute 6; this takes 5 minutes.",
        "Be here at minute 11; this takes 1 minute.",
    ]


# --- the lecturer's window, print, old browsers, everybody


def test_the_lecturers_window_opens_from_a_file_shows_notes_and_follows(deck):
    page = deck.open()
    with page.context.expect_page() as opened:
        page.keyboard.press("s")
    window = opened.value
    notes = window.locator(".speaker-controls-notes .value")
    expect(notes).to_contain_text("Be here at minute 0; this takes 1 minute.", timeout=20_000)
    expect(notes).to_contain_text("Ask who has seen a crack.")
    page.bring_to_front()
    for _ in range(2):
        page.keyboard.press("PageDown")
    expect(notes).to_contain_text("Both have the same accuracy.")
    upcoming = window.frame_locator("#upcoming-slide iframe").locator(f"{CURRENT} h2")
    expect(upcoming).to_have_text("Two models: which one would you buy?")  # its next step
    page.keyboard.press("PageDown")
    expect(upcoming).to_have_text("Paint it yourself")


@pytest.mark.parametrize(("query", "size"), [("?print-pdf", (960, 540)), ("?print-pdf&4x3", (720, 540))])
def test_printed_a_slide_is_a_page_with_all_its_steps(deck, query, size):
    page = deck.open(query)
    assert page.locator("[data-widget][aria-busy]").count() == 0
    cut = "slides => slides.map((it) => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight])"
    assert page.locator(".slides > section").evaluate_all(cut) == [[0, 0]] * 5
    steps = page.locator(".fragment").evaluate_all("parts => parts.map((part) => getComputedStyle(part).visibility)")
    assert steps == ["visible"]
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [(round(float(wide)), round(float(high))) for wide, high in boxes] == [size] * 5


def test_an_old_browser_and_one_without_scripts_get_a_sentence(deck):
    page = deck.browser.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(deck.path.as_uri())
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    expect(page.locator(".reveal")).to_be_hidden()
    page.close()
    page = deck.browser.new_page(java_script_enabled=False)
    page.goto(deck.path.as_uri())
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    page.close()


def test_a_script_that_fails_leaves_a_sentence(deck):
    deck.path.write_text(deck.path.read_text().replace("const query =", "const query = ="))
    page = deck.browser.new_page()
    page.goto(deck.path.as_uri())
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    page.close()


def test_no_slide_violates_the_rules_of_axe(deck):
    page = deck.open()
    for number in range(5):
        page.evaluate("(number) => { Reveal.slide(number, 0, 99); return deck.settled; }", number)
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:100]) for each in found] == []


def test_forced_colours_leave_everything_readable(deck):
    page = deck.open("#/2", forced_colors="active")
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    ink = page.locator(f"{CURRENT} pre").first.evaluate("part => getComputedStyle(part).color")
    assert ground != ink
