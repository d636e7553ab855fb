"""Guessing in a page: by mouse, by touch and by keyboard alone; the answer appears after it, and not before."""

import pytest
from playwright.sync_api import expect

from segmetrics_lab.widgets import PredictFirst
from tests.browser.widget_examples import predict_answered, predict_choice, predict_number, set_trait, tab_to, trait

LOCKS = ["a hunch", "fairly sure", "certain"]
OFF = "You said 0.30. It is 0.09: 0.21 too high, not close."
READ = """() => [
    document.body.innerText,
    ...document.body.querySelectorAll(".segmetrics *"),
].map((part) => part.attributes ? [...part.attributes].map((a) => a.value).join(" ") : part).join(" ")"""


def lock_buttons(page):
    control = page.get_by_role("group", name="Lock in as")
    return [control.get_by_role("button", name=name, exact=True) for name in LOCKS]


def locked(page):
    return trait(page, "guess"), trait(page, "sureness")


def test_a_number_is_guessed_by_mouse_and_the_answer_appears_beside_it(shown):
    page = shown(predict_number())
    slider = page.get_by_role("slider", name="Your guess")
    box = slider.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
    said = page.get_by_label("Your guess, exactly").input_value()
    assert 0.25 < float(said) < 0.35
    expect(page.locator(".why")).to_have_text(f"Your guess is {said}. How sure are you?")
    assert locked(page) == (None, None)
    lock_buttons(page)[2].click()
    assert locked(page) == (float(said), "certain")
    expect(page.locator(".verdict")).to_contain_text(f"You said {said}. It is 0.09: ")
    expect(page.locator(".verdict")).to_contain_text("too high, not close.")
    expect(page.get_by_text("The table is larger than it looks.", exact=True)).to_be_visible()
    expect(page.locator(".kept")).to_contain_text("Locked in as certain.")
    expect(page.locator(".mark.mine")).to_have_text(f"you said {said}")
    expect(page.locator(".mark.true")).to_have_text("the answer 0.09")
    marks = [page.locator(f".mark.{kind} .words").bounding_box() for kind in ("true", "mine")]
    assert marks[0]["x"] + marks[0]["width"] / 2 < marks[1]["x"] + marks[1]["width"] / 2


def test_after_the_guess_nothing_can_be_changed_in_the_page(shown):
    page = shown(predict_number())
    page.get_by_label("Your guess, exactly").fill("0.3")
    lock_buttons(page)[0].click()
    assert page.locator(".segmetrics :is(input, button)").count() == 0
    assert page.get_by_role("slider").count() == 0


@pytest.mark.parametrize("make", [predict_number, predict_choice])
def test_the_answer_is_not_in_the_page_before_the_guess(shown, make):
    page = shown(make())
    for read in (page.evaluate(READ), page.locator("body").aria_snapshot()):
        assert "0.09" not in read
        assert "table is larger" not in read
        assert "the answer" not in read.lower()
        assert "✓" not in read


@pytest.mark.parametrize("make", [predict_number, predict_choice])
def test_nothing_can_be_locked_in_before_a_guess_was_chosen(shown, make):
    page = shown(make())
    for button in lock_buttons(page):
        expect(button).to_be_disabled()
        expect(button).to_have_accessible_description(page.locator(".why").inner_text())
    expect(page.locator(".why")).to_contain_text("then say how sure you are")


def test_the_slider_holds_no_guess_until_it_is_touched(shown):
    page = shown(predict_number())
    slider = page.get_by_role("slider")
    assert slider.get_attribute("aria-valuetext") == "no guess yet"
    assert page.get_by_label("Your guess, exactly").input_value() == ""
    slider.focus()
    expect(lock_buttons(page)[0]).to_be_disabled()
    box = slider.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # where the thumb appears
    expect(lock_buttons(page)[0]).to_be_enabled()
    assert slider.get_attribute("aria-valuetext") == "0.50"


