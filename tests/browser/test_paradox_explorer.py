"""Widening the window in a page: by mouse, by touch and by keyboard alone."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segmetrics_lab.metrics import confusion_matrix, iou_per_class, precision_per_class, recall_per_class
from segmetrics_lab.pictures import percent
from segmetrics_lab.widgets import ParadoxExplorer
from tests.browser.widget_examples import (
    BINARY,
    DECISIONS,
    IMAGE,
    numbers,
    paradox_explorer,
    set_trait,
    tab_to,
    touch,
    trait,
)

SHARE = ".share strong"
PICTURE = ".windowed"


def rounded(number):
    return int(np.floor(number + 0.5))


def window_of(window):
    """The cup lies in rows 10 to 29 and columns 20 to 39 of 48 by 64 pixels."""
    rows = slice(rounded(10 * (1 - window)), rounded(30 + 18 * window))
    return rows, slice(rounded(20 * (1 - window)), rounded(40 + 24 * window))


def words_of(score):
    return "undefined" if np.isnan(score) else f"{score:.3f}"


def check(page, window, name):
    """Everything that the page shows and tells, counted again by numpy."""
    part = window_of(window)
    truth, prediction = BINARY[part], DECISIONS[name][part]
    expected, blank = (confusion_matrix(truth, says, 2) for says in (prediction, np.zeros_like(truth)))
    assert trait(page, "matrix") == expected.tolist()
    assert trait(page, "baseline_matrix") == blank.tolist()
    assert trait(page, "object_share") == np.sum(truth == 1) / np.sum(truth != 255)
    assert numbers(page, ".legend .number") == [expected[1, 1], expected[1, 0], expected[0, 1]]
    accuracies = [np.trace(matrix) / matrix.sum() for matrix in (expected, blank)]
    others = [score(matrix)[1] for score in (recall_per_class, iou_per_class, precision_per_class)
              for matrix in (expected, blank)]  # fmt: skip
    assert page.locator(".duel .value").all_inner_texts() == [words_of(score) for score in [*accuracies, *others]]
    assert page.locator(SHARE).inner_text() == percent(int(np.sum(truth == 1)), int(np.sum(truth != 255)))


def frame_of(page):
    """Rows and columns of the picture that the frame encloses."""
    picture, frame = (page.locator(selector).bounding_box() for selector in (PICTURE, ".window-frame"))
    left, top = ((frame[at] - picture[at]) * 64 / picture["width"] for at in "xy")
    wide, high = (frame[side] * 64 / picture["width"] for side in ("width", "height"))
    return [top, top + high, left, left + wide]


def test_the_slider_follows_keys_mouse_and_the_exact_number(shown):
    page = shown(paradox_explorer())
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert trait(page, "window") == 0.01
    page.keyboard.press("PageUp")
    assert trait(page, "window") == 0.11
    check(page, 0.11, "sure")
    page.keyboard.press("End")
    check(page, 1.0, "sure")
    page.keyboard.press("Home")
    check(page, 0.0, "sure")
    box = slider.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    assert 0.2 < trait(page, "window") < 0.3
    check(page, trait(page, "window"), "sure")
    page.get_by_role("spinbutton").fill("0.437")
    check(page, 0.437, "sure")
    expect(slider).to_have_value("44")
    assert (
        slider.get_attribute("aria-valuetext")
        == f"0.44: cup is {page.locator(SHARE).inner_text()} of the pixels in the window"
    )


def test_everything_can_be_done_by_keyboard_alone(shown):
    page = shown(paradox_explorer())
    tab_to(page, "button:nth-of-type(2)")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="<b>brave</b>")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="sure")).to_have_attribute("aria-pressed", "false")
    assert trait(page, "model") == "<b>brave</b>"
    tab_to(page, "input[type=range]")
    page.keyboard.press("PageUp")
    check(page, 0.1, "<b>brave</b>")
    expect(page.get_by_role("status")).to_contain_text("Window 0.10: cup is ")
    expect(page.get_by_role("status")).to_contain_text("for <b>brave</b>")


def test_keys_stay_in_the_widget(shown):
    page = shown(paradox_explorer())
    page.evaluate("window.leaked = []; document.addEventListener('keydown', (event) => window.leaked.push(event.key))")
    page.get_by_role("slider").focus()
    page.keyboard.press("x")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("window.leaked") == []


def test_a_model_is_chosen_by_mouse_and_named_as_it_is(shown):
    page = shown(paradox_explorer())
    page.get_by_role("button", name="<b>brave</b>").click()
    set_trait(page, "window", 0.5)
    check(page, 0.5, "<b>brave</b>")
    assert page.locator(".duel thead th").all_inner_texts() == ["<b>brave</b>", "all background"]
    expect(page.locator(".plot figcaption")).to_have_text("Scores of <b>brave</b> while the window grows")
    assert page.locator(".segmetrics b").count() == 0


def test_the_mouse_pulls_the_window_over_the_picture(shown):
    page = shown(paradox_explorer())
    box = page.locator(PICTURE).bounding_box()
    pixel = box["width"] / 64
    page.mouse.move(box["x"] + 30 * pixel, box["y"] + 20 * pixel)
    page.mouse.down()
    assert trait(page, "window") == 0
    page.mouse.move(box["x"] + 10 * pixel, box["y"] + 20 * pixel)
    assert trait(page, "window") == pytest.approx(0.5, abs=0.011)
    page.mouse.move(box["x"] + 30 * pixel, box["y"] + 34.5 * pixel)
    assert trait(page, "window") == pytest.approx(0.25, abs=0.011)
    check(page, trait(page, "window"), "sure")
    page.mouse.move(box["x"] - 50, box["y"] + 20 * pixel)
    assert trait(page, "window") == 1
    page.mouse.up()
    page.mouse.move(box["x"] + 30 * pixel, box["y"] + 20 * pixel)
    assert trait(page, "window") == 1


def test_a_finger_moves_the_slider_and_the_window(shown, finger):
    page = shown(paradox_explorer(), on=finger)
    box = page.get_by_role("slider").bounding_box()
    assert box["height"] >= 44
    page.touchscreen.tap(box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2)
    assert 0.6 < trait(page, "window") < 0.8
    check(page, trait(page, "window"), "sure")
    page.get_by_role("button", name="<b>brave</b>").tap()
    box = page.locator(PICTURE).bounding_box()
    pixel, middle = box["width"] / 64, box["y"] + box["height"] / 2
    touch(
        page.context,
        page,
        ("touchStart", (box["x"] + 30 * pixel, middle)),
        ("touchMove", (box["x"] + 20 * pixel, middle)),
        ("touchMove", (box["x"] + 10 * pixel, middle)),
        ("touchEnd",),
    )
    assert trait(page, "window") == pytest.approx(0.5, abs=0.011)
    check(page, trait(page, "window"), "<b>brave</b>")


def test_the_page_and_numpy_agree_at_every_window_that_python_sets(shown):
    page = shown(paradox_explorer())
    rng = np.random.default_rng(11)
    for window in [0.5, 1.0, *rng.random(40).tolist(), 0.0]:
        name = str(rng.choice(list(DECISIONS)))
        set_trait(page, "model", name)
        set_trait(page, "window", window)
        check(page, window, name)
        rows, columns = window_of(window)
        assert frame_of(page) == pytest.approx([rows.start, rows.stop, columns.start, columns.stop], abs=0.3)


KINDS_DRAWN = """() => {
    const canvas = document.querySelectorAll(".layers canvas")[1];
    const f = canvas.width / 64;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colors = [];
    for (let y = 0; y < 48; y++) for (let x = 0; x < 64; x++) {
        const counts = {};
        for (let p = 0; p < f * f; p++) {
            const at = 4 * ((y * f + Math.floor(p / f)) * canvas.width + x * f + (p % f));
            const key = [...data.slice(at, at + 4)].map((v) => Math.round(v / 24)).join();
            counts[key] = (counts[key] ?? 0) + 1;
        }
        colors.push(Object.entries(counts).sort((a, b) => b[1] - a[1])[0][0]);
    }
    return colors;
}"""


def test_every_pixel_in_the_window_shows_what_became_of_it_and_the_rest_is_dark(shown):
    page = shown(paradox_explorer())
    set_trait(page, "model", "<b>brave</b>")
    for window in (1.0, 0.2, 0.9, 0.6):
        set_trait(page, "window", window)
        positive = DECISIONS["<b>brave</b>"]
        kinds = np.select([BINARY == 255, (BINARY == 1) & positive, BINARY == 1, positive], [5, 1, 2, 3], 0)
        shown_kinds = np.full(kinds.shape, 6)
        shown_kinds[window_of(window)] = kinds[window_of(window)]
        drawn = page.evaluate(KINDS_DRAWN)
        pairs = set(zip(shown_kinds.ravel().tolist(), drawn, strict=True))
        assert len(pairs) == len({color for _, color in pairs}) == len(np.unique(shown_kinds))


def lead_at(page, window, name):
    set_trait(page, "model", name)
    set_trait(page, "window", window)
    return page.locator(".formula").inner_text()


def test_the_lead_over_a_model_that_sees_nothing_is_said_in_words(shown):
    page = shown(paradox_explorer())
    for name, decision in DECISIONS.items():
        for window in (0.0, 1.0):
            truth, says = BINARY[window_of(window)], decision[window_of(window)]
            right = np.sum((truth == says)[truth != 255]) - np.sum(truth == 0)
            lead = right / np.sum(truth != 255)
            side = "ahead of" if lead > 0 else "behind"
            assert lead_at(page, window, name) == (
                f"In pixel accuracy, {name} is {abs(lead):.3f} {side} a model that sees nothing."
            )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (0, "exactly level with a model that sees nothing"),
        (1, "less than 0.001 ahead of a model that sees nothing"),
        (3, "0.001 ahead of a model that sees nothing"),
    ],
)
def test_a_lead_of_next_to_nothing_is_not_rounded_to_nothing(shown, found, words):
    prediction = np.zeros_like(BINARY)
    prediction[10, 20 : 20 + found] = 1  # of 3,032 scored pixels
    page = shown(ParadoxExplorer(IMAGE, BINARY, {"tiny": prediction}, name="cup"))
    assert lead_at(page, 1.0, "tiny") == f"In pixel accuracy, tiny is {words}."


def test_the_curves_end_where_the_whole_picture_is_scored(shown):
    page = shown(paradox_explorer())
    paths = page.locator(".lines path").evaluate_all("all => all.map((path) => path.getAttribute('d'))")
    ends = [path.split("L")[-1].split() for path in paths]
    assert [float(x) for x, _ in ends] == [100] * 4
    matrix = confusion_matrix(BINARY, DECISIONS["sure"], 2)
    blank = np.sum(BINARY == 0) / np.sum(BINARY != 255)
    scores = [np.trace(matrix) / matrix.sum(), blank, recall_per_class(matrix)[1], iou_per_class(matrix)[1]]
    assert [1 - float(y) / 100 for _, y in ends] == pytest.approx(scores, abs=1e-4)
    assert all(path.count("L") == 100 for path in paths)
    set_trait(page, "window", 1.0)
    accuracy, nothing, recall, iou = (f"{score:.2f}" for score in scores)
    assert page.locator(".plot svg[role=img]").get_attribute("aria-label") == (
        f"At window 1.00: accuracy of sure {accuracy}, accuracy of all background {nothing}, "
        f"recall of sure {recall}, IoU of sure {iou}"
    )


def test_the_chart_takes_the_pointer(shown):
    page = shown(paradox_explorer())
    box = page.locator(".stack > svg").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + 20)
    assert trait(page, "window") == 0.6
    check(page, 0.6, "sure")


def test_every_side_of_the_window_has_a_handle_that_pulls_it(shown):
    page = shown(paradox_explorer())
    set_trait(page, "window", 0.5)
    handles = page.locator(".window-frame .handle")
    cursors = handles.evaluate_all("all => all.map((handle) => getComputedStyle(handle).cursor)")
    assert sorted(cursors) == [f"{side}-resize" for side in ("e", "n", "ne", "nw", "s", "se", "sw", "w")]
    box = handles.nth(cursors.index("w-resize")).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    assert trait(page, "window") == pytest.approx(0.5, abs=0.02)
    picture = page.locator(PICTURE).bounding_box()
    page.mouse.move(picture["x"] + picture["width"] * 5 / 64, box["y"])
    page.mouse.up()
    assert trait(page, "window") == pytest.approx(0.75, abs=0.011)
    check(page, trait(page, "window"), "sure")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_legend_has_the_colours_of_the_picture_in_both_themes(shown, page, theme):
    page.emulate_media(color_scheme=theme)
    shown(paradox_explorer())
    grounds = page.locator(".swatch").evaluate_all("all => all.map((swatch) => getComputedStyle(swatch).background)")
    assert {ground.partition(")")[0] for ground in grounds} == {"rgb(128, 128, 128"}
    bar = page.locator(".shares .missed rect").first.evaluate("part => getComputedStyle(part).fill")
    assert bar == "rgb(243, 111, 43)"
    words = page.locator(".seen .legend > span").evaluate_all(
        "all => all.map((entry) => entry.firstChild.nextSibling.data)"
    )
    assert words == ["found", "missed", "extra", "ignored"]
