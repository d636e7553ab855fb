"""A room votes twice in a page: by keyboard, mouse and finger; the first vote shows nowhere before the second one."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from segmetrics_lab.widgets import RoomVote
from tests.browser.in_lab import in_kernel, wait_until_kernel_has
from tests.browser.widget_examples import room_vote, set_trait, tab_to, trait

EVERYTHING = r"""() => {
    const copy = document.body.cloneNode(true);
    for (const part of copy.querySelectorAll("style, script[type=module]")) part.remove();
    const fields = [...document.querySelectorAll("input")].map((field) => field.value);
    const all = [document.title, copy.outerHTML, document.body.innerText, ...fields].join(" ");
    return all.replaceAll(/segmetrics-\w+-\d+-\w+/g, "");
}"""
"""All that the page holds but for its code and its ids: texts, titles, names, attributes, data, what fields hold."""


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key) if key in ("Enter", "Tab") else page.keyboard.type(key)


def lock_first(page):
    """The first vote, by keyboard from the first field on: the button has the focus after the last Enter."""
    tab_to(page, "[type=number]")
    press(page, "418", "Enter", "207", "Enter", "93", "Enter", "Enter")


def lock_second(page):
    page.get_by_role("button", name="Vote again now").click()
    press(page, "5", "Enter", "2", "Enter", "21", "Enter", "Enter")


def test_a_room_votes_twice_by_keyboard_alone(shown):
    page = shown(room_vote())
    lock_first(page)
    assert trait(page, "before") == [418, 207, 93]
    expect(page.get_by_role("button", name="Start the clock")).to_be_focused()
    press(page, "Tab", "Enter")
    expect(page.get_by_role("spinbutton", name="model A")).to_be_focused()
    press(page, "5", "Tab", "2", "Enter", "21", "Enter", "Enter")
    assert trait(page, "after") == [5, 2, 21]
    expect(page.get_by_role("button", name="Show the answer")).to_be_focused()
    rows = page.locator(".vote-row").all_inner_texts()
    assert [row.split() for row in rows] == [
        ["model", "A", "first", "418", "of", "718", "second", "5", "of", "28", "−40", "points"],
        ["model", "<b>B</b>", "first", "207", "of", "718", "second", "2", "of", "28", "−22", "points"],
        ["neither", "first", "93", "of", "718", "second", "21", "of", "28", "+62", "points"],
    ]
    assert "✓" not in page.locator("body").inner_text()
    press(page, "Enter")
    assert trait(page, "shown") is True
    expect(page.locator(".vote-row.right")).to_contain_text("✓")
    expect(page.locator(".vote-row.right")).to_contain_text("neither")
    expect(page.locator(".news")).to_contain_text(
        "neither: 93 of 718 hands, then 21 of 28 hands. The answer is: neither."
    )
    assert page.locator(".news").get_attribute("aria-live") == "polite"


def test_tab_leads_to_the_hands_of_each_choice_and_then_to_the_button(shown):
    page = shown(room_vote())
    page.locator("[type=number]").first.focus()
    press(page, "4", "Tab", "2", "Tab", "1", "Tab", "Enter")
    assert trait(page, "before") == [4, 2, 1]


def test_nothing_of_the_first_vote_is_in_the_page_before_the_second_one_is_locked(shown):
    page = shown(room_vote())
    lock_first(page)
    held = [page.evaluate(EVERYTHING) + page.locator("body").aria_snapshot()]
    page.wait_for_timeout(400)  # until the news is said
    held.append(page.evaluate(EVERYTHING))
    page.get_by_role("button", name="Vote again now").click()
    page.wait_for_timeout(400)
    held.append(page.evaluate(EVERYTHING) + page.locator("body").aria_snapshot())
    for text in held:
        assert not [number for number in ("418", "207", "93", "718", "58%", "57.") if number in text]
        assert "answer" not in text
    press(page, "5", "Enter", "2", "Enter", "21", "Enter", "Enter")
    assert "418 of 718" in page.evaluate(EVERYTHING)


def test_hands_are_counted_by_two_buttons_with_the_mouse(shown):
    page = shown(room_vote())
    more, fewer = (page.get_by_role("button", name=f"one hand {word} for neither") for word in ("more", "fewer"))
    for button in (more, more, more, fewer):
        button.click()
    fewer_a = page.get_by_role("button", name="one hand fewer for model A")
    fewer_a.click()
    expect(page.locator(".why")).to_have_text("2 hands in all.")
    page.get_by_role("button", name="Lock the first vote").click()
    assert trait(page, "before") == [0, 0, 2]


def test_a_finger_counts_and_locks(shown, finger):
    page = shown(room_vote(), on=finger)
    more = page.get_by_role("button", name="one hand more for model A")
    box = more.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    more.tap()
    more.tap()
    page.get_by_role("button", name="Lock the first vote").tap()
    assert trait(page, "before") == [2, 0, 0]
    page.get_by_role("button", name="Skip the second vote").tap()
    page.get_by_role("button", name="Show the answer").tap()
    expect(page.locator(".vote-row.right")).to_contain_text("the answer")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ([], "No hands yet: count them for each choice."),
        (["0", "0", "0"], "No hands yet: count them for each choice."),
        (["1000", "1"], "Hands are whole numbers from 0 to 999."),
        (["2.5", "1"], "Hands are whole numbers from 0 to 999."),
        (["-1", "5"], "Hands are whole numbers from 0 to 999."),
    ],
)
def test_what_is_no_vote_is_said_and_cannot_be_locked(shown, typed, words):
    page = shown(room_vote())
    for number, field in zip(typed, page.locator("[type=number]").all(), strict=False):
        field.fill(number)
    expect(page.locator(".why")).to_have_text(words)
    lock = page.get_by_role("button", name="Lock the first vote")
    expect(lock).to_be_disabled()
    expect(lock).to_have_accessible_description(words)
    page.locator("[type=number]").last.press("Enter")
    expect(page.locator("[type=number]").first).to_be_focused()
    assert trait(page, "before") is None


def test_the_clock_is_started_paused_and_goes_on_and_its_end_asks_for_hands(shown, page):
    page.clock.install()
    shown(room_vote())
    lock_first(page)
    clock, button = page.get_by_role("timer"), page.locator(".main")
    page.clock.run_for(30_000)
    expect(clock).to_have_text("2:00")
    button.click()
    page.clock.run_for(15_000)
    expect(clock).to_have_text("1:45")
    expect(button).to_have_text("Pause")
    button.click()
    page.clock.run_for(60_000)
    expect(clock).to_have_text("1:45")
    button.click()
    page.clock.run_for(104_000)
    expect(clock).to_have_text("0:01")
    page.clock.run_for(2_000)
    expect(page.get_by_text("Second vote: hands again.").first).to_be_visible()
    expect(page.get_by_role("spinbutton", name="model A")).to_be_focused()
    assert page.locator("audio, video").count() == 0


def test_a_clock_that_was_left_running_does_not_disturb_the_second_vote(shown, page):
    page.clock.install()
    shown(room_vote())
    lock_first(page)
    page.locator(".main").click()
    page.get_by_role("button", name="Vote again now").click()
    press(page, "5")
    page.clock.run_for(200_000)
    expect(page.get_by_role("spinbutton", name="model A")).to_have_value("5")


def test_where_the_second_vote_is_skipped_one_vote_is_shown_and_said(shown):
    page = shown(room_vote())
    lock_first(page)
    page.get_by_role("button", name="Skip the second vote").click()
    expect(page.locator(".verdict")).to_have_text("One vote: the second one was skipped.")
    assert page.locator(".bar").count() == 3
    assert page.locator(".moved").count() == 0
    assert (trait(page, "after"), trait(page, "skipped")) == (None, True)


def test_bars_are_as_long_as_the_shares_of_the_hands(shown):
    page = shown(room_vote())
    set_trait(page, "before", [15, 5, 0])
    set_trait(page, "after", [0, 10, 10])
    widths = page.locator(".bar").evaluate_all("all => all.map(e => e.firstChild.offsetWidth / e.clientWidth)")
    assert widths == pytest.approx([0.75, 0, 0.25, 0.5, 0, 0.5], abs=0.01)


def test_votes_set_by_python_are_shown_and_can_be_taken_back(shown):
    page = shown(room_vote())
    for name, value in {"before": [1, 2, 3], "after": [3, 2, 1], "shown": True}.items():
        set_trait(page, name, value)
    expect(page.locator(".vote-row.right")).to_contain_text("neither")
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Start anew").click()
    expect(page.get_by_text("First vote: everybody alone, one hand each.").first).to_be_visible()
    assert [trait(page, name) for name in ("before", "after", "skipped", "shown")] == [None, None, False, False]
    assert page.locator("[type=number]").first.input_value() == ""


LONG = ["the one that " + "finds many cups " * 6, "donau" * 30, "neither", "both", "it depends", "I do not know"]


@pytest.mark.parametrize(("width", "zoom"), [(420, 1), (840, 2)])
def test_long_choices_fit_a_narrow_page_at_every_step(shown, page, width, zoom):
    page.set_viewport_size({"width": width, "height": 700})
    shown(RoomVote("Which " + "of all the models " * 10 + "?", "both", LONG))
    page.evaluate("zoom => { document.body.style.zoom = zoom }", zoom)
    for name, value in {"": None, "before": [1, 2, 3, 999, 5, 6], "after": [3, 2, 1, 5, 0, 0], "shown": True}.items():
        if name:
            set_trait(page, name, value)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = page.locator(".segmetrics *:not(.unseen)").evaluate_all(
            "(all, width) => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().right > width)"
            ".map(e => e.outerHTML)",
            width,
        )
        assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_for_accessible_pages_is_broken_at_any_step(shown, page, scheme):
    page.emulate_media(color_scheme=scheme)
    shown(room_vote())
    page.locator("[type=number]").first.fill("3")
    for step in (None, "Lock the first vote", "Vote again now"):
        if step:
            page.get_by_role("button", name=step).click()
        assert Axe().run(page).response["violations"] == []


def test_where_colours_are_forced_bars_are_told_apart_from_their_ground(shown, page):
    page.emulate_media(forced_colors="active")
    shown(room_vote())
    set_trait(page, "before", [15, 5, 0])
    set_trait(page, "after", [0, 10, 10])
    for kind in ("first", "second"):
        line = page.locator(f".vote-line.{kind}").first
        colours = line.evaluate(
            "e => ['.bar', '.fill'].map(part => getComputedStyle(e.querySelector(part)).backgroundColor)"
        )
        assert colours[0] != colours[1]


def test_in_a_notebook_digits_stay_in_the_vote_and_python_has_it(opened):
    page = opened(
        "vote",
        "from segmetrics_lab.widgets import RoomVote\nvote = RoomVote('Which one?', 'A', ['A', 'B'])\nvote",
    )
    cells = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")
    page.get_by_role("spinbutton", name="A", exact=True).click()
    press(page, "18", "Enter", "7", "Enter", "Enter")
    wait_until_kernel_has(page, "vote.before == (18, 7)")
    page.get_by_role("button", name="Vote again now").click()
    press(page, "5", "Enter", "20", "Enter", "Enter")
    wait_until_kernel_has(page, "vote.after == (5, 20) and not vote.shown")
    page.get_by_role("button", name="Show the answer").click()
    wait_until_kernel_has(page, "vote.shown")
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length") == cells
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    expect(page.locator(".vote-row.right")).to_contain_text("18 of 25")
    wait_until_kernel_has(page, "vote.before == (18, 7) and vote.after == (5, 20) and vote.shown")
    in_kernel(page, "vote.reset(); found = 0")
    expect(page.get_by_role("button", name="Lock the first vote")).to_be_visible()
