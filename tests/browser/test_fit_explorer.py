"""Sliding over the models of a sweep in a page: by mouse, by touch and by keyboard alone."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix
from segmetrics_lab.pictures.disagreement import pixel_kinds
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import FitExplorer
from tests.browser.widget_examples import (
    FIT_LEARNED,
    FIT_SAID,
    FIT_TRAINING,
    FIT_TRUTHS,
    FIT_VALIDATION,
    FIT_VALUES,
    HEIGHT,
    LAB_PANE,
    PALETTE,
    SMALLEST_TEXT,
    WIDTH,
    fit_curve,
    fit_explorer,
    set_trait,
    tab_to,
    trait,
)

PLOT = ".plot .stack > svg:first-child"
KINDS_DRAWN = """() => {
    const colors = (canvas) => {
        const f = canvas.width / 64;
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return Array.from({ length: 48 * 64 }, (_, at) => {
            const counts = {};
            for (let p = 0; p < f * f; p++) {
                const row = Math.floor(at / 64) * f + Math.floor(p / f);
                const place = 4 * (row * canvas.width + (at % 64) * f + (p % f));
                const key = data.slice(place, place + 3).join();
                counts[key] = (counts[key] ?? 0) + 1;
            }
            return counts;
        });
    };
    return [...document.querySelectorAll(".scene .layers > canvas:first-child")].map(colors);
}"""


def check_value(page, value):
    """The page shows and holds what numpy counts for the model of a value."""
    place = FIT_VALUES.index(value)
    assert trait(page, "value") == value
    training, validation = FIT_TRAINING[place], FIT_VALIDATION[place]
    shown = page.locator(".readout .value").all_inner_texts()
    assert shown == [f"{score:.2f}" for score in (training, validation, training - validation)]
    assert page.locator(".set .value").inner_text() == str(value)
    for side, (truth, said) in enumerate(zip(FIT_TRUTHS, FIT_SAID[place], strict=True)):
        scored = truth != 255
        right = (truth == said)[scored].mean()
        expect(page.locator(".scene .counted").nth(side)).to_contain_text(
            f"This scene: {right:.2f} of its {scored.sum():,} pixels right by its labels"
        )
    learned = (FIT_TRUTHS[0] == FIT_SAID[place, 0]).ravel()[FIT_LEARNED].mean()
    expect(page.locator(".scene .counted").first).to_contain_text(
        f"{learned:.2f} of the {len(FIT_LEARNED)} that it learned from"
    )


def test_it_begins_with_the_first_value_and_does_not_give_away_the_best(shown):
    page = shown(fit_explorer())
    check_value(page, 1)
    assert "est validation" not in page.locator(".segmetrics").inner_text()
    assert page.locator(".best-of *").count() == 0
    assert page.locator(".scene .name").all_inner_texts() == [
        "Training scene: kitchen",
        "Validation scene: <b>hall</b>",
    ]


def test_by_keyboard_alone_every_value_is_reached_and_the_best_is_shown(shown):
    page = shown(fit_explorer())
    tab_to(page, "input[type='range']")
    for key, value in [("ArrowRight", 2), ("ArrowRight", 5), ("End", 24), ("ArrowLeft", 5), ("Home", 1), ("End", 24)]:
        page.keyboard.press(key)
        check_value(page, value)
    slider = page.get_by_role("slider", name="how deep a tree may grow")
    words = "depth 24: training 0.96, validation 0.67, gap 0.29"
    assert slider.get_attribute("aria-valuetext") == words
    expect(page.get_by_role("status")).to_contain_text(words)
    tab_to(page, "[aria-label^='Show the best']")
    page.keyboard.press("Enter")
    # Values 2 and 5 are equally good: the first of them is the simpler model.
    expect(page.locator(".best")).to_have_text("Best validation score: 0.75 at depth 2")
    expect(page.locator(".best-of text")).to_have_text("best 0.75")
    expect(page.get_by_role("status")).to_contain_text("Best validation score: 0.75 at depth 2")
    page.keyboard.press("b")
    expect(page.locator(".best")).to_be_empty()
    assert page.locator(".best-of *").count() == 0
    check_value(page, 24)


def test_a_mouse_slides_and_drags_in_the_chart(shown):
    page = shown(fit_explorer())
    box = page.get_by_role("slider").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 9, box["y"] + box["height"] / 2)
    check_value(page, 24)
    frame = page.locator(PLOT).bounding_box()
    middle = frame["y"] + frame["height"] / 2
    page.mouse.move(frame["x"] + frame["width"] * 0.3, middle)
    page.mouse.down()
    check_value(page, 2)
    page.mouse.move(frame["x"] + frame["width"] * 0.7, middle)
    check_value(page, 5)
    page.mouse.move(frame["x"] - 200, middle)
    check_value(page, 1)
    page.mouse.up()
    page.mouse.move(frame["x"] + frame["width"], middle)
    check_value(page, 1)
    page.keyboard.press("ArrowRight")  # the hand that had the chart goes on with the keys
    check_value(page, 2)


def test_the_thumb_stands_below_the_mark_in_the_chart(shown):
    page = shown(fit_explorer())
    for value in FIT_VALUES:
        set_trait(page, "value", value)
        slider = page.get_by_role("slider").bounding_box()
        mark = page.locator(".plot .now").bounding_box()
        share = FIT_VALUES.index(value) / (len(FIT_VALUES) - 1)
        thumb = slider["x"] + 8 + share * (slider["width"] - 16)
        assert thumb == pytest.approx(mark["x"] + mark["width"] / 2, abs=2)


def test_a_finger_slides_and_presses(shown, finger):
    page = shown(fit_explorer(), on=finger)
    box = page.get_by_role("slider").bounding_box()
    assert box["height"] >= 44
    page.touchscreen.tap(box["x"] + box["width"] * 0.66, box["y"] + box["height"] / 2)
    check_value(page, 5)
    frame = page.locator(PLOT).bounding_box()
    page.touchscreen.tap(frame["x"] + frame["width"] * 0.98, frame["y"] + frame["height"] / 2)
    check_value(page, 24)
    page.get_by_role("button", name="Show the best").tap()
    expect(page.locator(".best")).to_contain_text("0.75 at depth 2")


def test_python_sets_the_value_and_the_matrices_agree_with_numpy(shown):
    page = shown(fit_explorer())
    for place in (3, 1, 0, 2):
        set_trait(page, "value", FIT_VALUES[place])
        check_value(page, FIT_VALUES[place])
        for side, name in enumerate(("training_matrix", "matrix")):
            assert trait(page, name) == confusion_matrix(FIT_TRUTHS[side], FIT_SAID[place, side], 3).tolist()


@pytest.mark.parametrize("palette", [PALETTE, Palette(["table", "cup"], background=None), Palette(["table", "cup"])])
def test_every_pixel_of_every_picture_has_the_colour_of_its_class_or_kind(shown, palette):
    few = palette.num_classes == 2
    truths = [np.where(truth == 2, 1, truth) if few else truth for truth in FIT_TRUTHS]
    said = np.minimum(FIT_SAID[2], palette.num_classes - 1)
    page = shown(FitExplorer(fit_curve(palette, truths, [said] * 4)))
    set_trait(page, "value", 5)
    drawn = page.evaluate(KINDS_DRAWN)
    assert len(drawn) == 6
    kinds = [tuple(kind["color"]) for kind in trait(page, "kinds")]
    for side, truth in enumerate(truths):
        classes = {**dict(enumerate(map(tuple, palette.colors))), 255: kinds[5]}
        if not few or palette.background is None:  # what is wrong has the colour of what was said
            wrong = np.where(truth == 255, 255, np.where(truth == said[side], 254, said[side]))
            colors = {**classes, 254: kinds[0]}
        else:
            wrong, colors = pixel_kinds(truth, said[side], palette), dict(enumerate(kinds))
        expected = [(truth, classes), (said[side], classes), (wrong, colors)]
        for picture, (numbers, of_number) in zip(drawn[3 * side : 3 * side + 3], expected, strict=True):
            assert len(picture) == HEIGHT * WIDTH
            wanted = [",".join(map(str, of_number[number])) for number in numbers.ravel().tolist()]
            assert [list(counts) for counts in picture] == [[color] for color in wanted]


def test_a_value_that_was_not_tried_leaves_the_page_as_it_is(shown):
    page = shown(fit_explorer())
    set_trait(page, "value", 5)
    set_trait(page, "value", 7)
    expect(page.get_by_role("status")).to_have_text("There is no model with depth 7.")
    assert page.locator(".set .value").inner_text() == "5"


def test_the_other_score_has_its_own_curves_and_its_own_best(shown):
    page = shown(fit_explorer())
    page.get_by_role("button", name="curves of mean IoU").click()
    assert page.locator(".readout .value").all_inner_texts() == ["0.20", "undefined", "undefined"]
    assert "validation undefined" in page.locator(PLOT).get_attribute("aria-label")
    expect(page.locator(".gap")).to_be_hidden()
    set_trait(page, "value", 24)
    assert page.locator(".readout .value").all_inner_texts() == ["0.90", "0.30", "0.60"]
    expect(page.locator(".gap text")).to_have_text("gap 0.60")
    page.get_by_role("button", name="Show the best").click()
    expect(page.locator(".best")).to_have_text("Best validation score: 0.55 at depth 5")


def test_marks_and_bracket_stand_at_the_scores_on_the_axis(shown):
    page = shown(fit_explorer())
    set_trait(page, "value", 24)
    rises = page.locator(f"{PLOT} > svg > text[text-anchor='end']").all_text_contents()
    assert rises == ["0", "0.25", "0.5", "0.75", "1"]
    ticks = page.locator(f"{PLOT} > svg > text[text-anchor='middle'][y='17']").all_text_contents()
    assert ticks == ["1", "2", "5", "24"]
    places = page.locator(".marks > .mark").evaluate_all(
        "all => all.map(e => [parseFloat(e.getAttribute('x')), parseFloat(e.getAttribute('y'))])"
    )
    assert places == [pytest.approx([100, 4]), pytest.approx([100, 33])]
    line = page.locator(".gap line")
    assert [float(line.get_attribute(end).rstrip("%")) for end in ("y1", "y2")] == pytest.approx([4, 33])
    assert page.locator(".plot .end text").all_text_contents() == ["training", "validation"]


def test_what_a_step_changes_is_counted_and_marked_for_a_moment(shown, page):
    page.emulate_media(reduced_motion="no-preference")
    shown(fit_explorer())
    assert page.locator(".says-changed").all_inner_texts() == ["", ""]
    flashing = "() => [...document.querySelectorAll('.flash')].flatMap((e) => e.getAnimations()).length"
    assert page.evaluate(flashing) == 0
    page.wait_for_timeout(250)  # steps that come sooner are those of a hand that drags
    page.get_by_role("slider").press("ArrowRight")
    changed = [(FIT_SAID[1, side] != FIT_SAID[0, side]).sum() for side in range(2)]
    assert page.locator(".says-changed").all_inner_texts() == [f"{count:,} changed" for count in changed]
    assert page.evaluate(flashing) == 2
    marked = """() => [...document.querySelectorAll(".flash")].map((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((_, at) => at % 4 === 3 && data[at] > 0).length;
    })"""
    assert page.evaluate(marked) == changed


def test_nothing_flashes_while_a_hand_drags_or_where_motion_is_not_wanted(shown, page):
    page.emulate_media(reduced_motion="no-preference")
    shown(fit_explorer())
    flashing = "() => [...document.querySelectorAll('.flash')].flatMap((e) => e.getAnimations()).length"
    frame = page.locator(PLOT).bounding_box()
    page.mouse.move(frame["x"] + frame["width"] * 0.3, frame["y"] + frame["height"] / 2)
    page.mouse.down()
    check_value(page, 2)
    assert page.evaluate(flashing) == 0
    page.mouse.up()
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_timeout(250)
    page.get_by_role("slider").press("End")
    check_value(page, 24)
    assert page.evaluate(flashing) == 0


def test_rings_mark_what_was_learned_from(shown):
    page = shown(fit_explorer())
    inked = """() => {
        const canvas = document.querySelector(".rings");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((_, at) => at % 4 === 3 && data[at] > 0).length;
    }"""
    assert page.evaluate(inked) == 0
    page.get_by_role("slider").press("l")
    assert page.evaluate(inked) > 20 * len(FIT_LEARNED)
    expect(page.get_by_role("button", name="Mark the pixels")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Mark the pixels").click()
    assert page.evaluate(inked) == 0


def streets():
    """Two streets of the course, and models that say the one is the other."""
    scenes = load_set("road", "validation")[:2]
    truths = [scene.truth for scene in scenes]
    said = np.stack([np.where(truth == 255, 0, truth) for truth in truths[::-1]])
    return FitExplorer(fit_curve(scenes[0].palette, truths, [said, 0 * said] * 2))


def test_two_streets_fit_into_a_pane_and_can_be_seen(shown, page):
    page.set_viewport_size(LAB_PANE)
    shown(streets())
    page.get_by_role("slider").press("ArrowRight")
    assert page.locator(".segmetrics").bounding_box()["height"] <= LAB_PANE["height"]
    panels = [panel.bounding_box() for panel in page.locator(".scene .layers").all()]
    assert len(panels) == 6
    assert min((panel["width"], panel["height"]) for panel in panels) >= (254, 190)
    assert page.evaluate(SMALLEST_TEXT) >= 11


def test_in_a_narrow_page_chart_and_slider_stay_in_sight(shown, page):
    page.set_viewport_size({"width": 420, "height": 680})
    shown(streets())
    assert page.evaluate(SMALLEST_TEXT) >= 11
    page.evaluate("window.scrollTo(0, 500)")
    assert 0 <= page.locator(PLOT).bounding_box()["y"] < 40
    slider = page.get_by_role("slider").bounding_box()
    page.mouse.click(slider["x"] + slider["width"] - 9, slider["y"] + slider["height"] / 2)
    assert trait(page, "value") == 24