def test_what_is_no_guess_is_said_and_cannot_be_locked_in(shown):
    page = shown(predict_number())
    field = page.get_by_label("Your guess, exactly")
    field.fill("0.3")
    field.fill("3")
    expect(page.locator(".why")).to_have_text("That cannot be guessed. A number from 0 to 1; within 0.1 is close.")
    assert field.get_attribute("aria-invalid") == "true"
    expect(lock_buttons(page)[2]).to_be_disabled()
    field.fill("")
    expect(page.locator(".why")).to_contain_text("Point at the scale")
    assert field.get_attribute("aria-invalid") == "false"
    field.fill("0.125")
    expect(lock_buttons(page)[2]).to_be_enabled()
    lock_buttons(page)[2].click()
    assert locked(page) == (0.125, "certain")


def test_whole_numbers_are_asked_for_where_the_answer_is_one(shown):
    page = shown(PredictFirst("How many coins?", 24, low=0, high=60))
    field = page.get_by_label("Your guess, exactly")
    field.fill("20.5")
    expect(page.locator(".why")).to_contain_text("A whole number from 0 to 60")
    page.get_by_role("slider").press("Home")
    page.get_by_role("slider").press("ArrowRight")
    expect(field).to_have_value("1")
    page.get_by_role("slider").press("End")
    expect(field).to_have_value("60")
    lock_buttons(page)[0].click()
    expect(page.locator(".verdict")).to_contain_text("You said 60. It is 24: 36 too high, not close.")


def test_a_number_is_guessed_by_keyboard_alone(shown):
    page = shown(predict_number())
    tab_to(page, "[type=range]")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your guess, exactly")).to_have_value("0.50")
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("PageUp")
    assert page.get_by_role("slider").get_attribute("aria-valuetext") == "0.30"
    tab_to(page, "button:nth-of-type(2)")
    page.keyboard.press("Enter")
    assert locked(page) == (0.3, "fairly sure")
    expect(page.locator(".outcome")).to_be_focused()
    expect(page.locator(".news")).to_have_text(f"{OFF} The table is larger than it looks.")
    assert page.locator(".news").get_attribute("aria-live") == "polite"


def test_a_number_typed_at_the_slider_is_the_guess(shown):
    page = shown(PredictFirst("How many more?", 24, low=-60, high=60))
    tab_to(page, "[type=range]")
    page.keyboard.type("-25")
    expect(page.locator(".why")).to_have_text("Your guess is -25. How sure are you?")
    tab_to(page, "[type=range]")
    page.keyboard.type("30")
    expect(page.locator(".why")).to_have_text("Your guess is 30. How sure are you?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert locked(page) == (30, "a hunch")


def test_a_comma_is_read_as_a_point(shown):
    page = shown(predict_number())
    tab_to(page, "[type=range]")
    page.keyboard.type("0,4")
    expect(page.locator(".why")).to_have_text("Your guess is 0.40. How sure are you?")


def test_a_slip_of_the_keyboard_does_not_lead_to_skip(shown):
    page = shown(predict_number())
    tab_to(page, "[type=range]")
    page.keyboard.type("40%")
    expect(page.locator(".why")).to_contain_text("That cannot be guessed.")
    expect(page.get_by_role("button", name="Skip")).to_be_disabled()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".outcome").count() == 0
    page.get_by_label("Your guess, exactly").fill("")
    expect(page.get_by_role("button", name="Skip")).to_be_enabled()


def test_a_choice_is_guessed_by_keyboard_alone(shown):
    page = shown(predict_choice())
    tab_to(page, "[type=radio]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert locked(page) == ("it falls", "a hunch")
    expect(page.locator(".news")).to_have_text('You chose "it falls". Right.')


def test_a_finger_picks_a_choice_and_locks_it_in(shown, finger):
    page = shown(predict_choice(), on=finger)
    rises = page.get_by_text("it rises", exact=True)
    sizes = [page.locator(".pick").first.bounding_box(), lock_buttons(page)[0].bounding_box()]
    assert min(min(size["width"], size["height"]) for size in sizes) >= 44
    rises.tap()
    lock_buttons(page)[1].tap()
    assert locked(page) == ("it rises", "fairly sure")
    expect(page.locator(".verdict")).to_contain_text('You chose "it rises". It is "it falls".')
    wrong, right = page.locator("li.wrong"), page.locator("li.right")
    assert [part.strip() for part in wrong.inner_text().split("\n") if part.strip()] == ["✗", "it rises", "your guess"]
    assert [part.strip() for part in right.inner_text().split("\n") if part.strip()] == ["✓", "it falls", "the answer"]
    dots = page.locator(".pick .mark").evaluate_all("all => all.map(e => getComputedStyle(e, '::after').content)")
    assert set(dots) == {"none"}  # they belong to a scale


def test_a_finger_moves_the_slider(shown, finger):
    page = shown(predict_number(), on=finger)
    box = page.get_by_role("slider").bounding_box()
    assert box["height"] >= 44
    page.touchscreen.tap(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)
    lock_buttons(page)[0].tap()
    assert 0.75 < trait(page, "guess") < 0.85


def test_a_choice_is_never_read_as_html(shown):
    page = shown(predict_choice())
    expect(page.get_by_text("it <b>stays</b> as it is")).to_be_visible()
    assert page.locator(".segmetrics b").count() == 0


def test_a_guess_set_by_python_is_shown_and_can_be_taken_back(shown):
    page = shown(predict_number())
    page.get_by_label("Your guess, exactly").fill("0.7")
    set_trait(page, "guess", 0.3)
    expect(page.locator(".verdict")).to_contain_text(OFF)
    expect(page.locator(".kept")).to_contain_text("Locked in. ")
    expect(page.locator(".news")).to_contain_text(OFF)
    set_trait(page, "sureness", "certain")
    expect(page.locator(".kept")).to_contain_text("Locked in as certain. ")
    set_trait(page, "guess", None)
    set_trait(page, "sureness", None)
    expect(page.locator(".verdict")).to_have_count(0)
    assert page.get_by_label("Your guess, exactly").input_value() == ""
    expect(lock_buttons(page)[0]).to_be_disabled()


def test_a_guess_that_was_there_before_is_shown_at_once(shown):
    page = shown(predict_answered())
    expect(page.locator(".verdict")).to_contain_text("You said 5,000. It is 1,234: 3,766 too high, not close.")
    expect(page.locator(".mark.mine")).to_have_text("you said 5,000")
    page.wait_for_timeout(400)
    assert page.locator(".news").inner_text() == ""  # it is no news
    assert page.evaluate("document.activeElement === document.body")


def test_a_long_question_wraps_on_a_narrow_screen(shown, page):
    page.set_viewport_size({"width": 400, "height": 600})
    asked = PredictFirst("Which share " + "of all the pixels " * 20 + "donau" * 40 + "?", 0.1)
    shown(asked)
    page.get_by_label("Your guess, exactly").fill("1")
    lock_buttons(page)[0].click()
    expect(page.locator(".verdict")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_the_lock_is_one_control_of_40_pixels_that_is_ready_in_the_accent(shown):
    page = shown(predict_number())
    buttons = lock_buttons(page)
    boxes = [button.bounding_box() for button in buttons]
    assert min(box["height"] for box in boxes) >= 40
    assert [one["x"] + one["width"] for one in boxes[:-1]] == pytest.approx([other["x"] for other in boxes[1:]])
    closed = buttons[0].evaluate("e => getComputedStyle(e).backgroundColor")
    page.get_by_label("Your guess, exactly").fill("0.3")
    ready = buttons[0].evaluate("e => getComputedStyle(e).backgroundColor")
    assert ready == page.locator(".segmetrics").evaluate("e => getComputedStyle(e).borderLeftColor") != closed


@pytest.mark.parametrize(("motion", "name"), [("no-preference", "segmetrics-move"), ("reduce", "none")])
def test_the_answer_moves_in_from_the_guess_only_where_motion_is_wanted(shown, page, motion, name):
    page.emulate_media(reduced_motion=motion)
    shown(predict_number())
    page.get_by_label("Your guess, exactly").fill("0.3")
    lock_buttons(page)[1].click()
    assert page.locator(".mark.true").evaluate("e => getComputedStyle(e).animationName") == name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown(predict_answered())
    assert page.locator(".mark.true").evaluate("e => getComputedStyle(e).animationName") == "none"
